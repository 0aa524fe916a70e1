"""Polars：一张表过筛子。"""

from __future__ import annotations

from . import screen as _screen

_ROWS = 65_536


def screen(frame, policy, **options):
    """``frame`` 是 LazyFrame、DataFrame，或者 ``{名字: 表}``（人员名单、结算记录）；结果是 DataFrame。

    A lazy frame is collected batch by batch, never as a whole. Options are those of :func:`jiuzhu.screen`.
    """
    import polars

    def batches(one):
        if not isinstance(one, polars.LazyFrame):
            return one
        # Without rows nobody would know which columns there are.
        empty = polars.DataFrame(schema=one.collect_schema())
        return _chain(empty, one.collect_batches(chunk_size=_ROWS, maintain_order=True))

    frames = frame if isinstance(frame, dict) else {"表": frame}
    return polars.DataFrame(_screen({name: batches(one) for name, one in frames.items()}, policy, **options))


def _chain(first, rest):
    yield first
    yield from rest
