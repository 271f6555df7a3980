"""Words that stand before a stop that does not end the sentence, and those that open the next one."""
from __future__ import annotations

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
MONTHS = frozenset(
    (
        "january february march april may june july august september october november december jan feb mar apr jun jul aug sept "
        "sep oct nov dec"
    ).split()
)
# Words that stand before a stop that does not end the sentence.
TITLES = frozenset(
    (
        "mr mrs ms messrs mme dr prof hon rt gen col lt maj capt cmdr adm brig sgt sen rep gov amb st ste mt ft rev fr sr. h.e "
        "h.h h.m h.r.h h.i.m h.i.h vs v cf viz i.e e.g ca approx dept asst assoc bros supt pres"
    ).split()
)
BEFORE_NUMBER = frozenset("no nos art arts p pp para paras vol vols sec ch fig figs res doc cl ss sess reg app".split())
# Abbreviations after which a capital may go on with the name or open a sentence; what follows decides.
LATE = frozenset("jr sr inc co corp ltd etc a.m p.m d.c al bldg ave".split())
STARTERS = frozenset(
    (
        "the they we it in this these those that there both he she on at as our their his her its i you a an and but or if when "
        "while during after before following through under with without by for from to upon since such each all any no not some "
        "many most several further furthermore moreover however also additionally finally first second third today together "
        "here where whereas recognizing recognising noting welcoming recalling reaffirming building based according having "
        "given, given despite although once until then thus therefore accordingly consequently nevertheless nonetheless "
        "meanwhile similarly likewise toward towards what who why how over among between about beyond regarding concerning one "
        "two three four five six ten yesterday tomorrow now within along another other others neither either so"
    ).split()
)
AFTER_PLACE = frozenset("president prime secretary minister ministers leaders presidents deputy vice chancellor king".split())
