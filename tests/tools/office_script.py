"""Orders, a JSON line each → what LibreOffice did, a JSON line each; run by a Python that has LibreOffice's `uno`.

/usr/bin/python3 tests/tools/office_script.py PROFILE < orders

`{"do": "save", "path": …, "docx": …, "odt": …}` opens a file and saves it, edited by no one, in the forms named;
`{"do": "edit", "path": …, "docx": …, "text": …, "steps": […]}` does the steps between the two and writes the words
that LibreOffice shows, tracked changes accepted, as plain text too.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import DisposedException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

FORMS = {"docx": "MS Word 2007 XML", "odt": "writer8", "text": "Text (encoded)"}
BOLD = 150.0
NO_THUMBNAIL = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Save/Document">
<prop oor:name="GenerateThumbnail" oor:op="fuse"><value>false</value></prop></item></oor:items>"""
"""An odt gets a picture of its first page, for which every page is set: half the time of saving it."""
MARK = "place-"
TABLE = "com.sun.star.text.TextTable"


def value(name: str, what: object):
    one = PropertyValue()
    one.Name, one.Value = name, what
    return one


class Draft:
    """A document open in LibreOffice."""

    def __init__(self, context, desktop, path: str) -> None:
        self.document = desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, (value("Hidden", True),))
        self.dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        self.view = self.document.CurrentController.ViewCursor

    def save(self, form: str, path: str) -> None:
        options = (value("FilterOptions", "UTF8,LF,,,false"),) if form == "text" else ()
        self.document.storeToURL(Path(path).as_uri(), (value("FilterName", FORMS[form]), *options))

    def run(self, command: str, **arguments: object) -> None:
        """What a menu does."""
        given = tuple(value(name, what) for name, what in arguments.items())
        self.dispatcher.executeDispatch(self.document.CurrentController.Frame, f".uno:{command}", "", 0, given)

    def mark(self, wanted: list[dict]) -> None:
        """A bookmark in each paragraph asked for, which stays with it whatever is done around it.

        A cursor would not: one in a table forgets its cell when rows come and go.
        """
        bodies, tops = [], self.document.Text.createEnumeration()
        while tops.hasMoreElements():
            bodies.append(tops.nextElement())
        for number, one in enumerate(wanted):
            place = bodies[one["top"]]
            if place.supportsService(TABLE):
                paragraphs = place.getCellByPosition(one["column"], one["row"]).createEnumeration()
                for _ in range(one["nth"] + 1):
                    place = paragraphs.nextElement()
            if place.String != one["text"]:
                raise LookupError(f"{place.String!r} stands where {one['text']!r} was sought")
            cursor = place.Text.createTextCursorByRange(place.Start)
            cursor.goRight(1, False)
            bookmark = self.document.createInstance("com.sun.star.text.Bookmark")
            bookmark.Name = f"{MARK}{number}"
            place.Text.insertTextContent(cursor, bookmark, False)

    def unmark(self) -> None:
        """Take those bookmarks out, and what copying made of them."""
        for name in self.document.Bookmarks.ElementNames:
            if name.startswith(MARK):
                bookmark = self.document.Bookmarks.getByName(name)
                bookmark.Anchor.Text.removeTextContent(bookmark)

    def place(self, number: int):
        """Where a paragraph is now."""
        if not self.document.Bookmarks.hasByName(f"{MARK}{number}"):
            raise LookupError("its paragraph is gone")
        return self.document.Bookmarks.getByName(f"{MARK}{number}").Anchor

    @staticmethod
    def start(place):
        """A cursor where a paragraph begins."""
        cursor = place.Text.createTextCursorByRange(place.Start)
        cursor.gotoStartOfParagraph(False)
        return cursor

    @staticmethod
    def end(place):
        """A cursor where a paragraph ends."""
        cursor = place.Text.createTextCursorByRange(place.Start)
        cursor.gotoEndOfParagraph(False)
        return cursor

    def below(self, place):
        """A cursor where the paragraph after one begins."""
        cursor = self.end(place)
        cursor.goRight(1, False)
        return cursor

    def select(self, first, last) -> None:
        self.view.gotoRange(first, False)
        self.view.gotoRange(last, True)

    def words(self, place, sought: str):
        """The range of these words within a paragraph."""
        how = self.document.createSearchDescriptor()
        how.SearchString, how.SearchCaseSensitive = sought, True
        end = self.end(place)
        found = self.document.findNext(self.start(place), how)
        if found is None or found.Text != end.Text or end.Text.compareRegionEnds(found, end) < 0:
            raise LookupError(f"{sought!r} is not in its paragraph")
        return found

    def replace(self, place, was: str, now: str, *, typed: bool = False) -> None:
        found = self.words(place, was)
        if not typed:
            found.String = now
            return
        self.select(found.Start, found.End)
        self.run("Delete")
        if now:
            self.run("InsertText", Text=now)

    def replace_all(self, was: str, now: str) -> None:
        how = self.document.createReplaceDescriptor()
        how.SearchString, how.ReplaceString, how.SearchCaseSensitive = was, now, True
        if not self.document.replaceAll(how):
            raise LookupError(f"{was!r} is nowhere")

    def append(self, place, words: str, *, typed: bool = False) -> None:
        if typed:
            self.view.gotoRange(self.end(place), False)
            self.run("InsertText", Text=words)
        else:
            end = self.end(place)
            end.Text.insertString(end, words, False)

    def split(self, place, before: str, *, typed: bool = False) -> None:
        at = self.words(place, before).Start
        if typed:
            self.view.gotoRange(at, False)
            self.run("InsertPara")
        else:
            at.Text.insertControlCharacter(at, PARAGRAPH_BREAK, False)

    def join(self, place, other) -> None:
        self.select(self.end(place), self.start(other))
        self.run("Delete")
        self.run("InsertText", Text=" ")

    def remove(self, place, last) -> None:
        self.select(self.start(place), self.below(last))
        self.run("Delete")

    def move(self, place, last, target, *, how: str) -> None:
        """To stand before another: cut and pasted, or copied, pasted, and the first one deleted."""
        self.select(self.start(place), self.below(last))
        if how == "copy":
            self.run("Copy")
            self.view.gotoRange(self.start(target), False)
            self.run("Paste")
            self.remove(place, last)
            return
        self.run("Cut")
        self.view.gotoRange(self.start(target), False)
        self.run("Paste")

    def push(self, place, last, *, times: int) -> None:
        """Down past so many paragraphs, as Ctrl+Alt+Down does."""
        self.select(self.start(place), self.end(last))
        for _ in range(times):
            self.run("MoveDown")

    def add(self, place, words: str, style: str) -> None:
        self.view.gotoRange(self.end(place), False)
        self.run("InsertPara")
        self.view.ParaStyleName = style
        self.run("InsertText", Text=words)

    def row(self, place) -> None:
        """The row of a cell, selected."""
        self.view.gotoRange(self.start(place), False)
        self.run("EntireRow")

    def number(self, place) -> int:
        """The number of a cell's row, from 0."""
        self.view.gotoRange(self.start(place), False)
        return int(self.view.Cell.CellName.lstrip("ABCDEFGH")) - 1

    def remove_row(self, place) -> None:
        self.row(place)
        self.run("DeleteRows")

    def move_row(self, place, target, *, how: str) -> None:
        old, new = self.number(place), self.number(target)
        table = self.view.TextTable
        words = table.getCellByPosition(0, old).String
        self.row(place)
        self.run("Cut" if how == "cut" else "Copy")
        self.view.gotoRange(table.getCellByPosition(0, new).Start, False)  # else they are pasted a column further on
        self.run("PasteRowsBefore")
        if table.getCellByPosition(0, new).String != words:
            raise LookupError("LibreOffice pasted the row over another one")
        self.remove_row(table.getCellByPosition(0, old + (old > new)).Start)

    def add_row(self, place, cells: list[str]) -> None:
        new = self.number(place) + 1
        table = self.view.TextTable
        self.run("InsertRowsAfter", Amount=1, After=True)
        for column, words in enumerate(cells):
            table.getCellByPosition(column, new).String = words

    def comment(self, place, words: str, sought: str) -> None:
        remark = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        remark.Author, remark.Content = "Ann Lee", words
        at = self.words(place, sought).End
        at.Text.insertTextContent(at, remark, False)

    def bold(self, place, sought: str) -> None:
        self.words(place, sought).CharWeight = BOLD

    def link(self, place, sought: str, url: str) -> None:
        self.words(place, sought).HyperLinkURL = url

    def step(self, step: dict) -> None:
        """One edit, tracked or plain, and perhaps taken back, or taken back and done again."""
        given = {name: what for name, what in step.items() if name not in {"do", "at", "tracked", "undo"}}
        undo = self.document.UndoManager
        before = len(undo.getAllUndoActionTitles())
        self.document.RecordChanges = bool(step.get("tracked"))
        undo.enterUndoContext("an edit")
        try:
            getattr(self, step["do"])(*map(self.place, step["at"]), **given)
        except LookupError:
            undo.leaveUndoContext()
            if len(undo.getAllUndoActionTitles()) > before:
                undo.undo()
            raise
        finally:
            self.document.RecordChanges = False
        undo.leaveUndoContext()
        if step.get("undo"):
            undo.undo()
        if step.get("undo") == "redone":
            undo.redo()


def edit(draft: Draft, order: dict) -> list[str]:
    """Why each step could not be done; empty where it was."""
    said = []
    draft.mark(order["places"])
    for step in order["steps"]:
        try:
            draft.step(step)
        except LookupError as error:
            said.append(str(error))
        else:
            said.append("")
    draft.unmark()
    return said


def done(context, desktop, order: dict) -> dict:
    draft = Draft(context, desktop, order["path"])
    said = edit(draft, order) if order["do"] == "edit" else []
    for form in ("docx", "odt"):
        if form in order:
            draft.save(form, order[form])
    if "text" in order:
        draft.run("AcceptAllTrackedChanges")
        draft.save("text", order["text"])
    draft.document.close(True)
    return {"said": said}


def started(profile: str):
    """LibreOffice without windows, with a profile of its own."""
    settings = Path(profile) / "user/registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(NO_THUMBNAIL, encoding="utf-8")
    name = f"brief{os.getpid()}"
    command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore", "--nologo"]
    process = subprocess.Popen(
        [*command, f"--accept=pipe,name={name};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(300):
        try:
            return process, resolver.resolve(f"uno:pipe,name={name};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001  NoConnectException, which only a running office defines
            if process.poll() is not None:
                break
            time.sleep(0.1)
    sys.exit("LibreOffice does not answer")


def main() -> None:
    process, context = started(sys.argv[1])
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    try:
        for line in sys.stdin:
            print(json.dumps(done(context, desktop, json.loads(line))), flush=True)
        desktop.terminate()
        process.wait(30)
    except DisposedException:
        sys.exit("LibreOffice died")
    finally:
        with suppress(ProcessLookupError):  # soffice is a script, which leaves its child when it is killed alone
            os.killpg(process.pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
