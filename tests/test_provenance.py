"""The provenance that travels in the PDF: whoever has the sources can check the brief with it alone."""

from __future__ import annotations

import json
from datetime import date

import pytest
from msgspec.structs import replace
from sample import document
from shelf import shelf

from brief.model.document import Document, Evidence, EvidenceList, Part, Point, Points
from brief.model.inline import Cite, Context, Verbatim
from brief.model.library import Library
from brief.provenance import provenance

TEXT = """
[wire 2025-07-01] The Wire
claim forecast | Mark Rutte | Moscow could be ready within five years.
claim fact | | The two navies met off Oman in May 2024.
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return shelf(TEXT)


@pytest.fixture(scope="module")
def brief(library: Library) -> Document:
    span = library.items[0].span
    after = replace(library.items[1].span)
    said = Verbatim(text=library.slice(span), spans=(span,))
    points = Points(points=(Point(id="p", words=(said, Cite(id="r1", number=1, target="e1"))),))
    words = (said, Context(text=library.slice(after), span=after))
    row = Evidence(id="e1", number=1, source="S1", place="line 2", words=words, cited_by=("r1",))
    parts = (
        Part(id="a", kind="key_points", heading="Key points", note=None, blocks=(points,)),
        Part(id="b", kind="evidence", heading="Evidence", note=None, blocks=(EvidenceList(rows=(row,)),)),
    )
    return replace(document(), parts=parts, bottom_line=None, dated=date(2025, 7, 11))


def test_each_printed_passage_is_found_again_in_its_source(brief: Document, library: Library) -> None:
    passages = json.loads(provenance(brief, library))["passages"]
    assert [one["where"] for one in passages] == ["key_points", "evidence"]
    for one in passages:
        assert one["references"] == [1]
        (target,) = one["targets"]
        article = library.article[target["source"]]
        assert target["sha256"] == article.source.sha256
        quote, position = target["selector"]
        assert quote["type"] == "TextQuoteSelector"
        assert article.text[position["start"] : position["end"]] == quote["exact"] == one["printed"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in article.text


def test_it_names_its_sources_and_nothing_private(brief: Document, library: Library) -> None:
    written = provenance(brief, library).decode()
    (source,) = json.loads(written)["sources"]
    assert source["sha256"] == library.articles[0].source.sha256
    assert library.articles[0].source.path not in written


def test_an_address_on_a_disk_is_kept_back(brief: Document, library: Library) -> None:
    (article,) = library.articles
    for url, kept in (("file:///home/anna/a.html", None), ("https://example.org/a", "https://example.org/a")):
        known = replace(library, articles=(replace(article, url=url),))
        assert json.loads(provenance(brief, known))["sources"][0]["url"] == kept
