"""HTML is read as Telegram reads it, its complaints included."""

import pytest

from sandbox.telegram.errors import ApiError
from sandbox.telegram.html_text import parse_html
from sandbox.telegram.spotting import spot

REFUSED = [
    ("🏟 🏟&lt;<abacaba", "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;<abac aba>", 'Unsupported start tag "abac" at byte offset 13'),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("<br>", 'Unsupported start tag "br" at byte offset 0'),
    ("<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 0'),
    ("<i    aba>", 'Expected equal sign in declaration of an attribute of the tag "i" at byte offset 0'),
    ("<a href=x/>y</a>", "Unexpected end of name token at byte offset 8"),
    ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
    ('<a href="x"', "Unclosed start tag at byte offset 0"),
    ('<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 0"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<i>a</i   ", "Unclosed end tag at byte offset 4"),
    ("🏟<i>a</em   >", 'Unmatched end tag at byte offset 8, expected "</i>", found "</em>"'),
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("&#57311;", "Text contains invalid Unicode characters"),
]


@pytest.mark.parametrize(("source", "complaint"), REFUSED)
def test_a_mistake_is_refused_in_telegrams_words(source: str, complaint: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.code == 400
    assert refused.value.description.startswith(f"Bad Request: can't parse entities: {complaint}")


def test_entities_and_numbers_are_decoded_and_the_rest_stays() -> None:
    text, entities = parse_html("&lt;&gt;&amp;&quot;&#233;&laquo;&nbsp;&#12345678;")
    assert text == '<>&"é&laquo;&nbsp;&#12345678;'
    assert entities == []


def test_offsets_count_utf16_units() -> None:
    text, entities = parse_html("🏟 🏟<i>🏟 &gt;<b aba   =   'caba'>&lt;🏟</b></i>")
    assert text == "🏟 🏟🏟 ><🏟"
    assert [(e.type, e.offset, e.length) for e in entities] == [("bold", 9, 3), ("italic", 5, 7)]


def test_links_mentions_code_and_quotes() -> None:
    text, entities = parse_html(
        '<a href="https://example.nl/?a=1&amp;b">here</a> <a href="tg://user?id=1001">Anna</a> '
        '<pre><code class="language-py">x</code></pre> <blockquote expandable>long</blockquote> <b></b>'
    )
    assert text == "here Anna x long "
    assert [(e.type, e.url, e.user.id if e.user else None, e.language) for e in entities] == [
        ("text_link", "https://example.nl/?a=1&b", None, None),
        ("text_mention", None, 1001, None),
        ("expandable_blockquote", None, None, None),
        ("pre", None, None, "py"),
    ]


def test_what_every_client_finds_by_itself() -> None:
    text = "/claim@klankbord_bot zei @anna_visser over #wachttijd, zie https://voorbeeld.nl/a. a@b.nl 3/4"
    found = {text[e.offset : e.offset + e.length]: e.type for e in spot(text)}
    assert found == {
        "/claim@klankbord_bot": "bot_command",
        "@anna_visser": "mention",
        "#wachttijd": "hashtag",
        "https://voorbeeld.nl/a": "url",
        "a@b.nl": "email",
    }
