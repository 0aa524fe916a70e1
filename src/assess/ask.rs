//! 还缺的答案：what can be open about a case, by its place and not by its words.

use crate::policy::TestKind;
use crate::vocabulary::{BillField, ReceivedField};

/// 还缺的答案. The order is that of asking, where nothing else decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ask {
    /// `person.categories`.
    Categories,
    /// `person.residence`.
    Residence,
    /// `person.insurance`.
    Insurance,
    /// `person.diagnoses`.
    Diagnoses,
    /// `person.age`.
    Age,
    /// The fact at this place.
    Fact(u16),
    /// `bills`.
    Bills,
    /// A field of the bill at this position.
    Bill(usize, BillField),
    /// What is not known of the sum at this place among what was received.
    Received(usize, ReceivedField),
    /// The parameter at this place.
    Parameter(u16),
    /// Nobody can tell but the office.
    Office(Decision),
}

/// What is not for the person to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// 等：whether an illness that the list at this place does not name counts as one of it.
    Listed(u16),
    /// 由…定：a figure of the step at this place, by programme, way and step.
    Figure(u16, u16, u16),
    /// How much a programme pays whose rule gives no figure.
    Uncomputed(usize),
    /// How the slips that this bill stands for share its sum.
    Slips(usize),
}

impl Ask {
    /// Whether somebody can be asked.
    #[must_use]
    pub fn is_for_the_person(self) -> bool {
        !matches!(self, Self::Office(_))
    }

    /// Whether it is about the person, and not about one bill among others.
    pub(super) fn is_of_person(self) -> bool {
        !matches!(self, Self::Bill(..))
    }

    /// Whether a test looks at this answer.
    pub(super) fn answers(self, test: &TestKind) -> bool {
        match test {
            TestKind::Category(_) => self == Self::Categories,
            TestKind::Residence(_) => self == Self::Residence,
            TestKind::Insurance(_) => self == Self::Insurance,
            TestKind::Age(_) => self == Self::Age,
            TestKind::Disease(list) => {
                self == Self::Diagnoses || self == Self::Office(Decision::Listed(*list))
            }
            TestKind::Fact(place, _) => self == Self::Fact(*place),
            TestKind::Level(_) => matches!(self, Self::Bill(_, BillField::Level)),
            TestKind::Place(_) => matches!(self, Self::Bill(_, BillField::Place)),
            TestKind::Province(_) => matches!(self, Self::Bill(_, BillField::Province)),
            TestKind::Care(_)
            | TestKind::Reading(..)
            | TestKind::YearSum { .. }
            | TestKind::BillSum { .. } => false,
        }
    }
}
