#!/usr/bin/python3
"""Cliff maps through the front door, of the real allocators.

usage: cliffs_test.py ALLOCSCALE    (from CTest)
"""

import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unittest

ALLOCSCALE = None
MIB = 1 << 20


class Cliffs(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.store = pathlib.Path(self.folder.name) / "store.db"

    def call(self, *words):
        return subprocess.run([ALLOCSCALE, *words], cwd=self.folder.name, capture_output=True, text=True, timeout=240,
                              check=False)

    def map(self, allocators, largest, *words):
        done = self.call("cliffs", "--alloc", allocators, "--largest-mib", str(largest), "--store", str(self.store), *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def cliffs(self, allocator, growing):
        with sqlite3.connect(self.store) as database:
            return database.execute("SELECT below_bytes, above_bytes, 10 * above_faults > above_pages FROM cliff"
                                    " JOIN cliff_line ON cliff_line.id = line WHERE allocator = ? AND growing = ?"
                                    " ORDER BY ordinal", (allocator, growing)).fetchall()

    def test_glibc_maps_blocks_of_32_mib_and_gives_a_growing_buffer_back_from_72_kb(self):
        done = self.map("glibc", 48)
        (below, above, gives_back), = self.cliffs("glibc", False)
        # M_MMAP_THRESHOLD_MAX: the dynamic threshold grows no further (mallopt(3)).
        self.assertTrue(below < 32 * MIB and above >= 32 * MIB * 0.999 and gives_back, (below, above))
        self.assertLessEqual(above, below * 1.05)
        below, above, gives_back = self.cliffs("glibc", True)[0]
        self.assertTrue(60_000 < below < above < 90_000 and gives_back, (below, above))
        self.assertIn("| glibc 2", done.stdout)
        self.assertIn("probes", done.stderr)

    def test_where_there_is_none_the_map_says_to_which_size(self):
        done = self.map("tcmalloc", 8)
        self.assertEqual(self.cliffs("tcmalloc", False) + self.cliffs("tcmalloc", True), [])
        self.assertEqual(done.stdout.count("none to 8.00 MiB"), 2, done.stdout)

    def test_the_same_again_probes_nothing_and_fresh_does(self):
        first = self.map("mimalloc", 1)
        again = self.map("mimalloc", 1)
        self.assertEqual(again.stdout, first.stdout)
        self.assertIn("allocscale: 0 probes", again.stderr)
        self.assertNotIn("allocscale: 0 probes", self.map("mimalloc", 1, "--fresh").stderr)
        with sqlite3.connect(self.store) as database:
            self.assertEqual(database.execute("SELECT count(*) FROM cliff_line").fetchone(), (2,))

    def test_arms_and_preloaded_libraries_have_maps_of_their_own(self):
        library = next(p for p in sorted(pathlib.Path("/usr/lib").rglob("libmimalloc.so.*")) if p.is_file())
        self.map(f"glibc:retain,mine={library}", 1)
        self.assertEqual(self.cliffs("glibc:retain", True), [])
        with sqlite3.connect(self.store) as database:
            self.assertEqual(database.execute("SELECT DISTINCT allocator FROM cliff_line ORDER BY 1").fetchall(),
                             [("glibc:retain",), ("mine",)])

    def test_an_allocator_that_never_frees_is_said_to_be_left_out(self):
        done = self.call("cliffs", "--alloc", "bump", "--largest-mib", "1", "--store", str(self.store))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("never frees", done.stderr)
        self.assertIn("none to 1.00 MiB", done.stdout)  # one buffer, rewound each time

    def test_tables_beyond_a_mapped_cliff_say_so_from_then_on(self):
        words = ("run", "quick", "--kernel", "concat", "--layout", "boxed,replay", "--alloc", "glibc,tcmalloc", "--size",
                 "12000", "--workers", "1", "--iterations", "2", "--blocks", "1", "--store", str(self.store))
        before = self.call(*words)
        self.assertEqual(before.returncode, 0, before.stderr)
        self.assertNotIn("beyond the cliff", before.stdout)
        self.map("glibc,tcmalloc", 1)
        after = self.call(*words)
        notes = " ".join(after.stdout.split()).split("12,000 ")
        self.assertIn("boxed with glibc: its list buffer of about 93.8 KiB lies beyond the cliff at 7",
                      " ".join(note for note in notes if "beyond" in note))
        self.assertEqual(after.stdout.count("beyond the cliff"), 1, after.stdout)
        self.assertIn("beyond the cliff", next(self.store.parent.glob("*quick-run*.md")).read_text())

    def test_it_is_a_command_and_no_experiment(self):
        self.assertNotIn("\ncliffs ", "\n" + self.call("list", "experiments").stdout)
        described = self.call("describe", "cliffs").stdout
        self.assertIn("command cliffs\n", described)
        for part in ("--alloc", "--largest-mib", "--store", "--fresh", "--dry-run", "bisection"):
            self.assertIn(part, described)
            self.assertIn(part, self.call("cliffs", "--help").stdout)
        for words in (("--kernel", "concat"), ("--size", "5"), ("--blocks", "3"), ("--precision", "2%"), ("--start", "fork")):
            done = self.call("cliffs", *words)
            self.assertEqual((done.returncode, len(done.stderr.splitlines())), (2, 1), done.stderr)

    def test_a_dry_run_says_how_many_probes_and_makes_none(self):
        dry = self.call("cliffs", "--alloc", "glibc", "--dry-run", "--store", str(self.store))
        self.assertEqual((dry.returncode, self.store.exists()), (0, False))
        self.assertIn("2 × 29 probes", dry.stdout)


if __name__ == "__main__":
    ALLOCSCALE = os.path.abspath(sys.argv.pop(1))
    unittest.main()
