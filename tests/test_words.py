"""Sentences and the tags expected of their hard words."""
from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Mention
from kg.words import Words, read_words

TAGS = set("AaUDQ'PpJ#NVFEGBHOMLRITCSW,;:.\"()-")
ACTORS = ("Freedonia", "Ruritania", "Sylvania", "Graustark", "South Graustark")
ADJECTIVES = ("Freedonian", "Ruritanian")
NAMES = re.compile(r"\b(?:South Graustark|Freedonian|Ruritanian|Freedonia|Ruritania|Sylvania|Graustark)\b")


def read(text: str) -> Words:
    mentions = [Mention(m.start(), m.end(), "country", m.group(), "adjective" if m.group() in ADJECTIVES else "name")
                for m in NAMES.finditer(text)]
    return read_words(text, 0, len(text), mentions)


# (sentence, the words in question with their tags, in the order of the sentence)
SENTENCES = [
    ("The two sides agreed to hold talks.", "agreed/F to/T hold/V talks/N"),
    ("The ministers discussed trade and agreed to meet again.", "discussed/F trade/N and/C agreed/F meet/V"),
    ("They welcomed the measures taken by both governments.", "They/P welcomed/F taken/E by/I"),
    ("The projects agreed by the committee will start in May.", "agreed/E will/M start/V"),
    ("The agreement signed last year has entered into force.", "signed/E has/H entered/E"),
    ("Freedonia signed the treaty.", "Freedonia/A signed/F"),
    ("Freedonia supports the plan.", "supports/V plan/N"),
    ("Freedonia and Ruritania support the plan.", "support/V the/D plan/N"),
    ("We welcome the support of Sylvania.", "welcome/V support/N"),
    ("Freedonia plans to launch a satellite.", "plans/V launch/V"),
    ("Its plans to launch the satellite were delayed.", "plans/N launch/V were/B delayed/E"),
    ("They oppose the launch of missiles.", "oppose/V launch/N missiles/N"),
    ("Both sides expressed concerns about the exchange of fire.", "expressed/F concerns/N exchange/N fire/N"),
    ("The sides will exchange information and share lessons.", "exchange/V information/N share/V lessons/N"),
    ("The drought concerns the farmers.", "concerns/V"),
    ("Concerned by the violence, the ministers called for restraint.", "Concerned/E by/I called/F"),
    ("Guided by the charter, the leaders decided to act.", "Guided/E decided/F act/V"),
    ("They are committed to peace.", "are/B committed/E to/T peace/N"),
    ("They committed to support Sylvania.", "committed/F to/T support/V"),
    ("They have jointly developed a vaccine.", "have/H jointly/R developed/E"),
    ("The technologies developed in the laboratory can be used at sea.", "developed/E can/M be/B used/E"),
    ("The updated text was adopted.", "updated/J was/B adopted/E"),
    ("We reaffirm our shared values and increased cooperation.", "reaffirm/V shared/J values/N increased/J cooperation/N"),
    ("Freedonia increased tariffs on steel.", "increased/F tariffs/N"),
    ("They urged all parties to respect the ceasefire.", "urged/F respect/V"),
    ("With regard to trade, the talks made progress.", "regard/N to/T trade/N talks/N made/F progress/N"),
    ("They improved access to finance.", "access/N to/T finance/N"),
    ("The fund will finance schools and help train teachers.", "fund/N finance/V help/V train/V teachers/N"),
    ("The programme that supports the widows ends in June.", "that/W supports/V"),
    ("The sides stressed that the talks would continue.", "stressed/F that/S talks/N would/M continue/V"),
    ("To that end, the group met twice.", "that/D end/N met/F"),
    ("They expressed the hope that Ruritania will join.", "hope/N that/S will/M"),
    ("The steps that Ruritania took were noted.", "that/W took/F were/B noted/E"),
    ("Ruritania's offer was accepted.", "Ruritania/A 's/' offer/N was/B accepted/E"),
    ("The ministers' visit strengthened ties.", "ministers/N '/' visit/N strengthened/F ties/N"),
    ("They do not support and don't recognise the annexation.", "do/O not/L support/V do/O n't/L recognise/V annexation/N"),
    ("The Freedonian side thanked the Ruritanian people.", "Freedonian/a side/N thanked/F Ruritanian/a people/N"),
    ("REAFFIRMING their friendship, NOTING the growing threat,", "REAFFIRMING/G their/Q NOTING/G growing/J threat/N"),
    ("They look forward to meeting again and to the next meeting.", "look/V forward/I meeting/G next/J meeting/N"),
    ("Funding of schools and training of judges continue.", "Funding/N training/N continue/V"),
    ("They are meeting in the capital.", "are/B meeting/G capital/N"),
    ("We welcome emerging technologies and developing new ones.", "emerging/J technologies/N developing/G"),
    ("After the meeting, they left before the talks began.", "After/I left/F before/S began/F"),
    ("The 2+2 dialogue began after 26/11 and grew by 1.5 percent.", "2+2/# began/F after/I 26/11/# grew/F 1.5/#"),
    ("Rules-based trade and state-of-the-art ships need capacity-building.",
     "Rules-based/J trade/N state-of-the-art/J ships/N need/V capacity-building/N"),
    ("They will re-examine the co-operation such as joint patrols.", "re-examine/V co-operation/N such/I as/I joint/J patrols/N"),
    ("There is no alternative; it remains open.", "There/P is/B no/D alternative/N it/P remains/V open/J"),
    ("They further agreed to open markets and further deepen ties.", "further/R agreed/F open/V further/R deepen/V"),
    ("Each country which joins may vote.", "Each/D country/N which/W joins/V may/M vote/V"),
    ("The leaders met in Zenda and reviewed the work of the council.", "met/F Zenda/U reviewed/F work/N"),
    ("We, the leaders of Freedonia and Ruritania, met on Monday.", "We/P met/F"),
    ("The risks associated with mines were assessed.", "associated/E mines/N were/B assessed/E"),
    ("The two leaders put forward a plan and cut tariffs.", "put/F plan/N cut/F tariffs/N"),
    ("The conditions set out in the annex apply.", "set/E out/I apply/V"),
    ("Neither side has reached the border, said the spokesman.", "Neither/D has/H reached/E said/F"),
    ("While welcoming the truce, they warned that attacks harm civilians.", "While/S welcoming/G warned/F that/S attacks/N harm/V"),
    ("They pledged $5 million – half of it in grants – to the fund.", "pledged/F –/- it/P grants/N –/- to/T fund/N"),
    ("Those affected by floods need help.", "affected/E need/V help/N"),
    ("We all stand ready to help.", "stand/V ready/J help/V"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[s[:45] for s, _ in SENTENCES])
def test_tags(sentence: str, expected: str) -> None:
    """The hard words of a sentence get the tag a reader gives them."""
    words = read(sentence)
    i = 0
    for pair in expected.split():
        word, tag = pair.rsplit("/", 1)
        while i < len(words) and words.lower[i] != word.lower():
            i += 1
        assert i < len(words), f"{word} is not a token of {words.lower} (or not in this order)"
        assert words.tags[i] == tag, f"{word}: " + " ".join(f"{w}/{t}" for w, t in zip(words.lower, words.tags, strict=True))
        i += 1


LEMMAS = [
    ("They agreed.", "agreed", "agree"),
    ("The talks are over.", "talks", "talk"),
    ("It is cold.", "is", "be"),
    ("Many countries came.", "countries", "country"),
    ("They have met.", "met", "meet"),
    ("He took it.", "took", "take"),
    ("They were stopped.", "stopped", "stop"),
    ("She is travelling.", "travelling", "travel"),
    ("She is traveling.", "traveling", "travel"),
    ("The crises passed.", "crises", "crisis"),
    ("Children sang.", "children", "child"),
    ("They don’t know.", "n't", "not"),
    ("The bodies were found.", "found", "find"),
    ("They co-hosted the fair.", "co-hosted", "co-host"),
    ("They reaffirmed it.", "reaffirmed", "reaffirm"),
    ("They are tying knots.", "tying", "tie"),
]


@pytest.mark.parametrize(("sentence", "word", "lemma"), LEMMAS, ids=[w for _, w, _ in LEMMAS])
def test_lemma(sentence: str, word: str, lemma: str) -> None:
    """A form is known by its verb or noun lemma, according to its tag."""
    words = read(sentence)
    assert words.lemma[words.lower.index(word)] == lemma


def test_mention_is_one_token() -> None:
    """A mention of several words is one token that knows its index; offsets are those of the document."""
    text = "Yesterday. The people of South Graustark’s north and Freedonia-led forces"
    start = text.index("The")
    mentions = [Mention(m.start(), m.end(), "country", m.group()) for m in NAMES.finditer(text)]
    words = read_words(text, start, len(text), mentions)
    i = words.lower.index("south graustark")
    assert (words.mention[i], words.tags[i], words.lemma[i]) == (0, "A", "south graustark")
    assert text[words.starts[i]:words.ends[i]] == "South Graustark"
    assert words.lower[i + 1] == "'s" and words.tags[i + 1] == "'"
    k = words.lower.index("freedonia")
    assert words.mention[k] == 1 and words.lower[k + 1] == "-led" and words.tags[k + 1] == "J"
    assert words.starts[0] == start


def test_unknown_name() -> None:
    """A capitalised word that is not in the dictionary is a name, in the middle of a sentence and with its points."""
    words = read("The U.N. envoy met Zorblax of FAO.")
    tags = dict(zip(words.lower, words.tags, strict=True))
    assert (tags["u.n."], tags["zorblax"], tags["fao"]) == ("U", "U", "U")


@given(st.text(alphabet=st.sampled_from("abN AtedingsUS.,;:'’“”()-–—0159&/+ \n\u00e9%$ĳß中"), max_size=80))
def test_tokens_slice_the_text(text: str) -> None:
    """Tokens are in order, do not overlap, cover every character but space, and have exactly one known tag each."""
    words = read_words(text, 0, len(text), ())
    assert len(words.starts) == len(words.ends) == len(words.lower) == len(words.lemma) == len(words.tags) == len(words.mention)
    assert set(words.tags) <= TAGS
    covered = 0
    rest = ""
    for s, e in zip(words.starts, words.ends, strict=True):
        assert covered <= s < e
        rest += text[covered:s]
        covered = e
    assert not (rest + text[covered:]).strip()


def test_speed_is_linear() -> None:
    """Twenty thousand words in one span take about as long as in twenty spans: no constraint looks further than its clause."""
    part = "the sides agreed to support plans that concern the exchange of views and increased trade with partners , "
    begin = time.perf_counter()
    words = read_words(part * 1000, 0, len(part) * 1000, ())
    assert len(words) == 18_000
    assert time.perf_counter() - begin < 5
