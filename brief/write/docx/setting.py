"""What setting one brief needs to know: the house's styles by name, the anchors that exist, and the running numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Literal

from brief.anchors import bookmark

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

    def list_number(self) -> int | None:
        """The number of a new list; None for the first, whose number is in its style."""
        if not next(self._lists):
            return None
        self.restarted.append(self.next_list + len(self.restarted))
        return self.restarted[-1]
