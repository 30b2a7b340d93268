"""Who may import whom: pages -> reports -> ui, opendata -> compare -> geo -> loaders -> monitor, never back.

docs/architecture.md draws it.
"""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from monitor import manifest

ROOT = Path(__file__).resolve().parent.parent

#: Lower rooms know nothing of higher ones. Rooms of one height may use each other, but never in a circle.
HEIGHT = {
    "monitor": 0,
    "intake": 1,
    "loaders": 1,
    "compare": 2,
    "geo": 2,
    "ui": 3,
    "reports": 3,
    "opendata": 3,
    "server": 3,
    "pages": 4,
    "app": 5,
}

#: The rooms in which figures and boundaries are written.
WRITERS = ("monitor", "loaders", "geo")

#: The rooms that work without Streamlit, so that a script, a test or another server can use them.
WITHOUT_STREAMLIT = ("monitor", "intake", "loaders", "compare", "geo", "opendata", "server")
EXCEPT = {"geo/layers.py"}


def files() -> list[Path]:
    found = [ROOT / "app.py"]
    for room in HEIGHT:
        found += sorted((ROOT / room).rglob("*.py"))
    return [path for path in found if path.is_file()]


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """The modules a file imports, also inside functions, with full names."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import, line {node.lineno}"
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def rooms_used(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports(path)} & set(HEIGHT)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", files(), ids=relative)
def test_imports_go_down(path: Path) -> None:
    own = HEIGHT[room_of(path)]
    assert all(HEIGHT[room] <= own for room in rooms_used(path)), f"{relative(path)} imports a higher room"


@pytest.mark.parametrize("path", [p for p in files() if room_of(p) not in WRITERS], ids=relative)
def test_what_is_shown_never_leans_on_what_writes(path: Path) -> None:
    assert "loaders" not in rooms_used(path)


def test_no_two_rooms_need_each_other() -> None:
    needs: dict[str, set[str]] = {room: set() for room in HEIGHT}
    for path in files():
        needs[room_of(path)] |= rooms_used(path) - {room_of(path)}
    TopologicalSorter(needs).prepare()  # graphlib.CycleError names the circle


@pytest.mark.parametrize("path", [p for p in files() if room_of(p) in WITHOUT_STREAMLIT], ids=relative)
def test_the_lower_rooms_work_without_streamlit(path: Path) -> None:
    names = imports(path)
    if relative(path) not in EXCEPT:
        assert not any(name.split(".")[0] == "streamlit" for name in names)
    # What leans on the exception would need Streamlit too.
    assert not any(name.startswith("geo.layers") for name in names)


def test_what_is_shown_starts_without_geopandas() -> None:
    """It takes seconds to import: what writes boundaries uses it (docs/decisions/0013-geopandas-writes.md)."""
    needs = {relative(path): imports(path) for path in files()}
    heavy = {
        path for path, names in needs.items() if any(name.split(".")[0] == "geopandas" for name in names)
    }
    while more := {
        path
        for path, names in needs.items()
        if path not in heavy and {one.removesuffix(".py").replace("/", ".") for one in heavy} & names
    }:
        heavy |= more
    assert "geo/boundaries.py" in heavy
    assert {path.split("/")[0] for path in heavy} <= {"geo", "loaders"}


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda path: path.name)
def test_a_page_is_short_enough_to_read_from_top_to_bottom(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 120, (
        "its drawing belongs beside its view in ui/"
    )


def test_nothing_that_runs_leans_on_tests_benchmarks_or_attacks() -> None:
    for path in files():
        assert not {name.split(".")[0] for name in imports(path)} & {"tests", "bench", "attack"}, relative(
            path
        )


def test_the_figures_are_those_of_their_manifest() -> None:
    """Else no monitor shows them. After a change of a file, or a merge: ``python -m loaders.approve``."""
    manifest.check(ROOT / "data" / "observations")


#: What a thing was done with says nothing of what it is (docs/glossary.md).
SAY_NOTHING = {"found", "held", "said", "told"}


def names_given(tree: ast.AST) -> set[str]:
    """Of variables, parameters, attributes, functions and classes."""
    given: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case (
                ast.Name(id=name, ctx=ast.Store())
                | ast.arg(arg=name)
                | ast.Attribute(attr=name, ctx=ast.Store())
            ):
                given.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                given.add(name.lower())
    return given


def test_a_name_says_what_a_thing_is() -> None:
    vague = {
        relative(path): names & SAY_NOTHING
        for path in files()
        if (names := names_given(ast.parse(path.read_text(encoding="utf-8")))) & SAY_NOTHING
    }
    assert vague == {}
