"""Command line in, exit code out; `kg --version` is answered before anything heavy is imported."""
from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from kg import __version__

        print(f"kg {__version__}")
        sys.exit(0)
    from kg.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
