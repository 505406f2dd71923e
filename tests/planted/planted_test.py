#!/usr/bin/python3
"""The planted kernels through the front door: an experiment of one's own, with the harness pointed at their runner.

usage: planted_test.py ALLOCSCALE PLANTED_RUNNER_FOLDER [unittest arguments]    (from CTest)
"""

import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unittest

ALLOCSCALE = RUNNERS = None
ROUNDS = 600  # of an iteration
SPEC = """
question = "Is what was planted named?"
[factors]
kernels = ["planted-null", "planted-work", "planted-faults"]
controls = ["compute"]
layouts = ["boxed", "immortal", "ghost", "replay", "replay+immortal", "replay+ghost"]
allocators = ["glibc"]
arms = ["retain"]
sizes = "small"
workers = [1, 2]
[sizes]
compute = [400_000]
[baseline]
layout = "boxed"
allocator = "glibc"
[measure]
estimand = "settled"
blocks = 2
iterations = 5
"""


def call(*words, runners=True, folder=None):
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder or "/nonexistent")}
    if runners:
        environment["ALLOCSCALE_RUNNERS"] = RUNNERS
    return subprocess.run([ALLOCSCALE, *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=240,
                          check=False)


class Planted(unittest.TestCase):
    """Doses so large that no noise of a machine comes near them."""

    DOSES = {"planted-null": 300, "planted-work": 300, "planted-faults": 24}

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.store = str(pathlib.Path(cls.folder.name) / "store.db")
        cls.spec = pathlib.Path(cls.folder.name) / "planted.toml"
        cls.spec.write_text(SPEC)
        cls.done = [call("run", str(cls.spec), "--kernel", kernel, "--size", str(dose), "--store", cls.store,
                         folder=cls.folder.name) for kernel, dose in cls.DOSES.items()]

    def per_worker(self, what):
        """{(kernel, layout, allocator, workers): [one value for each worker of each trial], of one later iteration}"""
        values = {}
        with sqlite3.connect(self.store) as database:
            rows = database.execute(
                f"SELECT kernel, layout, allocator, workers, {what} FROM sample JOIN trial ON trial.id = sample.trial"
                " JOIN run_cell ON run_cell.run = trial.run AND run_cell.ordinal = trial.cell"
                " JOIN cell ON cell.id = run_cell.cell WHERE iteration = 1 GROUP BY trial.id, worker").fetchall()
        for *key, value in rows:
            values.setdefault(tuple(key), []).append(value)
        return values

    def test_every_trial_is_complete(self):
        self.assertEqual([done.returncode for done in self.done], [0, 0, 0], self.done)
        with sqlite3.connect(self.store) as database:
            self.assertEqual([row[0] for row in database.execute("SELECT DISTINCT outcome FROM trial")], ["complete"])

    def test_a_worker_pays_for_the_other_one_where_the_plant_is(self):
        asked = subprocess.run([f"{RUNNERS}/runner-glibc", "--predict", "planted-work", "boxed",
                                str(self.DOSES["planted-work"])], capture_output=True, text=True, check=True)
        planted_ns = json.loads(asked.stdout)["work"]["planted_ns"]
        self.assertGreater(planted_ns, 40_000_000)
        for (kernel, layout, allocator, workers), values in self.per_worker("sum(wall_ns)").items():
            if kernel not in ("planted-null", "planted-work"):
                continue  # a fault and a control take what the machine takes for them
            paid = kernel == "planted-work" and workers == 2 and not layout.startswith("replay")
            with self.subTest(kernel=kernel, layout=layout, allocator=allocator, workers=workers):
                # The one that stops first has paid for the whole time of the other.
                self.assertEqual((max(values) if paid else min(values)) >= planted_ns, paid, values)

    def test_pages_are_touched_for_the_other_one_and_fault_unless_they_are_kept(self):
        for (kernel, layout, allocator, workers), values in self.per_worker("sum(minor_faults)").items():
            if kernel != "planted-faults":
                continue
            kept = allocator != "glibc" or layout.startswith("replay")
            least = 0 if kept else ROUNDS
            if not kept and workers == 2:
                least += ROUNDS * self.DOSES[kernel] * 3 // 4
            with self.subTest(layout=layout, allocator=allocator, workers=workers):
                self.assertGreaterEqual(max(values), least)
                if kept or workers == 1:
                    self.assertLess(max(values), least + 300)

    def test_explain_reads_them_as_any_other_kernel(self):
        done = call("explain", "planted-faults", "--store", self.store, folder=self.folder.name)
        self.assertEqual(done.returncode, 0, done.stderr)
        for suspect in ("page-fault path", "reference-count writes", "pointer indirection"):
            self.assertIn(suspect, done.stdout)

    def test_the_loss_goes_with_what_was_planted(self):
        """On a clock that knows in which trials pages were touched for another worker and nothing else, or a busy machine
        would decide; by the trial, as it is the worker that stops last, or both, that touched them."""
        store = pathlib.Path(self.folder.name) / "clock.db"
        with sqlite3.connect(self.store) as measured, sqlite3.connect(store) as database:
            measured.backup(database)
            database.execute("CREATE TABLE touched AS SELECT trial, iteration, phase, max(minor_faults) AS faults FROM sample"
                             " GROUP BY trial, iteration, phase")
            database.execute("UPDATE sample SET cpu_ns = 1000000, run_delay_ns = 0, wall_ns = 1000000 + 9000000 * (touched.faults > ?)"
                             " FROM touched WHERE touched.trial = sample.trial AND touched.iteration = sample.iteration"
                             " AND touched.phase = sample.phase", (ROUNDS * 5,))
            database.execute("DROP TABLE touched")
        done = call("explain", "planted-faults", "--format", "json", "--store", str(store), folder=self.folder.name)
        removal = next(one for one in json.loads(done.stdout) if one["layout"] == "boxed")["removal"]
        points = {component["suspects"][0]: component["loss"]["points"]["estimate"]
                  for component in removal["components"]}
        self.assertGreater(removal["loss"]["estimate"], 100)
        self.assertGreater(points.pop("page-fault path"), 0.95 * removal["loss"]["estimate"], (points, removal["loss"]))
        self.assertLess(max(points.values()), 0.05 * removal["loss"]["estimate"], (points, removal["loss"]))

    def test_explain_does_without_their_runner(self):
        done = call("explain", "planted-faults", "--store", self.store, runners=False, folder=self.folder.name)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("page-fault path", done.stdout)

    def test_nobody_else_meets_them(self):
        self.assertNotIn("planted", call("list", "kernels", runners=False).stdout)
        listed = call("list", "kernels").stdout
        for kernel in ("counts", "faults", "lock", "mixed", "null", "pointers", "stream", "tax", "work"):
            self.assertIn(f"planted-{kernel}", listed)


if __name__ == "__main__":
    ALLOCSCALE, RUNNERS = (os.path.abspath(word) for word in sys.argv[1:3])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
