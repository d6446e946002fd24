"""An independent checker of Saksi's formats, written from docs/formats/*.md alone.

It shares no code with the Rust core, so that a mistake must be made twice to go unseen.
Reading order: cbor, entry, line, record, checkpoint, journal, bundle.
"""


class Refused(Exception):
    """Something does not hold; `reason` is a stable word of docs/formats."""

    def __init__(self, reason, detail=""):
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


def require(truth, reason, detail=""):
    """Refuses for `reason` unless `truth`."""
    if not truth:
        raise Refused(reason, detail)
