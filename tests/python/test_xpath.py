"""XPath 1.0 as Saksi reckons it (`saksi form eval`) and as libxml2 does, over invented documents.

Left out is what ODK or libxml2 decide otherwise than XPath 1.0: texts that are dates or have an
exponent, booleans in order with nodes, sums over blank nodes, `concat` of several nodes, numbers that do not fit a few digits
(docs/formats/forms.md section 5), what follows an attribute, and the document as a node, which lxml
does not show. SAKSI_SEED and SAKSI_CASES choose others than the usual cases.
"""

import json
import math
import os
import random
import subprocess
import unittest

from lxml import etree
from the_program import program

NAMES = ["a", "b", "item", "div", "mod", "and", "or", "text"]
ATTRIBUTES = ["id", "kind", "div"]
TEXTS = ["", " ", "x", "xy", "abc abc", "7", "-2.5", " 3 ", "0", "true", "é", "a\nb"]
AXES = [
    "child", "descendant", "descendant-or-self", "parent", "ancestor", "ancestor-or-self",
    "following", "preceding", "following-sibling", "preceding-sibling", "self",
]


class Maker:
    """Documents and expressions by chance."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def one(self, *of):
        return self.random.choice(of)

    def element(self, depth):
        element = etree.Element(self.one(*NAMES))
        for name in ATTRIBUTES:
            if self.random.random() < 0.25:
                element.set(name, self.one(*TEXTS))
        if self.random.random() < 0.6:
            element.text = self.one(*TEXTS) or None
        for _ in range(self.random.randrange(0, 4) if depth else 0):
            kind = self.random.random()
            if kind < 0.06:
                child = etree.Comment("note")
            elif kind < 0.1:
                child = etree.ProcessingInstruction("go", "on")
            else:
                child = self.element(depth - 1)
            if self.random.random() < 0.4:
                child.tail = self.one(*TEXTS) or None
            element.append(child)
        return element

    def test(self):
        return self.one(*NAMES, "*", "*", "node()", "text()", "comment()")

    def step(self, depth):
        kind = self.random.random()
        if kind < 0.1:
            return self.one(".", "..")
        if kind < 0.2:
            return self.one("@", "attribute::") + self.one(*ATTRIBUTES, "*")
        elif kind < 0.6:
            step = self.test()
        else:
            step = f"{self.one(*AXES)}::{self.test()}"
        while depth and self.random.random() < 0.3:
            step += f"[{self.value(depth - 1)}]"
        return step

    def path(self, depth):
        steps = [self.step(depth) for _ in range(self.random.randrange(1, 4))]
        attributes = [at for at, step in enumerate(steps) if step.startswith(("@", "attribute"))]
        steps = steps[: attributes[0] + 1] if attributes else steps
        between = (self.one("/", "/", "/", "//") for _ in steps)
        text = "".join(f"{mark}{step}" for mark, step in zip(between, steps))
        return text if self.random.random() < 0.4 else text.lstrip("/")

    def nodes(self, depth):
        kind = self.random.random()
        if depth and kind < 0.15:
            return f"{self.path(depth - 1)} | {self.path(depth - 1)}"
        if depth and kind < 0.3:
            path, test = self.path(depth - 1), self.value(depth - 1)
            return path if "@" in path or "attribute" in path else f"({path})[{test}]"
        return self.path(depth)

    def number(self, depth):
        if not depth:
            return self.one("0", "1", "2", "3.5", ".5", "4.", "position()", "last()")
        low = depth - 1
        return self.one(
            lambda: f"count({self.nodes(low)})",
            lambda: f"{self.number(low)} {self.one('+', '-', '*', 'mod')} {self.number(low)}",
            lambda: f"{self.number(low)} div {self.one('.5', '2', '4', '0')}",
            lambda: f"-{self.number(low)}",
            lambda: f"({self.number(low)})",
            lambda: f"number({self.any(low)})",
            lambda: f"{self.one('floor', 'ceiling')}({self.any(low)})",
            lambda: f"string-length({self.any(low)})",
            lambda: f"sum(({self.nodes(low)})[normalize-space() != ''])",
        )()

    def text(self, depth):
        if not depth:
            return self.one("'x'", '"abc"', "''", "'7'", "' y '", "name()", "local-name()", "string()")
        low = depth - 1
        return self.one(
            lambda: f"string({self.any(low)})",
            lambda: f"concat({self.scalar(low)}, {self.scalar(low)})",
            lambda: f"substring({self.any(low)}, {self.number(low)}, {self.number(low)})",
            lambda: f"substring-before({self.any(low)}, {self.text(low)})",
            lambda: f"substring-after({self.any(low)}, {self.text(low)})",
            lambda: f"normalize-space({self.any(low)})",
            lambda: f"translate({self.any(low)}, {self.text(low)}, {self.text(low)})",
            lambda: f"name({self.nodes(low)})",
        )()

    def truth(self, depth):
        if not depth:
            return self.one("true()", "false()", "position() = 1", "position() = last()")
        low = depth - 1
        ordered = self.one(self.number, self.text, self.nodes)
        return self.one(
            lambda: f"{self.any(low)} {self.one('=', '!=')} {self.any(low)}",
            lambda: f"{ordered(low)} {self.one('<', '<=', '>', '>=')} {self.one(self.number, self.nodes)(low)}",
            lambda: f"{self.any(low)} {self.one('and', 'or')} {self.any(low)}",
            lambda: f"not({self.any(low)})",
            lambda: f"boolean({self.any(low)})",
            lambda: f"contains({self.any(low)}, {self.text(low)})",
            lambda: f"starts-with({self.any(low)}, {self.text(low)})",
        )()

    def any(self, depth):
        return self.one(self.nodes, self.number, self.text, self.truth, self.nodes)(depth)

    def scalar(self, depth):
        return self.one(self.number, self.text, self.truth)(depth)

    value = any


def place(node):
    """Where an element, comment or instruction stands, as `saksi form eval` writes it."""
    parent = node.getparent()
    if isinstance(node, etree._Comment):
        test, same = "comment()", lambda n: isinstance(n, etree._Comment)
    elif isinstance(node, etree._ProcessingInstruction):
        test, same = "processing-instruction()", lambda n: isinstance(n, etree._ProcessingInstruction)
    else:
        test, same = "*", lambda n: isinstance(n.tag, str)
    if parent is None:
        return f"/{test}[1]"
    number = sum(1 for other in parent.iterchildren() if same(other) and parent.index(other) <= parent.index(node))
    return f"{place(parent)}/{test}[{number}]"


def spot(found):
    """The same for whatever lxml answers with."""
    if not isinstance(found, str):
        return place(found)
    owner = found.getparent()
    if found.is_attribute:
        return f'{place(owner)}/@*[name()="{found.attrname}"]'
    parent = owner if found.is_text else owner.getparent()
    number = 1
    if found.is_tail:
        number = int(bool(parent.text)) + sum(
            1 for other in parent.iterchildren() if other.tail and parent.index(other) <= parent.index(owner)
        )
    return f"{place(parent)}/text()[{number}]"


def expected(element, expression):
    """The kind and the answer of libxml2."""
    answer = element.xpath(expression)
    if isinstance(answer, bool):
        return "boolean", answer
    if isinstance(answer, float):
        return "number", answer
    if isinstance(answer, str):
        return "string", str(answer)
    if len(answer) != element.xpath(f"count({expression})"):
        raise NotShown
    return "nodes", [spot(one) for one in answer]


class NotShown(Exception):
    """The document itself is among the nodes: lxml leaves it out."""


def is_decided_otherwise(kind, answer):
    return kind == "number" and math.isfinite(answer) and not (answer == 0 or 1e-3 < abs(answer) < 1e9)


def made(seed, count):
    maker = Maker(seed)
    while count:
        root = maker.element(3)
        xml = etree.tostring(root, encoding="unicode")
        root = etree.fromstring(xml)
        elements = list(root.iter(etree.Element))
        for _ in range(min(20, count)):
            element = maker.one(*elements)
            expression = maker.any(3)
            try:
                kind, answer = expected(element, expression)
            except (etree.XPathEvalError, NotShown):
                continue
            if is_decided_otherwise(kind, answer):
                continue
            count -= 1
            yield {"xml": xml, "ctx": place(element), "expr": expression, "kind": kind}, answer


def plain(value):
    if isinstance(value, dict):
        return float(value["$num"].replace("Infinity", "inf"))
    return value


@unittest.skipUnless(program(), "the program is not built")
class XpathTest(unittest.TestCase):
    def test_expressions_are_reckoned_as_libxml2_reckons_them(self):
        seed, count = (int(os.environ.get(name, usual)) for name, usual in (("SAKSI_SEED", 1), ("SAKSI_CASES", 4000)))
        cases = list(made(seed, count))
        lines = "".join(json.dumps({"id": number, **case}) + "\n" for number, (case, _) in enumerate(cases))
        run = subprocess.run(
            [program(), "form", "eval"], input=lines, capture_output=True, text=True, check=True, encoding="utf-8"
        )
        answers = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertEqual(len(answers), len(cases))
        wrong = []
        for (case, answer), ours in zip(cases, answers):
            found = plain(ours.get("value", ours.get("error")))
            same = found == answer
            if case["kind"] == "number" and not isinstance(found, str):
                same = math.isnan(found) and math.isnan(answer) or found == answer or math.isclose(found, answer, rel_tol=1e-12)
            if not same:
                wrong.append(f"{case['expr']}\n  at {case['ctx']} of {case['xml']}\n  libxml2 {answer!r}\n  Saksi   {found!r}")
        self.assertEqual(wrong, [], f"{len(wrong)} of {len(cases)}\n" + "\n".join(wrong[:12]))
