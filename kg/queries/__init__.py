"""Named questions and SPARQL texts: the `.rq` files of this folder, checked and with their parameters bound.

A question is a SPARQL query whose first comment line says it in English; comment lines below say more. `# param: actor = Japan (an
actor's name or IRI)` declares the variable ?actor, an example of its value, and in the first words of the brackets what it is. A parameter
that is not given stays free, or is asked for where the brackets end in `; needed`; a line that ends in `#? actor` is left out then. Values
are bound as escaped terms in a VALUES block, never pasted as they come; a text, date or number that is only compared with takes the place
of its variable, so that an engine can sift with it before it joins. `# example: actor=India -> who=India | what=attack` is a worked one:
with these parameters the example documents' graph answers with a row that has these values (tests/test_questions.py).
"""
from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.errors import QueryError, UsageError

HERE = Path(__file__).parent
PARAMETER = re.compile(r"#\s*param:\s*(\w+)\s*=\s*(.*?)\s*\(((?:an?|the|one)\s+)?(\w+)(.*)\)\s*$")
EXAMPLE = re.compile(r"#\s*example:\s*(.*?)\s*->\s*(.*\S)\s*$")
ONLY_IF = re.compile(r"#\?\s*(\w+)\s*$")
TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>(?:\"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*+\"{3})|(?:'{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3})
                   |(?!\"{3}|'{3})(?:"(?:[^"\\\n\r]|\\.)*+"|'(?:[^'\\\n\r]|\\.)*+'))
      | (?P<unclosed>["'])
      | (?P<variable>[?$]\w+)
      | (?P<name>(?:[^\W\d_][\w.-]{0,200})?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%])
                                       (?:\.*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%]))*+)?)
      | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<word>[^\W\d_]\w*)
      | (?P<open>[({\[])
      | (?P<close>[)}\]])
      | (?P<space>\s+)
      | (?P<other>.)""", re.X | re.S)
KINDS = ("actor", "topic", "relation", "rung", "document", "place", "number", "date", "text")
COMPARED = ("number", "date", "text")
LOCAL_PATH = re.compile(r"/[\w.-]*\w(?![\w:/])")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question: what it is (one of KINDS), an example, an explanation, and whether the question makes no sense without."""

    name: str
    kind: str
    example: str
    meaning: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A named question: its name, itself in English, its SPARQL and parameters, what else there is to say, and its worked example.

    `given` are the example's parameters, `row` some columns of one answer that the example documents' graph gives then.
    """

    name: str
    question: str
    sparql: str
    parameters: dict[str, Parameter] = field(default_factory=dict)
    about: str = ""
    given: dict[str, str] = field(default_factory=dict)
    row: dict[str, str] = field(default_factory=dict)

    @property
    def needed(self) -> dict[str, str]:
        """The parameters that must be given, each with its example."""
        return {one.name: one.example for one in self.parameters.values() if one.needed}


def tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """(kind, text, start) of each token of a SPARQL text, spaces and comments left out."""
    for found in TOKEN.finditer(text):
        kind = str(found.lastgroup)
        if kind not in ("space", "comment"):
            yield kind, found[0], found.start()


def escape_slashes(text: str) -> str:
    """`id:actor/india` as SPARQL wants it, `id:actor\\/india`; paths of two names stay what they are."""
    made, last = [], 0
    for kind, token, start in tokens(text):
        end = start + len(token)
        if kind == "name" and token.startswith("id:") and LOCAL_PATH.match(text, end):
            made.append(text[last:end] + "\\")
            last = end
    return "".join(made) + text[last:]


def syntax_error(text: str, message: str) -> QueryError:
    """One clear line for what the SPARQL parser said."""
    from kg.vocabulary import prefixes

    place = re.search(r"at (\d+):(\d+)", message)
    if not place:
        return QueryError(f"SPARQL: {' '.join(message.split())[:160]}")
    line, column = int(place[1]), int(place[2])
    spot = sum(len(row) + 1 for row in text.split("\n")[:line - 1]) + column - 1
    found = list(tokens(text))
    if "Prefix not found" in message:
        known = prefixes().keys() | {token[:-1] for (_, word, _), (_, token, _) in pairwise(found) if word.upper() == "PREFIX"}
        strange = [token.split(":")[0] for kind, token, _ in found if kind == "name" and token.split(":")[0] not in known | {"_"}]
        if strange:
            return QueryError(f"SPARQL: prefix '{strange[0]}:' is not declared; known are {', '.join(p + ':' for p in prefixes())}")
    near = next((f"near '{token[:40]}'" for _, token, start in found if spot < start + len(token)), "at the end")
    where = f"SPARQL: line {line}, column {column}, {near}: "
    wanted = re.sub(r"\[[^\]]*\](?: \| )?,?", "", message.split("expected", 1)[-1].replace("\n", " ")) if "expected" in message else ""
    wanted = re.sub(r"^\s*one of\s*", "", wanted).replace("Prefix not found,", "")
    wanted = " ".join(wanted.split()).strip(" ,|")
    if wanted and re.fullmatch(r"[\w ,.{}()\"'?-]{1,100}", wanted):
        return QueryError(f"{where}expected {wanted}" if wanted.count(",") == 0 else f"{where}expected one of {wanted}")
    return QueryError(f"{where}syntax error")


@lru_cache(maxsize=1)
def all_questions() -> dict[str, Question]:
    """The named questions by name, in alphabetical order."""
    return {name: read_question(name, HERE.joinpath(f"{name}.rq").read_text(encoding="utf-8"))
            for name in sorted(path.stem for path in HERE.glob("*.rq"))}


def read_question(name: str, text: str) -> Question:
    """A question from the text of its file."""
    first, *lines = text.split("\n")
    parameters, about, given, row = {}, [], {}, {}
    for line in lines:
        if found := PARAMETER.match(line):
            meaning, needed = found[5].removesuffix("; needed"), found[5].endswith("; needed")
            parameters[found[1]] = Parameter(found[1], found[4], found[2], f"{found[3] or ''}{found[4]}{meaning}", needed)
        elif found := EXAMPLE.match(line):
            given, row = (dict(cell.split("=", 1) for cell in part.split(" | ") if "=" in cell) for part in found.groups())
        elif line.startswith("#"):
            about.append(line.lstrip("# ").strip())
    return Question(name, first.lstrip("# ").strip(), text, parameters, " ".join(about), given, row)


def list_queries() -> list[Question]:
    """The named questions in alphabetical order."""
    return list(all_questions().values())


def find_question(name: str) -> Question:
    """The question of that name, or the only one whose name begins so; raises UsageError that names the nearest."""
    table = all_questions()
    begins = [other for other in table if other.startswith(name + "-")]
    if name not in table and len(begins) == 1:
        name = begins[0]
    if name not in table:
        near = difflib.get_close_matches(name, table, 1, 0.4)
        raise UsageError(f"no question is called '{name}'" + (f"; nearest: '{near[0]}'" if near else f"; there are {', '.join(table)}"))
    return table[name]


def load_query(name: str, values: Mapping[str, object] | None = None, base: str | None = None) -> str:
    """SPARQL of a named question with its parameters bound; raises UsageError for an unknown name, parameter or value."""
    asked = find_question(name)
    values = dict(values or {})
    for given in values:
        if given not in asked.parameters:
            near = difflib.get_close_matches(given, asked.parameters, 1, 0.4)
            known = ", ".join(asked.parameters) or "none"
            raise UsageError(f"{asked.name} has no parameter '{given}'; " + (f"nearest: '{near[0]}'" if near else f"it has {known}"))
    for one, example in asked.needed.items():
        if one not in values:
            raise UsageError(f"{asked.name} needs {one}=..., {asked.parameters[one].meaning}; for instance {one}={example}")
    kept = []
    for line in asked.sparql.split("\n"):
        only = ONLY_IF.search(line)
        kept.append("" if only and only[1] not in values else line[:only.start()].rstrip() if only else line)
    sparql, terms = "\n".join(kept), {key: term(value, asked.parameters[key], base) for key, value in values.items()}
    for key in [key for key in terms if asked.parameters[key].kind in COMPARED and f"?{key}" not in selected(sparql)]:
        sparql = put(sparql, key, terms.pop(key))
    return bind(sparql, terms)


def selected(sparql: str) -> set[str]:
    """The variables before the outermost pattern: those of the answer."""
    found = set()
    for kind, token, _ in tokens(sparql):
        if kind == "open" and token == "{":
            break
        if kind == "variable":
            found.add(token)
    return found


def put(sparql: str, name: str, value: object) -> str:
    """The query with an escaped term in the place of a variable."""
    made, last = [], 0
    for kind, token, start in tokens(sparql):
        if kind == "variable" and token[1:] == name:
            made.append(f"{sparql[last:start]}{value}")
            last = start + len(token)
    return "".join(made) + sparql[last:]


def term(value: object, parameter: Parameter, base: str | None = None) -> object:
    """A parameter's value as an RDF term: names become the IRIs of what they name."""
    from pyoxigraph import Literal, NamedNode

    from kg import minting, naming
    from kg.vocabulary import BASE, CON, TOPIC, ladder, prefixes, relations, topics

    if isinstance(value, NamedNode | Literal):
        return value
    text, base = str(value).strip(), base or BASE
    kind = parameter.kind
    if kind == "number":
        if not re.fullmatch(r"[+-]?\d{1,18}", text):
            raise UsageError(f"{parameter.name}={text}: a whole number is needed")
        return Literal(int(text))
    if kind == "date":
        if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text):
            raise UsageError(f"{parameter.name}={text}: a date is a year, a month or a day: 2024, 2024-08, 2024-08-20")
        return Literal(text)
    if kind == "text":
        return Literal(naming.clean(text))
    prefix, colon, rest = text.partition(":")
    if colon and prefix in prefixes() and re.fullmatch(r"[\w./-]+", rest):
        text = prefixes(base)[prefix] + rest
    if re.match(r"[a-z][a-z0-9+.-]*://|urn:", text):
        try:
            return NamedNode(text)
        except ValueError as error:
            raise UsageError(f"{parameter.name}={text}: not an IRI") from error

    def known(table: Mapping[str, object], what: str, key: str) -> str:
        if key not in table:
            near = difflib.get_close_matches(key, table, 1)
            raise UsageError(f"{parameter.name}={text}: no such {what}" + (f"; nearest: '{near[0]}'" if near else ""))
        return key

    if kind == "relation":
        return NamedNode(CON + known(relations(), "relation", text))
    if kind == "rung":
        return NamedNode(CON + known(dict.fromkeys(ladder()), "rung of the ladder", text))
    if kind == "topic":
        from kg.topics import topic_named

        return NamedNode(TOPIC + (text if text in topics() else topic_named(text) or known(topics(), "topic", naming.slug(text))))
    if kind == "document":
        return NamedNode(f"{base}doc/{naming.exact_slug(text)}")
    if kind == "place":
        return NamedNode(f"{base}place/{naming.slug(text)}")
    if kind == "actor":
        return NamedNode(f"{base}actor/{naming.slug(minting.other_names().get(text.casefold(), text))}")
    raise UsageError(f"{parameter.name}: '{kind}' is no kind of parameter; kinds are {', '.join(KINDS)}")


def literal(value: Any) -> Any:
    """A parameter's value as an RDF term: a term stays, anything else becomes text, number or truth value."""
    from pyoxigraph import BlankNode, Literal, NamedNode

    from kg.naming import clean

    if isinstance(value, NamedNode | Literal):
        return value
    if isinstance(value, BlankNode | Mapping) or not isinstance(value, str | int | float | bool):
        raise UsageError(f"a parameter is a text, a number, true or false, or a pyoxigraph term, not {type(value).__name__}")
    return Literal(clean(value)) if isinstance(value, str) else Literal(value)


def bind(sparql: str, values: Mapping[str, object]) -> str:
    """The query with its variables bound, by VALUES at the start of its outermost pattern; line numbers stay as they are."""
    if not values:
        return sparql
    place, where = -1, False
    for kind, token, start in tokens(sparql):
        if kind == "word" and token.upper() == "WHERE":
            where, place = True, -1
        elif kind == "open" and token == "{" and place < 0:
            place = start + 1
            if where:
                break
    if place < 0:
        raise QueryError("SPARQL: there is no pattern in braces to bind a parameter in")
    block = "".join(f" VALUES ?{name} {{ {value} }}" for name, value in sorted(values.items()))
    return sparql[:place] + block + " " + sparql[place:]
