"""A made-up county: persons, settlements with the dirt of real files in known places, and what comes of it, worked out here
and nowhere else, from the announced figures of huangshi-2024."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

DAY = "2026-06-30"
POLICY = "huangshi-2024"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

PERSONS = ("姓名", "身份证号", "救助身份", "镇街", "村（社区）", "在省内看的病")
SETTLEMENTS = ("结算编号", "身份证号", "医疗类别", "参保类别", "就医地点", "入院日期", "出院日期",
               "费用总额", "政策范围内费用", "基本医保支付", "大病保险支付", "医疗救助", "倾斜救助")


@dataclass
class County:
    persons: list[tuple] = field(default_factory=list)
    settlements: list[tuple] = field(default_factory=list)
    # By ID number: pile, due (none where nobody can say), paid, both in fen, rows that leave a gap.
    expected: dict[str, tuple] = field(default_factory=dict)
    # By row of the settlements, from 1: a part of the sentence.
    aside: dict[int, str] = field(default_factory=dict)


def id_number(body: str) -> str:
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS)) % 11]


def due_of(own: int) -> int:
    """70 % up to 6,000, 75 % beyond, 60,000 at most; then 85 % of what is left over 7,500, 50,000 at most; in fen."""
    first = min(Decimal(own) * 70 / 100 if own <= 600_000 else Decimal(420_000) + Decimal(own - 600_000) * 75 / 100, 6_000_000)
    first = Decimal(first).quantize(Decimal(1), ROUND_HALF_UP)
    second = min(max(own - first - 750_000, Decimal(0)) * 85 / 100, Decimal(5_000_000))
    return int(first + second.quantize(Decimal(1), ROUND_HALF_UP))


def yuan(fen: int) -> str:
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02}"


def county(count: int, seed: int = 20261128) -> County:
    draw = random.Random(seed)
    made = County()
    for place in range(count):
        person(made, draw, place)
    return made


def person(made: County, draw: random.Random, place: int) -> None:
    birth = f"{1930 + place % 80}{1 + place // 80 % 12:02}{1 + place // 960 % 28:02}"
    who = id_number(f"4202{place // 26880 % 90 + 10:02}{birth}{place % 997:03}")
    identity = ("农村低保", "城市低保", "低保对象", "特困人员", "普通居民")[draw.choices(range(5), (3, 2, 2, 1, 2))[0]]
    made.persons.append((f"人{place}", who, identity, "青石镇", f"{'王李赵陈刘'[place % 5]}家{place % 60}村", "是"))
    own = paid = gaps = 0
    for slip in range(draw.choice((1, 1, 2, 3, 4, 6))):
        scope = draw.randrange(40_000, 4_000_000)
        basic = scope * draw.randrange(40, 70) // 100
        critical = max(0, scope - basic - 1_000_000) // 2
        total, left = scope + draw.randrange(200_000), scope - basic - critical
        got = draw.choice((0, 0, left * 70 // 100, left // 2))
        month, day = draw.randrange(1, 6), draw.randrange(1, 28)
        own, paid = own + left, paid + got
        row = (f"S{place}-{slip}", who, draw.choice(("普通住院", "门诊慢特病")), "居民医保", "本地", f"2026{month:02}{day:02}",
               draw.choice((f"2026-{month:02}-{day + 1:02}", f"2026年{month}月{day + 1}日", f"2026/{month}/{day + 1}")),
               draw.choice(("{}", "¥{}", " {} ")).format(yuan(total)), yuan(scope), yuan(basic),
               yuan(critical) if critical else "--", yuan(got) if got else "--", "--")
        made.settlements.append(row)
        if slip == 0 and draw.random() < 0.12:
            gaps += dirt(made, draw, row)
    pile, due = "不符合", 0
    if identity == "特困人员":
        pile, due = "资料不够", None
    elif identity != "普通居民":
        due = due_of(own)
    if due is not None and paid:
        pile = "对得上" if abs(due - paid) <= 100 else "金额要核对"
    elif due:
        pile = "可能漏了"
    made.expected[who] = (pile, due, paid, gaps)


def dirt(made: County, draw: random.Random, row: tuple) -> int:
    """Puts rows that are to be set aside after a good one; how many of them leave a gap in its person's sums."""
    number, who, care, insurance, where, begun, ended, *amounts = row
    other = "D" + number

    def put(why, *cells):
        made.settlements.append(cells)
        if why:
            made.aside[len(made.settlements)] = why

    kind = draw.randrange(9)
    if kind == 0:
        put("是同一笔", *row)
        return 0
    if kind == 1:
        total, *rest = amounts
        put("一正一负", other, who, care, insurance, where, begun, ended, "777.77", "700.00", "100.00", "--", "--", "--")
        put("一正一负", other + "R", who, care, insurance, where, begun, ended, "-777.77", "-700.00", "-100.00", "--", "--", "--")
        return 0
    if kind == 2:
        spoilt = who[:15] + "000"
        put("改坏了", other, "4.20281E+17" if id_number(spoilt[:17]) == spoilt else spoilt, care, insurance, where, begun, ended, *amounts)
        return 0
    if kind == 3:
        wrong = who[:17] + ("1" if who[17] != "1" else "2")
        put("校验位不对", other, wrong, care, insurance, where, begun, ended, *amounts)
        return 0
    if kind == 4:
        put("不是真实的日期", other, who, care, insurance, where, begun, "2026-02-30", *amounts)
    elif kind == 5:
        put("读不出金额", other, who, care, insurance, where, begun, ended, "约3000", *amounts[1:])
    elif kind == 6:
        put("没有总费用", other, who, care, insurance, where, begun, ended, "", *amounts[1:])
    elif kind == 7:
        put("分不出是住院", other, who, "购药", insurance, where, begun, ended, *amounts)
    else:
        put("没有身份证号", other, "", care, insurance, where, begun, ended, *amounts)
        return 0
    return 1
