//! 已经说过的：what the reader of the sheets was told before, each under a number.

/// Knows things by where they lie: it holds for one reader and one policy, as long as that lives.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// A power of two of them, half of them free at least: each thing at the first free slot from its own on.
    slots: Vec<Option<(Thing, i32)>>,
    count: i32,
}

/// Address, and size with variant: a table and its first field may lie at the same address, but differ in size.
type Thing = (usize, usize);

/// Variants of what is told of one thing, at most.
const VARIANTS: usize = 8;

impl Known {
    /// The number of `thing` in this variant, and whether it is told for the first time.
    pub(super) fn number<T: ?Sized>(&mut self, thing: &T, variant: u8) -> (i32, bool) {
        let thing = ((&raw const *thing).addr(), size_of_val(thing) * VARIANTS + usize::from(variant));
        if let Some(Some((_, number))) = self.slots.get(self.slot(thing)) {
            return (*number, false);
        }
        let number = self.count;
        self.count += 1;
        self.grow();
        self.put(thing, number);
        (number, true)
    }

    /// Where `thing` is, or where it would be put.
    fn slot(&self, thing: Thing) -> usize {
        let last = self.slots.len().saturating_sub(1);
        // Neighbours in memory get slots far apart: the golden ratio of the 32 bits.
        let own = ((thing.0 >> 2) ^ thing.1).wrapping_mul(0x9E37_79B1) >> 15;
        let slots = (own..).map(|slot| slot & last);
        let is_it = |slot: &usize| match self.slots.get(*slot) {
            Some(Some((known, _))) => *known == thing,
            _ => true,
        };
        slots.into_iter().find(is_it).unwrap_or_default()
    }

    fn put(&mut self, thing: Thing, number: i32) {
        let slot = self.slot(thing);
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = Some((thing, number));
        }
    }

    fn grow(&mut self) {
        let wanted = usize::try_from(self.count).unwrap_or_default() * 2;
        if wanted >= self.slots.len() {
            let more = vec![None; (wanted * 2).next_power_of_two().max(256)];
            for (thing, number) in core::mem::replace(&mut self.slots, more).into_iter().flatten() {
                self.put(thing, number);
            }
        }
    }
}
