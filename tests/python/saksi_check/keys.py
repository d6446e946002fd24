"""Ed25519 as docs/formats/entry.md wants it: strict, and keys that are points of the curve."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
L = 2**252 + 27742317777372353535851937790883648493

# y of the points of small order, with the two that are not reduced (p, p + 1).
_SMALL = {
    0,
    1,
    P - 1,
    P,
    P + 1,
    int.from_bytes(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little"),
    int.from_bytes(bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"), "little"),
}


def _y(point):
    return int.from_bytes(point, "little") & ((1 << 255) - 1)


def is_key(value):
    """32 bytes that are a point of the curve."""
    if type(value) is not bytes or len(value) != 32:
        return False
    y2 = pow(_y(value), 2, P)
    x2 = (y2 - 1) * pow(D * y2 + 1, -1, P) % P
    return x2 == 0 or pow(x2, (P - 1) // 2, P) == 1


def holds(key, message, signature):
    """Does the signature hold, strictly?"""
    if len(signature) != 64 or int.from_bytes(signature[32:], "little") >= L:
        return False
    if _y(key) in _SMALL or _y(signature[:32]) in _SMALL:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
