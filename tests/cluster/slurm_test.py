#!/usr/bin/python3
"""A real Slurm on this machine: an array of four tasks on two nodes, one killed in the middle and requeued, merged.

As root, with Debian's slurm-wlm and munge: munged, slurmctld and two slurmd on loopback, begun and ended by this test.
"""

import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "attack"))
import front_door  # noqa: E402  (its folder is known only now)

CONFIGURATION = """
ClusterName=one
SlurmctldHost=localhost
SlurmctldPort=16817
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={here}/munge/socket
StateSaveLocation={here}/state
SlurmdSpoolDir={here}/spool-%n
SlurmctldPidFile={here}/ctld.pid
SlurmdPidFile={here}/slurmd-%n.pid
SlurmctldLogFile={here}/ctld.log
SlurmdLogFile={here}/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
KillWait=10
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
NodeName=n[1-2] NodeHostname=localhost Port=[17001-17002] CPUs=1 RealMemory=2000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""

BLOCKS = 30
EXPERIMENT = ("quick", "--kernel", "concat,copy,dict,append", "--alloc", "mimalloc", "--layout", "boxed", "--size", "3000",
              "--workers", "1,2", "--iterations", "4", "--blocks", str(BLOCKS), "--seed", "7", "--share-machine")


def port_is_free(port):
    return subprocess.run(["/bin/bash", "-c", f"exec 3<>/dev/tcp/127.0.0.1/{port}"], capture_output=True, check=False).returncode != 0


class Slurm(front_door.Attack):
    @classmethod
    def setUpClass(cls):
        missing = [name for name in ("munged", "slurmctld", "slurmd", "sbatch", "squeue") if shutil.which(name) is None]
        if os.geteuid() != 0 or missing:
            raise unittest.SkipTest("as root only, with slurm-wlm and munge; missing: " + ", ".join(missing))
        for port in (16817, 17001, 17002):
            assert port_is_free(port), f"something listens at port {port}"
        folder = tempfile.TemporaryDirectory(prefix="allocscale-slurm-")
        cls.addClassCleanup(folder.cleanup)
        cls.service = pathlib.Path(folder.name)
        cls.service.chmod(0o755)
        cls.daemons = []
        cls.addClassCleanup(cls.end_daemons)
        cls.begin_munge()
        (cls.service / "state").mkdir()
        configuration = cls.service / "slurm.conf"
        configuration.write_text(CONFIGURATION.format(here=cls.service))
        cls.environment = {**os.environ, "SLURM_CONF": str(configuration), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
                           "ALLOCSCALE_MACHINE_LOCK": "/dev/null"}
        cls.begin_daemon("slurmctld", "-D", "-f", configuration)
        for node in ("n1", "n2"):
            cls.begin_daemon("slurmd", "-D", "-f", configuration, "-N", node)
        cls.wait_until(lambda: cls.ask("sinfo", "-h", "-o", "%T %D").split() == ["idle", "2"], 90, "two nodes are idle")

    @classmethod
    def begin_munge(cls):
        munge = cls.service / "munge"
        munge.mkdir(mode=0o755)
        key = munge / "key"
        key.write_bytes(os.urandom(1024))
        key.chmod(0o400)
        user = pwd.getpwnam("munge")
        for path in (munge, key):
            os.chown(path, user.pw_uid, user.pw_gid)
        cls.begin_daemon("munged", "--foreground", "--force", "--key-file", key, "--socket", munge / "socket",
                         "--pid-file", munge / "pid", "--log-file", munge / "log", "--seed-file", munge / "seed", user=user)
        cls.wait_until((munge / "socket").exists, 20, "munged listens")

    @classmethod
    def begin_daemon(cls, name, *words, user=None):
        options = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        with (cls.service / f"{name}-{len(cls.daemons)}.out").open("w", encoding="utf-8") as log:
            cls.daemons.append(subprocess.Popen([shutil.which(name), *map(str, words)], stdout=log, stderr=log, cwd="/",
                                                stdin=subprocess.DEVNULL, env=getattr(cls, "environment", os.environ), **options))

    @classmethod
    def end_daemons(cls):
        """By the ids of what was begun here, the last one first."""
        for daemon in reversed(cls.daemons):
            daemon.terminate()
            try:
                daemon.wait(20)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()

    @classmethod
    def ask(cls, *words):
        return subprocess.run(words, capture_output=True, text=True, check=False, env=cls.environment, timeout=100).stdout

    @classmethod
    def wait_until(cls, holds, seconds, what):
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                logs = "\n".join(f"{path.name}: {path.read_text()[-1500:]}" for path in cls.service.glob("*.log"))
                raise AssertionError(f"not within {seconds} s: {what}\n{logs}\n{cls.ask('squeue')}")
            time.sleep(0.1)

    def allocscale(self, *words, **environment):
        return self.call(*words, env={**self.environment, "ALLOCSCALE_LOCAL": str(self.here / "disk of a node"), **environment})

    def queue(self):
        return self.ask("squeue", "--noheader", "--array", "--format=%K|%T|%N")

    def blocks(self, path):
        return self.query("SELECT count(*) FROM settled_block", path)[0][0] if path.exists() else 0

    def ended(self, seconds=400):
        self.wait_until(lambda: self.queue() == "", seconds, "all jobs ended")

    def test_four_tasks_one_killed_and_requeued_give_the_tables_of_the_same_shards_by_hand(self):
        shared = self.here / "shared folder"
        done = self.allocscale("cluster", "submit", *EXPERIMENT, "--nodes", "4", "--time", "20m", "--folder", str(shared))
        self.assertEqual(done.returncode, 0, done.stderr)
        job = done.stdout.split()[1].rstrip(":")
        copy = shared / "shard-1.db"
        self.wait_until(lambda: self.blocks(copy) >= 3, 100, "the first task has copied three blocks")
        running = [line for line in self.queue().splitlines() if "RUNNING" in line]
        self.assertEqual({line.split("|")[2] for line in running}, {"n1", "n2"})  # two at a time, a node each
        node = next(line.split("|")[2] for line in running if line.startswith("1|"))
        status = self.allocscale("cluster", "status", "--folder", str(shared))
        self.assertRegex(status.stdout, rf"1  {node} +\d+/{BLOCKS} +blocks  RUNNING")

        before = self.blocks(copy)
        subprocess.run(["scontrol", "requeue", f"{job}_1"], check=True, env=self.environment, timeout=100)
        self.ended()
        self.assertGreaterEqual(self.blocks(copy), before)
        log = (shared / "task-1.log").read_text()
        self.assertTrue("begins from its copy" in log or "continuing run 1" in log or "were brought from" in log, log)

        self.compare_with_shards_by_hand(shared)

    def compare_with_shards_by_hand(self, shared):
        """Which rows and how many trials, in the job's tables and in those of the same shards by hand."""
        tables = (shared / "tables.txt").read_text()
        print(tables)
        for number in range(1, 5):
            node = self.query("SELECT node FROM run ORDER BY id DESC LIMIT 1", shared / f"shard-{number}.db")[0][0]
            done = self.allocscale("run", *EXPERIMENT, "--shard", f"{number}/4", "--store", f"by-hand-{number}.db", SLURMD_NODENAME=node)
            self.assertEqual(done.returncode, 0, done.stderr)
        done = self.allocscale("merge", *[f"by-hand-{number}.db" for number in range(1, 5)], "--store", "by-hand.db")
        self.assertEqual(done.returncode, 0, done.stderr)
        by_hand = self.query(self.TRIALS, self.here / "by-hand.db")
        self.assertEqual(len(by_hand), 4 * 6)
        of_job = self.query(self.TRIALS, shared / "all.db")
        # A task that began again on the other node has left what it had as a run of its own.
        whole = [row for row in of_job if row[-1] == BLOCKS]
        self.assertEqual(sorted(row[:-1] for row in whole), sorted(row[:-1] for row in by_hand))
        self.assertEqual({row[-1] for row in by_hand}, {BLOCKS})
        report = self.allocscale("report", "--machines", "--store", "by-hand.db")
        self.assertEqual(self.rows(tables), self.rows(report.stdout))

    # Every cell with how many complete trials of counted blocks it has, and in which order they were.
    TRIALS = """SELECT run.shard, cell.key, trial.twin, group_concat(trial.position || '/' || trial.sub_block), count(*)
                FROM (SELECT * FROM trial ORDER BY id) AS trial JOIN run ON run.id = trial.run
                JOIN run_cell ON run_cell.run = run.id AND run_cell.ordinal = trial.cell JOIN cell ON cell.id = run_cell.cell
                JOIN settled_block USING (run, block) WHERE settled_block.standing = 'counts' AND trial.outcome = 'complete'
                GROUP BY run.id, cell.id, trial.twin"""

    @staticmethod
    def rows(page):
        """The names of all rows; whether a row has a slowdown or a cost that is told depends on the machine's quiet."""
        page = page[page.index("Time alone"):]
        return [line.split("  ")[1].strip() for line in page.splitlines() if line.startswith("  ") and line.strip()]

    def test_a_task_that_meets_its_limit_ends_whole(self):
        shared = self.here / "limited"
        done = self.allocscale("cluster", "submit", *EXPERIMENT, "--nodes", "1", "--folder", str(shared), "--time", "1h", "--dry-run")
        script = self.here / "edited.sh"  # as a person may edit it: Slurm gives the signal up to a minute earlier
        shared.mkdir()
        script.write_text(done.stdout.replace(f"--blocks {BLOCKS}", "--blocks 90000").replace("B:TERM@120", "B:TERM@55")
                          .replace("--time=1:00:00", "--time=0:01:00"))
        sent = subprocess.run(["sbatch", "--parsable", str(script)], capture_output=True, text=True, check=True, env={
            **self.environment, "ALLOCSCALE_LOCAL": str(self.here / "disk")}, timeout=100)
        self.assertRegex(sent.stdout, r"^\d+\n$")
        self.ended(150)
        log = (shared / "task-1.log").read_text()
        self.assertIn("interrupted; all complete trials are kept", log)
        self.assertIn("ANSWER", log)
        self.assertGreater(self.blocks(shared / "shard-1.db"), 0)
        self.assertEqual(list((self.here / "disk").iterdir()), [])


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was begun here is ended
    front_door.main()
