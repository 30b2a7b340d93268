"""With the full source files beside the project: each goes through the door and says what the snapshot says."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.tables.hints import Hints
from intake.tables.measures import Measures
from loaders.build import source_files
from loaders.workbook.fit import fit
from loaders.workbook.recognise import understand
from monitor import snapshot
from monitor.catalogue import DATA, load
from monitor.errors import SourceError
from monitor.observations import KEY
from tests.sweep import EXHAUSTIVE

CATALOGUE = load()
READ = sorted(
    {
        dataset.source
        for indicator in CATALOGUE.indicators.values()
        for dataset in indicator.datasets
        if CATALOGUE.sources[dataset.source].reader
    }
)


#: Their files are made for a reader of their own (measures of one name, years in the name of a file, groups in a title,
#: regions above each other). The door does not understand them yet; a template filled in by hand it does.
ONLY_BY_READER = {"CBS-81877NED", "CBS-83841NED", "CBS-83841NED-minimum", "CBS-GZM-2016", "CBS-GZM-2020",
                  "GGD-GZM-2024-NL"}  # fmt: skip


@EXHAUSTIVE
@pytest.mark.parametrize("id", sorted(ONLY_BY_READER))
def test_a_file_that_the_door_does_not_understand_is_refused(full_sources: Path, id: str) -> None:
    source = CATALOGUE.sources[id]
    try:
        found = understand(source_files(source, full_sources), source, Measures(CATALOGUE, source), Hints())
    except SourceError:
        return
    fitted = fit(found, CATALOGUE, source, snapshot.read(DATA / "observations"))
    assert [refusal for one in found for refusal in one.refused] or fitted.refused


@EXHAUSTIVE
@pytest.mark.parametrize("id", [id for id in READ if id not in ONLY_BY_READER])
def test_every_source_file_gives_the_committed_figures(full_sources: Path, id: str) -> None:
    source = CATALOGUE.sources[id]
    found = understand(source_files(source, full_sources), source, Measures(CATALOGUE, source), Hints())
    committed = snapshot.read(DATA / "observations")
    fitted = fit(found, CATALOGUE, source, committed)
    assert [refusal for one in found for refusal in one.refused] == []
    assert fitted.refused == []
    assert set(fitted.state) == {"gelijk"}
    theirs = committed[
        (committed["source"] == id) & committed["value"].notna() & (committed["origin"] == "gepubliceerd")
    ]
    mine = fitted.rows[fitted.rows["value"].notna()]
    assert set(mine[KEY].itertuples(index=False, name=None)) == set(
        theirs[KEY].itertuples(index=False, name=None)
    )


@pytest.mark.parametrize(
    "name", ["Aantal_schuldregistraties.csv", "Life_events.csv", "Schuldregistraties.csv"]
)
def test_a_file_of_the_dashboard_that_no_indicator_uses_is_not_taken_for_one_that_does(
    full_sources: Path, name: str
) -> None:
    source = CATALOGUE.sources["CBS-schulden-dashboard"]
    file = full_sources / "cbs-schuldenproblematiek" / name
    with pytest.raises(SourceError, match=name):
        understand([file], source, Measures(CATALOGUE, source), Hints())
