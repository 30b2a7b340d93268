"""What a person sees of a refresh: a bar per dataset while it runs, a table when it is done.

Without a terminal (cron, a log file) there is one plain line per dataset as it is done.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import TracebackType

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from loaders.refreshing.outcome import Outcome
from monitor.dutch import number
from monitor.freshness import Freshness, in_words

_COLOURS = {
    "nieuw": "green",
    "gewijzigd": "green",
    "ongewijzigd": "default",
    "onbevestigd": "yellow",
    "deels": "yellow",
    "mislukt": "red",
}


def console(stderr: bool = False) -> Console:
    """Return where to write: as wide as the terminal, or wide enough for a log."""
    terminal = Console(stderr=stderr, highlight=False)
    return (
        terminal
        if terminal.is_terminal
        else Console(stderr=stderr, highlight=False, width=120, no_color=True)
    )


class Screen:
    """Progress of a refresh, for use in a ``with`` block; the methods may be called from any thread."""

    def __init__(self, out: Console, count: int) -> None:
        self._out, self._count, self._done = out, count, 0
        self._guard = threading.Lock()
        self._tasks: dict[str, TaskID] = {}
        self._bars = Progress(
            SpinnerColumn(),
            TextColumn("{task.fields[name]}"),
            BarColumn(bar_width=20),
            TextColumn("{task.fields[state]}"),
            TimeElapsedColumn(),
            console=out,
            transient=True,
            disable=not out.is_terminal,
        )

    def __enter__(self) -> Screen:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def begin(self, name: str) -> Callable[[int], None]:
        """Show that a dataset is being fetched; the result is to be told the number of rows so far."""
        with self._guard:
            task = self._bars.add_task("", name=escape(name), state="verbinden", total=None)
            self._tasks[name] = task

        def progress(rows: int) -> None:
            self._bars.update(task, state=f"{number(rows)} rijen")

        return progress

    def checking(self, name: str) -> None:
        """Show that a dataset has come and is being checked."""
        self._bars.update(self._tasks[name], state="controleren")

    def end(self, outcome: Outcome) -> None:
        """Show what became of a dataset."""
        name = outcome.source.id
        with self._guard:
            self._done += 1
            self._bars.remove_task(self._tasks.pop(name))
            what = "mislukt" if outcome.cause else "opgehaald en gecontroleerd"
            self._line(f"[{self._done}/{self._count}] {name}: {what}")

    def _line(self, words: str) -> None:
        self._out.print(words, markup=False, soft_wrap=True)


def summary(
    out: Console, outcomes: Sequence[Outcome], known: Mapping[str, Freshness], today: date | None = None
) -> None:
    """Show per source what became of it; ``known`` is what was known of the sources before."""
    table = Table(title="Verversen van de cijfers", title_justify="left", show_lines=False)
    table.add_column("Bron", no_wrap=True)
    table.add_column("Tabel", no_wrap=True)
    table.add_column("Gepubliceerd", no_wrap=True)
    table.add_column("Uitkomst", no_wrap=True)
    table.add_column("Cijfers")
    for outcome in outcomes:
        before = known.get(outcome.source.id, Freshness())
        published = outcome.published or before.published
        table.add_row(
            escape(outcome.source.id),
            escape(outcome.table or before.table or outcome.source.table or ""),
            f"{published:%d-%m-%Y}" if published else "",
            f"[{_COLOURS[outcome.state]}]{outcome.state}[/]",
            escape(_figures(outcome, before)),
        )
    out.print(table)
    by_text: dict[str, list[tuple[str, str]]] = {}
    for outcome in outcomes:
        texts = [outcome.cause, outcome.left_out_why, outcome.chosen, outcome.stopped, *outcome.remarks]
        if (
            outcome.state in ("onbevestigd", "deels")
            and outcome.source.live
            and outcome.source.live.unconfirmed
        ):
            texts.append(f"nog niet bevestigd bij de uitgever: {outcome.source.live.unconfirmed}")
        for words in filter(None, texts):
            # A service that is down says the same of every table.
            same = (words == outcome.cause and outcome.cause_of_every_table) or words
            by_text.setdefault(same, []).append((outcome.source.id, words))
    for same, told_of in by_text.items():
        ids = ", ".join(dict.fromkeys(id for id, _ in told_of))
        # Not broken into lines: a log is searched for them.
        out.print(f"{ids}: {told_of[0][1] if len(told_of) == 1 else same}", markup=False, soft_wrap=True)


def _figures(outcome: Outcome, before: Freshness) -> str:
    if outcome.cause is None:
        return str(outcome.counted)
    last = before.fetched or (outcome.source.accessed if outcome.source.files else None)
    return (
        f"wat op {in_words(last)} is opgehaald, blijft staan"
        if last
        else "er zijn nog geen cijfers van deze bron"
    )
