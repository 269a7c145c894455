"""CSL-JSON: what a reference manager gets of the sources, and nothing that is not known."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from msgspec.structs import replace
from sample import document

from brief.model.companions import Work
from brief.write import csl

KNOWN = Work(
    id="wire", label="S1", media="html", title="Ships “met”, twice", authors=("Ann Lee", "The Desk"),
    publisher="The Wire", published="2025-07-07~", language="en", url="https://wire.example/1",
)  # fmt: skip
BARE = replace(KNOWN, id="a", title=None, authors=(), publisher=None, published=None, language=None, url=None)


def items(*works: Work):
    return json.loads(csl.write(replace(document(), bibliography=works)))


def test_what_is_known_of_a_source_stands_under_the_names_of_csl() -> None:
    (item,) = items(KNOWN)
    assert item == {
        "id": "wire",
        "type": "webpage",
        "citation-label": "S1",
        "title": "Ships “met”, twice",
        "author": [{"literal": "Ann Lee"}, {"literal": "The Desk"}],
        "container-title": "The Wire",
        "issued": {"date-parts": [[2025, 7, 7]], "circa": True},
        "language": "en",
        "URL": "https://wire.example/1",
    }


def test_what_is_not_known_is_absent() -> None:
    assert items(replace(BARE, media="text")) == [{"id": "a", "type": "document", "citation-label": "S1"}]


@pytest.mark.parametrize(
    ("work", "sort", "named"),
    [
        (replace(KNOWN, url=None), "article-newspaper", "container-title"),
        (replace(KNOWN, url=None, media="pdf"), "report", "publisher"),
        (KNOWN, "webpage", "container-title"),
    ],
)
def test_the_type_follows_from_what_is_known(work: Work, sort: str, named: str) -> None:
    (item,) = items(work)
    assert item["type"] == sort
    assert item[named] == "The Wire"


@pytest.mark.parametrize(
    ("edtf", "issued"),
    [
        ("2024", {"date-parts": [[2024]]}),
        ("2024-04?", {"date-parts": [[2024, 4]], "circa": True}),
        ("2024-04/2025-06-01", {"date-parts": [[2024, 4], [2025, 6, 1]]}),
        ("2030~/2035~", {"date-parts": [[2030], [2035]], "circa": True}),
        ("2024-22", {"date-parts": [[2024]], "season": 2}),
        ("2024-33", {"literal": "first quarter of 2024"}),
        ("2025-07-05/..", {"literal": "5 July 2025 or later"}),
        ("../2027", {"literal": "by 2027"}),
        ("201X", {"literal": "the 2010s"}),
        ("once", {"literal": "once"}),
    ],
)
def test_a_date_is_never_more_precise_than_its_source(edtf: str, issued: dict) -> None:
    assert csl.issued(edtf) == issued


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_pandoc_cites_every_source() -> None:
    works = (KNOWN, replace(KNOWN, id="b", title="A Second", published="2025-07-05/..", url=None), BARE)
    data = csl.write(replace(document(), bibliography=works))
    command = ["pandoc", "-f", "csljson", "-t", "plain", "--citeproc"]
    shown = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    assert "A Second" in shown
    assert "https://wire.example/1" in shown
