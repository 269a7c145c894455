"""Selection × Library → Selection: each passage looked at in its place, mended where that is safe, else warned of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from brief.guard.cuts import (
    attribution_cut,
    condition_cut,
    contrast_after_cut,
    contrast_cut,
    denial_cut,
    hedge_cut,
    scope_cut,
)
from brief.guard.finding import Finding
from brief.guard.mending import mended
from brief.guard.neighbours import condition_before, disowned, reversed_after, turned_quote
from brief.guard.setting import Setting, Surroundings
from brief.guard.telling import note, warning
from brief.guard.voices import pronoun_only, quote_without_speaker
from brief.model.article import Span
from brief.model.diagnostic import Diagnostic, Report
from brief.model.items import Claim, Quote
from brief.model.library import Library
from brief.model.selection import Choice, Chosen, Selection

__all__ = ["CHECKS", "guard"]

Tell = Callable[[Setting, Diagnostic], None]

CHECKS: tuple[Callable[[Setting], Finding | None], ...] = (
    condition_cut,
    denial_cut,
    attribution_cut,
    contrast_cut,
    hedge_cut,
    scope_cut,
    contrast_after_cut,
    condition_before,
    disowned,
    reversed_after,
    turned_quote,
    quote_without_speaker,
    pronoun_only,
)
"""In the order that counts: a passage is told of once, by the first that finds something."""


def guard(selection: Selection, library: Library, report: Report) -> Selection:
    """The selection with what could be mended safely; of all else that a reader would miss, a warning with the fix."""
    around = _surroundings(selection, library)
    told: set[tuple[Span, ...]] = set()

    def once(setting: Setting, diagnostic: Diagnostic) -> None:
        """A passage that two sections print is told of once."""
        if setting.choice.spans not in told:
            report(diagnostic)
        told.add(setting.choice.spans)

    sections = (
        replace(chosen, choices=tuple(one for choice in chosen.choices for one in _kept(choice, chosen, around, once)))
        if chosen.choices
        else chosen
        for chosen in selection.sections
    )
    return replace(selection, sections=tuple(sections))


def _kept(choice: Choice, chosen: Chosen, around: dict[str, Surroundings], tell: Tell) -> Iterator[Choice]:
    """The choice as it was, or mended; a second one where its speech has to go on."""
    setting = Setting(choice=choice, section=chosen.section, around=around[choice.item.span.article])
    finding = None if choice.text is not None else found(setting)
    if finding is None:
        yield choice
        return
    better = mended(setting, finding)
    tell(setting, note(setting, finding) if better else warning(setting, finding))
    yield from better or (choice,)


def found(setting: Setting) -> Finding | None:
    """What a reader of the passage would miss most; a sentence that the brief prints anyway is not missed."""
    for check in CHECKS:
        finding = check(setting)
        if finding and not (finding.beside and setting.around.prints(finding.beside.span)):
            return finding
    return None


def _surroundings(selection: Selection, library: Library) -> dict[str, Surroundings]:
    choices = [choice for chosen in selection.sections for choice in chosen.choices]
    articles = {choice.item.span.article for choice in choices}
    speech: dict[str, list[Quote | Claim]] = {name: [] for name in articles}
    for item in library.items:
        if isinstance(item, Quote | Claim) and item.span.article in articles:
            speech[item.span.article].append(item)
    printed: dict[str, list[Span]] = {name: [] for name in articles}
    for choice in choices:
        printed[choice.item.span.article] += choice.spans
    return {
        name: Surroundings(
            library=library,
            article=name,
            speech=sorted(speech[name], key=lambda item: item.span.start),
            printed=tuple(printed[name]),
        )
        for name in articles
    }
