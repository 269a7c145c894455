"""Articles and their items → Library: what is said twice, and what is said otherwise, become clusters."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from brief.index.origins import counted, families, origins
from brief.index.same_words import same_words
from brief.model.article import Article
from brief.model.diagnostic import Diagnostic
from brief.model.library import Cluster, Items, Library


def index(articles: Sequence[Article], found: Sequence[Items], diagnostics: Sequence[Diagnostic] = ()) -> Library:
    """The library of these articles, each with what was found in it, and what is printed in several of them."""
    items = tuple(item for one in found for item in one.items)
    texts = {article.id: article for article in articles}
    family = families(articles)
    clusters = same_words(items, texts, family)
    origin = origins(texts, items, clusters, family)
    library = Library(
        articles=tuple(articles),
        items=items,
        dates=tuple(when for one in found for when in one.dates),
        diagnostics=tuple(diagnostics),
        origins=origin,
    )
    return _with(library, clusters)


def disputed(library: Library) -> Library:
    """The library with the clusters of what its sources dispute; only a brief needs them, and they cost."""
    from brief.index.conflicts import conflicts

    return _with(library, tuple(conflicts(library.items, library.dates, library.article, library.origins)))


def _with(library: Library, clusters: Sequence[Cluster]) -> Library:
    counts = (replace(cluster, origins=counted(cluster, library.origins)) for cluster in clusters)
    return replace(library, clusters=(*library.clusters, *counts))
