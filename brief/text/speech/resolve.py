"""Who is meant: mentions in reading order in, the same with full names and titles out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from brief.text.speech.lexicon import BODIES, DOCUMENTS, ROLES
from brief.text.speech.mention import Mention, mention
from brief.text.speech.people import People, Person, Sex, name_words
from brief.text.speech.subject import Phrase
from brief.text.speech.tokens import Tokens

_SEX: dict[str, Sex] = {"he": "m", "she": "f"}
_WINDOW = 4  # paragraphs back that a pronoun may reach
CUE, SUBJECT, NAMED = 3.0, 2.0, 0.7
"""How much a name weighs as an antecedent: it spoke, its sentence is about it, it stands somewhere."""
import os
_A=float(os.environ.get('A','.55'));_B=float(os.environ.get('B','.9'));_C=float(os.environ.get('C','.05'))
_SUBJECT = re.compile(r"[QSXrcC,]{0,4}(?:(?:[iulz][^,|]{1,12}),)?[rC]?(p(?=[^,])|[dl]?[TNhsfj0nez]{0,8}[TNh]|d[lnez0]{0,3}n(?=[avVeg]))")
_AUTHOR = re.compile(r"[n,e]{0,3}i(d?[nlNe]{0,5}[Nhn])")  # the analysis, conducted by a leading institute
HEADS = frozenset(("leader", "chief", "head", "boss", "president", "chairman", "chair", "director", "general", "secretary", "minister", "premier", "chancellor", "commander"))


class _Entity(NamedTuple):
    token: int
    paragraph: int
    name: str
    title: str | None
    sex: Sex | None
    plural: bool
    person: bool
    weight: float


@dataclass(slots=True)
class Discourse:
    """Everyone named so far in one article."""

    text: str
    tokens: Tokens
    people: People
    entities: list[_Entity] = field(default_factory=list)
    sexes: dict[str, Sex] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sexes.update({person.name: person.sex for person in self.people.all if person.sex})

    def note(self, found: Mention, weight: float) -> None:
        """Remember a resolved mention as a possible antecedent."""
        if found.kind == "pronoun":
            return
        sex = self.sexes.get(found.name)
        paragraph = self.tokens.paragraph[found.token]
        self.entities.append(
            _Entity(found.token, paragraph, found.name, found.title, sex, _plural(found), found.person, weight)
        )

    def note_person(self, person: Person) -> None:
        """Remember a full name that stands anywhere in the text."""
        if not person.certain:
            return
        self.entities.append(
            _Entity(person.token, self.tokens.paragraph[person.token], person.name, person.title, person.sex, False, True, NAMED)
        )

    def resolve(self, found: Mention) -> Mention:
        """The mention with the fullest name and the title that the article gives."""
        if found.kind == "name":
            return self._name(found)
        if found.kind == "pronoun":
            return self._pronoun(found)
        return self._description(found)

    def _name(self, found: Mention) -> Mention:
        sex: Sex | None = None
        if found.title:
            rank = found.title.lower().rstrip(".").split()[-1]
            sex = "m" if rank == "mr" else "f" if rank in {"mrs", "ms", "miss"} else None
        words = name_words(found.name)
        if not words or found.name.lower().startswith("the "):
            return found
        person = self.people.find(found.name, found.token, sex)
        if person is None:
            return found
        bare = not found.title or len(found.title) < 6  # noqa: PLR2004 - `Mrs.` says less than `the secretary`
        title = person.title if bare and person.title else found.title
        title = title or next((p.title for p in self.people.by_last[name_words(person.name)[-1]] if p.title and p.name == person.name), None)
        name = person.name if len(words) == 1 else found.name
        return found._replace(name=name, title=title, person=found.person or person.certain)

    def _pronoun(self, found: Mention) -> Mention:
        word = found.name.lower()
        here = self.tokens.paragraph[found.token]
        totals: dict[str, float] = {}
        best: dict[str, _Entity] = {}
        for entity in reversed(self.entities):
            if here - entity.paragraph > _WINDOW:
                break
            if entity.token < found.token and _agrees(word, entity):
                far = self.tokens.sentence[found.token] - self.tokens.sentence[entity.token]
                score = entity.weight * _A ** (here - entity.paragraph) * _B**far
                totals[entity.name] = max(totals.get(entity.name, 0.0), score) + _C
                best.setdefault(entity.name, entity)
        if not totals:
            return found
        name = max(totals, key=totals.__getitem__)
        return found._replace(name=name, title=best[name].title, person=best[name].person)

    def _description(self, found: Mention) -> Mention:
        head = _head(found.name)
        if not found.name.lower().startswith(("the ", "this ", "that ")) or head is None:
            return found
        here = self.tokens.paragraph[found.token]
        for entity in reversed(self.entities):
            if here - entity.paragraph > _WINDOW:
                break
            if entity.token < found.token and entity.person and entity.title and _holds(head, entity.title):
                return found._replace(name=entity.name, title=entity.title, person=True)
        return self._announced(found, here)

    def _announced(self, found: Mention, here: int) -> Mention:
        """`the head of X said …` and, one paragraph later, `Lt. Gen. Y`: a name first met as that paragraph's subject."""
        nearby = (p for p in self.people.all if p.token > found.token)
        person = next(nearby, None)
        if person is None or not person.certain or not person.title or self.tokens.paragraph[person.token] != here + 1:
            return found
        opening = self.tokens.tags.index("|", found.token) + 1
        if set(self.tokens.tags[opening : person.token]) - set("TNhdn"):
            return found
        if any(p.name == person.name and p.token < found.token for p in self.people.all):
            return found
        role = re.sub(r"^[Tt]he ", "", found.name)
        return found._replace(name=person.name, title=role, person=True)


def _agrees(word: str, entity: _Entity) -> bool:
    if word in _SEX:
        return not entity.plural and entity.person and entity.sex in {None, _SEX[word]}
    if word == "they":
        return entity.plural
    return word == "it" and not entity.person and not entity.plural


def _plural(found: Mention) -> bool:
    if found.person:
        return False
    words = re.split(r" (?:of|for|at|in|from|on|with|who) ", found.name.lower())[0].split()
    return words[-1].endswith("s") and (words[-1][:-1] in ROLES or words[-1] in ROLES)


def _head(name: str) -> str | None:
    """The role noun of a description."""
    words = re.split(r" (?:of|for|at|in|from|on|with|who) ", name.lower())[0].split()
    return words[-1] if words and (words[-1] in ROLES and not words[-1].endswith("s")) else None


def _holds(head: str, title: str) -> bool:
    """Whether a title names the office that a description speaks of."""
    words = set(re.findall(r"\w+", title.lower()))
    if head in words or (head == "senator" and "sen" in words) or (head == "governor" and "gov" in words):
        return True
    return head in {"leader", "chief", "boss", "head"} and bool(words & HEADS)


def subject_of_sentence(text: str, tokens: Tokens, sentence: int) -> Mention | None:
    """What a sentence is about, as far as its first words tell."""
    match = _SUBJECT.match(tokens.tags, tokens.first[sentence], tokens.first[sentence + 1])
    if not match:
        return None
    first, last = match.span(1)
    tags = tokens.tags
    if tags[first] in "TN" and (plain := re.compile(r"[TNj]+").match(tags, first, last)):
        last = plain.end()
    return mention(text, tokens, Phrase(first, last))


def institution(tokens: Tokens, text: str, document: str) -> str | None:
    """Whose report it is, where the article says so once: `the analysis, conducted by a leading institute`."""
    if document not in DOCUMENTS or document in BODIES:
        return None
    for at, word in enumerate(tokens.word):
        if word == document and (match := _AUTHOR.match(tokens.tags, at + 1)) and tokens.word[match.start(1) - 1] == "by":
            return " ".join(text[tokens.start[match.start(1)] : tokens.end[match.end(1) - 1]].split())
    return None
