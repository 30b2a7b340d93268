"""What is made of a table is made once, and nothing of it stays when the table goes."""

import gc
import weakref

import pandas as pd
import pytest

from ui import theme
from ui.parts import tables
from ui.parts.once import once


def test_it_is_made_once_per_object_and_argument() -> None:
    asked = []

    @once
    def rows(table: pd.DataFrame, extra: int) -> int:
        asked.append(extra)
        return len(table) + extra

    one, other = pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [1]})
    assert [rows(one, 1), rows(one, 1), rows(one, 5), rows(other, 1)] == [3, 3, 7, 2]
    assert asked == [1, 5, 1]


def test_what_is_made_of_a_table_goes_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "dark", lambda: True)
    plain = pd.DataFrame({"Gebied": ["Assen"], "2024": [1.5]})
    styled = tables.in_words(plain.assign(Verloop="data:image/svg+xml;utf8,"), {"2024": ["1,5%"]})
    made = [
        weakref.ref(one)
        for one in (
            plain,
            styled,
            tables._worded(plain, "roken"),
        )
    ]
    assert tables._in_letters(styled).endswith("<tr><td>Assen</td><td>1,5%</td></tr></tbody></table></div>")
    assert tables._for_the_browser(styled, "1").styler.display_values
    del plain, styled
    gc.collect()
    assert not [one for one in made if one()]
