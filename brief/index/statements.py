"""A claim in; what it says of whom out: subject, predicate, polarity, time and figures, or None where it is not plain.

English word order does the work: what stands before the first verb is who acts. A sentence that this reading does not
fit is left alone, for a disagreement that is none costs more than one that is missed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from brief.index.lexicon import families, is_place, key, words_of
from brief.index.measures import Measure, measure
from brief.model.article import Article, Span, When
from brief.model.items import Claim
from brief.text.dates import bounds
from brief.text.matching import plain, stem

Strength = Literal["yes", "perhaps", "unlikely", "no"]

_TOKEN = re.compile(r"(?:[A-Z]\.){2,4}|[^\W_]+(?:['’-][^\W_]+){0,3}|[,;:—–]|\.\.\.|…")  # `U.S.`, `will`, `won’t`, `,`
_MARKS = ",;:—–…"
_HOLDS = re.compile(r"\b(for|until)\b(?: at least)?(?: the)?(?: next| another)? {0,2}$")  # `for at least `, `until `
_OPENING = 3
"""Words of a clause before a mark or a conjunction may end it: `In June, …`, `But the …`."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim, read as subject and predicate."""

    id: str
    speaker: str
    article: str
    subject: frozenset[str]
    named: bool
    """Whether the subject is one name and nothing else."""
    names: frozenset[str]
    """Names in the predicate."""
    about: frozenset[str]
    """What the predicate is about, names left out."""
    families: frozenset[str]
    directions: frozenset[str]
    """`move+`, `vote-`."""
    once: bool
    """Whether it tells of what happens once."""
    definite: bool
    """Whether its predicate speaks of `the` thing."""
    strength: Strength
    ahead: bool
    vague: frozenset[str]
    when: When | None
    until: date | None
    """The day up to which a denial holds at least: `not for the next five to ten years`, `not until 2030`."""
    measures: tuple[Measure, ...]


def statement(claim: Claim, article: Article, whens: Sequence[When]) -> Statement | None:
    """The claim as read; None where it leans on another sentence, hangs on a condition or has no plain verb."""
    if claim.leans_on or claim.conditional:
        return None
    start = (claim.content or claim.span).start
    clause = Span(article=article.id, start=start, end=_end(article.slice(claim.content or claim.span), start))
    inside = [when for when in whens if when.phrase and clause.holds(when.phrase)]
    if len(inside) > 1 or any(when.edtf is None for when in inside):
        return None
    when = inside[0] if inside else None
    words = _words(article, clause, when.phrase if when else None)
    at = _verb(words)
    lowered = [plain(word) for word in words]
    if not at or words_of("unclear") & set(lowered) or words_of("pointing") & set(lowered[:at]):
        return None
    return _read(claim, article, words[:at], words[at:], when, clause)


def _end(text: str, start: int) -> int:
    """Where the first clause ends: at a mark or a word that opens another, once a few words have gone by."""
    for at, match in enumerate(_TOKEN.finditer(text)):
        if at >= _OPENING and (match[0] in _MARKS or plain(match[0]) in words_of("cuts")):
            return start + match.start()
    return start + len(text)


def _words(article: Article, clause: Span, phrase: Span | None) -> list[str]:
    """The words of a clause without those of its time; a cleft (`It would be 2029 that …`) without its frame."""
    words = [
        match[0].replace("’", "'")
        for match in _TOKEN.finditer(article.text, clause.start, clause.end)
        if not (phrase and phrase.start < match.end() and match.start() < phrase.end) and match[0] not in _MARKS
    ]
    return words[words.index("that") + 1 :] if words[:1] == ["It"] and "that" in words[:6] else words


def _verb(words: Sequence[str]) -> int | None:
    """Where the predicate begins: the first auxiliary, or the first verb of a family behind a noun."""
    auxiliaries = words_of("modals") | words_of("maybes") | words_of("present") | {"cannot"}
    lowered = [plain(word) for word in words]
    for at, low in enumerate(lowered):
        if low in auxiliaries or low.endswith("n't"):
            return at
    for at, low in enumerate(lowered):
        noun = words[at - 1].endswith("'s")  # `Lee's wins`
        if (
            at
            and not noun
            and low == words[at]
            and low in families()
            and (low.endswith(("ed", "s")) or low in words_of("past"))
        ):
            return at
    return None


def _strength(row: Sequence[str]) -> Strength | None:
    """How firmly the predicate says yes or no; None for `may not`, which says neither, and for a doubled no."""
    negated = sum(word in words_of("negatives") or word.endswith("n't") for word in row)
    maybe = any(word in words_of("maybes") and word != "can" for word in row)
    unlikely = "unlikely" in row
    if negated + unlikely > 1:
        return None
    if unlikely or (negated and "likely" in row):
        return "unlikely"
    if negated:
        return None if maybe and "impossible" not in row else "no"
    return "perhaps" if maybe else "yes"


def _read(  # noqa: PLR0913, PLR0917  the parts of one sentence
    claim: Claim, article: Article, subject: Sequence[str], predicate: Sequence[str], when: When | None, clause: Span
) -> Statement | None:
    lowered = [plain(word) for word in predicate]
    strength, who, said = _strength(lowered), _keys(_last(subject)), _last(predicate)
    names = _keys([word for word in said if _is_name(word)])
    about = _keys([word for word in said if not _is_name(word) and not word[0].isdigit()])
    signed = {families()[word] for word in lowered if word in families()}
    directions = frozenset(name for name in signed if name[-1] in "+-")
    if strength is None or not who or not about or len({name[:-1] for name in directions}) < len(directions):
        return None
    if not names and not any(_is_known(word, article, claim, clause) for word in subject):
        return None
    figures = (figure for figure in claim.figures if clause.holds(figure.span))
    return Statement(
        id=claim.id,
        speaker=_speaker(claim, article),
        article=article.id,
        subject=who,
        named=len(who) == 1 and _is_name(subject[-1]),
        names=names,
        about=about,
        families=frozenset(name.rstrip("+-!") for name in signed),
        directions=directions,
        once=any(name.endswith("!") for name in signed),
        definite="the" in lowered,
        strength=strength,
        ahead=bool((words_of("modals") | words_of("maybes") | {"likely", "unlikely"}) & set(lowered)),
        vague=words_of("vague") & {*lowered, *map(plain, subject)},
        when=when,
        until=_until(when, article, clause) if when and strength == "no" else None,
        measures=tuple(found for figure in figures if (found := measure(article, figure))),
    )


def _last(words: Sequence[str]) -> list[str]:
    """The words, of a name of several only the last."""
    return [word for at, word in enumerate(words) if not (_is_name(word) and _is_name("".join(words[at + 1 : at + 2])))]


def _keys(words: Sequence[str]) -> frozenset[str]:
    return frozenset(found for word in words if (found := key(word)))


def _is_name(word: str) -> bool:
    return word[:1].isupper() or word in {"alliance", "bloc"}


def _is_known(word: str, article: Article, claim: Claim, clause: Span) -> bool:
    """Whether a word of the subject is a name: `Sales rose` of two firms is not one matter.

    A capital that only opens its sentence counts where the article writes it inside a sentence too.
    """
    if not _is_name(word):
        return False
    opens = clause.start == claim.span.start and article.text.startswith(word, clause.start)
    return not opens or is_place(word) or bool(re.search(rf"[a-z,] {re.escape(word)}\b", article.text))


def _speaker(claim: Claim, article: Article) -> str:
    """One word for who speaks: a person's last name; `by …` for the article's own voice."""
    names = plain(claim.claimant.name).split() if claim.claimant else []
    return stem(names[-1]) if names else f"by {article.publisher or article.id}"


def _until(when: When, article: Article, clause: Span) -> date | None:
    """The day up to which a denial holds at least; None where its time is simply when it holds."""
    phrase = when.phrase
    if phrase is None:
        return None
    told = _HOLDS.search(plain(article.text[max(clause.start, phrase.start - 40) : phrase.start]))
    if plain(article.slice(phrase)).startswith("before "):
        return when.latest
    if told is None:
        return None
    if told[1] == "until":
        return when.earliest - timedelta(days=1) if when.earliest and when.earliest > date.min else None
    said = article.published.latest if article.published else None
    if said and when.earliest and when.earliest <= said:  # a stretch that begins as it is said: `the next five years`
        return when.latest
    return bounds((when.edtf or "").partition("/")[0])[1]  # `five to ten years`: the end of the fifth
