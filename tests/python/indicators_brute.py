"""Brute-force evaluator of the indicators, written from the definitions and not from the Rust code.

Reads registers as JSON lines on standard input and prints one line of figures for each. Standard
library only. The definitions stand in docs/formats/indicators.md (after domain.md, section 10).

Everything here asks questions of the list of events anew ("is there an event such that ..."); no
state is carried, nothing is cached, and speed is of no concern.
"""

import datetime
import json
import sys

DAY = 86_400_000
EPOCH = datetime.date(1970, 1, 1)
STATED = {
    "problem.validate": "identified", "problem.discuss": "date", "problem.table": "date",
    "problem.commit": "date", "problem.recommend": "date",
    "problem.record_follow_up": "date", "commitment.judge": "date",
    "problem.resolve": "date", "problem.refer": "date", "problem.refuse": "date",
    "problem.reply": "date", "problem.reopen": "date",
}
TWO = {
    "problem.merge": ("SEC", "SUP"), "problem.unmerge": ("SEC", "SUP"),
    "problem.invalidate": ("SUP", "SUP"), "problem.seal": ("DPO", "CSO"),
    "problem.unseal": ("DPO", "CSO"),
}
ANSWERS = {"letter", "refer", "refuse"}


def days(text):
    return (datetime.date.fromisoformat(text) - EPOCH).days


def start_of_day(text, zone):
    return days(text) * DAY - zone * 60_000


def end_of_day(text, zone):
    return start_of_day(text, zone) + DAY - 1


def day_before(text):
    return (datetime.date.fromisoformat(text) - datetime.timedelta(days=1)).isoformat()


def hides(act):
    return act["verb"] == "problem.seal" or (
        act["verb"] == "problem.withdraw" and act["args"].get("reason") == "safety")


def clamped(act):
    t = act["device"]
    if act["earliest"] is not None:
        t = max(t, act["earliest"])
    if act["recorded"] is not None:
        t = min(t, act["recorded"])
    return t


def partners(a, b):
    one, other = TWO[a["verb"]]
    return (a["author"] != b["author"] and a["verb"] == b["verb"] and a["args"] == b["args"]
            and ((one in a["roles"] and other in b["roles"])
                 or (other in a["roles"] and one in b["roles"])))


class Problem:
    """One problem at one cut: every question about its own acts."""

    def __init__(self, history, forums, until, known_at):
        self.root = history["acts"][0]
        self.id = self.root["entry"]
        self.known_acts = [a for a in history["acts"]
                           if a["recorded"] is not None and a["recorded"] <= known_at]
        self.is_known = self.root in self.known_acts
        if not self.is_known:
            return
        self.msfs = {self.root["args"]["msf"]} | {
            a["args"]["msf"] for a in self.known_acts if a["verb"] == "problem.table"}
        zones = [forums[m]["zone_minutes"] for m in self.msfs if m in forums]
        self.zone = max(zones) if zones else 0
        self.cut = end_of_day(until, self.zone)
        self.known = self.wholes(history["contested"])
        self.ev = [(a, t) for a, t in self.known if t <= self.cut]

    def when(self, act):
        stated = STATED.get(act["verb"])
        if stated and stated in act["args"]:
            return min(start_of_day(act["args"][stated], self.zone), act["recorded"])
        return clamped(act)

    def wholes(self, contested):
        out, waiting = [], []
        for a in self.known_acts:
            if a["entry"] in contested and not hides(a):
                continue
            whole = True
            if a["verb"] in TWO:
                mates = [w for w in waiting if partners(w, a)]
                if mates:
                    waiting.remove(mates[0])
                else:
                    waiting.append(a)
                    whole = False
            if whole or hides(a):
                out.append((a, self.when(a)))
        return out

    def of(self, *verbs, **args):
        return [(i, a, t) for i, (a, t) in enumerate(self.ev) if a["verb"] in verbs
                and all(a["args"].get(k) == v for k, v in args.items())]

    # place ---------------------------------------------------------------------------------
    def place(self):
        if self.of("problem.withdraw", reason="safety"):
            return ("safety" if self.of("problem.validate") else "unvalidated"), None
        return self.place_among(list(range(len(self.ev))))

    def place_among(self, indexes):
        """The place by the events at these indexes, by looking for the last event that decides."""
        events = [self.ev[i][0] for i in indexes]
        for n, a in enumerate(events):
            if a["verb"] == "problem.invalidate":
                return "invalid", None
            if a["verb"] == "problem.finding" and a["args"]["standing"] == "falls" \
                    and a["args"]["support_left"] == 0 \
                    and self.place_among(indexes[:n])[0] == "valid":
                return "invalid", None
        if not events:
            return "unvalidated", None
        last, before = events[-1], indexes[:-1]
        was = self.place_among(before)
        if last["verb"] == "problem.validate" and was[0] in ("unvalidated", "awaiting"):
            return "valid", None
        if last["verb"] == "problem.finding" and last["args"]["standing"] == "falls" \
                and was[0] == "valid":
            return "awaiting", None
        if last["verb"] == "problem.merge" and was[0] != "merged":
            return "merged", last["args"]["into"]
        if last["verb"] == "problem.unmerge" and was[0] == "merged":
            # As it stood before the merge that is undone.
            for n in reversed(range(len(before))):
                if self.place_among(before[:n])[0] != "merged":
                    return self.place_among(before[:n])
        if last["verb"] == "problem.split":
            return "split", None
        return was

    # plain facts ---------------------------------------------------------------------------
    def track(self):
        corrected = [a for a, _ in self.known if a["verb"] == "problem.retrack"]
        return (corrected[-1] if corrected else self.root)["args"]["track"]

    def confidential(self):
        last = self.root["args"]["sensitivity"] == "sealed"
        for a, _ in self.known:
            if a["verb"] in ("problem.seal", "problem.unseal"):
                last = a["verb"] == "problem.seal"
        return last or any(a["verb"] == "problem.withdraw" and a["args"]["reason"] == "safety"
                           for a, _ in self.known)

    def identified(self):
        return [(t, a["entry"]) for _, a, t in self.of("problem.validate")]

    def tabled(self):
        return [(t, a["entry"]) for _, a, t in self.of("problem.table")]

    def commitments(self):
        out = []
        for i, a, t in self.of("problem.commit"):
            mine = {"commitment": a["entry"]}
            moved = [m for n, m, _ in self.of("problem.reschedule", **mine) if n > i]
            judged = [(m, s) for n, m, s in self.of("commitment.judge", **mine) if n > i]
            kept = judged and judged[-1][0]["args"]["outcome"] == "fulfilled"
            out.append({
                "t": t, "entry": a["entry"], "essential": a["args"]["essential"],
                "first_due": a["args"]["due"],
                "due": moved[-1]["args"]["due"] if moved else a["args"]["due"],
                "kept": judged[-1][1] if kept else None,
                "dropped": any(n > i for n, _, _ in self.of("problem.drop", **mine)),
            })
        return out

    def follow_ups(self):
        out = []
        for i, a, t in self.of("problem.record_follow_up"):
            mine = {"follow_up": a["entry"]}
            checks = [c for n, c, _ in self.of("problem.verify_follow_up", **mine) if n > i]
            claimed = any(n > i for n, _, _ in self.of("problem.reattribute", **mine))
            kind = a["args"]["kind"]
            out.append({
                "t": t, "entry": a["entry"],
                "action": kind not in ANSWERS and not (
                    kind == "visit" and not a["args"].get("report", False)),
                "proof": checks[-1]["args"]["outcome"] if checks else None,
                "external": a["args"]["attribution"] == "external" and not claimed,
            })
        return out

    def answers(self):
        direct = self.of("problem.refer", "problem.refuse")
        direct += self.of("problem.reply", **{"from": "duty_bearer"})
        return [(t, a["entry"]) for _, a, t in direct]

    def confirmed(self):
        reopened = [i for i, _, _ in self.of("problem.reopen")]
        since = max(reopened, default=-1)
        verified = [i for i, _, _ in self.of("problem.resolve") if i > since]
        if not verified:
            return None
        said = [(a, t) for i, a, t in self.of("problem.community_confirm",
                                              "problem.community_confirm_sealed")
                if i > min(verified)]
        if said and said[-1][0]["args"]["agree"]:
            return (said[-1][1], said[-1][0]["entry"])
        return None

    def ended(self):
        over = self.of("problem.close", "problem.withdraw", "problem.reopen")
        return bool(over) and over[-1][1]["verb"] != "problem.reopen"

    def straddling(self):
        return [a["entry"] for a in self.known_acts if a["verb"] not in STATED
                and (a["earliest"] is None or a["earliest"] <= self.cut)
                and (a["recorded"] is None or a["recorded"] > self.cut)]


class Register:
    """All problems at one cut, with merges and splits."""

    def __init__(self, line, until, known_at):
        seen = [Problem(h, line["forums"], until, known_at) for h in line["problems"]]
        self.p = {q.id: q for q in sorted(seen, key=lambda q: q.id) if q.is_known}
        self.places = {i: q.place() for i, q in self.p.items()}

    def merged_into(self, i):
        """The problem and all that was merged into it, at any distance."""
        family, before = {i}, set()
        while family != before:
            before = set(family)
            family |= {j for j, (word, into) in self.places.items()
                       if word == "merged" and into in before}
        return family

    def elders(self, i):
        family, before = self.merged_into(i), set()
        while family != before:
            before = set(family)
            for j in before:
                parent = self.p[j].root["args"].get("split_from") if j in self.p else None
                if parent in self.p and self.places[parent][0] == "split":
                    family |= self.merged_into(parent)
        return family

    def identified(self, i):
        return min((f for j in self.elders(i) for f in self.p[j].identified()), default=None)

    def tabled(self, i):
        return min((f for j in self.elders(i) for f in self.p[j].tabled()), default=None)

    def valid(self, i):
        return self.places[i][0] == "valid"

    def rungs(self, i):
        """When F1, F2, F3, F4 were first reached."""
        line = self.merged_into(i)
        deeds = [d for j in line for d in self.p[j].follow_ups()
                 if not d["external"] and d["proof"] != "fails"]
        promises = [c for j in line for c in self.p[j].commitments()]
        tabled = self.tabled(i)
        f1 = [f for j in line for f in self.p[j].answers()]
        f1 += [(d["t"], d["entry"]) for d in deeds if not d["action"]]
        f2 = [(c["t"], c["entry"]) for c in promises]
        f3 = [(d["t"], d["entry"]) for d in deeds if d["action"] and d["proof"] == "holds"
              and tabled is not None and d["t"] >= tabled[0]]
        kept = all(c["kept"] is not None and not c["dropped"] for c in promises if c["essential"])
        f4 = self.p[i].confirmed() if f3 and kept else None
        return [min(f1, default=None), min(f2, default=None), min(f3, default=None), f4]

    def rung(self, i):
        return max((n + 1 for n, f in enumerate(self.rungs(i)) if f is not None), default=0)

    def external(self, i):
        return min(((d["t"], d["entry"]) for j in self.merged_into(i)
                    for d in self.p[j].follow_ups() if d["external"]), default=None)

    def msfs(self, i):
        return sorted({m for j in self.merged_into(i) for m in self.p[j].msfs})

    def open(self, i):
        return self.valid(i) and not self.p[i].ended()


def figure(ids):
    ids = sorted(ids)
    return {"count": len(ids), "problems": ids}


def rate(n, d):
    n, d = figure(n), figure(d)
    return {"n": n, "d": d, "tenths": tenths(n["count"], d["count"])}


def tenths(n, d):
    if d == 0:
        return None
    whole, rest = divmod(n * 1000, d)
    return whole + (1 if 2 * rest >= d else 0)


def median(step, values):
    values = sorted(values)
    if not values:
        middle = None
    elif len(values) % 2:
        middle = values[len(values) // 2] * 10
    else:
        middle = (values[len(values) // 2 - 1] + values[len(values) // 2]) * 5
    return {"step": step, "tenths_of_days": middle, "of": len(values)}


def sheet(line, track, end, start):
    switches, cut = line["switches"], line["cut"]
    tracks = {track} | ({"E"} if track == "L" and switches["env_in_licensing"] else set())
    everything = [i for i in end.p if end.p[i].track() in tracks]
    valid = [i for i in everything if end.valid(i)]
    base = valid
    if switches["denominator"] == "tabled":
        base = [i for i in valid if end.tabled(i) is not None]
    threshold = int(switches["threshold"][1])

    def share(ids):
        return rate([i for i in ids if end.rung(i) >= threshold], ids)

    def arg(i, name):
        return end.p[i].root["args"][name]

    headline = share(base)
    if switches["denominator"] == "scoping":
        items = {(s["province"], s["track"], s["kind"]) for s in switches["scoping"]
                 if s["track"] in tracks}
        hits = {item: [i for i in base if arg(i, "type") == item[2]
                       and end.p[i].track() == item[1] and end.rung(i) >= threshold
                       and any(a[:2] == item[0] for a in arg(i, "areas"))] for item in items}
        met = sum(1 for found in hits.values() if found)
        headline = {
            "n": {"count": met, "problems": sorted({i for f in hits.values() for i in f})},
            "d": {"count": len(items), "problems": sorted(base)},
            "tenths": tenths(met, len(items))}
    lines = [{"msf": m, "name": line["forums"][m]["name"],
              "rate": share([i for i in base if m in end.msfs(i)])}
             for m in sorted(line["forums"])]
    sums = {k: sum(x["rate"][k]["count"] for x in lines) for k in "nd"}
    once = {k: len({i for x in lines for i in x["rate"][k]["problems"]}) for k in "nd"}

    def older(limit):
        return rate([i for i in valid if end.identified(i) is not None
                     and end.p[i].cut - end.identified(i)[0] > limit * DAY], valid)

    def between(step, first, second):
        spans = [(first(i), second(i)) for i in valid]
        return median(step, [(b[0] - a[0]) // DAY for a, b in spans if a and b])

    promises = [(i, c) for i in valid for j in end.merged_into(i) for c in end.p[j].commitments()]
    due = [(i, c) for i, c in promises if c["first_due"] <= cut["until"]]
    return {
        "track": track, "headline": headline,
        "ladder": [[f"F{r}", rate([i for i in base if end.rung(i) >= r], base)]
                   for r in (1, 2, 3, 4)],
        "by_level": [[x, share([i for i in base if arg(i, "level") == x])]
                     for x in ("case", "systemic")],
        "by_competence": [[x, share([i for i in base if arg(i, "competence") == x])]
                          for x in ("local", "central", "shared")],
        "by_msf": {"lines": lines, "sum_d": sums["d"], "overlap_d": sums["d"] - once["d"],
                   "sum_n": sums["n"], "overlap_n": sums["n"] - once["n"]},
        "confidential": figure(i for i in valid if end.p[i].confidential()),
        "withdrawn_for_safety": figure(i for i in everything if end.places[i][0] == "safety"),
        "awaiting_validation": figure(i for i in everything if end.places[i][0] == "awaiting"),
        "external": figure(i for i in valid if end.external(i)),
        "reopened": figure(i for i in valid if end.p[i].of("problem.reopen")),
        "older_90": older(90), "older_180": older(180),
        "medians": [
            between("identified_tabled", end.identified, end.tabled),
            between("tabled_F2", end.tabled, lambda i: end.rungs(i)[1]),
            between("F2_F3", lambda i: end.rungs(i)[1], lambda i: end.rungs(i)[2]),
            between("F3_F4", lambda i: end.rungs(i)[2], lambda i: end.rungs(i)[3])],
        "promises": {
            "due": len(due),
            "on_time": sum(1 for i, c in due if c["kept"] is not None
                           and c["kept"] <= end_of_day(c["first_due"], end.p[i].zone)),
            "overdue_30": sum(1 for _, c in promises if c["kept"] is None and not c["dropped"]
                              and days(cut["until"]) - days(c["due"]) > 30)},
        "period": period(line, tracks, end, start),
    }


def period(line, tracks, end, start):
    mine = {i for i in end.p if end.p[i].track() in tracks}
    open_end = {i for i in mine if end.open(i)}
    open_start = {i for i in start.p if start.p[i].track() in tracks and start.open(i)}
    first_day = line["cut"]["from"]
    new = {i for i in mine if end.places[i][0] not in ("safety", "invalid")
           and end.identified(i) is not None
           and end_of_day(day_before(first_day), end.p[i].zone) < end.identified(i)[0]
           <= end.p[i].cut} - open_start
    gone = (open_start | new) - open_end

    def reached(r):
        return figure(i for i in mine if end.valid(i) and end.rung(i) >= r
                      and (i not in start.p or start.rung(i) < r))

    return {
        "open_at_start": figure(open_start), "identified": figure(new),
        "returned": figure(open_end - open_start - new),
        "reached_f2": reached(2), "reached_f3": reached(3), "reached_f4": reached(4),
        "closed": figure(i for i in gone if end.valid(i)),
        "left": figure(i for i in gone if not end.valid(i)),
        "open_at_end": figure(open_end),
    }


def evaluate(line):
    cut = line["cut"]
    end = Register(line, cut["until"], cut["known_at_ms"])
    start = Register(line, day_before(cut["from"]), cut["known_at_ms"])
    hub = {e for h in line["problems"] for e in h["by_hub"]}
    straddling = sorted(e for q in end.p.values() for e in q.straddling())
    by_hub = sorted(a["entry"] for q in end.p.values() for a, _ in q.known if a["entry"] in hub)
    problems = []
    for i, q in end.p.items():
        steps = [("identified", end.identified(i)), ("tabled", end.tabled(i))]
        steps += list(zip(("F1", "F2", "F3", "F4"), end.rungs(i)))
        steps.append(("external", end.external(i)))
        problems.append({
            "record": i, "number": q.root["args"]["number"], "track": q.track(),
            "place": end.places[i][0], "rung": f"F{end.rung(i)}",
            "confidential": q.confidential(), "msfs": end.msfs(i),
            "because": [[name, fact[1]] for name, fact in steps if fact],
            "acts": [a["entry"] for a, _ in q.ev]})
    return {
        "known_at_ms": cut["known_at_ms"],
        "tracks": [sheet(line, t, end, start) for t in "LRE"],
        "straddling": {"count": len(straddling), "entries": straddling},
        "by_hub": {"count": len(by_hub), "entries": by_hub},
        "problems": problems,
    }


def main():
    # Everything is read before anything is written, so that a caller may write it all first.
    for text in sys.stdin.read().splitlines():
        if text.strip():
            print(json.dumps(evaluate(json.loads(text)), sort_keys=True))


if __name__ == "__main__":
    main()
