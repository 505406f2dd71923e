#!/usr/bin/python3
"""Does the first worker alone run the kernel, and do its siblings do what they are to do?

usage: siblings_test.py ALLOCSCALE    (from CTest)
"""

import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unittest

ALLOCSCALE = None
KINDS = ("self", "idle", "compute", "fault", "copy", "stream")


class Siblings(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.store = pathlib.Path(self.folder.name) / "store.db"

    def run_experiment(self, *words):
        done = subprocess.run([ALLOCSCALE, "run", "siblings", "--kernel", "concat", "--workers", "1,2",
                               "--blocks", "1", "--store", self.store, *words], cwd=self.folder.name,
                              capture_output=True, text=True, timeout=240, check=False)
        self.assertEqual(done.returncode, 0, done.stderr + done.stdout)
        return done.stdout

    def workers(self, columns, condition):
        with sqlite3.connect(self.store) as database:
            return database.execute(
                f"SELECT {columns} FROM worker JOIN trial ON trial.id = worker.trial JOIN run_cell ON "
                "run_cell.run = trial.run AND run_cell.ordinal = trial.cell JOIN cell ON cell.id = run_cell.cell "
                f"WHERE {condition} AND NOT twin ORDER BY siblings, worker").fetchall()

    def test_each_kind_has_one_measured_worker(self):
        self.run_experiment("--size", "4000")
        self.assertEqual(self.workers("siblings, worker, sibling", "workers = 2"),
                         sorted((kind, worker, int(worker == 1 and kind != "self"))
                                for kind in KINDS for worker in (0, 1)))
        measured = dict(self.workers("siblings, checksum", "workers = 2 AND NOT sibling"))
        self.assertEqual(len(set(measured.values())), 1)
        samples = dict(self.workers("siblings, (SELECT count(*) FROM sample WHERE sample.trial = trial.id "
                                    "AND sample.worker = worker.worker)", "sibling"))
        self.assertEqual(samples, {kind: 0 for kind in KINDS if kind != "self"})
        rates = dict(self.workers("siblings, sibling_operations_per_s", "sibling"))
        for kind in ("compute", "fault", "copy", "stream"):
            self.assertGreater(rates[kind], 0, kind)

    def test_a_matched_rate_is_stored_with_what_came_of_it(self):
        self.run_experiment("--siblings", "self,fault", "--sibling-rate", "matched", "--alloc", "mimalloc", "--size",
                            "20000", "--iterations", "2")
        rows = self.workers("sibling_target_per_s, sibling_operations_per_s", "sibling AND allocator = 'mimalloc'")
        self.assertEqual(len(rows), 1)
        target, seen = rows[0]
        self.assertLess(target, 20_000)
        self.assertGreater(seen, 0)
        # A pass more than was asked for, in a run of 10 ms, would be 51,200 a second; at full speed a page takes
        # about a microsecond.
        self.assertLess(seen, 100_000)
        # The baseline has no siblings of another kind, and no rate.
        self.assertEqual(self.workers("count(sibling_target_per_s)", "siblings = 'self'"), [(0,)])


if __name__ == "__main__":
    ALLOCSCALE = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
