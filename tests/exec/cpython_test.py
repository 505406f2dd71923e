#!/usr/bin/python3
"""Do the CPython tasks make what they should, and does their experiment end beside the published figures?"""

import os
import pathlib
import re
import subprocess

import exec_case
from exec_case import front_door

FOLDER = pathlib.Path(__file__).resolve().parent.parent.parent / "experiments"
TASKS = FOLDER / "cpython" / "tasks.py"

LISTS = "300 0 150 299"
MADE = {"sqrt": "300 1.0 12.288205727444508 17.320508075688775", "copy": LISTS, "slice": LISTS, "concat": LISTS,
        "dict": LISTS, "bytes": "300 48 48 57", "str": "300 0 0 9", "tuple": LISTS, "array": LISTS, "set": LISTS,
        "deque": LISTS, "sleep": "1 300 300 300"}


def run_task(*words, **environment):
    end = subprocess.run(["/usr/bin/python3", TASKS, *map(str, words)], env={**os.environ, **environment}, text=True,
                         stdout=subprocess.PIPE, check=True)
    return end.stdout.splitlines()


class CPython(exec_case.ExecCase):
    def test_each_task_makes_the_same_with_either_allocator_of_small_objects(self):
        for task, made in MADE.items():
            for python_malloc in ("pymalloc", "malloc"):
                if task == "sleep" and python_malloc == "malloc":
                    continue
                with self.subTest(task, python_malloc=python_malloc):
                    self.assertEqual(run_task(task, 300, PYTHONMALLOC=python_malloc), [made])

    def test_a_pool_does_one_task_for_each_worker_however_it_is_made(self):
        for way in ((), ("--start=spawn",), ("--by=pool",), ("--processes=fixed",)):
            with self.subTest(way):
                *results, seconds = run_task("copy", 300, 2, "--result=value", *way)
                self.assertEqual(results, [LISTS] * 2)
                self.assertRegex(seconds, r"^allocscale: seconds=\d+\.\d{9}$")
        self.assertEqual(run_task("copy", 300, 1)[0], "None")

    def tiny(self, name):
        """The experiment with its tasks at a size of 300."""
        spec = self.here / f"{name}.toml"
        text = (FOLDER / f"{name}.toml").read_text().replace("{here}", str(FOLDER))
        spec.write_text(re.sub(r"(tasks\.py \w+) \d+", r"\1 300", text))
        return spec

    def run_spec(self, spec, *words):
        return self.call("run", str(spec), "--blocks", "1", "--store", str(self.store), "--alloc", "glibc", *words)

    def test_it_ends_beside_the_published_figures(self):
        end = self.run_spec(self.tiny("cpython"), "--kernel", "py-concat,pool-concat")
        self.assertEqual(end.returncode, 0, end.stderr)
        table = end.stdout[end.stdout.index("Beside the published figures"):]
        for words in ("py-concat", "pool-concat", "PYTHONMALLOC=malloc", "1.10, 2.05, 4.10 (1)", "Xeon Silver 4110"):
            self.assertIn(words, table)
        self.assertNotIn("py-copy", table)
        again = self.call("report", "--store", str(self.store))
        self.assertIn("1.10, 2.05, 4.10 (1)", again.stdout)
        trials = self.program_trials("kernel, layout, outcome")
        self.assertEqual({trial for trial in trials}, {
            ("py-concat", "PYTHONMALLOC=pymalloc", "complete"), ("py-concat", "PYTHONMALLOC=malloc", "complete"),
            ("pool-concat", "as it is", "complete")})

    def test_every_task_of_every_experiment_runs(self):
        for name in ("cpython-pools", "cpython-sequences"):
            with self.subTest(name):
                end = self.run_spec(self.tiny(name), "--workers", "1", "--fresh")
                self.assertEqual(end.returncode, 0, end.stderr)

    def test_what_a_program_reports_is_its_time(self):
        end = self.exec("--time", "reported", "--workers", "1", command=("printf", "a\nallocscale: seconds=0.0001\n"))
        self.assertEqual(end.returncode, 0, end.stderr)
        self.assertEqual({row for row in self.query(
            "SELECT wall_ns, run_delay_ns FROM sample JOIN trial ON trial.id = trial JOIN run_cell ON run_cell.ordinal = "
            "trial.cell JOIN cell ON cell.id = run_cell.cell WHERE size = 0")}, {(99999, None), (1, None)})

    def test_a_program_that_reports_no_time_or_too_long_a_one_is_refused(self):
        for said, complaint in (("nothing", "reported no time: expected a line such as 'allocscale: seconds=1.234'"),
                                ("allocscale: seconds=99", "reported 99000000000 ns, but it ran for")):
            end = self.exec("--time", "reported", command=("echo", said))
            self.assertEqual(end.returncode, 2)
            self.assertIn(complaint, end.stderr)

    def spec_of(self, tables):
        spec = self.here / "mine.toml"
        spec.write_text('question = "?"\n' + tables + '[factors]\nallocators = "all"\nworkers = 1\n'
                        '[baseline]\nallocator = "glibc"\n')
        return spec

    def test_a_task_whose_need_is_not_met_is_left_out(self):
        unmet = '[[command]]\nname = "{}"\ncommand = "true"\nvary = "X=1"\nrequire = "ls /no/such"\n'.replace(
            '"true"', '"echo {{X}}"')
        end = self.run_spec(self.spec_of(unmet.format("bad") + '[[command]]\nname = "good"\ncommand = "true"\n'))
        self.assertEqual(end.returncode, 0, end.stderr)
        self.assertRegex(end.stderr, "bad was left out: 'ls /no/such': it exited with status 2: .*No such file")
        self.assertEqual({kernel for (kernel,) in self.program_trials("kernel")}, {"good"})
        end = self.run_spec(self.spec_of(unmet.format("bad")))
        self.assertEqual(end.returncode, 2)
        self.assert_one_line(end.stderr, "bad was left out")

    def test_a_task_may_not_take_the_name_of_a_kernel(self):
        end = self.exec("--name", "concat", command=("true",))
        self.assertEqual(end.returncode, 2)
        self.assertIn("'concat' is the name of a kernel: give the command another name", end.stderr)


if __name__ == "__main__":
    front_door.main()
