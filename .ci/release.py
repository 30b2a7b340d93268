"""``make release``: a dated version, or why not. Refused when a page became slower, axe finds something, or figures are gone or differ.

All is looked at before anything is written; then the record of axe is committed and the version gets a tag. The version is
that of ``pyproject.toml``, and the first one in ``CHANGELOG.md``, which says what is new for who uses it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORD, LATEST = ROOT / "bench" / "record.json", ROOT / "build" / "bench.json"
MANIFEST = "data/observations/manifest.json"
#: The tests that hold figures and sentences against what was counted by hand or by another rule; their full sweeps too.
HELD = (
    "tests/test_agreement.py",
    "tests/test_traps.py",
    "tests/test_largest_by_hand.py",
    "tests/test_claims.py",
)

#: What is looked at: its name, and what says why not (nothing when it is good).
Check = tuple[str, Callable[[], list[str]]]


def version() -> str:
    """ "2026.11.27"."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def git(*arguments: str) -> str:
    """What git says, "" when it fails."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else ""


def last() -> str:
    """The tag of the last version, "" before the first one."""
    return next(iter(git("tag", "--list", "v*", "--sort=-version:refname").splitlines()), "")


def not_committed() -> list[str]:
    changed = git("status", "--porcelain").splitlines()
    return [f"not committed: {line}" for line in changed[:5]]


def not_told(version: str, last: str, changelog: str) -> list[str]:
    """What is wrong with the version: no day, not newer than the last one, or not the first of the changelog."""
    found = re.search(r"^## (\S+)", changelog, re.MULTILINE)
    wrong = []
    if not re.fullmatch(r"20\d\d\.\d{1,2}\.\d{1,2}", version):
        wrong.append(f"{version} in pyproject.toml is no day (2026.11.27)")
    elif last and _parts(version) <= _parts(last.removeprefix("v")):
        wrong.append(f"{version} is not newer than {last}")
    if found is None or found[1] != version:
        wrong.append(f"CHANGELOG.md does not begin with {version}")
    return wrong


def _parts(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def gone(before: str, after: str) -> list[str]:
    """Files and rows of figures that an earlier manifest (JSON) had and this one has not."""
    then, now = (json.loads(told or '{"files": {}}')["files"] for told in (before, after))
    return [
        f"{file}: {now.get(file, {}).get('rows', 0)} rows, there were {about['rows']}"
        for file, about in then.items()
        if now.get(file, {}).get("rows", 0) < about["rows"]
    ]


def run(*command: str) -> list[str]:
    """The last lines of a command that fails."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return [] if done.returncode == 0 else (done.stdout + done.stderr).strip().splitlines()[-12:]


def python(*arguments: str) -> list[str]:
    return run(sys.executable, "-m", *arguments)


def slower() -> list[str]:
    if not RECORD.exists():
        return ["there is no run to hold it against: python -m bench --json bench/record.json, and commit it"]
    return python("bench", "--json", str(LATEST)) or python("bench.against", str(RECORD), str(LATEST))


CHECKS: list[Check] = [
    ("everything is committed", not_committed),
    (
        "the version is told",
        lambda: not_told(version(), last(), (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")),
    ),
    (
        "no figures are gone since the last version",
        lambda: gone(git("show", f"{last()}:{MANIFEST}") if last() else "", (ROOT / MANIFEST).read_text()),
    ),
    ("the figures are those of their manifest", lambda: python("loaders.approve", "--check")),
    (
        "figures and sentences hold",
        lambda: python("pytest", "-n", "auto", "-m", "exhaustive or not exhaustive", *HELD),
    ),
    ("lint", lambda: run("make", "lint")),
    ("the tests pass", lambda: run("make", "test")),
    ("axe finds nothing", lambda: python("tests.browser.axe")),
    ("no page became slower", slower),
]


def refused(checks: Sequence[Check]) -> list[str]:
    """Look at all of them and print what was found; the names of those that are not good."""
    names = []
    for name, look in checks:
        print(f"{name} ... ", end="", flush=True)
        wrong = look()
        print("NO" if wrong else "yes")
        for line in wrong:
            print(f"    {line}")
        if wrong:
            names.append(name)
    return names


def main() -> int:
    """Look at everything; when all is good, commit the record of axe and tag the version."""
    if names := refused(CHECKS):
        print(f"\nNOT RELEASED: {version()}. Not so: {'; '.join(names)}")
        return 1
    if git("status", "--porcelain", "data/accessibility.json"):
        git("commit", "-m", f"axe: looked at again for {version()}", "data/accessibility.json")
    git("tag", "-a", f"v{version()}", "-m", version())
    print(f"\nreleased: v{version()}. To hand it out: git push --follow-tags")
    return 0


if __name__ == "__main__":
    sys.exit(main())
