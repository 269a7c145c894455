"""Articles and their items → Library: what is said twice, and what is said otherwise, become clusters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from brief.index.conflicts import conflicts
from brief.index.origins import counted, families, origins
from brief.index.same_words import same_words
from brief.model.article import Article
from brief.model.diagnostic import Diagnostic
from brief.model.library import Items, Library


def index(articles: Sequence[Article], found: Sequence[Items], diagnostics: Sequence[Diagnostic] = ()) -> Library:
    """The library of these articles, each with what was found in it."""
    items = tuple(item for one in found for item in one.items)
    texts = {article.id: article for article in articles}
    family = families(articles)
    clusters = same_words(items, texts, family)
    dates = tuple(when for one in found for when in one.dates)
    origin = origins(texts, items, clusters, family)
    clusters = (*clusters, *conflicts(items, dates, texts, origin))
    return Library(
        articles=tuple(articles),
        items=items,
        dates=dates,
        clusters=tuple(replace(cluster, origins=counted(cluster, origin)) for cluster in clusters),
        diagnostics=tuple(diagnostics),
        origins=origin,
    )
