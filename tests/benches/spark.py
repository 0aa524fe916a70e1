"""Settlements a second on a Spark cluster of two cores, and the most memory that a worker's Python takes, for more and more
rows: ROWS says how many, one job after the other. What comes out is held against integers, to the fen."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy
import pyarrow
import pyarrow.parquet

import jiuzhu.spark

sys.path.insert(0, str(Path(__file__).parents[1] / "engines"))
from cluster import Cluster
from county import DAY, POLICY, WEIGHTS

ROWS = [int(count) for count in os.environ.get("ROWS", "100000 1000000").split()]
EACH = 3
PERSONS_A_FILE = 100_000
BIRTHDAYS = 80 * 12 * 28
TOWNS = 90
CHECKS = numpy.frombuffer(b"10X98765432", dtype="S1")


def id_numbers(places):
    """Sound ones, all different."""
    day, town, rest = places % BIRTHDAYS, places // BIRTHDAYS % TOWNS, places // BIRTHDAYS // TOWNS
    body = 420_210 + town
    for factor, part in ((10_000, 1930 + day % 80), (100, 1 + day // 80 % 12), (100, 1 + day // 960), (1_000, rest)):
        body = body * factor + part
    sums = sum(body // 10 ** (16 - at) % 10 * weight for at, weight in enumerate(WEIGHTS))
    return numpy.char.add(body.astype(str), CHECKS[sums % 11].astype(str))


def yuan(fen):
    return numpy.char.add(numpy.char.add((fen // 100).astype(str), "."), numpy.char.zfill((fen % 100).astype(str), 2))


def due(own):
    """The figures of county.py's `due_of`, for many."""
    half_up = lambda hundredths: (hundredths + 50) // 100
    first = numpy.minimum(half_up(numpy.where(own <= 600_000, own * 70, 42_000_000 + (own - 600_000) * 75)), 6_000_000)
    return first + numpy.minimum(half_up(numpy.maximum(own - first - 750_000, 0) * 85), 5_000_000)


def write(folder: Path, persons: int) -> int:
    """The settlements of so many families as files; what they are due together, in fen."""
    sum_of_due = 0
    for begin in range(0, persons, PERSONS_A_FILE):
        places = numpy.arange(begin, min(begin + PERSONS_A_FILE, persons))
        rows = numpy.repeat(places, EACH)
        slip = numpy.tile(numpy.arange(EACH), len(places))
        scope = 100_000 + (rows * 7_919 + slip * 104_729) % 3_000_000
        basic = scope * 55 // 100
        texts = lambda value: pyarrow.array([value]).dictionary_encode().take(pyarrow.array(numpy.zeros(len(rows), int)))
        columns = {"结算编号": numpy.char.add(rows.astype(str), numpy.char.add("-", slip.astype(str))), "身份证号": numpy.repeat(id_numbers(places), EACH),
                   "费用总额": yuan(scope + 20_000), "政策范围内费用": yuan(scope), "基本医保支付": yuan(basic)}
        same = {"救助身份": "低保对象", "在省内看的病": "是", "医疗类别": "住院", "参保类别": "居民医保", "就医地点": "本地", "出院日期": "2026-03-05",
                "大病保险支付": "0", "医疗救助": "0"}
        table = pyarrow.table({**{name: pyarrow.array(cells) for name, cells in columns.items()}, **{name: texts(cell) for name, cell in same.items()}})
        pyarrow.parquet.write_table(table, folder / f"{begin}.parquet")
        sum_of_due += int(due((scope - basic).reshape(-1, EACH).sum(axis=1)).sum())
    return sum_of_due


class Memory(threading.Thread):
    """The most that one process of the workers' Python was seen to take, in MiB."""

    def __init__(self):
        super().__init__(daemon=True)
        self.most, self.is_wanted = 0.0, True

    def run(self):
        while self.is_wanted:
            for process in Path("/proc").glob("[0-9]*"):
                try:
                    if b"pyspark.daemon" in (process / "cmdline").read_bytes():
                        pages = int((process / "statm").read_text().split()[1])
                        self.most = max(self.most, pages * os.sysconf("SC_PAGESIZE") / 2**20)
                except (OSError, IndexError):
                    pass  # It has just ended.
            time.sleep(0.2)


def measure(session, count: int):
    from pyspark.sql import functions

    with tempfile.TemporaryDirectory() as folder:
        expected = write(Path(folder), count // EACH)
        memory = Memory()
        memory.start()
        begin = time.monotonic()
        piles = jiuzhu.spark.screen(session.read.parquet(folder), POLICY, as_of=DAY)
        found = piles.groupBy("pile").agg(functions.count("*"), functions.sum("due_min"), functions.sum("due_max")).collect()
        took = time.monotonic() - begin
        memory.is_wanted = False
        memory.join()
    assert [tuple(map(str, pile)) for pile in found] == [("可能漏了", str(count // EACH), *2 * (f"{expected // 100}.{expected % 100:02}",))], found
    print(f"{count:>12,} settlements {took:>8.1f} s {count / took / 2:>10,.0f} a second and core, {memory.most:>6.0f} MiB at most")


def main():
    with tempfile.TemporaryDirectory() as folder:
        cluster = Cluster(folder)
        try:
            for count in ROWS:
                measure(cluster.session, count)
        finally:
            cluster.close()


main()
