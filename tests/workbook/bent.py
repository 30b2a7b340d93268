"""Files that nobody meant: bent, cut off, filled with noise, or made to take a reader down.

``python -m tests.workbook.bent --cases 10000`` tries them until something gives way: anything but figures or a refusal
in Dutch, more than two seconds, or more than a hundred megabytes. ``make test`` tries some.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl

from intake.tables.hints import Hints
from intake.tables.measures import Measures
from loaders.workbook.recognise import understand
from monitor.catalogue import load
from monitor.errors import SourceError
from tests.workbook import written

CELLS = (
    "", " ", "12,3", "12.3", "1.234", "1,234", "1.234,5", "12 3", "1e1", "1E5", "0x1F", "١٢,٣", "½", "１２，３", "−5", "5-", "(5)",
    "12,3%", "1230‰", "€ 12", "12,-", "12,3,4", "<5", "ca. 5", "5-6", "2024-01-01", "12:30", "=1+1", "=cmd|' /C calc'!A0",
    "@SUM(1)", "#N/B", "#REF!", "NaN", "inf", "1e309", "9" * 400, "-0", "geheim", "x", ".", "–", "WAAR", "12,3*", "12,3¹",
    "A" * 40_000, "\x00", "\u202e12,3", "12\u00a0300", "12\u200b,3", "1'234", "1_234", "12,3\n", "💥", "<script>", "'12,3",
    '"12,3"', "12;3", "[Log in](https://voorbeeld.nl)", "*" * 300, "\\" * 300, "(" * 300, "_" * 500,
)  # fmt: skip
NAMES = (
    "Assen", "Asen", "GM0106", "gm0106", "GM9999", "Drenthe", "NL00", "Groningen", "Bergen", "Totaal", "WK010600", "", " ",
    "As\u200bsen", "=Assen", "\x00", "A" * 5_000, "GM" + "1" * 4_000, "Wijk 00 Annen", "Gemeente " * 400,
)  # fmt: skip
YEARS = (
    "2023", "2023*", "2023JJ00", "1-1-2023", "23", "1899", "2023,0", "２０２３", "2023-2024", "", "2022/23", "9" * 300, "-2023",
    "=2023", "44927", "31 februari 2023", "2023-13-45",
)  # fmt: skip
HEADS = (
    "Gemeente",
    "Jaar",
    "waarde",
    "maat",
    "Eenheid",
    "1 000 euro",
    "Perioden",
    "Onderwerp",
    "(",
    "[",
    "%",
    "x" * 3_000,
    "2020|" * 200,
)
SHORTEST = (
    "",
    "\x00",
    "\ufeff",
    "\n",
    ";",
    '"',
    '""',
    "a",
    "Gemeente",
    "Gemeente;Jaar",
    "\r" * 5_000,
    ";" * 3_000,
)
_MAGIC = (
    b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"sep=|\r\n", b"\xef\xbb\xbf\xef\xbb\xbf", b"PK\x03\x04", b"PK\x05\x06" + b"\x00" * 18,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?xml version='1.0'?>", b"\x00" * 9, b"\x1f\x8b\x08", b"%PDF-1.7",
)  # fmt: skip
SUFFIXES = (".csv", ".csv", ".txt", ".xlsx", ".xlsx", ".xls", ".xlsb", ".ods", ".xlsm", ".pdf", "")

#: What a case may cost.
SECONDS, MEGABYTES = 2.0, 100


def files(rng: random.Random, folder: Path) -> Iterator[Path]:
    """Make one bent file after the other, for ever; each replaces the one before."""
    while True:
        make = rng.choice((_text, _text, _text, _workbook, _workbook, _packed, _noise))
        path = folder / f"bestand{rng.choice(SUFFIXES)}"
        path.write_bytes(make(rng))
        yield path
        path.unlink()


def _rows(rng: random.Random) -> list[list[str]]:
    said = written.meaning(rng)
    subject = said.subject
    rows = [["Gemeente", "Jaar", "maat", "groep", "waarde"]]
    for (measure, group, code, year), value in said.figures.items():
        rows.append([code, str(year), subject.measures[measure][0], group, f"{value:g}".replace(".", ",")])
    for _ in range(rng.choice((0, 1, 2, 5, 20))):
        row = rng.choice(rows)
        how = rng.randrange(9)
        at = rng.randrange(len(row)) if row else 0
        if how < 3 and row:
            row[at] = rng.choice((*CELLS, *NAMES, *YEARS, *HEADS))
        elif how == 3:
            rows.insert(
                rng.randrange(len(rows)), [rng.choice((*CELLS, *HEADS)) for _ in range(rng.randrange(9))]
            )
        elif how == 4 and row:
            del row[at]
        elif how == 5:
            row += [rng.choice(CELLS)] * rng.randrange(1, 40)
        elif how == 6 and len(rows) > 2:
            rows.remove(row)
        elif how == 7:
            rng.shuffle(rows)
        else:
            rows.insert(0, list(rows[0]))
    return rows


def _text(rng: random.Random) -> bytes:
    if rng.random() < 0.05:
        words = rng.choice(SHORTEST)
    else:
        sign, quote = rng.choice(";;;,\t|:"), rng.choice(("", "", '"'))
        words = rng.choice(("\n", "\r\n", "\r", "\n\n", "\x0b", "\x85")).join(
            sign.join(f"{quote}{cell}{quote}" for cell in row) for row in _rows(rng)
        )
    content = words.encode(
        rng.choice(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp850", "mac_roman")),
        "replace",
    )
    how = rng.randrange(8)
    if how == 0:
        content = content[: rng.randrange(len(content) + 1)]
    elif how == 1:
        content = _with_noise(rng, content)
    elif how == 2:
        content = rng.choice(_MAGIC) + content
    elif how == 3:
        content += b'"' + b"x" * rng.choice((10, 200_000))
    elif how == 4:
        content = content.replace(b"\n", b"\x00\n")
    return content


def _with_noise(rng: random.Random, content: bytes) -> bytes:
    bent = bytearray(content)
    for _ in range(rng.choice((1, 5, 60)) if bent else 0):
        bent[rng.randrange(len(bent))] = rng.randrange(256)
    return bytes(bent)


def _noise(rng: random.Random) -> bytes:
    return rng.choice(_MAGIC) + rng.randbytes(rng.choice((0, 1, 100, 5_000)))


def _workbook(rng: random.Random) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in _rows(rng):
        cells: list[object] = []
        for cell in row:
            cell = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", cell)[:32_000]
            plain = re.fullmatch(r"-?\d{1,9}(,\d+)?", cell) and rng.random() < 0.5
            cells.append(float(cell.replace(",", ".")) if plain else cell)
        sheet.append(cells)
    if rng.random() < 0.2:
        top, left = rng.randrange(1, 5), rng.randrange(1, 5)
        sheet.merge_cells(
            start_row=top,
            start_column=left,
            end_row=top + rng.randrange(9),
            end_column=left + rng.randrange(9),
        )
    if rng.random() < 0.2:
        sheet.cell(rng.randrange(2, 20), 5).number_format = rng.choice(("0%", "dd-mm-yyyy", "@", '"%"0'))
    out = io.BytesIO()
    book.save(out)
    return _repacked(rng, out.getvalue())


def _repacked(rng: random.Random, content: bytes) -> bytes:
    how = rng.randrange(10)
    if how > 6:
        return content
    if how == 6:
        return _with_noise(rng, content)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = rng.choice(sorted(parts))
    if how == 0:
        parts[name] = _with_noise(rng, parts[name])
    elif how == 1:
        parts[name] = parts[name][: rng.randrange(len(parts[name]) + 1)]
    elif how == 2:
        del parts[name]
    elif how == 3:
        values = (
            b"<v></v>",
            b"<v>99999999</v>",
            b"<v>1e999</v>",
            b"<v>NaN</v>",
            b"<f>1+1</f><v>2</v>",
            b"<f>1+1</f>",
        )
        parts[name] = re.sub(rb"<v>[^<]*</v>", lambda m: rng.choice((m[0], *values)), parts[name])
    elif how == 4:
        kinds = (b't="e"', b't="b"', b't="inlineStr"', b't="str"', b't="zz"', b't="d"')
        parts[name] = re.sub(rb't="(s|n)"', lambda m: rng.choice((m[0], *kinds)), parts[name])
    else:
        places = (b'r="XFD1048576"', b'r="A1048576"', b'r="ZZZZ9"', b'r="A0"', b'r=""', b"")
        parts[name] = re.sub(rb'r="[A-Z]+\d+"', lambda m: rng.choice((*[m[0]] * 40, *places)), parts[name])
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return the parts as the bytes of a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def _packed(rng: random.Random) -> bytes:
    """Small files that stand for large ones."""
    return rng.choice(BOMBS)()


def far_corner() -> bytes:
    """A workbook of a few kilobytes whose cells lie in opposite corners: 17 billion cells between them."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["XFD1048576"] = "Gemeente", 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def many_sheets() -> bytes:
    """Fifty sheets of a hundred thousand cells between two."""
    book = openpyxl.Workbook()
    for number in range(50):
        sheet = book.create_sheet(f"Blad {number}")
        sheet["A1"], sheet["CV100000"] = "Gemeente", 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def entities() -> bytes:
    """A sheet whose document type makes a few letters a billion."""
    with zipfile.ZipFile(io.BytesIO(far_corner())) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    parts["xl/worksheets/sheet1.xml"] = (
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{lol}]><worksheet><sheetData><row r="1"><c r="A1" t="str">'
        "<v>&l9;</v></c></row></sheetData></worksheet>"
    ).encode()
    return zipped(parts)


def zeros() -> bytes:
    """A part that unpacks to more than the monitor reads."""
    with zipfile.ZipFile(io.BytesIO(far_corner())) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["xl/media/a.bin"] = b"0" * 210_000_000
    return zipped(parts)


def repeated() -> bytes:
    """An OpenDocument sheet that says its one cell a billion times."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.ods"
        written.write_ods(file, [["Gemeente", "Jaar"], ["Assen", "2020"]])
        with zipfile.ZipFile(file) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
    parts["content.xml"] = (
        parts["content.xml"]
        .replace(b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1000000">')
        .replace(b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="10000" ')
    )
    return zipped(parts)


def swallowed() -> bytes:
    """A text with a quote that never ends."""
    return b'Gemeente;Jaar;waarde\n"Assen;2020;12\n' + b"Emmen;2020;13\n" * 20_000


BOMBS: tuple[Callable[[], bytes], ...] = (far_corner, far_corner, entities, repeated, swallowed)


def faults(path: Path, measures: Measures, *, slow: bool = False) -> str:
    """Return what is wrong with how the door takes a file; "" when it does as it should.

    ``slow``: on a machine that does other things too, no time is too long.
    """
    source = measures.source
    before, start = _memory(), time.perf_counter()
    try:
        understand([path], source, measures, Hints())
    except SourceError as error:
        if str(error).count(" ") < 4 or "rror" in str(error):
            return f"an answer that says nothing: {error}"
        if error.__cause__ is not None and "kon niet worden gelezen" in str(error):
            return f"{type(error.__cause__).__name__}: {error.__cause__}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    seconds, grown = time.perf_counter() - start, _memory() - before
    if seconds > SECONDS and not slow:
        return f"{seconds:.1f} s"
    return f"{grown:.0f} MB more" if grown > MEGABYTES else ""


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Try many; the exit code says whether one got through."""
    parser = argparse.ArgumentParser(prog="python -m tests.workbook.bent")
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    catalogue = load()
    sources = [Measures(catalogue, catalogue.sources[subject.source]) for subject in written.SUBJECTS]
    wrong: Counter[str] = Counter()
    start, first = time.monotonic(), _memory()
    with tempfile.TemporaryDirectory() as folder:
        rng = random.Random(given.seed)
        for number, path in enumerate(files(rng, Path(folder))):
            if number == given.cases:
                break
            fault = faults(path, sources[number % len(sources)])
            if fault:
                wrong[re.sub(r"\d+", "N", fault)[:160]] += 1
                kept = Path(tempfile.gettempdir()) / f"bent-{given.seed}-{number}{path.suffix}"
                kept.write_bytes(path.read_bytes())
                print(f"{kept}: {fault[:300]}", file=sys.stderr)
    print(
        f"{given.cases} files in {time.monotonic() - start:.0f} s, {sum(wrong.values())} got through, "
        f"{first:.0f} to {_memory():.0f} MB"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
