"""Who does the saying: tokens and a cue verb in, the token range of its subject out."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from brief.text.speech.lexicon import SAYING
from brief.text.speech.tokens import Tokens


class Phrase(NamedTuple):
    """A noun phrase: tokens `first` to `last`, one past its end."""

    first: int
    last: int
    relative: int | None = None
    """The `who` beside the verb that stands for it."""


_INVERTED = re.compile(r"(?!r)(?:[dlTNhnsf0jzer]|(?<=[NTh])c(?=[NTlh])){1,14}")  # said the senator's aide John Smith
_NAMED_AFTER = re.compile(r"[hl]?(T*N(?:j{0,2}N){1,3})[,.|;-]")  # said his manager, Rich Beeson, who …
_AFTER_INVERTED = frozenset(",.;-|QSXUiwumqx:c?kCgta")
_MARKS_BEFORE = re.compile(r"[QSX],?-$|[QSX],$")  # “…”, — said
_TELLING = frozenset(("told", "tells"))
_TOLD_TO = re.compile(r"T*N{1,3}k")  # told Khan to reporters
_NOUN = re.compile(r"[TNh]|^d.*[n0]")
_SKIPPED = frozenset("arol")
_STATEMENTS = frozenset(("statement", "letter", "email", "tweet", "post", "memo", "message", "release", "note", "ad"))
_SIGNS = re.compile(r"[,iqu]([d0]{0,2}[lnNTh]{0,4}[NTh])[aenvV]{1,2}$")  # after 40 members signed (a letter)
_ARTICLES = frozenset(("the", "a", "an"))
_REACH = 90  # tokens before a verb in which its subject is sought
_INSERTED = re.compile(r"T*N(?:j{0,2}N){0,3},[QSXa]")  # The deal, said Lund, “is a start”
_SHORT_PHRASE = 8  # tokens of a verb and the phrase after it
_STARTS = frozenset("TNdhl0jnez")
_NAMED = re.compile(r"T*N+(?:j{1,2}N+)*$")
_NOUNS = frozenset("TNh")
_CLAUSE = re.compile(r"T*[TNj]+r?[en]n?d")  # Cruz won his first endorsement
_CLAUSE_NAME = re.compile(r"(?:(?<=[vVatub])|(?<=c))d?[TNhs]*N+$")  # (he won,) but Hillary Clinton
_FULL_NAME = re.compile(r"T*N(?:j{0,2}N){1,3}(?=$|[fi]d?N{1,4}$)")  # Kuo Tai-ming of the KMT
_NAMED_BEFORE = re.compile(
    r"(?<=i)((?:[lNh]{0,3}T)?N(?:j{0,2}N){1,3})(?:fd?N{1,3})?,$"
)  # by Lai Ching-te of Taiwan, (who)
_TIME = re.compile(r"[ir]?[dl0n]?(?:m0?|lm)+$")  # on Monday, last month
_PREPOSITIONAL = re.compile(r"i[dlnezhTNs0m]{1,8}$")  # in a tweet
_LEADING = frozenset("cCrumy")


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
    found = _leftward(tags, low, last)
    alone = found is not None and found.last - found.first == 1 and tokens.word[found.first] in _ARTICLES
    return None if alone else found


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
    if first > last or tags[last] not in "NTh":
        return None
    if first > low and tokens.word[last] in _STATEMENTS:
        return _signatory(tags, low, first)
    if first > low and tags[first - 1] == "i" and tokens.word[first - 1] != "with":  # marched round the park chanting
        return None
    return Phrase(first, last + 1)


def _signatory(tags: str, low: int, first: int) -> Phrase | None:
    """`after 40 members signed a letter calling`: who made a statement; None where the whole clause's subject did."""
    match = _SIGNS.search(tags, low, first)
    return Phrase(*match.span(1)) if match else None


def _inverted(tokens: Tokens, at: int) -> Phrase | None:
    """`…,” said Carsten`: the phrase after the verb, where something quoted or a clause stands before it."""
    tags, before = tokens.tags, _before_inversion(tokens, at)
    telling = tokens.word[at] in _TELLING and not _TOLD_TO.match(tags, at + 1)
    if before not in "Q," or telling or tokens.word[at] not in SAYING:
        return None
    if tags[at + 1] == "p" and before == "Q" and tags[at + 2] in ",.;-|QSXi":
        return Phrase(at + 1, at + 2)
    match = _INVERTED.match(tags, at + 1)
    if not match or tags[match.end()] not in _AFTER_INVERTED:
        return None
    apart = tags[match.end()] in ",.|" and (tags[at + 1] in "TN" or match.end() - at <= _SHORT_PHRASE)
    inserted = bool(_INSERTED.match(tags, at + 1))
    if before == "," and not inserted and not (apart and _clause_before(tokens, at)):
        return None
    end = match.end() - (tags[match.end() - 1] == "f")
    if tags[end] == "," and tags[end - 1] in "hn" and (name := _NAMED_AFTER.match(tags, end + 1)):
        return Phrase(*name.span(1))
    return Phrase(at + 1, end) if _NOUN.search(match.group()) else None


def _before_inversion(tokens: Tokens, at: int) -> str:
    """What stands before a verb, past an adverb: `Q` for a quotation and its comma, or where `said` comes first."""
    tags = tokens.tags
    before = tags[at - 1] if at else "|"
    if before == "r" and at > 1:
        before = tags[at - 2]
    if before in "QSX" or _MARKS_BEFORE.search(tags, max(at - 4, 0), at):
        return "Q"
    return "Q" if before in ".|" and tokens.word[at] == "said" else before


def _clause_before(tokens: Tokens, at: int) -> bool:
    """Whether a whole clause, and not only a subject, stands before the comma before a verb."""
    low = max(tokens.first[tokens.sentence[at]], at - _REACH)
    return tokens.tags[at + 1] in "TNd" and any(tag in "avVbQSXeu" for tag in tokens.tags[low : at - 1])


def _leftward(tags: str, low: int, last: int) -> Phrase | None:
    """The subject that ends at or before token `last`, not before `low`."""
    if tags[last] in "QSX":
        return _noun_phrase(tags, low, last - 1) if last > low and tags[last - 1] == "h" else None
    if tags[last] in ",-":
        return _before_parenthesis(tags, low, last)
    if tags[last] == "w":
        return _antecedent(tags, low, last)
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
            return _antecedent(tags, low, stop)
        elif tag == "p" and verb < 0:
            return Phrase(stop, stop + 1)
        stop -= 1
    first = (verb if verb >= 0 else stop) + 1
    return _trimmed(tags, first, last + 1)


def _antecedent(tags: str, low: int, relative: int) -> Phrase | None:
    """What a `who` stands for; past `Tamm, a professor of law, who advises …` that is Tamm."""
    before = relative - 1
    if before < low:
        return None
    found = _before_parenthesis(tags, low, before) if tags[before] == "," else _noun_phrase(tags, low, before)
    named = _NAMED_BEFORE.search(tags, max(low, relative - 16), relative)
    if named and (found is None or found.first < named.start(1) < found.last):
        found = Phrase(*named.span(1))
    return found and found._replace(relative=relative)


def _trimmed(tags: str, first: int, last: int) -> Phrase | None:
    """A clause's head without what opens it and without the time and place that close it."""
    while first < last and tags[first] in _LEADING:
        first += 1
    last = _without_time(tags, first, last)
    if first >= last:
        return None
    if tags[first] == "p" and last - first == 1:
        return Phrase(first, last)
    if tags[first] in "ifqzek":
        return _last_phrase(tags, first, last)
    while last - first > 2 and (match := _PREPOSITIONAL.search(tags, first + 1, last)) and match.start() > first:
        last = match.start()
    last = _without_time(tags, first, last)
    while last > first and tags[last - 1] in "icrfksCyx":
        last -= 1
    if last <= first or tags[first] not in _STARTS:
        return None
    if tags[first] != "d" and _NOUNS.isdisjoint(tags[first:last]):  # no determiner, no name, no role
        return None
    return None if _CLAUSE.match(tags, first, last) else Phrase(first, last)


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
    bounds = (
        at + 1
        for at in range(comma - 1, low - 1, -1)
        if tags[at] in "QSX:;?" or (tags[at] == "t" and tags[at - 1] not in "hnN")
    )
    for first in (*islice(bounds, 3), low):
        if found := _first_whole(tags, _parts(tags, first, comma)):
            return found
    return None


def _parts(tags: str, first: int, comma: int) -> list[Phrase]:
    """What stands between commas and dashes, from the last part that begins with a conjunction."""
    parts: list[Phrase] = []
    for at in range(first, comma + 1):
        if tags[at] in ",-":
            if at > first:
                if parts and tags[first] in "cC" and at - first > 1:
                    parts.clear()
                parts.append(Phrase(first, at))
            first = at + 1
    return parts


def _first_whole(tags: str, parts: list[Phrase]) -> Phrase | None:
    for number, part in enumerate(parts):
        found = _whole(tags, part)
        following = parts[number + 1] if number + 1 < len(parts) else None
        if found is None or (following and _is_place(tags, parts, number)):
            continue
        named = _NAMED.match(tags, found.first, found.last)
        name = _FULL_NAME.match(tags, following.first, following.last) if following and not named else None
        if following and name:
            return Phrase(following.first, name.end())
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
    if {"a", "v", "V", "t"} & set(body) and (match := _CLAUSE_NAME.search(body)):
        return Phrase(first + match.start(), last)
    return None
