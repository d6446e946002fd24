"""Encrypted submissions, decrypted as an ODK server would: by another library and the private key.

Written from docs/formats/forms.md, "Encrypted submissions", and ODK's specification. The key in the
vectors was made for them and opens nothing else. `bouncy_castle` was sealed by Bouncy Castle 1.78.1
on a JVM under the algorithm names that Collect uses, to show which hash its MGF1 takes.
"""

import base64
import hashlib
import json
import pathlib
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from the_program import program

try:
    from cryptography.hazmat.decrepit.ciphers.modes import CFB
except ImportError:
    from cryptography.hazmat.primitives.ciphers.modes import CFB

VECTORS = json.loads(
    (pathlib.Path(__file__).parents[1] / "vectors" / "encrypted.json").read_text(encoding="utf-8")
)
PRIVATE = serialization.load_der_private_key(base64.b64decode(VECTORS["private"]), None)
OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)
NAMES = {"s": "http://opendatakit.org/submissions", "o": "http://openrosa.org/xforms"}
MANIFEST = ElementTree.fromstring(VECTORS["manifest"])


def unseal(text):
    return PRIVATE.decrypt(base64.b64decode(text), OAEP)


def decrypt(key, vector, sealed):
    machine = Cipher(algorithms.AES(key), CFB(bytes(vector))).decryptor()
    padded = machine.update(sealed) + machine.finalize()
    count = padded[-1]
    assert 1 <= count <= 16 and padded[-count:] == bytes([count]) * count and len(padded) % 16 == 0
    return padded[:-count]


def encrypt(key, vector, clear):
    count = 16 - len(clear) % 16
    machine = Cipher(algorithms.AES(key), CFB(bytes(vector))).encryptor()
    return machine.update(clear + bytes([count]) * count) + machine.finalize()


def original(index, size):
    """The media file of this index, by the rule of the test that sealed it."""
    return bytes((at * 31 + index * 7) % 251 for at in range(size))


def text(path):
    return MANIFEST.findtext(path, namespaces=NAMES)


class Encrypted(unittest.TestCase):
    def setUp(self):
        self.key = unseal(text("s:base64EncryptedKey"))
        instance = text("o:meta/o:instanceID")
        self.seed = bytearray(hashlib.md5(instance.encode() + self.key).digest())

    def vectors(self):
        for counter in range(len(VECTORS["media"]) + 1):
            self.seed[counter % 16] = (self.seed[counter % 16] + 1) % 256
            yield bytes(self.seed)

    def test_the_manifest_names_the_record_and_its_files_in_order(self):
        self.assertEqual(MANIFEST.tag, "{http://opendatakit.org/submissions}data")
        told = {"id": "pit & road", "version": "2026112401", "encrypted": "yes"}
        self.assertEqual(MANIFEST.attrib, told)
        self.assertEqual(text("s:encryptedXmlFile"), "submission.xml.enc")
        files = [file.text for file in MANIFEST.findall("s:media/s:file", NAMES)]
        self.assertEqual(files, [file["name"] for file in VECTORS["media"]])
        self.assertTrue(all(len(media) == 1 for media in MANIFEST.findall("s:media", NAMES)))

    def test_the_key_is_the_first_32_random_bytes(self):
        self.assertEqual(self.key, bytes.fromhex(VECTORS["chance"])[:32])

    def test_every_file_opens_with_its_own_vector_and_the_xml_comes_last(self):
        *vectors, last = self.vectors()
        for index, (file, vector) in enumerate(zip(VECTORS["media"], vectors)):
            clear, sealed = original(index, file["size"]), bytes.fromhex(file["sealed"])
            if file["hashed"]:
                made = encrypt(self.key, vector, clear)
                self.assertEqual(hashlib.sha256(made).digest(), sealed, file["name"])
            else:
                self.assertEqual(decrypt(self.key, vector, sealed), clear, file["name"])
        opened = decrypt(self.key, last, bytes.fromhex(VECTORS["sealed_xml"]))
        self.assertEqual(opened.decode(), VECTORS["xml"])

    def test_the_signature_is_over_the_clear_files(self):
        lines = [MANIFEST.get("id"), MANIFEST.get("version"), text("s:base64EncryptedKey")]
        lines.append(text("o:meta/o:instanceID"))
        for index, file in enumerate(VECTORS["media"]):
            digest = hashlib.md5(original(index, file["size"])).hexdigest()
            lines.append(f"{file['name'].removesuffix('.enc')}::{digest}")
        lines.append(f"submission.xml::{hashlib.md5(VECTORS['xml'].encode()).hexdigest()}")
        signed = "".join(line + "\n" for line in lines).encode()
        found = unseal(text("s:base64EncryptedElementSignature"))
        self.assertEqual(found, hashlib.md5(signed).digest())

    def test_bouncy_castle_means_the_same_by_its_names(self):
        java = VECTORS["bouncy_castle"]
        key = unseal(java["sealed_key"])
        self.assertEqual(key.hex(), java["key"])
        sealed = bytes.fromhex(java["sealed"])
        opened = decrypt(key, bytes.fromhex(java["vector"]), sealed)
        self.assertEqual(opened.decode(), java["clear"])


@unittest.skipUnless(program(), "the program is not built")
class Command(unittest.TestCase):
    def test_a_submission_is_sealed_to_the_key_that_its_form_names(self):
        form = f"""|survey|
||type|name|label|
||integer|trucks|Berapa truk?|
|settings|
||form_id|version|public_key|
||pit|2026112401|{VECTORS["public"]}|
"""
        clear = VECTORS["xml"].replace("pit &amp; road", "pit")
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "pit.md").write_text(form, encoding="utf-8")
            (folder / "clear.xml").write_text(clear, encoding="utf-8")
            (folder / "a.jpg").write_bytes(original(0, 4000))
            files = [str(folder / file) for file in ("pit.md", "clear.xml", "a.jpg")]
            command = [program(), "form", "encrypt", *files, "--out", str(folder / "out")]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            manifest = ElementTree.parse(folder / "out" / "submission.xml").getroot()
            key = unseal(manifest.findtext("s:base64EncryptedKey", namespaces=NAMES))
            seed = bytearray(hashlib.md5(b"uuid:9b0f" + key).digest())
            for at, (file, wanted) in enumerate(
                [("a.jpg.enc", original(0, 4000)), ("submission.xml.enc", clear.encode())]
            ):
                seed[at] += 1 if seed[at] < 255 else -255
                sealed = (folder / "out" / file).read_bytes()
                self.assertEqual(decrypt(key, bytes(seed), sealed), wanted, file)

    def test_a_form_without_a_key_is_refused_in_words(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "open.md").write_text("|survey|\n||type|name|label|\n||text|a|A|\n", "utf-8")
            (folder / "clear.xml").write_text(VECTORS["xml"], encoding="utf-8")
            files = [str(folder / file) for file in ("open.md", "clear.xml")]
            command = [program(), "form", "encrypt", *files, "--out", str(folder / "out")]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("the form asks for no encryption", done.stderr)


if __name__ == "__main__":
    unittest.main()
