"""Documents, facts and quads in, a whole store out in one step; the same input gives the same bytes in all but the database."""
from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import Refused, UsageError
from kg.store.generation import is_build, is_unborn

if TYPE_CHECKING:
    from kg.store.records import Holding


def may_write(folder: Path, force: bool = False) -> None:
    """Refuse a file, and a folder that holds something else than a store, unless forced."""
    if folder.is_symlink() and not folder.exists():
        raise UsageError(f"{folder}: is a link to nothing; remove it or choose another folder")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file; a folder is needed")
    if folder.is_dir() and not force and not is_build(folder) and any(folder.iterdir()) and not is_unborn(folder):
        raise Refused(f"{folder}: holds something that is not Concord's; choose another folder or force it")


def write_build(folder: Path | str, holdings: Iterable[Holding], quads: Iterable, *, base: str = "", force: bool = False) -> None:
    """Make these documents, and no others, the content of a store; corrections that it holds already are kept.

    Files of others are left alone, even under `force`.
    """
    from kg.rdf import to_trig
    from kg.store import durable
    from kg.store.change import Writer, writing

    folder = Path(folder)
    new = not folder.exists()
    quads = list(quads)
    try:
        with Writer(folder, "kg build", create=True, force=force, broken=True) as writer:
            writer.commit_whole(list(holdings), quads, base)
            with writing(folder):
                durable.write_beside(folder / "graph.trig", to_trig(quads))
    except BaseException:
        if new and not is_build(folder):
            shutil.rmtree(folder, ignore_errors=True)
        raise
