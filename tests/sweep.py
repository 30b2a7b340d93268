"""A sweep over everything, in two gears: `make test` takes a sample of the cases, `make test-all` every one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

EXHAUSTIVE = pytest.mark.exhaustive


def sampled(cases: Iterable[Any], every: int = 12) -> list[Any]:
    """The cases for ``pytest.mark.parametrize``: all but one in ``every`` are left to ``make test-all``.

    A case of several arguments is a tuple, as parametrize wants it, or a ``pytest.param``. The sample is always
    the same one.
    """
    return [case if turn % every == 0 else _exhaustive(case) for turn, case in enumerate(cases)]


def _exhaustive(case: Any) -> Any:
    if isinstance(case, type(pytest.param())):
        return pytest.param(*case.values, id=case.id, marks=[*case.marks, EXHAUSTIVE])
    return pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=EXHAUSTIVE)
