"""Would the monitor run on the newest versions of everything it is built on: ``make upgrades``.

Asks pip which newer versions fit together, installs them in an environment of their own (build/upgrades) and runs the tests
there. 0 when there is nothing newer or the tests pass, 1 when they fail: with what is newer and what failed, which is what
somebody has to look at before upgrading. Where the packages cannot be asked for, that is said and nothing is held against anybody.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = tuple(ROOT / f"requirements{which}.txt" for which in ("", "-postgres", "-dev"))
PLACE = ROOT / "build" / "upgrades"
SECONDS = 600
#: The tests that say most of a package; with ``make upgrades TESTS=tests`` all of them.
TESTS = (
    "tests/test_server.py",
    "tests/test_agreement.py",
    "tests/test_traps.py",
    "tests/pages",
    "tests/ui",
    "tests/loaders",
)


def pinned(files: Sequence[Path] = REQUIREMENTS) -> dict[str, str]:
    """Package (with its extras) -> version that the monitor is tested with."""
    lines = [line.strip() for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return dict(line.split("==") for line in lines if "==" in line and not line.startswith("#"))


def bare(name: str) -> str:
    """The name of a package as pip compares it: without extras, in one spelling."""
    return re.sub(r"[-_.]+", "-", name.partition("[")[0]).lower()


def newer(names: Sequence[str]) -> dict[str, str] | None:
    """Package -> newest version that fits the others, for those that are not installed in that one; None: could not ask."""
    ask = [sys.executable, "-m", "pip", "install", "--dry-run", "--disable-pip-version-check", "--quiet"]
    command = [*ask, "--upgrade", "--upgrade-strategy", "eager", "--report", "-", *names]
    try:
        # What is installed satisfies pip, also when it cannot ask for anything newer: first something it must ask for.
        asked = subprocess.run(
            [*ask, "--ignore-installed", "--no-deps", names[0]], capture_output=True, timeout=SECONDS
        )
        if asked.returncode:
            return None
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
        found = json.loads(done.stdout)["install"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return None
    return {bare(one["metadata"]["name"]): one["metadata"]["version"] for one in found}


def told(pins: dict[str, str], found: dict[str, str]) -> list[str]:
    """What is newer, in words: what is pinned first, then what comes along."""
    own = {bare(name): version for name, version in pins.items()}
    lines = [f"{name} {own[name]} -> {version}" for name, version in sorted(found.items()) if name in own]
    along = [name for name in sorted(found) if name not in own]
    for name in along:
        try:
            lines.append(f"  {name} {metadata.version(name)} -> {found[name]} (comes along)")
        except metadata.PackageNotFoundError:
            lines.append(f"  {name} {found[name]} (new)")
    return lines


def tried(names: Sequence[str], tests: Sequence[str]) -> list[str]:
    """What fails with the newest versions: lines of pytest, or that they could not be installed."""
    python = PLACE / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(PLACE)], check=True)
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *names]
    installed = subprocess.run(command, capture_output=True, text=True)
    if installed.returncode:
        return ["they could not be installed together:", *installed.stderr.strip().splitlines()[-5:]]
    done = subprocess.run(
        [str(python), "-m", "pytest", "-n", "auto", "--dist", "worksteal", "-q", "--durations=0", *tests],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode == 0:
        return []
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return failed or (done.stdout + done.stderr).strip().splitlines()[-10:]


def main(tests: Sequence[str] = TESTS) -> int:
    """Ask, say, try."""
    pins = pinned()
    found = newer(list(pins))
    if found is None:
        print("NOT CHECKED: the packages cannot be asked for from here. Nothing was tried.")
        return 0
    if not found:
        print(f"{len(pins)} packages, each in its newest version that fits the others")
        return 0
    print(f"newer than what the monitor is tested with ({len(found)}):")
    print("\n".join(told(pins, found)), flush=True)
    wrong = tried(list(pins), tests)
    if not wrong:
        print("\nthe tests pass with them: the pins in requirements.txt can follow")
        return 0
    print(f"\n{len(wrong)} that fail with them; the pins stay until these are looked at:")
    print("\n".join(wrong))
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or TESTS))
