"""Which items a section may rank: by source, speaker and time."""

from __future__ import annotations

from datetime import date

from brief.model.items import Claim, Event, Item, Question, Quote, speaker
from brief.model.library import Library
from brief.model.outline import Section
from brief.text.matching import plain, words


def same_person(wanted: str, name: str) -> bool:
    """Whether a name that a user wrote means this speaker: all its words stand in the name, or its last one ends it."""
    asked, known = words(wanted), words(name)
    return bool(asked) and (
        plain(wanted) in plain(name) or set(asked) <= set(known) or (len(known) > 1 and asked[-1:] == known[-1:])
    )


def allowed(item: Item, section: Section) -> bool:
    """Whether the section's `sources` and `speakers` let the item in."""
    if section.sources and item.span.article not in section.sources:
        return False
    if not section.speakers:
        return True
    who = speaker(item)
    return who is not None and any(same_person(wanted, who.name) for wanted in section.speakers)


def days(item: Item, library: Library) -> tuple[date | None, date | None]:
    """First and last day that the item is about: an event's own time, else when it was said, else its publication."""
    match item:
        case Event(when=when):
            return when.earliest, when.latest
        case Quote(said=said) if said:
            return said.earliest, said.latest
        case Quote() | Claim() | Question():
            published = library.article[item.span.article].published
            return (published.earliest, published.latest) if published else (None, None)


def first_day(item: Item, library: Library) -> date | None:
    """The day that the item is ordered by; None where no day is known."""
    earliest, latest = days(item, library)
    return earliest or latest


def in_time(item: Item, section: Section, library: Library) -> bool:
    """Whether the item's time touches the section's; an item without a known time is kept."""
    earliest, latest = days(item, library)
    if section.since and (latest or earliest) and (latest or date.max) < section.since:
        return False
    return not (section.until and (earliest or latest) and (earliest or date.min) > section.until)
