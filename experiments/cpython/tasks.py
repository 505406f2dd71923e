#!/usr/bin/python3
"""List work of CPython programs: in this interpreter, or in each worker of a process pool.

    tasks.py TASK SIZE             one task here; prints what it made: length, first, middle and last element
    tasks.py TASK SIZE WORKERS     one task in each of WORKERS processes of a pool; prints the same once for each, and the
                                   time of the batch, from the making of the pool to the last result

options of a pool, the first of each unless given: --start fork|spawn, --by executor|pool, --processes growing|fixed
(as many as there are tasks, or as the machine has CPUs), --result none|value
"""

import argparse
import array
import collections
import itertools
import math
import os
import time


def wait(milliseconds):
    time.sleep(milliseconds / 1000)
    return [milliseconds]


def square_roots(n):
    return [math.sqrt(i) for i in range(1, n + 1)]


def copy_list(n):
    numbers = list(range(n))
    return numbers.copy()


def slice_list(n):
    numbers = list(range(n))
    return numbers[:]


def concat_list(n):
    numbers = []
    for j in range(n):
        numbers = numbers + [j]
    return numbers


def copy_dict(n):
    return list({i: i for i in range(n)}.copy())


def concat_bytes(n):
    text = b""
    for j in range(n):
        text = text + b"%d" % (j % 10)
    return text


def concat_str(n):
    text = ""
    for j in range(n):
        text = text + str(j % 10)
    return text


def concat_tuple(n):
    numbers = ()
    for j in range(n):
        numbers = numbers + (j,)
    return numbers


def concat_array(n):
    numbers = array.array("q")
    for j in range(n):
        numbers = numbers + array.array("q", (j,))
    return numbers


def copy_set(n):
    return list(set(range(n)).copy())


def copy_deque(n):
    return collections.deque(range(n)).copy()


def copy_numpy(n):
    import numpy  # where it is installed

    numbers = numpy.arange(n)
    for _ in range(10):
        numbers = numbers.copy()
    return numbers


# What the kernels of that name do, step by step; see ../fidelity.toml.


def copy_appended(n):
    numbers = [i for i in range(n)]
    copy = numbers.copy()  # it ends first
    return numbers


def slice_appended(n):
    numbers = [i for i in range(n)]
    for _ in range(10):
        copy = numbers[:]
    return numbers


def insert_into_dict(n):
    numbers = {i: i for i in range(n)}
    return [numbers[0], numbers[n - 1]]


def same_square_roots(n):
    """Without the int of the loop, which `sqrt` makes and frees in each round."""
    return [math.sqrt(2) for _ in itertools.repeat(None, n)]


def only_start(n):
    return [n]


TASKS = {"sleep": wait, "sqrt": square_roots, "copy": copy_list, "slice": slice_list, "concat": concat_list,
         "dict": copy_dict, "bytes": concat_bytes, "str": concat_str, "tuple": concat_tuple, "array": concat_array,
         "set": copy_set, "deque": copy_deque, "numpy": copy_numpy, "appended-copy": copy_appended,
         "appended-slices": slice_appended, "inserted-dict": insert_into_dict, "same-sqrt": same_square_roots,
         "nothing": only_start}


def in_words(made):
    """What is printed of a sequence."""
    return " ".join(str(part) for part in (len(made), made[0], made[len(made) // 2], made[-1]))


def work(task, size):
    return in_words(TASKS[task](size))


def work_without_result(task, size):
    TASKS[task](size)


def batch(given):
    """One task for each worker. Returns the results and the seconds."""
    import concurrent.futures  # here, since a task without a pool shall not wait for them
    import multiprocessing

    context = multiprocessing.get_context(given.start)
    processes = given.workers if given.processes == "growing" else os.cpu_count()
    function = work if given.result == "value" else work_without_result
    tasks = [(given.task, given.size)] * given.workers
    begin = time.perf_counter()
    if given.by == "pool":
        with context.Pool(processes) as pool:
            results = pool.starmap(function, tasks, chunksize=1)
    else:
        with concurrent.futures.ProcessPoolExecutor(processes, mp_context=context) as pool:
            results = list(pool.map(function, *zip(*tasks)))
    return results, time.perf_counter() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("size", type=int)
    parser.add_argument("workers", type=int, nargs="?")
    parser.add_argument("--start", choices=("fork", "spawn"), default="fork")
    parser.add_argument("--by", choices=("executor", "pool"), default="executor")
    parser.add_argument("--processes", choices=("growing", "fixed"), default="growing")
    parser.add_argument("--result", choices=("none", "value"), default="none")
    given = parser.parse_args()
    if given.workers is None:
        print(work(given.task, given.size))
        return
    results, seconds = batch(given)
    for result in results:
        print(result)
    print(f"allocscale: seconds={seconds:.9f}")


if __name__ == "__main__":
    main()
