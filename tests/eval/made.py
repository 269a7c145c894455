"""What `brief` finds in invented articles of many manners, against their marks: a table, and each error in a line.

python -m tests.eval.made                     print the table
python -m tests.eval.made --errors [NAME …]   print each error too, of these articles only
python -m tests.eval.made --accept            raise each floor to what is measured now
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import yaml

from brief.model.article import Article, Role, SourceFacts, Span, When
from brief.model.items import Claim, Question, Quote, Speaker
from brief.model.library import Items
from brief.pipeline.articles import Job, read_one
from brief.read import read
from tests.eval.gate import ALL, Scores, below, figures, table
from tests.eval.score import SAME, Case, Count, Extent, Marks, overlap, pairs

MADE = Path(__file__).parent / "made"
FLOORS = MADE / "floors.yaml"
T = TypeVar("T")
FURNITURE = {Role.FURNITURE, Role.BYLINE, Role.DATELINE}
HEADINGS = {Role.TITLE, Role.HEADING}
WORD = re.compile(r"\w[\w'’.-]*")  # Løkke
SHOWN = 60
"""Characters of a passage that an error shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One invented article: its text, its marks and what was found in it."""

    name: str
    text: str
    marks: Marks
    article: Article
    found: Items

    def show(self, extent: Extent) -> str:
        words = " ".join(self.text[extent[0] : extent[1]].split())
        return f"“{words[:SHOWN]}…”" if len(words) > SHOWN else f"“{words}”"

    def core(self, span: Span) -> Extent:
        """The span without the marks at its edges."""
        case = Case(text=self.text, marks={}, sentences=[], passages=[], items=[])
        return case.core((span.start, span.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How well one thing was found, and what was wrong."""

    count: Count
    errors: Sequence[str] = field(default_factory=tuple)


def articles(names: Sequence[str] = ()) -> list[Made]:
    """The invented articles of these names, or all."""
    return [_made(path) for path in sorted(MADE.glob("*.txt")) if not names or path.stem in names]


def read_marks(name: str) -> Marks:
    """The marks of one article."""
    marks: Marks = yaml.safe_load((MADE / f"{name}.yaml").read_text(encoding="utf-8"))
    return marks


def _made(path: Path) -> Made:
    page = read(path.name, path.read_bytes(), lambda told: sys.exit(str(told)))
    marks = read_marks(path.stem)
    assert page is not None
    facts = SourceFacts(published=str(marks["published"]))
    done = read_one(Job(page=page, id=path.stem, facts=facts, repeated=frozenset()))
    assert done.article is not None, done.diagnostics
    assert done.items is not None
    return Made(name=path.stem, text=page.text, marks=marks, article=done.article, found=done.items)


def furniture(made: Made) -> Outcome:
    """Characters that are no part of the article, white space left out."""
    return _roles(made, _outside(made), FURNITURE, _lines(made, "either"))


def headings(made: Made) -> Outcome:
    """Characters of headings and titles."""
    return _roles(made, _lines(made, "headings"), HEADINGS, _lines(made, "either"))


def titles(made: Made) -> Outcome:
    """The article's title."""
    got = made.article.title
    right = any(got.startswith(begin) for begin in _names(made.marks["title"]) if begin) if got else False
    errors = () if right else (f"wanted {made.marks['title']}, got {got}",)
    return Outcome(count=Count(right=right, found=got is not None, marked=1), errors=errors)


def _outside(made: Made) -> list[Extent]:
    prefixes = _in_turn(made, [{"from": words} for words in made.marks.get("prefixes", [])])
    return [*_lines(made, "furniture"), *(place for _, place in prefixes)]


def _roles(made: Made, marked: Sequence[Extent], roles: set[Role], either: Sequence[Extent]) -> Outcome:
    passages = [passage.span for passage in made.article.passages if passage.role in roles]
    found = [(span.start, span.end) for span in passages]
    left_out = _inked(made, either)
    here, there = _inked(made, marked) - left_out, _inked(made, found) - left_out
    missed = [f"missed {made.show(place)}" for place in marked if len(_inked(made, [place]) - there) > SHOWN // 10]
    extra = [f"taken for it {made.show(place)}" for place in found if len(_inked(made, [place]) & (there - here)) > 1]
    return Outcome(count=Count(right=len(here & there), found=len(there), marked=len(here)), errors=[*missed, *extra])


def quotes(made: Made) -> Outcome:
    """Parts of direct speech."""
    marked, found, paired = _quotes(made)
    return _found([place for _, place in marked], [place for place, _ in found], paired, made)


def quotes_with_speaker(made: Made) -> Outcome:
    """Parts of direct speech with the right speaker."""
    marked, found, _ = _quotes(made)
    given = _speakers(made, _same_name)
    count = Count(right=given.count.right, found=len(found), marked=len(marked))
    return Outcome(count=count, errors=given.errors)


def speakers(made: Made) -> Outcome:
    """Of the quotations whose speaker was given: those with the right one."""
    _, found, paired = _quotes(made)
    right = _speakers(made, _same_name).count.right
    given = sum(found[f][1].speaker is not None for _, f in paired)
    return Outcome(count=Count(right=right, found=given, marked=len(paired)))


def full_names(made: Made) -> Outcome:
    """Quotations whose speaker has the marked name as it is, neither shorter nor with a title in it."""
    whole = _speakers(made, _whole_name)
    known = set(_speakers(made, _same_name).errors)
    return Outcome(count=whole.count, errors=[error for error in whole.errors if error not in known])


def said(made: Made) -> Outcome:
    """The dates of saying, where the words beside a quotation give one."""
    marked, found, paired = _quotes(made)
    both = [(marked[m][0].get("said"), found[f][1].said, marked[m][1]) for m, f in paired]
    wrong = [
        (wanted, got.edtf if got else None, at) for wanted, got, at in both if str(wanted) != str(got and got.edtf)
    ]
    given, dated = sum(got is not None for _, got, _ in both), sum(wanted is not None for wanted, _, _ in both)
    right = dated - sum(wanted is not None for wanted, _, _ in wrong)
    errors = [f"{made.show(at)} wanted {wanted}, got {got}" for wanted, got, at in wrong]
    return Outcome(count=Count(right=right, found=given, marked=dated), errors=errors)


def _speakers(made: Made, agree: Callable[[str | None, object], bool]) -> Outcome:
    marked, found, paired = _quotes(made)
    right, errors = 0, []
    for m, f in paired:
        (mark, place), quote = marked[m], found[f][1]
        name = _name(quote.speaker)
        if agree(name, mark["by"]):
            right += name is not None
        else:
            errors.append(f"{made.show(place)} wanted {mark['by']}, got {name} by {quote.rule}")
    named = sum(found[f][1].speaker is not None for _, f in paired)
    return Outcome(count=Count(right=right, found=named, marked=len(paired)), errors=errors)


def _quotes(made: Made) -> tuple[list[tuple[Marks, Extent]], list[tuple[Extent, Quote]], list[tuple[int, int]]]:
    marked = _in_turn(made, made.marks["quotes"])
    quoted = [item for item in made.found.items if isinstance(item, Quote)]
    found = [(made.core(part), item) for item in quoted for part in item.parts]
    return _settled(marked, found, [place for place, _ in found], lambda a, b: overlap(a, b) >= SAME)


def claims(made: Made) -> Outcome:
    """Recall: weighty sentences that are claims."""
    found = _claims(made)
    missed = [f"missed {made.show(place)}" for _, place, claim in found if claim is None]
    right = len(found) - len(missed)
    return Outcome(count=Count(right=right, found=right, marked=len(found)), errors=missed)


def claimants(made: Made) -> Outcome:
    """Weighty claims with the right claimant, nobody's where the author speaks."""
    return _of_claims(made, "by", lambda claim: _name(claim.claimant), _same_name)


def sorts(made: Made) -> Outcome:
    """Weighty claims of the right sort."""
    return _of_claims(made, "sort", lambda claim: claim.sort, lambda got, wanted: got in _names(wanted))


def _of_claims(
    made: Made, key: str, value: Callable[[Claim], str | None], agree: Callable[[str | None, object], bool]
) -> Outcome:
    found = [(mark, place, claim) for mark, place, claim in _claims(made) if claim is not None]
    errors = [
        f"{made.show(place)} wanted {mark[key]}, got {value(claim)} by {claim.rule}"
        for mark, place, claim in found
        if not agree(value(claim), mark[key])
    ]
    return Outcome(
        count=Count(right=len(found) - len(errors), found=len(found), marked=len(found)),
        errors=errors,
    )


def _claims(made: Made) -> list[tuple[Marks, Extent, Claim | None]]:
    found = [item for item in made.found.items if isinstance(item, Claim)]
    return [
        (mark, place, next((claim for claim in found if claim.span.start <= place[0] < claim.span.end), None))
        for mark, place in _in_turn(made, made.marks["claims"])
    ]


def dates(made: Made) -> Outcome:
    """Date expressions with their value; those that cannot be tied to a calendar count only when they were."""
    marked = _in_turn(made, [{**mark, "from": mark["phrase"]} for mark in made.marks["dates"]])
    left_out = _inked(made, [*_outside(made), *_lines(made, "either"), *_lines(made, "headings")])
    found = [(when, _phrase(when)) for when in made.found.dates if _phrase(when)[0] not in left_out]
    paired = pairs([[place] for _, place in marked], [place for _, place in found], lambda a, b: overlap(a, b) > 0)
    right, errors = 0, []
    for m, (mark, place) in enumerate(marked):
        when = next((found[f][0] for n, f in paired if n == m), None)
        if _plain(when.edtf if when else None) not in map(_plain, _names(mark["edtf"])):
            errors.append(f"{made.show(place)} wanted {mark['edtf']}, got {when.edtf if when else 'no date'}")
        else:
            right += when is not None and when.edtf is not None
    taken = {f for _, f in paired}
    extra = [(when, place) for f, (when, place) in enumerate(found) if f not in taken and when.edtf]
    errors += [f"{made.show(place)} is not marked, got {when.edtf}" for when, place in extra]
    dated = sum(when.edtf is not None for when, _ in found)
    must = [mark for mark, _ in marked if None not in _names(mark["edtf"])]
    return Outcome(count=Count(right=right, found=dated, marked=max(len(must), right)), errors=errors)


def questions(made: Made) -> Outcome:
    """What the text asks or says to be open."""
    asked = [item for item in made.found.items if isinstance(item, Question) and item.sort in {"asked", "stated"}]
    places = [(item.span.start, item.span.end) for item in asked]
    marks = _in_turn(made, made.marks["questions"])
    marked, found, paired = _settled(marks, places, places, lambda a, b: overlap(a, b) > 0)
    return _found([place for _, place in marked], found, paired, made)


def _found(marked: Sequence[Extent], found: Sequence[Extent], paired: Sequence[tuple[int, int]], made: Made) -> Outcome:
    missed = [f"missed {made.show(place)}" for m, place in enumerate(marked) if m not in dict(paired)]
    taken = {f for _, f in paired}
    extra = [f"should not be {made.show(place)}" for f, place in enumerate(found) if f not in taken]
    return Outcome(count=Count(right=len(paired), found=len(found), marked=len(marked)), errors=[*missed, *extra])


def _settled(
    marked: Sequence[tuple[Marks, Extent]],
    found: Sequence[T],
    places: Sequence[Extent],
    agree: Callable[[Extent, Extent], bool],
) -> tuple[list[tuple[Marks, Extent]], list[T], list[tuple[int, int]]]:
    """Marks and findings in pairs, without those marks that `may` be found or not, and what was found on them."""
    paired = dict(pairs([[place] for _, place in marked], places, agree))
    free = {m for m, (mark, _) in enumerate(marked) if mark.get("may")}
    freed = {paired[m] for m in free & paired.keys()}
    keep = [m for m in range(len(marked)) if m not in free]
    kept = [f for f in range(len(found)) if f not in freed]
    both = [(keep.index(m), kept.index(f)) for m, f in paired.items() if m not in free]
    return [marked[m] for m in keep], [found[f] for f in kept], both


MEASURES: Mapping[str, Callable[[Made], Outcome]] = {
    "furniture": furniture,
    "titles": titles,
    "headings": headings,
    "quotes": quotes,
    "quotes-with-speaker": quotes_with_speaker,
    "speakers": speakers,
    "full-names": full_names,
    "said": said,
    "claims": claims,
    "claimants": claimants,
    "sorts": sorts,
    "dates": dates,
    "questions": questions,
}


def _lines(made: Made, key: str) -> list[Extent]:
    """The lines that begin as marked; `$` behind a beginning means the whole line."""
    places = []
    for line in re.finditer(r"[^\n]+", made.text):
        words = line[0].strip()
        if any(words.startswith(mark) or f"{words}$" == mark for mark in made.marks.get(key, [])):
            places.append(line.span())
    return places


def _in_turn(made: Made, marks: Iterable[Marks]) -> list[tuple[Marks, Extent]]:
    """Each mark with its place, in the order of the text; one that is not there is a mistake in the marks."""
    placed, at = [], 0
    for mark in marks:
        start = made.text.find(mark["from"], at)
        end = made.text.find(mark.get("to", mark["from"]), start)
        if start < 0 or end < 0:
            start = made.text.find(mark["from"])
            end = made.text.find(mark.get("to", mark["from"]), start)
        assert min(start, end) >= 0, f"{made.name}: {mark} is not in the text"
        placed.append((mark, (start, end + len(mark.get("to", mark["from"])))))
        at = start + 1
    return placed


def _inked(made: Made, places: Iterable[Extent]) -> set[int]:
    return {at for start, end in places for at in range(start, end) if not made.text[at].isspace()}


def _phrase(when: When) -> Extent:
    assert when.phrase is not None
    return when.phrase.start, when.phrase.end


def _plain(edtf: str | None) -> str | None:
    return re.sub("[~?]", "", edtf) if edtf else None


def _names(mark: object) -> list[str | None]:
    """`a | b | null` → each that counts as right."""
    return [None if part in {"null", "None"} else part for part in str(mark).split(" | ")]


def _name(speaker: Speaker | None) -> str | None:
    return speaker.name if speaker else None


def _same_name(got: str | None, wanted: object) -> bool:
    """Whether one name holds all words of the other, so that a shared surname is not enough."""
    here, names = _words(got), [_words(name) for name in _names(wanted)]
    return any(bool(here) == bool(name) and (here <= name or name <= here) for name in names)


def _whole_name(got: str | None, wanted: object) -> bool:
    """Whether it is the marked name, no word less or more; where several names are right, about one of them."""
    names = _names(wanted)
    return _words(got) == _words(names[0]) if len(names) == 1 else _same_name(got, wanted)


def _words(name: str | None) -> frozenset[str]:
    return frozenset(WORD.findall((name or "").casefold())) - {"the", "a", "an"}


def measure(made: Sequence[Made]) -> Scores:
    """Every measure of every article, and of all together."""
    scores = {one.name: {label: outcome(one).count for label, outcome in MEASURES.items()} for one in made}
    together = {label: sum((row[label] for row in scores.values()), Count()) for label in MEASURES}
    return {**scores, ALL: together}


def read_floors() -> dict[str, float]:
    floors: dict[str, float] = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    return floors


def write_floors(floors: Mapping[str, float]) -> None:
    FLOORS.write_text("".join(f"{label}: {floors[label]:.3f}\n" for label in MEASURES), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print each error")
    parser.add_argument("--accept", action="store_true", help="raise each floor to what is measured")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these articles")
    options = parser.parse_args()
    made = articles(options.names)
    scores, floors = measure(made), read_floors()
    if options.accept and not options.names:
        floors = {label: max(figure, floors.get(label, 0)) for label, figure in figures(scores).items()}
        write_floors(floors)
    print(table(scores, floors))
    if options.errors:
        print(
            "\n".join(
                f"{one.name}: {what}: {e}" for what, run in MEASURES.items() for one in made for e in run(one).errors
            )
        )
    fallen = [] if options.names else below(figures(scores), floors)
    print("\n".join(fallen))
    return bool(fallen)


if __name__ == "__main__":
    sys.exit(main())
