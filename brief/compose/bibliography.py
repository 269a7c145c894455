"""The library → its sources as a reference manager takes them: what is known of each, and nothing more."""

from __future__ import annotations

from brief.compose.references import References
from brief.model.companions import Work
from brief.model.library import Library
from brief.text.spacing import printed


def bibliography(library: Library, references: References) -> tuple[Work, ...]:
    """Each source, in the order of the library."""
    return tuple(
        Work(
            id=article.id,
            label=references.label(article),
            media=article.source.media,
            title=printed(article.title) if article.title else None,
            authors=article.authors,
            publisher=article.publisher,
            published=article.published.edtf if article.published else None,
            language=article.language,
            url=article.url,
        )
        for article in library.articles
    )
