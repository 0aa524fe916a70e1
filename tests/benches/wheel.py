"""Persons a second, of processor time on one core: the wheel on Arrow batches with typed reasons and words, and OpenFisca,
vectorised and by situations, on the same scheme of huangshi-2024: 低保, 住院, 倾斜救助. Both have to come to the same amounts.
PERSONS says how many there are."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

import numpy
import pyarrow
from openfisca_core.entities import build_entity
from openfisca_core.periods import YEAR
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.taxscales import MarginalRateTaxScale
from openfisca_core.variables import Variable

import jiuzhu

sys.path.insert(0, str(Path(__file__).parents[1] / "engines"))
from county import DAY, PERSONS, POLICY, SETTLEMENTS, county

COUNT = int(os.environ.get("PERSONS", "100000"))
SITUATIONS = 5_000


def timed(what, count, work):
    def spent():
        used = resource.getrusage(resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime

    begin = spent()
    made = work()
    rate = count / (spent() - begin)
    print(f"{what:<62} {rate:>12,.0f} a second")
    return made, rate


def sieved(lists, **options):
    return pyarrow.RecordBatchReader.from_stream(jiuzhu.screen(lists, POLICY, as_of=DAY, **options)).read_all()


def system():
    person = build_entity(key="person", plural="persons", label="", is_person=True)
    household = build_entity(key="household", plural="households", label="", roles=[{"key": "member", "plural": "members", "label": ""}])
    first = MarginalRateTaxScale()
    first.add_bracket(0, 0.70)
    first.add_bracket(6_000, 0.75)

    def variable(name, formula=None, kind=float):
        about = {"value_type": kind, "entity": person, "definition_period": YEAR, "label": name}
        return type(name, (Variable,), {**about, "formula": formula} if formula else about)

    def own(one, period):
        return numpy.maximum(one("in_scope", period) - one("basic", period) - one("critical", period), 0)

    def ordinary(one, period):
        return numpy.minimum(numpy.round(first.calc(one("own", period)), 2), 60_000) * one("low", period)

    def top_up(one, period):
        over = one("own", period) - one("ordinary", period) - 7_500
        return numpy.minimum(numpy.round(numpy.maximum(over, 0) * 0.85, 2), 50_000) * one("low", period)

    def due(one, period):
        return one("ordinary", period) + one("top_up", period)

    made = TaxBenefitSystem([person, household])
    made.add_variables(*map(variable, ("in_scope", "basic", "critical")), variable("low", kind=bool))
    made.add_variables(*(variable(formula.__name__, formula) for formula in (own, ordinary, top_up, due)))
    return made


def vectorised(rules, columns):
    who = numpy.arange(COUNT).astype(str)
    builder = SimulationBuilder()
    builder.create_entities(rules)
    builder.declare_person_entity("person", who)
    builder.join_with_persons(builder.declare_entity("household", who), who, numpy.array(["member"] * COUNT))
    simulation = builder.build(rules)
    for name, values in columns.items():
        simulation.set_input(name, "2026", values)
    return simulation.calculate("due", "2026")


def main():
    known = county(COUNT)
    scope = 10_500 + numpy.arange(COUNT) % 30_000
    texts = lambda value: pyarrow.array([value] * COUNT)
    persons = {name: pyarrow.array(cells) for name, cells in zip(("姓名", "身份证号"), zip(*known.persons))}
    slips = {"救助身份": texts("低保对象"), "在省内看的病": texts("是"), "医疗类别": texts("住院"), "参保类别": texts("居民医保"),
             "就医地点": texts("本地"), "出院日期": texts("2026-03-05"), "费用总额": pyarrow.array((scope + 2_000).astype(str)),
             "政策范围内费用": pyarrow.array(scope.astype(str)), "基本医保支付": texts("9000"), "大病保险支付": texts("1000"), "医疗救助": texts("0")}
    one_each = pyarrow.table({**persons, **slips})
    piles, ours = timed("the wheel, one settlement each, reasons in words", COUNT, lambda: sieved(one_each))
    timed("the wheel, with every step in words", COUNT, lambda: sieved(one_each, explain=True))
    table = lambda heads, rows: pyarrow.table(dict(zip(heads, map(pyarrow.array, zip(*rows)))))
    lists = {"名单": table(PERSONS, known.persons), "结算": table(SETTLEMENTS, known.settlements)}
    timed(f"the wheel, the made-up county, {len(known.settlements) / COUNT:.1f} settlements each", COUNT, lambda: sieved(lists))

    rules = system()
    columns = {"in_scope": scope.astype(float), "basic": numpy.full(COUNT, 9_000.0), "critical": numpy.full(COUNT, 1_000.0),
               "low": numpy.ones(COUNT, bool)}
    theirs, fast = timed("OpenFisca on arrays, sums made before, binary fractions, no reasons", COUNT, lambda: vectorised(rules, columns))
    due = piles["due_min"].to_numpy().astype(float)
    assert len(due) == COUNT and numpy.abs(due - theirs).max() < 0.02, "both reckon the same"
    situations = {"persons": {str(at): {name: {"2026": values[at].item()} for name, values in columns.items()} for at in range(SITUATIONS)},
                  "households": {str(at): {"members": [str(at)]} for at in range(SITUATIONS)}}
    _, slow = timed("OpenFisca by situations, no reasons", SITUATIONS,
                    lambda: SimulationBuilder().build_from_entities(rules, situations).calculate("due", "2026"))
    print(f"the wheel beside it: {ours / fast:.2f} of arrays, {ours / slow:.0f} times situations")


main()
