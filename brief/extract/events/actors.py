"""A sentence and where its dates stand in; the few names that act in it out."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Sequence
from functools import cache

QUOTED = re.compile(r"“[^“”]{1,2000}”|\"[^\"]{1,2000}\"")
WORD = re.compile(r"[^\W\d_][\w’'.-]*")  # Rutte, U.S., Indo-Pacific
ENDING = re.compile(r"(?:[’']s?|\.)$")  # Russia’s
LINKS = frozenset({"", "of", "for", "de", "van", "von", "bin", "al"})
PEOPLES = re.compile(r"[A-Z][a-z]{1,12}(?:ese|ian|ish|ican)|German|French|Dutch|Israeli|Iraqi|Saudi|PM|AM")
ACTING = re.compile(
    r"(?: and [A-Z][\w’'.-]{1,30})?(?:,[^,;.]{3,90},)? (?:has|have|had|is|are|was|were|will|would|could|may|might|must"
    r"|can|did|does|said|says|told|met|went|took|came|began|held|made|sent|gave|wrote|struck|shot|sank|won|lost|fell|rose"
    r"|led|built|bought|sold|fought|hit|kept|set|\w{2,20}ed|then|also|later|recently)\b"
)
AGENT = re.compile(r"(?:\bby|\bsaid|\bwarned|\badded|\band|\bbetween)(?: [a-z]{2,15})? $")
FEW = 3


def actors_in(words: str, dates: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The few names that act: a verb follows, or `by` or `said` goes before; quoted ones only where no other acts."""
    quoted = [match.span() for match in QUOTED.finditer(words)]
    outside: dict[str, None] = {}
    inside: dict[str, None] = {}
    for start, end in _capitals(words):
        name = " ".join(words[start:end].split())
        if not _inside(start, dates) and not PEOPLES.fullmatch(name) and _acts(words, start, end):
            (inside if _inside(start, quoted) else outside).setdefault(name)
    return tuple(outside or inside)[:FEW]


def _inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(low <= place < high for low, high in spans)


def _acts(words: str, start: int, end: int) -> bool:
    return bool(ACTING.match(words, end, end + 140) or AGENT.search(words[max(0, start - 30) : start]))


@cache
def _openers() -> frozenset[str]:
    """Words that are no name although a sentence begins with them."""
    return frozenset((pkgutil.get_data(__name__, "openers.txt") or b"").decode().split())


def _capitals(words: str) -> list[tuple[int, int]]:
    """Runs of capitalised words, with `of` and the like between two of them."""
    runs: list[tuple[int, int]] = []
    for match in WORD.finditer(words):
        word = match.group()
        if not word[0].isupper() or word.lower() in _openers():
            continue
        ending = ENDING.search(word) if len(word) > 4 else None
        end = match.start() + (ending.start() if ending else len(word))
        if runs and words[runs[-1][1] : match.start()].strip() in LINKS and words[match.start() - 1] == " ":
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((match.start(), end))
    return runs
