"""Where a figure comes from and how to read it, said where the figure stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from compare.indicator_data import PROVISIONAL
from compare.own_edition import is_own
from compare.rules.people import no_number
from compare.rules.profile_row import ProfileRow
from compare.rules.series import breaks
from compare.wording.largest import CHANGE_RULE
from monitor import freshness
from monitor.catalogue import Indicator
from monitor.dutch import WHY_MISSING, listing, number, own_calculation, years_text
from monitor.observations import CALCULATED
from monitor.province import PROVINCE
from ui.choose import site
from ui.choose import url as choice
from ui.choose.comparators import listed
from ui.choose.comparators import name_of as name
from ui.cijfers import report
from ui.data import catalogue, known_freshness, populations
from ui.parts.literal import literal
from ui.parts.once import once

MODEL = "Schatting met een rekenmodel."


def source_text(rows: pd.DataFrame) -> str:
    """ "Bron: RIVM, GGD'en en CBS, tabel 50090NED, 2012-2020 (CC BY 4.0)", for the sources of these rows, with years.

    Editions that are named the same stand there once.
    """
    years: dict[tuple[str, str], set[int]] = {}
    valued = rows[rows["value"].notna()]
    for source_id, year in zip(valued["source"], valued["year"], strict=True):
        source = catalogue().sources[source_id]
        years.setdefault((source.attribution, source.licence), set()).add(int(year))
    parts = []
    for (attribution, licence), of_source in years.items():
        first, last = min(of_source), max(of_source)
        span = f"{first}" if first == last else f"{first}-{last}"
        parts.append(f"{attribution}, {span} ({licence})")
    return "Bron: " + "; ".join(parts) if parts else "Bron: geen cijfers"


def own_calculation_text(rows: pd.DataFrame) -> str:
    """Says for which regions the figure is the monitor's own calculation and what share of its base it covers.

    ``rows``: of one indicator and population. The years are named where the source has a figure of its own for other
    years; a share that differs between years is a range. Years that are calculated in another way have a sentence of
    their own, and one word where all figures of those years are.
    """
    own = rows[rows["origin"] == CALCULATED]
    if own.empty:
        return ""
    indicator, population = catalogue()[own["indicator"].iloc[0]], str(own["population"].iloc[0])
    ways = own["year"].map(lambda year: own_calculation(indicator, population, int(year)))
    return " ".join(
        f"{str(way).capitalize()}: {_calculated(of_way, rows)}."
        for way, of_way in own.groupby(ways, sort=False)
    )


def _calculated(own: pd.DataFrame, rows: pd.DataFrame) -> str:
    """ "Drenthe en Nederland (over 90,2% daarvan)", or "alle cijfers over 2023 en 2024"."""
    those_years = rows[rows["year"].isin(own["year"]) & rows["value"].notna()]
    if len(those_years) == len(own) and own["region"].nunique() > 2:
        return f"alle cijfers over {years_text(own['year'].unique())}"
    parts = []
    for region, of_region in own.groupby("region"):
        all_of_it = rows[(rows["region"] == region) & rows["value"].notna()]
        when = f" in {years_text(of_region['year'])}" if len(all_of_it) > len(of_region) else ""
        low, high = (float(of_region["coverage"].agg(end)) for end in ("min", "max"))
        least, most = number(low * 100, 1), number(high * 100, 1)
        share = most if least == most else f"{least} tot {most}"
        covered = "" if least == number(100, 1) else f" (over {share}% daarvan)"
        parts.append(f"{name(str(region))}{when}{covered}")
    return listing(parts)


def region_notes(rows: pd.DataFrame) -> list[str]:
    """Notes of the sources about the province's figure, when the rows hold one."""
    ids = rows.loc[(rows["region"] == PROVINCE) & rows["value"].notna(), "source"].unique()
    return [note for id in ids if (note := catalogue().sources[id].region_note)]


def missing_text(rows: pd.DataFrame) -> str:
    """ "Geen cijfer: Westerveld (door de bron weggelaten ...)." for the rows without a value.

    The years are named for regions that do have figures in other years.
    """
    missing = rows[rows["missing"].notna()]
    with_figure = set(rows.loc[rows["value"].notna(), "region"])
    together: dict[tuple[str, str], list[str]] = {}
    for (reason, region), own in missing.groupby(["missing", "region"]):
        when = f" in {years_text(own['year'])}" if region in with_figure else ""
        together.setdefault((str(reason), when), []).append(str(region))
    parts = [f"{listed(who)}{when} ({WHY_MISSING[reason]})" for (reason, when), who in together.items()]
    return f"Geen cijfer: {'; '.join(parts)}." if parts else ""


def provisional_text(rows: pd.DataFrame) -> str:
    """ "Voorlopige cijfers (*): 2024." for the years with figures that may still change; "" without."""
    early = rows.loc[rows["value"].notna() & rows["status"].eq(PROVISIONAL), "year"]
    return f"Voorlopige cijfers (*): {years_text(set(early))}." if len(early) else ""


def how_fresh(indicator: Indicator, rows: pd.DataFrame) -> str:
    """How fresh the newest figures in ``rows`` (observations) are: of which year, published and fetched when, and when
    more comes. Each source of a region's newest figure has its own clause; where there are more, with its name.
    """
    newest = _newest(rows)
    known, sources = known_freshness(), catalogue().sources
    sentences: list[str] = []
    for id, (year, early) in newest.items():
        source = sources[id]
        if is_own(id):
            sentences.append(f"U las dit cijfer zelf in, op {freshness.in_words(source.accessed)}.")
            continue
        last = len(sentences) + 1 == len(newest)
        sentence = freshness.sentence(indicator, source, year, known, provisional=early, upcoming=last)
        sentences.append(
            sentence if len(newest) == 1 else f"{source.attribution}: {sentence[0].lower()}{sentence[1:]}"
        )
    return " ".join(dict.fromkeys(sentences))


@once
def _newest(rows: pd.DataFrame) -> dict[str, tuple[int, bool]]:
    """Of the newest figures of the regions: source -> year, and whether a figure of that year may still change."""
    newest = rows[rows["value"].notna()].sort_values("year").drop_duplicates("region", keep="last")
    year_of = {str(id): int(year) for id, year in zip(newest["source"], newest["year"], strict=True)}
    early = newest[newest["status"].eq(PROVISIONAL)]
    provisional = set(zip(early["source"], early["year"], strict=True))
    return {id: (year, (id, year) in provisional) for id, year in year_of.items()}


def source_sentences(rows: pd.DataFrame) -> list[str]:
    """Source with years and licence, own calculation, status, what is missing: a sentence each."""
    lines = [source_text(rows) + "."]
    lines.append(provisional_text(rows))
    if (rows["value"].notna() & rows["status"].eq("modelschatting")).any():
        lines.append(MODEL)
    lines += [own_calculation_text(rows), *region_notes(rows), missing_text(rows)]
    return [line for line in lines if line]


def row_source(row: ProfileRow) -> str:
    """ "Bron: RIVM, GGD'en en CBS, tabel 50150NED, 2024. Eigen berekening: Nederland." for a figure beside its comparator."""
    compared = row.comparison
    year = compared.year if compared else row.year
    sentences = [f"Bron: {catalogue().sources[row.observation.source].attribution}, {year}."]
    calculated = [name(row.region)] if row.observation.calculated else []
    if compared and compared.calculated_elsewhere:
        calculated.append(compared.comparator.name)
    if calculated:
        sentences.append(f"Eigen berekening: {listing(calculated)}.")
    if compared and compared.only_other_provisional:
        sentences.append(f"{PROVISIONAL.capitalize()}: {compared.other_name}.")
    return " ".join(sentences)


def sources_of(rows: Iterable[ProfileRow]) -> str:
    """ "Bronnen: CBS, tabel 85318NED (CC BY 4.0); ...": of the newest figures of a profile, each once."""
    sources = (catalogue().sources[row.observation.source] for row in rows)
    return f"Bronnen: {'; '.join(dict.fromkeys(f'{source.attribution} ({source.licence})' for source in sources))}."


def break_lines(rows: pd.DataFrame, indicator: Indicator) -> list[str]:
    """One sentence per break in the years shown."""
    return [
        # Reasons begin with the year; here it has been said.
        f"Vanaf {year} niet te vergelijken met eerdere jaren: "
        f"{reason.replace(f'vanaf {year}', 'sinds dat jaar', 1)}."
        for year, reason in breaks(rows, indicator, catalogue().sources)
    ]


def measured_otherwise(indicator: Indicator) -> str:
    """Which of the measurements of this subject this is, and how they differ; "" when there is but one."""
    others = catalogue().measured_otherwise(indicator)
    if indicator.variant_of:
        main = others[0].title
        which = f"Dit is niet het cijfer dat de monitor in lijsten en vergelijkingen toont: dat is “{main}”."
        return f"{which} {indicator.differs} Zet de twee niet naast elkaar."
    differ = " ".join(f"“{other.title}”: {other.differs}" for other in others)
    called = "Dit is het cijfer dat de monitor in lijsten en vergelijkingen toont."
    return f"{called} {differ} Zet ze niet naast elkaar." if others else ""


def two_measurements(indicator: Indicator) -> None:
    """That this subject was measured in another way too, how that differs, and the way to it."""
    sentence = measured_otherwise(indicator)
    if not sentence:
        return
    st.markdown(f"**Er is ook een andere meting.** {literal(sentence)}")
    for other in catalogue().measured_otherwise(indicator):
        st.page_link(
            site.pages()["trend" if populations(other) else "cijfers"],
            label=literal(other.title),
            icon=":material/compare_arrows:",
            query_params=choice.carried(choice.PINNED, indicator=other.id),
        )


def publishers_test(indicator: Indicator) -> str:
    """What the publisher found of its figures by a test of its own, as the publisher's; "" where it tested nothing."""
    known = catalogue()
    verdicts = [
        f"{known.sources[figure.source].publisher} heeft dit getoetst: het cijfer van {name(figure.region)} is {figure.verdict}."
        for figure in known.single_figures
        if figure.verdict and figure.indicator == indicator.id
    ]
    return (
        " ".join([*verdicts, "Dat is een toets van de uitgever, niet van deze monitor."]) if verdicts else ""
    )


def what_else_is_known(indicator: Indicator) -> None:
    """Other measurements of the same, and the publisher's own test."""
    two_measurements(indicator)
    if tested := publishers_test(indicator):
        st.markdown(f"**Wat zegt de uitgever?** {literal(tested)}")


def how_to_read(indicator: Indicator, population: str, rows: pd.DataFrame, extra: Iterable[str] = ()) -> None:
    """Definition, how fresh the figures (``rows``: observations) are, other measurements of the same, the publisher's own
    test, and the rules for reading, in place."""
    who = indicator.base[population].name
    fresh = how_fresh(indicator, rows)
    _paragraphs(
        f"**Wat is dit?** {indicator.definition}",
        f"**Over wie?** {who[:1].upper()}{who[1:]}. {no_number(indicator, population)}".strip(),
        f"**Hoe nieuw is dit?** {literal(fresh)}" if fresh else "",
    )
    what_else_is_known(indicator)
    beside = report.sentences(indicator)
    rules = [f"- {literal(rule)}" for rule in (*extra, *indicator.how_to_read)]
    _paragraphs(
        f"**Wat zegt het jaarverslag?** {literal(' '.join(beside))}" if beside else "",
        "\n".join(["**Zo leest u dit**\n", *rules]) if rules else "",
    )


def _paragraphs(*texts: str) -> None:
    """One element, for each costs a message and a part of the page; none without texts."""
    if any(texts):
        st.markdown("\n\n".join(filter(None, texts)))


def what_stands_out(sentences: Sequence[str], rule: str, note: str = "") -> None:
    """The largest differences, what is older below them, and the rule by which they were chosen.

    ``note``: what to know of these figures, ready as Markdown.
    """
    first, *older = map(literal, sentences)
    # A line never ends between € and its amount.
    st.markdown("  \n".join([f"**{first}**", *older]).replace("€ ", "€\u00a0"))
    if below := " ".join(filter(None, [literal(rule), note])):
        st.caption(below)


def what_moved(lines: Sequence[str]) -> None:
    """The largest changes, a line each, and the rule by which they were chosen."""
    st.markdown("\n".join(f"- {literal(line)}" for line in lines).replace("€ ", "€\u00a0"))
    st.caption(CHANGE_RULE)


def empty_state(indicator: Indicator) -> None:
    """What stands where an indicator has no figures: what it would show, why it is not there, who publishes it and when,
    and how it comes in."""
    all_sources = catalogue().sources
    sources = [all_sources[dataset.source] for dataset in indicator.datasets]
    published = dict.fromkeys(source.attribution for source in sources)
    lines = [
        "**Wij hebben hier geen cijfers van.**",
        f"Wat hier zou staan: {indicator.definition}",
        indicator.gap or "",
        *map(literal, report.sentences(indicator)),
        f"Wie dit publiceert: {literal(listing(list(published)))}." if published else "",
        f"Nieuwe cijfers: {indicator.next_release}" if indicator.next_release else "",
        how_it_comes_in(indicator),
    ]
    st.info("  \n".join(line for line in lines if line), icon=":material/info:")


def how_it_comes_in(indicator: Indicator) -> str:
    """How the one who looks after the monitor gets these figures into it."""
    all_sources = catalogue().sources
    if any(all_sources[dataset.source].live for dataset in indicator.datasets):
        return "Zo komt het erin: de beheerder van de monitor haalt deze tabel op met `make refresh`."
    return (
        "Zo komt het erin: wie deze cijfers heeft, stuurt ze als Excel- of CSV-bestand aan de beheerder van de monitor. "
        "Die voegt ze toe met `python -m loaders.add`."
    )
