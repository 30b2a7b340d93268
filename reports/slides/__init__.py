"""A report as slides: a sentence as the title, a chart that stays editable, and how to read it in the notes."""

from reports.slides.figures import EARLY
from reports.slides.write import pptx

__all__ = ["EARLY", "pptx"]
