"""Rules for counted time: two years ago, three days later, in two years’ time, within five years."""

from __future__ import annotations

from brief.model.article import Basis
from brief.text.dates import reckon
from brief.text.dates.cut import Cut
from brief.text.dates.quarters import year_before
from brief.text.dates.scan import NEAR, Reading
from brief.text.dates.tense import lean, looks_back, may_be_told
from brief.text.dates.words import DAYS, listed

PRONOUNS = listed("pronoun")


def ago(cut: Cut) -> Reading | None:
    """Two years ago, nearly four weeks ago, a month ago."""
    count = _count(cut)
    if count is None or _longer(cut):
        return None
    if count == 1 and cut.unit == "year" and (quarter := year_before(cut.scan, cut.first)):
        return quarter
    return _about(cut, cut.scan.shifted(-count, cut.unit))


def half_ago(cut: Cut) -> Reading | None:
    """Two and a half years ago, a year and a half ago: about that month."""
    count = _count(cut)
    if count is None or cut.word("h") != "half" or cut.unit not in {"year", "decade"}:
        return None
    months = count * 12 + 6 if cut.unit == "year" else count * 120 + 60
    reading = cut.scan.shifted(-months, "month")
    return Reading(reckon.doubtful(reading.edtf), reading.basis) if reading.edtf else reading


def counted(cut: Cut) -> Reading | None:
    """Two years later, a decade prior, a year earlier: from the last date named; `two days after X` has no date."""
    scan, count = cut.scan, _count(cut)
    if count is None or _longer(cut):
        return None
    if cut.word("w") == "before" and cut.before in {"be", "take"}:
        return _not_before(cut, count)
    if not _stands_alone(cut):
        return None
    step = count if cut.tag("w") in "r>" else -count
    if step == -1 and cut.unit == "year" and (quarter := year_before(scan, cut.first)):
        return quarter
    start = scan.last
    if start is None or cut.first - scan.last_at > NEAR:
        start = scan.published if step < 0 else None
    edtf = reckon.shift(start, step, cut.unit) if start else None
    return _about(cut, Reading(edtf, "anaphora")) if may_be_told(scan, cut.first, edtf) else None


def _stands_alone(cut: Cut) -> bool:
    """Whether nothing follows that the time is counted from."""
    following = cut.scan.tag(cut.end)
    if cut.tag("w") in "<>":
        return following in ".,)_!;¶"
    if cut.tag("w") == "l":
        return cut.word("w") in {"prior", "previous"} and (following != "x" or cut.after == "to")
    return True


def _not_before(cut: Cut, count: int) -> Reading:
    """It would be five years before: so long from the time of saying, or later."""
    start, basis = _said(cut, cut.unit)
    span = reckon.span_from(start, count, cut.unit) if start else None
    return cut.scan.based(reckon.stretch(span.split("/")[1], "..") if span else None, basis)


def hence(cut: Cut) -> Reading | None:
    """In two years, in two years’ time, five to ten years from now: ahead of publication."""
    scan, count = cut.scan, _count(cut)
    if count is None or (scan.tag(cut.end - 1) == ">" and scan.word(cut.end - 1) != "hence"):
        return None
    if cut.tags[-1] in "uU" and not _looks_ahead(cut):
        return None
    if _longer(cut):
        return scan.from_published(_from_to(scan.published, count, cut))
    return _about(cut, scan.shifted(count, cut.unit))


def _looks_ahead(cut: Cut) -> bool:
    """Whether `in two years` is a time to come, not how long something took or the first time in so long."""
    loose = cut.unit == "quarter" or cut.before in {"time", "first"} or cut.scan.tag(cut.end) in "o-"
    opens = cut.first == 0 or cut.scan.tag(cut.first - 1) in ".¶!"
    loose = loose or (cut.scan.tag(cut.end) == "x" and cut.after not in PRONOUNS and not opens)
    return not loose and lean(cut.scan, cut.at("u")) > 0


def ahead(cut: Cut) -> Reading | None:
    """Within five years, in the next six months, the next five to ten years: from the time of saying."""
    scan, count = cut.scan, _count(cut)
    if count is None:
        return None
    leaning = lean(scan, cut.first)
    if "e" not in cut.tags and scan.tag(cut.end) in ">ro<" and leaning < 0:
        return None
    start, basis = _said(cut, cut.unit)
    if start is None or (basis == "publication" and "e" in cut.tags and leaning < 0 and _tells_of_old(cut)):
        return Reading(None, basis)
    edtf = _from_to(start, count, cut) if _longer(cut) else reckon.span_from(start, count, cut.unit)
    return scan.based(edtf, basis)


def _tells_of_old(cut: Cut) -> bool:
    """Whether the passage is in another year, so that its `over the next months` cannot be counted from publication."""
    last, published = cut.scan.last, cut.scan.published
    return (
        last is not None and published is not None and cut.first - cut.scan.last_at < NEAR and last[:4] < published[:4]
    )


def next_decade(cut: Cut) -> Reading | None:
    """Over the next decade: from the time of saying to ten years later."""
    if cut.unit != "decade":
        return None
    start, basis = _said(cut, "decade")
    return cut.scan.based(reckon.span_from(start, 1, "decade") if start else None, basis)


def _said(cut: Cut, unit: str) -> tuple[str | None, Basis]:
    """The time a foresight counts from: the past date of the passage, where it is reported, else publication."""
    scan, last, published = cut.scan, cut.scan.last, cut.scan.published
    if last is None or cut.first - scan.last_at >= NEAR or scan.parted(scan.last_at, cut.first):
        return published, "publication"
    past = published is None or last[:7] < published[: len(last[:7])]
    reported = past and reckon.coarse(last, unit) is not None and looks_back(scan, cut.first)
    return (last, "anaphora") if reported else (published, "publication")


def _count(cut: Cut) -> int | None:
    """How many; None where the unit is none that time is counted in."""
    if cut.unit in {"half", "period"}:
        return None
    pair = DAYS.fullmatch(cut.word("n"))
    return int(pair[1]) if pair else cut.amount("n")


def _longer(cut: Cut) -> int | None:
    """The greater number of `five to ten years`, `5-10 years`."""
    pair = DAYS.fullmatch(cut.word("n"))
    return int(pair[2]) if pair else cut.amount("k")


def _from_to(start: str | None, count: int, cut: Cut) -> str | None:
    """From `count` units on to the greater number of them."""
    longer = _longer(cut)
    if start is None or longer is None or longer <= count:
        return None
    days = {"week": 7, "fortnight": 14}.get(cut.unit)
    steps = [(step * days, "day") if days else (step, cut.unit) for step in (count, longer)]
    return reckon.stretch(*(reckon.shift(start, step, unit) for step, unit in steps))


def _about(cut: Cut, reading: Reading) -> Reading:
    """A value with a sign of doubt where a word such as `nearly` stands before it."""
    edtf = reading.edtf
    vague = (
        edtf and "/" not in edtf and (cut.tags[0] == "q" or (cut.tags[-1] == "g" and cut.unit in {"decade", "century"}))
    )
    return Reading(reckon.doubtful(edtf), reading.basis) if edtf and vague else reading
