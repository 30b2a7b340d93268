"""What an attack found: lines for who reads along, and whether everything is as it should be."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Report:
    """``failures`` are what is not as it should be."""

    name: str
    failures: list[str] = field(default_factory=list)

    def say(self, line: str) -> None:
        """Tell something that was found."""
        print(f"  {line}", flush=True)

    def expect(self, good: bool, line: str) -> None:
        """Tell something that should be so, and whether it is."""
        print(f"  {'ok  ' if good else 'FAIL'} {line}", flush=True)
        if not good:
            self.failures.append(line)
