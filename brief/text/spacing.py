"""A stretch of source text in; how it is printed, or its bare letters, out: only white space ever differs."""

from __future__ import annotations

import re

# A mark that a stripped link cut off from its word: "naive\n, NATO". An ellipsis that opens a line keeps its space.
_BREAK_BEFORE_MARK = re.compile(r"\n(?=[,;:)!?]|\.(?!\.))")
# A comma between two letters: "Taiwan,Report".
_GLUED_COMMA = re.compile(r"(?<=[^\W\d_]),(?=[^\W\d_])")


def printed(text: str) -> str:
    """The words as printed: white space folded, put in after a comma between letters, left out before a cut mark."""
    if "\n" in text:
        text = _cut_breaks(text)
    return _GLUED_COMMA.sub(", ", " ".join(text.split()))


def letters(text: str) -> str:
    """The text with white space left out: two texts are the same words when their letters are equal."""
    return "".join(text.split())


def _cut_breaks(text: str) -> str:
    lines = [line.strip() for line in text.split("\n")]
    return _BREAK_BEFORE_MARK.sub("", "\n".join(line for line in lines if line))
