"""Tree, notes, receipts (docs/formats/checkpoint.md)."""

import base64
from dataclasses import dataclass

from . import Refused, cbor, keys, require
from .entry import is_bytes, is_list, is_uint, sha256


def leaf(entry_id):
    return sha256(b"\0", entry_id)


def node(left, right):
    return sha256(b"\1", left, right)


def half(n):
    """The largest power of two below n."""
    return 1 << ((n - 1).bit_length() - 1)


def root(ids):
    """The root of the tree over all these ids."""
    if not ids:
        return sha256()
    if len(ids) == 1:
        return leaf(ids[0])
    k = half(len(ids))
    return node(root(ids[:k]), root(ids[k:]))


def check_inclusion(entry_id, index, size, proof, tree_root):
    """Recursive, after RFC 6962 2.1.1: the last hash of the path is the highest."""

    def climb(i, n, path):
        if n == 1:
            require(not path, "proof")
            return leaf(entry_id)
        require(path, "proof")
        k = half(n)
        if i < k:
            return node(climb(i, k, path[:-1]), path[-1])
        return node(path[-1], climb(i - k, n - k, path[:-1]))

    require(0 <= index < size, "proof")
    require(climb(index, size, list(proof)) == tree_root, "proof")


def check_consistency(old, old_root, new, new_root, proof):
    """Recursive, after RFC 6962 2.1.2: both roots come out of one walk."""
    require(old <= new, "proof")
    if old == new or old == 0:
        require(not proof and (old == 0 or old_root == new_root), "proof")
        return

    def walk(m, n, path, whole):
        """(old root, new root) of the first n leaves, m of which are old."""
        if m == n:
            if whole:
                require(not path, "proof")
                return old_root, old_root
            require(len(path) == 1, "proof")
            return path[0], path[0]
        require(path, "proof")
        k = half(n)
        if m <= k:
            before, after = walk(m, k, path[:-1], whole)
            return before, node(after, path[-1])
        before, after = walk(m - k, n - k, path[:-1], False)
        return node(path[-1], before), node(path[-1], after)

    require(walk(old, new, list(proof), True) == (old_root, new_root), "proof")


def check_range(ids, start, size, proof, tree_root):
    end = start + len(ids)
    require(ids and end <= size, "proof")
    hashes, leaves = iter(proof), iter(ids)

    def rebuild(lo, hi):
        if hi <= start or lo >= end:
            found = next(hashes, None)
            require(found is not None, "proof")
            return found
        if hi - lo == 1:
            return leaf(next(leaves))
        middle = lo + half(hi - lo)
        left = rebuild(lo, middle)
        return node(left, rebuild(middle, hi))

    require(rebuild(0, size) == tree_root and next(hashes, None) is None, "proof")


@dataclass
class Checkpoint:
    epoch: int
    size: int
    root: bytes
    time_ms: int


def _number(text, reason):
    require(text.isascii() and text.isdigit() and str(int(text)) == text, reason)
    require(int(text) < 1 << 64, reason)
    return int(text)


def _base64(text):
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return raw if base64.b64encode(raw).decode() == text else None


def _signature(lines, name, algorithm, key, length):
    key_id = sha256(name.encode(), b"\n", bytes([algorithm]), key)[:4]
    for line in lines.split("\n"):
        start = f"— {name} "
        raw = _base64(line[len(start) :]) if line.startswith(start) else None
        if raw is not None and raw[:4] == key_id and len(raw) == 4 + length:
            return raw[4:]
    return None


def read_note(note, project, hub):
    """The checkpoint of a note, both signatures checked under one hub-key entry."""
    text, gap, signatures = note.partition("\n\n")
    require(gap, "note-format")
    lines = text.split("\n")
    require(len(lines) == 3, "note-format")
    text += "\n"
    origin, size, encoded = lines
    start = f"{hub['origin']}/{project.hex()}/"
    require(origin.startswith(start), "note-origin")
    epoch = _number(origin[len(start) :], "note-origin")
    size = _number(size, "note-format")
    tree_root = _base64(encoded)
    require(tree_root is not None and len(tree_root) == 32, "note-format")
    signature = _signature(signatures, origin, 1, hub["checkpoint"], 64)
    good = signature and keys.holds(hub["checkpoint"], text.encode(), signature)
    require(good, "note-signature")
    timed = _signature(signatures, origin + "/clock", 4, hub["clock"], 72)
    require(timed, "note-time")
    seconds = int.from_bytes(timed[:8], "big")
    message = f"cosignature/v1\ntime {seconds}\n{text}".encode()
    require(keys.holds(hub["clock"], message, timed[8:]), "note-time")
    return Checkpoint(epoch, size, tree_root, seconds * 1000)


def read_note_by_any(note, line):
    """The same, under any hub-key entry of the line; if none fits, the newest one's reason."""
    refused = Refused("note-signature", "the member line names no hub")
    for hub in line.hubs:
        try:
            return read_note(note, line.project, hub)
        except Refused as last:
            refused = last
    raise refused


def read_receipt(raw):
    value = cbor.decode(raw)
    good = is_list(value, 3) and type(value[0]) is str and is_uint(value[1]) and is_list(value[2])
    require(good and all(is_bytes(h, 32) for h in value[2]), "shape", "receipt")
    return value


def check_receipt(raw, ids, line):
    note, start, proof = read_receipt(raw)
    checkpoint = read_note_by_any(note, line)
    check_range(ids, start, checkpoint.size, proof, checkpoint.root)
    return checkpoint
