"""`./x bench android`: what the shell adds to the core, in one run on this machine.

The shell's side is `ShellBench` (Robolectric, API 36, the real core through uniffi, an encrypted store with 5,000 signed
reports): from the start of the activity until home is drawn, and from a tap until a form of 500 questions is drawn. It writes down
every call that it makes; `bench_android` then makes the same calls on the same store from Rust: that is the core's own time.
Target: the shell adds less than the core takes, so the whole is at most twice the core (medians). The first start of the process
is told and not judged: it is the JVM loading classes, which a phone does not do so. Answers through uniffi are told, not judged.

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

    def row(self, what, core, through, whole, judged):
        row = {"what": what, "core_ms": core, "through_ms": through, "whole_ms": whole}
        line = f"{what:<44} {show(core):>22} {show(through):>22} {show(whole) if whole else '-':>22}"
        row["ratio"] = statistics.median(whole or through) / statistics.median(core)
        line += f"  x{row['ratio']:.2f}"
        if judged and row["ratio"] > TARGET:
            self.missed.append(what)
            line += f"  MISSED: more than x{TARGET:g}"
        self.rows.append(row)
        print(line, flush=True)

    def run(self):
        with open(self.trace("shell.json"), encoding="utf-8") as file:
            shell = json.load(file)
        print(f"{platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; no phone")
        print(f"{'median (least to most), ms':<44} {'core alone':>22} {'through uniffi':>22} {'whole shell':>22}")
        home, form, profile = shell["home"], shell["form"], shell["profile"]
        core = self.play(profile, self.trace("home.trace"), "7")
        self.row("start to home, first in its process", core["core_ms"], home["through_ms"][:1], home["whole_ms"][:1], False)
        # Opening is the core's too, and not one of the traced calls.
        self.row("start to home, 5,000 reports", core["core_ms"], home["through_ms"][2:], home["whole_ms"][2:], True)
        calls = core["calls"]
        core = self.play(profile, self.trace("form.trace"), "7", self.trace("home.trace"))
        self.row("open a form of 500 questions", core["core_ms"], form["through_ms"][2:], form["whole_ms"][2:], True)
        for questions, run in shell["answers"].items():
            played = self.play(run["profile"], self.trace(f"answers-{questions}.trace"), "1")
            each = [took for name, took in played["calls"] if name == "answer"]
            self.row(f"one answer of {int(questions):,} questions", each, run["through_ms"], None, False)
        print("\nthe core's calls from start to home, ms: " + ", ".join(f"{name} {took:.1f}" for name, took in calls))
        report = {"machine": platform.platform(), "cores": os.cpu_count(), "load": os.getloadavg(), "target": TARGET,
                  "rows": self.rows, "home_calls": calls, "missed": self.missed}
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
