"""The brief of this repository, held against the last one that was looked at; `pytest --accept` keeps a new one."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from brief.model.diagnostic import Severity
from brief.model.outline import Format
from brief.pipeline.building import Options, build

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    heard = []
    out = tmp_path_factory.mktemp("built")
    formats: tuple[Format, ...] = ("docx", "html", "markdown", "json")
    options = Options(formats=formats, out=out)
    made = build(ROOT / "config/weekly.yaml", options, heard.append)
    assert not [one for one in heard if one.severity is not Severity.NOTE]
    assert len(made.outputs) == len(formats)
    return out


def styled(docx: bytes) -> str:
    """Each paragraph of a Word file as `Style: text`, a reference mark and a tag with the style of its run."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    lines = []
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        text = "".join(
            "\t" if node.tag == f"{W}tab" else node.text or "" for node in paragraph.iter(f"{W}t", f"{W}tab")
        )
        lines.append(f"{style.get(f'{W}val') if style is not None else '-'}: {text}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", ["weekly.md", "weekly.html", "weekly.json", "weekly.docx.txt"])
def test_the_weekly_brief_is_the_one_that_was_looked_at(built: Path, name: str, request: pytest.FixtureRequest) -> None:
    docx = name == "weekly.docx.txt"
    got = styled((built / "weekly.docx").read_bytes()) if docx else (built / name).read_text(encoding="utf-8")
    if request.config.getoption("--accept"):
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_text(got, encoding="utf-8")
    assert got == (GOLDEN / name).read_text(encoding="utf-8"), f"see the difference, then: pytest --accept {__file__}"
