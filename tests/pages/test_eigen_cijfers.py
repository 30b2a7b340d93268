"""A reader's own figures stand beside the official ones: for that reader, as long as the session lasts, and for nobody else."""

from __future__ import annotations

import gc
import io
import weakref
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.testing.v1 import AppTest

from compare import edition as shared
from compare.kept import using
from compare.own_edition import OwnEdition
from intake.own import FileToRead, read
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import name
from reports import in_session
from tests.pages.conftest import NAVIGATION, charts, text
from tests.pages.test_outside_text import HOSTILE, assert_harmless
from ui.choose import comparators
from ui.eigen import actions
from ui.eigen import session as own_session
from ui.eigen.figure import About, OwnFigure, own_figure, theme_of, wrong
from ui.parts.take_along import Taken

ABOUT = About(
    "Tevreden met de buurt", "procent", "18 jaar en ouder", f"gemeente Emmen, enquête 2023 {HOSTILE[0]}"
)
#: As an officer has it: decimal commas, Coevorden misspelt, one gap.
CSV = "Gemeente;Jaar;Tevreden met de buurt (%)\n" + "\n".join(
    f"{'Coeverden' if name(code) == 'Coevorden' else name(code)};{year};{'' if name(code) == 'Meppel' else f'{70 + at},{year % 10}'}"
    for year in (2021, 2023)
    for at, code in enumerate((*GEMEENTEN, PROVINCE))
)
EMMEN = 70 + GEMEENTEN.index("GM0114") + 0.3


def made(about: About = ABOUT) -> OwnFigure:
    return own_figure(about, read(FileToRead("buurt.csv", CSV.encode())).rows, date(2026, 11, 27))


def edition_of(*figures: OwnFigure) -> OwnEdition:
    sources = {figure.source.id: figure.source for figure in figures}
    return OwnEdition(shared.edition(), theme_of(figures), sources, figures[0].rows)


Session = Callable[..., AppTest]


@pytest.fixture
def session() -> Session:
    """``session(figure)``: a reader who holds this figure; without one, another reader."""

    def opened(*figures: OwnFigure) -> AppTest:
        app = AppTest.from_file(NAVIGATION, default_timeout=60)
        if figures:
            app.session_state[own_session._FIGURES] = figures
        return app

    return opened


def at(app: AppTest, page: str, **query: str) -> AppTest:
    app.query_params.clear()
    for key, value in query.items():
        app.query_params[key] = value
    # The test asks the pickers for their labels outside the session.
    state = app.session_state
    known = state[own_session._EDITION] if own_session._EDITION in state else None  # noqa: SIM401
    with using(known):
        app.switch_page(page).run()
    assert not app.exception, app.exception[0].message
    assert_harmless(app)
    return app


def drawn_on(app: AppTest) -> str:
    """All words and numbers of the charts of a page."""
    return "".join(frame.to_csv() for chart in charts(app) for frame in chart["data"].values())


def end_sessions() -> None:
    """What Streamlit does when a session ends; a session of a test has no server that does it."""
    for one in gc.get_objects():
        if isinstance(one, MediaFileManager):
            for id in list(one._files_by_session_and_coord):
                one.clear_session_refs(id)
            one.remove_orphaned_files()
    gc.collect()


def test_the_figure_is_on_every_page_and_gone_with_the_session(session: Session) -> None:
    figure = made()
    id, title = figure.indicator.id, figure.indicator.title
    mine, other = at(session(figure).run(), "eigen_cijfers.py"), session().run()
    on_map = text(at(mine, "kaart.py", indicator=id, gemeente="emmen"))
    assert "In Emmen is het eigen cijfer “Tevreden met de buurt” 75,3% (18 jaar en ouder, 2023)" in on_map
    assert "Eigen cijfer, niet van de monitor: gemeente Emmen" in on_map
    assert not mine.get("pydeck_chart"), "the browser would fetch the figures at an address"
    drawn = next(frame for chart in charts(mine) for frame in chart["data"].values() if "value" in frame)
    assert EMMEN in set(drawn["value"].round(1))
    trend = text(at(mine, "trend.py", indicator=id, gemeente="emmen"))
    assert "75,3%" in trend
    assert "0,2 procentpunt meer dan in 2021" in trend
    assert title in text(at(mine, "mijn_gemeente.py", gemeente="emmen", thema="eigen", indicator=id))
    pair = text(at(mine, "vergelijk.py", deel="samenhang", x=id, gemeente="emmen"))
    assert "de cijfers voor “eigen: Tevreden met de buurt” en “ervaren gezondheid”" in pair
    assert "met de buurt" in drawn_on(at(mine, "vergelijk.py"))
    # The other reader, also at the very address, and on a page that looks at every figure.
    for page, query in (("trend.py", {"indicator": id}), ("vergelijk.py", {"deel": "samenhang", "x": id}), ("kaart.py", {"indicator": id})):  # fmt: skip
        theirs = at(other, page, **query)
        assert actions.NOT_HERE in [one.value for one in theirs.warning]
        assert "met de buurt" not in text(theirs)
    assert "met de buurt" not in drawn_on(at(other, "vergelijk.py"))
    assert "met de buurt (eigen" not in str(
        at(mine, "over_de_cijfers.py", zoek="tevreden met de buurt").markdown
    )
    # Nothing that readers share holds it: with the session it is gone.
    edition = weakref.ref(at(mine, "kaart.py", indicator=id).session_state[own_session._EDITION])
    figures = weakref.ref(edition().figures[id, figure.population])  # type: ignore[union-attr]
    rows = weakref.ref(figure)
    del mine, figure, drawn
    end_sessions()
    assert (edition(), figures(), rows()) == (None, None, None)


@pytest.mark.parametrize("page", ["kaart", "trend", "vergelijk", ""])
def test_a_report_has_the_figure_to_the_digit(page: str) -> None:
    figure = made()
    id = figure.indicator.id
    query = {"indicator": id, "gemeente": "emmen"} if page in ("kaart", "trend") else {"gemeente": "emmen"}
    taken = (
        Taken("", "", {}, page=page, query=query)
        if page
        else Taken("", "", {}, region="GM0114", theme="eigen")
    )
    with using(edition_of(figure)):
        book = openpyxl.load_workbook(io.BytesIO(in_session.made(taken, "xlsx")), data_only=True)
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert EMMEN in [round(cell, 6) for cell in cells if isinstance(cell, float)]
    assert any("igen cijfer" in str(cell) or "Eigen: " in str(cell) for cell in cells)
    assert any("Eigen cijfer, niet van de monitor: gemeente Emmen" in str(cell) for cell in cells)


def test_a_file_of_an_own_figure_stays_in_memory(session: Session) -> None:
    from server.downloads import Private
    from ui.parts.turn import for_a_file

    with using(edition_of(made())):
        private = for_a_file(lambda: b"x")
    assert isinstance(private(), Private)
    assert not isinstance(for_a_file(lambda: b"x")(), Private)


def test_what_is_not_counted_together_stays_apart() -> None:
    own = edition_of(made()).figures
    figure = next(found for (id, _), found in own.items() if id.startswith("eigen_"))
    assert list(figure.together(frozenset(GEMEENTEN))) == []
    assert figure.value(PROVINCE, 2023) == 82.3
    assert figure.value("GM0119", 2023) is None
    assert figure.value("GM0109", 2023) is None


def test_no_id_of_the_catalogue_is_that_of_an_own_figure() -> None:
    found = shared.edition().catalogue
    assert not [id for id in (*found.indicators, *found.sources) if id.startswith("eigen_")]
    assert comparators.known("nederland")


@pytest.mark.parametrize("bad", [*HOSTILE, "", "x" * 61, "a*b", "www.x", "=1+1", "a\nb", "kijk op x.nl"])
def test_a_name_is_a_plain_one(bad: str) -> None:
    assert wrong(About(bad, "procent", "18+", "bron"))
    assert wrong(About("Naam", "procent", bad, "bron"))


def test_from_file_to_page(session: Session) -> None:
    app = at(session().run(), "eigen_cijfers.py")
    app.file_uploader[0].set_value(("buurt.csv", CSV.encode(), "text/csv")).run()
    assert not app.exception, app.exception[0].message
    said = text(app)
    assert "**Niet gelezen: 2**" in said
    assert "'Coeverden' is geen bekend gebied. Bedoelt u Coevorden" in said
    assert "--" not in said
    button = next(one for one in app.button if one.label == "Gebruik dit cijfer")
    button.click().run()
    assert "Vul de bronregel in" in app.error[0].value
    for label, words in (("Over wie", ABOUT.who), ("Bronregel", ABOUT.line)):
        next(one for one in app.text_input if one.label.startswith(label)).set_value(words).run()
    next(one for one in app.button if one.label == "Gebruik dit cijfer").click().run()
    assert [one.indicator.title for one in app.session_state[own_session._FIGURES]] == [
        f"{ABOUT.name} (eigen cijfer)"
    ]
    assert "Geen cijfer: Coevorden en Meppel in 2021; Coevorden en Meppel in 2023." in text(app)
    assert_harmless(app)
    next(one for one in app.button if one.label == "Haal weg").click().run()
    assert own_session._FIGURES not in app.session_state
