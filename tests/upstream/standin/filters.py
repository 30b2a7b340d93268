"""``$filter`` as the services understand it, version 3 or 4.

A comparison is exact: ``RegioS eq 'NL01'`` does not find the padded key ``'NL01  '``. What the dialect does not know
is refused, as the services do.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

_TOKEN = re.compile(r"\s*(?:(\()|(\))|(,)|('(?:[^']|'')*')|(-?\d+(?:\.\d+)?)|([A-Za-z_]\w*))")
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq, "ne": operator.ne, "ge": operator.ge, "le": operator.le, "gt": operator.gt, "lt": operator.lt,
}  # fmt: skip
MANY = 24


class RefusedError(Exception):
    """The service answers 400; ``heavy`` makes it a 500."""

    def __init__(self, reason: str, heavy: bool = False) -> None:
        super().__init__(reason)
        self.heavy = heavy


class Coded:
    """A column of codes: the label per row is ``labels[places]``. Conditions are tried on the few labels."""

    def __init__(self, places: Any, labels: list[str]) -> None:
        self.places, self.labels = places, np.array(labels, dtype=object)

    def where(self, test: Callable[[Any], bool]) -> Any:
        """The rows whose label passes."""
        return np.array([test(label) for label in self.labels], dtype=bool)[self.places]


def mask(text: str, columns: Mapping[str, Any], size: int, version: int) -> Any:
    """Return which rows meet the filter. Errors: RefusedError."""
    if text.count(" or ") > MANY:
        raise RefusedError("too many conditions", heavy=True)
    return _Parser(text, columns, size, version).whole()


class _Parser:
    def __init__(self, text: str, columns: Mapping[str, Any], size: int, version: int) -> None:
        self.tokens: list[str] = []
        at = 0
        text = text.strip()
        while at < len(text):
            match = _TOKEN.match(text, at)
            if not match:
                raise RefusedError(f"syntax error at position {at}")
            self.tokens.append(match[0].strip())
            at = match.end()
        self.at, self.columns, self.size, self.version = 0, columns, size, version

    def next(self, *expected: str) -> str:
        token = self.peek()
        if not token or (expected and token not in expected):
            raise RefusedError(f"expected {expected or 'more'}, got '{token}'")
        self.at += 1
        return token

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def whole(self) -> Any:
        found = self.either()
        if self.peek():
            raise RefusedError(f"unexpected '{self.peek()}'")
        return found

    def either(self) -> Any:
        found = self.both()
        while self.peek() == "or":
            self.next()
            found = found | self.both()
        return found

    def both(self) -> Any:
        found = self.one()
        while self.peek() == "and":
            self.next()
            found = found & self.one()
        return found

    def one(self) -> Any:
        if self.peek() == "not":
            self.next()
            return ~self.one()
        if self.peek() == "(":
            self.next()
            found = self.either()
            self.next(")")
            return found
        name = self.next()
        functions = {3: ("startswith", "endswith", "substringof"), 4: ("startswith", "endswith", "contains")}
        if name in functions[self.version]:
            return self.function(name)
        if self.peek() == "(" and name not in ("tolower", "trim"):
            raise RefusedError(f"unknown function '{name}'")
        column, change = self.column(name)
        compare = self.next()
        if compare == "in" and self.version == 4:
            self.next("(")
            wanted = [self.literal()]
            while self.next(",", ")") == ",":
                wanted.append(self.literal())
            return self.test(column, lambda label: change(label) in wanted)
        if compare not in _COMPARE:
            raise RefusedError(f"unknown operator '{compare}'")
        value = self.literal()
        return self.test(column, lambda label: bool(_COMPARE[compare](change(label), value)))

    def function(self, name: str) -> Any:
        self.next("(")
        if name == "substringof":
            part = str(self.literal())
            self.next(",")
            column, change = self.column(self.next())
            self.next(")")
            return self.test(column, lambda label: part in change(label))
        column, change = self.column(self.next())
        self.next(",")
        part = str(self.literal())
        self.next(")")
        tests: dict[str, Callable[[str], bool]] = {
            "startswith": lambda label: change(label).startswith(part),
            "endswith": lambda label: change(label).endswith(part),
            "contains": lambda label: part in change(label),
        }
        return self.test(column, tests[name])

    def column(self, name: str) -> tuple[Any, Callable[[Any], Any]]:
        if name in ("tolower", "trim"):
            self.next("(")
            column, inner = self.column(self.next())
            self.next(")")
            outer = str.lower if name == "tolower" else str.strip
            return column, lambda label: outer(inner(label))
        if name not in self.columns:
            raise RefusedError(f"no property '{name}'")
        return self.columns[name], lambda label: label

    def literal(self) -> Any:
        token = self.next()
        if token.startswith("'"):
            return token[1:-1].replace("''", "'")
        try:
            return float(token)
        except ValueError:
            raise RefusedError(f"no literal: '{token}'") from None

    def test(self, column: Any, passes: Callable[[Any], bool]) -> Any:
        if isinstance(column, Coded):
            return column.where(passes)
        return np.array([passes(value) for value in column], dtype=bool)
