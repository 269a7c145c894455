"""A finding in; the choices that would print the passage safely out, or none where a person must decide."""

from __future__ import annotations

from msgspec.structs import replace

from brief.guard.finding import Finding
from brief.guard.setting import Neighbour, Setting
from brief.model.article import Span
from brief.model.items import Claim, Event, Quote, speaker
from brief.model.selection import Choice

_LONGEST = 90
"""Words that a mended passage may have: a longer one is no point any more."""


def mended(setting: Setting, finding: Finding) -> tuple[Choice, ...]:
    """What to print instead; a pin is never altered but by the name of its speaker beside it."""
    if finding.code == "no-speaker":
        return (replace(setting.choice, said_by=finding.speaker),) if finding.speaker else ()
    if setting.choice.pinned:
        return ()
    if finding.code.startswith("cut-"):
        return (replace(setting.choice, spans=setting.whole),)
    if finding.code in {"condition-before", "reversed-after"} and finding.beside:
        return _with(setting, finding.beside)
    return ()


def _with(setting: Setting, beside: Neighbour) -> tuple[Choice, ...]:
    """The passage and its neighbour: one passage of a paragraph, or two quotations of one speaker."""
    if not beside.joined:
        return ()
    item = setting.item
    if isinstance(item, Claim | Event):
        start, end = min(item.span.start, beside.span.start), max(item.span.end, beside.span.end)
        longer = Span(article=item.span.article, start=start, end=end)
        size = len(setting.around.tokens(longer))
        return (replace(setting.choice, spans=(longer,)),) if size <= _LONGEST else ()
    return _followed(setting, item, beside) if isinstance(item, Quote) and setting.section.kind == "quotes" else ()


def _followed(setting: Setting, item: Quote, beside: Neighbour) -> tuple[Choice, ...]:
    """The quotation and the next one of its speaker, unless the brief prints that one anyway."""
    who = speaker(item)
    for other, name in setting.around.voices(beside.span):
        if not isinstance(other, Quote) or other.id == item.id or other.parts[0] in setting.around.printed:
            continue
        if who and name.name == who.name:
            because = (f"goes on from {item.id}",)
            return (setting.choice, Choice(item=other, spans=other.parts, because=because))
    return ()
