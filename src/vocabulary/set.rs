//! Closed words and small sets of them.

use core::fmt;
use core::marker::PhantomData;

use crate::lean::Gather;

/// A word of a closed set.
pub trait Member: Copy + 'static {
    /// Every word, in the order shown to people.
    const ALL: &'static [Self];

    /// The id of each word.
    const IDS: &'static [&'static str];

    /// The Chinese name of each word.
    const NAMES: &'static [&'static str];

    /// Where in [`Member::ALL`] it stands.
    fn place(self) -> u8;

    /// The id that packs and answers use.
    fn id(self) -> &'static str {
        Self::IDS.get(usize::from(self.place())).unwrap_or(&"")
    }

    /// The Chinese name that people see.
    fn name(self) -> &'static str {
        Self::NAMES.get(usize::from(self.place())).unwrap_or(&"")
    }

    /// The word with this id.
    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.get(Self::IDS.iter().position(|known| *known == id)?).copied()
    }
}

/// Any number of words of one closed set.
pub struct SetOf<T>(u32, PhantomData<T>);

impl<T: Member> SetOf<T> {
    /// No word.
    pub const EMPTY: Self = Self(0, PhantomData);

    /// Every word.
    pub const ALL: Self = Self(u32::MAX >> (32 - T::ALL.len()), PhantomData);

    /// This set and `word`.
    #[must_use]
    pub fn with(self, word: T) -> Self {
        Self(self.0 | 1 << word.place(), PhantomData)
    }

    /// Whether `word` is in it.
    #[must_use]
    pub fn has(self, word: T) -> bool {
        self.0 & 1 << word.place() != 0
    }

    /// The words that are in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0, PhantomData)
    }

    /// The words that are in either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0, PhantomData)
    }

    /// Whether it holds no word.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// One bit for each word, the first the lowest.
    #[must_use]
    pub fn bits(self) -> u32 {
        self.0
    }

    /// The set with these bits, where each stands for a word.
    #[must_use]
    pub fn from_bits(bits: u32) -> Option<Self> {
        (bits & !Self::ALL.0 == 0).then_some(Self(bits, PhantomData))
    }

    /// Its words, in the order of [`Member::ALL`].
    pub fn words(self) -> impl Iterator<Item = T> {
        T::ALL.iter().copied().filter(move |&word| self.has(word))
    }

    /// Their ids.
    #[must_use]
    pub fn ids(self) -> Vec<&'static str> {
        chosen(self.0, T::IDS)
    }

    /// Their names.
    #[must_use]
    pub fn names(self) -> Vec<&'static str> {
        chosen(self.0, T::NAMES)
    }
}

/// Of one text for each word, those that have a bit: the same in few instructions for all sets.
fn chosen(bits: u32, texts: &[&'static str]) -> Vec<&'static str> {
    texts.iter().enumerate().filter(|(place, _)| bits >> place & 1 != 0).map(|(_, text)| *text).gather()
}

impl<T: Member> FromIterator<T> for SetOf<T> {
    fn from_iter<I: IntoIterator<Item = T>>(words: I) -> Self {
        words.into_iter().fold(Self::EMPTY, Self::with)
    }
}

impl<T> Clone for SetOf<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for SetOf<T> {}

impl<T> PartialEq for SetOf<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for SetOf<T> {}

impl<T: Member> fmt::Debug for SetOf<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_set().entries(self.words().map(T::id)).finish()
    }
}
