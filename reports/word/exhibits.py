"""A picture with its sentence and caption, told in words to who cannot see it."""

from __future__ import annotations

import io

import vl_convert
from docx.shared import Cm

from reports.office import plain
from reports.word.document import Document
from reports.word.xml import field
from ui.exhibit import Exhibit
from ui.parts.exhibits import drawing

#: Width of a picture, in cm.
PICTURE = 16.0
#: Pixels that a chart is drawn wide: its letters are then as large as those around it.
DRAWN = 680
#: Pixels of the file per pixel that is drawn: sharp on paper.
_SHARP = 2


def add_exhibit(document: Document, exhibit: Exhibit) -> None:
    """Its sentence, its picture where it was not shown before, and how to read it."""
    document.paragraph(exhibit.title, "Heading 2")
    if exhibit.file in document.pictures:
        document.paragraph(f"Zie figuur {document.pictures[exhibit.file]}.")
        return
    document.paragraph(exhibit.sentence).paragraph_format.keep_with_next = exhibit.picture is not None
    if exhibit.picture:
        number = document.pictures[exhibit.file] = len(document.pictures) + 1
        png = vl_convert.svg_to_png(drawing(exhibit, DRAWN), scale=_SHARP)
        holder = document.file.add_paragraph()
        holder.paragraph_format.keep_with_next = True
        shape = holder.add_run().add_picture(io.BytesIO(png))
        shape.height, shape.width = Cm(PICTURE * shape.height / shape.width), Cm(PICTURE)
        properties = shape._inline.docPr
        properties.set("descr", plain(exhibit.alt))
        properties.set("name", f"Figuur {number}")
        caption = document.paragraph("", "Caption")
        caption.add_run("Figuur ")
        field(caption, "SEQ Figuur \\* ARABIC", str(number))
        caption.add_run(plain(f". {exhibit.title}. {' '.join(exhibit.below)}"))
    elif exhibit.below:
        document.paragraph(" ".join(exhibit.below), "Klein")
    for line in exhibit.reading:
        document.paragraph(line, "List Bullet")
