#!/usr/bin/python3
"""Is a run kept, and its status true, where standard streams are closed, full, or their readers gone?"""

import os
import resource

import front_door
from front_door import TRIALS_OF_A_BLOCK


def full_pipe():
    """The two ends of a pipe that does not block and has no room."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    try:
        while True:
            os.write(writing, b"x" * 4096)
    except BlockingIOError:
        return reading, writing


class Streams(front_door.Attack):
    def assert_kept(self, done):
        self.assertGreaterEqual(self.trials(), TRIALS_OF_A_BLOCK)
        self.assertTrue((self.store.parent / "s-quick-run1.md").exists())
        self.assertTrue((self.store.parent / "s-quick-run1.csv").exists())
        return done

    def test_a_standard_error_that_is_full(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = self.assert_kept(self.call(*self.tiny(), stderr=full))
        self.assertEqual(done.returncode, 0)
        self.assertIn("concat of 300", done.stdout)

    def test_streams_that_are_closed(self):
        for fd in (0, 1, 2):
            with self.subTest(closed=fd):
                done = self.call(*self.tiny("--fresh"), preexec_fn=lambda: os.close(fd))
                self.assertEqual(done.returncode, 1 if fd == 1 else 0, done.stderr)
        done = self.call(*self.tiny("--fresh"), preexec_fn=lambda: os.closerange(0, 3))
        self.assertEqual(done.returncode, 1)
        self.assertGreaterEqual(self.trials(), 4 * TRIALS_OF_A_BLOCK)

    def test_a_standard_error_whose_reader_is_gone(self):
        reading, writing = os.pipe()
        os.close(reading)
        done = self.assert_kept(self.call(*self.tiny(), stderr=writing))
        os.close(writing)
        self.assertEqual(done.returncode, 0)

    def test_a_standard_error_that_is_a_full_pipe_without_blocking(self):
        reading, writing = full_pipe()
        done = self.assert_kept(self.call(*self.tiny(), stderr=writing))
        os.close(writing)
        os.close(reading)
        self.assertEqual(done.returncode, 0)

    def test_a_terminal_that_was_closed(self):
        keeper, terminal = os.openpty()
        process = self.begin(*self.tiny(blocks=30), stderr=terminal)
        os.close(terminal)
        self.wait_for_trials(process, 1)
        os.close(keeper)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0)
        self.assertGreaterEqual(self.trials(), 30 * TRIALS_OF_A_BLOCK)  # disturbed blocks are run again

    def test_a_standard_output_that_is_lost_is_said_and_the_tables_are_in_their_files(self):
        reading, writing = os.pipe()
        os.close(reading)
        with open("/dev/full", "w", encoding="utf-8") as full:
            for lost in (full, writing):
                done = self.assert_kept(self.call(*self.tiny(), stdout=lost))
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertIn("cannot write to standard output", done.stderr)
        os.close(writing)

    def test_a_reader_that_has_seen_enough_is_no_error(self):
        self.assert_kept(self.call(*self.tiny()))
        for words in (("list", "metrics"), ("report", "--wide", "--store", str(self.store))):
            reading, writing = os.pipe()
            os.close(reading)
            done = self.call(*words, stdout=writing)
            os.close(writing)
            self.assertEqual((done.returncode, done.stderr), (0, ""), words)

    def test_help_and_version_that_cannot_be_written(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            for word in ("--help", "--version"):
                done = self.call(word, stdout=full)
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assert_one_line(done.stderr, "cannot write to standard output")
        self.assertEqual(self.call("--help").returncode, 0)

    def test_a_limit_of_the_size_of_files_is_one_line_and_no_signal(self):
        def limited():
            resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

        done = self.call(*self.tiny(), preexec_fn=limited)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("make room on its disk", done.stderr.splitlines()[-1])

    def test_tables_that_cannot_be_written_are_printed_and_it_is_said(self):
        self.assertEqual(self.call(*self.tiny()).returncode, 0)
        (self.store.parent / "s-quick-run1.md").unlink()
        (self.store.parent / "s-quick-run1.md").mkdir()
        done = self.call(*self.tiny())
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("cannot replace", done.stderr)
        self.assertIn("concat of 300", done.stdout)


if __name__ == "__main__":
    front_door.main()
