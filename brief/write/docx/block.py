"""A block of the document in, paragraphs and tables out, as XML text."""

from __future__ import annotations

from typing import assert_never

from brief.anchors import line_id
from brief.drawing.chart import draw
from brief.drawing.raster import png
from brief.model.chart import Chart
from brief.model.document import (
    Block,
    BottomLine,
    Disagreements,
    Document,
    EvidenceList,
    Legend,
    OpenQuestions,
    Part,
    Point,
    Points,
    Prose,
    Quotations,
    QuoteGroup,
    Table,
)
from brief.model.inline import Line, Verbatim
from brief.write.docx.inline import QUAD, TAB, line, lines, marked, paragraph, run, tag, tied
from brief.write.docx.picture import picture
from brief.write.docx.setting import Setting, StyleName
from brief.write.docx.table import disagreements, evidence, questions, table

_LABEL_FITS = 22
"""Letters of a side label that the 42 mm of its column hold; a longer one has a line for itself."""
_Styles = tuple[StyleName, StyleName]
"""The style of a paragraph with a label beside it, and without."""
_BODY: _Styles = ("Body Text", "Body Text 2")
_QUOTE: _Styles = ("Quote", "Quote Continued")
_LONG_QUOTE: _Styles = ("Quote Long", "Quote Long Continued")
_LONG = 70
"""Words of a quotation that may run over a page's end, in smaller type."""
_FACT = 20
"""Letters of a fact that stay on one line."""
_DROPS = 27
"""Letters of a title's second part that stay together on their own line: as many as surely fit it."""
_TITLES: tuple[tuple[int, StyleName], ...] = ((60, "Title"), (110, "Title Long"))


def front(setting: Setting, document: Document) -> str:
    """The title block and the bottom line."""
    style: StyleName = next((name for most, name in _TITLES if len(document.title) <= most), "Title Longest")
    facts = (
        run(setting, tied(f"{label} "), "Desk Muted") + run(setting, tied(value) if len(value) <= _FACT else value)
        for label, value in document.facts
    )
    parts = [
        paragraph(setting, style, run(setting, _title(document.title))),
        paragraph(setting, "Subtitle", run(setting, document.subtitle)) if document.subtitle else "",
        paragraph(setting, "Brief Meta", run(setting, QUAD).join(facts)) if document.facts else "",
        _bottom_line(setting, document.bottom_line) if document.bottom_line else "",
    ]
    return "".join(parts)


def part(setting: Setting, section: Part) -> str:
    """A section: heading, note, blocks.

    The note stands below a chart: over one, LibreOffice leaves heading and note behind on the page before it.
    """
    style: StyleName = "Heading 1 New Page" if section.new_page else "Heading 1"
    heading = paragraph(setting, style, marked(setting, section.id, run(setting, section.heading)))
    note = paragraph(setting, "Section Note", run(setting, section.note)) if section.note else ""
    charted = isinstance(next(iter(section.blocks), None), Chart)
    blocks = [_block(setting, block) for block in section.blocks]
    return heading + "".join((blocks[0], note, *blocks[1:]) if charted else (note, *blocks))


def _title(title: str) -> str:
    """The title, its short second part held together so that it drops whole to the next line."""
    first, colon, second = title.partition(": ")
    return first + colon + tied(second) if 0 < len(second) <= _DROPS else title


def _bottom_line(setting: Setting, block: BottomLine) -> str:
    label = run(setting, block.label, "Bottom Line Label") + TAB
    words = marked(setting, block.id, line(setting, block.words, "Bottom Line"))
    remarks = TAB + lines(setting, block.remarks, "Bottom Line Note")
    below = paragraph(setting, "Bottom Line Note", remarks) if block.remarks else ""
    return paragraph(setting, "Bottom Line", label + words) + below


def _block(setting: Setting, block: Block) -> str:  # noqa: PLR0911 - one return a kind of block
    match block:
        case Points():
            return _points(setting, block)
        case Quotations(groups=groups):
            return "".join(_quotes(setting, group) for group in groups)
        case Chart():
            return _chart(setting, block)
        case Table():
            return table(setting, block)
        case OpenQuestions():
            return questions(setting, block)
        case Disagreements():
            return disagreements(setting, block)
        case Prose():
            return _prose(setting, block)
        case Legend():
            return _legend(setting, block)
        case EvidenceList():
            return evidence(setting, block)
        case _:
            assert_never(block)


def _chart(setting: Setting, block: Chart) -> str:
    drawing = draw(block)
    return picture(
        setting,
        png(drawing, setting.faces, setting.palette),
        width_mm=setting.width,
        height_mm=drawing.height * setting.width / drawing.width,
        alt=block.alt,
        caption=block.caption,
        anchor=block.id,
    )


def _points(setting: Setting, block: Points) -> str:
    if len(block.points) == 1:
        return _point(setting, block.points[0], "Key Point Alone", "")
    number = setting.list_number()
    numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return "".join(_point(setting, point, "Key Point", numbering) for point in block.points)


def _point(setting: Setting, point: Point, style: StyleName, numbering: str) -> str:
    lead = TAB if style == "Key Point Alone" else ""
    words = marked(setting, point.id, line(setting, point.words, style))
    tags = run(setting, QUAD).join(tag(setting, part) for part in point.tags)
    below = paragraph(setting, "Key Point Tags", tags) if tags else ""
    return paragraph(setting, style, lead + words, numbering=numbering) + below


def _quotes(setting: Setting, group: QuoteGroup) -> str:
    runs = [marked(setting, each.id, line(setting, each.words, "Quote")) for each in group.quotations]
    styles = [_LONG_QUOTE if _words(each.words) > _LONG else _QUOTE for each in group.quotations]
    about = paragraph(setting, "Quote Attribution", lines(setting, group.about, "Quote Attribution"))
    return _beside(setting, group.speaker, runs, styles, group.id) + (about if group.about else "")


def _words(words: Line) -> int:
    return sum(len(part.text.split()) for part in words if isinstance(part, Verbatim))


def _prose(setting: Setting, block: Prose) -> str:
    runs = [
        marked(setting, line_id(block.id, number), line(setting, words, "Body Text"))
        for number, words in enumerate(block.lines, start=1)
    ]
    return _beside(setting, block.label, runs, [_BODY] * len(runs))


def _beside(
    setting: Setting, label: str | None, runs: list[str], styles: list[_Styles], anchor: str | None = None
) -> str:
    """Paragraphs beside a label, or below it where its column cannot hold it."""
    set_in = [paragraph(setting, below, words) for (_, below), words in zip(styles, runs, strict=True)]
    if label is None:
        return "".join(set_in)
    side = run(setting, label, "Side Label")
    side = marked(setting, anchor, side) if anchor else side
    if len(label) > _LABEL_FITS or not runs:
        return paragraph(setting, "Label Line", side) + "".join(set_in)
    return paragraph(setting, styles[0][0], side + TAB + runs[0]) + "".join(set_in[1:])


def _legend(setting: Setting, block: Legend) -> str:
    set_in: list[str] = []
    for number, (sample, meaning) in enumerate(block.entries, start=1):
        last = number == len(block.entries)
        style: StyleName = "Legend Last" if last else "Legend Continued" if set_in else "Legend"
        label = "" if set_in else run(setting, block.label, "Desk Muted")
        label = marked(setting, block.id, label) if label else ""
        inner = label + TAB + line(setting, sample, style) + TAB + line(setting, meaning, style)
        set_in.append(paragraph(setting, style, inner))
    return "".join(set_in)
