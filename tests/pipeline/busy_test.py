#!/usr/bin/python3
"""Beside a program that uses a part of one CPU: no loss is claimed, the program is named, quiet can be required.

usage: busy_test.py ALLOCSCALE [unittest arguments]    (from CTest)
"""

import csv
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ALLOCSCALE = None
# Its share of the CPU that it is pinned to: the second of those that this process may use.
COMPETITOR = """
import os, sys, time
os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[-1]})
share, period = float(sys.argv[1]), 0.02
while True:
    end = time.monotonic() + share * period
    while time.monotonic() < end:
        pass
    time.sleep((1 - share) * period)
"""


class Busy(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.store = pathlib.Path(folder.name) / "store.db"

    def beside(self, share):
        competitor = subprocess.Popen([sys.executable, "-c", COMPETITOR, str(share)])
        self.addCleanup(competitor.wait)
        self.addCleanup(competitor.kill)
        return competitor

    def run_quick(self, *words):
        return subprocess.run([ALLOCSCALE, "run", "quick", "--kernel", "concat", "--alloc", "glibc", "--layout", "boxed",
                               "--store", str(self.store), *words],
                              capture_output=True, text=True, timeout=200, check=False)

    def test_no_loss_is_claimed(self):
        self.beside(0.3)
        done = self.run_quick("--size", "5000", "--blocks", "20")
        self.assertEqual(done.returncode, 0, done.stderr)
        table, _, reading = done.stdout.partition("How to read the tables")
        self.assertIn("LOSS", reading)  # what is looked for is a word of the tables
        self.assertNotIn("LOSS", table)
        self.assertRegex(table, r"(?m)^boxed +glibc .* busy")
        self.assertIn("The machine was busy: ", table)

    # Alone, a task runs in every other block on the CPU that the competitor does not have.
    def test_a_stranger_on_another_cpu_is_flagged_too(self):
        self.beside(0.5)
        done = self.run_quick("--size", "20000", "--blocks", "2")
        self.assertEqual(done.returncode, 0, done.stderr)
        report = subprocess.run([ALLOCSCALE, "report", "--format", "csv", "--store", str(self.store)], capture_output=True,
                                text=True, check=True)
        alone = [row for row in csv.DictReader(io.StringIO(report.stdout))
                 if row["workers"] == "1" and row["estimand"] == "settled"]
        self.assertEqual(len(alone), 2)  # the baseline and its twin
        for row in alone:
            self.assertIn(f"strangers:{row['trials_complete']}", row["flags_with_trials"])
            self.assertGreater(int(float(row["strangers_ns"])), 0)

    def test_required_quiet_is_refused_with_the_name_of_who_disturbs(self):
        self.beside(1)
        done = self.run_quick("--size", "5000", "--blocks", "1", "--require-quiet")
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        # Not by its own name: on a busy machine three others may use more.
        self.assertRegex(done.stderr.splitlines()[-1], r"^allocscale: --require-quiet: the machine is busy: other programs use "
                                                       r"\d\.\d\d of \d+ CPUs?: .+ \(pid \d+\) \d\.\d\d.*; a fixed piece "
                                                       r"of work varies by \d+(\.\d)? % and loses \d+(\.\d)? % of its time "
                                                       r"to interruptions; nothing was run$")

    def test_a_busy_machine_is_waited_for(self):
        competitor = self.beside(1)
        call = subprocess.Popen([ALLOCSCALE, "run", "quick", "--kernel", "concat", "--alloc", "glibc", "--layout", "boxed",
                                 "--size", "300", "--blocks", "1", "--wait-quiet", "15s", "--store", str(self.store)],
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.addCleanup(call.wait)
        self.addCleanup(call.kill)
        for line in call.stderr:
            if "waiting up to 15 s for quiet: " in line:
                break
        competitor.kill()
        rest = call.stderr.read()
        self.assertIn("complete", rest)
        call.stderr.close()
        self.assertEqual(call.wait(), 0)


if __name__ == "__main__":
    ALLOCSCALE = os.path.abspath(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
