"""What the README and the help say, held against the program: each command line shown is run, each command is shown."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from brief.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

FENCE = re.compile(r"^```(?:console|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND_LINE = re.compile(r"^(?:\$ )?(brief (?:.*\\\n)*.*)$", re.MULTILINE)  # `$ brief find "x" \⏎    --kind claim`


def command_lines(markdown: str) -> list[str]:
    """The `brief …` lines of fenced console blocks, in order; `make` and other programs are not tried."""
    return [line for block in FENCE.findall(markdown) for line in COMMAND_LINE.findall(block)]


def commands(group: click.Group, *above: str) -> list[tuple[str, ...]]:
    """The words that call each command, those of nested groups too."""
    context = click.Context(group)
    found = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        found += commands(command, *above, name) if isinstance(command, click.Group) else [(*above, name)]
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A folder with the repository's inputs and nothing built; the command lines run in it one after the other."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("config", "seeds", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "output").mkdir()
    return folder


def test_only_brief_lines_of_console_blocks_are_taken():
    shown = '```console\n$ make brief\n$ brief find \\\n    "a"\nbrief: an answer\n```\n```yaml\nbrief build\n```\n'
    assert command_lines(shown) == ['brief find \\\n    "a"']


def test_every_command_line_of_the_readme_runs(project):
    lines = command_lines(README)
    assert lines, "the README shows no command line"
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    failed = []
    for line in lines:
        run = subprocess.run(
            ["sh", "-c", line],
            cwd=project,
            env={**os.environ, "PATH": programs},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        if run.returncode:
            failed.append(f"{line}\nexit code {run.returncode}\n{run.stderr}")
    assert not failed, "\n\n".join(failed)


@pytest.mark.parametrize("words", commands(main), ids=" ".join)
def test_the_readme_shows_every_command(words):
    assert f"brief {' '.join(words)}" in README


@pytest.mark.parametrize("words", commands(main), ids=" ".join)
def test_the_help_of_every_command_has_an_example(words):
    shown = CliRunner().invoke(main, [*words, "--help"], prog_name="brief")
    assert shown.exit_code == 0
    usage, _, rest = shown.output.partition("\n\n")
    assert usage.startswith("Usage: ")
    assert re.search(rf"^ +(\$ )?brief {' '.join(words)}\b", rest, re.MULTILINE), f"no example in:\n{shown.output}"
