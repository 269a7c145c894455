"""An item and an outline → for each section that could print it, whether it does, and why or why not."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from brief.model.items import Claim, Item
from brief.model.library import Library
from brief.model.outline import Section
from brief.model.selection import Chosen, Selection
from brief.select.filters import allowed, in_time


class Verdict(Struct, frozen=True, kw_only=True):
    """What one section does with one item."""

    section: str
    printed: bool
    because: tuple[str, ...]


def verdicts(
    item: Item, selection: Selection, library: Library, takes: dict[str, tuple[type[Item], ...]]
) -> tuple[Verdict, ...]:
    """A verdict for each section that takes items of this kind, in print order.

    The selection must have kept all that was not taken: what it did not keep is not about the subject.
    """
    of_kind = [chosen for chosen in selection.sections if isinstance(item, takes.get(chosen.section.kind, ()))]
    return tuple(_verdict(item, chosen, selection, library, takes) for chosen in of_kind)


def _verdict(
    item: Item, chosen: Chosen, selection: Selection, library: Library, takes: dict[str, tuple[type[Item], ...]]
) -> Verdict:
    for choice in chosen.choices:
        if item.id == choice.item.id:
            return Verdict(section=chosen.section.kind, printed=True, because=choice.because)
        if item.id in {other.id for other in choice.also}:
            reason = f"the same words are printed from {choice.item.id}"
            return Verdict(section=chosen.section.kind, printed=True, because=(reason,))
    because = tuple(_against(item, chosen, selection, library, takes)) or ("not about the subject",)
    return Verdict(section=chosen.section.kind, printed=False, because=because)


def _against(
    item: Item, chosen: Chosen, selection: Selection, library: Library, takes: dict[str, tuple[type[Item], ...]]
) -> Iterator[str]:
    """What keeps an item out of a section, the plainest reason first."""
    section = chosen.section
    article = library.article[item.span.article]
    cutoff = selection.outline.cutoff
    if cutoff and article.published and article.published.earliest and article.published.earliest > cutoff:
        yield f"published after the cut-off {cutoff}"
    if item.id in section.skip:
        yield "skipped by the outline"
    if not isinstance(item, takes[section.kind][0]):
        yield f"only pinned, never ranked here: `{section.kind}` ranks {takes[section.kind][0].__name__.lower()}s"
    if not allowed(item, section) or not in_time(item, section, library):
        yield f"kept out by {_filters(section)}"
    if isinstance(item, Claim) and item.leans_on:
        yield f"cannot stand alone: it leans on “{library.slice(item.leans_on)}”"
    for cluster in library.clusters:
        if cluster.sort == "same-words" and item.id in cluster.others:
            yield f"duplicate of {cluster.lead}"
    for choice in chosen.next:
        if choice.item.id == item.id:
            yield choice.because[-1]


def _filters(section: Section) -> str:
    set_ = {
        "sources": section.sources,
        "speakers": section.speakers,
        "since": section.since,
        "until": section.until,
    }
    return " and ".join(f"`{name}`" for name, value in set_.items() if value)
