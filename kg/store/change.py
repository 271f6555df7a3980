"""A store and what shall be added, removed, corrected or read again -> its next generation.

Nothing that a reader may look at is ever written to: a change makes the next generation, checks it, and makes it hold by renaming a
marker. What ends before that, by an error, a full disk or `kill -9`, has changed nothing, and is swept away by the next change.
"""
from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from kg.corrections import Correction, as_read, correct
from kg.errors import KgError, StoreError, UsageError
from kg.model import Document, Fact, Reading
from kg.store import database, durable, generation, locks, nodes
from kg.store.build import may_write
from kg.store.generation import Generation
from kg.store.records import Holding, Record, fact_lines, named_once, read_facts, reader, record_of, text_file
from kg.vocabulary import BASE, ONTOLOGY_GRAPH

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Quad, Store

ADDED, REPLACED, SAME, CLASH = "added", "replaced", "there already", "clash"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document that was given."""

    id: str
    what: str  # added, replaced, there already, or clash: another text has that id
    facts: int = 0
    held: str = ""  # where it is there already: the id it has


class Writer:
    """The one that writes to a store, as long as it is entered: `with Writer(folder, "kg add") as writer: writer.add(readings)`.

    Each method is one change that holds whole or not at all when it returns or raises. Raises StoreError where the store is locked,
    broken or cannot be written.
    """

    def __init__(self, folder: Path | str, command: str, *, create: bool = False, force: bool = False, broken: bool = False) -> None:
        self.folder, self.command = Path(folder), command
        self.create, self.force, self.broken = create, force, broken
        self.now: Generation | None = None
        self.records: dict[str, Record] = {}
        self.corrections: dict[str, list[Correction]] = {}
        self.views_gone: list[str] = []
        self._stack = contextlib.ExitStack()
        self._made = False

    def __enter__(self) -> Writer:
        if self.create:
            may_write(self.folder, self.force)
            self._made = not self.folder.exists()
            with writing(self.folder):
                self.folder.mkdir(parents=True, exist_ok=True)
        elif not generation.is_build(self.folder) and not (self.broken and (self.folder / generation.GENERATIONS).is_dir()):
            raise UsageError(f"{self.folder}: is no store; 'kg add --store {self.folder} FILE...' makes one")
        self._stack.enter_context(locks.writer_lock(self.folder, self.command))
        try:
            self._look()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stack.close()
        if self._made and self.now is None:  # nothing came of it
            with contextlib.suppress(OSError):
                (self.folder / locks.LOCK).unlink()
                self.folder.rmdir()

    def _look(self) -> None:
        """Read what the store holds, and mend what a crash left half done beside it."""
        if not generation.is_build(self.folder):
            return
        try:
            self.now = generation.read_marker(self.folder / generation.MARKER, self.folder)
            self.records = generation.read_records(self.now)
            for one in generation.read_corrections(self.now):
                self.corrections.setdefault(one.doc, []).append(one)
            if not (self.folder / generation.FACTS).exists():
                generation.show_facts(self.now)
        except StoreError:
            if not self.broken:  # for a rebuild, which has other means
                raise

    @property
    def base(self) -> str:
        return self.now.base if self.now else BASE

    # ---- changes

    def known(self) -> dict[str, str]:
        """Hash of a text -> id of its document."""
        return {record.sha256: record.id for record in self.records.values()}

    def add(self, readings: Iterable[Reading], *, replacing: bool = False, read_by: str = "") -> list[Outcome]:
        """Add documents; one whose text is there already stays as it is, one whose id another text has is left out unless `replacing`."""
        known, put, outcomes = self.known(), {}, []
        for reading in readings:
            document = reading.document
            held = known.get(document.sha256)
            if held is not None:
                self.mend_text(document)
                outcomes.append(Outcome(document.id, SAME, held=held))
                continue
            there = document.id in self.records or document.id in put
            if there and not replacing:
                outcomes.append(Outcome(document.id, CLASH))
                continue
            put[document.id] = self.holding(reading, read_by)
            known[document.sha256] = document.id
            outcomes.append(Outcome(document.id, REPLACED if there else ADDED, len(put[document.id].facts)))
        if put:
            self.commit(put, ())
        return outcomes

    def mend_text(self, document: Document) -> None:
        """Write the text of a document that is there already once more if its file is damaged or gone."""
        record = next(r for r in self.records.values() if r.sha256 == document.sha256)
        try:
            generation.read_text(self.folder, record)
        except StoreError:
            with writing(self.folder):
                durable.write_beside(self.folder / record.file, document.text.encode("utf-8", "surrogatepass"))

    def remove(self, identifiers: Sequence[str]) -> None:
        """Remove documents; their corrections stay, for the day on which the text comes back. Raises UsageError for an unknown id."""
        import difflib

        for one in identifiers:
            if one not in self.records:
                near = difflib.get_close_matches(one, self.records, 1)
                raise UsageError(f"no document '{one}' in {self.folder}" + (f"; nearest: '{near[0]}'" if near else ""))
        self.commit({}, set(identifiers))

    def correct(self, wanted: Mapping[str, Correction | None]) -> None:
        """Correct facts: id of a fact as it is now -> what is said of it; None takes a correction back. All are done, or none."""
        changed: dict[str, list[Correction]] = {}
        for fact, correction in wanted.items():
            doc = correction.doc if correction else self.correction(fact).doc
            held = changed.setdefault(doc, list(self.corrections.get(doc, ())))
            before = self.find_correction(fact)
            if before:
                held.remove(before)
            if correction:
                held.append(correction)
        put, blocks = {}, self.blocks()
        for doc in changed:
            if doc in self.records:
                holding = self.held(doc, blocks)
                facts = as_read(holding.facts, self.corrections.get(doc, ()))
                put[doc] = self.corrected(holding, facts, changed[doc])
            else:
                self.corrections[doc] = changed[doc]
        self.commit(put, ())

    def find_correction(self, fact: str) -> Correction | None:
        """The correction of a fact, by the id that it had or has."""
        for corrections in self.corrections.values():
            for one in corrections:
                if fact in (one.fact, one.original.id) or (one.result and one.result.id == fact):
                    return one
        return None

    def correction(self, fact: str) -> Correction:
        found = self.find_correction(fact)
        if found is None:
            raise UsageError(f"fact '{fact}' has no correction to take back")
        return found

    def facts(self) -> list[Fact]:
        """All facts as they are now."""
        return read_facts(generation.checked(self.now, generation.FACTS)) if self.now else []

    # ---- making holdings

    def holding(self, reading: Reading, read_by: str = "") -> Holding:
        """A reading as it is kept, with what readers corrected in it."""
        made = Holding(reading.document, (), named_once(reading.mentions, reading.document.text), read_by or reader())
        return self.corrected(made, reading.facts, self.corrections.get(reading.document.id, ()))

    def corrected(self, holding: Holding, facts: Iterable[Fact], corrections: Iterable[Correction]) -> Holding:
        from kg.rdf import fact_order

        right, kept = correct(facts, corrections, holding.document.sha256)
        return replace(holding, facts=tuple(sorted(right, key=fact_order)), corrections=tuple(kept))

    def held(self, identifier: str, blocks: Mapping[str, bytes], text: bool = True) -> Holding:
        """A document as it is kept now; its text, which a graph of nodes needs not, is left out where it is not asked for."""
        record = self.records[identifier]
        document = generation.read_text(self.folder, record) if text else record.document
        met = tuple(self.corrections.get(identifier, ()))
        return Holding(document, tuple(read_facts(blocks[identifier])), record.named, record.read_by, met)

    def blocks(self) -> dict[str, bytes]:
        """Document id -> its lines of facts.jsonl."""
        if self.now is None:
            return {}
        content, at, found = generation.checked(self.now, generation.FACTS), 0, {}
        for record in self.records.values():
            found[record.id] = content[at:at + record.size]
            at += record.size
        return found

    # ---- the next generation

    def commit(self, put: Mapping[str, Holding], gone: Iterable[str]) -> None:
        """Write the next generation, in which `put` stand and `gone` do not, and make it hold."""
        from pyoxigraph import NamedNode

        gone = set(gone)
        if self.now is None:
            self.commit_whole(list(put.values()))
            return
        before, blocks = self.now, self.blocks()
        records = dict(self.records)

        def change(store: Store) -> None:
            old: list[Quad] = []
            new: list[Quad] = []
            named: set[NamedNode] = set()
            for identifier in sorted({*put, *gone}):
                graph = nodes.graph_of(identifier, self.base)
                if identifier in self.records:
                    old += nodes.mint(self.held(identifier, blocks, text=False), self.base)[1]
                    named.update(quad.object for quad in store.quads_for_pattern(None, None, None, graph)
                                 if isinstance(quad.object, NamedNode))
                    store.remove_graph(graph)
                records.pop(identifier, None)
                if identifier in put:
                    own, about = nodes.mint(put[identifier], self.base)
                    database.extend(store, own)
                    new += about
                    lines = blocks[identifier] = fact_lines(put[identifier].facts)
                    records[identifier] = record_of(put[identifier], lines, database.digest(own))
            went, came = nodes.renew(store, self.base, old, new, named, lambda homes: self.others(homes, {*put, *gone}, blocks))
            (count, total), (more, plus), (less, minus) = before.graph("nodes"), database.digest(came), database.digest(went)
            graphs["nodes"] = count + more - less, (total + plus - minus) & database.BITS
            graphs["ontology"] = renew_ontology(store, before.graph("ontology"))

        graphs: dict[str, tuple[int, int]] = {}
        corrections = dict(self.corrections)
        for identifier, holding in put.items():
            corrections[identifier] = list(holding.corrections)
        for identifier in gone:
            if identifier in corrections:
                corrections[identifier] = [replace(one, met=False) for one in corrections[identifier]]
        self.write(put.values(), before, change, records, blocks, corrections, graphs)

    def others(self, homes: set[str], changed: set[str], blocks: dict[str, bytes]) -> Iterator[list[Quad]]:
        """What each of the documents with these graphs contributes to the graph of nodes, but for those that are changed."""
        for identifier in self.records:
            if identifier not in changed and nodes.graph_of(identifier, self.base).value in homes:
                yield nodes.mint(self.held(identifier, blocks, text=False), self.base)[1]

    def commit_whole(self, holdings: Sequence[Holding], quads: Iterable[Quad] | None = None, base: str = "", keep: bool = True) -> None:
        """Write a generation from nothing; `quads` are those of the holdings where the caller has them."""
        base = base or self.base
        holdings = sorted(holdings, key=lambda h: h.document.id)
        records: dict[str, Record] = {}
        blocks: dict[str, bytes] = {}
        graphs: dict[str, tuple[int, int]] = {}
        corrections = {doc: [replace(one, met=False) for one in held] for doc, held in self.corrections.items()}
        for holding in holdings:
            done = {one.fact for one in holding.corrections}
            before = [one for one in corrections.get(holding.document.id, ()) if one.fact not in done]
            corrections[holding.document.id] = [*before, *holding.corrections]

        def change(store: Store) -> None:
            by_graph: dict[str, list[Quad]] = {}
            for quad in set(quads if quads is not None else whole_quads(holdings, base)):
                by_graph.setdefault(getattr(quad.graph_name, "value", ""), []).append(quad)
            store.bulk_extend(quad for found in by_graph.values() for quad in found)  # at once: each load makes files of its own
            for holding in holdings:
                identifier = holding.document.id
                blocks[identifier] = fact_lines(holding.facts)
                own = by_graph.pop(nodes.graph_of(identifier, base).value, [])
                records[identifier] = record_of(holding, blocks[identifier], database.digest(own))
            graphs["nodes"] = database.digest(by_graph.pop(f"{base}nodes", []))
            graphs["ontology"] = database.digest(by_graph.pop(ONTOLOGY_GRAPH, []))
            graphs["other"] = database.digest(quad for found in by_graph.values() for quad in found)

        self.write(holdings, None, change, records, blocks, corrections, graphs, base)

    def write(self, holdings: Iterable[Holding], before: Generation | None, change: Callable[[Store], object], records: dict[str, Record],
              blocks: dict[str, bytes], corrections: Mapping[str, list[Correction]], graphs: dict[str, tuple[int, int]],
              base: str = "") -> None:
        """Texts first, then the generation, then its name in the marker."""
        was = self.now
        with writing(self.folder), generation.new_generation(self.folder) as work:
            (self.folder / "texts").mkdir(exist_ok=True)
            for holding in holdings:
                path = self.folder / text_file(holding.document)
                content = holding.document.text.encode("utf-8", "surrogatepass")
                if not path.exists() or path.read_bytes() != content:
                    durable.write_beside(path, content)
            try:
                database.make(work, before.path if before else None, change)
            except StoreError as error:
                if before is None:
                    raise
                raise StoreError(f"{error}; {generation.remedy(self.folder)}") from error
            if before and "other" in before.marker["graphs"]:
                graphs.setdefault("other", before.graph("other"))
            ordered = {identifier: records[identifier] for identifier in sorted(records)}
            facts = b"".join(blocks[identifier] for identifier in ordered)
            listed = [one for doc in sorted(corrections) for one in sorted(corrections[doc], key=lambda c: (c.original.start, c.fact))]
            files = generation.write_lists(work, ordered.values(), facts, listed)
            marker = generation.make_marker(base or self.base, ordered.values(), len(listed), graphs, files)
            check(work, marker, [ordered[h.document.id] for h in holdings], base or self.base)
            made = generation.settle(self.folder, work, marker)
            same = was is not None and was.marker["graphs"] == marker["graphs"] and was.marker["files"] == marker["files"]
            self.views_gone = generation.swap(made, keep_views=same)
        self.now, self.records, self.corrections = made, ordered, {doc: list(held) for doc, held in corrections.items() if held}
        with contextlib.suppress(OSError, KgError):  # it holds already; what cannot be swept now is swept by the next change
            generation.sweep(self.folder, made, was)


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Say in one line why a folder cannot be written."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror or error}; nothing was changed") from error


def whole_quads(holdings: Iterable[Holding], base: str) -> Iterator[Quad]:
    """All quads of documents, of the graph of nodes and of the ontology."""
    from kg.rdf import correction_quads, graph_quads

    holdings = list(holdings)
    yield from graph_quads(((h.document, h.facts, h.named, h.read_by) for h in holdings), base)
    for holding in holdings:
        yield from correction_quads(holding.document, holding.corrections, base)


def renew_ontology(store: Store, held: tuple[int, int]) -> tuple[int, int]:
    """Put this version's ontology in the place of another one's; returns its count and sum."""
    from pyoxigraph import NamedNode

    from kg.rdf import ontology_quads

    quads = ontology_quads()
    ours = database.digest(quads)
    if ours != held:
        store.remove_graph(NamedNode(ONTOLOGY_GRAPH))
        store.extend(quads)
    return ours


def check(work: Path, marker: Mapping, changed: Iterable[Record], base: str) -> None:
    """Read back what was written: the count of all quads, and the graphs that changed to the last quad."""
    store = database.open_sealed(work)
    with database.broken(work):
        if len(store) != marker["quads"]:
            raise StoreError(f"{work}: the database holds {len(store):,} quads instead of {marker['quads']:,}; nothing was changed")
        for record in changed:
            found = database.digest(store.quads_for_pattern(None, None, None, nodes.graph_of(record.id, base)))
            if found != (record.quads, record.sum):
                raise StoreError(f"{work}: the database does not hold {record.id} as it was written; nothing was changed")
