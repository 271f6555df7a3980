"""Arguments in; data on standard output, messages on standard error, an exit code out.

The commands are in kg/commands/, one a file; a command's docstring is its help (docs/cli.md is made from them). No error that a user
can cause ends in a traceback: it is one line that says what to do.
"""
from __future__ import annotations

import difflib
import io
import os
import sys
from collections.abc import Sequence

import click

from kg import __version__
from kg.commands import COMMANDS, load_command
from kg.commands.messages import complain
from kg.errors import KgError, UsageError


class Commands(click.Group):
    """The commands in the order in which one uses them, with the nearest name suggested for a wrong one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        return load_command(name) if name in COMMANDS else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            near = difflib.get_close_matches(args[0], COMMANDS, 1)
            remedy = f"nearest: '{near[0]}'" if near else f"commands are {', '.join(COMMANDS)}"
            raise click.UsageError(f"no command '{args[0]}'; {remedy}")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
def cli() -> None:
    """Read diplomatic joint statements and write down who said, promised or did what, with whom and how firmly.

    A FILE is a text or Markdown file in UTF-8, a folder of them, or - for standard input. Data goes to
    standard output, messages go to standard error.

    \b
    Exit codes: 0 done; 1 some inputs failed, the others are done; 2 usage (also: no such file, unknown
    query or format, syntax error in a query or rule file); 3 refused; 4 store broken or locked.
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, by default that of this process (on Windows click expands *.txt in it), and return its exit code."""
    if isinstance(getattr(sys.stdout, "buffer", None), io.RawIOBase):  # PYTHONUNBUFFERED drops in silence what a full disk does not take
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(sys.stdout.buffer), encoding=sys.stdout.encoding, write_through=True)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console that is not UTF-8 must not end a run at "Türkiye"
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace", newline="\n")
    try:
        code = cli.main(args=None if arguments is None else list(arguments), prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except KgError as error:
        complain(error)
        return error.exit_code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "kg"
        complain(f"{error.format_message().rstrip('.')} (see '{command} --help')")
        return UsageError.exit_code
    except click.ClickException as error:
        complain(error.format_message())
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted")
        return 130
    except BrokenPipeError:  # the reader has gone ("kg facts ... | head"): there is no one left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        complain(f"{error.filename}: {error.strerror}" if error.filename else error.strerror or error)
        return 1
    return code if isinstance(code, int) else 0
