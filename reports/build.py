"""A report made from what the screens show: of a gemeente or the province, against a comparator, of one theme or all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from urllib.parse import urlencode

from compare.indicator_data import measured
from compare.rules.comparator import Comparator
from compare.rules.comparison import Comparison
from compare.rules.largest import largest
from compare.rules.profile import profile
from compare.rules.profile_row import ProfileRow
from compare.wording.clauses import gap_clause, position_clause, who_when
from compare.wording.comparison import comparison_sentence
from compare.wording.largest import CHANGE_RULE, largest_rule, moving_lines, standing_out_sentences
from monitor.aggregate import ENOUGH
from monitor.catalogue import Catalogue, Indicator, Theme
from monitor.catalogue import Source as Published
from monitor.dutch import difference_text, group_text, own_calculation, population_text, value_text
from monitor.province import GEMEENTEN, PROVINCE, SITE
from monitor.regions import file_slug, name, place, slug_of
from reports.model import Block, Figure, FigureTable, Lead, Leads, Report, Section, Source, Stories, Text
from ui.choose import comparators, subject, url
from ui.choose.pickers import in_picking_order
from ui.data import catalogue, figures, newest_year
from ui.exhibit import Exhibit
from ui.gemeente import view as gemeente_view
from ui.gemeente.together import THREE, caution
from ui.trend.view import Choice
from ui.trend.view import exhibit as trend_exhibit
from ui.trend.view import view as trend_view
from ui.verhalen.beside import NO_PROOF, beside

#: How many differences and how many changes are named.
MOST = 5

READING = (
    "Dit rapport telt. Het geeft geen oordeel en geen advies, en het zegt niet waardoor een cijfer zo is.",
    "Wij vergelijken alleen cijfers van dezelfde bron, dezelfde groep en hetzelfde jaar. Kan dat niet, dan staat er geen "
    "verschil.",
    "Een klein verschil kan toeval zijn. Zonder gepubliceerde marge zeggen wij niet of een verschil echt is.",
    "Een gemiddelde van een gemeente verbergt verschillen tussen wijken en dorpen.",
    "Cijfers uit een rekenmodel laten zien hoe het er ongeveer voor staat. U kunt er niet mee meten of beleid werkt.",
)

#: Of gemeenten together: how their figures come about, and what is not said of them.
TOGETHER = (
    f"De cijfers zijn een eigen berekening, gewogen naar de mensen of huishoudens om wie het gaat; alleen als gemeenten met "
    f"samen ten minste {ENOUGH:.0%} daarvan een cijfer hebben. Een marge en een plaats onder de gemeenten zijn er dan niet."
)


def report(
    region: str,
    comparator_slug: str = comparators.DEFAULT,
    theme: str | None = None,
    age: str | None = None,
    *,
    whole: bool = False,
) -> Report:
    """The report of a region (a gemeente of the province, or the province itself).

    ``comparator_slug``: the URL name of what it is held against; ``theme``: id of the only theme, None for all; ``age``: the
    only age group, None for all; ``whole``: the trend of every figure that one needs to know too. Errors: UnknownRegion, KeyError for an unknown theme.
    """
    gemeente = None if region == PROVINCE else region
    comparator, _ = comparators.against(comparator_slug, region, gemeente)
    themes = [one for one in catalogue().themes if theme in (None, one.id)]
    if not themes:
        raise KeyError(theme)
    rows = profile_rows(region, comparator, age)
    wanted = [row for row in rows if theme is None or row.indicator.theme == theme]
    sections = [in_short(region, comparator, comparator_slug, wanted, theme, age)]
    for one in themes:
        of_theme = [row for row in wanted if row.indicator.theme == one.id]
        if of_theme:
            table = FigureTable(
                one.title, name(region), comparator.name, tuple(figure(row, region) for row in of_theme)
            )
            shown: list[Block] = [table, *stories(region, one)]
            if whole:
                needed = [row for row in of_theme if row.indicator.need_to_know and row.value is not None]
                shown += [trend(row.indicator, row.population, gemeente, comparator_slug) for row in needed]
            sections.append(Section(one.id, one.title, tuple(shown)))
    together = subject.consists_of(region)
    reading = (*([f"{together} {TOGETHER}"] if together else []), *READING)
    sections.append(Section("lezen", "Zo leest u dit", (Text(reading, points=True),)))
    slug = file_slug(region)
    title = f"{name(region)} in cijfers" if theme is None else f"{name(region)}: {themes[0].title.lower()}"
    whom = f", over de groep {population_text(age)}" if age else ""
    return Report(
        title=title,
        subtitle=f"{SITE}, naast {comparator.name}{whom}",
        edition=edition_date(catalogue()),
        address=address(gemeente, comparator_slug, theme, age),
        file="-".join(filter(None, ("sociale-monitor", slug, theme, age))),
        sections=tuple(sections),
        sources=sources(wanted),
        region=region,
        whole=whole,
    )


def stories(region: str, theme: Theme) -> list[Stories]:
    """The stories that the page of the region tells beside the figures of this theme; none where there are none."""
    block = beside(region, theme.id)
    return [Stories(block.heading, theme.title, block.stories, NO_PROOF)] if block else []


def address(gemeente: str | None, comparator_slug: str, theme: str | None, age: str | None = None) -> str:
    """Path and query of the page that shows the same as the report."""
    query = {
        url.GEMEENTE: slug_of(gemeente) if gemeente else None,
        # The start page has all themes.
        url.THEME: theme if gemeente else None,
        url.COMPARATOR: None if comparator_slug == comparators.DEFAULT else comparator_slug,
        url.AGES: age if gemeente else None,
    }
    asked = urlencode({name: value for name, value in query.items() if value})
    return ("/mijn-gemeente" if gemeente else "/") + (f"?{asked}" if asked else "")


def profile_rows(region: str, comparator: Comparator, age: str | None = None) -> list[ProfileRow]:
    """The rows of a region on every indicator that is no variant of another, need-to-know first per theme; ``age``: the only
    age group, None for all."""
    indicators = in_picking_order(catalogue().indicators.values())
    peers = GEMEENTEN if region in GEMEENTEN else ()
    every = profile(figures, indicators, region, [comparator], peers, age)
    return [row for row in every if not row.indicator.variant_of]


def in_short(
    region: str,
    comparator: Comparator,
    slug: str,
    rows: list[ProfileRow],
    theme: str | None,
    age: str | None = None,
) -> Section:
    """The lead figures, what stands out, what moved, and the lines of the lead figures."""
    gemeente = None if region == PROVINCE else region
    three = lead_rows(rows, theme, age)
    what_stands_out = largest(figures, rows, newest_year(), MOST)
    blocks: list[Leads | Text | Exhibit] = [Leads(tuple(lead(row, region) for row in three))]
    blocks.append(
        Text(
            tuple(standing_out_sentences(what_stands_out, place(region))),
            "Wat valt op?",
            small=largest_rule(what_stands_out, comparator.place),
        )
    )
    if moved := moving_lines(what_stands_out):
        blocks.append(Text(tuple(moved), "Wat veranderde het meest?", points=True, small=CHANGE_RULE))
    blocks += [trend(row.indicator, row.population, gemeente, slug) for row in three]
    if len(three) > 1:
        blocks.append(Text((caution(region),)))
    return Section("in-het-kort", "In het kort", tuple(blocks))


def lead_rows(rows: Iterable[ProfileRow], theme: str | None, age: str | None = None) -> list[ProfileRow]:
    """The three figures that come first: one of poverty, health and trust, or of one theme its first that one needs to know."""
    answered = [row for row in rows if row.value is not None]
    if theme is None:
        by_pair = {(row.indicator.id, row.population): row for row in answered}
        three = [(indicator, age or every) for indicator, every in THREE]
        if present := [by_pair[pair] for pair in three if pair in by_pair]:
            return present
    return [row for row in answered if row.indicator.need_to_know][:3]


def lead(row: ProfileRow, region: str) -> Lead:
    """A lead figure with its comparison, in the words of the screen."""
    return Lead(
        row.indicator.short_title,
        value_text(row.value, row.indicator),
        who_when(row.population, row.year, row.observation.provisional, row.indicator.short_title),
        comparison_sentence(row, place(region)),
    )


def trend(indicator: Indicator, population: str, gemeente: str | None, comparator_slug: str) -> Exhibit:
    """The line of a figure over the years."""
    known_slug = comparator_slug if comparators.comparator(comparator_slug, gemeente) else comparators.DEFAULT
    view = trend_view(indicator, population, Choice(gemeente, known_slug))
    query = {"vergelijk": known_slug, **({"gemeente": slug_of(gemeente)} if gemeente else {})}
    return trend_exhibit(view, indicator, population, query, gemeente or "")


def figure(row: ProfileRow, region: str) -> Figure:
    """One row of the profile as a line of a table."""
    indicator, compared = row.indicator, row.comparison
    written = partial(value_text, indicator=indicator)
    remarks = [
        gemeente_view.note(row),
        *_other_remarks(row, compared),
        "" if compared else row.not_compared,
    ]
    if row.observation.calculated and row.value is not None:
        how = gemeente_view.calculated(row) or own_calculation(indicator, row.population, row.year)
        remarks.append(f"{name(region)}: {how}")
    gap = compared.gap if compared else None
    return Figure(
        indicator=indicator.id,
        title=indicator.title,
        group=group_text(indicator, row.population),
        unit=indicator.unit,
        decimals=indicator.decimals,
        year=row.year if row.value is not None else None,
        value=None if row.value is None else round(row.value, indicator.decimals),
        text=written(row.value),
        other_year=compared.year if compared else None,
        own_then=gap.value if gap and compared and compared.year != row.year else None,
        other_value=gap.comparator if gap else None,
        other_text=written(gap.comparator) if gap else "",
        difference=gap.difference if gap else None,
        difference_text=difference_text(gap.difference, indicator, signed=True) if gap else "",
        place=position_clause(row.position) if row.position else "",
        change=gemeente_view.change_cell(row.change, indicator) if row.value is not None else "",
        remarks=tuple(dict.fromkeys(filter(None, remarks))),
        source=catalogue().sources[row.observation.source].attribution,
        need_to_know=indicator.need_to_know,
    )


def _other_remarks(row: ProfileRow, compared: Comparison | None) -> list[str]:
    """What to know of the comparison: of an earlier year, or calculated by the monitor."""
    if compared is None:
        return []
    remarks = []
    if compared.year != row.year:
        remarks.append(
            f"vergeleken over {compared.year}: {gap_clause(compared.gap, compared.place, row.indicator)}"
        )
    if compared.calculated_elsewhere:
        remarks.append(
            f"{compared.comparator.name}: {own_calculation(row.indicator, row.population, compared.year)}"
        )
    return remarks


def sources(rows: Iterable[ProfileRow]) -> tuple[Source, ...]:
    """Every source of these rows, of all their years, each once, in the order of first use."""
    used: dict[str, None] = {}
    for row in rows:
        indicator_data = figures(row.indicator.id, row.population)
        observations = measured(indicator_data.of(row.region)) if indicator_data else []
        used |= dict.fromkeys(observation.source for observation in reversed(observations))
    by_attribution = {
        source.attribution: source for id in used if (source := source_of(catalogue().sources[id]))
    }
    return tuple(by_attribution.values())


def source_of(published: Published) -> Source:
    """A source of the catalogue as a report names it."""
    return Source(
        published.attribution,
        published.licence,
        str(published.licence_url or ""),
        published.accessed,
        str(published.url or ""),
    )


def edition_date(of: Catalogue) -> date:
    """Of when the newest figures are: the last day on which a source was fetched."""
    return max(source.accessed for source in of.sources.values())
