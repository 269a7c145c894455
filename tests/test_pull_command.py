"""`brief pull` from the command line: what it writes, what it leaves alone, and what it refuses in one line."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from brief.cli import main
from tests.tools.edit_drafts import Body, W
from tests.tools.word_markup import Word

ARTICLE = """Harbour Council Delays Vote
The harbour council of Lindvik did not sign the contract for shore power on 11 September 2025.
“We will not sign a contract whose price has doubled in a year,” council chair Ingrid Solheim told the Courier.
The operator plans to lay the cable by 2027, according to a report by the port authority.
"""
OUTLINE = "title: Shore power in Lindvik\nseeds: ../seeds\nedition: 1\ndate: 2025-09-15\noutput: {formats: [docx]}\n"


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A project whose brief is built."""
    for name, text in (("seeds/council.txt", ARTICLE), ("config/weekly.yaml", OUTLINE)):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    assert call("build", tmp_path / "config/weekly.yaml").exit_code == 0
    return tmp_path


def edit(desk: Path, was: str, now: str) -> Path:
    draft = desk / "output/weekly.docx"
    draft.write_bytes(Body(draft.read_bytes()).replace(was, now).data())
    return draft


def test_an_edit_goes_through_the_file_into_the_next_build_and_back_by_deleting_it(desk: Path) -> None:
    draft = edit(desk, "plans to lay the cable by 2027", "will not lay the cable before 2027")
    before = draft.read_bytes()
    assert call("pull", draft).exit_code == 0
    assert draft.read_bytes() == before
    edits = desk / "config/weekly.edits.yaml"
    assert "will not lay the cable before 2027" in edits.read_text(encoding="utf-8")
    assert call("build", desk / "config/weekly.yaml").exit_code == 0
    assert "will not lay the cable before 2027" in Body(draft.read_bytes()).text(Body(draft.read_bytes()).root)
    assert not json.loads(call("pull", draft, "--json").stdout)["edits"]
    edits.unlink()
    assert call("build", desk / "config/weekly.yaml").exit_code == 0
    assert "plans to lay the cable by 2027" in Body(draft.read_bytes()).text(Body(draft.read_bytes()).root)


def test_a_check_writes_nothing(desk: Path) -> None:
    done = call("pull", edit(desk, "by 2027", "by 2029"), "--check")
    assert done.exit_code == 0
    assert "by 2029" in done.stdout
    assert not (desk / "config/weekly.edits.yaml").exists()


def test_remarks_and_order_of_people_survive_the_next_pull(desk: Path) -> None:
    call("pull", edit(desk, "by 2027", "by 2029"))
    edits = desk / "config/weekly.edits.yaml"
    mine = edits.read_text(encoding="utf-8").replace("- kind:", "# Ann agrees\n- kind:", 1)
    edits.write_text(mine, encoding="utf-8")
    call("pull", edit(desk, "by 2029", "by 2030"))
    text = edits.read_text(encoding="utf-8")
    assert "# Ann agrees" in text
    assert "by 2030" in text
    assert "by 2029" not in text
    call("pull", desk / "output/weekly.docx")
    assert edits.read_text(encoding="utf-8") == text


def test_a_draft_that_was_worked_in_is_kept_when_it_is_built_over(desk: Path) -> None:
    worked = edit(desk, "by 2027", "by 2029").read_bytes()
    done = call("build", desk / "config/weekly.yaml")
    assert "was worked in" in done.stderr
    kept = next((desk / "output/.brief").glob("weekly-edited-*.docx"))
    assert kept.read_bytes() == worked
    assert "by 2029" in call("pull", kept).stdout


def test_a_draft_of_another_edition_or_without_its_base_is_refused(desk: Path) -> None:
    draft = shutil.copy(desk / "output/weekly.docx", desk / "old.docx")
    outline = desk / "config/weekly.yaml"
    outline.write_text(OUTLINE.replace("edition: 1", "edition: 2"), encoding="utf-8")
    done = call("pull", draft, "--output", desk / "output")
    assert done.exit_code == 2
    assert "edition 1" in done.stderr
    assert "edition 2" in done.stderr
    shutil.rmtree(desk / "output/.brief")
    done = call("pull", draft, "--output", desk / "output")
    assert done.exit_code == 2
    assert "is not kept" in done.stderr


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


HEAD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
BAD = {
    "nothing": b"",
    "a letter": b"Dear all,",
    "cut off": zipped(word__document_xml=HEAD + b"</w:body></w:document>")[:-30],
    "not ours": zipped(word__document_xml=HEAD + b"<w:p/></w:body></w:document>"),
    "a bomb": zipped(word__document_xml=HEAD + b" " * (200 << 20)),
    "37 million paragraphs": zipped(word__document_xml=HEAD + b"<w:p/>" * 37_000_000),
    "3 million paragraphs": zipped(word__document_xml=HEAD + b"<w:p/>" * 3_000_000 + b"</w:body></w:document>"),
    "deep": zipped(word__document_xml=HEAD + b"<w:p>" * 100_000),
    "a doctype": zipped(word__document_xml=b'<!DOCTYPE w [<!ENTITY a "b">]>' + HEAD + b"</w:body></w:document>"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_draft_of_ours_is_refused_in_one_line_fast_and_small(tmp_path: Path, name: str) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(BAD[name])
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "brief", "pull", str(path)], capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)),
    )  # fmt: skip
    taken = time.monotonic() - start
    assert done.returncode == 2, done.stderr
    assert "error:" in done.stderr.splitlines()[0]
    assert len([line for line in done.stderr.splitlines() if not line.startswith("  hint")]) == 1
    assert taken < 4  # 2 s where nothing else runs


BODY = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
OUTSIDE = (
    b'<Relationship Id="rIdOut" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    b'Target="http://example.org/x" TargetMode="External"/></Relationships>'
)
SPOILT: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "DOCTYPE": (BODY, lambda body: body.replace(b"<w:document", b'<!DOCTYPE w [<!ENTITY a "b">]><w:document', 1)),
    "from outside: `image`": (RELATIONS, lambda part: part.replace(b"</Relationships>", OUTSIDE % b"image")),
    "from outside: `subDocument`": (
        RELATIONS,
        lambda part: part.replace(b"</Relationships>", OUTSIDE % b"subDocument"),
    ),
    "many times what was written": (BODY, lambda body: body.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 1_900_000)),
    "would unpack": (BODY, lambda body: body + b" " * (30 << 20)),
    "not a Word file": (BODY, lambda body: body[: len(body) // 2]),
}


@pytest.mark.parametrize("says", SPOILT)
def test_a_draft_that_was_made_hostile_is_refused_in_one_line_fast_and_small(desk: Path, says: str) -> None:
    draft = desk / "output/weekly.docx"
    body = Body(draft.read_bytes())
    name, spoil = SPOILT[says]
    parts = {**body.parts, name: spoil(body.parts[name])}
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as package:
        for part, data in parts.items():
            package.writestr(part, data)
    measured = "import sys, time; from brief.cli import main\ntry: main(['pull', sys.argv[1]])\n"
    measured += "finally: print(*[line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')])\n"
    measured = measured.replace("VmHWM')]", "VmHWM')], time.process_time()")
    done = subprocess.run([sys.executable, "-c", measured, str(draft)], capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert says in done.stderr
    assert len([line for line in done.stderr.splitlines() if not line.startswith("  hint")]) == 1
    kilobytes, seconds = done.stdout.split()
    assert int(kilobytes) < 300 << 10
    assert float(seconds) < 2


def test_a_part_that_stands_in_a_file_twice_is_refused(desk: Path) -> None:
    draft = desk / "output/weekly.docx"
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(draft, "a") as package:
        package.writestr("word/document.xml", HEAD + b"</w:body></w:document>")
    done = call("pull", draft)
    assert done.exit_code == 2
    assert "twice" in done.stderr


def test_tracked_changes_are_told_by_author_and_can_be_left_out(desk: Path) -> None:
    from tests.tools.random_edits import track

    draft = desk / "output/weekly.docx"
    body = Body(draft.read_bytes())
    text = next(one for one in body.root.iter("{*}t") if "by 2027" in (one.text or ""))
    before, _, after = text.text.partition("by 2027")
    track(text, before, "by 2027", "by 2031", after)
    draft.write_bytes(body.data())
    assert call("pull", draft, "--tracked").stdout == "Ann Lee: inserted: by 2031\nAnn Lee: deleted: by 2027\n"
    assert not json.loads(call("pull", draft, "--check", "--json", "--without", "Ann Lee").stdout)["edits"]
    (found,) = json.loads(call("pull", draft, "--check", "--json").stdout)["edits"]
    assert (found["by"], found["at"]) == ("Ann Lee", "2026-06-23T09:00:00Z")


def test_what_was_tracked_is_told_also_of_whole_paragraphs_and_of_their_ends(desk: Path) -> None:
    draft = desk / "output/weekly.docx"
    word = Word(draft.read_bytes()).track_addition("Nobody else has said so.", "plans to lay the cable")
    draft.write_bytes(word.track_split("plans to lay the cable", "by 2027").data())
    assert call("pull", draft, "--tracked").stdout == (
        "Ann Lee: split after: The operator plans to lay the cable\nAnn Lee: inserted: Nobody else has said so.\n"
    )


def test_looks_that_were_tracked_are_told_and_what_is_no_other_look_is_not(desk: Path) -> None:
    draft = desk / "output/weekly.docx"
    word = Word(draft.read_bytes())
    paragraph = word.paragraph("plans to lay the cable")
    for name, words in (("b", True), ("lang", False)):
        run = next(one for one in paragraph.iter(f"{W}r") if ("cable" in word.text(one)) == words)
        look = run.makeelement(f"{W}rPr")
        look.append(look.makeelement(f"{W}{name}"))
        change = word.tracked("rPrChange")
        change.append(change.makeelement(f"{W}rPr"))
        look.append(change)
        run.insert(0, look)
    paragraph.find(f"{W}pPr").append(word.tracked("pPrChange"))
    draft.write_bytes(word.data())
    told = call("pull", draft, "--tracked").stdout.splitlines()
    assert [line.split(": ")[:2] for line in told] == [["Ann Lee", "paragraph formatted"], ["Ann Lee", "formatted"]]
    assert all("plans to lay the cable" in line for line in told)


def test_bold_words_and_links_that_no_edit_holds_are_reported(desk: Path) -> None:
    draft = desk / "output/weekly.docx"
    body = Body(draft.read_bytes())
    run = next(one for one in body.root.iter("{*}r") if "by 2027" in body.text(one))
    look = run.find("{*}rPr")
    look = look if look is not None else run.makeelement(f"{W}rPr")
    run.insert(0, look)
    look.append(look.makeelement(f"{W}b"))
    draft.write_bytes(body.data())
    found = json.loads(call("pull", draft, "--check", "--json").stdout)
    assert not found["edits"]
    assert any(text.startswith("bold; a source’s words") for text in found["reported"])


def test_a_sentence_of_a_source_that_an_editor_typed_is_its_passage_and_the_desks_own_is_listed(desk: Path) -> None:
    (desk / "config/weekly.yaml").write_text(
        OUTLINE + "sections:\n  - quotes\n  - text:\n      body: We watch this.\n", encoding="utf-8"
    )
    call("build", desk / "config/weekly.yaml", "--format", "docx", "--format", "pdf")
    draft = desk / "output/weekly.docx"
    body = Body(draft.read_bytes())
    body.add(
        "The operator plans to lay the cable by 2027, according to a report by the port authority.", "We watch this."
    )
    body.add("Nobody else has said so.", "We watch this.")
    draft.write_bytes(body.data())
    said = call("pull", draft).stdout
    assert "stands in: " in said
    text = (desk / "config/weekly.edits.yaml").read_text(encoding="utf-8")
    assert "council.txt:4" in text
    assert call("build", desk / "config/weekly.yaml", "--format", "docx", "--format", "pdf").exit_code == 0
    assert not json.loads(call("pull", draft, "--check", "--json").stdout)["edits"]
    for form in ("docx", "pdf"):
        done = json.loads(call("verify", desk / f"output/weekly.{form}", "--seeds", desk / "seeds", "--json").stdout)
        assert [one["words"] for one in done["own"]] == ["We watch this.", "Nobody else has said so."]
        held = [one for one in done["passages"] if one["words"].startswith("The operator plans")]
        assert {one["status"] for one in held} == {"verbatim"}
        assert len(held) > 1  # where the editor put it, and on the page of evidence
        assert held[0]["references"] == held[-1]["references"]


def test_a_comment_that_was_settled_in_word_is_settled_in_the_file(desk: Path) -> None:
    edits = desk / "config/weekly.edits.yaml"
    block = "block: c-council-0001\n  section: key_points"
    edits.write_text(
        f"# Ours\n- kind: comment\n  {block}\n  now: Still so?\n  by: Bo Berg\n"
        f"- kind: comment\n  {block}\n  now: And who?\n  by: Bo Berg\n", encoding="utf-8",
    )  # fmt: skip
    call("build", desk / "config/weekly.yaml")
    draft = desk / "output/weekly.docx"
    draft.write_bytes(Word(draft.read_bytes()).settle("Still so?").data())
    assert "(settled)" in call("pull", draft).stdout
    text = edits.read_text(encoding="utf-8")
    assert text.startswith("# Ours\n- kind: comment\n  done: true\n")
    assert text.count("done: true") == 2  # one author's comments on one block are one comment in Word
    call("build", desk / "config/weekly.yaml")
    assert "Still so?" not in Body(draft.read_bytes()).parts.get("word/comments.xml", b"").decode()
