"""Article → Items: the extractors in the order that counts, and ids made of what each item says."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from brief.extract.claims import claims
from brief.extract.events import events
from brief.extract.questions import questions
from brief.extract.quotes import quotes
from brief.model.article import BODY_ROLES, Article, Span, When
from brief.model.items import KIND_LETTER, Item, Quote, kind
from brief.model.library import Items
from brief.text.dates import find_dates
from brief.text.spacing import letters
from brief.text.speech import read_speech


def extract(article: Article) -> Items:
    """Everything found in one article: the kinds in order, each in the order of the text."""
    body = [(passage.span.start, passage.span.end) for passage in article.passages if passage.role in BODY_ROLES]
    dates = dates_of(article)
    speech = read_speech(article.text, body)
    quoted = quotes(article, speech, dates)
    found: tuple[Item, ...] = (
        *quoted,
        *claims(article, speech, quoted, dates),
        *events(article, dates),
        *questions(article),
    )
    return Items(items=named(article, found), dates=dates)


def dates_of(article: Article) -> tuple[When, ...]:
    """Every date expression of the text, counted from the article's publication where it is relative."""
    published = article.published.edtf if article.published else None
    return tuple(
        When(
            edtf=found.edtf,
            earliest=found.earliest,
            latest=found.latest,
            phrase=Span(article=article.id, start=found.start, end=found.end),
            basis=found.basis,
            time=found.time,
        )
        for found in find_dates(article.text, published)
    )


def named(article: Article, items: Sequence[Item]) -> tuple[Item, ...]:
    """The items with their ids: kind, source, and as many hex digits of the hash of the words as tell them apart.

    Four digits, unless other words of the same kind and source share them; the same words said again get `-2`.
    """
    digests = [_digest(article, item) for item in items]
    sizes = _sizes((kind(item), digest) for item, digest in zip(items, digests, strict=True))
    seen: dict[str, int] = defaultdict(int)
    done: list[Item] = []
    for item, digest in zip(items, digests, strict=True):
        name = f"{KIND_LETTER[kind(item)]}-{article.id}-{digest[: sizes[kind(item), digest]]}"
        seen[name] += 1
        done.append(replace(item, id=name if seen[name] == 1 else f"{name}-{seen[name]}"))
    return tuple(done)


def _digest(article: Article, item: Item) -> str:
    spans = item.parts if isinstance(item, Quote) else (item.span,)
    words = "\n".join(letters(article.slice(span)) for span in spans)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _sizes(digests: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """How many digits each needs: four, or more where another of its kind begins alike."""
    families: dict[tuple[str, str], set[str]] = defaultdict(set)
    for sort, digest in digests:
        families[sort, digest[:4]].add(digest)
    return {
        (sort, digest): next(n for n in range(4, 65) if n == 64 or len({one[:n] for one in family}) == len(family))
        for (sort, _), family in families.items()
        for digest in family
    }
