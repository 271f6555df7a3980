"""Hostile texts: how long the slowest sentence takes, and what doubling the text costs. Exit code 1 where a bound is broken.

    python benchmarks/hostile.py [--only NAME] [--json FILE]

Each input is read (`kg.read` + `kg.extract`) at a length and at twice that length, in processor time, both in turn; the best of several
rounds counts. Bounds: one sentence takes less than a second, and twice the text at most 2.3 times the time.
"""
from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import kg
from kg.account import give_account
from kg.sentences import LONGEST

HEAD = "Joint Statement of India and Japan\n\nNew Delhi, 20 August 2024\n\n"
SLOWEST = 1.0  # seconds a sentence
DOUBLING = 2.3  # times the time for twice the text
FLOOR = 0.004  # seconds: below this, twice the time is noise
FEW, ROUNDS = 3, 12  # times that each input is read: at least, and while a bound looks broken

# Name -> a text of about n times its unit; one sentence each.
ONE_SENTENCE: dict[str, Callable[[int], str]] = {
    "100,000 times and": lambda n: "India and Japan agreed " + "and " * n + "to talk.",
    "100,000 commas": lambda n: "India and Japan welcomed peace" + ", " * n + "trade.",
    "nested quotes": lambda n: "India said " + "“he said ‘" * n + "yes" + "’”" * n + ".",
    "open quotes": lambda n: "Japan said " + "\"'“‘«" * n + " that it agreed.",
    "apostrophes": lambda n: "The ministers" + "' s'" * n + " agreed to talk.",
    "open brackets": lambda n: "India " + "(" * n + " agreed to talk.",
    "closed brackets": lambda n: "India " + ")" * n + " agreed to talk.",
    "brackets and commas": lambda n: "India and Japan agreed to talk " + "(a, [b, " * n + ".",
    "combining marks": lambda n: "India and Japan agreed to ta" + "\u0301\u0323" * n + "lk.",
    "right to left": lambda n: "\u202eاتفقت الهند واليابان " + "على التعاون ו" * n + "\u202c.",
    "bidirectional controls": lambda n: "India and Japan \u202e\u2066agreed\u2069\u202c to " + "\u202e\u2066" * n + "talk.",
    "one long word": lambda n: "India and Japan agreed to " + "a" * n + ".",
    "one long hyphenated word": lambda n: "India and Japan agreed to be " + "re-" * n + "build.",
    "countries": lambda n: "India, " * n + "and Japan agreed to cooperate.",
    "offices": lambda n: "Prime Minister of Japan, " * n + "met.",
    "names in capitals": lambda n: "Anna " * n + "of Japan met.",
    "verbs": lambda n: "India and Japan agreed to " + "agree to " * n + "talk.",
    "that-clauses": lambda n: "India " + "said that Japan agreed that he " * n + "met.",
    "relative clauses": lambda n: "India welcomed the plan " + "which supports Japan who " * n + "agreed.",
    "participles": lambda n: "Welcoming peace, noting trade, " * n + "India and Japan agreed to talk.",
    "cooperation": lambda n: "India and Japan deepen cooperation with partnership between coordination " * n + ".",
    "commitments": lambda n: "India and Japan reaffirmed their commitment to peace and their support for trade, " * n + "and met.",
    "including": lambda n: "India condemned acts including " + "raids such as theft, " * n + "and fire.",
    "dates and amounts": lambda n: "India pledged $3 million on 20 August 2024 and " * n + "met.",
    "initials": lambda n: "Mr. A. " * n + "met.",
    "dots": lambda n: "India and Japan agreed " + "." * n,
    "spaces": lambda n: "India" + " " * n + "and Japan agreed to talk.",
    "adverbs": lambda n: "India and Japan agreed to " + "quickly " * n + "talk.",
    "negations": lambda n: "India and Japan did " + "not " * n + "agree to talk.",
    "of of": lambda n: "India welcomed the Minister " + "of Foreign Affairs " * n + ".",
    "slashes and dashes": lambda n: "India/Japan–" * n + " agreed - to -- talk.",
    "acronyms": lambda n: "the Alpha Beta (AB) " * n + "agreed.",
    "emoji": lambda n: "India agreed to \U0001f469\u200d\U0001f680" + "\U0001f469\u200d" * n + ".",
    "stops and a word": lambda n: "India agreed" + "!" * n + "talk.",
    "capitals of states": lambda n: "India and Japan agreed to " + "Tokyo " * n + "talk.",
    "events": lambda n: "India and Japan agreed to " + "summit " * n + "in Tokyo on 20 August 2024.",
    "verbs without end": lambda n: "India " + "will would it " * n + "talk.",
    "things and actors": lambda n: "India and Japan agreed to " + "G7 Japan welcome " * n + "talk.",
    "brackets and verbs": lambda n: "India " + "] ( both being " * n + "talk.",
    "sums": lambda n: "India agreed to " + "$5" * n + " talk.",
    "dates at the opening": lambda n: "On 20 August 2024, " * n + "India and Japan met.",
    "invitations": lambda n: "At the invitation of India, " * n + "Japan met India.",
    "participles and actors": lambda n: "Noting peace, " * n + "India, Japan, " * n + "agreed to talk.",
    "possessives": lambda n: "India's " + "ally's " * n + "friend agreed to talk.",
}
MANY: dict[str, Callable[[int], str]] = {
    "many sentences": lambda n: "India and Japan agreed to deepen cooperation in space. " * n,
    "many paragraphs": lambda n: "The two sides welcomed peace.\n\n" * n,
    "many headings": lambda n: "Trade And Peace\n\n" * n,
    "many items": lambda n: "The two sides agreed to:\n" + "- open the border;\n" * n,
    "nested items": lambda n: "The two sides agreed:\n\n(a) to talk:\n\n(i) at once;\n\n" * n,
    "many preambles": lambda n: "WE, the Leaders of India and Japan,\n\n" + "REAFFIRMING peace,\n\n" * n,
    "quotes never closed": lambda n: "“We agreed to talk. " * n,
    "single letters": lambda n: "a. b. " * n,
    "empty lines": lambda n: "India agreed." + "\n" * n,
    "signatures": lambda n: "For the Government of India\nA. B. Name\n\n" * n,
    "many acronyms": lambda n: " ".join(f"The Great Body {i} Council (GB{chr(65 + i % 26)}{i}) met." for i in range(n)),
    "many persons": lambda n: " ".join(f"Foreign Minister Anna Name{i} of Japan met Minister Bert Other{i}." for i in range(n)),
    "html": lambda n: "<div><p>India agreed to talk.</p>" * n,
    "line of markers": lambda n: "* - > # " * n + "India agreed.",
}

# Texts without the head above: what a document says of itself, its title, opening and signatures, is found in these.
WHOLE: dict[str, Callable[[int], str]] = {
    "title of names": lambda n: "Joint Statement of " + "India and " * n + "Japan\n\nThey agreed to talk.",
    "title of spaces": lambda n: "Joint Statement" + " " * n + "of India and Japan\n\nThey agreed to talk.",
    "title of dashes": lambda n: "Joint Statement" + " – " * n + "India\n\nThey agreed to talk.",
    "title of bars": lambda n: "Joint Statement" + " | : " * n + "India\n\nThey agreed to talk.",
    "titles": lambda n: "Joint Statement of India and Japan\n" * n,
    "bylines": lambda n: "Statement released by " * n + "India.\n\nIndia agreed to talk.",
    "opening of verbs": lambda n: "agreed " * n + "Anna " * n + "of Japan met.",
    "opening of tabs": lambda n: "India and Japan" + "\t" * n + "under the leadership of Anna" + " \t" * n + "met.",
    "lines of spaces": lambda n: "India agreed to talk.\n" + (" " * 40 + "\n") * n + "Japan agreed to talk.",
    "dates": lambda n: "20 August 2024\n" * n + "India agreed to talk.",
    "sources": lambda n: "Source: https://a.example/x\n" * n + "India agreed to talk.",
    "angle brackets": lambda n: "<" * n + " India agreed to talk. " + ">" * n,
    "comments": lambda n: "<!-- <p> " * n + "India agreed to talk.",
    "entities": lambda n: "India agreed to &amp;&lt;" + "&#38;amp;" * n + " talk.",
    "tables": lambda n: "|---|---|\n| India | agreed |\n" * n,
    "rules and underscores": lambda n: "____ \n----\n====\n" * n + "India agreed to talk.",
}

MEGABYTE = {
    "1 MB sentence": "India and Japan agreed to open the border" + ", to share data and to meet again" * 31_000 + ".",
    "1 MB of and": "India and Japan agreed " + "and " * 250_000 + "to talk.",
    "1 MB word": "India agreed to " + "a" * 1_000_000,
}


def timed(text: str) -> float:
    """Processor seconds to read and extract once; the clock of the process, so that other work on the machine counts little."""
    gc.collect()
    begun = time.process_time()
    kg.extract(kg.read(text=text, id="hostile"))
    return time.process_time() - begun


def best_of(*texts: str) -> list[float]:
    """The best time of each text over rounds in which all take their turn; more rounds while the doubling looks too dear.

    Noise only ever adds time, so the least of several is nearest to the truth; taking turns lets a noisy second fall on all alike.
    """
    best = [float("inf")] * len(texts)
    for done in range(1, ROUNDS + 1):
        best = [min(pair) for pair in zip(best, map(timed, texts), strict=True)]
        if done >= FEW and (best[-1] <= DOUBLING * best[0] and best[-1] <= SLOWEST or min(best) > SLOWEST):
            break
    return best


def measure(make: Callable[[int], str], characters: int, head: str) -> tuple[int, float, float]:
    """Length of the text, seconds for it, and seconds for twice as much."""
    unit = max(1, len(make(1001)) - len(make(1)))
    n = max(1, characters * 1000 // unit)
    once, twice = best_of(head + make(n), head + make(2 * n))
    return len(head + make(n)), once, twice


def main() -> int:
    """Run all inputs, or those named."""
    parser = argparse.ArgumentParser(description="Time Concord on hostile texts.")
    parser.add_argument("--only", default="", help="inputs whose name holds this")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args()
    timed(HEAD + "India and Japan agreed to talk.")  # loads rules and lexicon
    rows, broken = [], []
    print(f"{'input':32}{'characters':>12}{'seconds':>10}{'doubled':>10}{'times':>8}")
    for name, make in {**ONE_SENTENCE, **MANY, **WHOLE}.items():
        if options.only not in name:
            continue
        one = name in ONE_SENTENCE
        try:
            length, once, twice = measure(make, LONGEST // 2 - 500 if one else 60_000, "" if name in WHOLE else HEAD)
        except RecursionError:
            broken.append(f"{name}: recursion without end")
            continue
        times = twice / once if once > FLOOR else 1.0
        rows.append({"input": name, "characters": length, "seconds": round(once, 4), "doubled": round(twice, 4), "times": round(times, 2)})
        print(f"{name:32}{length:>12,}{once:>10.3f}{twice:>10.3f}{times:>8.2f}")
        if times > DOUBLING:
            broken.append(f"{name}: twice the text takes {times:.2f} times the time")
        if one and twice > SLOWEST:
            broken.append(f"{name}: a sentence of {2 * length:,} characters takes {twice:.2f} s")
    for name, text in MEGABYTE.items():
        if options.only in name:
            (seconds,) = best_of(HEAD + text)
            cut = any(line.reason == "rest" for line in give_account(kg.read(text=HEAD + text, id="hostile")).lines)
            rows.append({"input": name, "characters": len(text), "seconds": round(seconds, 4), "cut": cut})
            print(f"{name:32}{len(text):>12,}{seconds:>10.3f}{'':10}{'cut' if cut else 'whole':>8}")
            if seconds > SLOWEST:
                broken.append(f"{name}: takes {seconds:.2f} s")
            if not cut:
                broken.append(f"{name}: the account does not say that it was cut")
    for line in broken:
        print(line, file=sys.stderr)
    print(f"{len(rows)} inputs, slowest {max((row['doubled'] if 'doubled' in row else row['seconds'] for row in rows), default=0):.3f} s, "
          f"{len(broken)} bounds broken")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
