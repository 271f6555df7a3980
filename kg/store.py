"""Where graphs live: the layout of a build folder, and a pyoxigraph store from a build folder, a store folder or an RDF file.

    DIR/concord.json      marks the folder as Concord's: format, counts, hash of graph.trig
    DIR/documents.jsonl   what is known of each document; its text is in DIR/texts/
    DIR/facts.jsonl       the facts (docs/facts.md)
    DIR/graph.trig        all named graphs
    DIR/store/            the same as an Oxigraph database, derived from the above

A build is written into a folder beside its target and renamed when it is whole.
"""
from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import Refused, StoreError, UsageError
from kg.model import Document, Fact, Finding

if TYPE_CHECKING:
    from pyoxigraph import Store

MARKER = "concord.json"
FORMAT = 1
RDF_ENDINGS = {".ttl": "text/turtle", ".trig": "application/trig", ".nq": "application/n-quads", ".nt": "application/n-triples",
               ".jsonld": "application/ld+json"}


def is_build(folder: Path) -> bool:
    """True for a folder that `kg build` made."""
    return (folder / MARKER).is_file()


def may_write(folder: Path, force: bool = False) -> None:
    """Refuse a file, and a folder that holds something else than a build, unless forced."""
    if folder.is_symlink() and not folder.exists():
        raise UsageError(f"{folder}: is a link to nothing; remove it or choose another folder")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file; a folder is needed")
    if folder.is_dir() and not force and not is_build(folder) and any(folder.iterdir()):
        raise Refused(f"{folder}: holds something that is not Concord's; choose another folder or force it")


@contextmanager
def replacing(folder: Path, force: bool = False) -> Iterator[Path]:
    """Give an empty folder beside `folder` that takes its place at the end; after an error nothing has changed.

    Of a folder that is not Concord's only the files of a build are replaced, and only under `force`.
    """
    may_write(folder, force)
    target = folder.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent))
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror}") from error
    try:
        work.chmod(0o755)
        yield work
        if target.exists() and not is_build(target) and any(target.iterdir()):
            keep_others(target, work)
        old = work.with_suffix(".old")
        if target.exists():
            target.rename(old)
        try:
            work.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def keep_others(target: Path, work: Path) -> None:
    """Carry what is not ours over into the new folder."""
    for item in target.iterdir():
        if not (work / item.name).exists():
            (shutil.copytree if item.is_dir() and not item.is_symlink() else copy_file)(item, work / item.name)


def copy_file(source: Path, target: Path) -> None:
    shutil.copy2(source, target, follow_symlinks=False)


def document_record(document: Document, name: str) -> dict[str, object]:
    """A line of documents.jsonl; the text is in the file `name`."""
    return {"schema": FORMAT, "id": document.id, "text": f"texts/{name}", "sha256": document.sha256, "title": document.title,
            "date": document.date, "place": document.place, "kind": document.kind, "parties": list(document.parties),
            "source": document.source, "language": document.language, "found": [[f.key, f.value, f.start, f.end] for f in document.found]}


def write_build(folder: Path | str, documents: Iterable[Document], facts: Iterable[Fact], quads: Iterable, *, force: bool = False) -> None:
    """Write a whole build folder in one step; the same input gives the same bytes in all but the database."""
    from kg.rdf import exact_slug, to_trig

    with replacing(Path(folder), force) as work:
        trig = to_trig(quads)
        texts = work / "texts"
        texts.mkdir()
        lines, count = [], 0
        for document in documents:
            name = f"{exact_slug(document.id)}.txt"
            (texts / name).write_bytes(document.text.encode("utf-8", "surrogatepass"))
            lines.append(json_line(document_record(document, name)))
        (work / "documents.jsonl").write_bytes(b"".join(lines))
        with (work / "facts.jsonl").open("wb") as out:
            for fact in facts:
                out.write(json_line(fact.as_dict()))
                count += 1
        (work / "graph.trig").write_bytes(trig)
        write_store(work / "store", trig)
        marker = {"concord": FORMAT, "documents": len(lines), "facts": count, "graph": hashlib.sha256(trig).hexdigest()}
        (work / MARKER).write_text(json.dumps(marker, indent=1) + "\n", encoding="utf-8")


def write_store(folder: Path, trig: bytes) -> None:
    """Make an Oxigraph database of a TriG text."""
    from pyoxigraph import RdfFormat, Store

    store = Store(str(folder))
    store.bulk_load(trig, format=RdfFormat.TRIG)
    store.flush()
    del store  # closes the database, so that its folder can be renamed


def json_line(data: dict[str, object]) -> bytes:
    try:
        return json.dumps(data, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # half a surrogate pair
        return json.dumps(data).encode() + b"\n"


def read_build(folder: Path | str) -> tuple[list[Document], list[Fact]]:
    """Documents and facts of a build folder; raises StoreError where a file is missing or a text was changed."""
    folder = Path(folder)
    documents = []
    try:
        for line in (folder / "documents.jsonl").read_bytes().splitlines():
            data = json.loads(line)
            text = (folder / data["text"]).read_bytes().decode("utf-8", "surrogatepass")
            document = Document(data["id"], text, data["title"], data["date"], data["place"], data["kind"], tuple(data["parties"]),
                                data["source"], data["language"], tuple(Finding(*item) for item in data["found"]))
            if document.sha256 != data["sha256"]:
                raise StoreError(f"{folder / data['text']}: was changed since the build; build again")
            documents.append(document)
        facts = [Fact.from_dict(json.loads(line)) for line in (folder / "facts.jsonl").read_bytes().splitlines()]
    except OSError as error:
        raise StoreError(f"{error.filename}: cannot be read: {error.strerror}; build again") from error
    except (ValueError, KeyError, TypeError) as error:
        said = " ".join(str(error).split())[:120]
        raise StoreError(f"{folder}: documents.jsonl or facts.jsonl is broken ({said}); build again") from error
    return documents, facts


def open_store(path: Path | str) -> Store:
    """A store of a build folder, a store folder (both read-only) or an RDF file (.ttl, .trig, .nq, .nt, .jsonld; in memory)."""
    from pyoxigraph import Store

    path = Path(path)
    if path.is_dir():
        folder = path / "store" if (path / "store").is_dir() else path
        if not (folder / "CURRENT").is_file():
            if is_build(path):
                if (path / "graph.trig").is_file():
                    raise StoreError(f"{folder}: is not a database (no CURRENT); build again, or give {path / 'graph.trig'}")
                raise StoreError(f"{folder}: is not a database (no CURRENT); build again")
            raise UsageError(f"{path}: is neither a folder that kg build made nor a store")
        try:
            return Store.read_only(str(folder))
        except (OSError, ValueError, RuntimeError) as error:
            raise StoreError(f"{folder}: cannot be opened: {' '.join(str(error).split())[:200]}") from error
    if path.suffix.lower() not in RDF_ENDINGS:
        if not path.exists():
            raise UsageError(f"{path}: no such store or file")
        raise UsageError(f"{path}: not an RDF file; endings are {', '.join(RDF_ENDINGS)}")
    return load_rdf(path)


def load_rdf(path: Path) -> Store:
    """An RDF file in a store in memory."""
    from pyoxigraph import RdfFormat, Store

    store = Store()
    form = RdfFormat.from_media_type(RDF_ENDINGS[path.suffix.lower()])
    try:
        with path.open("rb") as file:
            store.bulk_load(file, format=form, base_iri="https://w3id.org/concord/id/")
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file") from error
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror or error}") from error
    except SyntaxError as error:
        raise StoreError(f"{path}: is broken: {' '.join(str(error).split())[:200]}") from error
    return store


