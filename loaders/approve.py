"""Approve figures that were changed by hand: ``python -m loaders.approve``.

A file in data/observations that is not as it was written is not shown (monitor.manifest). This command checks all of
them as the data contract and the catalogue ask, and then writes their manifest anew; with ``--check`` it only says
whether they are those of the manifest.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pandas as pd
import pandera.errors

from loaders.refreshing.checks import ranges
from monitor import manifest, snapshot
from monitor.catalogue import DATA, Catalogue, load
from monitor.observations import validate
from monitor.swap import one_writer

COMMAND = "python -m loaders.approve"


def problems(frame: pd.DataFrame, catalogue: Catalogue) -> list[str]:
    """What is wrong with a whole snapshot (data contract), in Dutch; for figures that a person changed."""
    try:
        validate(frame)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases[["column", "check", "failure_case"]].drop_duplicates().head(20)
        return [f"datacontract: {row.column}: {row.check}: {row.failure_case}" for row in cases.itertuples()]
    texts = []
    for id in sorted(set(frame["indicator"]) - set(catalogue.indicators)):
        texts.append(f"{id}: deze indicator staat niet in de catalogus")
    for id in sorted(set(frame["source"]) - set(catalogue.sources)):
        texts.append(f"de bron {id} staat niet in data/catalogue/sources.yaml")
    known = frame[frame["indicator"].isin(catalogue.indicators) & frame["value"].notna()]
    return texts + [finding.text for finding in ranges(known, catalogue)]


def main(arguments: list[str] | None = None) -> int:
    """Approve or check the figures on disk; 0 when they are good (and written), 1 when not, 2 when there are none."""
    parser = argparse.ArgumentParser(
        prog=COMMAND, description="Keur cijfers goed die met de hand zijn gewijzigd, of kijk of ze kloppen."
    )
    parser.add_argument(
        "--check", action="store_true", help="kijk alleen of de bestanden bij het manifest horen"
    )
    parser.add_argument("--data", type=Path, default=DATA, help="map met observations/ en catalogue/ (data)")
    given = parser.parse_args(arguments)
    folder = given.data / "observations"
    if not any(folder.glob("*.csv")):
        print(f"Er staan geen cijfers in {folder}.", file=sys.stderr)
        return 2
    try:
        before = manifest.check(folder)
        print(f"{len(before.files)} bestanden, {before.rows} regels: precies zoals ze werden geschreven.")
        return 0
    except manifest.BrokenSnapshotError as error:
        if given.check:
            print(error, file=sys.stderr)
            return 1
        print("\n".join(f"- {problem}" for problem in error.problems))
    catalogue = given.data / "catalogue"
    with one_writer(given.data):
        try:
            wrong = problems(
                snapshot.unchecked(folder), load(catalogue if catalogue.is_dir() else DATA / "catalogue")
            )
        except (ValueError, OSError) as error:
            wrong = [f"niet te lezen: {error}"]
        if wrong:
            listed = "\n".join(f"- {one}" for one in wrong)
            print(
                f"Er is niets goedgekeurd:\n{listed}\nZet het bestand terug, of verbeter het.",
                file=sys.stderr,
            )
            return 1
        made = manifest.write(folder)
    print(f"Goedgekeurd: {len(made.files)} bestanden, {made.rows} regels. Het manifest is bijgewerkt.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
