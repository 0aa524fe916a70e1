//! 数字的写法：from the last digit to the first, and handed over in one piece.
//!
//! An answer holds amounts by the hundred, and the standard way of writing numbers takes several times as long.

/// More letters than the longest amount has.
const MOST: usize = 40;

/// A number as it is written.
pub(crate) struct Digits {
    letters: [u8; MOST],
    /// Where the first letter stands.
    first: usize,
}

impl Digits {
    /// `number` with the point before its last `decimals` digits, and `between` before every further three.
    pub(crate) fn of(number: u64, decimals: u32, between: Option<u8>) -> Self {
        let (mut digits, mut rest) = (Self { letters: [0; MOST], first: MOST }, number);
        for place in 0.. {
            if place > decimals && rest == 0 {
                break;
            }
            if place == decimals && place > 0 {
                digits.put(b'.');
            } else if let Some(between) = between
                && place > decimals
                && (place - decimals).is_multiple_of(3)
            {
                digits.put(between);
            }
            digits.put(b'0' + u8::try_from(rest % 10).unwrap_or_default());
            rest /= 10;
        }
        digits
    }

    pub(crate) fn as_str(&self) -> &str {
        let written = self.letters.get(self.first..).unwrap_or_default();
        str::from_utf8(written).unwrap_or_default()
    }

    /// Puts an ASCII letter before what is there.
    fn put(&mut self, letter: u8) {
        self.first = self.first.saturating_sub(1);
        if let Some(place) = self.letters.get_mut(self.first) {
            *place = letter;
        }
    }
}
