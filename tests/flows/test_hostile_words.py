"""What customers type to break things is shown as what they typed, on both platforms."""

import json

from bot.actions import ShowDetails, encode
from tests.flows.reading import words
from tests.flows.stage import ANNA_PHONE, BORIS, FATIMA, GROUP, SUPPORT, Stage

HOSTILE = (
    "<!channel> <@U0FATIMA> <img src=x onerror=alert(1)> &amp; <b>vet</b> *ster* _streep_ `code` "
    "https://kwaad.example <https://kwaad.example|bank> @here /nps link\n\u202egnirts\u202c a\u200bb\u0000 😀👨‍👩‍👧 "
)
WORD_JOINER = "\u2060"
"""Unseen; it keeps Slack from taking words for a call."""
NAME = "<!here> <i>M.</i> de \u202eVries"


def _markdown(part: object) -> list[str]:
    """Every text in blocks that Slack would read as its own markup."""
    if isinstance(part, dict):
        own = [str(part["text"])] if part.get("type") == "mrkdwn" else []
        return own + [text for value in part.values() for text in _markdown(value)]
    if isinstance(part, list | tuple):
        return [text for one in part for text in _markdown(one)]
    return []


async def test_nobody_is_called_and_nothing_is_marked_up(stage: Stage) -> None:
    said = {"score": 1, "comment": HOSTILE, "touchpoint": "<!everyone> & balie", "tags": ["<b>x</b>"]}
    case = (await stage.hears(**said, customer={"name": NAME, "phone": "<tel:1>"}))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: "onerror" in words(m))
    shown = words(card).replace(WORD_JOINER, "")
    assert "<!channel> <@U0FATIMA> <img src=x onerror=alert(1)> &amp; <b>vet</b> *ster*" in shown
    kinds = json.dumps(card.blocks)
    assert not [kind for kind in ('"broadcast"', '"user"', '"link"') if f'"type": {kind}' in kinds]
    assert not [text for text in _markdown(card.blocks) if "<!" in text or "<@" in text]
    assert "<!channel>" not in card.text
    assert "<!everyone>" not in card.text
    assert "\u202e" not in words(card) + card.text
    assert "\u0000" not in words(card)

    phone = await stage.on_telegram(GROUP, lambda m: "onerror" in m.text)
    assert "<!channel> <@U0FATIMA> <img src=x onerror=alert(1)> &amp; <b>vet</b> *ster*" in phone.text
    assert "\u202e" not in phone.text
    marked = {entity.type for entity in phone.entities}
    assert not marked & {"text_link", "text_mention", "code"}
    assert not phone.link_preview

    await stage.slack.press(BORIS, SUPPORT, card.ts, encode(ShowDetails(case)))
    details = await stage.slack.wait_for(lambda: stage.slack.ephemerals(BORIS, SUPPORT))
    assert not [text for text in _markdown(details[-1].blocks) if "<!" in text or "<@" in text]


async def test_ten_thousand_characters_are_clipped_on_the_card_and_whole_behind_it(stage: Stage) -> None:
    long = " ".join(f"woord{n}&<b>" for n in range(2000))[:9990] + " HET EINDE"
    case = (await stage.hears(score=1, comment=long))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: "woord0" in words(m))
    phone = await stage.on_telegram(GROUP, lambda m: "woord0" in m.text)
    assert "…" in words(card)
    assert "…" in phone.text
    assert "HET EINDE" not in words(card) + phone.text
    await stage.slack.press(FATIMA, SUPPORT, card.ts, encode(ShowDetails(case)))
    whole = await stage.slack.wait_for(lambda: stage.slack.ephemerals(FATIMA, SUPPORT))
    assert "HET EINDE" in words(whole[-1])
    await stage.settled()
    await stage.telegram.press(ANNA_PHONE, GROUP, phone.id, "Details")
    private = await stage.on_telegram(ANNA_PHONE, lambda m: "woord0&<b>" in m.text)
    assert len(private.text) <= 4096
