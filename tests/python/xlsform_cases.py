"""The cases of tests/forms/xlsform, and how two XForms are compared."""

import re
import xml.etree.ElementTree as ElementTree

from the_program import ROOT

CASES = ROOT / "tests" / "forms" / "xlsform"
OURS = "{https://saksi.org/xforms}"


def cases(path):
    """The (name, Markdown) pairs of a file; `## name` begins one."""
    parts = re.split(r"^## (\w+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def without_ours(root):
    """Takes our own attributes and their words out: pyxform does not know them."""
    for element in root.iter():
        for name in [name for name in element.attrib if name == OURS + "stop_message"]:
            del element.attrib[name]
        for child in [c for c in element if c.get("id", "").endswith(":saksi:stop_message")]:
            element.remove(child)


def without_indents(root):
    """Takes out the blanks between elements; those beside words stay."""
    for element in root.iter():
        texts = [element.text] + [child.tail for child in element]
        if len(element) and not any((text or "").strip() for text in texts):
            element.text = None
            for child in element:
                child.tail = None


def sort_forms(root):
    """Puts the forms of each text in order: pyxform fills those that are missing in by chance."""
    for element in root.iter("{http://www.w3.org/2002/xforms}text"):
        element[:] = sorted(element, key=lambda value: value.get("form", ""))


def canonical(text):
    """The XForm so that equal forms are equal texts."""
    root = ElementTree.fromstring(text)
    without_ours(root)
    sort_forms(root)
    without_indents(root)
    return ElementTree.canonicalize(ElementTree.tostring(root, encoding="unicode"))
