"""What can become of a file of a snapshot: faults of disks, editors, transfers and people."""

from __future__ import annotations

from collections.abc import Callable

Spoil = Callable[[bytes], bytes]


def _lines(content: bytes) -> list[bytes]:
    return content.rstrip(b"\n").split(b"\n")


def _cells(line: bytes, **new: bytes) -> bytes:
    cells = line.split(b",")
    for place, cell in new.items():
        cells[int(place[1:])] = cell
    return b",".join(cells)


def _middle(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    lines = _lines(content)
    at = len(lines) // 2
    return b"\n".join([*lines[:at], change(lines[at]), *lines[at + 1 :]]) + b"\n"


def _times_ten(content: bytes) -> bytes:
    head, *lines = _lines(content)
    made = [
        _cells(line, _3=b"%g" % (float(line.split(b",")[3]) * 10)) for line in lines if line.split(b",")[3]
    ]
    return b"\n".join([head, *made]) + b"\n"


FAULTS: dict[str, Spoil] = {
    "a word where a year belongs": lambda c: _middle(c, lambda line: _cells(line, _2=b"abc")),
    "a value that is no number": lambda c: _middle(c, lambda line: _cells(line, _3=b"x12")),
    "one digit more": lambda c: _middle(c, lambda line: _cells(line, _3=line.split(b",")[3] + b"1")),
    "random bytes": lambda c: b"\xff\xfe\x00\x01" * 300,
    "zeros, as after a power cut": lambda c: b"\x00" * len(c),
    "cut off within a line": lambda c: c[: c.rindex(b",", 0, len(c) // 2)],
    "cut off after a line": lambda c: b"\n".join(_lines(c)[: len(_lines(c)) // 2]) + b"\n",
    "header only": lambda c: _lines(c)[0] + b"\n",
    "empty": lambda c: b"",
    "utf-16": lambda c: c.decode().encode("utf-16"),
    "semicolons": lambda c: c.replace(b",", b";"),
    "a column less": lambda c: b"\n".join(line.rpartition(b",")[0] for line in _lines(c)),
    "every row twice": lambda c: c + b"\n".join(_lines(c)[1:]) + b"\n",
    "decimal commas": lambda c: c.replace(b".", b","),
    "Windows line ends": lambda c: c.replace(b"\n", b"\r\n"),
    "values times ten": _times_ten,
    "somebody's merge conflict": lambda c: b"<<<<<<< HEAD\n" + c + b"=======\n" + c + b">>>>>>> other\n",
}
