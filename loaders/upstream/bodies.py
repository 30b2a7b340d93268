"""What a body must be before anything in it is believed: whole, JSON, UTF-8, with the fields that were asked.

Typed decoding (msgspec) reads only the columns that are needed, so that a page of 100,000 rows stays small.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

_COLUMN = re.compile(r"missing required field `([^`]+)` - at `\$\.value\[")
_TYPE = re.compile(r"Expected `([^`]+)`, got `([^`]+)` - at `\$\.value\[\d+\]\.([^`]+)`")


class BadBodyError(Exception):
    """The body is not the answer; asking again may help. The text completes "de dienst gaf ..."."""


class MissingColumnError(Exception):
    """The rows lack a column that the table's own description promises; asking again does not help."""


class WrongTypeError(Exception):
    """A column holds another kind of thing than it should."""


class Page(msgspec.Struct):
    """One page of an OData answer: rows, and the address of the next page if there is more."""

    value: list[Any]
    next: str | None


def text_of(body: bytes) -> bytes:
    """Return a body that can be JSON, without byte order mark. Errors: BadBodyError."""
    body = body.removeprefix(b"\xef\xbb\xbf")
    start = body[:200].lstrip()
    if not start:
        raise BadBodyError("een leeg antwoord")
    if start.startswith(b"<"):
        kind = "een webpagina" if b"<html" in body[:2000].lower() or b"<!doctype" in start.lower() else "XML"
        raise BadBodyError(f"{kind} in plaats van gegevens")
    try:
        # JSON is UTF-8 by its own standard; whatever the header says, other bytes would garble names.
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadBodyError(f"tekst in een andere codering dan UTF-8 (byte {error.start})") from error
    return body


def json_of(body: bytes) -> Any:
    """Return a body as plain Python. Errors: BadBodyError."""
    try:
        return msgspec.json.decode(text_of(body))
    except msgspec.DecodeError as error:
        raise BadBodyError(_broken(error)) from error


def object_of(body: bytes) -> dict[str, Any]:
    """Return a body that is one JSON object and not a report of a failure. Errors: BadBodyError."""
    content = json_of(body)
    if not isinstance(content, dict):
        raise BadBodyError("JSON van een andere vorm dan verwacht")
    if failure := _failure(content):
        raise BadBodyError(f"een foutmelding in plaats van gegevens ({failure})")
    return content


def row(name: str, columns: Sequence[tuple[Any, ...]]) -> type[msgspec.Struct]:
    """Return a type of row: per column its upstream name and type, and a default where it may be absent.

    The fields are called c0, c1, ... because upstream names need not be Python names.
    """
    fields = [
        (
            f"c{place}",
            column[1],
            msgspec.field(name=column[0])
            if len(column) == 2
            else msgspec.field(name=column[0], default=column[2]),
        )
        for place, column in enumerate(columns)
    ]
    return msgspec.defstruct(name, fields, gc=False, kw_only=True)


def pages_of(row_type: Any) -> Callable[[bytes], Page]:
    """Return what decodes a page of such rows, of protocol v3 or v4.

    Errors of the decoder: BadBodyError, MissingColumnError, WrongTypeError.
    """
    next3 = msgspec.field(name="odata.nextLink", default=None)
    next4 = msgspec.field(name="@odata.nextLink", default=None)
    envelope = msgspec.defstruct(
        "Envelope", [("value", list[row_type]), ("next3", str | None, next3), ("next4", str | None, next4)]
    )
    decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(envelope)

    def decode(body: bytes) -> Page:
        body = text_of(body)
        try:
            page = decoder.decode(body)
        except msgspec.ValidationError as error:
            if column := _COLUMN.search(str(error)):
                raise MissingColumnError(column[1]) from error
            if kinds := _TYPE.search(str(error)):
                raise WrongTypeError(f"{kinds[3]}: {kinds[2]} in plaats van {kinds[1]}") from error
            raise BadBodyError(_shapeless(body)) from error
        except msgspec.DecodeError as error:
            raise BadBodyError(_broken(error)) from error
        return Page(page.value, page.next3 or page.next4)

    return decode


def _broken(error: msgspec.DecodeError) -> str:
    return "een afgebroken antwoord" if "truncated" in str(error) else "iets wat geen JSON is"


def _shapeless(body: bytes) -> str:
    try:
        failure = _failure(msgspec.json.decode(body))
    except msgspec.DecodeError:
        failure = ""
    return (
        f"een foutmelding in plaats van gegevens ({failure})"
        if failure
        else "een antwoord zonder rijen (geen 'value')"
    )


def _failure(content: Any) -> str:
    """Return what an error body says: v3 {"odata.error": {"message": {"value"}}}, v4 {"error": {"message"}}."""
    if not isinstance(content, dict):
        return ""
    error = content.get("odata.error") or content.get("error")
    if not error:
        return ""
    message = error.get("message", "") if isinstance(error, dict) else error
    if isinstance(message, dict):
        message = message.get("value", "")
    return " ".join(str(message).split())[:200] or "zonder uitleg"
