"""How titles, headings, sentences and captions look, also what a reader types later."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from reports.lines import hex6
from reports.office import LANGUAGE
from reports.word.xml import element
from ui import colours

FONT = "Calibri"
#: The id of the style of a cell.
IN_TABLE = "InEenTabel"


def set_styles(file: Document) -> None:
    """In Dutch, in our letters and colours, instead of those of the template."""
    styles = file.styles
    # Of everything that does not say otherwise, also what a reader types later.
    for run in styles.element.iter(qn("w:rPrDefault")):
        properties = run.get_or_add_rPr() if hasattr(run, "get_or_add_rPr") else run.find(qn("w:rPr"))
        for language in properties.findall(qn("w:lang")):
            properties.remove(language)
        properties.append(element("w:lang", **{"w:val": LANGUAGE, "w:eastAsia": LANGUAGE}))
    for theme in file.settings.element.findall(qn("w:themeFontLang")):
        theme.set(qn("w:val"), LANGUAGE)
    looks: dict[str, tuple[float, str, bool, float, float]] = {
        # size, colour, bold, space before and after
        "Normal": (11, colours.TEXT, False, 0, 6),
        "Title": (24, colours.PROVINCE, True, 0, 2),
        "Subtitle": (12, colours.MUTED, False, 0, 12),
        "Heading 1": (16, colours.PROVINCE, True, 18, 6),
        "Heading 2": (13, colours.PROVINCE, True, 14, 4),
        "Caption": (9.5, colours.MUTED, False, 2, 10),
        "List Bullet": (10.5, colours.TEXT, False, 0, 3),
        "List Number": (10, colours.TEXT, False, 0, 3),
        "Footer": (9, colours.MUTED, False, 0, 0),
    }
    for name, (size, colour, bold, before, after) in looks.items():
        style = styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
        style.font.color.rgb = RGBColor.from_string(hex6(colour))
        # The theme would win from the name.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in [a for a in fonts.attrib if "Theme" in a]:
            del fonts.attrib[attribute]
        for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(kind), FONT)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.1
    for spacing in list(styles["Subtitle"].element.rPr.findall(qn("w:spacing"))):
        spacing.getparent().remove(spacing)
    for border in list(styles["Title"].element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)
    for name, size, colour in (("In een tabel", 9.0, colours.TEXT), ("Klein", 9.5, colours.MUTED)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), IN_TABLE if name == "In een tabel" else "Klein")
        style.base_style = styles["Normal"]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(hex6(colour))
        style.paragraph_format.space_after = Pt(0 if name == "In een tabel" else 6)
        style.paragraph_format.line_spacing = 1.0
