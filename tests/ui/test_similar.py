"""The gemeenten that are like one's own, shown with what they are compared on."""

from __future__ import annotations

from monitor.regions import name
from monitor.store import store
from ui.data import similar_gemeenten
from ui.gemeente.similar import differently, sources, table


def test_the_gemeente_itself_stands_first_and_then_the_nearest():
    found = table("GM1701")
    assert found.index[0] == "GM1701"
    assert list(found.index[1:]) == list(similar_gemeenten("GM1701").members)
    assert found["Gemeente"].tolist() == [name(code) for code in found.index]


def test_the_characteristics_are_the_published_figures_of_the_year_that_is_named():
    found = table("GM0114")
    assert list(found.columns[1:]) == [
        "Inwoners (2025)",
        "Per km² (2024)",
        "Inkomen (2024)",
        "65+ (2024)",
    ]
    counted = (
        store()
        .observations("bevolking", regions=list(found.index), years=[2025])
        .set_index("region")["value"]
    )
    assert found["Inwoners (2025)"].to_dict() == counted.to_dict()


def test_which_gemeenten_are_alike_for_figures_about_one_of_the_four():
    money, age, density = differently("GM0114")
    assert money.startswith(
        "Bij cijfers over inkomen, geld en armoede telt het inkomen niet mee: dan zijn het Hoeksche Waard,"
    )
    assert age.startswith("Bij cijfers over leeftijd")
    assert density.startswith("Bij cijfers over dichtheid")
    assert differently("GM1701")[0].endswith("dan lijken er te weinig gemeenten genoeg op.")


def test_who_counted_it_is_said():
    assert sources().startswith("Bron: CBS")
