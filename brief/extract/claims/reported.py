"""Speech and a sentence in; what the sentence reports that others said, and who said it, out."""

from __future__ import annotations

import pkgutil
import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from brief.extract.claims.lexicon import word_class
from brief.extract.claims.statement import QUOTED, Sentence, Stretch, after_cue, after_opening, before_cue, is_closing
from brief.text.speech import Mention, Speech
from brief.text.speech.lexicon import BODIES, DOCUMENTS, ROLES
from brief.text.speech.subject import subject
from brief.text.speech.tokens import Tokens

_ANY = "that clause phrase final of on in at"
_LONGEST = 300  # tokens; what is longer is no sentence, and each cue looks at all of it
_SEEING = word_class("seeing")
_SELF = word_class("self")
_SHOWING = word_class("showing")
_TELLING = frozenset(("told", "tells", "tell"))
_LISTENERS = frozenset("dhnNTos")
_SAYING = word_class("saying")
_AMOUNTS = word_class("amount") | word_class("respondent")
_PLAIN = re.compile(r"[nh][rm]{0,2}b(?=[tpdNThl0])")  # technologists say that
_NOUNS = re.compile(r"(?:^|[,;:cCu])([dl0in]?[dlNTh0n][dlTNhns0fi]{0,10})$")  # about half of the voters
_DOCUMENT = re.compile(r"[dlnNs]{0,4}h(?=[^aVbtwpQSXU]{2,16}$)")  # A study published on Monday by the institute
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
    cues = _cues_in(speech, sentence)
    for index in range(len(cues)):
        report = _report(speech, sentence, cues, index)
        if report and not any(_overlap(report, other) for other in found):
            found.append(report)
    for report in (*_stances(speech, sentence), *_according(speech, sentence)):
        if not any(_overlap(report, other) for other in found):
            found.append(report)
    return found


def _cues_in(speech: Speech, sentence: Sentence) -> list[int]:
    """The cue verbs of a sentence, and plain ones after a plural that is no known role: `technologists say`."""
    tokens = speech.tokens
    first, last = bisect_left(speech.cues, sentence.first), bisect_left(speech.cues, sentence.last)
    found = list(speech.cues[first:last])
    for match in _PLAIN.finditer(tokens.tags, sentence.first, sentence.last):
        at = match.end() - 1
        if at not in found and tokens.word[at] in _cues() and tokens.word[match.start()].endswith("s"):
            insort(found, at)
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


def _report(speech: Speech, sentence: Sentence, cues: list[int], index: int) -> Report | None:
    tokens, cue = speech.tokens, cues[index]
    follows = _cues().get(tokens.word[cue])
    who = _subject(speech, sentence, cue) if follows and _is_asserted(tokens, cue) else None
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
    if sort == "final":
        quoted = _only_quoted(tokens, content.first, opens) and _only_quoted(tokens, closes, content.last)
    else:
        quoted = _only_quoted(tokens, content.first, content.last)
    return Report(content, who, quoted, sort)


def _subject(speech: Speech, sentence: Sentence, cue: int) -> Mention | None:
    """Who says it, where that is not the author, a mere `it`, or somebody who speaks only on a condition."""
    tokens = speech.tokens
    who = speech.cue_subject(cue)
    if who is None and tokens.tags[cue - 1] == "k":
        who = speech.cue_subject(cue - 2)
    if who is None or who.name == "who":
        who = _antecedent(speech, sentence, cue) or (None if who else _before(speech, sentence, cue))
    if who is None or who.name.lower() in _SELF or (tokens.word[who.token] == "it" and tokens.word[cue] not in _SAYING):
        return None
    if who.kind == "description" and not _speaks(speech.text, who, tokens.word[cue]):
        return None
    if sentence.first < who.token < cue and tokens.word[_phrase_start(tokens, sentence, who.token) - 1] in _CONDITIONS:
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
    if phrase := _NOUNS.search(tags, max(sentence.first, last - 14), last):
        return speech.mention(phrase.start(1), last)
    opening = _DOCUMENT.match(tags, sentence.first, cue)
    if opening and cue - opening.end() < 16 and speech.tokens.word[opening.end() - 1] in DOCUMENTS:
        return speech.mention(sentence.first, opening.end())
    return None


def _speaks(text: str, who: Mention, cue: str) -> bool:
    """Whether somebody or a writing says it, and not a thing: `the posture suggests`, `hard to say`."""
    phrase = text[who.start : who.end]
    words = phrase.lower().split()
    if any(word in ROLES or word in BODIES or word in DOCUMENTS for word in words):
        return True
    if cue in _SHOWING:
        return False
    counted = any(word in _AMOUNTS or word[0].isdigit() for word in words)
    return counted or phrase[0].isupper() or words[-1].endswith("s") or (len(words) > 1 and cue in _SAYING)


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


def _next_speaker(speech: Speech, sentence: Sentence, cues: list[int]) -> int:
    """The token at which a clause joined by `and` or `while` gives the word to another: `…, but officials said`."""
    tokens = speech.tokens
    for cue in cues[1:4]:
        who = speech.cue_subject(cue)
        if cue >= sentence.last:
            break
        if who and cues[0] + 3 < who.token < cue and tokens.word[cue] in _cues():
            at = _phrase_start(tokens, sentence, who.token)
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
    if word[cue + 1] in _PREPOSITIONS and not (word[cue + 1] == "about" and word[cue + 2] in _AMOUNTS):
        return word[cue + 1]
    if word[cue].startswith("call"):
        return "naming" if not QUOTED.isdisjoint(tags[cue : content.last]) or tags[cue + 1] in "op" else ""
    head = tags[content.first : min(content.last, content.first + 14)].partition(",")[0]
    return "clause" if not _FINITE.isdisjoint(head[1:]) or "pb" in head or "ps" in head else "phrase"


def is_document(text: str, who: Mention) -> bool:
    """Whether a report, a study or another writing speaks."""
    return who.kind == "description" and not DOCUMENTS.isdisjoint(text[who.start : who.end].lower().split())


def _only_quoted(tokens: Tokens, first: int, last: int) -> bool:
    return all(tag in QUOTED or tag in ".,;:-" for tag in tokens.tags[first:last])


def _stances(speech: Speech, sentence: Sentence) -> Iterator[Report]:
    """`The alliance views the plan as a risk`: verbs of seeing, which are no cues of speech by themselves."""
    tokens = speech.tokens
    tags, word = tokens.tags, tokens.word
    if _SEEING.isdisjoint(word[sentence.first : sentence.last]):
        return
    for at in range(sentence.first + 1, sentence.last - 3):
        if word[at] in _SEEING and tags[at - 1] in "NhTpra" and tags[at + 1] in "dNTpo":
            phrase = subject(tokens, at) if "as" in word[at + 2 : min(at + 14, sentence.last)] else None
            content = after_cue(speech.text, tokens, sentence, at, sentence.last)
            if phrase and content and word[at + 1] not in _REFLEXIVE and word[phrase.first] not in _SELF:
                yield Report(content, speech.mention(phrase.first, phrase.last), only_quoted=False, rule="as")


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
    if comma >= 0 and tokens.tags[comma + 1] == "w":
        comma = closes = max(comma, tokens.tags.find(",", comma + 1, sentence.last))
    if at - sentence.first < 2:
        content = after_cue(speech.text, tokens, sentence, closes, sentence.last) if comma >= 0 else None
    else:
        content = before_cue(speech.text, tokens, sentence, at, closes)
    if content is None or who.name.lower().split()[0] in _POSSESSIVES:
        return []
    return [Report(content, who, _only_quoted(tokens, content.first, content.last), "according")]
