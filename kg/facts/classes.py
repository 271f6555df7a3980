"""Sets of words and relations that decide how facts are made."""

from __future__ import annotations

BARE_LISTS = frozenset(
    {"attacks", "supports", "opposes", "condemns", "expressesConcernOver", "callsFor", "welcomes", "thanks", "discusses"}
)
INCLUDING = frozenset({"supports", "opposes", "condemns", "expressesConcernOver", "callsFor"})
PAIRS = frozenset({"cooperatesWith", "consultsWith"})
TO_ACTORS = frozenset(
    {"callsOn", "thanks", "invites", "aids", "cooperatesWith", "consultsWith", "attacks", "threatens", "sanctions", "represents"}
)
ACTOR_OR_THING = frozenset({"supports", "opposes", "condemns", "expressesConcernOver", "thanks"})
ACTS_TOO = frozenset({"callsFor", "discusses", "commitsTo", "agreesTo", "intendsTo"})  # objects may be things and acts side by side
SAYING = frozenset(
    {
        "say",
        "add",
        "tell",
        "state",
        "note",
        "remark",
        "explain",
        "declare",
        "assure",
        "comment",
        "claim",
        "report",
        "write",
        "believe",
        "observe",
        "affirm",
        "mention",
        "point",
        "insist",
        "announce",
        "reply",
        "argue",
        "indicate",
        "clear",
    }
)
COOPERATION = frozenset(
    {
        "cooperation",
        "co-operation",
        "cooperate",
        "co-operate",
        "partnership",
        "coordination",
        "co-ordination",
        "coordinate",
        "co-ordinate",
        "collaboration",
        "collaborate",
        "alliance",
        "partner",
    }
)
NO_PLACE = frozenset(
    "justification need excuse place room alternative substitute impunity tolerance legitimacy pretext solution reason basis winner".split()
)
DENYING = frozenset("deny refute doubt dispute disbelieve".split())  # what follows is not what they say
REFUSED = frozenset("accept recognize recognise tolerate condone".split())
FIRM = frozenset("unwavering ironclad strong firm steadfast absolute clear enduring resolute unshakable unshakeable undiminished".split())
STEPS = frozenset("adopt approve finalize finalise accept undertake".split())
FACTIVE = frozenset({"acknowledges", "welcomes", "expressesConcernOver", "condemns", "emphasizes"})
EFFECTS = frozenset(
    "help bring make allow enable ensure contribute benefit build give lead result serve increase reduce improve generate create "
    "provide remain become require need mean cost bolster unlock open affect".split()
)
SHOWING = frozenset(
    "underscore underline highlight demonstrate reflect show illustrate emphasize emphasise stress reaffirm signal signify".split()
)
COUNTERPARTS = frozenset("counterpart other another today yesterday morning afternoon evening week month year time telephone".split())
PARTNER_NOUNS = frozenset(
    "partner ally country nation state organization organisation institution agency stakeholder industry sector neighbour neighbor "
    "government community body member economy group".split()
)
OF_A_STATE = frozenset("counterpart government side people president minister leader prime foreign delegation authority".split())
ONE_SIDED = frozenset("bilateral our their both two further continued ongoing close closer enhanced mutual joint shared".split())
BARE_STANCES = frozenset("commitment condemnation opposition rejection determination solidarity".split())
STANCE_NOUNS = frozenset(
    {
        "condemnation",
        "support",
        "commitment",
        "concern",
        "solidarity",
        "appreciation",
        "gratitude",
        "determination",
        "resolve",
        "intention",
        "opposition",
        "respect",
        "rejection",
        "satisfaction",
        "readiness",
        "willingness",
        "regret",
        "hope",
        "importance",
        "need",
        "conviction",
        "confidence",
        "dedication",
        "interest",
        "thanks",
        "sympathy",
        "condolences",
    }
)
PERSONAL = frozenset({"participatesIn", "visits", "hosts", "represents"})  # these keep a person as their subject
DEEPEST = 40  # clauses within clauses; in statements there are four
HYPOTHETICAL = frozenset({"if", "unless", "whether", "should", "lest", "were"})
OF_THINGS = frozenset({"conducts", "establishes", "provides", "signs"})
UNDERTAKING = frozenset({"agreesTo", "commitsTo", "intendsTo", "explores"})  # stances on doing: the deed inside counts too
UNREAL = frozenset({"would", "could", "should", "might", "must"})  # a deed under these has not been promised
MEANS = frozenset({"intendsTo", "commitsTo"})
TALKS = frozenset(
    {"talk", "talks", "consultation", "discussion", "dialogue", "meeting", "summit", "conversation", "negotiation", "exchange"}
)
INTANGIBLE = frozenset(
    "environment opportunity condition job incentive growth vitality value recovery market path pathway momentum principle commitment "
    "foundation backbone cornerstone pillar core page chapter era door stage avenue precedent "
    "space time future world chance awareness synergy efficiency problem risk challenge understanding trust basis".split()
)
GUESTS = frozenset("refugee migrant community family people soldier troop force student child person asylum-seeker population".split())
TOGETHER = frozenset({"together", "jointly", "closely", "bilaterally", "alongside"})
MEMBERS = frozenset({"member", "country", "partner", "ally", "state", "nation", "economy"})
ASSAULTS = frozenset(
    "war aggression invasion attack strike airstrike assault offensive bombardment bombing shelling annexation incursion occupation".split()
)
LASTING = frozenset("war aggression occupation".split())  # an assault that goes on
AGAINST = frozenset({"against", "on", "upon", "of", "in"})
TRIPS = frozenset({"visit", "trip", "tour"})
COMING = frozenset("forthcoming upcoming planned future next coming proposed".split())
GIFTS = frozenset(
    "loan credit grant aid assistance relief scholarship donation fund funding contribution equipment supply shipment package dose "
    "wheat rice fertilizer medicine vaccine ambulance vehicle training expert facility".split()
)
EVENTFUL = frozenset({"conducts", "participatesIn", "hosts"})
NOT_SAID_TO_BE = frozenset("any no possible potential future further threatened threat risk hypothetical".split())
NO_GOODS = INTANGIBLE | frozenset(
    "guide framework platform occasion impetus incentive remark evidence direction guidance update briefing overview impulse example "
    "result good benefit leadership "
    "means forum venue way context answer response certainty clarity reason ground background input insight".split()
)
BODIES = frozenset("group committee commission panel council board team body force secretariat envoy coordinator".split())
EVENTS = TALKS | frozenset("session conference coalition delegation mission ministerial forum seminar workshop exercise".split())
ANSWERABLE = frozenset({"account", "accountable", "responsible", "liable", "hostage", "captive"})
NOT_YET = frozenset({"until", "till", "unless", "once", "before", "when", "whenever"})
FOUNDINGS = frozenset("establishment creation launch inauguration founding foundation formation setting-up launching".split())
SIGNINGS = frozenset("signing signature ratification".split())
OWN = frozenset("these joint bilateral trilateral our common mutual".split())
PROMISES = {  # nouns that own an act, and how firm it is: "Arnor's decision to join the league"
    "decision": "agreed",
    "agreement": "agreed",
    "intent": "intended",
    "intention": "intended",
    "plan": "intended",
    "announcement": "intended",
    "initiative": "intended",
    "offer": "intended",
    "proposal": "intended",
    "desire": "intended",
    "readiness": "intended",
    "willingness": "intended",
    "commitment": "committed",
    "pledge": "committed",
    "promise": "committed",
    "determination": "committed",
}
CHAIRS = frozenset("host chair co-chair chairman chairperson chairwoman presidency co-host co-chairman chairmanship president".split())
