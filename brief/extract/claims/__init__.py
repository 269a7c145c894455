"""Claims: an article, its speech and its quotations in; each sentence that could stand in a brief out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from brief.extract.claims.figures import figures
from brief.extract.claims.lexicon import marks
from brief.extract.claims.reported import Report, is_document, reports
from brief.extract.claims.sorting import sort_of
from brief.extract.claims.standing import conditional, leans_on
from brief.extract.claims.statement import Sentence
from brief.extract.claims.words import Words, read_words
from brief.model.article import BODY_ROLES, Article, Span, When
from brief.model.items import Claim, Quote, Speaker
from brief.text.speech import Speech

__all__ = ["claims"]


class _Reading(NamedTuple):
    """An article and what was read of it before."""

    article: Article
    speech: Speech
    words: Words
    quoted: list[tuple[int, int]]
    dated: list[tuple[int, int]]


def claims(article: Article, speech: Speech, quotes: tuple[Quote, ...], dates: tuple[When, ...]) -> tuple[Claim, ...]:
    """One claim a sentence of the body that is whole, is no question and is more than a quotation with its cue.

    A sentence that reports two statements that do not overlap gives a claim for each.
    """
    quoted = sorted((part.start, part.end) for quote in quotes for part in quote.parts)
    dated = [(when.phrase.start, when.phrase.end) for when in dates if when.phrase]
    reading = _Reading(article, speech, read_words(article.text), quoted, dated)
    return tuple(
        claim
        for passage in article.passages
        if passage.role in BODY_ROLES
        for sentence in passage.sentences
        if _is_whole(reading, sentence)
        for claim in _claims(reading, sentence)
    )


def _is_whole(reading: _Reading, sentence: Span) -> bool:
    """Whether a sentence has a few words, ends as one and is not cut short with an ellipsis."""
    text = reading.article.slice(sentence).rstrip("”’\"')] ")
    return len(reading.words.of(sentence)) > 3 and text[-1:] in {".", "!", ":", ";"} and not text.endswith("..")


def _claims(reading: _Reading, sentence: Span) -> Iterator[Claim]:
    said = reports(reading.speech, _tokens_of(reading.speech, sentence))
    told = [report for report in said if not report.only_quoted or is_document(report.who)]
    if said:
        yield from (_claim(reading, sentence, report) for report in told)
    elif not _is_quotation(reading, sentence):
        yield _claim(reading, sentence, None)


def _tokens_of(speech: Speech, sentence: Span) -> Sentence:
    tokens = speech.tokens
    first, last = bisect_left(tokens.start, sentence.start), bisect_left(tokens.start, sentence.end)
    while last > first and tokens.tags[last - 1] == "|":
        last -= 1
    return Sentence(first, last, sentence.start, sentence.end)


def _is_quotation(reading: _Reading, sentence: Span) -> bool:
    """Whether fewer than four words of a sentence stand outside quotations."""
    inside = sum(
        len(
            reading.words.of(
                Span(article=sentence.article, start=max(start, sentence.start), end=min(end, sentence.end))
            )
        )
        for start, end in reading.quoted
        if start < sentence.end and sentence.start < end
    )
    return len(reading.words.of(sentence)) - inside < 4


def _claim(reading: _Reading, sentence: Span, report: Report | None) -> Claim:
    article, words = reading.article, reading.words
    places = words.of(sentence)
    found = marks(words.word, places)
    leaning = leans_on(words, places, article.text)
    return Claim(
        id="",
        span=sentence,
        sort=sort_of(words, places, found, article.text),
        claimant=_claimant(article, report) if report else None,
        content=Span(article=article.id, start=report.content.start, end=report.content.end) if report else None,
        figures=figures(article, sentence, reading.dated),
        hedges=tuple(
            Span(article=article.id, start=words.start[mark.first], end=words.end[mark.after - 1])
            for mark in found
            if mark.sort == "hedges"
        ),
        leans_on=Span(article=article.id, start=words.start[leaning[0]], end=words.end[leaning[1] - 1])
        if leaning
        else None,
        conditional=conditional(words, places, article.text),
        rule=report.rule if report else "own",
    )


def _claimant(article: Article, report: Report) -> Speaker:
    who = report.who
    return Speaker(name=who.name, title=who.title, mention=Span(article=article.id, start=who.start, end=who.end))
