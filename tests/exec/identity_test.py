#!/usr/bin/python3
"""Is it proven, inside each process of a program, which allocator served it?"""

import exec_case
from exec_case import front_door


class Identity(exec_case.ExecCase):
    def test_each_allocator_of_the_build_serves_every_process(self):
        end = self.exec("--workers", "1", "--shell", "--command", "sort /etc/passwd | cat; (exec ls / )",
                        alloc="all")
        self.assertEqual(end.returncode, 0, end.stderr)
        trials = self.program_workers("allocator, outcome, processes, unproven")
        self.assertGreater(len({allocator for allocator, *_ in trials}), 1)
        for allocator, outcome, processes, unproven in trials:
            self.assertEqual((outcome, unproven), ("complete", None), allocator)
            self.assertEqual(processes, 4, allocator)

    def test_a_program_that_nobody_saw_is_no_row(self):
        for command in (("/sbin/ldconfig", "-p"), ("env", "-i", "/usr/bin/sort", "/etc/passwd")):
            end = self.exec("--workers", "1", command=command)
            self.assertEqual(end.returncode, 2)
            self.assert_one_line(end.stderr.splitlines()[-1], "copy 0: nobody saw who owns malloc in")

    def test_another_process_that_nobody_saw_is_named(self):
        end = self.exec("--workers", "1", "--shell", "--command", "env -i sleep 0.3; true")
        self.assertEqual(end.returncode, 0, end.stderr)
        self.assertEqual({unproven for (unproven,) in self.program_workers("unproven")}, {"sleep"})


if __name__ == "__main__":
    front_door.main()
