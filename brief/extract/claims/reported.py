"""Speech and a sentence in; what the sentence reports that others said, and who said it, out."""

from __future__ import annotations

import pkgutil
from bisect import bisect_left
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from brief.extract.claims.lexicon import word_class
from brief.extract.claims.statement import QUOTED, Sentence, Stretch, after_cue, before_cue, is_closing
from brief.text.speech import Mention, Speech
from brief.text.speech.lexicon import BODIES, DOCUMENTS, ROLES
from brief.text.speech.tokens import Tokens

_ANY = "that clause phrase final of on in at"
_LONGEST = 300  # tokens; what is longer is no sentence, and each cue looks at all of it
_SELF = word_class("self")
_SHOWING = word_class("showing")
_TELLING = frozenset(("told", "tells", "tell"))
_LISTENERS = frozenset("dhnNTos")
_FINITE = frozenset("avV")
_NOMINAL = frozenset("TNdhlns0jf")
_NEGATIONS = frozenset(("not", "never", "nor", "neither", "n't"))
_HYPOTHETICAL = word_class("hypothetical")
_GOING_ON = frozenset(("on", "continues", "continued", "continue"))
_POSSESSIVES = word_class("possessive")
_CONDITIONS = frozenset(("if", "whether", "unless"))
_PREPOSITIONS = word_class("led")
_REFLEXIVE = frozenset(("itself", "himself", "herself", "themselves"))
_JOINING = word_class("joining")


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
    if sentence.last - sentence.first > _LONGEST:
        return found
    cues = speech.cues
    for index in range(bisect_left(cues, sentence.first), bisect_left(cues, sentence.last)):
        report = _report(speech, sentence, index)
        if report and not any(_overlap(report, other) for other in found):
            found.append(report)
    found += [report for report in _according(speech, sentence) if not any(_overlap(report, other) for other in found)]
    return found


def _overlap(one: Report, other: Report) -> bool:
    return one.content.start < other.content.end and other.content.start < one.content.end


@cache
def _cues() -> dict[str, frozenset[str]]:
    """Under each form of a verb, what may follow it when it reports speech."""
    table: dict[str, frozenset[str]] = {}
    for line in (pkgutil.get_data(__name__, "cues.txt") or b"").decode().splitlines():
        forms, _, follows = line.partition("\t")
        table |= dict.fromkeys(forms.split(), frozenset(follows.replace("any", _ANY).split()))
    return table


def _report(speech: Speech, sentence: Sentence, index: int) -> Report | None:
    tokens, cue = speech.tokens, speech.cues[index]
    follows = _cues().get(tokens.word[cue])
    who = _subject(speech, sentence, index) if follows and _is_asserted(tokens, cue) else None
    if follows is None or who is None:
        return None
    opens, closes = _attribution(tokens, sentence, cue, who)
    if tokens.tags[cue] != "g" and is_closing(tokens, sentence, opens, closes):
        sort, content = "final", before_cue(speech.text, tokens, sentence, opens, closes)
    else:
        content = after_cue(speech.text, tokens, sentence, cue, _next_speaker(speech, sentence, index))
        sort = _follow(tokens, cue, content)
    if content is None or not (sort in follows or (sort == "phrase" and is_document(speech.text, who))):
        return None
    if sort == "final":
        quoted = _only_quoted(tokens, content.first, opens) and _only_quoted(tokens, closes, content.last)
    else:
        quoted = _only_quoted(tokens, content.first, content.last)
    return Report(content, who, quoted, sort)


def _subject(speech: Speech, sentence: Sentence, index: int) -> Mention | None:
    """Who says it, where that is not the author, a mere `it`, or somebody who speaks only on a condition."""
    tokens, cue = speech.tokens, speech.cues[index]
    who = speech.cue_subject(cue)
    if who is None and tokens.tags[cue - 1] == "k":
        who = speech.cue_subject(cue - 2)
    if who is None or who.name.lower() in _SELF or tokens.word[who.token] == "it":
        return None
    if who.kind == "description" and not _speaks(speech.text, who, tokens.word[cue]):
        return None
    if sentence.first < who.token < cue and tokens.word[_phrase_start(tokens, sentence, who.token) - 1] in _CONDITIONS:
        return None
    return who


def _speaks(text: str, who: Mention, cue: str) -> bool:
    """Whether somebody or a writing says it, and not a thing: `the posture suggests`, `hard to say`."""
    phrase = text[who.start : who.end]
    words = phrase.lower().split()
    if any(word in ROLES or word in BODIES or word in DOCUMENTS for word in words):
        return True
    return cue not in _SHOWING and (phrase[0].isupper() or words[-1].endswith("s") or "percent" in words)


def _is_asserted(tokens: Tokens, cue: int) -> bool:
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


def _attribution(tokens: Tokens, sentence: Sentence, cue: int, who: Mention) -> tuple[int, int]:
    """The tokens of a cue and of its subject where the two stand together, one past the last; else the cue’s alone."""
    if not sentence.first <= who.token < sentence.last:
        return cue, cue + 1
    if who.token > cue:
        return cue, bisect_left(tokens.start, who.end)
    closes = cue + 1
    while tokens.word[cue] in _TELLING and closes < sentence.last and tokens.tags[closes] in _LISTENERS:
        closes += 1
    return _phrase_start(tokens, sentence, who.token), closes


def _phrase_start(tokens: Tokens, sentence: Sentence, at: int) -> int:
    """Where the noun phrase begins that a name stands in: its titles and what describes it."""
    while at > sentence.first and tokens.tags[at - 1] in _NOMINAL:
        at -= 1
    return at


def _next_speaker(speech: Speech, sentence: Sentence, index: int) -> int:
    """The token at which a clause joined by `and` or `while` gives the word to another: `…, but officials said`."""
    tokens = speech.tokens
    for cue in speech.cues[index + 1 : index + 4]:
        who = speech.cue_subject(cue)
        if cue >= sentence.last:
            break
        if who and speech.cues[index] + 3 < who.token < cue and tokens.word[cue] in _cues():
            at = _phrase_start(tokens, sentence, who.token)
            if tokens.tags[at - 1] in "Q," and tokens.tags[cue + 1] in ".|":
                return at
            if tokens.tags[at - 1] == ";" or (tokens.word[at - 1] in _JOINING and tokens.tags[at - 2] in ",-;"):
                return at - 1
    return sentence.last


def _follow(tokens: Tokens, cue: int, content: Stretch | None) -> str:
    """What follows a cue: `that`, a clause, a phrase, a preposition, a name that somebody is called."""
    tags, word = tokens.tags, tokens.word
    if content is None or word[content.first] in _REFLEXIVE:
        return ""
    if tags[content.first - 1] == "t":
        return "that"
    if word[cue + 1] in _PREPOSITIONS:
        return word[cue + 1]
    if word[cue].startswith("call"):
        return "naming" if not QUOTED.isdisjoint(tags[cue : content.last]) or tags[cue + 1] in "op" else ""
    if "as" in _cues()[word[cue]] and "as" in word[content.first : content.last]:
        return "as"
    head = tags[content.first : min(content.last, content.first + 14)].partition(",")[0]
    return "clause" if not _FINITE.isdisjoint(head[1:]) or "pb" in head else "phrase"


def is_document(text: str, who: Mention) -> bool:
    """Whether a report, a study or another writing speaks."""
    return who.kind == "description" and not DOCUMENTS.isdisjoint(text[who.start : who.end].lower().split())


def _only_quoted(tokens: Tokens, first: int, last: int) -> bool:
    return all(tag in QUOTED or tag in ".,;:-" for tag in tokens.tags[first:last])


def _according(speech: Speech, sentence: Sentence) -> list[Report]:
    """`According to X, …` and `…, according to X`."""
    tokens = speech.tokens
    if "according" not in tokens.word[sentence.first : sentence.last]:
        return []
    at = tokens.word.index("according", sentence.first, sentence.last)
    comma = tokens.tags.find(",", at, sentence.last)
    closes = comma if comma >= 0 else sentence.last - (tokens.tags[sentence.last - 1] == ".")
    index = bisect_left(speech.according, at, key=itemgetter(0))
    who = speech.according[index][1] if index < len(speech.according) and speech.according[index][0] == at else None
    if who is None:
        if not at + 2 < closes < at + 24 or tokens.word[at + 1] != "to":
            return []
        who = speech.mention(at + 2, closes)
    if at - sentence.first < 2:
        content = after_cue(speech.text, tokens, sentence, closes, sentence.last) if comma >= 0 else None
    else:
        content = before_cue(speech.text, tokens, sentence, at, closes)
    if content is None or who.name.lower().split()[0] in _POSSESSIVES:
        return []
    return [Report(content, who, _only_quoted(tokens, content.first, content.last), "according")]
