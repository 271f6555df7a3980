"""Text and Sentences in, Mentions out: actors, persons with their offices, bodies, instruments, events, places, dates, amounts.

A sentence becomes a string of one letter per unit (a known name, an office word, a name word, a link, an honorific ...); bodies and
persons are found by `re` over that string, so the time grows with the length of the text only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as Day
from datetime import timedelta

from kg.lexicon import SMALL, TOKEN, Actor, Lexicon, Name
from kg.model import Mention, Sentence

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.)"
_RANGE = r"(?:\s?[-–]\s?(?:\d{1,2}(?:st|nd|rd|th)?))?"
_ORD = r"(?:st|nd|rd|th)?"
_DATE = re.compile(
    r"\b(?=[\dJFMASONDTWty])(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:"
    r"(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)"
    r"|(?P<d2>\d{1,2})" + _ORD + _RANGE + r"(?:\s+(?:and|to)\s+\d{1,2}" + _ORD + r")?\s+(?:of\s+)?(?P<m2>" + _MONTH + r")"
    r"(?:,?\s+(?P<y2>\d{4}))?(?!\d)"
    r"|(?P<m3>" + _MONTH + r"),?\s+(?P<y3>(?:19|20)\d\d)(?!\d)"
    r"|(?P<m4>"
    + _MONTH
    + r")\s+(?P<d4>\d{1,2})"
    + _ORD
    + r"(?!\d|[:%]|,\d{3}\b)"
    + _RANGE
    + r"(?:\s+and\s+\d{1,2}(?!\d))?(?:,?\s+(?P<y4>(?:19|20)\d\d)(?!\d))?"
    r"|(?P<m5>" + _MONTH + r")(?!\s+\d|\w)"
    r"|(?P<y6>(?:19|20)\d\d)(?![\d%]|[,.-]\d|\s+[A-Z]|-[a-z])"
    r")|(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Tt]oday|[Yy]esterday|[Tt]omorrow)\b)"
)
_BEFORE_MONTH = frozenset("in since last next this by until during early late mid".split())
_BEFORE_YEAR = frozenset("in since by until during before after from through of early late mid to end".split())
_LAST_WORD = re.compile(r"(\w+)[\s-]*$")
_UNIT = (
    r"(?:%|per\s?cent\b|percent\b|percentage\spoints\b|(?:US|U\.S\.|Australian|Canadian)?\s?(?:dollars?|euros?|yen|pounds|rupees|yuan|won)\b"
    r"|(?:metric\s)?tons?\b|tonnes?\b|barrels\b|troops\b|megawatts?\b|gigawatts?\b|MW\b|GW\b|kilomet(?:er|re)s\b|km\b|hectares?\b|doses\b|degrees\sCelsius|USD\b|EUR\b)"
)
_AMOUNT = re.compile(
    r"(?:(?:US|AU|NZ|CA|A|C|S|R)?[$€£¥]|\b(?:USD|EUR|GBP|JPY|INR|AUD|CAD|CNY|NZD|CHF)\s?[$€£¥]?|\bRs\.?\s)\s?\d[\d,.]{0,24}(?<=\d)(?:\s?(?:thousand|million|billion|trillion|crore|lakh|bn|mn|m|k)\b)?(?:\s(?:USD|EUR|dollars|euros)\b)?"
    r"|(?<![\d,.])\b\d[\d,.]{0,24}(?<=\d)(?:\s(?:thousand|million|billion|trillion|crore|lakh))?\s?" + _UNIT
)

# Letters of single words. Capitals: F office modifiers, M office heads, X their plurals, K other common words,
# G T V heads of bodies, instruments, events.
_F = frozenset("""Foreign External Affairs Defence Defense Trade Commerce Finance Financial Economic Economy Security National State
    States Prime Vice Deputy High Special Supreme Crown Homeland Treasury Interior Energy Environment Environmental Climate Health
    Agriculture Labor Labour Justice Industry Cabinet Parliamentary Permanent Presidential Home Internal Transport Transportation
    Education Culture Tourism Technology Science Digital Development Cooperation Co-operation Investment Commonwealth Immigration
    Attorney Secretary Under Assistant Associate Executive Managing Principal Chief Senior Joint International European Communications
    Information Planning Public Water Space Infrastructure Fisheries Food Women Human Rights Change Policy Nuclear Military Political
    Commercial Commercial Migration Citizenship Petroleum Mineral Resources Religious Religion Housing Urban Rural Social Strategic
    Integration Diaspora Aviation Innovation Research Youth Sports Political-Military Veterans Mines Power Ports Shipping Scientific
    Communication Safety Economics Growth Public Credit Treasurer Co Lead Counter-Terrorism Counterterrorism Global Regional Lord
    Honorary Representative""".split())
_M = frozenset("""Minister President Premier Secretary Chancellor Ambassador Representative Commissioner Envoy Advisor Adviser
    Director Commander Governor King Queen Emir Amir Sultan Prince Princess Taoiseach Tánaiste Chair Chairman Chairperson Chairwoman
    Speaker Coordinator Co-ordinator Administrator Counsellor Counselor Undersecretary Under-Secretary Pope Emperor Chief Rapporteur
    Mayor Spokesperson Spokesman Spokeswoman Secretary-General Director-General Treasurer Senator Congressman Congresswoman Caliph
    Sheikh Sheikha Marshal Laureate Judge Justice Comptroller Czar Tsar Shah Negotiator""".split())
_X = frozenset("""Ministers Presidents Premiers Secretaries Chancellors Ambassadors Representatives Commissioners Envoys Advisors
    Advisers Directors Governors Kings Leaders Heads Chairs Senators Speakers Coordinators Chiefs""".split())
_LOWER_M = frozenset("""minister president premier chancellor secretary ambassador envoy commissioner spokesperson spokesman
    spokeswoman king queen emir adviser advisor""".split())
_LOWER_BARE = frozenset("minister president chancellor".split())
_LOWER_F = frozenset("""foreign defence defense prime finance trade external affairs state security national interior home economic
    economy energy health vice deputy special commerce environment crown""".split())
_G = frozenset("""Group Dialogue Committee Commission Council Forum Partnership Mechanism Force Forces Ministry Department Bank Fund
    Agency Office Corporation Authority University Court Tribunal Secretariat Assembly Congress Parliament Union Association
    Organization Organisation Coalition Network Center Centre Institute Foundation Command Navy Army Board Bureau Institution League
    Committees Quartet Troika Federation Confederation Taskforce Senate Knesset Corps Guard Service Consortium Facility Panel Academy
    Society Platform Hub Cell""".split())
_T = frozenset("""Agreement Treaty Convention Charter Accord Accords Declaration Memorandum Protocol Pact Resolution Act Plan
    Framework Initiative Roadmap Compact Principles Guidelines Pledge Communiqué Communique Statement Arrangement Constitution
    Covenant Statute Vision Programme Program Strategy Outlook Agenda Compromise Deal Outcomes Concept Agreements Conventions
    Resolutions Guideline Instrument Law""".split())
_V = frozenset("""Summit Meeting Conference Exercise Consultations Talks Session Ceremony Games Olympics Olympiad Expo Workshop
    Symposium Exercises Meetings Week""".split())
_GENERIC = frozenset("""joint leaders leader ministerial foreign ministers minister high-level high level working bilateral trilateral
    annual inaugural strategic partnership comprehensive global special first second third fourth fifth sixth seventh eighth ninth
    tenth next last regular virtual in-person and of for on the s 's economic security defense defence senior officials official
    expert experts joint task force steering coordination government national political interim final new annual final common enhanced
    full current international regional meeting meetings summit council commission committee group forum dialogue statement
    declaration action plan agreement treaty convention charter initiative framework resolution program programme memorandum
    understanding law act agency department ministry office authority week conference session press fact vision roadmap presidential
    free trade enduring principals heads state technical assistance multilateral military armed security people public private sector
    business mutual constitution - – —""".split())
_K = frozenset("""Government Governments Administration Republic Kingdom Joint Statement Press Release Fact Sheet Leaders Summit
    Remarks Following Regarding Bilateral Trilateral Multilateral Strategic Comprehensive Working Annual Inaugural Third Second First
    Fourth Fifth New Free Open Mutual Common Shared Ministerial North South East West Northern Southern Eastern Western Central
    Democratic People Peoples Federal Delegation Side Sides Party Parties Participants Members Member Countries Country Nations World
    Region Regional Global Peace Prosperity Stability Order Law Rule Implementation Support Advancing Strengthening Building Promoting
    Welcomes Announces Meets Hosts Says Visits Call Visit Readout Background Action Critical Emerging Technologies Technology Supply
    Chain Chains Cyber Maritime Clean Green Blue Ocean Ballistic Missile Missiles Weapons Sanctions Ukraine's War Day Annex Part
    Section Chapter Article Articles Paragraph Resolution Pillar Track Phase Round Table Signed Done Date Place Dated Subject Re Note
    Reaffirming Welcoming Recognizing Emphasizing House White Blueprint Excellency Excellencies Majesty Highness Honorable Honourable
    Inclusive Sustainable Resilient Nuclear Non-Proliferation Principals Both Indo-Pacific Cooperation Collaboration Alliance Tuesday
    Wednesday Thursday Friday Saturday Sunday Monday January February March April June July August September October November December
    Spring Summer Autumn Winter Morning Congratulates Agree Agreed Condemns Condemn Discuss Discussed Reaffirm Welcome Hold Held
    Affirm Release Announce Launch Issue Issued Relations Ties Gender Equality Equity Democracy Children Girls Business Private Sector
    Sectors Investment Investments Partners Partner Allies Ally Officials Official Experts Team Teams Spokesperson's Visits Remarks
    Bilaterals Meetings Communiqué Mission Missions Embassy Consulate Affirms Reaffirms Underscores Commits Sea Seas Gulf Strait River
    Island Islands Atomics Motors Dynamics Electric Officer Officers Drug Control Assembly Assistance Operations Counsel Staff""".split())
_CLOSED = {
    "the": "t",
    "a": "t",
    "an": "t",
    "of": "f",
    "for": "r",
    "on": "n",
    "in": "n",
    "with": "n",
    "against": "n",
    "to": "z",
    "between": "n",
    "among": "n",
    "and": "&",
    "&": "&",
    ",": ",",
    "-": "-",
    "–": "_",
    "—": "=",
    "'s": "'",
    "'": "'",
    "’": "'",
    "(": "(",
    ")": ")",
}
_STOP = frozenset("""the a an of for on in with against between among and or but nor yet so to from by at as into onto upon over under
    through during before after since until till about above below within without across along around behind beyond despite toward
    towards via per than that this these those which who whom whose what when where why how whether while if unless because although
    though it its he him his she her hers they them their we us our ours i me my you your there here all any both each either neither
    every few many more most much no not none other others some several such same own one two three four five six seven eight nine ten
    eleven twelve is are was were be been being am has have had having do does did will would shall should can could may might must
    also again further furthermore moreover however therefore thus hence today yesterday tomorrow now then once never always often
    together meanwhile finally additionally similarly likewise accordingly indeed nevertheless nonetheless instead according based
    given following regarding concerning recalling noting welcoming recognizing recognising acknowledging reaffirming affirming
    emphasizing stressing underlining underscoring highlighting expressing condemning supporting building building speaking including
    firstly secondly thirdly lastly earlier later recently currently presently only just even still already too very well let as- see
    note noted whereas where remarks statement background annex yes please everyone someone anyone everybody somebody nobody anything
    something nothing amid alongside among amongst""".split())
_OPENERS = frozenset("""welcome support launch establish reaffirm affirm recognize recognise note condemn urge call discuss agree
    commit encourage promote strengthen expand enhance increase continue explore develop implement advance deepen convene host hold
    express emphasize emphasise stress underline underscore highlight deplore oppose reject applaud commend appreciate thank
    congratulate invite intend pledge announce provide consider seek work join sign ensure create build facilitate accelerate address
    review reiterate recall share start begin end stop protect participate finalize finalise conclude complete cooperate coordinate
    use make take build foster bolster improve increase leverage mobilize engage endorse adopt""".split())
_PARTICLES = frozenset("von van der den de da do dos del della la le al el bin ibn bint abu ben ul ur e y ter zu ould".split())
_CAP_PARTICLES = frozenset("Al El Abu Bin Ibn".split())
_ORDINALS = frozenset("""first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth twentieth inaugural""".split())
_HONORIFICS = frozenset("""Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Drs. Prof Prof. Professor H.E. H.E H.H. H.M. H.R.H. Hon Hon. Honorable
    Honourable Shri Smt Sir Dame Lord Lady Excellency Majesty Highness Messrs Messrs. Mme Mme. Madame Monsieur Rt. Amb. Amb Sen. Rep.
    Gov. Eng. HE HH HM HRH Sheikh Sayyid Dato Datuk Tun Tan Seri Dato' Mr(s) Engr""".split())
_RANKS = frozenset("""General Gen. Admiral Adm. Colonel Col. Lieutenant Lt. Major Maj. Captain Capt. Marshal Brigadier Brig.
    Vice-Admiral Commander Cmdr. Sgt.""".split())
_QUALIFIERS = frozenset("""former Former then acting Acting late outgoing incoming ex Ex ex- interim Interim then- designate
    -designate""".split())
_NEGATING = frozenset("non anti pro post pre ex trans de intra inter extra".split())
_LOWER_ACTORS_NOT = frozenset("US WHO IT IN ON NO SO CAN CAR PA ME AM IS OR BE TO AS AT BY DO GO HE IF MY OF UP WE AID AIDS FAST".split())
_SPECIFIC_AFTER = re.compile(
    r"\s+(?:Strait|River|Valley|Basin|Peninsula|Gulf|Sea|Ocean|Desert|Mountains|Canal|Island|Islands|Bay|Straits)\b"
)
_PLACE_BEFORE = frozenset("""in at to from near outside around via through across into visit visits visiting visited toward towards of
    throughout travel traveled travelled host hosting hosted reach reached reaching left leaving entering entered inside for on over
    upon capital city within around""".split())
_PLACE_AFTER = frozenset("""airport streets residents mayor suburb suburbs metro area embassy declaration summit meeting process
    format talks accords""".split())
_HEADINGS = frozenset({"title", "heading"})
_LEADS = frozenset("President Premier Chancellor King Queen Emir Amir Sultan Pope Emperor Taoiseach".split())
_CANDIDATES_SG = (
    "UN",
    "NATO",
    "ASEAN",
    "OAS",
    "Commonwealth",
    "GCC",
    "Arab League",
    "Gulf Cooperation Council",
    "League of Arab States",
    "OSCE",
    "SCO",
    "Shanghai Cooperation Organisation",
)

# Names of persons: at most eight parts, so that no text takes more than linear time.
_NAME = r"(?:[NC](?!')|i|p(?=-?[pNC]))(?:-?(?:[NCi]|p(?=-?[pNC]))){0,7}(?:,?j)?"
_NAME2 = r"(?:[NC]|i(?=[iNC]))(?:-?(?:[NCi]|p(?=-?[pNC]))){1,7}(?:,?j)?"
_CAPS = r"(?:F(?:(?:&|,|,&|-)?F){0,5}-?)?M(?:-?M)?"
_POST = r"(?:[fr]t?[FK](?:(?:,|&|,&)?[FK]){0,7}(?:rt?F(?:(?:,|&|,&)?F){0,7})?|fN(?![NCi]))"
_SMALL = r"(?:[kF](?:&?k){0,3})?m(?:[fr]k(?:&?k){0,3})?"
_OFFICE = r"(?:" + _CAPS + r"(?:" + _POST + r"(?!'))?|" + _SMALL + r")"
_OF = r"(?:ft?[AB](?:ft?[AB])?|zt?[AB])"
_BEFORE = r"(?:[ASB]'|[JA])?"
_PEOPLE = re.compile(
    r"(?P<intro>(?P<b1>" + _BEFORE + r")(?P<q1>[q-]{0,3})(?P<o1>" + _OFFICE + r"(?:&" + _CAPS + _POST + r")?)(?:"
    r"(?P<of1>" + _OF + r")?,?(?P<h1>[Hh]{0,5})(?<![,])(?P<n1>" + _NAME + r")"
    r"|(?P<of2>" + _OF + r")?,(?P<h2>[Hh]{1,5})(?P<n2>" + _NAME + r")"
    r"|(?P<of3>" + _OF + r"),(?P<n3>" + _NAME2 + r")(?=[,&.|w(;])"
    r")(?P<after>ft?A)?)"
    r"|(?P<plural>(?P<b4>"
    + _BEFORE
    + r")(?P<o4>(?:F(?:&?F){0,3})?X)(?P<h4>[Hh]{0,3})(?P<n4>"
    + _NAME
    + r")(?:,[Hh]{0,3}"
    + _NAME
    + r"){0,8},?&(?P<h5>[Hh]{0,3})(?P<n5>"
    + _NAME
    + r"))"
    r"|(?P<appos>(?P<h6>[Hh]{0,5})(?P<n6>"
    + _NAME2
    + r"|(?<=[Hh])"
    + _NAME
    + r"),t?(?P<b6>"
    + _BEFORE
    + r")(?P<q6>[q-]{0,3})(?P<o6>"
    + _OFFICE
    + r"(?:&"
    + _CAPS
    + _POST
    + r")?)(?P<of6>"
    + _OF
    + r")?(?!,?[HhNCi]))"
    r"|(?P<titled>(?P<h7>H[Hh]{0,4})(?P<n7>" + _NAME + r")|(?P<h8>h[h]{0,2})(?P<n8>" + _NAME2 + r"))"
    r"|(?P<office>(?P<b9>" + _BEFORE + r")(?P<q9>[q-]{0,3})(?P<o9>" + _OFFICE + r")(?P<of9>" + _OF + r")?)"
)
_RUN = re.compile(r"(?:o|#)?(?:X'|M'|[AJSLINKCGTVXOFiBM])(?:(?:-|_|,?&|'(?<=[XM]')|[frn]t?|)(?:[AJSLINKCGTVXOF#iBo]|M(?='))){1,40}")
_GOV = re.compile(r"gft?A|gCgft?A|[JA]g")
_SPACE = re.compile(r"\s+")
_PAREN = re.compile(
    r"\(\s*(?:the\s+|hereinafter\s+(?:referred to as\s+)?(?:the\s+)?|or\s+)?[\"“‘']?([A-Z][A-Za-z0-9&/-]{1,11})[\"”’']?"
    r"(?:\s*,[^()]{0,30})?\)"
)


class _Unit:
    """A word or a name of several words, with its class letter."""

    __slots__ = ("start", "end", "text", "letter", "payload", "form")

    def __init__(self, start: int, end: int, text: str, letter: str, payload: object = None, form: str = "name") -> None:
        self.start, self.end, self.text, self.letter, self.payload, self.form = start, end, text, letter, payload, form


def find_mentions(text: str, sentences: Sequence[Sentence], lexicon: Lexicon, date: str = "") -> list[Mention]:
    """Mentions of the whole document: sorted, not overlapping, each inside one sentence; the longest name wins."""
    return _Finder(text, sentences, lexicon, date).run()


def _letter(word: str) -> str:
    """Class letter of a single word that is no known name."""
    closed = _CLOSED.get(word)
    if closed:
        return closed
    first = word[0]
    if not first.isalpha():
        return "#" if first.isdigit() else "'" if word == "'s" else "." if not first.isalnum() else "w"
    if first.islower():
        if word in _LOWER_M:
            return "m"
        if word in _QUALIFIERS:
            return "q"
        if word in _LOWER_F:
            return "k"
        if word in _PARTICLES:
            return "p"
        if word in _ORDINALS:
            return "o"
        return "w"
    lower = word.lower()
    if lower in _CLOSED:
        return _CLOSED[lower]
    if word in _QUALIFIERS:
        return "q"
    if word in _HONORIFICS:
        return "H"
    if word in _RANKS:
        return "h"
    if word.endswith(".") and len(word) == 2:
        return "i"
    if word in ("Jr.", "Jr", "Sr.", "MP", "II", "III", "IV", "VI", "VII", "XIV"):
        return "j"
    name = word.capitalize() if word.isupper() and len(word) > 3 else word
    if name in _M:
        return "M"
    if name in _F:
        return "F"
    if name in _X:
        return "X"
    if name in _G:
        return "G"
    if name in _T:
        return "T"
    if name in _V:
        return "V"
    if lower in _ORDINALS:
        return "O"
    if lower in _STOP:
        return "w"
    if name in _K:
        return "K"
    if word in _CAP_PARTICLES:
        return "p"
    if len(word) == 1:
        return "i"
    return "C" if word.isupper() else "N"


_LETTERS: dict[str, str] = {}


def _classify(word: str) -> str:
    letter = _LETTERS.get(word)
    if letter is None:
        if len(_LETTERS) > 200_000:
            _LETTERS.clear()
        letter = _LETTERS[word] = _letter(word)
    return letter


def _the(name: str) -> str:
    return (
        f"the {name}"
        if name.startswith(
            (
                "United ",
                "Holy See",
                "Netherlands",
                "Philippines",
                "Republic",
                "Democratic",
                "European",
                "Soviet",
                "Maldives",
                "Bahamas",
                "Marshall",
                "Solomon",
                "Dominican",
                "Czech",
                "EU",
                "UN",
                "Central African",
                "African Union",
            )
        )
        else name
    )


class _Finder:
    """One document's search."""

    def __init__(self, text: str, sentences: Sequence[Sentence], lexicon: Lexicon, date: str) -> None:
        self.text, self.sentences, self.lexicon, self.date = text, sentences, lexicon, date
        self.plain = text.replace("’", "'").replace("‐", "-").replace("‑", "-").replace("\u00a0", " ")
        self.found: list[Mention] = []
        self.learned: dict[str, tuple[str, str]] = {}  # acronym -> name, kind
        self.ignored: set[str] = set()
        self.loose: list[tuple[list[_Unit], int]] = []  # sentences whose free name words may be surnames
        self.people: list[tuple[int, list[str]]] = []  # index in found, name tokens
        self.organization = ""
        self.national = {k.lower(): v for k, v in lexicon.offices.national.items()}
        for office, country in _NATIONAL.items():
            self.national.setdefault(office, country)
        self.spoken: dict[str, bool] = {}
        self.choices: dict[tuple[str, ...], Actor | None] = {}
        self.heads, self.honorifics = _heads(lexicon)
        self.times = self._times()

    # ---- dates and amounts

    def _times(self) -> list[tuple[int, int, str, str]]:
        spans: list[tuple[int, int, str, str]] = []
        for m in _DATE.finditer(self.plain):
            start = m.start()
            if m["m5"] or m["y6"]:  # a bare month or year is a date after certain words only
                last = _LAST_WORD.search(self.plain, max(0, start - 16), start)
                if last is None or last[1].lower() not in (_BEFORE_MONTH if m["m5"] else _BEFORE_YEAR):
                    continue
            name = self._iso(m)
            if name:
                spans.append((start, m.end(), "date", name))
        days = [(s, e) for s, e, _, _ in spans]
        k = 0
        amounts = []
        for m in _AMOUNT.finditer(self.plain):
            while k < len(days) and days[k][1] <= m.start():
                k += 1
            if k < len(days) and days[k][0] < m.end():
                continue
            amounts.append((m.start(), m.end(), "amount", _SPACE.sub(" ", self.text[m.start() : m.end()])))
        return sorted(spans + amounts)

    def _iso(self, m: re.Match[str]) -> str:
        year = self.date[:4]
        if m["day"]:
            try:
                day = Day.fromisoformat(self.date) if len(self.date) == 10 else None
            except ValueError:
                day = None
            said = m["day"].lower()
            if day is None:
                return ""
            if said in _DAYS:
                return (day - timedelta((day.weekday() - _DAYS.index(said)) % 7)).isoformat()
            return (day + timedelta({"today": 0, "yesterday": -1, "tomorrow": 1}[said])).isoformat()
        if m["y1"]:
            return f"{m['y1']}-{m['m1']}-{m['d1']}" if 1 <= int(m["m1"]) <= 12 and 1 <= int(m["d1"]) <= 31 else ""
        if m["y6"]:
            return m["y6"]
        month = m["m2"] or m["m3"] or m["m4"] or m["m5"]
        number = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(month.lower().rstrip(".")[:3]))
        day_said = m["d2"] or m["d4"]
        year = m["y2"] or m["y3"] or m["y4"] or year
        if not year or day_said and not 1 <= int(day_said) <= 31:
            return ""
        return f"{year}-{number:02d}" + (f"-{int(day_said):02d}" if day_said else "")

    # ---- the way

    def run(self) -> list[Mention]:
        self._learn_acronyms()
        position = 0
        for sentence in self.sentences:
            while position < len(self.times) and self.times[position][0] < sentence.start:
                position += 1
            stop = position
            while stop < len(self.times) and self.times[stop][1] <= sentence.end:
                stop += 1
            units = self._units(sentence, self.times[position:stop])
            position = stop
            if not units:
                continue
            heading = sentence.kind in _HEADINGS
            units = self._governments(units)
            units = self._bodies(units, heading)
            self._persons(units, sentence, heading)
        self._surnames()
        self.found.sort(key=lambda m: (m.start, -m.end))
        kept: list[Mention] = []
        for mention in self.found:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return kept

    def _units(self, sentence: Sentence, times: Sequence[tuple[int, int, str, str]]) -> list[_Unit]:
        begin = sentence.body if sentence.start < sentence.body < sentence.end else sentence.start
        plain, index = self.plain, self.lexicon.index
        shouting = not any(c.islower() for c in plain[begin : sentence.end])
        words: list[str] = []
        starts: list[int] = []
        for m in TOKEN.finditer(plain, begin, sentence.end):
            words.append(m.group())
            starts.append(m.start())
        units: list[_Unit] = []
        n, i, t = len(words), 0, 0
        learned = self.learned
        while i < n:
            word, start = words[i], starts[i]
            while t < len(times) and times[t][1] <= start:
                t += 1
            if t < len(times) and times[t][0] <= start:
                s, e, kind, name = times[t]
                units.append(_Unit(s, e, word, "D" if kind == "date" else "$", (kind, name)))
                while i < n and starts[i] < e:
                    i += 1
                continue
            names = index.get(word) if word not in learned or shouting else None
            if names is not None:
                hit = self._match(names, words, i, n, shouting)
                if hit is not None:
                    count = len(hit.tokens)
                    end = starts[i + count - 1] + len(words[i + count - 1])
                    unit = self._name_unit(hit, words, starts, i, count, start, end, units)
                    if unit is not None:
                        units.append(unit)
                        i += count
                        continue
            if word in learned and not shouting:
                name, kind = learned[word]
                letter = "I" if kind in ("instrument", "event") else "L" if kind == "place" else "A"
                units.append(_Unit(start, start + len(word), word, letter, Actor(name, kind), "acronym"))
                i += 1
                continue
            heads = self.heads.get(word)
            if heads is not None:
                count = next((len(h) for h in heads if words[i : i + len(h)] == h), 0)
                if count:
                    end = starts[i + count - 1] + len(words[i + count - 1])
                    units.append(_Unit(start, end, self.text[start:end], "H" if heads is self.honorifics.get(word) else "M"))
                    i += count
                    continue
            letter = _classify(word)
            if (
                letter in "wnm"
                and units
                and units[-1].letter == "-"
                and len(units) > 2
                and units[-2].letter == "N"
                and units[-3].letter in "N"
                and word not in _COMPOUND
                and start == units[-1].end
            ):
                letter = "N"  # Moon Jae-in
            if not units and letter in "NK" and (word.endswith(("ing", "ed")) or word.lower() in _OPENERS):
                letter = "w"
            elif word in _GOVERNMENTS:
                letter = "g"
            elif word == "General" and units:
                if (
                    units[-1].letter == "M"
                    or units[-1].text == "Attorney"
                    or units[-1].letter == "-"
                    and len(units) > 1
                    and units[-2].letter == "M"
                ):
                    letter = "M"
                elif i + 1 < n and words[i + 1] == "Secretary":
                    letter = "F"
            units.append(_Unit(start, start + len(word), word, letter))
            i += 1
        return units

    def _match(self, names: Sequence[Name], words: list[str], i: int, n: int, shouting: bool) -> Name | None:
        for name in names:
            tokens = name.tokens
            count = len(tokens)
            if i + count > n:
                continue
            if count == 1:
                word = words[i]
                if word == tokens[0]:
                    if shouting and word in _LOWER_ACTORS_NOT:
                        continue
                    return name
                if shouting or len(word) > 4 and word.isupper() and name.lower[0] == word.lower():
                    return name
                continue
            for k in range(count):
                word, want = words[i + k], tokens[k]
                if word != want:
                    low = word.lower()
                    if low != name.lower[k] or not (word.isupper() and len(word) > 1 or low in SMALL):
                        break
            else:
                return name
        return None

    # ---- known names

    def _name_unit(
        self, name: Name, words: list[str], starts: list[int], i: int, count: int, start: int, end: int, units: list[_Unit]
    ) -> _Unit | None:
        before = words[i - 1] if i else ""
        after = words[i + count] if i + count < len(words) else ""
        said = self.text[start:end]
        if before == "-" and i > 1 and words[i - 2].lower() in _NEGATING and starts[i - 1] + 1 == start:
            return _Unit(start, end, said, "w")
        letter = name.letter
        if letter == "L":
            return self._place(start, end, said, words, starts, i, count, before)
        if letter == "I":
            return _Unit(start, end, said, "I", name.actors[0])
        single = name.tokens[0] if count == 1 else ""
        if single and after and after[0].isupper() and _SPECIFIC_AFTER.match(self.plain, end) and letter != "J":
            return _Unit(start, end, said, "N")
        actor = self._choose(name, words, i, count, before, after, units)
        if actor is None:
            return _Unit(start, end, said, "K" if letter == "J" else "N")
        if letter == "J":
            if after[:1].isupper() and _SPECIFIC_AFTER.match(self.plain, end):
                return _Unit(start, end, said, "K")
            return _Unit(start, end, said, "J", actor, "adjective")
        if letter == "S":
            if single and before[:1].isupper() and units and units[-1].letter in "NHh" and before not in ("Mr",):
                return _Unit(start, end, said, "N")
            if not self._is_seat(words, i, count, before, after) or "," in said or "." in said:
                return self._place(start, end, said, words, starts, i, count, before, name.actors[0].name)
            return _Unit(start, end, said, "S", actor, "seat")
        form = (
            "acronym"
            if said.isupper() and len(said) < 9 and " " not in said and said != actor.name.upper() or said == actor.name and said.isupper()
            else "name"
        )
        return _Unit(start, end, said, "A", actor, form)

    def _choose(self, name: Name, words: list[str], i: int, count: int, before: str, after: str, units: list[_Unit]) -> Actor | None:
        actors = name.actors
        surface = " ".join(name.tokens)
        if count == 1 and surface in _MASKED and before in _MASKED[surface]:
            return None
        unsure = surface in actors[0].ambiguous or surface in _UNSURE
        if unsure and count == 1 and name.letter in "A":
            low = after.lower()
            previous = units[-1].letter if units else ""
            if previous in ("N", "H", "h", "i") and units[-1].end + 2 > 0 and before != "," and (len(units) > 1 or previous != "N"):
                return None  # Michael Jordan, Mr. Chad
            if after and after[0].isupper() and _classify(after) in "Ni" and after not in self.lexicon.index and low not in _STOP:
                return None  # Chad Smith, Jordan Peterson
            if surface == "Georgia" and (
                self._near(words, i, ("Atlanta", "Savannah", "Alabama", "Florida", "Augusta", "Carolina", "Macon"))
                or before == "South"
                or i > 1
                and words[i - 2] in ("State", "state")
                and before == "of"
                and not self._has("Tbilisi", "Georgian")
            ):
                return None
        if len(actors) == 1:
            return actors[0]
        if name.tokens in self.choices:
            return self.choices[name.tokens]
        choice = self._decide(surface, actors)
        self.choices[name.tokens] = choice
        return choice

    def _decide(self, surface: str, actors: Sequence[Actor]) -> Actor | None:
        by_name = {a.name: a for a in actors}
        living = [a for a in actors if a.exists(self.date)] if self.date else [a for a in actors if not a.former]
        if len(living) == 1:
            return living[0]
        if {"South Korea", "North Korea"} <= by_name.keys():
            north = self._has("North Korea", "DPRK", "Pyongyang", "Democratic People's Republic of Korea")
            south = self._has("South Korea", "ROK", "Seoul", "Republic of Korea", "REPUBLIC OF KOREA")
            if self.date and self.date < "1948":
                return None
            return by_name["South Korea"] if south or not north else None
        for marks in _MARKS.get(surface, ()):
            other = [m for name, m in _MARKS[surface] if name != marks[0]]
            if marks[0] in by_name and self._has(*marks[1]) and not any(self._has(*m) for m in other):
                return by_name[marks[0]]
        own = [a for a in living or actors if a.name == surface]
        if len(own) == 1:
            return own[0]
        sure = [a for a in living or actors if surface not in a.ambiguous]
        return sure[0] if len(sure) == 1 else None

    def _has(self, *marks: str) -> bool:
        return any(mark in self.plain for mark in marks)

    @staticmethod
    def _near(words: list[str], i: int, marks: tuple[str, ...]) -> bool:
        return any(m in words[max(0, i - 8) : i + 8] for m in marks)

    def _is_seat(self, words: list[str], i: int, count: int, before: str, after: str) -> bool:
        """A capital stands for its government where it is a subject, an owner, or one of the two after "between"."""
        n = len(words)
        if before.lower() in _PLACE_BEFORE or before in ("-", "(") or after in (")", "-", "("):
            return False
        j = i
        while j > 0 and (words[j - 1] in (",", "and") or words[j - 1] in self._seats()):
            j -= 1
        first = words[j - 1].lower() if j > 0 else ""
        if first == "between":
            return True
        if first in _PLACE_BEFORE:
            return False
        if after == "'s":
            following = words[i + count + 1] if i + count + 1 < n else ""
            return bool(following) and following.lower() not in _PLACE_AFTER and not following[:1].isupper()
        k = i + count
        while k < n and (words[k] in (",", "and") or words[k] in self._seats()):
            k += 1
        while k < n and (words[k].endswith("ly") or words[k] in ("also", "both", "have", "has", "had")):
            if words[k] in ("have", "has", "had"):
                return True
            k += 1
        if k >= n:
            return False
        verb = words[k]
        if k > i + count and words[k - 1] == ",":
            return False
        return verb in _VERBS or verb.endswith("ed") and verb.islower() and len(verb) > 4 and first not in ("the", "a")

    def _seats(self) -> frozenset[str]:
        cached = _SEATS.get(id(self.lexicon))
        if cached is None:
            cached = frozenset(
                t for names in self.lexicon.index.values() for name in names if name.letter in "SA" for t in name.tokens if t[0].isupper()
            )
            _SEATS.clear()
            _SEATS[id(self.lexicon)] = cached
        return cached

    def _place(
        self, start: int, end: int, said: str, words: list[str], starts: list[int], i: int, count: int, before: str, country: str = ""
    ) -> _Unit:
        """A place, with ", Country" after it where that is its country's or region's name."""
        k = i + count
        n = len(words)
        if k + 1 < n and words[k] == "," and words[k + 1][0].isupper():
            names = self.lexicon.index.get(words[k + 1])
            hit = self._match(names, words, k + 1, n, False) if names else None
            if hit is not None and hit.letter == "A" and hit.actors[0].kind == "country":
                stop = k + 1 + len(hit.tokens)
                following = words[stop] if stop < n else ""
                if (
                    following not in ("and", "'s", "-", "&")
                    and (not following or not following[0].isalpha() or following.lower() in _STOP)
                    and (following != "," or i > 0 and before.lower() in _PLACE_BEFORE)
                    and i != 0
                ):
                    end = starts[stop - 1] + len(words[stop - 1])
                    said = self.text[start:end]
        unit = _Unit(start, end, said, "L", Actor(_SPACE.sub(" ", said), "place"))
        return unit

    # ---- acronyms that the text defines

    def _learn_acronyms(self) -> None:
        plain, lexicon = self.plain, self.lexicon
        ends = [s.end for s in self.sentences]
        k = 0
        for m in _PAREN.finditer(plain):
            while k < len(ends) and ends[k] <= m.start():
                k += 1
            if k == len(ends):
                break
            acronym = m[1]
            if sum(c.isupper() for c in acronym) < 2 or acronym in self.learned:
                continue
            floor = max(self.sentences[k].start, m.start() - 160)
            tokens = [(t.start(), t.group()) for t in TOKEN.finditer(plain, floor, m.start())]
            words = [t for _, t in tokens]
            known = lexicon.index.get(acronym)
            hit = None
            for i in range(max(0, len(words) - 14), len(words)):
                names = lexicon.index.get(words[i])
                found = self._match(names, words, i, len(words), False) if names else None
                if found is not None and found.letter in "AIL" and i + len(found.tokens) == len(words):
                    hit = found
                    break
            if hit is not None:
                first = hit.actors[0]
                other = any(n.tokens == (acronym,) and first not in n.actors for n in known or ())
                if other and "".join(t[0] for t in hit.tokens if t[0].isupper()) != acronym:
                    continue  # "India, Israel, the Emirates and the United States (I2U2)": it names them all, not the last
                if len(hit.actors) == 1 and (len(hit.tokens) > 1 or len(acronym) < 5):
                    self.learned[acronym] = (first.name, first.kind)
                continue
            begin = _long_form(words, acronym)
            if begin is None:
                continue
            letters = [_classify(w) for w in words[begin:]]
            if letters[-1] in "w" or not words[begin][:1].isupper():
                continue
            kind = _body_kind(words[begin:], letters)
            if kind:
                start = tokens[begin][0]
                name = _SPACE.sub(" ", self.text[start : tokens[-1][0] + len(words[-1])])
                own = {w for n in known or () if n.tokens == (acronym,) for w in _words(n.actors[0])}
                if own and 2 * len(own.intersection(name.lower().split())) > len(name.split()):
                    continue  # the one the lexicon knows, spelt a little differently
                self.learned[acronym] = (name, kind)

    # ---- governments and bodies

    def _governments(self, units: list[_Unit]) -> list[_Unit]:
        letters = "".join(u.letter for u in units)
        if "g" not in letters:
            return units
        out: list[_Unit] = []
        position = 0
        for m in _GOV.finditer(letters):
            part = units[m.start() : m.end()]
            if part[0].letter == "g":
                actor = part[-1]
                if (
                    part[0].text[0].islower()
                    and part[0].text not in ("government", "governments")
                    or part[0].text in ("side", "Side", "sides", "Sides", "Administration", "People's")
                ):
                    continue
            else:
                actor = part[0]
                if part[-1].text not in ("Government", "government", "side", "Side"):
                    continue
            if not isinstance(actor.payload, Actor) or actor.payload.kind not in ("country", "organization", "group"):
                continue
            out += units[position : m.start()]
            out.append(_Unit(part[0].start, part[-1].end, self.text[part[0].start : part[-1].end], "A", actor.payload, "name"))
            position = m.end()
        return out + units[position:]

    def _bodies(self, units: list[_Unit], heading: bool) -> list[_Unit]:
        letters = "".join(u.letter for u in units)
        out: list[_Unit] = []
        position = 0
        for m in _RUN.finditer(letters):
            run = m.group()
            if not (heading or any(c in run for c in "GTV")) or heading and "#" not in run:
                continue
            for a, b in self._segments(units, letters, m.start(), m.end()):
                body = self._body(units[a:b], letters[a:b], heading)
                if body is not None:
                    out += units[position:a]
                    out.append(body)
                    position = b
        return out + units[position:]

    def _segments(self, units: list[_Unit], letters: str, start: int, end: int) -> list[tuple[int, int]]:
        """Cut a run of capitalised words where two names meet."""
        segments = []
        a = start
        headed = linked = False
        i = start
        while i < end:
            c = letters[i]
            cut = False
            if c in "frn":
                word = units[i].text
                j = i + (2 if letters[i + 1 : i + 2] == "t" else 1)
                last = letters[i - 1]
                if not headed or word not in ("of", "for", "on", "against", "in", "between", "with") or word in ("between", "with"):
                    cut = True
                elif word == "in" and not (linked and letters[i - 1] not in "#"):
                    cut = True
                elif word in ("on", "for", "against") and last not in "GTVI" and not linked:
                    cut = True
                elif word == "of" and last in "#":
                    cut = True
                elif word == "on" and letters[j : j + 1] in ("A", "D", "S"):
                    cut = True
                elif letters[j : j + 1] == "A" and word == "of" and last in "V":
                    cut = True
                if cut:
                    segments.append((a, i))
                    a, headed, linked = j, False, False
                    i = j
                    continue
                linked = True
                i = j
                continue
            if c in "&_":
                right = letters[i + 1 : i + 2]
                left = letters[i - 1]
                if c == "_":
                    cut = not (left in "AS" and right in "AS")
                else:
                    rest = letters[i + 1 : end]
                    cut = (
                        left in "ASJLBI#',"
                        or right in "ASLBIM"
                        and left != "K"
                        or headed
                        and (not linked or any(h in rest for h in "GTV"))
                        or right == "J"
                        and left in "GTV"
                    )
                if cut:
                    stop = i - 1 if left == "," else i
                    segments.append((a, stop))
                    a, headed, linked = i + 1, False, False
            elif c == "'" and (headed or linked):
                segments.append((a, i))
                a, headed, linked = i + 1, False, False
            elif c in "GTV":
                headed = True
            i += 1
        segments.append((a, end))
        return [(a, b) for a, b in segments if b - a > 1]

    def _body(self, part: list[_Unit], letters: str, heading: bool) -> _Unit | None:
        while letters and letters[-1] in "-_&,frnt'":
            part, letters = part[:-1], letters[:-1]
        if letters[:1] in ("A", "I", "B") and (len(letters) == 1 or letters[1] in "frn"):
            return None
        link = next((i for i, c in enumerate(letters) if c in "frn"), len(letters))
        head = next((i for i in range(link - 1, -1, -1) if letters[i] in "GTV"), -1)
        if head < 0:
            return None
        resolution = part[head].text in ("Resolution", "Resolutions")
        if resolution and letters[head + 1 : head + 2] == "#":
            number = part[head + 1]
            security = (
                any("Security Council" in u.text or u.text in ("UNSC", "UN") for u in part[:head])
                or head == 0
                and self._has("Security Council")
            )
            name = f"UN Security Council Resolution {number.text}" if security else _SPACE.sub(" ", self.text[part[0].start : number.end])
            return _Unit(part[0].start, number.end, name, "I", Actor(name, "instrument")) if security or head > 0 else None
        if heading:
            return None
        if link == len(letters) and head < len(letters) - 1:  # cut what follows the head, but for a year or number
            stop = head + 2 if letters[head + 1] == "#" and part[head + 1].text[:2] in ("19", "20") else head + 1
            part, letters = part[:stop], letters[:stop]
        if letters[0] in "o#O" and len(letters) > 1 and letters[0] == "o" and letters[1] in "tfrn":
            part, letters = part[1:], letters[1:]
        while letters and (letters[0] in "-_&,frnt'" or letters[0] == "J" and letters[1:2] == "&"):
            part, letters = part[1:], letters[1:]
        if len(letters) < 2:
            return None
        kind = (
            {"G": "organization", "T": "instrument", "V": "event"}[letters[min(head, len(letters) - 1)]]
            if letters[min(head, len(letters) - 1)] in "GTV"
            else ""
        )
        if not kind:
            return None
        last = part[min(head, len(part) - 1)].text
        own = [u for u, c in zip(part, letters, strict=True) if u.text.lower() not in _GENERIC and c not in "-_&,frnt'"]
        actors = [u for u, c in zip(part, letters, strict=True) if c in "ASJLI"]
        specific = [u for u in own if u not in actors]
        if not own or last in ("Statement", "Partnership", "Service") and not specific:
            return None
        if last in ("Act", "Vision", "Plan", "Deal", "Law", "Board", "Week", "Agenda", "Group", "Service") and not specific and not actors:
            return None
        if len(letters) == 2 and letters == "JT" and last in ("Law", "Constitution", "Plan", "Strategy", "Concept"):
            return None
        start, end = part[0].start, part[-1].end
        name = _SPACE.sub(" ", self.text[start:end])
        resolved = self.lexicon.resolve(name)
        if resolved:
            actor = self.lexicon.entry(resolved)
            if actor is not None:
                return _Unit(start, end, name, "I" if actor.kind == "instrument" else "B", actor)
        return _Unit(start, end, name, "B" if kind == "organization" else "I", Actor(name, kind))

    # ---- persons and offices

    def _persons(self, units: list[_Unit], sentence: Sentence, heading: bool) -> None:
        letters = "".join(u.letter for u in units)
        taken = bytearray(len(units))
        for m in _PEOPLE.finditer(letters):
            before = len(self.found)
            if m["intro"]:
                self._intro(m, units)
            elif m["plural"]:
                self._plural(m, units)
            elif m["appos"]:
                self._apposition(m, units)
            elif m["titled"]:
                group = "n7" if m["n7"] else "n8"
                self._person(units, m.start(), m.end(), m.span(group), "", "")
            else:
                self._office(m, units, letters, sentence)
            if len(self.found) > before:
                for k in range(m.start(), m.end()):
                    taken[k] = 1
                if m["intro"] or m["plural"] or m["appos"] or m["titled"]:
                    continue
        for k, unit in enumerate(units):
            if taken[k] and unit.letter not in "D$":
                continue
            self._emit(unit, units, k, letters)
        if any(c in "NC" for c in letters):
            for k in range(len(units)):
                if taken[k]:
                    units[k] = _Unit(units[k].start, units[k].end, units[k].text, ".")
            self.loose.append((units, sentence.index))

    def _emit(self, unit: _Unit, units: list[_Unit], k: int, letters: str) -> None:
        payload = unit.payload
        if payload is None:
            if unit.text == "Koreas" and k and units[k - 1].text.lower() in ("both", "two"):
                first = units[k - 1]
                self.found.append(Mention(first.start, first.end, "country", "North Korea"))
                self.found.append(Mention(unit.start, unit.end, "country", "South Korea"))
            elif unit.text == "UNSCR" and letters[k + 1 : k + 2] == "#":
                self.found.append(
                    Mention(unit.start, units[k + 1].end, "instrument", f"UN Security Council Resolution {units[k + 1].text}")
                )
            elif (
                unit.text in ("resolution", "resolutions")
                and letters[k + 1 : k + 2] == "#"
                and k
                and units[k - 1].text.endswith("Security Council")
            ):
                start = units[k - 1].start
                if self.found and self.found[-1].start == start:
                    self.found.pop()
                self.found.append(Mention(start, units[k + 1].end, "instrument", f"UN Security Council Resolution {units[k + 1].text}"))
            return
        if isinstance(payload, tuple):
            self.found.append(Mention(unit.start, unit.end, payload[0], payload[1]))
            return
        assert isinstance(payload, Actor)
        if payload.name in _CANDIDATES_SG:
            self.organization = payload.name
        self.found.append(Mention(unit.start, unit.end, payload.kind, payload.name, unit.form))

    def _office_text(self, units: Sequence[_Unit]) -> str:
        """Words of an office as written, with single spaces, without stops."""
        if not units:
            return ""
        return _SPACE.sub(" ", self.text[units[0].start : units[-1].end])

    def _actor_of(self, units: Sequence[_Unit]) -> str:
        """The country, else the body, among the units of "of X"."""
        found = [u.payload for u in units if isinstance(u.payload, Actor) and u.payload.kind in ("country", "organization", "group")]
        countries = [a for a in found if a.kind == "country"]
        if countries:
            return countries[-1].name
        for actor in found:
            entry = self.lexicon.entry(actor.name)
            if entry is not None:
                return entry.name
        return ""

    def _described(
        self, m: re.Match[str], units: list[_Unit], before: str, qualifier: str, office: str, of: Sequence[str]
    ) -> tuple[str, str]:
        """(office, actor) of an office phrase; both ends may name the country."""
        first = units[m.start(before) : m.end(before)]
        words = self._office_text(units[m.start(office) : m.end(office)])
        head = words
        actor = ""
        for group in of:
            if m[group]:
                part = units[m.start(group) : m.end(group)]
                if part[0].letter != "z":  # an ambassador to a country does not speak for it
                    actor = actor or self._actor_of(part)
                words += " " + self._office_text(part)
        if first:
            own = self._actor_of(first[:1])
            actor = actor or own
            if first[0].letter == "A" and len(first) == 1:
                words = f"{first[0].text} {words}"
            elif own and not any(m[g] for g in of):
                words = f"{words[0].upper() + words[1:]} of {_the(own)}" if not words[0].isupper() else f"{words} of {_the(own)}"
                words = _title(words) if head[0].islower() else words
        if not actor:
            actor = self._national(head)
        if m[qualifier]:
            said = self._office_text(units[m.start(qualifier) : m.end(qualifier)]).rstrip("-")
            if said.lower().startswith(("former", "then", "ex", "late")):
                return f"{said.lower() if said[0].islower() else 'former'} {words}", ""
            words = f"{said} {words}"
        return words, actor

    def _national(self, office: str) -> str:
        """The only country that has the office, where the text speaks of that country."""
        actor = self.national.get(office.lower(), "")
        if not actor or office.lower() in _SURE:
            return actor
        return actor if self._speaks_of(actor) else ""

    def _speaks_of(self, actor: str) -> bool:
        known = self.spoken.get(actor)
        if known is None:
            entry = self.lexicon.entry(actor)
            names = (entry.name, entry.official, *entry.names, *entry.acronyms) if entry else (actor,)
            known = self.spoken[actor] = self._has(*filter(None, names))
        return known

    def _intro(self, m: re.Match[str], units: list[_Unit]) -> None:
        number = "1" if m["n1"] else "2" if m["n2"] else "3"
        office, actor = self._described(m, units, "b1", "q1", "o1", ("of" + number, "after"))
        self._person(
            units,
            m.start(),
            m.end(),
            m.span("n" + number),
            office,
            actor,
            bool(m["q1"]) and office.startswith(_PAST),
            bool(m["b1"] or m["of" + number] or m["after"]),
        )

    def _apposition(self, m: re.Match[str], units: list[_Unit]) -> None:
        office, actor = self._described(m, units, "b6", "q6", "o6", ("of6",))
        self._person(units, m.start(), m.end(), m.span("n6"), office, actor, office.startswith(_PAST), bool(m["b6"] or m["of6"]))

    def _plural(self, m: re.Match[str], units: list[_Unit]) -> None:
        office = self._office_text(units[m.start("o4") : m.end("o4")])
        office = re.sub(r"ies$", "y", office) if office.endswith("ies") else office.removesuffix("s")
        actor = self._national(office) or self._actor_of(units[m.start("b4") : m.end("b4")][:1])
        start = m.start()
        i = m.start("h4")
        while i < m.end():
            j = i
            while j < m.end() and units[j].letter not in ",&":
                j += 1
            name = i
            while name < j and units[name].letter in "Hh":
                name += 1
            if name < j:
                self._person(units, start, j, (name, j), office, actor, False, False)
            i = start = j + 1

    def _office(self, m: re.Match[str], units: list[_Unit], letters: str, sentence: Sentence) -> None:
        unit = units[m.start()]
        head = units[m.end("o9") - 1].text
        if sentence.kind in _HEADINGS and not m["of9"] and not m["b9"]:
            return
        lower = "m" in m["o9"]
        article = m.start() > 0 and letters[m.start() - 1] == "t" and units[m.start() - 1].text.lower() == "the"
        if lower and not m["b9"] and not m["of9"] and not (article and head in _LOWER_BARE and letters[m.start() : m.end()] in ("m", "km")):
            return
        if lower and head not in _LOWER_BARE and not m["b9"]:
            return
        if not lower and not article and not m["b9"] and not m["of9"]:
            if unit.text not in ("President", "Prime", "Taoiseach") or m.start() > 0 and letters[m.start() - 1] not in "&,w":
                return
        if letters[m.end() : m.end() + 1] in ("-", "G", "T", "V") and letters[m.end() : m.end() + 1]:
            return
        if (
            head
            in ("Chief", "Chair", "General", "Representative", "Representatives", "Director", "Justice", "Commander", "Chairman", "Speaker")
            and not m["of9"]
            and not article
        ):
            return
        office, actor = self._described(m, units, "b9", "q9", "o9", ("of9",))
        first = units[m.start()]
        self.found.append(Mention(first.start, units[m.end() - 1].end, "office", office, "name", actor, office))

    def _person(
        self,
        units: list[_Unit],
        start: int,
        end: int,
        name: tuple[int, int],
        office: str,
        actor: str,
        former: bool = False,
        said_of: bool = True,
    ) -> None:
        parts = units[name[0] : name[1]]
        kept = [u for u in parts if u.letter not in ",j"]
        while kept and kept[-1].letter == "-":
            kept.pop()
        if not kept:
            return
        said = _SPACE.sub(" ", self.text[kept[0].start : kept[-1].end])
        tokens = said.split()
        self.people.append((len(self.found), tokens))
        if office and not former and (not actor or not said_of):
            leader = self.lexicon.leader(_surname(said), self.date) or self.lexicon.leader(tokens[-1], self.date)
            if not leader and len(tokens) > 1:
                names = (self.lexicon.leader(t.title() if t.isupper() else t, self.date) for t in tokens)
                leader = next((c for c in names if c and self._speaks_of(c)), "")
            if office.endswith(("Secretary-General", "Secretary General")):
                leader = leader or self.organization
            actor = leader or actor
        self.found.append(Mention(units[start].start, units[end - 1].end, "person", said, "former" if former else "name", actor, office))

    # ---- the same person under a shorter name

    def _surnames(self) -> None:
        """Give each person the fullest form of the name met in the document, and find bare names of those introduced."""
        fullest: dict[str, list[tuple[list[str], str]]] = {}  # surname -> (tokens, name) of different persons
        keyed: list[tuple[int, list[str], str]] = []
        for index, tokens in self.people:
            name = self.found[index].name
            keyed.append((index, tokens, name))
        for _, tokens, name in sorted(keyed, key=lambda k: -len(k[1])):
            if not any(_same(tokens, other) for key in _keys(tokens) for other, _ in fullest.get(key, ())):
                for key in _keys(tokens):
                    fullest.setdefault(key, []).append((tokens, name))
        actors: dict[str, set[str]] = {}
        resolved: dict[int, str] = {}
        for index, tokens, name in keyed:
            found = {n: t for key in _keys(tokens) for t, n in fullest.get(key, ()) if _same(tokens, t)}
            full = next(iter(found)) if len(found) == 1 else name
            resolved[index] = full
            if self.found[index].actor and self.found[index].form != "former":
                actors.setdefault(full, set()).add(self.found[index].actor)
        for index, _, name in keyed:
            m = self.found[index]
            full = resolved[index]
            known = actors.get(full, set())
            actor = m.actor or (next(iter(known)) if len(known) == 1 and m.form != "former" else "")
            if full != name or actor != m.actor or m.form == "former":
                self.found[index] = Mention(m.start, m.end, m.kind, full, "name", actor, m.office)
        bare: dict[str, tuple[list[str], str]] = {}
        for key, known_people in fullest.items():
            if len(known_people) == 1 and (key == known_people[0][0][-1] or key.isupper() or len(known_people[0][0]) < 4):
                bare[key] = known_people[0]
        if not bare:
            return
        for units, _ in self.loose:
            k, n = 0, len(units)
            while k < n:
                if units[k].letter not in "NCp" or units[k].text not in bare and (k + 1 >= n or units[k + 1].letter != "-"):
                    k += 1
                    continue
                a = b = k
                if (
                    k + 2 < n
                    and units[k + 1].letter == "-"
                    and units[k + 2].letter in "NC"
                    and self.text[units[k].start : units[k + 2].end] in bare
                ):
                    b = k + 2
                tokens, full = bare.get(self.text[units[k].start : units[b].end], ([], ""))
                while a > 0 and units[a - 1].letter in "NCip" and units[a - 1].text in tokens:
                    a -= 1
                while b + 1 < n and units[b + 1].letter in "NCip" and units[b + 1].text in tokens:
                    b += 1
                left = units[a - 1].letter if a else ""
                right = units[b + 1].letter if b + 1 < n else ""
                last = self.text[units[a].start : units[b].end].split()
                alone = left not in ("N", "C", "i", "K", "F") and right not in ("N", "C", "K", "G", "T", "V", "-", "F")
                if tokens and alone and (tokens[-1] in last or len(last) > 1 or last[0].isupper() or last[0] in self._alone_names()):
                    known = actors.get(full, set())
                    self.found.append(
                        Mention(units[a].start, units[b].end, "person", full, "name", next(iter(known)) if len(known) == 1 else "", "")
                    )
                k = b + 1

    def _alone_names(self) -> frozenset[str]:
        """Name words that stood alone after an office or honorific ("Minister Wang"): surnames for certain."""
        return frozenset(tokens[0] for _, tokens in self.people if len(tokens) == 1)


_SEATS: dict[int, frozenset[str]] = {}
_GOVERNMENTS = frozenset("Government government Governments governments People side Side".split())
_UNSURE = frozenset("""Georgia Jordan Chad Guinea Turkey Israel Kenya India Cyprus Malta Cuba Niger Mali Togo Oman Kuwait America
    Washington""".split())
_MASKED = {
    "America": frozenset({"North", "South", "Latin", "Central"}),
    "American": frozenset({"North", "South", "Latin", "Central", "Native", "African", "Inter", "Pan"}),
    "Guinea": frozenset({"New", "Equatorial", "Papua"}),
    "Korea": frozenset({"and"}) - {"and"},
    "Sudan": frozenset(),
    "England": frozenset({"New"}),
    "Ireland": frozenset({"Northern"}),
    "Mexico": frozenset({"New"}),
    "Jersey": frozenset({"New"}),
    "Macedonia": frozenset({"Greek"}),
}
_MARKS: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "Congo": [
        ("Democratic Republic of the Congo", ("Democratic Republic of the Congo", "Democratic Republic of Congo", "Kinshasa", "DRC")),
        ("Republic of the Congo", ("Brazzaville",)),
    ],
    "Congolese": [
        ("Democratic Republic of the Congo", ("Democratic Republic of the Congo", "Democratic Republic of Congo", "Kinshasa", "DRC")),
        ("Republic of the Congo", ("Brazzaville",)),
    ],
    "Dominican": [("Dominican Republic", ("Dominican Republic", "Santo Domingo")), ("Dominica", ("Roseau", "Commonwealth of Dominica"))],
}
_NATIONAL = {
    "external affairs minister": "India",
    "taoiseach": "Ireland",
    "tánaiste": "Ireland",
    "secretary of state": "United States",
    "secretary of defense": "United States",
    "secretary of the treasury": "United States",
    "treasury secretary": "United States",
    "secretary of commerce": "United States",
    "secretary of energy": "United States",
    "secretary of homeland security": "United States",
    "secretary of war": "United States",
    "trade representative": "United States",
    "chancellor": "Germany",
}
_PAST = ("former", "then", "ex-", "late ")
_COMPOUND = frozenset("""led era style like backed based listed sponsored wide free funded owned related level imposed brokered
    mediated to and for of run made""".split())
_SURE = frozenset(["external affairs minister", "taoiseach", "tánaiste", "secretary of state", "secretary of defense"])
_VERBS = frozenset("""said says has have had will would is are was were announced agreed decided rejected condemned welcomed called
    urged signed pledged promised insisted wants want seeks sought hopes hope plans plan intends intend believes believe sees see did
    does do can could should must may might shall views considers regards recognizes supports opposes remains remain continues
    continue agree agrees decide decides condemn condemns urge urges call calls sign signs pledge pledges told made took gave held met
    began sent warned accused denied responded reacted imposed offered cannot stood stands stand spoke launched expelled withdrew
    summoned confirmed reaffirmed reaffirm reaffirms expects expect hailed lauded backed backs""".split())


_HEADS: dict[int, tuple[Lexicon, dict[str, list[list[str]]], dict[str, list[list[str]]]]] = {}


def _heads(lexicon: Lexicon) -> tuple[dict[str, list[list[str]]], dict[str, list[list[str]]]]:
    """Offices of several words that the office grammar does not read by itself, and honorifics of several words, by first word."""
    cached = _HEADS.get(id(lexicon))
    if cached is not None and cached[0] is lexicon:
        return cached[1], cached[2]
    grammar = re.compile(_OFFICE)
    heads: dict[str, list[list[str]]] = {}
    honorifics: dict[str, list[list[str]]] = {}
    for said in lexicon.offices.heads:
        tokens = TOKEN.findall(said)
        letters = "".join(map(_classify, tokens))
        if len(tokens) > 1 and not grammar.fullmatch(letters) and letters[0] not in "Hh" and tokens[0] not in lexicon.index:
            heads.setdefault(tokens[0], []).append(tokens)
    for said in (
        *lexicon.offices.honorifics,
        "His Excellency",
        "Her Excellency",
        "His Majesty",
        "Her Majesty",
        "His Royal Highness",
        "His Highness",
        "Her Highness",
    ):
        tokens = TOKEN.findall(said)
        if (
            len(tokens) > 1
            and tokens[0] in ("His", "Her", "The", "Right", "Rt", "Rt.", "Lieutenant", "Brigadier", "Field", "Senior", "Dato", "Tan")
            and tokens[0] not in heads
        ):
            honorifics.setdefault(tokens[0], []).append(tokens)
    for first, found in honorifics.items():
        heads[first] = found
    for found in heads.values():
        found.sort(key=len, reverse=True)
    _HEADS.clear()
    _HEADS[id(lexicon)] = lexicon, heads, honorifics
    return heads, honorifics


def _words(actor: Actor) -> list[str]:
    return " ".join((actor.name, actor.official, *actor.names)).lower().split()


def _title(words: str) -> str:
    return " ".join(w if w in SMALL or w[0].isupper() else w.capitalize() for w in words.split())


def _surname(name: str) -> str:
    words = name.split()
    for k in range(len(words) - 1):
        if words[k].lower() in ("von", "van", "bin", "de", "der", "da", "le", "el", "al"):
            return " ".join(words[k:])
    return words[-1]


def _keys(tokens: Sequence[str]) -> tuple[str, ...]:
    """Words by which a person may be named again: the last, and the first where surnames come first."""
    words = [t for t in tokens if len(t) > 2 and t[0].isupper()]
    if not words:
        return tuple(tokens[-1:])
    upper = [w for w in words if w.isupper()]
    if upper and len(words) > 1:
        return (upper[-1],) if len(upper) < len(words) else (words[-1],)
    return (words[-1],) if words[0] == words[-1] else (words[-1], words[0])


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where two forms of a name can be the same person's."""
    small, large = ([t.lower() for t in x] for x in sorted((one, other), key=len))
    if small[-1] != large[-1] and not (
        len(small) == 1 and small[0] in (large[0], large[-1]) or set(small) <= set(large) and small[0] == large[0]
    ):
        return False
    if len(small) == 1:
        return True
    return small[0][0] == large[0][0] or large[-len(small) :] == small


def _long_form(words: Sequence[str], acronym: str) -> int | None:
    """Where the words whose initials spell the acronym begin, or None."""
    want = [c for c in acronym if c.isupper()]
    i = len(words) - 1
    k = len(want) - 1
    begin = None
    while i >= 0 and k >= 0 and len(words) - i <= 14:
        word = words[i]
        if not word[0].isalnum():
            if word not in ("-", "&", "'s", "–", ",", "/"):
                return None
        elif word[0].upper() == want[k] and (word[0].isupper() or word not in SMALL):
            begin = i
            k -= 1
        elif word[0].isupper():
            inner = [c for c in word if c.isupper()]
            if len(inner) > 1 and inner[-1] == want[k] and k >= len(inner) - 1 and want[k - len(inner) + 1 : k + 1] == inner:
                begin = i
                k -= len(inner)
            elif word.isupper() is False and len(want) > 2 and begin is not None and k < len(want) - 1 and word[0].upper() != want[k]:
                pass
        elif word not in SMALL and word not in ("with", "by", "against", "from", "an", "or"):
            return None
        i -= 1
    return begin if k < 0 else None


def _body_kind(words: Sequence[str], letters: Sequence[str]) -> str:
    link = next((i for i, c in enumerate(letters) if c in "frn" and i), len(letters))
    for i in range(link - 1, -1, -1):
        if letters[i] in "GTV":
            return {"G": "organization", "T": "instrument", "V": "event"}[letters[i]]
    return {"G": "organization", "T": "instrument", "V": "event"}.get(letters[-1], "")
