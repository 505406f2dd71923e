#!/usr/bin/python3
"""A runner that could not be asked: is it asked again, then an error with its cause, and never taken for one that is absent?"""

import os
import resource
import shutil
import stat

import false_runner
import front_door


def with_descriptors(count):
    """For preexec_fn."""
    return lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (count, count))


class Asking(front_door.Attack):
    def setUp(self):
        super().setUp()
        self.runners = self.here / "runners"
        self.runners.mkdir()
        real = front_door.RUNNERS
        for name in ("glibc", "mimalloc"):
            (self.runners / f"runner-{name}").symlink_to(real / f"runner-{name}")
        self.environment = {**os.environ, "ALLOCSCALE_RUNNERS": str(self.runners)}

    def break_mimalloc(self, how):
        """Does `how`, a line of shell, before it is the real runner."""
        runner = self.runners / "runner-mimalloc"
        real = runner.resolve()
        runner.unlink()
        runner.write_text(f"#!/bin/sh\n{how}\nexec {real} \"$@\"\n")
        runner.chmod(runner.stat().st_mode | stat.S_IXUSR)

    def test_a_failure_to_ask_is_an_error_and_the_run_goes_on_afterwards(self):
        done = self.call(*self.tiny(), env=self.environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        whole, self.runners = self.runners, self.here / "broken"
        shutil.copytree(whole, self.runners, symlinks=True)
        self.break_mimalloc("kill -9 $$")
        failed = self.call(*self.tiny(blocks=2), env={**os.environ, "ALLOCSCALE_RUNNERS": str(self.runners)})
        self.assertEqual((failed.returncode, failed.stdout), (1, ""), failed.stderr)
        self.assert_one_line(failed.stderr, "runner-mimalloc", "signal 9")
        again = self.call(*self.tiny(blocks=2), env=self.environment)
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertIn("continuing run 1", again.stderr)
        self.assertEqual(self.query("SELECT count(*) FROM run"), [(1,)])
        self.assertEqual(self.query("SELECT DISTINCT outcome FROM trial"), [("complete",)])

    def test_an_explanation_is_not_made_without_what_could_not_be_asked(self):
        words = list(self.tiny(blocks=2))
        words[words.index("boxed")] = "boxed,immortal"
        words[words.index("--iterations") + 1] = "3"
        ran = self.call(*words, env=self.environment)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.break_mimalloc("kill -9 $$")
        done = self.call("explain", "--store", str(self.store), env=self.environment)
        self.assertEqual((done.returncode, done.stdout), (1, ""), done.stderr)
        self.assert_one_line(done.stderr, "runner-mimalloc", "signal 9")

    def test_one_that_says_something_else_is_an_error_where_it_is_needed(self):
        self.break_mimalloc("echo hello; exit 0")
        done = self.call(*self.tiny(), env=self.environment)
        self.assertEqual((done.returncode, done.stdout), (1, ""), done.stderr)
        self.assert_one_line(done.stderr, "runner-mimalloc", "'hello'")
        listed = self.call("list", "allocators", env=self.environment)
        self.assertEqual(listed.returncode, 0, listed.stderr)
        self.assertRegex(listed.stdout, r"(?m)^mimalloc +not available: .*'hello'")
        only_glibc = self.call("describe", "kernel=concat", "allocator=glibc", env=self.environment)
        self.assertEqual(only_glibc.returncode, 0, only_glibc.stderr)

    def test_one_that_is_not_there_is_skipped(self):
        (self.runners / "runner-mimalloc").unlink()
        (self.runners / "runner-mimalloc.unbuilt").write_text("libmimalloc was not found\n")
        done = self.call(*self.tiny(), env=self.environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("mimalloc will be skipped: libmimalloc was not found", done.stderr)

    def test_few_descriptors_are_said_and_are_no_missing_runner(self):
        whole = self.call(*self.tiny("--dry-run"), env=self.environment)
        for count in (4, 6, 9, 12, 15, 20):
            with self.subTest(descriptors=count):
                done = self.call(*self.tiny("--dry-run"), env=self.environment, preexec_fn=with_descriptors(count))
                if done.returncode == 0:
                    self.assertEqual(done.stdout.splitlines()[0].split(", about")[0],
                                     whole.stdout.splitlines()[0].split(", about")[0])
                    self.assertNotIn("skipped", done.stdout + done.stderr)
                elif count >= 5:  # below, the program itself does not load
                    self.assertIn("open files", done.stderr)
                    self.assert_one_line(done.stderr)
                self.assertNotIn("no runner was found", done.stderr)

    def test_few_descriptors_in_a_run_are_no_outcome_and_no_other_run(self):
        self.assertEqual(self.call(*self.tiny(), env=self.environment).returncode, 0)
        for count in (15, 18):
            with self.subTest(descriptors=count):
                done = self.call(*self.tiny(blocks=count), env=self.environment, preexec_fn=with_descriptors(count))
                self.assertEqual(self.query("SELECT DISTINCT outcome FROM trial"), [("complete",)])
                self.assertEqual(self.query("SELECT count(*) FROM run"), [(1,)])
                if done.returncode != 0:
                    self.assertIn("raise `ulimit -n`", done.stderr.splitlines()[-1])

    def test_any_runner_that_is_killed_once_is_asked_again(self):
        false_runner.make(self.runners, lies={"does": ["kill itself once"]})
        listed = self.call("list", "allocators", env=self.environment)
        self.assertRegex(listed.stdout, r"(?m)^false +a test's")


if __name__ == "__main__":
    front_door.main()
