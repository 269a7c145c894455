"""Where and when something was said: a cue verb in, the venue's words and the date in its clause out."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice

from brief.model.article import When
from brief.text.speech import Speech

_TELLING = frozenset(("told", "tells", "tell", "telling"))
_OCCASIONS = frozenset(
    ("interview", "testimony", "hearing", "speech", "briefing", "conference", "summit", "address", "remarks", "debate")
)
_GATHERINGS = frozenset(("conference", "briefing", "hearing", "summit", "debate"))
"""What is held in a town, which is not the one that is spoken to."""
_SORTS = frozenset(("news", "press", "joint", "media", "video", "security", "peace", "court", "weekly", "daily"))
"""What may stand before it: a joint news conference."""
_ADDRESSEE = re.compile(r"(?:d?[lN0T]*N(?:[fjc]?d?N)*|d?[lhn]{0,3}h)")  # The New York Times, reporters
_PLACE = re.compile(
    r"i(d?[lN0T]*N(?:[fjc]?d?N)*(?:iN+(?:cN+)?)?)"
)  # with Sky News, before the Committee on Armed Services
_ON = re.compile(r"N{1,4}")  # on Fox News
_MEDIA = frozenset(
    (
        "fox",
        "cnn",
        "msnbc",
        "nbc",
        "abc",
        "cbs",
        "cnbc",
        "bbc",
        "npr",
        "pbs",
        "sky",
        "news",
        "radio",
        "tv",
        "podcast",
    )
)
_PLATFORMS = frozenset(
    ("x", "twitter", "facebook", "telegram", "instagram", "tiktok", "youtube", "bluesky", "weibo", "wechat")
)
"""One says it on them, to nobody in particular: no venue."""
_FAR = 25  # tokens between a cue and its setting
_CLAUSE = frozenset("vVbgatkwQSXU;:?|")
"""Tags past which a date belongs to what is said, not to the saying."""


def venue(speech: Speech, cue: int) -> str | None:
    """`The New York Times`, `the Senate Armed Services Committee`: to whom or where, in the text's words."""
    tokens = speech.tokens
    if tokens.word[cue] in _TELLING and (told := _ADDRESSEE.match(tokens.tags, cue + 1)):
        return None if tokens.word[told.end() - 1] in _PLATFORMS else _words(speech, told.start(), told.end())
    number = tokens.sentence[cue]
    low, high = max(tokens.first[number], cue - _FAR), min(tokens.first[number + 1], cue + _FAR)
    for at in range(low, high):
        if tokens.word[at] in _OCCASIONS and (found := _occasion(speech, at, low)):
            return found
        medium = _ON.match(tokens.tags, at + 1) if tokens.word[at] == "on" else None
        if medium and _MEDIA.intersection(tokens.word[slice(*medium.span())]):
            return _words(speech, *medium.span())
    return None


def _occasion(speech: Speech, at: int, low: int) -> str | None:
    """`interview with Sky News` gives Sky News; `New York Times interview` and `a hearing in Oslo` give themselves."""
    tokens = speech.tokens
    if place := _PLACE.match(tokens.tags, at + 1):
        if tokens.word[place.end() - 1] in _PLATFORMS:
            return None
        gathers = tokens.word[at] in _GATHERINGS and tokens.word[at + 1] == "in"
        return _words(speech, _opening(speech, at, low) if gathers else place.start(1), place.end())
    first = at
    while first > low and tokens.tags[first - 1] == "N":
        first -= 1
    return _words(speech, first, at + 1) if first < at else None


def _opening(speech: Speech, at: int, low: int) -> int:
    """The first word of what an occasion is called: `a` of `a news conference`."""
    tags, first = speech.tokens.tags, at
    while first > low and (tags[first - 1] in "lN" or speech.tokens.word[first - 1] in _SORTS):
        first -= 1
    return first - (first > low and tags[first - 1] == "d")


def _words(speech: Speech, first: int, last: int) -> str:
    return " ".join(speech.text[speech.tokens.start[first] : speech.tokens.end[last - 1]].split())


def said_when(speech: Speech, cue: int, dates: tuple[When, ...]) -> When | None:
    """The date in the clause of a cue: `told the paper on July 5`, `In May, he warned`; not one in what was said."""
    tokens = speech.tokens
    number = tokens.sentence[cue]
    low, high = max(tokens.first[number], cue - _FAR), min(tokens.first[number + 1], cue + _FAR)
    first = bisect_left(dates, tokens.start[low], key=_start)
    near: list[tuple[int, When]] = []
    for date in islice(dates, first, None):
        if _start(date) >= tokens.end[high - 1]:
            break
        at = bisect_left(tokens.start, _start(date), low, high)
        quoted = speech.stretches.get(at - 1)  # a quotation is one token
        if _is_ahead(date) or (quoted and _start(date) < quoted.end):
            continue
        between = tokens.tags[cue + 1 : at] if at > cue else tokens.tags[at:cue]
        if not set(between) & _CLAUSE:
            near.append((abs(at - cue), date))
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _is_ahead(date: When) -> bool:
    """`by 2027`, `2029 at the earliest`: a time that is spoken of, never one of speaking."""
    return date.edtf is not None and ".." in date.edtf


def _start(date: When) -> int:
    return date.phrase.start if date.phrase else -1
