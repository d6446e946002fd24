"""Invented XLSForms are converted by Saksi as pyxform converts them.

The forms use the sheets freely: what one of the two refuses, the other must refuse too. SAKSI_SEED and
SAKSI_CASES choose others than the usual cases.
"""

import os
import pathlib
import random
import tempfile
import unittest

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert
from test_xlsform import ours
from the_program import program
from xlsform_cases import canonical

WORDS = ["Kolam", "Air < keruh", "A & B", "Nama *tebal* _miring_", "${%s} tahun", "Baris", "é", "1", "# Judul"]
PLAIN = [
    "text", "integer", "decimal", "date", "time", "datetime", "dateTime", "geopoint", "geotrace", "geoshape", "image", "photo",
    "audio", "video", "file", "barcode", "acknowledge", "trigger", "note", "calculate", "hidden", "string", "int", "range",
    "start", "end", "today", "deviceid", "username", "phonenumber", "email", "background-audio", "audit",
    "start-geopoint", "background-geopoint", "csv-external", "xml-external", "q picture", "add note prompt", "subscriberid",
]
APPEARANCES = ["minimal", "numbers", "multiline", "quick", "w1", "signature", "draw", "field-list", "new", "placement-map", "month-year"]
PARAMETERS = {
    "range": ["start=0 end=10 step=2", "start=1; end=5; step=1", "start=0.5 end=2 step=0.5", "start=1 end=0"],
    "image": ["max-pixels=640", "max-pixels=x"], "audio": ["quality=low", "quality=odd"], "geopoint": ["capture-accuracy=5 warning-accuracy=20"],
    "audit": ["track-changes=true", "location-priority=balanced location-min-interval=60 location-max-age=120"],
    "text": ["rows=4"], "select_one": ["randomize=true", "randomize=true seed=42", "randomize=false"],
    "select_one_from_file": ["value=id label=nama", "randomize=true"], "select_multiple": ["randomize=true seed=${%s}"],
}


class Maker:
    """XLSForms by chance, as Markdown."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = []
        self.slips = self.random.random() < 0.3
        self.saves = self.random.random() < 0.15
        self.languages = self.one([], [], ["::Bahasa Indonesia (id)", "::English (en)"])

    def one(self, *of):
        return self.random.choice(of)

    def slip(self, chance):
        """Now and then a mistake, in some of the forms."""
        return self.slips and self.random.random() < chance

    def maybe(self, chance, make):
        return make() if self.random.random() < chance else ""

    def name(self):
        if self.names and self.slip(0.03):
            return self.one(*self.names)
        name = f"{self.one('q', 'air', 'q_', 'K')}{len(self.names)}"
        self.names.append(name)
        return name

    def known(self):
        return "nobody" if self.slip(0.02) else self.one(*self.names)

    def words(self):
        words = self.one(*WORDS)
        return words % self.known() if "%s" in words else words

    def expression(self):
        return self.one(
            lambda: f"${{{self.known()}}} > 3",
            lambda: f"${{{self.known()}}} = 'a' or not(selected(${{{self.known()}}}, 'b'))",
            lambda: f"string-length(${{{self.known()}}}) < 5 and true()",
            lambda: f"sum(${{{self.known()}}}) + count(${{{self.known()}}})",
            lambda: "today() >= date('2020-01-01')",
            lambda: f"concat('x', ${{ {self.known()} }}, position(..))",
            lambda: f"indexed-repeat(${{{self.known()}}}, ${{{self.known()}}}, 1)",
            lambda: f"pulldata('desa', 'nama', 'kode', ${{{self.known()}}})",
        )()

    def labelled(self, row, always):
        for column, chance in (("label", 1 if always else 0.5), ("hint", 0.2), ("guidance_hint", 0.08), ("constraint_message", 0.1), ("required_message", 0.08)):
            for language in self.languages or [""]:
                row[column + language] = self.maybe(chance, self.words)
        for column in ("image", "audio", "big-image"):
            for language in self.languages[:1] or [""]:
                row[f"media::{column}{language}"] = self.maybe(0.05, lambda: f"{column}.jpg")

    def question(self, rows):
        kind = self.one(*PLAIN, *["select_one"] * 5, *["select_multiple"] * 4, "rank", "select_one_from_file", "select_multiple_from_file")
        row = {"name": self.name()}
        base = kind
        if kind in ("select_one", "select_multiple", "rank"):
            kind += f" {self.one('ya', 'ya', 'warna', 'warna', 'tiada') if self.slip(0.2) else self.one('ya', 'warna')}"
            kind += self.maybe(0.08, lambda: " or_other")
        elif kind.endswith("from_file"):
            kind += f" {self.one('desa.csv', 'desa.geojson', 'desa.xml', 'desa.txt') if self.slip(0.5) else 'desa.csv'}"
        row["type"] = "odd type" if self.slip(0.02) else kind
        is_silent = base in ("calculate", "hidden", "start", "end", "today", "deviceid", "username", "phonenumber", "email", "audit", "background-audio")
        if base == "audit":
            row["name"] = "audit"
        if not is_silent:
            self.labelled(row, not self.slip(0.1))
            row["appearance"] = self.maybe(0.2, lambda: self.one(*APPEARANCES))
            row["required"] = self.maybe(0.3, lambda: self.one("yes", "no", "TRUE", "true()", self.expression()))
            row["readonly"] = self.maybe(0.1, lambda: self.one("yes", self.expression()))
            row["constraint"] = self.maybe(0.2, lambda: self.one(". > 1", "regex(., '^[a-z]+$')", self.expression()))
            row["default"] = self.maybe(0.15, lambda: self.one("5", "abc", "today()", "uuid()", f"${{{self.known()}}}"))
        if base == "range" or self.random.random() < 0.15:
            parameters = self.one(*PARAMETERS.get(base, [""]))
            parameters = parameters if self.slips else parameters.replace("pixels=x", "pixels=9").replace("=odd", "=low").replace("=1 end=0", "=0 end=1")
            row["parameters"] = parameters % self.known() if "%s" in parameters else parameters
        if base in ("calculate", "background-geopoint") or self.random.random() < 0.04:
            row["calculation"] = "" if base == "background-geopoint" else self.expression()
            row["trigger"] = self.maybe(1 if base == "background-geopoint" else 0.2, lambda: f"${{{self.known()}}}")
        if base.startswith("select") or base == "rank":
            row["choice_filter"] = self.maybe(0.25, lambda: self.one("grup = 'x'", f"grup = ${{{self.known()}}}", f"name != ${{{self.known()}}}"))
        if base.startswith("select_") and "file" not in base and self.random.random() < 0.08:
            row["type"] = f"{base} ${{{self.known()}}}"
        row["relevant"] = self.maybe(0.2, self.expression)
        row["save_to"] = self.maybe(0.3, lambda: self.one("name", "x y") if self.slip(0.3) else f"p{len(rows)}") if self.saves else ""
        for column, texts in (("bind::odk:y", "1"), ("bind::jr:noAppErrorString", "Tidak ada"), ("body::kelas", "z"), ("instance::kode", "k")):
            row[column] = self.maybe(0.02, lambda: texts)
        rows.append(row)

    def block(self, rows, depth):
        for _ in range(self.random.randrange(1, 6)):
            if depth and self.random.random() < 0.25:
                kind = self.one("group", "group", "repeat")
                row = {"type": self.one("begin_", "begin ") + kind, "name": self.name(), "relevant": self.maybe(0.3, self.expression)}
                self.labelled(row, self.random.random() < 0.7)
                if kind == "group":
                    row["appearance"] = self.maybe(0.3, lambda: self.one("field-list", "w4"))
                else:
                    row["repeat_count"] = self.maybe(0.4, lambda: self.one("3", f"${{{self.known()}}}", f"${{{self.known()}}} + 1"))
                rows.append(row)
                self.block(rows, depth - 1)
                if not self.slip(0.03):
                    rows.append({"type": f"end_{kind}"})
            else:
                self.question(rows)

    def choices(self):
        rows = []
        for name, codes in (("ya", ["a", "b"]), ("warna", ["merah", "biru", "c 1" if self.slip(0.1) else "c1"])):
            for code in codes:
                row = {"list_name": name, "name": code, "grup": self.one("x", "y", "")}
                for language in self.languages or [""]:
                    row["label" + language] = "" if self.slip(0.1) else self.words()
                row["media::image"] = self.maybe(0.06, lambda: "a.png")
                rows.append(row)
        return rows

    def settings(self):
        row = {"form_id": "f1", "form_title": self.maybe(0.7, lambda: "Uji & coba"), "version": self.maybe(0.7, lambda: "20261")}
        row["instance_name"] = self.maybe(0.2, lambda: f"concat('f ', ${{{self.known()}}})")
        row["style"] = self.maybe(0.2, lambda: "pages")
        row["default_language"] = self.maybe(0.5, lambda: self.one("English (en)", "Bahasa Indonesia (id)")) if self.languages else ""
        row["allow_choice_duplicates"] = self.maybe(0.1, lambda: "yes")
        row["namespaces"] = self.maybe(0.1, lambda: 'x="http://example.org/x"')
        row["submission_url"] = self.maybe(0.05, lambda: "https://example.org/s")
        return [row]

    def entities(self):
        row = {self.one("list_name", "dataset"): "pohon", "label": self.maybe(0.8, lambda: self.one(f"concat('P ', ${{{self.known()}}})", self.expression()))}
        row["entity_id"] = self.maybe(0.4, lambda: f"${{{self.known()}}}")
        row["create_if"] = self.maybe(0.3, self.expression)
        row["update_if"] = self.maybe(0.3, self.expression)
        return [row]

    def form(self):
        survey = [{"type": "text", "name": self.name(), **{"label" + language: "Awal" for language in self.languages or [""]}}]
        self.block(survey, 3)
        sheets = [("survey", survey), ("choices", self.choices()), ("settings", self.settings())]
        if self.saves:
            sheets.append(("entities", self.entities()))
        return "".join(sheet(name, rows) for name, rows in sheets)


def sheet(name, rows):
    columns = list(dict.fromkeys(column for row in rows for column, text in row.items() if text))
    lines = [f"| {name} |" + " |" * len(columns), "| | " + " | ".join(columns) + " |"]
    lines += ["| | " + " | ".join(row.get(column, "") for column in columns) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def theirs(path):
    """What pyxform makes of a form and None, or None and why it refuses it.

    It stops at some forms with an error of Python itself, which is no refusal.
    """
    try:
        return convert(str(path)).xform, None
    except Exception as error:  # noqa: BLE001
        return None, error


@unittest.skipUnless(program(), "the program is not built")
class MadeXlsformTest(unittest.TestCase):
    def test_invented_forms_are_converted_or_refused_as_pyxform_does(self):
        seed, count = (int(os.environ.get(name, usual)) for name, usual in (("SAKSI_SEED", 1), ("SAKSI_CASES", 200)))
        wrong, taken = [], 0
        with tempfile.TemporaryDirectory() as folder:
            for number in range(seed, seed + count):
                path = pathlib.Path(folder) / f"made{number}.md"
                path.write_text(Maker(number).form(), encoding="utf-8")
                (expected, refusal), (found, why) = theirs(path), ours(path)
                if refusal and not isinstance(refusal, PyXFormError):
                    continue
                taken += expected is not None
                if (expected is None) != (found is None):
                    wrong.append(f"seed {number}: {'we' if found is None else 'pyxform'} refuse(s) it: {why}")
                elif expected and canonical(expected) != canonical(found):
                    wrong.append(f"seed {number}: differs")
        self.assertEqual(wrong, [], "\n".join(wrong))
        self.assertGreater(taken, count / 4, "most forms are refused: the maker is worth little")
