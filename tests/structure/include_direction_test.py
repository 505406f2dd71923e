#!/usr/bin/python3
"""Include direction: holds for the tree, and is red for a tree with a planted fault of each kind."""

import pathlib
import shutil
import tempfile
import unittest

import include_direction

ROOT = pathlib.Path(__file__).resolve().parents[2]

PLANTS = {
    "a layer above": ("harness/model/planted.hpp", '#include "harness/store/store.hpp"', "may not include"),
    "a neighbour of the middle": ("harness/plan/planted.hpp", '#include "harness/protocol/message.hpp"', "may not include"),
    "a kernel that knows the harness": ("kernels/planted.hpp", '#include "harness/model/cell.hpp"', "may not include"),
    "a library out of its layer": ("harness/report/planted.cpp", "#include <SQLiteCpp/Database.h>", "belongs to"),
    "an allocating header in a kernel": ("kernels/parts/planted.hpp", "#include <vector>", "allocates"),
    "a path not from the root": ("harness/plan/planted.cpp", '#include "spec.hpp"', "project's root"),
}


class IncludeDirection(unittest.TestCase):
    def test_the_tree_holds(self):
        self.assertEqual(list(include_direction.faults(ROOT)), [])

    def test_each_planted_fault_is_found(self):
        for what, (path, line, message) in PLANTS.items():
            with self.subTest(what), tempfile.TemporaryDirectory() as folder:
                tree = pathlib.Path(folder) / "tree"
                for top in ("kernels", "allocators", "harness"):
                    shutil.copytree(ROOT / top, tree / top)
                (tree / path).write_text(line + "\n")
                found = list(include_direction.faults(tree))
                self.assertEqual(len(found), 1, found)
                self.assertIn(f"{path}:1:", found[0])
                self.assertIn(message, found[0])

    def test_an_empty_tree_is_no_success(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(len(list(include_direction.faults(pathlib.Path(folder)))), 1)


if __name__ == "__main__":
    unittest.main()
