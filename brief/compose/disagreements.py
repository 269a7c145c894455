"""Chosen conflicts → disagreements: each side in its own words, who said it and when, and in what they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brief.compose.references import References
from brief.compose.wording import Wording, opening
from brief.model.document import Block, Disagreement, Disagreements, Side
from brief.model.inline import Line, Tag, Words
from brief.model.items import Claim, Item, speaker
from brief.model.library import Cluster, Library
from brief.model.selection import Chosen

Labels = Mapping[Cluster, str]
NONE: Labels = {}


def labels(chosen: Sequence[Chosen], wording: Wording) -> dict[Cluster, str]:
    """`D1` and on, in print order through all sections."""
    found: dict[Cluster, str] = {}
    for section in chosen:
        for cluster in section.conflicts:
            found.setdefault(cluster, f"{wording.labels.disagreement}{len(found) + 1}")
    return found


def contested(item_ids: Sequence[str], labelled: Labels, wording: Wording) -> tuple[Tag, ...]:
    """The tag of a point whose item, or a print of the same words, is a side of a disagreement."""
    names = [label for cluster, label in labelled.items() if {cluster.lead, *cluster.others} & set(item_ids)]
    said = wording.points.contested_by.format(labels=wording.listed(names))
    return (Tag(sort="contested", glyph="≠", text=said),) if names else ()


def disagreements(chosen: Chosen, labelled: Labels, references: References) -> tuple[Block, ...]:
    """The disagreements in order; their sides in the order of the sources, not of preference."""
    return (
        Disagreements(
            disagreements=tuple(_one(cluster, labelled[cluster], references) for cluster in chosen.conflicts),
            heads=references.wording.disputes.heads,
        ),
    )


def _one(cluster: Cluster, label: str, references: References) -> Disagreement:
    library, words = references.library, references.wording.disputes
    order = list(library.article)
    sides = [library.item[name] for name in (cluster.lead, *cluster.others)]
    sides.sort(key=lambda item: (order.index(item.span.article), item.span.start))
    differs = cluster.differs or "figure"
    return Disagreement(
        id=f"dispute-{cluster.lead}-{label.lower()}",
        label=label,
        head=(Words(text=words.head), Words(text=words.differs[differs], tone="strong")),
        about=(Words(text=words.difference[differs], tone="muted"),),
        sides=tuple(_side(item, label, references) for item in sides),
    )


def _side(item: Item, label: str, references: References) -> Side:
    spans = (item.span,)
    return Side(
        id=f"{label.lower()}-{item.id}",
        words=(references.verbatim(spans), references.cite(spans)),
        said=_said(item, references),
    )


def _said(item: Item, references: References) -> Line:
    """Who, where it is reported, and when it was said or at least published."""
    who = speaker(item)
    name = who.name if who else None
    source = references.label(item.span.article)
    words = references.wording
    reported = words.terms.reported.format(name=opening(name), source=source) if name else None
    voice = reported or words.disputes.own_voice.format(source=source)
    return (Words(text=f"{voice}. {_day(item, references.library, words)}", tone="muted"),)


def _day(item: Item, library: Library, wording: Wording) -> str:
    """The day of saying where the sentence gives one outside what was said; else that of publication."""
    if isinstance(item, Claim) and item.content and item.claimant:
        content = item.content
        for when in library.dates:
            if when.phrase and when.edtf and item.span.holds(when.phrase) and not content.overlaps(when.phrase):
                return wording.disputes.said.format(day=wording.spoken(when.edtf))
    published = library.article[item.span.article].published
    if published is None or published.edtf is None:
        return wording.sources.no_date
    return wording.disputes.published.format(day=wording.spoken(published.edtf))
