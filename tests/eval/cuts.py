"""A passage and where it stands → what a careless hand would leave of it, for each way to cut off what it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from brief.model.items import Claim, Quote
from brief.model.library import Library
from brief.model.selection import Choice

NOT = re.compile(r"\b(?:not|never|no|cannot)\s", re.IGNORECASE)  # `not `
_BUT = re.compile(r",\s(?:but|although|though|yet|except)\s")  # `, but `
_IF = re.compile(r"(?<=[^\s,])(,?\s)(?:if|unless|provided that|as long as)\s")  # `x if `
_IF_FIRST = re.compile(r"(?:If|Unless)\s[^,“”\"]{5,150},\s")  # `If they do, `
_SAID = re.compile(  # `, officials said on Monday.`
    r",\s(?:according to\b|[^,“”\"]{3,60}\s(?:said|says|told|wrote|added|reported)\b)[^,“”\"]{0,80}\.$"
)
_OPENING = re.compile(r"(?:On|In|At|Last|Earlier|Meanwhile|Also|However|Moreover)\b[^,“”\"]{0,40},\s")  # `On Monday, `
_AGAIN = re.compile(r"[.!?]\s+(?:But|However|Yet|Still|Later)\b")  # `. But`

Cut = Callable[[Choice, Library], Sequence[tuple[int, int]]]


def cut_attribution(choice: Choice, _: Library) -> Sequence[tuple[int, int]]:
    claim = choice.item
    if not isinstance(claim, Claim) or not claim.content or not claim.claimant or not claim.claimant.mention:
        return ()
    inside = claim.span.holds(claim.claimant.mention) and not claim.content.overlaps(claim.claimant.mention)
    return [(claim.content.start, claim.content.end)] if inside and len(claim.content) > 20 else ()


def _inside_marks(choice: Choice) -> tuple[int, int]:
    """The stretch of the item that a cut may leave: a sentence, or the first part of speech without its marks."""
    item = choice.item
    return (
        (item.parts[0].start + 1, item.parts[0].end - 1)
        if isinstance(item, Quote)
        else (item.span.start, item.span.end)
    )


def _after(pattern: re.Pattern[str]) -> Cut:
    """Everything from the match on is cut off."""

    def cut(choice: Choice, library: Library) -> Sequence[tuple[int, int]]:
        start, end = _inside_marks(choice)
        found = pattern.search(library.article[choice.item.span.article].text, start, end)
        return [(start, found.start() + (found[0][0] in ".!?"))] if found and found.start() - start > 15 else ()

    return cut


def cut_condition_first(choice: Choice, library: Library) -> Sequence[tuple[int, int]]:
    start, end = _inside_marks(choice)
    found = _IF_FIRST.match(library.article[choice.item.span.article].text, start, end)
    return [(found.end(), end)] if found else ()


def cut_not(choice: Choice, library: Library) -> Sequence[tuple[int, int]]:
    start, end = _inside_marks(choice)
    found = NOT.search(library.article[choice.item.span.article].text, start, end)
    return [(start, found.start()), (found.end(), end)] if found and found.start() > start else ()


def cut_opening(choice: Choice, library: Library) -> Sequence[tuple[int, int]]:
    """A cut that loses nothing: the time or the connective at the head of a sentence."""
    start, end = _inside_marks(choice)
    found = _OPENING.match(library.article[choice.item.span.article].text, start, end)
    return [(found.end(), end)] if found else ()


def cut_hedge(choice: Choice, _: Library) -> Sequence[tuple[int, int]]:
    claim = choice.item
    if not isinstance(claim, Claim) or not claim.hedges or claim.hedges[0].start == claim.span.start:
        return ()
    hedge = claim.hedges[0]
    return [(claim.span.start, hedge.start), (hedge.end, claim.span.end)]


CUTS: dict[str, Cut] = {
    "attribution cut off": cut_attribution,
    "“, officials said” cut off": _after(_SAID),
    "“not” cut out": cut_not,
    "“but …” cut off": _after(_BUT),
    "“if …” cut off at the end": _after(_IF),
    "“If …,” cut off at the head": cut_condition_first,
    "hedge cut out": cut_hedge,
}
SPEECH_CUT = "speech cut before its “But”"
SPEECH_CUTS = CUTS | {SPEECH_CUT: _after(_AGAIN)}
"""The same for what stands in marks."""
