#!/usr/bin/python3
"""Is anything but the trial in flight lost when the harness is killed?

Kills runs (SIGKILL) at seeded, printed moments after their first trial or their start, lets them finish, and compares their
trials (sub-block, cell, twin, position, seed) block by block with those of a run that nobody killed: blocks that were
cut are in the store and replaced, so the n-th that counts is compared with the n-th. After each kill no worker
may be left.

usage: kill_test.py ALLOCSCALE [KILLS [SEED]]    (from CTest)

Up to 50 kills are of runs whose workers are executed. More are of every kind of run and, a few of them, of `cliffs` and
`selftest`, which then must end as if nothing had happened.
"""

import concurrent.futures
import functools
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

EXECUTED = ["--iterations", "2"]
KINDS = {"executed": [*EXECUTED, "--layout", "boxed"], "forked": ["--iterations", "2", "--start", "fork"],
         "threads": ["--iterations", "2", "--start", "thread"], "replay": ["--iterations", "2", "--layout", "boxed,replay"],
         "siblings": ["--iterations", "2", "--siblings", "idle"], "paired": ["--iterations", "4", "--design", "paired"]}
FEW_KILLS = 50
STORES = 3  # of as many runs at once
LONGEST_SECONDS = 0.35


def command(allocscale, words, store, blocks):
    return [allocscale, "run", "quick", "--kernel", "concat", "--alloc", "mimalloc", "--size", "500", "--workers", "1,2",
            "--seed", "11", "--blocks", str(blocks), "--store", str(store), *words]


def workers_of(harness):
    """The processes that were started as workers of this harness."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"--parent" in words and words[words.index(b"--parent") + 1] == str(harness).encode():
                found.append(int(entry.name))
    return found


def assert_no_worker_is_left(harness):
    """The kernel kills them as the harness ends; a killed process needs a moment to be gone."""
    for _ in range(1000):
        if not workers_of(harness):
            return
        time.sleep(0.01)
    raise AssertionError(f"workers of {harness} live on: {workers_of(harness)}")


def wait_for_the_first_trial(harness):
    """The harness listens to the machine before it, and then shows its progress."""
    for line in harness.stderr:
        if " trials (" in line:
            return


def stored_trials(store):
    """All that were ever stored, and (turn of the block, sub-block, cell, twin, position, seed) of those that count."""
    with sqlite3.connect(store) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        rows = database.execute("SELECT block, sub_block, cell, twin, position, seed, outcome FROM trial").fetchall()
        replaced = {block for block, in database.execute("SELECT block FROM settled_block WHERE standing <> 'counts'")}
        torn = database.execute(
            "SELECT count(*) FROM trial WHERE (SELECT count(*) FROM worker WHERE worker.trial = trial.id) <>"
            " (SELECT workers FROM run_cell JOIN cell ON cell.id = run_cell.cell"
            "  WHERE run_cell.run = trial.run AND run_cell.ordinal = trial.cell)").fetchone()[0]
    assert torn == 0, f"{torn} trials without all their workers"
    assert {row[-1] for row in rows} <= {"complete"}, rows
    slots = [row[:4] for row in rows]
    assert len(slots) == len(set(slots)), "a slot holds two trials"
    standing = sorted({row[0] for row in rows} - replaced)
    return len(rows), len(replaced), {(standing.index(row[0]), *row[1:-1]) for row in rows if row[0] not in replaced}


def killed_and_finished(run, store, kills, seed):
    """The store of a run that is killed that often and then finished, and what happened: one line for each kill.

    `run(store)` is the command line."""
    moments = random.Random(seed)
    said = []
    done_before = 0
    for kill in range(1, kills + 1):
        after = moments.uniform(0, LONGEST_SECONDS)
        harness = subprocess.Popen(run(store), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if kill % 5:  # the others are killed while the harness starts
            wait_for_the_first_trial(harness)
        time.sleep(after)
        assert harness.poll() is None, f"kill {kill} of {store.name} met no running harness: more blocks are needed"
        os.kill(harness.pid, signal.SIGKILL)
        harness.wait()
        harness.stderr.close()
        assert_no_worker_is_left(harness.pid)
        done = stored_trials(store)[0] if store.exists() and store.stat().st_size > 0 else 0
        said.append(f"{store.name}: kill {kill} at {after:.3f} s: {done - done_before} trials more, {done} in all")
        assert done >= done_before, f"trials were lost: {said}"
        done_before = done
    last = subprocess.run(run(store), capture_output=True, text=True, check=False)
    assert last.returncode == 0, last.stderr
    assert "cut when an earlier call ended, and run again whole" in last.stderr, last.stderr
    return said


def killed_and_compared(allocscale, folder, kind, kills, seed):
    """What happened to the runs of a kind that were killed so often in all; what counts is an uninterrupted run's."""
    kills_of_store = -(-kills // STORES)
    run = functools.partial(command, allocscale, KINDS[kind], blocks=4 * kills_of_store + 8)
    stores = [folder / f"{kind}{number}.db" for number in range(STORES)]
    with concurrent.futures.ThreadPoolExecutor(STORES) as pool:
        # Up to 50 kills are of runs of less than ten seconds, which do not listen to the machine for a second as they start.
        killed = [pool.submit(killed_and_finished, run, store, kills_of_store, seed + number)
                  for number, store in enumerate(stores)]
        said = [line for one in killed for line in one.result()]
    whole = folder / f"{kind}.db"
    uninterrupted = subprocess.run(run(whole), capture_output=True, text=True, check=False)
    assert uninterrupted.returncode == 0, uninterrupted.stderr
    expected = stored_trials(whole)[2]
    replaced = 0
    for store in stores:
        _, of_store, counting = stored_trials(store)
        assert counting == expected, f"{store.name}: the trials that count differ from the uninterrupted run's"
        replaced += of_store
    assert replaced >= kills // 10, f"{kills} kills cut {replaced} blocks only"
    return [*said, f"{kind}: {kills} kills, {replaced} blocks replaced, {len(expected)} trials, the same as uninterrupted"]


def killed_command(words, store, kills, longest, seed):
    """What happened to a command that continues what its store holds, killed so often and then finished."""
    moments = random.Random(seed)
    for kill in range(1, kills + 1):
        harness = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0, longest))
        assert harness.poll() is None, f"kill {kill} of {words[1]} met no running harness"
        os.kill(harness.pid, signal.SIGKILL)
        harness.wait()
        assert_no_worker_is_left(harness.pid)
    last = subprocess.run(words, capture_output=True, text=True, check=False)
    # A self-test may find a line that does not hold on a busy machine (1); it may not fail to run (2 and more).
    assert last.returncode == 0 or (words[1] == "selftest" and last.returncode == 1), last.stderr
    with sqlite3.connect(store) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return f"{words[1]}: {kills} kills, then status {last.returncode}"


def main():
    allocscale = os.path.abspath(sys.argv[1])
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else FEW_KILLS
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20260101
    kinds = list(KINDS) if kills > FEW_KILLS else ["executed"]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for number, kind in enumerate(kinds):
            print("\n".join(killed_and_compared(allocscale, folder, kind, -(-kills // len(kinds)), seed + 100 * number)),
                  flush=True)
        if kills > FEW_KILLS:
            for words, longest in ((["cliffs", "--alloc", "glibc", "--largest-mib", "64"], 0.5), (["selftest", "--quick"], 8)):
                store = folder / f"{words[0]}.db"
                print(killed_command([allocscale, *words, "--store", str(store)], store, 10, longest, seed), flush=True)


if __name__ == "__main__":
    main()
