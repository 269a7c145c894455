"""The weekly brief built, edited inside LibreOffice as an editor would, pulled and built again: all of it is there.

    python tests/tools/edit_weekly.py FOLDER          # copies the project into FOLDER and works there

Ends with an error where an edit, or the evidence, is not in the PDF.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from brief.draft import read_draft  # noqa: E402  the path is set above
from tests.tools.office import Office, lacking  # noqa: E402
from tests.tools.office_edits import located  # noqa: E402

BREUER = "It would be 2029 at the earliest that Russia would be ready"
REPORT = "A new report details a growing willingness from Russia"
NATO = "NATO is monitoring the strategic relationship"
RUTTE = "There’s an increasing realization"
ANALYSTS = "[M]ost analysts agree"
SOLDIERS = "approximately 2,000 such individuals"
ASKED = "Would Russia Help China?"
QUESTION = ("Who would pay for a second front?", "No source says.", "A budget, or a minister on the record.")
COMMENT = "Is there a later estimate?"
STEPS: tuple[tuple[str, tuple[str, ...], dict[str, object]], ...] = (
    ("comment", (BREUER,), {"words": COMMENT, "sought": "Carsten Breuer"}),
    ("replace", (BREUER,), {"was": BREUER, "now": "Russia is ready in 2029 at the earliest", "typed": True}),
    ("replace", (REPORT,), {"was": REPORT, "now": "Russia is more willing, a report finds,", "tracked": True}),
    ("replace", (RUTTE,), {"was": ", and let’s not be naïve about this", "now": ""}),
    ("remove_row", (SOLDIERS,), {}),
    ("add_row", (ASKED,), {"cells": QUESTION}),
    ("move", (NATO, NATO + " ", ANALYSTS), {"how": "cut"}),
)
"""What is done, to the paragraphs with these words; a space at the end means the paragraph below."""
THERE = (
    "Russia is ready in 2029 at the earliest", "Russia is more willing, a report finds,",
    "There’s an increasing realization […]", *QUESTION, "Evidence",
)  # fmt: skip


def edit(data: bytes, folder: Path) -> Path:
    """Two points reworded, a quotation cut, a row dropped, a question added, a point moved, a comment left."""
    draft = read_draft(data, "weekly.docx")
    words = ["".join(piece.text for piece in one.pieces) for one in draft.paragraphs]
    names = list(dict.fromkeys(one for _, sought, _ in STEPS for one in sought))
    places = [next(at for at, one in enumerate(words) if name.strip() in one) + name.endswith(" ") for name in names]
    steps = [{"do": what, "at": [names.index(one) for one in sought], **how} for what, sought, how in STEPS]
    first, last = folder / "opened.docx", folder / "edited.docx"
    first.write_bytes(data)
    with Office(folder) as office:
        said = office.ask(do="edit", path=first, docx=last, places=located(draft, places), steps=steps)
    if any(said):
        sys.exit(f"LibreOffice could not do it: {said}")
    return last


def missing(folder: Path) -> list[str]:
    """What should be in the PDF and is not, or should not be and is."""
    command = ["pdftotext", "output/weekly.pdf", "-"]
    pages = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    text = " ".join(pages.split())
    found = [words for words in THERE if " ".join(words.split()) not in text]
    if text.index(NATO) > text.index(ANALYSTS):
        found.append("the order of the points")
    if SOLDIERS in text:
        found.append("that a row was dropped")
    draft = read_draft((folder / "output/weekly.docx").read_bytes(), "weekly.docx")
    if not any(said.text == COMMENT for one in draft.paragraphs for said in one.comments):
        found.append("the comment, in the next draft")
    return found


def main() -> None:
    if lacking():
        sys.exit(f"not run: {lacking()}")
    folder = Path(sys.argv[1]).resolve()
    for name in ("seeds", "config"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    (folder / "config/weekly.edits.yaml").unlink(missing_ok=True)
    brief = [sys.executable, "-m", "brief"]
    subprocess.run([*brief, "build", "config/weekly.yaml"], cwd=folder, check=True)
    draft = edit((folder / "output/weekly.docx").read_bytes(), folder)
    subprocess.run([*brief, "pull", str(draft)], cwd=folder, check=False)
    subprocess.run([*brief, "build", "config/weekly.yaml"], cwd=folder, check=True)
    if shutil.which("pdftoppm"):
        subprocess.run(["pdftoppm", "-r", "60", "-png", "output/weekly.pdf", "page"], cwd=folder, check=True)
        if gone := missing(folder):
            sys.exit(f"missing: {gone}")
        print("every edit and the evidence are in the PDF, the comment in the next draft")


if __name__ == "__main__":
    main()
