"""A program measured by `allocscale exec` in a folder of its own.

A test file ends with `front_door.main()`; its command line is ALLOCSCALE [unittest arguments]    (from CTest)
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "attack"))

import front_door  # noqa: E402


class ExecCase(front_door.Attack):
    def setUp(self):
        super().setUp()
        self.store = self.here / "s.db"

    def exec(self, *words, command=(), alloc="mimalloc", blocks=1, **options):
        """`allocscale exec` of the command, to its end."""
        behind = ("--", *command) if command else ()
        return self.call("exec", "--alloc", alloc, "--blocks", str(blocks), "--store", str(self.store), *words,
                         *behind, **options)

    def begin_exec(self, *words, command=(), alloc="mimalloc", blocks=1):
        behind = ("--", *command) if command else ()
        return self.begin("exec", "--alloc", alloc, "--blocks", str(blocks), "--store", str(self.store), *words, *behind)

    def program_trials(self, columns):
        """Of each trial of the program: its columns."""
        return self.query(f"SELECT {columns} FROM trial JOIN run_cell ON run_cell.run = trial.run AND "
                          f"run_cell.ordinal = trial.cell JOIN cell ON cell.id = run_cell.cell "
                          f"WHERE cell.size = 0")

    def program_workers(self, columns):
        """Of each copy of the program: its columns, of the tables trial, cell and worker."""
        return self.query(f"SELECT {columns} FROM trial JOIN run_cell ON run_cell.run = trial.run AND "
                          f"run_cell.ordinal = trial.cell JOIN cell ON cell.id = run_cell.cell "
                          f"JOIN worker ON worker.trial = trial.id WHERE cell.size = 0")
