"""Speech and a sentence in; its verbs that report what somebody said, and what may follow each, out."""

from __future__ import annotations

import pkgutil
import re
from bisect import bisect_left, insort
from functools import cache

from brief.extract.claims.lexicon import word_class
from brief.extract.claims.statement import Sentence
from brief.text.speech import Speech
from brief.text.speech.tokens import Tokens

_ANY = "that clause phrase final of on in at"
_HOLDING = word_class("holding")
_VIEWS = word_class("view")
_PLAIN = re.compile(r"[nh][rm]{0,2}b(?=[tpdNThl0])")  # technologists say that
_OF = re.compile(r"[dln0]{0,3}[nhN]f[dlnNTh0s]{1,8}[rm]{0,2}b(?=[tpdNThl0])")  # critics of the plan say that
_RESPONDENTS = word_class("respondent")
_HELD = frozenset(("argue", "believe", "say", "think", "contend", "insist", "warn", "suspect"))
_NEGATIONS = frozenset(("not", "never", "nor", "neither", "n't"))
_HYPOTHETICAL = word_class("hypothetical")
_GOING_ON = frozenset(("on", "continues", "continued", "continue"))


@cache
def follow_table() -> dict[str, frozenset[str]]:
    """Under each form of a verb, what may follow it when it reports speech."""
    table: dict[str, frozenset[str]] = {}
    for line in (pkgutil.get_data(__name__, "cues.txt") or b"").decode().splitlines():
        forms, _, follows = line.partition("\t")
        table |= dict.fromkeys(forms.split(), frozenset(follows.replace("any", _ANY).split()))
    return table


def cues_in(speech: Speech, sentence: Sentence) -> list[int]:
    """The cue verbs of a sentence, and plain ones after a plural that is no known role: `technologists say`."""
    tokens = speech.tokens
    first, last = bisect_left(speech.cues, sentence.first), bisect_left(speech.cues, sentence.last)
    found = list(speech.cues[first:last])
    for match in _PLAIN.finditer(tokens.tags, sentence.first, sentence.last):
        at = match.end() - 1
        if at not in found and tokens.word[at] in follow_table() and tokens.word[match.start()].endswith("s"):
            insort(found, at)
    for at in _plural(tokens, sentence):
        if at not in found:
            insort(found, at)
    if not _VIEWS.isdisjoint(tokens.word[sentence.first : sentence.last]):
        for at in range(sentence.first + 1, sentence.last - 3):
            if tokens.word[at] in _HOLDING and at not in found and "t" in tokens.tags[at + 2 : at + 6]:
                insort(found, at)
    return found


def _plural(tokens: Tokens, sentence: Sentence) -> list[int]:
    """The verb of `critics of the plan say that` and of `some argue that`, which by itself may be a noun."""
    match = _OF.match(tokens.tags, sentence.first, sentence.last)
    if match and tokens.word[match.end() - 1] in follow_table():
        head = tokens.tags.index("f", match.start()) - 1
        if tokens.word[head].endswith("s"):
            return [match.end() - 1]
    at = sentence.first + (tokens.tags[sentence.first] in "Cc")
    if at + 2 < sentence.last and tokens.word[at] in _RESPONDENTS and tokens.word[at + 1] in _HELD:
        return [at + 1]
    return []


def is_asserted(tokens: Tokens, cue: int) -> bool:
    """Whether something was said: not `did not say`, `could say`, `in order to say`, `those who say`."""
    tags, word = tokens.tags, tokens.word
    at = cue - 1
    if tokens.sentence[at] != tokens.sentence[cue]:
        return True
    if tags[cue] == "g" and word[at] == "by" and tokens.sentence[at - 1] != tokens.sentence[at]:
        return False
    while at > 0 and tags[at] == "r" and word[at] not in _NEGATIONS:
        at -= 1
    if word[at] in _NEGATIONS or word[at] in _HYPOTHETICAL or word[at].endswith(("n't", "n’t")):
        return False
    if tags[at] == "a" and word[at - 1] in _NEGATIONS:
        return False
    if tags[at] == "k" and tags[cue] == "b":
        return word[at - 1] in _GOING_ON
    return tags[at] != "w" or tags[at - 1] in ",-"
