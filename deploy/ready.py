"""``python deploy/ready.py 8501``: wait until the process on this port serves readers (``/ready``); 1 when it does not in time.

``python deploy/ready.py 8501 1`` waits no longer than a second: for the health check of a container. Standard library only.
"""

from __future__ import annotations

import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

SECONDS = 90.0


def ready(port: int, seconds: float = SECONDS) -> bool:
    """Whether the process on this port of this machine says within so many seconds that it serves readers."""
    until = time.monotonic() + seconds
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/ready", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):  # not there yet, or not ready
            if time.monotonic() > until:
                return False
            time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(0 if ready(int(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else SECONDS) else 1)
