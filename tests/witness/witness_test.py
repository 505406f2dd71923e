#!/usr/bin/python3
"""Does the witness say of every process who owns malloc there, and does it harm no program?"""

import os
import platform
import resource
import shutil
import subprocess

import preloaded
from preloaded import LIBRARIES, LIBRARY, PROGRAM, PYTHON, RUNNERS, STATIC
from records import FORKED, STARTED

TREE = "import os, subprocess; os.waitpid(os.fork() or os._exit(0), 0); subprocess.run(['sort'], stdin=subprocess.DEVNULL)"

# A filter by which openat (257) ends the process: seccomp(2). The child of the fork must end well.
WITHOUT_OPENAT = """
import ctypes, os, struct, sys
libc = ctypes.CDLL(None)
rules = [(0x20, 0, 0, 0), (0x15, 0, 1, 257), (0x06, 0, 0, 0x80000000), (0x06, 0, 0, 0x7fff0000)]
code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *rule) for rule in rules))
program = struct.pack("HxxxxxxQ", len(rules), ctypes.addressof(code))
assert libc.prctl(38, 1, 0, 0, 0) == 0
assert libc.prctl(22, 2, program, 0, 0) == 0
child = os.fork() or os._exit(0)
os._exit(0 if os.waitpid(child, 0)[1] == 0 else 1)
"""


class Witness(preloaded.Preloaded):
    variable = "ALLOCSCALE_WITNESS"

    def kinds(self):
        """The name and the kind of each process."""
        return [(record.name, record.kind) for record in self.records()]

    def test_malloc_of_every_process_is_the_allocators(self):
        commands = ([PROGRAM, "threads", "fork-exit"], [PYTHON, "-c", TREE], ["sort", "/dev/null"],
                    ["sh", "-c", "sort /dev/null | cat; (cat </dev/null)"])
        for family, library in LIBRARIES.items():
            for command in commands:
                with self.subTest(family=family, command=command[0]):
                    self.run_under([library, LIBRARY], *command)
                    found = self.records()
                    self.assertGreaterEqual(len(found), 2 if command[0] != "sort" else 1)
                    for record in found:
                        for symbol in ("malloc", "calloc", "realloc", "free", "posix_memalign", "operator new"):
                            self.assertEqual(os.path.basename(record.owners[symbol]), library, symbol)
                        self.assertEqual(record.family, family)
                        self.assertRegex(record.version, r"\d+\.\d+")

    def test_the_systems_malloc_is_the_c_librarys(self):
        self.run_under([LIBRARY], PROGRAM)
        record, = self.records()
        self.assertEqual(os.path.basename(record.owners["malloc"]), "libc.so.6")
        self.assertTrue(os.path.basename(record.owners["operator new"]).startswith("libstdc++.so"))
        self.assertEqual((record.family, record.version.split(".")[0]), ("glibc", "2"))

    def test_a_program_in_c_gets_no_operators_by_it(self):
        self.run_under([LIBRARY], "sort", "/dev/null")
        record, = self.records()
        self.assertEqual({symbol for symbol in record.owners if "operator" in symbol}, set())

    def test_an_allocator_in_the_program_is_the_programs(self):
        for name in ("scudo", "bump"):
            with self.subTest(allocator=name):
                runner = RUNNERS / f"runner-{name}"
                if not runner.exists():
                    self.skipTest(f"{runner} was not built")
                self.run_under([LIBRARY], runner, "--describe")
                record, = self.records()
                self.assertEqual(record.owners["malloc"], str(runner))

    def test_a_library_that_ld_so_skips_is_not_the_owner(self):
        subprocess.run([PROGRAM], env=self.environment("/not/there.so", LIBRARY), check=True, capture_output=True)
        record, = self.records()
        self.assertEqual(os.path.basename(record.owners["malloc"]), "libc.so.6")

    def test_who_comes_from_whom(self):
        self.run_under([LIBRARY], PROGRAM, "fork-grandchild")
        first, child, grandchild = self.records()
        self.assertEqual((first.kind, child.kind, grandchild.kind), (STARTED, FORKED, FORKED))
        self.assertEqual((child.parent, grandchild.parent), (first.pid, child.pid))
        self.assertEqual(first.parent, os.getpid())
        self.assertEqual(first.executable, PROGRAM)
        self.assertEqual(child.owners, first.owners)
        self.assertLessEqual(first.at_ns, child.at_ns)

    def test_a_process_that_executes_again_says_so(self):
        self.run_under([LIBRARY], "sh", "-c", f"exec {PROGRAM}")
        first, second = self.records()
        self.assertEqual(first.pid, second.pid)
        self.assertEqual(second.executable, PROGRAM)

    def test_what_is_not_loaded_says_nothing(self):
        self.run_under([LIBRARY], STATIC, "threads", "fork-exit")
        self.assertEqual(self.records(), [])
        self.run_under([LIBRARY], "sh", "-c", f"unset LD_PRELOAD; {PROGRAM} threads; true")
        self.assertEqual([kind for name, kind in self.kinds() if name == "witnessed_progr"], [])

    def test_without_the_variable_it_does_nothing(self):
        environment = self.environment(LIBRARY)
        for value in (None, "", "x" * 5000):
            environment.pop(self.variable, None)
            if value is not None:
                environment[self.variable] = value
            self.run_under([], PROGRAM, "fork-exit", env=environment)
        self.assertEqual(self.records(), [])

    def test_a_file_that_cannot_be_written_harms_nothing(self):
        self.file.unlink()
        self.run_under([LIBRARY], PROGRAM, "fork-exit")
        self.assertFalse(self.file.exists(), "it makes no file")
        os.mkfifo(self.file)
        reader = os.open(self.file, os.O_RDONLY | os.O_NONBLOCK)
        self.run_under([LIBRARY], PROGRAM, "fork-exit")
        self.assertEqual(os.read(reader, 1), b"", "what is no regular file gets nothing")
        os.close(reader)
        self.file.unlink()
        kept = self.here / "kept"
        kept.touch()
        self.file.symlink_to(kept)
        self.run_under([LIBRARY], PROGRAM, "fork-exit")
        self.assertEqual(kept.read_bytes(), b"")
        for place in ("/dev/full", "/dev/null/none", self.here):
            self.file = place
            self.run_under([LIBRARY], PROGRAM, "fork-exit")

    def test_a_limit_of_the_files_size_raises_no_signal(self):
        self.file.write_bytes(b"\0" * 4096)

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

        self.run_under([LIBRARY], PROGRAM, "fork-exit", preexec_fn=limit)
        self.assertEqual(self.file.stat().st_size, 4096)

    def test_a_limit_of_descriptors_harms_nothing(self):
        # After the start: the loader itself could not open a library then.
        self.run_under([LIBRARY], PYTHON, "-c", "import os, resource, sys\n"
                       "resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))\n"
                       "child = os.fork()\n"
                       "if not child: os._exit(0)\n"
                       "sys.exit(os.waitpid(child, 0)[1])")
        self.assertEqual([record.kind for record in self.records()], [STARTED])

    def test_a_program_that_closes_all_descriptors_is_still_seen(self):
        self.run_under([LIBRARY], PROGRAM, "close-all", "fork-exit")
        self.assertEqual([record.kind for record in self.records()], [STARTED, FORKED])

    def test_it_leaves_no_descriptor_and_no_errno(self):
        self.assertEqual(self.run_under([LIBRARY], PROGRAM, "errno", "descriptors").splitlines()[:2],
                         ["errno 0", "descriptors 0 1 2"])
        self.file.unlink()
        self.assertIn("errno 0", self.run_under([LIBRARY], PROGRAM, "errno"))

    def test_a_program_that_gives_up_system_calls_is_not_ended(self):
        if platform.machine() != "x86_64":
            self.skipTest("the number of openat is that of x86_64")
        self.run_under([LIBRARY], PYTHON, "-c", WITHOUT_OPENAT)
        self.assertEqual([record.kind for record in self.records()], [STARTED])

    def test_in_another_root_it_harms_nothing(self):
        if os.geteuid() != 0:
            self.skipTest("only root changes its root")
        root = self.here / "root"
        linked = {line.split("=>")[-1].split("(")[0].strip() for line in
                  subprocess.run(["ldd", PROGRAM], capture_output=True, text=True, check=True).stdout.splitlines()}
        for file in [PROGRAM, LIBRARY, *(path for path in linked if path.startswith("/"))]:
            target = root / file.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
        self.run_under([LIBRARY], PROGRAM, "threads", "fork-exit", preexec_fn=lambda: os.chroot(root))
        self.assertEqual(self.records(), [])

    def test_many_processes_tear_no_record(self):
        self.run_under([LIBRARY], "sh", "-c", "for i in $(seq 30); do sort /dev/null & (:) & done; wait")
        kinds = self.kinds()  # read() fails on what is torn
        self.assertEqual(kinds.count(("sort", STARTED)), 30)

    def test_it_calls_no_allocation_function(self):
        """Of the counter: the same calls with and without the witness in a program."""
        counter = LIBRARY.replace("witness", "counter")
        counts = []
        for libraries in ([counter], [counter, LIBRARY]):
            environment = {**self.environment(*libraries), "ALLOCSCALE_COUNTER": str(self.here / "counts")}
            (self.here / "counts").write_bytes(b"")
            self.run_under([], "sort", "/dev/null", env=environment)
            record, = preloaded.records.read(self.here / "counts")
            counts.append((record.frees, record.requests))
        self.assertEqual(len(self.records()), 1)
        self.assertEqual(counts[0], counts[1])


if __name__ == "__main__":
    preloaded.main()
