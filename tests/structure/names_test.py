#!/usr/bin/python3
"""Names: the harness has none, and each kind of name that is planted is found."""

import pathlib
import shutil
import tempfile
import unittest

import names

ROOT = pathlib.Path(__file__).resolve().parents[2]

PLANTS = {
    "a kernel": ('bool is(const Cell& cell) { return cell.kernel == "concat"; }', "concat"),
    "a planted kernel": ('const char* kernel = "planted-lock";', "planted-lock"),
    "a layout": ('const char* layout = "boxed";', "boxed"),
    "a layout of two traits": ('const char* layout = "replay+ghost";', "replay+ghost"),
    "a trait to be joined": ('std::string layout = "replay+" + other;', "replay+"),
    "an allocator": ('const char* allocator = "glibc";', "glibc"),
    "an arm": ('const char* allocator = "glibc:retain";', "glibc:retain"),
    "a short word that is a name": ('const char* layout = "none";', "none"),
    "a raw literal": ('const char* layout = R"(ghost)";', "ghost"),
}
HARMLESS = {
    "a comment": '// "boxed" is a layout',
    "a comment of several lines": '/* such as\n "boxed" */',
    "a sentence": 'const char* text = "Kernels, e.g. concat,copy; or all";',
    "a longer word": 'const char* column = "boxed_bytes";',
    "an include": '#include "set"',
    "a quote among characters": "const char quote = '\"'; // \"set\"",
}


class Names(unittest.TestCase):
    def faults_with(self, line):
        """Of a tree of the real kernels, layouts and allocators, and a harness of this one line."""
        with tempfile.TemporaryDirectory() as folder:
            tree = pathlib.Path(folder) / "tree"
            for top in ("kernels", "allocators"):
                shutil.copytree(ROOT / top, tree / top)
            (tree / "harness/plan").mkdir(parents=True)
            (tree / "harness/plan/planted.cpp").write_text(line + "\n")
            return list(names.faults(tree))

    def test_the_harness_has_none(self):
        self.assertEqual([*names.faults(ROOT), *names.stale(ROOT)], [])

    def test_each_planted_name_is_found(self):
        for what, (line, literal) in PLANTS.items():
            with self.subTest(what):
                found = self.faults_with(line)
                self.assertEqual(len(found), 1, found)
                self.assertIn(f'harness/plan/planted.cpp:1: "{literal}"', found[0])

    def test_what_is_no_name_is_not_found(self):
        for what, line in HARMLESS.items():
            with self.subTest(what):
                self.assertEqual(self.faults_with(line), [])

    def test_every_name_of_the_files_is_known(self):
        known = names.names(ROOT)
        for name in ("stream-slice", "planted-null", "replay+immortal", "pyboxed", "bump", "tcmalloc"):
            self.assertIn(name, known)

    def test_an_empty_tree_is_no_success(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(len(list(names.faults(pathlib.Path(folder)))), 1)


if __name__ == "__main__":
    unittest.main()
