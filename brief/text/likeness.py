"""A word and the words it might have been meant as in; the nearest of them, best first, out."""

from __future__ import annotations

from collections.abc import Iterable

NEAR = 0.6
"""Share of letters in place below which two words are not alike: `limt` and `limit` have 0.8, `take` 0.25."""


def nearest(word: str, words: Iterable[str], most: int = 1) -> tuple[str, ...]:
    """At most `most` of `words` that `word` may be a slip for, best first; case, `-` and `_` do not count."""
    # 10 ms to import, and only a person's slip needs it.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(
        word, tuple(words), scorer=OSA.normalized_similarity, processor=_folded, score_cutoff=NEAR, limit=most
    )
    return tuple(near for near, _, _ in found)


def _folded(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")
