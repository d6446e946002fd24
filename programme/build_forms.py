#!/usr/bin/env python3
"""Builds programme/forms/*.xlsx from the CSV sheets in programme/forms/src, and the list of areas
that lies beside them (programme/forms/areas.csv) from programme/areas.

The CSV files are the source: readable, and small in a diff. The workbooks are what ODK, Kobo and
Saksi open; they are committed, and a Rust test holds that both compile to the same form. Every
cell is text (a code "1" stays "1"). The output is the same byte for byte on every machine: zip
times and document properties are fixed (with openpyxl 3.1.5: another version may write other
XML). Run it after editing a CSV.

    python3 programme/build_forms.py            write the workbooks
    python3 programme/build_forms.py --check    exit code 1 if a workbook is out of date
"""

import csv
import datetime
import io
import pathlib
import re
import sys
import zipfile

import openpyxl
from openpyxl.styles import Alignment, Font

PROGRAMME = pathlib.Path(__file__).resolve().parent
HERE = PROGRAMME / "forms"
LEVELS = {2: "province", 5: "regency", 8: "district", 13: "village"}
SHEETS = ("survey", "choices", "settings")
EPOCH = datetime.datetime(2026, 1, 1)


def workbook(form: str) -> bytes:
    """The workbook of one form, before its bytes are made reproducible."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.creator = "Saksi"
    book.properties.title = form
    book.properties.created = book.properties.modified = EPOCH
    for name in SHEETS:
        sheet = book.create_sheet(name)
        with open(HERE / "src" / f"{form}-{name}.csv", newline="", encoding="utf-8") as file:
            for number, row in enumerate(csv.reader(file), start=1):
                for column, text in enumerate(row, start=1):
                    if not text:
                        continue
                    cell = sheet.cell(number, column)
                    cell.value = text
                    cell.data_type = "s"
                    cell.number_format = "@"
                    cell.font = Font(bold=number == 1)
                    cell.alignment = Alignment(vertical="top", wrap_text=number > 1)
        sheet.freeze_panes = "C2" if name == "survey" else "A2"
        for letter, width in zip("ABCDEF", (28, 18, 40, 40, 30, 30)):
            sheet.column_dimensions[letter].width = width
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def reproducible(raw: bytes) -> bytes:
    """The same parts in the order of their names, with fixed times."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            data = old.read(name)
            if name == "docProps/core.xml":  # openpyxl writes the time of saving
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-01-01T00:00:00Z", data)
            part = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            part.create_system = 3
            new.writestr(part, data, compresslevel=9)
    return out.getvalue()


def areas() -> bytes:
    """The areas of all provinces for a select: `name` is the code, `label` says what is around it."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("name", "label", "level"))
    for source in sorted((PROGRAMME / "areas").glob("*.csv")):
        with open(source, newline="", encoding="utf-8") as file:
            rows = list(csv.reader(line for line in file if not line.startswith("#")))[1:]
        names = dict(rows)
        for code, name in rows:
            around = [names[code[:end]] for end in (8, 5) if end < len(code)]
            table.writerow((code, ", ".join([name, *around]), LEVELS[len(code)]))
    return out.getvalue().encode()


def main() -> int:
    check = "--check" in sys.argv[1:]
    stale = []
    targets = {HERE / "areas.csv": areas()}
    for source in sorted((HERE / "src").glob("*-survey.csv")):
        form = source.name.removesuffix("-survey.csv")
        targets[HERE / f"{form}.xlsx"] = reproducible(workbook(form))
    for target, made in targets.items():
        if check:
            if not target.exists() or target.read_bytes() != made:
                stale.append(target.name)
        else:
            target.write_bytes(made)
            print(f"{target.name}: {len(made)} bytes")
    if stale:
        print(f"out of date: {', '.join(stale)}. Run programme/build_forms.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
