//! 基金支付只有一个数：what a bill's row says of assistance where only the sum is told holds what it says where its parts are.
#![cfg(feature = "cli")]

use serde_json::{Value, json};

use crate::support::{assess, ends, policy};
use crate::told::fen;

/// What bills of 广西, of one who has cancer, get of assistance.
fn rows(bills: &[Value], received: &Value) -> Vec<(String, String)> {
    let bills = bills.iter().map(|parts| {
        let mut bill = json!({ "date": "2018-03-01", "care": "outpatient", "place": "local" });
        bill.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
        bill
    });
    let answers = json!({
        "contract": 1, "as_of": "2018-12-30",
        "person": { "categories": ["registered-poor"], "insurance": "resident", "diagnoses": ["breast-cancer"] },
        "bills": bills.collect::<Vec<_>>(),
        "received": received,
    });
    assess(&policy("guangxi-2018"), &answers).bills.iter().map(|row| ends(row.assistance)).collect()
}

/// A bill of which insurance paid this much, all of it the basic one.
fn paid(total: &str, basic: &str) -> Value {
    json!({ "total": total, "in_scope": total, "basic_paid": basic, "critical_paid": "0", "assistance_paid": "0" })
}

/// 基金支付只有一个数：what each bill gets where one sum is told holds what it gets where its parts are.
fn holds_parted(sum: &str, others: &[Value], received: &Value, parted: &[&str]) {
    let with = |bill: Value| [&[bill], others].concat();
    let known = with(paid("1.67", sum));
    let known = rows(&known, received);
    assert_eq!(
        known,
        parted.iter().map(|amount| ((*amount).to_owned(), (*amount).to_owned())).collect::<Vec<_>>()
    );
    let open = rows(&with(json!({ "total": "1.67", "in_scope": "1.67", "fund_paid": sum })), received);
    for ((exact, _), (least, most)) in known.iter().zip(&open) {
        let [least, exact, most] = [least, exact, most].map(|amount| fen(&json!(amount)));
        assert!(least <= exact && exact <= most, "{exact} in {open:?}");
    }
}

/// 领过的比该得的多：what a bill got stays on its row, also where nothing is left to come.
#[test]
fn what_was_received_stays_on_the_row() {
    let received = json!([{ "program": "chronic-80", "amount": "1975.56", "bills": "listed" }]);
    holds_parted("0.01", &[], &received, &["1.33"]);
}

/// 后面的单据报得多：where a later bill makes the year's sum fall, earlier ones get no more than the year comes to.
#[test]
fn a_later_bill_lowers_what_earlier_ones_get() {
    // 80% of 1,901.67 less 900.02 are 621.32; the first is due 1.32, the second 700.00, the third lowers it by 80.00.
    let others = [paid("1000", "100"), paid("900", "800")];
    holds_parted("0.02", &others, &json!([]), &["1.32", "620.00", "0.00"]);
}

/// 一年一算、够了门槛从头算：a bill that lifts the year over a threshold gets more than it leaves itself, and the more the
/// less was there before.
#[test]
fn a_bill_that_reaches_the_threshold_of_the_year_is_paid_for_others_as_well() {
    let second = |stay: Value, total: &str, scope: &str, basic: &str| {
        let outpatient = json!({
            "date": "2023-01-01", "care": "outpatient", "level": "village", "place": "local",
            "total": total, "in_scope": scope, "basic_paid": basic, "critical_paid": "0", "assistance_paid": "0",
        });
        let answers = json!({
            "contract": 1, "as_of": "2023-12-30",
            "person": {
                "categories": ["subsistence-allowance"], "residence": "rural", "insurance": "resident", "age": 0,
                "diagnoses": [], "facts": { "emergency": true, "family_severe_disability": true, "living_difficulty": true, "disability_bonus": true, "major_illness_child": true },
            },
            "bills": [stay, outpatient],
            "parameters": { "subsistence_standard": "5000" },
        });
        let (least, most) = ends(assess(&policy("beijing-2023"), &answers).bills[1].assistance);
        (fen(&json!(least)), fen(&json!(most)))
    };
    let stay = |total: &str, scope: &str, parts: Value| {
        let mut bill = json!({ "date": "2023-01-01", "care": "inpatient", "level": "village", "place": "local", "total": total, "in_scope": scope });
        bill.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
        bill
    };
    for (total, scope, basic, help, fund, next, exact) in [
        ("22206.24", "22206.24", "10131.18", "2075.06", "12206.24", ("12500.01", "12500", "3450"), 905_001),
        ("35151.51", "15871.51", "720", "0", "720", ("50000.01", "50000", "0"), 3_042_727),
    ] {
        let parts = json!({ "basic_paid": basic, "critical_paid": "0", "assistance_paid": help });
        let of_next = |stay| second(stay, next.0, next.1, next.2);
        assert_eq!(of_next(stay(total, scope, parts)), (exact, exact));
        let (least, most) = of_next(stay(total, scope, json!({ "fund_paid": fund })));
        assert!(least <= exact && exact <= most, "{exact} not in {least} to {most}");
    }
}
