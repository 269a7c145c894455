"""Dates in, dates out: what the words round them make of them: `by`, `at the earliest`, `from … to …`, `about`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from brief.text.dates import reckon
from brief.text.dates.edtf import bounds
from brief.text.dates.scan import Reading, Scan
from brief.text.dates.tense import lean
from brief.text.dates.words import listed


class Mention(NamedTuple):
    """A date as tokens: first, one past the last, and what they mean."""

    first: int
    end: int
    reading: Reading
    time: str = ""
    """`22:00`, or MO, AF, EV, NI for a part of the day; nothing where the text gives none."""


Frame = tuple[str, ...]

UNTIL = (
    ("by",),
    ("no", "later", "than"),
    ("not", "later", "than"),
    ("since", "at", "least"),
    ("at", "the", "latest", "in"),
)
UNTIL_AFTER = (("at", "the", "latest"), ("or", "earlier"), ("or", "before"))
ONWARDS = (
    ("not", "before"),
    ("no", "earlier", "than"),
    ("not", "earlier", "than"),
    ("no", "sooner", "than"),
    ("at", "the", "earliest", "in"),
)
ENDLESS = (
    *(("until", "at", "least"), ("till", "at", "least"), ("to", "at", "least"), ("through", "at", "least")),
    *(("at", "least", "until"), ("at", "least", "till"), ("at", "least", "through")),
)
"""Before a date that ends what may go on for longer: `until at least 2030`."""
ONWARDS_AFTER = (("at", "the", "earliest"), ("or", "later"), ("and", "beyond"), ("or", "beyond"), ("onwards",))
ABOUT = listed("about")
LOOSELY = (("more", "than"), ("less", "than"), ("fewer", "than"), ("some",), ("over",), ("under",))
"""Before a count of years that have passed."""
BEGINNING, ENDING = frozenset({"beginning", "starting", "commencing"}), frozenset({"ending", "ended"})


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
    joined = opened or _is_led_to(scan, left) or _is_joined(scan, left, right)
    if right.first != left.end + 1 or not joined:
        return None
    start, end = _same_year(scan, left, right.reading), right.reading.edtf
    if opened and start and end and scan.tag(left.first) == scan.tag(right.first) == "W" and start > end:
        start = reckon.shift(start, -7, "day")
    if not start or not end or set("/X") & set(start + end) or not start < end or not bounds(start)[0]:
        return None
    return Mention(left.first - opened, right.end, Reading(reckon.stretch(start, end), right.reading.basis))


def _is_opened(scan: Scan, left: Mention) -> bool:
    opening, joint = scan.word(left.first - 1), scan.word(left.end)
    return (opening == "from" and scan.tag(left.end) == "z") or (opening == "between" and joint == "and")


def _is_led_to(scan: Scan, left: Mention) -> bool:
    """On the night of 31 May to 1 June, in the years 2014 to 2022: no word of the frame is part of the date."""
    nightly = left.time == "NI" and "of" in (scan.word(left.first + 1), scan.word(left.first + 2))
    return scan.word(left.end) == "to" and (nightly or scan.word(left.first - 1) == "years")


def _is_joined(scan: Scan, left: Mention, right: Mention) -> bool:
    """Whether a dash joins two dates, of which only the second may name its year."""
    whole = left.reading.basis == "explicit" or scan.tag(left.first) in "MdQ"
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
    first, end, reading, time = mention
    edtf = reading.edtf or ""
    if "X" in edtf:
        return _by_the_end(scan, mention, edtf)
    over = time[:1].isdigit() and lean(scan, first) < 0  # `by 9 a.m. Sunday calls came in`: on that day
    if not edtf or ".." in edtf or over:
        return mention
    left, _, right = edtf.partition("/")
    owning = scan.tag(end) == "'"  # `delayed by last week’s strike` sets no term
    words = 0 if owning else _before(scan, first, UNTIL)
    more = 0 if words else _after(scan, end, UNTIL_AFTER)
    if words or more:
        return Mention(first - words, end + more, Reading(reckon.stretch("..", right or left), reading.basis), time)
    words = _before(scan, first, ONWARDS + ENDLESS)
    more = 0 if words else _after(scan, end, ONWARDS_AFTER)
    if words or more:
        return Mention(first - words, end + more, Reading(reckon.stretch(left, ".."), reading.basis), time)
    return mention if right else next((one for rule in ROUND if (one := rule(scan, mention, edtf))), mention)


def _by_the_end(scan: Scan, mention: Mention, edtf: str) -> Mention:
    """By the end of the decade: by its last year."""
    ends = any(scan.tag(index) == "C" for index in range(mention.first, mention.end))
    if scan.word(mention.first - 1) != "by" or not ends:
        return mention
    return Mention(mention.first - 1, mention.end, Reading(f"../{edtf.replace('X', '9')}", mention.reading.basis))


def _of_week(scan: Scan, mention: Mention, edtf: str) -> Mention | None:
    """The week of, beginning or ending a day."""
    first, word, day = mention.first, scan.word(mention.first - 1), reckon.as_date(edtf)
    if day is None or scan.word(first - 2) != "week" or word not in {"of"} | BEGINNING | ENDING:
        return None
    week = reckon.week(day) if word == "of" else reckon.seven_days(day, -6 * (word in ENDING))
    return _wider(mention, 2 + (scan.word(first - 3) == "the"), week)


def _before_it(scan: Scan, mention: Mention, edtf: str) -> Mention | None:
    """Before 2030, prior to March: by the year, month or day that goes before it; before the end of the year: by it."""
    first, end = mention.first, mention.end
    words = 2 * (scan.word(first - 2) == "prior" and scan.word(first - 1) == "to") or scan.word(first - 1) == "before"
    if not words:
        return None
    if any(scan.word(index) == "end" for index in range(first, end)):
        return _wider(mention, words, reckon.stretch("..", edtf))
    if mention.time:  # before noon on Friday
        return _wider(mention, words, reckon.stretch("..", edtf))
    owning = scan.tag(first - 2) in "uU" or scan.tag(end) == "'"
    return None if owning else _wider(mention, words, reckon.stretch("..", _eve(edtf)))


def _about(scan: Scan, mention: Mention, edtf: str) -> Mention | None:
    """About 2019, more than 40 years ago; around the end of the year is about its December."""
    if mention.time:
        return None
    words = _before(scan, mention.first, LOOSELY) if scan.tag(mention.end - 1) == "g" else 0
    words = words or (scan.word(mention.first - 1) in ABOUT and scan.tag(mention.first) != "W" and edtf[-1] != "~")
    closing = len(edtf) == len("2025") and any(scan.word(at) in {"end", "close"} for at in range(*mention[:2]))
    return _wider(mention, words, reckon.doubtful(edtf + "-12" * closing)) if words else None


def _wider(mention: Mention, words: int, edtf: str | None) -> Mention | None:
    """The date with words before it, and what they make of it."""
    reading = Reading(edtf, mention.reading.basis)
    return mention._replace(first=mention.first - words, reading=reading) if edtf else None


ROUND = (_of_week, _before_it, _about)


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
