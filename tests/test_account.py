"""Every sentence is accounted for: its facts, or the reason why it has none, in the terminal, in JSON and on a page."""
from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import kg
from kg.account import REASONS, Account, Line, count, give_account
from kg.sentences import LONGEST, split_sentences
from kg.views.account import account_fragment, account_html, account_json, account_text, coverage_text

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
HEAD = "Joint Statement of India and Japan\n\nNew Delhi, 20 August 2024\n\n"


def account(text: str) -> Account:
    return give_account(kg.read(text=HEAD + text, id="made"))


def line_of(text: str) -> Line:
    """The account of the first sentence behind the head."""
    return next(line for line in account(text).lines if line.sentence.start >= len(HEAD))


WHY = [  # sentence, reason, words of the reason
    ("Our two nations are old friends of the sea.", "bare-claim", "'are'"),
    ("India and Japan frobnicated the harbour.", "no-stance", "'frobnicate'"),
    ("The harbour master discussed the weather.", "no-subject", "'the harbour master'"),
    ("The two sides called.", "rule-stopped", "stopped at"),
    ("The steps are these:\n\n- open the bridge\n- share data", "lead-in", "items"),
    ("A long and winding road of no return.", "no-verb", "no verb"),
    ("* * *", "no-words", "no words"),
]


@pytest.mark.parametrize(("text", "reason", "words"), WHY, ids=[reason for _, reason, _ in WHY])
def test_a_sentence_without_facts_has_its_reason(text: str, reason: str, words: str) -> None:
    """The reason is the right one, names the word, and points at it."""
    line = line_of(text)
    assert (line.facts, line.reason) == ((), reason), line.why
    assert words in line.why
    assert line.at is None or line.sentence.start <= line.at[0] < line.at[1] <= line.sentence.end


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_nothing_is_left_out(path: Path) -> None:
    """Each sentence stands in the account once, in order, with facts or a reason; the facts are those of `kg.extract`."""
    document = kg.read(path)
    given = give_account(document)
    assert [line.sentence for line in given.lines] == split_sentences(document.text)
    assert all(bool(line.facts) != (line.reason in REASONS) for line in given.lines)
    found = {fact.id for line in given.lines for fact in line.facts}
    assert found == {fact.id for fact in kg.extract(document)}


def test_the_numbers_are_sums_of_the_lines() -> None:
    """Coverage counts sentences that a reader would expect to say something."""
    given = [give_account(kg.read(path)) for path in EXAMPLES]
    coverage = count(given)
    assert coverage.documents == len(EXAMPLES)
    assert coverage.facts == sum(len(line.facts) for one in given for line in one.lines)
    assert coverage.with_facts == sum(one.coverage.with_facts for one in given) <= coverage.sentences
    assert sum(number for _, number in coverage.reasons) == sum(not line.facts for one in given for line in one.lines)
    assert f"{coverage.with_facts} of {coverage.sentences} sentences" in coverage_text(coverage)


def test_the_text_holds_the_whole_document() -> None:
    """Every word of the document is in the terminal's account, the object's in brackets; no control character gets through."""
    text = "India and Japan agreed to deepen cooperation in space. They frobnicated the \x1b[2J\u202eharbour.\n"
    shown = account_text(account(text), width=400)
    assert "[deepen cooperation in space]" in shown and "<frobnicated>" in shown and "agree-to" in shown
    assert "\x1b" not in shown and "\u202e" not in shown
    words = re.findall(r"\w+", account_text(give_account(kg.read(EXAMPLES[0])), width=10_000))
    assert set(re.findall(r"\w+", EXAMPLES[0].read_text(encoding="utf-8"))) <= set(words)


class Words(HTMLParser):
    """Text and tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.said += data


def test_the_page_is_the_text_and_nothing_runs() -> None:
    """What a document says is shown as text, never as markup; the page has no script; the same account gives the same page."""
    hostile = "India and Japan welcomed peace & <script>hit=1</script> {{ 7*7 }} <img src=x onerror=hit=1> \ud800.\n"
    given = account(hostile)
    page = account_html([given])
    page.encode("utf-8")
    read = Words()
    read.feed(page)
    assert "<script>hit=1</script>" in read.said and "{{ 7*7 }}" in read.said
    assert not {"script", "img", "iframe"} & set(read.tags)
    assert "welcomes" in read.said and "default-src &#39;none&#39;" in page
    assert page == account_html([account(hostile)])
    assert str(account_fragment(given)).replace("\ud800", "\ufffd") in page


def test_json_is_one_line_a_document() -> None:
    """Each line has the coverage and all sentences with their facts or their reason."""
    written = account_json(account("India and Japan agreed to deepen cooperation in space. The weather is fine.\n"))
    data = json.loads(written)
    assert written.count("\n") == 1 and data["doc"] == "made"
    assert [bool(one["facts"]) for one in data["sentences"]][-2:] == [True, False]
    assert data["coverage"]["with_facts"] == 1 and data["sentences"][-1]["reason"] == "bare-claim"


def test_a_sentence_beyond_the_limit_is_cut_and_the_account_says_so() -> None:
    """The first 20,000 characters are read; the rest is a line of its own with that reason; no character is lost."""
    long = "The two sides agreed to open the border" + ", to share data and to meet again" * 1500 + "."
    given = account(long)
    lines = given.lines[-2:]
    assert lines[0].facts and lines[0].sentence.end - lines[0].sentence.start <= LONGEST
    assert (lines[1].reason, lines[1].facts) == ("rest", ())
    assert re.sub(r"\s", "", lines[0].text + lines[1].text) == re.sub(r"\s", "", long)
    assert REASONS["rest"] in account_text(given)


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=120)


def test_the_command(tmp_path: Path) -> None:
    """`kg account` writes text to standard output, a page to a file, and the summary of many."""
    one = EXAMPLES[0]
    text = run("account", str(one), cwd=tmp_path)
    assert text.returncode == 0 and "Coverage" in text.stdout, text.stderr
    page = run("account", str(one), "-o", "account.html", cwd=tmp_path)
    assert page.returncode == 0 and page.stdout == ""
    assert (tmp_path / "account.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    ranked = run("account", "--summary", str(ROOT / "examples"), cwd=tmp_path)
    assert ranked.returncode == 0 and f"{len(EXAMPLES) + 1} documents" in ranked.stdout  # with README.md
    assert "heading" in ranked.stdout
    wrong = run("account", "--format", "html", str(one), cwd=tmp_path)
    assert wrong.returncode == 2 and "account.html" in wrong.stderr and "Traceback" not in wrong.stderr
