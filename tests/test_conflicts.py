"""Where statements contradict each other, by plain-text cases; and how the brief prints it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from brief.compose import compose
from brief.extract import extract
from brief.index import disputed, index
from brief.load import outline as load_outline
from brief.model.diagnostic import Diagnostic
from brief.model.document import Block, Disagreements, Document, Legend, OpenQuestions, Points, Prose
from brief.model.inline import Cite, Line
from brief.model.library import Library
from brief.pipeline.house import house_of
from brief.select import select
from brief.verify import verify
from brief.write import write

CASES = Path(__file__).parent / "cases" / "conflicts"


def cases() -> list[object]:
    read = []
    for path in sorted(CASES.glob("*.txt")):
        for case in path.read_text(encoding="utf-8").split("## ")[1:]:
            name, _, rest = case.partition("\n")
            texts, _, expected = rest.partition("# output\n")
            read.append(pytest.param(texts, expected.strip(), id=f"{path.stem}: {name}"))
    return read


def library(texts: str, article) -> Library:
    """Each line an article: its id, its day and its words."""
    made = []
    for line in texts.strip().splitlines():
        head, _, text = line.removeprefix("[").partition("] ")
        name, _, day = head.partition(" ")
        made.append(article(f"A headline\n\n{text}\n", id=name, published=day))
    return disputed(index(made, [extract(one) for one in made]))


def shown(one: Library) -> str:
    found = [cluster for cluster in one.clusters if cluster.sort == "conflict"]
    rows = []
    for cluster in found:
        names = sorted((cluster.lead, *cluster.others), key=lambda name: list(one.item).index(name))
        rows.append(f"{cluster.differs}: {' | '.join(name.rpartition('-')[0] for name in names)}")
    return "\n".join(rows) or "none"


@pytest.mark.parametrize(("texts", "expected"), cases())
def test_statements_contradict_each_other_only_where_both_cannot_hold(texts, expected, article):
    assert shown(library(texts, article)) == expected


OUTLINE = """
title: Two banks
seeds: seeds
date: 2025-12-01
about: [Norland, Sealand]
sections:
  - key_points: {take: 2}
  - disagreements
  - open_questions: {take: 9}
"""
TWO_SIDES = """
[wire 2025-06-02] Economist Maria Lopez said that the Bank of Norland will cut interest rates in September 2025.
[post 2025-06-03] Economist John Hart said that the Bank of Norland will not cut interest rates in September 2025.
"""


def composed(one: Library, asked: str = OUTLINE) -> tuple[Document, list[Diagnostic]]:
    heard: list[Diagnostic] = []
    read = load_outline(asked, "weekly.yaml")
    document = compose(select(one, read, heard.append), one, date(2025, 12, 1), "0.1")
    verify(document, one)
    return document, heard


def docx_text(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def blocks(document: Document, kind: str) -> list[Block]:
    return [block for part in document.parts if part.kind == kind for block in part.blocks]


def printed(words: Line) -> str:
    return "".join(one.text for one in words if not isinstance(one, Cite))


def test_each_side_stands_in_its_own_words_with_speaker_source_and_day(article):
    document, _ = composed(library(TWO_SIDES, article))
    (block,) = blocks(document, "disagreements")
    assert isinstance(block, Disagreements)
    (one,) = block.disagreements
    assert [one.label, printed(one.head)] == ["D1", "In what they differ: yes or no"]
    assert [printed(side.words) for side in one.sides] == [
        "Economist Maria Lopez said that the Bank of Norland will cut interest rates in September 2025.",
        "Economist John Hart said that the Bank of Norland will not cut interest rates in September 2025.",
    ]
    assert [printed(side.said) for side in one.sides] == [
        "Maria Lopez, as reported in S1. Published 2 June 2025",
        "John Hart, as reported in S2. Published 3 June 2025",
    ]


def test_a_contested_key_point_names_its_disagreement_and_the_legend_says_what_that_means(article):
    points, legend = blocks(composed(library(TWO_SIDES, article))[0], "key_points")
    assert isinstance(points, Points)
    assert isinstance(legend, Legend)
    assert ["Contested D1" in [tag.text for tag in point.tags] for point in points.points] == [True, True]
    assert any(printed(sample) == "Contested" for sample, _ in legend.entries)


def test_no_disagreement_is_said_in_one_line_and_is_no_warning(article):
    document, heard = composed(library(TWO_SIDES.replace("will not", "will"), article))
    (block,) = blocks(document, "disagreements")
    assert isinstance(block, Prose)
    assert [printed(words) for words in block.lines] == ["No disagreement found between these sources."]
    assert not [one for one in heard if "disagreements" in one.message]


def test_skipping_one_side_takes_a_disagreement_out(article):
    one = library(TWO_SIDES, article)
    lead = next(cluster.lead for cluster in one.clusters if cluster.sort == "conflict")
    document, _ = composed(one, OUTLINE.replace("- disagreements", f"- disagreements: {{skip: [{lead}]}}"))
    assert isinstance(blocks(document, "disagreements")[0], Prose)


def test_the_evidence_opens_questions_that_no_source_asks(article):
    texts = TWO_SIDES + "[note 2025-06-04] A new report says that Norland plans to join the union in January 2026.\n"
    texts += "[late 2025-06-05] Minister Per Dahl said that Norland will open the Kalin dam by July 2025.\n"
    (block,) = blocks(composed(library(texts, article))[0], "open_questions")
    assert isinstance(block, OpenQuestions)
    heads = [printed(one.head).removeprefix("Found by the desk: ") for one in block.questions]
    assert heads[:3] == [
        "a disagreement",
        "a forecast that falls due",
        "a forecast whose time has passed",
    ]
    assert "a subject without a statement" in heads
    assert "a key point with one origin" in heads
    assert [one.label for one in block.questions] == [f"Q{at}" for at in range(1, len(heads) + 1)]


def test_questions_of_the_sources_come_before_those_of_the_desk_and_both_keep_within_take(article):
    texts = TWO_SIDES + "[note 2025-06-04] It is unclear whether Norland will follow.\n"
    document, _ = composed(library(texts, article), OUTLINE.replace("take: 9", "take: 2"))
    (block,) = blocks(document, "open_questions")
    assert isinstance(block, OpenQuestions)
    assert [printed(one.head) for one in block.questions] == ["Left open by S3", "Found by the desk: a disagreement"]


def test_a_second_speaker_for_one_side_adds_no_side(article):
    third = "[note 2025-06-04] Professor Ida Roth said that the Bank of Norland will not cut interest rates in 2025.\n"
    document, _ = composed(library(TWO_SIDES + third.replace("in 2025", "in September 2025"), article))
    (block,) = blocks(document, "disagreements")
    assert isinstance(block, Disagreements)
    assert [len(one.sides) for one in block.disagreements] == [2]


@pytest.mark.parametrize("form", ["html", "markdown", "docx", "json"])
def test_every_format_prints_all_sides_of_three(form, article):
    killed = ((2, "Maria Lopez", 41), (3, "John Hart", 86), (4, "Ida Roth", 120))
    texts = "".join(
        f"[day{day} 2025-06-0{day}] Mayor {name} said that the flood killed {count} people in the Kalin valley.\n"
        for day, name, count in killed
    )
    document, _ = composed(library(texts, article), OUTLINE.replace("[Norland, Sealand]", "[flood]"))
    house = house_of(Path())
    data = write(document, form, house.assets, house.brand)
    text = docx_text(data) if form == "docx" else data.decode()
    for name in ("Maria Lopez", "John Hart", "Ida Roth"):
        assert f"{name}, as reported in" in text
