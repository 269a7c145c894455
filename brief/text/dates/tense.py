"""A place in a text in, whether the words round it look ahead or back out."""

from __future__ import annotations

from brief.text.dates.scan import Scan
from brief.text.dates.words import listed

AHEAD, BEHIND, PRESENT = listed("ahead"), listed("behind"), listed("present")
ABBREVIATIONS, NOT_VERBS, NOT_PAST = listed("abbreviation"), listed("not_verb"), listed("not_past")
DETERMINERS, PUT_OFF, UNTIL = listed("determiner"), listed("put_off"), frozenset({"until", "till", "to", "through"})
CLAUSE = ",_;&¶!"
"""Classes of marks and words after which a date opens its clause."""
CLOSE = 4
"""How many words before a date its own verb may stand."""
DECEMBER = 12
SOON = 12
"""How many words before a date may say that it was foreseen, or that something was put off until then."""
HOUR = 5
"""How many words a time may have."""
SIGHT = 30
"""How many words to each side may tell."""


def lean(scan: Scan, index: int) -> int:
    """2 or 1 where the words round a date look ahead (`will`, `to meet`), -1 where they look back, 0 where neither.

    The nearest verb before the date counts, or the nearest after it where the date opens its clause.
    """
    first, last = _sentence(scan, index)
    if any(_was_foreseen(scan, near) for near in range(max(first, index - SOON), index)):
        return -1
    after = _first_told(scan, range(index + 1, last + 1))
    before = _first_told(scan, range(index - 1, first - 1, -1))
    return (after or before) if _opens(scan, index, first) else (before or after)


def lean_before(scan: Scan, index: int) -> int:
    """The same by the words before alone: `states that vote in March, he said` does not look back."""
    first, _ = _sentence(scan, index)
    return _first_told(scan, range(index - 1, first - 1, -1))


def acts_before(scan: Scan, index: int) -> bool:
    """Whether a verb of the past stands close before, so that the date is plainly its own: `resigned in August`."""
    return any(_told(scan, near) < 0 for near in range(index - CLOSE, index))


def may_be_told(scan: Scan, index: int, edtf: str | None) -> bool:
    """Whether a date counted from another in the text is over, or the words look ahead: else it is any such time."""
    known, published = (edtf or "").partition("/")[0], scan.published or ""
    shared = min(len(known), len(published))
    over = known[:shared] <= published[:shared] or (len(known) == len("2025-33") and int(known[5:]) > DECEMBER)
    return over or lean(scan, index) > 0


def put_off(scan: Scan, index: int) -> bool:
    """Whether something is moved to the date: `postponed until Tuesday`, `extended the loan through January`."""
    index = _before_hour(scan, index)
    moved = scan.word(index - 1) in UNTIL
    return moved and any(scan.word(near) in PUT_OFF for near in range(index - SOON, index - 1))


def _before_hour(scan: Scan, index: int) -> int:
    """Where a time before a date begins: `until 9 a.m. EST Tuesday`, `until noon on Friday`."""
    start = index - (scan.word(index - 1) == "on")
    while index - start < HOUR and _is_of_hour(scan.tag(start - 1), scan.tag(start)):
        start -= 1
    return start if scan.tag(start) in "dnHPY#" else index


def _is_of_hour(tag: str, following: str) -> bool:
    return tag in "AZHP," or (following in "AZ" and tag in "dnY#")


def looks_back(scan: Scan, index: int) -> bool:
    """Whether any verb near the place is of the past, as where words of another time are reported."""
    first, last = _sentence(scan, index)
    return any(_told(scan, near) < 0 for near in range(first, last + 1))


def _was_foreseen(scan: Scan, index: int) -> bool:
    """Had been due, had been scheduled: for a time that is over."""
    return scan.word(index) == "had" and scan.word(index + 1) == "been" and scan.word(index + 2) in AHEAD


def _first_told(scan: Scan, indices: range) -> int:
    return next((told for index in indices if (told := _told(scan, index))), 0)


def _opens(scan: Scan, index: int, first: int) -> bool:
    if _told(scan, index - 1):
        return False
    after_mark = scan.tag(index - 2) in CLAUSE and scan.tag(index - 1) in "ipoTsBzlte"
    return index - first < 3 or scan.tag(index - 1) in CLAUSE or after_mark


def _sentence(scan: Scan, index: int) -> tuple[int, int]:
    """First and last-but-one token of the sentence round a token, cut at some distance."""
    first, last = index, index
    while first > 0 and index - first < SIGHT and not _stops(scan, first - 1):
        first -= 1
    while last < len(scan.tokens.words) - 1 and last - index < SIGHT and not _stops(scan, last):
        last += 1
    return first, last


def _stops(scan: Scan, index: int) -> bool:
    tag = scan.tokens.tags[index]
    if tag != ".":
        return tag in "!¶"
    word = scan.word(index - 1)
    opening = scan.capital(index + 1) or scan.tag(index + 1) in "|¶'"
    return opening and len(word) > 1 and word not in ABBREVIATIONS and scan.tag(index - 1) != "M"


def _told(scan: Scan, index: int) -> int:
    word = scan.word(index)
    if scan.tag(index) == "M":
        return 0
    if word in AHEAD or (word in PRESENT and scan.word(index - 1) != "to"):
        return 2
    if word == "to" and scan.word(index + 1) == "be":
        return 2
    if word == "set" and scan.word(index + 1) in {"for", "to"}:
        return 2
    if word == "if" or (word == "to" and _may_be_verb(scan, index + 1)):
        return 1
    past = word in BEHIND or (word.endswith("ed") and len(word) > 4 and word not in NOT_PAST)
    return -1 if past and scan.word(index - 1) != "be" and not _is_adjective(scan, index) else 0


def _is_adjective(scan: Scan, index: int) -> bool:
    """Whether a participle stands before its noun: `a planned visit`, `a still unspecified date`."""
    still = scan.word(index - 1) == "still"
    return scan.word(index - 1 - still) in DETERMINERS


def _may_be_verb(scan: Scan, index: int) -> bool:
    return scan.tag(index) == "x" and not scan.capital(index) and scan.word(index) not in NOT_VERBS
