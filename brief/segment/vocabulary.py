"""A line's words in, what page furniture they are typical of out; the words are in `vocabulary.txt`."""

from __future__ import annotations

from collections.abc import Sequence
from pkgutil import get_data


def _load() -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for line in (get_data(__package__, "vocabulary.txt") or b"").decode().splitlines():
        words, _, kind = line.partition("\t")
        lists.setdefault(kind, set()).add(words)
    return {kind: frozenset(words) for kind, words in lists.items()}


_LISTS = _load()
LINES, TAILS, LABELS = _LISTS["line"], _LISTS["tail"], _LISTS["label"]
SHARES, WEAK = _LISTS["share"], _LISTS["weak"]
ROLES, DATES = _LISTS["role"], _LISTS["date"]
CALLS, PLEAS = _LISTS["call"], _LISTS["plea"]
ADDRESSED, NEWS = _LISTS["address"], _LISTS["news"]
PARTICLES, QUESTIONS = _LISTS["particle"], _LISTS["question"]
DANGLING = _LISTS["dangling"]
"""No heading ends in these; in those of `UNFINISHED` a few do: “What he is up to”."""
UNFINISHED = _LISTS["unfinished"] | DANGLING
CREDITS = tuple(sorted(_LISTS["credit"]))
KICKERS, SECTIONS, MAIL = _LISTS["kicker"], _LISTS["section"], _LISTS["mail"]
"""Lines above a headline, lines above a section, and the fields at the head of a mail."""
_BETWEEN = _LISTS["between"] | PARTICLES


def key(text: str) -> str:
    """The words in lower case without the marks at both ends: “About the Author:” is “about the author”."""
    return " ".join(text.lower().replace("’", "'").split()).strip(" .:;,!?-–—|*#>»›→…()[]")


def starts_furniture(words: Sequence[str]) -> bool:
    """Whether the line opens like a contact, credit, subscription or publication note."""
    opening = _opening(words)
    if _opens(opening, "start"):
        return True
    return _opens(opening, "signed") and all(not word[0].islower() or word.strip(";,.") in _BETWEEN for word in words)


def opens_short(words: Sequence[str]) -> bool:
    """Whether a short line opens like a publication note: “Posted on May 5 by Admin”; a sentence may begin so too."""
    return _opens(_opening(words), "short")


def opens_byline(words: Sequence[str]) -> int:
    """How many words say that a name of an author follows: “Words by”, “Author:”; 0 where none do."""
    opening = _opening(words)
    found = [start for start in _starting(opening, "byline") if _is_whole(opening, start)]
    return max((len(start.split()) for start in found), default=0)


def signs_off(words: Sequence[str]) -> bool:
    """Whether a letter takes leave: “See you next Friday,”."""
    return _opens(_opening(words), "signoff")


def _opening(words: Sequence[str]) -> str:
    return " ".join(words[:7]).lower().replace("’", "'")


def _by_first_word(kind: str) -> dict[str, tuple[str, ...]]:
    starts: dict[str, tuple[str, ...]] = {}
    for start in sorted(_LISTS[kind]):
        first = start.split()[0]
        starts[first] = (*starts.get(first, ()), start)
    return starts


_STARTS = {kind: _by_first_word(kind) for kind in ("start", "signed", "short", "byline", "signoff")}


def _starting(opening: str, kind: str) -> tuple[str, ...]:
    return _STARTS[kind].get(opening.partition(" ")[0], ())


def _opens(opening: str, kind: str) -> bool:
    """Whether the words open with one of a list, and not in the middle of a longer word."""
    return any(_is_whole(opening, start) for start in _starting(opening, kind))


def _is_whole(opening: str, start: str) -> bool:
    return opening.startswith(start) and not (start[-1].isalpha() and opening[len(start) :][:1].isalpha())
