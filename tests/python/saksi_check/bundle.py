"""A disclosure bundle (docs/formats/bundle.md): every check that its kind allows."""

import json
import pathlib
import re
import zipfile
from dataclasses import dataclass, field

from . import Refused, blob, cbor, checkpoint, require
from .entry import CHANGE, EVIDENCE, ACT, MEMBER, is_bytes, is_list, is_uint, read, sha256
from .journal import Journal
from .line import Line

KINDS = ("full", "register", "attested")
FILES = ("bundle.json", "line.cbor", "entries.cbor", "checkpoint.txt", "checkpoints.cbor", "proofs.cbor")
LARGEST = 1 << 30


class Unreadable(Exception):
    """Not a bundle at all: exit code 2."""


@dataclass
class Finding:
    item: str
    check: str
    holds: bool
    reason: str = ""


@dataclass
class Report:
    findings: list = field(default_factory=list)
    cannot_tell: list = field(default_factory=list)  # (check, why)
    listed: list = field(default_factory=list)  # what a person should know, and refuses nothing

    def run(self, item, name, check, *args):
        """Runs a check; its outcome is a finding. Answers what it returns, None if refused."""
        try:
            made = check(*args)
        except Refused as refused:
            self.findings.append(Finding(item, name, False, refused.reason))
            return None
        self.findings.append(Finding(item, name, True))
        return made

    def exit_code(self):
        return 0 if all(f.holds for f in self.findings) else 1


def load(path):
    """Name → bytes of every file of a folder or zip."""
    path = pathlib.Path(path)
    try:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if p.is_file())
            files = {p.relative_to(path).as_posix(): p.read_bytes() for p in inside}
        else:
            with zipfile.ZipFile(path) as archive:
                infos = [i for i in archive.infolist() if not i.is_dir()]
                if sum(i.file_size for i in infos) > LARGEST:
                    raise Unreadable("larger than 1 GiB unpacked")
                if len({i.filename for i in infos}) != len(infos):
                    raise Unreadable("a file twice in the zip")
                files = {i.filename: archive.read(i) for i in infos}
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise Unreadable(str(error)) from None
    missing = [name for name in FILES if name not in files]
    if missing:
        raise Unreadable(f"no {missing[0]}")
    return files


def about(files):
    try:
        text = json.loads(files["bundle.json"])
        project = bytes.fromhex(text["project"])
        good = text["format"] == "saksi-bundle/1" and text["kind"] in KINDS and len(project) == 32
    except (ValueError, KeyError, TypeError):
        good = False
    if not good:
        raise Unreadable("bundle.json is not of format saksi-bundle/1")
    return text["kind"], project


class Checker:
    def __init__(self, files, trusted):
        self.files, self.report = files, Report()
        self.kind, self.project = about(files)
        self.trusted = trusted
        self.line, self.notes, self.entries, self.decoded = None, [], [], {}

    def run(self):
        report = self.report
        if self.trusted is None:
            report.cannot_tell.append(("trust", "no project id was given from outside"))
        elif not report.run("bundle.json", "trust", self.is_trusted):
            return report
        self.line = report.run("line.cbor", "member line", self.read_line)
        if self.line is None:
            return report
        report.run("checkpoints.cbor", "checkpoints", self.read_notes)
        report.run("entries.cbor", "entries", self.read_entries)
        proofs = report.run("proofs.cbor", "proofs", self.read_proofs) or {}
        for _, entry in self.entries:
            report.run(entry.id.hex(), "signature", self.is_signed, entry)
        self.check_tree(proofs)
        self.check_line_complete()
        self.check_whole()
        self.check_blobs()
        return report

    def is_trusted(self):
        require(self.trusted == self.project, "project", "the bundle is of another project")
        return True

    def is_signed(self, entry):
        if not entry.is_genesis():
            entry.verify(self.line.key_of(entry.log))
        else:
            require(entry.id == self.project, "other-project")

    def read_line(self):
        entries = cbor.decode(self.files["line.cbor"])
        require(is_list(entries) and entries, "shape")
        line = Line(read(self.project, entries[0]))
        for exchanged in entries[1:]:
            line.extend(read(self.project, exchanged))
        for entry_id, why in line.void:
            self.report.listed.append(f"line entry {entry_id.hex()} has no effect: {why}")
        return line

    def read_notes(self):
        notes = cbor.decode(self.files["checkpoints.cbor"])
        require(is_list(notes) and notes and all(type(n) is str for n in notes), "shape")
        require(self.files["checkpoint.txt"] == notes[-1].encode(), "note-order")
        made = [checkpoint.read_note_by_any(note, self.line) for note in notes]
        for one, next_one in zip(made, made[1:]):
            grows = (one.epoch, one.size) < (next_one.epoch, next_one.size)
            require(grows and one.time_ms <= next_one.time_ms, "note-order")
        self.notes = made

    def read_entries(self):
        pairs = cbor.decode(self.files["entries.cbor"])
        require(is_list(pairs), "shape")
        made, last = [], -1
        for pair in pairs:
            require(is_list(pair, 2) and is_uint(pair[0]), "shape", "[index, entry]")
            require(pair[0] > last, "index-order")
            last = pair[0]
            made.append((last, read(self.project, pair[1])))
        require(len({e.id for _, e in made}) == len(made), "index-order", "an entry twice")
        self.entries = made

    def read_proofs(self):
        pairs = cbor.decode(self.files["proofs.cbor"])
        require(type(pairs) is cbor.Map, "shape")
        for key, value in pairs:
            good = is_bytes(key, 32) and is_list(value, 2) and is_uint(value[0])
            require(good and is_list(value[1]), "shape")
            require(all(is_bytes(h, 32) for h in value[1]), "shape")
        return dict(pairs)

    def is_whole(self):
        """Are all indexes of the newest checkpoint there?"""
        indexes = [i for i, _ in self.entries]
        size = self.notes[-1].size if self.notes else 0
        return size > 0 and indexes[:size] == list(range(size))

    def check_tree(self, proofs):
        report = self.report
        if not self.notes:
            return
        head, whole = self.notes[-1], self.is_whole()
        ids = [e.id for _, e in self.entries]
        if whole:
            for note in self.notes:
                if note.epoch == head.epoch:
                    report.run(f"checkpoint {note.size}", "root", is_root, ids, note)
        elif len(self.notes) > 1:
            report.cannot_tell.append(("older checkpoints", "entries of the tree are withheld"))
        for entry_id, (index, proof) in proofs.items():
            args = (entry_id, index, head.size, proof, head.root)
            report.run(entry_id.hex(), "inclusion", checkpoint.check_inclusion, *args)
        for index, entry in self.entries:
            if index >= head.size:
                report.cannot_tell.append(("inclusion", f"{entry.id.hex()} is in no checkpoint yet"))
            elif not whole or entry.id in proofs:
                report.run(entry.id.hex(), "index", has_proof, entry.id, index, proofs)

    def check_line_complete(self):
        if self.kind == "attested":
            reason = "author, log and device key are withheld"
            self.report.cannot_tell.append(("authorship", reason))
            return
        in_order = [e.id for _, e in self.entries if e.kind == MEMBER]
        self.report.run("line.cbor", "line complete", self.same_line, in_order)

    def same_line(self, ids):
        require(ids == self.line.ids, "line-differs")

    def check_whole(self):
        report = self.report
        if not self.is_whole():
            for check in ("chains", "effects", "split view"):
                report.cannot_tell.append((check, "neighbours are missing"))
            return
        journal = Journal(self.project)
        for _, entry in self.entries:
            answer = report.run(entry.id.hex(), "chain", self.take, journal, entry)
            if answer is None:
                return
        odd = set(journal.split_views())
        for entry_id in journal.ids:
            if journal.entries[entry_id].seen:
                report.run(entry_id.hex(), "seen", same_view, entry_id, odd)
        report.listed += [f"entry {i.hex()} is a twin" for i in sorted(journal.twins)]
        for record_id in journal.records():
            self.check_record(journal, record_id)

    def take(self, journal, entry):
        try:
            return journal.take(entry)
        except Refused as refused:
            if entry.kind == MEMBER and entry.id in dict(self.line.void):
                raise Refused("no-effect", refused.reason) from None
            raise

    def check_record(self, journal, record_id):
        folded = journal.fold(record_id)
        name = record_id.hex()
        for what in ("void", "unknown"):
            for entry_id, why in getattr(folded, what):
                self.report.listed.append(f"entry {entry_id.hex()} is {what}: {why}")
        if folded.pending:
            self.report.cannot_tell.append(("fold", f"{name}: parents are missing"))
        if any(journal.entries[i].kind == ACT for i in folded.order):
            self.report.cannot_tell.append(("guards", f"{name}: guards of acts are judged by saksi"))
        if folded.erased:
            entries = [journal.entries[i] for i in folded.order + folded.pending]
            self.report.run(name, "erased", is_destroyed, entries)

    def check_blobs(self):
        named = {b["cid"].hex(): b for _, e in self.entries if e.body for b in e.body.blobs}
        there = set()
        for name, raw in sorted(self.files.items()):
            if name in FILES:
                continue
            found = re.fullmatch(r"blobs/([0-9a-f]{64})", name)
            if found is None:
                self.report.findings.append(Finding(name, "file", False, "stray"))
                continue
            there.add(found[1])
            self.report.run(name, "cid", is_named, found[1], raw)
            self.report.run(name, "named", is_wanted, found[1], named)
            if found[1] in named:
                self.report.run(name, "original", is_original, named[found[1]], raw)
        for cid in sorted(named.keys() - there):
            self.report.listed.append(f"blob {cid} is not in the bundle")


def is_root(ids, note):
    require(checkpoint.root(ids[: note.size]) == note.root, "proof")


def has_proof(entry_id, index, proofs):
    require(entry_id in proofs, "no-proof")
    require(proofs[entry_id][0] == index, "proof", "another index")


def same_view(entry_id, odd):
    require(entry_id not in odd, "split-view")


def is_destroyed(entries):
    left = [e for e in entries if e.body is not None and e.kind in (CHANGE, EVIDENCE)]
    require(not left, "not-erased")


def is_named(cid, raw):
    require(sha256(raw).hex() == cid, "cid")


def is_original(wanted, raw):
    plain = blob.unseal(wanted["key"], raw)
    require(len(plain) == wanted["size"] and sha256(plain) == wanted["sha256"], "digest")


def is_wanted(cid, named):
    require(cid in named, "stray")


def check(path, trusted):
    """Checks a bundle; `trusted` is the project id from outside, or None."""
    return Checker(load(path), trusted).run()
