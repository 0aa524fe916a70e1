//! 分段：a share for each band of the value.

use crate::money::{Ratio, Yuan};

/// One band with its figures: its upper edge, which belongs to it, and the share paid in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The upper edge; none for the last band.
    pub up_to: Option<Yuan>,
    /// The share.
    pub share: Ratio,
}

/// 分段累计：each part of the value at its own band's share.
///
/// ```
/// use jiuzhu::assess::mechanism::band::{Edge, marginal};
/// use jiuzhu::money::Yuan;
/// let band = |up_to, share: &str| share.parse().map(|share| Edge { up_to, share });
/// let bands = [band(Some(Yuan::whole(30_000)), "30%")?, band(Some(Yuan::whole(50_000)), "40%")?, band(None, "50%")?];
/// assert_eq!(marginal(&bands, Yuan::whole(30_000)), Yuan::whole(9_000));
/// assert_eq!(marginal(&bands, Yuan::whole(50_000)), Yuan::whole(17_000));
/// # Ok::<(), jiuzhu::money::MoneyError>(())
/// ```
#[must_use]
pub fn marginal(bands: &[Edge], value: Yuan) -> Yuan {
    parts(bands, value).map(|(band, part)| part.times(band.share)).sum()
}

/// 全额按段：the whole value at the share of the band it falls in.
#[must_use]
pub fn whole(bands: &[Edge], value: Yuan) -> Yuan {
    falls_in(bands, value).map_or(Yuan::ZERO, |band| value.times(band.share))
}

/// 分段累计 of `over`, of which the value is an even part: it gets the same part of what all of it gets.
#[must_use]
pub fn spread(bands: &[Edge], value: Yuan, over: Yuan) -> Yuan {
    value.in_proportion(marginal(bands, over), over)
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
