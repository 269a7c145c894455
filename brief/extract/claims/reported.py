"""Speech and a sentence in; what the sentence reports that others said, and who said it, out."""

from __future__ import annotations

import pkgutil
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from brief.extract.claims.statement import QUOTED, Sentence, Stretch, after_cue, before_cue, is_closing
from brief.text.speech import Mention, Speech
from brief.text.speech.lexicon import DOCUMENTS
from brief.text.speech.tokens import Tokens

_SELF = frozenset("i we you us me it that this what which one there these those who everyone nobody".split())
_FINITE = frozenset("avV")


class Report(NamedTuple):
    """A statement and its source; `only_quoted` where nothing of it stands outside quotation marks."""

    content: Stretch
    who: Mention
    only_quoted: bool
    rule: str
    """What follows the cue (`that`, `clause`, `phrase`, a preposition), `final` after the statement, or `according`."""


def reports(speech: Speech, sentence: Sentence) -> list[Report]:
    """The statements reported in a sentence, in order; none overlaps another."""
    found: list[Report] = []
    cues = speech.cues
    for index in range(bisect_left(cues, sentence.first), bisect_left(cues, sentence.last)):
        report = _report(speech, sentence, cues[index])
        if report and not any(
            report.content.start < other.content.end and other.content.start < report.content.end for other in found
        ):
            found.append(report)
    return found or _according(speech, sentence)


@cache
def _cues() -> dict[str, frozenset[str]]:
    """Under each form of a verb, what may follow it when it reports speech."""
    table: dict[str, frozenset[str]] = {}
    for line in (pkgutil.get_data(__name__, "cues.txt") or b"").decode().splitlines():
        forms, _, follows = line.partition("\t")
        table |= dict.fromkeys(forms.split(), frozenset(follows.split()))
    return table


def _report(speech: Speech, sentence: Sentence, cue: int) -> Report | None:
    tokens = speech.tokens
    follows = _cues().get(tokens.word[cue])
    who = speech.cue_subject(cue) if follows else None
    if follows is None or who is None or who.name.lower() in _SELF:
        return None
    opens, closes = _attribution(tokens, sentence, cue, who)
    if is_closing(tokens, sentence, opens, closes):
        sort, content = "final", before_cue(speech.text, tokens, sentence, opens, closes)
    else:
        content = after_cue(speech.text, tokens, sentence, cue)
        sort = _follow(tokens, cue, content)
    if content is None or not ("any" in follows or sort in follows or (sort == "phrase" and is_document(who))):
        return None
    return Report(content, who, _only_quoted(tokens, content), sort)


def _attribution(tokens: Tokens, sentence: Sentence, cue: int, who: Mention) -> tuple[int, int]:
    """The tokens of a cue and of its subject where the two stand together, one past the last; else the cue’s alone."""
    if not sentence.first <= who.token < sentence.last:
        return cue, cue + 1
    if who.token > cue:
        return cue, bisect_left(tokens.start, who.end)
    return who.token, cue + 1


def _follow(tokens: Tokens, cue: int, content: Stretch | None) -> str:
    """What follows a cue: `that`, a clause, a phrase, or a preposition."""
    tags, word = tokens.tags, tokens.word
    if content is None:
        return ""
    if tags[content.first - 1] == "t":
        return "that"
    if word[cue + 1] in {"to", "of", "for", "on", "about", "at", "out", "by", "up", "with", "against"}:
        return word[cue + 1]
    head = tags[content.first : min(content.last, content.first + 14)].partition(",")[0]
    if "as" in _cues()[word[cue]] and "as" in word[content.first : content.last]:
        return "as"
    return "clause" if not _FINITE.isdisjoint(head[1:]) or "pb" in head else "phrase"


def is_document(who: Mention) -> bool:
    return any(word in DOCUMENTS for word in who.name.lower().split())


def _only_quoted(tokens: Tokens, content: Stretch) -> bool:
    return all(tag in QUOTED or tag in ".,;:-" for tag in tokens.tags[content.first : content.last])


def _according(speech: Speech, sentence: Sentence) -> list[Report]:
    """`According to X, …` and `…, according to X`."""
    tokens = speech.tokens
    for at, who in speech.according:
        if sentence.first <= at < sentence.last:
            closes = bisect_left(tokens.start, who.end)
            if at - sentence.first < 2:
                content = after_cue(speech.text, tokens, sentence, closes - 1)
            else:
                content = before_cue(speech.text, tokens, sentence, at, closes)
            if content and who.name.lower() not in _SELF:
                return [Report(content, who, _only_quoted(tokens, content), "according")]
    return []
