"""A claim or direct speech in; what it says of whom out: subject, predicate, polarity, time and figures.

English word order does the work: what stands before the first verb is who acts. A sentence that this reading does not
fit is left alone, for a disagreement that is none costs more than one that is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from brief.index.clauses import Told, bounded, following, predicate_at, told, worded
from brief.index.lexicon import families, is_place, key, qualifiers, words_of
from brief.index.measures import Measure, figures_said, measure
from brief.model.article import Article, Span, When
from brief.model.items import Claim, Figure, Quote, speaker
from brief.text.dates import bounds
from brief.text.matching import plain, stem

Strength = Literal["yes", "perhaps", "unlikely", "no"]

_HOLDS = re.compile(r"\b(for|until)\b(?: at least)?(?: the)?(?: next| another)? {0,2}$")  # `for at least `, `until `


class Statement(Struct, frozen=True):
    """One claim, read as subject and predicate."""

    id: str
    size: int
    """Characters of the claim, by which the fuller of two is known."""
    speaker: str
    article: str
    subject: frozenset[str]
    known: bool
    """Whether a name stands in it; else who acts is only one among many of its kind: `the company`."""
    named: bool
    """Whether the subject is one name and nothing else."""
    names: frozenset[str]
    """Names in the predicate."""
    called: tuple[tuple[str, frozenset[str]], ...]
    """The last word of each name, with the words before it: `sea`, `north`."""
    order: tuple[str, ...]
    """All names as they follow: exports of Norland to Sealand are none of Sealand to Norland."""
    about: frozenset[str]
    """What the predicate is about, names left out."""
    verb: str | None
    """What its predicate begins with."""
    families: frozenset[str]
    directions: frozenset[str]
    """`move+`, `vote-`."""
    once: bool
    """Whether it tells of what happens once."""
    again: bool
    """Whether the like may have happened before: a port is bombed on two days, `a` base opened in two months."""
    definite: bool
    """Whether its predicate speaks of `the` thing."""
    strength: Strength
    ahead: bool
    vague: frozenset[str]
    when: When | None
    frame: frozenset[str]
    """In what state of things it holds, or at what rate: `since the spring`, `a year`."""
    until: date | None
    """The day up to which a denial holds at least: `not for the next five to ten years`, `not until 2030`."""
    measures: tuple[Measure, ...]


def statement(item: Claim | Quote, article: Article, whens: Sequence[When]) -> Statement | None:
    """The claim as read; None where it leans on another sentence, hangs on a condition or has no plain verb."""
    said = told(item, article)
    if said is None:
        return None
    clause, opened = bounded(article, said)
    frame = following(article, said, clause, opened, whens)
    inside = [when for when in whens if when.phrase and clause.holds(when.phrase)]
    if frame is None or len(inside) > 1 or any(when.edtf is None for when in inside):
        return None
    when = inside[0] if inside else None
    found = item.figures if isinstance(item, Claim) else tuple(figures_said(article, clause))
    figures = [
        figure
        for figure in found
        if clause.holds(figure.span) and not (when and when.phrase and when.phrase.overlaps(figure.span))
    ]
    words = worded(article, clause, when.phrase if when else None)
    plainly = {plain(word) for word in worded(article, clause, None, [figure.span for figure in figures])}
    at = predicate_at(words)
    loose = (words_of("pointing") | words_of("loose")) & {plain(word) for word in words[: at or 0]}
    if not at or loose or words_of("unclear") & plainly:
        return None
    return _read(item, article, Told(words[:at], words[at:], clause, frame, when, figures))


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


def _read(item: Claim | Quote, article: Article, parts: Told) -> Statement | None:
    lowered = [plain(word) for word in parts.predicate]
    strength, who, said = _strength(lowered), _keys(_last(parts.subject)), _last(parts.predicate)
    names = _keys([word for word in said if _is_name(word)])
    told_of = [word for word in said if not _is_name(word) and not word[0].isdigit()]
    about = _keys(told_of)
    signed = {families()[word] for word in lowered if word in families()}
    directions = frozenset(bare for name in signed if (bare := name.rstrip("!"))[-1] in "+-")
    if strength is None or not who or not about or len({name[:-1] for name in directions}) < len(directions):
        return None
    ahead = bool((words_of("modals") | words_of("maybes") | {"likely", "unlikely"}) & set(lowered))
    once = {name for name in signed if "!" in name and not (ahead and name.rstrip("!")[-1] in "+-")}
    return Statement(
        id=item.id,
        size=len(item.span),
        speaker=_speaker(item, article),
        article=article.id,
        subject=who,
        known=bool(names) or any(_is_known(word, article, item, parts.clause) for word in parts.subject),
        named=len(who) == 1 and _is_name(parts.subject[-1]),
        names=names,
        order=tuple(
            found for word in _last([*parts.subject, "", *parts.predicate]) if _is_name(word) and (found := key(word))
        ),
        called=_called([*parts.subject, "", *parts.predicate]),
        about=about,
        verb=next((found for word in told_of if (found := key(word))), None),
        families=_bare(signed),
        directions=directions,
        once=bool(once),
        again=bool({"a", "an"} & set(lowered)) or (not ahead and bool(words_of("again") & {*about, *_bare(signed)})),
        definite="the" in lowered,
        strength=strength,
        ahead=ahead,
        vague=words_of("vague") & {*lowered, *map(plain, parts.subject)},
        when=parts.when,
        frame=parts.frame | _rate(lowered),
        until=_until(parts.when, article, parts.clause) if parts.when and strength == "no" else None,
        measures=_measures(parts.figures, article),
    )


def _bare(signed: Iterable[str]) -> frozenset[str]:
    return frozenset(name.rstrip("+-!") for name in signed)


def _measures(figures: Sequence[Figure], article: Article) -> tuple[Measure, ...]:
    return tuple(found for figure in figures if (found := measure(article, figure)))


def _rate(lowered: Sequence[str]) -> frozenset[str]:
    """`a year`, `annually`: a sum so told is another than the sum in all."""
    told_each = {
        two for one, two in pairwise(lowered) if one in {"a", "an", "each", "every"} and two in words_of("stretches")
    }
    return frozenset(told_each | words_of("rates") & set(lowered))


def _last(words: Sequence[str]) -> list[str]:
    """The words, of a name of several only the last."""
    return [word for at, word in enumerate(words) if not (_is_name(word) and _is_name("".join(words[at + 1 : at + 2])))]


def _called(words: Sequence[str]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each name's last word with those before it, words of office left out."""
    found: dict[str, frozenset[str]] = {}
    row: list[str] = []
    for word in [*words, ""]:
        if _is_name(word):
            row.append(word)
        elif row:
            if last := key(row[-1]):
                found[last] = found.get(last, frozenset()) | qualifiers(row[:-1])
            row = []
    return tuple(sorted(found.items()))


def _keys(words: Sequence[str]) -> frozenset[str]:
    return frozenset(found for word in words if (found := key(word)))


def _is_name(word: str) -> bool:
    return word[:1].isupper() or word in {"alliance", "bloc"}


def _is_known(word: str, article: Article, item: Claim | Quote, clause: Span) -> bool:
    """Whether a word of the subject is a name: `Sales rose` of two firms is not one matter.

    A capital that only opens its sentence counts where the article writes it inside a sentence too.
    """
    if not _is_name(word):
        return False
    opening = isinstance(item, Quote) or clause.start == item.span.start
    opens = opening and article.text.startswith(word, clause.start)
    return not opens or is_place(word) or _stands_inside(word, article.text)


@lru_cache(maxsize=512)  # of one article most subjects are the same few
def _stands_inside(word: str, text: str) -> bool:
    return re.search(rf"[a-z,] {re.escape(word)}\b", text) is not None


def _speaker(item: Claim | Quote, article: Article) -> str:
    """One word for who speaks: a person's last name, an office for its papers; `by …` for the article's own voice."""
    who = speaker(item)
    names = [stem(name) for name in plain(who.name).split()] if who else []
    while len(names) > 1 and names[-1] in {stem(word) for word in words_of("papers")}:
        names.pop()
    return names[-1] if names else f"by {article.publisher or article.id}"


def _until(when: When, article: Article, clause: Span) -> date | None:
    """The day up to which a denial holds at least; None where its time is simply when it holds."""
    phrase = when.phrase
    if phrase is None:
        return None
    before = _HOLDS.search(plain(article.text[max(clause.start, phrase.start - 40) : phrase.start]))
    if plain(article.slice(phrase)).startswith("before "):
        return when.latest
    if before is None:
        return None
    if before[1] == "until":
        return when.earliest - timedelta(days=1) if when.earliest and when.earliest > date.min else None
    said = article.published.latest if article.published else None
    if said and when.earliest and when.earliest <= said:  # a stretch that begins as it is said: `the next five years`
        return when.latest
    return bounds((when.edtf or "").partition("/")[0])[1]  # `five to ten years`: the end of the fifth
