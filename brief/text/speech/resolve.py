"""Who is meant: mentions in reading order in, the same with full names and titles out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from brief.text.names import name_words
from brief.text.speech.lexicon import BARE_RANKS, BODIES, PARTICLES, REPORTS, ROLES
from brief.text.speech.mention import Mention, mention
from brief.text.speech.offices import head, holds, may_hold
from brief.text.speech.people import People, Person, Sex, sex_of
from brief.text.speech.subject import Phrase
from brief.text.speech.tokens import Tokens

_SEX: dict[str, Sex] = {"he": "m", "she": "f"}
_WINDOW = 4  # paragraphs back that a pronoun may reach
_LATEST = 60  # entities looked at, which keeps a text of one endless paragraph linear
_MOST_TITLED = 300  # people looked at, which keeps a text of nothing but titles linear
CUE, SUBJECT, NAMED = 3.0, 2.0, 0.7
"""How much a name weighs as an antecedent: it spoke, its sentence is about it, it stands somewhere."""
_FAINT = 0.4
"""A role without a name weighs less, and so does a single name that may be a person’s or a place’s."""
_PER_PARAGRAPH, _PER_SENTENCE, _PER_NAMING = 0.55, 0.85, 0.05
"""How an antecedent's weight falls with distance, and what each naming adds; flat between .5 and .8, .8 and .95."""
_AUTHOR = re.compile(r",?[nevV]{0,2}i(d?[nlNzre]{0,5}[Nhn](?:[fi]d?N{1,4})?)")  # analysis, conducted by an institute
_TITLED_SURNAME = re.compile(r"T{1,3}N(?!N)")  # President Tusk
_LOOSE = frozenset(("a", "an", "another", "one", "his", "her", "their", "its", "this", "that", "each", "every"))
_CERTAIN_KINDS = BODIES - frozenset(
    ("party", "parties", "country", "nation", "group", "groups", "city", "state", "team", "house", "side")
)
"""Kinds of bodies, without those that another body of the article, which has not spoken yet, is as likely called by."""
_FIRST_PERSONS = frozenset(("i", "we"))
_LABEL = re.compile(r"\|((?:d?[lnNThsf]{0,5}[lTh])?N{1,4}(?:fN{1,2})?)V?:(?![QSXU])")  # Keita: I …
_PAIR = re.compile(r"[TNj]{1,8}c[dTh]{0,4}")  # Rutte and General
_ADDRESSES = frozenset(("Mr", "Mrs", "Ms", "Miss"))


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
    labels: dict[int, Mention] = field(default_factory=dict)
    """Who says `I` in a paragraph: its label, as in `Keita: We had no warning`, or `Our editor Ann Lee writes: …`."""
    titled: list[Person] | None = None
    """Who is named with a title, by a surname alone too; found when first asked for."""
    holders: dict[str, Person | None] = field(default_factory=dict)
    """Whom each description of an office means."""
    author: str | None = None
    """Whose report the article is about, where it says so."""

    def __post_init__(self) -> None:
        self.labels = self._labels()
        self.author = _author(self.text, self.tokens)
        self.sexes.update({person.name: person.sex for person in self.people.all if person.sex})

    def _labels(self) -> dict[int, Mention]:
        found = {}
        for match in _LABEL.finditer("|" + self.tokens.tags):
            first, last = match.start(1) - 1, match.end(1) - 1
            name = self.tokens.word[last - 1]
            if len(name) > 1 and name not in BODIES:
                found[self.tokens.paragraph[first]] = self._name(mention(self.text, self.tokens, Phrase(first, last)))
        return found

    def note(self, found: Mention, weight: float) -> None:
        """Remember a resolved mention as a possible antecedent; a pronoun counts for the person it stood for."""
        if found.kind == "pronoun" and not found.person:
            return
        sex = self.sexes.get(found.name) or _sex_of_title(found.title)
        bare = found.kind == "name" and not found.person and " " not in found.name
        role = found.kind == "description" and head(found.name) is not None
        plain = found._replace(person=found.person or bare or role)
        self._remember(plain, sex, weight * (_FAINT if bare or role else 1))

    def note_person(self, person: Person) -> None:
        """Remember a full name that stands anywhere in the text."""
        if person.certain:
            found = Mention(0, 0, "name", person.name, person.title, person.token, person=True)
            self._remember(found, person.sex, NAMED)

    def _remember(self, found: Mention, sex: Sex | None, weight: float) -> None:
        paragraph = self.tokens.paragraph[found.token]
        self.entities.append(
            _Entity(found.token, paragraph, found.name, found.title, sex, _plural(found), found.person, weight)
        )

    def resolve(self, found: Mention) -> Mention:
        """The mention with the fullest name and the title that the article gives."""
        if found.name.lower() == "one":
            return self._one_of_them(found)
        if found.kind == "name":
            return self._name(found)
        if found.kind == "pronoun":
            return self._pronoun(found)
        return self._description(found)

    def _name(self, found: Mention) -> Mention:
        words = name_words(found.name)
        if not words or found.name.lower().startswith("the "):
            return found
        rank = name_words(found.title or "")[-1:]
        person = self.people.find(found.name, found.token, _sex_of_title(found.title))
        if person is None:
            return found._replace(title=None) if _is_address(found.title) else found
        says_more = rank and rank[0] not in BARE_RANKS
        title = found.title if says_more else person.title or self._title_elsewhere(person) or found.title
        short = len(words) == 1 or words[0] in PARTICLES
        name = person.name if short else found.name
        return found._replace(
            name=name, title=None if _is_address(title) else title, person=found.person or person.certain
        )

    def _title_elsewhere(self, person: Person) -> str | None:
        """A title that stands beside another mention of the same name."""
        words = name_words(person.name)
        others = self.people.certain.get(f"{words[0]} {words[-1]}", ())
        return next((other.title for other in others if other.title and other.name == person.name), None)

    def _pronoun(self, found: Mention) -> Mention:
        word, label = found.name.lower(), self.labels.get(self.tokens.paragraph[found.token])
        if word in _FIRST_PERSONS:
            return found._replace(name=label.name, title=label.title, person=True) if label else found

        def fits(entity: _Entity) -> bool:
            is_self = label is not None and label.name == entity.name
            return not is_self and _agrees(word, entity, self.sexes.get(entity.name, entity.sex))

        there = self._best(found, fits)
        if there and word in _SEX:
            self.sexes.setdefault(there.name, _SEX[word])
        return found._replace(name=there.name, title=there.title, person=there.person) if there else found

    def _best(self, found: Mention, fits: Callable[[_Entity], bool]) -> _Entity | None:
        """The antecedent that weighs most, less with every paragraph and sentence between."""
        here, sentence = self.tokens.paragraph[found.token], self.tokens.sentence[found.token]
        totals: dict[str, float] = {}
        latest: dict[str, _Entity] = {}
        for entity in self.entities[: -_LATEST - 1 : -1]:
            if here - entity.paragraph > _WINDOW:
                break
            if entity.token < found.token and fits(entity):
                score = entity.weight * _PER_PARAGRAPH ** (here - entity.paragraph)
                score *= _PER_SENTENCE ** (sentence - self.tokens.sentence[entity.token])
                totals[entity.name] = max(totals.get(entity.name, 0.0), score) + _PER_NAMING
                kept = latest.setdefault(entity.name, entity)
                if kept.token == entity.token and entity.weight > kept.weight:
                    latest[entity.name] = entity
        if not totals:
            return None
        best = latest[max(totals, key=totals.__getitem__)]
        doubtful = found.kind == "pronoun" and any(self._rivals(best, other, sentence) for other in latest.values())
        return None if doubtful else best

    def _rivals(self, best: _Entity, other: _Entity, here: int) -> bool:
        """Whether another is as good an antecedent: `Rutte and Budanov met`, or `Trump spoke. Zelensky smiled`."""
        if other.name == best.name:
            return False
        there, sentence = self.tokens.sentence[best.token], self.tokens.sentence[other.token]
        if other.weight >= SUBJECT and there < sentence == here - 1:
            return True
        return bool(_PAIR.fullmatch(self.tokens.tags, *sorted((best.token, other.token))))

    def _description(self, found: Mention) -> Mention:
        """`the alliance leader`: someone's office, or a report by its author, or somebody whose name is to come."""
        words = found.name.lower().split()
        if words[0] not in {"the", "this", "that"}:
            return found
        if words[-1] in REPORTS and self.author:
            return found._replace(name=self.author, title=None, person=False)
        if words[-1] in _CERTAIN_KINDS and len(words) == 2:
            return self._body(found, words[-1])
        if head(found.name) is None:
            return found
        there = self._only_holder(found.name) or self._best(
            found, lambda entity: entity.weight >= SUBJECT and _may_hold(found.name, entity)
        )
        if there:
            return found._replace(name=there.name, title=there.title, person=True)
        return self._announced(found, self.tokens.paragraph[found.token])

    def _body(self, found: Mention, kind: str) -> Mention:
        """`the ministry`: the one body that is called so and has spoken before, as in `Taiwan’s defence ministry`."""
        names = {
            entity.name
            for entity in self.entities[: -_LATEST - 1 : -1]
            if entity.weight >= _FAINT
            and not entity.person
            and entity.token < found.token
            and _is_kind(entity.name, kind)
        }
        return found._replace(name=names.pop()) if len(names) == 1 else found

    def _one_of_them(self, found: Mention) -> Mention:
        """`Diplomats were wary. “…,” one said`: the group spoken of just before."""
        first = self.tokens.first[max(self.tokens.sentence[found.token] - 1, 0)]
        groups = sum(word in ROLES and word.endswith("s") for word in self.tokens.word[first : found.token])
        for entity in self.entities[: -_LATEST - 1 : -1] if groups == 1 else ():
            if entity.plural and first <= entity.token < found.token:
                return found._replace(name=entity.name)
        return found

    def _only_holder(self, description: str) -> Person | None:
        """The one person of the whole article whose title is the office that a description names."""
        if self.titled is None:
            self.titled = _titled(self.text, self.tokens, self.people)[:_MOST_TITLED]
        if description not in self.holders:
            held = [person for person in self.titled if person.title and holds(description, person.title)]
            self.holders[description] = held[0] if len({_ends(person.name) for person in held}) == 1 else None
        return self.holders[description]

    def _announced(self, found: Mention, here: int) -> Mention:
        """`the head of X said …` and, one paragraph later, `Lt. Gen. Y`: a name first met as that one's subject."""
        opening = self.tokens.tags.find("|", found.token) + 1
        later = bisect_right(self.people.all, opening - 1, key=lambda person: person.token)
        person = next((p for p in self.people.all[later : later + 4] if p.certain and p.title), None)
        if person is None or self.tokens.paragraph[person.token] != here + 1:
            return found
        if set(self.tokens.tags[opening : person.token]) - set("TNhdnl"):
            return found
        if self.people.find(person.name, found.token) is not person:
            return found
        role = re.sub(r"^[Tt]he ", "", found.name)
        return found._replace(name=person.name, title=role, person=True)


def _is_address(title: str | None) -> bool:
    """Whether a title says no more than `Mr.`."""
    return title is not None and title.rstrip(".") in _ADDRESSES


def _sex_of_title(title: str | None) -> Sex | None:
    words = name_words(title or "")
    return sex_of("", words[-1]) if words else None


def _agrees(word: str, entity: _Entity, sex: Sex | None) -> bool:
    if word in _SEX:
        return not entity.plural and entity.person and sex in {None, _SEX[word]}
    if word == "they":
        return entity.plural
    return word == "it" and not entity.person and not entity.plural


def _plural(found: Mention) -> bool:
    if found.person:
        return False
    words = re.split(r" (?:of|for|at|in|from|on|with|who) ", found.name.lower())[0].split()
    return words[-1].endswith("s") and (words[-1][:-1] in ROLES or words[-1] in ROLES)


def _is_kind(name: str, kind: str) -> bool:
    """Whether a fuller name says what kind of body it is: `Taiwan’s defence ministry`, `the Ministry of Trade`."""
    words = re.split(r" (?:of|for) ", name.lower())[0].split()
    return words[-1:] == [kind] and len(name.split()) > 2 - (words[0] != "the") and words[0] not in _LOOSE


def _ends(name: str) -> tuple[str, ...]:
    """First name and surname."""
    words = name_words(name)
    return words[0:1] + words[-1:]


def _may_hold(description: str, entity: _Entity) -> bool:
    return entity.person and entity.title is not None and may_hold(description, entity.title)


def _titled(text: str, tokens: Tokens, people: People) -> list[Person]:
    """Everyone with a title: those with a full name, and those with a surname alone."""
    found = [person for person in people.all if person.title]
    for match in _TITLED_SURNAME.finditer(tokens.tags):
        first, at = match.start(), match.end() - 1
        if first and tokens.tags[first - 1] in "lN":  # Foreign Minister Tusk
            first -= 1
        title, name = (text[tokens.start[a] : tokens.end[b]] for a, b in ((first, at - 1), (at, at)))
        if not people.find(name, at):
            found.append(Person(name, at, " ".join(title.split()), None, certain=True))
    return found


def _author(text: str, tokens: Tokens) -> str | None:
    """Whose report it is, where the article names one author: `the analysis, conducted by a leading institute`."""
    authors = set()
    for at, word in enumerate(tokens.word):
        if word in REPORTS and (match := _AUTHOR.match(tokens.tags, at + 1)):
            first, last = match.span(1)
            if tokens.word[first - 1] in {"by", "from"} and _is_body(tokens, first, last):
                first += tokens.tags[first] == "d" and tokens.tags[first + 1] not in "NT"
                authors.add(" ".join(text[tokens.start[first] : tokens.end[last - 1]].split()))
    return authors.pop() if len(authors) == 1 else None


def _is_body(tokens: Tokens, first: int, last: int) -> bool:
    return "N" in tokens.tags[first:last] or tokens.word[last - 1] in BODIES
