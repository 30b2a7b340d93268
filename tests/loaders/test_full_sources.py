"""With the full source files beside the project: the committed snapshot is what the build makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.build import observations
from monitor import freshness, snapshot
from monitor.catalogue import DATA, load
from tests.sweep import EXHAUSTIVE


@EXHAUSTIVE
def test_the_snapshot_is_what_the_build_makes(full_sources: Path, tmp_path: Path) -> None:
    """Reads every source once; the values of the readers are checked on the snapshot in test_snapshot."""
    snapshot.write(observations(load(), full_sources), tmp_path / "observations")
    committed = {file.name: file.read_bytes() for file in (DATA / "observations").iterdir()}
    built = {file.name: file.read_bytes() for file in (tmp_path / "observations").iterdir()}
    changed = sorted(
        name for name in committed.keys() | built.keys() if committed.get(name) != built.get(name)
    )
    if any(known.fetched for known in freshness.read().values()):
        pytest.skip("the committed figures were refreshed since: they no longer come from the files alone")
    if changed:
        pytest.fail(f"run `make snapshot` and commit data/observations; changed: {', '.join(changed)}")
