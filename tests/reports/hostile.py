"""A report whose texts try to be something else than text."""

from __future__ import annotations

from dataclasses import replace

from reports.model import Report, Section, Text

#: Markup of Typst and HTML, a sign that the letter does not have, and one that no file should hold.
HOSTILE = '<script>alert("x")</script> #panic("x") $x^2$ *vet* _schuin_ = kop @naam \\u{41} // weg 😀\x07 & \'einde\''


def hostile(report: Report) -> Report:
    """The report with such texts wherever a text of someone else may come."""
    text = Section('x"><b>', HOSTILE, (Text((HOSTILE,), HOSTILE, points=True, small=HOSTILE),))
    bad = replace(report.sources[0], attribution=HOSTILE, licence=HOSTILE, url="javascript:alert(1)")
    return replace(
        report,
        title=HOSTILE,
        subtitle=HOSTILE,
        sections=(*report.sections, text),
        sources=(bad, *report.sources),
    )
