"""Tokens in; the times of day among them out: 10 p.m., 14:00 CET, 0900 GMT, noon, the early hours, overnight."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from brief.text.dates.scan import Scan
from brief.text.dates.words import CLOCK_FACE, DAYS, FOUR_FIGURES, listed, value


class Spot(NamedTuple):
    """A time of day as tokens: first, one past the last, what it is, and what it lacks."""

    first: int
    end: int
    time: str
    """`22:00`, or MO, AF, EV, NI for a part of the day."""
    sure: bool = False
    """Whether it is a clock time by itself: `14:00` wants a preposition beside a day."""
    named: bool = False
    """Whether it is told by a word: noon, the afternoon."""
    halved: bool = False
    """Whether the figures may be of either half of the day: `8:30`."""
    either: bool = False
    """Whether nothing tells of which half they are unless the day does: `9 o’clock`."""

    @property
    def exact(self) -> bool:
        """Whether it is a clock time, not a part of the day."""
        return self.time[0].isdigit()


CLOCK = re.compile(
    r"[dnNHPY#](?:"
    r"(?<![Y#])A?[-z&](?:[dnN](?:A|x'A)|HA?)"  # 10-11 p.m., 9 to 11 p.m., midnight to 06:00
    r"|(?<=[dnN])(?:A|x'A)|(?<=H)A?"  # 10 p.m., 9 o’clock, 19:30, 9.30am
    r"|(?<=[Y#])(?=Z|xx|G)"  # 0900 GMT, 2200 local time, 2200 hours
    r"|(?<=[dn])(?=iT[PL]|pP))"  # 4 in the morning
)
PARTS = re.compile(r"[PL]G?|G")  # the last word of the afternoon, mid-morning, noon, overnight, the early hours
SAID_AFTER = re.compile(r"(?P<part>iT[PL]|pP)|Z|xx{1,2}|G")  # in the morning, GMT, local time, hours
OTHER_ZONE = re.compile(r"\((?:H|[Y#])(?:Z|xx)\)")  # (1205 GMT)
NAMED_ZONES = frozenset({"eastern", "central", "mountain", "pacific"})
"""Zones of America that stand behind a.m. or p.m. without `time`."""
HALF_DAY, DAY = 12, 24
DAWN = 6
LEADING = listed("before_clock")
"""Words that lead to a clock time."""
SMALL = frozenset({"early", "small", "wee"})


def clocks(scan: Scan, taken: Container[int]) -> Iterator[Spot]:
    """Every clock time of a text outside the tokens that are taken, in order."""
    for found in CLOCK.finditer(scan.tokens.tags):
        first, end = found.span()
        joint = next((at for at in range(first + 1, end - 1) if scan.tag(at) in "-z&"), first - 1)
        if joint + 1 not in taken and (spot := _clock(scan, joint + 1)):
            yield spot if joint < first or first in taken else _from(scan, first, joint, spot)


def parts(scan: Scan) -> Iterator[Spot]:
    """Every part of a day and every noon and midnight, in order."""
    for found in PARTS.finditer(scan.tokens.tags):
        first, end = found.span()
        named = scan.tag(first) != "G"
        if not named and scan.word(first - 1) in SMALL and scan.tag(first - 2) == "T":
            yield Spot(first - 2, end, "MO", named=True)
        elif named and (not scan.capital(first) or scan.tag(first - 1) in ".¶"):
            time = part_named(scan, first)
            first -= scan.tag(first - 1) == "-" and scan.tag(first - 2) == "c"
            first -= scan.tag(first - 1) == "c"
            yield Spot(first - (scan.tag(first - 1) == "T"), end, time, named=True)


def part_named(scan: Scan, index: int) -> str:
    """The part of the day, or the clock time of noon and midnight, that a word names; nothing for any other word."""
    if scan.tag(index) in "PL":
        return str(value(scan.word(index)))
    return "NI" if scan.word(index) == "tonight" else ""


def in_part(time: str, part: str) -> str:
    """A time that may be of either half of the day, in the half that a part of the day says."""
    hour = int(time[:2])
    late = part in {"AF", "EV"} or (part == "NI" and hour >= DAWN)
    return f"{hour + HALF_DAY:02}{time[2:]}" if late and hour < HALF_DAY else time


def _clock(scan: Scan, at: int) -> Spot | None:
    """The clock time whose figures stand at a token."""
    word, end = scan.word(at), at + 1
    figures = (FOUR_FIGURES if scan.tag(at) in "Y#" else CLOCK_FACE).fullmatch(word)
    pair = DAYS.fullmatch(word)
    hour = int(figures[1]) if figures else int(pair[1]) if pair else scan.count(at)
    half = (figures[3] or None) if figures else None
    if scan.tag(end) == "A":
        half, end = str(value(scan.word(end))), end + 1
    elif scan.word(end) == "o" and scan.word(end + 2) == "clock":
        half, end = "either", end + 3
    minute = int((figures and figures[2]) or 0)
    if minute > 59 or (not 1 <= hour <= HALF_DAY if half else hour * 60 + minute > DAY * 60):
        return None
    return _told(scan, Spot(at, end, f"{hour:02}:{minute:02}"), half)


def _told(scan: Scan, spot: Spot, half: str | None) -> Spot | None:
    """The clock time with what is said after it: its zone, the part of the day."""
    after = SAID_AFTER.match(scan.tokens.tags, spot.end)
    part = part_named(scan, after.end() - 1) if after and after["part"] else ""
    zone = bool(after and not after["part"] and _is_zone(scan, spot, after))
    end = after.end() if after and (zone or part.isalpha()) else spot.end
    if end == spot.end and half in {"am", "pm"} and scan.word(end) in NAMED_ZONES:
        end += scan.capital(end) and not scan.capital(end + 1)
    other = OTHER_ZONE.match(scan.tokens.tags, end)
    spot = spot._replace(end=other.end() if other else end)
    if part.isalpha():
        return spot._replace(time=in_part(spot.time, part), sure=True) if _is_led_to(scan, spot, half) else None
    if half in {"am", "pm"}:
        hour = int(spot.time[:2]) % HALF_DAY + HALF_DAY * (half == "pm")
        return spot._replace(time=f"{hour:02}{spot.time[2:]}", sure=True)
    colon = scan.tag(spot.first) == "H" and "." not in scan.word(spot.first)
    if not colon and not zone and half is None:
        return None
    return spot._replace(sure=zone and half is None, halved=not zone, either=half == "either")


def _is_led_to(scan: Scan, spot: Spot, half: str | None) -> bool:
    """Whether `4 in the morning` is a clock time rather than how many there were."""
    return half is not None or scan.tag(spot.first) == "H" or scan.word(spot.first - 1) in LEADING


def _is_zone(scan: Scan, spot: Spot, after: re.Match[str]) -> bool:
    """GMT, local time, Moscow time; `hours` after four figures that a preposition leads to."""
    first, last = after.start(), after.end() - 1
    if after[0] == "G":
        return scan.word(spot.first - 1) in LEADING and scan.tag(last + 1) != "o"
    return after[0] == "Z" or (scan.word(last) == "time" and (scan.word(first) == "local" or scan.capital(first)))


def _from(scan: Scan, first: int, joint: int, spot: Spot) -> Spot:
    """From 9 to 11 p.m., 9am-5pm, between 10 and 11 p.m., midnight to 6 a.m.: by its beginning."""
    if scan.tag(joint) == "&" and scan.word(first - 1) != "between":
        return spot
    if scan.tag(first) == "P":
        word = part_named(scan, first)
        return spot._replace(first=first, time=word) if word[0].isdigit() else spot
    if opening := _clock(scan, first):
        return spot._replace(first=first, time=opening.time)
    said = scan.count(first) or int(re.sub(r"(?a)\D", "", scan.word(first)) or 0)
    hour = said % HALF_DAY + HALF_DAY * (spot.time >= "12")
    hour -= HALF_DAY * (hour >= int(spot.time[:2]))
    return spot._replace(first=first, time=f"{hour:02}:00") if hour >= 0 and 0 < said <= HALF_DAY else spot
