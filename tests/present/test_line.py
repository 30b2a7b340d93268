"""A line of views in an address: it comes back as it was, stays short, and what is broken is said in Dutch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.parts.in_order import moved, without
from ui.present.line import (
    LONGEST,
    MOST_VIEWS,
    Line,
    LineError,
    View,
    from_address,
    from_text,
    to_address,
)

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60).map(str.strip)
QUERIES = st.dictionaries(
    st.text("abcxyz", min_size=1, max_size=8), st.text("emn+,% 18&=", min_size=1, max_size=9), max_size=4
)
VIEWS = st.builds(View, st.sampled_from(["kaart", "trend"]), QUERIES, TEXTS, TEXTS, TEXTS)
LINES = st.builds(Line, TEXTS, st.lists(VIEWS, max_size=6).map(tuple))


def read(address: str) -> Line | None:
    """None for what is refused, with words about what to do."""
    try:
        return from_address(address)
    except LineError as fault:
        told.append(str(fault))
        return None


told: list[str] = []


@given(LINES)
def test_a_line_comes_back_as_it_was(line: Line) -> None:
    address = to_address(line)
    assert from_address(address) == line
    if address:
        link = f"https://monitor.example/verhaallijn?gemeente=emmen&lijn={address}&beeld=2"
        assert from_text(link) == from_text(address.center(99)) == line


@given(st.text(max_size=200))
def test_what_is_no_line_is_refused_and_never_breaks_anything(text: str) -> None:
    assert read(text) is None or isinstance(read(text), Line)


@given(LINES.filter(lambda line: bool(line.views)), st.data())
def test_a_link_that_is_cut_off_is_told(line: Line, data: st.DataObject) -> None:
    address = to_address(line)
    cut = address[: data.draw(st.integers(1, len(address) - 1))]
    assert read(cut) in (None, line)


def test_what_is_refused_is_told_with_what_to_do() -> None:
    assert read("abc") is None
    assert "Vraag de link opnieuw" in told[-1]


def test_a_line_of_forty_views_fits_in_an_address() -> None:
    view = View(
        "trend",
        {"indicator": "moeite_rondkomen", "wie": "18+", "gemeente": "emmen", "vergelijk": "nederland"},
    )
    line = Line("Alles")
    for number in range(MOST_VIEWS):
        line = line.with_view(
            View(view.page, {**view.query, "jaar": str(1990 + number)}, question="Wat ziet u?")
        )
    assert len(to_address(line)) < 2_500 < LONGEST
    with pytest.raises(LineError, match="vol"):
        line.with_view(view)


def test_views_are_moved_changed_and_taken_away() -> None:
    line = Line("", tuple(View("trend", title=letter) for letter in "abc"))
    assert "".join(v.title for v in moved(line.views, 0, 1)) == "bac"
    assert "".join(v.title for v in moved(line.views, 2, 5)) == "abc"
    assert "".join(v.title for v in without(line.views, 1)) == "ac"
    assert line.changed(1, question="  Waarom? ").views[1].question == "Waarom?"


def test_a_bomb_in_an_address_is_not_unpacked() -> None:
    import base64
    import zlib

    bomb = base64.urlsafe_b64encode(zlib.compress(b"[" * 50_000_000, 9)).decode()
    with pytest.raises(LineError):
        from_address(bomb[: LONGEST - 1])
    with pytest.raises(LineError, match="te lang"):
        from_address(bomb * 2)
