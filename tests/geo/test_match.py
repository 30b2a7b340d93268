"""A figure without a boundary, or the reverse, is said and not dropped in silence."""

from __future__ import annotations

import pandas as pd
import pytest

from geo import features, match
from monitor import regions


def figures(codes: list[str], year: int) -> pd.DataFrame:
    return pd.DataFrame({"region": codes, "year": [year] * len(codes)})


def codes(level: features.BoundaryLevel) -> list[str]:
    return [area["code"] for area in features.properties(level)]


def test_nothing_to_say_when_all_figures_and_boundaries_meet() -> None:
    everything = [
        "NL00",
        *codes("nederland_provincies"),
        *codes("nederland_gemeenten"),
        *codes("drenthe_wijken"),
    ]
    assert match.report(figures(everything, 2024)) == []


def test_a_gemeente_that_is_gone_and_one_without_a_figure() -> None:
    there = [*codes("nederland_gemeenten"), "GM0003"]
    there.remove("GM1701")
    (mismatch,) = match.report(figures(there, 2020))
    assert mismatch.without_boundary == ("GM0003",)
    assert mismatch.without_figure == ("GM1701",)
    assert mismatch.sentences() == [
        "Gemeenten: 1 gemeente in de cijfers, maar niet op de kaart van 2024: Appingedam.",
        "Gemeenten: 1 gemeente op de kaart van 2024 zonder cijfer: Westerveld.",
    ]
    assert mismatch.for_readers() == [
        "1 gemeente met een cijfer staat niet op de kaart van 2024: Appingedam.",
        "1 gemeente zonder cijfer staat op de kaart van 2024: Westerveld.",
    ]


def test_a_wijk_with_the_name_of_its_gemeente_is_told_apart() -> None:
    assert match.name_within("WK011850", 2020) == "wijk Hoogeveen"
    assert match.name_within("WK011852", 2020) == "Fluitenberg"
    assert match.name_within("WK168102", 2016) == "oude wijk 02"
    assert match.name_within("BU16810007", 2016) == "oude buurt 00 07"
    assert match.name_within("GM0118", 2020) == "Hoogeveen"


def test_wijken_of_the_division_of_2020_meet_the_map_of_2022_but_for_borger_odoorn() -> None:
    table = regions.frame()
    of_2020 = table[(table["level"] == "wijk") & (table["first_year"] == 2020)]["code"].tolist()
    (mismatch,) = match.report(figures(of_2020, 2020))
    assert mismatch.gemeente == "GM1681"
    assert len(mismatch.without_boundary) == 17
    assert mismatch.other_area == ("WK168100", "WK168101", "WK168102", "WK168103")
    assert len(mismatch.without_figure) == 25, (
        "none of its wijken on the map has a figure, also not these four"
    )
    said = mismatch.sentences()
    assert said[0].startswith(
        "Borger-Odoorn: 17 wijken in de cijfers, maar niet op de kaart van 2022: WK168100"
    )
    assert said[2].startswith("Borger-Odoorn: 25 wijken op de kaart van 2022 zonder cijfer: Valthe, ")
    in_full = mismatch.in_full()
    assert in_full[0].startswith(
        "Borger-Odoorn: 17 wijken in de cijfers, niet op de kaart: oude wijk 00 (WK168100), "
    )
    assert in_full[1].count("(WK1681") == 25, "every name, however many"
    assert mismatch.for_readers() == [
        "In 2022 kreeg Borger-Odoorn een nieuwe wijkindeling. De cijfers zijn van de oude 17 wijken en passen "
        "daar niet op; daarom is Borger-Odoorn gearceerd."
    ]


def test_what_is_not_on_the_map_in_many_gemeenten_is_counted_together() -> None:
    wijken = codes("drenthe_wijken")
    first_of_each = {code[2:6]: code for code in reversed(wijken)}.values()
    mismatches = match.report(figures([code for code in wijken if code not in first_of_each], 2024))
    assert len(mismatches) == 12
    assert match.for_readers(mismatches) == ["12 wijken zonder cijfer staan op de kaart van 2022."]
    few = mismatches[:2]
    assert match.for_readers(few) == [sentence for one in few for sentence in one.for_readers()]


def test_command_reads_the_snapshot(
    tmp_path: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path)
    assert match.main(["--observations", folder]) == 2
    assert "loaders.build" in capsys.readouterr().out
    rows = figures(codes("nederland_gemeenten"), 2024).assign(value=1.0)
    rows.loc[0, "value"] = None  # a row that says why there is no figure
    rows.to_csv(f"{folder}/roken.csv", index=False)
    assert match.main(["--observations", folder, "--indicator", "roken"]) == 0
    assert "1 gemeente op de kaart van 2024 zonder cijfer: Groningen." in capsys.readouterr().out
