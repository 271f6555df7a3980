"""Text and sentences in, mentions out (stop-gap)."""
from __future__ import annotations
import re
from kg.lexicon import TOKEN
from kg.model import Mention
MONTHS = {m: k for k, m in enumerate("january february march april may june july august september october november december".split(), 1)}
MON = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"\b(?:(\d{{1,2}})(?:-\d{{1,2}})?(?:st|nd|rd|th)?\s+({MON})(?:,?\s+(\d{{4}}))?|({MON})\s+(\d{{1,2}})(?:[-–]\d{{1,2}})?(?:,?\s+(\d{{4}}))?(?!\d)|({MON})\s+(\d{{4}}))")
NAME = r"(?:[A-Z]\.\s?|al-|[A-Z][\w’'.-]*\s+(?=[A-Z]|da\s|von\s|van\s|de\s|der\s|bin\s|al-)|da\s+|von\s+|van\s+|der\s+|de\s+|bin\s+)*[A-Z][\w’-]+(?:,?\s+Jr\.?)?"
OFFICE = r"(?:(?:Vice|Deputy|Prime|Foreign|Defen[cs]e|Finance|External Affairs|Home|Interior|Trade|National Security|Principal|Assistant|Under|State|Federal)\s+)*(?:President|Prime Minister|Premier|Chancellor|King|Queen|Minister(?:\s+(?:of|for)\s+(?:[A-Z]\w+|and|the|of)(?:\s+(?:[A-Z]\w+|and))*)?|Secretary(?:\s+of\s+(?:State|Defen[cs]e|the Treasury))?|Secretary-General|Advis[eo]r|Emir|Taoiseach)"
def find_mentions(text, sentences, lexicon, date=""):
    out=[]; index=lexicon.index
    low=text.replace("’","'").replace("‑","-")
    for s in sentences:
        toks=[(m.start(),m.end(),m.group()) for m in TOKEN.finditer(low,s.start,s.end)]
        words=[t[2] for t in toks]; i=0; found=[]
        while i<len(words):
            best=None
            for n in index.get(words[i],()):
                L=len(n.tokens)
                if tuple(words[i:i+L])==n.tokens: best=n; break
            if best is None or (words[i].islower()): i+=1; continue
            L=len(best.tokens); a=next((x for x in best.actors if x.exists(date)),None)
            if a is None: i+=1; continue
            st,en=toks[i][0],toks[i+L-1][1]
            prev=words[i-1].lower() if i else ""
            kind=a.kind if a.kind in("country","organization","group","armed-group","instrument","place","event") else "organization"
            if best.letter=="J": found.append(Mention(st,en,kind,a.name,"adjective"))
            elif best.letter=="S":
                if prev in("in","at","to","from","of","near"): found.append(Mention(st,en,"place",text[st:en]))
                else: found.append(Mention(st,en,kind,a.name,"seat"))
            elif best.letter=="L": found.append(Mention(st,en,"place",text[st:en]))
            else: found.append(Mention(st,en,kind,a.name))
            i+=L
        for m in DATE.finditer(text,s.start,s.end):
            d,mo,y=(m.group(1),m.group(2),m.group(3)) if m.group(1) else (m.group(5),m.group(4),m.group(6)) if m.group(4) else (None,m.group(7),m.group(8))
            y=y or date[:4]
            iso=f"{y}-{MONTHS[mo.lower()]:02}"+(f"-{int(d):02}" if d else "")
            found.append(Mention(m.start(),m.end(),"date",iso))
        persons=[]
        for m in re.finditer(rf"({OFFICE})\s+(?:of\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)*,?\s+)?(?:(?:Mr|Ms|Dr)\.\s+)?({NAME})(?:\s+of\s+(?:the\s+)?)?",text[s.start:s.end]):
            st,en=s.start+m.start(1),s.start+m.end(2)
            after=next((f for f in found if f.start>=en and text[en:f.start].strip() in("of","of the")),None)
            before=next((f for f in found if f.form=="adjective" and f.end<=st and text[f.end:st].strip()==""),None)
            act=(after or before); actor=act.name if act else lexicon.leader(m.group(2).split()[-1],date)
            if after: en=after.end
            if before: st=before.start
            persons.append(Mention(st,en,"person",m.group(2),"name",actor,m.group(1)+(f" of {actor}" if act else "")))
        found=[f for f in found if not any(p.start<f.end and f.start<p.end for p in persons)]+persons
        found.sort(key=lambda f:(f.start,-f.end)); last=-1
        for f in found:
            if f.start>=last: out.append(f); last=f.end
    return out
