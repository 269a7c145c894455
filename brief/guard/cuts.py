"""What is cut off a passage in; whether its loss changes the sense, out: one small function a kind of loss."""

from __future__ import annotations

from collections.abc import Sequence

from brief.guard.finding import Code, Finding
from brief.guard.lexicon import Tokens, bare, condition, denials, is_word, word_class
from brief.guard.setting import Setting
from brief.model.items import Claim
from brief.text.speech import is_saying

_GOVERNING = 4
"""Words that may stand between a hedge and what it hedges: `it is likely that`."""
_INVERTED = frozenset(("should", "were", "had"))
_ATTRIBUTION = 14
"""Words that a trailing attribution may have: `, a senior official told reporters in Vilnius on Tuesday`."""


def condition_cut(setting: Setting) -> Finding | None:
    """`We will withdraw | if they do`."""
    for row in setting.cuts:
        at = condition(row)
        if at is not None:
            return _missed("cut-condition", row[at])
    if getattr(setting.item, "conditional", False) and condition(setting.printed) is None:
        inverted = next((word for row in setting.cuts for word in row if word in _INVERTED), None)
        return _missed("cut-condition", inverted) if inverted else None
    return None


def denial_cut(setting: Setting) -> Finding | None:
    """`It is not true that | the line was cut`."""
    found = next((row[at] for row in setting.cuts for at in denials(row)[:1]), None)
    return _missed("cut-denial", found) if found else None


def attribution_cut(setting: Setting) -> Finding | None:
    """`The line was cut |, officials said`: what was said is printed, and who said it is not."""
    for content, who in setting.around.reported(setting.item.span) if setting.is_cut else ():
        mention = who.mention
        told = mention is None or any(span.overlaps(mention) for span in setting.choice.spans)
        if not told and any(span.overlaps(content) for span in setting.choice.spans):
            return Finding(code="cut-attribution", words=who.name, beside=None, speaker=who)
    return _trailing(setting.after) or _opening(setting.before)


def _trailing(row: Tokens) -> Finding | None:
    """`, officials said on Tuesday` where no speaker was read out of it."""
    words = bare(row)
    if row[:1] not in ((",",), ("-",)) or len(words) > _ATTRIBUTION:
        return None
    saying = next((word for word in words[:6] if is_saying(word) or word == "according"), None)
    return _missed("cut-attribution", " ".join(words[:6])) if saying else None


def _opening(row: Tokens) -> Finding | None:
    """`Officials said that |`, `According to officials, |`."""
    words = bare(row)
    said = words[-1:] == ("that",) and any(is_saying(word) for word in words[-8:])
    if said or (words and is_saying(words[-1])) or "according" in words[:2]:
        return _missed("cut-attribution", " ".join(words[:6]))
    return None


def contrast_cut(setting: Setting) -> Finding | None:
    """`Parliament passed the law |, but the court struck it down`; an opening `However,` may go."""
    for row in (setting.between, setting.after, setting.before if len(bare(setting.before)) > 2 else ()):
        found = next((word for at, word in enumerate(row) if _contrasts(row, at)), None)
        if found:
            return _missed("cut-contrast", found)
    return None


def _contrasts(row: Sequence[str], at: int) -> bool:
    if row[at] not in word_class("concession"):
        return False
    before = row[at - 1] if at else ""
    if row[at] == "but":
        return before not in word_class("leading-to-but") and row[at + 1 : at + 2] != ("also",)
    return True


def hedge_cut(setting: Setting) -> Finding | None:
    """`It is likely that | talks will fail`, `a delay of | about | six months`, `the talks failed |, reportedly`."""
    hedges = word_class("hedge")
    near = [*setting.before[-_GOVERNING:], *setting.between]
    opening = setting.before[:1] if len(bare(setting.before)) <= _GOVERNING else ()
    ending = bare(setting.after) if len(bare(setting.after)) <= _GOVERNING else ()
    found = next((word for word in (*opening, *near, *ending) if word in hedges), None)
    return _missed("cut-hedge", found) if found else _hedge_between(setting)


def _hedge_between(setting: Setting) -> Finding | None:
    """A hedge that was found in the claim, left out between printed words."""
    item, spans = setting.item, setting.choice.spans
    for hedge in item.hedges if isinstance(item, Claim) else ():
        if spans[0].end <= hedge.start and hedge.end <= spans[-1].start and not any(map(hedge.overlaps, spans)):
            return _missed("cut-hedge", setting.around.library.slice(hedge))
    return None


def scope_cut(setting: Setting) -> Finding | None:
    """`Only | three of them`, `some | analysts agree`: the word stands right before what is printed."""
    tail = setting.before[-2:]
    if not tail or not is_word(tail[-1]):
        return None
    found = next((word for word in tail if word in word_class("scope")), None)
    return _missed("cut-scope", " ".join(tail)) if found else None


def contrast_after_cut(setting: Setting) -> Finding | None:
    """Of speech cut by `words`, the next sentence of the same speech that begins with `But`."""
    later = setting.later
    if later is None or not later.within:
        return None
    first = next(iter(bare(later.row)), "")
    if first in word_class("contrast"):
        return Finding(code="cut-contrast", words=first, beside=later)
    return None


def _missed(code: Code, words: str) -> Finding:
    return Finding(code=code, words=words)
