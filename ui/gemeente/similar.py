"""The gemeenten that are like the reader's own: which, on what, and a way to compare with each or with all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from compare.rules.comparators import SIMILAR
from compare.rules.similar import CHARACTERISTICS, METHOD
from monitor.catalogue import Characteristic
from monitor.dutch import listing, value_text
from monitor.regions import name, slug_of
from ui.choose import site
from ui.choose import url as choice
from ui.data import all_figures, catalogue, gemeente_characteristics, similar_gemeenten, similarity
from ui.exhibit import Exhibit
from ui.parts import reading_table
from ui.parts.exhibits import figures_button
from ui.parts.literal import literal
from ui.parts.worded_number import in_writing

#: Indicator -> a heading that fits beside the others; the method above the table says it in full.
_SHORT = {
    "bevolking": "Inwoners",
    "bevolkingsdichtheid": "Per km²",
    "gemiddeld_inkomen_gestandaardiseerd": "Inkomen",
    "aandeel_65plus": "65+",
}


#: What is left out for which figures.
_KINDS: dict[Characteristic, str] = {
    "inkomen": "Bij cijfers over inkomen, geld en armoede telt het inkomen niet mee",
    "leeftijd": "Bij cijfers over leeftijd telt het aandeel 65-plussers niet mee",
    "dichtheid": "Bij cijfers over dichtheid telt het aantal inwoners per km² niet mee",
}


def columns() -> dict[str, str]:
    """The heading of each column with a characteristic, in few letters and with its year -> the indicator."""
    years = gemeente_characteristics().attrs["years"]
    measured = [
        characteristic.indicator for characteristic in CHARACTERISTICS if characteristic.indicator in years
    ]
    return {f"{_SHORT[id]} ({years[id]})": id for id in measured}


def table(gemeente: str) -> pd.DataFrame:
    """The gemeente and then those that are like it on all four, nearest first, with what they are compared on.

    Index: codes. Columns: "Gemeente" and those of :func:`columns`.
    """
    known = gemeente_characteristics()
    codes = [gemeente, *similarity().nearest(gemeente)]
    content: dict[str, list[object]] = {"Gemeente": [name(code) for code in codes]}
    content |= {heading: known.loc[codes, id].tolist() for heading, id in columns().items()}
    return pd.DataFrame(content, index=codes)


def sources() -> str:
    """Who counted what the gemeenten are compared on."""
    known = catalogue()
    used = {
        dataset.source
        for characteristic in CHARACTERISTICS
        for dataset in known[characteristic.indicator].datasets
    }
    return "Bron: " + "; ".join(dict.fromkeys(known.sources[id].attribution for id in sorted(used))) + "."


def in_words(row: pd.Series) -> str:
    """What one gemeente is compared on: "inwoners 107.024; ..."."""
    titles = {characteristic.indicator: characteristic.title for characteristic in CHARACTERISTICS}
    return "; ".join(f"{titles[id]} {_writer(id)(row[heading])}" for heading, id in columns().items())


def exhibit(gemeente: str) -> Exhibit:
    """The list of a gemeente (code), with itself first."""
    similar = table(gemeente)
    years = gemeente_characteristics().attrs["years"]
    known = [indicator_data.frame for (id, _), indicator_data in all_figures().items() if id in years]
    return Exhibit(
        title=f"Gemeenten die op {name(gemeente)} lijken",
        sentence=f"{name(gemeente)}: {in_words(similar.iloc[0])}.",
        picture=None,
        alt=f"Tabel: gemeenten die op {name(gemeente)} lijken, de meest gelijkende eerst",
        rows=pd.concat(
            frame[frame["region"].isin(similar.index) & frame["year"].eq(years[frame["indicator"].iloc[0]])]
            for frame in known
        ),
        file=f"lijken-op-{slug_of(gemeente)}",
        page="gemeente",
        query={choice.GEMEENTE: slug_of(gemeente)},
        notes=tuple(differently(gemeente)),
        sources=(sources(),),
        reading=(METHOD,),
        table=similar.reset_index(drop=True),
        sheet=lambda: similar.rename_axis("Regiocode").reset_index().convert_dtypes(),
    )


def show(gemeente: str, chosen: str) -> None:
    """The list with its method; a name compares with that gemeente, the button with all of them together.

    ``chosen``: the URL name of what the reader compares with now.
    """
    rows = table(gemeente)
    st.markdown(f"**Welke gemeenten lijken op {literal(name(gemeente))}?**")
    st.markdown(METHOD)
    others = [slug_of(str(code)) for code in rows.index[1:]]
    write = {heading: _writer(id) for heading, id in columns().items()}
    # A line never ends between € and its amount.
    own = in_words(rows.iloc[0]).replace("€ ", "€\u00a0")
    st.markdown(f"**{literal(name(gemeente))}**: {literal(own)}.")
    if others:
        reading_table.show(
            in_writing(rows.iloc[1:], write),
            alt=f"Tabel: gemeenten die op {name(gemeente)} lijken, de meest gelijkende eerst",
            links=reading_table.Links(
                site.path_of("gemeente"),
                choice.COMPARATOR,
                tuple(others),
                choice.carried(st.query_params, **{choice.COMPARATOR: None}),
                chosen,
            ),
            layout=reading_table.Layout(sortable=True),
        )
        figures_button(exhibit(gemeente), label="Deze tabel (CSV voor Excel)")
        st.caption(literal(f"Kies een gemeente om daarmee te vergelijken. {sources()}"))
    else:
        st.info(f"Er is geen gemeente die genoeg op {name(gemeente)} lijkt.", icon=":material/info:")
    for sentence in differently(gemeente):
        st.caption(sentence)
    st.button(
        "Vergelijk met deze gemeenten samen",
        key="vergelijk_met_allen",
        disabled=chosen == SIMILAR or not similar_gemeenten(gemeente).members,
        on_click=choice.choose,
        kwargs={choice.COMPARATOR: SIMILAR},
    )


def differently(gemeente: str) -> list[str]:
    """Which gemeenten are alike for a figure that is about one of the four itself, a sentence per kind of figure."""
    sentences = []
    for kind, why in _KINDS.items():
        members = similar_gemeenten(gemeente).without[kind]
        names = listing([name(code) for code in members])
        who = f"dan zijn het {names}" if members else "dan lijken er te weinig gemeenten genoeg op"
        sentences.append(f"{why}: {who}.")
    return sentences


def _writer(indicator: str) -> Callable[[Any], str]:
    return lambda value: value_text(value, catalogue()[indicator])
