#!/usr/bin/python3
"""Are kernels held against real CPython programs, and what both ask of malloc counted once and exactly?"""

import csv
import pathlib
import re
import sqlite3

import exec_case
from exec_case import front_door

FOLDER = pathlib.Path(__file__).resolve().parent.parent.parent / "experiments"
SIZE = 2000
UNSHARED = SIZE - 257  # the ints 0 to 256 are made once, with the interpreter


class Fidelity(exec_case.ExecCase):
    def setUp(self):
        super().setUp()
        self.spec = self.here / "fidelity.toml"
        text = (FOLDER / "fidelity.toml").read_text().replace("{here}", str(FOLDER))
        text = re.sub(r"(tasks\.py [\w-]+) \d+", rf"\1 {SIZE}", text)
        text = re.sub(r"\[1, [\d_]+\]", f"[1, {SIZE}]", text)
        self.spec.write_text(re.sub(r"\nsize = [\d_]+", f"\nsize = {SIZE}", text))

    def run_spec(self, *words):
        end = self.call("run", str(self.spec), "--kernel", "copy,py-copy,py-nothing", "--alloc", "glibc", "--workers", "1",
                        "--store", str(self.store), *words)
        self.assertEqual(end.returncode, 0, end.stderr)
        return end

    def requests(self, run=1):
        """(kernel, layout, size, function, most bytes): (calls, bytes), of one run."""
        return {row[:5]: row[5:] for row in self.query(
            f"SELECT kernel, layout, size, function, most_bytes, calls, bytes FROM run_request WHERE run = {run}")}

    def lines(self):
        file, = self.here.glob("*.fidelity.csv")
        with file.open(newline="") as text:
            return list(csv.DictReader(text))

    def test_it_ends_in_what_passes(self):
        end = self.run_spec("--blocks", "1")
        table = end.stdout[end.stdout.index("Models beside the programs"):]
        for words in ("copy of 2,000: pyboxed beside py-copy, PYTHONMALLOC=pymalloc",
                      "copy of 2,000: boxed beside py-copy, PYTHONMALLOC=malloc"):
            self.assertIn(words, table)
        self.assertNotIn("concat", table)
        self.assertRegex(table, r"\nANSWER +PASS: \d+ of \d+\. FAIL: \d+\.")
        again = self.call("report", "--store", str(self.store))
        self.assertTrue(again.stdout.endswith(table), "a report says the same later")

        rows = {(row["layout"], row["quantity"], row["most_bytes"]): row for row in self.lines()}
        objects = rows["boxed", "calls", "32"]
        self.assertAlmostEqual(float(objects["model_value"]) * SIZE, UNSHARED, delta=1e-6)
        self.assertAlmostEqual(float(objects["program_value"]) * SIZE, UNSHARED, delta=30)
        self.assertEqual(objects["verdict"], "PASS")
        self.assertEqual(rows["boxed", "requested_bytes", "32"]["verdict"], "PASS", "32 bytes for an int")
        self.assertNotIn(("pyboxed", "calls", "32"), rows, "its ints come from pools")
        for layout in ("boxed", "pyboxed"):
            for quantity in ("peak_bytes", "faults"):
                self.assertIn(rows[layout, quantity, ""]["verdict"], ("PASS", "small"))
            self.assertNotEqual(rows[layout, "time_ns", ""]["program_value"], "", "noise, at this size")

    def test_each_task_is_counted_once_and_always_alike(self):
        self.run_spec("--blocks", "1")
        counted = self.requests()
        tasks = {key[:3] for key in counted}
        self.assertEqual(tasks, {("copy", "pyboxed", 1), ("copy", "pyboxed", SIZE), ("copy", "boxed", 1),
                                 ("copy", "boxed", SIZE), ("py-copy", "PYTHONMALLOC=pymalloc", 0),
                                 ("py-copy", "PYTHONMALLOC=malloc", 0), ("py-nothing", "PYTHONMALLOC=pymalloc", 0),
                                 ("py-nothing", "PYTHONMALLOC=malloc", 0)})
        self.run_spec("--blocks", "1", "--fresh")
        again = self.requests(run=2)
        for task in tasks:
            with self.subTest(task):
                self.assertEqual({key: value for key, value in again.items() if key[:3] == task},
                                 {key: value for key, value in counted.items() if key[:3] == task})

    def test_a_run_that_goes_on_keeps_its_counts(self):
        self.run_spec("--blocks", "1")
        database = sqlite3.connect(self.store)
        database.executescript("UPDATE run_request SET calls = 7")
        database.close()
        self.run_spec("--blocks", "2")
        self.assertEqual({calls for calls, _ in self.requests().values()}, {7})

    def test_what_cannot_be_counted_is_said_and_absent(self):
        script = self.here / "no_counts.sh"
        script.write_text("#!/bin/sh\nunset ALLOCSCALE_COUNTER\nexec /usr/bin/true\n")
        script.chmod(0o755)
        self.spec.write_text(re.sub(r'"/usr/bin/python3 \S+ appended-copy \d+"', f'"{script}"', self.spec.read_text()))
        end = self.run_spec("--blocks", "1")
        self.assertIn("what py-copy PYTHONMALLOC=malloc asks of malloc is not counted", end.stderr)
        verdicts = {row["absent_because"] for row in self.lines() if row["quantity"] == "calls"}
        self.assertEqual(verdicts, {"not counted"})

    def test_kernels_go_on_without_a_command_that_cannot_run(self):
        text = self.spec.read_text()
        self.spec.write_text(text.replace('name = "py-copy"\n', 'name = "py-copy"\nrequire = "ls /no/such"\n'))
        end = self.run_spec("--blocks", "1")
        self.assertIn("py-copy was left out", end.stderr)
        self.assertIn("copy of 2,000", end.stdout)
        self.assertNotIn("Models beside the programs", end.stdout)
        self.assertEqual(self.requests(), {})


if __name__ == "__main__":
    front_door.main()
