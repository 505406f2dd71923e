#!/usr/bin/python3
"""From a bare machine to tables: does the set-up install what is missing and nothing else, does a second
`make experiment` start anything, and does what `make install` leaves work?

Nothing is installed on this machine: see copied_tree.py.
"""

import collections
import os
import re
import shutil
import sqlite3
import unittest

import copied_tree
import documents

TOOLS = "awk cat cksum cut dirname env mkdir sed sort".split()
FIXED = "apt-get update && apt-get install -y --no-install-recommends "
UPDATE, INSTALL = "apt-get update -q", "apt-get install -q -y --no-install-recommends "


class Packages(unittest.TestCase):
    """.setup/packages.sh in a copy where only a few tools and the stand-ins are on PATH."""

    def setUp(self):
        tools = copied_tree.CopiedTree([])
        self.addCleanup(tools.remove)
        for tool in TOOLS:
            (tools.root / tool).symlink_to(shutil.which(tool))
        self.tree = copied_tree.CopiedTree([".setup", "allocators"], path=tools.root)
        self.addCleanup(self.tree.remove)
        self.user(0)
        self.tree.stand_in("apt-get", "exit 0")

    def user(self, number):
        self.tree.stand_in("id", f"echo {number}")

    def missing(self, *packages):
        """dpkg-query knows nothing of the first and has removed the others, but for their configuration."""
        unknown, *removed = packages or ("",)
        self.tree.stand_in("dpkg-query", f"""
            for package; do :; done
            case "$package" in
              '{unknown}') echo "no packages found matching $package" >&2; exit 1 ;;
              {'|'.join(removed) or "''"}) echo 'deinstall ok config-files' ;;
              *) echo 'install ok installed' ;;
            esac""")

    def set_up(self, *arguments):
        self.tree.forget_calls()
        return self.tree.run(".setup/packages.sh", *arguments)

    def asked(self):
        return {call.split(" ")[-1] for call in self.tree.calls("dpkg-query")}

    def assert_refused(self, done, *packages):
        """Status 2, and the last line holds the one command that a user may run as root."""
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        line = done.stderr.splitlines()[-1]
        self.assertTrue(line.startswith("allocscale: "), line)
        self.assertTrue(line.endswith(": " + FIXED + " ".join(packages)), line)

    def test_root_installs_exactly_what_is_missing(self):
        self.missing("ninja-build", "libmimalloc-dev")
        self.assertEqual(self.set_up().returncode, 0)
        self.assertEqual(self.tree.calls("apt-get"), [UPDATE, INSTALL + "libmimalloc-dev ninja-build"])

    def test_every_listed_package_is_asked_for(self):
        self.missing()
        self.set_up("clang-14", "test")
        listed = set()
        for name in ("packages.txt", "packages.test.txt"):
            listed |= set(re.findall(r"^[a-z0-9.+-]+$", (copied_tree.ROOT / ".setup" / name).read_text(), re.M))
        for file in (copied_tree.ROOT / "allocators").glob("*.cmake"):
            listed |= set(re.findall(r"\bPACKAGE\s+([a-z0-9.+-]+)", file.read_text()))
        self.assertLess({"g++", "cmake", "libgtest-dev", "libjemalloc-dev", "libmimalloc-dev", "libgoogle-perftools-dev"}, listed)
        self.assertEqual(self.asked(), listed | {"clang-14"})

    def test_an_experiment_needs_no_package_of_tests_and_microbenchmarks(self):
        self.missing()
        self.set_up()
        self.assertIn("g++", self.asked())
        self.assertEqual(self.asked() & {"libgtest-dev", "librapidcheck-dev", "libbenchmark-dev"}, set())

    def test_another_user_installs_through_sudo(self):
        self.missing("ninja-build")
        self.user(1000)
        self.tree.stand_in("sudo", 'if [ "$1" != -n ]; then exec "$@"; fi')
        self.assertEqual(self.set_up().returncode, 0)
        self.assertEqual(self.tree.calls("apt-get"), [UPDATE, INSTALL + "ninja-build"])
        through = [call for call in self.tree.calls("sudo") if "apt-get" in call]
        self.assertEqual(len(through), 2, through)

    def test_a_user_who_may_not_install_is_told_the_one_command(self):
        self.missing("ninja-build", "libmimalloc-dev")
        self.user(1000)
        for what, script in (("no sudo", None), ("a sudo that wants a password", "exit 1")):
            with self.subTest(what):
                if script:
                    self.tree.stand_in("sudo", script)
                done = self.set_up()
                self.assert_refused(done, "libmimalloc-dev", "ninja-build")
                self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
                self.assertEqual(self.tree.calls("apt-get"), [])

    def test_the_command_can_be_run_as_it_stands(self):
        self.missing("ninja-build", "libmimalloc-dev")
        self.user(1000)
        command = self.set_up().stderr.strip().split("run: ")[1]
        self.tree.run("/bin/sh", "-c", command)
        self.assertEqual(self.tree.calls("apt-get"),
                         ["apt-get update", "apt-get install -y --no-install-recommends libmimalloc-dev ninja-build"])

    def test_a_failed_installation_tells_the_command_and_is_tried_again(self):
        self.missing("ninja-build")
        for step in ("update", "install"):
            with self.subTest(step):
                self.tree.stand_in("apt-get", f'if [ "$1" = {step} ]; then echo "E: no network" >&2; exit 100; fi')
                for _ in range(2):
                    done = self.set_up()
                    self.assert_refused(done, "ninja-build")
                    self.assertIn("E: no network", done.stderr)
                    self.assertIn(UPDATE, self.tree.calls("apt-get"))

    def test_a_complete_list_is_not_asked_for_again(self):
        self.missing()
        self.assertEqual(self.set_up("test", "microbench").returncode, 0)
        self.assertGreater(len(self.tree.calls("dpkg-query")), 20)
        self.assertEqual(self.set_up("test", "microbench").returncode, 0)
        self.assertEqual(self.tree.calls(), [])

    def test_what_was_installed_is_not_asked_for_again(self):
        self.missing("ninja-build")
        self.assertEqual(self.set_up().returncode, 0)
        self.assertIn(UPDATE, self.tree.calls("apt-get"))
        self.assertEqual(self.set_up().returncode, 0)
        self.assertEqual(self.tree.calls(), [])

    def test_a_list_that_cannot_be_read_is_not_complete(self):
        self.missing()
        for file in (".setup/packages.txt", *(self.tree.root / "allocators").glob("*.cmake")):
            (self.tree.root / file).unlink()
        done = self.set_up()
        self.assertEqual(done.returncode, 2)
        self.assertIn("packages.txt", done.stderr.splitlines()[-1])

    def test_a_new_allocator_brings_its_package(self):
        self.missing()
        self.set_up()
        (self.tree.root / "allocators/extra.cmake").write_text("allocscale_link(LIBRARY extra PACKAGE libextra-dev)\n")
        self.missing("libextra-dev")
        self.assertEqual(self.set_up().returncode, 0)
        self.assertEqual(self.tree.calls("apt-get"), [UPDATE, INSTALL + "libextra-dev"])

    def test_another_system_is_told_what_it_needs(self):
        done = self.set_up()
        self.assertEqual((done.returncode, done.stdout, len(done.stderr.splitlines())), (2, "", 1), done.stderr)
        for part in ("no Debian", "ninja-build", "libmimalloc-dev"):
            self.assertIn(part, done.stderr)


def trials(tree):
    """The outcomes of all trials that the copy's store holds, by id."""
    with sqlite3.connect(tree.root / "results/allocscale.db") as database:
        return database.execute("SELECT id, outcome FROM trial ORDER BY id").fetchall()


class Experiment(unittest.TestCase):
    """`make experiment ALLOC=mimalloc` from nothing, small enough to wait for, and again."""

    def make(self, allocator="mimalloc"):
        self.tree.forget_calls()
        return self.tree.run("make", "experiment", f"ALLOC={allocator}", "ARGS=--blocks 1 --size 300 --kernel concat")

    def setUp(self):
        self.tree = copied_tree.whole_tree()

    def test_once_and_again(self):
        first = self.make()
        self.assertEqual(first.returncode, 0, first.stderr)
        self.assertIn("concat of 300", first.stdout)
        # The counts below are worth something only if these are above 0.
        for names in (["dpkg-query"], copied_tree.COMPILERS):
            self.assertGreater(len(self.tree.calls(*names)), 10, names)
        self.assertEqual(self.tree.calls("apt", "apt-get", "dpkg", "sudo"), [])
        stored = trials(self.tree)
        self.assertEqual({outcome for _, outcome in stored}, {"complete"})
        # Nothing is built but what runs.
        folder = self.tree.root / "build/release/libexec/allocscale"
        runners = {file.name for file in folder.glob("runner-*") if file.suffix != ".unbuilt"}
        self.assertEqual(runners, {"runner-glibc", "runner-mimalloc"})
        self.assertEqual(list(folder.glob("*microbench*")) + list(folder.glob("selftest/*")), [])
        listed = self.tree.run("build/release/bin/allocscale", "list", "allocators").stdout
        self.assertRegex(listed, r"(?m)^jemalloc .*make programs")
        self.assertNotRegex(listed, r"(?m)^mimalloc .*make programs")

        second = self.make()
        self.assertEqual(self.tree.calls(*copied_tree.PACKAGE_MANAGERS), [])
        self.assertEqual(self.tree.calls(*copied_tree.COMPILERS), [])
        self.assertEqual(trials(self.tree), stored)
        self.assertEqual((second.returncode, second.stdout), (0, first.stdout), second.stderr)

    def test_a_wrong_allocator_is_refused_before_anything_is_installed_or_built(self):
        for allocator, parts in (("mimaloc", ("'mimaloc'", "mimalloc")), ("mimalloc,mimaloc:eager", ("'mimaloc'", "jemalloc")),
                                 ("mine=/no/such.so", ("'/no/such.so'", "cannot be read")), ("", ("no allocator",))):
            with self.subTest(allocator):
                done = self.make(allocator)
                self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
                lines = [line for line in done.stderr.splitlines() if line.startswith("allocscale: ")]
                self.assertEqual(len(lines), 1, done.stderr)
                for part in ("ALLOC=", *parts):
                    self.assertIn(part, lines[0])
                self.assertEqual(self.tree.calls(), [])


class Install(unittest.TestCase):
    """`make install` into a staging folder; what lies there must work without the build tree."""

    def setUp(self):
        self.tree = copied_tree.whole_tree()
        self.prefix = self.tree.folder / "staged/usr"
        done = self.tree.run("make", "install", f"DESTDIR={self.prefix.parent}", "prefix=/usr")
        self.addCleanup(shutil.rmtree, self.prefix.parent)
        self.assertEqual(done.returncode, 0, done.stderr)
        build, aside = self.tree.root / "build", self.tree.root / "build-aside"
        build.rename(aside)
        self.addCleanup(aside.rename, build)

    def test_installed(self):
        allocators = {file.stem for file in (self.tree.root / "allocators").glob("*.cpp")}
        runners = {name for name in os.listdir(self.prefix / "libexec/allocscale") if name.startswith("runner-")}
        self.assertEqual(runners, {f"runner-{name}" for name in allocators})
        specs = {file.name for file in (self.prefix / "share/allocscale/experiments").glob("*.toml")}
        self.assertEqual(specs, {file.name for file in (self.tree.root / "experiments").glob("*.toml")})

        texts = self.prefix / "share/doc/allocscale"
        self.assertTrue((texts / "LICENSE").exists())
        self.assertTrue((texts / "README.md").exists())
        for page in documents.pages(texts):
            self.assertEqual(list(documents.broken_links(texts, page, page.name)), [])

        allocscale = self.prefix / "bin/allocscale"
        listed = self.tree.run(allocscale, "list", "allocators", folder=self.tree.folder)
        names = {line.split()[0].partition(":")[0] for line in listed.stdout.splitlines()}  # an arm is no allocator
        self.assertEqual(names, allocators, listed.stderr)
        self.assertNotIn("not available", listed.stdout)

        store = self.tree.folder / "installed/store.db"
        done = self.tree.run(allocscale, "run", "quick", "--kernel", "concat", "--layout", "boxed", "--alloc", "glibc",
                             "--size", "300", "--blocks", "1", "--workers", "1", "--store", store,
                             folder=self.tree.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("concat of 300", done.stdout)


class Unite(unittest.TestCase):
    """What makes a user's build short, cmake/unite.cmake."""

    def test_one_unit_of_a_target_reads_the_headers_that_take_seconds(self):
        tree = copied_tree.whole_tree()
        self.assertEqual(tree.run("make", "programs").returncode, 0)
        units = collections.defaultdict(set)
        for entry in tree.run("ninja", "-C", "build/release", "-t", "deps").stdout.split("\n\n"):
            unit = re.search(r"^harness/(\S+)/Unity/(unity_\w+)", entry, re.M)
            for library in ("CLI", "nlohmann", "boost") if unit else ():
                if f"include/{library}/" in entry:
                    units[library, unit[1]].add(unit[2])
        self.assertEqual({library for library, _ in units}, {"CLI", "nlohmann", "boost"})
        self.assertEqual({of: names for of, names in units.items() if len(names) > 1}, {})


if __name__ == "__main__":
    unittest.main()
