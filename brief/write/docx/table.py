"""Tables, open questions and evidence in, Word tables out, as XML text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from brief.model.document import (
    Cell,
    Disagreement,
    Disagreements,
    Evidence,
    EvidenceList,
    OpenQuestion,
    OpenQuestions,
    Row,
    RowGroup,
    Table,
)
from brief.model.inline import Line, Tone, Words
from brief.write.docx.inline import escaped, is_mostly_verbatim, line, linked, marked, paragraph, run
from brief.write.docx.setting import GRID, Setting, StyleName

_QUESTION_COLUMNS = (80.0, 46.0, 46.0)  # mm
_DISAGREEMENT_COLUMNS = (42.0, 65.0, 65.0)
_EVIDENCE_COLUMNS = (12.0, 30.0, 130.0)
_NARROW = 22.0
_LETTER = 1.85  # mm, of bold Calibri at 9.5 pt
_PADDING = 4.0  # the house's right margin of a cell
_GROUP_TONES: dict[Tone, StyleName] = {"forecast": "Tag Forecast", "contested": "Tag Contested", "muted": "Desk Muted"}


_Grid = tuple[int, ...]
"""Column widths in twips."""


def table(setting: Setting, block: Table) -> str:
    """A table of the tree, and its note."""
    grid = _grid(setting, _widths(block))
    heads = tuple(column.head for column in block.columns)
    rows = "".join(_group(setting, grid, group) for group in block.groups)
    note = paragraph(setting, "Table Note", run(setting, block.note)) if block.note else _end(setting)
    return _frame(setting, grid, heads, rows, caption=block.caption, anchor=block.id) + note


def questions(setting: Setting, block: OpenQuestions) -> str:
    """Open questions, a row each."""
    grid = _grid(setting, _QUESTION_COLUMNS)
    rows = "".join(_tree_row(setting, grid, _question(question)) for question in block.questions)
    return _frame(setting, grid, block.labels, rows) + _end(setting)


def disagreements(setting: Setting, block: Disagreements) -> str:
    """Disagreements, a row each with two sides beside each other; further sides have rows of their own."""
    grid = _grid(setting, _DISAGREEMENT_COLUMNS)
    rows = "".join(_sides(setting, grid, one) for one in block.disagreements)
    return _frame(setting, grid, block.heads, rows) + _end(setting)


def evidence(setting: Setting, block: EvidenceList) -> str:
    """Cited passages, a row each."""
    grid = _grid(setting, _EVIDENCE_COLUMNS)
    rows = "".join(_evidence(setting, grid, row) for row in block.rows)
    return _frame(setting, grid, block.heads, rows) + _end(setting)


def _end(setting: Setting) -> str:
    """An empty line of no height: without a paragraph between them Word joins two tables."""
    return paragraph(setting, "Table End", "")


def _grid(setting: Setting, columns: Iterable[float]) -> _Grid:
    return tuple(round(mm * setting.width / GRID * 1440 / 25.4) for mm in columns)


def _widths(block: Table) -> list[float]:
    """Column widths in mm, a narrow column widened at the widest's cost until its longest word fits.

    Calibri runs wider than the PDF's Source Sans, for which the tree's widths are made.
    """
    widths = [column.width for column in block.columns]
    widest = max(range(1, len(widths)), key=lambda each: widths[each], default=0)
    for number, width in enumerate(widths):
        if width < _NARROW < widths[widest] / 2:
            lack = min(_longest_word(block, number) * _LETTER + _PADDING, _NARROW) - width
            widths[number] += max(lack, 0)
            widths[widest] -= max(lack, 0)
    return widths


def _longest_word(block: Table, column: int) -> int:
    lines = (words for group in block.groups for row in group.rows for words in row.cells[column])
    texts = (part.text for words in lines for part in words if isinstance(part, Words))
    return max((len(word) for text in (block.columns[column].head, *texts) for word in text.split()), default=0)


def _frame(  # noqa: PLR0913 - what a table has beside its rows
    setting: Setting, grid: _Grid, heads: tuple[str, ...], rows: str, *, caption: str = "", anchor: str | None = None
) -> str:
    """A table whose head repeats on each page."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    texts = [run(setting, text) if text else "" for text in heads]
    if anchor:
        texts[0] = marked(setting, anchor, texts[0])
    cells = [paragraph(setting, "Table Head", text) for text in texts]
    alternative = f'<w:tblCaption w:val="{escaped(caption or ", ".join(filter(None, heads)))}"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{setting.style("Brief Table")}"/>'
        f'<w:tblW w:w="{sum(grid)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/>{alternative}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{_row(grid, cells, head=True)}{rows}'
        "</w:tbl>"
    )


def _row(grid: _Grid, cells: Sequence[str], *, head: bool = False) -> str:
    repeated = "<w:tblHeader/>" if head else ""
    inner = "".join(_cell(width, content) for width, content in zip(grid, cells, strict=False))
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{inner}</w:tr>"


def _cell(width: int, content: str, *, across: int = 1) -> str:
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>{content}</w:tc>'


def _group(setting: Setting, grid: _Grid, group: RowGroup) -> str:
    rows = "".join(_tree_row(setting, grid, row) for row in group.rows)
    if group.heading is None:
        return rows
    heading = paragraph(setting, "Table Group", run(setting, group.heading, _GROUP_TONES.get(group.tone)))
    cell = _cell(sum(grid), heading, across=len(grid))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>{rows}"


def _tree_row(setting: Setting, grid: _Grid, row: Row) -> str:
    others = (_content(setting, cell) for cell in row.cells[1:])
    return _row(grid, [_marked_cell(setting, row.id, row.cells[0]), *others])


def _marked_cell(setting: Setting, anchor: str, cell: Cell) -> str:
    """A cell, the bookmark round its first paragraph: LibreOffice doubles one that reaches over more of a table."""
    first, *rest = cell or ((),)
    lead = paragraph(setting, _voice(first), marked(setting, anchor, line(setting, first, _voice(first))))
    return lead + _paragraphs(setting, tuple(rest))


def _content(setting: Setting, cell: Cell) -> str:
    """The paragraphs of a cell; Word asks for at least one."""
    return _paragraphs(setting, cell or ((),))


def _paragraphs(setting: Setting, cell: Cell) -> str:
    return "".join(paragraph(setting, _voice(words), line(setting, words, _voice(words))) for words in cell)


def _voice(words: Line) -> StyleName:
    return "Table Quote" if is_mostly_verbatim(words) else "Table Text"


def _question(question: OpenQuestion) -> Row:
    label = Words(text=f"{question.label} ", tone="accent")
    asked: Cell = ((label, *question.head), question.words)
    return Row(id=question.id, cells=(asked, (question.why,), (question.closes,)))


def _sides(setting: Setting, grid: _Grid, one: Disagreement) -> str:
    """A disagreement: what it is about and two sides, then two more sides a row, the label before each."""
    label = Words(text=f"{one.label} ", tone="contested")
    about = _marked_cell(setting, one.id, ((label, *one.head), one.about))
    cells = [_marked_cell(setting, side.id, (side.words, side.said)) for side in one.sides]
    cells += [_content(setting, ())] * (len(cells) % 2)
    firsts = [about, *[_content(setting, ((label,),))] * (len(cells) // 2 - 1)]
    return "".join(_row(grid, [first, *cells[2 * at : 2 * at + 2]]) for at, first in enumerate(firsts))


def _evidence(setting: Setting, grid: _Grid, row: Evidence) -> str:
    number = run(setting, str(row.number), "Table Label")
    back = linked(setting, row.cited_by[0], number) if row.cited_by else number
    place = line(setting, (Words(text=row.source, tone="strong"), Words(text=f", {row.place}")), "Table Text")
    words = line(setting, row.words, "Table Evidence")
    return _row(
        grid,
        [
            paragraph(setting, "Table Text", marked(setting, row.id, back)),
            paragraph(setting, "Table Text", place),
            paragraph(setting, "Table Evidence", words),
        ],
    )
