"""CBS's tables 'Gebieden in Nederland', one per year: text, over both protocols, with columns in another place each year.

Which divisions an edition has is known, their order and the place of GGD are not; so these are arranged per edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from monitor.province import GEMEENTEN
from monitor.regions import groups, regions
from tests.upstream.standin import odata3, odata4
from tests.upstream.standin.answers import Answer, Question, listing
from tests.upstream.standin.filters import mask

if TYPE_CHECKING:
    from tests.upstream.standin.server import Standin


@dataclass
class Edition:
    """One year's table: per division (the title of its group) the code of every gemeente."""

    id: str
    year: int
    divisions: Mapping[str, Mapping[str, str]]
    #: Stands before every division but the gemeenten, to move the columns.
    first: Sequence[str] = ()

    @property
    def title(self) -> str:
        return f"Gebieden in Nederland {self.year}"

    @property
    def columns(self) -> list[tuple[str, str, Mapping[str, str]]]:
        """Key, title of the group and text per gemeente, of every column with codes."""
        own = {code: code for code in next(iter(self.divisions.values()))}
        groups = {
            "Gemeenten": own,
            **{name: dict.fromkeys(own, "AM01") for name in self.first},
            **self.divisions,
        }
        return [(f"Code_{1 + 2 * at}", name, texts) for at, (name, texts) in enumerate(groups.items())]


def edition(
    year: int, gemeenten: Iterable[tuple[str, str, Any]], provinces: Mapping[str, str] | None = None
) -> Edition:
    """The table that goes with a map: code, name and shape of each gemeente, in the provinces of the project.

    Outside Drenthe the COROP and GGD regions are made up.
    """
    province = {**{region.code: region.province for region in regions()}, **(provinces or {})}
    # "... COROP-gebied CR07"
    corop = {code: group.source[-4:] for group in groups(kind="corop") for code in group.members}
    codes = [code for code, _, _ in gemeenten]
    return Edition(
        f"8{year}NED",
        year,
        {
            "COROP-gebieden": {code: corop.get(code, "CR40") for code in codes},
            "GGD-regio's": {code: "GG0706" if code in GEMEENTEN else "GG0111" for code in codes},
            "Provincies": {code: province[code] or "" for code in codes},
        },
    )


@dataclass
class Gebieden:
    """The editions, at both services of CBS."""

    editions: list[Edition]
    down: set[str] = field(default_factory=set)

    @property
    def rooms(self) -> dict[str, Any]:
        """For ``Standin(rooms=...)``."""
        return {"opendata.cbs.nl": self.version3, "datasets.cbs.nl": self.version4}

    def beside(self, others: Mapping[str, Any]) -> dict[str, Any]:
        """The same rooms next to those that serve other tables."""

        def room(host: str, mine: Any) -> Any:
            def answer(standin: Standin, question: Question) -> Answer:
                ours = "gebieden" in question.options.get("$filter", "") or any(
                    one.id in question.path for one in self.editions
                )
                found: Answer = (mine if ours else others[host])(standin, question)
                return found

            return answer

        return {host: room(host, mine) for host, mine in self.rooms.items()}

    def version3(self, standin: Standin, question: Question) -> Answer:
        """Answer as opendata.cbs.nl does."""
        parts = question.path.split("/")
        if parts[0] == "ODataCatalog":
            rows = [
                {"Identifier": one.id, "Title": one.title, "Modified": f"{one.year}-03-01T02:00:00", "Frequency": "Perjaar",
                 "RecordCount": 342, "Language": "nl"}
                for one in self.editions
            ]  # fmt: skip
            return Answer(_listed(question, rows, 3, odata3.LINK))
        edition = self._edition(parts[2]) if len(parts) == 4 else None
        if edition is None:
            return odata3.error(404, "Resource not found")
        if parts[3] == "DataProperties":
            rows = [{"ID": 0, "ParentID": None, "Type": "GeoDimension", "Key": "RegioS", "Title": "Regio's"}]
            for key, name, _ in edition.columns:
                group = len(rows)
                rows.append({"ID": group, "ParentID": None, "Type": "TopicGroup", "Key": "", "Title": name})
                number = int(key.split("_")[1])
                for title, column in (("Code", key), ("Naam", f"Naam_{number + 1}")):
                    rows.append(
                        {"ID": len(rows), "ParentID": group, "Type": "Topic", "Key": column, "Title": title}
                    )
            return Answer(_listed(question, rows, 3, odata3.LINK))
        if parts[3] == "TypedDataSet":
            columns = edition.columns
            rows = [
                {"ID": at, "RegioS": code.ljust(6), **{key: f"{texts[code]}  " for key, _, texts in columns}}
                for at, code in enumerate(columns[0][2])
            ]
            return Answer(_listed(question, rows, 3, odata3.LINK))
        return odata3.error(404, "Resource not found")

    def version4(self, standin: Standin, question: Question) -> Answer:
        """Answer as datasets.cbs.nl does."""
        parts = question.path.split("/")
        if parts[2:] == ["Datasets"]:
            rows = [
                {"Identifier": one.id, "Title": one.title, "Modified": f"{one.year}-03-01T02:00:00+01:00",
                 "Status": "Regulier", "Catalog": "CBS", "Language": "nl", "ObservationCount": None}
                for one in self.editions
            ]  # fmt: skip
            return Answer(_listed(question, rows, 4, odata4.LINK))
        edition = self._edition(parts[3]) if len(parts) == 5 else None
        if edition is None:
            return odata4.error(404, "Not found")
        if parts[4] == "MeasureGroups":
            rows = [
                {"Id": f"G{at}", "Title": name, "ParentId": None}
                for at, (_, name, _) in enumerate(edition.columns)
            ]
            return Answer(_listed(question, rows, 4, odata4.LINK))
        if parts[4] == "MeasureCodes":
            rows = [
                {
                    "Identifier": f"T{at}{title[0]}",
                    "Title": title,
                    "MeasureGroupId": f"G{at}",
                    "DataType": "String",
                }
                for at in range(len(edition.columns))
                for title in ("Code", "Naam")
            ]
            return Answer(_listed(question, rows, 4, odata4.LINK))
        if parts[4] == "Observations":
            rows = [
                {"Id": 0, "Measure": f"T{at}C", "ValueAttribute": "None", "Value": None,
                 "StringValue": f"{text}    ", "RegioS": code}
                for at, (_, _, texts) in enumerate(edition.columns)
                for code, text in texts.items()
            ]  # fmt: skip
            return Answer(_listed(question, rows, 4, odata4.LINK))
        return odata4.error(404, "Not found")

    def _edition(self, id: str) -> Edition | None:
        return next((one for one in self.editions if one.id == id), None)


def _listed(question: Question, rows: list[dict[str, Any]], version: int, link: str) -> dict[str, Any]:
    if condition := question.options.get("$filter"):
        columns = {name: [row.get(name) for row in rows] for name in rows[0]} if rows else {}
        met = mask(condition, columns, len(rows), version)
        rows = [row for row, wanted in zip(rows, met, strict=True) if wanted]
    return listing(question, len(rows), lambda first, last: rows[first:last], 500, link)
