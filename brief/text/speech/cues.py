"""Cue verbs: tokens and the place of a verb in; whether it reports what somebody says, out."""

from __future__ import annotations

from brief.text.speech.lexicon import SAYING
from brief.text.speech.tokens import Tokens

_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "gets", "got"))
_WITH_PARTICLE = frozenset(("put", "puts", "putting", "go", "goes", "went", "going", "cut", "cuts", "cutting"))
_WITH_THAT = frozenset(("hold", "holds", "held", "holding"))
_INFINITIVES = frozenset(
    ("say", "call", "tell", "add", "declare", "describe", "note", "ask", "write", "suggest", "argue", "announce")
)
_PRONOMINAL = frozenset(("another", "one", "some", "many", "others", "both", "all", "several"))  # another added
_PLAIN = frozenset(("say", "tell", "write"))  # the two write


def is_cue(tokens: Tokens, at: int) -> bool:
    """Whether the verb at a token reports speech: active, and no noun."""
    tag, word = tokens.tags[at], tokens.word[at]
    before = at - 1
    while before >= 0 and tokens.tags[before] == "r":
        before -= 1
    mark = tokens.tags[before] if before >= 0 else "|"
    if word in _WITH_THAT and tokens.tags[at + 1] != "t":
        return False
    if word in _WITH_PARTICLE and not _has_particle(tokens, at):
        return False
    if (mark == "s" and tokens.tags[before - 1] == "p") or (word == "expect" and mark == "a"):
        return False  # he’s expected to win, readers can expect
    if tag == "b":
        return word in _INFINITIVES if mark == "k" else mark in "pahNTwcCQ,SXo" or (mark in "d0" and word in _PLAIN)
    if tag == "g":
        return mark not in "ds"
    passive = mark == "a" and tokens.word[before] in _BE
    adjective = mark == "d" and tokens.word[before] not in _PRONOMINAL
    return tag == "V" or not (passive or adjective)


def _has_particle(tokens: Tokens, at: int) -> bool:
    """`put it`, `goes:`, and `went on,` but not `went on for weeks`."""
    following = tokens.word[at + 1]
    if following in {"on", "in"}:
        return tokens.tags[at + 2] in ",:.|QSXk"
    return following in {"it", ",", ":"}


def is_saying(word: str) -> bool:
    """Whether a verb form introduces speech by itself, and does not merely judge."""
    return word in SAYING
