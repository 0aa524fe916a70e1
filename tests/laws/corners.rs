//! 顶点：the corners of what the open amounts of a bill can be together.

use serde_json::{Value, json};

use super::open::Draft;
use super::people::yuan;
use super::ways::{Parts, Ways};

/// The fields of a bill's amounts; what lies outside the scope may be told in place of what lies inside.
const FIELDS: [&str; 8] = [
    "total",
    "in_scope",
    "out_of_scope",
    "basic_paid",
    "critical_paid",
    "waived",
    "other_paid",
    "assistance_paid",
];
const TOTAL: usize = 0;
const IN_SCOPE: usize = 1;
const OUT_OF_SCOPE: usize = 2;
const INSURED: [usize; 2] = [3, 4];

/// What the amounts of one bill can be.
#[derive(Clone)]
struct Region {
    spans: [(i64, i64); 8],
    /// Parts that together are no more than another.
    limits: Vec<(Vec<usize>, usize)>,
}

impl Region {
    /// Of this bill, with these fields open between two ends.
    fn of(bill: &Value, open: &[(usize, (i64, i64))]) -> Self {
        let parts = Parts::of(bill);
        let own = [
            parts.total,
            parts.in_scope,
            parts.total - parts.in_scope,
            parts.basic,
            parts.critical,
            parts.waived,
            parts.other,
            parts.assistance,
        ];
        let mut spans = own.map(|own| (own, own));
        for &(field, span) in open {
            spans[field] = span;
        }
        let [basic, critical] = INSURED;
        let mut limits = if open.iter().any(|(field, _)| *field == OUT_OF_SCOPE) {
            vec![(vec![OUT_OF_SCOPE], TOTAL), (vec![OUT_OF_SCOPE, basic, critical], TOTAL)]
        } else {
            vec![(vec![IN_SCOPE], TOTAL), (vec![basic, critical], IN_SCOPE)]
        };
        limits.push((vec![basic, critical, 5, 6, 7], TOTAL));
        // What insurance surely pays beyond the catalogue stands.
        limits.retain(|(less, more)| less.iter().map(|part| spans[*part].0).sum::<i64>() <= spans[*more].1);
        Self { spans, limits }
    }

    /// Cuts off what cannot be.
    fn narrow(&mut self) {
        for _ in 0..self.limits.len() {
            for (less, more) in &self.limits {
                let least: i64 = less.iter().map(|part| self.spans[*part].0).sum();
                let most = self.spans[*more].1;
                for part in less {
                    let others = least - self.spans[*part].0;
                    self.spans[*part].1 = self.spans[*part].1.min(most - others);
                }
                self.spans[*more].0 = self.spans[*more].0.max(least);
            }
        }
    }

    /// Each open amount pushed to an end that those before it leave, the upper one for those in `upper`.
    fn corner(&self, order: &[usize], upper: usize) -> [(i64, i64); 8] {
        let mut region = self.clone();
        region.narrow();
        for (at, &part) in order.iter().enumerate() {
            let (least, most) = region.spans[part];
            let end = if upper >> at & 1 == 1 { most } else { least };
            region.spans[part] = (end, end);
            region.narrow();
        }
        region.spans
    }
}

/// These answers with the open amounts of a bill at a corner, for all corners of each bill. What is `held` stays.
pub fn corners(draft: &Draft, values: &[Value], held: Option<usize>) -> Vec<Vec<Value>> {
    let bills = draft.known["bills"].as_array().map_or(0, Vec::len);
    let mut found = Vec::new();
    for bill in 0..bills {
        let table = format!("/bills/{bill}");
        let open: Vec<(usize, usize, (i64, i64))> = draft
            .opens
            .iter()
            .enumerate()
            .filter(|(at, open)| open.table == table && held != Some(*at))
            .filter_map(|(at, open)| {
                let Ways::Amount { least, most } = open.ways else { return None };
                let field = FIELDS.iter().position(|field| *field == open.field)?;
                Some((at, field, (i64::try_from(least).ok()?, i64::try_from(most).ok()?)))
            })
            .collect();
        if open.len() + usize::from(held.is_some()) < 2 {
            continue;
        }
        let spans: Vec<_> = open.iter().map(|(_, field, span)| (*field, *span)).collect();
        let region = Region::of(&draft.complete(values)["bills"][bill], &spans);
        let fields: Vec<usize> = spans.iter().map(|(field, _)| *field).collect();
        for order in orders(&fields) {
            for upper in 0..1_usize << order.len() {
                let corner = region.corner(&order, upper);
                let mut values = values.to_vec();
                for (at, field, _) in &open {
                    values[*at] = json!(yuan(corner[*field].0.try_into().unwrap_or(0)));
                }
                found.push(values);
            }
        }
    }
    found
}

/// Every order of up to three, and of more their turns, forwards and backwards.
fn orders(fields: &[usize]) -> Vec<Vec<usize>> {
    let mut orders: Vec<Vec<usize>> = Vec::new();
    for turn in 0..fields.len() {
        let order: Vec<usize> = fields.iter().cycle().skip(turn).take(fields.len()).copied().collect();
        orders.push(order.iter().rev().copied().collect());
        orders.push(order);
    }
    orders
}
