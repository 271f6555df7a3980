"""The commands, one a file: a new command is a module of this folder, with a function of its name, and one line in `COMMANDS`."""
from __future__ import annotations

from importlib import import_module

import click

COMMANDS = (  # in the order in which one uses them
    "build",
    "facts",
    "add",
    "remove",
    "list",
    "status",
    "verify",
    "validate",
    "rebuild",
    "correct",
    "query",
    "serve",
    "upload",
    "view",
    "export",
    "account",
    "explain",
    "rules",
    "ontology",
    "actors",
    "check",
    "score",
    "diff",
)


def load_command(name: str) -> click.Command:
    """The command itself; its module is imported when it is asked for."""
    return getattr(import_module(f"kg.commands.{name}"), name)
