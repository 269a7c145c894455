"""A text of the desk in → the words of likelihood and of confidence in it, each as a scale sees it, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pkgutil import get_data
from typing import Literal, NamedTuple

from msgspec import Struct

from brief.text.quotation import stretches

ScaleName = Literal["icd203", "phia"]
Sort = Literal["scale", "off", "other", "confidence"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")  # likely, can't
_JOINTS = frozenset(" \t\n-‑\u00a0")
"""What may stand between two words of one term: `fifty-fifty`."""
_MARKS = ("‘'\"", "’'\"")
_SORTS: dict[str, Sort] = {"off": "off", "other": "other", "confidence": "confidence"}


class Degree(Struct, frozen=True, kw_only=True):
    """One word of a scale, as its standard prints it."""

    words: str
    set: str
    """Words of two sets are not to be mixed."""
    range: str


class Term(Struct, frozen=True, kw_only=True):
    """Where a text speaks of likelihood or confidence."""

    start: int
    end: int
    sort: Sort
    degree: Degree | None = None
    """Of a word of the scale."""


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    inner: tuple[int, int]
    """Which of the words are the term; the others must stand beside it."""
    sort: Sort
    degree: Degree | None


class Scale(Struct, frozen=True, kw_only=True):
    """One standard's words with all that is read beside them."""

    degrees: tuple[Degree, ...]
    phrases: dict[str, list[_Phrase]] = {}
    """By their first word, the longest first."""
    turned: frozenset[tuple[str, ...]] = frozenset()
    """Words that make another word of the one behind them."""


@cache
def scale(name: ScaleName) -> Scale:
    """The words of a standard, out of `scales.txt`."""
    rows = [[cell.strip() for cell in row.split("|")] for row in _lines()]
    own = [_degree(row) for row in rows if row[0] == name]
    found = Scale(
        degrees=tuple(degree for degree, _ in own),
        turned=frozenset(tuple(word.split()) for row in rows if row[0] == "turned" for word in row[1:]),
    )
    # What stands first wins where two phrases are equally long: the scale's own words.
    phrases = [_phrase(form, "scale", degree) for degree, forms in own for form in forms]
    phrases += [_phrase(form, _SORTS[row[0]], None) for row in rows if row[0] in _SORTS for form in row[1:]]
    foreign = [row for row in rows if row[0] in {"icd203", "phia"} and row[0] != name]
    phrases += [_phrase(form, "off", None) for row in foreign for form in _degree(row)[1]]
    for one in phrases:
        found.phrases.setdefault(one.words[0], []).append(one)
    for same in found.phrases.values():
        same.sort(key=lambda one: -len(one.words))
    return found


def terms(text: str, by: Scale) -> list[Term]:
    """Every word of likelihood and confidence that the text does not quote, in order."""
    row = [(match[0].lower().replace("’", "'"), match.start(), match.end()) for match in _WORD.finditer(text)]
    found: list[Term] = []
    at = free = 0
    while at < len(row):
        phrase = next((one for one in by.phrases.get(row[at][0], ()) if _stands(one, row, at, text)), None)
        if phrase is None:
            at += 1
            continue
        first, last = at + phrase.inner[0], at + phrase.inner[1]
        wide = _widened(row, (first, last), free, text, by) if phrase.degree else (first, last)
        turned = wide != (first, last)
        found.append(
            Term(
                start=row[wide[0]][1],
                end=row[wide[1] - 1][2],
                sort="off" if turned else phrase.sort,
                degree=None if turned else phrase.degree,
            )
        )
        at = free = wide[1]
    quoted = [(one.start, one.end) for one in stretches(text, [(0, len(text))])]
    return [one for one in found if not _quoted(one, text, quoted) and one.sort != "other"]


_Row = list[tuple[str, int, int]]


def _lines() -> Iterator[str]:
    for line in (get_data(__package__, "scales.txt") or b"").decode().splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _degree(row: list[str]) -> tuple[Degree, list[str]]:
    """`icd203 | 2 | 55–80 % | probable | probably`: one degree with its forms."""
    _, group, reach, words, *forms = row
    own = words not in {"remote", "likely or probable"}  # both stand in their forms only
    return Degree(words=words, set=group, range=reach), [*([words] if own else []), *forms]


def _phrase(form: str, sort: Sort, degree: Degree | None) -> _Phrase:
    written = form.split()
    inner = [at for at, word in enumerate(written) if not word.startswith("(")]
    words = tuple(word.strip("()").lower().replace("’", "'") for word in written)
    return _Phrase(words, (inner[0], inner[-1] + 1), sort, degree)


def _stands(phrase: _Phrase, row: _Row, at: int, text: str) -> bool:
    size = len(phrase.words)
    if tuple(word for word, _, _ in row[at : at + size]) != phrase.words:
        return False
    # “May” with a capital is the month, or a name.
    month = phrase.words == ("may",) and text[row[at][1]] == "M"
    return not month and all(_joined(row, one, text) for one in range(at, at + size - 1))


def _joined(row: _Row, at: int, text: str) -> bool:
    """Whether nothing but blanks or a hyphen stands between a word and the next."""
    return 0 <= at < len(row) - 1 and _JOINTS.issuperset(text[row[at][2] : row[at + 1][1]])


def _widened(row: _Row, inner: tuple[int, int], free: int, text: str, by: Scale) -> tuple[int, int]:
    """A term of the scale with the words beside it that make another of it: `most likely`, `probably not`."""
    first, last = inner
    for size in (2, 1):
        before = tuple(word for word, _, _ in row[max(free, first - size) : first])
        if before in by.turned and all(_joined(row, at, text) for at in range(first - len(before), first)):
            first -= len(before)
            break
    return first, last + 1 if _joined(row, last - 1, text) and row[last][0] == "not" else last


def _quoted(term: Term, text: str, quoted: list[tuple[int, int]]) -> bool:
    """Whether the term stands in quotation marks, of which one word alone may have single ones."""
    marked = text[term.start - 1 : term.start] in _MARKS[0] and text[term.end : term.end + 1] in _MARKS[1]
    inside = any(start <= term.start and term.end <= end for start, end in quoted)
    return inside or (marked and term.start > 0 and term.end < len(text))
