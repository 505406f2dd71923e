#!/usr/bin/python3
"""Any one call of the system fails: is the run complete, or does it end in one true line, with a store that is whole?

usage: faults_test.py ALLOCSCALE FAULTY_CALLS [HOW_MANY]    (from CTest); FAULTY_CALLS is the library to preload. So many faults
meet a run whose workers are executed, a fifth as many each other kind of run.
"""

import errno
import os
import random
import re
import subprocess
import sys

FAULTY_CALLS = os.path.abspath(sys.argv[2])
HOW_MANY = int(sys.argv[3]) if len(sys.argv) > 3 else 20
del sys.argv[2:]

import front_door  # noqa: E402 pylint: disable=wrong-import-position

ERRORS = {
    "clone": (errno.EAGAIN, errno.ENOMEM),
    "fsync": (errno.EIO, errno.ENOSPC),
    "mmap": (errno.ENOMEM,),
    "open": (errno.EMFILE, errno.EACCES, errno.EIO),
    "pipe": (errno.EMFILE,),
    "poll": (errno.EINTR, errno.ENOMEM),
    "read": (errno.EIO, errno.EINTR),
    "rename": (errno.EACCES, errno.EIO),
    "truncate": (errno.ENOSPC, errno.EIO),
    "write": (errno.ENOSPC, errno.EIO, errno.EINTR),
}
KINDS = {"executed": (), "forked": ("--start", "fork"), "threads": ("--start", "thread"),
         "replay": ("--layout", "boxed,replay"), "siblings": ("--siblings", "idle")}
NOISE = re.compile(r"unforeseen|terminate called|what\(\)|std::|basic_string|vector::")


class Faults(front_door.Attack):
    def faulty(self, kind, fault=None, counts=None):
        """The smallest run of that kind, with that fault."""
        environment = {**os.environ, "LD_PRELOAD": FAULTY_CALLS}
        if fault:
            environment["FAULTY_CALL"] = fault
        if counts:
            environment["FAULTY_COUNTS"] = str(counts)
        return self.call(*self.tiny(*KINDS[kind]), env=environment)

    def count_calls(self, kind):
        """How often a run of that kind makes each call."""
        done = self.faulty(kind, counts=self.here / "counts")
        self.assertEqual(done.returncode, 0, done.stderr)
        counts = {name: int(count) for name, count in map(str.split, (self.here / "counts").read_text().splitlines())}
        self.assertEqual(set(counts), set(ERRORS))
        for name, count in counts.items():
            self.assertGreater(count, 0, name)
        return counts

    def complete(self):
        """The trials that the store holds as complete."""
        return self.query("SELECT count(*) FROM trial WHERE outcome = 'complete'")[0][0] if self.trials() else 0

    def forget(self):
        for file in self.store.parent.glob("*"):
            file.unlink()

    def test_each_ends_in_order(self):
        seed = int(os.environ.get("ALLOCSCALE_SEED", "11"))
        chance = random.Random(seed)
        statuses = set()
        for kind in KINDS:
            self.forget()
            counts = self.count_calls(kind)
            trials = self.complete()
            calls = sorted(ERRORS)
            if kind != "executed":
                chance.shuffle(calls)
            for turn in range(HOW_MANY if kind == "executed" else HOW_MANY // 5):
                call = calls[turn % len(calls)]
                fault = f"{call}:{chance.randint(1, counts[call])}:{chance.choice(ERRORS[call])}"
                with self.subTest(kind=kind, fault=fault, seed=seed):
                    self.forget()
                    done = self.faulty(kind, fault)
                    statuses.add(done.returncode)
                    self.assert_ended_in_order(kind, done, trials)
        self.assertIn(1, statuses, "no fault was felt")

    def assert_ended_in_order(self, kind, done, trials):
        self.assertIn(done.returncode, (0, 1, 2), done.stderr)
        self.assertNotRegex(done.stderr, NOISE)
        self.assertEqual(self.wrong_with_store(), "")
        if done.returncode == 0:
            self.assertEqual(self.complete(), trials, done.stderr)
            return
        last = done.stderr.splitlines()[-1]
        self.assertTrue(last.startswith("allocscale: "), done.stderr)
        again = self.call(*self.tiny(*KINDS[kind]))
        self.assertIn(again.returncode, (0, 1), again.stderr)
        self.assertGreaterEqual(self.trials(), trials)

    def wrong_with_store(self):
        """What is wrong with the store; empty where there is none, or it is whole."""
        if not self.store.exists() or self.store.stat().st_size == 0:
            return ""
        checked = subprocess.run([front_door.ALLOCSCALE, "runs", "check", "--store", str(self.store)],
                                 capture_output=True, text=True, check=False, timeout=60)
        nothing_yet = "holds no experiment yet" in checked.stderr
        return "" if checked.returncode == 0 or nothing_yet else checked.stdout + checked.stderr


if __name__ == "__main__":
    front_door.main()
