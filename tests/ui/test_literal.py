"""What comes from outside is read as it stands, whatever it holds and wherever it is put."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.sweep import EXHAUSTIVE
from ui.parts.literal import LONGEST, lines, literal, quoted, words

NASTY = (
    "[Log in](https://evil.example/login)",
    "![x](https://evil.example/a.png)",
    "[a][b]",
    "<https://evil.example>",
    "<script>alert(1)</script>",
    "# Uw sessie is verlopen",
    "x\n\n# Uw sessie is verlopen",
    "x\n===",
    "---",
    "- a",
    "+ a",
    "1. a",
    "1) a",
    "> a",
    "    code",
    "`code`",
    "```",
    "*a* **a** _a_ __a__ ~~a~~",
    "| a | b |\n|---|---|",
    "&lt;b&gt; &amp; &#91;",
    "\\[x\\](y)",
    "$\\frac{1}{0}$ $$x$$",
    ":red[x] :smile: :material/home: :streamlit: ::: :::note",
    "https://evil.example www.evil.example HTTP://evil.example WWW.evil.example post@evil.example",
    "a -> b <- c <-> d -- e >= f",
    "NOC*NSF, 12,3*, NOC*NSF",
)
#: What Streamlit does to a text after Markdown's own marks and escapes are gone (StreamlitMarkdown of 1.67).
AFTERWARDS = (
    re.compile(r"https?://|www\.", re.IGNORECASE),
    re.compile(r"[-.\w+]@[-\w]"),
    re.compile(r":[\w+-]+:"),
    re.compile(r":material/"),
    re.compile(r"(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)"),
)
#: Of Streamlit's own Markdown: GitHub's, with tables and strikethrough.
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def read(markdown: str) -> str:
    """The text that a reader sees; fails when there is anything but one paragraph of plain text."""
    blocks = [token for token in MARKDOWN.parse(markdown) if token.type != "inline"]
    assert [token.type for token in blocks] in ([], ["paragraph_open", "paragraph_close"])
    inline = next((token for token in MARKDOWN.parse(markdown) if token.type == "inline"), None)
    pieces = inline.children or [] if inline else []
    assert {piece.type for piece in pieces} <= {"text", "softbreak"}
    said = "".join(piece.content for piece in pieces)
    for pattern in AFTERWARDS:
        assert not pattern.search(said), pattern.pattern
    # A directive of Streamlit (":red[...]"): a colon with a name right behind it.
    assert not re.search(r":\w", said)
    return said.replace("\u2060", "")


def as_typed(text: str) -> str:
    """The characters that can be seen, with single spaces."""
    seen = "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return re.sub(r"[^\S\u00a0]+", " ", seen).strip()


@pytest.mark.parametrize("text", NASTY)
def test_nothing_of_it_is_markdown(text: str) -> None:
    assert read(literal(text)) == as_typed(text)
    assert read(f"Bron: {literal(text)}.") == f"Bron: {as_typed(text)}."
    assert read(f"“{literal(text)}” is hier geen bekende keuze").startswith("“")


@given(st.text(max_size=40) | st.text(alphabet="[]()*_`#>-+=.1|~$:&!<\\/ a\n@w", max_size=30))
@EXHAUSTIVE
def test_any_text_is_read_as_it_stands(text: str) -> None:
    assert read(literal(text)) == as_typed(text)


@given(st.text(max_size=30))
def test_the_words_of_a_text_are_the_text(text: str) -> None:
    assert words(literal(text)) == as_typed(text).replace("\u2060", "")


def test_ordinary_dutch_stays_as_it_is() -> None:
    said = (
        "Bron: RIVM, GGD'en en CBS, tabel 50090NED, 2012-2020 (CC BY 4.0). Voor 18-64 jaar: +1,2 procentpunt."
    )
    assert literal(said) == said


def test_what_cannot_be_seen_is_left_out() -> None:
    assert literal("a\u202eb\x00c\u200bd\r\ne") == "abcd e"


def test_a_quote_is_no_longer_than_need_be() -> None:
    assert quoted("a" * 500) == f"“{'a' * LONGEST}”"
    assert quoted("[x](y)") == "“\\[x\\](y)”"


def test_each_line_stands_on_its_own() -> None:
    assert lines("een", "", "# twee") == "een  \n\\# twee"


def test_bold_marks_of_our_own_are_no_words() -> None:
    assert words(f"**Zo leest u dit.** {literal('12* [x]')}") == "Zo leest u dit. 12* [x]"
