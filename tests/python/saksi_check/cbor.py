"""Strict CBOR (docs/formats/entry.md, "Strict CBOR")."""

import unicodedata

from . import Refused, require

MAX_DEPTH = 16


class _Undefined:
    def __repr__(self):
        return "GONE"


GONE = _Undefined()


class Map(list):
    """A map as a list of pairs, in the order of its keys; keys may be any value."""

    def get(self, key, default=None):
        for k, v in self:
            if type(k) is type(key) and k == key:
                return v
        return default

    def every_key(self):
        return [k for k, _ in self]


def decode(data):
    """The one value that fills all of `data`."""
    value, end = _value(data, 0, 0)
    require(end == len(data), "cbor-trailing", f"at byte {end}")
    return value


def _slice(data, start, length):
    require(start + length <= len(data), "cbor-malformed", f"ends early at byte {start}")
    return data[start : start + length], start + length


def _head(data, at):
    first, at = _slice(data, at, 1)
    major, info = first[0] >> 5, first[0] & 31
    if major == 7:
        return major, info, at
    if info < 24:
        return major, info, at
    if info == 31 and 2 <= major <= 5:
        raise Refused("cbor-indefinite")
    require(info < 28, "cbor-malformed", "reserved head")
    raw, at = _slice(data, at, 1 << (info - 24))
    number = int.from_bytes(raw, "big")
    least = 24 if info == 24 else 1 << (8 << (info - 25))
    require(number >= least, "cbor-not-shortest")
    return major, number, at


def _value(data, at, depth):
    require(depth <= MAX_DEPTH, "cbor-depth")
    major, n, at = _head(data, at)
    if major == 0 or major == 1:
        require(n < 1 << 63, "cbor-int-range")
        return (n if major == 0 else -1 - n), at
    if major == 2:
        return _slice(data, at, n)
    if major == 3:
        raw, at = _slice(data, at, n)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("cbor-malformed", "not UTF-8") from None
        require(unicodedata.is_normalized("NFC", text), "cbor-not-nfc")
        return text, at
    if major == 4:
        items = []
        for _ in range(n):
            item, at = _value(data, at, depth + 1)
            items.append(item)
        return items, at
    if major == 5:
        return _map(data, at, depth, n)
    require(major != 6, "cbor-tag")
    require(n not in (25, 26, 27), "cbor-float")
    require(n in (20, 21, 22, 23), "cbor-malformed", "simple value")
    return {20: False, 21: True, 22: None, 23: GONE}[n], at


def _map(data, at, depth, n):
    pairs, last = Map(), None
    for _ in range(n):
        start = at
        key, at = _value(data, at, depth + 1)
        raw = data[start:at]
        if last is not None:
            require(raw != last, "cbor-duplicate-key")
            require(raw > last, "cbor-key-order")
        last = raw
        value, at = _value(data, at, depth + 1)
        pairs.append((key, value))
    return pairs, at


def encode(value):
    """The one encoding of a value."""
    if value is None:
        return b"\xf6"
    if value is GONE:
        return b"\xf7"
    if value is True or value is False:
        return b"\xf5" if value else b"\xf4"
    if isinstance(value, int):
        return _put(0, value) if value >= 0 else _put(1, -1 - value)
    if isinstance(value, bytes):
        return _put(2, len(value)) + value
    if isinstance(value, str):
        raw = value.encode("utf-8")
        return _put(3, len(raw)) + raw
    if isinstance(value, Map):
        pairs = sorted((encode(k), encode(v)) for k, v in value)
        return _put(5, len(pairs)) + b"".join(k + v for k, v in pairs)
    return _put(4, len(value)) + b"".join(encode(item) for item in value)


def _put(major, n):
    if n < 24:
        return bytes([major << 5 | n])
    for info, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if n < 1 << (8 * size):
            return bytes([major << 5 | info]) + n.to_bytes(size, "big")
    raise ValueError("too large for CBOR")
