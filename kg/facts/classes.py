"""Sets of words and relations that decide how facts are made."""

from __future__ import annotations

BARE_LISTS = frozenset({"supports", "opposes", "condemns", "expressesConcernOver", "callsFor", "welcomes", "thanks", "discusses"})
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
REFUSED = frozenset("accept recognize recognise tolerate condone".split())
FACTIVE = frozenset({"acknowledges", "welcomes", "expressesConcernOver", "condemns", "emphasizes"})
EFFECTS = frozenset(
    "help bring make allow enable ensure contribute benefit build give lead result serve increase reduce improve generate create "
    "provide remain become require need mean cost bolster unlock open affect".split()
)
SHOWING = frozenset(
    "underscore underline highlight demonstrate reflect show illustrate emphasize emphasise stress reaffirm signal signify".split()
)
COUNTERPARTS = frozenset({"counterpart", "other", "another", "today", "yesterday"})
PARTNER_NOUNS = frozenset(
    "partner ally country nation state organization organisation institution agency stakeholder industry sector neighbour neighbor "
    "government community body member economy group".split()
)
OF_A_STATE = frozenset("counterpart government side people president minister leader prime foreign delegation authority".split())
ONE_SIDED = frozenset("bilateral our their both two further continued ongoing close closer enhanced mutual joint shared".split())
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
    "space time future world chance awareness synergy efficiency problem risk challenge understanding trust basis".split()
)
GUESTS = frozenset("refugee migrant community family people soldier troop force student child person asylum-seeker population".split())
TOGETHER = frozenset({"together", "jointly", "closely", "bilaterally", "alongside"})
MEMBERS = frozenset({"member", "country", "partner", "ally", "state", "nation", "economy"})
