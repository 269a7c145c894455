"""A passage of text in, the spans of its sentences out.

A full stop ends a sentence unless it belongs to an abbreviation, an initial or a number, or stands inside double
quotation marks; the lists are in `sentence_words.txt`.
"""

from __future__ import annotations

import re
from pkgutil import get_data

# Such as "attack.", "why?”", "troops).", "according to...", "1805.[6]"
_END = re.compile(r"[.!?…]{1,8}[)\]\"'”’»]{0,4}(?:\[\d{1,3}\]){0,5}")
# “said”, "said", «said», ``said''
_MARK = re.compile(r"[“”\"«»]|``|''")
# Such as "- The", "-In", "• One", "1. First", "(2) Second", "## Heading", "> quoted"
_LIST_MARK = re.compile(r"(?:[-–—]{1,2}(?!\d)|[•·▪◦‣●■►]|[*+>#]{1,6}(?=\s)|\(?\d{1,3}[.)](?=\s)|\([a-z]\)(?=\s))\s*")
# The next words: "Smith asked"
_WORD = re.compile(r"[^\W\d_][\w’'-]{0,40}")
# Letters with full stops between: "U.S", "a.m", "Ph.D"
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
# "alliance.Moscow": an ending without its space
_GLUED = re.compile(r"[“\"]?(?P<word>[A-Z][a-z]{1,30})\b(?!\.\w)")
# A name that starts in lower case: "iPhone", "al-Qaida"
_CAMEL = re.compile(r"[a-z]{1,3}-?[A-Z]")

_CLOSE_QUOTE = frozenset('”"»')
_DOMAINS = frozenset({"Com", "Org", "Net", "Gov", "Edu"})
_OPENING = frozenset({"“", "«", "``"})
_CLOSING = frozenset({"”", "»"})
# What may stand before the first letter of a sentence.
_OPENERS = frozenset("“\"‘'`«([$£€¥•")


def _load() -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for line in (get_data(__package__, "sentence_words.txt") or b"").decode().splitlines():
        word, _, kind = line.partition("\t")
        lists.setdefault(kind, set()).add(word)
    return {kind: frozenset(words) for kind, words in lists.items()}


_WORDS = _load()
_TITLES, _NUMBERED, _OPEN = _WORDS["title"], _WORDS["number"], _WORDS["open"]
_NATIONS, _HEADS, _CLOCKS = _WORDS["nation"], _WORDS["head"], _WORDS["clock"]
_STARTERS, _LETTERED, _SAID = _WORDS["starter"], _WORDS["letter"], _WORDS["said"]


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]`, half open, edge white space and a leading list mark left out."""
    found: list[tuple[int, int]] = []
    at = looked = _after_list_mark(text, start, end)
    for stop in [*_stops(text, at, end), end]:
        if any(map(str.isalnum, text[looked:stop])):
            first = _skip_space(text, at, stop)
            found.append((first, first + len(text[first:stop].rstrip())))
            at = stop
        looked = stop
    rest = text[at:end].strip()
    if rest and found:
        found[-1] = (found[-1][0], at + len(text[at:end].rstrip()))
    return found


def _after_list_mark(text: str, start: int, end: int) -> int:
    first = _skip_space(text, start, end)
    mark = _LIST_MARK.match(text, first, end)
    return mark.end() if mark else first


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _stops(text: str, start: int, end: int) -> list[int]:
    quoted = _quoted(text, start, end)
    stops, nth = [], 0
    for match in _END.finditer(text, start, end):
        stop = match.end()
        while nth < len(quoted) and quoted[nth][1] <= match.start():
            nth += 1
        if nth < len(quoted) and quoted[nth][0] < stop < quoted[nth][1]:
            continue
        if stop < end and _ends(text, match.start(), stop, end):
            stops.append(stop)
    return stops


def _quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches in double quotation marks; a mark without its partner protects nothing."""
    found: list[tuple[int, int]] = []
    opened = -1
    for match in _MARK.finditer(text, start, end):
        mark, at = match[0], match.start()
        if mark in _OPENING:
            opened = at
        elif mark in _CLOSING or not _opens(text, at, match.end(), start, end):
            if opened >= 0:
                found.append((opened, match.end()))
            opened = -1
        else:
            opened = at
    return found


def _opens(text: str, at: int, after: int, start: int, end: int) -> bool:
    """Whether a mark that looks the same at both ends opens: white space or a bracket before it, none after it."""
    before = text[at - 1] if at > start else " "
    return (before.isspace() or before in "([{—–‘") and after < end and not text[after].isspace()


def _ends(text: str, dot: int, stop: int, end: int) -> bool:
    if not text[stop].isspace():
        return _ends_glued(text, dot, stop, end)
    following = _skip_space(text, stop, end)
    if following == end:
        return False
    first = text[following]
    if first.islower():
        return stop - dot == 1 and bool(_CAMEL.match(text, following, end))
    if not (first.isalnum() or first in _OPENERS):
        return False
    if text[dot] != "." or stop - dot > 1:
        return _ends_marked(text, dot, stop, following)
    return not _abbreviates(text, dot, following)


def _ends_glued(text: str, dot: int, stop: int, end: int) -> bool:
    """“alliance.Moscow”, but neither “Example.Com” nor “3.5”."""
    before, after = text[max(0, dot - 3) : dot], _GLUED.match(text, stop, end)
    if after is None or after["word"] in _DOMAINS:
        return False
    return len(before) == 3 and before.isalpha() and before.islower()


def _ends_marked(text: str, dot: int, stop: int, following: int) -> bool:
    """After “?”, “!”, an ellipsis or closing marks: the sentence goes on where a cue follows (“Why?” Smith asked)."""
    if (text[dot] == "…" or text[dot + 1] == ".") and (dot == 0 or text[dot - 1].isspace()):
        return _next_words(text, following)[0] in _STARTERS
    if text[stop - 1] in _CLOSE_QUOTE and (text[dot] in "?!…" or text[dot + 1] == "."):
        return not _SAID.intersection(_next_words(text, following)[:4])
    if text[dot] == "." and text[stop - 1] in ")]'’":
        return not _abbreviates(text, dot, following)
    return True


def _next_words(text: str, at: int) -> list[str]:
    """The words up to the next mark; one empty word where there are none."""
    return _WORD.findall(re.split(r"[,.;:!?—“”\"]", text[at : at + 60].lstrip("“\"‘'`(["), maxsplit=1)[0]) or [""]


def _abbreviates(text: str, dot: int, following: int) -> bool:
    """Whether the full stop at `dot` belongs to its word and the sentence goes on."""
    tail = text[max(0, dot - 40) : dot].split()
    word = tail[-1].lstrip("“\"‘'([—–-") if tail else ""
    before = tail[-2] if len(tail) > 1 else ""
    if word.isupper() and len(word) > 2 and "." not in word:
        word = word.capitalize()
    if word in _TITLES:
        return True
    if word in _NUMBERED:
        return text[following].isdigit()
    return _may_abbreviate(word, before, _next_words(text, following))


def _may_abbreviate(word: str, before: str, after: list[str]) -> bool:
    if "-" in word and word.rpartition("-")[2] in _NATIONS:  # “then-U.S. commander”
        return True
    if word in _NATIONS:
        return after[0] not in _STARTERS and not after[0].endswith("ly") and not _new_subject(before, after)
    if word.lower() in {"a.m", "p.m"}:
        return after[0] in _CLOCKS
    if len(word) == 1 and word.isupper():
        return not (after[0] in _STARTERS or before.lower() in _LETTERED or (word == "I" and before.islower()))
    if word in _OPEN or word.rpartition("-")[2] in _OPEN or _DOTTED.fullmatch(word):
        return after[0] not in _STARTERS
    return False


def _new_subject(before: str, after: list[str]) -> bool:
    """“… from the U.S. Iran’s attacks have …” against “the U.S. Senate voted”, “the U.S. Defense Secretary”."""
    plain = after[0].replace("’", "'").removesuffix("'s").removesuffix("s'")
    return before == "the" and plain not in _HEADS and len(after) > 1 and after[1].islower()
