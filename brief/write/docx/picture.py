"""A PNG with its size in, the paragraph that shows it and its caption out, as XML text."""

from __future__ import annotations

from brief.model.inline import Line
from brief.write.docx.inline import escaped, line, marked, paragraph
from brief.write.docx.setting import Setting, StyleName

_EMU = 36_000  # a mm in the unit of drawings
_TOP = "http://schemas.openxmlformats.org"
_WP = f"{_TOP}/drawingml/2006/wordprocessingDrawing"
_A = f"{_TOP}/drawingml/2006/main"
_PIC = f"{_TOP}/drawingml/2006/picture"
_R = f"{_TOP}/officeDocument/2006/relationships"


def picture(  # noqa: PLR0913 - what a picture is: its bytes, its size, and three texts that go with it
    setting: Setting,
    png: bytes,
    *,
    width_mm: float,
    height_mm: float,
    alt: str,
    caption: Line = (),
    anchor: str | None = None,
    style: StyleName = "Figure",
) -> str:
    """A picture in a line of its own from the left edge of the grid, and its caption below it in the text column."""
    drawing = f"<w:r>{_inline(setting, png, round(width_mm * _EMU), round(height_mm * _EMU), alt)}</w:r>"
    shown = paragraph(setting, style, marked(setting, anchor, drawing) if anchor else drawing)
    return shown + (paragraph(setting, "Caption", line(setting, caption, "Caption")) if caption else "")


def _inline(setting: Setting, png: bytes, width: int, height: int, alt: str) -> str:
    """A drawing in the line of text, without the distances that would make LibreOffice move it."""
    number, relation = setting.picture(png)
    said = f'id="{number}" name="Picture {number}" descr="{escaped(alt)}"'
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr {said}/>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}">'
        f"<pic:nvPicPr><pic:cNvPr {said}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip xmlns:r="{_R}" r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing>"
    )
