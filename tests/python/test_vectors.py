"""The vectors of tests/vectors, judged by the independent checker.

Run in this folder: python -m unittest (or python -m pytest).
"""

import json
import pathlib
import random
import shutil
import tempfile
import unittest
import zipfile

from saksi_check import Refused, blob, bundle, cbor, checkpoint, journal, record
from saksi_check.entry import log_id, read

VECTORS = pathlib.Path(__file__).parents[1] / "vectors"


def load(name):
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


def exchanged(vector):
    return bytes.fromhex(vector["exchanged"]) + bytes(vector.get("zeros", 0))


ENTRIES = load("entries.json")
PROJECT = bytes.fromhex(ENTRIES["project"])


def whole():
    told = journal.Journal(PROJECT)
    for vector in ENTRIES["entries"]:
        told.take(told.read(exchanged(vector)))
    return told


def reason_of(check, *args):
    try:
        check(*args)
    except Refused as refused:
        return refused.reason
    return "ok"


class Valid(unittest.TestCase):
    def test_every_entry_is_taken_and_has_the_id_and_place_that_it_should(self):
        told = journal.Journal(PROJECT)
        for vector in ENTRIES["entries"]:
            entry = told.read(exchanged(vector))
            answer = told.take(entry)
            self.assertEqual(answer, "twin" if vector["twin"] else "append", vector["name"])
            for name in ("id", "log", "author", "scope", "record"):
                self.assertEqual(getattr(entry, name).hex(), vector[name], vector["name"])
            self.assertEqual((entry.seq, entry.kind), (vector["seq"], vector["kind"]))
            self.assertEqual(told.check(entry), "known")
        self.assertEqual(told.line.void, [])
        self.assertEqual(list(told.split_views()), [])

    def test_an_erased_entry_keeps_its_id_and_signature(self):
        before = read(PROJECT, cbor.decode(exchanged(ENTRIES["before_erasure"])))
        after = next(v for v in ENTRIES["entries"] if v["id"] == before.id.hex())
        after = read(PROJECT, cbor.decode(exchanged(after)))
        self.assertEqual((after.id, after.body), (before.id, None))
        self.assertIsNotNone(before.body)

    def test_cbor_is_written_back_byte_for_byte(self):
        for vector in ENTRIES["entries"]:
            raw = exchanged(vector)
            self.assertEqual(cbor.encode(cbor.decode(raw)), raw)

    def test_a_log_is_named_by_key_and_run(self):
        key = bytes.fromhex(ENTRIES["keys"]["phone-1"]["public"])
        logs = {v["log"] for v in ENTRIES["entries"]}
        self.assertIn(log_id(key, 0).hex(), logs)
        self.assertIn(log_id(key, 1).hex(), logs)


class Checkpoints(unittest.TestCase):
    def setUp(self):
        self.vectors, self.told = load("checkpoints.json"), whole()

    def test_roots_notes_and_receipts_hold(self):
        for size, root in enumerate(self.vectors["roots"]):
            self.assertEqual(self.told.root_at(size).hex(), root)
        for note in self.vectors["notes"]:
            head = checkpoint.read_note_by_any(note, self.told.line)
            self.assertEqual(head.root, self.told.root_at(head.size))
        for receipt in self.vectors["receipts"]:
            ids = [bytes.fromhex(i) for i in receipt["entries"]]
            checkpoint.check_receipt(bytes.fromhex(receipt["receipt"]), ids, self.told.line)

    def test_inclusion_and_consistency_proofs_hold(self):
        for vector in self.vectors["inclusion"]:
            check_inclusion(vector)
        for vector in self.vectors["consistency"]:
            check_consistency(vector)


def unhexed(vector, *names):
    return [bytes.fromhex(vector[name]) for name in names]


def check_inclusion(vector):
    entry_id, root = unhexed(vector, "id", "root")
    proof = [bytes.fromhex(h) for h in vector["proof"]]
    checkpoint.check_inclusion(entry_id, vector["index"], vector["size"], proof, root)


def check_consistency(vector):
    old_root, new_root = unhexed(vector, "old_root", "new_root")
    proof = [bytes.fromhex(h) for h in vector["proof"]]
    checkpoint.check_consistency(vector["old"], old_root, vector["new"], new_root, proof)


class Mutants(unittest.TestCase):
    def test_every_mutant_is_refused_for_its_named_reason(self):
        told, mutants = whole(), load("mutants.json")["mutants"]

        def receipt(vector):
            ids = [bytes.fromhex(i) for i in vector["entries"]]
            checkpoint.check_receipt(bytes.fromhex(vector["receipt"]), ids, told.line)

        checks = {
            "admit": lambda v: told.check(told.read(exchanged(v))),
            "begin": lambda v: journal.begin(exchanged(v)),
            "note": lambda v: checkpoint.read_note_by_any(v["note"], told.line),
            "receipt": receipt,
            "inclusion": check_inclusion,
            "consistency": check_consistency,
        }
        refused = 0
        for mutant in mutants:
            with self.subTest(mutant["name"]):
                got = reason_of(checks[mutant["check"]], mutant)
                self.assertEqual(got, mutant["reason"])
                refused += got != "ok"
        self.assertGreaterEqual(refused, 20)


class Folds(unittest.TestCase):
    def test_every_fold_comes_out_alike_in_any_order_of_delivery(self):
        told, cases = whole(), load("folds.json")
        line_ids = list(told.line.ids)
        for case in cases["folds"]:
            with self.subTest(case["name"]):
                entries = [told.entries[bytes.fromhex(i)] for i in case["entries"]]
                line = journal.Line(told.entries[line_ids[0]])
                for entry_id in line_ids[1 : case["line"]]:
                    line.extend(told.entries[entry_id])
                for seed in range(5):
                    shuffled = entries + entries[:1]
                    random.Random(seed).shuffle(shuffled)
                    self.check(case, record.fold(bytes.fromhex(case["record"]), shuffled, line, told.twins))

    def check(self, case, folded):
        want = case["folded"]

        def listed(pairs):
            return [[i.hex(), why] for i, why in pairs]

        self.assertEqual(listed(folded.void), want["void"])
        self.assertEqual(listed(folded.unknown), want["unknown"])
        for name in ("heads", "pending", "acts", "stale"):
            self.assertEqual([i.hex() for i in getattr(folded, name)], want[name], name)
        conflicts = [cbor.encode(list(p)).hex() for p in folded.conflicts()]
        self.assertEqual(conflicts, want["conflicts"])
        self.assertEqual(folded.erased, want["erased"])
        self.assertEqual(cbor.encode(folded.value()).hex(), case["value"])
        self.assertEqual(folded.digest().hex(), case["digest"])

    def test_random_histories_fold_alike(self):
        told, conflicts, void = whole(), 0, 0
        for history in load("histories.json")["histories"]:
            entries = [told.read(bytes.fromhex(raw)) for raw in history["exchanged"]]
            for entry in entries:
                entry.verify(told.line.key_of(entry.log))
            random.Random(history["seed"]).shuffle(entries)
            folded = record.fold(bytes.fromhex(history["record"]), entries, told.line)
            with self.subTest(history["seed"]):
                self.assertEqual([h.hex() for h in folded.heads], history["heads"])
                self.assertEqual(len(folded.void), history["void"])
                self.assertEqual(len(folded.conflicts()), history["conflicts"])
                self.assertEqual(folded.digest().hex(), history["digest"])
            conflicts, void = conflicts + len(folded.conflicts()), void + len(folded.void)
        self.assertGreater(conflicts, 10)
        self.assertGreater(void, 10)

    def test_all_ends_are_equal(self):
        told = whole()
        digest = record.digest_of_all([told.fold(r) for r in told.records()])
        self.assertEqual(digest.hex(), load("folds.json")["all"]["digest"])


class Blobs(unittest.TestCase):
    KEY = bytes(range(32))
    SEALED = bytes.fromhex("73616b73692d626c6f6201000100003615b6c289c60375278d5468a8f4bc2f36df7a36d1")

    def test_the_vector_of_evidence_md_opens_and_nothing_else_does(self):
        self.assertEqual(blob.unseal(self.KEY, self.SEALED), b"saksi")
        for i in range(len(self.SEALED)):
            altered = bytearray(self.SEALED)
            altered[i] ^= 1
            self.assertEqual(reason_of(blob.unseal, self.KEY, bytes(altered)), "blob")
            self.assertEqual(reason_of(blob.unseal, self.KEY, self.SEALED[:i]), "blob")

    def test_chunks_may_not_be_cut_or_swapped(self):
        sizes = {p.stat().st_size: p for p in (VECTORS / "bundle" / "blobs").iterdir()}
        sealed = sizes[max(sizes)].read_bytes()
        named = cbor.decode(exchanged(next(v for v in ENTRIES["entries"] if v["name"] == "evidence")))
        item = read(PROJECT, named).body.blobs[0]
        self.assertEqual(len(blob.unseal(item["key"], sealed)), item["size"])
        self.assertEqual(reason_of(blob.unseal, item["key"], sealed[: 15 + 65_552]), "blob")


class Bundles(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copytree(VECTORS / "bundle", self.folder / "b")
        self.path = self.folder / "b"

    def findings(self, project=PROJECT, path=None):
        report = bundle.check(path or self.path, project)
        return {f.reason for f in report.findings if not f.holds}, report

    def test_a_whole_bundle_holds_as_folder_and_as_zip(self):
        failed, report = self.findings()
        self.assertEqual(failed, set())
        self.assertEqual(report.exit_code(), 0)
        packed = self.folder / "b.zip"
        with zipfile.ZipFile(packed, "w") as archive:
            for file in self.path.rglob("*"):
                if file.is_file():
                    archive.write(file, file.relative_to(self.path).as_posix())
        self.assertEqual(self.findings(path=packed)[0], set())

    def test_without_a_project_id_trust_cannot_be_told_and_another_one_is_refused(self):
        failed, report = self.findings(project=None)
        self.assertEqual(failed, set())
        self.assertTrue(any(c[0] == "trust" for c in report.cannot_tell))
        self.assertIn("project", self.findings(project=bytes(32))[0])

    def test_any_changed_byte_of_any_file_is_found(self):
        rng = random.Random(7)
        for file in sorted(self.path.rglob("*")):
            if not file.is_file():
                continue
            good = file.read_bytes()
            for _ in range(25):
                at = rng.randrange(len(good))
                file.write_bytes(good[:at] + bytes([good[at] ^ 1 << rng.randrange(8)]) + good[at + 1 :])
                with self.subTest(file=file.name, at=at):
                    if file.name == "bundle.json":
                        continue  # says only what kind it is, and when it was made
                    try:
                        self.assertEqual(bundle.check(self.path, PROJECT).exit_code(), 1)
                    except bundle.Unreadable:
                        pass
            file.write_bytes(good)

    def rewrite(self, change):
        path = self.path / "entries.cbor"
        entries = cbor.decode(path.read_bytes())
        change(entries)
        path.write_bytes(cbor.encode(entries))

    def test_a_part_needs_an_inclusion_proof_for_each_entry(self):
        self.rewrite(lambda entries: entries.__delitem__(slice(12, None)))
        self.assertIn("no-proof", self.findings()[0])
        self.rewrite(lambda entries: entries.__delitem__(slice(0, 9)))
        path = self.path / "bundle.json"
        about = json.loads(path.read_text())
        path.write_text(json.dumps(about | {"kind": "attested"}))
        self.assertEqual(self.findings()[0], set())

    def test_an_entry_left_out_or_moved_is_found(self):
        self.rewrite(lambda entries: entries.pop(3))
        self.assertIn("line-differs", self.findings()[0])
        self.setUp()
        self.rewrite(lambda entries: entries.pop(13))
        self.assertIn("no-proof", self.findings()[0])
        self.setUp()

        def swap(entries):
            entries[10][1], entries[11][1] = entries[11][1], entries[10][1]

        self.rewrite(swap)
        self.assertIn("proof", self.findings()[0])

    def test_a_body_that_should_be_destroyed_and_a_stray_file_are_found(self):
        before = cbor.decode(exchanged(ENTRIES["before_erasure"]))
        self.rewrite(lambda entries: entries[15].__setitem__(1, before))
        (self.path / "blobs" / ("00" * 32)).write_bytes(b"x")
        (self.path / "notes.txt").write_bytes(b"x")
        self.assertEqual(self.findings()[0], {"not-erased", "cid", "stray"})

    def test_what_is_no_bundle_cannot_be_read(self):
        (self.path / "bundle.json").write_text("{}")
        with self.assertRaises(bundle.Unreadable):
            bundle.check(self.path, PROJECT)


if __name__ == "__main__":
    unittest.main()
