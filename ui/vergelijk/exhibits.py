"""What Vergelijk shows, each thing as one exhibit: for the page, a file, a report.

Made of a ``slug`` (the URL name of what the reader compares with) and a ``gemeente`` (code of the reader's own, or None).
"""

from __future__ import annotations

from functools import partial

import pandas as pd

from compare.edition import per_edition
from compare.wording.clauses import in_sentence
from monitor.catalogue import Indicator
from monitor.dutch import listing
from monitor.province import GEMEENTEN, PROVINCE, PROVINCE_NAME
from monitor.regions import region_set, slug_of
from ui.choose import url as choice
from ui.choose.comparators import name_of
from ui.data import catalogue, data_version
from ui.exhibit import Exhibit
from ui.parts import explain
from ui.vergelijk import matrix as matrices
from ui.vergelijk import matrix_table, pair_table, scatter
from ui.vergelijk import pair as pairs
from ui.vergelijk.heatmap import heatmap
from ui.vergelijk.pair import Pair

TITLE = "Hoe verschillen de gemeenten?"

#: In the URL: the part that is open.
TABLE, PAIR = "tabel", "samenhang"
#: In the URL: by which indicator the gemeenten stand in order.
ORDER = "volgorde"
#: In the URL: the figure from left to right and the figure from below upwards.
X, Y = "x", "y"
#: In the URL: only the gemeenten of Drenthe are drawn.
ALONE = "inzoomen"

NO_SUM = "Er is geen optelsom: er is geen totaalcijfer en geen ranglijst van gemeenten. Per cijfer is het beeld anders."
SHADE = (
    f"De kleur is de plaats onder de {len(GEMEENTEN)} gemeenten: hoe donkerder, hoe hoger het cijfer. Hoog is niet altijd goed en laag "
    "niet altijd slecht."
)
READING_A_MATRIX = (
    "Elke rij heeft een eigen groep mensen en een eigen jaar. Lees per rij, en zet rijen niet onder elkaar.",
    NO_SUM,
    SHADE,
    f"Staat een gemeente hoog of laag, dan is dat binnen {PROVINCE_NAME}. Het zegt niet vanzelf dat er een groot probleem is. "
    "Kijk ook naar het cijfer zelf en naar waarmee u vergelijkt.",
    "Een donkere kleur kan bij een klein verschil horen. Bij de meeste cijfers is geen marge bekend: een verschil kan "
    "toeval zijn.",
    "Verschillen binnen een gemeente, zoals tussen wijken, ziet u hier niet.",
)
READING_A_PAIR = (
    "Dit gaat over gemeenten en niet over mensen. Dat twee cijfers in dezelfde gemeenten hoog zijn, zegt niet dat het "
    "om dezelfde mensen gaat.",
    "Samenhang is geen oorzaak. Wat er achter zit, kan iets anders zijn, zoals leeftijd, inkomen of werk.",
    "De correlatie zegt hoe sterk twee cijfers samenhangen. Zij loopt van −1 tot 1, en 0 is geen samenhang. Elke gemeente "
    "telt even zwaar, groot of klein. Hoe minder gemeenten, hoe minder zeker de correlatie is.",
    "Aantallen mensen of huishoudens kunt u hier niet kiezen: een grotere gemeente heeft er vanzelf meer.",
)


def matrix(slug: str, gemeente: str | None, order: str = matrices.ALPHABET) -> Exhibit:
    """Every indicator that one needs to know, a row each. ``order``: as of :func:`ui.vergelijk.matrix.build`."""
    return _matrix(slug, gemeente, order, data_version())


@per_edition(60)
def _matrix(slug: str, gemeente: str | None, order: str, version: str) -> Exhibit:
    comparator, _ = matrices.compared_with(slug, gemeente)
    shown = matrices.build(comparator, order, gemeente)
    rows = matrices.observations(shown, comparator)
    return Exhibit(
        title=TITLE,
        sentence=shown.sentence,
        picture=partial(heatmap, shown, gemeente, comparator.code if comparator else None),
        alt=f"Tabel met kleuren: {len(shown.rows)} cijfers van de {len(GEMEENTEN)} gemeenten. {shown.sentence}",
        rows=rows,
        file="vergelijk-gemeenten",
        page="vergelijk",
        query=_query(slug, gemeente, **{ORDER: None if order == matrices.ALPHABET else order}),
        notes=(NO_SUM, SHADE, *shown.notes),
        sources=(f"{explain.source_text(rows)}.",),
        reading=READING_A_MATRIX,
        table=matrix_table.texts(shown, gemeente),
    )


def pair(
    x: Indicator,
    y: Indicator,
    slug: str,
    gemeente: str | None,
    year: int | None = None,
    *,
    alone: bool = False,
    height: int = scatter.WIDE,
) -> Exhibit:
    """Two figures of every gemeente. ``year``: as of :func:`ui.vergelijk.pair.build`; ``alone``: only the gemeenten of
    Drenthe in the picture; ``height`` of the plot in pixels."""
    return _pair(x.id, y.id, slug, gemeente, year, alone, height, data_version())


@per_edition(60)
def _pair(
    of_x: str,
    of_y: str,
    slug: str,
    gemeente: str | None,
    year: int | None,
    alone: bool,
    height: int,
    version: str,
) -> Exhibit:
    x, y = catalogue()[of_x], catalogue()[of_y]
    comparator, _ = matrices.compared_with(slug, gemeente)
    code = comparator.code if comparator else None
    shown = pairs.build(x, y, comparator, year, gemeente)
    of_axes = [(axis, pairs.observations(shown, axis, comparator)) for axis in (shown.x, shown.y)]
    in_picture = pairs.zoomed(shown) if alone else shown
    return Exhibit(
        title=f"{x.title} en {in_sentence(y.title)}",
        sentence=" ".join(shown.sentences),
        picture=partial(scatter.chart, in_picture, gemeente, code, height),
        alt=pairs.alt_text(shown),
        rows=pd.concat([rows for _, rows in of_axes], ignore_index=True),
        file=f"samenhang-{x.id}-{y.id}",
        page="vergelijk",
        query=_query(
            slug,
            gemeente,
            **{choice.PART: PAIR, X: x.id, Y: y.id},
            **{choice.YEAR: str(year) if year else None, ALONE: choice.ON if alone else None},
        ),
        notes=(*shown.notices, legend(in_picture, gemeente, code), shown.whose),
        sources=tuple(
            f"{where}: {axis.title}. {_sources(rows)}"
            for where, (axis, rows) in zip(("Eerste cijfer", "Tweede cijfer"), of_axes, strict=True)
        ),
        reading=(shown.whose, *READING_A_PAIR),
        table=pair_table.texts(shown),
        sheet=partial(pair_table.for_file, shown),
    )


def legend(shown: Pair, own: str | None, compared_with: str | None) -> str:
    """What the dots are: "Elk rondje is een gemeente: oranje is Emmen. Elke ruit is een groter gebied: ..."; and how the
    axes begin. By code: ``own``, the reader's gemeente, and ``compared_with``."""
    dots = [f"oranje is {name_of(own)}"] if own and not region_set(own) else []
    if compared_with and compared_with != own and compared_with in GEMEENTEN:
        dots.append(f"grijs is {name_of(compared_with)}")
    if shown.nationwide:
        dots.append(f"de kleine open rondjes zijn de gemeenten buiten {PROVINCE_NAME}")
    diamonds = [
        f"{ {PROVINCE: 'blauw', own: 'oranje'}.get(code, 'grijs') } is {name_of(code)}"
        for code in shown.marks["region"]
    ]
    circles = f"Elk rondje is een gemeente{': ' if dots else ''}{listing(dots)}."
    areas = f" Elke ruit is een groter gebied: {listing(diamonds)}." if diamonds else ""
    return f"{circles}{areas} De assen beginnen niet altijd bij 0."


def _sources(rows: pd.DataFrame) -> str:
    """Of one axis: who published it, and how the monitor calculated."""
    parts = (f"{explain.source_text(rows)}.", explain.own_calculation_text(rows), *explain.region_notes(rows))
    return " ".join(filter(None, parts))


def _query(slug: str, gemeente: str | None, **extra: str | None) -> dict[str, str]:
    """The choices of an address that lead to an exhibit; None leaves one out."""
    wanted = {choice.COMPARATOR: slug, choice.GEMEENTE: slug_of(gemeente) if gemeente else None, **extra}
    return {name: value for name, value in wanted.items() if value}
