"""One article's speech, read once: text and paragraphs in, `Speech` out, shared by all who need to know who says what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from brief.text.quotation import Stretch, stretches
from brief.text.speech.cues import is_cue
from brief.text.speech.mention import Mention, mention
from brief.text.speech.people import People, people
from brief.text.speech.resolve import CUE, SUBJECT, Discourse, subject_of_sentence
from brief.text.speech.subject import Phrase, subject
from brief.text.speech.tokens import QUOTES, Tokens, skeleton, tokenise

_CUES = re.compile(r"[vVbg]")
_ACCORDING = re.compile(r"k([dlTNhnsf0jzep]{1,12})")


@dataclass(frozen=True, slots=True)
class Speech:
    """Who says what in one article; all places are tokens or characters of the text."""

    text: str
    tokens: Tokens
    stretches: dict[int, Stretch]
    """Quoted stretches by their token."""
    cues: tuple[int, ...]
    """Tokens of the verbs that report speech."""
    according: tuple[tuple[int, Mention], ...]
    """`according to X`: its first token and X."""
    people: People
    subjects: dict[int, Mention]
    """Resolved subject of each cue that has one."""
    about: dict[int, Mention]
    """Resolved subject of each sentence that has one, by the sentence's number."""
    discourse: Discourse

    def cue_subject(self, at: int) -> Mention | None:
        """Who does the saying at a cue verb, with the full name and title the article gives; None where it is not plain."""
        return self.subjects.get(at)

    def resolve(self, found: Mention) -> Mention:
        """A mention with the full name and title of its bearer in this article."""
        return self.discourse.resolve(found)

    def mention(self, first: int, last: int) -> Mention:
        """The resolved mention that the noun phrase of tokens `first` to `last` makes."""
        return self.discourse.resolve(mention(self.text, self.tokens, Phrase(first, last)))


def read_speech(text: str, paragraphs: Sequence[tuple[int, int]]) -> Speech:
    """Everything that quotations and claims need to know of who speaks in a text."""
    found = stretches(text, paragraphs)
    tokens = tokenise(skeleton(text, found), paragraphs)
    by_start = {stretch.start: stretch for stretch in found}
    quotes = {
        at: by_start[tokens.start[at]]
        for at in (match.start() for match in re.finditer("[QSXU]", tokens.tags))
        if tokens.start[at] in by_start
    }
    cues = tuple(match.start() for match in _CUES.finditer(tokens.tags) if is_cue(tokens, match.start()))
    names = people(text, tokens)
    discourse = Discourse(text, tokens, names)
    subjects, about, according = _resolved(text, tokens, cues, discourse)
    return Speech(text, tokens, quotes, cues, according, names, subjects, about, discourse)


def _resolved(
    text: str, tokens: Tokens, cues: Sequence[int], discourse: Discourse
) -> tuple[dict[int, Mention], dict[int, Mention], tuple[tuple[int, Mention], ...]]:
    """Subjects of cues and sentences, resolved in reading order, so that each pronoun sees what stands before it."""
    subjects: dict[int, Mention] = {}
    about: dict[int, Mention] = {}
    according: list[tuple[int, Mention]] = []
    waiting = iter(cues)
    cue = next(waiting, None)
    named = iter(discourse.people.all)
    person = next(named, None)
    for sentence in range(len(tokens.first) - 1):
        end = tokens.first[sentence + 1]
        topic = subject_of_sentence(text, tokens, sentence)
        if topic:
            topic = about[sentence] = discourse.resolve(topic)
            discourse.note(topic._replace(kind="name") if topic.person else topic, SUBJECT)
        last: Mention | None = None
        while cue is not None and cue < end:
            phrase = subject(tokens, cue)
            found = discourse.resolve(mention(text, tokens, phrase)) if phrase else _shared(tokens, cue, last, topic)
            if found:
                last = subjects[cue] = _beside(tokens, found, phrase)
                discourse.note(found._replace(kind="name") if found.person else found, CUE)
            cue = next(waiting, None)
        while person is not None and person.token < end:
            discourse.note_person(person)
            person = next(named, None)
        according += _according(text, tokens, (tokens.first[sentence], end), discourse)
    return subjects, about, tuple(according)


def _beside(tokens: Tokens, found: Mention, phrase: Phrase | None) -> Mention:
    """The mention beside the verb: its `who`, where it has one."""
    if phrase is None or phrase.relative is None:
        return found
    return found._replace(start=tokens.start[phrase.relative], end=tokens.end[phrase.relative])


def _shared(tokens: Tokens, cue: int, last: Mention | None, topic: Mention | None) -> Mention | None:
    """The subject that a verb without its own takes over: `…, adding`, `and said`, `other than to say`."""
    tags = tokens.tags
    before = tags[cue - 1] if cue else "|"
    if tags[cue] == "g" or before in "cCk" or (before in "ra" and tags[cue - 2] in "cC,"):
        return last or topic
    return None


def _according(text: str, tokens: Tokens, sentence: tuple[int, int], discourse: Discourse) -> list[tuple[int, Mention]]:
    found = []
    for at in range(*sentence):
        if tokens.word[at] == "according" and (match := _ACCORDING.match(tokens.tags, at + 1)):
            found.append((at, discourse.resolve(mention(text, tokens, Phrase(*match.span(1))))))
    return found


__all__ = ["QUOTES", "Speech", "read_speech"]
