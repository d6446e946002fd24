"""Sealed blobs (docs/formats/evidence.md, 2): XChaCha20-Poly1305 STREAM in chunks of 64 KiB."""

import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from . import Refused, require

CHUNK, TAG = 1 << 16, 16
HEADER = b"saksi-blob\x01" + CHUNK.to_bytes(4, "big")


def _rotate(word, by):
    return (word << by | word >> (32 - by)) & 0xFFFFFFFF


def _quarter(x, a, b, c, d):
    for one, two, three, by in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        x[one] = (x[one] + x[two]) & 0xFFFFFFFF
        x[three] = _rotate(x[three] ^ x[one], by)


def hchacha20(key, nonce):
    """The subkey of XChaCha20 (draft-irtf-cfrg-xchacha 2.2)."""
    x = list(struct.unpack("<16I", b"expand 32-byte k" + key + nonce))
    for _ in range(10):
        for i in range(4):
            _quarter(x, i, 4 + i, 8 + i, 12 + i)
        for i in range(4):
            _quarter(x, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)
    return struct.pack("<8I", *x[:4], *x[12:])


def unseal(key, sealed):
    """The original bytes; `blob` if anything was altered, cut, added or moved."""
    require(sealed.startswith(HEADER), "blob", "header")
    rest = sealed[len(HEADER) :]
    chunks = [rest[i : i + CHUNK + TAG] for i in range(0, len(rest), CHUNK + TAG)]
    require(chunks, "blob", "no chunk")
    cipher = ChaCha20Poly1305(hchacha20(key, bytes(16)))
    plain = []
    for i, chunk in enumerate(chunks):
        last = i == len(chunks) - 1
        nonce = bytes(4) + bytes(3) + i.to_bytes(4, "big") + bytes([last])
        empty = len(chunk) == TAG and i > 0
        require(len(chunk) >= TAG and not empty, "blob", "empty chunk")
        try:
            plain.append(cipher.decrypt(nonce, chunk, HEADER))
        except InvalidTag:
            raise Refused("blob", f"chunk {i} does not open") from None
    return b"".join(plain)
