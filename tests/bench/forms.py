"""`./x bench forms`: JavaRosa and our engine over the same forms, side by side, in one run.

Each case runs in processes of its own; wall time, CPU time and peak memory of a whole process are
the system's (`wait4`), figures within one are what the process measured itself (CPU of its thread).
Both sides read the same files. JavaRosa runs with the collector that costs it least (serial).
Writes a table, and target/bench/forms.json with every single figure. Exit 1 if a target is missed.

A filter over a long list is timed as each client asks: JavaRosa for all choices (it has no pages),
ours for how many there are and a page of a hundred.

What is judged: ratios by CPU. Limits in milliseconds by wall time, or by CPU time if the machine was
busy with something else when the run began; the table says which.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time

VILLAGES = "idn-area-data@4.0.1"


class Bench:
    def __init__(self, args):
        self.args = args
        self.target = os.path.abspath(args.target)
        self.saksi = os.path.join(self.target, "dist", "saksi")
        self.ours = os.path.join(self.target, "dist", "examples", "bench_forms")
        jars = os.path.abspath(args.javarosa)
        self.java = ["java", "-XX:+UseSerialGC", "-cp", f"{jars}/classes:{jars}/*", "Main"]
        self.busy = is_busy()
        self.rows = []
        self.missed = []
        self.room = tempfile.mkdtemp(prefix="saksi-bench-")

    # --- measuring ---------------------------------------------------------------------------

    def process(self, command):
        """Runs it and says what it took, and the last line of JSON that it wrote."""
        out = os.path.join(self.room, "out")
        start = time.monotonic()
        pid = os.fork()
        if pid == 0:
            os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
            os.environ["TZ"] = "UTC"
            try:
                os.execvp(command[0], command)
            finally:
                os._exit(127)
        _, status, used = os.wait4(pid, 0)
        took = {
            "wall_ms": (time.monotonic() - start) * 1e3,
            "cpu_ms": (used.ru_utime + used.ru_stime) * 1e3,
            "peak_kib": used.ru_maxrss,
        }
        if status != 0:
            raise RuntimeError(f"{' '.join(command)} ended with {status >> 8}")
        with open(out, encoding="utf-8") as file:
            lines = file.read().splitlines()
        took["said"] = json.loads(lines[-1]) if lines else {}
        return took

    def whole(self, command, times):
        runs = [self.process(command) for _ in range(times)]
        for run in runs:
            if run["said"].get("ok") is False:
                raise RuntimeError(f"{command[-1]} did not load: {run['said']['error']}")
        return {key: [run[key] for run in runs] for key in ("wall_ms", "cpu_ms", "peak_kib")}

    def both(self, *case, theirs=None):
        """The same case within one process of each."""
        case = [str(part) for part in case]
        theirs = case if theirs is None else [str(part) for part in theirs]
        jr = self.process([*self.java, "bench", *theirs])["said"] if theirs else None
        return jr, self.process([self.ours, *case])["said"]

    # --- telling -----------------------------------------------------------------------------

    def row(self, what, theirs, ours, limit=None, unit="ms", judged=None):
        """One line: medians with the least and the most; `judged` is (value, limit)."""
        verdict = ""
        if judged is not None:
            value, most = judged
            good = value <= most
            verdict = f"{value:.3g} <= {limit}" if good else f"MISSED {value:.3g} > {limit}"
            if not good:
                self.missed.append(what)
        self.rows.append({"what": what, "unit": unit, "javarosa": theirs, "saksi": ours, "verdict": verdict})
        print(f"{what:<52} {show(theirs):>26} {show(ours):>26} {unit:<4} {verdict}", flush=True)

    def ratio(self, what, theirs, ours, share, unit="ms"):
        value = statistics.median(ours) / max(statistics.median(theirs), 1e-9)
        self.row(what, theirs, ours, f"1/{share}", unit, (value, 1 / share))

    def time(self, what, theirs, ours, limit, pick=statistics.median):
        """A limit in milliseconds on our side, over one of the two lists of figures."""
        key = "cpu_ms" if self.busy else "wall_ms"
        jr = theirs[key] if theirs else None
        self.row(f"{what} ({key[:-3]})", jr, ours[key], f"{limit} ms", judged=(pick(ours[key]), limit))

    # --- the cases ---------------------------------------------------------------------------

    def cold(self, form, what):
        times = 2 if self.args.quick else 3
        jr = self.whole([*self.java, "walk", form], times)
        our = self.whole([self.saksi, "form", "walk", form], 3 * times)
        self.ratio(f"{what}: whole cold process, CPU", jr["cpu_ms"], our["cpu_ms"], 25)
        self.row(f"{what}: whole cold process, wall", jr["wall_ms"], our["wall_ms"])
        kib = lambda run: [value / 1024 for value in run["peak_kib"]]
        self.ratio(f"{what}: whole cold process, peak memory", kib(jr), kib(our), 8, "MiB")

    def warm(self, form, what):
        # Neighbours of a virtual machine slow a whole process down: several of each, in turn.
        warm, times = (10, 5) if self.args.quick else (40, 10)
        jr, our = ({"cpu_ms": [], "wall_ms": []} for _ in range(2))
        for _ in range(5):
            for pool, figures in zip((jr, our), self.both("parse", form, warm, times), strict=True):
                pool["cpu_ms"] += figures["cpu_ms"]
                pool["wall_ms"] += figures["wall_ms"]
        self.ratio(f"{what}: warm parse, CPU", jr["cpu_ms"], our["cpu_ms"], 4)
        self.row(f"{what}: warm parse, wall", jr["wall_ms"], our["wall_ms"])

    def chains(self):
        for links in (500, 1000, 2000, 4000):
            times = 5 if links > 1000 else 20
            form = self.form(f"chain{links}.xml")
            jr, our = self.both("head", form, 4 * times, theirs=("head", form, times))
            what = f"one answer before {links} calculations in a chain"
            if links == 4000:
                self.time(what, jr, our, 2)
            else:
                self.row(f"{what} (wall)", jr["wall_ms"], our["wall_ms"])

    def repeats(self):
        form = self.form("repeats.xml")
        rows = 200 if self.args.quick else 1000
        jr, small = self.both("rows", form, 1000, theirs=("rows", form, rows))
        what = "1,000 rows, two calculations each, one sum"
        self.time(f"{what}; JavaRosa only 200" if self.args.quick else what, jr, small, 300)
        runs = [self.both("rows", form, rows, theirs=())[1] for rows in (1000, 5000) * 3]
        cpu = [run["cpu_ms"][0] for run in runs]
        value = statistics.median(cpu[1::2]) / statistics.median(cpu[0::2])
        self.row("5,000 rows, against 1,000", None, cpu[1::2], "6", judged=(value, 6))

    def answers(self):
        form = self.form("many.xml")
        # JavaRosa takes some ten seconds for a thousand, and the first are the ones before most.
        most = 100 if self.args.quick else 1000
        jr, our = self.both("answers", form, 5000, theirs=("answers", form, most))
        p99 = lambda values: statistics.quantiles(values, n=100)[98]
        self.time("answers among 5,000 questions, 500 in a chain: p99", jr, our, 1, p99)

    def cascade(self):
        form = self.form("cascade.xml")
        values = [f"d{n}" for n in range(0, 400, 20)]
        jr, our = self.both("filter", form, *values)
        self.row("50,000 rows of CSV: open (CPU)", [jr["open_cpu_ms"]], [our["open_cpu_ms"]])
        self.row("50,000 rows of CSV: peak memory", [jr["peak_kib"] / 1024], [our["peak_kib"] / 1024], unit="MiB")
        self.time("50,000 rows of CSV: filter", jr, our, 20, max)
        if jr["counts"] != our["counts"]:
            print(f"  the two filters differ: {jr['counts']} and {our['counts']}")
            self.missed.append("cascade")

    def villages(self):
        csv = self.fetch_villages()
        if csv is None:
            return
        store = self.process([self.ours, "store", csv, self.room])["said"]
        self.row("83,762 villages: import, once", None, store["wall_ms"])
        asks = {"=": "11.01.01", "!=": "11.01.01", "<": "500", ">": "83000", "starts-with": "11.0", "and": "11.01.01", "or": "11.01.01"}
        for operator, value in asks.items():
            form = self.villages_form(csv, operator)
            again = [value, value + "0", value, value]
            jr = self.process([*self.java, "bench", "filter", form, *again])["said"]
            our = self.process([self.ours, "list", self.room, form, *again])["said"]
            if operator == "=":
                key = "open_cpu_ms" if self.busy else "open_wall_ms"
                self.row("83,762 villages: open", [jr[key]], [our[key]], "150 ms", judged=(our[key], 150))
                extra = our["extra_kib"] / 1024
                self.row("83,762 villages: extra memory", [jr["heap_kib"] / 1024], [extra], "10 MiB", "MiB", (extra, 10))
            self.time(f"83,762 villages: first and later filters by {operator}", jr, our, 20, max)
            if jr["counts"] != our["counts"]:
                print(f"  the two filters differ: {jr['counts']} and {our['counts']}")
                self.missed.append(f"villages {operator}")

    # --- what is measured on -----------------------------------------------------------------

    def form(self, name):
        return os.path.join(self.room, name)

    def villages_form(self, csv, operator):
        form = self.form(f"villages-{len(self.rows)}.xml")
        column = "number" if operator in "<>" else "district"
        self.process([self.ours, "form", "cascade", form, os.path.basename(csv), column, operator])
        return form

    def fetch_villages(self):
        """npm's package (data under ODbL), as columns that a form's list has. Never committed."""
        if self.args.offline or not shutil.which("npm"):
            print("83,762 villages: not measured (no npm, or --offline)")
            return None
        done = subprocess.run(["npm", "pack", "--silent", VILLAGES], cwd=self.room, capture_output=True, text=True)
        if done.returncode != 0:
            print(f"83,762 villages: {VILLAGES} could not be fetched")
            self.missed.append("villages")
            return None
        with tarfile.open(os.path.join(self.room, done.stdout.split()[-1])) as archive:
            text = archive.extractfile("package/data/villages.csv").read().decode()
        path = self.form("villages.csv")
        with open(path, "w", encoding="utf-8") as file:
            lines = text.splitlines()
            file.write("name,district,label,number\n")
            file.writelines(f"{line},{number}\n" for number, line in enumerate(lines[1:]))
        return path

    def run(self):
        print(f"{platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
              f"{' (busy: limits in ms are held by CPU time)' if self.busy else ''}")
        print(f"{'case (median, least to most)':<52} {'JavaRosa 6.0.0':>26} {'Saksi':>26}")
        self.process([self.ours, "form", "all", self.room])
        if self.args.form:
            self.cold(self.args.form, os.path.basename(self.args.form))
            self.warm(self.args.form, os.path.basename(self.args.form))
        else:
            for case in (
                lambda: self.cold(self.form("autopsy.xml"), "verbal autopsy, 1.57 MB"),
                lambda: self.warm(self.form("autopsy.xml"), "verbal autopsy, 1.57 MB"),
                self.chains, self.repeats, self.answers, self.cascade, self.villages,
            ):
                try:
                    case()
                except (RuntimeError, KeyError, TypeError, ValueError) as error:
                    print(f"  this case failed: {error!r}")
                    self.missed.append(repr(error))
        folder = os.path.join(self.target, "bench")
        os.makedirs(folder, exist_ok=True)
        report = {"machine": platform.platform(), "cores": os.cpu_count(), "load": os.getloadavg(),
                  "busy": self.busy, "rows": self.rows, "missed": self.missed}
        with open(os.path.join(folder, "forms.json"), "w", encoding="utf-8") as file:
            json.dump(report, file, indent=1)
        shutil.rmtree(self.room)
        if self.missed:
            print(f"\nmissed: {len(self.missed)}")
            return 1
        return 0


def is_busy(seconds=3):
    """Do others use more than a fifth of this machine? The load of the build before is no answer."""
    def ticks():
        with open("/proc/stat", encoding="ascii") as file:
            fields = [int(field) for field in file.readline().split()[1:]]
        return sum(fields), fields[3] + fields[4]

    try:
        before = ticks()
        time.sleep(seconds)
        after = ticks()
    except OSError:
        return os.getloadavg()[0] > (os.cpu_count() or 1) / 2
    return (after[1] - before[1]) < 0.8 * (after[0] - before[0])


def show(values):
    if not values:
        return "-"
    middle = f"{statistics.median(values):.3g}"
    return middle if len(values) == 1 else f"{middle} ({min(values):.3g}-{max(values):.3g})"


def main():
    parser = argparse.ArgumentParser(prog="./x bench forms", description=__doc__.splitlines()[0])
    parser.add_argument("--target", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--javarosa", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--form", help="measure this XForm, cold and warm, and nothing else")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    parser.add_argument("--offline", action="store_true", help="without the villages, which npm fetches")
    return Bench(parser.parse_args()).run()


if __name__ == "__main__":
    sys.exit(main())
