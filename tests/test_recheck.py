"""`brief verify FILE`: what becomes of the passages of a finished brief, edited or mailed long ago."""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from brief.cli import main
from brief.recheck import quick

ARTICLE = """Harbour Council Delays Vote
The harbour council of Lindvik did not sign the contract for shore power on 11 September 2025.
“We will not sign a contract whose price has doubled in a year,” council chair Ingrid Solheim told the Courier.
The operator plans to lay the cable by 2027, according to a report by the port authority.
"""
OUTLINE = "title: Shore power in Lindvik\nseeds: ../seeds\ndate: 2025-09-15\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose brief is built."""
    folder = tmp_path_factory.mktemp("desk")
    for name, text in (("seeds/council.txt", ARTICLE), ("config/weekly.yaml", OUTLINE)):
        path = folder / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["build", str(folder / "config/weekly.yaml")], catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    return folder


def verify(desk: Path, file: Path, *more: str) -> Result:
    arguments = ["verify", str(file), "--seeds", str(desk / "seeds"), *more]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def edited(desk: Path, tmp_path: Path, *changes: tuple[str, str], part: tuple[str, str, str] = ("", "", "")) -> Path:
    """The DOCX with words of its body changed, as an editor would, and once those of another part."""
    changed = tmp_path / "edited.docx"
    with zipfile.ZipFile(desk / "output/weekly.docx") as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for was, now in changes if name == "word/document.xml" else ():
                assert was.encode() in data
                data = data.replace(was.encode(), now.encode(), 1)
            if name == part[0]:
                data = data.replace(part[1].encode(), part[2].encode())
            new.writestr(name, data)
    return changed


def statuses(done: Result) -> Counter[str]:
    return Counter(row["status"] for row in json.loads(done.stdout)["passages"])


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_brief_as_it_was_built_is_verbatim(desk: Path, form: str) -> None:
    done = verify(desk, desk / f"output/weekly.{form}", "--json")
    assert done.exit_code == 0, done.stdout
    assert set(statuses(done)) == {"verbatim"}


def test_a_dropped_not_and_another_figure_are_found_with_what_the_source_says(desk: Path, tmp_path: Path) -> None:
    file = edited(desk, tmp_path, ("did not sign", "did sign"), ("by 2027", "by 2029"))
    done = verify(desk, file, "--json")
    assert done.exit_code == 1
    assert statuses(done)["edited"] == 2
    instead = [row["instead"] for row in json.loads(done.stdout)["passages"] if row["status"] == "edited"]
    assert any("did not sign" in words for words in instead)
    assert any("by 2027" in words for words in instead)


def test_a_sentence_that_no_source_has_is_found(desk: Path, tmp_path: Path) -> None:
    words = "“We will not sign a contract whose price has doubled in a year,”"
    done = verify(
        desk, edited(desk, tmp_path, (words, "“Fishermen blame the ministry in Oslo for all of it.”")), "--json"
    )
    assert done.exit_code == 1
    assert statuses(done)["unsourced"] == 1


def test_a_source_that_changed_since_fails_the_brief(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "council.txt").write_text(ARTICLE.replace("doubled", "tripled"), encoding="utf-8")
    for form in ("docx", "pdf"):
        arguments = ["verify", str(desk / f"output/weekly.{form}"), "--seeds", str(tmp_path)]
        done = CliRunner().invoke(main, arguments, catch_exceptions=False)
        assert done.exit_code == 1
        assert "tripled" in done.stdout


def test_one_reference_is_explained_in_its_source(desk: Path) -> None:
    done = verify(desk, desk / "output/weekly.pdf", "--explain", "1")
    assert done.exit_code == 0
    assert "council.txt:" in done.stdout


@pytest.mark.parametrize(
    ("data", "said"), [(b"Dear all,", "not a Word file"), (b"%PDF-1.7\n", "not a PDF that can be read")]
)
def test_a_file_that_cannot_be_checked_never_passes(desk: Path, tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "other"
    file.write_bytes(data)
    done = verify(desk, file)
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("by 2027", "by \u202e2027\u202c"),  # shown as 7202
        ("We will not sign", "We … has … not sign"),
        ("by 2027", "by 20 27"),
    ],
)
def test_words_that_are_turned_put_together_or_parted_otherwise_are_found(
    desk: Path, tmp_path: Path, was: str, now: str
) -> None:
    done = verify(desk, edited(desk, tmp_path, (was, now)), "--json")
    assert done.exit_code == 1
    assert statuses(done)["verbatim"] < statuses(done).total()


RUN = '<w:r><w:rPr><w:rStyle w:val="{}"/></w:rPr><w:t>Oslo has paid for it.</w:t></w:r>'


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('<w:p><w:pPr><w:pStyle w:val="KeyPoint"/>', "<w:p><w:r><w:t>Oslo has paid for it.</w:t></w:r></w:p>{}"),
        ("<w:hyperlink ", RUN.format("DeskWords") + "<w:hyperlink "),
    ],
)
def test_what_was_put_in_beside_a_sources_words_is_listed(desk: Path, tmp_path: Path, was: str, now: str) -> None:
    done = verify(desk, edited(desk, tmp_path, (was, now.format(was))))
    assert "Oslo has paid for it." in done.stdout.partition("held against nothing")[2]


@pytest.mark.parametrize("sign", ['<w:sym w:font="Arial" w:char="F039"/>', "<w:t>9</w:t>"])
def test_a_sign_that_word_names_by_its_number_is_read(desk: Path, tmp_path: Path, sign: str) -> None:
    file = edited(desk, tmp_path, ("by 2027", f"by 2027</w:t>{sign}<w:t>"))
    assert verify(desk, file).exit_code == 1


def test_words_in_the_mark_of_a_reference_are_held_against_the_sources(desk: Path, tmp_path: Path) -> None:
    file = edited(desk, tmp_path, ("[1]</w:t></w:r></w:hyperlink>", "Oslo has paid [1]</w:t></w:r></w:hyperlink>"))
    assert verify(desk, file).exit_code == 1


def test_words_that_a_style_hides_are_not_printed(desk: Path, tmp_path: Path) -> None:
    hidden = '<w:style w:type="character" w:styleId="Veil"><w:name w:val="Veil"/><w:rPr><w:vanish/></w:rPr></w:style>'
    file = edited(
        desk,
        tmp_path,
        (
            "did not sign",
            'did </w:t></w:r><w:r><w:rPr><w:rStyle w:val="Veil"/></w:rPr><w:t>not </w:t></w:r><w:r><w:t>sign',
        ),
        part=("word/styles.xml", "</w:styles>", hidden + "</w:styles>"),
    )
    assert verify(desk, file).exit_code == 1


def test_a_passage_that_is_changed_on_one_page_only_is_found(desk: Path, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=desk / "output/weekly.pdf")
    content = writer.pages[0]["/Contents"].get_object()
    data = content.get_data()
    fonts = quick._fonts(writer.pages[0], {})
    at = next(found for found in quick._SHOWN.finditer(data) if _reads(fonts, data, found, "did not sign"))
    changed = StreamObject()
    changed.set_data(data[: at.start(2)] + data[at.end(2) :])
    writer.pages[0][NameObject("/Contents")] = writer._add_object(changed)
    writer.write(tmp_path / "changed.pdf")
    done = verify(desk, tmp_path / "changed.pdf", "--json")
    assert done.exit_code == 1
    assert statuses(done)["not printed"]


def _reads(fonts: dict[str, dict[bytes, str]], data: bytes, found: re.Match[bytes], words: str) -> bool:
    """Whether an operator of a page shows the words."""
    if not found[2]:
        return False
    name = next(font[1] for font in reversed([*quick._SHOWN.finditer(data, 0, found.start())]) if font[1])
    codes = [one[at : at + 4].lower() for one in quick._STRING.findall(found[2]) for at in range(0, len(one), 4)]
    return words in "".join(fonts[f"/{name.decode()}"].get(code, "") for code in codes)
