"""What the two protocols say of a table, and what becomes of it: measures, categories, gaps, editions, successors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from loaders.upstream.errors import UpstreamError
from loaders.upstream.fetch import fetch
from loaders.upstream.topics import UnknownMeasureError
from tests.upstream.conftest import alike
from tests.upstream.standin import Column, Fault, Standin, Table
from tests.upstream.standin.recorded import regions

CBS3 = {"protocol": "odata3", "host": "cbs"}
CBS4 = {"protocol": "odata4", "host": "datasets"}
LOW = {"table": "85678NED", "filters": {"InkomensgrensHuishouden": "1050290"}}
SHARE = "Particuliere huishoudens relatief"


def figures(frame, measure: str | None = None) -> dict:
    rows = frame[frame["value"].notna()]
    rows = rows[rows["measure"] == measure] if measure else rows
    return {(row.region, row.year): row.value for row in rows.itertuples()}


def test_a_table_without_periods_is_about_the_year_in_its_title(standin: Standin, http, source) -> None:
    got = fetch(source(live={**CBS3, "table": "84799NED"}), ["AantalInwoners", "Bevolkingsdichtheid"], http)
    assert figures(got.frame, "AantalInwoners")[("GM0114", 2020)] == 107048
    assert figures(got.frame, "AantalInwoners")[("NL00", 2020)] == 17407585
    assert len(got.frame) == 26


@pytest.mark.parametrize(
    "name",
    [
        "AantalInwoners",
        "AantalInwoners_5",
        "Aantal inwoners",
        "Bevolking/Aantal inwoners",
        "bevolking / aantal INWONERS",
    ],
)
def test_a_measure_is_found_by_stem_key_or_title(name: str, standin: Standin, http, source) -> None:
    got = fetch(
        source(live={**CBS3, "table": "84799NED", "measures": {"bevolking": name}}), ["bevolking"], http
    )
    assert figures(got.frame, "bevolking")[("GM0106", 2020)] == 68599


def test_a_name_that_fits_two_columns_is_not_guessed(standin: Standin, http, source) -> None:
    names = {"stroom": "Appartement", "wmo": "Wmo-clienten die er niet zijn"}
    with pytest.raises(
        UnknownMeasureError, match=r"kan 2 kolommen zijn .Energie/Elektriciteit/Appartement; Energie/Aardgas"
    ) as caught:
        fetch(source(live={**CBS3, "table": "84799NED", "measures": names}), ["AantalInwoners", *names], http)
    assert caught.value.lacking == ("stroom", "wmo")


def test_the_number_behind_a_column_may_move(standin: Standin, http, source) -> None:
    before = fetch(source(live={**CBS3, "table": "84799NED"}), ["AantalInwoners"], http).frame
    table = next(table for table in standin.tables if table.id == "84799NED")
    column = table.columns[0]
    table.columns[0] = type(column)("AantalInwoners_81", column.title, column.groups, column.measure)
    table.cells["AantalInwoners_81"] = table.cells.pop("AantalInwoners_5")
    alike(fetch(source(live={**CBS3, "table": "84799NED"}), ["AantalInwoners"], http).frame, before)


def test_a_column_that_is_not_filled_yet_is_named(standin: Standin, http, source) -> None:
    got = fetch(source(live={**CBS3, "table": "84799NED"}), ["AantalInwoners", "WmoClienten"], http)
    assert got.empty == ("WmoClienten",)
    with pytest.raises(UpstreamError, match="geen enkel cijfer"):
        fetch(source(live={**CBS3, "table": "84799NED"}), ["WmoClienten"], http)


def test_a_gemeente_that_merged_away_has_no_rows_after_that(standin: Standin, http, source) -> None:
    """Version 4 leaves out empty cells and gemeenten that are no more alike; only a gemeente of Drenthe is certain."""
    frame = fetch(source(live={**CBS4, "table": "70072ned"}), ["Totale bevolking"], http).frame
    years = {str(region): sorted(rows["year"]) for region, rows in frame.groupby("region")}
    assert years["GM0003"] == [2020]
    assert years["GM1979"] == [2021, 2023, 2025]
    assert years["GM0114"] == [2020, 2021, 2023, 2025]
    emmen = frame[(frame["region"] == "GM0114") & (frame["year"] == 2025)].iloc[0]
    assert (emmen["missing"], emmen["status"]) == ("niet_gepubliceerd", "voorlopig")


def test_both_protocols_give_the_same_figures(standin: Standin, http, source) -> None:
    one = fetch(source(live={**CBS3, "table": "70072ned"}), ["Totale bevolking"], http).frame
    other = fetch(source(live={**CBS4, "table": "70072ned"}), ["Totale bevolking"], http).frame
    assert figures(one) == figures(other)
    assert figures(one)[("GM1979", 2025)] == 44795


@pytest.mark.parametrize("protocol", [CBS3, CBS4], ids=["v3", "v4"])
def test_provisional_years_are_said(protocol: dict, standin: Standin, http, source) -> None:
    frame = fetch(source(live={**protocol, "table": "70072ned"}), ["Totale bevolking"], http).frame
    assert set(frame[frame["year"] == 2025]["status"]) == {"voorlopig"}
    assert set(frame[frame["year"] < 2025]["status"]) == {""}
    frame = fetch(
        source(live={**protocol, "table": "70072ned"}, status="voorlopig"), ["Totale bevolking"], http
    ).frame
    assert set(frame[frame["year"] < 2025]["status"]) == {"definitief"}


def test_years_are_asked_for(standin: Standin, http, source) -> None:
    got = fetch(source(live={**CBS3, "table": "70072ned", "years": (2021, 2023)}), ["Totale bevolking"], http)
    assert set(got.frame["year"]) == {2021, 2023}
    assert got.rows == 10


@pytest.mark.parametrize(
    ("attribute", "reason"),
    [("Impossible", "onmogelijk"), ("Confidential", "onderdrukt"), ("Unreliable", "onbetrouwbaar"),
     (".", "niet_gepubliceerd"), ("SomethingNew", "niet_gepubliceerd")],
)  # fmt: skip
def test_a_value_attribute_says_why_there_is_no_figure(
    attribute: str, reason: str, standin, http, source
) -> None:
    table = next(table for table in standin.tables if table.id == "70072ned")
    place = [at for at, region in enumerate(table.codes["RegioS"]) if region == 3][1]
    table.attributes[(place, "TotaleBevolking_1")] = attribute
    frame = fetch(source(live={**CBS4, "table": "70072ned"}), ["Totale bevolking"], http).frame
    row = frame[(frame["region"] == "GM0114") & (frame["year"] == 2021)].iloc[0]
    assert row["missing"] == reason
    assert row["value"] != row["value"]


def test_a_source_says_what_an_absent_figure_means(standin: Standin, http, source) -> None:
    given = source(live={**CBS4, "table": "70072ned"}, absent="onderdrukt")
    frame = fetch(given, ["Totale bevolking"], http).frame
    assert set(frame["missing"].dropna()) == {"onderdrukt"}


@pytest.mark.parametrize("protocol", [CBS3, CBS4], ids=["v3", "v4"])
def test_a_table_that_stopped_names_its_successor(protocol: dict, standin: Standin, http, source) -> None:
    got = fetch(source(live={**protocol, **LOW}), [SHARE], http)
    assert got.published == date(2024, 11, 1)
    assert figures(got.frame)[("NL00", 2011)] == 6.9
    assert got.discontinued is not None
    assert got.discontinued.startswith("Tabel 85678NED is stopgezet sinds 1 november 2024")
    assert (
        "86006NED" if protocol is CBS4 else "opgevolgd door de tabel Laag en langdurig laag"
    ) in got.discontinued


def test_a_dimension_with_groups_needs_a_choice(standin: Standin, http, source) -> None:
    with pytest.raises(UpstreamError, match=r"'InkomensgrensHuishouden' heeft 2 groepen \(T001164 Totaal"):
        fetch(source(live={**CBS4, "table": "85678NED"}), [SHARE], http)
    with pytest.raises(UpstreamError, match="geen enkel cijfer"):
        fetch(
            source(live={**CBS4, "table": "85678NED", "filters": {"InkomensgrensHuishouden": "T001164"}}),
            [SHARE],
            http,
        )


@pytest.mark.parametrize("protocol", [CBS3, CBS4], ids=["v3", "v4"])
def test_a_table_without_regions_is_about_the_country(protocol: dict, standin: Standin, http, source) -> None:
    got = fetch(source(live={**protocol, **LOW, "table": "83841NED"}), [SHARE], http)
    assert set(got.frame["region"]) == {"NL00"}
    assert figures(got.frame)[("NL00", 2016)] == 7.9


@pytest.mark.parametrize("protocol", [CBS3, CBS4], ids=["v3", "v4"])
def test_a_table_is_found_by_its_title_and_said(protocol: dict, standin: Standin, http, source) -> None:
    got = fetch(source(live={**protocol, "title": "gebieden in nederland"}), ["Inwonertal"], http)
    assert got.table == "86247NED"
    assert got.chosen == (
        "Gevonden op de titel 'gebieden in nederland': tabel 86247NED, 'Gebieden in Nederland 2026', bijgewerkt op "
        "12 januari 2026. Niet gekozen: 86059NED, 85755NED, 85385NED ..."
    )
    with pytest.raises(
        UpstreamError, match=r"'gebieden op mars': geen tabel bij .* deze woorden in de titel"
    ):
        fetch(source(live={**protocol, "title": "gebieden op mars"}), ["Inwonertal"], http)


def test_a_stopped_table_is_chosen_only_when_there_is_no_other(standin: Standin, http, source) -> None:
    newest = next(table for table in standin.tables if table.id == "86247NED")
    newest.frequency = "Stopgezet"
    assert (
        fetch(source(live={**CBS3, "title": "Gebieden in Nederland"}), ["Inwonertal"], http).table
        == "86059NED"
    )


@pytest.mark.parametrize("protocol", [CBS3, CBS4], ids=["v3", "v4"])
def test_what_the_newest_edition_has_not_filled_comes_from_an_older_one(
    protocol, standin, http, source
) -> None:
    """Incomes and care follow the rest of Kerncijfers wijken en buurten by years. The 1,590 is made up."""
    both = ("opendata.cbs.nl", "datasets.cbs.nl")
    newest = next(table for table in standin.tables if table.id == "84799NED")
    newest.hosts = both
    dimensions = [regions({"GM0114": "Emmen"}, "WijkenEnBuurten")]
    columns = [
        Column("AantalInwoners_5", "Aantal inwoners", ("Bevolking",), "T001036"),
        Column("WmoClienten_102", "Wmo-cliënten", ("Zorg",), "M000999"),
    ]
    row = [({"WijkenEnBuurten": "GM0114"}, [107_055, 1_590])]
    standin.tables += [
        Table.of("84583NED", "Kerncijfers wijken en buurten 2019", dimensions, columns, row, hosts=both),
        Table.of(
            "84286NED",
            "Kerncijfers wijken en buurten 2018",
            dimensions,
            columns[:1],
            [(row[0][0], [1])],
            hosts=both,
        ),
    ]
    names = {"wmo": "Wmo-cliënten", "inwoners": "Aantal inwoners"}
    live = {**protocol, "title": "Kerncijfers wijken en buurten", "measures": names}
    got = fetch(source(live=live), list(names), http)
    assert figures(got.frame, "inwoners")[("GM0114", 2020)] == 107048
    assert figures(got.frame, "wmo") == {("GM0114", 2019): 1590}
    assert (got.table, got.empty) == ("84799NED", ())
    assert got.chosen.endswith("Nog niet gevuld, daarom uit tabel 84583NED: wmo.")
    only = fetch(source(live=live), ["wmo"], http)
    assert figures(only.frame) == {("GM0114", 2019): 1590}
    standin.tables = [table for table in standin.tables if table.id != "84583NED"]
    assert fetch(source(live=live), list(names), http).empty == ("wmo",)


def test_without_the_catalogue_a_table_can_be_read(standin: Standin, http, source) -> None:
    standin.fail("/TableInfos", Fault.WITHOUT_COUNT)
    standin.fail("/ODataCatalog/", Fault.SERVER_ERROR)
    got = fetch(source(live={**CBS3, "table": "84799NED"}), ["AantalInwoners"], http)
    assert len(got.frame) == 13


def test_both_codes_of_drenthe_are_not_both_counted(standin: Standin, http, source) -> None:
    """GGD Drenthe and the province are the same 12 gemeenten; here only the GGD has a row."""
    live = {"protocol": "odata3", "host": "derden", "table": "50140NED", "regions": ("NL", "GM", "GG0706")}
    given = source(live=live, options={"year": "2024", "population": "16-25"})
    got = fetch(given, ["MoeiteMetRondkomen"], http)
    assert figures(got.frame)[("PV22", 2024)] == 26.1


def test_questions_are_asked_as_the_service_wants_them(standin: Standin, http, source) -> None:
    live = {"protocol": "odata3", "host": "derden", "table": "50090NED", "regions": ("NL", "GM", "WK")}
    fetch(source(live=live), ["MoeiteMetRondkomen"], http)
    data = [seen.target for seen in standin.seen if "TypedDataSet" in seen.target]
    assert all("/ODataFeed/" in target for target in data)
    assert all(target.count(" or ") < 8 for target in data)
    assert not any(" eq " in target for target in data), "keys are padded"
    assert not any(target.count("$format") > 1 for target in data), "a link is followed as it is given"
    assert all(target.count("$select=ID,") == 1 for target in data)
    assert not any("BU" in target for target in data)


def test_progress_is_told(standin: Standin, http, source) -> None:
    told: list[int] = []
    live = {"protocol": "odata3", "host": "derden", "table": "50090NED", "regions": ("NL", "GM", "WK")}
    got = fetch(source(live=live), ["MoeiteMetRondkomen"], http, told.append)
    assert told == sorted(told)
    assert told[-1] == got.rows


BOTH = pytest.mark.parametrize("protocol", [CBS3, CBS4], ids=["v3", "v4"])
KERN = {"table": "70072NEDX", "title": "regionale kerncijfers nederland"}


def renumbered(table: Table, id: str, title: str) -> Table:
    return replace(table, id=id, title=title, frequency="Perjaar", description="", related=[])


@BOTH
def test_a_number_nobody_knows_is_replaced_by_the_title(protocol: dict, standin, http, source) -> None:
    got = fetch(source(live={**protocol, **KERN}), ["Totale bevolking"], http)
    assert (got.table, got.title) == ("70072ned", "Regionale kerncijfers Nederland")
    assert figures(got.frame)[("GM1979", 2025)] == 44795
    assert got.chosen is not None
    host = "opendata.cbs.nl" if protocol is CBS3 else "datasets.cbs.nl"
    assert got.chosen.startswith(
        f"Niet tabel 70072NEDX: deze tabel bestaat niet (meer) bij {host}. "
        "Gevonden op de titel 'regionale kerncijfers nederland': tabel 70072ned,"
    )


def test_capitals_where_the_publisher_has_none(standin, http, source) -> None:
    """The numbers of version 4 are sensitive to that."""
    got = fetch(source(live={**CBS4, **KERN, "table": "70072NED"}), ["Totale bevolking"], http)
    assert got.table == "70072ned"
    assert str(got.chosen).startswith("Niet tabel 70072NED: deze tabel bestaat niet")


@BOTH
def test_a_table_with_the_right_title_is_simply_taken(protocol: dict, standin, http, source) -> None:
    got = fetch(source(live={**protocol, **KERN, "table": "70072ned"}), ["Totale bevolking"], http)
    assert (got.table, got.chosen) == ("70072ned", None)
    assert not any("Catalog" in seen.target or "Datasets" in seen.target for seen in standin.seen)


@BOTH
def test_a_number_that_is_another_table_now(protocol: dict, standin, http, source) -> None:
    live = {**protocol, **KERN, "table": "86247NED"}
    got = fetch(source(live=live), ["Totale bevolking"], http)
    assert got.table == "70072ned"
    assert "onder dit nummer heet 'Gebieden in Nederland 2026', en dat is niet" in str(got.chosen)
    asked = [
        seen.target
        for seen in standin.seen
        if "TypedDataSet" in seen.target or "/Observations" in seen.target
    ]
    assert not any("86247NED" in target for target in asked), "its figures are not even read"
    with pytest.raises(
        UpstreamError,
        match=r"heet 'Gebieden in Nederland 2026'.*Gezocht op de titel 'maanstof': geen tabel",
    ):
        fetch(source(live={**live, "title": "maanstof"}), ["Totale bevolking"], http)


@BOTH
def test_a_table_that_stopped_and_was_emptied(protocol: dict, standin, http, source) -> None:
    old = next(table for table in standin.tables if table.id == "85678NED")
    title = old.title.replace("2023", "2024")
    standin.tables.append(renumbered(old, "86006NED", title))
    given = source(
        live={**protocol, **LOW, "title": "laag en langdurig laag inkomen huishoudenskenmerken regio"}
    )
    got = fetch(given, [SHARE], http)
    assert (got.table, got.chosen) == ("85678NED", None), "with figures it is still the table"
    assert "86006NED" in str(got.discontinued) or protocol is CBS3
    key = next(iter(old.cells))
    old.cells = {key: old.cells[key] * float("nan")}
    old._observations = None
    got = fetch(given, [SHARE], http)
    assert (got.table, got.discontinued) == ("86006NED", None)
    assert figures(got.frame)[("NL00", 2011)] == 6.9
    assert "stopgezet en er staat geen enkel cijfer meer in" in str(got.chosen)
    # And without its rows.
    old.codes = {name: places[:0] for name, places in old.codes.items()}
    old.cells, old._observations = {key: old.cells[key][:0]}, None
    assert fetch(given, [SHARE], http).table == "86006NED"


@BOTH
def test_of_more_tables_the_most_alike_is_meant(protocol: dict, standin, http, source) -> None:
    kern = next(table for table in standin.tables if table.id == "70072ned")
    standin.tables.append(
        replace(kern, id="79999NED", title=f"{kern.title}; woningen", modified="2026-11-20T02:00:00")
    )
    given = source(live={**protocol, **KERN}, title="Regionale kerncijfers Nederland")
    assert fetch(given, ["Totale bevolking"], http).table == "70072ned"
    given = source(live={**protocol, **KERN}, title="Regionale kerncijfers Nederland; woningen en wonen")
    assert fetch(given, ["Totale bevolking"], http).table == "79999NED"


@BOTH
def test_what_was_found_by_its_title_passes_the_same_checks(protocol: dict, standin, http, source) -> None:
    with pytest.raises(
        UpstreamError,
        match=r"bestaat niet .meer.*Gezocht op de titel '.*': 70072ned: niet elke maat is te vinden: 'Woningen'",
    ) as caught:
        fetch(source(live={**protocol, **KERN}), ["Totale bevolking", "Woningen"], http)
    assert not isinstance(caught.value, UnknownMeasureError), "no half of another table"
    standin.fail(r"70072ned/(Typed|Observations)", Fault.HTML_PAGE)
    with pytest.raises(UpstreamError, match=r"Gezocht op de titel .*: 70072ned: de dienst gaf een webpagina"):
        fetch(source(live={**protocol, **KERN}), ["Totale bevolking"], http)


@BOTH
def test_an_earlier_edition_takes_nothings_place(protocol: dict, standin, http, source) -> None:
    given = source(
        live={**protocol, "table": "99999NED", "title": "Gebieden in Nederland"},
        title="Gebieden in Nederland 2027",
    )
    with pytest.raises(UpstreamError, match="geen andere tabel heeft deze woorden"):
        fetch(given, ["Inwonertal"], http)
    given = source(
        live={**protocol, "table": "99999NED", "title": "Gebieden in Nederland"}, title="Gebieden 2026"
    )
    assert fetch(given, ["Inwonertal"], http).table == "86247NED"


@BOTH
def test_a_table_that_is_listed_is_not_replaced_when_the_service_fails(
    protocol, standin, http, source
) -> None:
    standin.fail("86059NED/(TableInfos|Properties)", Fault.NOT_FOUND)
    given = source(live={**protocol, "table": "86059NED", "title": "Gebieden in Nederland"})
    with pytest.raises(UpstreamError, match="86059NED: deze tabel bestaat niet"):
        fetch(given, ["Inwonertal"], http)
