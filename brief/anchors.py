"""A block's id in, the name of the Word bookmark that carries it out, and back; and a document's own id."""

from __future__ import annotations

import re
from hashlib import sha256

from brief.model.document import Document

_PREFIX = "b_"
_LONGEST = 40  # Word refuses longer names
_DIGEST = 12

# `k-4`: a hyphen before a small letter or digit is one underscore; `K`, `.`, `é` and any other hyphen become `__4b_`.
# Capitals are spelt out too: to Word, `b_q1` and `b_Q1` are one bookmark.
_AWKWARD = re.compile(r"(-)(?=[a-z0-9])|[^a-z0-9]")
_SPELT = re.compile(r"__([0-9a-f]{1,6})_|_")  # `__4b_`, `_`


def build_id(document: Document) -> str:
    """16 hex digits that change with anything in a document; a draft carries them, to be held against its base."""
    return sha256(repr(document).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def bookmark(id: str) -> str:  # noqa: A002 - the document tree's own name for it
    """The bookmark name of a block's id: letters, digits and underscores, at most 40, unlike any other id's.

    An id too long for that is cut and ends in a digest of the whole and an underscore.
    """
    name = _whole(id)
    if len(name) <= _LONGEST:
        return name
    digest = sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
    return f"{name[: _LONGEST - _DIGEST - 2]}_{digest}_"


def block_id(bookmark: str) -> str | None:
    """The id that a bookmark carries; None where it was cut or is not one of ours."""
    found = _SPELT.sub(_read, bookmark.removeprefix(_PREFIX))
    # A cut name ends in an underscore that spells nothing, so it never comes out of its own reading.
    return found if _whole(found) == bookmark and len(bookmark) <= _LONGEST else None


def line_id(block: str, number: int) -> str:
    """The id of the nth paragraph of a block, counted from 1; the first has the block's own.

    Each has a bookmark to itself, because LibreOffice spoils one that reaches over several paragraphs.
    """
    return block if number == 1 else f"{block}/{number}"


def _whole(id: str) -> str:  # noqa: A002 - as above
    return _PREFIX + _AWKWARD.sub(lambda match: "_" if match[1] else f"__{ord(match[0]):x}_", id)


def _read(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else ord("-")
    return chr(code) if code <= 0x10FFFF else ""
