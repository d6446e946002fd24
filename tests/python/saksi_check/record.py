"""Effect, fold and digest of records (docs/formats/record.md)."""

from dataclasses import dataclass, field

from . import acts, cbor
from .cbor import GONE
from .entry import ACT, CHANGE, ERASE, EVIDENCE, LOG, MEMBER, PUBLISH, sha256

COLLECTORS = {"MON", "ENU", "SUP", "CSO", "COM", "SEC"}
EVERYONE = set("MON ENU SUP CSO SEC CHR INS COM GRO DPO MEL ADM HUB".split())
PRIVATE = ("field", "vault")
MAY = {
    (LOG, "field"): EVERYONE,
    (LOG, "vault"): EVERYONE,
    (LOG, "register"): EVERYONE,
    (LOG, "public"): EVERYONE,
    (CHANGE, "field"): COLLECTORS,
    (CHANGE, "vault"): COLLECTORS,
    (CHANGE, "register"): {"CSO", "SEC"},
    (EVIDENCE, "field"): COLLECTORS,
    (EVIDENCE, "vault"): COLLECTORS,
    (EVIDENCE, "register"): {"CSO", "SEC", "SUP", "INS", "CHR"},
    (ERASE, "field"): COLLECTORS | {"DPO"},
    (ERASE, "vault"): COLLECTORS | {"DPO"},
    (ERASE, "register"): {"DPO"},
    (ERASE, "public"): {"DPO"},
    (PUBLISH, "public"): {"CSO", "MEL", "ADM", "HUB"},
}


@dataclass
class Folded:
    record: bytes
    order: list  # ids in causal order
    past: dict  # id -> set of ids
    fields: dict = field(default_factory=dict)  # path -> sorted encodings of live values
    acts: list = field(default_factory=list)
    contested: list = field(default_factory=list)
    stale: list = field(default_factory=list)
    heads: list = field(default_factory=list)
    pending: list = field(default_factory=list)
    void: list = field(default_factory=list)
    unknown: list = field(default_factory=list)
    erased: bool = False

    def conflicts(self):
        return [path for path in self.paths() if len(self.fields[path]) > 1]

    def paths(self):
        def order(path):
            return [s.encode() if type(s) is str else s for s in path]

        return sorted(self.fields, key=order)

    def value(self):
        fields = [[list(p), [cbor.decode(v) for v in self.fields[p]]] for p in self.paths()]
        return [self.record, fields, self.acts, self.erased]

    def digest(self):
        return sha256(cbor.encode(self.value()))


def digest_of_all(folds):
    return sha256(cbor.encode([f.value() for f in sorted(folds, key=lambda f: f.record)]))


def _causal(entries):
    """Ids in causal order with their pasts, and the pending ones."""
    left, order, past = dict(entries), [], {}
    while ready := [i for i, e in left.items() if all(p in past for p in e.parents)]:
        chosen = min(ready)
        parents = left.pop(chosen).parents
        past[chosen] = set(parents).union(*(past[p] for p in parents))
        order.append(chosen)
    return order, past, sorted(left)


def _kind_of(root):
    """What kind of record a root opens."""
    if root.kind == CHANGE:
        return "submission"
    if root.kind == EVIDENCE:
        return "evidence"
    verb = acts.table().get(root.body.verb) if root.kind == ACT and root.body else None
    return verb["on"][0] if verb else None


def effect(entry, root, line, twins):
    """('ok' | 'void' | 'unknown', reason); guards and arguments of acts are taken to hold."""
    if entry.kind == MEMBER:
        return ("void", "no-right") if entry.id in dict(line.void) else ("ok", None)
    admitted = entry.id in line.admitted
    if entry.id in twins and not admitted:
        return "void", "twin"
    if not line.speaks(entry):
        return "void", "log-not-of-author"
    if line.revoked(entry) and not admitted:
        return "void", "revoked"
    if entry.kind > PUBLISH or line.rules > 1 or (not _erasable(entry) and _newer(entry)):
        return "unknown", "newer-version"
    if entry.scope != root.scope:
        return "void", "scope"
    verb = None
    if entry.kind == ACT:
        if entry.body is None:
            return "unknown", "body-missing"
        verb = acts.table().get(entry.body.verb)
        if verb is None:
            return "unknown", "newer-version"
    if not admitted and not _may(entry, root, line, verb):
        return "void", "no-right"
    if verb and (verb["creates"] != (entry.root is None) or _kind_of(root) not in verb["on"]):
        return "void", "wrong-record"
    return "ok", None


def _erasable(entry):
    return entry.kind in (CHANGE, EVIDENCE)


def _newer(entry):
    return entry.body is not None and entry.body.schema > 1


def _unread(entry):
    """Why what an entry that counts says is not known here, or None."""
    if _erasable(entry):
        return "body-missing" if entry.body is None else "newer-version" if _newer(entry) else None
    return None


def _may(entry, root, line, verb):
    scope = line.scope(entry.scope)
    if scope is None:
        return False
    roles = line.roles(entry.author, entry.log, entry.seq, entry.scope)
    if verb:
        on = any(scope[1] in acts.AUDIENCES[kind] for kind in verb["on"])
        return on and not roles.isdisjoint(verb["roles"])
    if entry.kind == ERASE and "DPO" not in roles and entry.author != root.author:
        return False
    return not roles.isdisjoint(MAY.get((entry.kind, scope[1]), ()))


def fold(record, entries, line, twins=()):
    """Folds the entries (any order, any duplicates) of one record."""
    of_record = {e.id: e for e in entries if e.record == record}
    order, past, pending = _causal(of_record)
    folded = Folded(record, order, past, pending=pending)
    ok = []
    for entry_id in order:
        entry = of_record[entry_id]
        what, why = effect(entry, of_record[record], line, twins)
        if what == "ok":
            ok.append(entry)
            if _unread(entry):
                folded.unknown.append((entry_id, _unread(entry)))
        else:
            getattr(folded, what).append((entry_id, why))
    named = {p for i in order for p in of_record[i].parents}
    folded.heads = sorted(i for i in order if i not in named)
    folded.erased = any(e.kind == ERASE for e in ok)
    if folded.erased:
        folded.unknown = [u for u in folded.unknown if not _erasable(of_record[u[0]])]
    else:
        folded.fields = _fields(ok, past)
    made = [e for e in ok if e.kind == ACT]
    folded.acts = [e.id for e in made]
    folded.contested = _contested(made, past)
    changes = [e.id for e in ok if e.kind == CHANGE]
    folded.stale = sorted(
        e.id
        for e in made
        if acts.table()[e.body.verb]["name"] in acts.STALE
        and any(c not in past[e.id] for c in changes)
    )
    return folded


def _fields(ok, past):
    writes, removals = {}, []
    for entry in ok:
        if entry.kind == ACT or entry.body is None:
            continue
        for path, value in entry.body.writes:
            writes.setdefault(path, {})[entry.id] = cbor.encode(value)
            if value is GONE:
                removals.append((path, entry.id))
    fields = {}
    for path, by in writes.items():
        for row, entry_id in removals:
            if path[: len(row)] == row:
                by.setdefault(entry_id, cbor.encode(GONE))
        live = {v for i, v in by.items() if not any(i in past[j] for j in by)}
        if live != {cbor.encode(GONE)}:
            fields[path] = sorted(live)
    return fields


def _contested(made, past):
    groups = {}
    for entry in made:
        verb = acts.table()[entry.body.verb]
        if verb["excludes"]:
            about = entry.body.args.get(verb["about"]) if verb["about"] else None
            groups.setdefault((verb["excludes"], cbor.encode(about)), []).append(entry)
    contested = []
    for group in groups.values():
        last = [e for e in group if not any(e.id in past[o.id] for o in group)]
        said = {e.id: (e.body.verb, sorted((k, cbor.encode(v)) for k, v in e.body.args.items())) for e in last}
        differ = [e.id for e in last if any(said[e.id] != other for other in said.values())]
        if differ:
            contested.append(differ)
    return contested
