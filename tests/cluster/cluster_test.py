#!/usr/bin/python3
"""Jobs of a cluster, with a recorded Slurm in PATH: the script, what is asked of Slurm, and tables of what is there."""

import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "attack"))
import fake_slurm  # noqa: E402
import front_door  # noqa: E402  (its folder is known only now)

THREE = ("--kernel", "concat,copy,dict", "--alloc", "mimalloc", "--layout", "boxed", "--size", "300", "--workers", "1,2",
         "--iterations", "2", "--blocks", "2")


class Cluster(front_door.Attack):
    def setUp(self):
        super().setUp()
        self.slurm = self.here / "fake slurm"
        self.slurm.mkdir()
        for name in ("sbatch", "squeue", "scancel"):
            (self.slurm / name).symlink_to(fake_slurm.__file__)
        self.folder = self.here / "results" / "cluster" / "quick"
        self.environment = {**os.environ, "PATH": f"{self.slurm}:/usr/bin:/bin", "FAKE_SLURM": str(self.slurm)}

    def cluster(self, *words, **environment):
        return self.call("cluster", *words, env={**self.environment, **environment})

    def calls(self):
        path = self.slurm / "calls"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def submit(self, *words):
        done = self.cluster("submit", "quick", *THREE, "--nodes", "3", *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def run_task(self, task, script=None, **environment):
        """The script as Slurm would run a task of it."""
        return subprocess.run(["/bin/sh", str(script or self.folder / "job.sh")], cwd=self.here, capture_output=True, text=True,
                              timeout=200, check=False,
                              env={**self.environment, "SLURM_ARRAY_JOB_ID": "101", "SLURM_ARRAY_TASK_ID": str(task),
                                   "SLURMD_NODENAME": f"n{task}", "ALLOCSCALE_LOCAL": str(self.here / "local disk"), **environment})


class Submit(Cluster):
    def test_one_array_a_node_to_a_task_and_a_job_that_merges(self):
        done = self.submit("--time", "2h", "--partition", "big", "--constraint", "a&b", "--", "--account=team", "--qos=low")
        self.assertEqual(self.calls(), [["sbatch", "--parsable", str(self.folder / "job.sh")],
                                        ["sbatch", "--parsable", "--dependency=afterany:101", "--array=0", str(self.folder / "job.sh")]])
        self.assertIn("job 101: 3 shards of quick", done.stdout)
        lines = (self.folder / "job.sh").read_text().splitlines()
        for line in ("#SBATCH --array=1-3", "#SBATCH --nodes=1", "#SBATCH --exclusive", "#SBATCH --requeue",
                     "#SBATCH --signal=B:TERM@120", "#SBATCH --time=2:00:00", '#SBATCH --partition="big"', '#SBATCH --constraint="a&b"',
                     '#SBATCH --account="team"', '#SBATCH --qos="low"'):
            self.assertIn(line, lines)

    def test_dry_run_prints_the_script_and_asks_nothing(self):
        done = self.cluster("submit", "quick", *THREE, "--nodes", "3", "--dry-run")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertTrue(done.stdout.startswith("#!/bin/sh\n"))
        self.assertEqual(self.calls(), [])
        self.assertFalse(self.folder.exists())
        checked = subprocess.run(["/bin/sh", "-n"], input=done.stdout, text=True, capture_output=True, check=False)
        self.assertEqual((checked.returncode, checked.stderr), (0, ""))

    def test_the_dry_run_needs_no_slurm_and_without_it_shards_are_named(self):
        none = {"PATH": "/nonexistent"}
        self.assertEqual(self.cluster("submit", "quick", "--dry-run", **none).returncode, 0)
        done = self.cluster("submit", "quick", "--nodes", "3", **none)
        self.assertEqual(done.returncode, 2)
        self.assert_one_line(done.stderr, "no Slurm", "--shard 1/3")
        self.assertFalse(self.folder.exists())

    def test_tasks_run_the_shards_and_task_0_makes_the_tables(self):
        self.submit()
        for task in (1, 2, 3):
            done = self.run_task(task)
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()),
                         [*(f".shard-{task}.db.lock" for task in (1, 2, 3)), "job.sh", "shard-1.db", "shard-2.db", "shard-3.db", "submitted"])
        self.assertEqual(list((self.here / "local disk").iterdir()), [])  # each store is gone: its copy is whole
        done = self.run_task(0)
        self.assertEqual(done.returncode, 0, done.stderr)
        tables = (self.folder / "tables.txt").read_text()
        for kernel in ("concat", "copy", "dict"):
            self.assertIn(kernel, tables)
        self.assertEqual(self.query("SELECT shard, node, (SELECT count(*) FROM trial WHERE run = run.id) FROM run", self.folder / "all.db"),
                         [(1, "n1", 12), (2, "n2", 12), (3, "n3", 12)])

    def test_a_task_that_is_asked_to_end_ends_whole(self):
        self.cluster("submit", "quick", *THREE[:-1], "3000", "--nodes", "1")
        task = subprocess.Popen(["/bin/sh", str(self.folder / "job.sh")], cwd=self.here, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                text=True, preexec_fn=front_door.with_default_signals,
                                env={**self.environment, "SLURM_ARRAY_JOB_ID": "101", "SLURM_ARRAY_TASK_ID": "1",
                                     "SLURMD_NODENAME": "n1", "ALLOCSCALE_LOCAL": str(self.here / "local disk")})
        self.addCleanup(self._end, task)
        copy = self.folder / "shard-1.db"
        while not copy.exists() or self.query("SELECT count(*) FROM settled_block", copy)[0][0] < 3:
            self.assertIsNone(task.poll())
        task.terminate()  # the batch step alone gets the signal
        out, err = task.communicate(timeout=60)
        self.assertEqual(task.returncode, 130, err)
        self.assertIn("interrupted", err)
        self.assertIn("SO FAR", out)
        self.assertEqual(list((self.here / "local disk").iterdir()), [])
        self.assertGreaterEqual(self.query("SELECT count(*) FROM settled_block", copy)[0][0], 3)

    def test_exec_goes_the_same_way_with_its_words_as_they_are(self):
        done = self.cluster("submit", "--nodes", "2", "--replicate", "2", "exec", "--name", "job", "--blocks", "1", "--alloc", "mimalloc",
                            "--", "/bin/sh", "-c", "echo 'a b' \"$HOME\" >/dev/null; sleep 0.01", "--dry-run")
        self.assertEqual(done.returncode, 0, done.stderr)
        folder = self.here / "results" / "cluster" / "job"
        for task in (1, 2):
            done = self.run_task(task, folder / "job.sh")
            self.assertIn(done.returncode, (0, 1), done.stderr)
            self.assertEqual(self.query("SELECT shard, replicas FROM run", folder / f"shard-{task}.db"), [(task, 2)])
        done = self.cluster("tables", "job")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_labels_and_paths_are_quoted(self):
        folder = self.here / "a 'b' \"c\" $(touch bad) `touch bad` %a ; #"
        spec = self.here / "it's $(touch bad).toml"
        spec.write_text(pathlib.Path(front_door.PREFIX / "share" / "allocscale" / "experiments" / "quick.toml").read_text())
        done = self.cluster("submit", str(spec), *THREE, "--nodes", "1", "--folder", str(folder), "--partition", "x\"; touch bad; #")
        self.assertEqual(done.returncode, 0, done.stderr)
        done = self.run_task(1, folder / "job.sh")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue((folder / "shard-1.db").exists())
        self.assertFalse((self.here / "bad").exists())
        lines = (folder / "job.sh").read_text().splitlines()
        output = next(line for line in lines if line.startswith("#SBATCH --output="))
        self.assertEqual(shlex.split(output.removeprefix("#SBATCH ").replace("$", "\\$").replace("`", "\\`").replace("\\$", "$").replace("\\`", "`")),
                         [f"--output={str(folder).replace('%', '%%')}/task-%a.log"])
        for wrong in (("--partition", "a\nb"), ("--constraint", "a\rb"), ("--sbatch", "--x\n#SBATCH --y")):
            done = self.cluster("submit", "quick", *wrong)
            self.assertEqual(done.returncode, 2, wrong)
            self.assert_one_line(done.stderr, "line break")

    def test_wrong_words_are_refused_before_anything_is_submitted(self):
        for words, part in (((), "say what"), (("quik",), "quick"), (("quick", "--store", "x.db"), "--store"),
                            (("quick", "--shard", "1/2"), "--shard"), (("quick", "--nodes", "0"), "--nodes"),
                            (("quick", "--time", "soon"), "--time"), (("quick", "--alock", "x"), "--alloc"),
                            (("quick", "--nodes", "2", "--replicate", "3"), "--replicate 3"), (("quick", "--", "account"), "sbatch"),
                            (("exec",), ""), (("run",), "")):
            done = self.cluster("submit", *words)
            if words == ("run",):
                continue  # quick, as run itself
            self.assertEqual(done.returncode, 2, (words, done.stdout, done.stderr))
            self.assert_one_line(done.stderr, part)
        self.assertTrue(all(call[0] == "squeue" or call[-1].endswith("job.sh") for call in self.calls()))

    def test_what_sbatch_refuses_is_one_line(self):
        (self.slurm / "refuse").write_text("invalid partition specified: big")
        done = self.cluster("submit", "quick", "--partition", "big")
        self.assertEqual(done.returncode, 1)
        self.assert_one_line(done.stderr, "sbatch", "invalid partition")

    def test_twice_at_once_is_refused(self):
        self.submit()
        (self.slurm / "queue").write_text("101|1|RUNNING|n1|None\n")
        done = self.cluster("submit", "quick", *THREE, "--nodes", "3")
        self.assertEqual(done.returncode, 2)
        self.assert_one_line(done.stderr, "job 101", "cluster cancel")
        (self.slurm / "queue").write_text("999|1|RUNNING|n1|None\n")
        self.submit()


class Looks(Cluster):
    def test_status_says_where_each_shard_is(self):
        self.submit()
        self.run_task(3)
        (self.slurm / "queue").write_text("101|1|RUNNING|n7|None\n101|2|PENDING||Resources\n102|0|PENDING||Dependency\n")
        done = self.cluster("status")
        self.assertEqual(done.returncode, 0, done.stderr)
        for line in (r"1  n7 +0/\?   blocks  RUNNING", r"2  - +0/\?   blocks  PENDING \(Resources\)", r"3  n3 +2/2   blocks  done",
                     r"job 102 merges"):
            self.assertRegex(done.stdout, line)

    def test_tables_show_what_is_there_so_far_and_name_what_is_no_store(self):
        self.submit()
        self.assertEqual(self.cluster("tables").returncode, 2)
        self.run_task(1)
        (self.folder / "shard-2.db").write_bytes((self.folder / "shard-1.db").read_bytes()[:9000])
        done = self.cluster("tables")
        self.assertEqual(done.returncode, 1)
        self.assertIn("shard-2.db", done.stderr)
        self.assertIn("quick on 1", done.stdout)
        (self.folder / "shard-2.db").unlink()
        done = self.cluster("tables", "quick")
        self.assertEqual(done.returncode, 0)
        self.assertIn("1 of 3 shards", done.stderr)

    def test_cancel_ends_both_jobs(self):
        self.submit()
        done = self.cluster("cancel")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.calls()[-1], ["scancel", "101", "102"])

    def test_which_is_asked_where_there_are_several(self):
        done = self.cluster("status")
        self.assertEqual(done.returncode, 2)
        self.assert_one_line(done.stderr, "nothing was submitted")
        self.submit()
        self.cluster("submit", "layouts")
        done = self.cluster("status")
        self.assertEqual(done.returncode, 2)
        self.assert_one_line(done.stderr, "layouts, quick")
        (self.folder / "submitted").write_text("shards x\n")
        done = self.cluster("status", "quick")
        self.assertEqual(done.returncode, 2)
        self.assert_one_line(done.stderr, "damaged")

    def runners(self, change):
        """A folder of this build's runners, changed."""
        folder = self.here / f"runners {change.__name__}"
        folder.mkdir()
        for name in os.listdir(front_door.RUNNERS):
            if (front_door.RUNNERS / name).is_file():
                (folder / name).symlink_to(front_door.RUNNERS / name)
        change(folder / "runner-mimalloc")
        return str(folder)

    def test_a_node_without_an_allocator_has_no_row_of_it_and_another_build_is_another_kind(self):
        def lacking(runner):
            runner.unlink()

        def rebuilt(runner):
            real = runner.resolve()
            runner.unlink()
            runner.write_bytes(real.read_bytes() + b"another build")
            runner.chmod(0o755)

        for change in (lacking, rebuilt):
            with self.subTest(change=change.__name__):
                folder = self.here / change.__name__
                words = ("--kernel", "copy", *THREE[2:])
                done = self.cluster("submit", "quick", *words, "--nodes", "2", "--replicate", "2", "--folder", str(folder))
                self.assertEqual(done.returncode, 0, done.stderr)
                self.run_task(1, folder / "job.sh")
                done = self.run_task(2, folder / "job.sh", ALLOCSCALE_RUNNERS=self.runners(change))
                self.assertEqual(done.returncode, 0, done.stderr)
                page = self.cluster("tables", "--folder", str(folder), COLUMNS="200").stdout
                if change is lacking:
                    self.assertIn("A: 2 nodes (n1, n2), 2 runs", page)
                    outcomes = dict(self.query("SELECT outcome, count(*) FROM trial JOIN run_cell ON run_cell.run = trial.run AND"
                                               " ordinal = trial.cell JOIN cell ON cell.id = run_cell.cell WHERE allocator = 'mimalloc'"
                                               " GROUP BY outcome", folder / "shard-2.db"))
                    self.assertEqual(len(outcomes), 1)
                    self.assertTrue(next(iter(outcomes)).startswith("skipped"), outcomes)
                else:
                    self.assertIn("quick on 2 machines\n", page)
                    self.assertRegex(page, "mimalloc's runner +[0-9a-f]{8} +[0-9a-f]{8}")

    def test_shards_of_another_split_are_left_out_and_said(self):
        self.submit()
        self.run_task(1)
        self.cluster("submit", "quick", *THREE, "--nodes", "2")
        done = self.run_task(2)
        self.assertEqual(done.returncode, 0, done.stderr)
        done = self.cluster("tables")
        self.assertTrue(re.search("1 run left out", done.stderr), done.stderr)


if __name__ == "__main__":
    front_door.main()
