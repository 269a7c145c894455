"""Edits × the selection or document that they are about → the same with the edits; what could not be done is told."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from brief.anchors import bookmark
from brief.apply.desk import Desk
from brief.apply.labels import relabelled
from brief.apply.looks import Look, dressed
from brief.apply.placing import add, move
from brief.apply.selections import left
from brief.apply.tree import Entity, entities, text, with_about, with_entity, with_lines, with_part
from brief.apply.words import Rewording, unheld
from brief.model.companions import Remark
from brief.model.diagnostic import Diagnostic, Report, Severity
from brief.model.document import Document, Part, Point, Prose
from brief.model.edits import Edit, Edits
from brief.model.inline import Line

__all__ = ["Desk", "applied", "left"]

_FRONT = "front"
_BUT = "but "
"""How the words begin that tell of an edit that is applied, not quite as it was made."""
_OURS = ("ev-", "source-")
"""Blocks that say what the sources are: their rows stay."""


Check = Callable[[Document], str | None]
"""Says what is wrong with a document, where something is."""


def applied(document: Document, edits: Edits, desk: Desk, check: Check, report: Report) -> Document:
    """The document with the edits, in their order; what cannot be done is told, and stays as composed.

    An edit after which a printed passage would not be its source's, or another speaker's, is not done.
    """
    edits = _named(edits, document)
    done, told = _all(document, edits, desk, lambda _: None)
    if check(done):
        done, told = _all(document, edits, desk, check)
    for edit, fault in told:
        report(_told(edit, fault))
    return done


def _named(edits: Edits, document: Document) -> Edits:
    """The edits with each block by its id, where it was so long that a draft has its digest."""
    if not any(name.startswith("b_") for edit in edits.edits for name in (edit.block, edit.after or "")):
        return edits
    known = {bookmark(one.id): one.id for part in document.parts for one in entities(part)}
    named = (
        dataclasses.replace(one, block=known.get(one.block, one.block), after=known.get(one.after or "", one.after))
        for one in edits.edits
    )
    return replace(edits, edits=tuple(named))


def _all(document: Document, edits: Edits, desk: Desk, check: Check) -> tuple[Document, list[tuple[Edit, str]]]:
    told: list[tuple[Edit, str]] = []
    settled = {(edit.by, edit.now) for edit in edits.edits if edit.kind == "comment" and edit.done}
    for edit in edits.edits:
        if edit.kind == "comment" and (edit.by, edit.now) in settled:
            continue
        new, fault = _done(document, edit, desk)
        wrong = check(new) if new is not document else None
        document = document if wrong else new
        if fault or wrong:
            told.append((edit, wrong or fault or ""))
    return relabelled(document), told


def _told(edit: Edit, fault: str) -> Diagnostic:
    done = "is applied" if fault.startswith(_BUT) else "is not applied"
    message = f"an edit {done}: `{edit.kind}` of `{edit.block}`: {fault}"
    return Diagnostic(severity=Severity.WARNING, message=message, place=edit.place, code="edit")


Outcome = tuple[Document, str | None]


def _done(document: Document, edit: Edit, desk: Desk) -> Outcome:  # noqa: PLR0911  one return a kind of edit
    match edit.kind:
        case "comment":
            return _remarked(document, edit)
        case "removed":
            return _without(document, edit)
        case "moved":
            return move(document, edit)
        case "added":
            return add(document, edit, desk)
        case "cell" if not edit.was:
            return _filled(document, edit, desk)
        case "looks":
            return _dressed(document, edit)
        case _:
            return _reworded(document, edit, desk)


def parts_of(document: Document, edit: Edit) -> list[Part]:
    """The sections that an edit may be about: that with its block, or those of its kind."""
    own = [part for part in document.parts if part.id == edit.block]
    return own or [part for part in document.parts if part.kind == edit.section]


def _entity(document: Document, edit: Edit) -> tuple[Part, Entity] | None:
    name = edit.block.partition("/")[0]
    ranked = sorted(document.parts, key=lambda part: part.kind != edit.section)
    every = [(part, one) for part in ranked for one in entities(part)]
    own = next(((part, one) for part, one in every if one.id == name), None)
    if own is None or (isinstance(own[1], Prose) and edit.was[:1] and edit.was[0] not in map(text, own[1].lines)):
        # The desk's paragraphs are named by their line in the outline, which moves.
        prose = ((part, one) for part, one in every if isinstance(one, Prose) and part.kind == edit.section)
        return next(((part, one) for part, one in prose if edit.was and edit.was[0] in map(text, one.lines)), own)
    return own


def _reworded(document: Document, edit: Edit, desk: Desk) -> Outcome:
    if edit.section == _FRONT:
        return _front(document, edit, desk)
    found = _entity(document, edit)
    if found is None:
        return _section(document, edit)
    part, entity = found
    tag = None if isinstance(entity, Point) else desk.edited
    change = Rewording(edit=edit, desk=desk, tag=tag)
    new = with_lines(entity, change)
    if isinstance(new, Prose) and change.more:
        new = _parted(new, edit, desk)
    if isinstance(new, Point) and change.edited:
        new = replace(new, edited=True, tags=(*(one for one in new.tags if one.sort != "edited"), desk.edited))
    document = with_part(document, part.id, lambda old: [with_entity(old, entity.id, lambda _: [new])])
    if not change.done:
        document = with_part(document, part.id, lambda old: [with_about(old, entity.id, change)])
    if not isinstance(entity, Prose):
        document = _with_more(document, edit, change.more, desk)
    for words in edit.was[1:] if change.done else ():
        document = _absorbed(document, edit, words, desk)
    return document, change.clash()


def _parted(prose: Prose, edit: Edit, desk: Desk) -> Prose:
    """Paragraphs of the desk with the further ones of one that was split."""
    at = next((at for at, line in enumerate(prose.lines) if text(line) == edit.now[0]), len(prose.lines) - 1)
    more = tuple(desk.line(words, edit.looks) for words in edit.now[1:])
    return replace(prose, lines=(*prose.lines[: at + 1], *more, *prose.lines[at + 1 :]))


def _with_more(document: Document, edit: Edit, more: tuple[str, ...], desk: Desk) -> Document:
    """The further paragraphs of a split one stand below it, as the desk's."""
    after = edit.block
    for at, words in enumerate(more, 2):
        name = f"{edit.block}-{at}"
        new = Edit(
            kind="added", block=name, section=edit.section, now=(words,), after=after, as_="point", looks=edit.looks
        )
        document, _ = add(document, new, desk)
        after = name
    return document


def _absorbed(document: Document, edit: Edit, words: str, desk: Desk) -> Document:
    """The document without the block whose words another one took in."""
    gone = Edit(kind="shortened", block="", section=edit.section, was=(words,))
    for part in parts_of(document, edit):
        for entity in entities(part):
            change = Rewording(edit=gone, desk=desk, tag=None)
            new = with_lines(entity, change)
            if change.done and (entity.id != edit.block or isinstance(entity, Prose)):
                kept = [new] if len(change.seen) > 1 else []
                return with_part(document, part.id, partial(_replaced, name=entity.id, kept=kept))
    return document


def _replaced(part: Part, name: str, kept: list[Entity]) -> list[Part]:
    return [with_entity(part, name, lambda _: kept)]


def _front(document: Document, edit: Edit, desk: Desk) -> Outcome:
    now = edit.now[0] if edit.now else ""
    if edit.was[:1] == (" ".join(document.title.split()),):
        return replace(document, title=now), None
    if document.subtitle and edit.was[:1] == (" ".join(document.subtitle.split()),):
        return replace(document, subtitle=now or None), None
    if document.bottom_line and edit.block == document.bottom_line.id:
        change = Rewording(edit=edit, desk=desk, tag=None)
        line = change(document.bottom_line.words)
        return replace(document, bottom_line=replace(document.bottom_line, words=line)), change.clash()
    if now in {document.title, document.subtitle}:
        return document, None
    return document, f"nothing above the first section has its words: {' / '.join(edit.was)[:200]}"


def _section(document: Document, edit: Edit) -> Outcome:
    """A heading, a note, or the words of a block whose id is another by now."""
    now = " ".join(edit.now) or None
    if len(edit.was) > 1:
        return document, f"what is joined here is set by rule: {' / '.join(edit.was)[:200]}"
    for part in parts_of(document, edit):
        if edit.was[:1] == (part.heading,) and now:
            return with_part(document, part.id, lambda old: [replace(old, heading=now)]), None
        if edit.was[:1] == (part.note,):
            whole = None if len(edit.now) < 2 else f"but the note is one paragraph, its parts are printed as one: {now}"
            return with_part(document, part.id, lambda old: [replace(old, note=now)]), whole
        if now is not None and now in {part.heading, part.note}:
            return document, None
    return (
        document,
        f"its block is not printed any more\n  was:  {' / '.join(edit.was)}\n  edit: {' / '.join(edit.now)}",
    )


def _without(document: Document, edit: Edit) -> Outcome:
    found = _entity(document, edit)
    if edit.block.startswith(_OURS):
        return document, "a source that is cited stays in its table, and the evidence too"
    if found is not None and found[0].kind == edit.section:
        part, entity = found
        return with_part(document, part.id, lambda old: [with_entity(old, entity.id, lambda _: [])]), None
    parts = [part for part in parts_of(document, edit) if edit.block == part.id]
    for part in parts:
        if edit.was[:1] == (part.note,):
            return with_part(document, part.id, lambda old: [replace(old, note=None)]), None
        if part.heading in edit.was:
            hint = f"a section is left out by its outline: take out `{part.kind}` under `sections`"
            return document, hint
    return document, None  # it is not there: left out by the outline, or gone with its source


def _filled(document: Document, edit: Edit, desk: Desk) -> Outcome:
    """Words in a cell that was empty."""
    from brief.apply.placing import filled

    found = _entity(document, edit)
    new = filled(found[1], edit, desk) if found else None
    if found is None or new is None:
        return document, f"its cell is not there any more\n  edit: {' / '.join(edit.now)}"
    return with_part(document, found[0].id, lambda old: [with_entity(old, new.id, lambda _: [new])]), None


def _dressed(document: Document, edit: Edit) -> Outcome:
    """Words with the looks that an editor gave them."""
    bottom = document.bottom_line
    if bottom and edit.block == bottom.id:
        line, left = dressed(bottom.words, edit.looks)
        return replace(document, bottom_line=replace(bottom, words=line)), unheld(left)
    found = _entity(document, edit)
    if found is None:
        return document, f"its words are not printed any more: {' / '.join(edit.was)[:200]}"
    part, entity = found
    spare: list[tuple[Look, ...]] = []

    def change(line: Line) -> Line:
        new, left = dressed(line, edit.looks) if text(line).endswith(edit.was) else (line, edit.looks)
        spare.append(left)
        return new

    new = with_lines(entity, change)
    left = tuple(look for look in edit.looks if all(look in one for one in spare))
    return with_part(document, part.id, lambda old: [with_entity(old, entity.id, lambda _: [new])]), unheld(left)


def _remarked(document: Document, edit: Edit) -> Outcome:
    """What somebody wrote beside a block, beside it again."""
    found = _entity(document, edit)
    parts = parts_of(document, edit)
    bottom = document.bottom_line.id if document.bottom_line else None
    block = edit.block if found else parts[0].id if parts else bottom
    if block is None:
        return document, f"nothing is left that the comment was about: {' / '.join(edit.now)}"
    remark = Remark(block=block, text=" ".join(edit.now), sort="comment", author=edit.by or "")
    return replace(document, remarks=(*document.remarks, remark)), None
