"""A second measurement of a subject is no second subject in a list, and each of the two names the other."""

from __future__ import annotations

import pytest

from monitor.catalogue import Catalogue
from tests.loaders.test_variants import with_variants
from ui.choose import pickers
from ui.parts import explain


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    found = with_variants()
    for module in (explain, pickers):
        monkeypatch.setattr(module, "catalogue", lambda: found)
    return found


def test_a_list_has_the_main_one_and_a_search_both(catalogue: Catalogue) -> None:
    every = [i.id for i in pickers.in_picking_order(catalogue.indicators.values())]
    # Right after what it is a measurement of, though that is need-to-know and it is not.
    at = every.index("eenzaam")
    assert {"jv_gamen", "jv_gokken"} <= set(every[at + 1 : at + 4])
    listed = [i.id for i in pickers.one_per_subject(catalogue.indicators.values())]
    assert "eenzaam" in listed
    assert not {"jv_gamen", "jv_gokken"} & set(listed)


def test_both_say_that_there_is_another_and_which_is_shown(catalogue: Catalogue) -> None:
    main = explain.measured_otherwise(catalogue["eenzaam"])
    assert main.startswith("Dit is het cijfer dat de monitor in lijsten en vergelijkingen toont.")
    assert f"“{catalogue['jv_gokken'].title}”: Anders gemeten." in main
    other = explain.measured_otherwise(catalogue["jv_gokken"])
    assert "Dit is niet het cijfer" in other
    assert f"dat is “{catalogue['eenzaam'].title}”. Anders gemeten." in other
    assert all("Zet" in said and "niet naast elkaar" in said for said in (main, other))
    assert explain.measured_otherwise(catalogue["wmo_per_1000"]) == ""
