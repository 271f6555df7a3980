"""A sentence span of the text and its mentions in, words with lemma and word class out (`Words`).

A token's class is looked up; what the dictionary leaves open (is "support" a noun or a verb, "agreed" finite or a participle?)
is settled from left to right by constraints. The idea is that of constraint grammar (Karlsson 1990), without its formalism: each
ambiguous class has one function, whose conditions are read from top to bottom. The route: forms, dictionary, pieces, read, settle
(with constraints, and ahead for what they ask of the words to come), one module each.

Tags: A actor, a actor as adjective, U other name, D determiner, Q possessive, ' possessive clitic, P subject pronoun, p other
pronoun, J adjective, # number, N noun, V base or present verb, F past verb, E past participle, G -ing form, B be, H have, O do,
M modal, L not, R adverb, I preposition, T to, C coordinator, S subordinator, W relative or question word, and , ; : . " ( ) -.
"""

from kg.words.dictionary import CLOSED, KNOWN, VERBISH, guess
from kg.words.forms import inflect
from kg.words.read import Words, read_words

__all__ = ["CLOSED", "KNOWN", "VERBISH", "Words", "guess", "inflect", "read_words"]
