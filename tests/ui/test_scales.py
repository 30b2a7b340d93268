"""The colours of maps, measured: for readers who do not tell all hues apart, in grey print, and on the paper of both themes.

Distances are CIEDE2000 (about 2 is the least that an eye sees side by side), lightness is L* of CIE Lab; what a reader with
protanopia, deuteranopia or tritanopia sees is simulated by coloraide (Vienot 1999 for the first two, Brettel 1997).
"""

from __future__ import annotations

import itertools

import pytest
from coloraide import Color

from geo.classes import ABOVE, BELOW, BLUES, RGB, to_hex
from ui import colours

AROUND = (*BELOW, *ABOVE)
SCALES = {"sequential": BLUES, "around a comparator": AROUND}
READERS = ("all hues", "protan", "deutan", "tritan")
PAPERS = ("#ffffff", colours.IN_THE_DARK[colours.PAPER])

#: Two classes beside each other on a map, apart; a class and the paper or an edge on it.
APART, OFF_PAPER = 7, 6
#: A class and the line of the reader's own gemeente.
OFF_THE_LINE = 15


def seen(colour: RGB | str, reader: str) -> Color:
    """The colour as this reader sees it."""
    own = Color(colour if isinstance(colour, str) else to_hex(colour))
    return own if reader == READERS[0] else own.filter(reader).fit("srgb")


def distance(one: RGB | str, other: RGB | str, reader: str) -> float:
    return float(seen(one, reader).delta_e(seen(other, reader), method="2000"))


def lightness(colour: RGB | str) -> float:
    """In grey print: L*, 0 is black and 100 is white."""
    return float(seen(colour, READERS[0]).convert("lab")["l"])


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("scale", SCALES)
def test_no_two_classes_look_alike_whatever_hues_the_reader_sees(scale: str, reader: str) -> None:
    for one, other in itertools.combinations(SCALES[scale], 2):
        assert distance(one, other, reader) >= APART, (to_hex(one), to_hex(other))


@pytest.mark.parametrize("scale", SCALES)
def test_in_grey_print_each_class_is_darker_than_the_one_below_it(scale: str) -> None:
    greys = [lightness(colour) for colour in SCALES[scale]]
    assert all(lower - upper >= 10 for lower, upper in itertools.pairwise(greys)), greys


@pytest.mark.parametrize("reader", READERS)
def test_the_two_sides_of_the_comparator_are_clearly_apart(reader: str) -> None:
    """On which side a region is, is what the scale is for: twice what keeps two classes apart."""
    assert min(distance(below, above, reader) for below in BELOW for above in ABOVE) >= 2 * APART


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("scale", SCALES)
def test_each_class_can_be_told_from_the_paper_of_both_themes(scale: str, paper: str) -> None:
    for colour in SCALES[scale]:
        assert min(distance(colour, paper, reader) for reader in READERS) >= OFF_PAPER, to_hex(colour)
        assert seen(colour, READERS[0]).contrast(Color(paper)) >= 1.25, to_hex(colour)


@pytest.mark.parametrize("reader", READERS)
def test_orange_is_the_own_gemeente_on_every_class_and_in_both_themes(reader: str) -> None:
    for role in (colours.GEMEENTE, colours.IN_THE_DARK[colours.GEMEENTE]):
        for colour in (*BLUES, *AROUND):
            assert distance(colour, role, reader) >= OFF_THE_LINE, (to_hex(colour), role)


@pytest.mark.parametrize("role", ["PROVINCE", "NEDERLAND", "GEMEENTE", "OTHER", "EXTRA"])
def test_the_scale_around_a_comparator_has_no_colour_of_a_role(role: str) -> None:
    light = getattr(colours, role)
    for own in (light, colours.IN_THE_DARK[light]):
        for colour in AROUND:
            assert distance(colour, own, READERS[0]) >= OFF_THE_LINE, (to_hex(colour), own)


@pytest.mark.parametrize("ink", [(BELOW[0], colours.ON_LIGHT), (ABOVE[-1], colours.ON_DARK)])
def test_the_words_in_the_outer_classes_can_be_read(ink: tuple[RGB, str]) -> None:
    assert Color(to_hex(ink[0])).contrast(Color(ink[1])) >= 4.5
