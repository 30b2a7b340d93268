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
        message = f"{table}: {problem}" if table else problem
        super().__init__(f"{message} Wat te doen: {todo}." if todo else message)


class InconsistentError(UpstreamError):
    """The answers contradict each other: a page too short, rows twice, a table replaced while it was read.

    Worth one fresh attempt, because the next reading may be whole.
    """


LATER = "probeer het later opnieuw; aan de cijfers is niets veranderd"
