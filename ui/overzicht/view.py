"""What the overview says: a card per need-to-know indicator and one sentence, worked out once per choice."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from compare.indicator_data import PROVISIONAL, measured
from compare.rules.comparator import Comparator
from compare.rules.comparison import Comparison, NotCompared
from compare.rules.largest import largest
from compare.rules.profile_row import ProfileRow, profile_row
from compare.wording.clauses import caution, change_clause, gap_clause
from compare.wording.comparison import is_the_comparison, not_compared_sentence
from compare.wording.largest import largest_rule, moving_lines, standing_out_sentences
from monitor.catalogue import Indicator
from monitor.dutch import group_text, value_text
from monitor.province import PROVINCE
from monitor.regions import name
from ui.charts.sparkline import drenthe_and_comparator
from ui.choose.comparators import BY_CODE, EARLIER
from ui.data import catalogue, data_version, figures, newest_year, populations
from ui.parts import outcomes
from ui.parts.literal import literal

#: How many differences and how many changes are named.
MOST = 3


@dataclass(frozen=True)
class Card:
    """One indicator in words and a small picture. Without a figure only ``text`` is filled."""

    indicator: str
    title: str
    text: str
    label: str | None = None
    value: str | None = None
    picture: str | None = None
    alt: str = ""


@dataclass(frozen=True)
class Overview:
    """``said``: what stands out, in one or two sentences; ``moved``: what changed most, a line each; ``rule``: how these were chosen; ``themes``:
    (id, title, cards) in order."""

    said: tuple[str, ...]
    moved: tuple[str, ...]
    rule: str
    themes: tuple[tuple[str, str, tuple[Card, ...]], ...]


def overview(comparator: Comparator, gemeente: str | None) -> Overview:
    """The overview of Drenthe against ``comparator``, with the pinned gemeente's own values."""
    return _overview(comparator, gemeente, data_version())


@st.cache_resource(max_entries=200, show_spinner=False, hash_funcs=BY_CODE)
def _overview(comparator: Comparator, gemeente: str | None, version: str) -> Overview:
    profile_rows = _profile_rows(comparator, version)
    found = largest(figures, [s for s in profile_rows.values() if s], newest_year(), MOST)
    return Overview(
        tuple(standing_out_sentences(found, name(PROVINCE))),
        # Held against the measurement before, what stands out is what moved.
        () if comparator.code == EARLIER else tuple(moving_lines(found)),
        largest_rule(found, comparator.place),
        tuple(
            (
                theme.id,
                theme.title,
                tuple(_card(i, profile_rows[i.id], gemeente) for i in theme.indicators if i.need_to_know),
            )
            for theme in catalogue().themes
            if any(i.need_to_know for i in theme.indicators)
        ),
    )


@st.cache_resource(max_entries=60, show_spinner=False, hash_funcs=BY_CODE)
def _profile_rows(comparator: Comparator, version: str) -> dict[str, ProfileRow | None]:
    needed = [i for i in catalogue().indicators.values() if i.need_to_know]
    return {indicator.id: of_drenthe(indicator, comparator) for indicator in needed}


def of_drenthe(indicator: Indicator, comparator: Comparator) -> ProfileRow | None:
    """The row of Drenthe for the first population that has a figure for it."""
    for population in populations(indicator):
        of_pair = figures(indicator.id, population)
        found = profile_row(of_pair, PROVINCE, [comparator]) if of_pair else None
        if found and found.value is not None:
            return found
    return None


def _card(indicator: Indicator, found: ProfileRow | None, gemeente: str | None) -> Card:
    if found is None:
        # A card has room for one sentence; the page behind it says the rest.
        why = (indicator.gap or "De bron geeft geen cijfer voor de provincie.").partition(". ")[0]
        text = f"Geen cijfer voor Drenthe.\n\n:gray[{why.removesuffix('.')}.]"
        return Card(indicator.id, indicator.short_title, text)
    of_pair = figures(indicator.id, found.population)
    assert of_pair is not None
    comparator = found.against[0].comparator
    lines = [_difference(found), *_moved(found)]
    if gemeente:
        own = measured(of_pair.of(gemeente))
        said = f"{literal(name(gemeente))}: geen cijfer"
        if own:
            said = f":orange[**{literal(name(gemeente))}: {value_text(own[-1].value, indicator)}**]"
            when = [str(own[-1].year)] if own[-1].year != found.year else []
            when += [PROVISIONAL] if own[-1].provisional else []
            said += f" ({', '.join(when)})" if when else ""
        lines.append(said)
    lines.append(f":small[:gray[{literal(_source(found))}]]")
    whose = name(PROVINCE) if comparator.earlier else f"{name(PROVINCE)} en {comparator.name}"
    early = f" ({PROVISIONAL})" if found.point.provisional else ""
    since = found.comparison.other.year if found.comparison and comparator.earlier else None
    return Card(
        indicator.id,
        indicator.short_title,
        "  \n".join(lines),
        label=f"{found.year}{early}, {group_text(indicator, found.population)}",
        value=value_text(found.value, indicator),
        picture=drenthe_and_comparator(of_pair.of(PROVINCE), comparator.points(of_pair), ring=since),
        alt=f"{indicator.title}, {whose} over de jaren: {change_clause(found.change, indicator)}",
    )


def _moved(found: ProfileRow) -> list[str]:
    """The line about the measurement before, unless the line about the comparator says it already."""
    first, change = found.against[0], found.change
    if (
        isinstance(first, NotCompared)
        and first.comparator.earlier
        and (change is None or not change.comparable)
    ):
        return []
    if is_the_comparison(found):
        return []
    clause = change_clause(change, found.indicator)
    if change is None or not change.comparable:
        # The line before may be about another year.
        said = f"{change.year_to} is {clause}" if change else clause
        return [said[:1].upper() + said[1:]]
    return [outcomes.coloured(f"{outcomes.sign(change.difference)} {clause}", change.outcome)]


def _difference(found: ProfileRow) -> str:
    """The line about the comparator: the sign, how much, and in a judgement's colour where there is one."""
    compared, indicator = found.comparison, found.indicator
    if compared is None:
        return _not_compared(found)
    earlier = compared.year != found.year
    # The reader must be able to redo the sum: an earlier year brings its own value along.
    early = f" ({PROVISIONAL})" if compared.own.provisional else ""
    start = f"In {compared.year}{early} {value_text(compared.gap.value, indicator)}: " if earlier else ""
    sign = outcomes.sign(compared.gap.difference)
    clause = f"{sign} {gap_clause(compared.gap, compared.place, indicator)}"
    if compared.outcome in outcomes.UNJUDGED:
        return f"{start}**{clause}**"
    return start + outcomes.coloured(clause, compared.outcome)


def _not_compared(found: ProfileRow) -> str:
    """Why there is no difference; of an earlier year together with the measurement before, where both are the same."""
    first, change = found.against[0], found.change
    asked = first.year if isinstance(first, NotCompared) else None
    said = not_compared_sentence(found)
    if asked is None or change is None or change.comparable or change.year_from == asked:
        return said
    clause = change_clause(change, found.indicator)
    return f"{clause[:1].upper()}{clause[1:]}, en ook niet met {asked}."


def _source(found: ProfileRow) -> str:
    """ "Bron: CBS. Eigen berekening: beide. Geen marge bekend." for the figures on the card: of Drenthe, and what it
    is held against."""
    made = [name(PROVINCE)] if found.point.calculated else []
    compared = found.comparison
    if isinstance(compared, Comparison) and compared.calculated and not compared.comparator.earlier:
        made.append(compared.comparator.name)
    said = [f"Bron: {catalogue().sources[found.point.source].publisher}."]
    if made:
        said.append(f"Eigen berekening: {'beide' if len(made) == 2 else made[0]}.")
    if compared and compared.only_other_provisional:
        said.append(f"{PROVISIONAL.capitalize()}: {compared.other_name}.")
    differences = [d for d in (compared, found.change) if d and caution(d, found.indicator)]
    if any(d.outcome == outcomes.UNKNOWN for d in differences):
        said.append("Geen marge bekend.")
    return " ".join(said)
