"""A claim in; what it says of whom out: subject, predicate, polarity, time and figures, or None where it is not plain.

English word order does the work: what stands before the first verb is who acts. A sentence that this reading does not
fit is left alone, for a disagreement that is none costs more than one that is missed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from brief.model.article import Article, Span, When
from brief.model.items import Claim, Figure
from brief.text.matching import plain, stem

Strength = Literal["yes", "perhaps", "unlikely", "no"]

_TOKEN = re.compile(r"(?:[A-Z]\.){2,4}|[^\W_]+(?:['’-][^\W_]+){0,3}|[,;:—–]|\.\.\.|…")  # `U.S.`, `will`, `won’t`, `,`

_MODALS = frozenset("will would shall going expected set due".split())
_MAYBES = frozenset("could can may might should possible possibly".split())
_PRESENT = frozenset("is are was were be been being has have had do does did am".split())
_NEGATIVES = frozenset("not never cannot no unable incapable impossible nobody none neither nor denied".split())
_UNLIKELY = frozenset(("unlikely",))
_UNCLEAR = frozenset(
    "if unless whether should far hardly barely rarely only except without until alone per averaged "
    "question questions almost nearly-all would-be first second third another other others more further".split()
)
"""Words that turn or bound a sentence in ways this reading does not follow."""
_VAGUE = frozenset("soon eventually now currently yet today tonight near-term long-term short-term later term".split())
_CUTS = frozenset("but while although though because which who whose since as after despite amid so and if".split())
"""Words that open a clause of its own: the statement ends before them."""
_LIGHT = frozenset(
    "a an the this that these those its his her their our of in on at to for with by from against into over about "
    "and or it there such new some any all least most next years year months month weeks week days day "
    "within before earliest latest likely very also still already just around roughly nearly than up "
    "president minister prime secretary general chief mr mrs ms dr sir percent per cent".split()
)
_AT_LEAST = ("at least", "more than", "over", "no fewer than", "not less than", "above", "minimum of", "exceed")
_AT_MOST = ("at most", "up to", "fewer than", "less than", "under", "no more than", "below", "almost", "nearly")
_ABOUT = ("about", "around", "roughly", "some", "approximately", "an estimated", "close to")
_FLOOR = re.compile(r"(?i)\bfor (?:at least )?(?:the )?(?:next |another )?$|\b(?:until|before) $")  # `for the next `


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure as the range that its wording and its rounding leave open."""

    unit: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim, read as subject and predicate."""

    id: str
    speaker: str
    article: str
    subject: frozenset[str]
    names: frozenset[str]
    """Names in the predicate."""
    about: frozenset[str]
    """What the predicate is about, names left out."""
    families: frozenset[str]
    directions: frozenset[str]
    """`move+`, `vote-`."""
    once: bool
    strength: Strength
    ahead: bool
    vague: frozenset[str]
    when: When | None
    floor: bool
    """Whether a negated statement's time is how long it holds: `not for at least the next five years`."""
    measures: tuple[Measure, ...]


@cache
def _families() -> dict[str, str]:
    """Word → family as written, with its sign."""
    found: dict[str, str] = {}
    for line in _lines("matters.txt"):
        name, *row = line.split()
        for word in row:
            found.update(dict.fromkeys(_forms(word.removesuffix("*")) if word.endswith("*") else (word,), name))
    return found


@cache
def _places() -> dict[str, str]:
    return {word: stem(name) for word, name in (line.split() for line in _lines("places.txt"))}


def _lines(name: str) -> list[str]:
    text = files("brief.index").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _forms(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    plural = verb + "es" if verb.endswith(("s", "sh", "ch", "x", "o")) else verb + "s"
    return verb, plural, verb + "ed", verb + "ing"


def statement(claim: Claim, article: Article, whens: Sequence[When]) -> Statement | None:
    """The claim as read; None where it leans on another sentence, hangs on a condition or has no plain verb."""
    if claim.leans_on or claim.conditional:
        return None
    span = claim.content or claim.span
    clause = _clause(article.slice(span), span.start)
    inside = [when for when in whens if when.phrase and span.start <= when.phrase.start and when.phrase.end <= clause[1]]
    if len(inside) > 1 or any(when.edtf is None for when in inside):
        return None
    when = inside[0] if inside else None
    words = _tokens(article, span.start, clause[1], when.phrase if when else None)
    at = _verb(words)
    if at is None:
        return None
    subject, predicate = words[:at], words[at:]
    lowered = {plain(word) for word in words}
    strength = _strength([plain(word) for word in predicate])
    if strength is None or lowered & _UNCLEAR or not subject:
        return None
    return _read(claim, article, subject, predicate, strength, when, clause[1])


def _clause(text: str, start: int) -> tuple[int, int]:
    """The first clause: up to a mark or a word that opens another, once a few words have gone by."""
    seen = 0
    for match in _TOKEN.finditer(text):
        seen += 1
        word = match[0]
        if seen > 3 and (word in ",;:—–…" or plain(word) in _CUTS):
            return start, start + match.start()
    return start, start + len(text)


def _tokens(article: Article, start: int, end: int, phrase: Span | None) -> list[str]:
    """The words of a clause without those of its time; a cleft (`It would be 2029 that …`) without its frame."""
    words = [
        match[0].removesuffix("’s").removesuffix("'s")
        for match in _TOKEN.finditer(article.text, start, end)
        if not (phrase and phrase.start < match.end() and match.start() < phrase.end) and match[0] not in ",;:—–…"
    ]
    if words[:1] == ["It"] and "that" in words[:6]:
        return words[words.index("that") + 1 :]
    return words


def _verb(words: Sequence[str]) -> int | None:
    """Where the predicate begins: the first auxiliary, or the first verb of a family behind a noun."""
    verbs = _MODALS | _MAYBES | _PRESENT | {"cannot"}
    for at, word in enumerate(words):
        low = plain(word)
        if low in verbs or low.endswith("n't"):
            return at
    families = _families()
    for at, word in enumerate(words):
        low = plain(word)
        if at and low in families and (low.endswith(("ed", "s")) or low in _PAST) and low == word:
            return at
    return None


_PAST = frozenset(
    "struck began left withdrew hit shot blew sank rose grew fell shrank cut won lost spent paid built bought sold held "
    "made sent took met".split()
)


def _strength(row: Sequence[str]) -> Strength | None:
    """How firmly the predicate says yes or no; None for `may not`, which says neither."""
    negated = any(word in _NEGATIVES or word.endswith("n't") for word in row)
    maybe = any(word in _MAYBES and word != "can" for word in row)
    if _UNLIKELY & set(row) or (negated and "likely" in row):
        return None if negated and _UNLIKELY & set(row) else "unlikely"
    if negated:
        categorical = not maybe or "impossible" in row
        return "no" if categorical else None
    return "perhaps" if maybe else "yes"


def _read(  # noqa: PLR0913, PLR0917  the parts of one sentence
    claim: Claim,
    article: Article,
    subject: Sequence[str],
    predicate: Sequence[str],
    strength: Strength,
    when: When | None,
    end: int,
) -> Statement | None:
    lowered = [plain(word) for word in predicate]
    signed = {_families()[word] for word in lowered if word in _families()}
    directions = frozenset(name for name in signed if name[-1] in "+-")
    keys = _keys(subject)
    names = frozenset(_keys([word for word in predicate if _is_name(word)]))
    rest = frozenset(_keys([word for word in predicate if not _is_name(word) and not word[0].isdigit()]))
    if not keys or len({name[:-1] for name in directions}) < len(directions):
        return None
    return Statement(
        id=claim.id,
        speaker=_speaker(claim, article),
        article=article.id,
        subject=keys,
        names=names,
        about=rest,
        families=frozenset(name.rstrip("+-!") for name in signed),
        directions=directions,
        once=any(name.endswith("!") for name in signed),
        strength=strength,
        ahead=any(word in _MODALS or word in _MAYBES or word in {"likely", "unlikely"} for word in lowered),
        vague=_VAGUE & {*lowered, *map(plain, subject)},
        when=when,
        floor=when is not None and when.phrase is not None and _is_floor(article, claim, when.phrase),
        measures=tuple(
            measure
            for figure in claim.figures
            if figure.span.end <= end and (measure := _measure(article, figure)) is not None
        ),
    )


def _keys(words: Sequence[str]) -> frozenset[str]:
    """What words stand for: a family, a country, or their own stem; of a name of several words its last."""
    kept = [word for at, word in enumerate(words) if not (_is_name(word) and at + 1 < len(words) and _is_name(words[at + 1]))]
    return frozenset(key for word in kept if (key := _key(word)))


def _key(word: str) -> str | None:
    low = plain(word).replace(".", "")
    if low in {"us", "usa"} and word[:1].islower():
        return None
    if low in _LIGHT or low in _MODALS or low in _MAYBES or low in _PRESENT or low in _NEGATIVES or low in _UNLIKELY:
        return None
    if low.endswith(("n't", "ly")) or low in _VAGUE:
        return None
    if low in _families():
        return _families()[low].rstrip("+-!")
    return _places().get(low) or stem(low)


def _is_name(word: str) -> bool:
    return word[:1].isupper() or word in {"alliance", "bloc"}


def _speaker(claim: Claim, article: Article) -> str:
    """One word for who speaks: a person's last name, or the article's own origin."""
    if claim.claimant:
        return stem(plain(claim.claimant.name).split()[-1]) if claim.claimant.name.strip() else ""
    return f"by {article.origin or article.publisher or article.id}"


def _is_floor(article: Article, claim: Claim, phrase: Span) -> bool:
    before = article.text[max(claim.span.start, phrase.start - 40) : phrase.start]
    words = plain(article.slice(phrase))
    return bool(_FLOOR.search(before)) or words.startswith(("for ", "until ", "before ", "at least"))


def _measure(article: Article, figure: Figure) -> Measure | None:
    """The range of a figure: half its last written digit to either side, open where it says `at least`."""
    if not figure.unit:
        return None
    before = plain(article.text[max(0, figure.span.start - 24) : figure.span.start]).rstrip(" $€£")
    room = _rounding(figure.value) * (2 if before.endswith(_ABOUT) else 1)
    low, high = figure.value - room, figure.value + room
    if before.endswith(_AT_LEAST):
        high = float("inf")
    elif before.endswith(_AT_MOST):
        low = 0.0
    return Measure(stem(plain(figure.unit)), low, high)


def _rounding(value: float) -> float:
    """Half of the last digit that is not nought: 30,000 may be 25,000 to 35,000; 14 may be 13.5 to 14.5."""
    unit = 1.0
    whole = int(value)
    if whole != value:
        return 0.5 * 10.0 ** -len(f"{value:.6f}".rstrip("0").partition(".")[2])
    while whole and whole % 10 == 0:
        whole //= 10
        unit *= 10
    return unit / 2
