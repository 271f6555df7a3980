"""A store's folder -> the generation that holds now: its marker, documents, facts, corrections and database.

A generation is a folder `store/NAME/` that is written once and never changed; its name is a hash of what is in it. `concord.json` names
the one that holds; replacing that file, by renaming, is what makes a change happen. A copy of it lies in the generation.
"""
from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.corrections import Correction
from kg.errors import StoreError
from kg.model import Document, Fact
from kg.store import database, durable, locks
from kg.store.records import Holding, Record, read_facts

MARKER = "concord.json"
FORMAT = 2
GENERATIONS = "store"
DOCUMENTS, FACTS, CORRECTIONS = "documents.jsonl", "facts.jsonl", "corrections.jsonl"
VIEWS = ("facts.jsonl", "graph.trig", "graph.html")  # made of a generation, beside the marker
OURS = {MARKER, GENERATIONS, "texts", locks.LOCK, *VIEWS}
TRIES = 5
NAME = re.compile(r"[0-9a-f]{16}(-\d+)?")
NEW = ".new"  # begins the name of a generation that is being written


@dataclass(frozen=True, slots=True)
class Generation:
    """One state of a store."""

    folder: Path  # of the store
    name: str
    marker: dict[str, Any]

    @property
    def path(self) -> Path:
        return self.folder / GENERATIONS / self.name

    @property
    def base(self) -> str:
        return str(self.marker["base"])

    def graph(self, name: str) -> tuple[int, int]:
        """Count and sum of the quads of "nodes" or "ontology"."""
        count, total = self.marker["graphs"][name]
        return count, int(total, 16)


def is_build(folder: Path) -> bool:
    """True for a folder that Concord made."""
    return (folder / MARKER).is_file()


def is_unborn(folder: Path) -> bool:
    """True for a folder in which a first change was begun and has not come to its end."""
    return (folder / locks.LOCK).is_file() and {item.name for item in folder.iterdir()} <= OURS


def marker_bytes(marker: dict[str, Any]) -> bytes:
    """A marker's content with a hash of its own."""
    body = json.dumps(marker, sort_keys=True)
    return json.dumps(marker | {"check": hashlib.sha256(body.encode()).hexdigest()}, indent=1).encode() + b"\n"


def read_marker(path: Path, folder: Path) -> Generation:
    """The generation that a marker names; raises StoreError for a broken one."""
    try:
        marker = json.loads(path.read_bytes())
        check = marker.pop("check", "")
        if marker["concord"] != FORMAT:
            raise StoreError(f"{folder}: was made by another version of Concord (layout {marker['concord']}); build it again")
        if check != hashlib.sha256(json.dumps(marker, sort_keys=True).encode()).hexdigest():
            raise ValueError
        if not NAME.fullmatch(marker["generation"]):
            raise ValueError
        return Generation(folder, marker["generation"], marker)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{path}: is broken; {remedy(folder)}") from error


def remedy(folder: Path) -> str:
    return f"'kg rebuild --store {folder}' makes it again from the texts"


def at(path: Path | str) -> Generation | None:
    """The generation to read at a path: a store's folder, its `store/` or one of the generations in it; None for any other path.

    It is not taken away as long as this process lives. Raises StoreError where it is broken or gone.
    """
    path = Path(path)
    if path.parent.name == GENERATIONS and NAME.fullmatch(path.name) and is_build(path.parent.parent):
        marker = path / MARKER
        folder = path.parent.parent
    else:
        folder = path if is_build(path) else path.parent if path.name == GENERATIONS else path.resolve().parent
        marker = folder / MARKER
        if not is_build(folder) or (folder != path and path.resolve().name != GENERATIONS):
            return None
    for _ in range(TRIES):  # a writer may take a generation away between reading its name and opening it
        try:
            generation = read_marker(marker, folder)
            locks.hold_for_reading(generation.path)
            return generation
        except FileNotFoundError:
            continue
    raise StoreError(f"{path}: its generation is gone; {remedy(folder)}")


def checked(generation: Generation, name: str) -> bytes:
    """The bytes of a generation's file; raises StoreError where they are not those that were written."""
    path = generation.path / name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}; {remedy(generation.folder)}") from error
    if hashlib.sha256(content).hexdigest() != generation.marker["files"][name]:
        raise StoreError(f"{path}: was changed; {remedy(generation.folder)}")
    return content


def rows(content: bytes) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in content.split(b"\n") if line)


def read_records(generation: Generation) -> dict[str, Record]:
    """Document id -> record, in the order of the ids."""
    return {record.id: record for record in map(Record.from_dict, rows(checked(generation, DOCUMENTS)))}


def read_corrections(generation: Generation) -> list[Correction]:
    """The corrections, in the order of documents and texts."""
    return [Correction.from_dict(row) for row in rows(checked(generation, CORRECTIONS))]


def read_text(folder: Path, record: Record) -> Document:
    """A document with its text; raises StoreError where the text was changed."""
    path = folder / record.file
    try:
        text = path.read_bytes().decode("utf-8", "surrogatepass")
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}; give the document again with 'kg add'") from error
    except UnicodeDecodeError as error:
        raise StoreError(f"{path}: was changed; give the document again with 'kg add'") from error
    document = record.document
    whole = replace(document, text=text)
    if whole.sha256 != record.sha256:
        raise StoreError(f"{path}: was changed; give the document again with 'kg add'")
    return whole


def read_all(generation: Generation) -> tuple[list[Document], list[Fact]]:
    """Documents with their texts, and facts."""
    documents = [read_text(generation.folder, record) for record in read_records(generation).values()]
    return documents, read_facts(checked(generation, FACTS))


def read_holdings(generation: Generation) -> list[Holding]:
    """All documents with what is kept of them."""
    content, place, made = checked(generation, FACTS), 0, []
    corrections: dict[str, list[Correction]] = {}
    for one in read_corrections(generation):
        corrections.setdefault(one.doc, []).append(one)
    for record in read_records(generation).values():
        facts = read_facts(content[place:place + record.size])
        place += record.size
        made.append(Holding(read_text(generation.folder, record), tuple(facts), record.named, record.read_by,
                            tuple(corrections.get(record.id, ()))))
    return made


def write_lists(path: Path, records: Iterable[Record], facts: bytes, corrections: Iterable[Correction]) -> dict[str, str]:
    """Write the three lists of a generation; returns their hashes."""
    content = {DOCUMENTS: durable.json_lines(record.as_dict() for record in records), FACTS: facts,
               CORRECTIONS: durable.json_lines(one.as_dict() for one in corrections)}
    for name, data in content.items():
        durable.write(path / name, data)
    return {name: hashlib.sha256(data).hexdigest() for name, data in content.items()}


def make_marker(base: str, records: Iterable[Record], corrections: int, graphs: dict[str, tuple[int, int]],
                files: dict[str, str]) -> dict[str, Any]:
    """What `concord.json` says of a generation."""
    records = list(records)
    total = sum(r.quads for r in records), sum(r.sum for r in records) & database.BITS
    graphs = {"documents": total, **graphs}
    marker = {"concord": FORMAT, "base": base, "documents": len(records), "facts": sum(r.facts for r in records),
              "corrections": corrections, "quads": sum(count for count, _ in graphs.values()),
              "graphs": {name: [count, f"{value:064x}"] for name, (count, value) in graphs.items()}, "files": files}
    return {"generation": hashlib.sha256(json.dumps(marker, sort_keys=True).encode()).hexdigest()[:16], **marker}


@contextmanager
def new_generation(folder: Path) -> Iterator[Path]:
    """An empty folder for a generation to come; it is gone at the end unless `settle` named it."""
    root = folder / GENERATIONS
    root.mkdir(exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=NEW, dir=root))
    try:
        work.chmod(0o755)
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def settle(folder: Path, work: Path, marker: dict[str, Any]) -> Generation:
    """Bring a whole generation to the disk under its name; it does not hold yet."""
    root, name, number = folder / GENERATIONS, marker["generation"], 1
    while (root / name).exists():  # the same content is there already
        if is_whole(Generation(folder, name, marker | {"generation": name})):
            os.utime(root / name)
            return Generation(folder, name, marker | {"generation": name})
        number += 1
        name = f"{marker['generation']}-{number}"
    marker = marker | {"generation": name}
    (work / locks.READERS).touch()
    durable.write(work / MARKER, marker_bytes(marker))
    durable.sync_folder(work)
    os.rename(work, root / name)
    durable.sync_folder(root)
    return Generation(folder, name, marker)


def is_whole(generation: Generation) -> bool:
    """True where a generation is on the disk with this very marker and without damage."""
    try:
        found = read_marker(generation.path / MARKER, generation.folder)
        for name in (DOCUMENTS, FACTS, CORRECTIONS):
            checked(found, name)
        return found == generation and not any(database.damage(found.path, whole=True))
    except (StoreError, FileNotFoundError):
        return False


def swap(generation: Generation, keep_views: bool = False) -> list[str]:
    """Make a generation hold; views of the one before go first, so that none is ever false. Returns the names of those that are gone."""
    folder = generation.folder
    gone = []
    for name in VIEWS:
        if (folder / name).exists() and not (keep_views and name != FACTS):
            (folder / name).unlink()
            gone.append(name)
    durable.write_beside(folder / MARKER, marker_bytes(generation.marker))
    with contextlib.suppress(OSError):  # the generation holds already; the next change shows it again
        show_facts(generation)
    return [name for name in gone if name != FACTS]


def show_facts(generation: Generation) -> None:
    """Give the generation's facts their name in the store's folder."""
    durable.link(generation.path / FACTS, generation.folder / FACTS)


def sweep(folder: Path, now: Generation | None, before: Generation | None = None) -> None:
    """Take away generations that no one needs: all but the two last and those that are read; and texts that only they had."""
    kept = {g.name for g in (now, before) if g}
    root = folder / GENERATIONS
    whole = True
    for path in sorted(root.iterdir()) if root.is_dir() else ():
        if path.name not in kept:
            if locks.is_read(path):
                whole = False
            else:
                shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob(".*.new"):
        path.unlink(missing_ok=True)
    if whole and now:
        texts = {record.file for generation in (now, before) if generation for record in read_records(generation).values()}
        for path in sorted((folder / "texts").glob("*")):
            if f"texts/{path.name}" not in texts:
                path.unlink(missing_ok=True)
