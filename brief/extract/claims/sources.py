"""A cue in; the mention that names who says it, where somebody does, out."""

from __future__ import annotations

import re

from brief.extract.claims.lexicon import word_class
from brief.extract.claims.statement import Sentence
from brief.text.speech import Mention, Speech
from brief.text.speech.lexicon import BODIES, DOCUMENTS, ROLES
from brief.text.speech.tokens import Tokens

SELF = word_class("self")
AMOUNTS = word_class("amount") | word_class("respondent")
_SHOWING = word_class("showing")
_MANNER = frozenset(("how", "what", "why", "where"))
_SAYING = word_class("saying")
_NOUNS = re.compile(r"(?:^|[,;:cCu])([dl0in]?[dlNTh0n][dlTNhns0fi]{0,10})$")  # about half of the voters
_DOCUMENT = re.compile(r"[dlnNs]{0,4}h(?=[^aVbtwpQSXU]{2,16}$)")  # A study published on Monday by the institute
_PERSON_WHO = re.compile(r"([dln]{1,3}h)w[^,;:.tpQSXU]{2,10}(?=v)")  # A friend who runs a factory told
_NOMINAL = frozenset("TNdhlns0jf")
_CONDITIONS = frozenset(("if", "whether", "unless"))


def source_of(speech: Speech, sentence: Sentence, cue: int) -> Mention | None:
    """Who says it, where that is not the author, a mere `it`, or somebody who speaks only on a condition."""
    tokens = speech.tokens
    who = speech.cue_subject(cue)
    if who is None and tokens.tags[cue - 1] == "k":
        who = speech.cue_subject(cue - 2)
    if who is not None and who.name == "One" and tokens.tags[who.token + 1 : who.token + 2] == "f":  # One of them
        who = who._replace(name=" ".join(speech.text[who.start : tokens.end[cue - 1]].split()), kind="description")
    if who is None or who.name == "who":
        who = _antecedent(speech, sentence, cue) or (None if who else _before(speech, sentence, cue))
    if who is None or who.name.lower() in SELF or (tokens.word[who.token] == "it" and tokens.word[cue] not in _SAYING):
        return None
    if tokens.word[cue] in _SHOWING and tokens.word[cue + 1] in _MANNER and not who.person and who.kind == "name":
        return None
    if who.kind == "description" and not speaks(speech.text, who, tokens.word[cue]):
        return None
    if sentence.first < who.token < cue and tokens.word[phrase_start(tokens, sentence, who.token) - 1] in _CONDITIONS:
        return None
    return who


def _antecedent(speech: Speech, sentence: Sentence, cue: int) -> Mention | None:
    """Whom the “who” of a cue stands for: the name before its comma."""
    tags, at = speech.tokens.tags, cue - 1
    while at > sentence.first and tags[at] in "ra":
        at -= 1
    last = first = at - 1
    while first > sentence.first and tags[first - 1] in "TN":
        first -= 1
    stands = speech.tokens.word[at] == "who" and tags[last] == "," and first < last
    return speech.mention(first, last) if stands else None


def _before(speech: Speech, sentence: Sentence, cue: int) -> Mention | None:
    """The noun phrase right before a cue, `about half of the voters said`, or the writing that opens the sentence."""
    tags, last = speech.tokens.tags, cue
    while last > sentence.first and tags[last - 1] in "rm":
        last -= 1
    low = max(sentence.first, last - 14)
    phrase = _NOUNS.search(tags[low:last])
    if phrase and (phrase.start(1) > 0 or low == sentence.first):
        return speech.mention(low + phrase.start(1), last)
    person = _PERSON_WHO.match(tags, sentence.first, cue)
    if person and person.end() == cue:
        return speech.mention(sentence.first, person.end(1))
    opening = _DOCUMENT.match(tags, sentence.first, cue)
    if opening and cue - opening.end() < 16 and speech.tokens.word[opening.end() - 1] in DOCUMENTS:
        return speech.mention(sentence.first, opening.end())
    return None


def speaks(text: str, who: Mention, cue: str) -> bool:
    """Whether somebody or a writing says it, and not a thing: `the posture suggests`, `hard to say`."""
    phrase = text[who.start : who.end]
    words = phrase.lower().split()
    if any(word in ROLES or word in BODIES or word in DOCUMENTS for word in words):
        return True
    if cue in _SHOWING:
        return False
    counted = any(word in AMOUNTS or word[0].isdigit() for word in words)
    return counted or phrase[0].isupper() or words[-1].endswith("s") or (len(words) > 1 and cue in _SAYING)


def is_document(text: str, who: Mention) -> bool:
    """Whether a report, a study or another writing speaks."""
    return who.kind == "description" and not DOCUMENTS.isdisjoint(text[who.start : who.end].lower().split())


def phrase_start(tokens: Tokens, sentence: Sentence, at: int) -> int:
    """Where the noun phrase begins that a name stands in: its titles and what describes it."""
    while at > sentence.first and tokens.tags[at - 1] in _NOMINAL:
        at -= 1
    return at
