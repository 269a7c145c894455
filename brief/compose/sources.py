"""The library → the source base in a paragraph, and a table of the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from brief.compose.references import References
from brief.compose.source_base import source_base, used
from brief.compose.wording import Wording, opening
from brief.model.article import Article, Role
from brief.model.document import Block, Cell, Column, Prose, Row, RowGroup, Table
from brief.model.inline import Line, Verbatim, Words
from brief.model.library import Library
from brief.model.selection import Chosen, Selection
from brief.text.spacing import letters, printed

_WIDTHS = (42, 43, 21, 20, 46)
"""In mm: source, headline and author, origin, grade, note."""
_HEADS = {Role.TITLE, Role.HEADING}


def origins(articles: Sequence[Article], library: Library) -> int:
    """How many separate origins articles have: as `sources.yaml` says, and counted by what they share."""
    return len({library.origins.get(article.id, article.id) for article in articles})


def sources(selection: Selection, library: Library, references: References) -> tuple[Block, ...]:
    """A paragraph computed from counts, then each source that is printed from, with what is known of it."""
    wording, words = references.wording, references.wording.sources
    shared = _shared(library)
    printed_from = used(selection, library, references)
    rows = tuple(_row(article, references, shared.get(article.id)) for article in printed_from)
    below = [words.grades] if any(article.grade for article in printed_from) else []
    below += _unused(selection, library, printed_from, wording)
    base = [source_base(selection, library, references)]
    agreed = len(library.articles) > 1 and any(map(left_out, selection.sections))
    base += [wording.empty["disagreements"]] if agreed else []
    return (
        Prose(id="source-base", label=wording.base.label, lines=tuple((Words(text=one),) for one in base)),
        Table(
            id="source-table",
            caption=words.caption,
            columns=tuple(Column(head=head, width=width) for head, width in zip(words.heads, _WIDTHS, strict=True)),
            groups=(RowGroup(heading=None, tone="plain", rows=rows),),
            note=" ".join(below) or None,
        ),
    )


def _unused(selection: Selection, library: Library, printed_from: Sequence[Article], wording: Wording) -> Iterator[str]:
    """How many articles were collected and are not printed from, those after the cut-off apart."""
    rest = [article for article in library.articles if article not in printed_from]
    late = [article for article in rest if is_late(article, selection.outline.cutoff)]
    if len(rest) > len(late):
        yield opening(wording.counted(wording.sources.others, len(rest) - len(late)))
    if late:
        yield opening(wording.counted(wording.sources.late, len(late)))


def is_late(article: Article, cutoff: date | None) -> bool:
    """Whether an article is known to be published after the data cut-off."""
    first = article.published.earliest if article.published else None
    return bool(cutoff and first and first > cutoff)


def left_out(chosen: Chosen) -> bool:
    """Whether this is a section of disagreements that nobody wrote down and that would be empty."""
    return chosen.section.kind == "disagreements" and chosen.section.place.line is None and not chosen.conflicts


def _groups(library: Library) -> list[list[Article]]:
    """Articles of one origin together, in the order of the library."""
    groups: dict[str, list[Article]] = {}
    for article in library.articles:
        groups.setdefault(library.origins.get(article.id, article.id), []).append(article)
    return [group for group in groups.values() if len(group) > 1]


def _shared(library: Library) -> dict[str, str | Article]:
    """For each article that says nothing of its origin and shares it: that origin, or the first with the same text."""
    found: dict[str, str | Article] = {}
    for group in _groups(library):
        stated = next((article.origin for article in group if article.origin), None)
        silent = [article for article in group if not article.origin]
        found.update((article.id, stated or group[0]) for article in silent if stated or article is not group[0])
    return found


def _row(article: Article, references: References, shared: str | Article | None) -> Row:
    wording, words = references.wording, references.wording.sources
    dated = article.published.edtf if article.published else None
    published = opening(wording.spoken(dated)) if dated else words.no_date
    source: Cell = (
        (
            Words(text=references.label(article), tone="strong"),
            Words(text=f" {article.publisher or words.no_publisher}"),
        ),
        (Words(text=published, tone="muted"),),
    )
    by = wording.listed(list(article.authors)) or words.no_author
    return Row(
        id=f"source-{article.id}",
        cells=(
            source,
            (*_title(article, words.no_headline), (Words(text=by, tone="muted"),)),
            ((Words(text=article.origin or _common(shared, references)),),),
            ((Words(text=article.grade or words.not_graded, tone="strong" if article.grade else "muted"),),),
            ((Words(text=article.note),),) if article.note else (),
        ),
    )


def _common(shared: str | Article | None, references: References) -> str:
    words = references.wording.sources
    if isinstance(shared, Article):
        return words.text_of.format(source=references.label(shared))
    return shared or words.own_origin


def _title(article: Article, none: str) -> tuple[Line, ...]:
    """The headline in the source's voice where it stands in the text, else as `sources.yaml` gives it."""
    for passage in article.passages:
        words = article.slice(passage.span)
        if passage.role in _HEADS and letters(words) == letters(article.title or ""):
            return ((Verbatim(text=printed(words), spans=(passage.span,)),),)
    return ((Words(text=article.title),),) if article.title else ((Words(text=none, tone="muted"),),)
