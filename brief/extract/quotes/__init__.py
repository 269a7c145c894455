"""Quotations: an article and its speech in; `Quote` items with speaker, cue, venue and date out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from brief.extract.quotes.attribution import Attribution, attribute, only_quotes
from brief.extract.quotes.disowned import is_disowned, owner
from brief.extract.quotes.setting import said_when, venue
from brief.extract.quotes.utterance import is_speech
from brief.model.article import BODY_ROLES, Article, Span, When
from brief.model.items import Quote, Speaker
from brief.text.speech import Speech

_PRONOUNS = frozenset(("i", "we", "he", "she", "it", "they", "one"))
"""A pronoun that stands for nobody named is no speaker."""
_PLACARDS = frozenset(("quote", "caption", "motto", "slogan", "banner", "flyer", "placard", "plaque", "poster", "sign"))
"""Whoever wrote on them is not told."""
_THE = re.compile(r"^the (?=[A-Z])")  # the Atlantic Council
_UNSAFE = frozenset(("weak", "none"))
"""Rules that are right in too few cases to print a name: .59 on PolNeAR where the others have .78 to .96."""


def quotes(article: Article, speech: Speech, dates: tuple[When, ...]) -> tuple[Quote, ...]:
    """The article's direct speech in order, each utterance once with its parts, without ids."""
    told = _attributions(speech)
    groups: list[list[int]] = []
    for at in told:
        if groups and _joins(speech, told, groups[-1][-1], at):
            groups[-1].append(at)
        else:
            groups.append([at])
    body = [(passage.span.start, passage.span.end) for passage in article.passages if passage.role in BODY_ROLES]
    return tuple(
        _quote(article, speech, group, told[group[0]], dates) for group in groups if _inside(speech, group, body)
    )


def _attributions(speech: Speech) -> dict[int, Attribution]:
    """The attribution of each stretch that is speech, by its token."""
    found: dict[int, Attribution] = {}
    for at in speech.stretches:
        first = attribute(speech, at, found)
        told = owner(speech, at) if is_disowned(speech, at, first) else first
        if told and is_speech(speech, at, told):
            found[at] = told
    return found


def _joins(speech: Speech, told: dict[int, Attribution], before: int, at: int) -> bool:
    """Whether a stretch goes on with the utterance of the one before it: its cue stands between, or it has none."""
    there, here = told[before], told[at]
    if there.who is None or here.who is None or there.who.name != here.who.name:
        return False
    if speech.tokens.tags[before] == "U":
        return at == before + 2  # past the paragraph's end
    if here.cue and here.cue == there.cue and speech.tokens.sentence[before] == speech.tokens.sentence[at]:
        return before < here.cue[0] < at
    return here.rule == "continuation" and only_quotes(speech, at)


def _inside(speech: Speech, group: Sequence[int], body: Sequence[tuple[int, int]]) -> bool:
    """Whether an utterance begins in a passage that may be extracted."""
    start = speech.stretches[group[0]].start
    return any(first <= start < last for first, last in body)


def _quote(article: Article, speech: Speech, group: Sequence[int], told: Attribution, dates: tuple[When, ...]) -> Quote:
    stretches = [speech.stretches[at] for at in group]
    tokens = speech.tokens
    return Quote(
        id="",
        span=Span(article=article.id, start=stretches[0].start, end=stretches[-1].end),
        parts=tuple(Span(article=article.id, start=stretch.start, end=stretch.end) for stretch in stretches),
        speaker=_speaker(article, told),
        cue=Span(article=article.id, start=tokens.start[told.cue[0]], end=tokens.end[told.cue[1] - 1])
        if told.cue
        else None,
        venue=venue(speech, told.cue[0]) if told.cue else None,
        said=said_when(speech, told.cue[0], dates) if told.cue else None,
        rule=told.rule if told.who else "none",
    )


def _speaker(article: Article, told: Attribution) -> Speaker | None:
    who = told.who
    if who is None or told.rule in _UNSAFE or who.name.lower() in _PRONOUNS:
        return None
    if who.kind != "pronoun" and not _PLACARDS.isdisjoint(who.name.lower().split()):
        return None
    return Speaker(
        name=_THE.sub("", who.name), title=who.title, mention=Span(article=article.id, start=who.start, end=who.end)
    )
