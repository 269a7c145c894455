"""Pages in, the lines that stand in several of them out: such lines belong to the sites, not to the articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from brief.model.article import Page

_LONGEST = 200
"""Longer lines that two pages share are a wire's words or a quotation, not furniture."""
_TWINS = 0.3
"""Pages that share this much of their lines are one text printed twice."""


def repeated_lines(pages: Sequence[Page]) -> frozenset[str]:
    """The lines, trimmed, that stand in pages of at least two different texts."""
    lines = [{line for line in map(str.strip, page.text.split("\n")) if line} for page in pages]
    holders: dict[str, list[int]] = defaultdict(list)
    for nth, page_lines in enumerate(lines):
        for line in page_lines:
            if len(line) <= _LONGEST:
                holders[line].append(nth)
    return frozenset(line for line, nths in holders.items() if len(nths) > 1 and _differ(nths, lines))


def _differ(nths: list[int], lines: list[set[str]]) -> bool:
    """Whether two of the pages, the first and any other, are not twins."""
    first = lines[nths[0]]
    return any(len(first & lines[nth]) < _TWINS * min(len(first), len(lines[nth])) for nth in nths[1:])
