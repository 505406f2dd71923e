#!/usr/bin/python3
"""No orphan sources: holds for the tree, and is red for a tree with a planted orphan of each kind.

usage: orphans_test.py COMPILE_COMMANDS
"""

import pathlib
import shutil
import sys
import tempfile
import unittest

import orphans

ROOT = pathlib.Path(__file__).resolve().parents[2]

PLANTS = {
    "a file that is not compiled": ("harness/base/planted.cpp", "no target compiles it"),
    "a header that nothing includes": ("harness/base/planted.hpp", "no program includes it"),
    "a test that nothing runs": ("tests/pipeline/planted.py", "no CMakeLists.txt runs it"),
}


class Orphans(unittest.TestCase):
    def test_the_tree_has_none(self):
        self.assertEqual(list(orphans.orphans(ROOT, COMPILED)), [])

    def test_each_planted_orphan_is_found(self):
        with tempfile.TemporaryDirectory() as folder:
            tree = pathlib.Path(folder) / "tree"
            for top in orphans.TOPS:
                shutil.copytree(ROOT / top, tree / top)
            for what, (path, message) in PLANTS.items():
                with self.subTest(what):
                    (tree / path).write_text("")
                    self.assertEqual(list(orphans.orphans(tree, COMPILED)), [f"{path}: {message}"])
                    (tree / path).unlink()

    def test_a_header_that_only_its_own_file_and_a_test_include_is_one(self):
        with tempfile.TemporaryDirectory() as folder:
            tree = pathlib.Path(folder) / "tree"
            for top in orphans.TOPS:
                shutil.copytree(ROOT / top, tree / top)
            (tree / "harness/base/planted.hpp").write_text("")
            for path in ("harness/base/planted.cpp", "tests/unit/base/planted_test.cpp"):
                (tree / path).write_text('#include "harness/base/planted.hpp"\n')
            compiled = COMPILED | {"harness/base/planted.cpp", "tests/unit/base/planted_test.cpp"}
            self.assertEqual(list(orphans.orphans(tree, compiled)), ["harness/base/planted.hpp: no program includes it"])


if __name__ == "__main__":
    COMPILED = orphans.compiled_files(ROOT, sys.argv.pop())
    unittest.main()
