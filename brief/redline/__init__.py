"""Two Word files in, the new one with Word's own tracked changes against the old one out.

Accepted it is the new one again, rejected the old one: checked both ways before it is given out. A paragraph keeps what
it keeps, word by word; paragraphs and table rows come and go as wholes; a paragraph of the body that stands elsewhere
is a move, with what changed in it; a footnote at the same place is compared like a paragraph. Styles, headers and
comments are the new file's. What is tracked in either file already is taken as accepted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from brief.errors import UsageError, WriteError
from brief.model.diagnostic import Place
from brief.ooxml import WORD, RefusedError
from brief.redline.carry import Carrier, written
from brief.redline.marking import Marking
from brief.redline.package import BODY, NOTES, RELATIONS, STYLES, TYPES, Book, opened, packed, restyled
from brief.redline.reading import Shape
from brief.redline.resolve import Side

if TYPE_CHECKING:
    from lxml.etree import _Element

AUTHOR = "brief"


class Redline(Struct, frozen=True, kw_only=True):
    """A file with tracked changes."""

    data: bytes
    changes: int
    """Tracked changes in it, as Word counts them."""


def redline(old: bytes, new: bytes, old_path: str, new_path: str, *, author: str = AUTHOR) -> Redline:
    """The new file, what changed since the old one tracked in it, dated as the new one is.

    Raises:
        UsageError: one of them is no Word file, or one that is not safe to open.
        WriteError: accepted it would not be the new one, or rejected not the old one.
    """
    before, after = _opened(old, old_path), _opened(new, new_path)
    restyled(before, after)
    wanted: dict[Side, Shape] = {"accepted": _shape(after), "rejected": _shape(before)}
    carrier = Carrier(old=before, new=after)
    try:
        changes = _mark(before, after, carrier, author)
        parts = {**after.parts, **carrier.parts, TYPES: carrier.types(), RELATIONS: written(after.relations)}
    except RefusedError as error:
        raise UsageError.at(str(error), Place(path=old_path)) from error
    roots = {BODY: after.body, NOTES: after.notes, STYLES: after.style_sheet}
    parts |= {name: written(root) for name, root in roots.items() if root is not None}
    made = packed(parts)
    for side, shape in wanted.items():
        if _side(made, new_path, side) != shape:
            which = "accepted it is not the new file" if side == "accepted" else "rejected it is not the old file"
            message = f"the redline was not written: {which}"
            raise WriteError.at(message, Place(path=new_path), "Please report it with both files.")
    return Redline(data=made, changes=changes)


def _mark(before: Book, after: Book, carrier: Carrier, author: str) -> int:
    stories = [story for story in (after.body, after.notes) if story is not None]
    ids = [int(value) for story in stories for one in story.iter() if (value := one.get(f"{WORD}id", "")).isdecimal()]
    marking = Marking(
        old=before.reading,
        new=after.reading,
        author=author,
        date=after.dated,
        names=frozenset(one.get(f"{WORD}name") or "" for one in after.body.iter(f"{WORD}bookmarkStart")),
        carried=carrier.relation,
        noted=carrier.note,
        first_id=max(ids, default=0) + 1,
    )
    marking.story(_inner(before), _inner(after))
    return marking.changes


def _opened(data: bytes, path: str, settled: Side = "accepted") -> Book:
    try:
        return opened(data, settled)
    except RefusedError as error:
        raise UsageError.at(str(error), Place(path=path)) from error


def _side(data: bytes, path: str, side: Side) -> Shape:
    """What the finished file prints on one side."""
    return _shape(_opened(data, path, side))


def _inner(book: Book) -> _Element:
    body = book.body.find(f"{WORD}body")
    return book.body if body is None else body


def _shape(book: Book) -> Shape:
    return book.reading.shape(_inner(book))
