"""Dates in, dates out: what the words round them make of them, such as `by`, `at the earliest`, `from … to …`, `about`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from brief.text.dates.scan import Reading, Scan


class Mention(NamedTuple):
    """A date as tokens: first, one past the last, and what they mean."""

    first: int
    end: int
    reading: Reading


LATEST_BEFORE = (("by",), ("no", "later", "than"), ("not", "later", "than"))
LATEST_AFTER = (("at", "the", "latest"), ("or", "earlier"), ("or", "before"))
EARLIEST_BEFORE = (("not", "before"), ("no", "earlier", "than"), ("not", "earlier", "than"), ("no", "sooner", "than"))
EARLIEST_AFTER = (("at", "the", "earliest"), ("or", "later"), ("and", "beyond"), ("or", "beyond"), ("onwards",), ("onward",))
ABOUT = frozenset({"about", "around", "circa", "roughly", "approximately", "ca"})


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
    if right.first != left.end + 1 or not left.reading.edtf or not right.reading.edtf:
        return None
    opening, joint = scan.word(left.first - 1), scan.word(left.end)
    dash = joint in {"-", "–"} and left.reading.basis == right.reading.basis == "explicit"
    if not (dash or (opening == "from" and joint in {"to", "until", "till", "through"}) or (opening == "between" and joint == "and")):
        return None
    start, end = _same_year(left.reading, right.reading), right.reading.edtf
    if "/" in start + end or "X" in start + end or not start < end:
        return None
    return Mention(left.first - (not dash), right.end, Reading(f"{start}/{end}", right.reading.basis))


def _same_year(left: Reading, right: Reading) -> str:
    """The first date of a stretch, in the year that only the second names."""
    start, end = left.edtf or "", right.edtf or ""
    if left.basis == "publication" and right.basis == "explicit" and len(start) > 4:
        year = int(end[:4]) - (start[4:] > end[4:])
        return f"{year:04}{start[4:]}"
    return start


def _bounded(scan: Scan, mention: Mention) -> Mention:
    first, end, reading = mention
    edtf = reading.edtf
    if not edtf or "X" in edtf or ".." in edtf:
        return mention
    left, _, right = edtf.partition("/")
    if words := _before(scan, first, LATEST_BEFORE):
        return Mention(first - words, end, Reading(f"../{right or left}", reading.basis))
    if words := _after(scan, end, LATEST_AFTER):
        return Mention(first, end + words, Reading(f"../{right or left}", reading.basis))
    if words := _before(scan, first, EARLIEST_BEFORE):
        return Mention(first - words, end, Reading(f"{left}/..", reading.basis))
    if words := _after(scan, end, EARLIEST_AFTER):
        return Mention(first, end + words, Reading(f"{left}/..", reading.basis))
    if scan.word(first - 1) in ABOUT and scan.tag(first) != "W" and not right and edtf[-1] != "~":
        return Mention(first - 1, end, Reading(f"{edtf}~", reading.basis))
    return mention


def _before(scan: Scan, first: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    """How many words before a date are one of these phrases."""
    return next((len(words) for words in phrases if all(scan.word(first - len(words) + i) == word for i, word in enumerate(words))), 0)


def _after(scan: Scan, end: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    return next((len(words) for words in phrases if all(scan.word(end + i) == word for i, word in enumerate(words))), 0)
