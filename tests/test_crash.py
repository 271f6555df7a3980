"""The crash program itself, with a few kills of each operation: benchmarks/crash.py tells what it does, and is run at length by hand."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.skipif(sys.platform == "win32", reason="kills and limits of POSIX")
@pytest.mark.parametrize("operation", ["add", "remove", "rebuild", "export", "full", "damage"])
def test_nothing_is_lost(operation: str) -> None:
    """Killed, on a full disk or damaged: nothing acknowledged is lost, nothing is half, every store opens or says why."""
    command = [sys.executable, "benchmarks/crash.py", "--kills", "2", "--documents", "3", "--only", operation]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0 and "0 lost, 0 half, 0 shut, 0 wrong" in done.stdout, done.stdout + done.stderr
