"""A small server on loopback that speaks the protocols of CBS, RIVM and PDOK, with faults that can be switched on.

``with Standin([table, ...]) as standin:`` and point MONITOR_UPSTREAM at ``standin.url``. Everything is real HTTP.
``python -m tests.upstream.standin`` serves the recorded tables and maps until it is stopped.
"""

from tests.upstream.standin.faults import Fault
from tests.upstream.standin.server import Standin
from tests.upstream.standin.tables import Category, Column, Dimension, Table

__all__ = ["Category", "Column", "Dimension", "Fault", "Standin", "Table"]
