"""A Word file of ours → its paragraphs, each with its bookmarks, looks, comments and place in a table.

Tracked changes are taken as accepted (Word's “Final”) or rejected (“Original”): text outside `w:del` and `w:moveFrom`,
or text outside `w:ins` and `w:moveTo`. A paragraph whose mark went is joined with the next one.
"""

from __future__ import annotations

from collections.abc import Collection

from brief.draft.beside import (
    beside,
    comments,
    hidden_styles,
    links,
    properties,
    refuse_parts_from_outside,
    style_names,
)
from brief.draft.body import Reading, Side
from brief.draft.formats import formats
from brief.errors import UsageError
from brief.model.diagnostic import Place
from brief.model.draft import Draft
from brief.ooxml import Package, RefusedError

__all__ = ["Side", "proposed_looks", "read_draft", "said_of", "tags"]


_BODY = "word/document.xml"
_CUSTOM = "docProps/custom.xml"


def said_of(data: bytes, path: str) -> dict[str, str]:
    """What a Word file says of itself in its custom properties, its body not looked at.

    Raises:
        UsageError: it is no Word file, or one that is not safe to open.
    """
    try:
        return dict(properties(Package(data).root(_CUSTOM)))
    except RefusedError as error:
        raise UsageError.at(str(error), Place(path=path)) from error


def tags(data: bytes, path: str) -> int:
    """How many tags the body of a Word file has, which is not parsed for it.

    Raises:
        UsageError: it is no Word file, or one that is not safe to open.
    """
    try:
        return (Package(data).data(_BODY) or b"").count(b"<")
    except RefusedError as error:
        raise UsageError.at(str(error), Place(path=path)) from error


def proposed_looks(data: bytes, path: str) -> list[tuple[str | None, str, str]]:
    """Each look that was proposed while changes were tracked: who, what sort, and the words.

    Raises:
        UsageError: it is no Word file, or one that is not safe to open.
    """
    try:
        return list(formats(Package(data).needed(_BODY)))
    except RefusedError as error:
        raise UsageError.at(str(error), Place(path=path)) from error


def read_draft(data: bytes, path: str, side: Side = "accepted", without: Collection[str] = ()) -> Draft:
    """The paragraphs of a Word file in order, those of tables and boxes where they stand.

    What the authors of `without` proposed is taken as not decided for: on the accepted side as rejected.

    Raises:
        UsageError: it is no Word file, or one that is not safe to open.
    """
    try:
        package = Package(data)
        body = package.needed(_BODY)
        related = package.root("word/_rels/document.xml.rels")
        refuse_parts_from_outside(related)
        refuse_parts_from_outside(package.root("word/_rels/settings.xml.rels"))
        said = tuple(properties(package.root(_CUSTOM)))
        looks = package.root("word/styles.xml")
        styles = style_names(looks)
        reading = Reading(
            side=side,
            without=frozenset(without),
            styles=styles,
            links=links(related),
            comments=comments(package),
            hidden=hidden_styles(looks),
        )
        around = tuple(beside(package, related))
    except RefusedError as error:
        raise UsageError.at(str(error), Place(path=path)) from error
    return Draft(
        path=path,
        paragraphs=tuple(reading.joined(body)),
        gone=tuple(reading.gone.items()),
        build=dict(said).get("brief.build"),
        properties=said,
        styles=tuple(styles.items()),
        beside=around,
    )
