"""Precision and recall of the same-words clusters on a corpus composed of public texts, and the seconds they take.

python tests/bench/origins.py TEXTS [--articles 2000] [--seed 1] [--show 20]

TEXTS is a folder of .txt files or a JSONL file whose lines have a `text`. A third of the articles are texts as they are;
the others print one of these again under another headline: whole, with paragraphs left out, with sentences left out or
cut short, or with a word changed, dropped or put in in every third sentence. Each word remembers where it comes from, so
that two items of one sort in two articles are a true pair when the smaller shares half of its words' places with the other.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import random
import resource
import sys
import time
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from brief.extract import extract
from brief.index import index
from brief.model.article import Article, Page, Source, SourceFacts
from brief.model.items import Claim, Item, Quote
from brief.model.library import Items
from brief.segment import segment
from brief.text.matching import words
from brief.text.sentences import sentences

Place = tuple[int, int]
"""Number of the text and offset of the word in it."""


@dataclass(frozen=True)
class Word:
    text: str
    place: Place | None


Sentence = list[Word]
Paragraph = list[Sentence]


@dataclass(frozen=True)
class Composed:
    text: str
    starts: list[int]
    places: list[Place | None]

    def of(self, item: Item) -> frozenset[Place]:
        spans = item.parts if isinstance(item, Quote) else (item.span,)
        return frozenset(
            place
            for span in spans
            for place in self.places[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]
            if place
        )


def texts_of(path: Path) -> list[str]:
    if path.is_dir():
        return [one.read_text(encoding="utf-8", errors="replace") for one in sorted(path.rglob("*.txt"))]
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def paragraphs(number: int, text: str) -> list[Paragraph]:
    """The text without its first paragraph, which is its headline, a word at a time."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            spans = sentences(line, 0, len(line))
            found.append([list(_words(number, line[start:end], at + start)) for start, end in spans])
        at += len(line)
    return found[1:]


def _words(number: int, text: str, at: int) -> Iterator[Word]:
    offset = 0
    for word in text.split():
        offset = text.index(word, offset)
        yield Word(word, (number, at + offset))
        offset += len(word)


def copied(body: list[Paragraph], _: random.Random, __: Sequence[str]) -> list[Paragraph]:
    return body


def trimmed(body: list[Paragraph], chance: random.Random, _: Sequence[str]) -> list[Paragraph]:
    kept = [one for one in body if chance.random() > 0.4]
    return kept or body


def shortened(body: list[Paragraph], chance: random.Random, _: Sequence[str]) -> list[Paragraph]:
    """A fourth of the sentences is left out, of a fourth the last third is cut off."""
    return [[part for one in paragraph if (part := _shorter(one, chance))] for paragraph in body]


def _shorter(one: Sentence, chance: random.Random) -> Sentence:
    dice = chance.random()
    if dice < 0.25:
        return []
    if dice < 0.5 and len(one) > 12:
        last = one[2 * len(one) // 3 - 1]
        return [*one[: 2 * len(one) // 3 - 1], Word(last.text.rstrip(".,;:") + ".", last.place)]
    return one


def reworded(body: list[Paragraph], chance: random.Random, vocabulary: Sequence[str]) -> list[Paragraph]:
    count = itertools.count()
    return [[_changed(one, chance, vocabulary) if next(count) % 3 == 0 else one for one in par] for par in body]


def _changed(one: Sentence, chance: random.Random, vocabulary: Sequence[str]) -> Sentence:
    if len(one) < 4:
        return one
    at, other = chance.randrange(1, len(one) - 1), Word(chance.choice(vocabulary), None)
    return [*one[:at], *chance.choice(([other], [], [other, one[at]])), *one[at + 1 :]]


WAYS = (copied, trimmed, shortened, reworded)


def compose(texts: Sequence[str], size: int, chance: random.Random) -> list[Composed]:
    """A third of the articles as they are, each way of printing one again in turn for the rest."""
    bodies = dict(itertools.islice(unrelated(texts, chance), -(-size // 3)))
    base = list(bodies)
    vocabulary = sorted(
        {w.text.lower() for body in bodies.values() for p in body for s in p for w in s if w.text.isalpha()}
    )
    made = [written(f"Report {n}", bodies[n]) for n in base]
    for at in range(size - len(base)):
        number = chance.choice(base)
        body = WAYS[at % len(WAYS)](bodies[number], chance, vocabulary)
        made.append(written(f"Update {at} on the same day", body))
    chance.shuffle(made)
    return made


def unrelated(texts: Sequence[str], chance: random.Random) -> Iterator[tuple[int, list[Paragraph]]]:
    """Texts in a random order without those that share a sentence of eight words or more with one before."""
    seen: set[tuple[str, ...]] = set()
    for number in chance.sample(range(len(texts)), len(texts)):
        body = paragraphs(number, texts[number])
        said = {tuple(words(" ".join(word.text for word in one))) for paragraph in body for one in paragraph}
        long = {row for row in said if len(row) >= 8}
        if long and long.isdisjoint(seen):
            yield number, body
        seen |= long


def written(headline: str, body: Sequence[Paragraph]) -> Composed:
    text, starts, places = headline + "\n\n", [], []
    for paragraph in body:
        for word in (word for one in paragraph for word in one):
            starts.append(len(text))
            places.append(word.place)
            text += word.text + " "
        text = text.rstrip(" ") + "\n\n"
    return Composed(text, starts, places)


def read(composed: Sequence[Composed]) -> list[tuple[Article, Items, Composed]]:
    found = []
    for number, one in enumerate(composed):
        digest = hashlib.sha256(one.text.encode()).hexdigest()
        page = Page(
            source=Source(path=f"seeds/{number}.txt", sha256=digest, media="text"), text=one.text, language="en"
        )
        article = segment(page, id=f"a{number}", facts=SourceFacts(), report=lambda _: None)
        if article:
            found.append((article, extract(article), one))
    return found


def true_pairs(items: Sequence[Item], places: dict[str, frozenset[Place]]) -> set[tuple[str, str]]:
    """Pairs of one sort from two articles of which the smaller shares half of its places with the other."""
    pairs = set()
    for sort in (Quote, Claim):
        of_sort = {item.id: item.span.article for item in items if isinstance(item, sort)}
        holders = defaultdict(list)
        for name in of_sort:
            for place in places[name]:
                holders[place].append(name)
        near = {pair for names in holders.values() for pair in itertools.combinations(sorted(names), 2)}
        pairs |= {
            (a, b)
            for a, b in near
            if of_sort[a] != of_sort[b] and 2 * len(places[a] & places[b]) >= min(len(places[a]), len(places[b]))
        }
    return pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="print so many of the pairs that are false, and lost")
    options = parser.parse_args()
    start = time.perf_counter()
    found = read(compose(texts_of(options.texts), options.articles, random.Random(options.seed)))
    items = [item for _, one, _ in found for item in one.items]
    print(f"read      {len(found):,} articles, {len(items):,} items in {time.perf_counter() - start:.1f} s")
    judge(found, items, options.show)


def judge(found: Sequence[tuple[Article, Items, Composed]], items: Sequence[Item], show: int) -> None:
    start = time.perf_counter()
    library = index([article for article, _, _ in found], [one for _, one, _ in found])
    print(
        f"indexed   in {time.perf_counter() - start:.1f} s; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MiB"
    )
    places = {item.id: one.of(item) for _, mine, one in found for item in mine.items if isinstance(item, Quote | Claim)}
    true = true_pairs(items, places)
    got = {
        (a, b)
        for cluster in library.clusters
        if cluster.sort == "same-words"
        for a, b in itertools.combinations(sorted((cluster.lead, *cluster.others)), 2)
        if library.item[a].span.article != library.item[b].span.article
    }
    rows = {name: words(library.slice(library.item[name].span)) for pair in got | true for name in pair}
    own = {(a, b) for a, b in got - true if _repeats(rows[a], rows[b])}
    for label, size in (("all", 0), ("6 words or more", 6)):
        wanted = {pair for pair in true if min(len(rows[one]) for one in pair) >= size}
        given = {pair for pair in got if min(len(rows[one]) for one in pair) >= size}
        hits = len(given & wanted)
        print(
            f"{label:16} {len(wanted):,} true pairs, {len(given):,} found: precision {hits / max(1, len(given)):.4f}"
            f" ({(hits + len(given & own)) / max(1, len(given)):.4f} with the texts' own repeats), "
            f"recall {hits / max(1, len(wanted)):.4f}"
        )
    sorts = (
        Counter(type(library.item[a]).__name__ for a, _ in got - true - own),
        Counter(type(library.item[a]).__name__ for a, _ in true - got),
    )
    print(f"false {dict(sorts[0])}, lost {dict(sorts[1])}")
    chance = random.Random(0)
    for label, pairs in (("FALSE", got - true - own), ("LOST", true - got)):
        for a, b in chance.sample(sorted(pairs), min(show, len(pairs))):
            print(label, *(f"\n   {one}: {' '.join(library.slice(library.item[one].span).split())}" for one in (a, b)))


def _repeats(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the texts themselves print the same words twice."""
    short, long = sorted((one, other), key=len)
    return one == other or len(short) >= 6 and f" {' '.join(short)} " in f" {' '.join(long)} "


if __name__ == "__main__":
    sys.exit(main())
