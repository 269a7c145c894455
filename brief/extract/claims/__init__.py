"""Claims: an article, its speech and its quotations in; each sentence that could stand in a brief out."""

from __future__ import annotations

from brief.extract.claims.figures import figures
from brief.extract.claims.lexicon import marks
from brief.extract.claims.sorting import sort_of
from brief.extract.claims.standing import conditional, leans_on
from brief.extract.claims.words import Words, read_words
from brief.model.article import BODY_ROLES, Article, Span, When
from brief.model.items import Claim, Quote


def claims(article: Article, speech: object, quotes: tuple[Quote, ...], dates: tuple[When, ...]) -> tuple[Claim, ...]:
    """One claim a sentence of the body that is whole, is no question and is more than a quotation with its cue."""
    words = read_words(article.text)
    dated = [(when.phrase.start, when.phrase.end) for when in dates if when.phrase]
    return tuple(
        _claim(article, words, sentence, dated)
        for passage in article.passages
        if passage.role in BODY_ROLES
        for sentence in passage.sentences
        if _is_whole(article, words, sentence)
    )


def _is_whole(article: Article, words: Words, sentence: Span) -> bool:
    text = article.slice(sentence).rstrip("”’\"')] ")
    return len(words.of(sentence)) > 3 and text[-1:] in {".", "!", ":", ";"} and not text.endswith("..")


def _claim(article: Article, words: Words, sentence: Span, dated: list[tuple[int, int]]) -> Claim:
    places = words.of(sentence)
    found = marks(words.word, places)
    leaning = leans_on(words, places, article.text)
    return Claim(
        id="",
        span=sentence,
        sort=sort_of(words, places, found, article.text),
        claimant=None,
        content=None,
        figures=figures(article, sentence, dated),
        hedges=tuple(
            Span(article=article.id, start=words.start[mark.first], end=words.end[mark.after - 1])
            for mark in found
            if mark.sort == "hedges"
        ),
        leans_on=Span(article=article.id, start=words.start[leaning[0]], end=words.end[leaning[1] - 1])
        if leaning
        else None,
        conditional=conditional(words, places, article.text),
        rule="",
    )
