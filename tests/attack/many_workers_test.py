#!/usr/bin/python3
"""Do 1,000 workers run, by every start method, from the soft limit of 1,024 open files that most systems give?"""

import resource

import front_door

WORKERS = 1000


class ManyWorkers(front_door.Attack):
    def test_they_run_and_are_collected(self):
        def limit():
            _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(1024, hard), hard))

        done = self.call("run", "quick", "--kernel", "concat", "--alloc", "glibc", "--layout", "boxed", "--size", "300",
                         "--workers", str(WORKERS), "--start", "exec,fork,thread", "--iterations", "2", "--blocks", "1",
                         "--deadline", "5m", "--store", str(self.store), preexec_fn=limit, timeout=600)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.query("SELECT outcome, message FROM trial WHERE outcome <> 'complete'"), [])
        counts = self.query("SELECT count(*) FROM worker JOIN trial ON trial.id = worker.trial JOIN run_cell ON"
                            " run_cell.run = trial.run AND run_cell.ordinal = trial.cell JOIN cell ON"
                            f" cell.id = run_cell.cell WHERE cell.workers = {WORKERS} GROUP BY trial.id")
        self.assertGreaterEqual(len(counts), 3)
        self.assertEqual(set(counts), {(WORKERS,)})
        checked = self.call("runs", "check", "--store", str(self.store))
        self.assertEqual(checked.returncode, 0, checked.stdout)


if __name__ == "__main__":
    front_door.main()
