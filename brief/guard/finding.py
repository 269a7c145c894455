"""Findings: what is wrong with the context of a printed passage, and what would mend it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from brief.guard.setting import Neighbour
from brief.model.items import Speaker

Code = Literal[
    "cut-condition",
    "cut-denial",
    "cut-attribution",
    "cut-contrast",
    "cut-hedge",
    "cut-scope",
    "condition-before",
    "reversed-after",
    "disowned",
    "no-speaker",
    "turned-quote",
]


class Finding(NamedTuple):
    """One thing that a reader of the passage would miss."""

    code: Code
    words: str
    """The words that are missed: `not`, `if`, the next sentence."""
    beside: Neighbour | None = None
    """The sentence that would have to be printed too."""
    speaker: Speaker | None = None
    """Who would have to be named beside the passage."""
