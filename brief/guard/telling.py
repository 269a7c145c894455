"""A finding in; the warning with the line to write, or the note of what was done, out."""

from __future__ import annotations

from brief.guard.finding import Code, Finding
from brief.guard.setting import Setting
from brief.model.article import Span
from brief.model.diagnostic import Diagnostic, Place, Severity
from brief.model.items import Claim, Event, Item, Quote
from brief.model.outline import Pick
from brief.text.matching import where
from brief.text.spacing import printed

_LEFT_OUT = "`words` leave out “{words}” of `{name}`: {item}"
_SAYS: dict[Code, str] = {
    "cut-condition": _LEFT_OUT,
    "cut-denial": _LEFT_OUT,
    "cut-contrast": _LEFT_OUT,
    "cut-hedge": _LEFT_OUT,
    "cut-scope": _LEFT_OUT,
    "cut-attribution": "`words` leave out who says it, “{words}”, of `{name}`: {item}",
    "condition-before": "`{name}` holds only under the condition in the sentence before it: {beside}",
    "reversed-after": "the sentence after `{name}` turns it: {beside}",
    "disowned": "the speaker of `{name}` does not own its words: {beside}",
    "no-speaker": "`{name}` is printed without its speaker: {item}",
    "turned-quote": "the words before `{name}` turn it, “{words}”: {item}",
}
_SHOWN = 110
"""Characters of a sentence that a message shows."""


def warning(setting: Setting, finding: Finding) -> Diagnostic:
    """What a reader would miss, and what to write in the outline."""
    return Diagnostic(
        severity=Severity.WARNING,
        message=_what(setting, finding),
        place=_place(setting),
        hint=_hint(setting, finding),
        code=finding.code,
    )


def note(setting: Setting, finding: Finding) -> Diagnostic:
    """What was mended."""
    named = finding.code == "no-speaker"
    done = f"`{setting.item.id}`: {finding.words} is named beside it" if named else _what(setting, finding)
    return Diagnostic(
        severity=Severity.NOTE,
        message=done if named else f"{done}; both are printed" if finding.beside else f"{done}; printed whole",
        place=_place(setting),
        code=finding.code,
    )


def _what(setting: Setting, finding: Finding) -> str:
    """The finding in one line."""
    beside = _short(setting, finding.beside.span) if finding.beside else ""
    shown = setting.around.sentence(setting.item.span.start) if finding.code == "turned-quote" else setting.item.span
    return _SAYS[finding.code].format(
        name=setting.item.id, words=finding.words, item=_short(setting, shown), beside=beside
    )


def _hint(setting: Setting, finding: Finding) -> str:
    """The line to write in the outline."""
    out = "take the pin out" if setting.choice.pinned else f"leave it out: `skip: [{setting.item.id}]`"
    if finding.code.startswith("cut-"):
        return f"Leave the item whole: `- {setting.item.id}`, or take these words into `words`."
    if finding.code == "no-speaker":
        return f"Say who speaks in `text`, or {out}."
    if finding.code == "turned-quote":
        instead = _item_on(setting, setting.around.sentence(setting.item.span.start), Claim)
        first = f"Print the whole sentence as a key point: `- {instead}`" if instead else ""
    else:
        more = _item_on(setting, finding.beside.span, _TAKEN.get(setting.section.kind)) if finding.beside else None
        first = f"Print that sentence too: `- {more}` under `pick`" if more else ""
    return f"{first}, or {out}." if first else f"{out[0].upper()}{out[1:]}."


_TAKEN: dict[str, type[Item]] = {"key_points": Claim, "quotes": Quote, "timeline": Event}
"""What a section prints."""


def _item_on(setting: Setting, span: Span, sort: type[Item] | None) -> str | None:
    """The id of an item of a kind that prints a sentence, or a part of it."""
    items = setting.around.library.items
    return next((one.id for one in items if sort and isinstance(one, sort) and one.span.overlaps(span)), None)


def _place(setting: Setting) -> Place:
    article, choice = setting.around.library.article[setting.item.span.article], setting.choice
    if choice.pinned:
        found = (pick.place for pick in setting.section.pick if _means(pick, setting))
        return next(found, setting.section.place)
    return Place(path=article.source.path, line=article.line(setting.item.span.start))


def _means(pick: Pick, setting: Setting) -> bool:
    """Whether a pin named this item: by its id, or by words of it or of a print of the same words."""
    items = (setting.item, *setting.choice.also)
    if pick.id is not None:
        return pick.id == setting.item.id
    return any(where(pick.find or "", setting.around.library.slice(item.span)) for item in items)


def _short(setting: Setting, span: Span) -> str:
    words = printed(setting.around.library.slice(span))
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rsplit(" ", 1)[0] + " …"
