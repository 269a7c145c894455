"""The desk's fixed words: every label, note and template sentence of a brief, in one place."""

from __future__ import annotations

from datetime import date

PRODUCT = "Policy Brief"
LANGUAGE = "en-GB"

HEADINGS = {
    "key_points": "Key points",
    "quotes": "Quotations",
    "timeline": "Timeline",
    "open_questions": "Open questions",
    "text": "Note",
    "sources": "Sources",
    "evidence": "Evidence",
}
NOTES = {
    "key_points": "Sentences quoted word for word. Numbers in brackets lead to the evidence.",
    "quotes": "What named speakers said, in the words the sources give.",
    "timeline": "What the sources report as done, then what they expect. Dates are as precise as the source.",
    "open_questions": "What these sources leave open, in their words, and what would close it.",
    "sources": "How far the evidence carries, then each source.",
    "evidence": "Each passage in its place: cited words marked, spelling as in the source, ¶ for a new line.",
}
EMPTY = {
    "key_points": "The sources hold no statement for this section.",
    "quotes": "The sources hold no quotation of a named speaker for this section.",
    "timeline": "The sources hold no event for this section.",
    "open_questions": "The sources leave nothing open that this section asks for.",
}
BOTTOM_LINE = "Bottom line"
JUDGEMENT = "The desk’s judgement, not a quotation."
STATUS = {"past": "Reported", "ongoing": "Reported", "planned": "Planned", "forecast": "Forecast"}
UNDATED = "Undated"
NO_DATE = "Date not given"
NOT_GRADED = "Not graded"
GRADES = (
    "Grade: reliability of the source from A (reliable) to F, "
    "then credibility of the information from 1 (confirmed) to 6."
)

OPEN_MARKS = {
    "withheld": ("declined", "disclose", "did", "would", "refused", "comment", "specify", "elaborate"),
    "depends": ("depend", "depends", "hinges", "rests"),
}
"""How the words of an open question tell what sort it is; the first that fits."""
WHY_OPEN = {
    "asked": "{source} asks this and does not answer it.",
    "stated": "{source} leaves it open in its own words:",
    "withheld": "{source} reports that this was not said:",
    "depends": "{source} makes it depend on something else:",
}
WOULD_CLOSE = {
    "asked": "An answer on the record, from a source that does not rest on {source}.",
    "stated": "A named and dated statement, or a document, that settles it.",
    "withheld": "The information itself, from whoever holds it, or from another source that has it.",
    "depends": "The outcome that it depends on, or an estimate that states its assumptions.",
}
QUESTION_SORT = {"asked": "Asked by {source}", "stated": "Left open by {source}"}

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def day(value: date) -> str:
    """`11 July 2025`: always spelled out."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def opening(text: str) -> str:
    """A line's first letter as a capital: `about 2025` → `About 2025`."""
    return text[:1].upper() + text[1:]


def number(value: int) -> str:
    """A count in words up to twelve, in digits above."""
    return _NUMBERS[value] if value < len(_NUMBERS) else str(value)


def counted(value: int, one: str, many: str | None = None) -> str:
    """`one article`, `three articles`."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def listed(names: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
