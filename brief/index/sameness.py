"""Two rows of words in; whether one prints the words of the other, but for a word or so, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal
from unicodedata import combining, normalize

from brief.index.opposites import bounded, is_figure, negations, normal, turned
from brief.text.matching import stem, words
from brief.text.shingles import RUN, Differences, differences

LEAST = 6
"""Words in a row that two texts do not share by chance; shorter ones (“according to the Ministry of”) they do."""

Between = Literal["one article", "one text", "speech", "articles", "days apart"]
"""Where two prints stand: in one article, in two of one text, in speech, in any two articles, in two of other days."""

_ONE_CHANGE: dict[Between, int | None] = {
    "one article": None,  # it does not say a sentence again with a word changed: these are two
    "one text": LEAST,
    "speech": 8,
    "articles": 8,
    "days apart": 8,
}
"""Words of which one may be another."""

_EDGE = 4
"""More words where it is the first or last: “Love did not respond to requests for comment”."""

_SHARE = 0.15
"""Share of the words that may differ where more than one does: of 14 words two, of 20 three."""

_CUT_FROM = 12
"""Words that must be left before one is taken for a longer one with its middle cut out."""

_CLAUSE = 6
"""Words of a cut that says no and is still taken for a clause of its own: a shorter one may turn its neighbours."""

_SCOPE = 3
"""Words before a print in which a no says the opposite of it: “I do not think that …”."""

_SPELLED = 6
"""Letters of a name that may be spelled with another one: `Zelensky` and `Zelenskyy` but not `Iran` and `Iraq`."""

_SIDE = 0.5
"""Share of the shorter side's stems that two that say one thing in a disagreement have in common."""

_SMALL = frozenset(
    (
        *("a", "an", "the", "this", "that", "these", "those", "of", "in", "on", "at", "to", "for", "by", "with"),
        *("from", "and", "or", "but", "as", "is", "are", "was", "were", "be", "been", "has", "have", "had"),
        *("he", "she", "it", "they", "we", "i", "you", "his", "her", "its", "their", "our", "who", "which"),
        *("will", "would", "s", "u", "very", "also", "just", "there", "here"),
    )
)
_OPENING = "“”\"'‘([«„"
# “ Beijing” but not the capital that opens a sentence
_NAME = re.compile(r"(?<=[^\W_.!?:…”\"]\s)[A-Z][\w’'-]{0,40}|(?<=,\s)[A-Z][\w’'-]{0,40}")


def runs_lost(size: int) -> int:
    """Runs of words that the changes allowed to a row of this size can break."""
    return RUN * max(1, int(size * _SHARE))


def same(short: Sequence[str], long: Sequence[str], text: str, between: Between) -> bool:
    """Whether the shorter row prints words of the longer, and none that says otherwise; `text` is both as written."""
    found = differences(short, long)
    size = len(short)
    if _says_no_beside(found) or bounded(found.before, short) or not _near(found, size, between):
        return False
    mine = [word for one, _ in found.swapped for word in one] + list(found.dropped)
    yours = [word for _, other in found.swapped for word in other] + list(found.put_in)
    return not otherwise(mine, yours, text)


def opposed(one: Sequence[str], other: Sequence[str], text: str) -> bool:
    """Whether two rows of much the same words say otherwise, or the same words in another order."""
    mine, yours = list((Counter(one) - Counter(other)).elements()), list((Counter(other) - Counter(one)).elements())
    if set(one) == set(other):
        return list(one) != list(other)
    return otherwise(mine, yours, text)


def _near(found: Differences, size: int, between: Between) -> bool:
    """Whether so few words differ that two texts do not print these by chance."""
    if found.cuts:
        return size >= _CUT_FROM and found.count <= 1
    if found.count == 0:
        return size >= LEAST or between in {"one article", "one text"}
    least = _ONE_CHANGE[between]
    if least is None:
        return False
    if found.count == 1:
        return size >= least + (_EDGE if found.at_edge and between != "one text" else 0)
    return found.count <= size * _SHARE


def _says_no_beside(found: Differences) -> bool:
    """Whether the longer says no where the shorter is cut: “will [under no circumstances] survive”."""
    cut = any(negations(words if len(words) <= _CLAUSE else (words[0], words[-1])) for words in found.left_out)
    scope = _SCOPE + (_CLAUSE if found.at_edge else 0)
    # “No. We asked for …” answers; it turns nothing.
    return cut or negations([word for word in found.before[-scope:] if word != "no"]) > 0


def otherwise(mine: Sequence[str], yours: Sequence[str], text: str) -> bool:
    """Whether words that two wordings do not share make them two: in doubt they do. `text` is both as written."""
    if not mine and not yours:
        return False
    if "".join(mine) == "".join(yours):  # `for ever`
        return False
    moved = set(mine) & set(yours) - _SMALL
    return bool(moved) or turned(mine, yours) or _other_name(mine, yours, text)


def names_in(text: str) -> list[str]:
    """The words of names inside the sentences of a text, in order."""
    return [word for name in _NAME.findall(text) for word in words(name)]


def names_moved(one: str, other: str) -> bool:
    """Whether names that both texts have stand in another order: from Hull to Dover is not from Dover to Hull."""
    mine, yours = names_in(one), names_in(other)
    shared = set(mine) & set(yours)
    return [name for name in mine if name in shared] != [name for name in yours if name in shared]


def _other_name(mine: Sequence[str], yours: Sequence[str], text: str) -> bool:
    """Whether a name stands in place of another word; one that is only left out is a trim."""
    one, other = set(mine) - _SMALL, set(yours) - _SMALL
    if not one or not other:
        return False
    inside = set(names_in(text))
    capital = {word for name in text.split() if name.lstrip(_OPENING)[:1].isupper() for word in words(name)}
    if one & capital and other & capital:  # two that open their sentences may be names
        inside |= (one | other) & capital
    return not (_all_spelled_in(one & inside, yours) and _all_spelled_in(other & inside, mine))


def _all_spelled_in(names: Iterable[str], row: Sequence[str]) -> bool:
    return all(any(_spelled_alike(name, word) for word in row) for name in names)


def _spelled_alike(one: str, other: str) -> bool:
    """Whether two words are one name in two spellings."""
    from rapidfuzz.distance import Levenshtein

    one, other = _bare(one), _bare(other)
    return one == other or (min(len(one), len(other)) >= _SPELLED and Levenshtein.distance(one, other) == 1)


def _bare(word: str) -> str:
    return "".join(char for char in normalize("NFKD", word) if not combining(char))


def same_side(one: str, other: str) -> bool:
    """Whether two sides of one disagreement, as written, say the same.

    They do in the same words, or in others with the same figures, days, names and the same yes or no.
    """
    rows = [normal(text) for text in (one, other)]
    short, long = sorted(rows, key=lambda row: (len(row), row))
    text = f"{one} {other}"
    if short == long or same(short, long, text, "articles"):
        return True
    if set(short) == set(long) or names_moved(one, other):
        return False
    figures, others = ({word for word in row if is_figure(word)} for row in rows)
    stems, known = ({stem(word) for word in row if word not in _SMALL and not is_figure(word)} for row in rows)
    told = len(stems & known) >= max(1, _SIDE * min(len(stems), len(known)))
    mine, yours = ([word for word in row if not is_figure(word)] for row in rows)
    left, right = ([w for w in a if w not in b] for a, b in ((mine, yours), (yours, mine)))
    counted = figures == others or (min(len(figures), len(others)) > 0 and (figures < others or others < figures))
    return told and counted and negations(mine) == negations(yours) and not otherwise(left, right, text)
