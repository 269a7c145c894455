"""Speech and a sentence in; what the sentence reports that others said, and who said it, out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from brief.extract.claims.cues import cues_in, follow_table, is_asserted
from brief.extract.claims.lexicon import word_class
from brief.extract.claims.report import Report
from brief.extract.claims.sources import AMOUNTS, is_document, phrase_start, source_of
from brief.extract.claims.stances import stances
from brief.extract.claims.statement import QUOTED, Sentence, Stretch, after_cue, after_opening, before_cue, is_closing
from brief.text.speech import Mention, Speech, is_forged, is_rejected, is_unsaid
from brief.text.speech.tokens import Tokens

_CALLED = re.compile(r"d[ln]{0,2}[nh](?:d[lnehz]{0,3}[nh]|e)(?=[.,|cif]|$)")  # called the plan a mistake, ill-judged
_LONGEST = 300  # tokens; what is longer is no sentence, and each cue looks at all of it
_TELLING = frozenset(("told", "tells", "tell"))
_LISTENERS = frozenset("dhnNTos")
_FINITE = frozenset("avV")
_POSSESSIVES = word_class("possessive")
_PREPOSITIONS = word_class("led")
_REFLEXIVE = frozenset(("itself", "himself", "herself", "themselves"))
_JOINING = word_class("joining")


def reports(speech: Speech, sentence: Sentence) -> list[Report]:
    """The statements reported in a sentence, in order; none overlaps another."""
    found: list[Report] = []
    if sentence.last - sentence.first > _LONGEST:
        return found
    cues = cues_in(speech, sentence)
    for index in range(len(cues)):
        report = _report(speech, sentence, cues, index)
        if report and not any(_overlap(report, other) for other in found):
            found.append(report)
    for report in (*stances(speech, sentence), *_according(speech, sentence, found)):
        if not any(_overlap(report, other) for other in found):
            found.append(report)
    return found


def _overlap(one: Report, other: Report) -> bool:
    return one.content.start < other.content.end and other.content.start < one.content.end


def _report(speech: Speech, sentence: Sentence, cues: list[int], index: int) -> Report | None:
    tokens, cue = speech.tokens, cues[index]
    follows = follow_table().get(tokens.word[cue])
    asserted = follows and is_asserted(tokens, cue) and not _is_disowned(speech, cue)
    who = source_of(speech, sentence, cue) if asserted else None
    if follows is None or who is None:
        return None
    opens, closes = _attribution(tokens, sentence, cue, who)
    if content := after_opening(speech.text, tokens, sentence, cue):
        sort, opens = "final", content.first
    elif tokens.tags[cue] != "g" and is_closing(tokens, sentence, opens, closes):
        sort, content = "final", before_cue(speech.text, tokens, sentence, opens, closes)
    else:
        content = after_cue(speech.text, tokens, sentence, cue, _next_speaker(speech, sentence, cues[index:]))
        sort = _follow(tokens, cue, content)
    if content is None or not (sort in follows or (sort == "phrase" and is_document(speech.text, who))):
        return None
    if sort == "final" and tokens.word[content.first] == "asked":  # Asked whether it was so, he said no
        return None
    if sort == "final":
        quoted = _only_quoted(tokens, content.first, opens) and _only_quoted(tokens, closes, content.last)
    else:
        quoted = _only_quoted(tokens, content.first, content.last)
    return Report(content, who, quoted, sort)


def _is_disowned(speech: Speech, cue: int) -> bool:
    """Whether a cue brings in what was denied, imagined or forged: `denied saying that`, `a fake letter said`."""
    tokens = speech.tokens
    return is_unsaid(tokens, cue) or is_forged(tokens, cue, cue) or is_rejected(tokens, cue + 1, speech.cues)


def _attribution(tokens: Tokens, sentence: Sentence, cue: int, who: Mention) -> tuple[int, int]:
    """The tokens of a cue and of its subject where the two stand together, one past the last; else the cue’s alone."""
    if not sentence.first <= who.token < sentence.last:
        return cue, cue + 1
    if who.token > cue:
        return cue, bisect_left(tokens.start, who.end)
    closes = cue + 1
    while tokens.word[cue] in _TELLING and closes < sentence.last and tokens.tags[closes] in _LISTENERS:
        closes += 1
    return phrase_start(tokens, sentence, who.token), closes


def _next_speaker(speech: Speech, sentence: Sentence, cues: list[int]) -> int:
    """The token at which a clause joined by `and` or `while` gives the word to another: `…, but officials said`."""
    tokens = speech.tokens
    for cue in cues[1:4]:
        who = speech.cue_subject(cue)
        if cue >= sentence.last:
            break
        if who and cues[0] + 3 < who.token < cue and tokens.word[cue] in follow_table():
            at = phrase_start(tokens, sentence, who.token)
            if tokens.tags[at - 1] in "Q," and tokens.tags[cue + 1] in ".|":
                return at
            if tokens.tags[at - 1] == ";" or tokens.word[at - 1] in _JOINING:
                return at - 1
    return sentence.last


def _follow(tokens: Tokens, cue: int, content: Stretch | None) -> str:
    """What follows a cue: `that`, a clause, a phrase, a preposition, a name that somebody is called."""
    tags, word = tokens.tags, tokens.word
    if content is None or word[content.first] in _REFLEXIVE:
        return ""
    if tags[content.first - 1] == "t":
        return "that"
    if word[cue + 1] in _PREPOSITIONS and not (word[cue + 1] == "about" and word[cue + 2] in AMOUNTS):
        return word[cue + 1]
    if word[cue].startswith("call"):
        named = not QUOTED.isdisjoint(tags[cue : content.last]) or tags[cue + 1] in "op"
        return "naming" if named or _CALLED.match(tags, cue + 1, content.last) else ""
    head = tags[content.first : min(content.last, content.first + 14)].partition(",")[0]
    return "clause" if not _FINITE.isdisjoint(head[1:]) or "pb" in head or "ps" in head else "phrase"


def _only_quoted(tokens: Tokens, first: int, last: int) -> bool:
    return all(tag in QUOTED or tag in ".,;:-" for tag in tokens.tags[first:last])


def _according(speech: Speech, sentence: Sentence, found: Sequence[Report]) -> list[Report]:
    """`According to X, …` and `…, according to X`; what another says after it is not X’s."""
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
    if comma >= 0 and tokens.tags[comma + 1] == "w":
        comma = closes = max(comma, tokens.tags.find(",", comma + 1, sentence.last))
    if at - sentence.first < 2:
        content = after_cue(speech.text, tokens, sentence, closes, sentence.last) if comma >= 0 else None
    else:
        others = any(report.content.first > at for report in found)
        content = before_cue(speech.text, tokens, sentence, at, sentence.last if others else closes)
    if content is None or is_forged(tokens, at, at - 1) or who.name.lower().split()[0] in _POSSESSIVES:
        return []
    return [Report(content, who, _only_quoted(tokens, content.first, content.last), "according")]
