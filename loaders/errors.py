"""What goes wrong with a source file, said so that the person who downloaded it can put it right."""

from __future__ import annotations

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


class BuildError(ValueError):
    """The catalogue and the sources do not fit; carries every mismatch, so that they can be mended in one go."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(f"- {problem}" for problem in problems))
