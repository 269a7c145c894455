"""An interview or a debate in; whose turn each of its passages is, out: nobody needs to say “she said” there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from brief.model.article import BODY_ROLES, Article, Passage, Role, Span
from brief.model.items import Speaker
from brief.text.names import name_words
from brief.text.speech import Speech

# Such as "Solheim: ", "Q: ", "Ms Priya Nair (Leeds East) (Lab): ", "The Minister for Industry (Sarah Holt): "
_LABEL = re.compile(r"[“\"]?(?P<label>[^\W\d_][^:\n“”\"?!]{0,70}):\s{1,3}(?=\S)")
_BRACKETS = re.compile(r"\(([^()]{1,40})\)")
_SMALL = frozenset(("for", "of", "the", "and", "de", "van", "von", "der", "al", "bin", "da", "la", "to", "in"))
_ASKING = frozenset(("q", "question", "interviewer", "host", "moderator"))
_ANSWERING = frozenset(("a", "answer"))
_ADDRESSES = frozenset(("mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "baroness", "the"))
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|me)\b")
# "This interview has been edited", "She spoke to us in Oslo", "A conversation with Ann Cole"
_MET = re.compile(r"\b(?:interview|conversation with|spoke (?:to|with)|talk(?:s|ed) (?:to|with))\b|Q&A", re.IGNORECASE)
# What somebody else says inside an answer: “I will not sign”
_QUOTED = re.compile(r"[“\"][^“”\"]{1,400}[”\"]")
_FEWEST = 3
"""Labels or questions that make an interview."""
_DENSEST = 3
"""Passages to a question, at most, where one interviews."""
_LONGEST = 60
"""Words; a longer passage that ends with a question mark is no interviewer's."""

Turns = Mapping[Span, Speaker | None]


def turns(article: Article, speech: Speech) -> Turns:
    """Speakers by the span of their passage; None for one who asks."""
    if article.text.count(":") < _FEWEST and article.text.count("?") < _FEWEST:
        return {}
    passages = [passage for passage in article.passages if passage.role in BODY_ROLES or passage.role is Role.HEADING]
    labels = [_label(article.slice(passage.span)) for passage in passages]
    if _is_dialogue([label for label in labels if label]):
        return dict(_labelled(article, speech, passages, labels))
    return dict(_answers(article, speech, passages))


def _label(text: str) -> str | None:
    """The words before the first colon, where all of them can be a name or an office."""
    match = _LABEL.match(text)
    if match is None:
        return None
    words = _BRACKETS.sub(" ", match["label"]).split()
    named = all(word[0].isupper() or word in _SMALL for word in words)
    return match["label"] if words and len(words) <= 8 and named else None


def label_end(text: str) -> int:
    """Where the words begin that follow a label; 0 where none stands before them."""
    match = _LABEL.match(text)
    return match.end() if match and _label(text) else 0


def _is_dialogue(labels: Sequence[str]) -> bool:
    """Whether two or more speak in turn, and most of them more than once."""
    speakers = Counter(map(_known_by, labels))
    again = [count for count in speakers.values() if count > 1]
    return (len(labels) > _FEWEST and len(speakers) > 1 and len(again) > 1) or {"q", "a"} <= speakers.keys()


def _known_by(label: str) -> str:
    """The surname: “Ms Priya Nair (Leeds East) (Lab)” is “Ms Nair”."""
    words = [word.lower() for word in name_words(_person(label))] or [label.lower()]
    return words[-1]


def _person(label: str) -> str:
    """The name in a label: before its brackets, or in them where an office stands before."""
    bare = " ".join(_BRACKETS.sub(" ", label).split())
    inside = _BRACKETS.search(label)
    if inside and bare.lower().startswith("the "):
        return inside[1]
    words = bare.split()
    return " ".join(words[1:]) if len(words) > 1 and words[0].strip(".").lower() in _ADDRESSES - {"the"} else bare


def _labelled(
    article: Article, speech: Speech, passages: Sequence[Passage], labels: Sequence[str | None]
) -> Iterator[tuple[Span, Speaker | None]]:
    """Each labelled passage and those that go on with it before the next label."""
    asking = _who_asks(article, passages, labels)
    names = {_known_by(label): _person(label) for label in sorted(filter(None, labels), key=len)}
    others = [name for known, name in names.items() if known not in asking | _ANSWERING]
    answers = _interviewee(article, speech, passages) or (others[0] if len(others) == 1 else None)
    last = max(n for n, label in enumerate(labels) if label)
    current: Speaker | None = None
    begun = False
    for passage, label in zip(passages[: last + 1], labels, strict=False):
        if label:
            begun, known = True, _known_by(label)
            mention = Span(article=article.id, start=passage.span.start, end=passage.span.start + len(label))
            name = answers if known in _ANSWERING else names[known]
            current = None if known in asking or not name else _speaker(speech, name, mention)
        elif passage.role is Role.HEADING:
            begun = False
        if begun:
            yield passage.span, current


def _who_asks(article: Article, passages: Sequence[Passage], labels: Sequence[str | None]) -> frozenset[str]:
    """Those who interview: by their label, or because most that they say are questions; in a debate nobody does."""
    if any(label and (label.endswith(")") or _is_addressed(label)) for label in labels):
        return _ASKING
    said: dict[str, list[bool]] = {}
    for passage, label in zip(passages, labels, strict=True):
        if label:
            said.setdefault(_known_by(label), []).append(_asks(article.slice(passage.span)))
    askers = {who for who, asks in said.items() if sum(asks) * 3 > 2 * len(asks)}
    return frozenset(_ASKING | (askers if len(askers) < len(said) else set()))


def _is_addressed(label: str) -> bool:
    """“Ms Nair”, “Mr Speaker”."""
    first, _, name = label.partition(" ")
    return bool(name) and first.strip(".").lower() in _ADDRESSES - {"the", "dr"}


def _asks(text: str) -> bool:
    return text.rstrip("”’\"') ").endswith("?") and len(text.split()) <= _LONGEST


def _answers(article: Article, speech: Speech, passages: Sequence[Passage]) -> Iterator[tuple[Span, Speaker | None]]:
    """Passages under questions, where they speak of “I” and “we” and somebody was introduced before."""
    asking = [n for n, passage in enumerate(passages) if _asks(article.slice(passage.span))]
    asked = frozenset(asking)
    replies = [n + 1 for n in asking if n + 1 < len(passages) and n + 1 not in asked]
    personal = [n for n in replies if _FIRST_PERSON.search(_QUOTED.sub("", article.slice(passages[n].span)))]
    if len(replies) < _FEWEST or len(personal) * 3 < len(replies) or len(asking) * _DENSEST < replies[-1] - asking[0]:
        return
    if len(personal) * 2 < len(replies) and not _MET.search(article.text, 0, passages[asking[0]].span.start):
        return
    name = _interviewee(article, speech, passages)
    if name is None:
        return
    who = _speaker(speech, name, None)
    for n in range(asking[0], replies[-1] + 1):
        yield passages[n].span, None if n in asked else who


def _interviewee(article: Article, speech: Speech, passages: Sequence[Passage]) -> str | None:
    """Who is introduced before the first question: the person whom the lines above it name most often."""
    opens = next((p.span.start for p in passages if _asks(article.slice(p.span))), len(article.text))
    tokens = speech.tokens
    named = [person.name for person in speech.people.all if tokens.start[person.token] < opens]
    if not named:
        return None
    above = article.text[:opens]
    return max(dict.fromkeys(named), key=lambda name: above.count(name_words(name)[-1]))


def _speaker(speech: Speech, name: str, mention: Span | None) -> Speaker:
    """The speaker with the fullest name and the title that the article gives."""
    person = speech.people.find(name, 0) if " " not in name else None
    full = person or next((one for one in speech.people.all if one.name == name), None)
    return Speaker(name=full.name if full else name, title=full.title if full else None, mention=mention)
