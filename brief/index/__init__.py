"""Articles and their items → Library: what is said twice, and what is said otherwise, become clusters."""

from __future__ import annotations

from collections.abc import Sequence

from brief.index.same_words import same_words
from brief.model.article import Article
from brief.model.diagnostic import Diagnostic
from brief.model.library import Items, Library


def index(articles: Sequence[Article], found: Sequence[Items], diagnostics: Sequence[Diagnostic] = ()) -> Library:
    """The library of these articles, each with what was found in it."""
    items = tuple(item for one in found for item in one.items)
    texts = {article.id: article for article in articles}
    return Library(
        articles=tuple(articles),
        items=items,
        dates=tuple(when for one in found for when in one.dates),
        clusters=tuple(same_words(items, texts)),
        diagnostics=tuple(diagnostics),
    )
