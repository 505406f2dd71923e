#!/usr/bin/python3
"""Do many workers run where the soft limits are small, with the caller's limits, and is a hard one said before the first trial?"""

import os
import resource

import false_runner
import front_door

WORKERS = 50


def limited(what, soft, hard):
    """For preexec_fn."""
    return lambda: resource.setrlimit(what, (soft, hard))


class Limits(front_door.Attack):
    def words(self, *more):
        return ("run", "quick", "--kernel", "null", "--alloc", "glibc", "--layout", "none", "--baseline", "none/glibc",
                "--workers", f"1,{WORKERS}", "--iterations", "2", "--blocks", "1", "--store", str(self.store), *more)

    def test_the_soft_limit_is_raised(self):
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        done = self.call(*self.words(), preexec_fn=limited(resource.RLIMIT_NOFILE, 64, hard))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.query("SELECT DISTINCT outcome FROM trial"), [("complete",)])

    def test_workers_have_the_limits_of_the_caller(self):
        runners = false_runner.make(self.here / "runners", lies={"does": ["note its limits"]})
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        done = self.call("run", "quick", "--kernel", "task", "--alloc", "false", "--layout", "every", "--baseline",
                         "every/false", "--workers", "1", "--blocks", "1", "--iterations", "2", "--store", str(self.store),
                         env={**os.environ, "ALLOCSCALE_RUNNERS": str(runners)},
                         preexec_fn=limited(resource.RLIMIT_NOFILE, 77, hard))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(set((runners / "limits").read_text().split("\n")), {f"77 {hard}", ""})

    def test_a_hard_limit_is_said_before_the_first_trial(self):
        done = self.call(*self.words(), preexec_fn=limited(resource.RLIMIT_NOFILE, 100, 100))
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        self.assert_one_line(done.stderr, f"a trial of {WORKERS} workers needs", "may have 100", "ulimit -n",
                             "fewer --workers")
        self.assertEqual(self.trials(), 0)

    def test_so_is_a_limit_of_processes(self):
        if os.geteuid() != 0:
            self.skipTest("root alone becomes another user, for whom the limit holds")

        def become_nobody_with_few():
            resource.setrlimit(resource.RLIMIT_NPROC, (20, 20))
            os.setgid(65534)
            os.setuid(65534)

        self.here.chmod(0o777)
        done = self.call(*self.words("--start", "fork"), preexec_fn=become_nobody_with_few)
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        self.assert_one_line(done.stderr, f"{WORKERS} workers", "may have 20", "ulimit -u")

    def test_threads_need_no_more_descriptors(self):
        done = self.call(*self.words("--start", "thread"), preexec_fn=limited(resource.RLIMIT_NOFILE, 60, 60))
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    front_door.main()
