"""One subject measured in two ways: which is shown, and how the other is found."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from monitor.catalogue import Catalogue, Indicator, load


def with_variants(**more: object) -> Catalogue:
    """The catalogue, with two measurements that are variants of a third."""

    def changed(indicator: Indicator) -> Indicator:
        if indicator.id not in ("jv_gamen", "jv_gokken"):
            return indicator
        update = {"variant_of": "eenzaam", "differs": "Anders gemeten.", **more}
        return Indicator.model_validate(indicator.model_dump() | update)

    themes = [
        theme.model_copy(update={"indicators": tuple(changed(i) for i in theme.indicators)})
        for theme in load().themes
    ]
    return Catalogue(themes=tuple(themes), sources=load().sources, single_figures=load().single_figures)


def test_the_main_one_knows_its_variants_and_a_variant_its_main_one_first():
    found = with_variants()

    def others(id: str) -> list[str]:
        return [other.id for other in found.measured_otherwise(found[id])]

    assert {"jv_gamen", "jv_gokken"} <= set(others("eenzaam"))
    assert others("jv_gokken")[0] == "eenzaam"
    assert "jv_gamen" in others("jv_gokken")
    assert others("wmo_per_1000") == []


def test_what_one_needs_to_know_is_the_main_one():
    with pytest.raises(ValidationError, match="need_to_know is for the main measurement, eenzaam"):
        with_variants(need_to_know=True)


def test_a_variant_says_how_it_differs():
    with pytest.raises(ValidationError, match="variant_of and differs go together"):
        with_variants(differs=None)
