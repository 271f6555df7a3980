"""Facts -> a table in which a person reviews many; the table, filled in -> corrections."""
from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from kg.corrections import AMEND, KEYS, REJECT, Correction, text_of, value_of
from kg.errors import UsageError
from kg.model import Fact
from kg.views.tables import escape_cell

COLUMNS = ("fact", "document", "verdict", "why", *KEYS, "quote")


def cells(fact: Fact) -> list[str]:
    """A fact's row: verdict and reason are empty."""
    values = (fact.id, fact.doc, "", "", *(text_of(getattr(fact, key)) for key in KEYS), fact.quote)
    return [escape_cell(" ".join(value.split())) for value in values]


def review_table(facts: Iterable[Fact]) -> str:
    """The table as CSV: write `reject` or `amend` under verdict, a reason under why, and what is right over what is wrong."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(cells(fact) for fact in facts)
    return out.getvalue()


def reviewed(text: str, facts: Iterable[Fact], hashes: Mapping[str, str], by: str = "") -> dict[str, Correction]:
    """Fact id -> correction, for the rows with a verdict; raises UsageError that names the row for anything that cannot be done."""
    known = {fact.id: fact for fact in facts}
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    if not {"fact", "verdict", "why"} <= set(rows.fieldnames or ()):
        raise UsageError("the table needs the columns fact, verdict and why; 'kg correct --review' writes one")
    found: dict[str, Correction] = {}
    for row in rows:
        where = f"row {rows.line_num}"
        verdict, why = (row["verdict"] or "").strip().lower(), " ".join((row["why"] or "").split())
        fact = known.get((row["fact"] or "").strip())
        changes = {}
        if fact is not None:
            was = dict(zip(COLUMNS, cells(fact), strict=True))
            changes = {key: row[key] for key in KEYS if row.get(key) is not None and " ".join(row[key].split()) != was[key]}
        if not verdict:
            if changes:
                raise UsageError(f"{where}: {', '.join(changes)} changed without a verdict; write amend, or put it back")
            continue
        if fact is None:
            raise UsageError(f"{where}: no fact '{row['fact']}' in the store; was it read again meanwhile?")
        if verdict not in (REJECT, AMEND):
            raise UsageError(f"{where}: verdict '{verdict}' is neither reject nor amend")
        if verdict == REJECT and changes:
            raise UsageError(f"{where}: {', '.join(changes)} changed, but the verdict is reject; write amend, or put it back")
        try:
            found[fact.id] = correction(fact, verdict, changes, why, hashes[fact.doc], by)
        except UsageError as error:
            raise UsageError(f"{where}: {error}") from error
    return found


def correction(fact: Fact, verdict: str, changes: Mapping[str, str], why: str, sha256: str, by: str = "") -> Correction:
    """A correction of a fact; raises UsageError where the reason is missing, or where nothing or nothing possible is amended."""
    if not why:
        raise UsageError(f"{fact.id}: say why")
    new = {key: value_of(key, text.removeprefix("'") if text[:2] in ("'=", "'+", "'-", "'@") else text) for key, text in changes.items()}
    new = {key: value for key, value in new.items() if value != getattr(fact, key)}
    if verdict == AMEND and not new:
        raise UsageError(f"{fact.id}: nothing is amended; it says that already")
    return Correction(fact.id, sha256, verdict, why, fact, new, by)
