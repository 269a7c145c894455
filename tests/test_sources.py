"""The source base: each of its numbers counted once more, from what the brief prints."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from brief.cli import main
from brief.compose import compose
from brief.load import outline
from brief.model.document import Document, Points, Prose, Quotations
from brief.model.inline import Words
from brief.select import select
from brief.store import library_json
from tests.shelf import shelf

HEAD = "title: T\nseeds: seeds\ndate: 2025-07-11\n"
SHELF = """[wire 2024-03-02] The Wire
claim fact | The harbour of Lindvik was dredged to fourteen metres before the first ferry came.
claim forecast | The council of Lindvik will vote on the cable before the winter of next year.
quote | Ann Lee | “We will not sign a contract whose price has doubled within one single year.”
[post 2025-07-02] The Post
claim fact | The harbour of Lindvik was dredged to fourteen metres before the first ferry came.
claim fact | Nine million euros were paid for the cable by the port and two of its ferry lines.
[gazette] The Post
quote | Bo Ek | “Our ships need the cable before the winter of the year, or else they will sail off.”
[idle 2025-06-01] The Idle
question asked | Who pays?
"""


def built(shelved: str, asked: str = "sections: [key_points, quotes, sources]\n", *, apart: bool = False) -> Document:
    """The brief; with `apart`, what two articles say in the same words counts as said twice."""
    library = shelf(shelved)
    if apart:
        own = {item.id: item.span.article for item in library.items}
        library = replace(library, origins={**library.origins, **own})
    selection = select(library, outline(HEAD + asked, "o.yaml"), lambda _: None)
    return compose(selection, library, date(2025, 7, 11), "0")


def base(document: Document) -> str:
    """The paragraph, one sentence a line."""
    blocks = [block for part in document.parts for block in part.blocks if isinstance(block, Prose)]
    (prose,) = (block for block in blocks if block.id == "source-base")
    lines = ["".join(one.text for one in line if isinstance(one, Words)) for line in prose.lines]
    return "\n".join(lines).replace(". ", ".\n")


EXTENT = (
    "This edition rests on three of the four articles collected in English, from three origins and two named "
    "publishers, published from March 2024 to July 2025; the date of S3 is not known."
)


def test_the_source_base_says_what_it_counts() -> None:
    assert base(built(SHELF, apart=True)).splitlines() == [
        EXTENT,
        "Two of the three key points rest on one origin alone.",
        "Most rests on S1 (The Wire); without it one of the three key points and one of the two quotations would fall.",
        "The oldest source of a key point is S1 (The Wire), dated 2 March 2024.",
        "No source has been graded.",
    ]


def test_its_numbers_are_those_of_the_printed_points_and_quotations() -> None:
    document = built(SHELF, apart=True)
    blocks = [block for part in document.parts for block in part.blocks]
    points = [point for block in blocks if isinstance(block, Points) for point in block.points]
    tags = sorted(tag.text for point in points for tag in point.tags if tag.sort == "origins")
    assert tags == ["1 origin", "1 origin", "2 origins"]
    groups = [group for block in blocks if isinstance(block, Quotations) for group in block.groups]
    assert sorted(group.speaker for group in groups) == ["Ann Lee", "Bo Ek"]


def test_a_point_that_two_articles_print_in_the_same_words_has_one_origin_and_says_so() -> None:
    document = built(SHELF)
    assert base(document).splitlines()[1] == "Each of the three key points rests on one origin alone."
    blocks = [block for part in document.parts for block in part.blocks]
    points = [point for block in blocks if isinstance(block, Points) for point in block.points]
    tags = {(tag.glyph, tag.text) for point in points for tag in point.tags if tag.sort == "origins"}
    assert tags == {("●", "1 origin"), ("●", "2 articles, 1 origin")}


@pytest.mark.parametrize(
    ("shelved", "expected"),
    [
        pytest.param(
            "[a 2025-07-01] A\nclaim fact | The harbour of Lindvik was dredged to fourteen metres in the spring.\n",
            [
                "This edition rests on one article in English, from one named publisher, published in July 2025.",
                "The source has not been graded.",
            ],
            id="one article",
        ),
        pytest.param(
            "[a] A\n[b] \n",
            ["This edition prints nothing of the two articles collected."],
            id="nothing printed",
        ),
    ],
)
def test_the_sentences_fit_small_numbers(shelved: str, expected: list[str]) -> None:
    assert base(built(shelved)).splitlines() == expected


def test_without_a_disagreement_the_usual_sections_say_so_under_sources_alone() -> None:
    document = built(SHELF, "")
    assert "disagreements" not in {part.kind for part in document.parts}
    assert base(document).endswith("\nNo disagreement found between these sources.")
    asked = built(SHELF, "sections: [key_points, disagreements, sources]\n")
    assert "disagreements" in {part.kind for part in asked.parts}
    assert "No disagreement" not in base(asked)


def test_the_library_file_gives_the_origins_of_its_clusters_and_both_sides_of_a_conflict(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(Path(__file__).parents[1])
    tree = json.loads(library_json(shelf(SHELF)))
    (one,) = tree["clusters"]
    assert (one["sort"], one["origins"]) == ("same-words", 1)
    done = CliRunner().invoke(main, ["read", "seeds", "--json"], catch_exceptions=False)
    conflicts = [one for one in json.loads(done.stdout)["clusters"] if one["sort"] == "conflict"]
    assert [(len(one["others"]), one["origins"], one["differs"]) for one in conflicts] == [(1, 2, "date")]
