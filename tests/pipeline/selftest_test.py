#!/usr/bin/python3
"""Does the self-test name what is planted, keep what it measured, and tell a wrong instrument by its exit status?

usage: selftest_test.py ALLOCSCALE    (from CTest)
"""

import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

EXPERIMENTS = pathlib.Path(__file__).resolve().parents[2] / "experiments"
ALLOCSCALE = None


class Selftest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.store = pathlib.Path(self.folder.name) / "selftest.sqlite3"
        self.command = [ALLOCSCALE, "selftest", "--quick", "--store", self.store]
        self.environment = {**os.environ, "ALLOCSCALE_EXPERIMENTS": str(self.shorter_spec())}

    def shorter_spec(self):
        """A folder of experiments with the quick self-test of as many blocks as are judged, not of as many as are precise."""
        own = pathlib.Path(self.folder.name) / "experiments"
        (own / "selftest").mkdir(parents=True)
        text = (EXPERIMENTS / "selftest/quick.toml").read_text()
        for pattern, value in ((r"(?m)^blocks = \d+$", "blocks = 7"), (r"(?m)^compute = \[.*\]$", "compute = [400_000]")):
            text, count = re.subn(pattern, value, text)
            self.assertEqual(count, 1, pattern)
        (own / "selftest/quick.toml").write_text(text)
        return own

    def call(self):
        return subprocess.run(self.command, capture_output=True, text=True, timeout=480, check=False, env=self.environment)

    def trials(self):
        with sqlite3.connect(self.store) as database:
            return database.execute("SELECT count(*) FROM trial").fetchone()[0]

    def interrupt(self):
        """Ctrl-C once there are trials."""
        cut = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment)
        while cut.poll() is None and not (self.store.exists() and self.has_trials()):
            time.sleep(0.05)
        cut.send_signal(signal.SIGINT)
        _, said = cut.communicate(timeout=60)
        self.assertEqual(cut.returncode, 130, said)
        self.assertIn("the same command continues", said)

    def has_trials(self):
        try:
            return self.trials() > 5
        except sqlite3.OperationalError:  # the tables are not there yet
            return False

    def test_what_is_planted_is_named_and_a_cut_call_is_continued(self):
        self.interrupt()
        kept = self.trials()
        self.assertGreater(kept, 5)
        done = self.call()
        matrix = done.stdout.partition("named")[2].partition("dosed")[0]
        lines = {line.split()[0]: line for line in matrix.splitlines() if line.startswith("planted-")}
        # Whether each is given its name at these doses is for a quiet machine to say (tests/planted has doses beyond all
        # noise): here, that each was counted once and judged, and that the exit status is what the page says.
        self.assertEqual(sorted(lines), ["planted-faults", "planted-null", "planted-work"], done.stdout)
        for line in lines.values():
            self.assertEqual(sum(int(count) for count in re.findall(r"\d+", line)), 1, line)
            self.assertRegex(line, "(holds|FAILS)$")
        self.assertEqual(done.returncode, 1 if "FAILS" in done.stdout else 0, done.stdout + done.stderr)
        self.assertIn("simulated 64 CPUs", done.stdout)
        wanted = self.trials()
        again = self.call()
        self.assertEqual(self.trials(), wanted)
        self.assertEqual(again.stdout, done.stdout)

    def test_a_store_of_experiments_is_not_covered(self):
        run = subprocess.run([ALLOCSCALE, "run", "quick", "--kernel", "sleep", "--size", "1", "--blocks", "1", "--store",
                              self.store], cwd=self.folder.name, capture_output=True, text=True, timeout=120, check=False)
        self.assertEqual(run.returncode, 0, run.stderr)
        done = subprocess.run(self.command, capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("holds the experiment 'quick'", done.stderr)

    def test_a_second_length_is_refused(self):
        done = subprocess.run([*self.command, "--full"], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertFalse(self.store.exists())


if __name__ == "__main__":
    ALLOCSCALE = sys.argv.pop(1)
    unittest.main(verbosity=2)
