#!/usr/bin/python3
"""Does each level of each factor do to a trial what it says? By its effect, with the real runners.

usage: factors_test.py RUNNER_FOLDER    (from CTest)
"""

import json
import os
import pathlib
import signal
import struct
import subprocess
import sys
import time
import unittest

RUNNERS = None
THP = pathlib.Path("/sys/kernel/mm/transparent_hugepage/enabled")


def command(runner, kernel, layout, size, *extra):
    return [str(RUNNERS / f"runner-{runner}"), "--kernel", kernel, "--layout", layout, "--size", str(size), *extra]


def run(runner, kernel, layout, size, *extra, environment=None):
    done = subprocess.run(command(runner, kernel, layout, size, *extra), capture_output=True, text=True,
                          env=environment or {}, timeout=120, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def results(lines):
    return [line for line in lines if line["event"] == "result"]


def faults(lines, iteration=0):
    return sum(line["minor_faults"] for line in lines if line["event"] == "sample" and line["iteration"] == iteration)


def built():
    return sorted(path.name[len("runner-"):] for path in RUNNERS.glob("runner-*") if path.suffix != ".unbuilt")


class Levels(unittest.TestCase):
    def test_an_unknown_one_is_refused_with_a_list_of_all(self):
        for option, levels in (("--start", "exec, fork or thread"), ("--history", "fresh, raised or littered")):
            done = subprocess.run(command("glibc", "concat", "boxed", 10, option, "other"), capture_output=True, text=True,
                                  env={}, timeout=60)
            self.assertEqual(done.returncode, 2, done.stdout)
            self.assertIn(f"expected {levels}", done.stdout + done.stderr)


class StartMethods(unittest.TestCase):
    def test_all_answer_alike_in_one_process_or_several(self):
        for allocator in built():
            with self.subTest(allocator):
                alone = results(run(allocator, "concat", "boxed", 400, "--iterations", "2"))[0]
                for method, processes in (("fork", 3), ("thread", 1)):
                    lines = run(allocator, "concat", "boxed", 400, "--iterations", "2", "--start", method,
                                "--workers", "3")
                    self.assertEqual([line["event"] for line in lines],
                                     ["hello"] + (["sample"] * 6 + ["result"]) * 3)
                    answers = results(lines)
                    self.assertEqual([one["worker"] for one in answers], [0, 1, 2])
                    self.assertEqual({one["checksum"] for one in answers}, {alone["checksum"]})
                    self.assertEqual(alone["checksum"], alone["expected"])
                    self.assertEqual(len({one["process"] for one in answers}), processes)

    def test_workers_run_together_on_the_cpus_they_are_given(self):
        cpus = sorted(os.sched_getaffinity(0))[:2]
        for method in ("fork", "thread"):
            answers = results(run("glibc", "sleep", "none", 100, "--start", method, "--workers", "2", "--cpus",
                                  ",".join(map(str, cpus * 2))))
            self.assertEqual([one["cpu"] for one in answers], (cpus * 2)[:2])
            self.assertLess(max(one["start_ns"] for one in answers), min(one["stop_ns"] for one in answers))

    def test_a_thread_has_an_arena_and_a_worker_the_heaps_top(self):
        process = faults(run("glibc", "concat", "boxed", 20_000))
        thread = faults(run("glibc", "concat", "boxed", 20_000, "--start", "thread"))
        self.assertLess(thread, process * 0.75)  # 57,773 of 88,431 with glibc 2.36

    def crew(self):
        """A runner of two forked workers that measure for a while, and their pids."""
        host = subprocess.Popen(command("glibc", "sleep", "none", 60_000, "--start", "fork", "--workers", "2"),
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={})
        host.stdout.readline()  # hello: both are there
        children = pathlib.Path(f"/proc/{host.pid}/task/{host.pid}/children").read_text().split()
        self.assertEqual(len(children), 2)
        return host, [int(child) for child in children]

    def expect_gone(self, pids):
        for _ in range(500):
            # A zombie is gone as well: whoever is its parent now has not looked yet.
            left = [pid for pid in pids if pathlib.Path(f"/proc/{pid}/stat").exists()
                    and pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"]
            if not left:
                return
            time.sleep(0.02)
        self.fail(f"survivors: {left}")

    def test_the_runner_ends_as_its_forked_worker_did(self):
        for number in (signal.SIGSEGV, signal.SIGKILL):
            host, children = self.crew()
            os.kill(children[1], number)
            self.assertEqual(host.wait(30), -number)
            self.assertNotIn("result", host.communicate()[0])
            self.expect_gone(children)

    def test_forked_workers_die_with_their_runner(self):
        host, children = self.crew()
        host.kill()
        host.wait(30)
        host.communicate()
        self.expect_gone(children)


class Histories(unittest.TestCase):
    def test_one_freed_buffer_takes_glibcs_faults_away(self):
        for method in ("exec", "fork"):
            fresh = faults(run("glibc", "concat", "boxed", 20_000, "--start", method))
            raised = faults(run("glibc", "concat", "boxed", 20_000, "--start", method, "--history", "raised"))
            self.assertGreater(fresh, 50_000)
            self.assertLess(raised, 1_000)


class Inheritance(unittest.TestCase):
    """The kernel inherited: 400,000 ints, for each of which glibc takes 48 bytes, are shared with a child when they are looked at."""
    SIZE = 400_000
    PAGES = SIZE * 48 // 4096

    def operate_faults(self, layout, *start, allocator="glibc"):
        lines = run(allocator, "inherited", layout, self.SIZE, "--iterations", "2", *start)
        self.assertEqual({one["checksum"] == one["expected"] for one in results(lines)}, {True})
        return [line["minor_faults"] for line in lines if line["event"] == "sample" and line["phase"] == "operate"]

    def test_a_count_write_copies_each_page_and_a_look_none(self):
        for start in ((), ("--start", "fork", "--workers", "2"), ("--start", "thread", "--workers", "2")):
            with self.subTest(start=start):
                for boxed in self.operate_faults("boxed", *start):  # cold and warm
                    self.assertGreaterEqual(boxed, self.PAGES)
                    self.assertLess(boxed, self.PAGES + 100)
                for layout in ("immortal", "contiguous", "ghost"):
                    for few in self.operate_faults(layout, *start):
                        self.assertLess(few, 100, layout)

    def test_the_child_does_not_outlive_the_task(self):
        worker = subprocess.Popen(command("glibc", "inherited", "boxed", 20_000, "--iterations", "1000000"),
                                  stdout=subprocess.DEVNULL, env={}, start_new_session=True)
        self.addCleanup(worker.wait)
        self.addCleanup(worker.kill)
        children = pathlib.Path(f"/proc/{worker.pid}/task/{worker.pid}/children")
        deadline = time.monotonic() + 30
        while not children.read_text():
            self.assertLess(time.monotonic(), deadline, "it has no child")
        worker.kill()
        worker.wait(30)
        for _ in range(500):
            try:
                os.killpg(worker.pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.02)
        self.fail(f"survivors of {worker.pid}")


def element_addresses(allocator, size, *extra):
    """Where the allocator put what sqrt asked for, in its order: from the file that a rehearsal leaves."""
    recording = os.memfd_create("recording")
    try:
        subprocess.run(command(allocator, "sqrt", "replay", size, *extra, "--rehearse", str(recording)), env={},
                       pass_fds=(recording,), check=True, timeout=60)
        blocks, = struct.unpack("=Q", os.pread(recording, 8, 0))
        return struct.unpack(f"={blocks}Q", os.pread(recording, 8 * blocks, 4096))
    finally:
        os.close(recording)


def predicted(allocator, *task, history="fresh"):
    done = subprocess.run([str(RUNNERS / f"runner-{allocator}"), "--history", history, "--predict", *task],
                          capture_output=True, text=True, env={}, timeout=60, check=True)
    return json.loads(done.stdout)["bytes"]


class Litter(unittest.TestCase):
    """Of sqrt of 400,000: 800,000 blocks of 24 bytes, one of two of which stays."""
    SIZE = 400_000
    KEPT = 24 * SIZE

    def test_it_stays_under_every_layout_as_predicted(self):
        for allocator in set(built()) - {"bump"}:
            for layout in ("boxed", "contiguous"):
                with self.subTest(allocator, layout=layout):
                    (fresh,), (littered,) = (results(run(allocator, "sqrt", layout, self.SIZE, "--history", history))
                                             for history in ("fresh", "littered"))
                    self.assertEqual(littered["checksum"], fresh["checksum"])
                    self.assertGreater(littered["peak_bytes"], 2 * self.KEPT)
                    if layout == "contiguous":  # boxed, jemalloc grows its list buffer in what the holes leave
                        self.assertGreater(littered["peak_bytes"] - fresh["peak_bytes"], self.KEPT * 0.9)
                    # What an allocator keeps for itself is not predicted.
                    self.assertLess(littered["peak_bytes"],
                                    1.1 * predicted(allocator, "sqrt", layout, str(self.SIZE), history="littered"))

    def test_elements_fall_into_its_holes(self):
        for allocator in {"glibc", "jemalloc", "mimalloc"} & set(built()):
            for history, least, most in (("fresh", 0.95, 1), ("littered", 0, 0.55)):
                with self.subTest(allocator, history=history):
                    at = element_addresses(allocator, self.SIZE, "--history", history)
                    beside = sum(0 < after - before <= 32 for before, after in zip(at, at[1:])) / len(at)
                    self.assertGreaterEqual(beside, least)
                    self.assertLessEqual(beside, most)

    def test_the_elements_lie_among_what_stays_and_take_no_new_pages(self):
        fresh = faults(run("glibc", "sqrt", "boxed", self.SIZE))
        littered = faults(run("glibc", "sqrt", "boxed", self.SIZE, "--history", "littered"))
        self.assertGreater(fresh - littered, self.SIZE * 32 / 4096 * 0.9)

    def test_a_replay_finds_the_addresses_of_a_littered_heap_and_has_no_litter(self):
        (fresh,), (littered,) = (results(run("glibc", "sqrt", "replay", self.SIZE, "--history", history))
                                 for history in ("fresh", "littered"))
        self.assertEqual(littered["checksum"], fresh["checksum"])
        self.assertEqual(littered["allocator_allocated_bytes"], fresh["allocator_allocated_bytes"])
        self.assertGreater(littered["peak_bytes"] - fresh["peak_bytes"], self.KEPT * 0.9)  # its pages

    def test_an_allocator_that_never_frees_has_no_holes(self):
        for history in ("fresh", "littered"):
            self.assertEqual(predicted("bump", "sqrt", "boxed", "1000", history=history),
                             predicted("bump", "sqrt", "boxed", "1000"))


def bytes_written(*words):
    """What a runner wrote to its descriptors in all, as the kernel counts it: a process that has ended still knows."""
    runner = subprocess.Popen(words, stdout=subprocess.DEVNULL, env={})
    os.waitid(os.P_PID, runner.pid, os.WEXITED | os.WNOWAIT)
    lines = pathlib.Path(f"/proc/{runner.pid}/io").read_text().splitlines()
    if runner.wait(30) != 0:
        raise AssertionError(f"{words}: status {runner.returncode}")
    return int(dict(line.split(": ") for line in lines)["wchar"])


class Results(unittest.TestCase):
    def test_a_returned_result_is_eight_bytes_for_each_element_of_each_iteration(self):
        task = command("glibc", "copy", "boxed", 100_000, "--iterations", "3")
        for method in ("exec", "thread"):
            dropped = bytes_written(*task, "--start", method)
            returned = bytes_written(*task, "--start", method, "--result", "returned")
            self.assertAlmostEqual(returned - dropped, 3 * 8 * 100_000, delta=4096)  # lines are not equally long

    def test_the_answer_is_the_same_and_nobody_is_left(self):
        lines = run("mimalloc", "copy", "boxed", 1000, "--result", "returned", "--start", "fork", "--workers", "2")
        self.assertEqual({one["checksum"] for one in results(lines)},
                         {one["expected"] for one in results(run("glibc", "copy", "boxed", 1000))})
        readers = [path for path in pathlib.Path("/proc").glob("[0-9]*/cmdline")
                   if path.exists() and b"--drain" in path.read_bytes()]
        self.assertEqual(readers, [])

    def test_company_needs_somebody(self):
        done = subprocess.run(command("glibc", "null", "none", 0, "--accompany", "full"), capture_output=True,
                              text=True, env={}, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--rendezvous is missing", done.stdout)


@unittest.skipIf(not THP.exists() or "[never]" in THP.read_text(), "this kernel gives no huge pages")
class HugePages(unittest.TestCase):
    def test_each_knob_acts_and_never_overrules_it(self):
        for allocator in built():
            described = subprocess.run([str(RUNNERS / f"runner-{allocator}"), "--describe"], capture_output=True,
                                       text=True, env={}, check=True).stdout.splitlines()[0]
            knob = json.loads(described)["huge_page_knob"]
            if not knob:
                continue
            with self.subTest(allocator):
                environment = dict([knob.split("=", 1)])
                size = ("copy", "contiguous", 8_000_000)
                small = faults(run(allocator, *size))
                huge = faults(run(allocator, *size, environment=environment))
                never = faults(run(allocator, *size, "--huge-pages", "never", environment=environment))
                self.assertLess(huge, small * 0.75)
                self.assertGreater(never, small * 0.9)


class Numa(unittest.TestCase):
    def test_pages_can_be_interleaved_over_node_0_and_over_no_node_that_is_not_there(self):
        self.assertEqual(len(results(run("glibc", "null", "none", 0, "--interleave", "0"))), 1)
        done = subprocess.run(command("glibc", "null", "none", 0, "--interleave", "0,63"), capture_output=True,
                              text=True, env={}, check=False)
        # The kernel drops the nodes that are not there, and refuses when none is left.
        self.assertEqual(done.returncode, 0, done.stdout)
        done = subprocess.run(command("glibc", "null", "none", 0, "--interleave", "63"), capture_output=True,
                              text=True, env={}, check=False)
        self.assertEqual(done.returncode, 15)
        self.assertIn("cannot be interleaved", done.stdout)


if __name__ == "__main__":
    RUNNERS = pathlib.Path(sys.argv.pop(1))
    unittest.main()
