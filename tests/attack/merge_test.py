#!/usr/bin/python3
"""Are stores of several machines brought together whole, in little memory, and shown side by side?"""

import os
import shutil
import sqlite3

import front_door
from store_test import Stored


class Merge(Stored):
    """A store, and one of the same run on another machine."""

    def setUp(self):
        super().setUp()
        self.all = self.here / "all.db"
        self.other = self.here / "other.db"
        if not self.store.exists():  # it is being made
            return
        shutil.copyfile(self.store, self.other)
        self.change(self.other, "UPDATE machine SET key = 'another', cpu_model = 'Another 3000', cpus = 8")

    def change(self, store, *statements):
        database = sqlite3.connect(store)
        for statement in statements:
            database.execute(statement)
        database.commit()
        database.close()

    def merge(self, *stores, into=None):
        return self.call("merge", *map(str, stores), "--store", str(into or self.all))

    def test_two_machines_stand_side_by_side_and_each_is_as_it_was(self):
        done = self.merge(self.store, self.other)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        lines = done.stdout.splitlines()
        self.assertEqual(lines[0], f"{self.store}: run 1 of quick is run 1 now, 6 trials")
        self.assertEqual(lines[1], f"{self.other}: run 1 of quick is run 2 now, 6 trials")
        self.assertEqual(lines[2], f"{self.all} holds 2 runs of 2 machines")
        for run, store in (("1", self.store), ("2", self.other)):
            before = self.call("report", "--format", "csv", "--store", str(store)).stdout
            merged = self.call("report", "--format", "csv", "--run", run, "--store", str(self.all)).stdout
            self.assertEqual(merged, before.replace("quick,1,", f"quick,{run},"))
        page = self.call("report", "--machines", "--store", str(self.all), env={**os.environ, "COLUMNS": "80"})
        self.assertEqual((page.returncode, page.stderr), (0, ""))
        self.assertRegex(page.stdout, r"(?m)^CPUs +\d+ +8$")
        self.assertRegex(page.stdout, r"(?m)^row +A +B$")
        self.assertNotIn("memory ", page.stdout)  # they do not differ in it
        for line in page.stdout.splitlines():
            self.assertLessEqual(len(line), 80, line)

    def test_again_it_is_there(self):
        self.merge(self.store)
        self.assertEqual(self.merge(self.store).stdout.splitlines()[0], f"{self.store}: run 1 of quick was there, as run 1")

    def test_a_wrong_file_is_refused_before_anything_is_written(self):
        (self.here / "text.db").write_text("no store")
        for wrong, words in ((self.here / "missing.db", "no store"), (self.here / "text.db", "not a store")):
            done = self.merge(self.store, wrong)
            self.assertEqual(done.returncode, 2)
            self.assert_one_line(done.stderr, str(wrong), words)
            self.assertFalse(self.all.exists())
        done = self.merge(self.store, into=self.store)
        self.assertEqual(done.returncode, 2)
        self.assert_one_line(done.stderr, "is the store itself")

    def test_memory_does_not_grow_with_the_store(self):
        copies = 300_000
        self.change(self.other, f"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {copies})
            INSERT INTO sample (trial, worker, iteration, phase, wall_ns)
              SELECT trial, worker, 1000 + i, 'operate', 5 FROM n, (SELECT trial, worker FROM worker LIMIT 1)""")
        small = self.peak(self.store)
        large = self.peak(self.other)
        more_kib = (self.other.stat().st_size - self.store.stat().st_size) >> 10
        self.assertGreater(more_kib, 8 << 10)
        self.assertLess(large - small, more_kib / 3)

    def peak(self, store):
        """The peak memory of a merge of this store into a new one, in KiB."""
        words = ["allocscale", "merge", str(store), "--store", str(self.here / f"into-{store.name}")]
        process = os.posix_spawn(front_door.ALLOCSCALE, words, os.environ,
                                 file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
        _, status, usage = os.wait4(process, 0)
        self.assertEqual(status, 0)
        return usage.ru_maxrss


if __name__ == "__main__":
    front_door.main()
