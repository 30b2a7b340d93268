"""Which percentages may be published, so that nobody can find out what a few respondents answered.

Too small to publish is a percentage of fewer than :data:`LEAST_BASE` respondents, and one in which one to
:data:`MOST_FEW` gave an answer, or did not give it. Leaving it out is not enough: together with Drenthe's own figure the
other gemeenten give it away, and with the total the other groups do. So more is left out, until a reader who knows every
published percentage without rounding, and every weight, still cannot tell what is left out: the lowest and the highest
number that fit with all of it lie at least :data:`PROTECTION` respondents apart.

What to leave out beside it is found by a linear program: the least costly change of the hidden numbers that leaves every
total as it is touches just the cells that must go (the method of cell suppression, as in tau-ARGUS). Cost is the number
of respondents behind a percentage, so totals go last.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack, identity, lil_array, vstack

from loaders.panel.tally import Tally

#: Fewer respondents than this are no base for a percentage.
LEAST_BASE = 30
#: So many respondents, or fewer, with one answer could be recognised.
MOST_FEW = 4
#: How far apart (in respondents) what fits with the published figures must lie, for each figure that is left out.
PROTECTION = 5.0

_EPSILON = 1e-6

#: Regions (and Drenthe last) x groups x measures: what is published of a tally.
Shown = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Hidden:
    """A number that nobody may find: a set of answers in one region and group. ``row``: its coefficients over all
    counted cells; ``n``: respondents and ``weight``: their weights in the region and group."""

    row: npt.NDArray[np.float64]
    n: float
    weight: float

    @property
    def needed(self) -> float:
        """How far apart the weights that fit must lie."""
        return min(PROTECTION, self.n) * self.weight / self.n


@dataclass(frozen=True)
class Disclosure:
    """What can be found out of one tally. Cells are (region, group, answers) as in the tally, flattened."""

    tally: Tally

    @cached_property
    def truth(self) -> npt.NDArray[np.float64]:
        return self.tally.weight.ravel()

    @property
    def shape(self) -> tuple[int, int, int]:
        """Of what is published: Drenthe is the last region."""
        regions, groups, _ = self.tally.n.shape
        return regions + 1, groups, len(self.tally.measures)

    def _row(self, region: int, group: int, answers: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
        """Coefficients of the weight of these answers in a region (the last is Drenthe) and group."""
        row = np.zeros(self.tally.n.shape)
        of = slice(None) if region == self.tally.n.shape[0] else region
        row[of, group, :] = answers.astype(float)
        return row.ravel()

    def _count(
        self, counts: npt.NDArray[np.float64], region: int, group: int, answers: npt.NDArray[np.bool_]
    ) -> float:
        of = counts if region == counts.shape[0] else counts[region : region + 1]
        return float(of[:, group, :][:, answers].sum())

    @cached_property
    def relations(self) -> csr_array:
        """What always holds, and everybody knows: groups add up to everyone, answers to the known weight of a cell."""
        regions, groups, answers = self.tally.n.shape
        place = np.arange(self.tally.n.size).reshape(self.tally.n.shape)
        rows = lil_array(
            (regions * groups + regions * answers * len(self.tally.groupings), self.tally.n.size)
        )
        at = 0
        for region in range(regions):
            for group in range(groups):
                rows[at, place[region, group, :]] = 1.0
                at += 1
            for grouping in self.tally.groupings:
                for answer in range(answers):
                    rows[at, place[region, 0, answer]] = 1.0
                    rows[at, place[region, list(grouping), answer]] = -1.0
                    at += 1
        return csr_array(rows)

    @cached_property
    def published_rows(self) -> csr_array:
        """Per (region, group, measure) that could be published, what it is made of."""
        regions, groups, measures = self.shape
        return csr_array(
            np.array(
                [
                    self._row(region, group, self.tally.counted[measure])
                    for region in range(regions)
                    for group in range(groups)
                    for measure in range(measures)
                ]
            )
        )

    @cached_property
    def costs(self) -> npt.NDArray[np.float64]:
        """Respondents behind each percentage that could be published."""
        regions, groups, measures = self.shape
        everything = np.ones(self.tally.answers, dtype=bool)
        bases = [
            self._count(self.tally.n, region, group, everything)
            for region in range(regions)
            for group in range(groups)
        ]
        return np.repeat(np.array(bases), measures) + 1.0

    def too_small(self, region: int, group: int, answers: npt.NDArray[np.bool_]) -> bool:
        """Whether so few respondents are behind a share of these answers that it may not be published."""
        base = self._count(self.tally.n, region, group, np.ones(self.tally.answers, dtype=bool))
        gave = self._count(self.tally.n, region, group, answers)
        return base < LEAST_BASE or 0 < gave <= MOST_FEW or 0 < base - gave <= MOST_FEW

    def publishable(self) -> Shown:
        """What may be published looked at by itself; groups and regions that are only a rest never are."""
        regions, groups, measures = self.shape
        shown = np.zeros(self.shape, dtype=bool)
        for region in range(regions):
            named = region == regions - 1 or bool(self.tally.regions[region])
            for group in range(groups):
                if named and not self.tally.groups[group].startswith("("):
                    for measure in range(measures):
                        shown[region, group, measure] = not self.too_small(
                            region, group, self.tally.counted[measure]
                        )
        return shown

    @cached_property
    def secrets(self) -> list[Hidden]:
        """Everything that is too small, also what is not published but could be calculated: the fewest respondents first."""
        regions, groups, _ = self.shape
        everything = np.ones(self.tally.answers, dtype=bool)
        sets = {tuple(counted) for counted in self.tally.counted.tolist()}
        sets |= {tuple(one) for one in np.eye(self.tally.answers, dtype=bool).tolist()}
        secret = []
        for region in range(regions):
            for group in range(groups):
                n = self._count(self.tally.n, region, group, everything)
                weight = self._count(self.tally.weight, region, group, everything)
                for answers in map(np.array, sorted(sets)):
                    if n and not answers.all() and self.too_small(region, group, answers):
                        secret.append(Hidden(self._row(region, group, answers), n, weight))
        return sorted(secret, key=lambda hidden: hidden.n)

    def bounds(self, row: npt.NDArray[np.float64], shown: Shown) -> tuple[float, float]:
        """The lowest and highest weight of a set of cells that fit with all that is published."""
        rows = vstack([self.relations, self.published_rows[shown.ravel()]], format="csr")
        known = rows @ self.truth
        ends = []
        for sign in (1.0, -1.0):
            solved = linprog(sign * row, A_eq=rows, b_eq=known, bounds=(0, None), method="highs")
            # Not solved is never taken for safe: then only the truth itself is said to fit.
            ends.append(sign * solved.fun if solved.status == 0 else float(row @ self.truth))
        return ends[0], ends[1]

    def protected(self, hidden: Hidden, shown: Shown) -> bool:
        """Whether what is published leaves enough room around a number that nobody may find."""
        low, high = self.bounds(hidden.row, shown)
        return high - low >= hidden.needed * (1 - _EPSILON)

    def hide_beside(self, hidden: Hidden, shown: Shown) -> Shown:
        """What may still be published when this number must stay hidden."""
        total = float(hidden.row @ self.truth)
        up = min(hidden.needed, hidden.weight - total)
        for amount in (up, -(hidden.needed - up)):
            if abs(amount) > _EPSILON:
                shown = self._open(hidden.row, amount, shown)
        return shown

    def _open(self, row: npt.NDArray[np.float64], amount: float, shown: Shown) -> Shown:
        """Leave out the cheapest percentages without which the number could be this much more (or less)."""
        cells, public = self.truth.size, np.flatnonzero(shown.ravel())
        moved = self.published_rows[public]
        slack = identity(len(public), format="csr")
        solved = linprog(
            np.concatenate([np.zeros(cells), self.costs[public] * self._scale[public]]),
            A_ub=vstack([hstack([moved, -slack]), hstack([-moved, -slack])], format="csr"),
            b_ub=np.zeros(2 * len(public)),
            A_eq=vstack(
                [
                    hstack([self.relations, csr_array((self.relations.shape[0], len(public)))]),
                    hstack([csr_array(row[None, :]), csr_array((1, len(public)))]),
                ],
                format="csr",
            ),
            b_eq=np.concatenate([np.zeros(self.relations.shape[0]), [amount]]),
            bounds=[(-value, None) for value in self.truth] + [(0, None)] * len(public),
            method="highs",
        )
        left = shown.copy()
        if solved.status == 0:
            touched = solved.x[cells:] > _EPSILON * max(1.0, abs(amount))
            left.ravel()[public[touched]] = False
        else:
            # No way was found to keep it hidden beside these: publish none of them.
            left[:] = False
        return left

    @cached_property
    def _scale(self) -> npt.NDArray[np.float64]:
        """Respondents per unit of weight, so that cost is in respondents whatever the weights are."""
        regions, groups, measures = self.shape
        everything = np.ones(self.tally.answers, dtype=bool)
        scale = [
            self._count(self.tally.n, region, group, everything)
            / (self._count(self.tally.weight, region, group, everything) or 1.0)
            for region in range(regions)
            for group in range(groups)
        ]
        return np.repeat(np.array(scale), measures)


def shown(tally: Tally) -> Shown:
    """Return what may be published of a tally: an array of (regions and Drenthe last, groups, measures).

    Ends because every turn leaves out more; in the end nothing is published, and that gives nothing away.
    """
    disclosure = Disclosure(tally)
    left = disclosure.publishable()
    while True:
        before = int(left.sum())
        for hidden in disclosure.secrets:
            if not disclosure.protected(hidden, left):
                left = disclosure.hide_beside(hidden, left)
        if int(left.sum()) == before:
            break
    open_ones = [hidden for hidden in disclosure.secrets if not disclosure.protected(hidden, left)]
    return np.zeros_like(left) if open_ones else left
