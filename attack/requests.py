"""Thousands of requests that nobody should send: none takes the server down, takes long, tells of its inside or lies.

A case fails when the answer is a 5xx, takes over two seconds, shows a traceback or a path of the server, when a refusal
of the open data is no JSON with an error, or when a table holds other rows than were asked for.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import socket
import time
import zlib
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from attack.report import Report

CASES = 5000
SLOW = 2.0
LEAK = re.compile(
    rb"Traceback \(most recent|File \"/|site-packages|starlette\.|pandas\.|duckdb|Errno|\.py\"|root:x:0"
)

STRANGE = [
    "", " ", "\x00", "%", "%zz", "../../../../etc/passwd", "..%2f..%2fetc", "'", '"', "' OR '1'='1", "1;DROP TABLE x",
    "${7*7}", "{{7*7}}", "<script>alert(1)</script>", "=1+1", "A" * 300, "A" * 5000, "é", "ﬁ", "２０２０", "İ", "\u202e",
    "\ufeff", "💥", "None", "null", "nan", "inf", "-1", "0", "2020.0", "+2020", " 2020", "1_000", "0x7e4", "9" * 20,
    "NL00,PV22", "nl00", "gm0114", "Emmen", "*", "?", "#", "&", ";", "\r\nX-Injected: 1", "file:///etc/passwd",
]  # fmt: skip
PATHS = [
    "/", "/kaart", "/trend", "/mijn-gemeente", "/over-de-cijfers", "/health", "/ready", "/open-data", "/open-data/",
    "/open-data/catalog.json", "/_stcore/health", "/_stcore/host-config", "/_stcore/stream", "/_stcore/metrics",
    "/_stcore/upload_file/a/b", "/_stcore/agent/interact", "/_stcore/agent/mcp", "/media/abc.png", "/media/" + "a" * 56,
    "/static/js/index.js", "/component/a.b/index.html", "/app/static/a", "/app/static/../../app.py", "/favicon.png",
    "/../../../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/app.py", "/..\\..\\app.py", "/%5c..%5capp.py",
    "/static/../../../app.py", "/media/../../data/regions.csv", "//etc/passwd", "/./././", "/%00", "/\x01",
    "/" + "a/" * 2000, "/.git/config", "/.streamlit/config.toml", "/data/regions.csv", "/app.py", "*", "?",
    "http://127.0.0.1:22/", "/kaart?" + "x" * 60000, "/?" + "a=b&" * 8000,
]  # fmt: skip
METHODS = ["GET"] * 6 + [
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "PATCH",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "get",
    "G" * 50,
    "",
]
HEADERS = [
    ("Accept-Encoding", "gzip;q=0, br"), ("If-None-Match", "*"), ("If-None-Match", '"' + "a," * 4000), ("Range", "bytes=5-2"),
    ("Range", "bytes=" + "0-1," * 900), ("If-Modified-Since", "banana"), ("Host", "evil.example"), ("Host", ""),
    ("Host", "[::1"), ("Host", "a" * 3000), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "javascript"),
    ("X-Forwarded-For", "' OR 1=1"), ("Origin", "https://evil.example"), ("Origin", "null"), ("Cookie", "a=" + "z" * 6000),
    ("Content-Length", "-1"), ("Content-Length", "5"), ("Content-Length", "9" * 12), ("Transfer-Encoding", "chunked"),
    ("Expect", "100-continue"), ("Upgrade", "websocket"), ("User-Agent", "A" * 30000), ("X-A", "b" * 70000),
    ("Content-Type", "multipart/form-data; boundary=" + "x" * 2000), ("Bad Header", "x"), ("Accept", "text/html"),
]  # fmt: skip
#: With these the server rightly waits for more.
WAITING = {"Content-Length", "Transfer-Encoding", "Expect"}


@dataclass
class Case:
    """A request; ``asked``: the filters of a table, when it is one of the open data."""

    method: str
    target: str
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    asked: list[tuple[str, str]] | None = None


@dataclass
class Answer:
    """``status`` 0: the connection was closed without one."""

    status: int
    headers: dict[bytes, bytes]
    body: bytes
    seconds: float


def ask(place: tuple[str, int], case: Case) -> Answer:
    """Send the very bytes and take in what comes."""
    start = time.perf_counter()
    lines = [f"{case.method} {case.target} HTTP/1.1"]
    if not any(name == "Host" for name, _ in case.headers):
        lines.append(f"Host: {place[0]}:{place[1]}")
    lines += [f"{name}: {value}" for name, value in case.headers]
    asked = ("\r\n".join([*lines, "Connection: close"]) + "\r\n\r\n").encode("utf-8", "surrogateescape")
    got = b""
    try:
        with socket.create_connection(place, 20) as connection:
            connection.settimeout(20)
            connection.sendall(asked + case.body)
            while part := connection.recv(1 << 16):
                got += part
    except OSError:
        pass
    head, _, rest = got.partition(b"\r\n\r\n")
    first, *named = head.split(b"\r\n")
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(b":") for line in named)
    }
    words = first.split()
    status = int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
    if headers.get(b"transfer-encoding") == b"chunked":
        rest = _unchunked(rest)
    if headers.get(b"content-encoding") == b"gzip":
        rest = zlib.decompress(rest, 16 + zlib.MAX_WBITS)
    return Answer(status, headers, rest, time.perf_counter() - start)


def _unchunked(content: bytes) -> bytes:
    parts = []
    while content:
        size, _, content = content.partition(b"\r\n")
        length = int(size.split(b";")[0] or b"0", 16)
        if not length:
            break
        parts.append(content[:length])
        content = content[length + 2 :]
    return b"".join(parts)


class Cases:
    """Makes cases of what there is."""

    def __init__(self, rows: list[dict[str, str]], seed: int) -> None:
        self.chance = random.Random(seed)
        names = ("indicator", "region", "year", "population")
        self.known = {name: sorted({row[name] for row in rows}) for name in names}
        self._rows = [tuple(row[name] for name in names) for row in rows]

    def count(self, asked: list[tuple[str, str]]) -> int:
        """How many rows the filters ask for."""
        wanted = [{value for name, value in asked if name == filter} for filter in self.known]
        return sum(
            all(not allowed or cell in allowed for cell, allowed in zip(row, wanted, strict=True))
            for row in self._rows
        )

    def known_values(self, asked: list[tuple[str, str]]) -> bool:
        """Whether all filters and values exist."""
        return all(value in self.known.get(name, ()) for name, value in asked)

    def make(self) -> Case:
        """The next one."""
        return self._open_data() if self.chance.random() < 0.5 else self._anything()

    def _bent(self, value: str) -> str:
        chance = self.chance
        return chance.choice(
            [
                value[:-1],
                value + chance.choice(STRANGE),
                chance.choice(STRANGE),
                value.swapcase(),
                " " + value,
                value[::-1],
                value * chance.randrange(2, 40),
                "".join(chr(chance.randrange(1, 0xD000)) for _ in range(chance.randrange(1, 40))),
            ]
        )

    def _open_data(self) -> Case:
        chance = self.chance
        kind = chance.choice(
            ["observations.csv"] * 6 + ["observations.json", "map", "map", "boundaries", "catalog.json"]
        )
        asked = [("indicator", chance.choice(self.known["indicator"]))]
        for _ in range(chance.choice([0, 0, 1, 2, 3, 8, 60])):
            name = chance.choice(
                [*self.known, "vergelijk", *(["x", "", "Indicator"] if chance.random() < 0.1 else [])]
            )
            good = chance.choice(self.known.get(name, ["nederland", "drenthe", "eerder", "vergelijkbaar"]))
            asked.append((name, good if chance.random() < 0.6 else self._bent(good)))
        if kind in ("map", "boundaries"):
            level = chance.choice(["gemeenten", "gemeenten-drenthe", "provincies", "wijken-drenthe"])
            kind += f"/{quote(level if chance.random() < 0.7 else self._bent(level), safe='')}.geojson"
        query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in asked)
        return Case("GET", f"/open-data/{kind}?{query}", asked=asked)

    def _anything(self) -> Case:
        chance = self.chance
        path = chance.choice(PATHS) + chance.choice(
            [""] * 6 + ["/", "//", ".", "%2f", "%00", "?", "/..", "~"]
        )
        headers = [chance.choice(HEADERS) for _ in range(chance.choice([0, 0, 1, 1, 2, 4]))]
        body = chance.choice([b"", b"", b"{}", b"\x00" * 50, b"5\r\nhello\r\n0\r\n\r\n", b"f" * 16 + b"\r\n"])
        return Case(chance.choice(METHODS), path, headers, body)


def wrong(case: Case, answer: Answer, cases: Cases) -> str:
    """What is wrong with an answer; "" when nothing is."""
    waits = any(name in WAITING for name, _ in case.headers) or case.method == "CONNECT"
    if answer.status >= 500 and answer.status != 503:
        return f"{answer.status}"
    if answer.seconds > SLOW and not waits:
        return "slow"
    if answer.status != 200 and LEAK.search(answer.body):
        return "tells of its inside"
    if answer.headers.get(b"x-injected") or b"enableStaticServing" in answer.body:
        return "gives away what it should not"
    if case.asked is None:
        return ""
    if answer.status == 0:
        return "no answer"
    if 400 <= answer.status < 500:
        try:
            return "" if json.loads(answer.body)["error"] else "a refusal without words"
        except (ValueError, KeyError, TypeError):
            return "a refusal without words"
    if (
        answer.status == 200
        and "observations.csv" in case.target
        and not any(name == "vergelijk" for name, _ in case.asked)
    ):
        # "18+" that came in as it is, is read as meant.
        asked = [(name, value.replace(" ", "+")) for name, value in case.asked]
        if not cases.known_values(asked):
            return "an unknown value was let through"
        rows = len(list(csv.DictReader(io.StringIO(answer.body.decode()))))
        if rows != (due := cases.count(asked)):
            return f"{rows} rows instead of {due}"
    return ""


def run(url: str, report: Report, cases: int = CASES, seed: int = 1) -> None:
    """One request at a time."""
    parts = urlsplit(url)
    place = (parts.hostname or "127.0.0.1", parts.port or 80)
    whole = ask(place, Case("GET", "/open-data/observations.csv"))
    made = Cases(list(csv.DictReader(io.StringIO(whole.body.decode()))), seed)
    problems, statuses, slowest = Counter[str](), Counter[int](), (0.0, "")
    examples: dict[str, Case] = {}
    for _ in range(cases):
        case = made.make()
        answer = ask(place, case)
        statuses[answer.status] += 1
        if answer.status == 429:
            time.sleep(1)
        if case.asked is not None:
            slowest = max(slowest, (answer.seconds, case.target[:100]))
        if problem := wrong(case, answer, made):
            problems[problem] += 1
            examples.setdefault(problem, case)
    report.say(
        f"{cases} requests, statuses {dict(sorted(statuses.items()))}, slowest {slowest[0]:.2f} s {slowest[1]}"
    )
    for problem, count in problems.items():
        example = examples[problem]
        report.say(
            f"{count} x {problem}: {example.method[:20]} {example.target[:200]!r} {str(example.headers)[:200]}"
        )
    report.expect(not problems, f"{problems.total()} of {cases} answers not as they should be")
