"""What `brief send` refuses: each in one line with its place, before anybody is mailed."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path
from time import monotonic

import pytest
from desk import MAIL, READERS, ask, brief, build_in, refused, send
from postbox import Postbox

from brief.errors import UsageError
from brief.pipeline import sending
from brief.recheck.apart import Apart


@pytest.fixture(scope="module", autouse=True)
def _one_program():
    """The program stays what it is while these tests run, also where somebody works on it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("brief.pipeline.unchanged._own_files", lambda: iter(()))
        yield


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    return build_in(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def desk(built, tmp_path, monkeypatch) -> Path:
    """The same, for one test to spoil."""
    shutil.copytree(built, tmp_path / "desk")
    monkeypatch.chdir(tmp_path / "desk")
    ask(tmp_path / "desk", 2525)
    return tmp_path / "desk"


def test_a_server_that_refuses_the_sender_is_one_line_and_nobody_is_mailed(desk):
    with Postbox(fault=("sender", "5xx")) as box:
        ask(desk, box.port)
        done = send("--yes")
    assert done.exit_code == 2
    assert "config/mail.yaml:1:7: error: the server refuses the sender `desk@example.org`: 550 no" in done.output
    assert not box.taken
    assert [row["state"] for row in json.loads(brief("sent", "--json").output)] == ["pending", "pending"]


def test_a_pdf_that_the_last_build_did_not_make_is_not_sent(desk):
    with (desk / "output/weekly.pdf").open("ab") as file:
        file.write(b"\n")
    assert "output/weekly.pdf: error: this PDF is not the one that the last build made" in refused()


def test_a_missing_pdf_is_one_line(desk):
    (desk / "output/weekly.pdf").unlink()
    assert "output/weekly.pdf: error: no PDF to send" in refused()


def test_a_brief_whose_source_changed_since_the_build_is_not_sent(desk):
    seed = next((desk / "seeds").iterdir())
    seed.write_text(seed.read_text(encoding="utf-8").replace("e", "a", 3), encoding="utf-8")
    assert "error:" in (told := refused())
    assert "the outline, a source, a template or the program has changed" in told


def test_a_pdf_that_does_not_hold_against_its_sources_is_not_sent(desk, monkeypatch):
    from brief.pipeline import checked

    monkeypatch.setattr(checked, "inputs", lambda _: _last_inputs(desk))
    seed = next((desk / "seeds").iterdir())
    seed.write_text(seed.read_text(encoding="utf-8").replace("e", "a"), encoding="utf-8")
    assert "output/weekly.pdf: error: a passage of the PDF does not hold" in refused()


def _last_inputs(desk: Path) -> str:
    return json.loads((desk / "output/.brief/weekly.built.json").read_bytes())["inputs"]


@pytest.mark.parametrize("data", [None, b"no certificate", b"\xff"])
def test_an_authority_that_is_none_is_one_line_with_its_place(desk, data):
    if data is not None:
        (desk / "config/house.pem").write_bytes(data)
    mail = MAIL.replace("tls: none", "ca: house.pem").replace("2525", "9")
    (desk / "config/mail.yaml").write_text(mail, encoding="utf-8")
    done = send("--yes")
    assert done.exit_code == 2
    assert "config/mail.yaml:3:5: error: `house.pem` is not a file of certificates in PEM" in done.output


def test_a_reader_who_is_not_cleared_stops_everything(desk):
    readers = READERS.replace("cleared: TLP:GREEN, ", "")
    (desk / "config/readers.yaml").write_text(readers, encoding="utf-8")
    told = refused()
    assert (
        "config/readers.yaml:2:34: error: `john@example.org` is cleared for TLP:CLEAR, and the brief is TLP:GREEN"
        in told
    )
    assert "ana@" not in told


def test_a_brief_that_was_never_built_or_has_no_number_is_not_sent(desk):
    shutil.rmtree(desk / "output/.brief")
    assert "no build of this outline is kept" in refused()
    outline = desk / "config/weekly.yaml"
    outline.write_text(outline.read_text(encoding="utf-8").replace("edition: 1", ""), encoding="utf-8")
    assert "a brief without a number cannot be sent" in refused()


def test_a_brief_that_is_too_old_is_not_sent(desk):
    outline = desk / "config/weekly.yaml"
    old = date.today() - timedelta(days=30)  # noqa: DTZ011
    outline.write_text(outline.read_text(encoding="utf-8").replace("date: today", f"date: {old}"), encoding="utf-8")
    assert brief("build", "config/weekly.yaml").exit_code == 0
    assert f"the brief is of {old}, 30 days old" in refused()


@pytest.mark.parametrize(
    ("readers", "told"),
    [
        ("[]", "config/readers.yaml:1:1: error: no readers"),
        ("", "config/readers.yaml: error: no readers"),
        ("- {name: A, address: ana at example.org}", "config/readers.yaml:1:22: error: expected one address"),
        (
            "- {name: A, address: a@example.org}\n- {name: B, address: A@example.org}",
            "config/readers.yaml:2:22: error: `A@example.org` is a reader already: `a@example.org` in line 1",
        ),
        (
            "".join(f"- {{name: R, address: r{number}@example.org}}\n" for number in range(19_999))
            + "- {name: R, adress: r@example.org}\n",
            "config/readers.yaml:20000:13: error: unknown key `adress` in a reader",
        ),
    ],
    ids=["none", "empty", "no address", "twice by case", "one of 20,000 wrong"],
)
def test_a_wrong_readers_file_is_one_line_with_its_place_and_nobody_is_mailed(desk, readers, told):
    (desk / "config/readers.yaml").write_text(readers, encoding="utf-8")
    began = monotonic()
    said = refused()
    assert told in said
    assert said.count("error:") == 1
    assert monotonic() - began < 10


def test_the_same_reader_by_plus_address_is_a_warning_and_both_are_mailed(desk):
    (desk / "config/readers.yaml").write_text(READERS + READERS.splitlines()[0].replace("ana@", "ana+brief@"))
    with Postbox() as box:
        ask(desk, box.port)
        done = send("--yes")
    assert done.exit_code == 0
    assert (
        "config/readers.yaml:3:30: warning: `ana+brief@example.org` may be the reader `ana@example.org`" in done.output
    )
    assert len(box.taken) == 3


def test_a_pdf_over_the_servers_size_is_one_line_and_nobody_is_mailed(desk):
    with Postbox(size=5_000) as box:
        ask(desk, box.port)
        done = send("--yes")
    assert done.exit_code == 2
    assert "config/mail.yaml:1:7: error: a message has 0." in done.output
    assert not box.taken


def test_without_a_person_to_ask_nobody_is_mailed(desk):
    with Postbox() as box:
        ask(desk, box.port)
        done = send()
    assert done.exit_code == 2
    assert "nobody to ask" in done.output
    assert "ana@example.org" in done.output
    assert not box.taken


def test_an_edition_that_another_call_sent_with_another_pdf_meanwhile_is_not_sent_again(desk):
    with Postbox() as box, Apart() as apart:
        ask(desk, box.port)
        waiting = sending.prepare(Path("config/weekly.yaml"), sending.Wanted(), lambda _: None, apart)
        outline = desk / "config/weekly.yaml"
        outline.write_text(outline.read_text(encoding="utf-8").replace("take: 5", "take: 1"), encoding="utf-8")
        assert brief("build", "config/weekly.yaml").exit_code == 0
        assert send("--yes").exit_code == 0
        with pytest.raises(UsageError, match="edition 1 was sent with another PDF since this call began"):
            [*sending.send(waiting)]
    assert len(box.taken) == 2


@pytest.mark.parametrize("how", ["moved away", "an older copy"])
def test_with_a_ledger_that_lacks_lines_nobody_is_mailed_a_second_time(desk, how):
    ledger = desk / "output/sent.sqlite"
    with Postbox() as box:
        ask(desk, box.port)
        if how == "an older copy":
            assert send("--yes", "--group", "board").exit_code == 0
            older = ledger.read_bytes()
        assert send("--yes").exit_code == 0
        ledger.unlink()
        if how == "an older copy":
            ledger.write_bytes(older)
        done = send("--yes")
        assert done.exit_code == 2
        assert "lines of what was sent, and once had" in done.output
        assert len(box.taken) == 2
        Path(f"{ledger}.lock").unlink()
        assert send("--yes").exit_code == 0
