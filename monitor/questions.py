"""Open questions for a conversation about figures, per theme: ``data/questions.yaml``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import yaml
from pydantic import RootModel

from monitor.catalogue import DATA

#: The name of the questions for what is of no theme, or of several.
GENERAL = "algemeen"


class Questions(RootModel[dict[str, tuple[str, str, str]]]):
    """Id of a theme, or :data:`GENERAL` -> three questions."""


@lru_cache(maxsize=1)
def all_questions() -> dict[str, tuple[str, str, str]]:
    """The questions of every theme. Errors: pydantic.ValidationError, naming the theme."""
    content = (DATA / "questions.yaml").read_text(encoding="utf-8")
    return Questions.model_validate(yaml.safe_load(content)).root


def questions(themes: Iterable[str]) -> tuple[str, str, str]:
    """Three questions of these themes: of the first one that has any, else those for every theme."""
    every = all_questions()
    return next((every[theme] for theme in themes if theme in every), every[GENERAL])
