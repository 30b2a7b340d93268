"""Build the project's regions and boundaries: ``python -m geo.build --sources ../shared/sources``.

Writes ``data/regions.csv`` and ``data/boundaries/*.geojson``. The same sources give the same bytes. Without
the sources it says in Dutch which files it needs and ends with status 2, leaving data/ as it is.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geo import boundaries, region_list
from geo import sources as raw

DATA = Path(__file__).resolve().parent.parent / "data"


def build(sources: Path, data: Path = DATA) -> list[Path]:
    """Write regions and boundaries under ``data``; returns the files written.

    Errors: ``geo.sources.SourcesMissingError`` when a raw file is not there; nothing is written then.
    """
    raw.check(sources)
    regions = region_list.build(sources)
    layers = boundaries.build(sources, regions)

    (data / "boundaries").mkdir(parents=True, exist_ok=True)
    written = [data / "regions.csv"]
    written[0].write_bytes(regions.to_csv(index=False, lineterminator="\n").encode("utf-8"))
    for level, content in sorted(layers.items()):
        path = data / "boundaries" / f"{level}.geojson"
        path.write_bytes(content)
        written.append(path)
    return written


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m geo.build", description=__doc__)
    parser.add_argument("--sources", type=Path, default=Path("../shared/sources"))
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args(arguments)
    try:
        written = build(options.sources, options.data)
    except raw.SourcesMissingError as error:
        print(error, file=sys.stderr)
        return 2
    for path in written:
        print(f"{path.stat().st_size / 1000:8.1f} kB  {path}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
