"""Disowned words: a stretch and its attribution in; whether its words are denied or forged, and whose they are, out."""

from __future__ import annotations

import re
from bisect import bisect_left

from brief.extract.quotes.attribution import Attribution
from brief.text.speech import Speech, is_asked, is_forged, is_rejected, is_unsaid
from brief.text.speech.lexicon import ASSERTIONS, DENYING

_OWNER = re.compile(
    r"(T*N{1,4})s[nlz]{0,2}([hnvV])t?$|([hn])i(T*N{1,4})t?$"
)  # Putin’s statement that, a claim by Putin
_PARTS = frozenset(",;:-cCuQSXU")
"""Marks and conjunctions that part a stretch from a cue before it."""
_FAR = 25  # tokens between a cue and what it brings in


def is_disowned(speech: Speech, at: int, told: Attribution) -> bool:
    """Whether the words of a stretch are denied, never said, only imagined, or forged, where its sentence tells."""
    tokens = speech.tokens
    if is_rejected(tokens, at, speech.cues) or _unsaid_beside(speech, at):
        return True
    cue = told.cue[0] if told.cue else at
    if tokens.sentence[cue] != tokens.sentence[at]:
        return False
    return (cue > at and _undone_after(speech, at, told, cue)) or is_forged(tokens, cue, at)


def _undone_after(speech: Speech, at: int, told: Attribution, cue: int) -> bool:
    """`“…,” Rutte never said`, `“…,” a claim that Rutte denied`, `Asked whether it was “…,” Rutte said no`."""
    tokens = speech.tokens
    denied = told.rule != "cue" and tokens.word[cue] in DENYING
    unsaid = tokens.word[cue] != "according" and is_unsaid(tokens, cue)
    return denied or unsaid or is_asked(tokens, at)


def _unsaid_beside(speech: Speech, at: int) -> bool:
    """Whether the last cue before a stretch says that it was not said, and nothing stands between that parts them."""
    tokens, index = speech.tokens, bisect_left(speech.cues, at) - 1
    cue = speech.cues[index] if index >= 0 else -1
    if cue < 0 or at - cue > _FAR or tokens.sentence[cue] != tokens.sentence[at]:
        return False
    between = tokens.tags[cue + 1 : at]
    return (len(between) == 1 or _PARTS.isdisjoint(between)) and is_unsaid(tokens, cue)


def owner(speech: Speech, at: int) -> Attribution | None:
    """Who said what somebody else rejects: `Putin’s statement that “…”`, `a claim by Putin that “…”`."""
    tokens = speech.tokens
    match = _OWNER.search(tokens.tags, max(tokens.first[tokens.sentence[at]], at - 12), at)
    if match is None or tokens.word[match.start(2) if match[2] else match.start(3)] not in ASSERTIONS:
        return None
    return Attribution(speech.mention(*match.span(1 if match[1] else 4)), None, "distant")
