#!/usr/bin/python3
"""Do a metric and a level of a factor cost the edits that CONTRIBUTING.md tells of, and are these enough to see both?

`Costs` builds nothing. `Built` builds a copy of the tree that has the edits, nearly all of it, since every layer knows the
metrics and the factors: before a release.
"""

import csv
import io
import re
import sqlite3
import unittest

import copied_tree
import edits


class Costs(unittest.TestCase):
    def test_they_are_as_many_files_as_contributing_says_and_fit_the_tree(self):
        page = (copied_tree.ROOT / "CONTRIBUTING.md").read_text()
        for what, row in {"metrics": "metric", "factors": "level of a factor"}.items():
            said = int(re.search(rf"(?m)^\| {row} \| (\d+) edits?:", page).group(1))
            self.assertEqual(len(edits.EDITS[what][1]), said, what)
        tree = copied_tree.CopiedTree(["harness"])
        self.addCleanup(tree.remove)
        edits.apply(tree.root)


class Built(unittest.TestCase):
    def test_both_are_listed_and_in_tables_and_csv(self):
        tree = copied_tree.whole_tree()
        edits.apply(tree.root)
        done = tree.run("make", "experiment", "ALLOC=glibc",
                        "ARGS=--kernel concat --layout boxed --size 300 --workers 1 --blocks 1 --history dummy --wide", COLUMNS="240")
        self.assertEqual(done.returncode, 0, done.stderr)
        for shown in ("history dummy", "dummy memory"):
            self.assertIn(shown, done.stdout)
        for what, (names, _) in edits.EDITS.items():
            listed = tree.run("build/release/bin/allocscale", "list", what).stdout
            for name in names:
                self.assertRegex(listed, rf"(?m)^{name.replace(' ', ' +')} ")
        report = tree.run("build/release/bin/allocscale", "report", "--format", "csv")
        lines = list(csv.DictReader(io.StringIO(report.stdout)))
        self.assertEqual({line["history"] for line in lines}, {"dummy"})
        for line in lines:
            self.assertGreater(float(line["dummy_bytes"]), 2**20)
        with sqlite3.connect(tree.root / "results/allocscale.db") as database:
            self.assertEqual({outcome for outcome, in database.execute("SELECT outcome FROM trial")}, {"complete"})


if __name__ == "__main__":
    unittest.main()
