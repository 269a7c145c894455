"""Bytes of a Word file in, a page out: its paragraphs with tracked changes accepted, one a line, and its properties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.errors import SourceError
from brief.model.article import Hint, Page, Role, Source
from brief.model.diagnostic import Report
from brief.ooxml import WORD as _WORD
from brief.ooxml import Package, RefusedError

if TYPE_CHECKING:
    from lxml.etree import _Element

_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DROPPED = {f"{_WORD}pPr", f"{_WORD}del", f"{_WORD}moveFrom", f"{_WORD}delText", f"{_WORD}p", _FALLBACK}
"""What is no part of a paragraph's own text: what a tracked change took out, and text boxes, whose paragraphs come."""
_BREAKS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "\u2011"}
_MOST_PARAGRAPHS = 100_000
"""All stages take about 50 µs for each, and 1.5 million fit into a file of 160 KiB."""


def read_docx(source: Source, data: bytes, report: Report) -> Page:  # noqa: ARG001 - all readers are called alike
    """The page of a Word file; a zip bomb, a DOCTYPE or a part that stands twice is refused."""
    try:
        package = Package(data)
        body, core = package.needed("word/document.xml"), package.root("docProps/core.xml")
    except RefusedError as error:
        raise SourceError.at(str(error)) from error
    if sum(1 for _ in body.iter(f"{_WORD}p")) > _MOST_PARAGRAPHS:
        raise SourceError.at(f"the file has more than {_MOST_PARAGRAPHS:,} paragraphs")
    text, hints = _laid_out(body)
    return Page(
        source=source,
        text=text,
        title=_property(core, "title"),
        authors=tuple(name.strip() for name in (_property(core, "creator") or "").split(";") if name.strip()),
        hints=tuple(hints),
    )


def _laid_out(body: _Element) -> tuple[str, list[Hint]]:
    pieces: list[str] = []
    hints: list[Hint] = []
    size = 0
    for paragraph in body.iter(f"{_WORD}p"):
        if any(True for _ in paragraph.iterancestors(_FALLBACK, f"{_WORD}del", f"{_WORD}moveFrom")):
            continue
        words = "".join(_runs(paragraph)).strip()
        hints.append(Hint(start=size, end=size + len(words), role=_role(paragraph)))
        pieces.append(words + "\n")
        size += len(words) + 1
    return "".join(pieces), [hint for hint in hints if hint.start < hint.end]


def _runs(element: _Element) -> Iterator[str]:
    """The text of a paragraph's own runs; a stack, for text boxes nest as deep as the file likes."""
    stack = list(reversed(element))
    while stack:
        node = stack.pop()
        if node.tag in _DROPPED or _is_hidden(node):
            continue
        if node.tag == f"{_WORD}t":
            yield "".join(map(str, node.itertext()))
        elif node.tag in _BREAKS:
            yield _BREAKS[node.tag]
        else:
            stack.extend(reversed(node))


def _is_hidden(run: _Element) -> bool:
    """Whether Word neither shows nor prints it."""
    mark = run.find(f"{_WORD}rPr/{_WORD}vanish") if run.tag == f"{_WORD}r" else None
    return mark is not None and mark.get(f"{_WORD}val") not in {"0", "false", "off"}


def _role(paragraph: _Element) -> Role:
    """By the paragraph's style and numbering: `Title`, `Heading 2`, a list."""
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    name = (style.get(f"{_WORD}val") or "").lower() if style is not None else ""
    if name == "title":
        return Role.TITLE
    if name.startswith("heading") or paragraph.find(f"{_WORD}pPr/{_WORD}outlineLvl") is not None:
        return Role.HEADING
    listed = paragraph.find(f"{_WORD}pPr/{_WORD}numPr") is not None or name.startswith("list")
    return Role.ITEM if listed else Role.PARAGRAPH


def _property(core: _Element | None, name: str) -> str | None:
    return " ".join((core.findtext(f"{_DUBLIN}{name}") or "").split()) or None if core is not None else None
