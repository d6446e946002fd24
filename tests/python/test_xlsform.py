"""XLSForms converted by Saksi and by pyxform are the same XForm, and both refuse the same forms.

Needs the program: SAKSI, or target/debug/saksi or target/release/saksi. Without it, skipped.
"""

import pathlib
import subprocess
import tempfile
import unittest

from pyxform.xls2xform import convert
from the_program import ROOT, program
from xlsform_cases import CASES, canonical, cases


def ours(path):
    """What Saksi makes of a form, or None and why it refuses it."""
    run = subprocess.run(
        [program(), "form", "convert", str(path), "--to", "xform"],
        capture_output=True, text=True, check=False, encoding="utf-8",
    )
    return (run.stdout, "") if run.returncode == 0 else (None, run.stderr)


def theirs(path):
    """What pyxform makes of a form, or None if it refuses it or writes no XML."""
    try:
        text = convert(str(path)).xform
        canonical(text)
    except Exception:  # noqa: BLE001 - it stops at some forms with errors of Python itself
        return None
    return text


@unittest.skipUnless(program(), "the program is not built")
class XlsformTest(unittest.TestCase):
    maxDiff = None

    def each(self, names):
        with tempfile.TemporaryDirectory() as folder:
            for file in names:
                for name, text in cases(CASES / file):
                    path = pathlib.Path(folder) / f"{name}.md"
                    path.write_text(text, encoding="utf-8")
                    yield path

    def test_forms_become_the_xform_that_pyxform_makes(self):
        files = sorted(p.name for p in CASES.glob("*.md") if p.stem != "refused")
        for path in self.each(files):
            expected = theirs(path)
            self.assertIsNotNone(expected, f"pyxform refuses {path.stem}")
            found, why = ours(path)
            self.assertIsNotNone(found, why)
            self.assertEqual(canonical(expected), canonical(found), path.stem)

    def test_forms_are_refused_by_both(self):
        for path in self.each(["refused.md"]):
            self.assertIsNone(theirs(path), f"pyxform takes {path.stem}")
            found, why = ours(path)
            self.assertIsNone(found, f"we take {path.stem}")

    def test_the_programme_forms_become_the_xforms_that_pyxform_makes(self):
        for path in sorted((ROOT / "programme" / "forms").glob("*.xlsx")):
            with self.subTest(form=path.name):
                found, why = ours(path)
                self.assertIsNotNone(found, why)
                self.assertEqual(canonical(theirs(path)), canonical(found))


if __name__ == "__main__":
    unittest.main()
