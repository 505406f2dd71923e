"""The smallest run through the front door, in a folder of its own: what every attack starts from.

A test file ends with `front_door.main()`; its command line is ALLOCSCALE [unittest arguments]    (from CTest)
"""

import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

ALLOCSCALE = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else "allocscale"

PREFIX = pathlib.Path(ALLOCSCALE).resolve().parent.parent  # of this build, as if it were installed
RUNNERS = PREFIX / "libexec" / "allocscale"

TINY = ("quick", "--kernel", "concat", "--alloc", "mimalloc", "--layout", "boxed", "--size", "300", "--workers", "1,2",
        "--iterations", "2")
TRIALS_OF_A_BLOCK = 6  # glibc, its twin and mimalloc, each with 1 and with 2 workers


def with_default_signals():
    """For preexec_fn: what a test runner in the background ignores is not ignored by the program that is tested."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


class Attack(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.here = pathlib.Path(folder.name)
        self.store = self.here / "d" / "s.db"

    def tiny(self, *words, blocks=1):
        """The words of the smallest run into the store."""
        return ("run", *TINY, "--blocks", str(blocks), "--store", str(self.store), *words)

    def call(self, *words, **options):
        """The program's end, with what it said."""
        return subprocess.run([ALLOCSCALE, *words], cwd=self.here, text=True, check=False,
                              **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 100, **options})

    def begin(self, *words, **options):
        """The program, running."""
        process = subprocess.Popen([ALLOCSCALE, *words], cwd=self.here, text=True,
                                   **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE,
                                      "preexec_fn": with_default_signals, **options})
        self.addCleanup(self._end, process)
        return process

    @staticmethod
    def _end(process):
        if process.poll() is None:
            process.kill()
        process.communicate()

    def query(self, text, store=None):
        """The rows of a query to the store."""
        database = sqlite3.connect(store or self.store, timeout=30)
        try:
            return database.execute(text).fetchall()
        finally:
            database.close()

    def trials(self, store=None):
        """How many trials the store holds; 0 where there is none yet."""
        try:
            return self.query("SELECT count(*) FROM trial", store)[0][0] if (store or self.store).exists() else 0
        except sqlite3.OperationalError:
            return 0  # being made

    def wait_for_trials(self, process, count):
        """Until the store holds so many; bounded by the time limit of the test."""
        while self.trials() < count:
            self.assertIsNone(process.poll(), "it ended first")
            time.sleep(0.05)  # a reader in a transaction holds up the checkpoint of a block

    def assert_one_line(self, text, *parts):
        """One line that holds the parts."""
        self.assertEqual(len(text.splitlines()), 1, text)
        for part in parts:
            self.assertIn(part, text)


def main():
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
