"""A reader's own figure: what its owner says of it and what the file holds, as an indicator with its source and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from compare.own_edition import THEME, new_id
from monitor.catalogue import Base, Dataset, Indicator, Method, Polarity, Quantity, Source, Theme
from monitor.dutch import POPULATIONS, WHY_MISSING
from monitor.observations import COLUMNS, GAP, PUBLISHED
from monitor.province import GEMEENTEN
from monitor.units import COUNTS, SHARES, Unit

#: Said wherever the figure stands: in its title, and in short in its short title.
MARK, SHORT_MARK = "eigen cijfer", "Eigen: "
#: Said in the line of the source.
NOT_OURS = "Eigen cijfer, niet van de monitor"

LONGEST_NAME, LONGEST_WHO, LONGEST_LINE = 60, 60, 200
_LONGEST_SHORT = 34
#: Titles stand in sentences, tables and charts of every kind: only what is a letter or a plain sign in all of them.
_PLAIN = re.compile(r"[^\W_](?:[^\W_]|[ '’\"“”(),.;%/€?!+-])*")
_ADDRESS = re.compile(r"www\.|\w\.(?:nl|com|org|net)\b", re.IGNORECASE)


@dataclass(frozen=True)
class About:
    """What the owner says of a figure. ``who``: about whom it is ("18 jaar en ouder"); ``line``: the source, in one line."""

    name: str
    unit: Unit
    who: str
    line: str
    polarity: Polarity = "neutraal"
    method: Method = "enquete"


@dataclass(frozen=True, eq=False)
class OwnFigure:
    """One figure of one reader; change nothing in it. ``rows``: observations (data contract)."""

    indicator: Indicator
    source: Source
    rows: pd.DataFrame

    @property
    def population(self) -> str:
        return self.indicator.populations[0]


def wrong(about: About) -> list[str]:
    """What the owner still has to say or to say otherwise, in Dutch sentences; empty when all is there."""
    faults = []
    for what, text, longest in (
        ("de naam", about.name, LONGEST_NAME),
        ("over wie het gaat", about.who, LONGEST_WHO),
    ):
        if not text.strip():
            faults.append(f"Vul in: {what}.")
        elif len(text.strip()) > longest:
            faults.append(f"Maak korter: {what} (ten hoogste {longest} tekens).")
        elif not _PLAIN.fullmatch(text.strip()) or _ADDRESS.search(text):
            faults.append(
                f"Schrijf {what} met letters, cijfers en gewone leestekens: geen internetadres, en geen tekens als * # [ ] < > |."
            )
    if not about.line.strip():
        faults.append("Vul de bronregel in: wie dit heeft gemeten, wanneer en hoe.")
    elif len(about.line.strip()) > LONGEST_LINE:
        faults.append(f"Maak de bronregel korter (ten hoogste {LONGEST_LINE} tekens).")
    return faults


def suggested(words: str) -> str:
    """A name to begin with: what the file calls it, as far as a name can hold that."""
    plain = re.sub(r"[^\w '’(),.;%/€?!+-]|_", " ", words)
    return re.sub(r"\s+", " ", plain).strip(" '’(),.;%/?!+-")[:LONGEST_NAME]


def own_figure(about: About, rows: pd.DataFrame, today: date) -> OwnFigure:
    """The figure that its owner may use. ``rows``: as :class:`intake.own.Understood` has them, at least one with a value.

    A gemeente without a figure in a year that others have one of is a gap, and stays one. Errors: ValueError for what
    :func:`wrong` names.
    """
    if faults := wrong(about):
        raise ValueError(" ".join(faults))
    id, name, who, line = new_id(), about.name.strip(), about.who.strip(), about.line.strip()
    population = {text: group for group, text in POPULATIONS.items()}.get(who, who)
    base = Base(
        id=id,
        name="mensen of huishoudens om wie het gaat",
        uncounted="De monitor weet niet hoeveel mensen of huishoudens dit zijn.",
    )
    indicator = Indicator(
        id=id,
        theme=THEME,
        title=f"{name} ({MARK})",
        short_title=_short(name),
        unit=about.unit,
        decimals=_decimals(rows["value"]),
        need_to_know=True,
        polarity=about.polarity,
        populations=(population,),
        base={population: base},
        quantity=_quantity(about.unit),
        method=about.method,
        definition=f"{name}. Een {MARK}: u hebt het zelf ingelezen, en alleen u ziet het.",
        phrase=f"is het {MARK} “{name}” {{value}}",
        how_to_read=(
            "Dit is een eigen cijfer. De monitor heeft niet gecontroleerd hoe het is gemeten.",
            "Een vergelijking met een cijfer van de monitor klopt alleen als hetzelfde is gevraagd, op dezelfde manier en "
            "aan dezelfde mensen.",
            "De monitor telt eigen cijfers niet op tot een cijfer van Drenthe of van gemeenten samen: daarvoor is niet bekend "
            "over hoeveel mensen elk cijfer gaat.",
        ),
        datasets=(Dataset(source=id, measure=name),),
    )
    source = Source(
        id=id,
        publisher=MARK,
        title=line,
        edition=str(today.year),
        licence="van de eigenaar",
        accessed=today,
        attribution=f"{NOT_OURS}: {line}",
        method=about.method,
        series=id,
    )
    return OwnFigure(indicator, source, _observations(rows, id, population))


def theme_of(figures: Iterable[OwnFigure]) -> Theme:
    """The last theme of the catalogue of this reader."""
    intro = "Cijfers die u zelf hebt ingelezen. Alleen u ziet ze, tot u dit venster sluit."
    return Theme(
        id=THEME,
        title="Eigen cijfers",
        intro=intro,
        order=99,
        indicators=tuple(figure.indicator for figure in figures),
    )


def without_figure(figure: OwnFigure) -> dict[int, list[str]]:
    """Year -> the gemeenten (codes) without a figure."""
    gaps = figure.rows[figure.rows["value"].isna()]
    return {int(str(year)): list(rows["region"]) for year, rows in gaps.groupby("year")}


def _short(name: str) -> str:
    room = _LONGEST_SHORT - len(SHORT_MARK)
    return SHORT_MARK + (name if len(name) <= room else f"{name[: room - 1].rstrip()}…")


def _quantity(unit: Unit) -> Quantity:
    return "aantal" if unit in COUNTS else "aandeel" if unit in SHARES else "gemiddelde"


def _decimals(values: pd.Series) -> int:
    """As many as the figures have, two at most."""
    with_value = values.dropna()
    return next((d for d in (0, 1) if ((with_value - with_value.round(d)).abs() < 1e-9).all()), 2)


def _observations(rows: pd.DataFrame, id: str, population: str) -> pd.DataFrame:
    own_rows = rows.assign(
        indicator=id,
        population=population,
        source=id,
        origin=PUBLISHED,
        coverage=float("nan"),
        status=rows["status"].where(rows["status"] != "", "definitief"),
    )
    # A reason that no source gives is none.
    own_rows["missing"] = own_rows["missing"].where(own_rows["missing"].isin(list(WHY_MISSING)), None)
    own_rows.loc[own_rows["value"].isna() & own_rows["missing"].isna(), "missing"] = "niet_gepubliceerd"
    own_rows = own_rows[COLUMNS]
    with_row = set(zip(own_rows["region"], own_rows["year"], strict=True))
    years = sorted(set(own_rows.loc[own_rows["value"].notna(), "year"]))
    gaps = [(code, year) for year in years for code in GEMEENTEN if (code, year) not in with_row]
    if not gaps:
        return own_rows.reset_index(drop=True)
    gap_rows = pd.DataFrame(gaps, columns=["region", "year"]).assign(
        indicator=id,
        population=population,
        value=float("nan"),
        lower=float("nan"),
        upper=float("nan"),
        status="definitief",
        missing="niet_gepubliceerd",
        origin=GAP,
        coverage=float("nan"),
        source=id,
    )
    return pd.concat([own_rows, gap_rows[COLUMNS]], ignore_index=True)
