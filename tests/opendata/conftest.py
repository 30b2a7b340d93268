"""A snapshot of a dozen published figures, served by the open-data routes alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from monitor import manifest
from opendata.routes import open_data

THEME = """
theme:
  id: bestaanszekerheid
  title: Bestaanszekerheid
  intro: Genoeg geld om van te leven.
  order: 1
indicators:
  - id: moeite_rondkomen
    title: Moeite met rondkomen
    short_title: Moeite met rondkomen
    unit: procent
    decimals: 1
    polarity: lager_is_beter
    populations: ["18+", "16-25"]
    base: {18+: volwassenen, 16-25: jongeren}
    quantity: aandeel
    method: modelschatting
    definition: Aandeel dat het afgelopen jaar moeite had om van het inkomen rond te komen.
    phrase: heeft {value} moeite met rondkomen
    datasets:
      - {source: RIVM-50090NED, measure: MoeiteMetRondkomen}
  - id: vertrouwen_instituties
    title: Vertrouwen in instituties
    short_title: Vertrouwen in instituties
    unit: procent
    decimals: 1
    polarity: hoger_is_beter
    populations: ["15+"]
    base: vijftienplus
    quantity: gemiddeld_aandeel
    method: enquete
    definition: Gemiddelde van het vertrouwen in Tweede Kamer, politie en rechters.
    phrase: heeft {value} vertrouwen in instituties
    datasets:
      - {source: CBS-RMBW-2024, measure: Vertrouwen in instituties}
  - id: respectloos_gedrag
    title: Respectloos gedrag
    short_title: Respectloos gedrag
    unit: procent
    decimals: 1
    polarity: lager_is_beter
    populations: ["15+"]
    base: vijftienplus
    quantity: aandeel
    method: enquete
    definition: Aandeel dat wel eens respectloos gedrag ervaart.
    phrase: ervaart {value} respectloos gedrag
    gap: Staat in de Veiligheidsmonitor.
"""

BASES = """
volwassenen: {name: inwoners van 18 jaar en ouder, uncounted: Hier niet geteld.}
jongeren: {name: jongeren van 16 tot en met 25 jaar, uncounted: Hier niet geteld.}
vijftienplus: {name: inwoners van 15 jaar en ouder, uncounted: Hier niet geteld.}
"""

SOURCES = """
RIVM-50090NED:
  publisher: RIVM
  title: Gezondheid per wijk en buurt
  table: 50090NED
  edition: indeling 2020
  licence: CC BY 4.0
  licence_url: https://creativecommons.org/licenses/by/4.0/
  accessed: 2026-07-19
  attribution: RIVM, GGD'en en CBS, tabel 50090NED
  method: modelschatting
  status: modelschatting
  series: RIVM-50090NED
  reader: typed_dataset
  files: ["*.xlsx"]
CBS-RMBW-2024:
  publisher: CBS
  title: Regionale Monitor Brede Welvaart
  edition: "2024"
  licence: CC BY 4.0
  accessed: 2026-07-20
  attribution: CBS, Regionale Monitor Brede Welvaart 2024
  method: enquete
  series: RMBW-2024
  absent: onderdrukt
"""

HEADER = "population,region,year,value,lower,upper,status,missing,origin,coverage,source\n"
FIGURES = {
    "moeite_rondkomen": """\
16-25,PV22,2024,26.1,,,definitief,,,,RIVM-50090NED
18+,GM0114,2012,26.6,,,modelschatting,,,,RIVM-50090NED
18+,GM0114,2016,21.0,,,modelschatting,,,,RIVM-50090NED
18+,GM0114,2020,12.5,,,modelschatting,,,,RIVM-50090NED
18+,NL00,2012,24.0,,,modelschatting,,,,RIVM-50090NED
18+,NL00,2016,19.2,,,modelschatting,,,,RIVM-50090NED
18+,NL00,2020,13.9,,,modelschatting,,,,RIVM-50090NED
""",
    "vertrouwen_instituties": """\
15+,GM0114,2022,54.3,,,definitief,,,,CBS-RMBW-2024
15+,GM1701,2022,,,,definitief,onderdrukt,,,CBS-RMBW-2024
15+,GM1730,2022,65.6,,,definitief,,,,CBS-RMBW-2024
""",
}


def write_snapshot(data: Path) -> Path:
    """A data folder with the figures above, in the form of the project's own."""
    (data / "catalogue" / "themes").mkdir(parents=True)
    (data / "observations").mkdir()
    (data / "catalogue" / "themes" / "bestaanszekerheid.yaml").write_text(THEME, encoding="utf-8")
    (data / "catalogue" / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (data / "catalogue" / "bases.yaml").write_text(BASES, encoding="utf-8")
    (data / "catalogue" / "single_figures.yaml").write_text("figures: []\n", encoding="utf-8")
    for indicator, rows in FIGURES.items():
        (data / "observations" / f"{indicator}.csv").write_text(HEADER + rows, encoding="utf-8")
    manifest.write(data / "observations")
    return data


@pytest.fixture(scope="package")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_snapshot(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="package")
def client(small: Path) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=open_data(small))) as client:
        yield client
