#!/usr/bin/python3
"""The real binary, the real allocators, the real database: what a user types and what comes back.

usage: frontdoor_test.py ALLOCSCALE MISBEHAVING_RUNNER [unittest arguments]    (from CTest)
"""

import csv
import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "attack"))
from short_why import short_why  # noqa: E402  (its folder is known only now)

EXPERIMENTS = pathlib.Path(__file__).resolve().parents[2] / "experiments"
ALLOCSCALE = None
MISBEHAVING = None


class FrontDoor(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.here = pathlib.Path(self.folder.name)
        self.store = self.here / "results" / "store.db"

    def call(self, *words, **environment):
        return subprocess.run([ALLOCSCALE, *words], cwd=self.here, capture_output=True, text=True, timeout=240,
                              check=False, env={**os.environ, **environment})

    def run_experiment(self, *words, **environment):
        return self.call("run", *words, "--store", str(self.store), **environment)

    def built(self):
        """The allocators that this build has a runner for, without their arms."""
        lines = self.call("list", "allocators").stdout.splitlines()
        return [name for name, told in (line.split(None, 1) for line in lines)
                if ":" not in name and not told.startswith("not available")]

    def query(self, text):
        with sqlite3.connect(self.store) as database:
            return database.execute(text).fetchall()

    def refused(self, words, *parts):
        """Exit status 2, one line on standard error that holds the parts, and nothing run."""
        done = self.call(*words)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        for part in parts:
            self.assertIn(part, done.stderr)
        self.assertFalse((self.here / "results").exists())

    tiny = ("quick", "--kernel", "concat", "--layout", "boxed", "--alloc", "mimalloc", "--size", "300",
            "--iterations", "3", "--workers", "1,2")


class Runs(FrontDoor):
    def test_row_counts_are_exact(self):
        done = self.run_experiment(*self.tiny, "--blocks", "2")
        self.assertEqual(done.returncode, 0, done.stderr)
        # A block: glibc, its twin and mimalloc, each with 1 and with 2 workers.
        self.assertEqual(self.query("SELECT count(*), min(outcome), max(outcome) FROM trial"),
                         [(12, "complete", "complete")])
        self.assertEqual(self.query("SELECT count(*) FROM worker"), [(2 * 3 * (1 + 2),)])
        self.assertEqual(self.query("SELECT count(*) FROM sample"), [(2 * 3 * (1 + 2) * 3 * 3,)])
        self.assertEqual(self.query("SELECT count(DISTINCT checksum) FROM worker"), [(1,)])
        self.assertEqual(self.query("SELECT count(*) FROM sample WHERE wall_ns IS NULL OR minor_faults IS NULL"), [(0,)])

    def test_events_by_code_are_counted_or_their_absence_is_said_once(self):
        done = self.run_experiment(*self.tiny, "--blocks", "1", "--event", "loads=r1d0,r3c")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.query("SELECT ordinal, name, code FROM run_event"), [(0, "loads", 0x1D0), (1, "r3c", 0x3C)])
        for metric, text in (("raw_event_1", "loads (r1d0)"), ("raw_event_2", "r3c (r3c)")):
            self.assertEqual(done.stderr.count(text), 1, done.stderr)
            counted = f"{text} is in the store as {metric}" in done.stderr
            self.assertEqual(self.query(f"SELECT count(*) > 0 FROM sample WHERE {metric} IS NOT NULL"), [(int(counted),)])
        self.assertEqual(self.query("SELECT count(*) FROM sample WHERE raw_event_3 IS NOT NULL"), [(0,)])
        again = self.run_experiment(*self.tiny, "--blocks", "1")
        self.assertNotIn("continuing run", again.stderr)  # without them it is another run

    def test_events_by_name_are_those_of_the_kernel(self):
        done = self.run_experiment(*self.tiny, "--blocks", "1", "--event", "page-faults,minor=MINOR-FAULTS")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.query("SELECT name, type, code, config1 FROM run_event"),  # linux/perf_event.h
                         [("page-faults", 1, 2, 0), ("minor", 1, 5, 0)])
        # The group counts page faults for itself too, where the kernel lets it.
        self.assertEqual(self.query("SELECT count(*) FROM sample WHERE raw_event_1 IS NOT perf_page_faults"), [(0,)])
        self.assertEqual(self.query("SELECT count(*) FROM sample WHERE raw_event_2 > raw_event_1"), [(0,)])

    def test_version_says_what_was_built_of_what(self):
        lines = dict(line.split(maxsplit=1) for line in self.call("--version").stdout.splitlines())
        self.assertRegex(lines["allocscale"], r"^\d+\.\d+\.\d+$")
        self.assertRegex(lines["commit"], r"^[0-9a-f]{12}(\+changes)?$|^not known: built outside of a git clone$")
        self.assertRegex(lines["compiler"], r"^\S+ \d+\.\d+")
        self.assertIn("glibc ", lines["allocators"])
        no_runner = self.call("--version", ALLOCSCALE_RUNNERS="/nowhere").stdout
        self.assertIn("allocators  cannot look for runners in /nowhere", no_runner)

    def test_events_are_listed_and_a_wrong_one_is_met_with_a_near_one(self):
        listed = self.call("list", "events", "page-FAULT").stdout
        self.assertIn("PAGE-FAULTS", listed)
        self.assertNotIn("LLC-LOADS", listed)
        self.refused(["run", "quick", "--event", "LLC-LOAD-MISES"], "'LLC-LOAD-MISES'", "did you mean 'LLC-LOAD-MISSES'?")

    def test_second_call_runs_nothing_and_prints_the_same(self):
        first = self.run_experiment(*self.tiny, "--blocks", "2")
        before = self.query("SELECT count(*), max(id) FROM trial")
        second = self.run_experiment(*self.tiny, "--blocks", "2")
        self.assertEqual((second.returncode, second.stdout), (0, first.stdout))
        self.assertEqual(self.query("SELECT count(*), max(id) FROM trial"), before)
        self.assertIn("continuing run 1", second.stderr)

    def test_more_blocks_are_added_and_fresh_starts_over(self):
        self.run_experiment(*self.tiny, "--blocks", "1")
        self.run_experiment(*self.tiny, "--blocks", "3")
        self.assertEqual(self.query("SELECT count(*) FROM trial"), [(18,)])
        self.run_experiment(*self.tiny, "--blocks", "1", "--fresh")
        self.assertEqual(self.query("SELECT count(*) FROM trial"), [(24,)])
        self.assertEqual(self.query("SELECT count(*) FROM run"), [(2,)])

    def test_every_allocator_proves_itself_whatever_is_inherited(self):
        preload = next(p for p in pathlib.Path("/usr/lib").rglob("libmimalloc.so*") if not p.is_dir())
        allocators = self.built()
        self.assertIn("mimalloc", allocators)
        done = self.run_experiment("quick", "--kernel", "concat", "--layout", "boxed", "--alloc",
                                   ",".join(allocators), "--size", "300", "--blocks", "1", "--workers", "1,2",
                                   LD_PRELOAD=str(preload), MALLOC_CONF="dirty_decay_ms:0", MALLOC_ARENA_MAX="1")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.query("SELECT count(*) FROM trial WHERE outcome <> 'complete'"), [(0,)])
        self.assertEqual(self.query("SELECT name FROM allocator_build ORDER BY name"),
                         [(name,) for name in sorted(allocators)])

    def test_glibc_faults_many_times_more_in_concat(self):
        done = self.run_experiment("quick", "--kernel", "concat", "--size", "20000", "--alloc", "glibc,mimalloc",
                                   "--blocks", "1", "--iterations", "2", "--workers", "1")
        self.assertEqual(done.returncode, 0, done.stderr)
        faults = {(layout, allocator): count for layout, allocator, count in self.query(
            "SELECT layout, allocator, max(faults) FROM (SELECT trial AS of, sum(minor_faults) AS faults FROM sample"
            " WHERE iteration = 0 GROUP BY trial) JOIN trial ON trial.id = of"
            " JOIN run_cell ON run_cell.run = trial.run AND run_cell.ordinal = trial.cell"
            " JOIN cell ON cell.id = run_cell.cell GROUP BY layout, allocator")}
        for layout in ("boxed", "contiguous"):
            # mimalloc gives memory back by the clock: on a busy machine it faults more
                self.assertGreater(faults[layout, "glibc"], 10 * faults[layout, "mimalloc"], faults)

    def test_tables_are_written_as_markdown_and_csv(self):
        self.run_experiment(*self.tiny, "--blocks", "2")
        markdown = (self.store.parent / "store-quick-run1.md").read_text()
        self.assertIn("| layout", markdown)
        with open(self.store.parent / "store-quick-run1.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len({(r["layout"], r["allocator"]) for r in rows}), 2)

    def test_two_stores_in_one_folder_keep_their_own_tables(self):
        for name in ("one.db", "two.db", "allocscale.db"):
            self.call("run", *self.tiny, "--blocks", "1", "--store", f"results/{name}")
        self.assertEqual(sorted(path.name for path in (self.here / "results").glob("*.md")),
                         ["one-quick-run1.md", "quick-run1.md", "two-quick-run1.md"])

    def test_a_control_is_compared_with_its_own_baseline(self):
        done = self.run_experiment("quick", "--kernel", "compute", "--size", "100", "--alloc", "mimalloc",
                                   "--iterations", "3", "--workers", "1", "--blocks", "2", "--wide")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("alone, against glibc, same layout", done.stdout)
        sentences = " ".join(done.stdout.split())
        for part in ("Alone, mimalloc takes", "the twin, a second copy of glibc,", "no verdict yet: 2 blocks"):
            self.assertIn(part, sentences)

    def test_few_blocks_give_no_verdict(self):
        done = self.run_experiment(*self.tiny, "--blocks", "6")
        self.assertIn("in every row: few-blocks: fewer than 20 blocks", done.stdout)
        self.assertIn("ANSWER   not yet: 6 of the 20 blocks", done.stdout)
        self.assertIn("no verdict: 6 blocks", self.call("report", "--wide", "--store", str(self.store)).stdout)

    def test_report_prints_what_is_stored(self):
        ran = self.run_experiment(*self.tiny, "--blocks", "1")
        again = self.call("report", "--store", str(self.store))
        self.assertEqual((again.returncode, again.stdout), (0, ran.stdout))
        self.assertNotIn("teardown, elapsed", again.stdout)
        wide = self.call("report", "--wide", "--store", str(self.store))
        self.assertEqual(wide.returncode, 0, wide.stderr)
        self.assertIn("teardown, elapsed", wide.stdout)

    def test_too_much_memory_is_skipped_with_both_figures(self):
        done = self.run_experiment("quick", "--kernel", "copy", "--layout", "boxed", "--alloc", "glibc", "--size",
                                   "1000000000", "--blocks", "1", "--workers", "1")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.query("SELECT DISTINCT outcome FROM trial"), [("skipped: memory",)])
        (message,), = self.query("SELECT DISTINCT message FROM trial")
        self.assertRegex(message, r"[\d.]+ GiB.*[\d.]+ [GM]iB")
        self.assertIn("skipped: memory", done.stdout)
        self.assertIn("skipped-trials", done.stdout)
        self.assertNotIn("failed-trials", done.stdout)

    def test_dry_run_runs_nothing(self):
        done = self.run_experiment("quick", "--dry-run")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("trials", done.stdout)
        self.assertFalse(self.store.exists())


class Explains(FrontDoor):
    def explain(self, *words):
        return self.call("explain", *words, "--store", str(self.store))

    def test_what_is_not_there_is_met_with_what_is(self):
        self.run_experiment("quick", "--kernel", "concat", "--layout", "boxed,immortal", "--alloc", "glibc",
                            "--size", "300", "--iterations", "2", "--workers", "1,2", "--blocks", "2")
        for words, parts in ((("explain", "nope"), ("'nope'", "concat")),
                             (("explain", "--experiment", "nope"), ("no run of 'nope'", "quick")),
                             (("report", "nope"), ("no run of 'nope'", "quick")),
                             (("report", "-o", "/proc/x"), ("--output", "/proc/x"))):
            done = self.call(*words, "--store", str(self.store))
            self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
            self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
            for part in parts:
                self.assertIn(part, done.stderr)

    def test_what_an_arm_takes_away(self):
        self.run_experiment("quick", "--kernel", "concat,compute", "--layout", "boxed,immortal", "--alloc",
                            "glibc,glibc:retain", "--size", "300", "--iterations", "6", "--workers", "1,2",
                            "--blocks", "3")
        done = self.explain("concat")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("boxed concat of 300 with glibc: 2 workers against one", done.stdout)
        self.assertIn("no verdict", done.stdout)
        found = json.loads(self.explain("--format", "json").stdout)
        self.assertEqual([one["kernel"] for one in found], ["concat"])
        self.assertEqual([component["suspects"] for component in found[0]["removal"]["components"]],
                         [["page-fault path"], ["reference-count writes"]])
        self.assertEqual(found[0]["removal"]["blocks"], 3)
        self.assertEqual(found[0]["machine"]["kernel"], "compute")
        wrong = self.explain("conkat")
        self.assertEqual(wrong.returncode, 2)
        self.assertIn("did you mean 'concat'?", wrong.stderr)

    def test_times_that_are_not_shown_to_settle_are_not_explained(self):
        self.run_experiment("quick", "--kernel", "concat", "--layout", "boxed,immortal", "--alloc", "glibc", "--size",
                            "300", "--iterations", "2", "--workers", "1,2", "--blocks", "1")
        done = self.explain("concat")
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"concat of 300 \((boxed|immortal) glibc\) has no settled times")

    def test_the_newest_run_in_which_a_suspect_was_taken_away_is_explained(self):
        # Cold times, since whether three warm ones repeat themselves is for a quiet machine to say.
        (self.here / "lists.toml").write_text(
            'question = "Which run is explained?"\n[factors]\nkernels = ["concat", "copy"]\nlayouts = ["boxed", "immortal"]\n'
            'allocators = ["glibc"]\nsizes = [300]\nworkers = [1, 2]\n[baseline]\nlayout = "boxed"\nallocator = "glibc"\n'
            '[measure]\nestimand = "cold"\niterations = 3\n')

        def run(kernel, *words):
            done = self.run_experiment("lists.toml", "--kernel", kernel, "--blocks", "1", *words)
            self.assertEqual(done.returncode, 0, done.stderr)

        def explained(*words):
            done = self.explain("--format", "json", *words)
            self.assertEqual(done.returncode, 0, done.stderr)
            return {one["kernel"] for one in json.loads(done.stdout)}, done.stderr

        run("concat", "--layout", "boxed,immortal")
        run("copy", "--layout", "boxed,immortal")
        self.assertEqual(explained(), ({"copy"}, ""))
        self.assertEqual(explained("copy"), ({"copy"}, ""))
        kernels, said = explained("concat")
        self.assertEqual((kernels, len(said.splitlines())), ({"concat"}, 1))
        self.assertIn("explaining run 1 of lists", said)
        self.assertIn("of 'concat'; run 2 is newer", said)
        run("copy", "--layout", "boxed")
        kernels, said = explained()
        self.assertEqual(kernels, {"copy"})
        self.assertIn("explaining run 2 of lists", said)
        self.assertIn("run 3 is newer", said)
        self.assertEqual(explained("copy", "--experiment", "lists"), ({"copy"}, said.replace("away;", "away of 'copy';")))
        # Planned and not yet measured is not taken away.
        with sqlite3.connect(self.store) as database:
            database.execute("UPDATE trial SET outcome = 'failed' WHERE run = 2 AND cell IN (SELECT ordinal FROM run_cell"
                             " JOIN cell ON cell.id = run_cell.cell WHERE run = 2 AND layout = 'immortal')")
        self.assertEqual(explained()[0], {"concat"})
        done = self.explain("copy")
        self.assertEqual((done.returncode, done.stdout, len(done.stderr.splitlines())), (2, "", 1), done.stderr)
        for part in ("taken away of 'copy'", "`allocscale run why --kernel copy`", "--experiment"):
            self.assertIn(part, done.stderr)

    def test_why_takes_every_suspect_away(self):
        done = self.run_experiment(short_why(self.here), "--kernel", "concat", "--alloc", "mimalloc", "--workers", "1,2",
                                   "--blocks", "2")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.query("SELECT DISTINCT outcome FROM trial"), [("complete",)])
        explained = self.call("explain", "concat", "--format", "json", "--store", str(self.store))
        self.assertEqual(explained.returncode, 0, explained.stderr)
        # boxed and contiguous, with the baseline's allocator and the one that was asked for.
        found = {(one["layout"], one["allocator"]): one for one in json.loads(explained.stdout)}
        self.assertEqual(set(found), {(layout, allocator) for layout in ("boxed", "contiguous")
                                      for allocator in ("glibc", "mimalloc")})
        for layout in ("boxed", "contiguous"):
            self.assertEqual({one["siblings"] for one in found[layout, "mimalloc"]["siblings"]},
                             {"compute", "page faults", "cache-resident copy", "memory streaming", "the kernel itself"})
        boxed = found["boxed", "mimalloc"]
        self.assertEqual({one["probe"] for one in boxed["roofs"]}, {"fault", "stream", "triad", "chase"})
        self.assertIsNotNone(boxed["machine"])
        screen = self.call("explain", "concat", "--store", str(self.store)).stdout
        for suspect in ("page-fault path", "allocator work", "reference-count writes", "pointer indirection", "none of these"):
            self.assertIn(suspect, screen)

    def test_a_run_in_which_nothing_was_taken_away_says_what_to_do(self):
        self.run_experiment(*self.tiny, "--blocks", "1")
        done = self.explain()
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        for part in ("--alloc glibc:retain", "allocscale run why --kernel", "--experiment"):
            self.assertIn(part, done.stderr)


class Misbehaviour(FrontDoor):
    """A runner that crashes, hangs, … beside one that works: the experiment goes on, and says what happened."""

    def run_with(self, kernel, deadline="20s"):
        runners = self.here / "runners"
        runners.mkdir()
        (runners / "runner-misbehaving").symlink_to(MISBEHAVING)
        spec = self.here / "bad.toml"
        spec.write_text(f'question = "?"\n[factors]\nkernels = ["ok", "{kernel}"]\nlayouts = ["every"]\n'
                        'allocators = ["misbehaving"]\nsizes = 10\nworkers = [1, 2]\n'
                        '[baseline]\nlayout = "every"\nallocator = "misbehaving"\n'
                        f'[measure]\nblocks = 1\niterations = 2\ndeadline = "{deadline}"\n')
        done = self.run_experiment(str(spec), ALLOCSCALE_RUNNERS=str(runners))
        self.assertEqual(done.returncode, 1, done.stderr)
        rows = self.query("SELECT kernel, outcome, message FROM trial JOIN run_cell ON run_cell.run = trial.run AND"
                          " run_cell.ordinal = trial.cell JOIN cell ON cell.id = run_cell.cell")
        self.assertEqual(len(rows), 8)
        self.assertEqual({outcome for k, outcome, _ in rows if k == "ok"}, {"complete"})
        return done, {(outcome, message) for k, outcome, message in rows if k == kernel}

    def test_crash(self):
        done, seen = self.run_with("crash")
        self.assertEqual({outcome for outcome, _ in seen}, {"failed"})
        self.assertTrue(all("signal 11" in message for _, message in seen), seen)
        self.assertIn("failed", done.stdout)

    def test_hang(self):
        _, seen = self.run_with("hang-running", deadline="0.5s")
        self.assertEqual({outcome for outcome, _ in seen}, {"timed out"})

    def test_wrong_answer(self):
        done, seen = self.run_with("wrong-answer")
        self.assertEqual({outcome for outcome, _ in seen}, {"wrong answer"})
        self.assertIn("wrong answer", done.stdout)

    def test_wrong_allocator_is_never_a_number(self):
        done, seen = self.run_with("wrong-allocator")
        self.assertEqual({outcome for outcome, _ in seen}, {"wrong allocator"})
        self.assertIn("wrong allocator", done.stdout)
        self.assertEqual(self.query("SELECT count(*) FROM sample JOIN trial ON trial.id = sample.trial"
                                    " WHERE outcome <> 'complete'"), [(0,)])

    def test_garbage(self):
        _, seen = self.run_with("garbage")
        self.assertEqual({outcome for outcome, _ in seen}, {"failed"})

    def test_out_of_memory(self):
        _, seen = self.run_with("oom")
        self.assertEqual({outcome for outcome, _ in seen}, {"out of memory"})


class WrongRequests(FrontDoor):
    def test_names(self):
        self.refused(["run", "quikc"], "quikc", "did you mean 'quick'?")
        self.refused(["run", "quick", "--kernel", "concta"], "--kernel", "did you mean 'concat'?")
        self.refused(["run", "quick", "--layout", "boxd"], "--layout", "did you mean 'boxed'?")
        self.refused(["run", "quick", "--alloc", "mimaloc"], "--alloc", "did you mean 'mimalloc'?")
        self.refused(["run", "quick", "--baseline", "boxed/mimaloc"], "--baseline", "did you mean 'mimalloc'?")
        self.refused(["run", "quick", "--baseline", "boxd/glibc"], "--baseline", "did you mean 'boxed'?")
        self.refused(["run", "quick", "--baseline", "glibc"], "--baseline", "a layout and an allocator")
        self.refused(["list", "kernel"], "did you mean 'kernels'?")

    def test_the_name_of_a_command_is_no_experiment_and_the_call_to_type_is_said(self):
        moved = "run: 'cliffs' is a command, not an experiment; type: allocscale cliffs"
        for words, call in (
                (["cliffs"], ""),
                (["cliffs", "--alloc", "glibc,mimalloc"], " --alloc glibc,mimalloc"),
                (["cliffs", "--kernel", "concat", "--blocks", "3", "--start", "fork"], ""),
                (["--largest-mib=8", "cliffs", "--dry-run"], " --dry-run --largest-mib=8"),
                (["cliffs", "--alloc", "mine=/a b.so", "--largest-mib", "8", "--store", "results/s.db", "--fresh"],
                 " --alloc 'mine=/a b.so' --store results/s.db --fresh --largest-mib 8")):
            self.refused(["run", *words], moved + call + "\n")
        self.refused(["run", "doctor"], "'doctor' is a command", "type: allocscale doctor\n")
        self.refused(["run", "clifs", "--alloc", "glibc"], "unknown experiment 'clifs'",
                     "did you mean the command: allocscale cliffs --alloc glibc\n")
        self.refused(["run", "cliffs.toml"], "no spec file 'cliffs.toml'")

    def test_an_experiment_may_have_the_name_of_a_command(self):
        quick = pathlib.Path(ALLOCSCALE).parents[1] / "share/allocscale/experiments/quick.toml"
        (self.here / "cliffs.toml").write_text(quick.read_text())
        done = self.call("run", "cliffs", "--dry-run", ALLOCSCALE_EXPERIMENTS=str(self.here))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("trials", done.stdout)

    def test_the_command_line_is_met_in_plain_words(self):
        for words, parts in (
                ([], ("give a command: run, exec, report", "allocscale run quick")),
                (["rum"], ("no command 'rum'", "did you mean 'run'?")),
                (["--nope"], ("no option --nope",)),
                (["run", "--kernle", "concat"], ("run: there is no option --kernle", "did you mean '--kernel'?")),
                (["run", "quick", "concat"], ("run: 'concat' is one word too many",)),
                (["exec", "--no-such", "3", "--", "true"], ("exec: there is no option --no-such",)),
                (["list"], ("list: say what: kernels, layouts",)),
                (["describe"], ("describe: say what: ",)),
                (["run", "--blocks"], ("--blocks: a value must follow",)),
                (["run", "--blocks", "many"], ("--blocks: 'many' is no number",)),
                (["run", "--seed=-3"], ("--seed", "-3")),
                (["selftest", "--quick", "--seed=-3"], ("--seed", "-3")),
                (["run", "--fresh=maybe"], ("--fresh takes no value",)),
                (["clifs"], ("no command 'clifs'", "did you mean 'cliffs'?")),
                (["cliffs", "--alloc", "mimaloc"], ("--alloc: unknown allocator 'mimaloc'", "did you mean 'mimalloc'?")),
                (["cliffs", "--kernel", "concat"], ("cliffs: there is no option --kernel; valid: ", "--largest-mib")),
                (["cliffs", "--larges-mib", "8"], ("did you mean '--largest-mib'?",)),
                (["cliffs", "--largest-mib", "0"], ("--largest-mib", "1 to 1048576")),
                (["cliffs", "glibc"], ("cliffs: 'glibc' is one word too many",))):
            self.refused(words, *parts)

    def test_values(self):
        self.refused(["run", "quick", "--size", "0"], "--size")
        self.refused(["run", "quick", "--workers", "-1"], "--workers")
        self.refused(["run", "quick", "--budget", "soon"], "--budget")
        self.refused(["run", "quick", "--budget", "2"], "--budget: '2' needs its unit: 2s, 2m or 2h")
        self.refused(["run", "quick", "--size", "1.5"], "--size: '1.5' is no number of elements", "80_000 or 2M")
        self.refused(["run", "quick", "--blocks", "many"], "--blocks")
        self.refused(["run", "quick", "--no-such-option"], "--no-such-option")
        self.refused(["run", "quick", "--event", "loads=1d0"], "--event", "no perf event '1d0'", "rNNNN")
        self.refused(["run", "quick", "--event", "wall_ns=r1"], "--event", "'wall_ns' is the name of a metric")

    def test_what_would_take_days_is_refused_before_its_first_trial(self):
        words = ("run", "quick", "--kernel", "concat", "--alloc", "glibc", "--blocks", "100000", "--store", "d.db")
        end = self.call(*words)
        self.assertEqual(end.returncode, 2, end.stderr)
        self.assertRegex(end.stderr.splitlines()[-1], r"this would take \d+ h .*--budget 2h.*--yes")
        with sqlite3.connect(self.here / "d.db") as store:
            self.assertEqual(store.execute("SELECT count(*) FROM run").fetchall(), [(0,)])

    def test_the_words_of_other_tools_lead_to_ours(self):
        for theirs, ours in (("--threads", "--workers"), ("--runs", "--blocks"), ("--warmup", "--iterations"),
                             ("--allocator", "--alloc")):
            self.refused(["run", "quick", theirs, "3"], f"run: there is no option {theirs}: ", ours)

    def test_spec_errors_name_the_place(self):
        spec = self.here / "mine.toml"
        spec.write_text('question = "?"\n[factors]\nkernls = ["concat"]\n')
        self.refused(["run", str(spec)], "mine.toml:3:1:", "kernls", "did you mean 'kernels'?")
        spec.write_text('question = "?"\n[factors]\nkernels = ["concta"]\nlayouts = ["boxed"]\n'
                        'allocators = ["glibc"]\nsizes = "small"\nworkers = [1]\n'
                        '[baseline]\nlayout = "boxed"\nallocator = "glibc"\n')
        self.refused(["run", str(spec)], "mine.toml:3:12:", "did you mean 'concat'?")

    def test_missing_spec_and_missing_store(self):
        self.refused(["run", "./missing.toml"], "missing.toml")
        self.refused(["report", "--store", "missing.db"], "missing.db")

    def test_a_file_that_is_no_store(self):
        other = self.here / "notes.db"
        other.write_text("not a database, but long enough to be looked at " * 50)
        self.refused(["run", "quick", "--store", str(other)], "notes.db")

    def test_a_store_of_a_newer_version(self):
        done = self.run_experiment(*self.tiny, "--blocks", "1")
        self.assertEqual(done.returncode, 0)
        with sqlite3.connect(self.store) as database:
            database.execute("PRAGMA user_version = 999")
        done = self.run_experiment(*self.tiny, "--blocks", "1")
        self.assertEqual((done.returncode, len(done.stderr.splitlines())), (2, 1), done.stderr)

    def test_help_on_everything(self):
        for words in ([], ["run"], ["report"], ["list"], ["cliffs"]):
            done = self.call(*words, "--help")
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn("--help", done.stdout)


class Endings(FrontDoor):
    def begin(self, *words):
        return subprocess.Popen([ALLOCSCALE, "run", *words, "--store", str(self.store)], cwd=self.here, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def wait_for_trials(self, count):
        """Until the store holds some trials; bounded by the test's time limit, not by luck."""
        while True:
            try:
                if self.query("SELECT count(*) FROM trial")[0][0] >= count:
                    return
            except sqlite3.OperationalError:
                pass  # not made yet

    def test_ctrl_c_keeps_everything_and_prints_the_tables(self):
        process = self.begin(*self.tiny, "--blocks", "2000")
        self.wait_for_trials(5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, err)
        self.assertIn("concat of 300", out)
        self.assertIn("interrupted", err)
        self.assertEqual(self.query("PRAGMA integrity_check"), [("ok",)])

    def test_full_standard_output_is_said(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run([ALLOCSCALE, "run", *self.tiny, "--blocks", "1", "--store", str(self.store)],
                                  stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
            listed = subprocess.run([ALLOCSCALE, "list", "metrics"], stdout=full, stderr=subprocess.PIPE, text=True,
                                    check=False, timeout=60)
        for ended in (done, listed):
            self.assertEqual(ended.returncode, 1)
            self.assertIn("standard output", ended.stderr)

    def test_two_harnesses_on_one_store(self):
        words = (*self.tiny, "--blocks", "4", "--seed", "7")
        both = [self.begin(*words) for _ in range(2)]
        ends = [process.communicate(timeout=120) for process in both]
        self.assertEqual([process.returncode for process in both], [0, 0], ends)
        self.assertEqual(self.query("SELECT count(*) FROM trial"), [(24,)])
        self.assertEqual(self.query("PRAGMA integrity_check"), [("ok",)])


if __name__ == "__main__":
    ALLOCSCALE, MISBEHAVING = map(os.path.abspath, sys.argv[1:3])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
