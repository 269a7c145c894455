"""A claim or direct speech in; its first clause out, with where its predicate begins and in what frame it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from brief.index.lexicon import families, key, words_of
from brief.model.article import Article, Span, When
from brief.model.items import Claim, Figure, Quote
from brief.text.matching import plain

# `U.S.`, `4,500`, `will`, `won’t`, `,`
_TOKEN = re.compile(r"(?:[A-Z]\.){2,4}|\d{1,9}(?:[.,]\d{1,9}){1,5}|[^\W_]+(?:['’-][^\W_]+){0,3}|[,;:—–]|\.\.\.|…")
_MARKS = ",;:—–…"
_ENDED = re.compile(r"[.!?…]['’”\"]? {0,2}[“‘A-Z]|[?\n;…]|\.\.\.")  # `. We`, `?`: more than one plain sentence
_OPENING = 3
"""Words of a clause before a mark or a conjunction may end it: `In June, …`, `But the …`."""
_FRAME = 4
"""Words behind `since` that say since when."""
_UNSURE = frozenset(("weak", "none"))


class Told(Struct, frozen=True):
    """A clause in its parts."""

    subject: Sequence[str]
    predicate: Sequence[str]
    clause: Span
    frame: frozenset[str]
    when: When | None
    figures: Sequence[Figure]


def told(item: Claim | Quote, article: Article) -> Span | None:
    """What is said; None where it leans on another sentence or hangs on a condition."""
    if isinstance(item, Claim):
        return None if item.leans_on or item.conditional else item.content or item.span
    if item.speaker is None or item.rule in _UNSURE or len(item.parts) != 1:
        return None
    part = item.parts[0]
    text = article.slice(part)
    inner = text.strip("“”\"'‘’«»„ .,")
    if not inner or _ENDED.search(inner) or "?" in text:
        return None
    start = part.start + text.index(inner)
    said = Span(article=article.id, start=start, end=start + len(inner))
    return None if words_of("leaning") & {plain(word) for word in worded(article, said)} else said


def bounded(article: Article, said: Span) -> tuple[Span, str]:
    """The first clause, and the word or mark that opens what follows it.

    It ends at a mark or a word that opens another, once a few words have gone by.
    """
    for at, match in enumerate(_TOKEN.finditer(article.text, said.start, said.end)):
        if at >= _OPENING and (match[0] in _MARKS or plain(match[0]) in words_of("cuts")):
            return Span(article=article.id, start=said.start, end=match.start()), plain(match[0])
    return said, ""


def following(article: Article, said: Span, clause: Span, opened: str, whens: Sequence[When]) -> frozenset[str] | None:
    """Since when, or after what, the clause holds; none where it says so in no word that can be compared."""
    if opened not in words_of("frames"):
        return frozenset()
    rest = Span(article=article.id, start=clause.end + len(opened), end=said.end)
    near = [when for when in whens if when.phrase and rest.holds(when.phrase)]
    if near:
        return frozenset({opened, near[0].edtf}) if len(near) == 1 and near[0].edtf else None
    row = [match[0] for match in _TOKEN.finditer(article.text, rest.start, min(rest.end, rest.start + 80))][:_FRAME]
    keys = {found for word in row if word not in _MARKS and (found := key(word))}
    return frozenset({opened, *keys}) if keys else None


def worded(article: Article, clause: Span, phrase: Span | None = None, but: Sequence[Span] = ()) -> list[str]:
    """The words of a clause without those of its time; a cleft (`It would be 2029 that …`) without its frame."""
    left = [*but, phrase] if phrase else but
    words = [
        match[0].replace("’", "'")
        for match in _TOKEN.finditer(article.text, clause.start, clause.end)
        if match[0] not in _MARKS and not any(one.start < match.end() and match.start() < one.end for one in left)
    ]
    return words[words.index("that") + 1 :] if words[:1] == ["It"] and "that" in words[:6] else words


def predicate_at(words: Sequence[str]) -> int | None:
    """Where the predicate begins: the first auxiliary, or the first verb behind a noun."""
    auxiliaries = words_of("modals") | words_of("maybes") | words_of("present") | {"cannot"}
    lowered = [plain(word) for word in words]
    for at, low in enumerate(lowered):
        if low in auxiliaries or low.endswith("n't"):
            return at
    for at, low in enumerate(lowered):
        noun = words[at - 1].endswith("'s")  # `Lee's wins`
        if at and not noun and low == words[at] and _is_verb(low, "".join(words[at + 1 : at + 2])):
            return at
    return None


def _is_verb(low: str, after: str) -> bool:
    """Whether a word tells what is done: a known verb, or a past form whose object follows at once."""
    past = low.endswith("ed") or low in words_of("past")
    if low in families() and low != "cost":
        return past or low.endswith("s")
    return past and (after[:1].isdigit() or after[:1].isupper() or plain(after) in words_of("objects"))
