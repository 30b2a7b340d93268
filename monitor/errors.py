"""What goes wrong with a source file or with the disk, said so that a person can put it right."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class SourceError(ValueError):
    """A source file is not what its reader expects.

    The message is Dutch and complete: which file, what is wrong, what was expected, what to do.
    """

    def __init__(self, file: Path | str, problem: str, expected: str = "", todo: str = "") -> None:
        self.file = Path(file)
        self.problem = problem
        self.expected = expected
        self.todo = todo
        parts = [f"{self.file.name}: {problem}"]
        if expected:
            parts.append(f"Verwacht: {expected}.")
        if todo:
            parts.append(f"Wat te doen: {todo}.")
        super().__init__(" ".join(parts))


class NoFiguresError(FileNotFoundError):
    """There are no figures that can be used; the message is Dutch and says why."""


@dataclass(frozen=True)
class Problem:
    """A mismatch between the catalogue and what came. ``sources``: the ids of the sources whose figures it is about, the
    one that is to make way first; none where it is not one of a source. ``text``: in Dutch and complete."""

    sources: tuple[str, ...]
    text: str

    def __str__(self) -> str:
        return self.text


class BuildError(ValueError):
    """The catalogue and the sources do not fit; carries every mismatch, so that they can be mended in one go."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(f"- {problem}" for problem in problems))


#: The system says it in its own language.
_DISK = {
    errno.ENOSPC: "de schijf is vol; maak ruimte en probeer het opnieuw",
    errno.EDQUOT: "de ruimte van deze gebruiker op de schijf is op; maak ruimte en probeer het opnieuw",
    errno.EFBIG: "het bestand wordt te groot voor deze schijf",
    errno.EACCES: "deze gebruiker mag dat niet; vraag de beheerder om schrijfrechten",
    errno.EPERM: "deze gebruiker mag dat niet; vraag de beheerder om schrijfrechten",
    errno.EROFS: "van deze schijf kan alleen worden gelezen",
    errno.EIO: "de schijf geeft een fout; vraag de beheerder om de schijf na te kijken",
    errno.ENOENT: "dat bestand of die map is er niet",
    errno.EEXIST: "dat bestand of die map is er al",
    errno.ENOTDIR: "dat is geen map",
    errno.EISDIR: "dat is een map en geen bestand",
    errno.ENOTEMPTY: "die map is niet leeg",
    errno.ENAMETOOLONG: "die naam is te lang",
    errno.EMFILE: "er staan te veel bestanden open; probeer het later opnieuw",
    errno.ENFILE: "er staan te veel bestanden open; probeer het later opnieuw",
    errno.EBUSY: "dat is in gebruik; probeer het later opnieuw",
    errno.EXDEV: "de map data/ ligt op meer dan één schijf",
    errno.ENODEV: "die schijf is er niet",
    errno.ESTALE: "de netwerkschijf is niet bereikbaar",
    errno.ETIMEDOUT: "de schijf antwoordt niet",
}


def disk(error: OSError) -> str:
    """What the disk refused, in Dutch: "data/x.csv: de schijf is vol; maak ruimte en probeer het opnieuw".

    A message of our own stays as it is.
    """
    if error.errno is None:
        return str(error)
    problem = _DISK.get(error.errno, f"het systeem weigert dat (fout {error.errno})")
    return f"{error.filename}: {problem}" if error.filename else problem
