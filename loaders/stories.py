"""Check the stories that a person adds: what is wrong, per story and field, in Dutch (docs/verhalen.md).

    python -m loaders.stories --check [FILE ...]      without a file everything in data/stories

Exit codes: 0 everything is sound; 1 something is not; 2 wrong call (no such file).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import yaml
from pydantic import ValidationError

from monitor.stories import documents, files, read
from monitor.story import DOCUMENTS


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def main(arguments: list[str] | None = None) -> int:
    """Say what is wrong with the stories; the exit codes are those of the module."""
    parser = argparse.ArgumentParser(
        prog="python -m loaders.stories",
        description="Kijkt verhalen na en zegt per verhaal en veld wat er niet klopt. Uitleg: docs/verhalen.md.",
        epilog="Afsluitcodes: 0 alles klopt, 1 er klopt iets niet, 2 verkeerde aanroep.",
    )
    parser.add_argument(
        "--check",
        nargs="*",
        required=True,
        type=Path,
        metavar="BESTAND",
        help="YAML of CSV; zonder bestand data/stories",
    )
    given: list[Path] = parser.parse_args(arguments).check
    absent = [path for path in given if not path.is_file()]
    wrong = [path for path in given if path.suffix.casefold() not in (".yaml", ".yml", ".csv")]
    if absent or wrong:
        summary = (
            f"{absent[0]} is er niet"
            if absent
            else f"{wrong[0].name} is geen YAML of CSV; bewaar het als CSV"
        )
        print(f"{summary}. Uitleg staat in docs/verhalen.md.", file=sys.stderr)
        return 2
    try:
        known = documents()
    except (ValidationError, yaml.YAMLError, FileNotFoundError) as error:
        print(f"data/stories/{DOCUMENTS} is niet te lezen.\n{error}")
        return 1
    own = files()
    checked = [path.resolve() for path in given] or own
    others = read((path for path in own if path.resolve() not in checked), known).stories
    reading = read(checked, known, {story.id: f"data/stories (thema {story.theme})" for story in others})
    for problem in reading.problems:
        print(problem)
    sound = _count(len(reading.stories), "verhaal", "verhalen")
    where = _count(len(checked), "bestand", "bestanden")
    if not reading.problems:
        print(f"Alles klopt: {sound} in {where}.")
        return 0
    broken = len({(problem.file, problem.story) for problem in reading.problems})
    print(f"\n{sound} in {where} in orde; bij {broken} moet u iets verbeteren (zie hierboven).")
    return 1


if __name__ == "__main__":
    sys.exit(main())
