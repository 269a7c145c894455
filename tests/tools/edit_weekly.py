"""The weekly brief built, edited as an editor would, saved by LibreOffice where it is there, pulled and built again.

    python tests/tools/edit_weekly.py FOLDER          # copies the project into FOLDER and works there

The edits are made on the XML: LibreOffice without its windows (Debian's `nogui`) dies when its API opens a draft.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.tools.edit_drafts import Body, W  # noqa: E402  the path is set above

COMMENT = (
    '<w:comment xmlns:w="{w}" w:id="900" w:author="Ann Lee" w:date="2026-06-23T09:00:00Z" w:initials="AL">'
    "<w:p><w:r><w:t>Is there a later estimate?</w:t></w:r></w:p></w:comment></w:comments>"
)


def edit(data: bytes) -> bytes:
    """Two points reworded, a quotation cut, a row dropped, a question added, a point moved, a comment left."""
    body = Body(data)
    body.replace(
        "It would be 2029 at the earliest that Russia would be ready", "Russia is ready in 2029 at the earliest"
    )
    body.replace("A new report details a growing willingness from Russia", "Russia is more willing, a report finds,")
    body.replace(", and let’s not be naïve about this", "")
    body.remove_row("approximately 2,000 such individuals")
    body.add_row(
        ["Who would pay for a second front?", "No source says.", "A budget, or a minister on the record."],
        "Would Russia Help China?",
    )
    body.move("NATO is monitoring the strategic relationship", "[M]ost analysts agree")
    body.add(
        "The desk expects a decision before the recess.", "NATO is monitoring the strategic relationship", "KeyPoint"
    )
    point = body.paragraph("NATO is monitoring the strategic relationship")
    run = point.makeelement(f"{W}r")
    run.append(run.makeelement(f"{W}commentReference", {f"{W}id": "900"}))
    point.append(run)
    said = body.parts["word/comments.xml"].decode()
    body.parts["word/comments.xml"] = said.replace("</w:comments>", COMMENT.format(w=W[1:-1])).encode()
    return body.data()


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    for name in ("seeds", "config"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    (folder / "config/weekly.edits.yaml").unlink(missing_ok=True)
    brief = [sys.executable, "-m", "brief"]
    subprocess.run([*brief, "build", "config/weekly.yaml"], cwd=folder, check=True)
    draft = folder / "edited.docx"
    draft.write_bytes(edit((folder / "output/weekly.docx").read_bytes()))
    if shutil.which("soffice"):
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "docx"]
        subprocess.run([*command, "--outdir", str(folder / "saved"), str(draft)], check=True, capture_output=True)
        draft = folder / "saved/edited.docx"
    subprocess.run([*brief, "pull", str(draft)], cwd=folder, check=False)
    subprocess.run([*brief, "build", "config/weekly.yaml"], cwd=folder, check=True)
    if shutil.which("pdftoppm"):
        subprocess.run(["pdftoppm", "-r", "60", "-png", "output/weekly.pdf", "page"], cwd=folder, check=True)


if __name__ == "__main__":
    main()
