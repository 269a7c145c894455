"""Quotations: an article and its speech in, `Quote` items with speaker, cue, venue and date out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from brief.model.article import BODY_ROLES, Article, Span, When
from brief.model.items import Quote, QuoteRule, Speaker
from brief.text.speech import Mention, Speech, is_judging, is_saying

_BETWEEN = re.compile(r"[,:tr]?$|[dlTNhoipmr0nsf]{0,8}[,:t]?:?$")
_ONLY_QUOTES = re.compile(r"[QSXU,;.\-cC:?]+$")
_LABEL = re.compile(r"(?:^|[-|.QSX]|[.|]?i)((?:[lnNThsf]{0,5}[lTh])?N{1,4}|dh):$")  # Senator Marco Rubio: “…”
_SIGNATURE = re.compile(r"-(T*N{2,4})[,|.]")  # “…” — Mark Rutte
_WORD = re.compile(r"\w+")
_NEAR = 60  # characters between a cue and its quotation


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says one quoted stretch, by which cue and which rule."""

    who: Mention | None
    cue: tuple[int, int] | None
    """Tokens."""
    rule: QuoteRule


NOBODY = Attribution(None, None, "none")


def quotes(article: Article, speech: Speech, dates: tuple[When, ...]) -> tuple[Quote, ...]:
    """The article's direct speech, in order, without ids."""
    told = attributions(speech)
    groups: list[list[int]] = []
    for at, told_here in told.items():
        if groups and _joins(speech, groups[-1][-1], at, told, told_here):
            groups[-1].append(at)
        else:
            groups.append([at])
    body = [p.span for p in article.passages if p.role in BODY_ROLES]
    made = (_quote(article, speech, group, told, dates) for group in groups)
    return tuple(quote for quote in made if any(span.holds(quote.span) for span in body) or len(quote.parts) > 1)


def attributions(speech: Speech) -> dict[int, Attribution]:
    """The attribution of each stretch that is speech, by its token."""
    found: dict[int, Attribution] = {}
    for at in speech.stretches:
        told = _attribute(speech, at, found)
        if _is_speech(speech, at, told):
            found[at] = told
    return found


def _attribute(speech: Speech, at: int, found: dict[int, Attribution]) -> Attribution:
    for rule in (_beside_before, _beside_after, _signed, _before, _after, _judged, _continued, _introduced, _weak):
        if told := rule(speech, at, found):
            return told
    return NOBODY


def _sentence(speech: Speech, at: int) -> tuple[int, int]:
    number = speech.tokens.sentence[at]
    return speech.tokens.first[number], speech.tokens.first[number + 1]


def _cues(speech: Speech, low: int, high: int) -> Sequence[int]:
    """Cue verbs with a subject, from token `low` to `high`."""
    cues = speech.cues
    return [at for at in cues[bisect_left(cues, low) : bisect_left(cues, high)] if at in speech.subjects]


def _by_cue(speech: Speech, cue: int, rule: QuoteRule) -> Attribution:
    return Attribution(speech.subjects[cue], (cue, cue + 1), rule)


def _beside_before(speech: Speech, at: int, _: dict[int, Attribution]) -> Attribution | None:
    """`Rutte told reporters: “…”`."""
    low, _high = _sentence(speech, at)
    cues = _cues(speech, low, at)
    tags = speech.tokens.tags
    if not cues or not _BETWEEN.match(tags, cues[-1] + 1, at):
        return None
    if speech.tokens.start[at] - speech.tokens.end[cues[-1]] > _NEAR:
        return None
    return _by_cue(speech, cues[-1], "cue")


def _beside_after(speech: Speech, at: int, _: dict[int, Attribution]) -> Attribution | None:
    """`“…,” said Rutte`."""
    _low, high = _sentence(speech, at)
    for cue in _cues(speech, at, high)[:1]:
        who = speech.subjects[cue]
        begins = min(cue, who.token) if who.token > at else cue
        gap = speech.tokens.start[begins] - speech.tokens.end[at]
        if gap <= 6 or (begins - at <= 3 and not set(speech.tokens.tags[at + 1 : begins]) - set(",-rC")):
            return _by_cue(speech, cue, "cue")
    for token, who in speech.according:
        if at < token < high and token - at <= 2:
            return Attribution(who, (token, token + 2), "cue")
    return None


def _signed(speech: Speech, at: int, _: dict[int, Attribution]) -> Attribution | None:
    """`RUTTE: “…”`, `Rutte in 2024: “…”`, and `“…” — Mark Rutte`."""
    tags = speech.tokens.tags
    low, _high = _sentence(speech, at)
    if tags[at - 1] == ":" and (label := _LABEL.search(tags, low, at)):
        return Attribution(speech.mention(*label.span(1)), None, "label")
    end = at + 2 if tags[at + 1] == "|" else at + 1
    if signature := _SIGNATURE.match(tags, end):
        return Attribution(speech.mention(*signature.span(1)), None, "label")
    if tags[at - 1] == ":" and (who := speech.about.get(speech.tokens.sentence[at])) and not _cues(speech, low, at):
        return Attribution(who, None, "colon")
    return None


def _before(speech: Speech, at: int, _: dict[int, Attribution]) -> Attribution | None:
    """The outermost cue of saying before it in the sentence: what is told inside what somebody says is theirs."""
    low, _high = _sentence(speech, at)
    outer: int | None = None
    for cue in _cues(speech, low, at):
        if is_saying(speech.tokens.word[cue]) and (outer is None or not _embedded(speech, outer, cue)):
            outer = cue
    return None if outer is None else _by_cue(speech, outer, "distant")


def _embedded(speech: Speech, outer: int, inner: int) -> bool:
    """Whether a cue stands in a clause that hangs on another cue's: `he said that when she argued …`."""
    here, there = speech.subjects[inner], speech.subjects[outer]
    if here.name == there.name:
        return False
    begins = min(here.token, inner) if here.token > outer else inner
    before = speech.tokens.tags[outer + 1 : begins]
    return not (before and before[-1] in ";,-" ) and not before.endswith((",c", ",C", ",u", "C"))


def _judged(speech: Speech, at: int, _: dict[int, Attribution]) -> Attribution | None:
    """`blasted the plan as “…”`: the nearest verb that judges."""
    low, _high = _sentence(speech, at)
    cues = _cues(speech, low, at)
    return _by_cue(speech, cues[-1], "distant") if cues else None


def _after(speech: Speech, at: int, _: dict[int, Attribution]) -> Attribution | None:
    _low, high = _sentence(speech, at)
    for token, who in speech.according:
        if _low <= token < high:
            return Attribution(who, (token, token + 2), "distant")
    cues = [cue for cue in _cues(speech, at, high) if is_saying(speech.tokens.word[cue])]
    return _by_cue(speech, cues[0], "distant") if cues else None


def _continued(speech: Speech, at: int, found: dict[int, Attribution]) -> Attribution | None:
    """A stretch without a cue goes on with the speaker before it in the paragraph."""
    if not found:
        return None
    last = next(reversed(found))
    paragraph = speech.tokens.paragraph
    runs_on = speech.tokens.tags[last] == "U" and paragraph[last] == paragraph[at] - 1
    if paragraph[last] != paragraph[at] and not runs_on:
        return None
    told = found[last]
    return Attribution(told.who, told.cue, "continuation") if told.who else None


def _introduced(speech: Speech, at: int, found: dict[int, Attribution]) -> Attribution | None:
    """The sentence before names the speaker, or the paragraph before does where this one is only a quotation."""
    number = speech.tokens.sentence[at]
    if number == 0:
        return None
    low, high = _sentence(speech, at)
    tags = speech.tokens.tags
    if not _ONLY_QUOTES.match(tags[low:high].rstrip("|")):
        return None
    before = speech.tokens.first[number - 1], speech.tokens.first[number]
    same = speech.tokens.paragraph[before[0]] == speech.tokens.paragraph[at]
    ends = tags[before[0] : before[1]].rstrip("|")[-1:]
    rule: QuoteRule = "colon" if ends == ":" else "previous" if same else "paragraph"
    if not same and ends != ":" and found:
        last = next(reversed(found))
        if speech.tokens.paragraph[last] == speech.tokens.paragraph[at] - 1 and found[last].who:
            return Attribution(found[last].who, found[last].cue, "paragraph")
    cues = _cues(speech, *before)
    if cues:
        return _by_cue(speech, cues[-1], rule)
    if who := speech.about.get(number - 1):
        return Attribution(who, None, rule)
    return None


def _weak(speech: Speech, at: int, _: dict[int, Attribution]) -> Attribution | None:
    number = speech.tokens.sentence[at]
    if (who := speech.about.get(number)) and who.token < at:
        return Attribution(who, None, "weak")
    return None


def _is_speech(speech: Speech, at: int, told: Attribution) -> bool:
    stretch = speech.stretches[at]
    inner = speech.text[stretch.inner_start : stretch.inner_end]
    count = len(_WORD.findall(inner[:60]))
    if count < 4:
        return told.rule == "cue"
    return True


def _joins(speech: Speech, before: int, at: int, told: dict[int, Attribution], here: Attribution) -> bool:
    """Whether a stretch goes on with the utterance of the one before it."""
    there = told[before]
    if there.who is None or here.who is None or there.who.name != here.who.name:
        return False
    if here.cue and here.cue == there.cue and speech.tokens.sentence[before] == speech.tokens.sentence[at]:
        return before < here.cue[0] < at
    low, high = _sentence(speech, at)
    return here.rule == "continuation" and bool(_ONLY_QUOTES.match(speech.tokens.tags[low:high].rstrip("|")))


def _quote(
    article: Article, speech: Speech, group: list[int], told: dict[int, Attribution], dates: Iterable[When]
) -> Quote:
    parts = tuple(Span(article=article.id, start=speech.stretches[at].start, end=speech.stretches[at].end) for at in group)
    first = told[group[0]]
    safe = first.who is not None and first.rule not in {"weak", "none"}
    cue = first.cue and Span(article=article.id, start=speech.tokens.start[first.cue[0]], end=speech.tokens.end[first.cue[1] - 1])
    return Quote(
        id="",
        span=Span(article=article.id, start=parts[0].start, end=parts[-1].end),
        parts=parts,
        speaker=_speaker(article, first.who) if safe and first.who else None,
        cue=cue,
        venue=None,
        said=None,
        rule=first.rule,
    )


def _speaker(article: Article, who: Mention) -> Speaker:
    return Speaker(name=who.name, title=who.title, mention=Span(article=article.id, start=who.start, end=who.end))
