"""A whole journal in the hub's order: admission to logs, tree, times, folds."""

from . import Refused, cbor, checkpoint, record, require
from .entry import MEMBER, UNBORN, read
from .line import Line


def begin(raw):
    """The member line of a genesis, of whatever project."""
    return Line(read(UNBORN, cbor.decode(raw)))


class Journal:
    """What a hub, an auditor or a full export holds."""

    def __init__(self, project):
        self.project = project
        self.line = None
        self.ids, self.entries, self.places, self.twins = [], {}, {}, set()

    def read(self, raw):
        return read(self.project, cbor.decode(raw))

    def check(self, entry):
        """Refuses unless a hub would take it: 'append', 'known' or 'twin'."""
        entry.verify(self.line.key_of(entry.log))
        log = self.places.get(entry.log, {})
        if entry.id in log.get(entry.seq, []):
            return "known"
        require(entry.seq <= max(log, default=-1) + 1, "gap")
        if entry.prev is not None:
            require(entry.prev in log.get(entry.seq - 1, []), "chain")
            seen = self.entries[entry.prev].seen
            require((entry.seen or (-1, -1))[:2] >= (seen or (-1, -1))[:2], "seen-decreases")
        if entry.kind == MEMBER:
            self.line.would_count(entry)
        return "twin" if log.get(entry.seq) else "append"

    def take(self, entry):
        if self.line is None:
            self.line, answer = Line(entry), "append"
        else:
            answer = self.check(entry)
            if answer != "known" and entry.kind == MEMBER:
                self.line.extend(entry)
        if answer == "known":
            return answer
        self.ids.append(entry.id)
        self.entries[entry.id] = entry
        self.places.setdefault(entry.log, {}).setdefault(entry.seq, []).append(entry.id)
        if answer == "twin":
            self.twins.add(entry.id)
        return answer

    def root_at(self, size):
        return checkpoint.root(self.ids[:size])

    def records(self):
        """Ids of all records but the member line."""
        return sorted({e.record for e in self.entries.values()} - {self.project})

    def fold(self, record_id):
        entries = [e for e in self.entries.values() if e.record == record_id]
        return record.fold(record_id, entries, self.line, self.twins)

    def split_views(self):
        """Entries whose `seen` is not a head that this journal ever had."""
        for entry in self.entries.values():
            if entry.seen and entry.seen[0] == self.line.epoch:
                size = entry.seen[1]
                if size > len(self.ids) or self.root_at(size) != entry.seen[2]:
                    yield entry.id


__all__ = ["Journal", "Refused", "begin"]
