"""Whatever stands in a card, Telegram takes it; what a person must know is there."""

from hypothesis import given
from hypothesis import strategies as st

from bot.actions import ClaimCase, ShowDetails
from bot.cards.model import Block, Button, Buttons, Card, Divider, Facts, Heading, Mention, Quote, Small, Text
from bot.platforms.telegram.html_text import clip, width
from bot.platforms.telegram.render import LONGEST_TEXT, MOST_ENTITIES, render
from sandbox.telegram.html_text import parse_html
from sandbox.telegram.values import Entity

words = st.one_of(
    st.text(max_size=300),
    st.sampled_from(
        ["<b>", "</b>&amp;", "&lt;" * 900, "👨‍👩‍👧" * 700, "é" * 3000, "\ud83d", "\x00", "\u202e", " ", ""]
    ),
)
buttons = st.lists(st.builds(Button, label=words, action=st.builds(ClaimCase, st.integers(0, 10**18))), max_size=12)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, text=words),
    st.builds(Text, text=words, strong=st.booleans()),
    st.builds(Quote, text=words, limit=st.integers(1, 10_000)),
    st.builds(Facts, rows=st.lists(st.tuples(words, words), max_size=5).map(tuple)),
    st.builds(Small, text=words),
    st.builds(
        Mention, name=words, accounts=st.sampled_from([{}, {"telegram": "1001"}, {"telegram": '"><b>'}]), text=words
    ),
    st.just(Divider()),
    st.builds(Buttons, buttons=buttons.map(tuple)),
)
cards = st.builds(Card, summary=words, blocks=st.lists(blocks, max_size=130).map(tuple))


def seen(card: Card) -> tuple[str, list[Entity]]:
    return parse_html(render(card).text)


def labels(card: Card) -> list[list[str]]:
    made = render(card).keyboard
    return [[each.text for each in row] for row in made.inline_keyboard] if made else []


@given(cards)
def test_every_card_is_within_telegrams_limits(card: Card) -> None:
    rendered = render(card)
    text, entities = parse_html(rendered.text)

    rendered.text.encode()
    assert text.strip()
    assert width(text) <= LONGEST_TEXT
    assert len(entities) <= MOST_ENTITIES
    rows = rendered.keyboard.inline_keyboard if rendered.keyboard else ()
    assert sum(map(len, rows)) <= 100
    for row in rows:
        assert 1 <= len(row) <= (8 if max(width(button.text) for button in row) <= 4 else 3)
        for button in row:
            assert button.text.strip()
            assert len(str(button.callback_data).encode()) <= 64


@given(st.text(), st.integers(0, 50))
def test_clipping_never_cuts_inside_a_character(text: str, most: int) -> None:
    cut = clip(text, most)
    assert width(cut) <= most
    assert cut == text or text.startswith(cut.removesuffix("…").rstrip())


def test_a_card_as_people_see_it() -> None:
    text, entities = seen(
        Card(
            summary="x",
            blocks=(
                Heading(text="🔴 Detractor: 3 of 10"),
                Quote(text="Drie keer <teruggebeld> & niemand wist ervan."),
                Facts(rows=(("By", "Fri 17:30"), ("Customer", "M.V."))),
                Divider(),
                Small(text="Call centre"),
                Mention(name="Anna", accounts={"telegram": "1001", "slack": "U1"}, text="has it"),
            ),
        )
    )

    assert text.splitlines() == [
        "🔴 Detractor: 3 of 10",
        "Drie keer <teruggebeld> & niemand wist ervan.",
        "By: Fri 17:30",
        "Customer: M.V.",
        "────────────",
        "Call centre",
        "Anna has it",
    ]
    assert [each.type for each in entities] == ["bold", "blockquote", "italic", "text_mention"]


def test_a_long_quote_is_clipped_where_the_card_says_and_facts_stay_whole() -> None:
    text, _ = seen(Card(summary="x", blocks=(Quote(text="a" * 900, limit=600), Facts(rows=(("By", "Friday"),)))))
    assert text == "a" * 599 + "…\nBy: Friday"

    text, _ = seen(Card(summary="x", blocks=(Quote(text="a" * 9000, limit=9000), Facts(rows=(("By", "Friday"),)))))
    assert width(text) == LONGEST_TEXT
    assert text.endswith("a…\nBy: Friday")


def test_a_family_is_not_torn_apart() -> None:
    assert clip("ab 👨‍👩‍👧", 9) == "ab…"
    assert clip("cafe\u0301s", 5) == "caf…"


def test_buttons_share_a_row_as_far_as_a_phone_is_wide() -> None:
    def row(*names: str) -> Card:
        return Card(
            summary="x", blocks=(Buttons(buttons=tuple(Button(label=n, action=ShowDetails(1)) for n in names)),)
        )

    assert labels(row("Claim", "Details", "Contact", "Note")) == [["Claim", "Details", "Contact"], ["Note"]]
    assert labels(row("Hand over to Boris", "Resolve and tell", "Note")) == [
        ["Hand over to Boris", "Resolve and tell"],
        ["Note"],
    ]
