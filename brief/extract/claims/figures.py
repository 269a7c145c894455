"""A sentence in; its numbers with what they count out, years and dates left alone."""

from __future__ import annotations

import re

from brief.extract.claims.lexicon import word_class
from brief.model.article import Article, Span
from brief.model.items import Figure

_NUMBER = re.compile(
    r"(?<![\w.,/-])(?P<sign>(?:US)?[$€£¥]\s?)?"
    r"(?P<number>\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,6})?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen)"
    r"(?P<scale>[ -](?:hundred|thousand|million|billion|trillion)|(?:bn|tn|m|k|[BMK])(?![\w]))?"
    r"(?P<rate>\s?%|[ -]per ?cent\b|[ -]percentage points?\b)?(?![\w/-]|[.,]\d)"
)  # `14`, `$1.2 billion`, `60%`, `300 percent`, `two`
_COUNTED = re.compile(r"[ -]([A-Za-z][a-z’'-]{0,30})")  # ` drills`, ` Chinese` after a number
_SMALL = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "dozen": 12,
}
_SCALE = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
_BARE = 1000
"""Numbers under this say nothing without what they count."""
_PLURAL = word_class("plural")
_STOP = word_class("uncounted")
_PASSED = frozenset(("more", "such", "other", "of", "the"))


def figures(article: Article, sentence: Span, dated: list[tuple[int, int]]) -> tuple[Figure, ...]:
    """The numbers of a sentence; those that stand in a date (`dated`, spans of the article) are not counted."""
    found = [
        _figure(article, sentence, match) for match in _NUMBER.finditer(article.text, sentence.start, sentence.end)
    ]
    return tuple(
        figure
        for figure in found
        if figure and not any(start < figure.span.end and figure.span.start < end for start, end in dated)
    )


def _figure(article: Article, sentence: Span, match: re.Match[str]) -> Figure | None:
    number, scale, rate, sign = match["number"], match["scale"], match["rate"], match["sign"]
    unit, end = _unit(article.text, match, sentence.end)
    value = float(_SMALL.get(number) or number.replace(",", "")) * (_SCALE[scale.strip(" -").lower()] if scale else 1.0)
    if (unit is None and _says_little(number, value)) or (number in _SMALL and _is_known(article.text, match)):
        return None
    unit = "percent" if rate and "point" not in rate else rate.strip(" -") if rate else sign.strip() if sign else unit
    return Figure(span=Span(article=article.id, start=match.start(), end=end), value=value, unit=unit)


def _says_little(number: str, value: float) -> bool:
    """Whether a number without what it counts is small or may be a year."""
    return value < _BARE or (len(number) == 4 and number[:2] in {"18", "19", "20", "21"})


def _is_known(text: str, match: re.Match[str]) -> bool:
    """Whether the number only points back, as in `the two nations`."""
    return text[max(0, match.start() - 6) : match.start()].lower().endswith(("the ", "these ", "those ", "its "))


def _unit(text: str, match: re.Match[str], end: int) -> tuple[str | None, int]:
    """What is counted and where it ends: the last plural among the next four words, before any that joins."""
    if match["rate"] or match["sign"]:
        return "", match.end()
    unit, at, last = None, match.end(), match.end()
    for _ in range(4):
        word = _COUNTED.match(text, at, end)
        if word is None or (word[1] in _STOP and word[1] not in _PASSED):
            break
        at = word.end()
        if word[1] in _PLURAL or (word[1].endswith("s") and not word[1].endswith(("ss", "us", "'s", "’s"))):
            unit, last = word[1], at
            if word[1] not in _PLURAL:
                break
    return unit, last
