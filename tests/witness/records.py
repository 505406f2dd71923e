"""Reads the file of a preloaded library, as harness/launch/witnessed.cpp does: for the tests of what writes it."""

import dataclasses
import pathlib
import struct

HEAD = struct.Struct("=IHHIIiiq")
MAGIC = 0x72577341
STARTED, FORKED, COUNTED = 1, 2, 4
SYMBOLS = ("malloc", "calloc", "realloc", "free", "posix_memalign", "operator new", "operator new[]", "operator delete",
           "operator delete[]", "operator delete(size_t)", "operator delete[](size_t)", "operator new(align_val_t)",
           "operator new[](align_val_t)", "operator delete(align_val_t)", "operator delete[](align_val_t)")
FUNCTIONS = ("malloc", "calloc", "realloc", "posix_memalign")


@dataclasses.dataclass
class Record:
    kind: int
    pid: int
    parent: int
    at_ns: int
    executable: str = ""
    name: str = ""
    family: str = ""
    version: str = ""
    owners: dict = dataclasses.field(default_factory=dict)  # symbol: path
    frees: int = 0
    requests: dict = dataclasses.field(default_factory=dict)  # (function, size class): (calls, bytes)


class Body:
    def __init__(self, data):
        self.data = data

    def take(self, form):
        values = struct.unpack_from("=" + form, self.data)
        self.data = self.data[struct.calcsize("=" + form):]
        return values

    def text(self):
        length, = self.take("H")
        words, self.data = self.data[:length], self.data[length:]
        return words.decode()


def read(file):
    """All records; fails on anything else."""
    data = pathlib.Path(file).read_bytes()
    records = []
    while data:
        magic, form, kind, size, _, pid, parent, at_ns = HEAD.unpack_from(data)
        assert (magic, form) == (MAGIC, 1)
        body = Body(data[HEAD.size:size])
        data = data[size:]
        record = Record(kind, pid, parent, at_ns, body.text(), body.text())
        if kind == COUNTED:
            record.frees, entries = body.take("QH")
            for _ in range(entries):
                function, size_class, _, calls, count = body.take("HHIQQ")
                record.requests[FUNCTIONS[function], size_class] = (calls, count)
        else:
            record.family, record.version = body.text(), body.text()
            for _ in range(body.take("H")[0]):
                owned, = body.take("H")
                path = body.text()
                record.owners.update({symbol: path for i, symbol in enumerate(SYMBOLS) if owned >> i & 1})
        assert not body.data.strip(b"\0"), "more than the record says"
        records.append(record)
    return records
