"""The rules in the order that counts, each an expression over the classes of words (see `words.py`) and its meaning."""

from __future__ import annotations

import re
from collections.abc import Callable

from brief.text.dates import counts, days, holidays, months, quarters, units, weekdays, years
from brief.text.dates.cut import Cut
from brief.text.dates.scan import Reading

Rule = Callable[[Cut], Reading | None]

PART = r"(?:T?(?:[cbr]-?|C-?o)T?)?"  # early, mid-, the end of, later
COUNT = r"(?P<n>N|[ndK](?:-?n){0,2}|a(?:no?)?)"  # two, twenty-five, 5-10, a couple of, a
LONGER = r"(?:[-zo&](?P<k>[ndK]))?"  # five TO TEN years
YEAR = r"(?P<y>Y|nn(?:-?n)?(?![uU]))"  # 1994, nineteen ninety-four
DAY = r"(?P<d>[dfN])(?:[-_z&](?P<e>[df]))?"  # 5, 5th, 5-7, 5 to 7
WEEKDAY = r"(?:(?:t?[lte])?(?P<w>W)\.?,?"  # this coming Sunday, (the group is left open)
SECOND = r"(?:(?:[-_z]|&(?=[df][.,;)¶!ip]))(?P<e>[df])(?!\.?M))?"  # July 5-7; July 5 and 6,
WHICH = r"o?T?(?P<t>[lteh])(?P<u>u)"  # last year, of that year

RULES: tuple[tuple[str, Rule], ...] = (
    (r"D", days.listed_day),
    (r"D", days.numeric),
    (r"D", months.numeric_month),
    (r"(?:T(?=f))?(?P<d>[dfN])o?-?(?P<m>M)\.?" + WHICH, days.day_of_year),
    (r"(?P<m>M)\.?(?P<d>[dfN])" + WHICH, days.day_of_year),
    (WEEKDAY + r")?(?:T(?=f))?" + DAY + r"o?-?(?P<m>M)\.?(?:,?(?P<y>Y))?", days.calendar_day),
    (WEEKDAY + r"T?)?(?P<m>M)\.?T?(?P<d>[dfN])" + SECOND + r"(?:,?(?P<y>Y))?", days.calendar_day),
    (r"(?P<l>l)(?P<m>M)\.?(?P<d>[dfN])", days.calendar_day),
    (r"(?P<l>[lte])?(?P<j>J|Ou')(?:(?P<v>E)|(?P<h>u)|(?P<w>W))?(?:,?(?P<y>Y))?", holidays.holiday),
    (r"(?P<j>O)(?P<w>W)(?:,?(?P<y>Y))?", holidays.good_friday),
    (PART + r"(?P<m>M)\.?,?o?" + YEAR, months.month_year),
    (PART + r"(?P<m>M)\.?'(?P<d>[dK])", months.month_of_short_year),
    (PART + r"(?P<m>M)\.?" + WHICH, months.month_of_year),
    (r"(?:i?T?|T?c-?T?)(?P<s>S)(?:,?o?" + YEAR + "|" + WHICH + ")", months.season_of_year),
    (r"T?(?P<s>S)o?T?(?P<r>R)", months.winter_of_years),
    (r"(?:(?:i|T?c-?)?T?t?[lte]|[cbr]-?(?:iT)?|iT?|T)(?P<s>S)", months.season),
    (PART + r"(?:t?(?P<t>[lte]))?(?P<m>M)\.?", months.bare_month),
    (r"T?[lx]?u?-?[gb]?-?k?-?(?P<f>f)-?k?-?(?P<u>u)(?:,?o?k?(?P<y>Y)|o?T?(?P<t>[lte])-?k?u|oTu)?", quarters.quarter),
    (r"T?(?P<l>[lx])(?P<u>u)o(?:(?P<y>Y)|T?(?P<t>[lte])u|Tu)", quarters.last_part),
    (r"T?(?P<y>Y)k?-?(?P<f>f)-?(?P<u>u)", quarters.quarter),
    (r"(?P<t>[lte])u'k?(?P<f>f)-?(?P<u>u)", quarters.quarter),
    (r"(?P<q>Q)o?(?:(?P<f>Q)|k-?u?(?P<y>Y))", quarters.code_of_business_year),
    (r"(?P<q>Q)'(?P<d>[dK])", quarters.code_of_short_year),
    (r"(?P<q>Q)(?:[,|]?o?(?P<y>Y))?", quarters.code),
    (r"T?(?P<f>f)-?(?P<u>u)", years.century),
    (r"q?" + COUNT + r"(?P<u>[uU])&a(?P<h>u)g", counts.half_ago),
    (r"q?" + COUNT + r"-?&-?a-?(?P<h>u)-?(?P<u>[uU])g", counts.half_ago),
    (r"q?" + COUNT + r"(?P<u>[uU])(?:&x)?(?:or)?g", counts.ago),
    (r"q?" + COUNT + r"(?P<u>[uU])(?P<w>[br<>l])", counts.counted),
    (r"Tm?x?(?P<p>u)(?:o?l|[an])(?P<u>u)[gb]?", quarters.same_last_year),
    (r"Tmx?(?P<p>u)(?:o|i)(?P<y>Y)", quarters.same_of_year),
    (r"l(?P<u>u)'(?P<p>u)", quarters.same_last_year),
    (r"T?x?(?P<u>u)-?[gb]-?u?", quarters.year_earlier),
    (r"i" + COUNT + LONGER + r"(?P<u>[uU])(?:'x)?", counts.hence),
    (COUNT + LONGER + r"(?P<u>[uU])(?:Fj|>)", counts.hence),
    (r"[isp]T?e(?P<u>u)", counts.next_decade),
    (r"[isp]?T?e" + COUNT + LONGER + r"(?P<u>U)", counts.ahead),
    (r"s(?:Te?)?" + COUNT + LONGER + r"(?P<u>[uU])", counts.ahead),
    (PART + r"(?P<w>W)\.?o?(?:(?P<v>[lte]))?(?P<u>u)", weekdays.weekday_of_week),
    (PART + r"(?:T?(?P<t>[lte]))?(?P<w>W)\.?P?", weekdays.weekday),
    (r"(?P<b>Tu[<>])?" + PART + r"P?(?P<y>y)P?", weekdays.day_word),
    (PART + r"(?P<t>[tl])P", weekdays.day_part),
    (r"(?:hm?|Tm|T?(?P<e>e))P", weekdays.part_of_day_told),
    (r"(?:T?(?:[cbr]-?|C-?o))?T?t?(?P<t>[lte])-?k?(?P<u>u)", units.unit_step),
    (r"T?(?P<y>Y)(?P<u>u)", quarters.period_of_year),
    (PART + r"T?(?P<x>X)", years.decade),
    (r"k-?u?(?P<y>Y)", years.fiscal_year),
    (PART + r"(?:T?u)?(?P<y>Y)", years.bare_year),
    (PART + r"(?:T?u)?(?P<y>nn(?:-?n)?)(?![uU])", years.spelled_year),
    (r"(?P<r>R)", years.two_years),
    (r"(?:[cbr]-?)?(?:hm?|Tm)(?P<u>u)", units.that_unit),
    (r"(?:T?[cbrC]-?[io]?)?T[kx]?(?P<u>u)", units.the_unit),
    (r"T(?P<u>u)", quarters.the_quarter),
    (r"T(?P<u>u)", weekdays.weekend),
    (r"(?P<u>u)[-']?C", units.the_unit),
)

COMPILED = tuple((re.compile(pattern), rule) for pattern, rule in RULES)
STARTS = re.compile(r"[JODNRYXQMWSy]|T(?!x[^-bfgku])|a(?=[-&nuU])|P(?=y)|[dfklteubcChinqrspK](?![x.,;:()!|¶])")
"""Where a date may begin; most articles and prepositions are told by the word after them to begin none."""
