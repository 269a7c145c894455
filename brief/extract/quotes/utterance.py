"""Utterances: a quoted stretch and its attribution in; whether somebody says it, or it is a title or a term, out."""

from __future__ import annotations

import re

from brief.extract.quotes.attribution import Attribution, only_quotes
from brief.text.speech import Speech

_SMALL = frozenset(("the", "a", "an", "of", "to", "in", "on", "for", "and", "with", "at", "by", "from", "or"))
"""Words that a title of a work leaves in lower case."""
_LABELS = frozenset(
    (
        "slogan",
        "motto",
        "headline",
        "title",
        "titled",
        "entitled",
        "dubbed",
        "codenamed",
        "term",
        "phrase",
        "hashtag",
        "named",
    )
)
"""What stands before words that are a name."""
_WORD = re.compile(r"\w+")
_HEAD = 60  # characters of a stretch whose words are counted
_SHORT = 4  # words; of shorter stretches 29 in 100 are no quotations, of longer ones 2
_NICKNAME = 5  # words
_UNTOLD = frozenset(("weak", "none"))
"""Rules that found nobody who would have said it."""


def is_speech(speech: Speech, at: int, told: Attribution) -> bool:
    """Whether a stretch is said by somebody: no title of a work, no term, no nickname."""
    stretch = speech.stretches[at]
    inner = speech.text[stretch.inner_start : stretch.inner_end].strip()
    words = len(_WORD.findall(inner[:_HEAD]))
    if _is_name(speech, at, told, inner, words):
        return False
    if told.rule in _UNTOLD and not (inner[:1].isupper() or inner[-1:] in ".?!"):
        return False
    if words >= _SHORT:
        return True
    if inner[-1:] in ".?!" and inner[:1].isupper() and (told.rule == "colon" or only_quotes(speech, at)):
        return words > 1 and told.rule in {"continuation", "previous", "label", "colon"}  # “Next question, please.”
    governed = told.rule == "cue" or (told.rule == "distant" and told.cue is not None and told.cue[0] < at)
    return words > 1 and governed


def _is_name(speech: Speech, at: int, told: Attribution, inner: str, words: int) -> bool:
    """Whether a stretch names something: a work, a slogan, or somebody, as in `Juan “the Fox” Paredes`."""
    tags = speech.tokens.tags
    before, untold = tags[at - 1] if at else "|", told.rule in _UNTOLD
    if (untold or words < _SHORT or before in "nhNisdfz0") and _is_title(inner):
        return True
    if before in "NT" and tags[at : at + 2] == "QN" and words <= _NICKNAME and told.rule != "cue":
        return True
    return untold and at > 0 and speech.tokens.word[at - 1] in _LABELS


def _is_title(inner: str) -> bool:
    """`The Art of the Deal`: two to fifteen words, all but the small ones with a capital."""
    words = inner[:200].split()
    capitals = all(not word[:1].islower() or word in _SMALL for word in words)
    return 2 <= len(words) <= 15 and capitals and inner[0].isalnum()
