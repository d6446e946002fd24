"""python -m saksi_check bundle DIR_OR_ZIP [--project ID] [--verbose]

Exit code 0: everything that can be told holds. 1: something does not hold. 2: cannot be read.
"""

import argparse
import sys

from . import bundle


def project_id(text):
    raw = bytes.fromhex(text)
    if len(raw) != 32:
        raise ValueError("a project id has 64 hex digits")
    return raw


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="saksi_check", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("bundle", help="check a disclosure bundle")
    command.add_argument("path")
    command.add_argument("--project", type=project_id, help="its id, from outside the bundle")
    command.add_argument("--verbose", action="store_true", help="print also what holds")
    given = parser.parse_args(arguments)
    try:
        report = bundle.check(given.path, given.project)
    except bundle.Unreadable as error:
        print(f"cannot read {given.path}: {error}", file=sys.stderr)
        return 2
    show(report, given.verbose)
    return report.exit_code()


def show(report, verbose):
    for finding in report.findings:
        if not finding.holds:
            print(f"DOES NOT HOLD  {finding.item}  {finding.check}  {finding.reason}")
        elif verbose:
            print(f"holds          {finding.item}  {finding.check}")
    for line in report.listed:
        print(f"note           {line}")
    for check, why in report.cannot_tell:
        print(f"cannot tell    {check}: {why}")
    failed = sum(not f.holds for f in report.findings)
    print(f"{len(report.findings) - failed} checks hold, {failed} do not, {len(report.cannot_tell)} cannot be told")


if __name__ == "__main__":
    sys.exit(main())
