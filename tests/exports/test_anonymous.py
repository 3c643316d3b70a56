"""In a file that may be passed on nobody can be recognised."""

from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.cards.anonymous import anonymous, hiding_numbers
from bot.cards.examples.cast import ANNA, NOW, feedback, scene
from bot.cards.examples.files import file
from bot.cards.export_columns import columns
from bot.cards.masking import MASK
from bot.domain.case import Case, CaseState, Resolution, Told
from bot.domain.exported import Cell, Exported
from bot.domain.feedback import Customer, Feedback, Kind


@pytest.mark.parametrize(
    "secret",
    [
        "m.devries@example.nl",
        "m.devries @ example.nl",
        "06-12345678",
        "06 12 34 56 78",
        "+31 6 1234 5678",
        "(030) 123 45 67",
        "0612345678",
        "NL91 ABNA 0417 1643 00",
        "NL91ABNA0417164300",
        "3511 AB 12",
        "3511AB",
        "Oudegracht 112b",
        "https://www.example.nl/m-de-vries",
        "bestelling-loos 202611201",
        "KL-20261120",
        "4711982",
    ],
)
def test_what_leads_to_somebody_is_hidden(secret: str) -> None:
    hidden = hiding_numbers(f"Bel me op {secret}, graag.")

    assert not any(char.isdigit() for char in hidden)
    assert "@" not in hidden
    assert "example" not in hidden
    assert hidden.endswith(", graag.")


@pytest.mark.parametrize(
    "said",
    [
        "Op 20-11-2026 om 14:03 gebeld, 3 keer.",
        "Het was 2026-11-20.",
        "Voor € 1.200,50 mag dat beter; 10.000 euro is veel geld.",
        "We wachten al 12 weken op 2 stoelen van 85 cm.",
        "Al 100% tevreden sinds 1998.",
    ],
)
def test_what_happened_stays(said: str) -> None:
    assert hiding_numbers(said) == said


def test_neither_the_customer_nor_a_colleague_is_named() -> None:
    one = feedback()
    one = replace(
        one, said=replace(one.said, customer=Customer(id="K1", name="Mieke van Dam"), employee="kees@devrieswonen.nl")
    )
    hide = anonymous(scene("nl"))

    hidden = hide(one, "Ik ben mieke Van Dam (K1). Annas collega Boris Jansen en Kees hielpen van harte.")

    assert not {"mieke", "dam", "k1", "anna", "annas", "boris", "jansen", "kees"} & set(
        hidden.lower().replace("(", " ").replace(")", " ").replace(".", " ").split()
    )
    assert hidden.endswith("hielpen van harte.")


def _cells(
    said: Feedback, *, language: str = "nl", personal: bool = False, case: Case | None = None
) -> Mapping[str, Cell]:
    one = Exported(feedback=said, case=case, for_team=True, for_leads=True)
    table = columns(scene(language), zone=ZoneInfo("Europe/Amsterdam"), personal=personal)
    return {column.heading: column.cell(one) for column in table}


def _resolved(cause: str) -> Case:
    done = Resolution(cause=cause, done="Gebeld.", told=Told.PHONED, because=None, by=ANNA.id, at=NOW)
    return replace(file().case, state=CaseState.RESOLVED, resolution=done)


def _by_mieke() -> Feedback:
    one = feedback()
    said = replace(
        one.said,
        source="enquête-anna",
        customer=Customer(id="K1", name="Mieke van Dam", email="mieke@example.nl"),
        touchpoint="Balie Anna Visser",
        journey="klacht van mieke van dam",
        channel="bel 06-12345678",
        location="thuis bij Mieke van Dam, Oudegracht 112b",
        tags=("Mieke", "levering", "06-12345678"),
    )
    return replace(one, said=said)


def test_nobody_is_named_in_any_column() -> None:
    cells = _cells(_by_mieke(), case=_resolved("door Anna"))

    assert {heading: cells[heading] for heading in ("Contactmoment", "Klantreis", "Kanaal", "Locatie", "Labels")} == {
        "Contactmoment": f"Balie {MASK}",
        "Klantreis": f"klacht van {MASK}",
        "Kanaal": f"bel {MASK}",
        "Locatie": f"thuis bij {MASK}, {MASK}",
        "Labels": f"{MASK}, levering, {MASK}",
    }
    everything = " ".join(str(cell) for cell in cells.values()).lower()
    assert not [name for name in ("anna", "visser", "mieke", "dam", "12345678", "112") if name in everything]


def test_with_personal_every_column_is_as_it_was_written() -> None:
    cells = _cells(_by_mieke(), personal=True)

    assert cells["Contactmoment"] == "Balie Anna Visser"
    assert cells["Labels"] == "Mieke, levering, 06-12345678"
    assert cells["Klant"] == "Mieke van Dam"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["Complaint", "Resolved", "Broken promise", "By phone", "Kind"]),
        ("nl", ["Klacht", "Afgerond", "Afspraak niet nagekomen", "Telefonisch", "Soort"]),
    ],
)
def test_our_own_codes_are_words_of_the_files_language(language: str, told: list[str]) -> None:
    """What customers and their sources call things stays as they call it."""
    one = feedback()
    one = replace(one, kind=Kind.COMPLAINT, said=replace(one.said, touchpoint="call-centre", channel="phone"))

    cells = _cells(one, language=language, case=_resolved("broken promise"))

    assert [
        *(cell for cell in cells.values() if cell in told),
        *(heading for heading in cells if heading in told),
    ] == told
    assert {"call-centre", "phone"} <= set(cells.values())
