"""What the map page shows, as exhibits: the map, what stands beside it, and the same map over the years.

Made of a :func:`ui.kaart.view.map_view`, and so of choices alone: no reader needs to be there.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from compare.edition import per_edition
from compare.rules.gap import grows_with_size
from compare.wording.clauses import titled
from monitor.province import PROVINCE_NAME, PROVINCE_SLUG
from ui.charts import bars
from ui.choose import url as choice
from ui.exhibit import Chart, Drawing, Exhibit
from ui.kaart import strip
from ui.kaart.areas import AREAS
from ui.kaart.map_picture import HEIGHT, WIDTH, map_picture
from ui.kaart.over_years import OverYears
from ui.kaart.view import MapView, plain
from ui.kaart.within import Within
from ui.parts import explain
from ui.parts.downloads import file_name


def dots_note(view: MapView) -> str:
    """Said at the rows of wijken or buurten."""
    division = view.within.division if view.within else ""
    dot = f"Elke stip is een {view.area.one}{f' (indeling {division})' if division else ''}"
    if grows_with_size(view.indicator):
        return f"{dot}."
    if view.per_wijk and view.within:
        known = [value is not None for value in view.within.wijken(view.per_wijk).values()]
        if not any(known):
            return f"{dot}. Van de wijken zelf is er geen cijfer."
        if not all(known):
            return f"{dot}; een streepje is de wijk zelf, waar die een cijfer heeft."
    return f"{dot}; het streepje is de {view.row} zelf."


@per_edition(100)
def the_map(view: MapView) -> Exhibit:
    """The map, with how it is coloured and what has no place on it. Its rows hold those of the chart beside it too.

    Where there are no boundaries to draw it is :func:`beside`.
    """
    if not view.area.is_drawn:
        file = file_name(view.indicator, view.population, view.year, view.area.id)
        return replace(beside(view), table=view.whole_map(), file=file)
    return Exhibit(
        title=view.title,
        sentence=view.sentence,
        picture=lambda: drawn(view),
        alt=f"Kaart: {view.title}. {view.sentence}",
        rows=view.observations(),
        file=file_name(view.indicator, view.population, view.year, view.area.id),
        page="kaart",
        query=view.query,
        notes=tuple(filter(None, (f"{view.colouring.description}.", *view.notes, view.off_the_map))),
        sources=view.sources,
        reading=view.indicator.how_to_read,
        table=view.table() if view.area is AREAS[PROVINCE_SLUG] else view.whole_map(),
        kind="Kaart",
    )


#: Pixels: so low that a beamer enlarges it, with its letters.
LOW = 330
#: So many rows have letters that do not touch each other then.
MOST_ROWS = 16


def for_a_room(view: MapView) -> Exhibit:
    """:func:`the_map` to be seen from the other side of a room: with large names that do not touch each other, and first
    what it says of whom the room is about."""
    if view.within and not view.area.is_drawn:
        few = len(view.strip_rows) <= MOST_ROWS
        row = "wijk" if view.per_wijk and few else "gemeente"
        uncertain = " Schatting met een rekenmodel." if view.indicator.method == "modelschatting" else ""
        about = f"{view.title}. Elke stip is een {view.area.one}, per {row}.{uncertain}"
        return replace(the_map(view), title=about, picture=partial(dots, view, view.within, few))
    # On a map of the wijken of one gemeente the sentence is about it already.
    sentence = view.sentence if view.zoomed else " ".join(filter(None, (view.beside_the_map, view.sentence)))
    return replace(the_map(view), sentence=sentence, picture=lambda: drawn(view, (WIDTH, LOW)))


def drawn(view: MapView, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Chart:
    """The map as a drawing; ``size``: the pixels that it will have."""
    spec, datasets = map_picture(
        view.area.level,
        plain(view.here),
        view.classes,
        view.text,
        view.gemeente,
        view.mark,
        view.gemeente if view.zoomed else None,
        size,
    )
    return Chart(spec, datasets)


@per_edition(100)
def beside(view: MapView) -> Exhibit:
    """The chart beside the map: the gemeenten as bars, or with their wijken or buurten as dots."""
    within = view.within
    if within:
        kind, sentence = f"{view.area.many.capitalize()} per {view.row}", within.sentence(view.one_gemeente)
        shape = f"Per {view.row} een rij. {dots_note(view)}"
    else:
        kind, sentence = "Staven", view.of_drenthe
        shape = f"Staafdiagram: de gemeenten van {PROVINCE_NAME} van hoog naar laag."
    return Exhibit(
        title=view.title,
        sentence=sentence,
        picture=lambda: dots(view, within) if within else in_bars(view),
        alt=f"{shape} {sentence}".strip(),
        rows=view.observations(on_the_map=False),
        file=file_name(view.indicator, view.population, view.year, "gemeenten"),
        page="kaart",
        query=view.query,
        notes=(dots_note(view), *view.notes) if within else view.notes,
        sources=view.sources_of_figures,
        reading=view.indicator.how_to_read,
        table=view.table(),
        kind=kind,
    )


def in_bars(view: MapView) -> Chart:
    """The gemeenten from high to low."""
    # The codes are for the monitor itself, and as long as the rest of a row.
    return Chart(*bars.bars(view.bars.drop(columns="region"), view.year))


def dots(view: MapView, within: Within, per_wijk: bool = True) -> Chart:
    """A row per gemeente with its wijken or buurten; where the view is of the buurten of one gemeente, and ``per_wijk``, a row
    per wijk."""
    rows = view.strip_rows if per_wijk else view.bars
    points = within.dots(view.per_wijk if per_wijk else None)
    places = dict(zip(rows["Gebied"], rows["rij"], strict=True))
    points = points.assign(rij=points["Gebied"].map(places).astype("int8"))
    spec = strip.strip(rows, points, view.indicator, view.classes, view.year)
    return Chart(spec, {bars.ROWS: rows.drop(columns="region"), strip.DOTS: points})


def over_years(shown: OverYears) -> Exhibit:
    """The same map of every measured year beside each other."""
    view, years = shown.view, shown.years
    return Exhibit(
        title=titled(view.indicator, view.population, f"{years[0]}-{years[-1]}"),
        sentence=shown.sentence,
        picture=lambda: Drawing(shown.drawing()),
        alt=shown.alt,
        rows=shown.rows,
        file=file_name(view.indicator, view.population, "jaren"),
        page="kaart",
        query={**view.query, choice.OVER_YEARS: choice.ON},
        notes=shown.notes,
        sources=(*explain.source_sentences(shown.rows), view.sources[-1]),
        reading=view.indicator.how_to_read,
        table=shown.table(),
        kind="Kaartjes",
    )
