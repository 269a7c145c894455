"""Claims: an article, its speech, quotations and dates in; each sentence that could stand in a brief out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from brief.extract.claims.figures import figures
from brief.extract.claims.lexicon import Mark, marks
from brief.extract.claims.reported import Report, is_document, reports
from brief.extract.claims.sorting import sort_of
from brief.extract.claims.sources import Sources
from brief.extract.claims.standing import conditional, leans_on
from brief.extract.claims.statement import Sentence
from brief.extract.claims.words import Words, read_words
from brief.model.article import BODY_ROLES, Article, Span, When
from brief.model.items import Claim, Quote
from brief.text.speech import Speech

__all__ = ["claims"]

_SCRAP = 5
"""Words under which a sentence needs a verb that is known as one: `No ships at all.`"""

Places = list[tuple[int, int]]


class _Reading(NamedTuple):
    """An article and what was read of it before."""

    article: Article
    speech: Speech
    words: Words
    quoted: Places
    dated: Places
    sources: Sources


def claims(article: Article, speech: Speech, quotes: tuple[Quote, ...], dates: tuple[When, ...]) -> tuple[Claim, ...]:
    """One claim a sentence of the body that is whole, is no question and is more than a quotation with its cue.

    A sentence that reports two statements that do not overlap gives a claim for each.
    """
    quoted = sorted((part.start, part.end) for quote in quotes for part in quote.parts)
    dated = sorted((when.phrase.start, when.phrase.end) for when in dates if when.phrase)
    reading = _Reading(article, speech, read_words(article.text), quoted, dated, Sources(speech))
    return tuple(
        claim
        for passage in article.passages
        if passage.role in BODY_ROLES
        for span in passage.sentences
        for claim in _claims(reading, span)
    )


def _claims(reading: _Reading, span: Span) -> Iterator[Claim]:
    sentence = _tokens_of(reading.speech, span)
    if not _is_whole(reading, span, sentence):
        return
    said = reports(reading.speech, sentence)
    told = [report for report in said if not report.only_quoted or is_document(reading.article.text, report.who)]
    if said:
        yield from (_claim(reading, span, report, told) for report in told)
    elif not _is_quotation(reading, span):
        yield _claim(reading, span, None, [])


def _tokens_of(speech: Speech, span: Span) -> Sentence:
    tokens = speech.tokens
    first, last = bisect_left(tokens.start, span.start), bisect_left(tokens.start, span.end)
    while last > first and tokens.tags[last - 1] == "|":
        last -= 1
    return Sentence(first, last, span.start, span.end)


def _is_whole(reading: _Reading, span: Span, sentence: Sentence) -> bool:
    """Whether a sentence ends as one, is not cut short with an ellipsis, and is no scrap without a verb."""
    text = reading.article.slice(span).rstrip("”’\"')] ")
    size = len(reading.words.of(span))
    if size < 4 or text[-1:] not in {".", "!", ":", ";"} or text.endswith(".."):
        return False
    return size >= _SCRAP or any(tag in "abvVe" for tag in reading.speech.tokens.tags[sentence.first : sentence.last])


def _is_quotation(reading: _Reading, span: Span) -> bool:
    """Whether fewer than four words of a sentence stand outside quotations."""
    words = reading.words
    inside = sum(
        bisect_left(words.start, min(end, span.end)) - bisect_left(words.start, max(start, span.start))
        for start, end in _within(reading.quoted, span)
    )
    return len(words.of(span)) - inside < 4


def _within(places: Places, span: Span) -> Places:
    """Those of sorted, disjoint places that overlap a span."""
    first = bisect_left(places, (span.start, 0))
    if first and places[first - 1][1] > span.start:
        first -= 1
    return places[first : bisect_left(places, (span.end, 0))]


def _claim(reading: _Reading, span: Span, report: Report | None, told: Sequence[Report]) -> Claim:
    article, words, places = reading.article, reading.words, reading.words.of(span)
    found = [mark for mark in marks(words, places, article.text) if not _is_of_another(words, mark, report, told)]
    dated = _within(reading.dated, span)
    numbers = figures(article, span, dated)
    leaning = leans_on(words, places, article.text)
    return Claim(
        id="",
        span=span,
        sort=sort_of(words, places, found, article.text, counted=bool(dated or numbers)),
        claimant=reading.sources.speaker(article.id, report.who) if report else None,
        content=Span(article=article.id, start=report.content.start, end=report.content.end) if report else None,
        figures=numbers,
        hedges=tuple(_span(article, words, mark.first, mark.after) for mark in found if mark.sort == "hedges"),
        leans_on=_span(article, words, *leaning) if leaning else None,
        conditional=conditional(words, places, article.text),
        rule=report.rule if report else "own",
    )


def _is_of_another(words: Words, mark: Mark, report: Report | None, told: Sequence[Report]) -> bool:
    """Whether a mark stands in another statement of the same sentence."""
    at = words.start[mark.first]
    return any(other is not report and other.content.start <= at < other.content.end for other in told)


def _span(article: Article, words: Words, first: int, after: int) -> Span:
    return Span(article=article.id, start=words.start[first], end=words.end[after - 1])
