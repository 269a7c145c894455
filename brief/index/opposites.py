"""Words that two wordings of one thing do not share in; whether they turn it into another thing, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from brief.index.lexicon import verb_forms
from brief.text.matching import words

_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DIGITS = {
    **{word: str(number) for number, word in enumerate(_NUMBERS)},
    **{word: str(number) for number, word in zip(range(30, 100, 10), _TENS, strict=True)},
}
_SIGNS = {"$": " usd", "£": " gbp", "€": " eur"}
_SIGN = re.compile(r"[$£€](?=\d)")  # the sign of `£40`
_AFTER = {
    "thousand": ("", "000"),
    **dict.fromkeys(("million", "mn"), ("", "m")),
    "billion": ("", "bn"),
    "trillion": ("", "tn"),
    **dict.fromkeys(("dollar", "dollars"), ("usd", "")),
    **dict.fromkeys(("pound", "pounds"), ("gbp", "")),
    **dict.fromkeys(("euro", "euros"), ("eur", "")),
}
"""What a word after a number puts before it and behind it."""
_LONGEST = 16
"""Characters of a number from which nothing is joined to it."""

_CONTRACTED = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would"}
_WHOLE = {"can't": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not")}

_SPECIAL = frozenset((*_AFTER, *_WHOLE, *_DIGITS))

_TIMES = frozenset(
    (
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december", "first", "second", "third", "fourth", "fifth"),
        *(
            "dozen",
            "hundred",
            "thousand",
            "half",
            "quarter",
            "twice",
            "double",
            "triple",
            "million",
            "billion",
            "trillion",
        ),
    )
)
_TURNS = frozenset(
    (
        *("only", "almost", "nearly", "if", "unless", "except", "until", "more", "less", "least", "most", "without"),
        *("fewer", "over", "under", "might", "could", "perhaps", "maybe", "possibly", "unlikely", "likely"),
    )
)
"""Words that one wording cannot have and the other not: `at least 40`, `if they leave`."""

_BOUNDS = frozenset(("than", "least", "most", "over", "under", "above", "below", "nearly", "almost", "to"))

_NEGATIONS = frozenset(
    (
        *("not", "never", "no", "nor", "neither", "none", "nobody", "nothing", "nowhere", "hardly", "barely"),
        *("scarcely", "fail", "fails", "failed", "refuse", "refuses", "refused", "deny", "denies", "denied", "stopped"),
    )
)
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "anti")
_ROOT = 4
"""Letters of a word before which a prefix makes its opposite: `unlikely` but not `inland`."""


def normal(text: str) -> tuple[str, ...]:
    """The words with contractions in full and numbers and sums in one form: `cannot`, `3`, `usd420m`."""
    found: list[str] = []
    for word in words(_SIGN.sub(lambda sign: _SIGNS[sign[0]], text)):
        if word.isalpha() and word not in _SPECIAL:
            found.append(word)
        elif word in _AFTER and found and len(found[-1]) < _LONGEST and is_figure(found[-1]):
            before, after = _AFTER[word]
            found[-1] = before + found[-1] + after
        elif len(word) == 3 and word.isdigit() and found and len(found[-1]) < _LONGEST and found[-1][-1].isdigit():
            found[-1] += word  # `1,000`
        else:
            found += _in_full(word)
    return tuple(found)


def _in_full(word: str) -> tuple[str, ...]:
    plain = word.replace("’", "'")
    if plain in _WHOLE:
        return _WHOLE[plain]
    if "'" in plain:
        for ending, full in _CONTRACTED.items():
            if plain.endswith(ending) and len(plain) > len(ending):
                return plain.removesuffix(ending), full
    return (_DIGITS.get(plain, plain),)


def negations(row: Sequence[str]) -> int:
    """How many words of the row say no."""
    return sum(word in _NEGATIONS for word in row)


def is_figure(word: str) -> bool:
    """Whether a word counts or dates."""
    return word in _TIMES or any(char.isdigit() for char in word)


def bounded(before: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row opens with a figure that the words before it bound: more than “40 ships”."""
    return bool(before and row) and before[-1] in _BOUNDS and is_figure(row[0])


def turned(mine: Sequence[str], yours: Sequence[str]) -> bool:
    """Whether words that only one has make it say another thing: a no, a figure, a condition, an opposite."""
    if negations(mine) != negations(yours):
        return True
    one, other = Counter(mine) - Counter(yours), Counter(yours) - Counter(mine)
    if any(word in _TURNS or is_figure(word) for word in (*one, *other)):
        return True
    return any(opposite(a, b) for a in one for b in other)


def opposite(one: str, other: str) -> bool:
    """Whether two words cannot both be said of one thing: `good` and `bad`, `likely` and `unlikely`."""
    long, short = sorted((one, other), key=len, reverse=True)
    if len(short) >= _ROOT and any(long == prefix + short for prefix in _PREFIXES):
        return True
    if long.endswith("less") and short == long.removesuffix("less") + "ful":
        return True
    sides, others = _sides().get(one, ()), _sides().get(other, ())
    lines = {line for line, _ in sides} & {line for line, _ in others}
    return any((line, side) not in others for line, side in sides if line in lines)


@cache
def _sides() -> dict[str, frozenset[tuple[int, int]]]:
    """Word → the lines of `opposites.txt` that hold it and its side in each."""
    found: dict[str, set[tuple[int, int]]] = {}
    text = files("brief.index").joinpath("opposites.txt").read_text(encoding="utf-8")
    for line, row in enumerate(text.splitlines()):
        for side, group in enumerate(() if row.startswith("#") else row.split("|")):
            for word in group.split():
                for form in verb_forms(word[:-1]) if word.endswith("*") else (word,):
                    found.setdefault(form, set()).add((line, side))
    return {word: frozenset(places) for word, places in found.items()}
