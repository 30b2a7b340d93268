"""How a change is said, and the sentence of a map."""

from __future__ import annotations

import pandas as pd

from compare.rules.change import OTHER_GEMEENTEN, Change
from compare.wording.clauses import change_clause
from compare.wording.map import map_sentence


def test_a_change_over_other_gemeenten_says_so(rondkomen):
    other = Change(2021, 2022, None, OTHER_GEMEENTEN)
    assert change_clause(other, rondkomen) == "niet te vergelijken met 2021 (niet dezelfde gemeenten)"


def test_one_gemeente_with_a_figure_is_said_in_the_singular(rondkomen):
    values = pd.Series({"GM0114": 6.5, "GM0106": None})
    assert map_sentence(values, {"GM0114": "Emmen", "GM0106": "Assen"}, rondkomen, "18+", 2021) == (
        "Alleen Emmen heeft een cijfer. In Emmen heeft 6,5% moeite met rondkomen (18 jaar en ouder, 2021)."
    )
