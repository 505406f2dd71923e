#!/usr/bin/python3
"""Names from specs, stores and the environment, as paths: does one lead elsewhere, or overwrite what is another's?"""

import os
import shutil
import sqlite3
import subprocess

import front_door


def ended_pid():
    """Of a process that runs no longer."""
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid


class Names(front_door.Attack):
    def test_an_experiment_of_a_store_stays_in_the_folder_of_its_report(self):
        self.call(*self.tiny())
        with sqlite3.connect(self.store) as database:
            database.execute("UPDATE run SET experiment = '../PWN'")
        folder = self.here / "a" / "b"
        folder.mkdir(parents=True)
        done = self.call("report", "--store", str(self.store), "-o", str(folder), "--format", "md")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([path.name for path in (self.here / "a").iterdir()], ["b"])
        self.assertEqual([path.name for path in folder.iterdir()], ["s-_._PWN-run1.md"])

    def test_a_lock_file_that_is_another_s_is_left_as_it_is(self):
        for text in ("[[package]]\nname = \"x\"\n", "x" * 100, "12 monkeys\n"):
            (self.here / "Cargo.lock").write_text(text)
            done = self.call("run", *front_door.TINY, "--blocks", "1", "--store", "Cargo")
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assert_one_line(done.stderr, "Cargo.lock", "--store")
            self.assertEqual((self.here / "Cargo.lock").read_text(), text)
        target = self.here / "target"
        target.write_text("")
        (self.here / "Cargo.lock").unlink()
        (self.here / "Cargo.lock").symlink_to(target)
        done = self.call("run", *front_door.TINY, "--blocks", "1", "--store", "Cargo")
        self.assertEqual((done.returncode, target.read_text()), (2, ""), done.stderr)

    def test_a_lock_of_a_run_that_ended_is_taken(self):
        self.store.parent.mkdir()
        (self.store.parent / "s.db.lock").write_text(f"{ended_pid()}\n")
        self.assertEqual(self.call(*self.tiny()).returncode, 0)

    def test_what_a_killed_run_left_is_removed_and_no_link_is_followed(self):
        self.store.parent.mkdir()
        other = self.here / "other"
        other.write_text("mine")
        draft = self.store.parent / f"s-quick-run1.md.allocscale-{ended_pid()}.tmp"
        draft.symlink_to(other)
        mine = self.store.parent / "s-quick-run1.md.2024.tmp"
        mine.write_text("mine")
        done = self.call(*self.tiny())
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertFalse(draft.is_symlink())
        self.assertEqual((other.read_text(), mine.read_text()), ("mine", "mine"))

    def test_a_long_name_is_no_reason_to_lose_tables(self):
        spec = self.here / (240 * "x" + ".toml")
        shutil.copy(front_door.PREFIX / "share" / "allocscale" / "experiments" / "quick.toml", spec)
        done = self.call("run", str(spec), *front_door.TINY[1:], "--blocks", "1", "--store", "d/s.db")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len([*(self.here / "d").glob("s-xxx*.md")]), 1)

    def test_a_store_of_too_long_a_name_is_said_before_anything_runs(self):
        for length in (300, 252):  # too long itself; too long with ".lock"
            done = self.call("run", *front_door.TINY, "--blocks", "1", "--store", f"d/{length * 'x'}")
            self.assertIn(done.returncode, (1, 2))
            self.assertEqual(done.stdout, "")
            self.assert_one_line(done.stderr, "xxx")
            self.assertNotIn("of 6", done.stderr)  # no trial has been run

    def test_variables_that_are_empty_or_lead_nowhere(self):
        done = self.call("list", "allocators", env={**os.environ, "ALLOCSCALE_RUNNERS": "", "ALLOCSCALE_EXPERIMENTS": ""})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("glibc", done.stdout)
        done = self.call("selftest", "--quick", "--store", "t.db", env={**os.environ, "TMPDIR": "/nowhere/at/all"})
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assert_one_line(done.stderr.splitlines()[-1], "/nowhere/at/all", "TMPDIR")

    def test_a_program_in_a_path_with_an_equals_sign_has_a_line_that_runs(self):
        prefix = self.here / "a=b"
        shutil.copytree(front_door.PREFIX / "libexec", prefix / "libexec", symlinks=True)
        environment = {**os.environ, "ALLOCSCALE_RUNNERS": str(prefix / "libexec" / "allocscale")}
        line = self.call("describe", "kernel=concat", "allocator=glibc", "size=300", "--command", env=environment)
        self.assertEqual(line.returncode, 0, line.stderr)
        done = subprocess.run(["/bin/sh", "-c", line.stdout], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn('"event":"result"', done.stdout)

    def test_a_list_may_be_given_in_several_options(self):
        once = self.call("run", *front_door.TINY, "--alloc", "jemalloc", "--dry-run")
        self.assertEqual(once.returncode, 0, once.stderr)
        for name in ("mimalloc", "jemalloc"):
            self.assertIn(name, once.stdout)
        self.assertEqual(once.stdout, self.call("run", *front_door.TINY[:3], "--alloc", "mimalloc,jemalloc",
                                                *front_door.TINY[5:], "--dry-run").stdout)


if __name__ == "__main__":
    front_door.main()
