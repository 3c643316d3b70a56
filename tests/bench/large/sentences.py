"""What customers write, in Dutch and in English: sentences put together from pieces that are made once.

A text is an opening (or none), one or two sentences, and a closing (or none). Every piece ends at a word's end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.bench.large.vocabulary import FIRST_NAMES

RARE_WORDS = (
    "wespennest",
    "glasvezel",
    "hijskraan",
    "waterschade",
    "brandlucht",
    "asbest",
    "earthquake",
    "woodworm",
)
"""Each in about one feedback of a hundred thousand."""

COMMON_WORDS = ("wachttijd", "bezorging", "afspraak", "monteur", "delivery", "waiting", "appointment", "refund")
"""Each in about one of a hundred, or more."""


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """What texts of one language and tone are put together from."""

    openings: Sequence[str]
    sentences: Sequence[str]
    closings: Sequence[str]


def rare_sentence(word: str) -> str:
    """A sentence about something that hardly ever happens."""
    if word in {"earthquake", "woodworm"}:
        return f" We even had to explain about the {word} ourselves."
    return f" En dat terwijl we thuis al genoeg te stellen hadden met {word}."


_THINGS_NL = [
    "de bank",
    "de eettafel",
    "het bed",
    "de kast",
    "de keuken",
    "de lamp",
    "de vloer",
    "het matras",
    "de stoelen",
    "het tuinstel",
    "de spiegel",
    "het badmeubel",
    "de gordijnen",
    "de wasmachine",
    "het bureau",
    "het vloerkleed",
    "de boxspring",
    "de kraan",
    "het dressoir",
    "de parasol",
]
_THINGS_EN = [
    "the sofa",
    "the table",
    "the bed",
    "the wardrobe",
    "the kitchen",
    "the lamp",
    "the floor",
    "the mattress",
    "the chairs",
    "the mirror",
    "the garden set",
    "the curtains",
    "the washing machine",
    "the desk",
    "the rug",
    "the cupboard",
]
_WAITS_NL = [
    "een week",
    "tien dagen",
    "drie weken",
    "een maand",
    "anderhalf uur",
    "veertig minuten",
    "vijf werkdagen",
    "een halve dag",
]
_WAITS_EN = ["a week", "ten days", "three weeks", "a month", "an hour and a half", "forty minutes", "five working days"]

_NEGATIVE_NL = (
    "{Thing} kwam beschadigd aan en niemand belde terug.",
    "De wachttijd aan de telefoon was {wait}, en toen werd de verbinding verbroken.",
    "Wij hebben {wait} gewacht op {thing} zonder enig bericht.",
    "Er is drie keer een afspraak verzet voor {thing}.",
    "De bezorging van {thing} was beloofd voor dinsdag, maar er kwam niemand.",
    "De bezorgers zetten {thing} in de regen voor de deur.",
    "De monteur had de verkeerde onderdelen voor {thing} bij zich.",
    "Volgens de monteur past {thing} niet, terwijl jullie zelf hebben ingemeten.",
    "Op de factuur staat {thing} twee keer.",
    "Ik moet nog {wait} wachten op mijn geld terug.",
    "Bij het retourneren van {thing} werd ik van het kastje naar de muur gestuurd.",
    "Iedere medewerker vertelt iets anders over {thing}.",
    "Aan de chat had ik niets: een robot die mijn vraag over {thing} niet begreep.",
    "{Thing} werd geleverd in de verkeerde kleur.",
    "De garantie op {thing} zou twee jaar zijn, nu moet ik toch betalen.",
    "Op mijn klacht over {thing} kwam na {wait} pas antwoord.",
    "Er ontbraken schroeven bij {thing}, en nabestellen duurt {wait}.",
    "{Name} beloofde terug te bellen over {thing} en deed dat niet.",
)
_NEUTRAL_NL = (
    "{Thing} is mooi, alleen de levertijd was lang.",
    "Prima geholpen met {thing}, wel even moeten zoeken op de website.",
    "De montage van {thing} ging goed, de communicatie vooraf kan beter.",
    "{Thing} is netjes bezorgd, maar later dan afgesproken.",
    "De prijs van {thing} viel mee, de wachttijd aan de kassa niet.",
    "Het personeel was vriendelijk, maar wist weinig over {thing}.",
    "Een afspraak voor {thing} maken ging snel, {wait} wachten op levering is wat veel.",
)
_POSITIVE_NL = (
    "{Thing} werd precies op tijd bezorgd door twee vriendelijke mannen.",
    "{Name} heeft ons geweldig geholpen met {thing}.",
    "Wat een fijne winkel, en {thing} staat prachtig in de kamer.",
    "De monteur werkte netjes en legde alles over {thing} rustig uit.",
    "Binnen {wait} was {thing} omgeruild, zonder gedoe.",
    "Goed advies gekregen over {thing}, zonder dat we iets werd opgedrongen.",
    "Een probleem met {thing} was na één telefoontje opgelost.",
    "De bezorging was super geregeld, met een berichtje een half uur van tevoren.",
    "Bij {name} aan de balie voel je je welkom.",
    "Makkelijk besteld, snel geleverd, en {thing} is precies zoals op de foto.",
)
_NEGATIVE_EN = (
    "{Thing} arrived damaged and nobody called back.",
    "I was kept waiting for {wait} on the phone and then cut off.",
    "We waited {wait} for {thing} without any message.",
    "The appointment for {thing} was changed three times.",
    "The delivery of {thing} was promised for Tuesday and nobody came.",
    "Still no refund for {thing} after {wait}.",
    "The mechanic brought the wrong parts for {thing}.",
    "Every employee told me something different about {thing}.",
    "The invoice lists {thing} twice.",
    "{Name} promised to call about {thing} and never did.",
)
_NEUTRAL_EN = (
    "{Thing} is beautiful, only the delivery took long.",
    "Good help with {thing}, though it was hard to find on the website.",
    "Friendly staff, but they knew little about {thing}.",
    "Assembly of {thing} went fine; waiting {wait} for it is rather much.",
)
_POSITIVE_EN = (
    "{Thing} was delivered right on time by two friendly men.",
    "{Name} helped us wonderfully with {thing}.",
    "A problem with {thing} was solved in one phone call.",
    "Easy to order, quick delivery, and {thing} looks just like the picture.",
    "Honest advice about {thing}, without any pushing.",
    "Within {wait} {thing} was exchanged without any trouble.",
)


def _made(templates: Sequence[str], things: Sequence[str], waits: Sequence[str]) -> Sequence[str]:
    """Every template with everything that it can be about."""
    made = []
    for nth, template in enumerate(templates):
        for number, thing in enumerate(things):
            made.append(
                template.format(
                    thing=thing,
                    Thing=thing[0].upper() + thing[1:],
                    wait=waits[(nth + number) % len(waits)],
                    name=FIRST_NAMES[(nth * 7 + number) % len(FIRST_NAMES)],
                    Name=FIRST_NAMES[(nth * 7 + number) % len(FIRST_NAMES)],
                )
            )
    return made


PIECES: Mapping[tuple[str, str], Pieces] = {
    ("nl", "negative"): Pieces(
        openings=("Helaas. ", "Heel teleurstellend. ", "Dit kan echt niet. ", "Al jaren klant, maar nu niet blij. "),
        sentences=_made(_NEGATIVE_NL, _THINGS_NL, _WAITS_NL),
        closings=(" Graag een reactie.", " Ik bestel hier niet meer.", " Bel mij alstublieft.", " Jammer!"),
    ),
    ("nl", "neutral"): Pieces(
        openings=("Op zich tevreden. ", "Redelijk. ", "Gaat wel. "),
        sentences=_made(_NEUTRAL_NL, _THINGS_NL, _WAITS_NL),
        closings=(" Verder prima.", " Volgende keer hopelijk vlotter.", " Een zeven dus."),
    ),
    ("nl", "positive"): Pieces(
        openings=("Top! ", "Heel tevreden. ", "Complimenten. ", "Wat een service. "),
        sentences=_made(_POSITIVE_NL, _THINGS_NL, _WAITS_NL),
        closings=(" Dank jullie wel.", " Een aanrader.", " Tot de volgende keer!", " Ga zo door."),
    ),
    ("en", "negative"): Pieces(
        openings=("Very disappointing. ", "Unfortunately not happy. ", "This cannot be right. "),
        sentences=_made(_NEGATIVE_EN, _THINGS_EN, _WAITS_EN),
        closings=(" Please call me.", " Never again.", " I expect an answer."),
    ),
    ("en", "neutral"): Pieces(
        openings=("Fine overall. ", "Reasonable. "),
        sentences=_made(_NEUTRAL_EN, _THINGS_EN, _WAITS_EN),
        closings=(" Otherwise fine.", " Could be quicker."),
    ),
    ("en", "positive"): Pieces(
        openings=("Great! ", "Very happy. ", "Well done. "),
        sentences=_made(_POSITIVE_EN, _THINGS_EN, _WAITS_EN),
        closings=(" Thank you.", " Highly recommended.", " See you next time!"),
    ),
}
