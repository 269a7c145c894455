"""A printed passage in; whether it is told who speaks in it, out."""

from __future__ import annotations

from itertools import pairwise

from brief.guard.finding import Finding
from brief.guard.lexicon import tokens, word_class
from brief.guard.setting import Setting
from brief.model.items import Claim, Event, Quote, Speaker


def quote_without_speaker(setting: Setting) -> Finding | None:
    """A quotation among the key points, which print no speaker of their own."""
    item = setting.item
    if not isinstance(item, Quote) or setting.section.kind != "key_points" or setting.choice.said_by:
        return None
    return Finding(code="no-speaker", words=item.speaker.name if item.speaker else "", speaker=item.speaker)


def pronoun_only(setting: Setting) -> Finding | None:
    """`…, he said`: the words name the speaker by a pronoun, and the brief does not say who it is."""
    if not isinstance(setting.item, Claim | Event) or setting.choice.said_by:
        return None
    for content, who in setting.around.reported(setting.item.span):
        if any(span.overlaps(content) for span in setting.choice.spans) and _is_unnamed(setting, who):
            return Finding(code="no-speaker", words=who.name, speaker=who)
    return None


def _is_unnamed(setting: Setting, who: Speaker) -> bool:
    """Whether the words name no speaker, or only by a pronoun that no other name before it could mean."""
    mention, name = who.mention, tokens(who.name)
    if mention is None or not who.name[:1].isupper() or name[-1] in setting.printed:
        return False
    if not setting.item.span.holds(mention):
        return True
    said = tokens(setting.around.library.slice(mention))
    alone = len(said) == 1 and said[0] in word_class("pronoun") and len(name) > 1
    return alone and not _names(setting.around.text[setting.item.span.start : mention.start])


def _names(text: str) -> bool:
    """Whether somebody else may be named here: two capitalised words side by side."""
    words = text.split()
    return any(one[:1].isupper() and two[:1].isupper() for one, two in pairwise(words))
