"""Hold the packages that the monitor runs on against the known advisories: ``make audit``.

1 when one has a known vulnerability. Where the advisories cannot be reached (no connection, a mirror without them) that
is said and nothing is held against anybody: a machine without internet can still test.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements-postgres.txt"
SERVICES = ("pypi", "osv")
SECONDS = 240


def audited(service: str) -> list[dict] | None:
    """The packages as pip-audit reports them; None when it could not ask."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(REQUIREMENTS), "--no-deps", "--disable-pip",
               "--vulnerability-service", service, "--format", "json", "--progress-spinner", "off"]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
        found: list[dict] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return None
    return found


def main() -> int:
    """Ask the services in turn until one knows the packages."""
    for service in SERVICES:
        packages = audited(service) or []
        known = [package for package in packages if "skip_reason" not in package]
        if not known:
            continue
        wrong = [package for package in known if package["vulns"]]
        for package in wrong:
            for one in package["vulns"]:
                fixed = ", ".join(one["fix_versions"]) or "no version yet"
                print(f"{package['name']} {package['version']}: {one['id']}, fixed in {fixed}")
        unknown = len(packages) - len(known)
        print(
            f"{len(known)} packages held against the advisories of {service}: {len(wrong)} with a known vulnerability"
            + (f"; {unknown} unknown there" if unknown else "")
        )
        return 1 if wrong else 0
    print(
        "NOT AUDITED: the advisories cannot be reached from here (tried: pypi, osv). The packages were not checked."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
