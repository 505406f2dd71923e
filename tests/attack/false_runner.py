#!/usr/bin/python3 -ISE
"""A runner whose every number and text can be another, and that can do what no worker should.

As a script it is the runner; as a module it makes one: `make(folder, name, lies)`. A lie replaces a field of a message by the
text of any JSON value; they are told by "event.field", e.g. {"sample.wall_ns": "1e300"}, and {"does": […]} names deeds below.
"""

import json
import mmap
import os
import pathlib
import resource
import signal
import sys
import time

SCRIPT = pathlib.Path(__file__).resolve()


def make(folder, name="false", lies=None):
    """The folder with the runner in it."""
    folder.mkdir(exist_ok=True)
    runner = folder / f"runner-{name}"
    runner.write_bytes(SCRIPT.read_bytes())
    runner.chmod(0o755)
    (folder / f"lies-{name}.json").write_text(json.dumps(lies or {}))
    return folder


class Runner:
    def __init__(self, path):
        self.name = path.name.removeprefix("runner-")
        self.lies = json.loads((path.parent / f"lies-{self.name}.json").read_text())
        self.folder = path.parent

    def say(self, event, fields):
        lies = {key.removeprefix(event + "."): text for key, text in self.lies.items() if key.startswith(event + ".")}
        told = {"event": json.dumps(event)} | {key: json.dumps(value) for key, value in fields.items()} | lies
        line = "{" + ",".join(f"{json.dumps(key)}:{text}" for key, text in told.items()) + "}\n"
        os.write(1, line.encode("utf-8", "surrogateescape"))

    def does(self, deed):
        return deed in self.lies.get("does", [])

    def describe(self):
        if self.does("kill itself once") and not (self.folder / "killed").exists():
            (self.folder / "killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if self.does("kill itself"):
            os.kill(os.getpid(), signal.SIGKILL)
        self.say("allocator", {"name": self.name, "description": "a test's", "owner": "libc.so", "library": "",
                               "version": "1", "plain": 0})
        layout = {"name": "every", "question": "", "unsupported": "", "element_objects": 1, "reference_counts": 0,
                  "pointers": 0, "list_buffers": 1, "rehearsed": 0, "usual": 1}
        self.say("kernel", {"name": "task", "question": "what if?", "kind": "control", "resource": "none", "small": 1000,
                            "paper": 1000, "largest": 1000000, "small_iterations": 2, "layouts": [layout]})

    def predict(self):
        self.say("demand", {"bytes": 1000000, "time_ns": 2000000})

    def work(self, words):
        options = dict(zip(words[::2], words[1::2]))
        page = int(options["--rendezvous"])
        if self.does("truncate the page"):
            try:
                os.ftruncate(page, 0)
            except OSError:
                pass
        self.say("hello", {"protocol": 2, "allocator": self.name, "verdict": "proven", "library": "/lib/libc.so.6",
                           "owners": [], "resident_bytes": 1000000})
        with mmap.mmap(page, 4096 if os.fstat(page).st_size >= 4096 else os.fstat(page).st_size) as shared:
            while shared[0] == 0:
                time.sleep(0.0005)
            begin = int.from_bytes(shared[8:16], "little")
            while time.monotonic_ns() < begin:
                time.sleep(0.0005)
        if self.does("note its limits"):
            with open(self.folder / "limits", "a", encoding="utf-8") as file:
                print(*resource.getrlimit(resource.RLIMIT_NOFILE), file=file)
        if self.does("leave a child"):
            self.leave_child()
        start = time.monotonic_ns()
        for iteration in range(int(options["--iterations"])):
            for phase in ("build", "operate", "teardown"):
                self.say("sample", {"iteration": iteration, "phase": phase, "wall_ns": 1000, "cpu_ns": 900,
                                    "minor_faults": 1})
        self.say("result", {"checksum": "aa", "expected": "aa", "start_ns": start, "stop_ns": time.monotonic_ns(),
                            "version": "1"})

    def leave_child(self):
        """A child in a session of its own, whose parent has ended, that closes its streams."""
        if os.fork() != 0:
            os.wait()
            return
        if os.fork() != 0:
            os._exit(0)
        os.setsid()
        with open(self.folder / "children", "a", encoding="utf-8") as file:
            print(os.getpid(), file=file)
        os.closerange(0, 64)
        time.sleep(60)
        os._exit(0)


if __name__ == "__main__":
    this = Runner(pathlib.Path(sys.argv[0]))
    if sys.argv[1] == "--describe":
        this.describe()
    elif sys.argv[1] == "--predict":
        this.predict()
    else:
        this.work(sys.argv[1:])
