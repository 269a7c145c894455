"""Names as written: a person's name in; its words, and the surname that tells people apart, out."""

from __future__ import annotations

from functools import lru_cache

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


@lru_cache(maxsize=1 << 12)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without marks, middle initials and suffixes: `George W. Bush` is two."""
    words = [word.strip(".,’'").lower() for word in name.split()]
    kept = [word for word in words if word and word not in _SUFFIXES]
    if len(kept) < 3:
        return tuple(kept)
    return (kept[0], *(word for word in kept[1:-1] if len(word) > 1), kept[-1])


def surname(name: str) -> str:
    """The last word of a name in lower case; empty where there is none."""
    words = name_words(name)
    return words[-1] if words else ""
