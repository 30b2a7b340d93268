"""An attack on what a panel publishes: can anybody find out what few people answered?

The attacker here shares no code with the protection. He knows how many respondents there are in every region and group,
reads every published percentage without rounding, knows that answers are whole persons, and asks for each number that is
too small: which values fit with all of this?
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from loaders.panel.disclosure import Disclosure, shown
from loaders.panel.tally import REST, Tally
from tests.sweep import EXHAUSTIVE, sampled


@dataclass(frozen=True)
class Panel:
    """A made-up panel: how many regions, groups per grouping, answers, respondents; ``rest``: some gave no age."""

    seed: int
    regions: int = 4
    groups: tuple[int, ...] = (2,)
    answers: int = 2
    size: int = 220
    weighted: bool = False
    rest: bool = False

    def tally(self) -> Tally:
        dice = np.random.default_rng(self.seed)

        def uneven(count: int, low: float) -> np.ndarray:
            shares = dice.uniform(low, 1, count)
            return dice.choice(count, self.size, p=shares / shares.sum())

        region, answer = uneven(self.regions, 0.15), uneven(self.answers, 0.04)
        weight = dice.gamma(4, 0.25, self.size) if self.weighted else np.ones(self.size)
        groups, members, groupings = ["18+"], [np.ones(self.size, dtype=bool)], []
        for number, count in enumerate(self.groups):
            of, first = uneven(count + self.rest, 0.1), len(groups)
            for group in range(count):
                groups.append(f"group {number}{group}")
                members.append(of == group)
            if self.rest and (of == count).any():
                groups.append(REST)
                members.append(of == count)
            groupings.append(tuple(range(first, len(groups))))

        def summed(values: np.ndarray) -> np.ndarray:
            counts = np.zeros((self.regions, len(groups), self.answers))
            for place, inside in enumerate(members):
                np.add.at(counts, (region[inside], place, answer[inside]), values[inside])
            return counts

        counted = np.eye(self.answers, dtype=bool)[: max(1, self.answers - 1)]
        return Tally(
            measures=tuple(f"answer {place}" for place in range(len(counted))),
            regions=tuple(f"GM{place:04d}" for place in range(self.regions)),
            groups=tuple(groups),
            groupings=tuple(groupings),
            counted=counted,
            n=summed(np.ones(self.size)),
            weight=summed(weight),
            squared=summed(weight**2),
        )


def attacked(tally: Tally, published: np.ndarray) -> list[tuple[int, int, int]]:
    """Per number that is too small: the lowest and highest count that fit, and the number of respondents it is of."""
    counts = tally.n.round().astype(int)
    regions, groups, answers = counts.shape
    names = list(itertools.product(range(regions), range(groups), range(answers)))
    at = {name: place for place, name in enumerate(names)}
    everywhere = range(regions)
    equations: list[tuple[dict[int, int], int]] = []
    for r, g in itertools.product(everywhere, range(groups)):
        equations.append(({at[r, g, a]: 1 for a in range(answers)}, counts[r, g].sum()))
    for r, a in itertools.product(everywhere, range(answers)):
        for grouping in tally.groupings:
            equations.append(({at[r, 0, a]: -1} | {at[r, g, a]: 1 for g in grouping}, 0))
    for r, g, m in itertools.product(range(regions + 1), range(groups), range(len(tally.measures))):
        if published[r, g, m]:
            where = everywhere if r == regions else [r]
            cells = [(q, g, a) for q in where for a in range(answers) if tally.counted[m, a]]
            equations.append(({at[cell]: 1 for cell in cells}, sum(counts[cell] for cell in cells)))
    matrix = np.zeros((len(equations), len(names)))
    for row, (terms, _) in enumerate(equations):
        for place, factor in terms.items():
            matrix[row, place] = factor
    known = np.array([value for _, value in equations])
    fits = LinearConstraint(matrix, known, known)
    found = []
    for r, g in itertools.product(range(regions + 1), range(groups)):
        where = list(everywhere) if r == regions else [r]
        base = sum(counts[q, g].sum() for q in where)
        for a in range(answers):
            gave = sum(counts[q, g, a] for q in where)
            if not base or not (base < 30 or 0 < gave < 5 or 0 < base - gave < 5):
                continue
            asked = np.zeros(len(names))
            asked[[at[q, g, a] for q in where]] = 1
            ends = []
            for sign in (1, -1):
                solved = milp(
                    sign * asked, constraints=fits, bounds=Bounds(0), integrality=np.ones(len(names))
                )
                assert solved.status == 0, solved.message
                ends.append(round(sign * solved.fun))
            assert ends[0] <= gave <= ends[1], "the attacker's sums are right"
            found.append((ends[0], ends[1], base))
    return found


PANELS = [
    Panel(seed, regions=regions, groups=groups, answers=answers, size=size, rest=rest)
    for seed in range(30)
    for regions, groups, answers, size, rest in (
        (4, (2,), 2, 220, False),
        (3, (3,), 2, 150, False),
        (5, (2,), 3, 260, False),
        (4, (2, 2), 2, 240, False),
        (4, (2,), 2, 200, True),
    )
]


@pytest.mark.parametrize("panel", sampled(PANELS, every=12), ids=str)
def test_no_small_number_can_be_recovered(panel: Panel) -> None:
    tally = panel.tally()
    for low, high, base in attacked(tally, shown(tally)):
        # Whole persons: of five respondents apart some five numbers fit; of a base of two nothing may be known at all.
        assert high - low >= min(4, base), (low, high, base)


@EXHAUSTIVE
def test_without_protection_the_attack_succeeds() -> None:
    """The attack can fail: with only the small numbers themselves left out it finds many of them."""
    known = 0
    for panel in PANELS[:15]:
        tally = panel.tally()
        known += sum(low == high for low, high, _ in attacked(tally, Disclosure(tally).publishable()))
    assert known > 20


def test_a_single_hidden_gemeente_never_stays_alone() -> None:
    tally = Panel(3, regions=6, size=900).tally()
    published = shown(tally)
    for group in range(len(tally.groups)):
        hidden = int((~published[:-1, group, 0]).sum())
        assert hidden != 1 or not published[-1, group, 0]


@pytest.mark.parametrize("seed", sampled(range(24)))
def test_with_weights_a_reader_who_knows_them_all_finds_nothing(seed: int) -> None:
    tally = Panel(seed, weighted=True, rest=bool(seed % 2)).tally()
    disclosure, published = Disclosure(tally), shown(tally)
    for hidden in disclosure.secrets:
        low, high = disclosure.bounds(hidden.row, published)
        assert high - low >= hidden.needed * 0.999


def test_most_is_published_where_there_are_respondents_enough() -> None:
    tally = Panel(1, regions=12, groups=(3,), answers=2, size=6000, weighted=True).tally()
    disclosure = Disclosure(tally)
    assert shown(tally).sum() > 0.9 * disclosure.publishable().sum()


def test_the_same_panel_gives_the_same_figures() -> None:
    tally = Panel(5, weighted=True).tally()
    assert (shown(tally) == shown(tally)).all()
