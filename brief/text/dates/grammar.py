"""The rules in the order that counts, each an expression over the classes of words (see words.py) and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable

from brief.text.dates import absolute, relative
from brief.text.dates.scan import Reading, Scan

Read = Callable[[Scan, "re.Match[str]"], Reading | None]

PART = r"(?:T?(?:[cbr]-?|C-?o)T?)?"  # early, mid-, the end of, later
COUNT = r"(?P<n>[ndK](?:-?n){0,2}|a(?:no?)?)"  # two, twenty-five, a couple of, a

RULES: tuple[tuple[str, Read], ...] = (
    (r"D", absolute.numeric),
    (r"(?:(?P<w>W)\.?,?)?T?(?P<d>[dfN])(?:[-_z&](?P<e>[df]))?o?-?(?P<m>M)\.?(?:,?(?P<y>Y))?", absolute.calendar_day),
    (r"(?:(?P<w>W)\.?,?T?)?(?P<m>M)\.?T?(?P<d>[dfN])(?:[-_z](?P<e>[df])(?![.]?M))?(?:,?(?P<y>Y))?", absolute.calendar_day),
    (PART + r"(?P<m>M)\.?,?o?(?P<y>Y)", absolute.month_year),
    (PART + r"(?P<m>M)\.?o?(?P<t>[lte])(?P<u>u)", absolute.month_of_year),
    (r"(?P<t>c?T?t?[lte]|c?-?T|i)?" + PART + r"(?P<s>S)(?:o?(?P<y>Y)|o(?P<v>[lte])(?P<u>u))", absolute.season),
    (r"(?P<t>c?T?t?[lte]|[cbr]-?(?:iT)?|iT|T|i)(?P<s>S)(?P<y>(?!))?(?P<u>(?!))?(?P<v>(?!))?", absolute.season),
    (PART + r"(?P<t>[lte])?(?P<m>M)\.?", absolute.bare_month),
    (r"T?[lx]?u?-?[gb]?-?k?-?(?P<f>f)-?k?-?(?P<u>u)(?:,?o?k?(?P<y>Y)|o?T?(?P<t>[lte])-?k?u)?", relative.quarter),
    (r"T?(?P<y>Y)k?-?(?P<f>f)-?(?P<u>u)(?P<t>(?!))?", relative.quarter),
    (r"(?P<t>[lte])u'k?(?P<f>f)-?(?P<u>u)(?P<y>(?!))?", relative.quarter),
    (r"(?P<q>Q)(?:,?o?(?P<y>Y))?", relative.code),
    (r"T?(?P<f>f)-?(?P<u>u)", absolute.century),
    (r"q?" + COUNT + r"(?P<u>[uU])(?:&x)?(?:or)?g", relative.ago),
    (r"q?" + COUNT + r"(?P<u>[uU])(?P<w>[br<>l])", relative.counted),
    (r"T?x?(?P<u>u)-?[gb]-?u?", relative.year_earlier),
    (r"i" + COUNT + r"(?P<u>[uU])(?:'x)?", relative.hence),
    (COUNT + r"(?P<u>[uU])(?:Fj|(?<=[uU])>)", relative.hence),
    (r"[isp]?T?e" + COUNT + r"(?:[-zo&](?P<k>[ndK]))?(?P<u>U)", relative.ahead),
    (r"s" + r"(?:Te?)?" + COUNT + r"(?:[-zo&](?P<k>[ndK]))?(?P<u>[uU])", relative.ahead),
    (PART + r"(?P<t>T?[lte])?(?P<w>W)\.?o?(?P<v>[lte])(?P<u>u)", absolute.weekday),
    (PART + r"(?P<t>[lte])?(?P<w>W)(?P<u>u)(?P<v>(?!))?", absolute.weekday),
    (PART + r"(?P<t>[lte])?(?P<w>W)\.?P?(?P<u>(?!))?(?P<v>(?!))?", absolute.weekday),
    (r"(?P<b>Tu[<>])?" + PART + r"P?(?P<y>y)P?", relative.day_word),
    (PART + r"(?P<t>[tl])P", relative.day_part),
    (r"(?:T?(?:[cbr]-?|C-?o))?T?t?(?P<t>[lte])-?k?(?P<u>u)", relative.unit_step),
    (r"T?(?P<y>Y)(?P<u>u)", relative.period_of_year),
    (PART + r"(?P<x>X)", absolute.decade),
    (r"k-?u?(?P<y>Y)", absolute.fiscal_year),
    (PART + r"(?:T?u)?(?P<y>Y)", absolute.bare_year),
    (PART + r"(?:T?u)?(?P<n>nn(?:-?n)?)(?![uU])", absolute.spelled_year),
    (r"R", absolute.years),
    (r"(?:[cbr]-?)?(?:hm?|Tm)(?P<u>u)", relative.that_unit),
    (r"(?:T?[cbrC]-?[io]?)?T(?P<u>u)", relative.the_unit),
    (r"(?P<u>u)(?:-|')?C", relative.the_unit),
)
"""`(?!)` names a part that a sibling rule has and this one never fills."""

COMPILED = tuple((re.compile(pattern), read) for pattern, read in RULES)
STARTS = re.compile(r"[DNRYXQMWSdfklteTabcChmrinqspuyPK]")
