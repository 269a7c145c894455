"""A paragraph as written × as edited → the looks that an editor gave its words, and those that no edit can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from brief.model.draft import Piece
from brief.pull.view import View, is_label, is_mark

Look = tuple[str, str]
"""`bold`, `italic` or `link https://…`, and the words that have it."""

_BOLD, _ITALIC = {"strong", "intense emphasis"}, {"emphasis", "subtle emphasis"}
"""Word's own character styles for what others set by hand."""
_VOICE = ("key point", "quote", "table quote")
"""Styles of paragraphs in a source's voice: how their names begin."""
_NO_VOICE = ("quote attribution", "key point tags")
_DESK = "desk "
_FLAT = ("heading", "title", "subtitle", "section note")
"""Styles of what the tree holds as plain text."""


def looks_of(view: View) -> tuple[Look, ...]:
    """Every look of a paragraph that somebody set by hand, in order."""
    pieces = [piece for piece in view.paragraph.pieces if not is_mark(piece) and not is_label(piece)]
    return tuple(dict.fromkeys((*_runs(pieces, "bold"), *_runs(pieces, "italic"), *_links(pieces))))


def new_looks(was: View, now: View) -> tuple[Look, ...]:
    """The looks that a paragraph has now and had not; all that it has, where one is new."""
    looks, had = looks_of(now), set(looks_of(was))
    return looks if any(look not in had for look in looks) else ()


def lost_looks(was: View, now: View) -> Iterator[Look]:
    """Looks of words that have them no more."""
    there = set(looks_of(now))
    return (look for look in looks_of(was) if look not in there)


def holds(view: View, look: Look) -> bool:
    """Whether the words with this look are the desk's: a source's words, and a title, stay as they are set."""
    style = view.paragraph.style.lower()
    if view.role == "heading" or style.startswith(_FLAT):
        return False
    if not style.startswith(_VOICE) or style.startswith(_NO_VOICE):
        return True
    pieces = (piece for piece in view.paragraph.pieces if (piece.style or "").lower().startswith(_DESK))
    return any(look[1] in piece.text or piece.text.strip() in look[1] for piece in pieces if piece.text.strip())


def can_hold(look: Look) -> bool:
    """Whether it is a look that a brief can print: a link only to a page of the web."""
    name, _, address = look[0].partition(" ")
    return name != "link" or address.lower().startswith(("http://", "https://"))


def _runs(pieces: Iterable[Piece], look: str) -> Iterator[Look]:
    for on, run in groupby(pieces, lambda piece: _has(piece, look)):
        words = "".join(piece.text for piece in run)
        if on and words.strip():
            yield look, " ".join(words.split())


def _has(piece: Piece, look: str) -> bool:
    style = (piece.style or "").lower()
    return piece.bold or style in _BOLD if look == "bold" else piece.italic or style in _ITALIC


def _links(pieces: Iterable[Piece]) -> Iterator[Look]:
    for link, run in groupby(pieces, lambda piece: piece.link):
        words = "".join(piece.text for piece in run)
        if link and words.strip():
            yield f"link {'%20'.join(link.split())}", " ".join(words.split())
