#!/usr/bin/python3
"""Policy arms and preloaded libraries through the front door: proven, measured under their names, or refused in one line.

usage: treatment_test.py ALLOCSCALE    (from CTest)
"""

import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "attack"))
from installed_library import library  # noqa: E402  (its folder is known only now)

ALLOCSCALE = None
TINY = ("--kernel", "concat", "--layout", "boxed", "--size", "300", "--iterations", "2", "--workers", "1", "--blocks", "1")


class Treatment(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.here = pathlib.Path(self.folder.name)
        self.store = self.here / "store.db"

    def call(self, *words):
        return subprocess.run([ALLOCSCALE, *words], cwd=self.here, capture_output=True, text=True, timeout=240, check=False)

    def run_tiny(self, allocators, *words):
        return self.call("run", "quick", "--alloc", allocators, *TINY, "--store", str(self.store), *words)

    def query(self, text):
        with sqlite3.connect(self.store) as database:
            return database.execute(text).fetchall()

    def refused(self, allocators, *parts):
        done = self.run_tiny(allocators)
        self.assertEqual((done.returncode, done.stdout, len(done.stderr.splitlines())), (2, "", 1), done.stderr)
        for part in parts:
            self.assertIn(part, done.stderr)
        self.assertFalse(self.store.exists())

    def faults(self, allocator, size):
        rows = self.query("SELECT sum(minor_faults) FROM sample JOIN trial ON trial.id = sample.trial"
                          " JOIN run_cell ON run_cell.run = trial.run AND run_cell.ordinal = trial.cell"
                          f" JOIN cell ON cell.id = run_cell.cell WHERE allocator = '{allocator}' AND size = {size}"
                          " AND iteration > 0 GROUP BY trial.id")
        return max(count for count, in rows)

    def test_arms_are_cells_of_their_own_and_act(self):
        done = self.call("run", "quick", "--alloc", "glibc,glibc:retain,mimalloc,mimalloc:eager", "--kernel", "copy",
                         "--layout", "contiguous", "--size", "500000", "--iterations", "3", "--workers", "1",
                         "--blocks", "1", "--store", str(self.store))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.query("SELECT DISTINCT outcome FROM trial"), [("complete",)])
        self.assertEqual(self.query("SELECT name FROM allocator_build ORDER BY name"),
                         [("glibc",), ("glibc:retain",), ("mimalloc",), ("mimalloc:eager",)])
        self.assertLess(self.faults("glibc:retain", 500000), 100)
        self.assertGreater(self.faults("mimalloc:eager", 500000), 900)

    def test_an_arm_that_there_is_not_is_skipped_with_the_reason(self):
        done = self.run_tiny("tcmalloc:retain")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("its default keeps what is freed", done.stderr)
        self.assertEqual(self.query("SELECT DISTINCT outcome FROM trial WHERE message LIKE '%default keeps%'"),
                         [("skipped: allocator",)])

    def test_a_word_that_is_no_arm(self):
        self.refused("glibc:retian", "--alloc", "did you mean 'retain'?")
        self.refused("glbc:retain", "glbc:retain")

    def test_two_builds_of_one_family_side_by_side(self):
        path = library("libmimalloc")
        done = self.run_tiny(f"mimalloc,mine={path},mine:eager")
        self.assertEqual(done.returncode, 0, done.stderr)
        builds = dict((name, (version, file)) for name, version, file in self.query(
            "SELECT name, version, library_path FROM allocator_build"))
        self.assertEqual(set(builds), {"glibc", "mimalloc", "mine", "mine:eager"})
        self.assertEqual(builds["mine"], (builds["mimalloc"][0], path))
        self.assertEqual(self.query("SELECT DISTINCT outcome FROM trial"), [("complete",)])
        self.assertEqual(self.query("SELECT count(*) FROM worker WHERE allocator_mapped_bytes IS NULL"), [(0,)])

    def test_what_cannot_be_preloaded(self):
        text = self.here / "libtext.so"
        text.write_text("INPUT(libmimalloc.so.2)")
        foreign = self.here / "libforeign.so"
        head = bytearray(pathlib.Path(library("libmimalloc")).read_bytes())
        head[18] ^= 0xFF  # e_machine
        foreign.write_bytes(head)
        self.refused("mine=/nowhere/libx.so", "--alloc: /nowhere/libx.so is not there")
        self.refused(f"mine={text}", "is no shared library")
        self.refused(f"mine={foreign}", "is for another architecture")
        self.refused(f"mine={library('libm')}", "is no allocator: it defines no malloc")
        self.refused(f"glibc={library('libmimalloc')}", "is taken")
        self.refused("jemalloc:decay=1000", "a policy arm is a name, such as jemalloc:retain, and takes no value")

    def test_list_shows_the_arms_and_the_table_has_a_row_for_each(self):
        listed = self.call("list", "allocators").stdout
        self.assertIn("MALLOC_CONF=dirty_decay_ms:-1", listed)
        self.assertIn("not offered: its default keeps", listed)
        table = self.call("arms", "--alloc", "glibc,tcmalloc").stdout
        rows = {tuple(cell.strip() for cell in line.split("|")[1:3]): [cell.strip() for cell in line.split("|")[3:-1]]
                for line in table.splitlines() if line.startswith("| ")}
        retain = next(values for (name, arm), values in rows.items() if arm.startswith("`:retain`"))
        self.assertEqual(retain[:6], ["0"] * 6, table)
        self.assertIn("`tcmalloc:retain` is not offered", table)

    def doctor(self, allocator, setting):
        """What it says of the variable that is set, without the first line."""
        name, value = setting.split("=", 1)
        done = subprocess.run([ALLOCSCALE, "doctor", "--alloc", allocator], cwd=self.here, capture_output=True, text=True,
                              timeout=240, check=True, env={**os.environ, name: value})
        return done.stdout.split(f"! {name}: set to '{value}'\n")[1].split("\n  MIMALLOC_")[0]

    def test_a_setting_that_acts_with_time_is_read_and_not_misspelt(self):
        said = self.doctor("jemalloc", "MALLOC_CONF=dirty_decay_ms:10")
        self.assertTrue(said.startswith("    with 'dirty_decay_ms:10': read; acts with time: "), said)
        self.assertNotIn("mind how it is written", said)
        said = self.doctor("jemalloc", "MALLOC_CONF=dirty_decay_sm:10")
        self.assertIn("with 'dirty_decay_sm:10': not read", said)
        self.assertIn("mind how it is written", said)
        said = self.doctor("mimalloc", "MIMALLOC_DECOMMIT_DELAY=25")
        self.assertTrue(said.startswith("    with '25': read; acts with time: at 8.00 MiB in blocks of 1.00 MiB, "), said)
        self.assertNotIn("mind how it is written", said)


if __name__ == "__main__":
    ALLOCSCALE = os.path.abspath(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
