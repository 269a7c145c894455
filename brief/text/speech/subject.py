"""Who does the saying: tokens and a cue verb in, the token range of its subject out."""

from __future__ import annotations

import re
from typing import NamedTuple

from brief.text.speech.lexicon import JUDGING, SAYING
from brief.text.speech.tokens import Tokens


class Phrase(NamedTuple):
    """A noun phrase: tokens `first` to `last`, one past its end."""

    first: int
    last: int
    relative: int | None = None
    """The `who` beside the verb that stands for it."""


_INVERTED = re.compile(
    r"(?!r)(?:[dlTNhnsf0jzer]|(?<=[NTh])c(?=[NTlh])){1,14}"
)  # said the senator's chief of staff John Smith
_NAMED_AFTER = re.compile(r"[hl]?(T*N{2,4})[,.|;-]")  # said his manager, Rich Beeson, who …
_AFTER_INVERTED = frozenset(",.;-|QSXUiwumqx:c?kCgta")
_QUOTED = frozenset("QSX")
_SKIPPED = frozenset("arol")
_PAST_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "gets", "got"))
_WITH_PARTICLE = frozenset(("put", "puts", "putting", "go", "goes", "went", "going", "cut", "cuts", "cutting"))
_PARTICLES = frozenset(("it", "on", "in", ",", ":"))  # put it, went on, cut in
_INFINITIVES = frozenset(
    ("say", "call", "tell", "add", "declare", "describe", "note", "ask", "write", "suggest", "argue", "announce")
)
_PLAIN = frozenset(("say", "tell", "write"))
_STATEMENTS = frozenset(("statement", "letter", "email", "tweet", "post", "memo", "message", "release", "note", "ad"))
_REACH = 90  # tokens before a verb in which its subject is sought
_STARTS = frozenset("TNdhl0jnez")
_NAMED = re.compile(r"T*(?:N+(?:jN+)*)$")
_FULL_NAME = re.compile(r"T*N{2,4}$")
_TIME = re.compile(r"[ir]?[dl0n]?(?:m0?|lm)+$")  # on Monday, last month
_PREPOSITIONAL = re.compile(r"i[dlnezhTNs0m]{1,8}$")  # in a tweet
_LEADING = frozenset("cCrumy")


def is_cue(tokens: Tokens, at: int) -> bool:
    """Whether the verb at a token reports speech: active, and no noun."""
    tags = tokens.tags
    if tags[at] not in "vVbg":
        return False
    before = at - 1
    while before >= 0 and tags[before] == "r":
        before -= 1
    if before < 0:
        return tags[at] == "g"
    if tokens.word[at] in _WITH_PARTICLE and tokens.word[at + 1] not in _PARTICLES:
        return False
    if tags[at] == "v" and tags[before] == "d":
        return False
    if tags[at] == "v":
        return not (tags[before] == "a" and tokens.word[before] in _PAST_BE)
    if tags[at] == "b" and tags[before] == "k":
        return tokens.word[at] in _INFINITIVES
    if tags[at] == "b":
        return tags[before] in "pkahNTwcCQ,SXo" or (tags[before] in "d0" and tokens.word[at] in _PLAIN)
    if tags[at] == "g":
        return tags[before] not in "ds"
    return True


def is_saying(word: str) -> bool:
    """Whether a verb form introduces speech by itself, and does not merely judge."""
    return word in SAYING


def is_judging(word: str) -> bool:
    """Whether a verb form takes quoted words as what it calls or criticises."""
    return word in JUDGING and word not in SAYING


def subject(tokens: Tokens, at: int) -> Phrase | None:
    """The subject of the verb at a token, by the words beside it; None where the verb shares another's subject."""
    tags = tokens.tags
    if tags[at] in "vV" and (found := _inverted(tokens, at)):
        return found
    low = max(tokens.first[tokens.sentence[at]], at - _REACH)
    last = at - 1
    while last >= low and tags[last] in _SKIPPED:
        last -= 1
    if last < low or tags[last] in "cCk":
        return None
    if tags[last] == "p":
        return Phrase(last, last + 1)
    if tags[at] == "g":
        return _beside_participle(tokens, low, last)
    return _leftward(tags, low, last)


def _beside_participle(tokens: Tokens, low: int, last: int) -> Phrase | None:
    """`with Trump reportedly saying`, `held up a sign saying`: the phrase right before a participle.

    Whoever `issued a statement saying` something is the speaker, not the statement.
    """
    tags = tokens.tags
    first = last + 1
    while first > low and tags[first - 1] in "NTjhs0ln":
        first -= 1
    if first > low and tags[first - 1] == "d":
        first -= 1
    if first > last or tags[last] not in "NTh" or (first > low and tokens.word[last] in _STATEMENTS):
        return None
    return Phrase(first, last + 1)


def _inverted(tokens: Tokens, at: int) -> Phrase | None:
    """`…,” said Carsten`: the phrase after the verb, where something quoted or a clause stands before it."""
    tags = tokens.tags
    before = tags[at - 1] if at else "|"
    if before == "r" and at > 1:
        before = tags[at - 2]
    if before in ",-" and at > 1 and tags[at - 2] in _QUOTED:
        before = "Q"
    if before in ".|" and tokens.word[at] == "said":
        before = "Q"
    if before not in "QSX," or tokens.word[at] not in SAYING or tokens.word[at] in {"told", "tells"}:
        return None
    if tags[at + 1] == "p" and before != "," and tags[at + 2] in ",.;-|QSX":
        return Phrase(at + 1, at + 2)
    match = _INVERTED.match(tags, at + 1)
    if not match or tags[match.end()] not in _AFTER_INVERTED:
        return None
    if before == "," and (
        tags[match.end()] not in ",.|"
        or not _clause_before(tags, max(tokens.first[tokens.sentence[at]], at - _REACH), at)
    ):
        return None
    end = match.end()
    if tags[end - 1] in "f":
        end -= 1
    if tags[end] == "," and tags[end - 1] in "hn" and (name := _NAMED_AFTER.match(tags, end + 1)):
        return Phrase(*name.span(1))
    named = re.search("[TNh]|^d.*[n0]", match.group())
    return Phrase(at + 1, end) if named else None


def _clause_before(tags: str, low: int, at: int) -> bool:
    """Whether a whole clause, and not only a subject, stands before the comma before a verb."""
    return any(tag in tags[low : at - 1] for tag in "avVbQSXeu") and tags[at + 1] in "TNd"


def _leftward(tags: str, low: int, last: int) -> Phrase | None:
    """The subject that ends at or before token `last`, not before `low`."""
    if tags[last] in "QSX":
        return None
    if tags[last] in ",-":
        return _before_parenthesis(tags, low, last)
    if tags[last] == "w":
        found = _noun_phrase(tags, low, last - 1 if tags[last - 1] != "," else last - 2)
        return found and found._replace(relative=last)
    return _noun_phrase(tags, low, last)


def _noun_phrase(tags: str, low: int, last: int) -> Phrase | None:
    """The subject phrase of the clause whose verb follows token `last`."""
    stop = last
    verb = -1
    while stop >= low:
        tag = tags[stop]
        if tag in ",;:-tuqCQSX?.":
            break
        if tag in "avVb" and verb < 0:
            verb = stop
        elif tag == "w":
            if verb < 0 and stop < last:
                return _trimmed(tags, stop + 1, last + 1)
            before = stop - 1 if tags[stop - 1] != "," else stop - 2
            found = _noun_phrase(tags, low, before) if before >= low else None
            return found and found._replace(relative=stop)
        elif tag == "p" and verb < 0:
            return Phrase(stop, stop + 1)
        stop -= 1
    first = (verb if verb >= 0 else stop) + 1
    return _trimmed(tags, first, last + 1)


def _trimmed(tags: str, first: int, last: int) -> Phrase | None:
    """A clause's head without what opens it and without the time and place that close it."""
    while first < last and tags[first] in _LEADING:
        first += 1
    last = _without_time(tags, first, last)
    if first >= last:
        return None
    if tags[first] in "ifq":
        return _last_phrase(tags, first, last)
    if tags[first] == "p" and last - first == 1:
        return Phrase(first, last)
    if tags[first] == "z" or tags[first] in "ek":
        return _last_phrase(tags, first, last)
    while last - first > 2 and (match := _PREPOSITIONAL.search(tags, first + 1, last)) and match.start() > first:
        last = match.start()
    last = _without_time(tags, first, last)
    while last > first and tags[last - 1] in "icrfksCyx":
        last -= 1
    return Phrase(first, last) if last > first and tags[first] in _STARTS else None


def _without_time(tags: str, first: int, last: int) -> int:
    while last - first > 1 and (match := _TIME.search(tags, max(first + 1, last - 6), last)):
        last = match.start()
    return last


def _last_phrase(tags: str, first: int, last: int) -> Phrase | None:
    """The noun phrase at the end of a clause that begins with `In …` or `After …`."""
    at = last - 1
    if tags[at] == "p":
        return Phrase(at, last)
    if tags[at] in "NT":
        while at > first and tags[at - 1] in "NTj":
            at -= 1
        if tags[at - 1] in "dhl":
            while at > first and tags[at - 1] in "dhlns":
                at -= 1
        return Phrase(at, last) if tags[at - 1] not in "if" else None
    determiner = tags.rfind("d", first, last)
    if determiner < 0 or tags[determiner - 1] in "if":
        return None
    return Phrase(determiner, last)


def _before_parenthesis(tags: str, low: int, comma: int) -> Phrase | None:
    """`Smith, a professor of law at Yale, said`: the first part, from the left, that can be a subject."""
    bounds = [
        at + 1
        for at in range(comma - 1, low - 1, -1)
        if tags[at] in "QSX:;?" or (tags[at] == "t" and tags[at - 1] not in "hnN")
    ]
    return next((found for first in (*bounds, low) if (found := _first_whole(tags, first, comma))), None)


def _first_whole(tags: str, first: int, comma: int) -> Phrase | None:
    parts: list[Phrase] = []
    begin = first
    for at in range(first, comma + 1):
        if tags[at] in ",-":
            if at > begin:
                parts.append(Phrase(begin, at))
            begin = at + 1
    if not parts:
        return None
    for part in reversed(parts[1:]):
        if tags[part.first] in "cC" and part.last - part.first > 1:
            parts = parts[parts.index(part) :]
            break
    for number, part in enumerate(parts):
        if (found := _whole(tags, part)) is None or (_is_place(tags, parts, number) and number + 1 < len(parts)):
            continue
        following = parts[number + 1] if number + 1 < len(parts) else None
        if (
            following
            and not _NAMED.match(tags, found.first, found.last)
            and _FULL_NAME.match(tags, following.first, following.last)
        ):
            return following
        return found
    return None


def _is_place(tags: str, parts: list[Phrase], number: int) -> bool:
    """`In Berea, Ohio, …`: a lone name after a part that begins with a preposition."""
    part = parts[number]
    return number > 0 and part.last - part.first == 1 and tags[parts[number - 1].first] in "imrq"


def _whole(tags: str, part: Phrase) -> Phrase | None:
    """A part between commas that is one noun phrase, or a clause that ends in a name."""
    first, last = part.first, part.last
    while first < last and tags[first] in _LEADING:
        first += 1
    last = _without_time(tags, first, last)
    body = tags[first:last]
    if first >= last or ("m" in body and not set(body) - set("rlm0idn")):
        return None
    if body == "p":
        return Phrase(first, last)
    if body[0] in "ifq":
        return None
    if _NAMED.match(body) or (body[0] in "dTNhl0nj" and not set(body) & set("avVbup")):
        return _trimmed(tags, first, last)
    if {"a", "v", "V", "t"} & set(body) and (match := re.search(r"(?:(?<=[vVatub])|(?<=c))d?[TNhs]*N+$", body)):
        return Phrase(first + match.start(), last)
    return None
