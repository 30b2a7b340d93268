"""What the disk refuses is said in Dutch, with what to do; the system's own words are for the log."""

from __future__ import annotations

import errno
import logging
import os
from pathlib import Path

import pytest

from loaders.refreshing.command import logged
from monitor.errors import disk


def test_a_full_disk() -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "data/roken.csv")
    assert disk(full) == "data/roken.csv: de schijf is vol; maak ruimte en probeer het opnieuw"


def test_a_message_of_our_own_stays() -> None:
    assert (
        disk(OSError("de cijfers worden steeds door iets anders vervangen"))
        == "de cijfers worden steeds door iets anders vervangen"
    )


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_never_the_words_of_the_system(number: int) -> None:
    said = disk(OSError(number, os.strerror(number)))
    assert os.strerror(number) not in said
    assert said == said.strip()
    assert said[0].islower()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_log_on_a_full_disk_is_no_fault_of_its_own(capfd: pytest.CaptureFixture[str]) -> None:
    with logged(Path("/dev/full"), "loaders"):
        logging.getLogger("loaders.add").error("the disk refuses")
        logging.getLogger("__main__").error("the disk refuses")
    assert capfd.readouterr().err == ""
