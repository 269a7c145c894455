"""Words that a person typed → where they stand in a text, whatever its white space, case and kind of marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

# “ ” « » „ → ", ‘ ’ ‚ ‹ › → ', – — ‒ ― → -, as a keyboard has them
_PLAIN = str.maketrans({**dict.fromkeys("“”«»„‟", '"'), **dict.fromkeys("‘’‚‹›‛", "'"), **dict.fromkeys("‐‑‒–—―", "-")})
_ELLIPSIS = re.compile(r"\[?(?:…|\.\.\.)\]?")  # `most analysts … ten years`, `[...]`
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")  # `Russia’s`, `300`


def plain(text: str) -> str:
    """The text with keyboard marks and in one case; every character keeps its offset."""
    folded = text.translate(_PLAIN)
    lowered = folded.lower()
    return (
        lowered
        if len(lowered) == len(text)
        else "".join(char if len(char.lower()) != 1 else char.lower() for char in folded)
    )


@lru_cache(maxsize=4096)  # an outline's pins look through the same items one after another
def bare(text: str) -> tuple[str, tuple[int, ...]]:
    """`plain` without white space, and the offset in `text` of each character left."""
    offsets = tuple(offset for offset, char in enumerate(text) if not char.isspace())
    folded = plain(text)
    return "".join(folded[offset] for offset in offsets), offsets


def where(needle: str, text: str) -> tuple[int, int] | None:
    """Start and end in `text` of the first place where `needle` stands; None where it does not."""
    return next(_places(needle, text), None)


def _places(needle: str, text: str) -> Iterator[tuple[int, int]]:
    wanted, _ = bare(needle)
    stripped, offsets = bare(text)
    found = stripped.find(wanted) if wanted else -1
    while found >= 0:
        yield offsets[found], offsets[found + len(wanted) - 1] + 1
        found = stripped.find(wanted, found + 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch holds a word and cuts none: “able” is no part of “unable”, nor `5` of `50`."""
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    cut_after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not (cut_before or cut_after) and any(map(str.isalnum, text[start:end]))


def pieces(needle: str) -> list[str]:
    """The parts of `needle` between ellipses."""
    return [piece.strip() for piece in _ELLIPSIS.split(needle) if piece.strip()]


def where_pieces(needle: str, text: str) -> list[tuple[int, int]] | None:
    """Start and end of each part of `needle`, in whole words and in order; None where one is missing."""
    found: list[tuple[int, int]] = []
    start = 0
    for piece in pieces(needle):
        spots = ((start + first, start + last) for first, last in _places(piece, text[start:]))
        spot = next((spot for spot in spots if _is_whole(text, *spot)), None)
        if spot is None:
            return None
        found.append(spot)
        start = spot[1]
    return found or None


def words(text: str) -> list[str]:
    """The words of a text in one case, without marks and a possessive ending."""
    return [word.removesuffix("'s") for word in _WORD.findall(plain(text))]


class Term:
    """A word or phrase of a subject in its forms: `China` also in “Chinese”, `arms sale` also in “arms sales”."""

    __slots__ = ("exact", "name", "stems")

    def __init__(self, name: str) -> None:
        self.name = name
        self.exact = name.isupper()  # an acronym has no forms
        self.stems = tuple(word if self.exact else stem(word) for word in words(name))

    def stands_in(self, stems: Sequence[str], all_words: Sequence[str]) -> bool:
        """Whether the term stands in a text given as its stems and its words."""
        row = all_words if self.exact else stems
        size = len(self.stems)
        if size == 1:
            return self.stems[0] in row
        return size > 0 and any(tuple(row[at : at + size]) == self.stems for at in range(len(row) - size + 1))


_ENDINGS = ("ians", "ian", "ese", "ans", "ies", "ing", "es", "ed", "an", "ia", "s", "n", "a", "y", "e")


@lru_cache(maxsize=1 << 16)  # every section ranks the same words
def stem(word: str) -> str:
    """A short form that the forms of a word share; rough on purpose, never under four letters."""
    while ending := next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= 4), ""):
        word = word[: -len(ending)]
    return word
