from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from brief.compose import compose
from brief.errors import VerifyError
from brief.load import outline
from brief.model.document import Block, Document, Points, Quotations
from brief.model.inline import Verbatim, Words
from brief.model.library import Library
from brief.select import select
from brief.verify import difference, verify
from tests.shelf import shelf

SHELF = """
[wire 2025-07-01] The Wire
claim fact | Moscow moved 14 brigades to the border,Kyiv said.
claim forecast | However, most analysts agree that it will take five to ten years.
quote | Ann Lee | “We are not ready,” “but we will be.”
[post 2025-07-02] The Post
claim fact | The council met twice in June.
"""
OUTLINE = """
title: Test
seeds: seeds
date: 2025-07-03
sections:
  - key_points:
      pick:
        - {find: analysts agree, words: most analysts … ten years}
        - find: 14 brigades
  - quotes
"""


def built() -> tuple[Document, Library]:
    library = shelf(SHELF)
    asked = outline(OUTLINE, "weekly.yaml")
    selection = select(library, asked, lambda _: None)
    return compose(selection, library, date(2025, 7, 3), "0"), library


def changed(document: Document, words: str, instead: str) -> Document:
    part = document.parts[0]
    points = part.blocks[0]
    assert isinstance(points, Points)
    after = tuple(
        replace(
            point,
            words=tuple(
                replace(inline, text=inline.text.replace(words, instead)) if isinstance(inline, Verbatim) else inline
                for inline in point.words
            ),
        )
        for point in points.points
    )
    assert after != points.points
    return replace(document, parts=(replace(part, blocks=(Points(points=after),)), *document.parts[1:]))


def test_an_honest_brief_passes_and_says_how_much_was_checked() -> None:
    document, library = built()
    count = verify(document, library)
    assert count >= 3
    assert f"{count} of {count} passages" in document.footer[0]


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("14", "15"),
        ("Kyiv", "Kiev"),
        (" moved", " never moved"),
        (".", "!"),
        ("[M]ost", "Most"),
        (" … ", " "),
        ("[M]", "[N]"),
    ],
)
def test_one_changed_character_stops_the_build_and_both_wordings_are_named(words: str, instead: str) -> None:
    document, library = built()
    with pytest.raises(VerifyError) as stop:
        verify(changed(document, words, instead), library)
    assert "printed:" in str(stop.value)
    assert "source:" in str(stop.value)


def test_a_passage_of_another_source_stops_the_build() -> None:
    _, library = built()
    elsewhere = library.article["post"].passages[0].span
    assert difference("Moscow moved 14 brigades to the border, Kyiv said.", (elsewhere,), library)


def test_a_reference_without_evidence_stops_the_build() -> None:
    document, library = built()
    with pytest.raises(VerifyError, match="leads to no evidence"):
        verify(replace(document, parts=document.parts[:-1]), library)


TALK = """
[wire 2025-07-01] The Wire
claim fact | Ann Lee | The bridge will be closed to all lorries in May,Lee said.
quote | Ann Lee | “We are not ready,”
[post 2025-07-02] The Post
claim fact | Bo Berg | Two new schools were opened in the north of the capital,Berg said.
quote | Bo Berg | “We have been ready for a year,”
"""
TALKED = """
title: Test
seeds: seeds
date: 2025-07-03
sections: [key_points, quotes]
"""


def talk() -> tuple[Document, Library]:
    library = shelf(TALK)
    selection = select(library, outline(TALKED, "weekly.yaml"), lambda _: None)
    return compose(selection, library, date(2025, 7, 3), "0"), library


def with_block(document: Document, at: int, block: Block) -> Document:
    parts = tuple(
        replace(part, blocks=(block, *part.blocks[1:])) if n == at else part for n, part in enumerate(document.parts)
    )
    return replace(document, parts=parts)


def test_two_speakers_swapped_stop_the_build() -> None:
    document, library = talk()
    block = document.parts[1].blocks[0]
    assert isinstance(block, Quotations)
    one, two = block.groups
    swapped = Quotations(groups=(replace(one, speaker=two.speaker), replace(two, speaker=one.speaker)))
    verify(document, library)
    with pytest.raises(VerifyError, match=f"said by {two.speaker}; its source has {one.speaker}"):
        verify(with_block(document, 1, swapped), library)


def test_a_wrong_speaker_beside_a_point_stops_the_build() -> None:
    document, library = talk()
    block = document.parts[0].blocks[0]
    assert isinstance(block, Points)
    for name, stops in (("Ann Lee", False), ("Bo Berg", True)):
        point = next(one for one in block.points if one.id.startswith("c-wire"))
        named = replace(point, words=(point.words[0], Words(text=f" (said by {name})"), *point.words[1:]))
        changed_document = with_block(document, 0, Points(points=(named,)))
        if stops:
            with pytest.raises(VerifyError, match="its source has Ann Lee"):
                verify(changed_document, library)
        else:
            verify(changed_document, library)


def test_words_of_two_sources_in_one_passage_or_one_line_stop_the_build() -> None:
    document, library = talk()
    block = document.parts[0].blocks[0]
    assert isinstance(block, Points)
    (one, two) = (point.words[0] for point in block.points[:2])
    assert isinstance(one, Verbatim)
    assert isinstance(two, Verbatim)
    welded = Verbatim(text=f"{one.text} … {two.text}", spans=(*one.spans, *two.spans))
    for words in ((welded,), (one, two)):
        point = replace(block.points[0], words=(*words, *block.points[0].words[1:]))
        with pytest.raises(VerifyError, match="of two places"):
            verify(with_block(document, 0, Points(points=(point,))), library)


def test_a_reference_that_leads_to_another_passage_stops_the_build() -> None:
    document, library = talk()
    block = document.parts[0].blocks[0]
    assert isinstance(block, Points)
    one, two = block.points[:2]
    crossed = Points(points=(replace(one, words=(one.words[0], *two.words[1:])), two))
    with pytest.raises(VerifyError, match="leads to another passage"):
        verify(with_block(document, 0, crossed), library)
