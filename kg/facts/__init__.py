"""Clauses + Rules -> Facts: finds the rule each verb triggers, resolves who acts, names the objects, gives status and speaker."""

from kg.facts.classes import HYPOTHETICAL, UNREAL
from kg.facts.sentences import Reader
from kg.facts.subjects import SentenceReading, Step

__all__ = ["HYPOTHETICAL", "UNREAL", "Reader", "SentenceReading", "Step"]
