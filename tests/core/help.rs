//! 已经领过的救助：what was already paid is taken off what the year's bills earn, wherever it stands, and once.
#![cfg(feature = "cli")]

use crate::made_up::PACKS;
use crate::made_up::bills::Told;
use crate::made_up::figures::{Figures, conditions_of, fen};
use crate::made_up::measure::Measure;
use crate::made_up::people::{Charge, Family, Telling, answers_with, everything, yuan};
use crate::support;
use jiuzhu::policy::{Condition, Op, Policy, Program, Quantity, TestKind};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::{Value, json};

/// Whether a programme counts the help on a bill among what was paid, so that help left over lowers it.
fn counts_help(program: &Program) -> bool {
    program
        .ways
        .iter()
        .flat_map(|way| &way.steps)
        .any(|step| matches!(&step.op, Op::TopUp { counted, .. } if counted.contains(&Quantity::Assistance)))
}

/// Whether it is paid on bills and reaches the family, so that help on a bill can be of it.
fn earns(program: &Program) -> bool {
    program.covers.is_some() && program.kind.counts_in_total()
}

/// A year without help, whose every amount is sure.
struct Year {
    answers: Value,
    measure: Measure,
}

impl Year {
    /// None where something is open, lacks a figure, or is topped up to a share with the help counted in.
    fn of(policy: &Policy, figures: &Figures, family: &Family) -> Option<Self> {
        let plain = |charge: &Charge| {
            let mut charge = charge.clone();
            charge.beyond.assistance = 0;
            charge.telling = Telling { self_paid: 0, fund_paid: false, ..charge.telling };
            charge
        };
        let bills = family.bills.iter().map(plain).collect();
        let family = Family { bills, received: Vec::new(), ..family.clone() };
        let answers = answers_with(policy, figures, &family);
        let measure = Measure::of(policy, &answers)?;
        let sure = measure.is_exact()
            && measure.statuses.iter().all(|status| ["eligible", "not-eligible"].contains(status));
        let topped_up = policy.programs.iter().zip(&measure.statuses);
        let topped_up =
            topped_up.filter(|(program, _)| counts_help(program)).any(|(_, status)| *status == "eligible");
        (sure && !topped_up && !measure.total().0.is_zero()).then_some(Self { answers, measure })
    }

    /// What programmes that are paid on bills come to, each with its programme.
    fn earned<'a>(&'a self, policy: &'a Policy) -> impl Iterator<Item = (&'a Program, u64)> {
        let amounts = policy.programs.iter().zip(&self.measure.amounts);
        amounts.filter(|(program, _)| earns(program)).map(|(program, (amount, _))| (program, fen(*amount)))
    }

    /// Gives this much help, spread over the bills as their weights say; what a bill has no room for goes to the others.
    fn with_help(&self, mut help: u64, weights: &[u16], may_bear: impl Fn(usize) -> bool) -> (Value, u64) {
        let mut answers = self.answers.clone();
        let bills = answers["bills"].as_array_mut().unwrap();
        let bearing: Vec<usize> = (0..bills.len()).filter(|at| may_bear(*at)).collect();
        let weight = |at: usize| u64::from(weights[at % weights.len()]);
        let all: u64 = bearing.iter().map(|at| weight(*at)).sum::<u64>().max(1);
        let whole = help;
        let mut given = vec![0_u64; bills.len()];
        for last in [false, true] {
            for &at in &bearing {
                let room = Told::of(&bills[at]).room() - given[at];
                let wanted = if last { help } else { whole * weight(at) / all };
                let share = wanted.min(room).min(help);
                given[at] += share;
                help -= share;
            }
        }
        for (bill, given) in bills.iter_mut().zip(&given).filter(|(_, given)| **given > 0) {
            bill["assistance_paid"] = json!(yuan(*given));
        }
        (answers, given.iter().sum())
    }
}

fn amount(measure: &Measure, place: usize) -> u64 {
    fen(measure.amounts[place].0)
}

/// Whether all that earn anything do so on the same bills, so that help on one of them is as good as on another.
fn on_the_same_bills(policy: &Policy, year: &Year) -> bool {
    let earning: Vec<&Program> =
        year.earned(policy).filter(|(_, earned)| *earned > 0).map(|(program, _)| program).collect();
    // An identity for a time leaves out the bills before it, whatever the rules cover.
    year.answers["person"]["held"].is_null()
        && earning
            .windows(2)
            .all(|pair| pair[0].covers == pair[1].covers && pair[0].year_begins == pair[1].year_begins)
}

/// Whether every bill of the year is covered by whatever earns anything.
fn covers_everything(policy: &Policy, year: &Year) -> bool {
    let mut earning = year.earned(policy).filter(|(_, earned)| *earned > 0);
    let whole_year = year.measure.rows().count() == year.answers["bills"].as_array().map_or(0, Vec::len);
    whole_year
        && year.answers["person"]["held"].is_null()
        && earning.all(|(program, _)| {
            program.year_begins == 1 && program.covers.as_ref().is_some_and(Condition::is_always)
        })
}

/// Which programmes the laws of help leave out, and no others: they pay up to a share of the bill, help counted in.
#[test]
fn only_top_ups_count_help() {
    let found: Vec<(&str, &str)> = PACKS
        .iter()
        .flat_map(|(policy, _)| {
            let counting = policy.programs.iter().filter(|program| counts_help(program));
            counting.map(|program| (policy.id.as_str(), program.id.as_str()))
        })
        .collect();
    assert_eq!(found, [("guangxi-2018", "fallback-90"), ("guangxi-2018", "chronic-80")]);
}

/// Two stays of one year, with help on them; in qingshen-2014 the limit for the year is 10,000.
fn two_stays(year: u16, help: [u32; 2]) -> Value {
    let bill = |month: u8, help: u32| {
        json!({
            "date": format!("{year}-{month:02}-01"), "care": "inpatient", "level": "county", "place": "local",
            "total": "60000", "in_scope": "60000", "basic_paid": "20000", "critical_paid": "0",
            "assistance_paid": help.to_string(),
        })
    };
    json!({
        "contract": 1,
        "as_of": format!("{year}-12-30"),
        "person": { "categories": ["subsistence-allowance"], "residence": "rural", "insurance": "resident",
            "diagnoses": [], "facts": {} },
        "bills": [bill(3, help[0]), bill(6, help[1])],
    })
}

/// 已经减了5,000：whichever bill bears it, 5,000 is left.
#[test]
fn help_leaves_the_same_on_whichever_bill_it_stands() {
    let policy = support::policy("qingshen-2014");
    for help in [[5_000, 0], [0, 5_000]] {
        let (least, most) = Measure::of(&policy, &two_stays(2015, help)).unwrap().total();
        assert_eq!((fen(least), fen(most)), (500_000, 500_000), "{help:?}");
    }
}

/// 别的单据领的只占限额：of a limit of 10,000 what others of the year have not used is left; what was for these bills is
/// taken off what they earn; and while nobody knows which, anything between.
#[test]
fn what_was_paid_for_other_bills_only_uses_up_the_limit() {
    let policy = support::policy("qingshen-2014");
    let total = |received: Value| {
        let mut answers = two_stays(2015, [0, 0]);
        answers["bills"].as_array_mut().unwrap().truncate(1);
        answers["bills"][0]["in_scope"] = json!("30000");
        answers["received"] = received;
        let (least, most) = Measure::of(&policy, &answers).unwrap().total();
        (fen(least), fen(most))
    };
    let earned = total(json!([])).0;
    assert!((300_000..1_000_000).contains(&earned), "{earned}");
    for amount in (0..=12_000_u64).step_by(500) {
        let of = |bills: Value| {
            total(json!([{ "program": "inpatient", "amount": amount.to_string(), "bills": bills }]))
        };
        let listed = earned.saturating_sub(amount * 100);
        let other = earned.min((10_000_u64.saturating_sub(amount)) * 100);
        assert_eq!(of(json!("listed")), (listed, listed), "{amount}");
        assert_eq!(of(json!("other")), (other, other), "{amount}");
        assert_eq!(of(Value::Null), (listed, other), "{amount}");
        // What was of a kind that nobody knows may have been of one that takes nothing off, or that excludes this one.
        let (least, most) = total(json!([{ "amount": amount.to_string() }]));
        assert!(least <= listed && most == earned, "{amount}: {least} to {most}");
        let twice = amount.div_ceil(2);
        let parts = [twice, amount - twice]
            .map(|part| json!({ "program": "inpatient", "amount": part.to_string(), "bills": "listed" }));
        assert_eq!(total(json!(parts)), (listed, listed), "{amount} in two payments");
    }
}

/// 说不准的包含准的：an open scope beside help holds what each scope comes to.
#[test]
fn help_beside_an_open_scope_holds_every_scope() {
    let policy = support::policy("foshan-2027");
    for help in [
        [0, 0],
        [5_000, 0],
        [0, 5_000],
        [2_000, 3_000],
        [9_000, 6_000],
        [40_000, 0],
        [0, 40_000],
        [30_000, 30_000],
    ] {
        for at in 0..2 {
            let with = |scope: Value| {
                let mut answers = two_stays(2027, help);
                answers["bills"][at]["in_scope"] = scope;
                Measure::of(&policy, &answers).unwrap()
            };
            let around = with(json!({ "min": "20000", "max": "60000" }));
            for scope in (20_000..=60_000).step_by(1_000) {
                let exact = with(json!(scope.to_string()));
                for (place, (exact, around)) in exact.amounts.iter().zip(&around.amounts).enumerate() {
                    assert!(
                        around.0 <= exact.0 && exact.1 <= around.1,
                        "help {help:?}, bill {at} with {scope}, amount {place}: {exact:?} not in {around:?}"
                    );
                }
            }
        }
    }
}

/// A family of which the law says nothing: it is not counted.
fn reject() -> Result<(), TestCaseError> {
    Err(TestCaseError::reject("nothing is earned for sure"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, failure_persistence: None, max_global_rejects: 60_000, ..ProptestConfig::default() })]

    /// 领过的不再领，没领完的接着领：help on the slips, however it is spread, is taken off the year's entitlement once.
    #[test]
    fn help_is_taken_off_the_entitlement(
        pack in 0..PACKS.len(),
        family in everything(4),
        percent in prop_oneof![Just(0_u64), Just(20), Just(50), Just(100), Just(130), 0..200_u64],
        weights in prop::collection::vec(any::<u16>(), 4),
    ) {
        let (policy, figures) = &PACKS[pack];
        let Some(year) = Year::of(policy, figures, &family) else { return reject() };
        let earned: u64 = year.earned(policy).map(|(_, earned)| earned).sum();
        prop_assume!(earned > 0);
        let everywhere = covers_everything(policy, &year);
        let rows: Vec<bool> = year.measure.rows().map(|row| !row[5].0.is_zero()).collect();
        let indexed = rows.len() == year.answers["bills"].as_array().unwrap().len();
        prop_assume!(indexed);
        let (answers, help) = year.with_help(earned * percent / 100, &weights, |at| everywhere || rows[at]);
        let after = Measure::of(policy, &answers);
        prop_assert!(after.is_some(), "refused: {answers}");
        let after = after.unwrap();
        let (before, now) = (fen(year.measure.total().0), fen(after.total().0));
        prop_assert!(after.is_exact(), "{answers}");
        prop_assert!(now <= before && now + help >= before, "{}: {before} less {help} is {now}: {answers}", policy.id);
        if on_the_same_bills(policy, &year) {
            prop_assert_eq!(now, before - earned.min(help), "{}: {} less {}: {}", policy.id, before, help, answers);
            let full = after.rows().any(|row| fen(row[6].0) == 0 && fen(row[1].0) == 0);
            let shown: u64 = after.rows().map(|row| fen(row[5].0)).sum();
            if help <= earned && !full {
                prop_assert_eq!(shown, earned, "{}: the rows show {}: {}", policy.id, shown, answers);
            }
        }
    }

    /// 已领的从同一项里减：what was received of a programme for these bills is taken off that programme, and off no other.
    #[test]
    fn what_was_received_is_taken_off_its_programme(
        pack in 0..PACKS.len(),
        family in everything(4),
        percent in prop_oneof![Just(20_u64), Just(50), Just(100), 0..101_u64],
        which in any::<usize>(),
    ) {
        let (policy, figures) = &PACKS[pack];
        let Some(year) = Year::of(policy, figures, &family) else { return reject() };
        let paying: Vec<usize> = (0..policy.programs.len()).filter(|place| policy.programs[*place].kind.counts_in_total() && amount(&year.measure, *place) > 0).collect();
        let place = paying[which % paying.len()];
        let received = amount(&year.measure, place) * percent / 100;
        prop_assume!(received > 0);
        let answers = receiving(&year.answers, &policy.programs[place].id, received);
        let after = Measure::of(policy, &answers).unwrap();
        for other in 0..policy.programs.len() {
            let expected = amount(&year.measure, other) - if other == place { received } else { 0 };
            prop_assert_eq!(fen(after.amounts[other].0), expected, "{} {} {}", policy.id, policy.programs[other].id, answers);
            prop_assert_eq!(fen(after.amounts[other].1), expected, "{} {} {}", policy.id, policy.programs[other].id, answers);
        }
        prop_assert_eq!(fen(after.total().1), fen(year.measure.total().1) - received, "{} {}", policy.id, answers);
    }

    /// 给别的单据的不比给这些单据的减得多：what was for other bills lowers by no more than what was for these, unless
    /// another one pays more in its place than the limit still leaves.
    #[test]
    fn what_was_for_other_bills_lowers_no_more(
        pack in 0..PACKS.len(),
        family in everything(4),
        percent in 1..301_u64,
        which in any::<usize>(),
    ) {
        let (policy, figures) = &PACKS[pack];
        let Some(year) = Year::of(policy, figures, &family) else { return reject() };
        let paying: Vec<usize> = (0..policy.programs.len()).filter(|place| earns(&policy.programs[*place]) && amount(&year.measure, *place) > 0).collect();
        prop_assume!(!paying.is_empty());
        let place = paying[which % paying.len()];
        let received = amount(&year.measure, place) * percent / 100;
        prop_assume!(received > 0);
        let listed = receiving(&year.answers, &policy.programs[place].id, received);
        let mut other = listed.clone();
        other["received"][0]["bills"] = json!("other");
        let (listed, after) = (Measure::of(policy, &listed).unwrap(), Measure::of(policy, &other).unwrap());
        let exclusions = policy.exclusions.iter().map(|exclusion| &exclusion.programs);
        let rivals = exclusions.filter(|programs| programs.iter().any(|rival| rival.place() == place)).flatten();
        let instead = rivals.map(|rival| amount(&after, rival.place())).max().unwrap_or_default();
        let instead = instead.max(amount(&after, place));
        prop_assert!(amount(&listed, place) <= instead, "{} {}", policy.id, other);
        prop_assert!(amount(&after, place) <= amount(&year.measure, place), "{} {}", policy.id, other);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, max_global_rejects: 60_000, ..ProptestConfig::default() })]

    /// 一年的钱分到各张单据：each bill is shown what the running sum grows by, less what a later bill takes back.
    #[test]
    fn each_row_shows_what_the_running_sum_grows_by(pack in plain_packs(), family in everything(5)) {
        let (policy, figures) = &PACKS[pack];
        let Some(year) = Year::of(policy, figures, &family) else { return reject() };
        let earning: Vec<&Program> = year.earned(policy).filter(|(_, earned)| *earned > 0).map(|(program, _)| program).collect();
        prop_assume!(earning.len() == 1 && is_plain(policy, earning[0]));
        let mut bills = year.answers["bills"].as_array().unwrap().clone();
        bills.sort_by_key(|bill| bill["date"].to_string());
        bills.dedup_by_key(|bill| bill["date"].to_string());
        let place = policy.program(&earning[0].id).unwrap().place();
        let upto = |count: usize| {
            let mut answers = year.answers.clone();
            answers["bills"] = Value::Array(bills[..count].to_vec());
            Measure::of(policy, &answers).map(|measure| (answers, measure))
        };
        let sums: Option<Vec<_>> = (1..=bills.len()).map(upto).collect();
        prop_assume!(sums.is_some());
        let sums = sums.unwrap();
        let (answers, whole) = sums.last().unwrap();
        prop_assume!(whole.rows().count() == bills.len() && sums.iter().all(|(_, measure)| measure.is_exact()));
        prop_assume!(sums.iter().all(|(_, measure)| measure.total().0 == measure.amounts[place].0));
        let mut running: Vec<u64> = sums.iter().map(|(_, measure)| amount(measure, place)).collect();
        for at in (1..running.len()).rev() {
            running[at - 1] = running[at - 1].min(running[at]);
        }
        let mut before = 0;
        for (row, upto) in whole.rows().zip(&running) {
            let left = fen(row[0].0) - [2, 3, 4].iter().map(|column| fen(row[*column].0)).sum::<u64>();
            prop_assert_eq!(fen(row[5].0), (upto - before).min(left), "{} {:?} {}", policy.id, running, answers);
            before = *upto;
        }
    }
}

/// The packs that have a programme whose pay on the bills so far is a function of those bills alone.
fn plain_packs() -> impl Strategy<Value = usize> {
    let plain = |pack: &usize| {
        let (policy, _) = &PACKS[*pack];
        policy.programs.iter().any(|program| earns(program) && is_plain(policy, program))
    };
    prop::sample::select((0..PACKS.len()).filter(plain).collect::<Vec<_>>())
}

/// Whether a programme's pay on the bills so far is a function of those bills alone.
fn is_plain(policy: &Policy, program: &Program) -> bool {
    let id = policy.program(&program.id);
    let contested =
        policy.exclusions.iter().any(|exclusion| id.is_some_and(|id| exclusion.programs.contains(&id)));
    let mut sums = false;
    conditions_of(program, &mut |condition| {
        condition.each_test(&mut |test| sums |= matches!(test.kind, TestKind::YearSum { .. }));
    });
    let insured = policy.programs.iter().any(|program| program.fills.is_some());
    let by_stay = policy.facts.iter().any(|fact| fact.shown_by_stay);
    !contested
        && !sums
        && !insured
        && !by_stay
        && program.ways.len() == 1
        && program.pool().is_none()
        && program.year_begins == 1
}

/// These answers with an amount received.
fn receiving(answers: &Value, program: &str, amount: u64) -> Value {
    let mut answers = answers.clone();
    answers["received"] = json!([{ "program": program, "amount": yuan(amount), "bills": "listed" }]);
    answers
}
