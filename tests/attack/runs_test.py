#!/usr/bin/python3
"""Are runs things: listed, noted, named by their number, deleted whole, and refused in one line where they are not there?"""

import csv
import io
import json
import pty
import os
import shutil
import subprocess

import front_door
from older_store import statements_back_to
from store_test import Stored


class Runs(Stored):
    """A store of two runs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        done = subprocess.run([front_door.ALLOCSCALE, "run", *front_door.TINY, "--fresh", "--blocks", "2", "--store", str(cls.made)],
                              capture_output=True, check=False)
        assert done.returncode == 0, done.stderr

    def runs(self, *words, **options):
        return self.call("runs", *words, "--store", str(self.store), **options)

    def listed(self):
        return json.loads(self.runs("--format", "json").stdout)

    def test_a_line_each_at_80_columns_newest_last(self):
        done = self.runs(env={**os.environ, "COLUMNS": "80"})
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        lines = done.stdout.splitlines()
        self.assertRegex(lines[1], r"^ +1  quick .* 1/1  complete  glibc, mimalloc$")
        self.assertRegex(lines[2], r"^ +2  quick .* 2/2  complete  glibc, mimalloc$")
        for line in lines:
            self.assertLessEqual(len(line), 80, line)

    def test_for_programs(self):
        rows = list(csv.DictReader(io.StringIO(self.runs("--format", "csv").stdout, newline="")))
        self.assertEqual([(row["run"], row["blocks"], row["trials"]) for row in rows], [("1", "1", "6"), ("2", "2", "12")])
        self.assertEqual([run["run"] for run in self.listed()], [1, 2])
        wrong = self.runs("--format", "xml")
        self.assertEqual(wrong.returncode, 2)
        self.assert_one_line(wrong.stderr, "'xml'", "text, csv, json")

    def test_a_run_that_was_cut_says_whether_the_same_command_continues_it(self):
        self.edit("UPDATE run SET blocks_wanted = 9 WHERE id = 2")
        self.assertEqual([run["state"] for run in self.listed()], ["complete", "cut"])
        self.edit("UPDATE allocator_build SET binary_hash = 'x' || binary_hash")
        self.assertEqual([run["state"] for run in self.listed()], ["complete", "cut, older"])
        self.assertIn("begins a new run", self.runs().stdout)

    def test_a_note_is_in_the_list_and_at_the_head_of_the_report(self):
        done = self.runs("note", "1", "before the \x1b[31m upgrade")
        self.assertEqual((done.returncode, done.stdout), (0, "run 1: before the ?[31m upgrade\n"), done.stderr)
        self.assertEqual([run["note"] for run in self.listed()], ["before the ?[31m upgrade", ""])
        self.assertIn("before the", self.runs().stdout)
        for form in ("text", "md"):
            report = self.call("report", "--run", "1", "--format", form, "--store", str(self.store)).stdout
            self.assertRegex(report, r"note\W+before the")
            self.assertRegex(report, r"run\W+1, 20\d\d-")
        self.runs("note", "1", "")
        self.assertEqual([run["note"] for run in self.listed()], ["", ""])
        long = self.runs("note", "1", "x" * 501)
        self.assertEqual(long.returncode, 2)
        self.assert_one_line(long.stderr, "500")

    def test_a_report_is_of_the_run_of_that_number(self):
        for number, blocks in (("1", "1"), ("2", "2")):
            done = self.call("report", "--run", number, "--format", "csv", "--store", str(self.store))
            self.assertEqual(done.returncode, 0, done.stderr)
            rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
            self.assertEqual({row["run"] for row in rows}, {number})
            self.assertEqual({row["time_blocks"] for row in rows if row["estimand"] == "cold"}, {blocks})
            self.assertRegex(rows[0]["run_started"], r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        done = self.call("report", "--run", "1", "-o", "out", "--store", str(self.store))
        self.assertEqual(done.stdout, "out/s-quick-run1.txt\n")

    def test_a_wrong_number_is_one_line_with_those_that_there_are(self):
        before = self.store.read_bytes()
        for words in (("report", "--run", "9"), ("explain", "--run", "9"), ("runs", "note", "9", "x"),
                      ("runs", "delete", "9", "--yes"), ("runs", "delete", "1", "9", "--yes")):
            done = self.call(*words, "--store", str(self.store))
            self.assertEqual((done.returncode, done.stdout), (2, ""), words)
            self.assert_one_line(done.stderr, "holds no run 9", "1, 2")
        self.assertEqual(self.store.read_bytes(), before)
        for words in (("report", "--run", "x"), ("runs", "delete"), ("runs", "delete", "-1"), ("runs", "note", "1"),
                      ("runs", "chekc"), ("runs", "delete", "1", "--yse")):
            done = self.call(*words, "--store", str(self.store))
            self.assertEqual((done.returncode, done.stdout), (2, ""), words)
            self.assert_one_line(done.stderr)
        self.assert_one_line(self.runs("chekc").stderr, "runs: there is no 'chekc'", "check")

    def test_what_is_deleted_is_said_and_gone_and_its_number_is_given_to_no_other(self):
        done = self.runs("delete", "2", "--yes")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assert_one_line(done.stdout, "deleted run 2 of quick, 20", "12 trials", "of disk are free again")
        self.assertEqual([run["run"] for run in self.listed()], [1])
        self.assertEqual(self.query("SELECT count(*) FROM sample JOIN trial ON trial.id = sample.trial WHERE run = 2"), [(0,)])
        self.assertEqual(self.runs("check").returncode, 0)
        again = self.call("run", *front_door.TINY, "--fresh", "--blocks", "1", "--store", str(self.store))
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertEqual([run["run"] for run in self.listed()], [1, 3])

    def test_without_a_terminal_nothing_is_deleted_unless_it_is_told(self):
        done = self.runs("delete", "1")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assert_one_line(done.stderr, "run 1 of quick", "6 trials", "--yes")
        self.assertEqual(len(self.listed()), 2)

    def test_on_a_terminal_it_asks(self):
        for answer, left in ((b"n\n", 2), (b"\n", 2), (b"y\n", 1)):
            terminal, side = pty.openpty()
            process = subprocess.Popen([front_door.ALLOCSCALE, "runs", "delete", "1", "--store", str(self.store)], stdin=side,
                                       stdout=subprocess.PIPE, stderr=side)
            os.close(side)
            os.write(terminal, answer)
            process.communicate(timeout=20)
            self.assertEqual(process.returncode, 0)
            os.close(terminal)
            self.assertEqual(len(self.listed()), left, answer)

    def test_nothing_is_deleted_while_another_process_measures(self):
        process = self.begin(*self.tiny("--fresh", blocks=2000))
        self.wait_for_trials(process, 25)
        done = self.runs("delete", "1", "--yes")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assert_one_line(done.stderr, f"process {process.pid} measures into")
        listed = self.listed()
        self.assertEqual([run["state"] for run in listed], ["complete", "complete", "measuring"])
        process.terminate()
        process.communicate(timeout=20)
        self.assertEqual(self.listed()[2]["state"], "cut")
        self.assertEqual(self.runs("delete", "3", "--yes").returncode, 0)

    def test_a_store_of_several_machines_and_experiments(self):
        self.edit("INSERT INTO machine SELECT 2, 'other', 'Another ' || cpu_model, cpus, cores, packages, numa_nodes, smt,"
                  " memory_bytes, kernel, libc, compiler, huge_pages, overcommit, governor, hypervisor, cgroup_memory_bytes,"
                  " cgroup_cpus, ticks_per_second FROM machine;"
                  "UPDATE run SET machine = 2, experiment = 'paper' WHERE id = 1")
        done = self.runs(env={**os.environ, "COLUMNS": "80"})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("machine A: Another", done.stdout)
        self.assertIn("machine B: ", done.stdout)
        self.assertEqual([run["experiment"] for run in self.listed()], ["paper", "quick"])
        wrong = self.call("report", "quick", "--run", "1", "--store", str(self.store))
        self.assertEqual(wrong.returncode, 2)
        self.assert_one_line(wrong.stderr, "run 1", "'paper'", "'quick'")

    def test_an_older_store_is_listed_and_not_changed(self):
        self.edit(statements_back_to(19) + "VACUUM")
        before = self.store.read_bytes()
        self.assertEqual([run["run"] for run in self.listed()], [1, 2])
        self.assertEqual(self.store.read_bytes(), before)
        copy = self.here / "copy.db"
        shutil.copyfile(self.store, copy)
        self.assertEqual(self.call("runs", "delete", "1", "--yes", "--store", str(copy)).returncode, 0)


if __name__ == "__main__":
    front_door.main()
