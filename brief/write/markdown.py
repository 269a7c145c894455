"""Document → Markdown for a wiki: GitHub's dialect, references as links to the evidence and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from brief.model.chart import Chart
from brief.model.document import (
    Block,
    BottomLine,
    Cell,
    Disagreements,
    Document,
    Evidence,
    EvidenceList,
    Legend,
    OpenQuestions,
    Part,
    Points,
    Prose,
    Quotations,
    Table,
)
from brief.model.inline import Cite, Context, Inline, Line, Styled, Tag, Verbatim, Words

_ACTIVE = re.compile(r"([\\`*_\[\]<>#|~&])")  # `_snake_`, `[1]`, `<b>`
_NUMBERED = re.compile(r"^(\d{1,9})([.)])")  # `2024. ` would begin a list
_BULLET = re.compile(r"^([-+=])")


def write(document: Document) -> bytes:
    """The brief as one UTF-8 Markdown page."""
    paragraphs = [*_front(document), *(text for part in document.parts for text in _part(part)), *_foot(document)]
    return ("\n\n".join(text for text in paragraphs if text) + "\n").encode("utf-8", "replace")


def _front(document: Document) -> Iterator[str]:
    if document.handling:
        yield f"**{_escape(document.handling)}**"
    yield f"# {_escape(document.title)}"
    if document.subtitle:
        yield f"*{_escape(document.subtitle)}*"
    yield f"{_escape(document.product)} {_escape(document.issue)}"
    yield "\n".join(f"- {_escape(label)}: {_escape(value)}" for label, value in document.facts)
    if document.bottom_line:
        yield from _bottom_line(document.bottom_line)


def _bottom_line(bottom_line: BottomLine) -> Iterator[str]:
    yield f"**{_escape(bottom_line.label)}:** {_line(bottom_line.words)}"
    yield " ".join(_ended(_line(line)) for line in bottom_line.remarks)


def _ended(text: str) -> str:
    return text if text.endswith((".", ")")) else f"{text}."


def _part(part: Part) -> Iterator[str]:
    yield f"## {_escape(part.heading)}"
    if part.note:
        yield f"*{_escape(part.note)}*"
    for block in part.blocks:
        yield from _block(block)


def _foot(document: Document) -> Iterator[str]:
    yield "---"
    yield "  \n".join(_escape(line) for line in document.footer)


def _block(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912  one case a kind of block
    match block:
        case Points(points=points):
            for number, point in enumerate(points, 1):
                tags = " · ".join(_inline(tag) for tag in point.tags)
                yield (
                    f"{number}. {_line(point.words)}\n   {tags}" if len(points) > 1 else f"{_line(point.words)}\n{tags}"
                )
        case Quotations(groups=groups):
            for group in groups:
                about = "; ".join(_line(line) for line in group.about)
                yield f"**{_escape(group.speaker)}** ({about})"
                yield from (f"> {_line(quotation.words)}" for quotation in group.quotations)
        case Chart():
            pass  # the table says all of it, and an image would be a second file
        case Table():
            yield _table(block)
            if block.note:
                yield f"*{_escape(block.note)}*"
        case OpenQuestions(questions=questions, labels=(_, why, closes)):
            for question in questions:
                yield f"**{_escape(question.label)}** ({_line(question.head)}) {_line(question.words)}"
                yield f"- {why}: {_line(question.why)}\n- {closes}: {_line(question.closes)}"
        case Disagreements(disagreements=disagreements):
            for one in disagreements:
                yield f"**{_escape(one.label)}** {_line(one.head)}. {_line(one.about)}"
                yield "\n".join(f"- {_line(side.words)}  \n  {_line(side.said)}" for side in one.sides)
        case Prose(label=label, lines=prose):
            yield from ([f"**{_escape(label)}**"] if label else [])
            yield from (_line(line) for line in prose)
        case Legend(label=label, entries=entries):
            yield f"**{_escape(label)}**"
            yield "\n".join(f"- {_line(sample)}: {_line(meaning)}" for sample, meaning in entries)
        case EvidenceList(rows=rows):
            yield from (_evidence(row) for row in rows)
        case _:
            assert_never(block)


def _table(table: Table) -> str:
    heads = [_escape(column.head) for column in table.columns]
    rows = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    for group in table.groups:
        if group.heading:
            rows.append(f"| **{_escape(group.heading)}** |{' |' * (len(heads) - 1)}")
        rows += [f"| {' | '.join(_cell(cell) for cell in row.cells)} |" for row in group.rows]
    return "\n".join(rows)


def _cell(cell: Cell) -> str:
    return "<br>".join(_line(line) for line in cell)


def _evidence(row: Evidence) -> str:
    back = f"[{row.number}](#{row.cited_by[0]})" if row.cited_by else f"{row.number}"
    return f'<a id="{row.id}"></a>**{back}** {_escape(row.source)}, {_escape(row.place)}: {_line(row.words)}'


def _line(line: Line) -> str:
    text = "".join(_inline(inline) for inline in line).strip()
    return _BULLET.sub(r"\\\1", _NUMBERED.sub(r"\1\\\2", text))


def _inline(inline: Inline) -> str:
    match inline:
        case Styled():
            return _styled(inline)
        case Words(text=text, tone=tone):
            return f"**{_escape(text)}**" if tone == "strong" and text.strip() == text else _escape(text)
        case Verbatim(text=text) | Context(text=text):
            return _escape(text)
        case Cite(id=ident, number=number, target=target):
            return f' <a id="{ident}"></a>[\\[{number}\\]](#{target})'
        case Tag(glyph=glyph, text=text):
            return f"{glyph} {_escape(text)}"
        case _:
            assert_never(inline)


def _styled(words: Styled) -> str:
    """Words with their looks, the blanks at their edges outside the marks."""
    bare = words.text.strip()
    if not bare:
        return words.text
    mark = "**" * (words.bold or words.tone == "strong") + "*" * words.italic
    text = f"{mark}{_escape(bare)}{mark[::-1]}"
    if words.link:
        text = f"[{text}](<{words.link.replace('<', '%3C').replace('>', '%3E')}>)"
    before, _, after = words.text.partition(bare)
    return f"{before}{text}{after}"


def _escape(text: str) -> str:
    return _ACTIVE.sub(r"\\\1", " ".join(text.split())) if text.strip() == text else _spaced(text)


def _spaced(text: str) -> str:
    """Escaped, with one space kept where the text begins or ends with one."""
    inner = _ACTIVE.sub(r"\\\1", " ".join(text.split()))
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if text[-1:].isspace() and inner else ''}"
