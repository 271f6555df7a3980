"""What commands say on standard error, and the nearest name for a wrong one."""
from __future__ import annotations

import difflib
import os
from pathlib import Path

import click


def say(message: str) -> None:
    """Write one line to standard error."""
    click.echo(message, err=True)


def complain(message: object) -> None:
    """Write one error to standard error, on one line."""
    say(f"kg: {' '.join(str(message).split())}")


def nearest_file(file: str) -> str:
    path = Path(file)
    try:
        names = sorted(os.listdir(path.parent))[:10_000]
    except OSError:
        return ""
    near = difflib.get_close_matches(path.name, names, 1)
    return f"; nearest: '{path.parent / near[0]}'" if near else ""


def plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
