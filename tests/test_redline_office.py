"""A redline in LibreOffice: accepted there it is the new file, rejected the old one."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from brief.draft import read_draft
from tests.tools.redlines import made, two_editions

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settle" script:language="StarBasic">
Sub Settle(source, target, how)
Dim hidden(0) As New com.sun.star.beans.PropertyValue
hidden(0).Name = "Hidden"
hidden(0).Value = True
draft = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
dispatcher.executeDispatch(draft.CurrentController.Frame, ".uno:" &amp; how &amp; "AllTrackedChanges", "", 0, Array())
Dim kind(0) As New com.sun.star.beans.PropertyValue
kind(0).Name = "FilterName"
kind(0).Value = "MS Word 2007 XML"
draft.storeToURL(target, kind())
draft.close(True)
End Sub
</script:module>"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Settle"/></library:library>"""


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """LibreOffice with a macro that accepts or rejects all tracked changes of a file."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not here")
    profile = tmp_path_factory.mktemp("profile")

    def run(*arguments):
        command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *arguments]
        subprocess.run(command, check=True, capture_output=True, timeout=120)

    run("--terminate_after_init")  # makes the folders, over which it would else write the macro's
    folder = profile / "user" / "basic" / "Standard"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Settle.xba").write_text(MACRO, encoding="utf-8")
    (folder / "script.xlb").write_text(LIBRARY, encoding="utf-8")

    def settled(path, how):
        target = path.with_name(f"{path.stem}-{how}.docx")
        run(f'macro:///Standard.Settle.Settle("{path.as_uri()}", "{target.as_uri()}", "{how}")')
        return printed(target.read_bytes())

    return settled


def printed(data):
    """The text with its reference marks; LibreOffice 7.4 leaves some emptied rows and paragraphs standing."""
    texts = ("".join(piece.text for piece in one.pieces) for one in read_draft(data, "x").paragraphs)
    return [text for text in (" ".join(text.split()) for text in texts) if text]


@pytest.fixture(scope="module", params=["evidence", "footnotes"])
def editions(request, tmp_path_factory):
    return two_editions(tmp_path_factory.mktemp("project"), request.param)


@pytest.mark.slow
def test_libreoffice_too_gives_both_files_back(editions, office, tmp_path):
    for name, data in (("old", editions[0]), ("new", editions[1]), ("redline", made(*editions).data)):
        (tmp_path / f"{name}.docx").write_bytes(data)
    assert office(tmp_path / "redline.docx", "Accept") == office(tmp_path / "new.docx", "Accept")
    assert office(tmp_path / "redline.docx", "Reject") == office(tmp_path / "old.docx", "Accept")
