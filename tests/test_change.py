"""The store under change: nothing is lost, nothing is half, and what is left is what a fresh build would be."""
from __future__ import annotations

import csv
import io
import json
import random
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.corrections import as_read, correct
from kg.errors import KgError, StoreError, UsageError
from kg.graph import KnowledgeGraph
from kg.model import Document, Mention, Reading
from kg.reading import read_document
from kg.store import at, database, locks, open_store
from kg.store.change import Writer
from kg.store.generation import MARKER, read_corrections
from kg.store.rebuild import described_anew, rebuild, rest
from kg.store.review import correction, review_table, reviewed
from kg.store.verify import problems
from tests.test_graph import reading

NAMES = ("India", "the Republic of India", "Japan", "Ms. Kamikawa", "New Delhi")


def varied(doc: str, seed: int) -> Reading:
    """A document whose facts name things in other words than its neighbours do, so that nodes have many names."""
    rng = random.Random(seed)
    base = reading(doc, "2024-08-20")
    facts = tuple(replace(fact, object=rng.choice((fact.object, f"the {fact.object}", fact.object.replace("of ", "of the "))))
                  for fact in base.facts if rng.random() < 0.6)
    mentions = tuple(Mention(0, 5, rng.choice(("person", "country")), name) for name in NAMES if rng.random() < 0.5)
    return Reading(replace(base.document, text=f"{base.document.text} {seed}", title=f"Version {seed}"), (), mentions, facts)


def state(folder: Path) -> dict:
    """What the marker says, but for the name of the generation."""
    marker = json.loads((folder / MARKER).read_bytes())
    return {key: value for key, value in marker.items() if key not in ("generation", "check")}


def make(folder: Path, *readings: Reading) -> Path:
    KnowledgeGraph(readings).save(folder)
    return folder


@pytest.mark.parametrize("seed", range(6))
def test_changes_lead_where_a_fresh_build_leads(tmp_path: Path, seed: int) -> None:
    """After any adding, replacing, removing and correcting, documents, facts and every triple are those of a build from nothing."""
    rng = random.Random(seed)
    held: dict[str, Reading] = {}
    folder = tmp_path / "store"
    for _ in range(8):
        with Writer(folder, "test", create=True) as writer:
            if held and rng.random() < 0.4:
                gone = rng.sample(sorted(held), rng.randint(1, len(held)))
                writer.remove(gone)
                held = {key: value for key, value in held.items() if key not in gone}
            else:
                new = [varied(rng.choice("abcde"), rng.randint(0, 10**6)) for _ in range(rng.randint(1, 3))]
                new = list({r.document.id: r for r in new}.values())
                writer.add(new, replacing=True)
                held |= {r.document.id: r for r in new}
    graph = KnowledgeGraph(held.values())
    KnowledgeGraph(held.values(), read_by=next((h.read_by for h in KnowledgeGraph.load(folder)._holdings), "")).save(tmp_path / "fresh")
    assert state(folder) == state(tmp_path / "fresh")
    assert set(open_store(folder)) == set(graph.quads())
    assert not [*problems(folder)]


def test_a_document_is_known_by_its_text(tmp_path: Path) -> None:
    """The same text is there already under whatever name; another text of a name is left out unless it shall replace."""
    folder = tmp_path / "store"
    one = reading("a", "2022")
    other = replace(one, document=replace(one.document, text="Other words."), facts=())
    renamed = replace(one, document=replace(one.document, id="b"))
    cases = [([one], False, "added"), ([one], False, "there already"), ([renamed], False, "there already"),
             ([other], False, "clash"), ([other], True, "replaced")]
    for readings, replacing, what in cases:
        with Writer(folder, "test", create=True) as writer:
            before = writer.now
            assert [o.what for o in writer.add(readings, replacing=replacing)] == [what]
            assert (writer.now == before) is (what in ("there already", "clash"))
    assert [d.text for d in KnowledgeGraph.load(folder).documents] == ["Other words."]


def test_readers_stay_on_their_generation(tmp_path: Path) -> None:
    """A graph that was loaded answers as before, however often the store changes, and its generation goes when no one reads it."""
    folder = make(tmp_path / "store", reading("a", "2022"))
    code = ("import sys, kg; g = kg.KnowledgeGraph.load(sys.argv[1]); print(len(g.store), flush=True); sys.stdin.readline(); "
            "print(len(g.query('SELECT ?f { ?f a con:Fact }')), len(g.documents), flush=True)")
    process = subprocess.Popen([sys.executable, "-c", code, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin and process.stdout
    process.stdout.readline()
    first = at(folder)
    assert first
    locks._reading.clear()  # this process gives up its own place as a reader
    for number in range(4):
        with Writer(folder, "test") as writer:
            writer.add([varied(f"n{number}", number)])
    assert first.path.exists()
    out, _ = process.communicate("\n", timeout=60)
    assert out.split() == ["12", "1"]


def test_old_generations_go(tmp_path: Path) -> None:
    """The two last generations stay, and the texts that they hold."""
    folder = make(tmp_path / "store", reading("a", "2022"))
    for number in range(4):
        with Writer(folder, "test") as writer:
            writer.add([varied("n", number)], replacing=True)
    assert len(list((folder / "store").iterdir())) == 2 and len(list((folder / "texts").iterdir())) == 3


HOLD = "import sys, time; from kg.store.change import Writer\nwith Writer(sys.argv[1], 'kg add'): print('in', flush=True); time.sleep(60)"


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    """The second writer, in another process or another thread, is told who holds the store; after kill -9 the place is free."""
    folder = make(tmp_path / "store", reading("a", "2022"))
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout and process.stdout.readline() == "in\n"
    with pytest.raises(StoreError, match=rf"being written by process {process.pid} \(kg add\) on .*, since 20"), Writer(folder, "test"):
        pass
    assert str(process.pid) in locks.holder(folder)
    process.kill()
    process.communicate()
    with Writer(folder, "test"):
        caught = []

        def second() -> None:
            try:
                with Writer(folder, "test"):
                    pass
            except StoreError as error:
                caught.append(str(error))
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
        assert caught and "being written by" in caught[0]
    assert not locks.holder(folder)


def test_views_are_never_those_of_another_state(tmp_path: Path) -> None:
    """facts.jsonl beside the store is always that of the store; graph.trig goes when the graph changes."""
    folder = make(tmp_path / "store", reading("a", "2022"))
    assert (folder / "graph.trig").exists()
    with Writer(folder, "test") as writer:
        writer.add([varied("b", 1)])
        assert writer.views_gone == ["graph.trig"]
    assert not (folder / "graph.trig").exists()
    found = at(folder)
    assert found and (folder / "facts.jsonl").read_bytes() == (found.path / "facts.jsonl").read_bytes()


# ---- corrections

def corrected(folder: Path, verdict: str, **changes: str) -> str:
    """Correct what was signed; returns the id of that fact."""
    with Writer(folder, "test") as writer:
        fact = next(f for f in writer.facts() if f.relation == "signs")
        writer.correct({fact.id: correction(fact, verdict, changes, "the text says so", writer.records[fact.doc].sha256, "A. Reader")})
    return fact.id


@pytest.mark.parametrize(("verdict", "changes", "stands"), [
    ("reject", {}, None), ("amend", {"status": "completed"}, ("signs", "completed", "Agreement on Supplies")),
    ("amend", {"object": "Pact on Supplies", "relation": "supports"}, ("supports", "completed", "Pact on Supplies")),
])
def test_a_correction_survives(tmp_path: Path, verdict: str, changes: dict[str, str], stands: tuple | None) -> None:
    """A correction shows in facts and graph, survives rebuilding, building over it, removing and adding again; and can be taken back."""
    one = reading("a", "2022")
    one = replace(one, facts=tuple(replace(f, status="agreed") if f.relation == "signs" and "status" in changes else f for f in one.facts))
    folder = make(tmp_path / "store", one)
    before = state(folder)
    identifier = corrected(folder, verdict, **changes)

    def seen() -> None:
        graph = KnowledgeGraph.load(folder)
        found = [(f.relation, f.status, f.object) for f in graph.facts if f.correction]
        assert found == ([stands] if stands else [])
        assert len(graph.facts) == len(one.facts) - (stands is None)
        assert [(c.fact, c.why, c.by, c.met) for c in graph.corrections] == [(identifier, "the text says so", "A. Reader", True)]
        answer = graph.query("corrections").rows
        assert len(answer) == 1 and answer[0]["why"] == "the text says so"
        assert not [*problems(folder)]

    seen()
    with Writer(folder, "test", broken=True) as writer:
        assert not rebuild(writer, [one], "rules of tomorrow")
    seen()
    KnowledgeGraph([one], corrections=read_corrections(at(folder))).save(folder)  # type: ignore[arg-type]
    seen()
    with Writer(folder, "test") as writer:
        writer.remove(["a"])
        assert [c.met for c in writer.corrections["a"]] == [False]
        writer.add([one])
    seen()
    with Writer(folder, "test") as writer:
        writer.correct({identifier: None})
        assert not writer.corrections
        writer.remove(["a"])
        writer.add([one], read_by="")
    after = state(folder)
    assert after["graphs"] == before["graphs"] and after["files"]["facts.jsonl"] == before["files"]["facts.jsonl"]


def test_a_correction_finds_its_fact_again(tmp_path: Path) -> None:
    """By id; by the same words where rules cut the object elsewhere; by the same saying where the text has moved; else it rests."""
    document = Document("a", "x" * 100)
    fact = replace(reading("a", "2022").facts[0], trigger=(16, 22))
    said = correction(fact, "reject", {}, "wrong", document.sha256)
    cases = [(fact, document.sha256, True), (replace(fact, object="deepen cooperation"), document.sha256, True),
             (replace(fact, start=fact.start + 9, end=fact.end + 9, trigger=(25, 31)), "other", True),
             (replace(fact, object="something else", trigger=(30, 33)), document.sha256, False)]
    for read, sha256, met in cases:
        facts, (kept,) = correct([read], [said], sha256)
        assert (kept.met, facts) == (met, [] if met else [read])
        assert as_read(facts, [kept]) == [read]


@pytest.mark.parametrize(("verdict", "changes", "why", "says"), [
    ("amend", {"status": "perhaps"}, "x", "there is no 'perhaps'"), ("amend", {"relation": "sings"}, "x", "nearest: 'signs'"),
    ("amend", {"objct": "x"}, "x", "nearest: 'object'"), ("amend", {"subject": " ; "}, "x", "cannot be empty"),
    ("amend", {"negated": "maybe"}, "x", "negated"), ("amend", {"status": "agreed"}, "x", "says that already"),
    ("reject", {}, "", "say why"), ("amend", {"topics": "nonsense"}, "x", "topics: there is no"), ("amend", {}, "x", "nothing is amended"),
])
def test_a_correction_that_cannot_be_is_refused(verdict: str, changes: dict[str, str], why: str, says: str) -> None:
    """An unknown key, relation, rung or topic, no change and no reason are each one clear error."""
    with pytest.raises(KgError, match=says) as caught:
        correction(reading("a", "2022").facts[0], verdict, changes, why, "")
    assert "\n" not in str(caught.value)


def test_a_table_reviews_many(tmp_path: Path) -> None:
    """The table comes back unchanged as nothing; verdicts in it become corrections; one bad row and nothing is done."""
    facts = list(reading("a", "2022").facts)
    facts[0] = replace(facts[0], object="=SUM(A1)")
    table = review_table(facts)
    assert reviewed(table, facts, {"a": ""}) == {}
    rows = list(csv.reader(io.StringIO(table)))
    head = rows[0]

    def filled(**cells: str) -> str:
        done = [list(row) for row in rows]
        for key, value in cells.items():
            done[3][head.index(key)] = value
        out = io.StringIO()
        csv.writer(out).writerows(done)
        return out.getvalue()

    said = reviewed(filled(verdict="amend", why="x", status="agreed"), facts, {"a": ""})
    assert [(c.verdict, dict(c.change)) for c in said.values()] == [("amend", {"status": "agreed"})]
    assert [c.verdict for c in reviewed(filled(verdict="Reject", why="x"), facts, {"a": ""}).values()] == ["reject"]
    for cells, says in (({"verdict": "reject"}, "row 4: .*say why"), ({"status": "agreed"}, "row 4: status changed without a verdict"),
                        ({"verdict": "no", "why": "x"}, "row 4: verdict 'no'"), ({"fact": "0", "verdict": "reject", "why": "x"},
                                                                                 "no fact '0'")):
        with pytest.raises(UsageError, match=says):
            reviewed(filled(**cells), facts, {"a": ""})


# ---- damage

def test_rebuild_mends(tmp_path: Path) -> None:
    """From the texts alone, whatever else is damaged, a rebuild makes the store that was there, corrections included."""
    one, two = reading("a", "2022"), reading("b", "2023")
    for name, content in (("concord.json", b""), ("*/database/CURRENT", b""), ("*/facts.jsonl", b"{"), ("*/database.json", b""),
                          ("*/database/*.sst", b"x")):
        folder = make(tmp_path / name.replace("*", "").replace("/", ""), one, two)
        corrected(folder, "reject")
        before = state(folder)
        for path in folder.glob(name) if name == "concord.json" else (folder / "store").glob(name):
            path.unlink()
            path.write_bytes(content)
        assert [*problems(folder)]
        with Writer(folder, "test", broken=True) as writer:
            left = rest(writer)
            assert ([d.id for d in left.documents], left.damaged) == (["a", "b"], [])
            rebuild(writer, [one, two], "")
        after = state(folder)
        assert after["graphs"] == before["graphs"] and after["files"]["facts.jsonl"] == before["files"]["facts.jsonl"]
        assert not [*problems(folder)]


def test_a_lost_list_is_made_again_from_the_texts(tmp_path: Path) -> None:
    """Whatever of the list of documents is lost, even a line and no more, a rebuild makes every document again, kind and all."""
    documents = [kg.read(path) for path in [*sorted(Path("examples").glob("*2plus2*.txt")), Path("examples/brazil-argentina-2023.txt")]]
    readings = [read_document(document) for document in documents]
    for number, cut in enumerate((lambda lines: b"", lambda lines: lines.split(b"\n")[0] + b"\n", lambda lines: lines[:len(lines) // 2])):
        folder = make(tmp_path / f"s{number}", *readings)
        before = state(folder)
        path = next((folder / "store").glob("*/documents.jsonl"))
        path.write_bytes(cut(path.read_bytes()))
        with Writer(folder, "test", broken=True) as writer:
            rebuild(writer, [read_document(described_anew(document)) for document in rest(writer).documents], "")
        after = state(folder)
        assert after["graphs"] == before["graphs"] and after["files"]["facts.jsonl"] == before["files"]["facts.jsonl"]


def test_a_damaged_text_is_given_again(tmp_path: Path) -> None:
    """A damaged text is named by verify and holds up a rebuild; adding the document once more mends it."""
    one = reading("a", "2022")
    folder = make(tmp_path / "store", one)
    text = next((folder / "texts").iterdir())
    text.write_bytes(b"something else")
    assert "give the document again" in next(problems(folder))
    with Writer(folder, "test", broken=True) as writer:
        assert len(rest(writer).damaged) == 1
        assert [o.what for o in writer.add([one])] == ["there already"]
    assert not [*problems(folder)]


def test_every_cut_and_flip_is_seen(tmp_path: Path) -> None:
    """Whatever file of a store is cut short or has one bit changed, verify says so, and loading never gives other answers in silence."""
    folder = make(tmp_path / "store", reading("a", "2022"), reading("b", "2023"))
    right = sorted(map(str, open_store(folder)))
    rng = random.Random(5)
    files = [p for p in sorted(folder.rglob("*")) if p.is_file() and p.stat().st_size and p.name != "graph.trig"]
    assert len(files) > 12
    for path in files:
        whole = path.read_bytes()
        flipped = bytearray(whole)
        flipped[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
        for harm in (whole[:rng.randrange(len(whole))], bytes(flipped)):
            if path.name == MARKER and path.parent.name != "store" and path.parent != folder:
                continue  # a copy, read only where the one in the store's folder is lost
            path.write_bytes(harm)
            assert [*problems(folder)], f"{path.name}: not seen"
            try:
                graph = KnowledgeGraph.load(folder)
                answers = sorted(map(str, graph.store))
            except (StoreError, OSError, RuntimeError):
                continue
            finally:
                path.write_bytes(whole)
            assert answers == right and len(graph.facts) == 24, f"{path.name}: other answers in silence"
    assert not [*problems(folder)]


def test_counts_do_not_depend_on_order() -> None:
    """The sum over quads is that of the set, whatever the order."""
    quads = list(KnowledgeGraph([reading("a", "2022")]).quads())
    assert database.digest(quads) == database.digest(reversed(quads)) != database.digest(quads[1:])
