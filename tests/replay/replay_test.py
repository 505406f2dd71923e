#!/usr/bin/python3
"""Replayed layouts: through the front door, and one runner alone whose rehearsal goes wrong.

usage: replay_test.py ALLOCSCALE RUNNER_FOLDER COUNTING_RUNNER UNFAITHFUL_LIBRARY [unittest arguments]    (from CTest)
"""

import csv
import io
import json
import os
import pathlib
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import unittest

ALLOCSCALE = RUNNERS = COUNTING = UNFAITHFUL = None
REPLAYED = ("replay", "replay+immortal", "replay+ghost", "replay+contiguous")
FEW_FAULTS = 64  # of a task of thousands of pages: the runner's own stack and code


class Trials(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.store = pathlib.Path(cls.folder.name) / "store.db"
        cls.done = cls.call("run", "quick", "--kernel", "sqrt", "--layout", "boxed," + ",".join(REPLAYED), "--alloc",
                            "glibc,mimalloc,scudo", "--size", "200000", "--iterations", "3", "--workers", "1,2",
                            "--blocks", "1", "--store", str(cls.store))

    @classmethod
    def call(cls, *words):
        return subprocess.run([ALLOCSCALE, *words], cwd=cls.folder.name, capture_output=True, text=True, timeout=240,
                              check=False)

    def query(self, text):
        with sqlite3.connect(self.store) as database:
            return database.execute(text).fetchall()

    def per_worker(self, what):
        """{(layout, allocator): [one value per worker of a trial]}"""
        values = {}
        for layout, allocator, value in self.query(
                f"SELECT layout, allocator, {what} FROM sample JOIN trial ON trial.id = sample.trial"
                " JOIN run_cell ON run_cell.run = trial.run AND run_cell.ordinal = trial.cell"
                " JOIN cell ON cell.id = run_cell.cell GROUP BY trial.id, worker"):
            values.setdefault((layout, allocator), []).append(value)
        return values

    def test_every_row_is_proven_and_complete(self):
        self.assertEqual(self.done.returncode, 0, self.done.stderr)
        self.assertEqual(self.query("SELECT outcome, count(*) FROM trial GROUP BY outcome"), [("complete", 2 * (15 + 1))])
        self.assertEqual(self.query("SELECT count(DISTINCT checksum) FROM worker"), [(1,)], "as boxed")

    def test_a_replay_takes_no_page_fault(self):
        faults = self.per_worker("sum(minor_faults)")
        self.assertGreater(min(faults["boxed", "glibc"]), 2000)
        for layout in REPLAYED:
            for allocator in ("glibc", "mimalloc", "scudo"):
                self.assertLess(max(faults[layout, allocator]), FEW_FAULTS, (layout, allocator))

    def test_only_a_replay_has_a_null_replay(self):
        for (layout, allocator), values in self.per_worker("count(null_replay_ns)").items():
            self.assertEqual(set(values), {9 if layout in REPLAYED else 0}, (layout, allocator))
        for (layout, _), values in self.per_worker("sum(null_replay_ns)").items():
            if layout in REPLAYED:
                self.assertGreater(min(values), 0)

    def test_the_recording_is_no_memory_of_the_task(self):
        def peak(layout):
            return self.query("SELECT max(peak_bytes) FROM worker JOIN trial ON trial.id = worker.trial"
                              " JOIN run_cell ON run_cell.run = trial.run AND run_cell.ordinal = trial.cell"
                              " JOIN cell ON cell.id = run_cell.cell"
                              f" WHERE layout = '{layout}' AND allocator = 'glibc'")[0][0]
        # It holds what the growing lists gave back, a quarter more; the recording would be as much again and more.
        self.assertLess(abs(peak("replay") / peak("boxed") - 1), 0.4)

    def test_what_was_predicted_suffices(self):
        for layout in REPLAYED:
            for allocator in ("glibc", "mimalloc", "scudo"):
                asked = subprocess.run([f"{RUNNERS}/runner-{allocator}", "--predict", "sqrt", layout, "200000",
                                        "--iterations", "3"], capture_output=True, text=True, check=True)
                predicted = json.loads(asked.stdout)["bytes"]
                peak = max(self.query("SELECT max(peak_bytes) FROM worker JOIN trial ON trial.id = worker.trial"
                                      " JOIN run_cell ON run_cell.run = trial.run AND run_cell.ordinal = trial.cell"
                                      " JOIN cell ON cell.id = run_cell.cell"
                                      f" WHERE layout = '{layout}' AND allocator = '{allocator}'"))[0]
                self.assertLess(peak, predicted, (layout, allocator))

    def test_the_names_are_the_same_everywhere(self):
        table = self.call("report", "--store", str(self.store), "--format", "csv").stdout
        self.assertEqual({row["layout"] for row in csv.DictReader(io.StringIO(table))}, {"boxed", *REPLAYED})
        listed = self.call("list", "layouts").stdout
        for layout in REPLAYED:
            self.assertIn(layout, listed)
            described = self.call("describe", "kernel=sqrt", f"layout={layout}", "allocator=glibc", "size=1000")
            self.assertEqual((described.returncode, described.stderr), (0, ""))
            self.assertIn(layout, described.stdout)

    def test_a_spec_may_name_them(self):
        spec = pathlib.Path(self.folder.name) / "mine.toml"
        spec.write_text('question = "?"\n[factors]\nkernels = ["concat", "bytes"]\n'
                        'layouts = ["boxed", "replay", "replay+ghost"]\nallocators = ["glibc"]\nsizes = [300]\n'
                        'workers = [1]\n[baseline]\nlayout = "boxed"\nallocator = "glibc"\n')
        store = pathlib.Path(self.folder.name) / "mine.db"
        done = self.call("run", str(spec), "--blocks", "1", "--store", str(store))
        self.assertEqual(done.returncode, 0, done.stderr)
        with sqlite3.connect(store) as database:
            cells = database.execute("SELECT kernel, layout FROM cell ORDER BY kernel, layout").fetchall()
        self.assertEqual(cells, [("bytes", "boxed"), ("bytes", "replay"), ("concat", "boxed"), ("concat", "replay"),
                                 ("concat", "replay+ghost")])


class Rehearsals(unittest.TestCase):
    def run_alone(self, *words, runner=None, limits=None, **environment):
        words = words or ("--size", "5000", "--iterations", "2")
        done = subprocess.run([runner or f"{RUNNERS}/runner-glibc", "--kernel", "concat", "--layout", "replay", *words],
                              capture_output=True, text=True, timeout=60, check=False, preexec_fn=limits,
                              env={"PATH": "/usr/bin:/bin", **environment})
        return done, [json.loads(line) for line in done.stdout.splitlines()]

    def unfaithful(self, way, **environment):
        return self.run_alone(LD_PRELOAD=UNFAITHFUL, UNFAITHFUL=way, **environment)

    def test_the_library_alone_changes_nothing(self):
        done, lines = self.run_alone(LD_PRELOAD=UNFAITHFUL)
        self.assertEqual((done.returncode, lines[-1]["event"]), (0, "result"))

    def test_no_allocation_call_at_all(self):
        for layout in REPLAYED:
            for kernel in ("concat", "copy", "sqrt", "slice", "append", "dict", "set"):
                done, lines = self.run_alone("--size", "3000", "--kernel", kernel, "--layout", layout, runner=COUNTING)
                self.assertEqual(done.returncode, 0, lines)
                self.assertRegex(done.stderr, r"^allocation calls: loader=\d+ program=0\n$", (kernel, layout))

    def test_another_request_than_in_the_rehearsal_is_no_row(self):
        done, lines = self.unfaithful("sizes")
        self.assertEqual(done.returncode, 15)
        self.assertEqual([line["event"] for line in lines], ["hello", "error"])
        self.assertEqual(lines[-1]["reason"], "replay")
        self.assertIn("other blocks than in its rehearsal", lines[-1]["message"])

    def test_pages_in_use_are_rehearsed_again(self):
        with tempfile.TemporaryDirectory() as folder:
            done, lines = self.unfaithful("once", UNFAITHFUL_FILE=folder + "/made")
        self.assertEqual((done.returncode, lines[-1]["event"]), (0, "result"), lines)
        self.assertEqual(done.stderr.count("busy"), 1)

    def test_and_at_most_eight_times(self):
        done, lines = self.unfaithful("busy")
        self.assertEqual((done.returncode, done.stderr.count("busy")), (15, 8))
        self.assertEqual([(line["event"], line.get("reason")) for line in lines], [("error", "set-up")])
        self.assertIn("8 rehearsals", lines[0]["message"])

    def test_a_crash_is_the_workers(self):
        done, lines = self.unfaithful("crash")
        self.assertEqual((done.returncode, lines), (-signal.SIGSEGV, []))

    def test_want_of_address_space_is_said_with_how_much_it_takes(self):
        for gib in (8, 70):
            limit = (gib << 30, gib << 30)
            done, lines = self.run_alone(limits=lambda limit=limit: resource.setrlimit(resource.RLIMIT_AS, limit))
            self.assertEqual((done.returncode, lines[0]["reason"]), (15, "set-up"), lines)
            self.assertIn("needs 73 GiB of address space", lines[0]["message"])
            self.assertIn("ulimit -v", lines[0]["message"])

    def test_want_of_memory_is_the_workers(self):
        one_gib = (1 << 30, 1 << 30)
        done, lines = self.run_alone(limits=lambda: resource.setrlimit(resource.RLIMIT_DATA, one_gib))
        self.assertEqual((done.returncode, [line.get("reason") for line in lines]), (12, ["out of memory"]))

    def test_a_worker_that_is_forked_has_its_own(self):
        done, lines = self.run_alone("--size", "3000", "--iterations", "2", "--start", "fork", "--workers", "2")
        self.assertEqual((done.returncode, [line["event"] for line in lines].count("result")), (0, 2), lines)
        self.assertEqual([sample["minor_faults"] > FEW_FAULTS for sample in lines if sample["event"] == "sample"],
                         [False] * 12)

    def test_but_not_a_thread(self):
        done, lines = self.run_alone("--size", "3000", "--start", "thread", "--workers", "2")
        self.assertEqual((done.returncode, [line.get("reason") for line in lines]), (2, ["usage"]))

    def test_a_raised_history_is_the_rehearsals(self):
        done, lines = self.run_alone("--size", "3000", "--history", "raised", runner=COUNTING)
        self.assertEqual(done.returncode, 0, lines)
        self.assertIn("program=0", done.stderr)

    def test_huge_pages_are_where_the_rehearsals_were(self):
        if "[madvise]" not in pathlib.Path("/sys/kernel/mm/transparent_hugepage/enabled").read_text(encoding="ascii"):
            self.skipTest("here huge pages are not given to those who ask, and to nobody else")

        def huge_kilobytes(**environment):
            page = os.memfd_create("rendezvous")  # zeros: nobody is released, the pages can be looked at
            self.addCleanup(os.close, page)
            os.ftruncate(page, 4096)
            worker = subprocess.Popen([f"{RUNNERS}/runner-glibc", "--kernel", "sqrt", "--layout", "replay", "--size",
                                       "500000", "--rendezvous", str(page)], stdout=subprocess.PIPE, pass_fds=(page,),
                                      env=environment)
            self.assertIn(b'"hello"', worker.stdout.readline())
            rollup = pathlib.Path(f"/proc/{worker.pid}/smaps_rollup").read_text(encoding="ascii")
            worker.kill()
            worker.communicate()
            return int(rollup.split("AnonHugePages:")[1].split()[0])

        self.assertGreater(huge_kilobytes(GLIBC_TUNABLES="glibc.malloc.hugetlb=1"), 8 << 10)
        self.assertEqual(huge_kilobytes(), 0)

    def test_another_owner_of_malloc_is_the_workers(self):
        done, lines = self.run_alone("--size", "1000", "--owner", "libnobody")
        self.assertEqual((done.returncode, [line.get("reason") for line in lines]), (13, ["wrong allocator"]))

    def test_a_rehearsal_dies_with_its_worker(self):
        worker = subprocess.Popen([f"{RUNNERS}/runner-glibc", "--kernel", "sqrt", "--layout", "replay", "--size",
                                   "5000000", "--iterations", "100"], stdout=subprocess.PIPE)
        children = ""
        while not children:
            children = pathlib.Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text(encoding="ascii")
        rehearsal = int(children)
        pages = 0
        while pages < 10000:  # then it is at the task, and has tied its life to its parent's
            pages = int(pathlib.Path(f"/proc/{rehearsal}/statm").read_text(encoding="ascii").split()[1])
        worker.kill()
        self.assertEqual(worker.communicate()[0], b"", "the pipe is at its end when the rehearsal is gone, too")


if __name__ == "__main__":
    ALLOCSCALE, RUNNERS, COUNTING, UNFAITHFUL = map(os.path.abspath, sys.argv[1:5])
    unittest.main(argv=[sys.argv[0], *sys.argv[5:]])
