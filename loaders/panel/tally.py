"""Answers counted: per region, group and answer, the respondents and their weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from loaders.panel.codebook import Codebook, Question
from loaders.panel.respondents import UNKNOWN, Respondents, in_group, plain
from monitor.province import GEMEENTEN

Counts = npt.NDArray[np.float64]

#: Who answered but is in none of a grouping's groups (an age that was not given).
REST = "(rest)"


@dataclass(frozen=True)
class Tally:
    """All questions that are asked of one column, counted together: their percentages may tell of each other.

    ``n``, ``weight`` and ``squared`` have the shape (regions, groups, answers): respondents, the sum of their weights
    and of the squares of those. ``regions``: those that add up to Drenthe; what is not a gemeente is UNKNOWN.
    ``groupings``: per grouping the places in ``groups`` that add up to place 0, which is everyone. ``answers``: the
    smallest sets of answers that the measures tell apart; ``counted``: per measure which of them count.
    """

    measures: tuple[str, ...]
    regions: tuple[str, ...]
    groups: tuple[str, ...]
    groupings: tuple[tuple[int, ...], ...]
    counted: npt.NDArray[np.bool_]
    n: Counts
    weight: Counts
    squared: Counts

    @property
    def answers(self) -> int:
        return self.n.shape[2]


def tallies(respondents: Respondents, codebook: Codebook) -> Iterator[Tally]:
    """Count every question; one tally per column and set of skipped answers."""
    together: dict[tuple[str, frozenset[str]], list[Question]] = {}
    for question in codebook.questions:
        skipped = frozenset(plain(answer) for answer in question.skip)
        together.setdefault((question.column, skipped), []).append(question)
    for (column, skipped), questions in together.items():
        yield _tally(respondents, codebook, column, skipped, questions)


def _tally(
    respondents: Respondents,
    codebook: Codebook,
    column: str,
    skipped: frozenset[str],
    questions: Sequence[Question],
) -> Tally:
    frame = respondents.frame
    given = frame[column].map(plain)
    frame, given = frame[~given.isin(skipped | {""})], given[~given.isin(skipped | {""})]
    sets = [frozenset(plain(answer) for answer in question.counts) for question in questions]
    kinds = sorted(
        {tuple(answer in chosen for chosen in sets) for answer in given.unique()} | {(False,) * len(sets)}
    )
    kind = given.map(lambda answer: kinds.index(tuple(answer in chosen for chosen in sets))).to_numpy(
        dtype=int
    )
    regions = [*GEMEENTEN, *([UNKNOWN] if (frame["region"] == UNKNOWN).any() else [])]
    region = frame["region"].map(regions.index).to_numpy(dtype=int)
    weight = frame["weight"].to_numpy(dtype=float)

    groups, groupings = [codebook.total], []
    members: list[npt.NDArray[np.bool_]] = [np.ones(len(frame), dtype=bool)]
    for grouping in codebook.groupings:
        first = len(groups)
        for name, group in grouping.groups.items():
            groups.append(name)
            members.append(in_group(frame[grouping.column], group).to_numpy(dtype=bool))
        inside = np.array(members[first:])
        if (inside.sum(axis=0) > 1).any():
            raise ValueError(f"groups of {grouping.column} overlap")
        rest = np.asarray(~inside.any(axis=0))
        if rest.any():
            groups.append(REST)
            members.append(rest)
        groupings.append(tuple(range(first, len(groups))))

    def summed(values: Counts) -> Counts:
        counts = np.zeros((len(regions), len(groups), len(kinds)))
        for place, inside in enumerate(members):
            np.add.at(counts[:, place, :], (region[inside], kind[inside]), values[inside])
        return counts

    return Tally(
        measures=tuple(question.measure for question in questions),
        regions=tuple(regions),
        groups=tuple(groups),
        groupings=tuple(groupings),
        counted=np.array(kinds, dtype=bool).T.reshape(len(sets), len(kinds)),
        n=summed(np.ones(len(frame))),
        weight=summed(weight),
        squared=summed(weight**2),
    )
