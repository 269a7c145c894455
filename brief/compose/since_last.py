"""Comparison of two editions → what the new one corrects, changes, adds and drops, beside the old words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from brief.compose.points import point
from brief.compose.references import References
from brief.compose.wording import Wording, opening
from brief.model.document import Block, Prose
from brief.model.edition import Change, ChangeSort, Comparison, Printed, placed
from brief.model.inline import Line, Words
from brief.model.items import Quote
from brief.model.selection import Choice, Chosen, Selection

_SHOWN: tuple[ChangeSort, ...] = ("corrected", "changed", "new", "dropped")
"""In the order in which a reader needs them."""
_OPENING = tuple("“\"‘'«")
_Key = tuple[str, str, int, int]
_Choices = Mapping[_Key, Choice]
"""Each choice under the place that it is printed in: one item may be pinned twice, each time in part."""


def since_last(
    chosen: Chosen, comparison: Comparison, selection: Selection, references: References
) -> tuple[Block, ...]:
    """How many of each sort, then each change under its label, then marks for what still holds."""
    wording, words = references.wording, references.wording.since_last
    choices = {
        (section, choice.item.id, choice.spans[0].start, choice.spans[-1].end): choice
        for section, choice in placed(selection, references.library)
    }
    changes = comparison.of(*_SHOWN)
    shown = changes[: chosen.section.take]
    blocks = [_prose("counts", None, [(Words(text=_summary(comparison, wording)),)])]
    for sort in _SHOWN:
        lines = [line for change in shown if change.sort == sort for line in _lines(change, choices, references)]
        blocks += [_prose(sort, words.changes[sort], lines)] if lines else []
    if len(shown) < len(changes):
        more = wording.counted(words.more, len(changes) - len(shown))
        blocks.append(_prose("more", None, [(Words(text=more, tone="muted"),)]))
    still = _still(comparison, choices, references)
    return (*blocks, _prose("still", words.changes["still"], [still])) if still else tuple(blocks)


def _prose(name: str, label: str | None, lines: Iterable[Line]) -> Prose:
    return Prose(id=f"since-{name}", label=label, lines=tuple(lines))


def _key(printed: Printed) -> _Key:
    return (printed.section, printed.item, printed.start, printed.end)


def _summary(comparison: Comparison, wording: Wording) -> str:
    """How many of each sort: `Compared with No. 1, 22 June 2026: nothing is new and two were dropped`."""
    old, words = comparison.old, wording.since_last
    numbered = wording.numbered.format(edition=old.edition)
    counts = {sort: len(comparison.of(sort)) for sort in (*_SHOWN, "still")}
    if not any(counts[sort] for sort in _SHOWN):
        return words.nothing_new.format(numbered=numbered, day=wording.day(old.dated))
    said = [wording.counted(words.counts["new"], counts["new"]) if counts["new"] else words.none]
    said += [wording.counted(words.counts[sort], counts[sort]) for sort in _SHOWN if sort != "new" and counts[sort]]
    return words.summary.format(numbered=numbered, day=wording.day(old.dated), said=wording.listed(said))


def _lines(change: Change, choices: _Choices, references: References) -> Iterator[Line]:
    """The words that stand now with their reference; then what the old edition printed, and why it is gone."""
    old, new = change.old, change.new
    wording, words = references.wording, references.wording.since_last
    if new:
        yield _now(new, choices, references)
    if old and new and old.words == new.words:
        yield (Words(text=words.was_said_by.format(name=old.speaker), tone="muted"),)
    elif old:
        reason = words.because.format(reason=words.reasons[change.reason.name]) if change.reason else ""
        marked = old.words if old.words.startswith(_OPENING) else wording.quoted(old.words)
        yield (Words(text=words.was.format(words=marked) + reason, tone="muted"),)


def _now(new: Printed, choices: _Choices, references: References) -> Line:
    choice = choices.get(_key(new)) or _unprinted(new, references)
    named = isinstance(choice.item, Quote) and new.speaker and not choice.said_by
    said = (Words(text=references.wording.terms.speaks.format(name=new.speaker)),) if named else ()
    return (*said, *point(choice, references).words)


def _unprinted(new: Printed, references: References) -> Choice:
    """A passage that its source corrected and no section prints: the whole of it."""
    item = references.library.item[new.item]
    return Choice(item=item, spans=item.parts if isinstance(item, Quote) else (item.span,), because=())


def _still(comparison: Comparison, choices: _Choices, references: References) -> Line:
    """A mark for each item that the last edition printed too, in the order of their numbers."""
    wording = references.wording
    kept = [choices[_key(change.new)] for change in comparison.of("still") if change.new]
    marks = sorted((references.cite(choice.spans) for choice in kept), key=lambda mark: mark.number)
    # A space of its own before each mark: without it a long row of them would not be broken.
    spaced = [inline for mark in marks for inline in (Words(text=" "), mark)]
    return (Words(text=opening(wording.counted(wording.since_last.kept, len(kept)))), *spaced) if kept else ()
