"""What the door made of a file: the figures, what was refused, and what it says about both."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from monitor.observations import RAW_COLUMNS

#: A reader's columns, with the place in the file ("rij 7") that a refusal names; "" where a reader does not say.
WHERE_COLUMNS = [*RAW_COLUMNS, "where"]


@dataclass(frozen=True)
class Refusal:
    """Something that did not come in: where it stands, what it says, and a whole Dutch sentence why not."""

    where: str
    what: str
    why: str
    #: The answer (name=value for ``Hints.options``) with which it comes in, where one answer would do.
    option: str = ""


@dataclass
class SheetFigures:
    """One sheet or file as it was understood."""

    frame: pd.DataFrame
    #: "tabel met een rij per cijfer", "bestand van de uitgever (lezer typed_dataset)" ...
    layout: str
    sheet: str = ""
    refused: list[Refusal] = field(default_factory=list)
    #: What was left out on purpose, in Dutch sentences: footnotes, columns of no use, other sheets.
    notes: list[str] = field(default_factory=list)

    @property
    def figures(self) -> int:
        """The number of rows with a value."""
        return int(self.frame["value"].notna().sum())


def empty_frame() -> pd.DataFrame:
    """A frame without rows that has the columns and types of one that has."""
    frame = pd.DataFrame(columns=WHERE_COLUMNS)
    return frame.astype({"year": int, "value": float, "lower": float, "upper": float})


def asked(where: str, name: str, values: list[str], whole: str | None) -> Refusal:
    """Return the question about a way of splitting figures that nobody answered yet.

    ``name``: that of the column or line ("Geslacht"); ``values``: the groups in it; ``whole``: the one that is everybody.
    """
    if len(values) == 1:
        option = f"{name}={values[0]}"
        why = (
            f"'{name}' heeft alleen '{values[0]}', en dat is niet iedereen. Gaan de cijfers toch over de hele groep van de "
            f'indicator? Geef dan --option "{option}" mee'
        )
        return Refusal(where, name, why, option)
    option = f"{name}={whole or values[0]}"
    shown = ", ".join(values[:5]) + (f" en {len(values) - 5} andere" if len(values) > 5 else "")
    why = f"'{name}' heeft {len(values)} groepen ({shown}). Kies er een, bijvoorbeeld --option \"{option}\""
    return Refusal(where, name, why, option if whole else "")
