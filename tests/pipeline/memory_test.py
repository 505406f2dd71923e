#!/usr/bin/python3
"""Is no task predicted to need less memory than it takes?

usage: memory_test.py ALLOCSCALE    (from CTest)

A list that grows, a table that doubles, and a replay of each, under every allocator that frees.
"""

import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unittest

ALLOCSCALE = None
SIZE, ITERATIONS = "1000000", "3"


class Memory(unittest.TestCase):
    def predicted(self, kernel, layout, allocator):
        runner = pathlib.Path(ALLOCSCALE).parent.parent / "libexec" / "allocscale" / f"runner-{allocator}"
        done = subprocess.run([runner, "--predict", kernel, layout, SIZE, "--iterations", ITERATIONS],
                              capture_output=True, text=True, timeout=60, check=True)
        return json.loads(done.stdout)["bytes"]

    def test_no_peak_is_above_what_was_predicted(self):
        with tempfile.TemporaryDirectory() as folder:
            store = pathlib.Path(folder) / "store.db"
            done = subprocess.run([ALLOCSCALE, "run", "matrix", "--kernel", "sqrt,dict", "--layout",
                                   "contiguous,replay+contiguous", "--baseline", "contiguous/glibc", "--alloc",
                                   "glibc,jemalloc,mimalloc,scudo,tbbmalloc,tcmalloc", "--size", SIZE, "--workers", "1",
                                   "--iterations", ITERATIONS, "--blocks", "1", "--store", store], cwd=folder,
                                  capture_output=True, text=True, timeout=240, check=False)
            self.assertEqual(done.returncode, 0, done.stderr + done.stdout)
            with sqlite3.connect(store) as database:
                peaks = database.execute(
                    "SELECT kernel, layout, allocator, max(peak_bytes) FROM worker JOIN trial ON trial.id = "
                    "worker.trial JOIN run_cell ON run_cell.run = trial.run AND run_cell.ordinal = trial.cell JOIN "
                    "cell ON cell.id = run_cell.cell WHERE kernel IN ('sqrt', 'dict') GROUP BY 1, 2, 3").fetchall()
        self.assertEqual(len(peaks), 24)
        for kernel, layout, allocator, peak in peaks:
            with self.subTest(kernel=kernel, layout=layout, allocator=allocator):
                self.assertLessEqual(peak, self.predicted(kernel, layout, allocator))


if __name__ == "__main__":
    ALLOCSCALE = sys.argv.pop(1)
    unittest.main()
