"""The member line (docs/formats/member-line.md)."""

import copy

from . import Refused, keys, require
from .entry import MEMBER, cose_key, is_bytes, is_list, is_uint, log_id, scope_label
from .cbor import Map

ROLES = "MON ENU SUP CSO SEC CHR INS COM GRO DPO MEL AUD ADM HUB".split()
AUDIENCES = ("field", "vault", "register", "public")
PROJECT_SCOPE = scope_label("*", "public")
GENESIS, INVITE, ENROL, GRANT, REVOKE, ADMIT, SCOPE, RULES, HUB_KEY, EPOCH = range(10)
MAY = {
    GENESIS: (),
    INVITE: ("ADM",),
    ENROL: ("HUB",),
    GRANT: ("ADM",),
    REVOKE: ("ADM",),
    ADMIT: ("ADM", "SUP"),
    SCOPE: ("ADM",),
    RULES: ("ADM",),
    HUB_KEY: ("ADM",),
    EPOCH: ("HUB",),
}


def governs(at, log, seq):
    return log not in at or seq >= at[log]


class Args:
    """Arguments by name; a missing or wrong one is `arg`."""

    def __init__(self, args):
        self.args = args

    def has(self, name):
        return name in self.args

    def take(self, name, good):
        require(name in self.args and good(self.args[name]), "arg", name)
        return self.args[name]

    def text(self, name):
        return self.take(name, lambda v: type(v) is str)

    def number(self, name):
        return self.take(name, lambda v: type(v) is int)

    def uint(self, name):
        return self.take(name, is_uint)

    def bytes(self, name, size):
        return self.take(name, lambda v: is_bytes(v, size))

    def key(self, name):
        return self.take(name, keys.is_key)

    def role(self):
        return self.take("role", lambda v: v in ROLES)

    def at(self):
        pairs = self.take("at", lambda v: type(v) is Map)
        require(all(is_bytes(k, 32) and is_uint(v) for k, v in pairs), "arg", "at")
        return dict(pairs)


class Line:
    """The line as far as it was walked."""

    def __init__(self, genesis):
        body = genesis.body
        good = body is not None and genesis.is_genesis() and body.verb == GENESIS
        require(good and genesis.seq == 0, "genesis")
        args = Args(body.args)
        key, name = args.key("key"), args.text("name")
        genesis.verify(key)
        require(log_id(key, 0) == genesis.log, "genesis")
        provinces = args.take("provinces", lambda v: is_list(v) and all(type(p) is str for p in v))
        self.project, self.name, self.head, self.ids = genesis.id, name, genesis.id, [genesis.id]
        self.logs = {genesis.log: dict(key=key, member=genesis.author, revoked=None)}
        self.grants = {}
        self.give(genesis.author, "ADM", "*", {})
        self.provinces = {"*", *provinces}
        self.invitations, self.admitted, self.hubs, self.void = {}, set(), [], []
        self.rules, self.epoch = 1, 0

    def give(self, member, role, province, at):
        held = self.grants.setdefault(member, [])
        if not any(g["role"] == role and g["province"] == province and g["until"] is None for g in held):
            held.append(dict(role=role, province=province, frm=at, until=None))

    def scope(self, label):
        """(province, audience) of a label, or None."""
        for province in self.provinces:
            for audience in AUDIENCES:
                if scope_label(province, audience) == label:
                    return province, audience
        return None

    def roles(self, member, log, seq, label):
        scope = self.scope(label)
        if scope is None:
            return set()
        return {
            g["role"]
            for g in self.grants.get(member, [])
            if (g["province"] in ("*", scope[0]) or scope[0] == "*")
            and governs(g["frm"], log, seq)
            and not (g["until"] is not None and governs(g["until"], log, seq))
        }

    def speaks(self, entry):
        info = self.logs.get(entry.log)
        return info is not None and info["member"] == entry.author

    def revoked(self, entry):
        first = self.logs[entry.log]["revoked"]
        return first is not None and entry.seq >= first

    def key_of(self, log):
        require(log in self.logs, "unknown-log")
        return self.logs[log]["key"]

    def extend(self, entry):
        """Walks one entry further; one without effect is listed in `void`."""
        follows = entry.kind == MEMBER and entry.root == self.project
        require(follows and entry.parents == [self.head], "not-a-line")
        entry.verify(self.key_of(entry.log))
        self.head = entry.id
        self.ids.append(entry.id)
        try:
            self.apply(entry)
        except Refused as refused:
            self.void.append((entry.id, refused.reason))

    def would_count(self, entry):
        """Refuses unless the entry, put at the end, has effect."""
        trial = copy.deepcopy(self)
        trial.extend(entry)
        if len(trial.void) > len(self.void):
            raise Refused(trial.void[-1][1])

    def apply(self, entry):
        verb = entry.body.verb if entry.body else None
        require(verb in MAY, "unknown-verb")
        speaks = self.speaks(entry) and not self.revoked(entry)
        roles = self.roles(entry.author, entry.log, entry.seq, entry.scope)
        right = speaks and not roles.isdisjoint(MAY[verb]) and entry.scope == PROJECT_SCOPE
        require(right, "no-right")
        args = Args(entry.body.args)
        if verb == INVITE:
            self.invite(args)
        elif verb == ENROL:
            self.enrol(args, entry.body.clocks[0])
        elif verb == GRANT:
            member, at = args.bytes("member", 16), args.at()
            again = dict(role=args.role(), province=self.province(args), frm=at, until=None)
            self.grants.setdefault(member, []).append(again)
        elif verb == REVOKE:
            self.revoke(args)
        elif verb == ADMIT:
            self.admitted.add(args.bytes("entry", 32))
        elif verb == SCOPE:
            self.provinces.add(args.text("province"))
        elif verb == RULES:
            self.rules = args.uint("version")
        elif verb == HUB_KEY:
            self.hub_key(args)
        elif verb == EPOCH:
            self.epoch = args.uint("epoch")

    def province(self, args):
        return args.take("province", lambda v: type(v) is str and v in self.provinces)

    def invite(self, args):
        key = args.key("key")
        card = dict(role=args.role(), province=self.province(args), expires=args.number("expires"))
        card["member"] = args.bytes("member", 16) if args.has("member") else None
        card["used"] = False
        require(key not in self.invitations, "invitation-twice")
        self.invitations[key] = card

    def enrol(self, args, wall):
        key, member = args.key("key"), args.bytes("member", 16)
        card_key = args.key("invitation")
        run = args.take("run", lambda v: is_uint(v) and v < 1 << 32)
        by_card, by_key = args.bytes("by_invitation", 64), args.bytes("by_key", 64)
        require(card_key in self.invitations, "invitation-unknown")
        card = self.invitations[card_key]
        message = b"saksi/enrol/1" + self.project + cose_key(key) + run.to_bytes(4, "big") + member
        require(keys.holds(card_key, message, by_card), "enrol-signature", "by_invitation")
        require(keys.holds(key, message, by_key), "enrol-signature", "by_key")
        require(not card["used"], "invitation-used")
        require(wall <= card["expires"], "invitation-expired")
        if card["member"] is None:
            require(member not in self.grants, "invitation-person")
        else:
            require(member == card["member"], "invitation-person")
        card["used"] = True
        log = log_id(key, run)
        self.logs.setdefault(log, dict(key=key, member=member, revoked=None))
        self.give(member, card["role"], card["province"], {log: 0})

    def revoke(self, args):
        at = args.at()
        if args.has("log"):
            log = args.bytes("log", 32)
            require(log in self.logs, "arg", "log")
            info, first = self.logs[log], at.get(log, 0)
            info["revoked"] = first if info["revoked"] is None else min(first, info["revoked"])
            return
        member = args.bytes("member", 16)
        role = args.role() if args.has("role") else None
        province = args.text("province") if args.has("province") else None
        require(member in self.grants, "arg", "member")
        for grant in self.grants[member]:
            if role in (None, grant["role"]) and province in (None, grant["province"]):
                held = grant["until"]
                both = at if held is None else {k: min(at[k], held[k]) for k in at.keys() & held.keys()}
                grant["until"] = dict(both)

    def hub_key(self, args):
        key, member = args.key("key"), args.bytes("member", 16)
        hub = dict(origin=args.text("origin"), checkpoint=args.key("checkpoint"), clock=args.key("clock"))
        self.hubs.append(hub)
        self.logs.setdefault(log_id(key, 0), dict(key=key, member=member, revoked=None))
        self.give(member, "HUB", "*", {})
