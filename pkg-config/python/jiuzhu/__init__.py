"""救助：医疗救助待遇测算，整份名单一起过筛子。

    import jiuzhu
    policy = jiuzhu.Policy("huangshi-2024")
    policy.assess({...})                                # 一家人，字典进，字典出
    jiuzhu.screen(table, policy, as_of="2026-06-30")    # 整份名单，Arrow 进，Arrow 出

Every list that has ``__arrow_c_stream__`` goes in (pyarrow, polars, duckdb, pandas 3), and so does what comes out. Nothing
leaves the machine, nothing else is needed, and no thread is started: ``jiuzhu.spark``, ``jiuzhu.duckdb`` and
``jiuzhu.polars`` bring it to the engines.
"""

from __future__ import annotations

import datetime as _datetime
import json as _json
from pathlib import Path as _Path

from . import _native
from ._native import InternalError, Policy, Screened, __version__

__all__ = ["InternalError", "PILES", "Policy", "Screened", "__version__", "assess", "policies", "screen"]

PILES = ("可能漏了", "金额要核对", "资料不够", "不符合", "对得上", "没算")

_PACKS = _Path(__file__).parent / "packs"


def policies() -> list[str]:
    """带在里面的政策包的编号。"""
    return sorted(pack.name.split(".")[0] for pack in _PACKS.glob("*.pack"))


def _pack(pack: str | _Path) -> bytes:
    if isinstance(pack, _Path):
        return pack.read_bytes()
    found = list(_PACKS.glob(f"{pack}.*.pack")) if pack in policies() else []
    if not found:
        raise ValueError(f"没有政策包 {pack}；带着的：{'、'.join(policies())}")
    return found[0].read_bytes()


def _policy(policy) -> Policy:
    return policy if isinstance(policy, Policy) else Policy(policy)


def assess(policy, answers: dict) -> dict:
    """测算一家人：填的内容和结果，都和命令行 ``jiuzhu assess`` 的一样。"""
    return _policy(policy).assess(answers)


def screen(data, policy, *, as_of=None, mapping=None, explain=False, sorted=False):
    """整份名单过筛子，分成几堆；没算的行也在结果里，``pile`` 是“没算”，行数总对得上。

    ``data`` 是一张表，或者几张表的列表（人员名单、结算记录、发放记录按身份证号归到一起），或者 ``{名字: 表}``。
    ``mapping`` 是列的对应：字典、TOML 文字或者文件的路径，和命令行、网页的一样。``as_of`` 按哪一天算，不写就是今天。
    ``sorted=True``：最后一张表已经按身份证号从小到大排好，内存不随它变大。
    结果是 Arrow 流，读的时候才算，只能读一次：``pyarrow.table(结果)``、``polars.DataFrame(结果)``、duckdb 里直接用。
    """
    if isinstance(data, dict):
        lists = list(data.items())
    elif isinstance(data, (list, tuple)):
        lists = [(f"表{place + 1}", table) for place, table in enumerate(data)]
    else:
        lists = [("表", data)]
    return _native.screen(lists, _policy(policy), _day(as_of), _mapping(mapping), explain=explain, sorted=sorted)


def _day(as_of) -> str:
    if as_of is None:
        as_of = _datetime.datetime.now(_datetime.timezone(_datetime.timedelta(hours=8))).date()
    return as_of if isinstance(as_of, str) else as_of.isoformat()


def _mapping(mapping) -> str:
    if mapping is None:
        return ""
    if isinstance(mapping, dict):
        return _json.dumps(mapping)
    if isinstance(mapping, _Path):
        return mapping.read_text("utf-8")
    return mapping
