"""A page in, an article out: its text, unchanged, divided into passages, each with a role and its sentences."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from brief.model.article import Article, Page, Passage, Role, SourceFacts, Span, When
from brief.model.diagnostic import Diagnostic, Place, Report, Severity
from brief.segment.blocks import Block, blocks
from brief.segment.front import subject
from brief.segment.repetition import repeated_lines
from brief.segment.roles import roles
from brief.text.language import language
from brief.text.sentences import sentences
from brief.text.spacing import printed

__all__ = ["repeated_lines", "segment"]

_WITHOUT_SENTENCES = frozenset({Role.FURNITURE, Role.BYLINE, Role.DATELINE})
_ONE_SENTENCE = frozenset({Role.TITLE, Role.HEADING})
"""Headlines write every word with a capital, so a full stop in them says nothing: “Moscow Warns U.S. On Gates”."""


def segment(
    page: Page,
    *,
    id: str,  # noqa: A002 - users and every item call it an id
    facts: SourceFacts,
    repeated: frozenset[str] = frozenset(),
    report: Report,
) -> Article | None:
    """The article on a page; None, and a diagnostic, where it is in a language that the rules do not know."""
    spoken = _stated_language(page) or language(page.text)
    if spoken[:2].lower() != "en":
        report(_foreign(page, spoken))
        return None
    page = page if page.title or facts.title else replace(page, title=subject(page.text))
    passages = tuple(_passage(id, page.text, block, role) for block, role in roles(blocks(page), page, facts, repeated))
    return Article(
        id=id,
        source=page.source,
        text=page.text,
        passages=passages,
        title=facts.title or page.title or _title(page.text, passages),
        authors=facts.authors or page.authors,
        publisher=facts.publisher or page.publisher,
        published=_published(facts.published or page.published),
        language=spoken,
        url=facts.url or page.url,
        origin=facts.origin,
        grade=facts.grade,
        note=facts.note,
    )


def _stated_language(page: Page) -> str | None:
    """The page's own `en` or `en-GB`; not `English`, which is no code."""
    code = (page.language or "").partition("-")[0]
    return page.language if len(code) == 2 else None


def _passage(article: str, text: str, block: Block, role: Role) -> Passage:
    inside = [] if role in _WITHOUT_SENTENCES else sentences(text, block.start, block.end)
    if inside and role in _ONE_SENTENCE:
        inside = [(inside[0][0], inside[-1][1])]
    return Passage(
        span=Span(article=article, start=block.start, end=block.end),
        line=block.line,
        role=role,
        sentences=tuple(Span(article=article, start=start, end=end) for start, end in inside),
    )


def _title(text: str, passages: Sequence[Passage]) -> str | None:
    title = next((passage for passage in passages if passage.role is Role.TITLE), None)
    if title is None:
        return None
    first, last = (title.sentences or (title.span,))[0], (title.sentences or (title.span,))[-1]
    return printed(text[first.start : last.end])


def _published(edtf: str | None) -> When | None:
    if edtf is None:
        return None
    from brief.text.dates.edtf import bounds  # its package costs 10 ms, and many articles have no date

    earliest, latest = bounds(edtf)
    return When(edtf=edtf, earliest=earliest, latest=latest, phrase=None, basis="explicit")


def _foreign(page: Page, spoken: str) -> Diagnostic:
    return Diagnostic(
        severity=Severity.WARNING,
        message=f"left out: the text is in `{spoken}`, and the rules know only English",
        place=Place(path=page.source.path),
        code="foreign-language",
    )
