#!/usr/bin/python3
"""Do two harnesses keep from measuring each other, whatever their stores, and is it said where they do not?"""

import contextlib
import csv
import fcntl
import os
import pathlib
import signal
import subprocess

import front_door

SOURCES = pathlib.Path(__file__).resolve().parent.parent.parent


class Machine(front_door.Attack):
    def setUp(self):
        super().setUp()
        self.lock = self.here / "machine.lock"
        self.environment = {**os.environ, "ALLOCSCALE_MACHINE_LOCK": str(self.lock)}

    def into(self, name):
        """The words of the smallest run into another store."""
        return ("run", *front_door.TINY, "--blocks", "1", "--store", str(self.here / name))

    @contextlib.contextmanager
    def held(self):
        """The machine is another's: this process's."""
        self.lock.touch()
        with self.lock.open() as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @staticmethod
    def line_with(process, words):
        """The first line of its notes that has the words; the last where none has."""
        line = ""
        for line in process.stderr:
            if words in line:
                break
        return line

    def await_waiting(self, process):
        line = self.line_with(process, "waiting for it to end")
        self.assertIn(f"process {os.getpid()} (", line)
        self.assertIn("machine_test.py", line)
        self.assertIn("--share-machine", line)

    def test_a_run_waits_for_another_harness_and_says_for_whom(self):
        with self.held():
            process = self.begin(*self.tiny(), env=self.environment)
            self.await_waiting(process)
            self.assertEqual(self.trials(), 0)
        _, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, errors)
        self.assertNotIn("waiting", errors)
        self.assertEqual(self.query("SELECT DISTINCT shared_machine FROM trial"), [(0,)])

    def test_two_runs_into_two_stores_take_turns(self):
        with self.held():
            runs = [self.begin(*self.into(f"{name}.db"), env=self.environment) for name in "ab"]
            for run in runs:
                self.await_waiting(run)
        for run in runs:
            self.assertEqual(run.wait(timeout=60), 0)
        spans = sorted(self.query("SELECT min(started_at_unix_ns), max(started_at_unix_ns + trial_ns) FROM trial",
                                  self.here / f"{name}.db")[0] for name in "ab")
        self.assertLess(spans[0][1], spans[1][0])

    def test_waiting_ends_at_a_signal(self):
        """In order: nothing was stored, and a line before that of the tables says that it was interrupted."""
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(signal=number), self.held():
                process = self.begin(*self.tiny(), env=self.environment)
                self.await_waiting(process)
                process.send_signal(number)
                _, errors = process.communicate(timeout=60)
                self.assertEqual(process.returncode, 130, errors)
                self.assertIn("interrupted", errors)
                self.assertEqual(self.trials(), 0)

    def test_every_command_that_measures_waits(self):
        for words in (("cliffs", "--alloc", "glibc", "--largest-mib", "1"), ("arms", "--alloc", "glibc"), ("doctor",),
                      ("doctor", "--alloc", "glibc")):
            with self.subTest(command=words[0]), self.held():
                process = self.begin(*words, env=self.environment)
                self.await_waiting(process)
                process.terminate()
                process.communicate(timeout=60)

    def test_arms_are_proven_by_who_has_the_machine(self):
        """Before the run, so a complete one waits too; a dry run and one that shares do not."""
        words = self.tiny("--alloc", "glibc:retain")
        self.assertEqual(self.call(*words, env=self.environment).returncode, 0)
        with self.held():
            waiting = self.begin(*words, env=self.environment)
            self.await_waiting(waiting)
            for more in ("--dry-run", "--share-machine"):
                ended = self.call(*words, more, env=self.environment)
                self.assertEqual(ended.returncode, 0, ended.stderr)
                self.assertNotIn("waiting", ended.stderr)
        _, errors = waiting.communicate(timeout=60)
        self.assertEqual(waiting.returncode, 0, errors)

    def alone(self, *command, **options):
        """A program that measures by itself, as the Makefile starts it."""
        process = subprocess.Popen([front_door.RUNNERS / "alone", *command], env=self.environment, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def test_what_measures_by_itself_waits_and_says_for_whom(self):
        with self.held():
            process = self.alone("echo", "measured")
            line = self.line_with(process, "waiting for it to end")
            self.assertIn(f"process {os.getpid()} (", line)
            self.assertIn("ALLOCSCALE_MACHINE_LOCK=/dev/null does not wait", line)
        self.assertEqual(process.communicate(timeout=60)[0], "measured\n")

    def test_what_measures_by_itself_keeps_others_waiting(self):
        process = self.alone("sh", "-c", "echo $ALLOCSCALE_MACHINE_LOCK; read line; exit 3", stdin=subprocess.PIPE)
        self.assertEqual(process.stdout.readline(), "/dev/null\n")
        harness = self.begin(*self.tiny(), env=self.environment)
        self.assertIn(f"process {process.pid} (sh -c", self.line_with(harness, "waiting for it to end"))
        process.communicate("end\n", timeout=60)
        self.assertEqual(process.returncode, 3)
        self.assertEqual(harness.wait(timeout=60), 0)

    def test_a_program_that_is_not_there_is_said_in_one_line(self):
        process = self.alone("/not/there")
        self.assert_one_line(process.communicate(timeout=60)[1], "/not/there", "No such file")
        self.assertEqual(process.returncode, 127)

    def test_make_starts_what_measures_by_itself_so(self):
        for target in ("microbench", "selfbench"):
            shown = subprocess.run(["make", "-n", "-C", SOURCES, target], capture_output=True, text=True, check=True)
            self.assertRegex(shown.stdout, rf"(?m)^\S+/alone \S+/{target}")

    def test_who_shares_the_machine_does_not_wait_and_flags_every_trial(self):
        with self.held():
            ended = self.call(*self.tiny("--share-machine"), env=self.environment)
        self.assertEqual(ended.returncode, 0, ended.stderr)
        self.assertIn(f"process {os.getpid()} (", ended.stderr)
        self.assertIn("measures on this machine too", ended.stderr)
        self.assertEqual(self.query("SELECT DISTINCT shared_machine FROM trial"), [(1,)])
        self.assertIn("shared-machine", ended.stdout)
        table = next(self.store.parent.glob("*.csv"))
        with table.open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                self.assertIn(f"shared-machine:{row['trials_complete']}", row["flags_with_trials"])

    def test_a_run_waits_for_one_that_shares(self):
        shares = self.begin(*self.tiny("--share-machine", blocks=2000), env=self.environment)
        self.wait_for_trials(shares, 1)
        process = self.begin(*self.into("b.db"), env=self.environment)
        self.assertIn(f"process {shares.pid} (", self.line_with(process, "waiting for it to end"))

    def test_a_complete_run_waits_for_nobody(self):
        self.assertEqual(self.call(*self.tiny(), env=self.environment).returncode, 0)
        with self.held():
            ended = self.call(*self.tiny(), env=self.environment)
        self.assertEqual(ended.returncode, 0, ended.stderr)
        self.assertNotIn("waiting", ended.stderr)

    def test_what_is_no_lock_is_refused_in_one_line(self):
        kept = self.here / "kept"
        kept.write_text("kept", encoding="utf-8")
        self.lock.symlink_to(kept)
        ended = self.call(*self.tiny(), env=self.environment)
        self.assertEqual(ended.returncode, 2)
        self.assert_one_line(ended.stderr.splitlines()[-1], f"{self.lock}: it is a link", "--share-machine")
        self.assertEqual(kept.read_text(encoding="utf-8"), "kept")
        ended = self.call(*self.tiny("--share-machine"), env=self.environment)
        self.assertEqual(ended.returncode, 0, ended.stderr)


if __name__ == "__main__":
    front_door.main()
