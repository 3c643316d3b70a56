"""A few cards and forms to send through Slack, and text of every kind to put into them."""

from hypothesis import strategies as st

from bot.actions import ClaimCase, ReleaseCase, ResolveCase, ShowDetails
from bot.cards.model import (
    Block,
    Button,
    Buttons,
    Card,
    Choice,
    Divider,
    Facts,
    Form,
    Heading,
    Mention,
    Option,
    Quote,
    Small,
    Text,
    Words,
)

CLAIM = Button(label="Claim", action=ClaimCase(42), primary=True)
RESOLVE = Button(label="Resolve", action=ResolveCase(42))

COMPLAINT = Card(
    summary="😠 3 of 10 from M. d. V.",
    blocks=(
        Heading(text="😠 Detractor: 3 of 10"),
        Text(text="Call back by 17:30"),
        Quote(text="Drie keer teruggebeld,\nniemand wist ervan."),
        Facts(rows=(("Customer", "M. d. V."), ("Touchpoint", "call centre"))),
        Small(text="Before: 8, 7"),
        Buttons(buttons=(CLAIM, RESOLVE)),
    ),
)
TAKEN = Card(
    summary="Anna has taken this up",
    blocks=(Text(text="Anna has it since 14:02"), Buttons(buttons=(Button(label="Release", action=ReleaseCase(42)),))),
)
REPORT = Form(
    title="What was done?",
    submit=ResolveCase(42),
    submit_label="Resolve",
    cancel_label="Cancel",
    intro=(Quote(text="Drie keer teruggebeld"),),
    fields=(
        Choice(
            key="cause",
            label="Cause",
            options=(Option(value="price & quality", label="Price & quality"), Option(value="other", label="Other")),
        ),
        Words(key="done", label="What was done"),
        Words(key="because", label="Why not", needed_when=("cause", "other"), lines=1),
    ),
)

_NASTY = st.sampled_from(
    [
        "<!channel>",
        "<@U0ANNA>",
        "<#C0SUPPORT>",
        "<!subteam^S1>",
        "<https://evil.example|your bank>",
        "@here",
        "&lt;!here&gt;",
        "*bold* _it_ ~no~ `code`",
        "> quote\n>>> more",
        "\x00\x07\ud800",
        "مرحبا\u202eabc",
        "👩‍👩‍👧‍👦" * 40,
        "e\u0301\u0323" * 90,
        "🇳🇱" * 200,
        "&<>" * 1500,
        "a" * 5000,
        "\r\n\r\n",
        "",
    ]
)
anything = st.one_of(_NASTY, st.text(max_size=80), st.lists(_NASTY, max_size=4).map(" ".join))

_buttons = st.builds(
    Button,
    label=anything,
    action=st.sampled_from([ClaimCase(1), ResolveCase(2), ShowDetails(10**15)]),
    primary=st.booleans(),
    danger=st.booleans(),
    confirm=st.none() | anything,
)
_blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, text=anything),
    st.builds(Text, text=anything, strong=st.booleans()),
    st.builds(Quote, text=anything, limit=st.integers(1, 12_000)),
    st.builds(Facts, rows=st.lists(st.tuples(anything, anything), max_size=5).map(tuple)),
    st.builds(Small, text=anything),
    st.builds(Mention, name=anything, accounts=st.dictionaries(st.just("slack"), anything), text=anything),
    st.builds(Divider),
    st.builds(Buttons, buttons=st.lists(_buttons, max_size=30).map(tuple)),
)
any_card = st.builds(Card, summary=anything, blocks=st.lists(_blocks, max_size=70).map(tuple))

_options = st.builds(Option, value=st.text(min_size=1, max_size=200), label=anything)
_choices = st.builds(
    Choice,
    key=st.just("choice"),
    label=anything,
    options=st.lists(_options, max_size=120).map(tuple),
    required=st.booleans(),
    initial=st.none() | st.text(max_size=3),
)
_words = st.builds(
    Words,
    key=st.just("words"),
    label=anything,
    hint=anything,
    required=st.booleans(),
    lines=st.integers(1, 9),
    limit=st.integers(0, 9000),
)
any_form = st.builds(
    Form,
    title=anything,
    submit=st.just(ResolveCase(42)),
    submit_label=anything,
    cancel_label=anything,
    intro=st.lists(_blocks, max_size=120).map(tuple),
    fields=st.tuples(_choices, _words),
)
