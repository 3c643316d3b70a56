"""What customers of De Vries Wonen say: ready-made feedback of every kind, in Dutch and in English."""

from dataclasses import dataclass, field

from sandbox.demo.customer import Json
from sandbox.demo.people import Language, Words


@dataclass(frozen=True, kw_only=True)
class Story:
    """One customer's feedback. `body` is what it says besides the words, in the webhook's own fields."""

    key: str
    icon: str
    title: Words
    customer: Json
    comment: Words | None = None
    body: Json = field(default_factory=dict)
    wish: Words | None = None
    tags: tuple[str, ...] = ()

    def piece(self, language: Language) -> Json:
        """The webhook's body, still without `id` and `occurred_at`."""
        said: Json = dict(self.body)
        if self.tags:
            said["tags"] = [_named(tag, language) for tag in self.tags]
        said |= {name: _named(said[name], language) for name in ("journey", "touchpoint") if name in said}
        if self.comment is not None:
            said["comment"] = self.comment[language]
        if self.wish is not None:
            said["contact_requested"] = True
            said["contact"] = {"how": "phone", "when": self.wish[language]}
        return said | {"customer": {**self.customer, "language": language}}


STORIES = (
    Story(
        key="promise",
        icon="😠",
        title={"nl": "Niemand belde terug", "en": "Nobody called back"},
        customer={"id": "C-2041", "name": "J. van Dijk", "email": "j.vandijk@example.nl", "phone": "+31612345601"},
        comment={
            "nl": "Al twee weken wacht ik op antwoord over mijn kapotte bank. Steeds hoor ik ‘we bellen u terug’, "
            "maar er belt niemand.",
            "en": "I have been waiting two weeks to hear about my broken sofa. Every time I am told ‘we will call "
            "you back’, and nobody does.",
        },
        wish={"nl": "vandaag, liefst na 12:00", "en": "today, after 12:00"},
        body={"kind": "nps", "score": 3, "journey": "complaints", "touchpoint": "service", "channel": "phone"},
        tags=("callback",),
    ),
    Story(
        key="anna",
        icon="☎️",
        title={"nl": "Over Anna: drie keer gebeld", "en": "About Anna: called three times"},
        customer={"id": "C-1001", "name": "M. de Vries", "phone": "+31612345602", "value": 1200},
        comment={
            "nl": "Drie keer gebeld en elke keer mijn verhaal opnieuw. Anna zou het uitzoeken, maar ik hoor niets.",
            "en": "Called three times and told my story from the start each time. Anna was going to find out, but "
            "I hear nothing.",
        },
        body={
            "kind": "nps",
            "score": 4,
            "journey": "complaints",
            "touchpoint": "call-centre",
            "channel": "phone",
            "employee": "anna@devrieswonen.nl",
        },
    ),
    Story(
        key="sofa",
        icon="🛋️",
        title={"nl": "Bank te laat bezorgd", "en": "Sofa delivered late"},
        customer={"id": "C-3310", "name": "D. Yılmaz", "email": "yilmaz@example.nl", "value": 2600},
        comment={
            "nl": "De bank kwam een dag te laat en niemand liet iets weten. Ik had er vrij voor genomen.",
            "en": "The sofa came a day late and nobody told us. I had taken a day off for it.",
        },
        body={"kind": "nps", "score": 2, "journey": "order", "touchpoint": "delivery", "channel": "e-mail"},
        tags=("delivery",),
    ),
    Story(
        key="refund",
        icon="💶",
        title={"nl": "Klacht: geld niet terug", "en": "Complaint: no refund"},
        customer={"id": "C-2207", "name": "Petra Hendriks", "email": "petra.h@example.nl", "phone": "+31612345604"},
        comment={
            "nl": "De lamp is drie weken geleden teruggestuurd. Wanneer krijg ik mijn 149 euro?",
            "en": "I sent the lamp back three weeks ago. When do I get my 149 euros?",
        },
        wish={"nl": "woensdag overdag", "en": "Wednesday, daytime"},
        body={"kind": "complaint", "journey": "returns", "touchpoint": "refund", "channel": "e-mail"},
    ),
    Story(
        key="boris",
        icon="💐",
        title={"nl": "Compliment voor Boris", "en": "Compliment for Boris"},
        customer={"id": "C-4102", "name": "Aisha Bakkali"},
        comment={
            "nl": "Boris heeft mijn bestelling in vijf minuten rechtgezet en bleef vrolijk. Wat een topper!",
            "en": "Boris put my order right in five minutes and stayed cheerful throughout. What a star!",
        },
        body={
            "kind": "nps",
            "score": 10,
            "journey": "order",
            "touchpoint": "service",
            "channel": "chat",
            "employee": "boris@devrieswonen.nl",
        },
    ),
    Story(
        key="shop",
        icon="🌷",
        title={"nl": "Fijn geholpen in de winkel", "en": "Well helped in the shop"},
        customer={"id": "C-4550", "name": "Henk Smit"},
        comment={
            "nl": "Heel fijn geholpen met het kiezen van de gordijnen. Koffie erbij, niemand had haast.",
            "en": "So well helped with choosing the curtains. Coffee too, and nobody was in a hurry.",
        },
        body={"kind": "compliment", "touchpoint": "advice", "channel": "shop", "location": "Utrecht"},
    ),
    Story(
        key="nine",
        icon="🟢",
        title={"nl": "Een 9, zonder woorden", "en": "A 9, without words"},
        customer={"id": "C-5001", "name": "K. Mulder"},
        body={"kind": "nps", "score": 9, "touchpoint": "service", "channel": "chat"},
    ),
    Story(
        key="eight",
        icon="🟡",
        title={"nl": "Een 8, zonder woorden", "en": "An 8, without words"},
        customer={"id": "C-5002", "name": "S. Peters"},
        body={"kind": "nps", "score": 8, "touchpoint": "service", "channel": "e-mail"},
    ),
    Story(
        key="chat",
        icon="💬",
        title={"nl": "Chat: 2 van 5 (CSAT)", "en": "Chat: 2 of 5 (CSAT)"},
        customer={"id": "C-2810", "name": "Lotte Jansen", "email": "lotte@example.nl"},
        comment={
            "nl": "De chat werd twee keer verbroken, daarna moest ik opnieuw beginnen.",
            "en": "The chat dropped twice, and then I had to start all over.",
        },
        body={"kind": "csat", "score": 2, "journey": "order", "touchpoint": "service", "channel": "chat"},
    ),
    Story(
        key="stars",
        icon="⭐",
        title={"nl": "Review: 1 ster voor de winkel", "en": "Review: 1 star for the shop"},
        customer={"name": "Wim B."},
        comment={
            "nl": "Showmodel gekocht, thuis bleek er een kras op te zitten. In de winkel haalden ze de schouders op.",
            "en": "Bought the display model and found a scratch at home. In the shop they just shrugged.",
        },
        body={"kind": "stars", "score": 1, "touchpoint": "sale", "channel": "review", "location": "Utrecht"},
    ),
    Story(
        key="return",
        icon="🧾",
        title={"nl": "Retour: veel moeite (CES 2 van 7)", "en": "Returns: hard work (CES 2 of 7)"},
        customer={"id": "C-2911", "name": "R. Okafor", "email": "okafor@example.nl"},
        comment={
            "nl": "Vier formulieren en een telefoontje om één stoel terug te sturen.",
            "en": "Four forms and a phone call to send one chair back.",
        },
        body={"kind": "ces", "score": 2, "journey": "returns", "touchpoint": "returns form", "channel": "web"},
    ),
    Story(
        key="idea",
        icon="💡",
        title={"nl": "Een idee", "en": "An idea"},
        customer={"id": "C-5200", "name": "Noor de Wit"},
        comment={
            "nl": "Zet bij elke bank een meetlint op papier, dan weet je meteen of hij door de deur kan.",
            "en": "Put a paper tape measure with every sofa, so you know at once whether it fits through the door.",
        },
        body={"kind": "idea", "touchpoint": "advice", "channel": "shop"},
    ),
    Story(
        key="remark",
        icon="🗨️",
        title={"nl": "Een opmerking", "en": "A comment"},
        customer={"id": "C-5310", "name": "B. Willems"},
        comment={
            "nl": "Jullie openingstijden op de website kloppen niet met die op de deur.",
            "en": "The opening hours on your website are not the ones on your door.",
        },
        body={"kind": "comment", "touchpoint": "advice", "channel": "web"},
    ),
    Story(
        key="call",
        icon="📞",
        title={"nl": "Tevreden, wil wel gebeld worden", "en": "Content, but wants a call"},
        customer={"id": "C-5402", "name": "Saskia Mol", "phone": "+31612345612", "value": 3100},
        comment={
            "nl": "Prima geholpen. Wie kan me bellen over de garantie op mijn kast?",
            "en": "Well helped. Who can call me about the warranty on my wardrobe?",
        },
        wish={"nl": "morgen voor 11:00", "en": "tomorrow before 11:00"},
        body={"kind": "nps", "score": 8, "journey": "order", "touchpoint": "aftercare", "channel": "e-mail"},
    ),
    Story(
        key="long",
        icon="📜",
        title={"nl": "Een heel lang verhaal", "en": "A very long story"},
        customer={"id": "C-2733", "name": "Marijke van den Berg-Hofstra", "email": "marijke@example.nl", "value": 840},
        comment={
            "nl": "Ik wil mijn verhaal graag helemaal vertellen, want volgens mij kunnen jullie er iets van leren.\n\n"
            "In maart bestelde ik een eettafel met zes stoelen. De verkoper rekende op zes weken. Na acht weken belde "
            "ik zelf; de tafel zou ‘volgende week’ komen. Dat werd drie keer gezegd. Toen de tafel kwam, waren er vier "
            "stoelen bij. De bezorger wist nergens van en vroeg mij om te tekenen voor zes. Dat heb ik niet gedaan, en "
            "dat gaf een vervelend gesprek in mijn eigen keuken.\n\n"
            "Bij de klantenservice kreeg ik steeds iemand anders. Iedereen was aardig, maar niemand zag wat de vorige "
            "had opgeschreven. Ik heb het verhaal zeven keer verteld, dat is geen grap, ik heb het bijgehouden. Twee "
            "keer is mij beloofd dat er ‘voor vrijdag’ gebeld zou worden. Er werd niet gebeld. Op maandag zei iemand "
            "dat mijn zaak gesloten was, omdat er ‘geen reactie van de klant’ was.\n\n"
            "De stoelen zijn er nu, en ze zijn mooi. Daar gaat het mij niet om. Ik kom al twintig jaar bij jullie en "
            "ik wil alleen dat één iemand dit leest, mij belt en zegt: dit hadden we anders moeten doen. En dat een "
            "ander het niet nog eens meemaakt.",
            "en": "I want to tell the whole story, because I think there is something in it for you.\n\n"
            "In March I ordered a dining table with six chairs. The salesman reckoned on six weeks. After eight weeks "
            "I called; the table would come ‘next week’. I was told so three times. When it came, there were four "
            "chairs. The driver knew nothing of it and asked me to sign for six. I did not, and that made for an "
            "unpleasant talk in my own kitchen.\n\n"
            "At customer care I got somebody else each time. They were all kind, but none could see what the one "
            "before had written down. I told the story seven times, I am not joking, I kept count. Twice I was "
            "promised a call ‘before Friday’. Nobody called. On Monday somebody said that my case had been closed, "
            "as there was ‘no response from the customer’.\n\n"
            "The chairs are here now, and they are beautiful. That is not the point. I have come to you for twenty "
            "years and only want one person to read this, call me and say: we should have done this differently. And "
            "that it does not happen to somebody else.",
        },
        body={"kind": "nps", "score": 5, "journey": "order", "touchpoint": "aftercare", "channel": "e-mail"},
    ),
    Story(
        key="odd",
        icon="🔣",
        title={"nl": "Vreemde tekens", "en": "Odd characters"},
        customer={"id": "C-0000", "name": "<img src=x onerror=alert(1)>"},
        comment={
            "nl": "*Niet vet* en _niet schuin_ <b>& ook geen HTML</b> <!channel> `code` שלום 👩‍👩‍👧‍👦",
            "en": "*Not bold* and _not italic_ <b>& no HTML either</b> <!channel> `code` שלום 👩‍👩‍👧‍👦",
        },
        body={"kind": "nps", "score": 1, "touchpoint": "service", "channel": "web"},
    ),
)

_DUTCH = {
    "advice": "advies",
    "aftercare": "nazorg",
    "callback": "terugbellen",
    "call-centre": "klantenservice",
    "complaints": "klachten",
    "delivery": "bezorging",
    "order": "bestelling",
    "refund": "terugbetaling",
    "returns": "retour",
    "returns form": "retourformulier",
    "sale": "verkoop",
    "service": "service",
}
"""What a Dutch survey tool calls the same journeys, touchpoints and tags."""


def _named(word: str, language: Language) -> str:
    return _DUTCH[word] if language == "nl" else word


def story(key: str) -> Story:
    """The story with this key. Raises KeyError."""
    return {each.key: each for each in STORIES}[key]
