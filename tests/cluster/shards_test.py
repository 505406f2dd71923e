#!/usr/bin/python3
"""Shards through the front door: whole comparisons, a copy of the store on a shared folder, and what goes wrong there.

usage: shards_test.py ALLOCSCALE FAULTY_CALLS    (from CTest); FAULTY_CALLS is the library to preload
"""

import os
import pathlib
import re
import signal
import sqlite3
import sys
import time

FAULTY_CALLS = os.path.abspath(sys.argv.pop(2))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "attack"))
import front_door  # noqa: E402  (its folder is known only now)

THREE = ("quick", "--kernel", "concat,copy,dict", "--alloc", "mimalloc", "--layout", "boxed", "--size", "300", "--workers", "1,2",
         "--iterations", "2")


class Shards(front_door.Attack):
    def setUp(self):
        super().setUp()
        self.shared = self.here / "shared folder"
        self.copy = self.shared / "s.db"
        os.environ["ALLOCSCALE_NODE"] = "n1"
        self.addCleanup(os.environ.pop, "ALLOCSCALE_NODE")

    def shard(self, text, *words, blocks=1, store=None, **options):
        return self.call("run", *THREE, "--blocks", str(blocks), "--shard", text, "--store", str(store or self.store), *words, **options)

    def kernels(self, store):
        return sorted(kernel for kernel, in self.query(
            "SELECT DISTINCT kernel FROM trial JOIN run_cell ON run_cell.run = trial.run AND ordinal = trial.cell"
            " JOIN cell ON cell.id = run_cell.cell", store))

    def test_their_union_is_the_experiment(self):
        for count in (1, 2, 3):
            found = []
            for number in range(1, count + 1):
                store = self.here / f"{count}-{number}.db"
                done = self.shard(f"{number}/{count}", store=store)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIn(f"shard {number}/{count} of quick has", done.stderr)
                self.assertEqual(self.query("SELECT node, shard, shards, replicas FROM run", store), [("n1", number, count, 1)])
                found += self.kernels(store)
            self.assertEqual(sorted(found), ["concat", "copy", "dict"])

    def test_one_without_a_comparison_says_so(self):
        for words in ((), ("--dry-run",)):
            done = self.shard("4/4", *words)
            self.assertEqual((done.returncode, done.stdout),
                             (0, "shard 4/4 of quick has nothing to run: there are 3 comparisons only\n"), done.stderr)
        self.assertFalse(self.store.exists())

    def test_dry_run_shows_what_it_has(self):
        done = self.shard("2/3", "--dry-run")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"note: shard 2/3 of quick has 1 of 3 comparisons: \w+ of 300\n")

    def test_controls_stand_beside_each(self):
        done = self.call("run", "quick", "--kernel", "concat,copy,compute", "--size", "300", "--shard", "1/2", "--dry-run")
        self.assertRegex(done.stdout, r"has 1 of 2 comparisons: concat of 300; beside them compute")

    def test_replicas_are_in_as_many_shards_and_are_runs_of_their_own(self):
        for number in (1, 2):  # on one machine, into one store
            done = self.shard(f"{number}/2", "--replicate", "2")
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.query("SELECT shard, replicas, (SELECT count(*) FROM trial WHERE run = run.id) FROM run"),
                         [(1, 2, 18), (2, 2, 18)])

    def test_the_same_command_continues_it(self):
        self.shard("1/3")
        done = self.shard("1/3", blocks=2)
        self.assertIn("continuing run 1", done.stderr)
        self.assertEqual(self.query("SELECT count(*) FROM run"), [(1,)])

    def test_wrong_words_are_refused(self):
        for words, part in ((("--shard", "3/2"), "'3/2'"), (("--shard", "x"), "'x'"), (("--replicate", "2"), "--shard"),
                            (("--shard", "1/2", "--replicate", "3"), "1 to 2"),
                            (("--store-copy", str(self.store)), "the store itself"), (("--store-copy", str(self.here)), "is a folder")):
            done = self.call(*self.tiny(*words))
            self.assertEqual(done.returncode, 2, (words, done.stderr))
            self.assert_one_line(done.stderr, part)

    # The copy on the shared folder.

    def test_a_store_that_is_gone_goes_on_from_its_copy(self):
        words = ("--store-copy", str(self.copy))
        done = self.shard("1/1", *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(sorted(path.name for path in self.shared.iterdir()), [".s.db.lock", "s.db"])
        other = self.here / "node" / "s.db"
        done = self.shard("1/1", *words, blocks=2, store=other)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("begins from its copy", done.stderr)
        self.assertIn("continuing run 1", done.stderr)
        self.assertEqual(self.query("SELECT count(*) FROM trial", self.copy), [(36,)])

    def test_a_killed_run_loses_at_most_the_block_in_flight(self):
        words = ("run", *THREE, "--blocks", "400", "--shard", "1/1", "--store", str(self.store), "--store-copy", str(self.copy))
        process = self.begin(*words)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not (self.copy.exists() and self.blocks(self.copy) >= 2):
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.assertGreaterEqual(self.blocks(self.copy), self.blocks(self.store) - 1)
        self.assertEqual(self.query("PRAGMA integrity_check", self.copy), [("ok",)])

    def blocks(self, store):
        return self.query("SELECT count(*) FROM settled_block", store)[0][0]

    def test_on_another_node_it_is_another_run_and_nothing_is_lost(self):
        self.shard("1/1", "--store-copy", str(self.copy))
        done = self.shard("1/1", "--store-copy", str(self.copy), store=self.here / "node2.db",
                          env={**os.environ, "ALLOCSCALE_NODE": "n2"})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.query("SELECT node, (SELECT count(*) FROM trial WHERE run = run.id) FROM run ORDER BY id", self.copy),
                         [("n1", 18), ("n2", 18)])

    def test_a_stale_copy_of_another_experiment_is_kept_and_not_confused(self):
        self.call("run", *front_door.TINY, "--blocks", "1", "--store", "old.db", "--store-copy", str(self.copy))
        done = self.shard("1/1", "--store-copy", str(self.copy))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.query("SELECT shard, (SELECT count(*) FROM trial WHERE run = run.id) FROM run ORDER BY id", self.copy),
                         [(None, 6), (1, 18)])
        report = self.call("report", "--store", str(self.copy))
        self.assertEqual(report.returncode, 0, report.stderr)

    def test_a_shared_folder_that_cannot_be_written_is_told_once_and_at_the_end(self):
        blocker = self.here / "file"
        blocker.write_text("x")
        for copy, reason in ((blocker / "s.db", "Not a directory"), (pathlib.Path("/dev/full") / "s.db", "Not a directory"),
                             (pathlib.Path("/proc/s.db"), "No such file")):
            with self.subTest(copy=copy):
                store = self.here / f"{copy.parent.name}.db"
                done = self.shard("1/1", "--store-copy", str(copy), blocks=3, store=store)
                self.assertEqual(done.returncode, 1, done.stderr)
                told = [line for line in done.stderr.splitlines() if reason in line]
                self.assertEqual(len(told), 2, done.stderr)
                self.assertIn("the run goes on", told[0])
                self.assertIn("every trial is in", told[1])
                self.assertIn("ANSWER", done.stdout)
                self.assertEqual(self.query("SELECT count(*) FROM trial", store), [(54,)])

    def faulty(self, **fault):
        return {**os.environ, "LD_PRELOAD": FAULTY_CALLS, **fault}

    def test_a_shared_folder_without_any_room_has_no_half_of_a_copy(self):
        done = self.shard("1/1", "--store-copy", str(self.copy), blocks=2, env=self.faulty(FULL_FOLDER=f"0:{self.shared}"))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(done.stderr.count("No space left on device"), 2, done.stderr)
        self.assertEqual([path.name for path in self.shared.iterdir()], [".s.db.lock"])
        self.assertEqual(self.query("SELECT count(*) FROM trial"), [(36,)])

    def test_a_shared_folder_that_gets_full_keeps_the_last_copy_that_fitted(self):
        words = ("--store-copy", str(self.copy))
        self.shard("1/1", *words)
        room = self.copy.stat().st_size
        done = self.shard("1/1", *words, blocks=8, env=self.faulty(FULL_FOLDER=f"{room}:{self.shared}"))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(done.stderr.count("No space left on device"), 2, done.stderr)
        self.assertIn("ANSWER", done.stdout)
        self.assertEqual(sorted(path.name for path in self.shared.iterdir()), [".s.db.lock", "s.db"])
        self.assertEqual(self.query("PRAGMA integrity_check", self.copy), [("ok",)])
        self.assertLess(self.blocks(self.copy), self.blocks(self.store))
        self.assertEqual(self.shard("1/1", *words, blocks=8).returncode, 0)  # there is room again
        self.assertEqual(self.blocks(self.copy), self.blocks(self.store))

    def test_a_clock_that_is_behind_changes_no_row(self):
        three_days = self.faulty(CLOCK_BEHIND=str(3 * 86_400))
        words = ("--store-copy", str(self.copy))
        self.shard("1/1", *words)
        done = self.shard("1/1", *words, blocks=2, env=three_days)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("continuing run 1", done.stderr)
        done = self.shard("1/1", *words, blocks=2, store=self.here / "node2.db", env={**three_days, "ALLOCSCALE_NODE": "n2"})
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = self.query("SELECT node, started_at_unix_ns, (SELECT count(*) FROM trial WHERE run = run.id) FROM run ORDER BY node", self.copy)
        self.assertEqual([(node, trials) for node, _, trials in rows], [("n1", 36), ("n2", 36)])
        self.assertAlmostEqual((rows[0][1] - rows[1][1]) / 1e9, 3 * 86_400, delta=300)
        page = self.call("report", "--machines", "--store", str(self.copy))
        self.assertEqual(page.returncode, 0, page.stderr)
        self.assertIn("A: 2 nodes (n1, n2), 2 runs", page.stdout)

    def test_a_copy_that_is_no_store_is_refused_before_anything_is_run(self):
        self.shared.mkdir()
        self.copy.write_text("half of a store")
        done = self.shard("1/1", "--store-copy", str(self.copy))
        self.assertEqual(done.returncode, 2)
        self.assert_one_line(done.stderr.splitlines()[-1], str(self.copy))
        self.assertFalse(self.store.exists())

    def test_two_at_once_lose_nothing(self):
        others = [self.begin("run", *THREE, "--blocks", "3", "--shard", "1/1", "--store", str(self.here / f"{node}.db"),
                             "--store-copy", str(self.copy), "--share-machine", env={**os.environ, "ALLOCSCALE_NODE": node})
                  for node in ("n1", "n2")]
        for process in others:
            out, err = process.communicate(timeout=200)
            self.assertEqual(process.returncode, 0, err)
        self.assertEqual(sorted(self.query("SELECT node, (SELECT count(*) FROM trial WHERE run = run.id) FROM run", self.copy)),
                         [("n1", 54), ("n2", 54)])

    def test_the_node_and_the_shard_are_in_the_list_of_runs_and_in_queries(self):
        self.shard("1/3")
        listed = self.call("runs", "--store", str(self.store))
        self.assertRegex(listed.stdout, r"\n +1  quick 1/3 ")
        asked = self.call("query", "SELECT node, shard FROM runs", "--store", str(self.store), "--format", "csv")
        self.assertTrue(re.search("^n1,1/3$", asked.stdout, re.M), asked.stdout)


if __name__ == "__main__":
    front_door.main()
