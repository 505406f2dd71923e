#!/usr/bin/python3
"""Allocators under variables: are they rows and runs of their own, and refused in one line where they are wrong?

usage: knobs_test.py ALLOCSCALE      (from CTest)
"""

import front_door

BACKGROUND = "bg=jemalloc+MALLOC_CONF=background_thread:true"


class Knobs(front_door.Attack):
    def knob_run(self, level, *more):
        return self.call(*self.tiny("--alloc", level, "--share-machine", *more))

    def refused(self, level, *expected):
        done = self.knob_run(level)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
        for text in expected:
            self.assertIn(text, done.stderr)

    def test_its_own_row_and_its_own_run(self):
        done = self.knob_run(BACKGROUND)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("obey", done.stderr)
        self.assertIn("MALLOC_CONF=background_thread:true", done.stdout)
        self.assertEqual(self.query("SELECT count(*) FROM run"), [(1,)])
        self.assertEqual(self.query("SELECT settings FROM run_build WHERE settings != ''"),
                         [("MALLOC_CONF=background_thread:true\n",)])
        self.assertEqual(self.query("SELECT DISTINCT allocator FROM cell JOIN trial ON cell.id IN (SELECT cell FROM "
                                    "run_cell WHERE ordinal = trial.cell) WHERE outcome = 'complete' ORDER BY 1"),
                         [("bg",), ("glibc",), ("mimalloc",)])
        again = self.knob_run(BACKGROUND)
        self.assertIn("continuing run 1", again.stderr)
        other = self.knob_run("bg=jemalloc+MALLOC_CONF=background_thread:true,narenas:1")
        self.assertEqual(other.returncode, 0, other.stderr)
        self.assertEqual(self.query("SELECT count(*) FROM run"), [(2,)])

    def test_a_program_sees_the_variables_of_its_level_only(self):
        seen = self.here / "seen"
        done = self.call("exec", "--alloc", "x=glibc+MALLOC_ARENA_MAX=7", "--workers", "1", "--blocks", "1", "--share-machine",
                         "--store", str(self.store), "--", "sh", "-c", f"echo \"[$MALLOC_ARENA_MAX]\" >> {seen}")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(set(seen.read_text().splitlines()), {"[]", "[7]"})
        self.assertIn("MALLOC_ARENA_MAX=7", done.stdout)

    def test_commas_plus_signs_and_arms(self):
        done = self.knob_run("a=jemalloc+MALLOC_CONF=narenas:1,tcache:false,jemalloc:eager,"
                             "b=mimalloc:eager+MIMALLOC_X=1\\,2+Y=3+4", "--dry-run")
        self.assertEqual(done.returncode, 0, done.stderr)
        for name in ("a ", "b ", "jemalloc:eager "):
            self.assertIn(f" {name}", done.stdout)
        self.assertIn("is not known to obey 'MIMALLOC_X'", done.stderr)

    def test_what_is_not_obeyed_is_said(self):
        done = self.knob_run("x=jemalloc+MALLOC_CONF=dirty_decay_sm:10", "--dry-run")
        self.assertEqual(done.returncode, 0, done.stderr)
        said = [line for line in done.stderr.splitlines() if "does not obey MALLOC_CONF=dirty_decay_sm:10" in line]
        self.assertEqual(len(said), 1, done.stderr)

    def test_wrong_ones(self):
        self.refused("bg=jemaloc+A=1", "unknown allocator 'jemaloc'", "did you mean 'jemalloc'?")
        self.refused("glibc=jemalloc+A=1", "the name 'glibc' is taken")
        self.refused("a b=jemalloc+A=1", "the name of letters")
        self.refused("x=glibc+LD_PRELOAD=/a.so", "LD_PRELOAD cannot be a level")
        self.refused("x=glibc+A=a\nb", "control character")
        self.refused("x=jemalloc:egaer+A=1", "no policy arm 'egaer'")
        self.refused("x=/nowhere/lib.so+A=1", "is not there")
        self.refused("x=jemalloc+MALLOC_CONF=a:1,mimaloc", "mimaloc")
        self.refused("jemalloc+A=1", "NAME=ALLOCATOR+VARIABLE=VALUE")

    def test_commands_that_take_none(self):
        for command in (["arms"], ["doctor"], ["cliffs", "--largest-mib", "8"]):
            done = self.call(*command, "--alloc", BACKGROUND)
            self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
            self.assertIn("as only run and exec do", done.stderr)


if __name__ == "__main__":
    front_door.main()
