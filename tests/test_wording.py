"""The fixed words of a brief: each language has all of them, and nothing of one is left in another."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
import yaml
from msgspec import Struct
from msgspec.structs import replace

from brief.compose import compose
from brief.compose.wording import wording
from brief.errors import VerifyError
from brief.load import outline
from brief.load.brand import brand
from brief.model.companions import Terms
from brief.model.document import Document, Points
from brief.model.edition import Reason
from brief.model.inline import Words
from brief.model.library import Library
from brief.model.outline import Language
from brief.select import select
from brief.text.dates import spoken
from brief.text.dates.edtf import ENGLISH
from brief.verify import verify
from brief.write import docx, html
from brief.write.json import write as json
from tests.shelf import shelf

TEMPLATES = Path(__file__).parent.parent / "templates"
CATALOGUES = files("brief.compose").joinpath("catalogues")
LANGUAGES: tuple[str, ...] = get_args(Language)
SHELF = """[wire 2024-03-02] The Wire
claim fact | The harbour of Lindvik was dredged to fourteen metres before the first ferry came.
claim forecast | Ann Lee | The council of Lindvik will vote on the cable before the winter of next year.
quote | Ann Lee, mayor of Lindvik | “We will not sign a contract whose price has doubled within one single year.”
event past 2024-05 | The two ferries met off Lindvik in May 2024.
event forecast ../2027 | The cable of Lindvik will be laid by 2027.
question stated | It is unclear who pays for the cable.
[post 2025-07-02] The Post
claim fact | Nine million euros were paid for the cable by the port and two of its ferry lines.
[gazette] The Post
quote | Bo Ek | “Our ships need the cable before the winter of the year, or else they will sail off.”
"""
ASKED = """title: Lindvik
seeds: s
date: 2025-07-11
edition: 3
author: Küste
language: {language}
bottom_line: {{text: Nein., confidence: low, rests_on: [{{find: fourteen metres}}]}}
sections:
  - key_points:
      pick: [{{find: will vote on the cable}}, {{find: fourteen metres, text: Tief.}}]
  - quotes:
      pick: [{{find: whose price has doubled, words: whose price has doubled within one single year.}}]
  - timeline: {{chart: true}}
  - disagreements
  - open_questions
  - since_last
  - sources
"""


def built(language: str) -> tuple[Document, Library]:
    library = shelf(SHELF)
    selection = select(library, outline(ASKED.format(language=language), "o.yaml"), lambda _: None)
    return compose(selection, library, date(2025, 7, 11), "0"), library


def leaves(node: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a catalogue with its place; the words of a plural under one place."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, path if key in {"one", "other"} else f"{path}.{key}")
    elif isinstance(node, list):
        for value in node:
            yield from leaves(value, path)
    else:
        yield path, str(node)


def catalogue(language: str) -> dict[str, set[str]]:
    """Each place with the names that its texts are filled with."""
    tree = yaml.load(CATALOGUES.joinpath(f"{language}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    found: dict[str, set[str]] = {}
    for path, text in leaves(tree):
        found.setdefault(path, set()).update(name for _, name, _, _ in Formatter().parse(text) if name)
    return found


def known(node: object, path: str = "") -> Iterator[str]:
    """The places that the typed value has."""
    if isinstance(node, Struct):
        for name in node.__struct_fields__:
            yield from known(getattr(node, name), path if name in {"one", "other"} else f"{path}.{name}")
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from known(value, f"{path}.{key}")
    else:
        yield path


def test_each_language_of_an_outline_has_its_catalogue() -> None:
    assert {one.name for one in CATALOGUES.iterdir()} == {f"{language}.yaml" for language in LANGUAGES}
    assert [wording(language).language for language in LANGUAGES] == list(LANGUAGES)


def test_the_first_part_of_a_tag_is_enough() -> None:
    assert outline("title: T\nseeds: s\nlanguage: de\n", "o.yaml").language == "de-DE"
    assert outline("title: T\nseeds: s\n", "o.yaml").language == "en-GB"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_says_all_that_the_english_one_says_and_fills_in_the_same(language: str) -> None:
    assert catalogue(language) == catalogue("en-GB")
    assert set(known(wording(language))) == set(catalogue(language))


def test_what_english_says_without_its_catalogue_is_what_the_catalogue_says() -> None:
    words = wording()
    assert words.dates == ENGLISH
    assert words.terms == Terms()
    assert words.since_last.reasons == {reason.name: reason.value for reason in Reason}


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-07-11", "11. Juli 2025"),
        ("2025-03", "März 2025"),
        ("2024-22", "Sommer 2024"),
        ("2025-33", "1. Quartal 2025"),
        ("201X", "2010er Jahre"),
        ("20XX", "21. Jahrhundert"),
        ("2019~", "um 2019"),
        ("201X~", "etwa 2010er Jahre"),
        ("2025-07-07~", "etwa 7. Juli 2025"),
        ("../2027", "bis 2027"),
        ("2029/..", "2029 oder später"),
        ("2025-08-04/2025-08-10", "4. bis 10. August 2025"),
        ("2030~/2035~", "etwa 2030 bis 2035"),
    ],
)
def test_dates_are_said_in_german_as_precisely_as_they_are(edtf: str, words: str) -> None:
    assert spoken(edtf, wording("de-DE").dates) == words


def test_a_german_brief_is_german_but_for_the_words_of_its_sources() -> None:
    document, library = built("de-DE")
    assert verify(document, library)
    printed = json(document).decode()
    german = dict(leaves(yaml.safe_load(CATALOGUES.joinpath("de-DE.yaml").read_text(encoding="utf-8"))))
    pieces = {
        piece.strip(" .,:;")
        for path, text in leaves(yaml.safe_load(CATALOGUES.joinpath("en-GB.yaml").read_text(encoding="utf-8")))
        for piece, *_ in Formatter().parse(text)
        if german[path] != text
    }
    assert not [piece for piece in pieces if " " in piece and len(piece) > 8 and piece in printed]
    for word in (
        "Bewertung",
        "Nr. 3, 11. Juli 2025",
        "Kernaussagen",
        "gering",
        "Bis 2027",
        "Zeile 1",
        "Q1",
    ):
        assert word in printed


def test_the_desks_marks_round_a_cut_quotation_are_german_and_the_sources_own_stay() -> None:
    document, _ = built("de-DE")
    printed = json(document).decode()
    assert '"„… "' in printed
    assert "“We will not sign" in printed


def test_a_wrong_speaker_in_a_german_brief_stops_the_build() -> None:
    document, library = built("de-DE")
    part = document.parts[0]
    points = part.blocks[0]
    assert isinstance(points, Points)

    def told(name: str) -> Document:
        words = (points.points[0].words[0], Words(text=f" (so {name})"), *points.points[0].words[-1:])
        changed = Points(points=(replace(points.points[0], words=words), *points.points[1:]))
        return replace(document, parts=(replace(part, blocks=(changed, *part.blocks[1:])), *document.parts[1:]))

    assert verify(told("Ann Lee"), library)
    with pytest.raises(VerifyError, match="said by Bo Ek"):
        verify(told("Bo Ek"), library)


def test_pages_are_numbered_in_german_and_passages_say_that_they_are_english() -> None:
    document, _ = built("de-DE")
    assets = {one.name: one.read_bytes() for one in TEMPLATES.iterdir() if one.is_file()}
    page = html.write(document, assets, brand(assets["brand.yaml"].decode(), "brand.yaml"), "print").decode()
    assert '"Seite " counter(page) " von " counter(pages)' in page
    assert 'lang="de-DE">' in page
    assert '<span class="source" lang="en">“We will not' not in page  # the marks round the part are the desk's
    assert '<span class="source" lang="en">' in page
    with zipfile.ZipFile(BytesIO(docx.write(document, assets))) as package:
        feet = "".join(package.read(name).decode() for name in package.namelist() if "footer" in name)
        body = package.read("word/document.xml").decode()
    assert "Seite " in feet
    assert "Page " not in feet
    assert '<w:lang w:val="en"/></w:rPr><w:t xml:space="preserve">The council of Lindvik' in body


def test_an_english_brief_marks_no_language_on_english_passages() -> None:
    document, _ = built("en-GB")
    assets = {one.name: one.read_bytes() for one in TEMPLATES.iterdir() if one.is_file()}
    page = html.write(document, assets, brand(assets["brand.yaml"].decode(), "brand.yaml")).decode()
    assert page.count('lang="') == 1


def test_looking_items_up_reads_no_catalogue() -> None:
    code = "import sys, brief.cli.find, brief.find, brief.pipeline; sys.exit('brief.compose' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
