"""Dates in, dates out: what the words round them make of them: `by`, `at the earliest`, `from … to …`, `about`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from brief.text.dates import reckon
from brief.text.dates.edtf import bounds
from brief.text.dates.scan import Reading, Scan
from brief.text.dates.words import listed


class Mention(NamedTuple):
    """A date as tokens: first, one past the last, and what they mean."""

    first: int
    end: int
    reading: Reading


Frame = tuple[str, ...]

UNTIL = (("by",), ("no", "later", "than"), ("not", "later", "than"))
UNTIL_AFTER = (("at", "the", "latest"), ("or", "earlier"), ("or", "before"))
ONWARDS = (("not", "before"), ("no", "earlier", "than"), ("not", "earlier", "than"), ("no", "sooner", "than"))
ONWARDS_AFTER = (("at", "the", "earliest"), ("or", "later"), ("and", "beyond"), ("or", "beyond"), ("onwards",))
ABOUT = listed("about")


def framed(scan: Scan, mentions: Sequence[Mention]) -> list[Mention]:
    """The dates with their frames; two that make one stretch become one."""
    done: list[Mention] = []
    waiting = list(reversed(mentions))
    while waiting:
        mention = waiting.pop()
        if waiting and (whole := _stretch(scan, mention, waiting[-1])):
            waiting.pop()
            done.append(whole)
        else:
            done.append(_bounded(scan, mention))
    return done


def _stretch(scan: Scan, left: Mention, right: Mention) -> Mention | None:
    """From June to August 2025, between 2025 and 2030, 2025–2030."""
    opened = _is_opened(scan, left)
    if right.first != left.end + 1 or not (opened or _is_joined(scan, left, right)):
        return None
    start, end = _same_year(scan, left, right.reading), right.reading.edtf
    if not start or not end or set("/X") & set(start + end) or not start < end or not bounds(start)[0]:
        return None
    return Mention(left.first - opened, right.end, Reading(reckon.stretch(start, end), right.reading.basis))


def _is_opened(scan: Scan, left: Mention) -> bool:
    opening, joint = scan.word(left.first - 1), scan.word(left.end)
    return (opening == "from" and scan.tag(left.end) == "z") or (opening == "between" and joint == "and")


def _is_joined(scan: Scan, left: Mention, right: Mention) -> bool:
    """Whether a dash joins two dates, of which only the second may name its year."""
    whole = left.reading.basis == "explicit" or scan.tag(left.first) in "Md"
    return scan.word(left.end) in {"-", "–"} and right.reading.basis == "explicit" and whole


def _same_year(scan: Scan, left: Mention, right: Reading) -> str | None:
    """The first date of a stretch, in the year that only the second names."""
    start, end = left.reading.edtf, right.edtf
    if right.basis != "explicit" or left.reading.basis == "explicit" or not end or not end[:4].isdigit():
        return start
    if start is None and left.end == left.first + 1 and scan.tag(left.first) == "M":
        start = f"0000-{scan.count(left.first):02}"
    if start is None or len(start) <= 4:
        return start
    return f"{int(end[:4]) - (start[4:] > end[4:]):04}{start[4:]}"


def _bounded(scan: Scan, mention: Mention) -> Mention:
    """A date with what stands before or after it, the first frame that fits."""
    first, end, reading = mention
    edtf = reading.edtf or ""
    if "X" in edtf:
        return _by_the_end(scan, mention, edtf)
    if not edtf or ".." in edtf:
        return mention
    left, _, right = edtf.partition("/")
    owning = scan.tag(end) == "'"  # `delayed by last week’s strike` sets no term
    words = 0 if owning else _before(scan, first, UNTIL)
    more = 0 if words else _after(scan, end, UNTIL_AFTER)
    if words or more:
        return Mention(first - words, end + more, Reading(reckon.stretch("..", right or left), reading.basis))
    words = _before(scan, first, ONWARDS)
    more = 0 if words else _after(scan, end, ONWARDS_AFTER)
    if words or more:
        return Mention(first - words, end + more, Reading(reckon.stretch(left, ".."), reading.basis))
    return mention if right else _before_or_about(scan, mention, edtf)


def _by_the_end(scan: Scan, mention: Mention, edtf: str) -> Mention:
    """By the end of the decade: by its last year."""
    ends = any(scan.tag(index) == "C" for index in range(mention.first, mention.end))
    if scan.word(mention.first - 1) != "by" or not ends:
        return mention
    return Mention(mention.first - 1, mention.end, Reading(f"../{edtf.replace('X', '9')}", mention.reading.basis))


def _before_or_about(scan: Scan, mention: Mention, edtf: str) -> Mention:
    first, end, reading = mention
    word = scan.word(first - 1)
    if word == "of" and scan.word(first - 2) == "week" and (day := reckon.as_date(edtf)):
        return Mention(first - 2 - (scan.word(first - 3) == "the"), end, Reading(reckon.week(day), reading.basis))
    if word == "before" and any(scan.word(index) == "end" for index in range(first, end)):
        return Mention(first - 1, end, Reading(reckon.stretch("..", edtf), reading.basis))
    owning = scan.tag(first - 2) in "uU" or scan.tag(end) == "'"
    if word == "before" and not owning and (eve := _eve(edtf)):
        return Mention(first - 1, end, Reading(f"../{eve}", reading.basis))
    if word in ABOUT and scan.tag(first) != "W" and edtf[-1] != "~":
        return Mention(first - 1, end, Reading(reckon.doubtful(edtf), reading.basis))
    return mention


def _before(scan: Scan, first: int, frames: tuple[Frame, ...]) -> int:
    """How many words before a date are one of these frames."""
    return next((len(words) for words in frames if _reads(scan, first - len(words), words)), 0)


def _after(scan: Scan, end: int, frames: tuple[Frame, ...]) -> int:
    return next((len(words) for words in frames if _reads(scan, end, words)), 0)


def _reads(scan: Scan, start: int, words: Frame) -> bool:
    return all(scan.word(start + index) == word for index, word in enumerate(words))


def _eve(edtf: str) -> str | None:
    """The day, month or year before."""
    unit = {4: "year", 7: "month", 10: "day"}.get(len(edtf) if edtf[-1] != "~" else 0)
    return reckon.shift(edtf, -1, unit) if unit else None
