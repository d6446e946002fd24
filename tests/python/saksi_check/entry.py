"""Entries (docs/formats/entry.md): envelope, header, body, commitment, ids."""

import hashlib
import hmac
from dataclasses import dataclass, field

from . import Refused, cbor, keys, require
from .cbor import GONE, Map

UNBORN = bytes(32)
PREFIX = bytes.fromhex("d28443a10132a0")
MEMBER, LOG, CHANGE, EVIDENCE, ACT, ERASE, PUBLISH = range(7)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def log_id(key, run):
    return sha256(b"saksi/log/1", cose_key(key), run.to_bytes(4, "big"))


def cose_key(key):
    return bytes.fromhex("a301012006215820") + key


def scope_label(province, audience):
    return sha256(f"{province}/{audience}".encode())[:8]


def is_uint(value):
    return type(value) is int and value >= 0


def is_bytes(value, size):
    return type(value) is bytes and len(value) == size


def is_list(value, length=None):
    return type(value) is list and (length is None or len(value) == length)


@dataclass
class Body:
    schema: int
    clocks: list = None
    writes: list = field(default_factory=list)
    verb: int = None
    args: dict = field(default_factory=dict)
    refs: list = field(default_factory=list)
    blobs: list = field(default_factory=list)


@dataclass
class Entry:
    id: bytes
    log: bytes
    seq: int
    prev: bytes
    seen: tuple
    author: bytes
    scope: bytes
    kind: int
    root: bytes  # header key 8
    parents: list
    signed: bytes
    signature: bytes
    body: Body

    @property
    def record(self):
        return self.root or self.id

    def is_genesis(self):
        return self.kind == MEMBER and self.root is None

    def verify(self, key):
        require(keys.holds(key, self.signed, self.signature), "signature")


def read(project, exchanged):
    """An exchanged entry, everything checked but the signature."""
    require(is_list(exchanged, 3), "shape", "[cose, salt, body]")
    cose, salt, raw = exchanged
    require(type(cose) is bytes and (salt is None) == (raw is None), "shape")
    header_bytes, signature = _envelope(cose)
    header = cbor.decode(header_bytes)
    fields = _header(header)
    body = None
    if raw is not None:
        require(is_bytes(salt, 32) and type(raw) is bytes, "shape", "salt and body")
        require(len(raw) <= 1 << 20, "body-too-large")
        made = hmac.digest(salt, b"saksi/body/1\0" + raw, "sha256")
        require(made == header.get(10), "commitment")
        body = _body(cbor.decode(raw))
    genesis = fields["kind"] == MEMBER and fields["root"] is None
    aad = b"saksi/entry/1" + (UNBORN if genesis else project)
    signed = cbor.encode(["Signature1", bytes.fromhex("a10132"), aad, header_bytes])
    entry = Entry(id=sha256(signed), signed=signed, signature=signature, body=body, **fields)
    if genesis and project != UNBORN:
        require(entry.id == project, "other-project")
    return entry


def _envelope(cose):
    require(cose.startswith(PREFIX), "envelope")
    rest = cose[len(PREFIX) :]
    require(len(rest) > 66 and rest[-66:-64] == b"\x58\x40", "envelope")
    try:
        header = cbor.decode(rest[:-66])
    except Refused as refused:
        raise Refused("envelope", refused.reason) from None
    require(type(header) is bytes, "envelope")
    require(len(header) <= 2048, "header-too-large")
    return header, rest[-64:]


def _known(value, keys_known):
    require(type(value) is Map, "shape", "a map")
    for key in value.every_key():
        require(type(key) is int, "shape", "an integer key")
        require(key in keys_known, "unknown-key", str(key))


def _header(header):
    require(type(header) is Map, "shape", "a map")
    version = header.get(0)
    require(type(version) is int, "shape", "version")
    require(version == 1, "version")
    _known(header, range(11))
    get = header.get
    present = header.every_key()
    for key, size in ((1, 32), (5, 16), (6, 8), (10, 32)):
        require(is_bytes(get(key), size), "shape", f"header {key}")
    for key in (3, 8):
        require(key not in present or is_bytes(get(key), 32), "shape", f"header {key}")
    require(is_uint(get(2)) and is_uint(get(7)) and 4 in present, "shape", "header")
    seen = get(4)
    if seen is not None:
        good = is_list(seen, 3) and is_uint(seen[0]) and is_uint(seen[1]) and is_bytes(seen[2], 32)
        require(good, "shape", "seen")
        seen = tuple(seen)
    parents = get(9, [])
    require(is_list(parents) and all(is_bytes(p, 32) for p in parents), "shape", "parents")
    require((3 in present) == (get(2) > 0), "prev")
    require(len(parents) <= 32, "parents-many")
    require(all(a < b for a, b in zip(parents, parents[1:])), "parents-order")
    require((8 in present) == bool(parents), "root")
    require(9 not in present or parents, "empty")
    names = dict(log=1, seq=2, prev=3, author=5, scope=6, kind=7, root=8)
    return dict({name: get(key) for name, key in names.items()}, seen=seen, parents=parents)


def _body(body):
    require(type(body) is Map, "shape", "a map")
    schema = body.get(0)
    require(is_uint(schema) and schema >= 1, "shape", "schema")
    if schema > 1:
        return Body(schema)
    _known(body, range(9))
    present = body.every_key()
    for key in (2, 4, 5, 6, 7, 8):
        if key in present:
            value = body.get(key)
            if key == 8:
                require(type(value) is bool, "shape", "final")
                require(value, "empty")
            else:
                require(type(value) is (Map if key == 4 else list), "shape", f"body {key}")
                require(len(value) > 0, "empty")
    verb = body.get(3)
    require(3 not in present or is_uint(verb), "shape", "verb")
    args = {}
    for name, value in body.get(4, Map()):
        require(type(name) is str, "shape", "argument")
        require(not _holds_gone(value), "tombstone", name)
        args[name] = value
    _writes(body.get(7, []), False)
    return Body(
        schema,
        _clocks(body.get(1)),
        _writes(body.get(2, []), True),
        verb,
        args,
        [_reference(r) for r in body.get(5, [])],
        [_blob(b) for b in body.get(6, [])],
    )


def _clocks(clocks):
    require(is_list(clocks, 6), "shape", "clocks")
    wall, zone, boot, since, age, gnss = clocks
    good = all(type(n) is int for n in (wall, zone, since))
    good = good and type(boot) is bytes and len(boot) <= 16
    good = good and all(n is None or type(n) is int for n in (age, gnss))
    require(good, "shape", "clocks")
    return clocks


def _holds_gone(value):
    if type(value) is Map:
        return any(_holds_gone(k) or _holds_gone(v) for k, v in value)
    return value is GONE or (type(value) is list and any(map(_holds_gone, value)))


def _path(path):
    require(is_list(path), "shape", "path")
    for step in path:
        if type(step) is bytes:
            require(len(step) == 8, "shape", "row id")
        else:
            require(type(step) is str and step, "shape", "field")
    alternates = all((type(s) is bytes) == (i % 2 == 1) for i, s in enumerate(path))
    require(1 <= len(path) <= 12 and alternates, "path")
    return tuple(path)


def _writes(writes, may_remove):
    made = {}
    for write in writes:
        require(is_list(write, 2), "shape", "[path, value]")
        path, value = _path(write[0]), write[1]
        is_row = type(path[-1]) is bytes
        if value is GONE:
            require(is_row and may_remove, "tombstone")
        else:
            require(not is_row and not _holds_gone(value), "tombstone")
        require(path not in made, "path-twice")
        made[path] = value
    return list(made.items())


def _reference(reference):
    good = is_list(reference, 2) and is_bytes(reference[0], 32) and is_list(reference[1])
    require(good and all(is_bytes(h, 32) for h in reference[1]), "shape", "reference")
    return reference


def _blob(blob):
    _known(blob, range(7))
    get = blob.get
    good = all(is_bytes(get(k), 32) for k in (0, 1, 2)) and is_uint(get(3))
    good = good and type(get(4)) is str and type(get(5)) is str
    good = good and (6 not in blob.every_key() or is_bytes(get(6), 32))
    require(good, "shape", "blob")
    return dict(cid=get(0), key=get(1), sha256=get(2), size=get(3), type=get(4), role=get(5))
