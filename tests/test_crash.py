"""The crash program itself, with a few kills of each operation: benchmarks/crash.py tells what it does, and is run at length by hand."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.skipif(sys.platform == "win32", reason="kills and limits of POSIX")
@pytest.mark.parametrize("operation", ["add", "remove", "rebuild", "export", "full", "tmpfs", "damage"])
def test_nothing_is_lost(operation: str) -> None:
    """Killed, on a full disk or damaged: nothing acknowledged is lost, nothing is half, every store opens or says why."""
    command = [sys.executable, "benchmarks/crash.py", "--kills", "2", "--documents", "3", "--only", operation]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240)
    tried = "0 lost, 0 half, 0 shut, 0 wrong" in done.stdout or (operation == "tmpfs" and "no tmpfs can be mounted" in done.stdout)
    assert done.returncode == 0 and tried, done.stdout + done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="limits of POSIX")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("into", ["-o", "standard output"])
def test_an_output_that_does_not_fit_is_said(tmp_path: Path, into: str, unbuffered: str) -> None:
    """What a full disk does not take is no success, in a file or on standard output; a file is then the old one."""
    store, target = tmp_path / "out", tmp_path / "graph.nt"
    subprocess.run([sys.executable, "-m", "kg", "build", "examples/india-japan-2plus2-2019.txt", "-o", str(store)], cwd=ROOT, check=True)
    target.write_text("old")
    command = f"ulimit -f 8; exec {sys.executable} -m kg export {store} --format ntriples {'-o' if into == '-o' else '>'} {target}"
    env = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr == f"kg: {f'{target}: ' if into == '-o' else ''}File too large\n"
    assert into != "-o" or target.read_text() == "old"
