"""What a person typed, and what it might have been meant as, in; the nearest of them, best first, out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from brief.text.matching import plain

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


def most_alike(words: str, texts: Mapping[str, str], most: int) -> tuple[str, ...]:
    """The keys of the `most` texts that hold words most like these, best first."""
    from rapidfuzz import fuzz, process

    folded = {key: plain(text) for key, text in texts.items()}
    return tuple(key for _, _, key in process.extract(plain(words), folded, scorer=fuzz.partial_ratio, limit=most))


def most_alike_ids(name: str, names: Iterable[str], most: int) -> tuple[str, ...]:
    """The ids whose letters are most like a mistyped one, best first; none that is not like it at all."""
    from rapidfuzz import fuzz, process

    found = process.extract(name, tuple(names), scorer=fuzz.ratio, limit=most, score_cutoff=60)
    return tuple(one for one, _, _ in found)


def words_instead(words: str, text: str) -> str:
    """As many words in a row of `text` as `words` has, those most like them."""
    from rapidfuzz import fuzz

    row, size = text.split(), max(1, len(words.split()))
    runs = [" ".join(row[at : at + size]) for at in range(max(1, len(row) - size + 1))]
    return max(runs, key=lambda run: fuzz.ratio(plain(run), plain(words)), default="")


def _folded(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")
