#!/usr/bin/python3
"""Is every type of the headers defined once?

Two types of one name in one namespace link without a word, and each function that the compiler did not inline then works
on the layout of either (the one-definition rule: no diagnostic is required).
"""

import collections
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMESPACE = re.compile(r"^namespace ([\w:]+) \{")
TYPE = re.compile(r"^(?:struct|class|enum class|union) (\w+)\b(?!.*;\s*$)")


def definitions(root):
    """Qualified type name -> the places where a header defines it."""
    places = collections.defaultdict(list)
    for top in ("kernels", "allocators", "harness"):
        for header in sorted((root / top).rglob("*.hpp")):
            namespace = ""
            for number, line in enumerate(header.read_text().splitlines(), 1):
                if found := NAMESPACE.match(line):
                    namespace = found.group(1)
                elif found := TYPE.match(line):
                    places[f"{namespace}::{found.group(1)}"].append(f"{header.relative_to(root)}:{number}")
    return places


class OneDefinition(unittest.TestCase):
    def test_every_type_of_the_headers_is_defined_once(self):
        found = definitions(ROOT)
        self.assertIn("allocscale::Cell", found)
        self.assertEqual({name: places for name, places in found.items() if len(places) > 1}, {})


if __name__ == "__main__":
    unittest.main()
