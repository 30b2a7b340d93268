"""What the documents say is there: every file, module, name, command, setting and link that they name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
import streamlit as st

from tests.test_architecture import HEIGHT, files, room_of, rooms_used

ROOT = Path(__file__).resolve().parent.parent

DOCUMENTS = sorted(
    [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "data" / "README.md",
        *(ROOT / "docs").rglob("*.md"),
    ]
)

#: Code that is named: what stands between backticks on one line, and blocks.
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
BLOCK = re.compile(r"^ *```\w*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)

#: Folders of the project; a path or module that begins with one of these is ours.
FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
#: Not of the project: files that a user or a publisher has, and the address of the site.
EXAMPLES = {"antwoorden.sav", "PROVENANCE.md", "cijfers.csv", "panel.yaml", "monitor.drenthe.nl"}
#: Written when the monitor runs, and not committed.
MADE = {"data/CHANGELOG.md", "data/freshness.json", "data/observations.previous", "data/.refresh"}


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def named(document: Path) -> list[str]:
    """All code in running text."""
    return SPAN.findall(BLOCK.sub("", text(document)))


def code(document: Path) -> str:
    """All code, also in blocks."""
    return "\n".join([*BLOCK.findall(text(document)), *named(document)])


def name_of(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


documents = pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)


def is_there(path: str) -> bool:
    """Whether a path from the root exists; ``<x>`` and ``*`` stand for anything."""
    path = path.rstrip("/")
    return path in MADE or any(ROOT.glob(re.sub(r"<\w+>", "*", path)))


def tracked(file: str) -> Iterator[Path]:
    """Where in the project a file of this name is, or is written when the monitor runs."""
    yield from (ROOT / path for path in MADE if path.endswith(f"/{file}"))
    for folder in sorted(FOLDERS):
        yield from (ROOT / folder).rglob(file)


@lru_cache
def module(dotted: str) -> Path | None:
    """The file of a module."""
    place = ROOT / dotted.replace(".", "/")
    found = [place.with_suffix(".py"), place / "__init__.py"]
    return next((path for path in found if path.is_file()), place if place.is_dir() else None)


def has(tree: ast.Module | ast.ClassDef, names: list[str]) -> bool:
    """Whether a module or class defines a name, and that the next one."""
    if not names:
        return True
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name == names[0]:
            return has(node, names[1:])
        own: set[str] = set()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            own = {node.name}
        elif isinstance(node, ast.Assign):
            own = {n.id for target in node.targets for n in ast.walk(target) if isinstance(n, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            own = {node.target.id}
        if names[0] in own:
            return len(names) == 1
    return False


def is_defined(dotted: str) -> bool:
    """Whether this is a module of ours, or a name in one."""
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        found = module(".".join(parts[:cut]))
        if found is not None and found.is_file():
            return has(ast.parse(text(found)), parts[cut:])
        if found is not None:
            return cut == len(parts)
    return False


@documents
def test_every_file_that_is_named_exists(document: Path) -> None:
    said = {one for one in named(document) if re.fullmatch(r"[\w.<>*-]+(/[\w.<>*-]+)*/?", one)} - EXAMPLES
    # From the root, from the folder of the document, or a file alone whose folder was said just before.
    own = document.parent
    near = {path.name for path in own.iterdir() if path.is_dir()}
    ours = FOLDERS | near
    paths = {one for one in said if "/" in one and one.split("/")[0] in ours}
    alone = {one for one in said if re.fullmatch(r"[\w-]+\.(py|md|toml|txt|yaml|csv|geojson)", one)}
    missing = {one for one in paths if not is_there(one) and not is_there(f"{name_of(own)}/{one}")}
    missing |= {one for one in alone if not any(ROOT.glob(one)) and not any(tracked(one))}
    assert sorted(missing) == [], "named, but not there"


@documents
def test_every_module_and_name_exists(document: Path) -> None:
    rooms = "|".join([*HEIGHT, "bench", "attack", "tests"])
    said = {one for one in named(document) if re.fullmatch(rf"({rooms})(\.[A-Za-z_]\w*)+", one)}
    said -= {one for one in said if (ROOT / one).is_file()} | EXAMPLES
    settings = {one for one in said if re.fullmatch(r"server\.[a-z]+[A-Z]\w+", one)}
    for one in settings:
        st.get_option(one)  # RuntimeError for what is no setting of Streamlit
    said -= settings
    assert sorted(one for one in said if not is_defined(one)) == [], "named, but not defined"


@documents
def test_every_command_can_be_given(document: Path) -> None:
    said = code(document)
    for one in set(re.findall(r"python -m ([\w.]+)", said)):
        if one.split(".")[0] in FOLDERS:
            found = module(one)
            assert found is not None, one
            main = found if found.is_file() and found.name != "__init__.py" else module(f"{one}.__main__")
            assert main is not None, one
            assert main.name == "__main__.py" or "__main__" in text(main), one
    targets = set(re.findall(r"^([\w-]+):", text(ROOT / "Makefile"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z][\w-]+)", said)) <= targets


@documents
def test_every_link_leads_somewhere(document: Path) -> None:
    for link in LINK.findall(BLOCK.sub("", text(document))):
        if link.startswith("http"):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), link
        if anchor:
            known = {
                re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in HEADING.findall(text(target))
            }
            assert anchor in known, link


def test_every_setting_of_ours_is_told() -> None:
    """And no other is."""
    source = "\n".join(text(path) for path in files())
    read = set(re.findall(r'"(MONITOR_\w+)"', source))
    assert set(re.findall(r"MONITOR_\w+", text(ROOT / "docs" / "beheer.md"))) == read


def test_the_picture_of_the_rooms_is_true() -> None:
    """Every room is drawn; an arrow goes down; who imports a room is drawn above it, straight or through others."""
    picture = text(ROOT / "docs" / "architecture.md").partition("```mermaid")[2].partition("```")[0]
    assert set(re.findall(r'^ *(\w+)\["', picture, re.MULTILINE)) == set(HEIGHT)
    drawn = set(re.findall(r"(\w+) --> (\w+)", picture))
    assert all(HEIGHT[above] >= HEIGHT[below] for above, below in drawn)
    below: dict[str, set[str]] = {room: {other for one, other in drawn if one == room} for room in HEIGHT}
    for _ in HEIGHT:
        below = {room: own | {deep for one in own for deep in below[one]} for room, own in below.items()}
    for path in files():
        room = room_of(path)
        not_drawn = rooms_used(path) - {room} - below[room]
        assert not not_drawn, (
            f"docs/architecture.md draws no arrow from {room} to {not_drawn}: {name_of(path)}"
        )


def test_every_decision_is_listed_once_and_in_order() -> None:
    folder = ROOT / "docs" / "decisions"
    notes = sorted(path.name for path in folder.glob("0*.md"))
    listed = [link for link in LINK.findall(text(folder / "README.md")) if link.startswith("0")]
    assert listed == notes
    assert [int(name[:4]) for name in notes] == list(range(1, len(notes) + 1))
    for name in notes:
        head, *rest = text(folder / name).splitlines()
        assert head.startswith(f"# {name[:4]} ")
        assert all(
            any(line.startswith(f"**{part}.**") for line in rest) for part in ("Decided", "Why", "Costs")
        )
