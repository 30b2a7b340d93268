"""``python -m loaders.panel antwoorden.sav --codebook panel.yaml --out cijfers.csv``.

Makes percentages per gemeente and group of answers of persons, and leaves out what could tell of a person. The file that
it writes is the template of the file door (docs/sjabloon.md): ``python -m loaders.add cijfers.csv --dataset ...`` takes it in.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from intake.tables.places import name_of
from loaders.panel import codebook as codebooks
from loaders.panel import disclosure, respondents
from loaders.panel.codebook import Codebook
from loaders.panel.estimate import Share, shares
from loaders.panel.tally import tallies
from loaders.workbook.template import COLUMNS
from monitor.errors import SourceError

DONE, UNREADABLE, WRONG_CALL, NOT_WRITTEN = 0, 1, 2, 5


def figures(file: Path, codebook: Codebook) -> list[Share]:
    """The percentages of a survey; those that may not be published have no value. Errors: SourceError."""
    answered = respondents.read(file, codebook)
    try:
        return [
            share for tally in tallies(answered, codebook) for share in shares(tally, disclosure.shown(tally))
        ]
    except ValueError as error:
        raise SourceError(
            file,
            f"een respondent valt in twee groepen ({error}).",
            todo="maak de groepen in het codeboek los van elkaar",
        ) from error


def write(shares: Sequence[Share], year: int, out: Path) -> None:
    """Write the figures as the template of the file door; all or nothing. Errors: OSError."""
    handle, unfinished = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as lines:
            writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
            writer.writerow(COLUMNS)
            for share in shares:
                cells = [_dutch(value) for value in (share.value, share.lower, share.upper)]
                why = "onderdrukt" if share.value is None else ""
                writer.writerow(
                    [share.measure, share.population, name_of(share.region), year, *cells, "", why]
                )
        os.replace(unfinished, out)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


def _dutch(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}".replace(".", ",")


def report(shares: Sequence[Share], codebook: Codebook, out: Path) -> str:
    """What was made and what was left out, without a word of how few respondents are behind it."""
    left_out = sum(share.value is None for share in shares)
    return "\n".join(
        [
            f"{len(codebook.questions)} vragen, {codebook.year}: {len(shares) - left_out} percentages, {left_out} weggelaten.",
            f"Weggelaten is een percentage van minder dan {disclosure.LEAST_BASE} mensen, een percentage waar een tot en met "
            f"{disclosure.MOST_FEW} mensen achter zitten, en wat daarnaast weg moest omdat iemand het anders kon uitrekenen.",
            f"De cijfers staan in {out}. Neem ze over met: python -m loaders.add {out} --dataset BRON",
        ]
    )


def main(arguments: list[str] | None = None) -> int:
    """Run the command. Exit codes: 0 written, 1 file or codebook cannot be used, 2 wrong call, 5 could not be written."""
    parser = argparse.ArgumentParser(
        prog="python -m loaders.panel", description="Maak percentages van antwoorden van personen."
    )
    parser.add_argument("file", type=Path, help="antwoorden, een rij per persoon: csv, xlsx of sav")
    parser.add_argument("--codebook", type=Path, required=True, help="codeboek (yaml), zie docs/panel.md")
    parser.add_argument("--out", type=Path, required=True, help="bestand voor de percentages (csv)")
    given = parser.parse_args(arguments)
    try:
        codebook = codebooks.read(given.codebook)
        shares = figures(given.file, codebook)
    except SourceError as error:
        print(f"Er is niets gemaakt. {error}", file=sys.stderr)
        return UNREADABLE
    try:
        write(shares, codebook.year, given.out)
    except OSError as error:
        print(
            f"{given.out} is niet geschreven ({error.strerror}). Maak ruimte vrij of kies een andere map.",
            file=sys.stderr,
        )
        return NOT_WRITTEN
    print(report(shares, codebook, given.out))
    return DONE


if __name__ == "__main__":
    sys.exit(main())
