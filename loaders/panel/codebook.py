"""What the columns of a survey mean: the codebook that goes with the file, YAML written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from monitor.errors import SourceError

#: What a cell can hold; SPSS gives numbers, CSV text.
Answer = int | float | str


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Group(_Strict):
    """Who belongs to a group: these answers, or from ``lowest`` to ``highest`` (both included) of a number."""

    answers: tuple[Answer, ...] = ()
    lowest: float | None = None
    highest: float | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if bool(self.answers) == (self.lowest is not None or self.highest is not None):
            raise ValueError("a group has answers, or lowest and highest")
        return self


class Grouping(_Strict):
    """One way to divide everyone: a column, and per group (named as a population of the catalogue) who is in it."""

    column: str
    groups: dict[str, Group]


class Question(_Strict):
    """One percentage: the share that gave one of the answers ``counts`` among all that answered.

    ``skip``: answers that are none ("weet niet", 99): they are in no base. An empty cell never is.
    """

    measure: str
    column: str
    counts: tuple[Answer, ...] = Field(min_length=1)
    skip: tuple[Answer, ...] = ()


class Codebook(_Strict):
    """``region``: the column with the code or the name of a gemeente; ``total``: the population that all respondents
    are; ``weight``: the column with weights, None where everyone counts the same."""

    year: int = Field(ge=2000, le=2100)
    region: str
    total: str
    weight: str | None = None
    groupings: tuple[Grouping, ...] = ()
    questions: tuple[Question, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_once(self) -> Self:
        measures = [question.measure for question in self.questions]
        groups = [self.total, *(name for grouping in self.groupings for name in grouping.groups)]
        for names, what in ((measures, "measure"), (groups, "group")):
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"{what} given twice: {', '.join(twice)}")
        for question in self.questions:
            if set(map(str, question.counts)) & set(map(str, question.skip)):
                raise ValueError(f"{question.measure}: an answer both counts and is skipped")
        return self


def read(file: Path) -> Codebook:
    """Return the codebook in a YAML file. Errors: SourceError that says what is missing or wrong."""
    try:
        return Codebook(**(yaml.safe_load(file.read_text(encoding="utf-8")) or {}))
    except OSError as error:
        raise SourceError(
            file, "dit codeboek is niet te lezen.", todo="controleer de naam en de map"
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError, TypeError) as error:
        raise SourceError(
            file, "dit is geen leesbaar YAML-bestand.", todo="begin met het voorbeeld in docs/panel.md"
        ) from error
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(str(part) for part in one['loc']) or 'codeboek'}: {one['msg']}"
            for one in error.errors()
        )
        raise SourceError(
            file,
            f"het codeboek klopt niet ({wrong}).",
            todo="vergelijk het met het voorbeeld in docs/panel.md",
        ) from error
