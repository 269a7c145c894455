"""An article and its dates in; what happened, or is foreseen, at each of them out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from brief.extract.events.actors import actors_in
from brief.extract.events.clauses import Tense, tenses
from brief.model.article import BODY_ROLES, Article, Basis, Span, When
from brief.model.items import Event, EventStatus
from brief.text.dates import bounds, publication

Placed = tuple[When, EventStatus, str]
"""A date, its status, and the rule that took it."""

AHEAD = frozenset(("planned", "forecast"))

LIST_MARK = re.compile(r"[-–—•*·]\s?(?=\S)")  # "-In a recent"
QUESTION = re.compile(r"\?[”’\"')\]]{0,3}$")  # "will it?”"
LEANING = re.compile(
    r"^[“\"]?(?:Then(?!,? (?:[a-z]{2,7} )?\d)|In (?:that|this|such an?) (?:case|event|scenario)|Otherwise|If (?:so|not)"
    r"|Failing that|Under (?:that|this|such a) scenario)\b"
)  # “Then a third will be sold”
SAYING = re.compile(
    r"\b(?:said|says?|told|tells?|telling|stated|warned|claimed|reported|added|noted|suggest(?:ed|ing)|testified|wrote"
    r"|argued|predicted|estimated|assessed|announced|declared|insisted)\b"
)
PAST = re.compile(r"\b(?:was|were|had|met|went|took|came|began|held|made|sent|gave|left|told|said|wrote|\w{2,20}ed)\b")
FORESEEN = re.compile(
    r"\b(?:will|would|could|may|might|shall|likely|expect\w{0,3}|predict\w{0,3}|forecast\w{0,3}|estimat\w{1,3}"
    r"|project(?:s|ed)|able to|ready|capable|by then|until|at the earliest)\b|[’']ll\b"
)
PLANNED = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|scheduled?|slated|set to|due|intends?|aims?|goals?|targets?|deadlines?|agreed to"
    r"|pledged|committed|ordered|instructed|vow(?:s|ed)|will (?:be held|meet|hold|host|visit|sign|vote|convene"
    r"|deliver|begin|launch|open|start|attend|travel|take place|announce|present))\b"
)
ONGOING = re.compile(r"\b(?:is|are|has been|have been)(?: \w{1,12})? \w{2,20}ing\b|\b(?:remains?|continues?)\b")
NEXT = re.compile(r"\b(?:within|next|coming)\b")
CONDITION = re.compile(r"\b(?:[Ii]f|[Uu]nless|were to|in case|provided that|in the event of)\b|(?:^|[,;“\"] )Should\b")

NAMING_BEFORE = re.compile(r"(?:\b(?:the|a|an|his|her|its|their|our|my|this|that)|[’']s?) (?:[a-z]{3,12} )?$")
NAMED_AFTER = re.compile(
    r"[- ](?!(?:and|but|when|while|as|after|before|that|which|who|in|on|at|by|for|to|with|from)\b)[A-Za-z]"
)
OWNING = re.compile(r"[’']s ")  # last year’s offensive
COMPARED = re.compile(r"\b(?:than|since|from|compared (?:with|to)|as in|unlike in)(?: in| the)? $")
NOWADAYS = re.compile(r"[Tt]oday\W{1,3}(?:\w{1,20} ){0,4}(?:is|are|has|have)\b")
YARDSTICK = re.compile(r"(?:-era)?[- ](?:levels?|prices|standards|figures|terms|dollars)\b")  # below 2019 levels
STATE = re.compile(r",? (?:\w{1,20} ){1,5}(?:seemed|appeared|looked|felt|thought)\b")

REPORT = re.compile(
    r"\b[Aa] (new) (?:\w{2,15} ){0,2}(?:report|study|analysis|survey|paper|poll|assessment|investigation|book)\b"
)
EARLIER = re.compile(r"(Earlier),")
RECENT = re.compile(
    r"\b(?:(?<!until )(?<!Until )(recently)|(recent) (?:[\w.’'-]{1,20} ){0,4}(?:interview|statement|report|speech"
    r"|testimony|remarks|visit|summit|meeting|post|address|article|study|attack|strike|vote|talks))\b"
)

MOST = 12
"""A sentence with more dates is a table, and each date is held against the others."""
LONG = 60
"""Days beyond which a stretch round publication is foreseen rather than gone through."""


def events(article: Article, dates: tuple[When, ...]) -> tuple[Event, ...]:
    """The events of the body in order, each the sentence that tells it; two of one sentence have different dates."""
    told = sorted((when for when in dates if when.phrase), key=_start)
    starts = [_start(when) for when in told]
    found: list[Event] = []
    for sentence in _sentences(article):
        first = bisect_left(starts, sentence.start)
        inside = told[first : min(first + MOST, bisect_left(starts, sentence.end))]
        found.extend(_of_sentence(article, sentence, inside))
    return tuple(found)


def _start(when: When) -> int:
    return when.phrase.start if when.phrase else -1


def _end(when: When) -> int:
    return when.phrase.end if when.phrase else -1


def _sentences(article: Article) -> Iterator[Span]:
    """Body sentences without their list marks; no questions."""
    for passage in article.passages:
        for sentence in passage.sentences if passage.role in BODY_ROLES else ():
            words = article.slice(sentence)
            mark = LIST_MARK.match(words)
            if not QUESTION.search(words[-6:].rstrip()):
                yield Span(article=article.id, start=sentence.start + (mark.end() if mark else 0), end=sentence.end)


def _of_sentence(article: Article, sentence: Span, dates: Sequence[When]) -> Iterator[Event]:
    words = article.slice(sentence)
    spans = [(_start(when) - sentence.start, _end(when) - sentence.start) for when in dates]
    happening = _happening(sentence, words, dates)
    told = dict(zip(spans, tenses(words, spans), strict=True)) if happening else {}
    chosen = _one_of_each(article, sentence, words, happening, told)
    if not dates and (vague := _undated(article, sentence, words)):
        chosen = [vague]
    actors = actors_in(words, spans) if chosen else ()
    for when, status, rule in chosen:
        yield Event(
            id="",
            span=sentence,
            when=when,
            status=status,
            actors=actors,
            conditional=rule != "saying" and _is_conditional(words, status),
            rule=rule,
        )


def _happening(sentence: Span, words: str, dates: Sequence[When]) -> list[When]:
    """The dates at which something happens; one that only names a thing counts where there is no other."""
    fit = [when for when in dates if _is_time_of_telling(sentence, words, when, dates)]
    plain = [when for when in fit if not _names(sentence, words, when)]
    return plain or [
        when for when in fit if len(when.edtf or "") != 4 or PLANNED.search(words, _end(when) - sentence.start)
    ]


def _is_time_of_telling(sentence: Span, words: str, when: When, dates: Sequence[When]) -> bool:
    """Whether a date is neither compared with, nor the base of a count, nor `today` for nowadays, nor of a state."""
    first, end = _start(when) - sentence.start, _end(when) - sentence.start
    if YARDSTICK.match(words, end):
        return False
    if NOWADAYS.match(words, first) or COMPARED.search(words[max(0, first - 30) : first]) or STATE.match(words, end):
        return False
    return when.basis != "anaphora" or not any(_is_before(when, other) for other in dates)


def _is_before(when: When, other: When) -> bool:
    return bool(when.latest and other.earliest and other.basis != "anaphora" and when.latest < other.earliest)


def _names(sentence: Span, words: str, when: When) -> bool:
    """Whether a date tells one thing from others: the 2020 war, his April testimony, Friday’s tweets."""
    first, end = _start(when) - sentence.start, _end(when) - sentence.start
    if OWNING.match(words, end):
        return True
    return bool(NAMING_BEFORE.search(words[max(0, first - 40) : first]) and NAMED_AFTER.match(words, end))


def _is_conditional(words: str, status: EventStatus) -> bool:
    """Whether it holds only if something else does, said here or in the sentence before: `In that case …`."""
    return bool(CONDITION.search(words) or (status in AHEAD and LEANING.search(words)))


def _one_of_each(
    article: Article, sentence: Span, words: str, dates: Sequence[When], told: Mapping[tuple[int, int], Tense | None]
) -> list[Placed]:
    """One date that lies behind, rather a happening than a saying, and the narrowest of what is foreseen."""
    placed: list[Placed] = []
    for when in dates:
        tense = told[_start(when) - sentence.start, _end(when) - sentence.start]
        if status := _status(article, words, when, tense):
            placed.append((when, status, "foreseen" if status in AHEAD else "saying" if tense == "said" else "dated"))
    behind = sorted((one for one in placed if one[1] not in AHEAD), key=lambda one: one[2] == "saying")[:1]
    ahead = sorted((one for one in placed if one[1] in AHEAD), key=lambda one: _days(one[0]))[:1]
    if ahead:  # a row of the day on which a plan was told reads as if the plan were done
        behind = [one for one in behind if one[2] != "saying"]
    return sorted(behind + ahead, key=lambda one: _start(one[0]))


def _days(when: When) -> int:
    return (when.latest - when.earliest).days if when.latest and when.earliest else 0


def _status(article: Article, words: str, when: When, tense: Tense | None) -> EventStatus | None:
    """What the verb of its clause says; the calendar only where that lies ahead, or no verb tells; None if unreal.

    A plan or forecast stays one after its time has passed.
    """
    place = _place(article.published, when)
    if tense == "planned" or (tense == "forecast" and (place > 0 or not _looks_back(article, when))):
        return tense
    if place == 0 and tense == "would":
        return "forecast"
    if place <= 0 and tense in {"unreal", "said"}:
        return "past" if tense == "said" else None
    stretch = place == 0 and _is_stretch(when) and bool(NEXT.search(words))
    untold = place == 0 and tense in {"present", None} and _looks_ahead(words, when)
    if place > 0 or stretch or untold:
        return _foreseen(words)
    return "ongoing" if place == 0 and ONGOING.search(words) else "past"


def _looks_back(article: Article, when: When) -> bool:
    """`last month`, `two years ago`: passed whatever the verb says of something else."""
    phrase = article.slice(when.phrase).lower() if when.phrase else ""
    return phrase.startswith(("last ", "yesterday", "earlier ")) or phrase.endswith((" ago", " earlier"))


def _foreseen(words: str) -> EventStatus:
    return "planned" if PLANNED.search(words) else "forecast"


def _place(published: When | None, when: When) -> int:
    """1 where a date lies after publication, -1 where it lies before, 0 where it reaches over it or is not known."""
    if when.edtf is None or published is None or published.earliest is None:
        return 0
    first, last = when.earliest or date.min, when.latest or date.max
    told = published.latest or published.earliest
    if first > told or (when.earliest is None and last > told) or when.latest is None:
        return 1
    return -1 if last < published.earliest or when.earliest is None else 0


def _is_stretch(when: When) -> bool:
    return when.edtf is not None and ("/" in when.edtf or "X" in when.edtf) and _days(when) > LONG


def _looks_ahead(words: str, when: When) -> bool:
    """Whether a date round publication is still to come where its own verb does not tell."""
    foreseen = FORESEEN.search(words) or PLANNED.search(words)
    return bool(foreseen) and (_is_stretch(when) or not PAST.search(SAYING.sub("", words)))


def _undated(article: Article, sentence: Span, words: str) -> Placed | None:
    """`Recently`, `in a recent interview`, `a new report`, `Earlier, …`: clear events whose day is not told."""
    known = publication(article.published.edtf if article.published else None).edtf
    if report := REPORT.search(words, 0, 80):
        around = known if known is None or known[-1] in "~?%" else f"{known}~"
        return _vague(sentence, report, around, "inferred"), "past", "report"
    if CONDITION.search(words) or not PAST.search(words):
        return None
    if earlier := EARLIER.match(words):
        return _vague(sentence, earlier, f"../{known}" if known else None, "publication"), "past", "earlier"
    if (recent := RECENT.search(words)) and actors_in(words, ()):
        return _vague(sentence, recent, None, "publication"), "past", "recent"
    return None


def _vague(sentence: Span, found: re.Match[str], edtf: str | None, basis: Basis) -> When:
    start, end = found.span(found.lastindex or 0)
    phrase = Span(article=sentence.article, start=sentence.start + start, end=sentence.start + end)
    earliest, latest = bounds(edtf) if edtf else (None, None)
    return When(edtf=edtf, earliest=earliest, latest=latest, phrase=phrase, basis=basis)
