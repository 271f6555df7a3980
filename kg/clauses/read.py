"""Words + verb groups -> Clauses: finds each verb's subject, what it is coordinated with, and where its complements end."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from kg.clauses.model import Clause, VerbGroup
from kg.clauses.verbs import find_verb_groups
from kg.patterns import aside
from kg.words import Words
from kg.words.enumerations import ITEM

NOMINAL = frozenset("NAUp#P)")
PHRASE = frozenset("DQJNaAU#'CIPp()RGE-")
TELLING = frozenset("say add believe hope think note know state tell expect stress agree understand consider feel trust see ensure".split())
MOST_INSIDE = 60  # clauses looked at for the first that is not inside another
LONGEST_COMPLEMENT = 300  # tokens; the longest of two hundred statements has 203
LIST_LIMIT = 300  # tokens looked back over for the beginning of a list
NOMINATIVE = frozenset({"we", "they", "he", "she", "it", "i"})
CLAUSE_STARTERS = frozenset(
    {
        "while",
        "although",
        "though",
        "whereas",
        "because",
        "since",
        "if",
        "unless",
        "when",
        "where",
        "once",
        "until",
        "after",
        "before",
        "as",
        "so",
        "whilst",
        "should",
        "whenever",
        "wherever",
        "lest",
    }
)


def read_clauses(words: Words, stances: AbstractSet[str], item: bool = False) -> list[Clause]:
    """Clauses of one sentence from left to right; `stances` are the verbs that make a participle a clause of its own.

    An `item` of a list may be an infinitive alone: "To express their solidarity with ...".
    """
    clauses: list[Clause] = []
    edges: list[int] = []
    groups = find_verb_groups(words)
    for position, group in enumerate(groups):
        previous = groups[position - 1] if position else None
        if group.form == "finite":
            add_finite(words, group, previous, clauses, edges, stances)
        elif group.form == "gerund":
            add_participial(words, group, clauses, edges, stances)
        elif group.form == "participle":
            add_reduced(words, group, clauses, edges, stances)
    if item and not any(c.kind in ("main", "bare") for c in clauses) and groups and groups[0].form == "infinitive" and groups[0].start == 0:
        first = groups[0]
        first.form, first.tense = "finite", "present"
        clauses.insert(0, Clause(first, "bare", None, 0))
        edges.insert(0, 0)
        for clause in clauses[1:]:
            clause.parent = clause.parent + 1 if clause.parent is not None else None
            clause.shares = clause.shares + 1 if clause.shares is not None else None
    settle_ends(words, clauses, edges)
    return clauses


def add_finite(
    words: Words, group: VerbGroup, previous: VerbGroup | None, clauses: list[Clause], edges: list[int], stances: AbstractSet[str]
) -> None:
    tags, lower = words.tags, words.lower
    left = group.start - 1
    while left >= 0 and tags[left] in 'RL"':
        left -= 1
    if left > 1 and tags[left] == "-" and (opened := tags.rfind("-", 0, left)) > 0 and not any(t in "VFMBHO" for t in tags[opened:left]):
        left = opened - 1  # "we - the leaders of A and B - express"
    if left < 0 or tags[left] in ".:" or (tags[left] == ";" and not has_main(clauses)):
        keep(clauses, edges, Clause(group, "bare", None, 0), group.start)
        return
    tag = tags[left]
    if tag == "W":
        kind = "content" if lower[left] in ("what", "how", "why") and clauses else "relative"
        if clauses and kind == "content":
            keep(clauses, edges, Clause(group, kind, (left, left + 1), 0, parent=len(clauses) - 1), left)
        else:
            keep(clauses, edges, Clause(group, "relative", (left, left + 1), 0, parent=len(clauses) - 1 if clauses else None), left)
        return
    if tag in ",;" and not has_main(clauses):
        subject = subject_across_commas(words, left)
        if subject:
            keep(clauses, edges, Clause(group, "main", subject, 0), subject[0])
            return
    if tag in "C,;S" and not (tag == "S" and lower[left] == "that"):
        add_coordinated(words, group, previous, clauses, edges, stances, left)
        return
    if tag not in NOMINAL and tag not in "DQJ'GERS-":
        return
    start = subject_start(words, left)
    if start > left:
        return
    start = opened_before(words, start, has_main(clauses))
    kind, parent, _ = kind_at(words, start - 1, group, clauses, stances)
    edge = start
    while tags[start] in "IR" and (comma := tags.find(",", start, left)) > 0 and tags[comma + 1] in "DQJNAUa#PIRC":
        start = comma + 1  # "that, in spite of the crisis, trade has grown"
    if aside(words, start, left + 1) == start + 3 <= left:
        start += 3  # "In this connection satisfaction was expressed"
    keep(clauses, edges, Clause(group, kind, (start, left + 1), 0, parent=parent), edge)


def keep(clauses: list[Clause], edges: list[int], clause: Clause, edge: int) -> None:
    clauses.append(clause)
    edges.append(edge)


def has_main(clauses: list[Clause]) -> bool:
    return any(c.kind in ("main", "bare") for c in clauses)


def subject_start(words: Words, right: int) -> int:
    """First token of the noun phrase that ends at token `right`."""
    tags, lower = words.tags, words.lower
    if tags[right] == "P" and lower[right] in NOMINATIVE and not (right > 1 and tags[right - 1] == "C" and tags[right - 2] in "AP"):
        return right  # "... and we endorse"
    j = right
    coordinated = False
    while j >= 0:
        tag = tags[j]
        if tag in "C," and tags[j + 1] == "G" and (first := first_gerund(words, j)) >= 0:
            return first
        if tag == ")":
            opened = tags.rfind("(", 0, j)
            if opened < 0 or j - opened > 12 or right - j > LIST_LIMIT:
                break
            j = opened - 1
            continue
        if tag == ",":
            before = j - 1
            if not (coordinated and before >= 0 and tags[before] in "AUN)" and list_segment(words, before)):
                break
        elif tag == "T" and j < right and tags[j + 1] in "DQJNAU":
            pass  # "obstacles to the work of the inspectors"
        elif tag not in PHRASE:
            break
        elif tag == "I" and lower[j] == "as" and j < right and tags[j + 1] in "Aa" and any(t in "VFMBH" for t in tags[max(0, j - 12) : j]):
            break  # "watched in horror as Arnor crossed the river"
        elif tag == "C":
            if j == 0 or tags[j - 1] not in "AUNJ#),pPa":
                break
            if tags[j - 1] == "," and (not (j > 1 and tags[j - 2] in "AU)") or joint(words, j + 1, right)):
                break
            coordinated = coordinated or not paired(words, j)
        elif tag in "NAU)" and j < right and tags[j + 1] in "DPQ":
            break
        elif tag == "N" and coordinated and tags[j + 1] == "A":  # "the role Arnor and Gondor can play"
            break
        elif tag in "GE" and j < right and tags[j + 1] in "DQAPU" and j > 0 and tags[j - 1] not in "ID" and lower[j - 1] != "that":
            break
        j -= 1
    j += 1
    while j <= right and tags[j] in "CR,-)":
        j += 1
    if j < right and lower[j] == "that" and tags[j + 1] in "PDQAUaNJ#":
        j += 1
    if coordinated and j > 0 and (tags[j - 1] in "IT" or (tags[j - 1] in "VFG" and words.lemma[j - 1] not in TELLING)):
        last = tags.rfind("C", j, right)
        if 0 < last < right and any(t in "VFMBH" for t in tags[:j]):
            return last + 1  # "looks forward to its term and Gondor thanked": what stands before belongs to the verb before
    # a preposition at the start: "During the meeting the leaders" has been split above; "In 2023 India" has not
    if j <= right and tags[j] == "I":
        k = right
        while k > j and tags[k] in "AaUNJ#DQ'" and tags[k] != "U":
            k -= 1
        if tags[k] == "U" and k < right:
            return k + 1
    return j


def opened_before(words: Words, start: int, told: bool) -> int:
    """First token of a subject with a list inside: "a range of issues in political, economic and cultural fields"; else `start`."""
    tags, lower = words.tags, words.lower
    if start < 4 or tags[start - 1] not in ",C" or tags[start] in "DQUAP":
        return start
    b = start - 1
    while b >= 0 and tags[b] not in 'SVFMBHOWE;:."':
        b -= 1
    if b >= 0 and tags[b] != "S" or b < 0 and told:
        return start
    first = b + 1
    while first < start and tags[first] in "ISRGETC":  # an opening phrase of its own
        first = tags.find(",", first, start) + 1
        if not first:
            return start
    comma = tags.find(",", first, start)
    if comma < 0 or tags[first] not in "DQ#NJ":
        return start
    follows = (lower[comma + 1] in ("including", "notably") or lower[comma + 1 : comma + 3] == ["such", "as"]) and tags[comma + 1] in "IGJ"
    listed = "I" in tags[first:comma] and tags[comma - 1] in "JNa" and tags[comma + 1] in "JNaGC"
    return first if follows or listed else start


def first_gerund(words: Words, link: int) -> int:
    """First token of "that opening roads, building dams and ... is vital", from a link before a gerund; -1 where there is none."""
    for j in range(link, max(-1, link - 40), -1):
        tag = words.tags[j]
        if tag == "S":
            return j + 1 if words.lower[j] == "that" and words.tags[j + 1] == "G" else -1
        if tag in "VFMBHOW;:.":
            return -1
    return -1


def joint(words: Words, start: int, end: int) -> bool:
    """True for "the two leaders", "both sides": they are the subject alone, whoever stands before "and"."""
    if words.lower[start : start + 1] == ["both"]:
        return True
    counted = words.lower[start + 1 : start + 2] in (["two"], ["three"], ["four"])
    return counted and words.tags[start] == "D" and start + 2 <= end


def paired(words: Words, link: int) -> bool:
    """True for the "and" of "between Arnor and Gondor"."""
    j = link - 1
    while j >= 0 and words.tags[j] in "DQJNaAU'":
        j -= 1
    return j >= 0 and words.lower[j] in ("between", "among")


def list_segment(words: Words, before: int) -> bool:
    """True where the comma-separated piece that ends at `before` is a noun phrase and not an opening phrase ("In Tokyo, ...")."""
    after = before + 2
    while after < len(words.tags) and words.tags[after] in "DCJ":
        after += 1
    if after < len(words.tags) and words.tags[after] == "A" and words.tags[before] not in "A)":
        return False  # "As part of that effort, Arnor and Gondor"
    opened = max(words.tags.rfind(",", 0, before), words.tags.rfind(":", 0, before)) + 1
    if words.tags[opened] in "IR" and words.lower[opened] != "of" and not any(t in "VFMBHOSW" for t in words.tags[opened:before]):
        return False  # "By agreement between Arnor and Gondor, ..."
    j = before
    while j >= 0 and words.tags[j] in "DQJNaAU#'()":
        j -= 1
    if j >= 0 and words.tags[j] == "I":
        return words.lower[j] in ("of", "for") and j > 0 and words.tags[j - 1] in "NAU"
    return j < 0 or words.tags[j] in ",CST;:"


def subject_across_commas(words: Words, comma: int) -> tuple[int, int] | None:
    """Subject of a verb behind a closing comma: "The Ministers, recalling their talks, agreed"."""
    tags = words.tags
    start = 0
    first = None
    i = 0
    while i <= comma:
        if tags[i] in ",;" or i == comma:
            begin = start + 1 if first and tags[start : start + 1] == "C" or tags[start : start + 1] == "S" and i < comma else start
            if i > start and is_noun_phrase(tags, begin, i):
                if first is None:
                    first = (begin, i)
                elif begin > start and "A" in tags[begin:i] and "A" in tags[first[0] : first[1]]:
                    first = (first[0], i)  # "A, Minister of B, and C, Minister of D, co-chaired"
                elif tags[first[0] : first[1]].strip("D") == "A" and tags[begin:i].replace("D", "") == "ACA":
                    first = (first[0], i)  # "the King of A, the Queen of B and the Minister of C, held talks"
            start = i + 1
        i += 1
    return first


def is_noun_phrase(tags: str, start: int, end: int) -> bool:
    return tags[start] in "DQPAaNJ#U" and tags[end - 1] in "NAUPp)#" and not any(t in "VFMBHOGSWT" for t in tags[start:end])


def kind_at(
    words: Words, boundary: int, group: VerbGroup, clauses: list[Clause], stances: AbstractSet[str]
) -> tuple[str, int | None, bool]:
    """Kind and parent of a clause with its own subject, from the token before that subject."""
    tags, lower = words.tags, words.lower
    last = len(clauses) - 1 if clauses else None
    b = boundary
    while b >= 0 and tags[b] == '"':
        b -= 1
    if b < 0 or tags[b] in ".:":
        if b >= 0 and tags[b] == ":" and last is not None:
            return "main", None, False
        return "main", None, False
    tag, word = tags[b], lower[b]
    if word == "that" and tag in "SWD":
        if b and tags[b - 1] in "CR" and "C" in tags[max(0, b - 2) : b] and last is not None and clauses[last].kind == "content":
            return "content", clauses[last].parent, True  # "noted that A ..., and that B ..."
        return "content", last, False
    if tag == "S":
        if word in ("whether", "if") and last is not None and words.tags[b - 1] in "VFEGN":
            return "content", last, False
        if word in ("while", "whilst", "whereas") and not (b > 1 and tags[b - 1] == "," and lower[b - 2] == "that"):
            return "main", None, False  # "..., while the other side stressed ..."
        return "adverbial", last, False
    if tag == "W":
        return ("content" if word in ("how", "why", "what") else "relative"), last, False
    if tag in "I" and word in CLAUSE_STARTERS:
        return "adverbial", last, False
    if last is None:
        return "main", None, False
    if tag in "VFEGBHOM":
        return "content", last, False
    if tag == "C" and b and tags[b - 1] == "," and joint(words, b + 1, group.start):
        return "main", None, False  # "confirmed that A is ..., and the two leaders intend"
    if tag == "C":
        return sibling_kind(group, clauses, last)
    if tag in ",;-(":
        if not has_main(clauses):
            return "main", None, False
        if tag == ";":
            return "main", None, False
        told = tags.rfind("S", max(0, b - 36), b)
        if told > 0 and lower[told] == "that" and tags[told + 1] in ",IR" and not any(t in "VFMBH" for t in tags[told:b]):
            return "content", last, True  # "noted that, since then, ties had grown"; "that in this fight, they will ..."
        inner = clauses[last]
        if inner.kind == "adverbial" and inner.subject is not None and (s := inner.subject[0] - 1) > 1 and lower[s - 2] == "that":
            return "content", next((k for k in range(last, -1, -1) if clauses[k].kind in ("main", "bare")), last), True
        if inner.kind == "content" and inner.verb.tense == group.tense and tag == ",":
            return "content", inner.parent, True
        return "main", None, False
    if tag in NOMINAL:
        return ("main", None, False) if not has_main(clauses) and words.tags[0] in "IRS" else ("relative", last, False)
    return "main", None, False


def sibling_kind(group: VerbGroup, clauses: list[Clause], last: int) -> tuple[str, int | None, bool]:
    k: int | None = last
    while k is not None:
        c = clauses[k]
        if c.kind == "content" and same_time(c.verb, group):
            return "content", c.parent, True
        k = c.parent
    return "main", None, False


def same_time(one: VerbGroup, two: VerbGroup) -> bool:
    past = ("past", "perfect")
    return (one.tense in past) == (two.tense in past)


def add_coordinated(
    words: Words,
    group: VerbGroup,
    previous: VerbGroup | None,
    clauses: list[Clause],
    edges: list[int],
    stances: AbstractSet[str],
    left: int,
) -> None:
    """A verb without a subject of its own: "welcomed X, agreed to Y and called for Z"."""
    if not clauses:
        keep(clauses, edges, Clause(group, "bare", None, 0), group.start)
        return
    lemma = words.lemma[group.head]
    strong = lemma in stances
    bare = words.tags[group.head] in "VBH" and group.tense == "present" and group.end - group.start <= 2
    if (
        bare
        and previous is not None
        and previous.form == "infinitive"
        and not (strong and clauses[0].verb.tense == "present" and lemma in ALWAYS_STANCE)
    ):
        group.form = "infinitive"  # "to support A and strengthen B": part of the infinitive
        return
    chain = []
    k: int | None = len(clauses) - 1
    while k is not None:
        chain.append(k)
        parent = clauses[k].parent
        k = parent if parent is not None and parent < k else None
    if chain and clauses[chain[-1]].kind not in ("main", "bare"):
        chain += [i for i in range(len(clauses) - 1, -1, -1) if clauses[i].kind in ("main", "bare")][:1]
    chosen = None
    fitting = [k for k in chain if fits(words, clauses[k], group)]
    if fitting:
        if strong:
            chosen = next(
                (k for k in reversed(fitting) if words.lemma[clauses[k].verb.head] in stances or clauses[k].kind in ("main", "bare")),
                fitting[0],
            )
        else:
            chosen = fitting[0]
    elif group.modal or group.perfect or group.be >= 0:
        if group.tense not in ("past", "perfect"):
            chosen = next(
                (
                    k
                    for k in chain
                    if clauses[k].kind == "content" and not same_time_as_main(clauses, k) and same_time(clauses[k].verb, group)
                ),
                None,
            )
        if chosen is None:
            chosen = next((k for k in reversed(chain) if clauses[k].kind in ("main", "bare")), None)
    if chosen is None:
        return
    model = clauses[chosen]
    if bare and model.verb.tense == "modal":
        group.tense, group.modal = "modal", model.verb.modal
    edge = left
    while edge > 0 and words.tags[edge - 1] in ",;CR":
        edge -= 1
    root = model.shares if model.subject is None and model.shares is not None else chosen
    keep(clauses, edges, Clause(group, model.kind, None, 0, shares=root, parent=model.parent), edge)


def same_time_as_main(clauses: list[Clause], k: int) -> bool:
    """True where a content clause stands in the same time as the clause that governs it."""
    parent = clauses[k].parent
    return parent is None or same_time(clauses[k].verb, clauses[parent].verb)


ALWAYS_STANCE = frozenset(
    {
        "welcome",
        "reaffirm",
        "condemn",
        "underscore",
        "reiterate",
        "applaud",
        "look",
        "call",
        "emphasize",
        "emphasise",
        "recognize",
        "recognise",
        "acknowledge",
        "stress",
        "note",
        "express",
        "underline",
        "deplore",
        "commend",
        "urge",
        "regret",
        "recall",
        "commit",
        "intend",
    }
)


def fits(words: Words, clause: Clause, group: VerbGroup) -> bool:
    verb = clause.verb
    tag = words.tags[group.head]
    if clause.kind == "participial":
        return False
    if verb.passive and not group.passive and tag == "F" and clause.kind == "relative":
        return False
    if tag == "F":
        return verb.tense in ("past", "perfect")
    if verb.tense == "past" and group.tense == "present" and words.lemma[group.head] in ALWAYS_STANCE and not third_person(words, group):
        return clause.kind == "main" and words.tags[group.start - 1] in "C,"  # "highlighted A, and recognize B"
    if verb.tense == "modal" and words.lower[group.start] in ("are", "is", "am", "has", "does"):
        return False  # "will ensure that the goods, including rice, are safe"
    if group.tense == "present" and not group.perfect and group.be < 0:
        return verb.tense in ("present", "modal") and third_person(words, group) == third_person(words, verb)
    return group.tense == verb.tense


def third_person(words: Words, group: VerbGroup) -> bool:
    first = group.start
    while first < group.head and words.tags[first] in "RL":
        first += 1  # "strongly condemns"
    word = words.lower[first]
    return group.tense == "present" and (word in ("is", "has", "does") or (word.endswith("s") and word != words.lemma[first]))


def add_participial(words: Words, group: VerbGroup, clauses: list[Clause], edges: list[int], stances: AbstractSet[str]) -> None:
    """A participle that is a clause: "Recalling ..., the Ministers ..."; "..., reaffirming ..."."""
    if words.lemma[group.head] not in stances:
        return
    tags = words.tags
    left = group.start - 1
    while left >= 0 and tags[left] in "RL":
        left -= 1
    while left >= 0 and tags[left] == "S" and words.lower[left] in ("while", "whilst", "when"):
        left -= 1
    opening = left < 0 or tags[left] in ",;:.("
    if not opening and tags[left] == "C":
        opening = any(c.kind == "participial" for c in clauses[-1:]) or (left > 0 and tags[left - 1] in ",;")
    if not opening:
        return
    if left > 0 and tags[left] in ",C" and gerund_list(words, left):
        return
    edge = group.start
    while edge > 0 and tags[edge - 1] in ",;CRLS":
        edge -= 1
    keep(clauses, edges, Clause(group, "participial", None, 0), max(edge, 0))


def gerund_list(words: Words, left: int) -> bool:
    """True where the gerund continues a list after a preposition: "by promoting A, supporting B and ..."."""
    j = left
    while j > max(0, left - LIST_LIMIT) and words.tags[j] not in ";:.VFMW":
        if words.tags[j] == "G" and words.tags[j - 1] in "IT":
            return True
        j -= 1
    return False


def add_reduced(words: Words, group: VerbGroup, clauses: list[Clause], edges: list[int], stances: AbstractSet[str]) -> None:
    """A past participle at the opening: "Concerned by ..., Arnor ..."; others stay inside their noun phrase."""
    left = group.start - 1
    while left >= 0 and words.tags[left] in "R":
        left -= 1
    follows = words.tags[group.end : group.end + 1]
    if not (left < 0 or (words.tags[left] == "," and has_main(clauses) and follows in ("T", "I"))):
        return
    if words.lower[group.head] in (
        "concerned",
        "alarmed",
        "determined",
        "committed",
        "resolved",
        "convinced",
        "disturbed",
        "dedicated",
        "inspired",
        "united",
        "guided",
    ):
        keep(clauses, edges, Clause(group, "participial", None, 0), group.start)


def settle_ends(words: Words, clauses: list[Clause], edges: list[int]) -> None:
    """Give each clause the token where its complements end: the left edge of the next clause that is not inside it."""
    tags, n = words.tags, len(words.tags)
    ends = [n] * len(clauses)
    around: list[int] = []  # the clauses that the one before stands in, and that one itself
    for m, clause in enumerate(clauses):
        p = clause.parent
        while around:
            k = around[-1]
            while p is not None and p > k:
                q = clauses[p].parent
                p = q if q is not None and q < p else None
            if p == k:
                break
            around.pop()
            if m - k < MOST_INSIDE:
                ends[k] = edges[m]
        around.append(m)
    stripped: dict[int, int] = {}  # edge -> where the link before the next clause begins
    for k, (clause, edge) in enumerate(zip(clauses, ends, strict=True)):
        end = stripped.get(edge)
        if end is None:
            end = edge
            while end > 0 and tags[end - 1] in ',;:CS."' and not (end == n and tags[end - 1] == '"'):
                end -= 1
            stripped[edge] = end
        clause.end = max(min(end, clause.verb.end + LONGEST_COMPLEMENT), clause.verb.end)
        if clause.kind == "relative" and ITEM in words.lemma[clause.verb.end : clause.end]:
            clause.end = words.lemma.index(ITEM, clause.verb.end)  # "a fund, which ...; (ii) build": the list goes on behind it
        if clause.kind == "content" and clause.parent is not None:
            clauses[clause.parent].parts.append(k)
