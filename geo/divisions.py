"""What CBS says of the gemeenten of a year (Gebieden in Nederland) against what the project holds of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loaders.upstream.gebieden import Gebieden
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import Group

_COROP = re.compile(r"CR\d{2}")


def contradictions(gebieden: Gebieden, provinces: Mapping[str, str], names: Mapping[str, str]) -> list[str]:
    """Return per gemeente that lies elsewhere than CBS says, one sentence; ``provinces`` is by place on the map."""
    published = gebieden.of["provincie"]
    sentences = [
        f"{names.get(code, code)} ({code}) ligt op de kaart in {province} en hoort volgens CBS bij {published[code]}."
        for code, province in sorted(provinces.items())
        if published.get(code, province) != province
    ]
    lacking = sorted(set(provinces) - set(published))
    if lacking:
        sentences.append(f"Op de kaart, niet in tabel {gebieden.table}: {', '.join(lacking)}.")
    lacking = sorted(set(published) - set(provinces))
    if lacking:
        sentences.append(f"In tabel {gebieden.table}, niet op de kaart: {', '.join(lacking)}.")
    return sentences


def remarks(gebieden: Gebieden, groups: tuple[Group, ...], names: Mapping[str, str]) -> list[str]:
    """Return what differs from data/region_groups.yaml in Drenthe, and what was found to be the same."""
    return [*_corop(gebieden, groups, names), *_ggd(gebieden, names)]


def _corop(gebieden: Gebieden, groups: tuple[Group, ...], names: Mapping[str, str]) -> list[str]:
    published = gebieden.of.get("corop")
    if published is None:
        return []
    sentences = []
    for group in groups:
        code = _COROP.search(group.source)
        if group.kind != "corop" or code is None or not group.holds_in(gebieden.year):
            continue
        members = {gemeente for gemeente, corop in published.items() if corop == code[0]}
        if members != set(group.members):
            more, less = sorted(members - set(group.members)), sorted(set(group.members) - members)
            parts = [f"ook {_named(more, names)}"] if more else []
            parts += [f"niet {_named(less, names)}"] if less else []
            sentences.append(
                f"{group.title}: volgens CBS {gebieden.year} horen daar {' en '.join(parts)} bij. "
                "Pas data/region_groups.yaml aan."
            )
    return sentences or [
        f"De COROP-gebieden in Drenthe zijn in {gebieden.year} dezelfde als in data/region_groups.yaml."
    ]


def _ggd(gebieden: Gebieden, names: Mapping[str, str]) -> list[str]:
    published = gebieden.of.get("ggd")
    if published is None:
        return []
    codes = {published[code] for code in GEMEENTEN if code in published}
    members = {gemeente for gemeente, ggd in published.items() if ggd in codes}
    if len(codes) == 1 and members == set(GEMEENTEN):
        return [
            f"GGD Drenthe ({codes.pop()}) is in {gebieden.year} hetzelfde gebied als de provincie {PROVINCE}."
        ]
    others = sorted(members - set(GEMEENTEN))
    return [
        f"Let op: in {gebieden.year} hoort Drenthe bij {len(codes)} GGD-regio's ({', '.join(sorted(codes))})"
        + (f", samen met {_named(others, names)}" if others else "")
        + ". Cijfers van de GGD gelden dan niet voor de provincie."
    ]


def _named(codes: list[str], names: Mapping[str, str]) -> str:
    return ", ".join(f"{names.get(code, code)} ({code})" for code in codes)
