"""A stretch of source text in; how it is printed, or its bare letters, out: only white space ever differs."""

from __future__ import annotations

import re

# A mark that a stripped link cut off from its word: "naive\n, NATO". An ellipsis that opens a line keeps its space.
_BREAK_BEFORE_MARK = re.compile(r"\n(?=[,;:)!?]|\.(?!\.))")
# A comma between two letters: "Taiwan,Report".
_GLUED_COMMA = re.compile(r"(?<=[^\W\d_]),(?=[^\W\d_])")
_OPENING = "“\"‘'«"


# Characters that print nothing, or turn the direction of what follows: control characters that are no white space,
# zero-width space and marks of direction, and what is no character at all. None of them is a letter, digit or mark.
_UNSEEN = dict.fromkeys(
    (
        *range(9),
        *range(14, 28),
        *range(127, 133),
        *range(134, 160),
        0x061C,
        0x200B,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        0xFEFF,
        0xFFFE,
        0xFFFF,
    )
)


def printed(text: str) -> str:
    """The words as printed: white space folded, put in after a comma between letters, left out before a cut mark."""
    text = text.translate(_UNSEEN)
    if "\n" in text:
        text = _cut_breaks(text)
    return _GLUED_COMMA.sub(", ", " ".join(text.split()))


def folded(text: str) -> str:
    """The words with white space folded and nothing else: spelling as in the source."""
    return " ".join(text.translate(_UNSEEN).split())


def letters(text: str) -> str:
    """The text with white space left out: two texts are the same words when their letters are equal."""
    return "".join(text.translate(_UNSEEN).split())


def opened(text: str) -> str:
    """Words from inside a sentence, as they open one: `most analysts agree` → `[M]ost analysts agree`."""
    at = len(text) - len(text.lstrip(_OPENING))
    letter = text[at : at + 1]
    capital = letter.upper()
    return f"{text[:at]}[{capital}]{text[at + 1 :]}" if letter.islower() and capital.lower() == letter else text


def _cut_breaks(text: str) -> str:
    lines = [line.strip() for line in text.split("\n")]
    return _BREAK_BEFORE_MARK.sub("", "\n".join(line for line in lines if line))
