"""Spark：整省的表过筛子，每个核各算各的。"""

from __future__ import annotations

from . import _day, _mapping, _native, _policy
from . import screen as _screen

_KEY = "_key"
_TABLE = "_table"


def screen(df, policy, *, persons=None, as_of=None, mapping=None, explain=False, partitions=None):
    """``df`` 是结算记录（或者只有人员名单），``persons`` 是人员名单；结果是 DataFrame，列和 :func:`jiuzhu.screen` 的一样。

    Rows of one person are brought together by the checked ID number, however it was written, and put into one order, so
    that a worker that is killed, or a twin of it, comes to the same. ``rows`` counts a person's rows in that order; for
    rows that were set aside ``id`` is what stands there. ``partitions`` is how many pieces the work is cut into.
    """
    from pyspark.sql import functions as F
    from pyspark.sql import types as T

    rules, day, columns = _policy(policy), _day(as_of), _mapping(mapping)
    tables = [table for table in (persons, df) if table is not None]
    tagged = None
    for place, table in enumerate(tables):
        cells = [F.col(f"`{name}`").cast("string").alias(f"{place}:{name}") for name in table.columns]
        own = table.select(F.lit(place).alias(_TABLE), *cells)
        tagged = own if tagged is None else tagged.unionByName(own, allowMissingColumns=True)
    schema = T.StructType([*tagged.schema.fields, T.StructField(_KEY, T.LongType())])
    keyed = tagged.mapInArrow(lambda batches: _keys(batches, rules, columns), schema)
    pieces = [partitions] if partitions else []
    together = keyed.repartition(*pieces, F.col(_KEY))
    # Rows of one person come in one order, whichever worker sent them.
    content = F.xxhash64(*[F.col(f"`{name}`") for name in tagged.columns])
    ordered = together.sortWithinPartitions(F.col(_KEY).asc_nulls_first(), F.col(_TABLE), content)
    ready = ordered.drop(_KEY)
    return ready.mapInArrow(lambda batches: _sieve(batches, rules, day, columns, explain), _columns(explain))


def settings(spark) -> dict[str, str]:
    """这次用的、和一批有多大有关的设置。"""
    names = ("spark.sql.execution.arrow.maxRecordsPerBatch", "spark.sql.shuffle.partitions", "spark.sql.adaptive.enabled")
    return {name: spark.conf.get(name) for name in names}


def _keys(batches, rules, columns):
    yield from _read(batches, lambda some: _native.keys(some, rules, columns))


def _sieve(batches, rules, day, columns, explain):
    options = {"as_of": day, "mapping": columns, "explain": explain, "sorted": True}
    yield from _read(batches, lambda some: _screen([some], rules, **options))


def _read(batches, work):
    import itertools

    import pyarrow

    batches = iter(batches)
    first = next(batches, None)
    if first is not None:
        yield from pyarrow.RecordBatchReader.from_stream(work(itertools.chain([first], batches)))


def _columns(explain: bool) -> str:
    amount = "decimal(14,2)"
    columns = [("pile", "string"), ("name", "string"), ("id", "string"), ("town", "string"), ("village", "string")]
    columns += [("identity", "string"), ("age", "smallint"), ("due_min", amount), ("due_max", amount), ("paid", amount)]
    columns += [("difference_min", amount), ("difference_max", amount), ("programs", "string"), ("reason", "string")]
    columns += [("rows", "string"), ("gaps", "int"), ("column", "string")] + [("steps", "string")] * explain
    return ", ".join(f"`{name}` {kind}" for name, kind in columns)
