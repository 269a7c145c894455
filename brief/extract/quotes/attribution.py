"""Who says one quoted stretch: it and the attributions before it in; its own out, by the first rule that fits."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from operator import itemgetter

from msgspec import Struct

from brief.model.items import QuoteRule
from brief.text.speech import Mention, Speech, is_saying, is_unsaid
from brief.text.speech.lexicon import BODIES, ROLES

_BETWEEN = re.compile(r"[,:tr]?$|[dlTNhoipqmr0nsf]{0,8}[,:t]?:?$")  # said on Monday that “
_ONLY_QUOTES = re.compile(r"[QSXU,;.\-cC:?|]+$")
_LABEL = re.compile(r"(?:^|[-|.QSX])i?((?:[lnNThsf]{0,5}[lTh])?N{1,4}|dh):$")  # Senator Marco Rubio: “…”
_SIGNATURE = re.compile(r"(?:\|-(?=N[.|,])|\|?-(?=T*NN))(T*N{1,4})[,|.]")  # “…” — Mark Rutte
_SIGNED_LINE = re.compile(r"\|?-d?((?:[lnNThsfj]{0,6}[lTh])?N(?:j{0,2}N){0,3})(?:,[^avVb|]{1,40})?\|")
"""Signature that fills the rest of its line: `“…” – Labour Minister Els Claes, Liège`."""
_CALL = re.compile(r"([^\W\d_][\w.'’-]{2,20}(?: [\w.'’-]{2,20}){0,2}): ")  # WALLACE: …
_UNREADABLE = re.compile(r"\|-[^avVb.|]{0,12}N[^avVb.|]{0,12}\|")
_SOURCE = re.compile(r"[hnNev][ki]((?:d?[lnNThsf]{0,6}[lTh])?N(?:j{0,2}N){0,3})(?:,[^avVb|:]{1,40})?:")
"""`a statement attributed to Dr Grace Mutua, Director-General of the Authority:`"""
_UTTERANCES = frozenset(
    ("attributed", "attributable", "statement", "remarks", "quote", "comment", "comments", "message")
)
_DESCRIPTION = re.compile(r",?[dlTNhnsf]{1,8}h,$")  # “…,” the ministry’s spokesman, (Dmitri Sorokin, wrote)
_DESCRIBED = 11  # tokens
_REACH = 150  # tokens between a quotation and its cue, which keeps a text of one endless sentence linear
_SENTENCES = 30  # before a quotation in which somebody else may have come in
_NEAR = 60  # characters between a cue and its quotation


class Attribution(Struct, frozen=True):
    """Who says one quoted stretch, by which cue (tokens) and which rule."""

    who: Mention | None
    cue: tuple[int, int] | None
    rule: QuoteRule


Found = dict[int, Attribution]
"""Attributions of the stretches before, by token."""


def attribute(speech: Speech, at: int, found: Found) -> Attribution:
    """The attribution of the stretch at a token, by the first rule that gives one."""
    for rule in _RULES:
        if told := rule(speech, at, found):
            return told
    return Attribution(None, None, "none")


def only_quotes(speech: Speech, at: int) -> bool:
    """Whether nothing but quotations stands in the sentence of a token."""
    return bool(_ONLY_QUOTES.match(speech.tokens.tags, *_sentence(speech, at)))


def _sentence(speech: Speech, at: int) -> tuple[int, int]:
    """Tokens of the sentence that a token stands in, as far as its cues may be."""
    number = speech.tokens.sentence[at]
    return max(speech.tokens.first[number], at - _REACH), min(speech.tokens.first[number + 1], at + _REACH)


def _cues(speech: Speech, low: int, high: int) -> Sequence[int]:
    """Cue verbs with a subject, from token `low` to `high`."""
    cues = speech.cues
    return [at for at in cues[bisect_left(cues, low) : bisect_left(cues, high)] if at in speech.subjects]


def _says(speech: Speech, cue: int) -> bool:
    return is_saying(speech.tokens.word[cue])


def _by_cue(speech: Speech, cue: int, rule: QuoteRule) -> Attribution:
    return Attribution(speech.subjects[cue], (cue, cue + 1), rule)


def _according(speech: Speech, low: int, high: int) -> tuple[int, Mention] | None:
    """The first `according to X` from token `low` to `high`."""
    first = bisect_left(speech.according, low, key=itemgetter(0))
    found = speech.according[first : first + 1]
    return found[0] if found and found[0][0] < high else None


def _beside_before(speech: Speech, at: int, _: Found) -> Attribution | None:
    """`Rutte told reporters: “…”`; not `he said the plan would find it “…”`, which is left to the outer cue."""
    low, _high = _sentence(speech, at)
    cues = _cues(speech, low, at)
    if not cues or not _BETWEEN.match(speech.tokens.tags, cues[-1] + 1, at):
        return None
    last, who = cues[-1], speech.subjects[cues[-1]]
    if speech.tokens.start[at] - speech.tokens.end[last] > _NEAR:
        return None
    inner = any(_says(speech, cue) for cue in cues[:-1])
    mocked = speech.tokens.tags[last : last + 2] in {"v:", "V:"}
    if inner and not mocked and not (_says(speech, last) and (who.person or who.kind == "pronoun")):
        return None
    return _by_cue(speech, last, "cue")


def _beside_after(speech: Speech, at: int, _: Found) -> Attribution | None:
    """`“…,” said Rutte`, `“…,” according to Rutte`."""
    _low, high = _sentence(speech, at)
    tokens = speech.tokens
    for cue in _cues(speech, at, high)[:1]:
        begins = min(cue, speech.subjects[cue].token) if speech.subjects[cue].token > at else cue
        touches = tokens.start[begins] - tokens.end[at] <= 6  # characters
        described = begins - at <= _DESCRIBED and _DESCRIPTION.match(tokens.tags, at + 1, begins)
        near = begins - at <= 3 and not set(tokens.tags[at + 1 : begins].removesuffix("u")) - set(",-rC")
        quoted_as = near and (tokens.tags[begins - 1] != "u" or tokens.word[begins - 1] == "as")  # “…,” as Lund put it
        if touches or described or quoted_as:
            return _relayed(speech, at, cue) or _by_cue(speech, cue, "cue")
    if (source := _according(speech, at, high)) and source[0] - at <= 2:
        return Attribution(source[1], (source[0], source[0] + 2), "cue")
    return None


def _relayed(speech: Speech, at: int, relay: int) -> Attribution | None:
    """`Paparo said it has reached a “boil,” the council noted`: the person, not the body that passed it on."""
    if speech.subjects[relay].person or speech.subjects[relay].kind == "pronoun":
        return None
    told = _before(speech, at, {})
    return told if told and told.who and told.who.person else None


def _called(speech: Speech, at: int) -> Attribution | None:
    """`“RUTTE: We shall see.”`: a transcript quoted with its labels."""
    stretch = speech.stretches[at]
    label = _CALL.match(speech.text, stretch.inner_start, stretch.inner_end)
    if label is None or not label[1].isupper():
        return None
    first, last = label.span(1)
    plain = Mention(first, last, "name", label[1], None, at, person=False)
    return Attribution(speech.resolve(plain), None, "label")


def _signed(speech: Speech, at: int, _: Found) -> Attribution | None:
    """`RUTTE: “…”`, `Rutte in 2024: “…”`, and `“…” — Mark Rutte`."""
    if told := _called(speech, at):
        return told
    tags = speech.tokens.tags
    low, _high = _sentence(speech, at)
    introduced = tags[at - 1 : at] == ":"
    label = introduced and _LABEL.search(tags, low, at)
    if named := label or _SIGNATURE.match(tags, at + 1) or _SIGNED_LINE.match(tags, at + 1):
        return Attribution(speech.mention(*named.span(1)), None, "label")
    if _UNREADABLE.match(tags, at + 1):  # signed by somebody whose name cannot be told
        return Attribution(None, None, "none")
    who = speech.about.get(speech.tokens.sentence[at])
    if introduced and who and _may_speak(speech, who) and not _cues(speech, low, at):
        return Attribution(who, None, "colon")
    return None


def _may_speak(speech: Speech, who: Mention) -> bool:
    """Whether a word at a sentence's start is more than a capital: `Translated:` names nobody."""
    lone = who.kind == "name" and not who.person and " " not in who.name
    return not lone or speech.tokens.word.count(who.name.lower()) > 1


def _before(speech: Speech, at: int, _: Found) -> Attribution | None:
    """The outermost cue of saying before it in the sentence: what is told inside what somebody says is theirs."""
    low, _high = _sentence(speech, at)
    outer: int | None = None
    for cue in _cues(speech, low, at):
        if _says(speech, cue) and (outer is None or not _embedded(speech, outer, cue)):
            outer = cue
    return None if outer is None else _by_cue(speech, outer, "distant")


def _embedded(speech: Speech, outer: int, inner: int) -> bool:
    """Whether a cue stands in a clause that hangs on another cue's: `he said that when she argued …`."""
    here, there = speech.subjects[inner], speech.subjects[outer]
    if here.name == there.name:
        return False
    begins = min(here.token, inner) if here.token > outer else inner
    return not speech.tokens.tags[outer + 1 : begins].endswith((";", ",", "-", ",c", ",C", ",u", "C"))


def _after(speech: Speech, at: int, _: Found) -> Attribution | None:
    """`“…” on Taiwan, Zack Cooper, a senior fellow, told the paper`: a cue farther on, or `according to` anywhere."""
    low, high = _sentence(speech, at)
    if source := _according(speech, low, high):
        return Attribution(source[1], (source[0], source[0] + 2), "distant")
    cues = [cue for cue in _cues(speech, at, high) if _says(speech, cue)]
    return _by_cue(speech, cues[0], "distant") if cues else None


def _judged(speech: Speech, at: int, _: Found) -> Attribution | None:
    """`blasted the plan as “…”`: the nearest verb that judges."""
    low, _high = _sentence(speech, at)
    cues = _cues(speech, low, at)
    return _by_cue(speech, cues[-1], "distant") if cues else None


def _followed(speech: Speech, at: int, found: Found) -> Attribution | None:
    """A quotation that runs on in the next paragraph, where its cue stands."""
    if speech.tokens.tags[at] != "U":
        return None
    following = at + 2  # past the paragraph's end
    return _beside_after(speech, following, found) if following in speech.stretches else None


def _continued(speech: Speech, at: int, found: Found) -> Attribution | None:
    """A stretch without a cue goes on with the speaker before it in the paragraph."""
    last = next(reversed(found), None)
    if last is None:
        return None
    between = speech.tokens.paragraph[at] - speech.tokens.paragraph[last]
    if between > (speech.tokens.tags[last] == "U") or found[last].who is None or _interrupted(speech, last, at, found):
        return None
    return Attribution(found[last].who, found[last].cue, "weak" if found[last].rule == "weak" else "continuation")


def _interrupted(speech: Speech, last: int, at: int, found: Found) -> bool:
    """Whether somebody else acts between two stretches: `“…,” said Rutte. Kallas answered. “…”`."""
    who, tokens = found[last].who, speech.tokens
    if who is None:
        return False
    first = max(tokens.sentence[last] + 1, tokens.sentence[at] - _SENTENCES)
    others = [speech.about.get(number) for number in range(first, tokens.sentence[at])]
    cues = _cues(speech, max(last + 1, at - _REACH), at)
    others += [speech.subjects[cue] for cue in cues if _is_main(speech, last, cue)]
    return any(other is not None and _is_other(other, who) for other in others)


def _is_main(speech: Speech, last: int, cue: int) -> bool:
    """Whether a verb of saying has its subject in a clause after a stretch: `…, and Kallas answered`."""
    tokens, first = speech.tokens, speech.subjects[cue].token
    if not last < first < cue or not _says(speech, cue):
        return False
    return tokens.sentence[cue] != tokens.sentence[last] or tokens.tags[first - 1] in "cC;"


def _is_other(one: Mention, who: Mention) -> bool:
    if one.name == who.name or one.kind == "pronoun":
        return False
    if one.kind == "name":
        return one.person or who.person
    return any(word in ROLES or word in BODIES for word in one.name.lower().split())


def _introduced(speech: Speech, at: int, found: Found) -> Attribution | None:
    """The sentence before names the speaker of a sentence that is only a quotation."""
    tokens, number = speech.tokens, speech.tokens.sentence[at]
    if number == 0 or not only_quotes(speech, at):
        return None
    low, high = tokens.first[number - 1], tokens.first[number]
    colon = tokens.tags[low:high].rstrip("|").endswith(":")
    same = tokens.paragraph[low] == tokens.paragraph[at]
    last = next(reversed(found), None)
    broken = last is not None and _interrupted(speech, last, at, found)
    if (
        not same
        and not colon
        and not broken
        and last is not None
        and tokens.paragraph[last] == tokens.paragraph[at] - 1
        and found[last].who
    ):
        return Attribution(found[last].who, found[last].cue, "paragraph")
    rule: QuoteRule = "colon" if colon else "previous" if same else "paragraph"
    if cues := _cues(speech, max(low, high - _REACH), high):
        if tokens.tags[low:high].endswith(("Q", "S", "X")) and is_unsaid(tokens, cues[-1]):
            return None
        return _by_cue(speech, cues[-1], rule)
    if colon and (source := _SOURCE.search(tokens.tags, max(low, high - _REACH), high)):
        first = source.start(1)
        if tokens.word[first - 1] in {"to", "by", "from"} and tokens.word[first - 2] in _UTTERANCES:
            return Attribution(speech.mention(*source.span(1)), None, "colon")
    who = speech.about.get(number - 1)
    return Attribution(who, None, rule) if who and (colon or (who.person and not broken)) else None


def _weak(speech: Speech, at: int, _: Found) -> Attribution | None:
    """What its sentence is about; too often wrong to be printed."""
    who = speech.about.get(speech.tokens.sentence[at])
    return Attribution(who, None, "weak") if who and who.token < at else None


_RULES: tuple[Callable[[Speech, int, Found], Attribution | None], ...] = (
    _beside_before,
    _beside_after,
    _signed,
    _before,
    _after,
    _judged,
    _followed,
    _continued,
    _introduced,
    _weak,
)
"""In the order of their trust; on PolNeAR a cue beside is right in 96 of 100, one farther off in 90."""
