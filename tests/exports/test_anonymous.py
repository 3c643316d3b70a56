"""In a file that may be passed on nobody can be recognised."""

from dataclasses import replace

import pytest

from bot.cards.anonymous import anonymous, hiding_numbers
from bot.cards.examples.cast import feedback, scene
from bot.domain.feedback import Customer


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
