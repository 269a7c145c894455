"""Selection → Document: the one stage that decides wording, numbering and order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from brief.compose import wording
from brief.compose.ahead import ahead
from brief.compose.anchored import anchored
from brief.compose.bibliography import bibliography
from brief.compose.disagreements import Labels, disagreements, labels
from brief.compose.evidence import evidence, footnotes
from brief.compose.gaps import Gap, gaps
from brief.compose.points import key_points
from brief.compose.questions import open_questions, room
from brief.compose.quotations import quotations
from brief.compose.references import References
from brief.compose.remarks import remarks
from brief.compose.since_last import since_last
from brief.compose.sources import left_out, origins, sources
from brief.compose.timeline import timeline
from brief.model.document import Block, BottomLine, Document, Line, Part, Prose, Words
from brief.model.edition import Comparison
from brief.model.library import Library
from brief.model.outline import Outline, Section
from brief.model.selection import Chosen, Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the parts of one document share while they are composed."""

    library: Library
    selection: Selection
    dated: date
    references: References
    labels: Labels = field(default_factory=dict)
    """Of each printed disagreement."""
    gaps: tuple[Gap, ...] = ()
    since: Comparison | None = None
    """This edition held against the last one; None where there is none."""


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


def compose(
    selection: Selection, library: Library, dated: date, version: str, since: Comparison | None = None
) -> Document:
    """The whole brief; its evidence comes last, whether the outline names it or not."""
    outline = selection.outline
    labelled = labels(selection.sections)
    frame = Frame(
        library=library,
        selection=selection,
        dated=dated,
        references=References(library),
        labels=labelled,
        gaps=gaps(selection, library, dated, {cluster.lead: label for cluster, label in labelled.items()}),
        since=since,
    )
    bottom_line = _bottom_line(selection, frame.references)
    parts = [
        _part(chosen, frame, at)
        for at, chosen in enumerate(selection.sections, 1)
        if chosen.section.kind != "evidence" and not left_out(chosen)
    ]
    last = next((chosen for chosen in selection.sections if chosen.section.kind == "evidence"), None)
    if frame.references.cited:
        parts.append(
            _part(last or Chosen(section=Section(kind="evidence", place=outline.seeds_place)), frame, len(parts) + 1)
        )
    parts = anchored(parts)
    issue = wording.day(dated) if outline.edition is None else f"No. {outline.edition}, {wording.day(dated)}"
    return Document(
        title=outline.title,
        subtitle=outline.subtitle,
        author=outline.author,
        language=wording.LANGUAGE,
        dated=dated,
        product=wording.PRODUCT,
        issue=issue,
        running=(
            wording.PRODUCT if outline.edition is None else f"{wording.PRODUCT} No. {outline.edition}",
            f"{short_title(outline.title)}, {wording.day(dated)}",
        ),
        footer=_footer(frame, version),
        handling=outline.handling,
        facts=_facts(outline, library, dated),
        bottom_line=bottom_line,
        parts=tuple(parts),
        footnotes=footnotes(frame.references) if outline.references == "footnotes" else (),
        remarks=remarks(parts),
        name=outline.name,
        edition=outline.edition,
        bibliography=bibliography(library, frame.references),
        ahead=ahead(selection, parts, dated),
    )


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
    empty = kind in wording.EMPTY and not _holds(chosen, frame)
    blocks = _empty(kind, at) if empty else COMPOSERS[kind](chosen, frame)
    heading = section.heading or _heading(kind, len(chosen.choices))
    note = section.note or (None if empty else wording.NOTES.get(kind))
    return Part(
        id=f"part-{at}-{kind}", kind=kind, heading=heading, note=note, blocks=blocks, new_page=kind == "evidence"
    )


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


def _heading(kind: str, size: int) -> str:
    return "Key point" if kind == "key_points" and size == 1 else wording.HEADINGS[kind]


def _empty(kind: str, at: int) -> tuple[Block, ...]:
    return (Prose(id=f"empty-{at}-{kind}", label=None, lines=((Words(text=wording.EMPTY[kind], tone="muted"),),)),)


def _bottom_line(selection: Selection, references: References) -> BottomLine | None:
    written = selection.outline.bottom_line
    if written is None:
        return None
    remarks: list[Line] = [(Words(text=wording.JUDGEMENT),)]
    if written.confidence:
        remarks.append((Words(text="Confidence: "), Words(text=written.confidence, tone="strong")))
    if selection.rests_on:
        remarks.append((Words(text="Rests on"), *(references.cite(choice.spans) for choice in selection.rests_on)))
    return BottomLine(
        id="bottom-line", label=wording.BOTTOM_LINE, words=(Words(text=written.text),), remarks=tuple(remarks)
    )


def _facts(outline: Outline, library: Library, dated: date) -> tuple[tuple[str, str], ...]:
    count, separate = len(library.articles), origins(library)
    rows = (
        ("Date", wording.day(dated)),
        ("Cut-off", wording.day(outline.cutoff) if outline.cutoff else None),
        ("Desk", outline.author),
        ("Sources", f"{count}, from {separate} origins" if separate < count else f"{count}"),
    )
    return tuple((label, value) for label, value in rows if value)


def _footer(frame: Frame, version: str) -> tuple[str, ...]:
    """What the check will have found when this page exists: a brief with a fault is never written."""
    count = len(frame.references.cited)
    fingerprint = _fingerprint(frame)
    return (
        f"Verified by brief {version}: {count} of {count} passages match their sources word for word.",
        f"Evidence fingerprint {' '.join(fingerprint[at : at + 4] for at in (0, 4, 8))}",
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
