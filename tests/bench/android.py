"""`./x bench android`: what the shell adds to the core, in one run on this machine.

The shell's side is `ShellBench` (Robolectric, API 36, the real core through uniffi, an encrypted store with 5,000 signed
reports): from the start of the activity until home is drawn, and from a tap until a form of 500 questions is drawn. It writes down
every call that it makes; `bench_android` then makes the same calls on the same store from Rust: that is the core's own time.
Target: the shell adds less than the core takes, so the whole is at most twice the core (medians). Answers are told, not judged.

The JVM compiles while it runs, a phone when it installs: so the first 40 times are not judged, and the very first is told by itself.
Beside each stands what a page of one line takes in the same harness, which no shell can do without.

Both sides use the library of the `dist` profile. No phone was measured. Writes target/bench/android.json; exit 1 if a target is missed.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys

TARGET = 2.0
LEGS = {
    "core": "core alone",
    "through": "its calls by uniffi",
    "answered": "until it answered",
    "whole": "until drawn",
    "bare": "a page of one line",
}


def show(values):
    return f"{statistics.median(values):.3g} ({min(values):.3g}-{max(values):.3g})"


class Bench:
    def __init__(self, args):
        self.room = os.path.abspath(args.room)
        self.core = os.path.abspath(args.core)
        self.rows = []
        self.missed = []

    def play(self, *arguments):
        """The same calls from Rust, in a process of its own."""
        done = subprocess.run([self.core, *arguments], capture_output=True, text=True, check=True)
        return json.loads(done.stdout.splitlines()[-1])

    def trace(self, name):
        return os.path.join(self.room, name)

    def row(self, what, core, shell, judged=False):
        """`shell`: lists of milliseconds by leg; the legs end later and later."""
        legs = {"core": core, **shell}
        ratio = statistics.median(shell["whole"] if "whole" in shell else shell["through"]) / statistics.median(core)
        line = f"{what:<40}" + "".join(f" {show(legs[leg]) if leg in legs else '-':>20}" for leg in LEGS) + f"  x{ratio:.2f}"
        if judged and ratio > TARGET:
            self.missed.append(what)
            line += f"  MISSED: more than x{TARGET:g}"
        self.rows.append({"what": what, "ratio": ratio, **{f"{leg}_ms": legs[leg] for leg in LEGS if leg in legs}})
        print(line, flush=True)

    def run(self):
        with open(self.trace("shell.json"), encoding="utf-8") as file:
            shell = json.load(file)
        print(f"{platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; no phone")
        print(f"{'median (least-most), ms':<40}" + "".join(f" {words:>20}" for words in LEGS.values()))
        profile, warm = shell["profile"], shell["warm"]

        def part(what, of):
            return {leg: shell[what][f"{leg}_ms"][of] for leg in LEGS if leg != "core"}

        core = self.play(profile, self.trace("home.trace"), "15")
        self.row("start to home, first in its process", core["core_ms"], part("home", slice(1)))
        # Opening is the core's too, and not one of the traced calls.
        self.row("start to home, 5,000 reports", core["core_ms"], part("home", slice(warm, None)), judged=True)
        calls = core["calls"]
        core = self.play(profile, self.trace("form.trace"), "15", self.trace("home.trace"))
        self.row("open a form of 500 questions", core["core_ms"], part("form", slice(warm, None)), judged=True)
        calls += core["calls"]
        for questions, run in shell["answers"].items():
            played = self.play(run["profile"], self.trace(f"answers-{questions}.trace"), "1")
            each = [took for name, took in played["calls"] if name == "answer"]
            self.row(f"one answer of {int(questions):,} questions", each, {"through": run["through_ms"]})
        print("\nthe core's calls, ms: " + ", ".join(f"{name} {took:.1f}" for name, took in calls))
        report = {"machine": platform.platform(), "cores": os.cpu_count(), "load": os.getloadavg(), "target": TARGET,
                  "rows": self.rows, "calls": calls, "missed": self.missed}
        with open(os.path.join(self.room, "..", "android.json"), "w", encoding="utf-8") as file:
            json.dump(report, file, indent=1)
        print(f"missed: {len(self.missed)}" if self.missed else "the shell adds less than the core takes")
        return 1 if self.missed else 0


def main():
    parser = argparse.ArgumentParser(prog="./x bench android", description=__doc__.splitlines()[0])
    parser.add_argument("--room", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--core", required=True, help=argparse.SUPPRESS)
    return Bench(parser.parse_args()).run()


if __name__ == "__main__":
    sys.exit(main())
