"""名单在 DuckDB 里，查完接着写 SQL / A list in DuckDB, and SQL over what comes out.

先 / First: make wheel && pip install target/wheels/jiuzhu-*.whl duckdb pyarrow

    python examples/query.py
"""

from pathlib import Path

import duckdb
import jiuzhu.duckdb

HERE = Path(__file__).parent

con = duckdb.connect()
lists = {
    # 表头在第二行 / The head is in the second line.
    "名单": f"from read_csv('{HERE}/roster.csv', skip=1, header=true, all_varchar=true)",
    "结算": f"from read_csv('{HERE}/settlements.csv', header=true, all_varchar=true)",
}
# 结果只能读一次，先存成一张表 / What comes out can be read once: a table keeps it.
jiuzhu.duckdb.screen(con, lists, "huangshi-2024", as_of="2026-06-30").create("piles")

# 金额一直是 decimal(14, 2) / Amounts stay decimal(14, 2).
missed = con.sql("from piles select village, name, due_max where pile = '可能漏了' order by due_max desc")
for village, name, due in missed.fetchall():
    print(village, name, due)
for pile, count in con.sql("from piles select pile, count(*) group by pile order by count(*) desc, pile").fetchall():
    print(pile, count)
