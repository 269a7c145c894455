"""Selection → Document: the one stage that decides wording, numbering and order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from brief.compose.ahead import ahead
from brief.compose.anchored import anchored
from brief.compose.bibliography import bibliography
from brief.compose.disagreements import Labels, disagreements, labels
from brief.compose.evidence import evidence, footnotes
from brief.compose.gaps import Gap, gaps
from brief.compose.nothing import nothing
from brief.compose.points import key_points
from brief.compose.questions import open_questions, room
from brief.compose.quotations import quotations
from brief.compose.references import References
from brief.compose.remarks import remarks
from brief.compose.since_last import since_last
from brief.compose.source_base import used
from brief.compose.sources import left_out, origins, sources
from brief.compose.timeline import timeline
from brief.compose.wording import Wording, wording
from brief.model.document import Block, BottomLine, Document, Part, Prose
from brief.model.edition import Comparison
from brief.model.inline import Line, Words
from brief.model.library import Library
from brief.model.outline import Section
from brief.model.selection import Chosen, Selection


class Frame(Struct, frozen=True, kw_only=True):
    """What the parts of one document share while they are composed."""

    library: Library
    selection: Selection
    dated: date
    references: References
    wording: Wording
    labels: Labels = {}
    """Of each printed disagreement."""
    gaps: tuple[Gap, ...] = ()
    since: Comparison | None = None
    """This edition held against the last one; None where there is none."""


_FEW = 4
"""Passages of evidence that follow the sources on their page: a page of their own would be a blank one."""
Composer = Callable[[Chosen, Frame], tuple[Block, ...]]

COMPOSERS: dict[str, Composer] = {
    "key_points": lambda chosen, frame: key_points(chosen, frame.references, frame.labels),
    "quotes": lambda chosen, frame: quotations(chosen, frame.references),
    "timeline": lambda chosen, frame: timeline(chosen, frame.references, frame.selection.outline.cutoff or frame.dated),
    "disagreements": lambda chosen, frame: disagreements(chosen, frame.labels, frame.references),
    "open_questions": lambda chosen, frame: open_questions(chosen, frame.gaps, frame.references),
    "since_last": lambda chosen, frame: (
        since_last(chosen, frame.since, frame.selection, frame.references) if frame.since else ()
    ),
    "text": lambda chosen, _: desk_text(chosen.section),
    "sources": lambda _, frame: sources(frame.selection, frame.library, frame.references),
    "evidence": lambda _, frame: evidence(frame.references),
}


def compose(  # noqa: PLR0913, PLR0917  all that a brief is made of
    selection: Selection,
    library: Library,
    dated: date,
    version: str,
    since: Comparison | None = None,
    product: str | None = None,
) -> Document:
    """The whole brief; its evidence comes last, whether the outline names it or not."""
    outline = selection.outline
    words = wording(outline.language)
    labelled = labels(selection.sections, words)
    frame = Frame(
        library=library,
        selection=selection,
        dated=dated,
        references=References(library, words),
        wording=words,
        labels=labelled,
        gaps=gaps(selection, library, dated, {cluster.lead: label for cluster, label in labelled.items()}, words),
        since=since,
    )
    bottom_line = _bottom_line(selection, frame)
    parts = anchored(_parts(frame))
    number = words.numbered.format(edition=outline.edition) if outline.edition is not None else ""
    return Document(
        title=outline.title,
        subtitle=outline.subtitle,
        author=outline.author,
        language=words.language,
        dated=dated,
        product=product or words.product,
        issue=f"{number}, {words.day(dated)}" if number else words.day(dated),
        running=(
            f"{product or words.product} {number}" if number else product or words.product,
            f"{short_title(outline.title)}, {words.day(dated)}",
        ),
        footer=_footer(frame, version),
        handling=outline.handling,
        facts=_facts(selection, frame, words),
        bottom_line=bottom_line,
        parts=tuple(parts),
        footnotes=footnotes(frame.references) if outline.references == "footnotes" else (),
        remarks=remarks(parts, words),
        name=outline.name,
        edition=outline.edition,
        bibliography=bibliography(library, frame.references),
        ahead=ahead(selection, parts, dated, words),
        terms=words.terms,
    )


def _parts(frame: Frame) -> list[Part]:
    """The sections in print order; the evidence last, wherever the outline names it."""
    sections = frame.selection.sections
    parts = [
        _part(chosen, frame, at)
        for at, chosen in enumerate(sections, 1)
        if chosen.section.kind != "evidence" and not left_out(chosen)
    ]
    if frame.references.cited:
        own = Chosen(section=Section(kind="evidence", place=frame.selection.outline.seeds_place))
        last = next((chosen for chosen in sections if chosen.section.kind == "evidence"), own)
        parts.append(_part(last, frame, len(parts) + 1))
    return parts


def desk_text(section: Section) -> tuple[Block, ...]:
    """The desk's own paragraphs; a blank line parts them."""
    paragraphs = [" ".join(part.split()) for part in (section.body or "").split("\n\n") if part.strip()]
    return (
        Prose(id=f"text-{section.place.line}", label=None, lines=tuple((Words(text=part),) for part in paragraphs)),
    )


def short_title(title: str) -> str:
    """The title for the head of a page: up to its colon, or whole words within 45 characters."""
    head = title.partition(":")[0] if ":" in title[:46] else title
    return head if len(head) <= 45 else head[:44].rsplit(" ", 1)[0] + " …"


def _part(chosen: Chosen, frame: Frame, at: int) -> Part:
    section = chosen.section
    kind = section.kind
    empty = kind in frame.wording.empty and not _holds(chosen, frame)
    blocks = (nothing(f"empty-{at}-{kind}", _why_empty(chosen, frame)),) if empty else COMPOSERS[kind](chosen, frame)
    heading = section.heading or _heading(kind, len(chosen.choices), frame.wording)
    note = section.note or (None if empty else frame.wording.notes.get(kind))
    new_page = kind == "evidence" and len(frame.references.cited) > _FEW
    return Part(id=f"part-{at}-{kind}", kind=kind, heading=heading, note=note, blocks=blocks, new_page=new_page)


def _holds(chosen: Chosen, frame: Frame) -> bool:
    """Whether a section has anything to print."""
    match chosen.section.kind:
        case "since_last":
            return frame.since is not None
        case "disagreements":
            return bool(chosen.conflicts)
        case "open_questions":
            return bool(chosen.choices or room(chosen, frame.gaps))
        case _:
            return bool(chosen.choices)


def _heading(kind: str, size: int, words: Wording) -> str:
    return words.key_point if kind == "key_points" and size == 1 else words.headings[kind]


def _why_empty(chosen: Chosen, frame: Frame) -> str:
    """That the sources hold nothing is said only where they do not: else the desk left it out."""
    kind, words = chosen.section.kind, frame.wording
    unskipped = replace(chosen, section=replace(chosen.section, skip=()))
    asked = kind == "open_questions" and room(unskipped, frame.gaps)
    return words.emptied if chosen.emptied or asked else words.empty[kind]


def _bottom_line(selection: Selection, frame: Frame) -> BottomLine | None:
    written = selection.outline.bottom_line
    if written is None:
        return None
    words = frame.wording.front
    remarks: list[Line] = [(Words(text=words.judgement),)]
    if written.confidence:
        remarks.append((Words(text=words.confidence), Words(text=words.confidences[written.confidence], tone="strong")))
    if selection.rests_on:
        remarks.append(
            (Words(text=words.rests_on), *(frame.references.cite(choice.spans) for choice in selection.rests_on))
        )
    return BottomLine(
        id="bottom-line", label=words.bottom_line, words=(Words(text=written.text),), remarks=tuple(remarks)
    )


def _facts(selection: Selection, frame: Frame, words: Wording) -> tuple[tuple[str, str], ...]:
    outline, library = selection.outline, frame.library
    articles = used(selection, library, frame.references)
    count, separate = len(articles), origins(articles, library)
    parted = words.counted(words.front.origins, separate, count=str(count))
    rows = (
        (words.front.date, words.day(frame.dated)),
        (words.front.cutoff, words.day(outline.cutoff) if outline.cutoff else None),
        (words.front.desk, outline.author),
        (words.front.sources, parted if separate < count else f"{count}"),
    )
    return tuple((label, value) for label, value in rows if value)


def _footer(frame: Frame, version: str) -> tuple[str, ...]:
    """What the check will have found when this page exists: a brief with a fault is never written."""
    count = len(frame.references.cited)
    words = frame.wording.front
    fingerprint = _fingerprint(frame)
    return (
        words.verified.format(version=version, count=count),
        words.fingerprint.format(digits=" ".join(fingerprint[at : at + 4] for at in (0, 4, 8))),
    )


def _fingerprint(frame: Frame) -> str:
    """Twelve hex digits of a hash over each cited passage: its source's own hash, its place and its words."""
    digest = hashlib.sha256()
    for spans in frame.references.cited:
        for span in spans:
            source = frame.library.article[span.article].source.sha256
            digest.update(
                f"{source}:{span.start}:{span.end}:{frame.library.slice(span)}\n".encode("utf-8", "surrogatepass")
            )
    return digest.hexdigest()[:12]
