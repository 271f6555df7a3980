"""A store's folder -> everything in it that is not as it was written."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import StoreError, UsageError
from kg.store import database, durable, generation, nodes
from kg.store.generation import Generation
from kg.store.records import Record, read_facts


def problems(folder: Path) -> Iterator[str]:
    """One line for each thing that is wrong, with what mends it; every byte is looked at."""
    if not generation.is_build(folder):
        raise UsageError(f"{folder}: is no store; 'kg add --store {folder} FILE...' makes one")
    try:
        found = generation.at(folder)
        if found is None:
            raise UsageError(f"{folder}: is no store")
        records = generation.read_records(found)
    except StoreError as error:
        yield str(error)
        return
    remedy = generation.remedy(folder)
    texts = {}
    for record in records.values():
        try:
            texts[record.id] = generation.read_text(folder, record).text
        except StoreError as error:
            yield str(error)
    yield from fact_problems(found, records, texts)
    for problem in database.damage(found.path, whole=True):
        yield f"{problem}; {remedy}"
    yield from quad_problems(found, records)
    view = folder / generation.FACTS
    if not view.exists() or durable.sha256(view) != found.marker["files"][generation.FACTS]:
        yield f"{view}: is not that of the store; {remedy}"


def fact_problems(found: Generation, records: dict[str, Record], texts: dict[str, str]) -> Iterator[str]:
    """Facts, corrections, and whether each quotation stands where it is said to."""
    remedy = generation.remedy(found.folder)
    try:
        facts = read_facts(generation.checked(found, generation.FACTS))
        generation.read_corrections(found)
    except StoreError as error:
        yield str(error)
        return
    count = dict.fromkeys(records, 0)
    for fact in facts:
        count[fact.doc] = count.get(fact.doc, 0) + 1
        text = texts.get(fact.doc)
        if text and fact.quote and text[fact.start:fact.end] != fact.quote:
            yield f"{found.folder}: fact {fact.id} of {fact.doc} quotes what does not stand there; {remedy}"
    for doc, number in count.items():
        if doc not in records or records[doc].facts != number:
            yield f"{found.folder}: {doc} has {number} facts instead of {records[doc].facts if doc in records else 0}; {remedy}"


def quad_problems(found: Generation, records: dict[str, Record]) -> Iterator[str]:
    """Each graph of the database by count and hash, and all of them together."""
    remedy = generation.remedy(found.folder)
    try:
        store = database.open_sealed(found.path)
        with database.broken(found.path):
            total = database.digest(store)
            for record in records.values():
                graph = nodes.graph_of(record.id, found.base)
                if database.digest(store.quads_for_pattern(None, None, None, graph)) != (record.quads, record.sum):
                    yield f"{found.folder}: the database does not hold {record.id} as it was written; {remedy}"
    except StoreError as error:
        yield f"{error}; {remedy}"
        return
    counted = sum(count for count, _ in found.marker["graphs"].values())
    summed = sum(int(value, 16) for _, value in found.marker["graphs"].values()) & database.BITS
    if total != (counted, summed):
        yield f"{found.folder}: the database holds {total[0]:,} triples that are not the {counted:,} that were written; {remedy}"
