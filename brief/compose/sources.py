"""The library → the source base in a paragraph, and a table of the sources."""

from __future__ import annotations

from brief.compose import wording
from brief.compose.references import References
from brief.model.article import Article, Role
from brief.model.document import Block, Cell, Column, Line, Prose, Row, RowGroup, Table, Verbatim, Words
from brief.model.library import Library
from brief.text.dates import spoken
from brief.text.spacing import letters, printed

_COLUMNS = (
    Column(head="Source", width=42),
    Column(head="Headline and author", width=49),
    Column(head="Origin", width=25),
    Column(head="Grade", width=16),
    Column(head="Note", width=40),
)


_HEADS = {Role.TITLE, Role.HEADING}


def origins(library: Library) -> int:
    """How many separate origins the articles have, as far as `sources.yaml` says."""
    return len({article.origin or article.id for article in library.articles})


def sources(library: Library, references: References, used: frozenset[str]) -> tuple[Block, ...]:
    """A paragraph computed from counts, then each source with what is known of it and nothing more."""
    rows = tuple(_row(article, references) for article in library.articles)
    graded = any(article.grade for article in library.articles)
    return (
        Prose(id="source-base", label="Source base", lines=((Words(text=_base(library, references, used)),),)),
        Table(
            id="source-table",
            caption="The sources of this brief",
            columns=_COLUMNS,
            groups=(RowGroup(heading=None, tone="plain", rows=rows),),
            note=wording.GRADES if graded else None,
        ),
    )


def _base(library: Library, references: References, used: frozenset[str]) -> str:
    articles = library.articles
    said = f"This edition rests on {wording.counted(len(used), 'article')}"
    if len(used) < len(articles):
        said += f" of the {wording.number(len(articles))} collected"
    publishers = {article.publisher for article in articles if article.publisher and article.id in used}
    if publishers:
        said += f" from {wording.counted(len(publishers), 'named publisher')}"
    return ". ".join([said, *_caveats(library, references)]) + "."


def _caveats(library: Library, references: References) -> list[str]:
    """What a reader should know before relying on the sources: dates, origins and grades that are missing."""
    rough = [article for article in library.articles if not _day_known(article)]
    unnamed = [article for article in library.articles if not article.publisher]
    relayed = [article for article in library.articles if article.origin]
    ungraded = [article for article in library.articles if not article.grade]
    found = []
    if rough:
        found.append(f"The day of publication of {_labels(rough, references)} is not known")
    if unnamed:
        found.append(f"The publisher of {_labels(unnamed, references)} is not known")
    found += [f"{references.label(article)} rests on another origin: {article.origin}" for article in relayed]
    if len(ungraded) == len(library.articles):
        found.append("No source has been graded")
    elif ungraded:
        found.append(f"{_labels(ungraded, references)} {'is' if len(ungraded) == 1 else 'are'} not graded")
    return found


def _labels(articles: list[Article], references: References) -> str:
    return wording.listed([references.label(article) for article in articles])


def _day_known(article: Article) -> bool:
    when = article.published
    return when is not None and when.earliest is not None and when.earliest == when.latest


def _row(article: Article, references: References) -> Row:
    published = (
        wording.opening(spoken(article.published.edtf))
        if article.published and article.published.edtf
        else wording.NO_DATE
    )
    source: Cell = (
        (
            Words(text=references.label(article), tone="strong"),
            Words(text=f" {article.publisher or 'Publisher not known'}"),
        ),
        (Words(text=published, tone="muted"),),
    )
    by = wording.listed(list(article.authors)) or "No author given"
    return Row(
        id=f"source-{article.id}",
        cells=(
            source,
            (*_title(article), (Words(text=by, tone="muted"),)),
            ((Words(text=article.origin or "Its own"),),),
            ((Words(text=article.grade or wording.NOT_GRADED, tone="strong" if article.grade else "muted"),),),
            ((Words(text=article.note),),) if article.note else (),
        ),
    )


def _title(article: Article) -> tuple[Line, ...]:
    """The headline in the source's voice where it stands in the text, else as `sources.yaml` gives it."""
    for passage in article.passages:
        words = article.slice(passage.span)
        if passage.role in _HEADS and letters(words) == letters(article.title or ""):
            return ((Verbatim(text=printed(words), spans=(passage.span,)),),)
    return ((Words(text=article.title),),) if article.title else ((Words(text="No headline", tone="muted"),),)
