//! Reproducible choices.

/// A stream of numbers that follow from a seed.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound`, or nothing but 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)).checked_rem(bound).unwrap_or(0)
    }

    pub fn place(&mut self, count: usize) -> usize {
        usize::try_from(self.below(count as u64)).unwrap_or(0)
    }

    /// At most so many of them, each as likely as another.
    pub fn some<T>(&mut self, mut all: Vec<T>, count: usize) -> Vec<T> {
        let most = count.min(all.len());
        for at in 0..most {
            let other = at + self.place(all.len() - at);
            all.swap(at, other);
        }
        all.truncate(most);
        all
    }
}
