"""New words of an editor that stand in a source → passages of it, composed like every other."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from hashlib import sha256

from msgspec.structs import replace

from brief.model.article import Span
from brief.model.diagnostic import Report
from brief.model.document import Document, EvidenceList, Point, Points
from brief.model.edits import Edits
from brief.model.inline import Line, Verbatim
from brief.model.items import Claim, Item, Quote
from brief.model.library import Library
from brief.model.outline import Section
from brief.model.selection import Choice, Chosen, Selection
from brief.text.spacing import letters

_MARKS = "“”\"„«»‘’'` "


def with_quoted(selection: Selection, edits: Edits, library: Library, report: Report) -> Selection:
    """The selection with a passage for each new sentence that stands in a source, behind all others."""
    places = _found(edits, library) if edits.edits else {}
    if not places:
        return selection
    from brief.guard import guard

    section = Section(kind="key_points", place=selection.outline.seeds_place)
    choices: list[Choice] = []
    for words, span in places.items():
        own = next((edit.place for edit in edits.edits if edit.place and any(words in one for one in edit.now)), None)
        alone = Chosen(section=replace(section, place=own or section.place), choices=(_choice(span, library),))
        looked_at = guard(replace(selection, sections=(alone,)), library, report).sections[0].choices
        choices += looked_at if len(looked_at) == 1 else alone.choices
    apart = Chosen(section=section, choices=tuple(choices))
    return replace(selection, sections=(*selection.sections, apart), put_in=True)


def taken_out(
    document: Document, selection: Selection, edits: Edits, library: Library
) -> tuple[Document, Mapping[str, Point]]:
    """The document without the section of these passages, and each by the words that the editor typed."""
    if not selection.put_in:
        return document, {}
    shelf = next(part for part in document.parts if part.id.startswith(f"part-{len(selection.sections)}-"))
    points = [point for block in shelf.blocks if isinstance(block, Points) for point in block.points][::-1]
    left = replace(document, parts=tuple(part for part in document.parts if part is not shelf))
    places = _found(edits, library).items()  # in the order of the points, of which some may be left out
    return left, {words: points.pop() for words, span in places if points and _prints(points[-1].words, span)}


def placed_only(selection: Selection, document: Document) -> Selection:
    """The selection without passages for which there was no place: no mark leads to their evidence."""
    if not selection.put_in:
        return selection
    *others, last = selection.sections
    blocks = (block for part in document.parts for block in part.blocks)
    rows = [row for block in blocks if isinstance(block, EvidenceList) for row in block.rows if not row.cited_by]
    kept = tuple(one for one in last.choices if not any(_prints(row.words, one.spans[0]) for row in rows))
    if len(kept) == len(last.choices):
        return selection
    left = [replace(last, choices=kept)] if kept else []
    return replace(selection, sections=(*others, *left), put_in=bool(kept))


def _prints(line: Line, span: Span) -> bool:
    """Whether a line prints words of a stretch."""
    spans = [one for part in line if isinstance(part, Verbatim) for one in part.spans]
    return any(one.article == span.article and one.start < span.end and span.start < one.end for one in spans)


def _found(edits: Edits, library: Library) -> Mapping[str, Span]:
    from brief.apply.found import found

    return found(edits.edits, {article.id: article.text for article in library.articles})


def _choice(span: Span, library: Library) -> Choice:
    """The words as a part of what the library holds there: its speaker and its sort are theirs."""
    from brief.select.picks import Finder

    holding = [item for item in library.items if isinstance(item, Claim | Quote) and item.span.holds(span)]
    item: Item = min(holding, key=lambda one: len(one.span), default=_claim(span, library))
    choice = partial(Choice, item=item, because=("put in by the desk",), pinned=True)
    if letters(library.slice(span)).rstrip(".") == letters(library.slice(item.span)).rstrip("."):
        whole = item.parts if isinstance(item, Quote) else (item.span,)
        return choice(spans=whole, also=Finder(library).also(item))
    return choice(spans=(_unmarked(span, library),) if isinstance(item, Quote) else (span,))


def _unmarked(span: Span, library: Library) -> Span:
    text = library.slice(span)
    start = span.start + len(text) - len(text.lstrip(_MARKS))
    return replace(span, start=start, end=span.end - len(text) + len(text.rstrip(_MARKS)))


def _claim(span: Span, library: Library) -> Claim:
    """A sentence in which nothing was found by rule: the article says it in its own voice."""
    digest = sha256(library.slice(span).encode("utf-8", "surrogatepass")).hexdigest()[:4]
    return Claim(
        id=f"c-{span.article}-{digest}", span=span, sort="fact", claimant=None, content=None, figures=(), hedges=(),
        leans_on=None, conditional=False, rule="desk",
    )  # fmt: skip
