"""What editors did to the drafts of an outline, done again to what is built of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from brief.errors import VerifyError
from brief.model.diagnostic import Report
from brief.model.document import Block, Document, Legend, Part, Point, Points
from brief.model.edits import Edits
from brief.model.inline import Cite, Tag
from brief.model.library import Library
from brief.model.outline import Outline
from brief.model.selection import Selection
from brief.pipeline.files import read_text, shown
from brief.pipeline.quoted import taken_out
from brief.pipeline.unchanged import edits_path


def edits_of(outline: Path) -> Edits:
    """The edits kept beside an outline.

    Raises:
        UsageError: their file cannot be read.
    """
    from brief.load.edits import edits

    path = edits_path(outline)
    return edits(read_text(path), shown(path)) if path.is_file() else Edits()


def without_removed(selection: Selection, edits: Edits) -> Selection:
    """The selection without what was removed from its drafts."""
    if not edits.edits:
        return selection
    from brief.apply import left

    return left(selection, edits)


def edited(document: Document, edits: Edits, selection: Selection, library: Library, report: Report) -> Document:
    """The document with every edit that can be done; its legend and its remarks say what is there now."""
    if not edits.edits:
        return document
    from brief.apply import Desk, applied
    from brief.compose.nothing import emptied
    from brief.compose.remarks import remarks
    from brief.compose.wording import wording

    outline = selection.outline
    words = wording(outline.language)
    document, found = taken_out(document, selection, edits, library)
    tag = Tag(sort="edited", glyph="≈", text=words.points.edited)
    own = replace(tag, text=words.points.own)
    desk = Desk(library=library, edited=tag, own=own, asked=words.points.asked, found=found)
    done = applied(replace(document, remarks=()), edits, desk, lambda one: _fault(one, library), report)
    parts = tuple(emptied(_with_legend(part, outline), words) for part in done.parts)
    own_words = {point.id for point in _points(parts) if not any(isinstance(one, Cite) for one in point.words)}
    remarked = (one for one in remarks(parts, words) if one.block not in own_words)
    return replace(done, parts=parts, remarks=(*remarked, *done.remarks))


def _fault(document: Document, library: Library) -> str | None:
    from brief.verify import verify

    try:
        verify(document, library)
    except VerifyError as error:
        return error.diagnostics[0].message
    return None


def _points(parts: Iterable[Part]) -> Iterable[Point]:
    return (point for part in parts for block in part.blocks if isinstance(block, Points) for point in block.points)


def _with_legend(part: Part, outline: Outline) -> Part:
    from brief.compose.points import legend
    from brief.compose.wording import wording

    new = legend(tuple(_points([part])), wording(outline.language))
    return replace(part, blocks=tuple(_renewed(part.blocks, new)))


def _renewed(blocks: Iterable[Block], new: Legend) -> Iterable[Block]:
    return (replace(new, id=block.id) if isinstance(block, Legend) else block for block in blocks)
