"""What setting one brief needs to know: the house's styles by name, the anchors that exist, and the running numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Literal

from msgspec import Struct

from brief.anchors import bookmark
from brief.drawing.shapes import PALETTE, Palette
from brief.model.companions import Remark
from brief.model.document import Footnote
from brief.model.inline import Cite

StyleName = Literal[
    "Title",
    "Title Long",
    "Title Longest",
    "Subtitle",
    "Brief Meta",
    "Bottom Line",
    "Bottom Line Note",
    "Heading 1",
    "Heading 1 New Page",
    "Section Note",
    "Key Point",
    "Key Point Alone",
    "Key Point Tags",
    "Quote",
    "Quote Continued",
    "Quote Long",
    "Quote Long Continued",
    "Quote Attribution",
    "Label Line",
    "Body Text",
    "Body Text 2",
    "Legend",
    "Legend Continued",
    "Legend Last",
    "Logo",
    "Figure",
    "Caption",
    "Table Head",
    "Table Group",
    "Table Text",
    "Table Quote",
    "Table Evidence",
    "Table Note",
    "Table End",
    "Brief Table",
    "Side Label",
    "Table Label",
    "Bottom Line Label",
    "Reference Mark",
    "Footnote Reference",
    "Footnote Text",
    "Annotation Reference",
    "Annotation Text",
    "Quoted Words",
    "Cited Words",
    "Context Words",
    "Desk Words",
    "Desk Strong",
    "Desk Muted",
    "Desk Accent",
    "Tag Forecast",
    "Tag Contested",
    "Tag Origins",
    "Tag Edited",
    "Handling Mark",
    "Handling Mark Green",
    "Handling Mark Amber",
    "Handling Mark Red",
]
"""Every style that a writer names; the template must define all of them."""


GRID = 172.0
"""Width in mm of the grid for which the document's columns and drawings are made."""


class NoteMark(Struct, frozen=True, kw_only=True):
    """The place where a footnote is called."""

    anchor: str
    target: str
    """Anchor of the evidence row."""
    counted: bool
    """Whether Word's own count gives its number; where it would not, the number is written out."""


@dataclass(slots=True, kw_only=True)
class Setting:
    """The state of one writing."""

    styles: Mapping[str, str]
    """Style ids by lower-case name: a localised Word renames the ids of its own styles, never the names."""
    anchors: frozenset[str]
    """Evidence rows and reference marks in this document: a link leads nowhere else."""
    next_list: int
    """The first list number that the template leaves free."""
    restarted: list[int] = field(default_factory=list)
    """Lists made for this brief, each starting from 1."""
    notes: Mapping[int, Footnote] = field(default_factory=dict)
    """Footnotes by their numbers; none where references lead to the evidence alone."""
    remarks: Mapping[str, tuple[Remark, ...]] = field(default_factory=dict)
    """Remarks by the block that they are about."""
    noted: dict[int, NoteMark] = field(default_factory=dict)
    """The first mark of each number, in the order of the body."""
    comments: list[tuple[Remark, ...]] = field(default_factory=list)
    """Each a comment of the draft, by one author."""
    palette: Palette = field(default_factory=lambda: PALETTE)
    """Of drawings."""
    faces: tuple[bytes, bytes] | None = None
    """Regular and bold, for the words in drawings."""
    width: float = GRID
    """Of the grid, in mm."""
    pictures: list[bytes] = field(default_factory=list)
    """Each a PNG, in order of their relations."""
    links: list[str] = field(default_factory=list)
    """Addresses that words lead to, in order of their relations."""
    tongues: Mapping[str, str] = field(default_factory=dict)
    """The language of each article that is in another one than the brief."""
    _next_note: int = 1
    _marks: Iterator[int] = field(default_factory=lambda: count(1))
    _lists: Iterator[bool] = field(default_factory=lambda: (number > 0 for number in count()))

    def style(self, name: StyleName) -> str:
        """The id of a style."""
        return self.styles[name.lower()]

    def mark(self, anchor: str) -> tuple[str, str]:
        """The start and the end of the bookmark of a block."""
        number = next(self._marks)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark(anchor)}"/>'
        return start, f'<w:bookmarkEnd w:id="{number}"/>'

    def note_mark(self, cite: Cite) -> NoteMark:
        """The first mark of a footnote, which is this one where it is called for the first time."""
        if cite.number not in self.noted:
            counted = cite.number == self._next_note
            self._next_note += counted
            self.noted[cite.number] = NoteMark(anchor=cite.id, target=cite.target, counted=counted)
        return self.noted[cite.number]

    def comment(self, about: tuple[Remark, ...]) -> int:
        """The number of a new comment."""
        self.comments.append(about)
        return len(self.comments) - 1

    def list_number(self) -> int | None:
        """The number of a new list; None for the first, whose number is in its style."""
        if not next(self._lists):
            return None
        self.restarted.append(self.next_list + len(self.restarted))
        return self.restarted[-1]

    def picture(self, png: bytes) -> tuple[int, str]:
        """The number of a picture and the relation by which the body finds it."""
        self.pictures.append(png)
        return len(self.pictures), picture_relation(len(self.pictures))

    def link(self, address: str) -> str:
        """The relation by which words lead to an address."""
        if address not in self.links:
            self.links.append(address)
        return link_relation(self.links.index(address) + 1)


def link_relation(number: int) -> str:
    """The name of the relation from the body to its nth address."""
    return f"rIdLink{number}"


def picture_relation(number: int) -> str:
    """The name of the relation from the body to its nth picture."""
    return f"rIdPicture{number}"
