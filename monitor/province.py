"""Which province the monitor is of: the code is configuration, its name and its gemeenten follow from the register of regions."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import yaml
from slugify import slugify

_DATA = Path(__file__).resolve().parent.parent / "data"

NEDERLAND = "NL00"


def _of_today() -> list[dict[str, str]]:
    """The rows of the regions that exist today."""
    with (_DATA / "regions.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if not row["last_year"]]


_configured = yaml.safe_load((_DATA / "province.yaml").read_text(encoding="utf-8"))
_regions = _of_today()
_names = {row["code"]: row["name"] for row in _regions}

#: Code of the province: ``MONITOR_PROVINCE``, else that of data/province.yaml.
PROVINCE: str = os.environ.get("MONITOR_PROVINCE") or _configured["code"]
if not PROVINCE.startswith("PV") or PROVINCE not in _names:
    raise ValueError(f"data/regions.csv has no province {PROVINCE}")

#: Codes of its gemeenten of today, in the order of the alphabet.
GEMEENTEN: tuple[str, ...] = tuple(
    row["code"]
    for row in sorted(_regions, key=lambda row: row["name"].casefold())
    if row["level"] == "gemeente" and row["province"] == PROVINCE
)
if not GEMEENTEN:
    raise ValueError(f"data/regions.csv has no gemeenten of province {PROVINCE}")

#: "Drenthe", and "provincie Groningen" where one of the gemeenten has the same name.
PROVINCE_NAME: str = (
    f"provincie {_names[PROVINCE]}"
    if any(_names[code] == _names[PROVINCE] for code in GEMEENTEN)
    else _names[PROVINCE]
)

#: The province in an address.
PROVINCE_SLUG: str = slugify(PROVINCE_NAME.replace("'", ""))

#: The name of the site.
SITE = f"Sociale Monitor {_names[PROVINCE]}"

#: Who answers for it, unless another organisation is named.
ORGANISATION = f"provincie {_names[PROVINCE]}"

#: Whether what is written here about one province (its agenda, stories, groups, remarks) is about this one.
TEXTS_OF_PROVINCE: bool = _configured["texts"]["code"] == PROVINCE

#: How words begin that name the province of the texts, or one of its gemeenten.
WORDS_OF_TEXTS: tuple[str, ...] = (
    *_configured["texts"]["words"],
    *(
        row["name"]
        for row in _regions
        if row["level"] == "gemeente" and row["province"] == _configured["texts"]["code"]
    ),
)


def filled(text: str) -> str:
    """A text with the name of the province where it says ``{provincie}``."""
    return text.replace("{provincie}", PROVINCE_NAME)
