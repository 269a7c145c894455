"""How weighty the key points are that rank first on the marked seeds, beside the lead sentences and LexRank.

python tests/bench/ranking.py

Prints, for each way of choosing, how many of the first 5 are of salience 2 or 3 and how many of the first 10 of salience 3.
LexRank needs `pip install sumy numpy`; it gets the sentences that `brief` found, so that only the choosing differs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import yaml

from brief.load import outline
from brief.model.article import BODY_ROLES, Span
from brief.model.library import Library
from brief.pipeline.libraries import read_library
from brief.select import select

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests/eval/gold"
OUTLINE = """
title: T
seeds: s
date: 2026-06-22
about: [NATO, Russia, China, Taiwan]
sections:
  - key_points: {take: 10, per_source: 5}
"""


def marks() -> dict[str, list[tuple[int, int, int]]]:
    """Start, end and salience of each marked claim, by the stem of its seed."""
    found = {}
    for path in sorted(GOLD.glob("0*.yaml")):
        claims = yaml.safe_load(path.read_text(encoding="utf-8"))["claims"]
        found[path.stem] = [
            (place["start"], place["end"], claim["salience"])
            for claim in claims
            for place in (claim, *(claim.get("equivalents") or ()))
        ]
    return found


def salience(span: Span, marked: Sequence[tuple[int, int, int]]) -> int:
    """Of the marked claim that the span shares more than half with; 0 where there is none."""
    best, found = 0.5, 0
    for start, end, worth in marked:
        shared = min(span.end, end) - max(span.start, start)
        share = shared / (max(span.end, end) - min(span.start, start))
        if share >= best:
            best, found = share, worth
    return found


def ranked(library: Library) -> list[Span]:
    selection = select(library, outline(OUTLINE, "o.yaml"), lambda _: None)
    return [choice.item.span for choice in selection.sections[0].choices]


def sentences(library: Library) -> list[list[Span]]:
    """The body sentences of each article."""
    return [
        [sentence for passage in article.passages if passage.role in BODY_ROLES for sentence in passage.sentences]
        for article in library.articles
    ]


def leads(library: Library) -> list[Span]:
    """The first sentences of each article in turn."""
    turns = zip(*(one[:5] for one in sentences(library)))
    return [sentence for turn in turns for sentence in turn][:10]


def lexrank(library: Library) -> list[Span] | None:
    try:
        from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
        from sumy.summarizers.lex_rank import LexRankSummarizer
    except ImportError as error:
        print(f"LexRank: not measured ({error})")
        return None

    class Words:
        def to_words(self, text: str) -> list[str]:
            return re.findall(r"[^\W\d_]+", text)

    spans = [span for one in sentences(library) for span in one]
    made = [Sentence(library.slice(span), Words()) for span in spans]
    best = LexRankSummarizer()(ObjectDocumentModel([Paragraph(made)]), 10)
    rated = {id(sentence): span for sentence, span in zip(made, spans)}
    return [rated[id(sentence)] for sentence in best]


def main() -> None:
    marked = marks()
    seeds = [ROOT / "seeds" / f"{stem}.txt" for stem in marked]
    library = read_library(seeds, ROOT / "config/sources.yaml", lambda _: None)
    stems = {article.id: Path(article.source.path).stem for article in library.articles}
    for name, spans in {"brief": ranked(library), "lead": leads(library), "LexRank": lexrank(library)}.items():
        if spans:
            worth = [salience(span, marked[stems[span.article]]) for span in spans]
            weighty, top = sum(one >= 2 for one in worth[:5]), sum(one == 3 for one in worth)
            print(f"{name:8} first 5: {weighty} of salience 2 or 3   first 10: {top} of salience 3   {worth}")


if __name__ == "__main__":
    main()
