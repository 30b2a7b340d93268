"""In what condition the data of this monitor is: which is in use, and what is wrong with what is on disk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import ValidationError

from compare.edition import edition, known
from monitor import catalogue, division, store
from monitor.catalogue import DATA
from monitor.errors import NoFiguresError


@dataclass(frozen=True)
class Condition:
    """What is wrong with the figures, boundaries and catalogue on disk, in Dutch; None where nothing is.

    ``figures_in_use``: whether there are figures to show at all; ``previous``: they are those of before the ones on disk.
    ``edition``, ``rows`` and ``newest`` (the last day on which figures were fetched) tell of the figures in use.
    """

    figures: str | None = None
    boundaries: str | None = None
    catalogue: str | None = None
    figures_in_use: bool = True
    previous: bool = False
    edition: str | None = None
    rows: int | None = None
    newest: date | None = None


def condition(data: Path = DATA) -> Condition:
    """The condition now; reads what was replaced since."""
    division.follow()
    unreadable = _unreadable(data / "catalogue", _seen(data / "catalogue"))
    try:
        used = edition(data)
        state = store.state(data / "observations")
    except FileNotFoundError as error:
        why = str(error) if isinstance(error, NoFiguresError) else "er staan geen cijfers"
        return Condition(why, division.refused(), unreadable, figures_in_use=False)
    fetched = [one.fetched for one in known(data).values() if one.fetched]
    accessed = [source.accessed for source in used.catalogue.sources.values()]
    return Condition(
        state.refused,
        division.refused(),
        unreadable,
        previous=state.previous,
        edition=used.name,
        rows=used.store.manifest.rows,
        newest=max(fetched or accessed, default=None),
    )


def _seen(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when the catalogue does."""
    parts = []
    for file in sorted(folder.rglob("*.yaml")):
        try:
            seen = file.stat()
        except FileNotFoundError:
            continue
        parts.append((file.name, seen.st_ino, seen.st_mtime_ns))
    return tuple(parts)


@lru_cache(maxsize=4)
def _unreadable(folder: Path, seen: tuple[tuple[str, int, int], ...]) -> str | None:
    """Why the catalogue on disk could not be read after a restart."""
    try:
        catalogue.load.__wrapped__(folder)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        return f"de catalogus klopt niet ({place})"
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError):
        return "de catalogus is geen geldige YAML"
    except OSError as error:
        return f"de catalogus is niet te lezen ({Path(str(error.filename)).name})"
    return None
