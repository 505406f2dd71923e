#!/usr/bin/python3
"""What `describe` and `doctor` tell a user, through the front door.

usage: describe_test.py ALLOCSCALE [unittest arguments]    (from CTest)
"""

import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "attack"))
from installed_library import library  # noqa: E402  (its folder is known only now)

ALLOCSCALE = None
KINDS = ("kernels", "layouts", "allocators", "factors", "experiments", "metrics", "formats")


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

    def test_the_help_of_every_command_fits_80_columns_and_ends_with_examples(self):
        self.assertIn("\n  allocscale run quick", call("--help").stdout)
        commands = re.findall(r"(?m)^  ([a-z]+)  ", call("--help").stdout.partition("Subcommands:")[2])
        self.assertGreater(len(commands), 10)
        for command in commands + ["runs note", "runs delete", "runs check"]:
            text = call("help", *command.split()).stdout
            self.assertEqual(text, call(*command.split(), "--help").stdout)
            for line in text.splitlines():
                self.assertLessEqual(len(line), 80, f"{command}: {line}")
            self.assertNotIn("\n\n\n", text)
            examples = text.partition("For example:\n")[2].splitlines()
            self.assertTrue(examples, command)
            for line in examples:
                self.assertTrue(line.startswith(f"  allocscale {command}"), line)

    def completed(self, *words):
        """What bash completes the last of the words to."""
        script = ('. <("$1" completion bash) && shift && COMP_WORDS=("$@") && COMP_CWORD=$(($# - 1)) && _allocscale && '
                  'echo "${COMPREPLY[@]}"')
        done = subprocess.run(["bash", "-c", script, "bash", ALLOCSCALE, ALLOCSCALE, *words], capture_output=True,
                              text=True, timeout=100, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout.split()

    def test_bash_completes_commands_options_and_names(self):
        self.assertEqual(self.completed("desc"), ["describe"])
        self.assertEqual(self.completed("run", "quick", "--summ"), ["--summary"])
        self.assertEqual(self.completed("runs", "del"), ["delete"])
        self.assertEqual(self.completed("runs", "--color", "al"), ["always"])
        self.assertIn("quick", self.completed("run", ""))
        self.assertIn("glibc", self.completed("run", "quick", "--alloc", "gli"))
        self.assertEqual(self.completed("run", "quick", "--kernel", "conc"), ["concat"])
        self.assertTrue(call("completion", "zsh").stdout.startswith("#compdef allocscale\n"))

    def test_the_manual_has_every_option_of_every_command(self):
        page = call("manual").stdout.replace("\\-", "-")
        commands = re.findall(r"(?m)^  ([a-z]+)  ", call("--help").stdout.partition("Subcommands:")[2])
        for command in commands + ["runs note"]:
            section = page.partition(f".SS allocscale {command}\n")[2].partition(".SS ")[0]
            for option in re.findall(r"(?m)^  (--[a-z-]+)", call("help", *command.split()).stdout):
                self.assertRegex(section, rf"(?m)^\.B {option}\b", command)
        for line in page.splitlines():
            self.assertNotRegex(line, r"^'|^\.(?![A-Z]|nf|fi)", line)

    def test_the_examples_of_the_help_run(self):
        with tempfile.TemporaryDirectory() as folder:
            store = f"{folder}/s.db"
            call("run", "quick", "--kernel", "concat", "--size", "300", "--blocks", "1", "--store", store,
                 "--alloc", "glibc:retain", "--iterations", "3")
            for command, *more in (("run", "--dry-run"), ("exec",), ("report", "--store", store), ("list",),
                                   ("runs note", "--store", store), ("runs", "--store", store),
                                   ("runs check", "--store", store), ("query", "--store", store),
                                   ("explain", "--store", store), ("describe",), ("cliffs", "--dry-run"), ("help",),
                                   ("completion",), ("manual",)):
                examples = call("help", *command.split()).stdout.partition("For example:\n")[2]
                for line in examples.splitlines():
                    words = shlex.split(line)[1:]
                    words[1:1] = ["--dry-run"] if command == "exec" else []
                    done = call(*words, *more)
                    self.assertEqual(done.returncode, 0, f"{line}\n{done.stderr}")

    def test_everything_that_is_listed_is_described(self):
        runners = pathlib.Path(ALLOCSCALE).resolve().parents[1] / "libexec" / "allocscale"
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "runner-glibc").symlink_to(runners / "runner-glibc")
            listed = {kind: [line.split()[0] for line in call("list", kind).stdout.splitlines()] for kind in KINDS}
            needs_all = {*listed["allocators"], *listed["experiments"]}
            for kind, names in listed.items():
                for name in names:
                    # One runner is asked in less time than all, and knows every kernel and layout.
                    done = call("describe", name, **({} if name in needs_all else {"ALLOCSCALE_RUNNERS": folder}))
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

    def test_a_question_is_folded_as_a_whole_on_a_narrow_screen(self):
        lines = call("describe", "quick", COLUMNS="60").stdout.split("\n\n")[1].splitlines()
        self.assertGreater(len(lines), 5)
        for line, following in zip(lines, lines[1:]):
            self.assertGreater(len(line) + 1 + len(following.split()[0]), 60, line)  # nothing more would have fitted

    def test_a_flag_says_what_raises_it_and_a_name_of_two_kinds_is_both(self):
        self.assertIn("hypervisor", call("describe", "steal").stdout)
        self.assertTrue(call("describe", "twin").stdout.startswith("word twin\n  a second copy of the baseline"))
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
        done = call("describe", *row[:5])
        self.assertEqual(done.returncode, 0, done.stderr)
        size = row[3].replace(",", "")
        self.assertIn(f"kernel=concat layout={row[1]} allocator=mimalloc size={size} workers={row[4]}", done.stdout)
        self.assertIn("env -i ", done.stdout)

    def test_a_cell_under_an_arm_or_a_library_is_run_with_its_environment(self):
        path = library("libjemalloc")
        for allocator, name, knobs in (
                ("glibc:eager", "glibc:eager", ["MALLOC_TRIM_THRESHOLD_=0", "MALLOC_TOP_PAD_=0"]),
                (f"mine={path}", "mine", [f"LD_PRELOAD={path}"]),
                (f"mine:retain={path}", "mine:retain", [f"LD_PRELOAD={path}", "MALLOC_CONF=dirty_decay_ms:-1"])):
            line = call("describe", "kernel=concat", "layout=boxed", f"allocator={allocator}", "size=300", "--command")
            self.assertEqual((line.returncode, line.stderr), (0, ""))
            environment = shlex.split(line.stdout.split("/runner-glibc")[0])
            for knob in knobs:
                self.assertIn(knob, environment)
            done = subprocess.run(["/bin/sh", "-c", line.stdout], capture_output=True, text=True, timeout=60, check=False)
            hello = json.loads(done.stdout.splitlines()[0])
            self.assertEqual((hello["allocator"], hello["verdict"]), (name, "proven"))
            cell = call("describe", "kernel=concat", f"allocator={allocator}")
            self.assertEqual(cell.returncode, 0, cell.stderr)
            self.assertIn(f" allocator={name} ", cell.stdout)

    def test_a_cell_under_an_arm_that_there_is_not_says_why(self):
        self.refused(["kernel=concat", "allocator=tcmalloc:retain", "--command"], "its default keeps what is freed")
        self.refused(["kernel=concat", "allocator=glibc:retian"], "did you mean 'retain'?")
        self.refused(["kernel=concat", "allocator=glbc:retain"], "unknown allocator 'glbc:retain'")
        self.refused(["kernel=concat", "allocator=mine=/nowhere/libx.so"], "/nowhere/libx.so is not there")

    def test_an_allocator_lists_its_arms(self):
        text = call("describe", "glibc").stdout
        self.assertRegex(text, r"(?m)^  arm +glibc:retain: MALLOC_TRIM_THRESHOLD_=4294967296 MALLOC_MMAP_THRESHOLD_=\d+;"
                               r" seen to act on version [\d.]+, at 40.0 MiB$")
        self.assertRegex(call("describe", "scudo").stdout, r"(?m)^  arm +scudo:eager: .*, at 8.00 MiB in blocks of 32.0 KiB$")
        self.assertIn("arm         tcmalloc:retain: not offered: its default keeps", call("describe", "tcmalloc").stdout)

    def test_help(self):
        for word in ("describe", "doctor"):
            done = call(word, "--help")
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn("--help", done.stdout)


class Doctor(unittest.TestCase):
    def test_every_circumstance_has_state_effect_and_remedy(self):
        done = call("doctor", "--all")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for name in ("governor", "turbo", "SMT", "NUMA", "huge pages", "swap", "overcommit", "cgroup quota", "load",
                     "steal", "perf access", "ASLR", "free memory"):
            self.assertRegex(done.stdout, rf"(?m)^[! ] {name}: \S.*\n    effect: \S.*\n    to do: \S")

    def test_findings_are_those_that_disturb_and_what_to_do_next_comes_last(self):
        done = call("doctor")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertNotIn("to do: nothing", done.stdout)
        self.assertNotIn("swap: none", done.stdout)
        self.assertRegex(done.stdout, r"\A(\d+ findings? on this machine|Nothing here moves results)")
        self.assertRegex(done.stdout.splitlines()[-1], "^Next: .*allocscale run quick")
        both = call("doctor", "--all", "--alloc", "glibc")
        self.assertEqual((both.returncode, both.stdout), (2, ""))

    def test_fixed_addresses_are_noticed(self):
        setarch = ["setarch", "-R", ALLOCSCALE, "doctor", "--all"]
        done = subprocess.run(setarch, capture_output=True, text=True, timeout=60, check=False)
        if done.returncode != 0 and "setarch" in done.stderr:
            self.skipTest("personality(2) is not allowed here")
        self.assertIn("! ASLR: off for this shell", done.stdout)

    def knobs(self, allocator, **environment):
        """By name: the whole entry's text."""
        done = subprocess.run([ALLOCSCALE, "doctor", "--alloc", allocator], capture_output=True, text=True, timeout=240,
                              check=False,  # nothing of whoever runs this test, and no wait for others who measure
                              env={"ALLOCSCALE_MACHINE_LOCK": "/dev/null", **environment})
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        entries = re.split(r"(?m)^(?=[! ] \w+: )", done.stdout)
        return {entry.split(":")[0][2:]: entry for entry in entries[1:]}

    def test_every_known_knob_is_set_or_not_and_tried_or_not(self):
        for allocator in (line.split()[0] for line in call("list", "allocators").stdout.splitlines()):
            if ":" in allocator:
                continue
            for name, entry in self.knobs(allocator).items():
                with self.subTest(allocator=allocator, knob=name):
                    self.assertRegex(entry, rf"^  {name}: not set\n")
                    self.assertRegex(entry, r"(?m)^    (with '.*': (obeyed|no effect seen): at |not tried: )")
                    self.assertRegex(entry, r"(?m)^    to do: nothing$")

    def test_a_knob_that_is_set_is_judged_by_its_effect(self):
        glibc = self.knobs("glibc", MALLOC_TRIM_THRESHOLD_="4294967296", MALLOC_TOP_PAD_="67108864", MALLOC_TRIM="1")
        self.assertRegex(glibc["MALLOC_TRIM_THRESHOLD_"], r"^! .*: set to '4294967296'\n    with '4294967296': obeyed: at 8.00"
                         r" MiB, a warm round of 2,048 pages takes [\d,]+ faults, 0 without\n")  # it makes things worse
        self.assertRegex(glibc["MALLOC_TOP_PAD_"], r"(?m)^    with '67108864': obeyed: at 40.0 MiB")
        self.assertRegex(glibc["MALLOC_TRIM"], r"^! MALLOC_TRIM: set to '1'\n    not known: ")
        self.assertRegex(glibc["MALLOC_MMAP_THRESHOLD_"], "^  MALLOC_MMAP_THRESHOLD_: not set\n")

    def test_a_knob_that_this_version_ignores_or_that_is_written_wrongly_is_said_to_do_nothing(self):
        entries = self.knobs("mimalloc", MIMALLOC_PURGE_DELAY="0", MIMALLOC_RESERVE_OS_MEMORY="4")
        if call("describe", "mimalloc").stdout.find(" 2.0.9\n") < 0:
            self.skipTest("written for mimalloc 2.0.9")
        self.assertIn("with '0': no effect seen", entries["MIMALLOC_PURGE_DELAY"])
        self.assertIn("to do: unset it: this version is not seen to obey it", entries["MIMALLOC_PURGE_DELAY"])
        self.assertIn("with '4': no effect seen", entries["MIMALLOC_RESERVE_OS_MEMORY"])
        self.assertIn("MIMALLOC_RESERVE_OS_MEMORY=4GiB acts", entries["MIMALLOC_RESERVE_OS_MEMORY"])

    def test_a_library_of_a_known_family_is_asked_as_its_family(self):
        entries = self.knobs(f"mine={library('libjemalloc')}", MALLOC_CONF="dirty_decay_ms:-1")
        self.assertRegex(entries["MALLOC_CONF"], r"^! MALLOC_CONF: set to 'dirty_decay_ms:-1'\n"
                         r"(    with 'dirty_decay_ms:-1': no effect .*\n)*    with 'dirty_decay_ms:-1': obeyed: ")

    def test_what_is_no_allocator_has_no_knobs(self):
        for name, part in (("mimaloc", "did you mean 'mimalloc'?"), ("glibc:retain", "is an arm"),
                           ("mine=/nowhere/libx.so", "/nowhere/libx.so is not there")):
            done = call("doctor", "--alloc", name)
            self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
            self.assertIn(part, done.stderr)



if __name__ == "__main__":
    ALLOCSCALE = os.path.abspath(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
