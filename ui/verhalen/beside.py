"""Which stories stand beside figures, and what is said of each: the same on a page and in a report.

The nearest first (those that name the place, then those of a gemeente in it or of a group around it, then those of the whole
province), the newest of these first, then by id: the same ones until somebody writes a newer story.
"""

from __future__ import annotations

from dataclasses import dataclass

from monitor.division import kept
from monitor.dutch import listing
from monitor.province import PROVINCE, PROVINCE_NAME
from monitor.regions import place
from monitor.stories import about
from monitor.story import Story, themes
from ui.verhalen.view import amount_text, reach_text, sources_text, where

#: So many beside the figures of a theme; the others on their page.
MOST = 3

#: Said once where stories stand beside figures.
NO_PROOF = (
    "Een verhaal bewijst niets over een cijfer. Bedragen kunnen in meer documenten staan: tel ze niet op."
)


@dataclass(frozen=True)
class StoryText:
    """A story in words. ``about``: where and when; ``facts``: whom it reaches and what it cost, a claim said to be one;
    ``source``: in which document, at which line."""

    title: str
    about: str
    text: str
    facts: tuple[str, ...]
    source: str

    @property
    def in_facts(self) -> str:
        """The facts, a sentence each."""
        return " ".join(f"{fact.rstrip('.')}." for fact in self.facts)

    @property
    def below(self) -> str:
        """The facts and where they stand, as one text."""
        return f"{self.in_facts} {self.source}".strip()


@dataclass(frozen=True)
class Beside:
    """``stories``: one to :data:`MOST`; ``heading``: above them; ``everything``: what all stories of this place and theme are
    called, in a link."""

    stories: tuple[StoryText, ...]
    heading: str
    everything: str


def story_text(story: Story) -> StoryText:
    """What is said of a story, wherever it stands."""
    facts = [f"Bereik: {reach_text(reach)}" for reach in story.reach]
    facts += [f"Bedrag: {amount_text(amount)}" for amount in story.amounts]
    when = [story.years.text] if story.years else []
    return StoryText(
        story.title, ", ".join([where(story), *when]), story.text, tuple(facts), sources_text(story)
    )


@kept(maxsize=512)
def beside(region: str, theme: str | None) -> Beside | None:
    """The stories beside the figures of a region, or of gemeenten together, about a theme (None: about any); None for none."""
    near = about(region, theme)
    if not near:
        return None
    own = any(story.near(region) != 2 for story in near) and region != PROVINCE
    wide = any(story.provincewide for story in near)
    whose = listing([*([place(region)] if own else []), *([f"heel {PROVINCE_NAME}"] if wide else [])])
    count = "Het verhaal" if len(near) == 1 else f"Alle {len(near)} verhalen"
    subject = f" over {themes()[theme].lower()}" if theme else ""
    heading = "Verhalen bij deze cijfers" if theme else f"Verhalen uit {whose}"
    return Beside(tuple(story_text(story) for story in near[:MOST]), heading, f"{count}{subject} in {whose}")
