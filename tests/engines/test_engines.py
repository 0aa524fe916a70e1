"""The wheel in the hands of those who have tables: alone, in DuckDB, in Polars, on a real Spark cluster, and the command line
beside them: one made-up county, one answer. `make test-engines` sets all of it up; PERSONS=120000 makes the whole county."""

from __future__ import annotations

import csv
import datetime
import decimal
import json
import multiprocessing
import os
import pickle
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

import jiuzhu
import jiuzhu.duckdb
import jiuzhu.polars
import jiuzhu.spark
from cluster import Cluster
from county import DAY, PERSONS, POLICY, SETTLEMENTS, county

ROOT = Path(__file__).parents[2]
COUNT = int(os.environ.get("PERSONS", "3000"))
FOLDER = tempfile.TemporaryDirectory()
KNOWN = county(COUNT)
LISTS = {}


def setUpModule():
    for name, heads, rows in (("名单", PERSONS, KNOWN.persons), ("结算", SETTLEMENTS, KNOWN.settlements)):
        LISTS[name] = str(Path(FOLDER.name, f"{name}.csv"))
        with open(LISTS[name], "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([heads, *rows])


def tearDownModule():
    FOLDER.cleanup()


def frames():
    import polars

    return {name: polars.read_csv(path, infer_schema=False) for name, path in LISTS.items()}


class Everywhere(unittest.TestCase):
    def check(self, rows, numbered=True):
        """Rows of the result, as dictionaries: everybody in their pile with their amounts, every dirty row with its reason."""
        found, aside = {}, {}
        for row in rows:
            if row["pile"] == "没算":
                aside.setdefault(row["id"] or "", []).append(row)
            else:
                self.assertNotIn(row["id"], found)
                found[row["id"]] = row
        self.assertEqual(found.keys(), KNOWN.expected.keys())
        for who, (pile, due, paid, gaps) in KNOWN.expected.items():
            row = found[who]
            self.assertEqual((row["pile"], int(row["paid"] * 100), row["gaps"]), (pile, paid, gaps), row)
            if due is not None:
                self.assertEqual((int(row["due_min"] * 100), int(row["due_max"] * 100)), (due, due), row)
        whole = [row for rows in aside.values() for row in rows]
        self.assertEqual(len(whole), len(KNOWN.aside))
        if numbered:
            reasons = {int(re.search(r"\d+$", row["rows"])[0]): row["reason"] for row in whole}
            for number, why in KNOWN.aside.items():
                self.assertIn(why, reasons.get(number, ""), number)
        else:
            for why in set(KNOWN.aside.values()):
                expected = sum(known == why for known in KNOWN.aside.values())
                self.assertEqual(sum(why in row["reason"] for row in whole), expected, why)

    def prompt(self, out, *lists):
        """What the command line makes of lists, as the rows of :func:`jiuzhu.screen`."""
        command = [os.environ["JIUZHU"], "screen", "--policy", POLICY, "--as-of", DAY, "-o", str(out), *lists]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        self.assertEqual(done.returncode, 1, done.stderr)
        told = []
        with open(out, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                amount = lambda name: decimal.Decimal(row[name])
                told.append({"pile": row["结果"], "id": row["身份证号"].strip(), "paid": amount("已领"), "due_min": amount("该领最少"),
                             "due_max": amount("该领最多"), "gaps": int(row["另有没算的行"] or 0)})
        with open(out.with_name(f"{out.stem}-没算的行.csv"), encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if row["为什么没算"] != "表头":
                    # A file has its head above the rows.
                    told.append({"pile": "没算", "id": "", "reason": row["为什么没算"], "rows": str(int(row["行"]) - 1)})
        return told

    def test_the_prompt(self):
        begin = time.monotonic()
        told = self.prompt(Path(FOLDER.name, "结果.csv"), *LISTS.values())
        rows = len(KNOWN.persons) + len(KNOWN.settlements)
        print(f"the prompt: {rows} rows in {time.monotonic() - begin:.1f} s")
        self.check(told)

    def test_the_prompt_reads_what_engines_write(self):
        import duckdb
        from pyarrow import parquet

        def by_duckdb(name, path):
            duckdb.sql(f"copy (select * from read_csv('{LISTS[name]}', all_varchar=true)) to '{path}' (format parquet)")

        ways = {"polars": lambda name, path: frames()[name].write_parquet(path), "duckdb": by_duckdb}
        for packed, pages in (("gzip", "1.0"), ("zstd", "2.0"), ("none", "2.0")):
            ways[f"pyarrow-{packed}"] = lambda name, path, packed=packed, pages=pages: parquet.write_table(
                frames()[name].to_arrow(), path, compression=packed, data_page_version=pages)
        for way, write in ways.items():
            lists = [str(Path(FOLDER.name, f"{name}-{way}.parquet")) for name in LISTS]
            for name, path in zip(LISTS, lists):
                write(name, path)
            self.check(self.prompt(Path(FOLDER.name, f"{way}.csv"), *lists))

    def test_duckdb(self):
        import duckdb

        con = duckdb.connect()
        queries = {name: f"select * from read_csv('{path}', all_varchar=true)" for name, path in LISTS.items()}
        begin = time.monotonic()
        piles = jiuzhu.duckdb.screen(con, queries, POLICY, as_of=DAY)
        rows = con.sql("select * from piles").to_arrow_table().to_pylist()
        print(f"duckdb: {len(KNOWN.settlements) / (time.monotonic() - begin):.0f} settlements/s")
        self.check(rows)

    def test_polars(self):
        import polars

        lazy = {name: polars.scan_csv(path, infer_schema=False) for name, path in LISTS.items()}
        self.check(jiuzhu.polars.screen(lazy, POLICY, as_of=DAY).to_dicts())
        self.check(jiuzhu.polars.screen(frames(), POLICY, as_of=DAY).to_dicts())

    def test_sorted_lists_come_to_the_same(self):
        import polars

        lists = frames()
        lists["结算"] = lists["结算"].sort(polars.col("身份证号").str.slice(0, 17), maintain_order=True)
        rows = jiuzhu.polars.screen(lists, POLICY, as_of=DAY, sorted=True).to_dicts()
        self.check(rows, numbered=False)
        lists["结算"] = lists["结算"].reverse()
        piles = jiuzhu.polars.screen(lists, POLICY, as_of=DAY, sorted=True)["reason"].to_list()
        self.assertTrue(any("没有按身份证号排好" in why for why in piles if why))


class Alone(unittest.TestCase):
    def test_answers_are_those_of_the_prompt(self):
        asked = json.loads((ROOT / "examples/families.ndjson").read_text("utf-8").splitlines()[0])
        told = subprocess.run([os.environ["JIUZHU"], "assess", "--policy", asked["policy"]], cwd=ROOT, text=True,
                              input=json.dumps(asked["answers"]), capture_output=True, check=True).stdout
        self.assertEqual(jiuzhu.assess(asked["policy"], asked["answers"]), json.loads(told))
        bad = jiuzhu.assess(POLICY, {"as_of": datetime.date(2026, 6, 30), "person": {"age": 3.5}, "bills": []})
        self.assertFalse(bad["ok"])
        with self.assertRaisesRegex(TypeError, "不能有 set"):
            jiuzhu.assess(POLICY, {"bills": {1}})
        with self.assertRaisesRegex(ValueError, "没有政策包 nowhere"):
            jiuzhu.Policy("nowhere")
        self.assertIn(POLICY, jiuzhu.policies())

    def test_a_policy_goes_to_other_processes(self):
        policy = pickle.loads(pickle.dumps(jiuzhu.Policy(POLICY)))
        self.assertIsInstance(policy, jiuzhu.Policy)
        self.assertEqual((policy.id, len(policy.digest)), (POLICY, 64))
        self.assertTrue(issubclass(jiuzhu.InternalError, Exception))

    def test_importing_starts_nothing_and_loads_nothing(self):
        code = """if True:
            import sys, threading, time
            begin = time.perf_counter()
            import jiuzhu, jiuzhu.duckdb, jiuzhu.polars, jiuzhu.spark
            spent = time.perf_counter() - begin
            assert threading.active_count() == 1
            import os
            assert len(os.listdir("/proc/self/task")) == 1, os.listdir("/proc/self/task")
            loaded = {"pyarrow", "polars", "duckdb", "pyspark", "numpy", "pandas"} & set(sys.modules)
            assert not loaded, loaded
            children = []
            for _ in range(20):
                child = os.fork()
                if child == 0:
                    jiuzhu.assess("huangshi-2024", {})
                    os._exit(0)
                children.append(child)
            assert all(os.waitpid(child, 0)[1] == 0 for child in children)
            print(spent)"""
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertLess(float(done.stdout), 0.25)

    def test_whatever_arrow_has(self):
        import pyarrow as pa

        who = "11010519491231002X"
        cells = {"身份证号": who, "医疗类别": "住院", "就医地点": "本地", "出院日期": datetime.date(2026, 3, 5), "费用总额": "20000",
                 "政策范围内费用": "15000", "基本医保支付": "9000", "大病保险支付": "1000", "医疗救助": "0", "救助身份": "低保对象"}
        dictionary = lambda kind: pa.dictionary(pa.int8(), kind)
        texts = [pa.string(), pa.large_string(), pa.string_view(), dictionary(pa.string()), dictionary(pa.large_string())]
        days = [pa.string(), pa.date32(), pa.timestamp("us"), pa.timestamp("ms", "UTC")]
        sums = [pa.string(), pa.int64(), pa.decimal128(14, 2), pa.decimal128(20, 0)]

        def table(text=pa.string(), day=pa.date32(), amount=pa.string(), null=False):
            columns = {}
            for name, value in cells.items():
                kind = day if name == "出院日期" else amount if value.isdigit() else text
                if kind in sums[1:]:
                    value = decimal.Decimal(value) if pa.types.is_decimal(kind) else int(value)
                columns[name] = pa.array([str(value)], pa.string()).cast(kind) if isinstance(value, str) else (
                    pa.array([value]).cast(kind) if name == "出院日期" else pa.array([value], kind))
            if null:
                columns["医院级别"] = pa.nulls(1)
            return pa.table(columns)

        def due(data):
            rows = pa.table(jiuzhu.screen(data, POLICY, as_of=DAY)).to_pylist()
            self.assertEqual(len(rows), 1, rows)
            return rows[0]["pile"], rows[0]["due_min"]

        expected = ("可能漏了", decimal.Decimal("3500.00"))
        self.assertEqual(due(table()), expected)
        for kind in texts:
            self.assertEqual(due(table(text=kind, amount=kind)), expected, kind)
        for kind in days:
            self.assertEqual(due(table(day=kind)), expected, kind)
        for kind in sums:
            self.assertEqual(due(table(amount=kind)), expected, kind)
        self.assertEqual(due(table(null=True)), expected)
        three = pa.concat_tables([table()] * 3)
        self.assertEqual(due(three.slice(1, 1)), expected)
        self.assertEqual(due(table().to_batches()), expected)
        self.assertEqual(due(iter(table().to_batches())), expected)
        self.assertEqual(pa.table(jiuzhu.screen(three.slice(0, 0), POLICY, as_of=DAY)).num_rows, 0)
        for name in ("费用总额", "身份证号"):
            place = table().schema.get_field_index(name)
            broken = table().set_column(place, name, pa.array([1.5]))
            with self.assertRaisesRegex(ValueError, f"{name}.*二进制小数"):
                jiuzhu.screen(broken, POLICY, as_of=DAY)
        with self.assertRaisesRegex(ValueError, "没有身份证号这一列"):
            jiuzhu.screen(pa.table({"甲": ["1"]}), POLICY, as_of=DAY)
        with self.assertRaisesRegex(TypeError, "不是 Arrow 的表"):
            jiuzhu.screen(7, POLICY, as_of=DAY)
        with self.assertRaisesRegex(ValueError, "as_of 不能写"):
            jiuzhu.screen(table(), POLICY, as_of="昨天")
        once = jiuzhu.screen(table(), POLICY, as_of=DAY)
        pa.table(once)
        with self.assertRaisesRegex(ValueError, "只能读一次"):
            pa.table(once)
        mapped = table().rename_columns(["甲" if name == "身份证号" else name for name in cells])
        mapping = {"tables": [{"kind": "settlements", "head_rows": [1, 1], "heads": [], "columns": {"id": "甲"}}]}
        self.assertEqual(due_of(mapped, mapping), expected)
        steps = pa.table(jiuzhu.screen(table(), POLICY, as_of=DAY, explain=True))["steps"][0].as_py()
        self.assertIn("70%", steps)


class Planted(unittest.TestCase):
    """A fault of ours at one row of ten thousand: that row is set aside, with the reason, and all others come out."""

    CODE = """if True:
        import json, sys
        import duckdb, polars
        import jiuzhu, jiuzhu.duckdb, jiuzhu.polars
        from county import id_number
        count, day = 10_000, "2026-06-30"
        ids = [id_number(f"42028{place % 9 + 1}19{40 + place % 50}{1 + place // 50 % 12:02}{1 + place // 600 % 28:02}{place % 997:03}") for place in range(2 * count)]
        ids = list(dict.fromkeys(ids))[:count]
        persons = polars.DataFrame({"姓名": [f"人{place}" for place in range(count)], "身份证号": ids, "救助身份": ["低保对象"] * count})
        def told(rows):
            aside = [row for row in rows if row["pile"] == "没算"]
            return [len(rows) - len(aside), [[row["rows"], row["reason"], row["id"]] for row in aside]]
        con = duckdb.connect()
        con.execute("create table listed as select * from persons")
        piles = jiuzhu.duckdb.screen(con, "select * from listed", "huangshi-2024", as_of=day)
        lazy = jiuzhu.polars.screen(persons.lazy(), "huangshi-2024", as_of=day)
        alone = polars.DataFrame(jiuzhu.screen(persons, "huangshi-2024", as_of=day))
        out = [piles.to_arrow_table().to_pylist(), lazy.to_dicts(), alone.to_dicts()]
        print(json.dumps([ids[7776], *map(told, out)]))"""

    def test_one_row_is_lost_and_the_batch_is_whole(self):
        environment = dict(os.environ, PYTHONPATH=os.environ["PLANTED"], JIUZHU_PLANTED="7777")
        done = subprocess.run([sys.executable, "-c", self.CODE], env=environment, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        who, *ways = json.loads(done.stdout.splitlines()[-1])
        for others, aside in ways:
            self.assertEqual((others, len(aside)), (9_999, 1))
            [rows, reason, of] = aside[0]
            self.assertTrue(rows.endswith("7777") and "程序自己出错" in reason and of == who, aside)
        # Without it nothing is lost.
        self.assertNotIn("planted", subprocess.run([sys.executable, "-c", "import jiuzhu; print(jiuzhu.__file__)"], capture_output=True,
                                                   text=True, check=True).stdout)


def due_of(data, mapping):
    import pyarrow as pa

    [row] = pa.table(jiuzhu.screen(data, POLICY, as_of=DAY, mapping=mapping)).to_pylist()
    return row["pile"], row["due_min"]


class Spark(Everywhere):
    """The same on a cluster."""

    # What the others try is not tried again.
    test_the_prompt = test_the_prompt_reads_what_engines_write = None
    test_duckdb = test_polars = test_sorted_lists_come_to_the_same = None

    @classmethod
    def setUpClass(cls):
        cls.cluster = Cluster(FOLDER.name)

    @classmethod
    def tearDownClass(cls):
        cls.cluster.close()

    def piles(self):
        read = lambda name: self.cluster.session.read.csv(LISTS[name], header=True)
        settlements = read("结算").repartition(4)
        return jiuzhu.spark.screen(settlements, POLICY, persons=read("名单"), as_of=DAY)

    def test_a_cluster_that_loses_a_worker(self):
        begin = time.monotonic()
        whole = self.piles().toArrow().to_pylist()
        print(f"spark: {len(KNOWN.settlements) / (time.monotonic() - begin):.0f} settlements/s, two cores, reading included")
        self.check(whole, numbered=False)
        self.assertIn("spark.sql.execution.arrow.maxRecordsPerBatch", jiuzhu.spark.settings(self.cluster.session))

        alive = threading.Timer(1.0, self.cluster.kill, [1])
        alive.start()
        again = self.piles().toArrow().to_pylist()
        alive.join()
        self.assertIsNotNone(self.cluster.workers[1].poll())
        order = lambda rows: sorted(rows, key=lambda row: json.dumps(row, default=str))
        self.assertEqual(order(again), order(whole))


def piles_with_a_fault(folder, lists, wheel):
    cluster = Cluster(folder, **{"executorEnv.PYTHONPATH": wheel, "executorEnv.JIUZHU_PLANTED": "77"})
    try:
        persons, settlements = (cluster.session.read.csv(lists[name], header=True) for name in ("名单", "结算"))
        return jiuzhu.spark.screen(settlements, POLICY, persons=persons, as_of=DAY, partitions=2).toArrow().to_pylist()
    finally:
        cluster.close()


class PlantedOnSpark(unittest.TestCase):
    """The same fault on a cluster: whoever it hits is set aside, the job ends, and all others come out as they do without it."""

    def test_whoever_is_hit_is_lost_and_nobody_else(self):
        # What one driver was told of its workers it tells those of its next cluster, so this one is another.
        with multiprocessing.get_context("spawn").Pool(1) as driver:
            rows = driver.apply(piles_with_a_fault, (FOLDER.name, LISTS, os.environ["PLANTED"]))
        lost = [row["id"] for row in rows if "程序自己出错" in (row["reason"] or "")]
        hit = set(lost)
        # The row of that number of either list, in either piece.
        self.assertTrue(0 < len(hit) <= 4, hit)
        known = [(PERSONS, KNOWN.persons), (SETTLEMENTS, KNOWN.settlements)]
        self.assertEqual(len(lost), sum(row[heads.index("身份证号")] in hit for heads, made in known for row in made))
        found = {row["id"]: (row["pile"], int(row["paid"] * 100), row["gaps"]) for row in rows if row["pile"] != "没算"}
        expected = {who: (pile, paid, gaps) for who, (pile, _, paid, gaps) in KNOWN.expected.items() if who not in hit}
        self.assertEqual(found, expected)


if __name__ == "__main__":
    unittest.main()
