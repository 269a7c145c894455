"""Document → iCalendar (RFC 5545): the dates that lie ahead, for the calendar of a desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from brief.model.companions import Foreseen, Terms
from brief.model.document import Document
from brief.model.inline import Cite, Line

_LONGEST = 75  # octets of a line
_SHORT = timedelta(days=31)
"""A time so long or shorter is entered whole; of a longer one, its last day."""
_WORLD_TIME = (
    "BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip
"""The one component that a calendar can hold (RFC 5545 asks for one) and that no reader shows."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def write(document: Document) -> bytes:
    """One all-day entry for each date ahead, which blocks no time; where there is none, a calendar that says so."""
    events = [
        line for one in document.ahead if (days := _days(one, document.terms)) for line in _event(one, days, document)
    ]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//brief//Policy Brief//EN",
        f"X-WR-CALNAME:{_escaped(document.title)}",
        *(events or [f"X-WR-CALDESC:{_escaped(document.terms.nothing_ahead)}", *_WORLD_TIME]),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _days(one: Foreseen, terms: Terms) -> tuple[date, date, str] | None:
    """First and last day of the entry, and what to say of them where they are not the whole time."""
    first, last = one.first, one.last
    if first and last and last - first < _SHORT:
        return first, last, ""
    if last:
        return last, last, terms.last_day.format(when=one.when)
    return (first, first, terms.first_day.format(when=one.when)) if first else None


def _event(one: Foreseen, days: tuple[date, date, str], document: Document) -> Iterator[str]:
    first, last, said = days
    yield "BEGIN:VEVENT"
    yield f"UID:{one.id}@brief"
    yield f"DTSTAMP:{_day(document.dated)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"
    yield f"SUMMARY:{_escaped(said + _text(one.words))}"
    yield f"DESCRIPTION:{_escaped(_about(one, document))}"
    yield f"CATEGORIES:{_escaped(one.status)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _about(one: Foreseen, document: Document) -> str:
    return (
        f"{one.when}. {one.status}, {one.source} [{one.reference}].\n"
        f"{one.label} in {document.product}, {document.issue}: {document.title}"
    )


def _text(words: Line) -> str:
    return " ".join("".join(part.text for part in words if not isinstance(part, Cite)).split())


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escaped(text: str) -> str:
    return _CONTROL.sub("", text).translate(_ESCAPED)


def _folded(line: str) -> str:
    """Lines of at most 75 octets, a continuation with a space before it; no character is cut."""
    pieces, room = [""], _LONGEST
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append("")
            room = _LONGEST - 1
        pieces[-1] += letter
        room -= size
    return "\r\n ".join(pieces)
