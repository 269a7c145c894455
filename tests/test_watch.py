"""`brief build --watch`: a file that changes is built again, by the same process, until it is told to stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

ARTICLE = "Harbour Council Delays Vote\nThe harbour council of Lindvik postponed its vote on 11 September 2025.\n"
OUTLINE = "title: Shore power\nseeds: ../seeds\ndate: 2025-09-15\noutput: {formats: [markdown]}\n"


def test_a_changed_outline_is_built_again_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    outline = tmp_path / "config/weekly.yaml"
    for path, text in ((tmp_path / "seeds/council.txt", ARTICLE), (outline, OUTLINE)):
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "brief", "build", "config/weekly.yaml", "--watch"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"output/weekly.md\n"
        outline.write_text(OUTLINE.replace("Shore power", "No shore power"), encoding="utf-8")
        os.utime(outline, (1, 1))
        assert process.stdout.readline() == b"output/weekly.md\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
    assert "No shore power" in (tmp_path / "output/weekly.md").read_text(encoding="utf-8")
