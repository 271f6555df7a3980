"""Text in, Sentences out: every character that is not space belongs to exactly one of them, in the order of the text.

A text is cut in three steps, each linear in its length: lines -> paragraphs (blank lines, list markers, headings), paragraphs ->
pieces (a stop, question or exclamation mark that ends a sentence), pieces -> Sentences (kind, lead-in, quotation). The route:
abbreviations, shapes, paragraphs, kinds, pieces, quotations, split, one module each.
"""

from kg.sentences.abbreviations import MONTH
from kg.sentences.split import LONGEST, split_sentences

__all__ = ["LONGEST", "MONTH", "split_sentences"]
