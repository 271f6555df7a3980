"""Documents: files, folders and strings in; title, date, place, kind out; a bad file is one clear line."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from kg.documents import read, read_many
from kg.errors import InputError
from kg.reading import read_document

BODY = "\n\nBrazil and Kenya agreed to meet every year. We welcome this."

ABOUT = [
    (
        "second-line",
        "Joint Statement by Brazil and Kenya\n2024-05-01" + BODY,
        "Joint Statement by Brazil and Kenya",
        "2024-05-01",
        "",
        "joint statement",
    ),
    ("dateline-first", " date 2024-08-21 " + BODY, "", "2024-08-21", "", "joint statement"),
    ("place-and-date", "COMMUNIQUÉ\n\nNairobi, 11 July 1961" + BODY, "COMMUNIQUÉ", "1961-07-11", "Nairobi", "communiqué"),
    ("american-date", "Declaration\nMay 3, 1999" + BODY, "Declaration", "1999-05-03", "", "declaration"),
    ("date-in-title", "Press statement of 4 June 1988" + BODY, "Press statement of 4 June 1988", "1988-06-04", "", "press statement"),
    (
        "in-the-text",
        "Joint Statement\n\nBrazil and Kenya met in Mombasa, Kenya, on 6 September 2023.",
        "Joint Statement",
        "2023-09-06",
        "Mombasa, Kenya",
        "joint statement",
    ),
    (
        "news",
        "NAIROBI, Feb. 13 (NEWS) -- Brazil and Kenya agreed on Tuesday to meet, officials said.\n\nThe minister said talks went well.",
        "",
        "",
        "Nairobi",
        "news report",
    ),
    ("markdown", "# Joint Declaration\n\n2024-05-01" + BODY, "Joint Declaration", "2024-05-01", "", "declaration"),
]


@pytest.mark.parametrize(("text", "title", "date", "place", "kind"), [a[1:] for a in ABOUT], ids=[a[0] for a in ABOUT])
def test_about(text: str, title: str, date: str, place: str, kind: str) -> None:
    """A text says what it is, when and where."""
    document = read(text=text)
    assert (document.title, document.date, document.place, document.kind) == (title, date, place, kind)
    assert document.parties == ("Brazil", "Kenya")


def test_findings_hold_their_words() -> None:
    """A date is found where it stands."""
    document = read(text="COMMUNIQUÉ\n\nNairobi, 11 July 1961" + BODY)
    (date,) = [f for f in document.found if f.key == "date"]
    assert document.text[date.start : date.end] == "11 July 1961"


def test_what_is_given_wins() -> None:
    """Title, date, source and id from outside replace those of the text."""
    document = read(text="Joint Statement\n2024-05-01" + BODY, id="x", date="2020", title="T", source="https://example.org/a")
    assert (document.id, document.date, document.title, document.source) == ("x", "2020", "T", "https://example.org/a")


def test_source_line() -> None:
    """A front line names the source."""
    assert read(text="Joint Statement\nSource: https://example.org/a\n" + BODY).source == "https://example.org/a"


def test_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    """Byte order mark and carriage returns go; all else stays as it is."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbfA  b\r\nc\rd\n")
    assert read(file).text == "A  b\nc\nd\n"


BAD = [
    ("missing", None, "no such file"),
    ("empty", b"", "is empty"),
    ("blank", b" \n\n", "is empty"),
    ("binary", b"a\x00b", "not text"),
    ("latin", "Köln".encode("latin-1"), "not UTF-8"),
    ("utf-16", "Köln".encode("utf-16"), "UTF-16"),
]


@pytest.mark.parametrize(("raw", "message"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_bad_file(tmp_path: Path, raw: bytes | None, message: str) -> None:
    """A file that cannot be read is one line that says what to do, and the others are still read."""
    bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    if raw is not None:
        bad.write_bytes(raw)
    good.write_text("Brazil and Kenya met.", encoding="utf-8")
    first, second = read_many([bad, good])
    assert isinstance(first, InputError) and message in str(first) and str(first).count("\n") == 0
    assert not isinstance(second, InputError) and second.id == "good"


def test_folders(tmp_path: Path) -> None:
    """A folder is walked in order; equal stems are told apart by their folder; an empty folder is an error."""
    for name in ("b/x.txt", "a/x.md", "a/y.txt", ".hidden/z.txt", "a/pic.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Brazil and Kenya met.", encoding="utf-8")
    (tmp_path / "none").mkdir()
    assert [d.id for d in read_many([tmp_path]) if not isinstance(d, InputError)] == ["a-x", "y", "b-x"]
    (error,) = read_many([tmp_path / "none"])
    assert isinstance(error, InputError) and "no documents" in str(error)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """ "-" is standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Brazil and Kenya met.")))
    assert read("-").id == "stdin"


@pytest.mark.parametrize("given", [{"date": "1 May"}, {"source": "javascript:alert(1)"}], ids=["date", "source"])
def test_bad_values(given: dict[str, str]) -> None:
    """A date or source of another form is refused."""
    with pytest.raises(InputError):
        read(text="Brazil and Kenya met.", **given)  # type: ignore[arg-type]


def test_a_changed_document_is_not_read_by_its_old_outline() -> None:
    """What was found while the text was described counts only for that text, title, date and kind."""
    first = read(text="Joint Statement by India and Japan\n\nIndia and Japan agreed to deepen trade.", id="a")
    other = read(text="Joint Statement by France and Kenya\n\nFrance and Kenya agreed to share data. They condemned piracy.", id="a")
    changed = replace(first, text=other.text, title=other.title, parties=())
    assert first.outline is not None and first.outline.sentences
    assert read_document(changed).facts == read_document(other).facts
    assert read_document(replace(first, outline=None)).facts == read_document(first).facts
