"""The library: all articles of a brief with what was found in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import force_setattr

from brief.model.article import Article, Span, When
from brief.model.diagnostic import Diagnostic
from brief.model.items import Item


class Items(Struct, frozen=True, kw_only=True):
    """What was found in one article."""

    items: tuple[Item, ...]
    dates: tuple[When, ...]
    """Every date expression, used by an event or not; each has its phrase."""


Difference = Literal["figure", "date", "direction", "polarity", "actor"]


class Cluster(Struct, frozen=True, kw_only=True):
    """Items that say the same, of which the lead is the one to print; or a lead and those that contradict it."""

    sort: Literal["same-words", "same-fact", "conflict"]
    lead: str
    others: tuple[str, ...]
    origins: int
    differs: Difference | None = None
    """In what a conflict's sides differ."""


class Library(Struct, frozen=True, kw_only=True):
    """Everything read, ready to be asked."""

    articles: tuple[Article, ...]
    items: tuple[Item, ...]
    dates: tuple[When, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    origins: Mapping[str, str] = {}
    """The origin of each article and item, by id: equal strings are one origin. Concluded from the other fields."""
    article: Mapping[str, Article] = {}
    """Articles by id."""
    item: Mapping[str, Item] = {}
    """Items by id."""

    def __post_init__(self) -> None:
        force_setattr(self, "article", {article.id: article for article in self.articles})
        force_setattr(self, "item", {item.id: item for item in self.items})

    def slice(self, span: Span) -> str:
        """The characters of a span, exactly as they stand in their source."""
        return self.article[span.article].slice(span)
