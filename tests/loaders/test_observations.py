"""The data contract: where a row comes from agrees with its value, its reason, its coverage and its margin."""

from __future__ import annotations

import pandas as pd
import pandera.errors
import pytest

from monitor.observations import COLUMNS, ORIGINS, validate

FIGURE = {
    "indicator": "proef", "population": "18+", "region": "PV22", "year": 2024, "value": 12.5, "lower": None,
    "upper": None, "status": "definitief", "missing": None, "origin": "gepubliceerd", "coverage": None, "source": "bron",
}  # fmt: skip


def row(**changes: object) -> pd.DataFrame:
    frame = pd.DataFrame([{**FIGURE, **changes}], columns=COLUMNS)
    return frame.astype(dict.fromkeys(("value", "lower", "upper", "coverage"), float)).astype(
        {"missing": object}
    )


NONE = {"value": None, "missing": "onderdrukt"}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"lower": 11.0, "upper": 14.0},
        NONE,
        {"origin": "berekend", "coverage": 0.95},
        {"origin": "citaat"},
        {"origin": "gat", **NONE},
    ],
)
def test_what_can_be(changes: dict[str, object]) -> None:
    assert len(validate(row(**changes))) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"origin": ""},
        {"origin": None},
        {"origin": "geschat"},
        {"coverage": 0.95},
        {"origin": "berekend"},
        {"origin": "berekend", "coverage": 0.5, **NONE},
        {"origin": "berekend", "coverage": 0.95, "lower": 11.0, "upper": 14.0},
        {"origin": "citaat", **NONE},
        {"origin": "gat"},
        {"missing": "onderdrukt"},
        {"value": None},
    ],
)
def test_what_cannot_be(changes: dict[str, object]) -> None:
    with pytest.raises(pandera.errors.SchemaErrors):
        validate(row(**changes))


def test_every_origin_can_be_written_and_read_back(tmp_path) -> None:
    from monitor import snapshot
    from monitor.embedded import EmbeddedStore

    rows = pd.concat(
        [
            row(year=2021),
            row(year=2022, origin="berekend", coverage=1.0),
            row(year=2023, origin="citaat"),
            row(year=2024, origin="gat", **NONE),
        ],
        ignore_index=True,
    )
    snapshot.write(rows, tmp_path / "observations")
    assert snapshot.read(tmp_path / "observations")["origin"].tolist() == list(ORIGINS)
    assert EmbeddedStore(tmp_path / "observations").observations()["origin"].tolist() == list(ORIGINS)
