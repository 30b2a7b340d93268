"""The preview in plain Dutch: what was understood, what would change, and row by row what was refused and why."""

from __future__ import annotations

import pandas as pd

from intake.tables.places import name_of
from intake.tables.sheet_figures import Refusal
from loaders.refreshing.checks import Finding
from loaders.workbook.door import Look
from loaders.workbook.fit import Fitted, dutch
from monitor.catalogue import Catalogue, Source
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE

#: A file can be wrong in every row: the screen shows this many, --all shows every one.
SHOWN = 40


def preview(seen: Look, catalogue: Catalogue, *, everything: bool = False) -> str:
    """Return the whole preview as text; ``everything``: every change and refusal, however many."""
    source, fitted = seen.source, seen.fitted
    lines = []
    for one, name in zip(seen.sheets, seen.names, strict=False):
        sheet = f", blad '{one.sheet}'" if one.sheet else ""
        lines.append(f"Gelezen: {name}{sheet}: {one.layout}, {one.figures} cijfers.")
    lines += [
        f"Bron: {source.id}: {source.publisher}, {source.title}, editie {source.edition} ({source.licence}).",
        f"Onder elke grafiek komt: {source.attribution}.",
        *_fetched_as_well(source),
        "",
        *_understood(fitted, catalogue),
        *_changed(fitted, catalogue, everything),
        *_refused(seen.refused, everything),
    ]
    if seen.notes:
        kept = seen.notes if everything else seen.notes[:SHOWN]
        lines += ["", "Verder", *(f"  {note}" for note in kept)]
        if len(seen.notes) > len(kept):
            lines.append(f"  ... en {len(seen.notes) - len(kept)} andere; alles met --all")
    return "\n".join(lines)


def doubted(findings: list[Finding]) -> str:
    """Return what the checks found remarkable; "" when nothing."""
    refused = [finding.text for finding in findings if finding.refuse]
    noted = [finding.text for finding in findings if not finding.refuse]
    lines = ["", "Niet aannemelijk", *(f"  {text}." for text in refused)] if refused else []
    lines += ["", "Valt op", *(f"  {text}." for text in noted)] if noted else []
    return "\n".join(lines)


def _fetched_as_well(source: Source) -> list[str]:
    if source.live is None:
        return []
    return [
        "Let op: deze bron wordt ook opgehaald. Bij de volgende verversing gelden de cijfers van de uitgever."
    ]


def _understood(fitted: Fitted, catalogue: Catalogue) -> list[str]:
    if fitted.rows.empty:
        return ["Begrepen: geen enkel cijfer dat in de monitor past."]
    lines = ["Begrepen"]
    rows = fitted.rows.assign(state=fitted.state)
    for (indicator, population), part in rows.groupby(["indicator", "population"], sort=False):
        figures = part[part["value"].notna()]
        gemeenten = set(part.loc[part["region"].str.startswith("GM"), "region"])
        inside = len(gemeenten & set(GEMEENTEN))
        where = [f"{inside} gemeenten in Drenthe"] if inside else []
        if gemeenten - set(GEMEENTEN):
            where.append(f"{len(gemeenten) - inside} daarbuiten")
        for prefix, many in (("WK", "wijken"), ("BU", "buurten")):
            n = part.loc[part["region"].str.startswith(prefix), "region"].nunique()
            where += [f"{n} {many}"] if n else []
        provinces = {code for code in part["region"] if code.startswith("PV")} - {PROVINCE}
        where += [f"{len(provinces)} andere provincies"] if provinces else []
        where += [name_of(code) for code in (PROVINCE, NEDERLAND) if (part["region"] == code).any()]
        counted = part["state"].value_counts()
        states = ", ".join(f"{counted[s]} {s}" for s in ("nieuw", "gewijzigd", "gelijk") if s in counted)
        without = len(part) - len(figures)
        lines += [
            f"  {catalogue[str(indicator)].title} ({indicator}), {population}: "
            f"{', '.join(str(year) for year in sorted(part['year'].unique()))}",
            f"      {', '.join(where) or 'andere gebieden'}: {len(figures)} cijfers"
            + (f", {without} keer geen cijfer" if without else "")
            + f"; {states}",
        ]
    return lines


def _changed(fitted: Fitted, catalogue: Catalogue, everything: bool) -> list[str]:
    if fitted.changed.empty:
        return []
    lines = ["", f"Gewijzigd: {len(fitted.changed)}"]
    shown = fitted.changed if everything else fitted.changed.head(10)
    for row in shown.itertuples():
        lines.append(
            f"  {catalogue[str(row.indicator)].title}, {name_of(str(row.region))}, {row.year}, {row.population}: "
            f"{_number(row.old)} wordt {_number(row.new)}"
        )
    if len(shown) < len(fitted.changed):
        lines.append(f"  ... en {len(fitted.changed) - len(shown)} andere; alles met --all")
    return lines


def _number(value: object) -> str:
    return "geen cijfer" if pd.isna(value) else dutch(float(str(value)))  # type: ignore[call-overload]


def _refused(refused: list[Refusal], everything: bool) -> list[str]:
    if not refused:
        return ["", "Niet overgenomen: niets, alles is begrepen."]
    lines = ["", f"Niet overgenomen: {len(refused)}"]
    shown = refused if everything else refused[:SHOWN]
    for refusal in shown:
        what = f" ({refusal.what})" if refusal.what and refusal.what not in refusal.why else ""
        lines.append(
            f"  {refusal.where}{what}: {refusal.why}".rstrip(".") + ("" if refusal.why.endswith("?") else ".")
        )
    if len(shown) < len(refused):
        lines.append(f"  ... en {len(refused) - len(shown)} andere; alles met --all")
    return lines
