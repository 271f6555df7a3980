"""A path in, a pyoxigraph store or documents and facts out."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError, UsageError
from kg.model import Document, Fact
from kg.store import database, generation

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.corrections import Correction

RDF_ENDINGS = {".ttl": "text/turtle", ".trig": "application/trig", ".nq": "application/n-quads", ".nt": "application/n-triples",
               ".jsonld": "application/ld+json"}


def read_build(folder: Path | str) -> tuple[list[Document], list[Fact]]:
    """Documents and facts of a folder of Concord's; raises StoreError where a file is missing or was changed."""
    found = generation.at(folder)
    if found is None:
        raise UsageError(f"{folder}: is no folder that kg build or kg add made")
    return generation.read_all(found)


def corrections_of(folder: Path | str) -> list[Correction]:
    """What readers corrected in a store; none where there is no store, or none that can be read."""
    try:
        found = generation.at(folder) if generation.is_build(Path(folder)) else None
        return generation.read_corrections(found) if found else []
    except StoreError:
        return []


def open_store(path: Path | str) -> Store:
    """A store of a folder of Concord's, of any Oxigraph database (both read-only) or of an RDF file (in memory; see RDF_ENDINGS).

    A store stays on the generation that held when it was opened. Raises StoreError where it is broken.
    """
    path = Path(path)
    if path.is_dir():
        found = generation.at(path)
        if found is not None:
            try:
                return database.open_sealed(found.path)
            except StoreError as error:
                raise StoreError(f"{error}; {generation.remedy(found.folder)}") from error
        if not (path / "CURRENT").is_file():
            if (path / generation.GENERATIONS).is_dir():
                raise StoreError(f"{path / generation.MARKER}: is missing; {generation.remedy(path)}")
            raise UsageError(f"{path}: is neither a folder that Concord made nor an Oxigraph database")
        from pyoxigraph import Store

        with database.broken(path):
            return Store.read_only(str(path))
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
