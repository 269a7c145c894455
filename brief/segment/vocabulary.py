"""A line's words in, what page furniture they are typical of out; the words are in `vocabulary.txt`."""

from __future__ import annotations

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
PARTICLES, QUESTIONS, UNFINISHED = _LISTS["particle"], _LISTS["question"], _LISTS["unfinished"]
CREDITS = tuple(sorted(_LISTS["credit"]))
_STARTS: dict[str, tuple[str, ...]] = {}
for _start in sorted(_LISTS["start"]):
    _first = _start.split()[0]
    _STARTS[_first] = (*_STARTS.get(_first, ()), _start)


def key(text: str) -> str:
    """The words in lower case without the marks at both ends: “About the Author:” is “about the author”."""
    return " ".join(text.lower().replace("’", "'").split()).strip(" .:;,!?-–—|*#>»›→…()[]")


def starts_furniture(text: str) -> bool:
    """Whether the line opens like a contact, credit, subscription or publication note."""
    words = text.lower().replace("’", "'").split(maxsplit=6)
    return any(" ".join(words).startswith(start) for start in _STARTS.get(words[0], ()))
