"""Words that nobody owns: tokens and a cue or a quotation in; whether it was denied, imagined or forged, out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from brief.text.speech.lexicon import ASSERTIONS, DENYING, DOCUMENTS, FORGED
from brief.text.speech.tokens import Tokens

_NEGATIONS = frozenset(("not", "never", "nor", "neither", "n't"))
_CONDITIONS = frozenset(("if", "whether", "unless", "imagine", "imagined", "suppose"))
_NOBODY = frozenset(("nobody", "none"))
_UNWILLING = frozenset(("refused", "refuses", "declined", "declines", "failed", "fails", "false", "wrong", "untrue"))
_RECORDED = frozenset(("quote", "quotes", "quotation", "video", "clip", "audio", "recording", "screenshot", "image"))
_WRITINGS = ASSERTIONS | DOCUMENTS | _RECORDED
_BREAKS = frozenset(",;-cC")
_STOPS = frozenset(",;:-QSXU?|Cuw")
_FINITE = frozenset("avVbe")
_REACH = 60  # tokens before a cue that can undo it, which keeps a text of one endless sentence linear


def is_unsaid(tokens: Tokens, cue: int) -> bool:
    """Whether a cue says that nothing was said: `never said`, `refused to say`, `denied having said`, `if he says`."""
    tags, word, low = tokens.tags, tokens.word, _low(tokens, cue)
    at = cue - 1
    while at >= low and (tags[at] in "ra" or word[at] == "having"):
        if (word[at] in _NEGATIONS or word[at].endswith(("n't", "n’t"))) and word[at + 1] != "only":
            return True
        at -= 1
    if at < low:
        return False
    if word[at] in _NOBODY or word[at - 1 : at + 1] == ["no", "one"]:
        return True
    if tags[at] == "k" and word[at - 1] in _UNWILLING:
        return True
    denied = word[at] in DENYING and (tags[cue] == "g" or at < cue - 1)
    return denied or _is_conditional(tokens, low, cue)


def _low(tokens: Tokens, at: int) -> int:
    return max(tokens.first[tokens.sentence[at]], at - _REACH)


def _is_conditional(tokens: Tokens, low: int, cue: int) -> bool:
    """Whether the clause of a cue opens with `if` or `whether`."""
    for at in range(cue - 1, low - 1, -1):
        if tokens.word[at] in _CONDITIONS:
            return True
        if tokens.tags[at] in _STOPS:
            return False
    return False


def is_asked(tokens: Tokens, at: int) -> bool:
    """Whether a quotation stands in a question put to somebody: `Asked whether it was “…”`."""
    low = _low(tokens, at)
    for place in range(at - 1, low, -1):
        if tokens.word[place] in _CONDITIONS:
            return "asked" in tokens.word[max(place - 3, low) : place]
        if tokens.tags[place] in _STOPS:
            return False
    return False


def is_rejected(tokens: Tokens, at: int, cues: Sequence[int]) -> bool:
    """Whether a quotation is what somebody denies: `rejected Putin’s claim that “…”`, not `denied it, saying “…”`."""
    low = _low(tokens, at)
    denial = next((place for place in range(at - 1, low - 1, -1) if tokens.word[place] in DENYING), None)
    if denial is None or tokens.tags[at - 1] == "," or {":", ";"} & set(tokens.tags[denial:at]):
        return False
    inner = bisect_left(cues, at) - 1
    if inner >= 0 and _BREAKS & set(tokens.tags[denial + 1 : cues[inner]]):
        return False
    return _brings_in(tokens, denial, at)


def _brings_in(tokens: Tokens, denial: int, at: int) -> bool:
    """Whether `that`, or a noun for what is said, leads from a denial to a quotation."""
    tags, word = tokens.tags, tokens.word
    if word[at - 1] in ASSERTIONS:
        return True
    for place in range(denial + 1, at):
        leads = place == denial + 1 or not ASSERTIONS.isdisjoint(word[denial + 1 : place])
        if leads and (tags[place] == "t" or (tags[place] == "p" and place == denial + 1)):
            return place == at - 1 or not _FINITE.isdisjoint(tags[place + 1 : at])
    return False


def is_forged(tokens: Tokens, cue: int, at: int) -> bool:
    """Whether a cue stands in, or speaks for, a forged writing: `in a fake letter, he wrote`, `the forged letter said`.

    `at` is the quotation, or the cue itself where there is none.
    """
    tags, word = tokens.tags, tokens.word
    first = _low(tokens, cue)
    last = min(tokens.first[tokens.sentence[cue] + 1], cue + 6) if at < cue else cue
    for place in range(first, last - 1):
        if word[place] not in FORGED or _WRITINGS.isdisjoint(word[place + 1 : place + 3]):
            continue
        opens = place - first < 5 and not {"i", "k"}.isdisjoint(tags[first:place])
        beside = (
            _BREAKS.isdisjoint(tags[place + 1 : cue]) if place < cue else not set(tags[cue + 1 : place]) - set("dk")
        )
        if opens or beside:
            return True
    return False
