"""DuckDB：一句 SQL 的结果过筛子。"""

from __future__ import annotations

from . import screen as _screen


def screen(con, sql, policy, **options):
    """``sql`` 是一句查询，或者 ``{名字: 查询}``（人员名单、结算记录）；结果是 ``con`` 上的关系，接着写 SQL。

    The query runs on a cursor of its own: a connection can hand out only one result at a time, and the piles are read while
    the list still comes. Options are those of :func:`jiuzhu.screen`.
    """
    queries = sql if isinstance(sql, dict) else {"表": sql}
    tables = {name: con.cursor().sql(query).to_arrow_reader(65_536) for name, query in queries.items()}
    return con.from_arrow(_screen(tables, policy, **options))
