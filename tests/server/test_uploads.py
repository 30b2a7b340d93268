"""A file comes in from a session that is there, no larger, no faster and no more than there is room for."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from bench.server import ROOT
from server.uploads import AROUND, BURST, MOST_BYTES, MOST_HELD, UPLOADS, Uploads

HERE = f"{UPLOADS}/mijn-sessie/bestand"


def client(bytes_held: int = 0, base: str = "") -> TestClient:
    async def taken(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    guard = Middleware(
        Uploads, there=lambda id: id == "mijn-sessie", bytes_held=lambda: bytes_held, base=base
    )
    everything = Route("/{path:path}", taken, methods=["GET", "PUT", "POST", "DELETE", "OPTIONS"])
    return TestClient(Starlette(routes=[everything], middleware=[guard]))


@pytest.mark.parametrize("base", ["", "/monitor"])
def test_a_file_of_a_session_comes_in(base: str) -> None:
    assert client(base=base).put(base + HERE, content=b"a;b").text == "3"
    assert client(base=base).delete(base + HERE).status_code == 200
    assert client().get("/kaart").status_code == 200


@pytest.mark.parametrize(
    "path", [UPLOADS, f"{UPLOADS}/", f"{UPLOADS}/andere/x", f"{HERE}/x", f"{UPLOADS}/mijn-sessie"]
)
def test_without_a_session_the_address_is_not_there(path: str) -> None:
    answer = client().put(path, content=b"x")
    assert (answer.status_code, answer.text[:23]) == (404, "Dit adres bestaat niet.")
    assert client().get(HERE).status_code == client().post(HERE).status_code == 404


def test_what_is_too_large_is_refused_before_it_is_read() -> None:
    for body in (b"x" * (MOST_BYTES + AROUND + 1), iter([b"no length is said"])):
        answer = client().put(HERE, content=body)
        assert answer.status_code == 413
        assert "Ten hoogste 10 MB" in answer.text


def test_more_than_was_said_is_broken_off() -> None:
    answer = client().put(HERE, content=iter([b"x" * 10]), headers={"content-length": "3"})
    assert answer.status_code == 413


def test_one_client_sends_no_faster_than_a_reader() -> None:
    asked = client()
    codes = [asked.put(HERE, content=b"x").status_code for _ in range(BURST + 2)]
    assert codes == [200] * BURST + [429, 429]
    assert asked.put(HERE, content=b"x").headers["Retry-After"] == "30"


def test_all_together_hold_no_more_than_there_is_room_for() -> None:
    answer = client(bytes_held=MOST_HELD).put(HERE, content=b"x")
    assert answer.status_code == 503
    assert "Probeer het zo opnieuw" in answer.text


def test_a_form_is_not_laid_on_disk_while_it_comes_in() -> None:
    client().get("/")
    assert MultiPartParser.spool_max_size >= MOST_BYTES


def test_which_parts_take_in_files() -> None:
    """Who makes another, guards what comes in there: its size, what is in it, and that nothing of it stays."""
    pages = [path for room in ("pages", "ui") for path in (ROOT / room).rglob("*.py")]
    using = [path for path in pages if "file_uploader" in path.read_text(encoding="utf-8")]
    found = sorted(path.relative_to(ROOT).as_posix() for path in using)
    assert found == ["ui/eigen/draw.py", "ui/present/edit.py"]
