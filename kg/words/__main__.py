"""Print the words of the sentence given on the command line with their tags: python -m kg.words SENTENCE."""
from __future__ import annotations

import sys

from kg.words.read import read_words


def main() -> None:
    """Print the words of the sentence given on the command line with their tags."""
    text = " ".join(sys.argv[1:])
    words = read_words(text, 0, len(text), ())
    print(" ".join(f"{w}/{t}" for w, t in zip(words.lower, words.tags)))


if __name__ == "__main__":
    main()
