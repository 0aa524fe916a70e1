//! 分段：a share for each band of the value.

use crate::money::{Amount, Ratio, Yuan};

/// One band with its figures: its upper edge, which belongs to it, and the least and most share paid in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The upper edge; none for the last band.
    pub up_to: Option<Yuan>,
    /// The share.
    pub share: (Ratio, Ratio),
}

impl Edge {
    fn share(&self, most: bool) -> Ratio {
        if most { self.share.1 } else { self.share.0 }
    }
}

/// 分段累计：each part of the value at its own band's share.
///
/// ```
/// use jiuzhu::assess::mechanism::band::{Edge, marginal};
/// use jiuzhu::money::{Amount, Yuan};
/// let band = |up_to, share: &str| share.parse().map(|share| Edge { up_to, share: (share, share) });
/// let bands = [band(Some(Yuan::whole(30_000)), "30%")?, band(Some(Yuan::whole(50_000)), "40%")?, band(None, "50%")?];
/// let paid = |value| marginal(&bands, Yuan::whole(value).into()).exact();
/// assert_eq!(paid(30_000), Some(Yuan::whole(9_000)));
/// assert_eq!(paid(50_000), Some(Yuan::whole(17_000)));
/// # Ok::<(), jiuzhu::money::MoneyError>(())
/// ```
#[must_use]
pub fn marginal(bands: &[Edge], value: Amount) -> Amount {
    let at = |value: Yuan, most: bool| -> Yuan {
        parts(bands, value).map(|(band, part)| part.times(band.share(most))).sum()
    };
    Amount::between(at(value.min(), false), at(value.max(), true))
}

/// 全额按段：the whole value at the share of the band it falls in. Where a band pays less than the one below, more
/// can bring less, so that every edge inside the range is looked at from both sides.
#[must_use]
pub fn whole(bands: &[Edge], value: Amount) -> Amount {
    spread(bands, value, value, false)
}

/// The value spread evenly over `over`, whose bands give the shares. Without `marginal` the whole of it takes the
/// share of the band in which `over` falls.
#[must_use]
pub fn spread(bands: &[Edge], value: Amount, over: Amount, marginal: bool) -> Amount {
    let same = value == over;
    let edges = bands.iter().filter_map(|band| band.up_to);
    let beside = edges.flat_map(|edge| [edge, edge + Yuan::fen(1)]).filter(|&edge| over.contains(edge));
    let mut found: Option<Amount> = None;
    for at in [over.min(), over.max()].into_iter().chain(beside) {
        let value = if same { Amount::exactly(at) } else { value };
        let paid = |value: Yuan, most: bool| {
            if marginal {
                let weighed = parts(bands, at).map(|(band, part)| part.times(band.share(most))).sum();
                value.in_proportion(weighed, at)
            } else {
                falls_in(bands, at).map_or(Yuan::ZERO, |band| value.times(band.share(most)))
            }
        };
        let here = Amount::between(paid(value.min(), false), paid(value.max(), true));
        found = Some(found.map_or(here, |found| found.or(here)));
    }
    found.unwrap_or_default()
}

/// The parts of `value` that lie in each band.
pub fn parts(bands: &[Edge], value: Yuan) -> impl Iterator<Item = (&Edge, Yuan)> {
    let mut below = Yuan::ZERO;
    bands.iter().map(move |band| {
        let upper = band.up_to.map_or(value, |edge| edge.min(value));
        let part = upper.less(below);
        below = below.max(upper);
        (band, part)
    })
}

/// The band in which `value` falls.
#[must_use]
pub fn falls_in(bands: &[Edge], value: Yuan) -> Option<&Edge> {
    bands.iter().find(|band| band.up_to.is_none_or(|edge| value <= edge))
}
