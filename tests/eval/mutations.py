"""What the checks let through: printed passages changed on purpose, and how many changes stop the build or are told.

python -m tests.eval.mutations                      print the table for the seeds and the invented articles
python -m tests.eval.mutations --corpus FILE.jsonl  and for the articles of a corpus: a line each, `text` and `date`
python -m tests.eval.mutations --missed             print what got through, and all that is told of no change
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from brief.compose import compose
from brief.errors import VerifyError
from brief.guard import guard
from brief.index import disputed, index
from brief.load import outline
from brief.model.article import Article, Page, Source, SourceFacts, Span
from brief.model.diagnostic import Diagnostic, Severity
from brief.model.document import Block, Document, Points, Quotations, Row, Table
from brief.model.inline import Line, Verbatim
from brief.model.items import Claim, Quote
from brief.model.library import Items, Library
from brief.model.selection import Choice, Chosen, Selection
from brief.pipeline.articles import Job, read_one
from brief.select import select
from brief.verify import verify
from tests.eval.cuts import CUTS, NOT, SPEECH_CUTS, cut_opening
from tests.eval.turns import FRESH, TURNS

ROOT = Path(__file__).parent.parent.parent
OUTLINE = outline(
    """
title: Test
seeds: seeds
sections:
  - key_points: {take: 8, per_source: 4}
  - quotes: {take: 7}
  - timeline: {take: 10}
""",
    "weekly.yaml",
)
DATED = date(2026, 6, 22)
IN_A_BRIEF = 5
"""Articles that one brief is made of."""
_DIGIT = re.compile(r"\d")  # `4`


@dataclass(slots=True)
class Tally:
    """How many changes of a kind were made and how many were caught; what was missed, in a line each."""

    made: int = 0
    caught: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.caught / self.made if self.made else 1.0

    def count(self, *, caught: bool, words: str) -> None:
        self.made += 1
        self.caught += caught
        if not caught:
            self.missed.append(" ".join(words.split()))


@dataclass(frozen=True, slots=True)
class Brief:
    """One brief made for the purpose."""

    library: Library
    selection: Selection
    document: Document


def read_text(name: str, text: str, published: str) -> tuple[Article, Items] | None:
    source = Source(path=f"seeds/{name}.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), media="text")
    page = Page(source=source, text=text, language="en")
    done = read_one(Job(page=page, id=name, facts=SourceFacts(published=published), repeated=frozenset()))
    return (done.article, done.items) if done.article and done.items else None


def texts(corpus: Path | None) -> Iterator[list[tuple[str, str]]]:
    """Groups of texts with their days, one group a brief: the project's own, then those of the corpus."""
    own = [*sorted((ROOT / "seeds").glob("*.txt")), *sorted((Path(__file__).parent / "made").glob("*.txt"))]
    found = [(path.read_text(encoding="utf-8"), "2025-07-05") for path in own]
    if corpus:
        lines = corpus.read_text(encoding="utf-8").splitlines()
        found += [(row["text"], row["date"]) for row in map(json.loads, lines)]
    for at in range(0, len(found), IN_A_BRIEF):
        yield found[at : at + IN_A_BRIEF]


def briefs(corpus: Path | None, most: int) -> Iterator[Brief]:
    """Briefs until they print `most` passages."""
    printed = 0
    for group in texts(corpus):
        done = [read_text(f"s{at}", text, day) for at, (text, day) in enumerate(group)]
        read = [one for one in done if one]
        if not read or printed >= most:
            continue
        library = disputed(index([article for article, _ in read], [items for _, items in read], []))
        selection = select(library, OUTLINE, lambda _: None)
        printed += sum(len(chosen.choices) for chosen in selection.sections)
        mended = guard(selection, library, lambda _: None)
        yield Brief(library, selection, compose(mended, library, DATED, "0"))


def choices(brief: Brief) -> Iterator[tuple[Chosen, Choice]]:
    yield from ((chosen, choice) for chosen in brief.selection.sections for choice in chosen.choices)


# Letters changed: each must stop the build.


def stops(document: Document, library: Library) -> bool:
    try:
        verify(document, library)
    except VerifyError:
        return True
    return False


def lines_of(block: Block) -> tuple[Line, ...]:
    match block:
        case Points(points=points):
            return tuple(point.words for point in points)
        case Quotations(groups=groups):
            return tuple(quotation.words for group in groups for quotation in group.quotations)
        case Table(groups=rows):
            return tuple(row.cells[1][0] for group in rows for row in group.rows)
    return ()


def with_line(document: Document, old: Line, new: Line) -> Document:
    """The document with one line put in another's place."""
    return replace(
        document, parts=tuple(replace(p, blocks=tuple(_put(b, old, new) for b in p.blocks)) for p in document.parts)
    )


def _put(block: Block, old: Line, new: Line) -> Block:
    match block:
        case Points(points=points):
            return Points(points=tuple(replace(p, words=new) if p.words is old else p for p in points))
        case Quotations(groups=groups):
            made = [
                replace(g, quotations=tuple(replace(q, words=new) if q.words is old else q for q in g.quotations))
                for g in groups
            ]
            return Quotations(groups=tuple(made))
        case Table(groups=groups):
            return replace(
                block, groups=tuple(replace(g, rows=tuple(_row(r, old, new) for r in g.rows)) for g in groups)
            )
    return block


def _row(row: Row, old: Line, new: Line) -> Row:
    cells = tuple(tuple(new if line is old else line for line in cell) for cell in row.cells)
    return replace(row, cells=cells)


def first_verbatim(line: Line) -> Verbatim | None:
    return next((inline for inline in line if isinstance(inline, Verbatim)), None)


def retold(line: Line, text: str) -> Line:
    one = first_verbatim(line)
    return tuple(replace(inline, text=text) if inline is one else inline for inline in line)


def letter_changes(brief: Brief, tallies: dict[str, Tally]) -> None:
    """Every change of letters to every printed passage of a brief."""
    lines = [line for part in brief.document.parts for block in part.blocks for line in lines_of(block)]
    for line in lines:
        one = first_verbatim(line)
        if one is None:
            continue
        for name, changed in _retellings(one, brief.library):
            _tally(tallies[name], brief, line, retold(line, changed))
        other = next((o for o in map(first_verbatim, lines) if o and o.spans[0].article != one.spans[0].article), None)
        if other:
            joined = Verbatim(text=f"{one.text} … {other.text}", spans=(*one.spans, *other.spans))
            _tally(
                tallies["two sources welded in a passage"], brief, line, tuple(joined if i is one else i for i in line)
            )
            _tally(tallies["two sources welded in a line"], brief, line, (line[0], other, *line[1:]))
    swapped_speakers(brief, tallies["two speakers swapped"])


def _tally(tally: Tally, brief: Brief, old: Line, new: Line) -> None:
    one = first_verbatim(new)
    tally.count(caught=stops(with_line(brief.document, old, new), brief.library), words=one.text if one else "")


def _retellings(one: Verbatim, library: Library) -> Iterator[tuple[str, str]]:
    if (found := NOT.search(one.text)) is not None:
        yield "“not” dropped", one.text[: found.start()] + one.text[found.end() :]
    if (digit := _DIGIT.search(one.text)) is not None:
        yield "digit changed", f"{one.text[: digit.start()]}{(int(digit[0]) + 1) % 10}{one.text[digit.end() :]}"
    claim = next((i for i in library.items if isinstance(i, Claim) and i.content and (i.span,) == one.spans), None)
    if claim and claim.content:
        content = " ".join(library.slice(claim.content).split())
        if content in one.text and content != one.text:
            yield "attribution cut from the letters", content


def swapped_speakers(brief: Brief, tally: Tally) -> None:
    for part in brief.document.parts:
        for block in part.blocks:
            if not isinstance(block, Quotations):
                continue
            for one, two in zip(block.groups, block.groups[1:], strict=False):
                if one.speaker == two.speaker:
                    continue
                names = {one.id: two.speaker, two.id: one.speaker}
                groups = tuple(replace(g, speaker=names.get(g.id, g.speaker)) for g in block.groups)
                new = Quotations(groups=groups)
                parts = tuple(
                    replace(p, blocks=tuple(new if b is block else b for b in p.blocks)) for p in brief.document.parts
                )
                caught = stops(replace(brief.document, parts=parts), brief.library)
                tally.count(caught=caught, words=f"{one.speaker} / {two.speaker}")


# Context lost: each should be told.


def context_losses(brief: Brief, tallies: dict[str, Tally], harmless: Tally) -> None:
    for chosen, choice in choices(brief):
        _harmless(chosen, choice, brief, harmless)
        for name, cut in (SPEECH_CUTS if isinstance(choice.item, Quote) else CUTS).items():
            article = choice.item.span.article
            kept = [Span(article=article, start=start, end=end) for start, end in cut(choice, brief.library)]
            if kept:
                told = told_of(replace(choice, spans=tuple(kept), pinned=True), chosen, brief)
                tallies[name].count(caught=told, words=" | ".join(map(brief.library.slice, kept)))


def _harmless(chosen: Chosen, choice: Choice, brief: Brief, tally: Tally) -> None:
    kept = [Span(article=choice.item.span.article, start=a, end=b) for a, b in cut_opening(choice, brief.library)]
    if kept and not told_of(choice, chosen, brief):
        told = told_of(replace(choice, spans=tuple(kept), pinned=True), chosen, brief)
        tally.count(caught=not told, words=brief.library.slice(kept[0]))


def told_of(choice: Choice, chosen: Chosen, brief: Brief) -> bool:
    heard: list[Diagnostic] = []
    only = replace(brief.selection, sections=(replace(chosen, choices=(choice,)),))
    guard(only, brief.library, heard.append)
    return bool(heard)


def reversals(brief: Brief, tallies: dict[str, Tally], at: int) -> int:
    """A sentence that turns it is put behind each third passage, and the article read again."""
    for place, (chosen, choice) in enumerate(choices(brief)):
        if place % 3:
            continue
        old = brief.library.article[choice.item.span.article]
        end = _sentence_end(old, choice.item.span.end)
        at += 1
        turn = (TURNS + FRESH)[
            7 * at % len(TURNS + FRESH)
        ]  # 7 and 60 share no factor: both kinds come up from the start
        read = read_text(old.id, f"{old.text[:end]} {turn}{old.text[end:]}", "2025-07-05")
        if read is None:
            continue
        library = disputed(index([read[0]], [read[1]], []))
        item = library.item.get(choice.item.id)
        if item is None or type(item) is not type(choice.item):
            continue
        again = replace(choice, item=item, spans=item.parts if isinstance(item, Quote) else (item.span,), also=())
        name = "turned by the next sentence, " + ("known" if turn in TURNS else "fresh")
        told = told_of(again, chosen, Brief(library, brief.selection, brief.document))
        tallies[name].count(caught=told, words=f"{library.slice(item.span)} → {turn}")
    return at


def _sentence_end(article: Article, after: int) -> int:
    ends = [span.end for passage in article.passages for span in passage.sentences if span.start < after <= span.end]
    return ends[0] if ends else after


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured."""

    passages: int
    letters: dict[str, Tally]
    context: dict[str, Tally]
    warned: tuple[Diagnostic, ...]
    """On passages that nobody changed."""
    mended: tuple[Diagnostic, ...]
    harmless: Tally
    """Cuts that lose nothing; caught where nothing was told."""

    @property
    def all_context(self) -> float:
        return sum(t.caught for t in self.context.values()) / max(1, sum(t.made for t in self.context.values()))


def measure(corpus: Path | None = None, most: int = 500) -> Measured:
    letters: dict[str, Tally] = defaultdict(Tally)
    context: dict[str, Tally] = defaultdict(Tally)
    heard: list[Diagnostic] = []
    harmless = Tally()
    passages = turn = 0
    for brief in briefs(corpus, most):
        passages += sum(1 for _ in choices(brief))
        assert not stops(brief.document, brief.library)
        guard(brief.selection, brief.library, heard.append)
        letter_changes(brief, letters)
        context_losses(brief, context, harmless)
        turn = reversals(brief, context, turn)
    warned = tuple(one for one in heard if one.severity is not Severity.NOTE)
    mended = tuple(one for one in heard if one.severity is Severity.NOTE)
    return Measured(passages, letters, context, warned, mended, harmless)


def table(measured: Measured) -> str:
    rows = [("change", "made", "caught", "share")]
    for tallies in (measured.letters, measured.context):
        rows += [(name, str(t.made), str(t.caught), f"{t.share:.3f}") for name, t in sorted(tallies.items())]
    rows.append(("all losses of context", "", "", f"{measured.all_context:.3f}"))
    for name, heard in (("warned of unchanged", measured.warned), ("mended unchanged", measured.mended)):
        rows.append((name, str(measured.passages), str(len(heard)), f"{len(heard) / measured.passages:.3f}"))
    told = measured.harmless.made - measured.harmless.caught
    rows.append(
        ("warned of a harmless cut", str(measured.harmless.made), str(told), f"{1 - measured.harmless.share:.3f}")
    )
    return "\n".join(f"{name:<42}{made:>6}{caught:>8}{share:>8}" for name, made, caught, share in rows)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--most", type=int, default=500)
    parser.add_argument("--missed", action="store_true")
    asked = parser.parse_args()
    measured = measure(asked.corpus, asked.most)
    print(table(measured))
    if asked.missed:
        for name, tally in (measured.letters | measured.context | {"harmless cut": measured.harmless}).items():
            print(*(f"missed, {name}: {words}" for words in tally.missed), sep="\n")
        print(*measured.warned, *measured.mended, sep="\n")


if __name__ == "__main__":
    main()
