"""Every example of every rule is run: alone, and together with all the other rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import RuleError, UnknownRelation
from kg.proof import alone, facts_of, read_sentence
from kg.rules import Rule, load_rules, read_rules
from kg.vocabulary import relations

RULES = load_rules().all


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_finds_its_examples(rule: Rule) -> None:
    """With all rules loaded, each example yields the facts it names."""
    for example in rule.finds:
        found = facts_of(example.text)
        assert set(example.facts) <= set(found), example.text


@pytest.mark.parametrize("rule", [r for r in RULES if r.inner != "instead"], ids=lambda r: r.id)
def test_a_rule_stands_alone(rule: Rule) -> None:
    """With no other rule beside those that grammar needs, each example yields its own fact too."""
    for example in rule.finds:
        facts = read_sentence(example.text, alone(rule, load_rules())).facts
        assert any(f.rule == rule.id for f in facts), example.text


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_passes_by_what_it_must(rule: Rule) -> None:
    """The sentences that only look like the rule do not make it fire."""
    for example in rule.passes_by:
        assert example.why
        assert not [f for f in read_sentence(example.text).facts if f.rule == rule.id], example.text


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_carries_its_proof(rule: Rule) -> None:
    """Two sentences in which it finds, one that it passes by."""
    assert len(rule.finds) >= 2 and len(rule.passes_by) >= 1 and rule.meaning.endswith(".")


def test_every_relation_has_a_rule_or_comes_from_names() -> None:
    """Stances, dealings and deeds have rules; background facts stand in names and dates."""
    covered = {r.relation for r in RULES}
    assert {name for name, relation in relations().items() if relation.family != "background"} <= covered


BROKEN = [
    ("- meaning: x\n", "needs an 'id'"),
    ("- id: a\n  meaning: x.\n  relation: welcomes\n", "'patterns' is missing"),
    ("- id: a\n  meaning: x.\n  relation: welcomes\n  patterns: [wave THNG]\n", "'THNG' is no slot"),
    (
        "- id: a\n  meaning: x.\n  relation: welcomes\n  pattern: [wave]\n  patterns: [wave]\n",
        "unknown key 'pattern'; nearest: 'patterns'",
    ),
    ("- id: a\n  meaning: x.\n  relation: welcomes\n  patterns: ['wave over|']\n", "has an empty alternative"),
    ("- id: a\n  id: b\n", "not valid YAML"),
    ("id: a\n", "a rule file is a list"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN, ids=[m for _, m in BROKEN])
def test_a_broken_rule_file_is_refused_with_the_remedy(tmp_path: Path, text: str, message: str) -> None:
    """The error names the file and what is wrong."""
    file = tmp_path / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=r"mine\.yaml") as error:
        read_rules(file, str(file))
    assert message in str(error.value)


def test_an_unknown_relation_names_the_nearest(tmp_path: Path) -> None:
    """'sings' is answered with 'signs'."""
    file = tmp_path / "mine.yaml"
    file.write_text("- id: a\n  meaning: x.\n  relation: sings\n  patterns: [sing THING]\n", encoding="utf-8")
    with pytest.raises(UnknownRelation, match="nearest: 'signs'"):
        read_rules(file, str(file))
