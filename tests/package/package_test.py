#!/usr/bin/python3
"""Are the Debian packages clean, the same twice, and do they work for an ordinary user of a fresh Debian 12?

usage: package_test.py SOURCES    (from CTest; as root; needs debootstrap, lintian and the network)
"""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCES = None
MIRROR = os.environ.get("ALLOCSCALE_DEBIAN_MIRROR", "http://deb.debian.org/debian")

AS_ROOT = """
set -e
mount -t proc proc /proc
apt-get update -q
apt-get install -q -y /tmp/allocscale_*.deb
useradd --create-home tester
exec su tester -c 'sh -e /tmp/as_user.sh'
"""

AS_USER = """
export ALLOCSCALE_MACHINE_LOCK=/dev/null
mkdir ~/anywhere
cd ~/anywhere
allocscale run quick --alloc mimalloc --kernel copy --size 20k --blocks 2
allocscale exec --alloc mimalloc --blocks 2 -- sort /etc/passwd
test -s /usr/share/man/man1/allocscale.1.gz
test -s ~/.local/share/allocscale/allocscale.db
allocscale report --summary
allocscale --version
"""


def run(*words, **options):
    done = subprocess.run([*map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options)
    assert done.returncode == 0, f"{words}: {done.stdout}"
    return done.stdout


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.environment = {name: value for name, value in os.environ.items() if name != "MAKEFLAGS"}
        run("make", "package", cwd=SOURCES, env=cls.environment)

    @staticmethod
    def packages():
        return sorted((SOURCES / "build" / "release" / "packages").glob("*.deb"))

    def hashes(self):
        return {package.name: hashlib.sha256(package.read_bytes()).hexdigest() for package in self.packages()}

    def test_a_program_and_its_microbenchmarks(self):
        names = [package.name.split("_")[0] for package in self.packages()]
        self.assertEqual(names, ["allocscale-microbench", "allocscale"])
        depends = run("dpkg-deb", "--field", self.packages()[1], "Depends")
        recommends = run("dpkg-deb", "--field", self.packages()[1], "Recommends")
        self.assertIn("libsqlite3-0", depends)
        for allocator in ("libjemalloc2", "libmimalloc2.0", "libtbbmalloc2", "libtcmalloc-minimal4"):
            self.assertIn(allocator, recommends)
            self.assertNotIn(allocator, depends)

    def test_lintian_finds_nothing(self):
        run("lintian", "--fail-on", "error,warning", *self.packages())

    def test_packing_again_gives_the_same_bytes(self):
        before = self.hashes()
        run(".setup/package.sh", "release", cwd=SOURCES, env=self.environment)
        self.assertEqual(self.hashes(), before)

    def test_they_work_for_an_ordinary_user_of_a_fresh_debian(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="allocscale-root-"))
        folder.chmod(0o755)  # it is / of the ordinary user
        self.addCleanup(shutil.rmtree, folder)
        run("debootstrap", "--variant=minbase", "bookworm", folder, MIRROR)
        for package in self.packages():
            shutil.copy(package, folder / "tmp")
        (folder / "tmp" / "as_user.sh").write_text(AS_USER)
        said = run("unshare", "--mount", "--pid", "--fork", "chroot", folder, "sh", "-c", AS_ROOT)
        self.assertIn("ANSWER   not yet: 2 of the 20 blocks", said)
        self.assertIn("PROVED   in ", said)


if __name__ == "__main__":
    SOURCES = pathlib.Path(sys.argv.pop(1))
    unittest.main()
