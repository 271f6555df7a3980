"""A store's texts -> the documents to read again, even where its lists are damaged; and what reading them again changed."""
from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from kg.corrections import Correction
from kg.errors import InputError, StoreError
from kg.model import Document, Fact, Reading
from kg.store import generation
from kg.store.change import Writer
from kg.store.records import Record, fact_lines, read_facts

T = TypeVar("T")


@dataclass(slots=True)
class Rest:
    """What is left of a store, from which it is made again."""

    documents: list[Document] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)  # documents whose text is not what it was, each with what is wrong
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Difference:
    """What reading again changed in one document."""

    id: str
    gained: tuple[Fact, ...]
    lost: tuple[Fact, ...]
    changed: int  # facts that stayed but say something else (status, speaker, topics ...)


def rest(writer: Writer) -> Rest:
    """The documents of a store with the texts that are whole; where its lists are damaged, what can be read of them is used."""
    found = Rest()
    folder = writer.folder
    records = writer.records
    if writer.now is None or not records:
        records = salvage(writer, found)
    for record in records.values():
        try:
            found.documents.append(generation.read_text(folder, record))
        except StoreError as error:
            found.damaged.append(f"{record.id}: {error}")
    return found


def salvage(writer: Writer, found: Rest) -> dict[str, Record]:
    """Records and corrections of the newest generations, line by line; a text that none of them knows is a document of its own."""
    folder = writer.folder
    paths = [p for p in (folder / generation.GENERATIONS).glob("*") if generation.NAME.fullmatch(p.name)]
    paths.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    if writer.now is not None:
        paths.sort(key=lambda path: path != writer.now.path)  # type: ignore[union-attr]
    records: dict[str, Record] = {}
    corrections: dict[str, Correction] = {}
    complete = False
    for path in paths:
        for record in lenient(path / generation.DOCUMENTS, Record.from_dict, found):
            records.setdefault(record.id, record)
        for one in lenient(path / generation.CORRECTIONS, Correction.from_dict, found):
            corrections.setdefault(one.fact, one)
        complete = lists_whole(path, folder)
        if complete:
            break
    for one in corrections.values():
        writer.corrections.setdefault(one.doc, []).append(one)
    known = {record.file for record in records.values()}
    for text in sorted((folder / "texts").glob("*.txt")):
        if not complete and f"texts/{text.name}" not in known:
            content = text.read_bytes().decode("utf-8", "surrogatepass")
            name = text.name.split(".")[0]
            name = name if name not in records else text.name.removesuffix(".txt")
            found.notes.append(f"{text}: stood in no list; it is '{name}' now")
            found.documents.append(Document(name, content, kind=""))  # no kind that is kept as given from outside
    return records


def lists_whole(path: Path, folder: Path) -> bool:
    """True where a generation's list of documents is what its own marker says; one cut between two lines reads like a whole one."""
    try:
        found = generation.read_marker(path / generation.MARKER, folder)
        generation.checked(found, generation.DOCUMENTS)
        generation.checked(found, generation.CORRECTIONS)
    except (StoreError, FileNotFoundError):
        return False
    return True


def lenient(path: Path, make: Callable[[dict[str, Any]], T], found: Rest) -> Iterator[T]:
    """What each whole line of a list says."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        found.notes.append(f"{path}: cannot be read: {error.strerror}")
        return
    for number, line in enumerate(lines, 1):
        if line:
            try:
                yield make(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
                found.notes.append(f"{path}: line {number} is broken ({' '.join(str(error).split())[:60]})")


def described_anew(document: Document) -> Document:
    """A document with what today's program finds in its text; what was given from outside stays."""
    from kg.documents import read

    given = {finding.key: finding.value for finding in document.found if finding.start == finding.end}
    try:
        fresh = read(text=document.text, id=document.id, date=given.get("date"), title=given.get("title"), source=given.get("source"))
    except InputError:  # not a text that kg.read would take: it came by the API
        return document
    if fresh.text != document.text:
        return document
    keys = {finding.key for finding in document.found}
    by_hand = {key: getattr(document, key) for key in ("title", "date", "place", "kind", "parties", "source")
               if getattr(document, key) and key not in keys and not (key == "parties" and "party" in keys)}
    return replace(fresh, language=document.language, **by_hand)


def rebuild(writer: Writer, readings: Iterable[Reading], read_by: str) -> list[Difference]:
    """Make the store of these readings from nothing, with its corrections, and say what changed for each document."""
    try:
        blocks = writer.blocks()
    except StoreError:  # the facts are damaged: all are found anew
        blocks = {}
    holdings = [writer.holding(reading, read_by) for reading in readings]
    found = []
    for holding in holdings:
        before = blocks.get(holding.document.id, b"")
        if fact_lines(holding.facts) == before:
            continue
        old, new = {f.id: f for f in read_facts(before)}, {f.id: f for f in holding.facts}
        gained = tuple(fact for key, fact in new.items() if key not in old)
        lost = tuple(fact for key, fact in old.items() if key not in new)
        found.append(Difference(holding.document.id, gained, lost, sum(old[key] != new[key] for key in old.keys() & new.keys())))
    writer.commit_whole(holdings)
    return found
