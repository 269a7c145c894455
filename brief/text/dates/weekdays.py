"""Rules for weekdays and the days round publication: Friday, last Monday, Monday week, yesterday, last night."""

from __future__ import annotations

from datetime import date

from brief.text.dates import reckon
from brief.text.dates.cut import Cut
from brief.text.dates.scan import NEAR, UNDATED, Reading
from brief.text.dates.tense import lean, put_off
from brief.text.dates.words import listed

PAPERS, NAMED_DAYS, FROM_TEXT = listed("paper"), listed("named_day"), listed("from_text")
ERA = listed("of_the_age")
"""Things of which `today’s` means those of the present age."""
SINCE = frozenset({"from", "over", "since"})
"""Before a weekday’s event they tell that it is over: `up from Thursday’s close`."""
PROGRAMMES, QUOTES = listed("programme"), frozenset("“”‘’\"'`")
NIGHTS = frozenset({"mornings", "afternoons", "evenings", "nights"})
"""After a weekday they tell of what is repeated."""
COMING = 4
"""A bare weekday is the coming one where the words look ahead and it is no more days away."""


def weekday(cut: Cut) -> Reading | None:
    """Friday, last Monday, Tuesday morning: the most recent one, today counting, unless the words look ahead."""
    scan, today = cut.scan, cut.scan.today
    if not _weekday_is_meant(cut):
        return None
    if today is None:
        return UNDATED
    if cut.word("t") in FROM_TEXT and (last := reckon.as_date(scan.last)):
        return Reading(_beside(last, cut), "anaphora")
    return scan.day_off(_days_off(cut, (today.weekday() - cut.value("w")) % 7))


def _days_off(cut: Cut, back: int) -> int:
    """How many days from publication to the weekday that was last `back` days before it."""
    coming = 7 - back if back else 0
    behind = cut.before in SINCE and cut.scan.tag(cut.end) == "'"
    ahead = not behind and lean(cut.scan, cut.at("w")) > 0
    match cut.tag("t"):
        case "l":
            return -(back or 7)
        case "e":
            return 7 - back
        case "t":
            return coming if back > 2 or ahead else -back
        case _ if put_off(cut.scan, cut.first):
            return 7 - back
        case _:
            return coming if ahead and coming <= COMING else -back


def _beside(last: date, cut: Cut) -> str | None:
    """The previous Friday, the following Monday: before or after the last day named."""
    if cut.tag("t") == "l":
        return reckon.step_days(last, -((last.weekday() - cut.value("w")) % 7 or 7))
    return reckon.step_days(last, (cut.value("w") - last.weekday()) % 7 or 7)


def weekday_of_week(cut: Cut) -> Reading | None:
    """Tuesday of next week, Monday last week; Monday week is a week after the coming Monday."""
    scan, today = cut.scan, cut.scan.today
    if cut.unit != "week" or not _weekday_is_meant(cut):
        return None
    if today is None:
        return UNDATED
    if cut.has("v"):
        return scan.day_off(7 * cut.value("v") - today.weekday() + cut.value("w"))
    return scan.day_off(7 + (cut.value("w") - today.weekday()) % 7)


def _weekday_is_meant(cut: Cut) -> bool:
    """Whether a weekday's name is one: not `the Sunday Times`, `every Friday`, `Black Friday`, `Sun Li`."""
    scan, at = cut.scan, cut.at("w")
    if not scan.word(at).endswith("day") and scan.tag(at + 1 + (scan.tag(at + 1) in ".,")) not in "MdfP":
        return False
    if scan.tag(cut.end - 1) == "P" and scan.capital(cut.end - 1):
        return False
    if scan.word(at + 1 + 2 * (scan.tag(at + 1) in "&," and scan.tag(at + 2) == "W")) in NIGHTS:
        return False
    if cut.before in NAMED_DAYS and not _is_of_one(cut):
        return False
    return scan.word(at + 1) not in PAPERS and scan.tag(cut.first - 1) != "f"


def _is_of_one(cut: Cut) -> bool:
    """Whether `a Friday interview` names what happened then; `on a Friday` may be any."""
    scan = cut.scan
    named = scan.tag(cut.end) == "x" and not scan.capital(cut.end)
    return cut.before == "a" and named and scan.word(cut.first - 2) not in {"on", "of"}


def day_word(cut: Cut) -> Reading | None:
    """Yesterday, today, tomorrow, the day before yesterday; not `USA Today`, `a better tomorrow`."""
    scan, at = cut.scan, cut.at("y")
    if scan.capital(at) and _is_programme(cut):
        return None
    if scan.tag(cut.end) == "'" and scan.word(cut.end + 1) in ERA:
        return None
    if cut.word("y") == "tomorrow" and (scan.tag(at - 1) == "o" or scan.tag(at - 2) + scan.tag(at - 1) in {"ax", "Tx"}):
        return None
    return scan.day_off(cut.value("y") * (2 if cut.has("b") else 1))


def _is_programme(cut: Cut) -> bool:
    """Whether `Today` is a name: of a programme, in quotation marks of its own, or inside a sentence."""
    scan, at = cut.scan, cut.at("y")
    joined = scan.word(at - 1).isalpha() or scan.word(at - 1) in {"'s", "’s"}
    inside = joined and (scan.tag(at - 1) == "x" or not scan.capital(at - 1))
    return cut.after in PROGRAMMES or inside or (cut.before in QUOTES and cut.after in QUOTES)


def day_part(cut: Cut) -> Reading | None:
    """This morning, last night; not the programme `This Morning`, nor `past midnight`."""
    if cut.scan.capital(cut.end - 1) or cut.word("t") == "past":
        return None
    if cut.word("t") in FROM_TEXT:
        return _day_told(cut, -1)
    return cut.scan.day_off(-1 if cut.tag("t") == "l" else 0)


def part_of_day_told(cut: Cut) -> Reading | None:
    """That night, the same evening, the next morning: of the day named last, or the day after it."""
    return _day_told(cut, 1 if cut.has("e") else 0)


def _day_told(cut: Cut, step: int) -> Reading | None:
    scan = cut.scan
    day = reckon.as_date(scan.last) if cut.first - scan.last_at < NEAR else None
    return Reading(reckon.step_days(day, step), "anaphora") if day and not scan.capital(cut.end - 1) else None


def weekend(cut: Cut) -> Reading | None:
    """The weekend: the most recent one, or the coming one where the words look ahead or it has begun."""
    today = cut.scan.today
    if cut.unit != "weekend":
        return None
    if today is None:
        return UNDATED
    last = today.weekday() < 5 and lean(cut.scan, cut.first) <= 0
    return cut.scan.from_published(reckon.weekend(today, -1 if last else 0))
