"""Pages in, the lines that stand in several of them out: such lines belong to the sites, not to the articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from brief.model.article import Page

_QUOTATION = frozenset('“”"')
# Longer lines that pages share are a wire's words, not furniture; so are lines with quotation marks.
_LONGEST = 200
# A line that may be a sentence of two reports on one thing must stand in a third.
_SENTENCE = 12
# Pages that share this much of their lines are one text printed twice.
_TWINS = 0.5


def repeated_lines(pages: Sequence[Page]) -> frozenset[str]:
    """The lines, trimmed, that stand in pages of at least two different texts."""
    lines = [{line for line in map(str.strip, page.text.split("\n")) if line} for page in pages]
    holders: dict[str, list[int]] = defaultdict(list)
    for nth, page_lines in enumerate(lines):
        for line in page_lines:
            if len(line) <= _LONGEST and not _QUOTATION.intersection(line):
                holders[line].append(nth)
    return frozenset(
        line for line, nths in holders.items() if _texts(nths, lines) > 1 + (len(line.split()) >= _SENTENCE)
    )


def _texts(nths: list[int], lines: list[set[str]]) -> int:
    """How many different texts the pages are; counted up to three."""
    found: list[set[str]] = []
    for page_lines in (lines[nth] for nth in nths):
        if all(len(page_lines & other) < _TWINS * min(len(page_lines), len(other)) for other in found):
            found.append(page_lines)
        if len(found) > 2:
            break
    return len(found)
