//! 政策包工作台：a pack's text as a form, and what is changed in the form as patches on the text.
//!
//! The text is the document. The form is read off it ([`form`]), a change in the form is turned into the few bytes that
//! it changes ([`patches`]), and every other byte stays: comments, order and blanks are the author's. What the form
//! cannot show is kept and named.

mod add;
mod added;
mod adjust;
mod age;
mod bearing;
mod bills;
mod case;
mod curve;
mod doubt;
mod edit;
mod erase;
mod excepted;
mod figures;
mod form;
mod gate;
mod heard;
mod insert;
mod item;
mod lexed;
mod look;
mod numeral;
mod once;
mod origin;
mod over;
mod patch;
mod people;
mod print;
mod program;
mod proposal;
mod route;
mod row;
mod said;
mod same;
mod step;
mod tries;
mod turn;
mod view;
mod ways;
mod who;
mod written;

pub use added::{Added, CaseTold, TableRow, Template};
pub use curve::{Beside, Corner, Curve, CurvePoint, CurveReading, curves};
pub use doubt::Doubt;
pub use edit::{Edit, EditError, patches};
pub use figures::Column;
pub use form::{Beyond, Cell, CellKind, Doubted, Entry, Form, FormProgram, FormWay};
pub use numeral::{Told, Unit, told};
pub use origin::{ProgramSteps, StepAt, origins};
pub use over::based_on;
pub use patch::{Patch, Units, apply};
pub use print::blank;
pub use proposal::{Proposal, Proposals, ProposedCase, proposals};
pub use tries::{Try, tries};
pub use view::form;
