"""What goes wrong between the monitor and an open-data service, said so that somebody can act on it."""

from __future__ import annotations


class UpstreamError(Exception):
    """A table could not be fetched, or what came cannot be trusted.

    The message is Dutch and complete: which table, what happened, what to do. ``cause`` is for the log.
    """

    def __init__(self, table: str, problem: str, todo: str = "", cause: str = "") -> None:
        self.table = table
        self.problem = problem
        self.todo = todo
        self.cause = cause
        super().__init__(f"{table}: {self.without_table}" if table else self.without_table)

    @property
    def without_table(self) -> str:
        """The message but for which table: the same of every table of a service that is down."""
        return f"{self.problem} Wat te doen: {self.todo}." if self.todo else self.problem


class InconsistentError(UpstreamError):
    """The answers contradict each other: a page too short, rows twice, a table replaced while it was read.

    Worth one fresh attempt, because the next reading may be whole.
    """


LATER = "probeer het later opnieuw; aan de cijfers is niets veranderd"
