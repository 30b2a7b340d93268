"""What python-docx has no words for: an element, a field that Word counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


def element(tag: str, children: Iterable[Any] = (), **attributes: str) -> Any:
    """An element of this tag, with attributes named as in the file: ``w:val``."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    for child in children:
        made.append(child)
    return made


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """A field that Word counts: a page or a number of a picture; ``shown`` until then."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run(text if kind == "shown" else "")
        if kind in ("begin", "separate", "end"):
            run._r.append(element("w:fldChar", **{"w:fldCharType": kind}))
        elif not kind:
            instruction = element("w:instrText", **{"xml:space": "preserve"})
            instruction.text = f" {text} "
            run._r.append(instruction)
