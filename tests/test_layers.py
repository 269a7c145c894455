"""The three nevers of the layout, read out of the syntax of every module of `brief`: no code is run."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

MODEL, TOOLS, STAGES, PIPELINE, PUBLIC, CLI = range(6)
LAYER_NAMES = ("model", "tools", "stages", "pipeline", "public names", "cli")
LAYER_OF = {
    "model": MODEL,
    "errors": MODEL,
    "text": TOOLS,
    "anchors": TOOLS,
    "ooxml": TOOLS,
    "located_yaml": TOOLS,
    "drawing": TOOLS,
    "pipeline": PIPELINE,
    "": PUBLIC,
    "cli": CLI,
    "__main__": CLI,
}
"""First part of a module's name below `brief` → its layer; every other name is a stage."""

ROOMS = frozenset({"read", "extract", "write"})
"""Stages with one module or folder a format or kind, none of which may know another."""

BY_NAME = {"import_module", "__import__"}
PURE = ("brief.model", "brief.text")
FORMATS = {"docx", "lxml", "yaml", "weasyprint", "jinja2", "pypdf", "trafilatura", "email", "zipfile"}
EDGES = {"io", "logging", "os", "pathlib", "shutil", "socket", "subprocess", "tempfile", "time"}
BUILT_IN = {"open", "print", "input", "sys.stdout", "sys.stderr", "sys.stdin"}
CLOCKS = {"datetime.datetime.now", "datetime.datetime.today", "datetime.datetime.utcnow", "datetime.date.today"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One parsed file: its dotted name, whether it is a package, where it stands."""

    name: str
    path: str
    package: bool
    tree: ast.Module


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Import:
    """One module that another needs, and the line that says so."""

    line: int
    target: str


def modules(files: Mapping[str, str]) -> dict[str, Module]:
    """Path → source text becomes dotted name → module."""
    found = {}
    for path, text in files.items():
        parts = path.removesuffix(".py").split("/")
        package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if package else parts)
        found[name] = Module(name=name, path=path, package=package, tree=ast.parse(text, path))
    return found


def imports(module: Module, known: Iterable[str]) -> Iterator[Import]:
    """Every import of the file wherever it stands: at its top, in a function, under TYPE_CHECKING, or by name."""
    for node in ast.walk(module.tree):
        match node:
            case ast.Import(names=names):
                yield from (Import(line=node.lineno, target=name.name) for name in names)
            case ast.ImportFrom(names=names):
                base = absolute(module, node)
                for name in names:
                    whole = f"{base}.{name.name}"
                    yield Import(line=node.lineno, target=whole if whole in known else base)
            case ast.Call(args=[ast.Constant(value=str(target)), *_]) if called(node) in BY_NAME:
                yield Import(line=node.lineno, target=target)


def absolute(module: Module, node: ast.ImportFrom) -> str:
    """The dotted name that `from … import` starts at, dots resolved."""
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    parts = parts[: len(parts) - node.level + module.package]
    return ".".join([*parts, node.module] if node.module else parts)


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def below_brief(name: str) -> list[str]:
    return name.split(".")[1:] or [""]


def layer(name: str) -> int:
    return LAYER_OF.get(below_brief(name)[0], STAGES)


def ours(name: str) -> bool:
    return name.partition(".")[0] == "brief"


def layer_faults(files: Mapping[str, str]) -> Iterator[str]:
    """Never 1: imports run down, and rooms of one layer do not know each other."""
    known = modules(files)
    for module in known.values():
        for needed in imports(module, known):
            if ours(needed.target) and (fault := crossing(module.name, needed.target)):
                yield f"{module.path}:{needed.line}: {fault}"


def crossing(importer: str, target: str) -> str | None:
    """What is wrong with one module importing another, if anything."""
    if target == "brief":  # its version; where it offers more, the search for circles judges it
        return None
    upper, lower = layer(importer), layer(target)
    if lower > upper:
        return f"{importer} ({LAYER_NAMES[upper]}) imports {target} ({LAYER_NAMES[lower]}): imports run down only"
    if upper != STAGES or lower != STAGES:
        return None
    here, there = below_brief(importer), below_brief(target)
    if here[0] != there[0]:
        return f"{importer} imports {target}: no stage imports another stage"
    if here[0] in ROOMS and len(here) > 1 and len(there) > 1 and here[1] != there[1]:
        return f"{importer} imports {target}: nothing in `{here[0]}` imports its neighbour"
    return None


def purity_faults(files: Mapping[str, str]) -> Iterator[str]:
    """Never 2: model and text open no file, read no clock, print nothing, know no file format."""
    known = modules(files)
    for module in known.values():
        if not module.name.startswith(PURE):
            continue
        for needed in imports(module, known):
            if needed.target.partition(".")[0] in FORMATS | EDGES:
                yield f"{module.path}:{needed.line}: imports {needed.target}: model and text stay off files and clock"
        for line, name in names_used(module.tree):
            if name in BUILT_IN | CLOCKS:
                yield f"{module.path}:{line}: uses {name}: model and text open nothing, print nothing, read no clock"


def names_used(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every dotted name that the file reads, with what it imports under another name called by its own."""
    own = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    own |= {
        alias.asname: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.asname
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and (name := dotted(node)):
            first, _, rest = name.partition(".")
            yield node.lineno, ".".join(filter(None, (own.get(first, first), rest)))


def dotted(node: ast.expr) -> str | None:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attribute) if inner := dotted(value):
            return f"{inner}.{attribute}"
    return None


def circle_faults(files: Mapping[str, str]) -> Iterator[str]:
    """Never 3: no circle of imports, whatever its size."""
    known = modules(files)
    needs = {name: {} for name in known}
    for name, module in known.items():
        for needed in sorted(imports(module, known), reverse=True):
            for target in loaded_with(needed.target, name):
                if target in known and target != name:
                    needs[name][target] = needed.line
    for name in sorted(known):
        if (path := shortest_way_back(name, needs)) and name == min(path):
            way = " → ".join([*path, name])
            yield f"{known[name].path}:{needs[name][path[1]]}: {way}: no import circle"


def loaded_with(target: str, importer: str) -> Iterator[str]:
    """The module and the packages above it, whose `__init__` runs first; not those that the importer stands in."""
    parts = target.split(".")
    for size in range(1, len(parts) + 1):
        name = ".".join(parts[:size])
        if name == target or not f"{importer}.".startswith(f"{name}."):
            yield name


def shortest_way_back(start: str, needs: Mapping[str, Mapping[str, int]]) -> list[str] | None:
    """The modules from `start` until one that imports it, breadth first."""
    paths, seen = [[start]], {start}
    for path in paths:
        for target in sorted(needs[path[-1]]):
            if target == start:
                return path
            if target not in seen:
                seen.add(target)
                paths.append([*path, target])
    return None


@pytest.fixture(scope="module")
def package() -> dict[str, str]:
    """Every module of the package: its path from the top of the repository, and its text."""
    files = sorted((ROOT / "brief").rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_imports_run_down_and_no_stage_knows_another(package):
    assert not list(layer_faults(package))


def test_model_and_text_touch_no_file_no_clock_and_no_screen(package):
    assert not list(purity_faults(package))


def test_no_modules_import_each_other_in_a_circle(package):
    assert not list(circle_faults(package))


GIVEN = {
    "brief/__init__.py": "",
    "brief/model/__init__.py": "",
    "brief/model/article.py": "from datetime import date",
    "brief/text/__init__.py": "",
    "brief/text/dates.py": "from brief.model import article",
    "brief/read/__init__.py": "from brief.read import html, text",
    "brief/read/text.py": "from brief.text.dates import day",
    "brief/read/html.py": "import lxml",
    "brief/write/docx/__init__.py": "from brief.write.docx.styles import style",
    "brief/write/docx/styles.py": "from brief.model.article import Span",
    "brief/segment.py": "from brief.text.dates import day",
    "brief/pipeline.py": "from brief import read, segment",
    "brief/cli.py": "from brief import pipeline",
}


def test_the_checker_passes_a_sound_layout():
    assert not [*layer_faults(GIVEN), *purity_faults(GIVEN), *circle_faults(GIVEN)]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("brief/model/article.py", "from brief.text import dates"),
        ("brief/model/article.py", "import brief.pipeline"),
        ("brief/text/dates.py", "from brief import segment"),
        ("brief/segment.py", "from brief.read import text"),
        ("brief/segment.py", "from . import pipeline"),
        ("brief/segment.py", "def late():\n    from brief.read.text import read"),
        ("brief/segment.py", "if TYPE_CHECKING:\n    from brief.read.text import read"),
        ("brief/segment.py", "importlib.import_module('brief.cli')"),
        ("brief/read/html.py", "from brief.read.text import read"),
        ("brief/read/html.py", "from . import text"),
        ("brief/write/pdf.py", "from brief.write.docx.styles import style"),
        ("brief/write/docx/styles.py", "from ..pdf import typeset"),
        ("brief/pipeline.py", "from brief.cli import main"),
    ],
)
def test_the_checker_catches_an_import_that_runs_up_or_across(path, line):
    files = GIVEN | {"brief/write/pdf.py": ""} | {path: f"\n\n{line}"}
    faults = list(layer_faults(files))
    assert len(faults) == 1
    assert faults[0].startswith(f"{path}:{3 + line.count(chr(10))}: ")


@pytest.mark.parametrize(
    "line",
    [
        "open('a')",
        "print('a')",
        "from pathlib import Path",
        "import yaml",
        "def late():\n    import lxml.html",
        "from time import time",
        "import datetime as d; d.datetime.now()",
        "from datetime import date as day; day.today()",
        "from datetime import datetime; datetime.utcnow",
        "import sys; sys.stdout.write('a')",
    ],
)
@pytest.mark.parametrize("path", ["brief/model/article.py", "brief/text/dates.py"])
def test_the_checker_catches_a_file_a_clock_or_a_print(path, line):
    faults = list(purity_faults(GIVEN | {path: f"\n{line}"}))
    assert faults
    assert all(fault.startswith(f"{path}:{2 + line.count(chr(10))}: ") for fault in faults)


@pytest.mark.parametrize(
    ("planted", "size"),
    [
        ({"brief/text/a.py": "from brief.text import b", "brief/text/b.py": "def f():\n from brief.text import a"}, 2),
        (
            {
                "brief/text/a.py": "from .b import x",
                "brief/text/b.py": "if TYPE_CHECKING:\n from .c import y",
                "brief/text/c.py": "import brief.text.a",
            },
            3,
        ),
        ({"brief/text/__init__.py": "from brief.text import a", "brief/text/a.py": "from brief.text import dates2"}, 2),
    ],
)
def test_the_checker_catches_a_circle_of_any_size(planted, size):
    faults = list(circle_faults(GIVEN | planted))
    assert len(faults) == 1
    assert faults[0].count("→") == size
