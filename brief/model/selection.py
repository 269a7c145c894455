"""The selection: which items each section prints, in order, each with its reasons."""

from __future__ import annotations

from msgspec import Struct

from brief.model.article import Span
from brief.model.items import Item, Speaker
from brief.model.library import Cluster
from brief.model.outline import Outline, Section


class Choice(Struct, frozen=True, kw_only=True):
    """One item chosen for a section."""

    item: Item
    spans: tuple[Span, ...]
    """What of it is printed: the whole item, or the parts that the outline's `words` name."""
    because: tuple[str, ...]
    """Reasons in words: `pinned`, `about: Taiwan`, `named authority`."""
    pinned: bool = False
    text: str | None = None
    """The desk's rewording, where there is one."""
    also: tuple[Item, ...] = ()
    """Items of other sources that print the same words."""
    score: float = 1.0
    """What it weighs against the weightiest candidate of its section, from 0 to 1; a pin counts 1."""
    said_by: Speaker | None = None
    """Who is named beside the passage, where its own words do not name who speaks."""


class Chosen(Struct, frozen=True, kw_only=True):
    """A section with its choices, best first or in the order it asks for."""

    section: Section
    choices: tuple[Choice, ...] = ()
    next: tuple[Choice, ...] = ()
    """The best of those that were not taken, each with what kept it out among its reasons."""
    conflicts: tuple[Cluster, ...] = ()
    """Of a section of disagreements, those that it prints."""
    emptied: bool = False
    """Nothing is printed though the sources hold something for it: the desk left all of it out."""


class Selection(Struct, frozen=True, kw_only=True):
    """All that the brief will print out of its sources."""

    outline: Outline
    sections: tuple[Chosen, ...]
    rests_on: tuple[Choice, ...] = ()
    """Items that the bottom line rests on."""
    put_in: bool = False
    """Whether the last section is none of the outline's: it holds passages that an editor put in elsewhere."""
