"""The manifest of a snapshot: which files it has, how many rows, and their hashes, so that nothing broken is ever shown.

Whoever writes a snapshot writes its manifest along, inside the folder, so that it goes wherever the snapshot goes.
Whoever reads one holds the files against it first. Who changes a file by hand approves that change with
``python -m loaders.approve``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from monitor.errors import BuildError, Problem
from monitor.observations import CONTRACT, READ

NAME = "manifest.json"
TODO = "Zet ze terug (python -m loaders.refresh --rollback, of git), of keur uw wijziging goed: python -m loaders.approve"


class BrokenSnapshotError(BuildError):
    """The files of a snapshot are not those of its manifest, or it has none. The problems are Dutch."""

    def __init__(self, folder: Path, problems: list[str]) -> None:
        self.folder = folder
        super().__init__([Problem((), problem) for problem in problems])

    def __str__(self) -> str:
        listed = "\n".join(f"- {problem}" for problem in self.problems)
        return f"De cijfers in {self.folder} zijn niet zoals ze werden geschreven:\n{listed}\n{TODO}"

    @property
    def why(self) -> str:
        """The problems in one line, the first three of them."""
        more = f" (en nog {len(self.problems) - 3})" if len(self.problems) > 3 else ""
        return "; ".join(problem.text for problem in self.problems[:3]) + more


@dataclass(frozen=True)
class File:
    """A file as the manifest knows it: its rows without the header, and its SHA-256."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """``digest`` is equal wherever the same snapshot is."""

    files: Mapping[str, File]
    contract: int = CONTRACT

    @property
    def rows(self) -> int:
        """Rows of all files together."""
        return sum(file.rows for file in self.files.values())

    @property
    def digest(self) -> str:
        """A hash over everything in it."""
        return hashlib.sha256(self.text().encode()).hexdigest()

    def text(self) -> str:
        """The manifest as it is written: sorted, a file a line, so that a change of one file is one changed line."""
        lines = [
            f'    {json.dumps(name)}: {{"rows": {file.rows}, "sha256": "{file.sha256}"}}'
            for name, file in sorted(self.files.items())
        ]
        inside = ",\n".join(lines)
        return (
            f'{{\n  "contract": {self.contract},\n  "rows": {self.rows},\n  "files": {{\n{inside}\n  }}\n}}\n'
        )


def build(folder: Path) -> Manifest:
    """The manifest that the files in this folder deserve."""
    return Manifest({file.name: _seen(file.read_bytes()) for file in sorted(folder.glob("*.csv"))})


def write(folder: Path) -> Manifest:
    """Write the manifest of the files in this folder into it, in one step. Errors: OSError."""
    made = build(folder)
    unfinished = folder / f"{NAME}.tmp"
    unfinished.write_text(made.text(), encoding="utf-8")
    unfinished.replace(folder / NAME)
    return made


def read(folder: Path) -> Manifest:
    """The manifest in this folder, its files not looked at. Errors: BrokenSnapshotError; FileNotFoundError without folder."""
    try:
        return parsed((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        if not folder.is_dir():
            raise
        raise BrokenSnapshotError(folder, [f"het manifest ({NAME}) ontbreekt"]) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenSnapshotError(folder, [f"het manifest ({NAME}) is niet te lezen"]) from error


def parsed(text: str) -> Manifest:
    """The manifest of what :meth:`Manifest.text` wrote. Errors: ValueError, KeyError, TypeError, AttributeError."""
    content = json.loads(text)
    files = {
        str(name): File(int(entry["rows"]), str(entry["sha256"])) for name, entry in content["files"].items()
    }
    return Manifest(files, int(content["contract"]))


def check(folder: Path) -> Manifest:
    """Return the manifest after holding every file against it.

    Errors: BrokenSnapshotError naming every file that differs; FileNotFoundError without folder.
    """
    return checked(folder)


def checked(folder: Path, each: Callable[[str, bytes], object] | None = None) -> Manifest:
    """As :func:`check`; ``each`` gets the name of every good file with the very bytes that were held against it, by name."""
    manifest = read(folder)
    if manifest.contract not in READ:
        raise BrokenSnapshotError(
            folder, [f"de cijfers volgen datacontract {manifest.contract}, deze monitor leest {CONTRACT}"]
        )
    there = {file.name: file for file in sorted(folder.glob("*.csv"))}
    problems = [f"{name} ontbreekt" for name in sorted(manifest.files.keys() - there.keys())]
    problems += [f"{name} hoort er niet bij" for name in sorted(there.keys() - manifest.files.keys())]
    for name in sorted(manifest.files.keys() & there.keys()):
        content = there[name].read_bytes()
        if hashlib.sha256(content).hexdigest() != manifest.files[name].sha256:
            now = _seen(content)
            rows = f"{now.rows} regels in plaats van {manifest.files[name].rows}"
            other = rows if now.rows != manifest.files[name].rows else "andere inhoud"
            problems.append(f"{name} is niet zoals het werd geschreven ({other})")
        elif each and not problems:
            each(name, content)
    if problems:
        raise BrokenSnapshotError(folder, problems)
    return manifest


def _seen(content: bytes) -> File:
    return File(max(content.count(b"\n") - 1, 0), hashlib.sha256(content).hexdigest())
