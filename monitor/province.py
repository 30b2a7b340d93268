"""Which province the monitor is of: the code is configuration, its gemeenten follow from the register of regions."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import yaml

_DATA = Path(__file__).resolve().parent.parent / "data"

NEDERLAND = "NL00"


def _gemeenten(province: str) -> tuple[str, ...]:
    """The gemeenten of today, in the order of the alphabet."""
    with (_DATA / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["level"] == "gemeente" and row["province"] == province and not row["last_year"]
        ]
    return tuple(row["code"] for row in sorted(rows, key=lambda row: row["name"].casefold()))


#: Code of the province: ``MONITOR_PROVINCE``, else that of data/province.yaml.
PROVINCE: str = (
    os.environ.get("MONITOR_PROVINCE")
    or yaml.safe_load((_DATA / "province.yaml").read_text(encoding="utf-8"))["code"]
)

#: Codes of its gemeenten.
GEMEENTEN = _gemeenten(PROVINCE)
if not GEMEENTEN:
    raise ValueError(f"data/regions.csv has no gemeenten of province {PROVINCE}")
