"""Library × Outline → Selection: each section's pins first, then what ranks highest, each with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from brief.errors import UsageError
from brief.model.diagnostic import Diagnostic, Report, Severity
from brief.model.items import Claim, Event, Item, Question, Quote
from brief.model.library import Library
from brief.model.outline import Outline, Section
from brief.model.selection import Choice, Chosen, Selection
from brief.select.disputes import disputes
from brief.select.filters import about_nothing, allowed, first_day, in_time, within_cutoff
from brief.select.picks import Finder
from brief.select.rank import Ranking

KINDS: dict[str, tuple[type[Item], ...]] = {
    "key_points": (Claim, Quote),
    "quotes": (Quote,),
    "timeline": (Event,),
    "open_questions": (Question,),
}
"""What a section prints, the kind that is ranked first; a section not named here prints no items of its own."""

TAKE = {"key_points": 5, "quotes": 4, "timeline": 12, "open_questions": 6}
NEXT = 5
"""How many of those that were not taken are kept with their reasons."""
_NOTHING = "the sources hold nothing for it"
_WIDER = "Widen `about`, `sources`, `speakers`, `since` or `until`, or take the section out."
_OWN_DOING = "the outline leaves out what the sources hold for it"
_LESS = "Skip less, or take the section out."
PER_SOURCE = {"key_points": 2, "open_questions": 3}
"""How many of one source a section ranks in, where the outline does not say."""


def select(library: Library, outline: Outline, report: Report, after: int = NEXT) -> Selection:
    """What each section prints, in print order; what the outline says wrongly of items is told all at once.

    Of what was not taken, the best `after` of each section are kept with what kept them out.

    Raises:
        UsageError: a pin names an item, words or a source that the library does not hold.
    """
    shown = within_cutoff(library, outline, report)
    finder = Finder(shown)
    faults = [fault for section in outline.sections for fault in finder.faults(section, KINDS.get(section.kind, ()))]
    if outline.bottom_line:
        faults += [
            f
            for pick in outline.bottom_line.rests_on
            for f in finder.pick_faults(pick, (Claim, Quote, Event), "rests_on")
        ]
    if faults:
        raise UsageError(*faults)
    ranking = Ranking(shown, outline)
    lost = about_nothing(outline, shown, report)
    sections = tuple(
        # Why a section about nothing is empty has been told.
        _chosen(section, finder, ranking, after, _silent if ranking.subject(section) in lost else report)
        for section in outline.sections
    )
    rests_on = tuple(
        finder.choice(pick, (Claim, Quote, Event))
        for pick in (outline.bottom_line.rests_on if outline.bottom_line else ())
    )
    return Selection(outline=outline, sections=sections, rests_on=rests_on)


def _silent(_: Diagnostic) -> None:
    pass


def _chosen(section: Section, finder: Finder, ranking: Ranking, after: int, report: Report) -> Chosen:
    kinds = KINDS.get(section.kind)
    if section.kind == "disagreements":
        return _disputed(section, finder.library, ranking.subject(section))
    if kinds is None:
        return Chosen(section=section)
    pinned = [finder.choice(pick, kinds) for pick in section.pick]
    take = section.take if section.take is not None else TAKE[section.kind]
    per_source = section.per_source if section.per_source is not None else PER_SOURCE.get(section.kind)
    every = [
        item
        for item in ranking.candidates(kinds[0])
        if allowed(item, section) and in_time(item, section, finder.library)
    ]
    candidates = [item for item in every if item.id not in section.skip]
    ranked = ranking.best(candidates, section, pinned, max(0, take - len(pinned)), per_source)
    if section.per_source is None:  # the usual cap spreads a section over its sources; it leaves no place empty
        missing = max(0, take - len(pinned) - len(ranked))
        ranked += ranking.best(candidates, section, [*pinned, *ranked], missing, None)
    choices = _ordered([*pinned, *ranked], section, finder.library)
    rest = ranking.after(candidates, section, choices, per_source, after)
    emptied = not choices and bool(ranking.best(every, section, (), 1, None))
    if not choices and section.kind != "open_questions":  # what the evidence leaves open is found when it is composed
        report(
            Diagnostic(
                severity=Severity.WARNING,
                message=f"section `{section.kind}` is empty: {_OWN_DOING if emptied else _NOTHING}",
                place=section.place,
                hint=_LESS if emptied else _WIDER,
                code="empty-section",
            )
        )
    return Chosen(section=section, choices=tuple(choices), next=tuple(rest), emptied=emptied)


def _disputed(section: Section, library: Library, about: Sequence[str]) -> Chosen:
    conflicts = disputes(section, library, about)
    emptied = not conflicts and bool(disputes(replace(section, skip=()), library, about))
    return Chosen(section=section, conflicts=conflicts, emptied=emptied)


def _ordered(choices: list[Choice], section: Section, library: Library) -> list[Choice]:
    """Pins as written and then by rank, or all by date; what has no date comes last."""
    order = section.order or ("date" if section.kind == "timeline" else "rank")
    match order:
        case "date":
            return sorted(choices, key=lambda choice: first_day(choice.item, library) or date.max)
        case "outline" | "rank":
            return choices
