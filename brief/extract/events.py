"""An article and its dates in; what happened, or is foreseen, at each of them out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from brief.model.article import BODY_ROLES, Article, Span, When
from brief.model.items import Event, EventStatus
from brief.text.dates import bounds

_LIST_MARK = re.compile(r"[-–—•*·]\s?(?=\S)")  # "-In a recent"
_QUESTION = re.compile(r"\?[”’\"')\]]{0,3}$")
_CONDITION = re.compile(r"\b(?:[Ii]f|[Uu]nless|were to|in case|provided that|in the event of)\b|(?:^|[,;“\"] )Should\b")
_AHEAD = re.compile(
    r"\b(?:will|would|could|may|might|shall|likely|expect\w{0,3}|predict\w{0,3}|forecast\w{0,3}|estimat\w{1,3}|project(?:s|ed)"
    r"|able to|ready|capable|by then|until|at the earliest)\b|’ll\b|'ll\b"
)
_PLANNED = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|scheduled?|slated|set to|due|intends?|aims?|goals?|targets?|deadlines?|agreed to|pledged"
    r"|committed|ordered|instructed|vow(?:s|ed)"
    r"|will (?:be held|meet|hold|host|visit|sign|vote|convene|deliver|begin|launch|open|start|attend|travel|take place))\b"
)
_ONGOING = re.compile(
    r"\b(?:is|are|has been|have been|remains?|continues?)(?: \w{1,12}ly)? \w{2,20}(?:ing)\b|\b(?:remains?|continues?)\b"
)
_NEXT = re.compile(r"\b(?:within|next|coming)\b")
_SAYING = re.compile(
    r"\b(?:said|says|told|tells|telling|stated|warned|claimed|reported|added|noted|suggested|suggesting|testified|wrote|argued"
    r"|predicted|estimated|assessed|announced|declared|insisted)\b"
)
_ATTRIBUTE_BEFORE = re.compile(r"(?:\b(?:the|a|an|his|her|its|their|our|my|this|that)|[’']s?) (?:[a-z]{3,12} )?$")
_ATTRIBUTE_AFTER = re.compile(r"(?:-| )(?:[a-z]|[A-Z][a-z])")
_CLAUSE_WORDS = frozenset(
    "and but when while as after before that which who in on at by for to with from until since".split()
)
_COMPARED = re.compile(r"\b(?:than|since|from|compared (?:with|to)|as in|unlike in)(?: in| the)? $")
_STANDING = re.compile(r"^[Tt]oday\W{1,3}(?:\w{1,20} ){0,4}(?:is|are|has|have)\b")
_STATE = re.compile(r",? (?:\w{1,20} ){1,5}(?:seemed|appeared|looked|felt|thought)\b")
_REPORT = re.compile(
    r"\b[Aa] (new) (?:\w{2,15} ){0,2}(?:report|study|analysis|survey|paper|poll|assessment|investigation|book)\b"
)
_RECENT = re.compile(
    r"\b(?:(?<!until )(?<!Until )(recently)|(recent) (?:[\w.’'-]{1,20} ){0,4}"
    r"(?:interview|statement|report|speech|testimony|remarks|visit|summit|meeting|post|address|article|study|attack|strike|vote|talks))\b"
)
_EARLIER = re.compile(r"^(Earlier),")
_PAST = re.compile(r"\b(?:was|were|had|said|told|met|went|took|came|began|held|made|sent|gave|wrote|left|\w{2,20}ed)\b")
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")  # Rutte, U.S., Indo-Pacific
_OPENERS = frozenset(
    "the a an in on at by for from with to of and but or nor yet so as if when while after before since until although though however "
    "this that these those it its he she they we i you his her their our my there then here what who why how most many some few "
    "several earlier later last next now today yesterday tomorrow moreover meanwhile still despite during over under about "
    "according any all both each every no not such only even just also once following given".split()
)
_LINKS = frozenset({"of", "for", "de", "van", "von", "bin", "al"})
_ACTING = re.compile(
    r"(?:,[^,;.]{3,90},)?(?: and [A-Z][\w’'.-]*)? (?:has|have|had|is|are|was|were|will|would|could|may|might|must|can|did|does|said|told|says"
    r"|met|went|took|came|began|held|made|sent|gave|wrote|struck|shot|sank|won|lost|fell|rose|led|built|bought|sold|fought|hit|kept|set"
    r"|\w{2,20}ed|then|also|later|recently|has)\b"
)
_AGENT_BEFORE = re.compile(r"(?:\bby|\bsaid|\bwarned|\badded|\band|\bbetween)(?: [a-z]{2,15})? $")
_QUOTED = re.compile(r"“[^“”]{1,2000}”|\"[^\"]{1,2000}\"")
_PEOPLE = re.compile(r"[A-Z][a-z]{1,12}(?:ese|ian|ish|ican)|German|French|Dutch|Israeli|Iraqi|Saudi|Hey|PM")
_FEW = 3


def events(article: Article, dates: tuple[When, ...]) -> tuple[Event, ...]:
    """The events of the body in order, each the sentence that tells it; two of one sentence have different dates."""
    told = sorted((when for when in dates if when.phrase), key=_start)
    starts = [_start(when) for when in told]
    found: list[Event] = []
    for sentence in _sentences(article):
        inside = told[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        found.extend(_of_sentence(article, sentence, inside))
    return tuple(found)


def _start(when: When) -> int:
    return when.phrase.start if when.phrase else -1


def _sentences(article: Article) -> Iterator[Span]:
    """Body sentences without a list mark, but for questions."""
    for passage in article.passages:
        if passage.role in BODY_ROLES:
            for sentence in passage.sentences:
                words = article.slice(sentence)
                mark = _LIST_MARK.match(words)
                if not _QUESTION.search(words.rstrip()):
                    yield Span(article=article.id, start=sentence.start + (mark.end() if mark else 0), end=sentence.end)


def _of_sentence(article: Article, sentence: Span, dates: Sequence[When]) -> Iterator[Event]:
    words = article.slice(sentence)
    kept = [when for when in dates if _happens(words, sentence, when, dates)]
    chosen = _one_of_each(article, words, sentence, kept)
    if not chosen and not dates and (vague := _undated(article, sentence, words)):
        chosen = [vague]
    for when, status, rule in chosen:
        yield Event(
            id="",
            span=sentence,
            when=when,
            status=status,
            actors=_actors(words, [(_start(one) - sentence.start) for one in dates]),
            conditional=rule != "saying" and bool(_CONDITION.search(words)),
            rule=rule,
        )


def _happens(words: str, sentence: Span, when: When, dates: Sequence[When]) -> bool:
    """Whether something happens at a date: not where it names a thing, is compared with, or only means nowadays."""
    first, end = _start(when) - sentence.start, (when.phrase.end if when.phrase else 0) - sentence.start
    before, after = words[:first], words[end:]
    if _STANDING.match(words[first:]) or _COMPARED.search(before[-30:]):
        return False
    if (
        when.basis == "anaphora"
        and when.earliest
        and any(_is_before(when, other) for other in dates if other is not when)
    ):
        return False
    owned = after.startswith(("’s ", "'s "))
    if not owned and not (_ATTRIBUTE_BEFORE.search(before[-40:]) and _attributive(after)):
        return not _STATE.match(after)
    return len(when.edtf or "") != 4 or bool(_PLANNED.search(after[:60]))


def _attributive(after: str) -> bool:
    """Whether the word after a date is the noun that it tells apart: the 2020 war, his April testimony."""
    return bool(_ATTRIBUTE_AFTER.match(after)) and after[1:].split(" ", 1)[0] not in _CLAUSE_WORDS


def _is_before(when: When, other: When) -> bool:
    return bool(when.latest and other.earliest and other.basis != "anaphora" and when.latest < other.earliest)


def _one_of_each(
    article: Article, words: str, sentence: Span, dates: Sequence[When]
) -> list[tuple[When, EventStatus, str]]:
    """The first date that lies behind and the narrowest that lies ahead: the saying and what was foreseen."""
    placed = [(when, _status(article, words, when)) for when in dates]
    behind = [one for one in placed if one[1] in {"past", "ongoing"}]
    ahead = [one for one in placed if one[1] not in {"past", "ongoing"}]
    chosen = [*behind[:1], *sorted(ahead, key=_width)[:1]]
    return [
        (when, status, _rule(words, sentence, when, status))
        for when, status in sorted(chosen, key=lambda one: _start(one[0]))
    ]


def _width(placed: tuple[When, EventStatus]) -> int:
    when = placed[0]
    return (when.latest - when.earliest).days if when.latest and when.earliest else 0


def _rule(words: str, sentence: Span, when: When, status: EventStatus) -> str:
    if status in {"planned", "forecast"}:
        return "foreseen"
    return "saying" if _is_saying(words, sentence, when) else "dated"


def _is_saying(words: str, sentence: Span, when: When) -> bool:
    first = _start(when) - sentence.start
    return bool(_SAYING.search(words[max(0, first - 80) : first + 40]))


def _status(article: Article, words: str, when: When) -> EventStatus:
    """Past, ongoing, planned or forecast: by the calendar where it tells, else by the verbs."""
    place = _place(article.published, when)
    if place > 0 or (place == 0 and _looks_ahead(words, when)):
        return "planned" if _PLANNED.search(words) else "forecast"
    if place == 0 and _ONGOING.search(words):
        return "ongoing"
    return "past"


def _looks_ahead(words: str, when: When) -> bool:
    """Whether a date that publication lies in is still to come: a stretch that the words foresee, or no verb of the past."""
    if not (_AHEAD.search(words) or _PLANNED.search(words)):
        return bool(
            when.edtf and "/" in when.edtf and "X" not in when.edtf and len(when.edtf) < 20 and _NEXT.search(words)
        )
    return (when.edtf is not None and ("/" in when.edtf or "X" in when.edtf)) or not _PAST.search(
        _SAYING.sub("", words)
    )


def _place(published: When | None, when: When) -> int:
    """1 where a date lies after publication, -1 where it lies before, 0 where it reaches over or is not known."""
    first, last = _or(when.earliest, date.min), _or(when.latest, date.max)
    if when.edtf is None or published is None or published.earliest is None or published.latest is None:
        return 0
    if first > published.latest or (when.earliest is None and last > published.latest):
        return 1
    if when.latest is None or (first >= published.earliest and last > published.latest):
        return 1
    return -1 if last <= published.latest else 0


def _or(known: date | None, other: date) -> date:
    return known if known is not None else other


def _undated(article: Article, sentence: Span, words: str) -> tuple[When, EventStatus, str] | None:
    """`Recently`, `in a recent interview`, `a new report`, `Earlier, …`: clear events whose day is not told."""
    published = article.published.edtf if article.published else None
    if (report := _REPORT.search(words)) and report.start() < 60:
        return _vague(sentence, report, _about(published), "inferred"), "past", "report"
    if not _PAST.search(words) or _CONDITION.search(words):
        return None
    if earlier := _EARLIER.match(words):
        return (
            _vague(sentence, earlier, f"../{published}" if published and "/" not in published else None),
            "past",
            "earlier",
        )
    if (recent := _RECENT.search(words)) and _actors(words, ()):
        return _vague(sentence, recent, None), "past", "recent"
    return None


def _about(published: str | None) -> str | None:
    if published is None or "/" in published:
        return None
    return published if published[-1] in "~?%" else f"{published}~"


def _vague(sentence: Span, found: re.Match[str], edtf: str | None, basis: str = "publication") -> When:
    group = found.lastindex or 0
    phrase = Span(
        article=sentence.article, start=sentence.start + found.start(group), end=sentence.start + found.end(group)
    )
    earliest, latest = bounds(edtf) if edtf else (None, None)
    return When(
        edtf=edtf,
        earliest=earliest,
        latest=latest,
        phrase=phrase,
        basis="inferred" if basis == "inferred" else "publication",
    )


def _actors(words: str, dates: Sequence[int]) -> tuple[str, ...]:
    """The few names that act: a verb follows, or `by` or `said` goes before; names in what is quoted only where no other acts."""
    quoted = [match.span() for match in _QUOTED.finditer(words)]
    outside: dict[str, None] = {}
    inside: dict[str, None] = {}
    for start, end in _names(words):
        name = " ".join(words[start:end].split())
        if start not in dates and not _PEOPLE.fullmatch(name) and _acts(words, start, end):
            (inside if any(low < start < high for low, high in quoted) else outside).setdefault(name)
    return tuple(outside or inside)[:_FEW]


def _acts(words: str, start: int, end: int) -> bool:
    return bool(_ACTING.match(words[end : end + 140]) or _AGENT_BEFORE.search(words[max(0, start - 30) : start]))


def _names(words: str) -> list[tuple[int, int]]:
    """Runs of capitalised words, with `of` and the like between two of them."""
    runs: list[tuple[int, int]] = []
    for match in _WORD.finditer(words):
        word = match.group()
        if not word[0].isupper() or word.lower() in _OPENERS:
            continue
        start, end = (
            match.start(),
            match.end() - (len(word) - len(re.sub(r"(?:[’']s?|\.)$", "", word)) if len(word) > 4 else 0),
        )
        if runs and words[runs[-1][1] : start].strip() in {"", *_LINKS} and words[start - 1] == " ":
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs
