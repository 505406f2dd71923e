#!/usr/bin/python3
"""What `describe` and `doctor` tell a user, through the front door.

usage: describe_test.py ALLOCSCALE [unittest arguments]    (from CTest)
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

ALLOCSCALE = None
KINDS = ("kernels", "layouts", "allocators", "experiments", "metrics", "formats")


def call(*words, **environment):
    return subprocess.run([ALLOCSCALE, *words], cwd=tempfile.gettempdir(), capture_output=True, text=True, timeout=240,
                          check=False, env={**os.environ, **environment})


class Describe(unittest.TestCase):
    def refused(self, words, *parts):
        done = call("describe", *words)
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        for part in parts:
            self.assertIn(part, done.stderr)

    def test_everything_that_is_listed_is_described(self):
        for kind in KINDS:
            for line in call("list", kind).stdout.splitlines():
                name = line.split()[0]
                done = call("describe", name)
                self.assertEqual((done.returncode, done.stderr), (0, ""), name)
                self.assertRegex(done.stdout, rf"(?m)^{kind[:-1]} {re.escape(name)}$")

    def test_a_kernel_says_its_sizes_work_and_layouts(self):
        text = call("describe", "concat").stdout
        for part in ("question", "small", "paper", "under       boxed", "not under   none", "operations", "predicted"):
            self.assertIn(part, text)

    def test_an_experiment_says_its_question_and_its_cells_here(self):
        text = call("describe", "quick").stdout
        for part in ("baseline    boxed glibc", "trials a block", "mimalloc", "concat"):
            self.assertIn(part, text)

    def test_a_flag_says_what_raises_it_and_a_name_of_two_kinds_is_both(self):
        self.assertIn("hypervisor", call("describe", "steal").stdout)
        text = call("describe", "stream").stdout
        self.assertIn("kernel stream", text)

    def test_an_unknown_name_gets_the_nearest(self):
        self.refused(["concta"], "'concta'", "did you mean 'concat'?")
        self.refused(["zzzzzzzzzzzzzzzzzzz"], "allocscale list")
        self.refused(["kernel=concta", "--command"], "did you mean 'concat'?")
        self.refused(["kernel=concat", "wrokers=2"], "did you mean 'workers'?")

    def test_the_printed_line_runs_in_a_shell_and_gives_a_result(self):
        for allocator in ("glibc", "mimalloc"):
            line = call("describe", "kernel=concat", "layout=boxed", f"allocator={allocator}", "size=300", "workers=2",
                        "iterations=3", "--command")
            self.assertEqual((line.returncode, len(line.stdout.splitlines())), (0, 1), line.stderr)
            self.assertTrue(line.stdout.startswith("env -i "))
            # A knob that is set around it does not reach it.
            done = subprocess.run(["/bin/sh", "-c", line.stdout], capture_output=True, text=True, timeout=60, check=False,
                                  env={**os.environ, "LD_PRELOAD": "/no/such/library.so"})
            messages = [json.loads(text) for text in done.stdout.splitlines()]
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual([m["event"] for m in messages], ["hello"] + ["sample"] * 9 + ["result"])
            self.assertEqual((messages[0]["allocator"], messages[0]["verdict"]), (allocator, "proven"))
            self.assertEqual(messages[-1]["checksum"], messages[-1]["expected"])

    def test_a_line_of_the_dry_run_names_its_cell(self):
        plan = call("run", "quick", "--kernel", "concat", "--alloc", "mimalloc", "--dry-run").stdout
        row = next(text.split() for text in plan.splitlines() if text.startswith("concat") and " mimalloc " in text)
        done = call("describe", *row[:6])
        self.assertEqual(done.returncode, 0, done.stderr)
        size = row[3].replace(",", "")
        self.assertIn(f"kernel=concat layout={row[1]} allocator=mimalloc size={size} workers={row[4]}", done.stdout)
        self.assertIn("env -i ", done.stdout)


    def test_help(self):
        for word in ("describe", "doctor"):
            done = call(word, "--help")
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn("--help", done.stdout)


class Doctor(unittest.TestCase):
    def test_every_circumstance_has_state_effect_and_remedy(self):
        done = call("doctor")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for name in ("governor", "turbo", "SMT", "NUMA", "huge pages", "swap", "overcommit", "cgroup quota", "load",
                     "steal", "perf access", "ASLR", "free memory"):
            self.assertRegex(done.stdout, rf"(?m)^[! ] {name}: \S.*\n    effect: \S.*\n    to do: \S")

    def test_fixed_addresses_are_noticed(self):
        setarch = ["setarch", "-R", ALLOCSCALE, "doctor"]
        done = subprocess.run(setarch, capture_output=True, text=True, timeout=60, check=False)
        if done.returncode != 0 and "setarch" in done.stderr:
            self.skipTest("personality(2) is not allowed here")
        self.assertIn("! ASLR: off for this shell", done.stdout)


if __name__ == "__main__":
    ALLOCSCALE = os.path.abspath(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
