"""One article's speech, read once: text and paragraphs in; `Speech` out, for all who need to know who says what."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from brief.text.quotation import Stretch, stretches
from brief.text.speech.cues import is_cue
from brief.text.speech.mention import Mention, mention
from brief.text.speech.people import People, people
from brief.text.speech.resolve import CUE, SUBJECT, Discourse
from brief.text.speech.subject import Phrase, subject
from brief.text.speech.tokens import Tokens, skeleton, tokenise
from brief.text.speech.topic import subject_of_sentence

_CUES = re.compile(r"[vVbg]")
_QUOTATIONS = re.compile(r"[QSXU]")
_ACCORDING = re.compile(r"k([dlTNhnsf0jzep]{1,12})")
_NAMED_AFTER = re.compile(r"(?<=[hn]),(T*N(?:j{0,2}N){0,3})[,.|]")  # its maker, Aerolux


class Speech(Struct, frozen=True):
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
        """Who does the saying at a cue verb, with the fullest name and title; None where it is not plain."""
        return self.subjects.get(at)

    def resolve(self, found: Mention) -> Mention:
        """A mention with the full name and title of its bearer in this article."""
        return self.discourse.resolve(found)

    def mention(self, first: int, last: int) -> Mention:
        """The resolved mention that the noun phrase of tokens `first` to `last` makes."""
        return self.discourse.resolve(mention(self.text, self.tokens, Phrase(first, last)))


def read_speech(text: str, paragraphs: Sequence[tuple[int, int]]) -> Speech:
    """Everything that quotations and claims need to know of who speaks in a text; `paragraphs` are spans in order."""
    found = stretches(text, paragraphs)
    tokens = tokenise(skeleton(text, found), paragraphs)
    cues = tuple(match.start() for match in _CUES.finditer(tokens.tags) if is_cue(tokens, match.start()))
    names = people(text, tokens)
    sources = [at for at, word in enumerate(tokens.word) if word == "according"]
    reader = _Reader(text, tokens, cues, sources, Discourse(text, tokens, names))
    for sentence in range(len(tokens.first) - 1):
        reader.read(sentence)
    return Speech(
        text=text,
        tokens=tokens,
        stretches=_by_token(tokens, found),
        cues=cues,
        according=tuple(reader.according),
        people=names,
        subjects=reader.subjects,
        about=reader.about,
        discourse=reader.discourse,
    )


def _by_token(tokens: Tokens, found: Sequence[Stretch]) -> dict[int, Stretch]:
    by_start = {stretch.start: stretch for stretch in found}
    return {match.start(): by_start[tokens.start[match.start()]] for match in _QUOTATIONS.finditer(tokens.tags)}


@dataclass(slots=True)
class _Reader:
    """Subjects of cues and sentences, resolved in reading order, so that each pronoun sees what stands before it."""

    text: str
    tokens: Tokens
    cues: Sequence[int]
    sources: Sequence[int]
    """Tokens of `according`."""
    discourse: Discourse
    subjects: dict[int, Mention] = field(default_factory=dict)
    about: dict[int, Mention] = field(default_factory=dict)
    according: list[tuple[int, Mention]] = field(default_factory=list)
    passed: int = 0
    """People noted so far."""

    def read(self, sentence: int) -> None:
        """Resolve who speaks in a sentence and what it is about."""
        low, high = self.tokens.first[sentence], self.tokens.first[sentence + 1]
        topic = subject_of_sentence(self.text, self.tokens, sentence)
        if topic:
            topic = self.about[sentence] = self.discourse.resolve(topic)
            self.discourse.note(topic, SUBJECT)
        last: Mention | None = None
        for cue in self.cues[bisect_left(self.cues, low) : bisect_left(self.cues, high)]:
            phrase = subject(self.tokens, cue)
            found = self._mention(phrase) if phrase else _shared(self.tokens, cue, last or topic)
            if found:
                last = self.subjects[cue] = _beside(self.tokens, found, phrase)
                self.discourse.note(found, CUE)
        self._note_sources(low, high)
        self._note_people(high)

    def _mention(self, phrase: Phrase) -> Mention:
        return self.discourse.resolve(mention(self.text, self.tokens, phrase))

    def _note_sources(self, low: int, high: int) -> None:
        for at in self.sources[bisect_left(self.sources, low) : bisect_left(self.sources, high)]:
            if match := _ACCORDING.match(self.tokens.tags, at + 1):
                named = _NAMED_AFTER.match(self.tokens.tags, match.end())
                self.according.append((at, self._mention(Phrase(*(named or match).span(1)))))

    def _note_people(self, high: int) -> None:
        people = self.discourse.people.all
        while self.passed < len(people) and people[self.passed].token < high:
            self.discourse.note_person(people[self.passed])
            self.passed += 1


def _beside(tokens: Tokens, found: Mention, phrase: Phrase | None) -> Mention:
    """The mention beside the verb: its `who`, where it has one."""
    if phrase is None or phrase.relative is None:
        return found
    return found._replace(start=tokens.start[phrase.relative], end=tokens.end[phrase.relative])


def _shared(tokens: Tokens, cue: int, other: Mention | None) -> Mention | None:
    """The subject that a verb without its own takes over: `…, adding`, `and said`, `other than to say`."""
    before = tokens.tags[cue - 1] if cue else "|"
    coordinated = before in "cCk" or (before in "ra" and tokens.tags[cue - 2] in "cC,")
    return other if tokens.tags[cue] == "g" or coordinated else None
