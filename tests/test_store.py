"""The build folder: whole or not at all, the same bytes, and only where it may be."""
from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError, Refused, StoreError, UsageError
from kg.graph import KnowledgeGraph
from kg.model import Document, Reading
from kg.store import at, open_store
from tests.test_graph import reading

STABLE = ("concord.json", "facts.jsonl", "graph.trig")


@pytest.fixture
def graph() -> KnowledgeGraph:
    return KnowledgeGraph([reading("a-2022", "2022-09-08"), reading("Ü ber/2", "2024")])


def files(folder: Path) -> dict[str, bytes]:
    """The files that must not change from run to run."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*")
            if p.is_file() and "store" not in p.relative_to(folder).parts}


def test_saved_and_loaded(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """What is saved comes back: documents, facts, answers and network."""
    graph.save(tmp_path / "out")
    back = KnowledgeGraph.load(tmp_path / "out")
    assert (back.documents, back.facts) == (graph.documents, graph.facts)
    assert back.query("said-of", actor="India").rows == graph.query("said-of", actor="India").rows != []
    assert sorted(back.network().edges(keys=True)) == sorted(graph.network().edges(keys=True))
    assert set(STABLE) <= set(files(tmp_path / "out")) and (tmp_path / "out" / "store").is_dir()
    assert not [p for p in tmp_path.iterdir() if p.name != "out"]


def test_the_same_bytes_whatever_the_order(tmp_path: Path) -> None:
    """The order of documents makes no difference; nor does loading and saving again."""
    one, two = reading("a", "2022"), reading("b", "2023")
    KnowledgeGraph([one, two]).save(tmp_path / "x")
    KnowledgeGraph([two, one]).save(tmp_path / "y")
    KnowledgeGraph.load(tmp_path / "x").save(tmp_path / "z")
    assert files(tmp_path / "x") == files(tmp_path / "y") == files(tmp_path / "z")


@pytest.mark.parametrize("name", ["graph.trig", "store", "."])
def test_opened_in_many_ways(graph: KnowledgeGraph, tmp_path: Path, name: str) -> None:
    """The RDF file, the database and the folder hold the same facts."""
    graph.save(tmp_path / "out")
    back = KnowledgeGraph.load(tmp_path / "out" / name)
    assert {f.id for f in back.facts} == {f.id for f in graph.facts}
    assert len(back.store) == len(graph.store)
    assert back.query("ASK { actor:india con:cooperatesWith actor:japan }")
    assert len(back.network().edges) == len(graph.network().edges)


def test_a_build_is_replaced_and_strangers_are_not(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """A folder of Concord's is built anew; any other is refused, and under force keeps what is not ours."""
    graph.save(tmp_path / "out")
    KnowledgeGraph([reading("c", "2020")]).save(tmp_path / "out")
    assert [d.id for d in KnowledgeGraph.load(tmp_path / "out").documents] == ["c"]
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="not Concord's"):
        graph.save(other)
    assert [p.name for p in other.iterdir()] == ["thesis.txt"]
    graph.save(other, force=True)
    assert (other / "thesis.txt").read_text(encoding="utf-8") == "mine" and (other / "facts.jsonl").is_file()


def generation(folder: Path) -> Path:
    """The folder of the generation that holds."""
    found = at(folder)
    assert found
    return found.path


def break_file(name: str, content: bytes | None):
    """A way to break a generation: a file with another content, or without one."""
    def harm(folder: Path) -> None:
        path = next(p for root in (generation(folder), folder) for p in root.glob(name))
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
    return harm


@pytest.mark.parametrize(("harm", "says"), [
    (break_file("facts.jsonl", b"{broken\n"), "facts.jsonl: was changed"),
    (break_file("documents.jsonl", None), "documents.jsonl: cannot be read"),
    (break_file("texts/a-2022.*.txt", b"another text"), "was changed; give the document again"),
    (break_file("database/CURRENT", None), "CURRENT: cannot be read"),
    (break_file("database/CURRENT", b"MANIFEST-999999\n"), "CURRENT: "),
    (break_file("database.json", b"{}"), "database.json: is missing or broken"),
    (break_file("database/*.sst", b""), "has 0 bytes"),
    (lambda folder: (folder / "concord.json").write_bytes(b"{}"), "concord.json: is broken; 'kg rebuild"),
], ids=["facts", "documents", "text", "no database", "broken database", "seal", "cut short", "marker"])
def test_broken_builds_say_so(graph: KnowledgeGraph, tmp_path: Path, harm, says: str) -> None:
    """A broken folder raises StoreError in one line that names what is broken."""
    graph.save(tmp_path / "out")
    harm(tmp_path / "out")
    with pytest.raises(StoreError, match=says) as caught:
        KnowledgeGraph.load(tmp_path / "out")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("name", "content", "error"), [
    ("missing.ttl", None, UsageError), ("missing", None, UsageError), ("notes.txt", "x", UsageError), ("bad.ttl", "<a> <b>", StoreError),
    ("empty.nq", "", None), ("good.nt", "<http://a> <http://b> <http://c> .", None),
])
def test_rdf_files(tmp_path: Path, name: str, content: str | None, error: type[KgError] | None) -> None:
    """RDF files open by their ending; what is missing, foreign or broken is one clear error."""
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    if error:
        with pytest.raises(error):
            open_store(tmp_path / name)
    else:
        assert len(open_store(tmp_path / name)) == content.count("http://a")


def test_a_folder_that_is_no_store(tmp_path: Path) -> None:
    """Any other folder is named as such."""
    with pytest.raises(UsageError, match="neither"):
        open_store(tmp_path)


def test_texts_are_kept_to_the_letter(tmp_path: Path) -> None:
    """Line ends, zero-width characters and half surrogate pairs come back."""
    document = Document("odd", "a\r\nb\u200b\ufeffc\ud800\x00d\n")
    KnowledgeGraph([Reading(document, (), ())]).save(tmp_path / "out")
    assert KnowledgeGraph.load(tmp_path / "out").documents[0].text == document.text
