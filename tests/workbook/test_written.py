"""Files of known meaning, in every layout, encoding and manner: they come in equal or are refused, never otherwise."""

from __future__ import annotations

import random
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from intake.tables.hints import Hints
from intake.tables.measures import Measures
from loaders.workbook.recognise import understand
from monitor.catalogue import load
from monitor.errors import SourceError
from tests.sweep import EXHAUSTIVE
from tests.workbook import bent, written


def tried(number: int) -> settings:
    """Always the same files, however slow the machine is."""
    return settings(
        max_examples=number,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
    )


@cache
def measures(source: str) -> Measures:
    catalogue = load()
    return Measures(catalogue, catalogue.sources[source])


def comes_in(rng: random.Random, part: str, kinds: tuple[str, ...]) -> str:
    """Write and read one file; return equal, partly or refused. Fails when a figure is wrong, or missing in silence."""
    said = written.meaning(rng, part=part)
    how = written.manner(rng, said, kinds)
    with tempfile.TemporaryDirectory() as folder:
        file = written.write(said, how, Path(folder), rng)
        hints = Hints(file.year, file.population, file.measure)
        known = measures(said.subject.source)
        try:
            found = understand([file.file], known.source, known, hints)[0]
        except SourceError as error:
            if "kon niet worden gelezen" in str(error):
                raise
            return "refused"
    rows = found.frame[found.frame["value"].notna()]
    for row in rows.itertuples():
        key = (str(row.measure), str(row.population), str(row.region), int(str(row.year)))
        true = said.figures.get(key, said.figures.get((key[0], "", *key[2:])))
        assert true is not None, f"{key} is in no figure of {how}"
        assert not part, f"figures of {part} came in as those of everybody: {how}"
        assert float(str(row.value)) == pytest.approx(true, rel=1e-9), f"{key} in {how}"
    if len(rows) == len(said.figures):
        return "equal"
    assert found.refused, f"figures are missing and nobody is told: {how}"
    return "partly"


@EXHAUSTIVE
def test_files_come_in_equal_or_are_refused() -> None:
    results: list[str] = []

    @tried(250)
    @given(rng=st.randoms(use_true_random=False), part=st.sampled_from(["", "", "", "Vrouwen"]))
    def check(rng: random.Random, part: str) -> None:
        result = comes_in(rng, part, ("csv",))
        if not part:
            results.append(result)

    check()
    assert results.count("equal") > 0.6 * len(results), "the door is no wall"


@EXHAUSTIVE
def test_workbooks_come_in_equal_or_are_refused() -> None:
    @tried(24)
    @given(rng=st.randoms(use_true_random=False), part=st.sampled_from(["", "", "Vrouwen"]))
    def check(rng: random.Random, part: str) -> None:
        comes_in(rng, part, ("xlsx", "xls", "ods"))

    check()


@EXHAUSTIVE
@pytest.mark.parametrize("start", range(0, 2000, 500))
def test_thousands_of_files(start: int) -> None:
    for seed in range(start, start + 500):
        rng = random.Random(seed)
        comes_in(rng, rng.choice(["", "", "", "Vrouwen"]), written.KINDS)


def _try(number: int, seed: int) -> list[str]:
    sources = [measures(subject.source) for subject in written.SUBJECTS]
    rng = random.Random(seed)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for turn, path in zip(range(number), bent.files(rng, Path(folder)), strict=False):
            if fault := bent.faults(path, sources[turn % len(sources)], slow=True):
                found.append(f"file {turn} of seed {seed}: {fault}")
    return found


@EXHAUSTIVE
def test_bent_files_get_an_answer() -> None:
    assert _try(120, seed=7) == []


@EXHAUSTIVE
@pytest.mark.parametrize("seed", range(4))
def test_thousands_of_bent_files_get_an_answer(seed: int) -> None:
    assert _try(400, seed=100 + seed) == []
