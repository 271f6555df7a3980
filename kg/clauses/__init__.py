"""Words -> Clauses: who does what to what; coordination, passives, participial openings and embedding undone once, for every rule."""

from kg.clauses.model import Clause, VerbGroup
from kg.clauses.read import read_clauses

__all__ = ["Clause", "VerbGroup", "read_clauses"]
