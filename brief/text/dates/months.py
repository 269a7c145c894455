"""Rules for months and seasons: March 2023, June last year, in May, summer 2024, last autumn."""

from __future__ import annotations

from brief.text.dates import reckon
from brief.text.dates.cut import Cut
from brief.text.dates.days import explicit, in_year, named_year, told_year
from brief.text.dates.scan import UNDATED, Reading
from brief.text.dates.tense import acts_before, lean, lean_before, put_off
from brief.text.dates.words import MONTH_FIRST, YEARS, listed

BEFORE_MONTH = frozenset("ipBoszFwclteTbrhqm<>k'")
"""Classes of words after which `May` is the month."""
DETERMINERS, SHORT = listed("determiner"), listed("short")
FIRST_NAMES = frozenset({"april", "june", "august"})
VOTES = listed("vote")
NEXT = 10
"""A bare month so many months gone is the coming one, unless a verb before it looks back."""
SOON = 7
"""A bare month so many months gone is rather the coming one: of the past one people say `last` or its year."""
GONE = 5
"""A bare month fewer months gone is the past one, unless a verb is plainly of the future."""
WINTER = 24
BEGINS = {21: 3, 22: 6, 23: 9, 24: 12}
"""The first month of each season."""


def month_year(cut: Cut) -> Reading | None:
    """March 2023, early March of 2023."""
    return explicit(reckon.month(cut.value("m"), int(cut.year))) if cut.year else None


def month_of_short_year(cut: Cut) -> Reading | None:
    """July ’25."""
    return explicit(reckon.month(cut.value("m"), cut.short_year)) if cut.short_year else None


def numeric_month(cut: Cut) -> Reading | None:
    """In 07/2025; elsewhere it may be a number and the year of an act."""
    found = MONTH_FIRST.fullmatch(cut.scan.word(cut.first))
    dated = found and cut.scan.tag(cut.first - 1) in "isBFz"
    return explicit(reckon.month(int(found[1]), int(found[2]))) if found and dated else None


def month_of_year(cut: Cut) -> Reading | None:
    """June last year, March of next year, May of that year."""
    year = named_year(cut)
    return in_year(cut, reckon.month(cut.value("m"), year)) if year else None


def bare_month(cut: Cut) -> Reading | None:
    """April, last April, in May: the nearest past one, or the next where the sentence looks ahead."""
    scan, month = cut.scan, cut.value("m")
    if not _month_is_meant(cut):
        return None
    if not cut.has("t") and (told := told_year(cut, month)):
        return Reading(reckon.month(month, told), "anaphora")
    if not cut.has("t") and (before := _month_before(cut)):
        return scan.named(reckon.shift(before, (month - int(before[5:7])) % 12, "month"))
    months = reckon.months_of(scan.published or "")
    if months is None:
        return UNDATED
    back = (months - month) % 12
    last = back if back > 1 else back + 12  # `last June` said in July is not `last month`
    step = {"l": -last, "e": 12 - back, "t": (month - 1) - (months - 1) % 12}.get(cut.tag("t"))
    if step is None:
        step = 12 - back if _is_coming(cut, back) else -back
    return scan.named(reckon.month(months + step, 0))


def _month_before(cut: Cut) -> str | None:
    """The month named just before in a list: `in June, September and October`."""
    listed_with = (cut.scan.tag(cut.first - 1) in ",&" or cut.before == "/") and cut.scan.last_at == cut.first - 1
    return (
        cut.scan.last if listed_with and len(cut.scan.last or "") == 7 and cut.scan.tag(cut.first - 2) == "M" else None
    )


def _is_coming(cut: Cut, back: int) -> bool:
    """Whether a bare month `back` months gone is rather the next one of its name."""
    if put_off(cut.scan, cut.first):
        return back > 0
    leaning = lean(cut.scan, cut.at("m"))
    earliest = cut.scan.word(cut.first - 2) in {"not", "earlier", "later", "sooner"} and cut.before in {
        "before",
        "than",
    }
    if earliest or (leaning >= 0 and cut.before in {"until", "till", "by", "through"}):
        return back > 0
    if back > NEXT and leaning < 0:
        return not acts_before(cut.scan, cut.at("m")) and cut.before != "since"
    if back >= NEXT and leaning < 0:
        return lean_before(cut.scan, cut.at("m")) >= 0
    if leaning < 0:
        return False
    return back >= {0: SOON, 1: GONE, 2: 2}[leaning] or (back > 2 and cut.after in VOTES)


def _month_is_meant(cut: Cut) -> bool:
    """Whether a month's name is the month: `in May`, `his April testimony`, not `May I` or `April Smith`."""
    scan, at = cut.scan, cut.at("m")
    word, tag = scan.word(at), scan.tag(cut.first - 1)
    if cut.before in {"each", "every"} or (word in SHORT and scan.tag(at + 1) == "-" and scan.tag(at + 2) != "M"):
        return False
    joined = (tag == "&" or cut.before == "/") and "M" in scan.tag(cut.first - 2) + scan.tag(cut.first - 3)
    compared = (
        cut.before == "than"
        or (cut.before == "with" and word == "march")
        or (cut.before == "as" and scan.word(cut.first - 3) == "as")
    )
    if cut.first < at or joined or compared or tag in BEFORE_MONTH or cut.before in DETERMINERS:
        return word != "march" or not (
            tag == "'" or (cut.before == "the" and (scan.tag(at + 1) in "o." or cut.after == "on"))
        )
    if word in {"may", "march"} or (word in SHORT and scan.tag(at + 1) != "."):
        return False
    surname = scan.capital(at + 1) and scan.tag(at + 1) == "x"
    return not (surname or (word in FIRST_NAMES and tag == "x" and scan.capital(cut.first - 1)))


def season_of_year(cut: Cut) -> Reading | None:
    """Summer 2024, the winter of 1994, spring of last year."""
    if cut.has("y"):
        return explicit(f"{cut.year}-{cut.value('s')}") if cut.year else None
    if cut.word("s") in {"fall", "spring"} and cut.tags[0] == "S" and cut.scan.tag(cut.first - 1) not in BEFORE_MONTH:
        return None  # prices that fall next year
    year = named_year(cut)
    return in_year(cut, f"{year}-{cut.value('s')}") if year and 0 < year < 9999 else None


def winter_of_years(cut: Cut) -> Reading | None:
    """Winter 2024/25: from its December to its February."""
    parts = YEARS.fullmatch(cut.word("r"))
    if cut.value("s") != WINTER or parts is None or int(parts[2]) % 100 != (int(parts[1]) + 1) % 100:
        return None
    year = int(parts[1])
    return explicit(reckon.stretch(reckon.month(12, year), reckon.month(14, year)))


def season(cut: Cut) -> Reading | None:
    """Last spring, this autumn, in the summer; `the fall` alone may be anything that falls."""
    months, code = reckon.months_of(cut.scan.published or ""), cut.value("s")
    loose = cut.word("s") in {"fall", "spring"} and not set(cut.tags) & set("icbrlte")
    if loose or cut.scan.tag(cut.end) == "o":
        return None
    if months is None:
        return UNDATED
    year, now = (months - 1) // 12, (months - 1) % 12 + 1
    over, ahead = BEGINS[code] + 2 < now, BEGINS[code] > now
    steps = {"t": 0, "l": 0 if over else -1, "e": 0 if ahead else 1}
    step = next((steps[tag] for tag in "elt" if tag in cut.tags), None)
    if step is None:
        leaning = lean(cut.scan, cut.at("s"))
        step = 1 if leaning > 1 and over else -1 if leaning <= 0 and ahead else 0
    return cut.scan.named(f"{reckon.year(year + step)}-{code}" if reckon.year(year + step) else None)
