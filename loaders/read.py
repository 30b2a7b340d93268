"""What a reader understands of a file: ``python -m loaders.read <reader> <file> [...] [option=value ...]``.

For an analyst who downloaded a newer file and wants to know whether the monitor can read it. Prints per measure
the years, the groups, the number of regions, what is missing, and Emmen, Drenthe and Nederland in the newest year.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path

import pandas as pd

import loaders.sources
from monitor.errors import SourceError
from monitor.province import NEDERLAND, PROVINCE

SHOWN = {NEDERLAND: "Nederland", PROVINCE: "Drenthe", "GM0114": "Emmen"}


def readers() -> list[str]:
    """Return the names of the readers, one per upstream format."""
    return sorted(module.name for module in pkgutil.iter_modules(loaders.sources.__path__))


def understood(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row per measure and population of a reader's table, with Dutch column titles."""
    rows = []
    for (measure, population), part in frame.groupby(["measure", "population"], sort=True):
        newest = part[part["year"] == part["year"].max()].set_index("region")["value"]
        rows.append(
            {
                "maat": measure,
                "groep": population or "-",
                "jaren": ", ".join(str(year) for year in sorted(part["year"].unique())),
                "regio's": part["region"].nunique(),
                "geen cijfer": int(part["value"].isna().sum()),
                **{name: newest.get(code) for code, name in SHOWN.items()},
            }
        )
    return pd.DataFrame(rows)


def main(arguments: list[str] | None = None) -> int:
    """Print what the reader understood; exit code 1 with the reason when it cannot read the file."""
    parser = argparse.ArgumentParser(
        prog="python -m loaders.read",
        description="Laat zien wat een lezer van een bestand begrijpt.",
        epilog=f"Lezers: {', '.join(readers())}. Wat een optie doet staat boven in loaders/sources/<lezer>.py.",
    )
    parser.add_argument("reader", choices=readers(), metavar="lezer")
    parser.add_argument("given", nargs="+", metavar="bestand of optie=waarde")
    given = parser.parse_args(arguments)
    files = [Path(text) for text in given.given if "=" not in text or Path(text).exists()]
    options = dict(text.split("=", 1) for text in given.given if Path(text) not in files)
    if not files:
        print("Geef minstens één bestand mee.", file=sys.stderr)
        return 1
    try:
        frame = importlib.import_module(f"loaders.sources.{given.reader}").read(files, options)
    except SourceError as error:
        print(f"Dit bestand is niet te lezen.\n{error}", file=sys.stderr)
        return 1
    print(understood(frame).to_string(index=False, na_rep="-"))
    print(
        f"\n{len(frame)} rijen, {frame['value'].notna().sum()} cijfers, {frame['region'].nunique()} regio's."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
