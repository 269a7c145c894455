"""A finding in; the warning with the line to write, or the note of what was done, out."""

from __future__ import annotations

from typing import assert_never

from brief.guard.finding import Finding
from brief.guard.setting import Setting
from brief.model.article import Span
from brief.model.diagnostic import Diagnostic, Place, Severity
from brief.model.items import Claim, Event, Item, Quote
from brief.model.outline import Pick
from brief.text.matching import where
from brief.text.spacing import printed

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
    done = f"named beside it: {finding.words}" if finding.code == "no-speaker" else "printed with it"
    return Diagnostic(
        severity=Severity.NOTE,
        message=f"{_what(setting, finding)}; {done}"
        if finding.code != "no-speaker"
        else f"`{setting.item.id}`: {done}",
        place=_place(setting),
        code=finding.code,
    )


def _what(setting: Setting, finding: Finding) -> str:  # noqa: C901  one case a kind of finding
    """The finding in one line."""
    name, item = f"`{setting.item.id}`", _short(setting, setting.item.span)
    beside = f": {_short(setting, finding.beside.span)}" if finding.beside else ""
    match finding.code:
        case "cut-condition" | "cut-denial" | "cut-contrast" | "cut-hedge" | "cut-scope":
            return f"`words` leave out “{finding.words}” of {name}: {item}"
        case "cut-attribution":
            return f"`words` leave out who says it, “{finding.words}”, of {name}: {item}"
        case "condition-before":
            return f"{name} holds only under the condition in the sentence before it{beside}"
        case "reversed-after":
            return f"the sentence after {name} turns it{beside}"
        case "disowned":
            return f"the speaker of {name} does not own its words{beside}"
        case "no-speaker":
            return f"{name} is printed without its speaker: {item}"
        case "turned-quote":
            return f"the words before {name} turn it, “{finding.words}”: {_sentence(setting)}"
    assert_never(finding.code)


def _hint(setting: Setting, finding: Finding) -> str:
    pin, kept = f"`- {setting.item.id}`", setting.choice.pinned
    out = "take the pin out" if kept else f"leave it out: `skip: [{setting.item.id}]`"
    if finding.code.startswith("cut-"):
        return f"Leave the item whole: {pin}, or take these words into `words`."
    if finding.code == "no-speaker":
        return f"Say who speaks in `text`, or {out}."
    if finding.code == "turned-quote":
        whole = _item_on(setting, setting.around.sentence(setting.item.span.start), Claim)
        return f"Print the whole sentence as a key point: `- {whole}`, or {out}." if whole else f"{out.capitalize()}."
    sort = _TAKEN.get(setting.section.kind)
    beside = _item_on(setting, finding.beside.span, sort) if finding.beside else None
    return f"Print that sentence too: `- {beside}` under `pick`, or {out}." if beside else f"{out[0].upper()}{out[1:]}."


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


def _sentence(setting: Setting) -> str:
    return _short(setting, setting.around.sentence(setting.item.span.start))


def _short(setting: Setting, span: Span) -> str:
    words = printed(setting.around.library.slice(span))
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rsplit(" ", 1)[0] + " …"
