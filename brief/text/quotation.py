"""Quotation marks: a text and its paragraphs in, the quoted stretches out, each with its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

_DOUBLE = re.compile(r"[“„«”»\"＂‟]|'{2,3}|``|‘‘|’’")  # “ ” " '' ``
_SINGLE = re.compile(r"(?<!\w)[‘'](?=[^\W_])|[’'](?!\w)")  # the ‘ of ‘We will,’ and its ’
_OPENING = frozenset("“„‟``‘‘")
_CLOSING = frozenset(("”", "’’"))
_STOPS = ".,?!;…"
_SINGLE_AROUND = re.compile(
    r"(?<!\w)‘(?=\w)[^‘“”\n]{0,400}“[^“”\n]{1,400}”[^‘“”\n]{0,400}?[.,?!”]’(?!\w)"
)  # ‘I said “no”,’
_SPOKEN_SINGLE = re.compile(
    r"(?<![\w'‘])[‘'](?=\w)[^‘“”\"\n]{8,400}?[.,?!]['’](?=\s)|[\w?!]['’],(?=\s)"
)  # ‘We go,’ or ‘We go’, she
_NEXT_SENTENCE = re.compile(r"[.?!] +[^\W\d_a-z]")
_LAST = 300  # characters of a last sentence whose closing mark was forgotten
_FEWEST = 5  # words between single marks that are no term
_BEFORE_OPENING = "([{—–-―/:"

Direction = Literal["open", "close", "either"]


class Stretch(NamedTuple):
    """One quoted stretch of text; `inner_start` and `inner_end` leave its marks out."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    paragraph: int
    closed: bool
    """False where the quotation runs on in the next paragraph, which opens with a mark again."""


class _Mark(NamedTuple):
    start: int
    end: int
    direction: Direction


def stretches(text: str, paragraphs: Sequence[tuple[int, int]]) -> tuple[Stretch, ...]:
    """All quoted stretches in order, outermost only; an odd mark spoils no more than its own paragraph."""
    found: list[Stretch] = []
    british = _speaks_in_singles(text)
    for number, (start, end) in enumerate(paragraphs):
        marks = [_mark(text, match, start, end) for match in _DOUBLE.finditer(text, start, end)]
        doubles = _paired(marks, number)
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        unclosed = _left_open(marks, doubles, text)
        if unclosed and following and _opens_with_mark(text, following):
            doubles.append(Stretch(unclosed.start, end, unclosed.end, end, number, closed=False))
        elif unclosed and _runs_to_the_end(text, unclosed, start, end):
            doubles.append(Stretch(unclosed.start, end, unclosed.end, end, number, closed=True))
        if text.find("‘", start, end) >= 0 or text.find("'", start, end) >= 0:
            around = _around(text, (start, end), doubles, number)
            outer = [one for one in doubles if not any(other.start < one.start < other.end for other in around)]
            doubles = sorted((*outer, *around))
            singles = list(_singles(text, (start, end), doubles, number, fewest=2 if british else _FEWEST))
            if british and following and text[following[0]] in "‘'":
                singles += _left_open_single(text, max([start, *(one.end for one in singles)]), end, number)
            found += singles
        found += doubles
    found.sort()
    return tuple(found)


def _mark(text: str, match: re.Match[str], start: int, end: int) -> _Mark:
    first, last = match.span()
    before = text[first - 1] if first > start else " "
    after = text[last] if last < end else " "
    if last - first == 3:
        first, last = (first, last - 1) if before.isspace() else (first + 1, last)
    return _Mark(first, last, _direction(text[first:last], before, after))


def _direction(mark: str, before: str, after: str) -> Direction:
    """Which way a mark faces; a curly one typed the wrong way round is read by the space beside it."""
    looks_open = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    looks_close = not before.isspace() and (after.isspace() or not after.isalnum())
    if mark == "«" or mark in {"“", "„", "‟", "``", "‘‘"}:
        return "either" if looks_close and not looks_open else "open"
    if mark in {"”", "’’", "»"}:
        return "either" if looks_open and not looks_close else "close"
    if looks_open == looks_close:
        return "either"
    return "open" if looks_open else "close"


def _paired(marks: list[_Mark], paragraph: int) -> list[Stretch]:
    nested = _nested(marks, paragraph)
    return _flat(marks, paragraph) if nested is None else nested


def _nested(marks: list[_Mark], paragraph: int) -> list[Stretch] | None:
    """Outermost pairs, or None where the marks do not balance."""
    found: list[Stretch] = []
    opened: list[_Mark] = []
    for mark in marks:
        if mark.direction == "open" or (mark.direction == "either" and not opened):
            opened.append(mark)
        elif not opened:
            return None
        else:
            first = opened.pop()
            if not opened and mark.start > first.end:
                found.append(Stretch(first.start, mark.end, first.end, mark.start, paragraph, closed=True))
    return None if opened else found


def _flat(marks: list[_Mark], paragraph: int) -> list[Stretch]:
    """Each closing mark with the nearest opening one before it."""
    found: list[Stretch] = []
    opened: _Mark | None = None
    for mark in marks:
        if mark.direction == "open" or (mark.direction == "either" and opened is None):
            opened = mark
        elif opened is not None:
            if mark.start > opened.end:
                found.append(Stretch(opened.start, mark.end, opened.end, mark.start, paragraph, closed=True))
            opened = None
    return found


def _left_open(marks: list[_Mark], doubles: list[Stretch], text: str) -> _Mark | None:
    """The last mark, where it opens a quotation that its paragraph does not close."""
    if not marks or marks[-1].direction == "close" or (doubles and doubles[-1].end >= marks[-1].end):
        return None
    return marks[-1] if text[marks[-1].end : marks[-1].end + 1].strip() else None


def _opens_with_mark(text: str, paragraph: tuple[int, int]) -> bool:
    head = text[paragraph[0] : min(paragraph[0] + 4, paragraph[1])].lstrip()
    return bool(_DOUBLE.match(head)) and not head.startswith(("”", "’’"))


def _runs_to_the_end(text: str, mark: _Mark, start: int, end: int) -> bool:
    """Whether a quotation whose closing mark was forgotten is its paragraph's last sentence: `Hora said: “We go`."""
    before, inner = text[max(start, mark.start - 3) : mark.start].rstrip(), text[mark.end : min(end, mark.end + _LAST)]
    ends = mark.end + len(inner) == end and inner.rstrip()[-1:] in _STOPS
    return ends and before[-1:] in {":", ","} and not _NEXT_SENTENCE.search(inner)


def _speaks_in_singles(text: str) -> bool:
    """Whether single marks are the ones round speech, as in British papers: more often than not, and with its stops."""
    singles = sum(map(text.count, ("‘", " '", "\n'")))
    doubles = text.count("”") + text.count('"') // 2 + text.count("''")
    if singles < max(doubles, 2):
        return False
    return bool(_SPOKEN_SINGLE.search(text))


def _around(text: str, paragraph: tuple[int, int], doubles: list[Stretch], number: int) -> list[Stretch]:
    """Speech in single marks with double ones inside: `‘He said “no”, and I left,’ she said`."""
    found = []
    for match in _SINGLE_AROUND.finditer(text, *paragraph) if doubles else ():
        first, last = match.span()
        if not any(double.start < first < double.end or double.start < last - 1 < double.end for double in doubles):
            found.append(Stretch(first, last, first + 1, last - 1, number, closed=True))
    return found


def _left_open_single(text: str, start: int, end: int, number: int) -> list[Stretch]:
    """The quotation in single marks that runs on in the next paragraph, which opens with one again."""
    at = text.find("‘", start, end)
    if at < 0 and text[start] == "'":
        at = start
    return [Stretch(at, end, at + 1, end, number, closed=False)] if at >= 0 else []


def _singles(
    text: str, paragraph: tuple[int, int], doubles: list[Stretch], number: int, *, fewest: int
) -> Iterator[Stretch]:
    """Single-quoted stretches outside the double-quoted ones that read like speech, not like a term."""
    edges = [paragraph[0], *(edge for stretch in doubles for edge in (stretch.start, stretch.end)), paragraph[1]]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        for first, last in _single_pairs(text, start, end):
            inner = text[first + 1 : last]
            if inner[-1:] in _STOPS or len(inner.split()) >= fewest:
                yield Stretch(first, last + 1, first + 1, last, number, closed=True)


def _single_pairs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """An opening mark with the first closing one after a stop, else with the first that is no part of a word."""
    opened: int | None = None
    closing: int | None = None
    for match in _SINGLE.finditer(text, start, end):
        at = match.start()
        opens = match.group() != "’" and at + 1 < end and text[at + 1].isalnum() and not text[at - 1 : at].isalnum()
        if opens:
            if opened is not None and closing is not None:
                yield opened, closing
                opened = closing = None
            if opened is None:
                opened = at
        elif opened is not None:
            if text[at - 1] in _STOPS:
                yield opened, at
                opened = closing = None
            elif closing is None:
                closing = at
    if opened is not None and closing is not None:
        yield opened, closing
