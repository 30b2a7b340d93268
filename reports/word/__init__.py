"""A report as a Word document: the appendix of a note, with headings, real tables and pictures that are told in words."""

from reports.word.write import docx

__all__ = ["docx"]
