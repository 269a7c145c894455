"""The desk's fixed words: every label, note and template sentence of a brief, in one place."""

from __future__ import annotations

from datetime import date

PRODUCT = "Policy Brief"
LANGUAGE = "en-GB"

HEADINGS = {
    "key_points": "Key points",
    "quotes": "Quotations",
    "timeline": "Timeline",
    "disagreements": "Where sources disagree",
    "open_questions": "Open questions",
    "since_last": "Since the last edition",
    "text": "Note",
    "sources": "Sources",
    "evidence": "Evidence",
}
NOTES = {
    "key_points": "Sentences quoted word for word. Numbers in brackets lead to the evidence.",
    "quotes": "What named speakers said, in the words the sources give.",
    "timeline": "What the sources report as done, then what they expect. Dates are as precise as the source.",
    "disagreements": "Statements side by side that cannot both hold; the desk does not choose between them.",
    "open_questions": "What these sources leave open, in their words, and what would close it.",
    "since_last": "What changed; words of the last edition stand behind “was:” and may no longer be in their source.",
    "sources": "How far the evidence carries, then each source.",
    "evidence": "Each passage in its place: cited words marked, spelling as in the source, ¶ for a new line.",
}
EMPTY = {
    "key_points": "The sources hold no statement for this section.",
    "quotes": "The sources hold no quotation of a named speaker for this section.",
    "timeline": "The sources hold no event for this section.",
    "disagreements": "No disagreement found between these sources.",
    "open_questions": "The sources leave nothing open that this section asks for.",
    "since_last": "There is no earlier edition to compare with.",
}
CHANGES = {
    "corrected": "Corrected",
    "changed": "Changed",
    "new": "New",
    "dropped": "Dropped",
    "still": "Still hold",
}
NOTHING_NEW = "Nothing is new since No. {number}, {day}."
DIFFERS = {
    "figure": "the figure",
    "date": "the date",
    "direction": "the direction",
    "polarity": "yes or no",
    "actor": "who acts",
}
DIFFERENCE = {
    "figure": "The figures are further apart than rounding explains.",
    "date": "The times given exclude each other.",
    "direction": "One says that it goes up or ahead, the other that it goes down or back.",
    "polarity": "One affirms what the other denies.",
    "actor": "The same act is put down to different actors.",
}
BOTTOM_LINE = "Bottom line"
JUDGEMENT = "The desk’s judgement, not a quotation."
STATUS = {"past": "Reported", "ongoing": "Reported", "planned": "Planned", "forecast": "Forecast"}
CONDITIONAL = "Conditional"
SAID_BY = " (said by {name})"
WHO_IS = " ({pronoun}: {name})"
UNDATED = "Undated"
NO_DAY = "No date"
AS_OF = "as of {day}"
CHART = {
    "reported": "Dot or solid bar: reported.",
    "foreseen": "Diamond or hatched bar: foreseen.",
    "conditional": "Dashed: conditional.",
    "reported-undated": "Ring: reported, no date given.",
    "foreseen-undated": "Hollow diamond: foreseen, no date given.",
    "open": "Arrow: one end is not given.",
    "rough": "Frayed or open ends: rough dates.",
    "from-cut-off": "Windows without a beginning run from the cut-off.",
}
"""What each form in the chart of time means."""
CHART_SHOWN = "{shown} of {total} shown."
CHART_ALT = "Chart of {rows} of the table below, which says all of it in words. Lanes: {lanes}."
NO_DATE = "Date not given"
NO_PUBLISHER = "Publisher not known"
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
GAP_SORT = {
    "conflict": "Found by the desk: a disagreement",
    "stale": "Found by the desk: a forecast whose time has passed",
    "due": "Found by the desk: a forecast that falls due",
    "silent": "Found by the desk: a subject without a statement",
    "unidentified": "Found by the desk: a source that is not named",
    "undated": "Found by the desk: an event without a date",
    "single-origin": "Found by the desk: a key point with one origin",
}
GAP_ALONE = "{topic}: no statement in these sources is about it."
WHY_GAP = {
    "conflict": "The statements contradict each other{label}; they differ in this: {differs}.",
    "stale": "The time it names ({when}) has passed; no passage found here reports what came of it.",
    "due": "The time it names ({when}) ends within 90 days of this brief.",
    "silent": "The brief is to be about “{topic}”, and the articles collected hold nothing on it.",
    "unidentified": "{source} rests on a body or document that it never names, so it cannot be looked up:",
    "undated": "No date can be told from {source}:",
    "single-origin": "Only one origin stands behind it: {source}{though}.",
}
CLOSES_GAP = {
    "conflict": "A later statement by one of the speakers, or a document, that settles which holds.",
    "stale": "A report, dated after that time, of what happened.",
    "due": "A report of what happened, once that time is over.",
    "silent": "An article on it, or an outline without it.",
    "unidentified": "The name, date and text of what {source} rests on.",
    "undated": "A source that dates it{or_published}.",
    "single-origin": "The same statement from a source that does not rest on {source}.",
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


def more(value: int) -> str:
    """How many are not shown: `And three more`."""
    return f"And {number(value)} more."


def listed(names: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
