"""Claims: an article, its speech, quotations and dates in; each sentence that could stand in a brief out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from brief.extract.claims.figures import figures
from brief.extract.claims.lexicon import Mark, marks
from brief.extract.claims.names import Names, is_writing
from brief.extract.claims.report import Report
from brief.extract.claims.reported import reports
from brief.extract.claims.sorting import sort_of
from brief.extract.claims.standing import conditional, leans_on
from brief.extract.claims.statement import Sentence
from brief.extract.claims.turns import Turns, label_end, turns
from brief.extract.claims.words import Words, read_words
from brief.model.article import BODY_ROLES, Article, Role, Span, When
from brief.model.items import Claim, Quote, Speaker
from brief.text.speech import Speech

__all__ = ["claims"]

_HEDGING = frozenset(("hedges", "approximators"))
_NO_WORDS = frozenset("QSXU.,;:?-y")
# Calls of notes at the end of a sentence: "[3]", "[4][5]"
_NOTED = re.compile(r"(?:\[\d{1,3}\]){1,4}$")
_SCRAP = 5
"""Words under which a sentence needs a verb that is known as one: `No ships at all.`"""

Places = list[tuple[int, int]]


class _Reading(NamedTuple):
    """An article and what was read of it before."""

    article: Article
    speech: Speech
    words: Words
    names: Names
    quotes: Sequence[Quote]
    """Those of reports, studies and other writings, in order."""
    dated: Places
    turns: Turns


class _Statement(NamedTuple):
    """What a sentence reports."""

    content: Span
    claimant: Speaker
    rule: str


def claims(article: Article, speech: Speech, quotes: tuple[Quote, ...], dates: tuple[When, ...]) -> tuple[Claim, ...]:
    """One claim a sentence of the body that is whole, is no question and is more than a quotation with its cue.

    A sentence that reports two statements that do not overlap gives a claim for each. What is quoted out of a report
    is a claim too: nobody speaks there.
    """
    written = [quote for quote in quotes if quote.speaker and is_writing(article, quote.speaker.mention)]
    dated = sorted((when.phrase.start, when.phrase.end) for when in dates if when.phrase)
    reading = _Reading(article, speech, read_words(article.text), Names(speech), written, dated, turns(article, speech))
    return tuple(_listed(article, reading))


def _listed(article: Article, reading: _Reading) -> Iterator[Claim]:
    """The claims in order; the items of a list are said by whom the line above it says so: `The report finds:`."""
    leader: Speaker | None = None
    for passage in article.passages:
        if passage.role not in BODY_ROLES:
            leader = None
            continue
        turn = reading.turns.get(passage.span) or (leader if passage.role is Role.ITEM else None)
        asks = turn is None and passage.span in reading.turns  # whoever interviews claims nothing
        found = [claim for span in passage.sentences for claim in _claims(reading, span, turn)]
        found = [claim for claim in found if claim.claimant] if asks else found
        yield from found
        if passage.role is not Role.ITEM:
            opens = article.slice(passage.span).rstrip().endswith(":")
            leader = found[-1].claimant if found and opens else None


def _claims(reading: _Reading, span: Span, turn: Speaker | None) -> Iterator[Claim]:
    sentence = _tokens_of(reading.speech, span)
    if not _is_whole(reading, span, sentence):
        return
    said = reports(reading.speech, sentence)
    told = [_statement(reading, report) for report in said if not report.only_quoted]
    if told:
        yield from (_claim(reading, span, statement, told) for statement in told)
    elif said or _is_quotation(reading.speech, sentence):
        yield from (_claim(reading, span, statement, []) for statement in _written(reading, span))
    else:
        yield _claim(reading, span, _Statement(_unlabelled(reading, span), turn, "turn") if turn else None, [])


def _unlabelled(reading: _Reading, span: Span) -> Span:
    """A sentence without the name of its speaker before it."""
    cut = label_end(reading.article.slice(span))
    return Span(article=span.article, start=span.start + cut, end=span.end)


def _tokens_of(speech: Speech, span: Span) -> Sentence:
    tokens = speech.tokens
    first, last = bisect_left(tokens.start, span.start), bisect_left(tokens.start, span.end)
    while last > first and tokens.tags[last - 1] == "|":
        last -= 1
    return Sentence(first, last, span.start, span.end)


def _is_whole(reading: _Reading, span: Span, sentence: Sentence) -> bool:
    """Whether a sentence ends as one, is not cut short with an ellipsis, and is no scrap without a verb."""
    text = _NOTED.sub("", reading.article.slice(span)).rstrip("”’\"')] ")
    size = len(reading.words.of(span))
    if size < 4 or text[-1:] not in {".", "!", ":", ";"} or text.endswith(".."):
        return False
    return size >= _SCRAP or any(tag in "abvVe" for tag in reading.speech.tokens.tags[sentence.first : sentence.last])


def _is_quotation(speech: Speech, sentence: Sentence) -> bool:
    """Whether fewer than four words of a sentence stand outside quotations."""
    tags = speech.tokens.tags[sentence.first : sentence.last]
    return len(tags) < 12 and sum(tag not in _NO_WORDS for tag in tags) < 4


def _statement(reading: _Reading, report: Report) -> _Statement:
    content = Span(article=reading.article.id, start=report.content.start, end=report.content.end)
    return _Statement(content, reading.names.speaker(reading.article.id, report.who), report.rule)


def _written(reading: _Reading, span: Span) -> Iterator[_Statement]:
    """What a sentence quotes out of a writing."""
    quotes = reading.quotes
    for quote in quotes[bisect_left(quotes, span.start, key=lambda quote: quote.span.start) :]:
        if quote.span.start >= span.end:
            break
        if quote.speaker and span.holds(quote.parts[0]):
            yield _Statement(quote.parts[0], reading.names.written(quote.speaker), "written")


def _claim(reading: _Reading, span: Span, statement: _Statement | None, told: Sequence[_Statement]) -> Claim:
    article, words, places = reading.article, reading.words, reading.words.of(span)
    found = [mark for mark in marks(words, places, article.text) if not _is_of_another(words, mark, statement, told)]
    dated = _within(reading.dated, span)
    numbers = figures(article, span, dated)
    leaning = leans_on(words, places, article.text)
    sort = sort_of(words, places, found, article.text, counted=bool(dated or numbers))
    if sort == "fact" and statement and statement.rule == "naming":  # what somebody only calls something
        sort = "assessment"
    return Claim(
        id="",
        span=span,
        sort=sort,
        claimant=statement.claimant if statement else None,
        content=statement.content if statement else None,
        figures=numbers,
        hedges=tuple(_span(article, words, mark.first, mark.after) for mark in found if mark.sort in _HEDGING),
        leans_on=_span(article, words, *leaning) if leaning else None,
        conditional=conditional(words, places, article.text),
        rule=statement.rule if statement else "own",
    )


def _within(places: Places, span: Span) -> Places:
    """Those of sorted, disjoint places that overlap a span."""
    first = bisect_left(places, (span.start, 0))
    if first and places[first - 1][1] > span.start:
        first -= 1
    return places[first : bisect_left(places, (span.end, 0))]


def _is_of_another(words: Words, mark: Mark, statement: _Statement | None, told: Sequence[_Statement]) -> bool:
    """Whether a mark stands in another statement of the same sentence."""
    at = words.start[mark.first]
    return any(other is not statement and other.content.start <= at < other.content.end for other in told)


def _span(article: Article, words: Words, first: int, after: int) -> Span:
    return Span(article=article.id, start=words.start[first], end=words.end[after - 1])
