"""The library → the source base in a paragraph, and a table of the sources."""

from __future__ import annotations

from brief.compose import wording
from brief.compose.references import References
from brief.model.article import Article, Role
from brief.model.document import Block, Cell, Column, Line, Prose, Row, RowGroup, Table, Verbatim, Words
from brief.model.library import Library
from brief.model.selection import Choice
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
    """How many separate origins the articles have: as `sources.yaml` says, and counted by what they share."""
    return len({library.origins.get(article.id, article.id) for article in library.articles})


def behind(choice: Choice, library: Library) -> tuple[int, int]:
    """How many articles print a choice, and from how many origins: articles alone corroborate nothing."""
    items = (choice.item, *choice.also)
    known = {library.origins.get(item.id, choice.item.id) for item in items}
    return len({item.span.article for item in items}), len(known)


def sources(library: Library, references: References, used: frozenset[str]) -> tuple[Block, ...]:
    """A paragraph computed from counts, then each source with what is known of it and nothing more."""
    shared = _shared(library)
    rows = tuple(_row(article, references, shared.get(article.id)) for article in library.articles)
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
    found += [
        f"{_labels(group, references)} print one text and count once"
        for group in _groups(library)
        if not any(article.origin for article in group)
    ]
    if len(ungraded) == len(library.articles):
        found.append("No source has been graded")
    elif ungraded:
        found.append(f"{_labels(ungraded, references)} {'is' if len(ungraded) == 1 else 'are'} not graded")
    return found


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


def _labels(articles: list[Article], references: References) -> str:
    return wording.listed([references.label(article) for article in articles])


def _day_known(article: Article) -> bool:
    when = article.published
    return when is not None and when.earliest is not None and when.earliest == when.latest


def _row(article: Article, references: References, shared: str | Article | None) -> Row:
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
            ((Words(text=article.origin or _common(shared, references)),),),
            ((Words(text=article.grade or wording.NOT_GRADED, tone="strong" if article.grade else "muted"),),),
            ((Words(text=article.note),),) if article.note else (),
        ),
    )


def _common(shared: str | Article | None, references: References) -> str:
    return f"The text of {references.label(shared)}" if isinstance(shared, Article) else shared or "Its own"


def _title(article: Article) -> tuple[Line, ...]:
    """The headline in the source's voice where it stands in the text, else as `sources.yaml` gives it."""
    for passage in article.passages:
        words = article.slice(passage.span)
        if passage.role in _HEADS and letters(words) == letters(article.title or ""):
            return ((Verbatim(text=printed(words), spans=(passage.span,)),),)
    return ((Words(text=article.title),),) if article.title else ((Words(text="No headline", tone="muted"),),)
