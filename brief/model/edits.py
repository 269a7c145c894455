"""Edits: what somebody changed in a draft of ours, each held to the block that it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

from brief.model.diagnostic import Place

EditKind = Literal[
    "reworded", "shortened", "moved", "removed", "added", "split", "joined", "heading", "cell", "comment", "looks"
]
AddedAs = Literal["point", "row", "quotation", "heading", "paragraph", "cell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change."""

    kind: EditKind
    block: str
    """Id of the block that it changes; of what was added, the id that it will have."""
    section: str
    """Kind of the section that it stands in; `front` above the first."""
    was: tuple[str, ...] = ()
    """The words as written, a paragraph each; of what is moved or removed, all of it."""
    now: tuple[str, ...] = ()
    """The words as edited, a paragraph each; of an added row a cell each, its paragraphs parted by line ends."""
    after: str | None = None
    """Of what was moved or added, the block before it; None where it comes first."""
    below: str | None = None
    """The words of the paragraph before it, where that is not the last of its block."""
    as_: AddedAs | None = None
    """What was added."""
    column: int | None = None
    """Of a cell that was empty, its column from 1."""
    by: str | None = None
    at: str | None = None
    """ISO 8601."""
    looks: tuple[tuple[str, str], ...] = ()
    """Looks that the editor gave some words: (`bold`, words), (`italic`, words), (`link https://…`, words)."""
    sure: bool = True
    """False where it was likely, not certain, what became of a paragraph."""
    done: bool = False
    """Of a comment, that it is settled."""
    source: str | None = None
    """Of new words that stand in a source, where: `seeds/council.txt:4`; they are printed as its passage."""
    place: Place | None = field(default=None, compare=False)
    """Of its entry in the file."""


class Edits(Struct, frozen=True, kw_only=True):
    """All edits of one outline, in the order of their file."""

    path: str = ""
    edits: tuple[Edit, ...] = ()


class Pulled(Struct, frozen=True, kw_only=True):
    """What became of a draft."""

    edits: tuple[Edit, ...]
    reported: tuple[str, ...] = ()
    """Changes of what no edit can change: tags, marks, the evidence, labels; each in words with its text."""
    lost: tuple[str, ...] = ()
    """Paragraphs of the draft that base and edits do not give again."""
