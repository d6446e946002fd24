"""The table of acts, read out of the page docs/formats/acts.md: code, name, roles, kind of record.

Arguments and guards are not judged by this checker; it says so wherever that matters.
"""

import functools
import pathlib
import re

PAGE = pathlib.Path(__file__).parents[3] / "docs" / "formats" / "acts.md"
STALE = ("submission.accept", "evidence.accept", "problem.validate")
AUDIENCES = {
    "submission": ("field", "vault", "register"),
    "evidence": ("field", "vault", "register"),
    "person": ("field", "vault"),
    "problem": ("register",),
    "msf": ("register",),
    "meeting": ("register",),
}


@functools.cache
def table():
    """Verb code → dict(name, roles, on, creates, excludes, about)."""
    verbs, section, verb = {}, None, None
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r"## On an? (\w+)", line):
            section, verb = found[1], None
        elif line.startswith("## "):
            section, verb = None, None
        elif section and (found := re.fullmatch(r"### (\d+) `([\w.]+)`", line)):
            verb = dict(name=found[2], roles=(), on=(section,), creates=False, excludes=None, about=None)
            verbs[int(found[1])] = verb
        elif verb and line.startswith("- roles: "):
            verb["roles"] = tuple(line[len("- roles: ") :].split(", "))
        elif verb and line.startswith("- on: "):
            verb["on"] = tuple(line[len("- on: ") :].split(", "))
        elif verb and line == "- begins its record":
            verb["creates"] = True
        elif verb and (found := re.fullmatch(r"- excludes: ([\w ]+?)(?:, per `(\w+)`)?", line)):
            verb["excludes"], verb["about"] = found[1], found[2]
    return verbs
