"""Speech and a sentence in; what somebody expects, doubts or deems in it, without a verb of saying, out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from brief.extract.claims.cues import is_asserted
from brief.extract.claims.lexicon import word_class
from brief.extract.claims.report import Report
from brief.extract.claims.sources import SELF, speaks
from brief.extract.claims.statement import Sentence, after_cue, before_cue
from brief.text.speech import Mention, Speech
from brief.text.speech.subject import Phrase, subject

_SEEING = word_class("seeing")
_EXPECTING = word_class("expecting")
_VERBS = _SEEING | _EXPECTING
_CONTINUING = frozenset(("continues", "continued", "continue"))
_REFLEXIVE = frozenset(("itself", "himself", "herself", "themselves"))
_BEING = frozenset(("is", "are", "was", "were", "be", "been", "being", "'s", "'re"))
_POSSESSIVES = {"his": "m", "her": "f", "their": None, "its": None}
_SIGHTED = frozenset(("see", "sees"))
_SIGHTS = word_class("sight")
_DOUBTING = frozenset(("doubt", "doubts", "doubted", "fear", "fears", "feared"))
_NOBODY = frozenset(("few", "no", "neither", "none", "little"))
_OPINIONS = frozenset(("view", "opinion", "estimation", "estimate", "assessment", "judgment", "judgement", "reckoning"))
_NOMINAL = re.compile(r"[dsl0]")
_BACK = 3
"""Sentences back in which the owner of “her view” is sought."""


def stances(speech: Speech, sentence: Sentence) -> Iterator[Report]:
    """`The alliance views the plan as a risk`, `The bank expects growth of 2%`, `In her view, …`."""
    if view := _view(speech, sentence):
        yield view
    words = speech.tokens.word[sentence.first : sentence.last]
    if _VERBS.isdisjoint(words):
        return
    for at, word in enumerate(words, sentence.first):
        if word not in _VERBS or at == sentence.first:
            continue
        expects = word in _EXPECTING or (
            word in _SIGHTED and not _SIGHTS.isdisjoint(speech.tokens.word[at + 1 : at + 4])
        )
        report = _expected(speech, sentence, at) if expects else None
        if report or (report := _seen(speech, sentence, at) if word in _SEEING else None):
            yield report


def _seen(speech: Speech, sentence: Sentence, at: int) -> Report | None:
    """`views the plan as`."""
    tokens = speech.tokens
    tags, word = tokens.tags, tokens.word
    if at >= sentence.last - 3 or tags[at + 1] not in "dNTpo":
        return None
    verb = at - 2 if tags[at - 1] == "k" and word[at - 2] in _CONTINUING else at
    stated = (
        verb > sentence.first and tags[verb - 1] in "NhTpran" and "as" in word[at + 2 : min(at + 14, sentence.last)]
    )
    phrase = subject(tokens, verb) if stated else None
    content = after_cue(speech.text, tokens, sentence, at, sentence.last)
    if phrase and content and word[at + 1] not in _REFLEXIVE and word[phrase.first] not in SELF:
        return Report(content, speech.mention(phrase.first, phrase.last), only_quoted=False, rule="as")
    return None


def _expected(speech: Speech, sentence: Sentence, at: int) -> Report | None:
    """`expects growth of 2%`, `doubt that …`, and `…, the ministry reckons`; not `is expected`, `the forecast`."""
    tokens = speech.tokens
    tags, word = tokens.tags, tokens.word
    if word[at - 1] in _BEING or _NOMINAL.match(tags[at - 1]) or tags[at - 1] in "ki" or not is_asserted(tokens, at):
        return None
    phrase = subject(tokens, at)
    who = _who(speech, phrase) if phrase else None
    if phrase is None or who is None or word[at + 1] in _REFLEXIVE or word[phrase.first] in _NOBODY:
        return None
    if tags[at + 1] in ".|" and phrase.first > sentence.first and tags[phrase.first - 1] in ",-":
        content = before_cue(speech.text, tokens, sentence, phrase.first, at + 1)
        return Report(content, who, only_quoted=False, rule="final") if content else None
    if at + 3 >= sentence.last or tags[at + 1] not in "dNTpotnhl0zeQ" or tags[phrase.first - 1] == "w":
        return None
    content = after_cue(speech.text, tokens, sentence, at, sentence.last)
    if content and word[at] in _DOUBTING:  # without its verb it would say the contrary
        content = content._replace(first=at, start=tokens.start[at])
    return Report(content, who, only_quoted=False, rule="stance") if content else None


def _who(speech: Speech, phrase: Phrase) -> Mention | None:
    """Who expects it, where that is somebody: a pronoun only as the sentence’s own subject, which was resolved."""
    tokens = speech.tokens
    about = speech.about.get(tokens.sentence[phrase.first])
    if tokens.tags[phrase.first] == "p":
        resolved = about is not None and about.token == phrase.first and about.kind == "pronoun"
        return about if resolved and about and about.name.lower() not in SELF and about.end > about.start else None
    who = speech.mention(phrase.first, phrase.last)
    if who.name.lower() in SELF or (who.kind == "description" and not speaks(speech.text, who, "said")):
        return None
    return who


def _view(speech: Speech, sentence: Sentence) -> Report | None:
    """`In her view, …`."""
    tokens, first = speech.tokens, sentence.first
    word = tokens.word
    if word[first] not in {"in", "by", "to"} or tokens.tags[first + 3 : first + 4] != ",":
        return None
    if word[first + 1] not in _POSSESSIVES or word[first + 2] not in _OPINIONS or first + 5 >= sentence.last:
        return None
    who = _owner(speech, sentence, word[first + 1])
    content = after_cue(speech.text, tokens, sentence, first + 3, sentence.last)
    return Report(content, who, only_quoted=False, rule="view") if who and content else None


def _owner(speech: Speech, sentence: Sentence, possessive: str) -> Mention | None:
    """Who spoke last, or was the subject, in the few sentences before, and fits the pronoun."""
    tokens = speech.tokens
    here = tokens.sentence[sentence.first]
    low = tokens.first[max(0, here - _BACK)]
    cues = speech.cues[bisect_left(speech.cues, low) : bisect_left(speech.cues, sentence.first)]
    said = [(cue, speech.subjects[cue]) for cue in cues if cue in speech.subjects]
    said += [(tokens.first[n], speech.about[n]) for n in range(max(0, here - _BACK), here) if n in speech.about]
    sex = _POSSESSIVES[possessive]
    for _, who in sorted(said, key=lambda one: -one[0]):
        known = speech.discourse.sexes.get(who.name)
        if who.person == (sex is not None) and (sex is None or known in {None, sex}):
            return who
    return None
