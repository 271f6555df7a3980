"""A word in, the letter of its class out.

Capitals: F office modifiers, M office heads, X their plurals, K other common words, G T V heads of bodies, instruments, events,
N other names, C names in capitals, O ordinals; small letters: m k q p o office heads and modifiers, qualifiers, particles, ordinals,
H h honorifics and ranks, i initials, j generational endings, w any other word; links and stops stand for themselves.
"""

from __future__ import annotations

import re

SPACE = re.compile(r"\s+")
F = frozenset("""Foreign External Affairs Defence Defense Trade Commerce Finance Financial Economic Economy Security National State
    States Prime Vice Deputy High Special Supreme Crown Homeland Treasury Interior Energy Environment Environmental Climate Health
    Agriculture Labor Labour Justice Industry Cabinet Parliamentary Permanent Presidential Home Internal Transport Transportation
    Education Culture Tourism Technology Science Digital Development Cooperation Co-operation Investment Commonwealth Immigration
    Attorney Secretary Under Assistant Associate Executive Managing Principal Chief Senior Joint International European Communications
    Information Planning Public Water Space Infrastructure Fisheries Food Women Human Rights Change Policy Nuclear Military Political
    Commercial Commercial Migration Citizenship Petroleum Mineral Resources Religious Religion Housing Urban Rural Social Strategic
    Integration Diaspora Aviation Innovation Research Youth Sports Political-Military Veterans Mines Power Ports Shipping Scientific
    Communication Safety Economics Growth Public Credit Treasurer Co Lead Counter-Terrorism Counterterrorism Global Regional Lord
    Honorary Representative Responsible""".split())
M = frozenset("""Minister President Premier Secretary Chancellor Ambassador Representative Commissioner Envoy Advisor Adviser
    Director Commander Governor King Queen Emir Amir Sultan Prince Princess Taoiseach Tánaiste Chair Chairman Chairperson Chairwoman
    Speaker Coordinator Co-ordinator Administrator Counsellor Counselor Undersecretary Under-Secretary Pope Emperor Chief Rapporteur
    Mayor Spokesperson Spokesman Spokeswoman Secretary-General Director-General Treasurer Senator Congressman Congresswoman Caliph
    Sheikh Sheikha Marshal Laureate Judge Justice Comptroller Czar Tsar Shah Negotiator PM FM""".split())
X = frozenset("""Ministers Presidents Premiers Secretaries Chancellors Ambassadors Representatives Commissioners Envoys Advisors
    Advisers Directors Governors Kings Leaders Heads Chairs Senators Speakers Coordinators Chiefs""".split())
LOWER_M = frozenset("""minister president premier chancellor secretary ambassador envoy commissioner spokesperson spokesman
    spokeswoman king queen emir adviser advisor commander chairman chairwoman governor""".split())
LOWER_F = frozenset("""foreign defence defense prime finance trade external affairs state security national interior home economic
    economy energy health vice deputy special commerce environment crown""".split())
G = frozenset("""Group Dialogue Committee Commission Council Forum Partnership Mechanism Force Forces Ministry Department Bank Fund
    Agency Office Corporation Authority University Court Tribunal Secretariat Assembly Congress Parliament Union Association
    Organization Organisation Coalition Network Center Centre Institute Foundation Command Navy Army Board Bureau Institution League
    Committees Quartet Troika Federation Confederation Taskforce Senate Knesset Corps Guard Service Consortium Facility Panel Academy
    Society Platform Hub Cell""".split())
T = frozenset("""Agreement Treaty Convention Charter Accord Accords Declaration Memorandum Protocol Pact Resolution Act Plan
    Framework Initiative Roadmap Compact Principles Guidelines Pledge Communiqué Communique Statement Arrangement Constitution
    Covenant Statute Vision Programme Program Strategy Outlook Agenda Compromise Deal Outcomes Concept Agreements Conventions
    Resolutions Guideline Instrument Law""".split())
V = frozenset("""Summit Meeting Conference Exercise Consultations Talks Session Ceremony Games Olympics Olympiad Expo Workshop
    Symposium Exercises Meetings Week""".split())
K = frozenset("""Government Governments Administration Republic Kingdom Joint Statement Press Release Fact Sheet Leaders Summit
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
CLOSED = {
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
STOP = frozenset("""the a an of for on in with against between among and or but nor yet so to from by at as into onto upon over under
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
PARTICLES = frozenset("von van der den de da do dos del della la le al el bin ibn bint abu ben ul ur e y ter zu ould".split())
CAP_PARTICLES = frozenset("Al El Abu Bin Ibn".split())
ORDINALS = frozenset("""first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth twentieth inaugural""".split())
HONORIFICS = frozenset("""Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Drs. Prof Prof. Professor H.E. H.E H.H. H.M. H.R.H. Hon Hon. Honorable
    Honourable Shri Smt Sir Dame Lord Lady Excellency Majesty Highness Messrs Messrs. Mme Mme. Madame Monsieur Rt. Amb. Amb Sen. Rep.
    Gov. Eng. HE HH HM HRH Sheikh Sayyid Dato Datuk Tun Tan Seri Dato' Mr(s) Engr""".split())
RANKS = frozenset("""General Gen. Admiral Adm. Colonel Col. Lieutenant Lt. Major Maj. Captain Capt. Marshal Brigadier Brig.
    Vice-Admiral Commander Cmdr. Sgt.""".split())
QUALIFIERS = frozenset("""former Former then acting Acting late outgoing incoming ex Ex ex- interim Interim then- designate
    -designate""".split())
LETTERS: dict[str, str] = {}


def letter_of(word: str) -> str:
    """Class letter of a single word that is no known name."""
    closed = CLOSED.get(word)
    if closed:
        return closed
    first = word[0]
    if not first.isalpha():
        return "#" if first.isdigit() else "'" if word == "'s" else "." if not first.isalnum() else "w"
    if first.islower():
        if word in LOWER_M:
            return "m"
        if word in QUALIFIERS:
            return "q"
        if word in LOWER_F:
            return "k"
        if word == "counterpart":
            return "h"  # "his Arnorian counterpart Ann Poe"
        if word in PARTICLES:
            return "p"
        if word in ORDINALS:
            return "o"
        return "w"
    lower = word.lower()
    if lower in CLOSED:
        return CLOSED[lower]
    if word in QUALIFIERS:
        return "q"
    if word in HONORIFICS:
        return "H"
    if word in RANKS:
        return "h"
    if word.endswith(".") and len(word) == 2:
        return "i"
    if word in ("Jr.", "Jr", "Sr.", "MP", "II", "III", "IV", "VI", "VII", "XIV"):
        return "j"
    name = word.capitalize() if word.isupper() and len(word) > 3 else word
    if name in M:
        return "M"
    if name in F:
        return "F"
    if name in X:
        return "X"
    if name in G:
        return "G"
    if name in T:
        return "T"
    if name in V:
        return "V"
    if lower in ORDINALS:
        return "O"
    if lower in STOP:
        return "w"
    if name in K:
        return "K"
    if word in CAP_PARTICLES:
        return "p"
    if len(word) == 1:
        return "i"
    return "C" if word.isupper() else "N"


def classify(word: str) -> str:
    letter = LETTERS.get(word)
    if letter is None:
        if len(LETTERS) > 200_000:
            LETTERS.clear()
        letter = LETTERS[word] = letter_of(word)
    return letter
