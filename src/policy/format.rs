//! 编译格式的内容：every part of a policy with its fields in the order in which they are written.
//!
//! Whatever changes here makes other bytes of the same policy: the format number in `pack.rs` goes up with it.

use super::packed::{Packed, Source, packed};
use super::{
    AgeBounds, AgeDay, Band, Bands, Base, BaseFrom, Cap, Citation, Condition, Deadline, DeadlineFrom,
    Disease, DiseaseList, Document, Exclusion, FactKind, FactOption, FactQuestion, FactTest, Keeps, Letter,
    ListItem, Mechanism, OneCase, Op, Parameter, ParameterUnit, Phase, Policy, Pool, Program, Quantity,
    Reading, ReadingOption, Route, ShareSource, SourceDocument, Test, TestKind, Unit, UnitSource, Units,
    WantedDocument, Way, Winner, figure,
};
use crate::calendar::{Period, Term};
use crate::money::{Denomination, Remainder, Rounding};
use crate::vocabulary::{Confidence, DocumentForm, Member, PolicyStatus, ProgramKind, Residence, RouteKind};

packed! {
    struct Policy {
        id, title, version, region, region_code, region_inferred, period, status, checked_on, critical_insurance,
        parameters, readings, facts, diseases, lists, sources, citations, documents, routes, programs, pools,
        exclusions; digest
    }
}
packed! { struct Period { from, until } }

packed! { struct Parameter { id, label, unit } }
packed! { enum ParameterUnit { 0 => Yuan(least, most, value), 1 => Percent(least, most, value), } }
packed! { struct Reading { id, question, options, default, citation } }
packed! { struct ReadingOption { id, text } }
packed! { struct FactQuestion { id, label, text, help, kind, shown_by_stay, shown_by_place } }
packed! {
    enum FactKind {
        0 => YesNo, 1 => Choice(options), 2 => Number(least, most), 3 => Amount(most), 4 => Date, 5 => Month,
    }
}
packed! { struct FactOption { id, text } }

packed! { struct Disease { id, name } }
packed! { struct DiseaseList { name, items, open } }
packed! { struct ListItem { diseases, when } }
packed! { struct SourceDocument { name, issuer, date, confidence } }
packed! { struct Citation { source, article, summary, from, until, checked_on, confidence } }
packed! { struct Document { id, name, form, copies, issuer, note } }

packed! { struct Route { kind, steps, place, deadline, citation } }
packed! { struct Deadline { from, rule } }
packed! {
    enum DeadlineFrom {
        0 => AfterBill(term), 1 => QuarterEnd, 2 => Yearly(month, day), 3 => YearAfterBill(month, day),
    }
}

packed! {
    struct Program {
        id, kind, name, who, covers, base, elsewhere, ways, year_begins, fills, citation, documents, routes, letter,
        remarks
    }
}
packed! { struct WantedDocument { when, document } }
packed! { struct Base { from, less, citation } }
packed! { enum BaseFrom { 0 => Nothing, 1 => Bills(quantity), 2 => Amount(source), } }
packed! { struct Letter { addressee, request, endorsements } }
packed! { struct Pool { name, amount, citation } }
packed! { struct Exclusion { programs, winner, text, citation } }
packed! { enum Winner { 0 => First, 1 => Better, } }

packed! { struct Way { name, who, steps } }
packed! { struct Mechanism { op, when, phase, citation } }
packed! { enum Phase { 0 => Bill, 1 => Month, 2 => Quarter, 3 => Year, } }
packed! {
    enum Op {
        0 => Deduct(figure, name), 1 => Threshold { at, inclusive, keeps }, 2 => Ratio(share), 3 => Band(bands),
        4 => Fixed(figure), 5 => PerUnit { each, units, at_most }, 6 => TopUp { share, of, counted }, 7 => Cap(cap),
        8 => Discretion { low, high, decided_by }, 9 => NotStated(text), 10 => Round(rounding),
    }
}
packed! { struct Rounding { to, how } }
packed! { enum Denomination { 0 => Yuan, 1 => Jiao, 2 => Fen, } }
packed! { enum Remainder { 0 => HalfUp, 1 => HalfEven, 2 => Dropped, } }
packed! { enum Keeps { 0 => Whole, 1 => Excess, } }
packed! { struct Bands { bands, marginal, on } }
packed! { struct Band { up_to, share, citation } }
packed! { struct Units { unit, from } }
packed! { enum Unit { 0 => Month, 1 => Day, 2 => Room, 3 => Person, } }
packed! { enum UnitSource { 0 => Bill, 1 => Fact(fact), 2 => Between(least, most), } }
packed! { enum Cap { 0 => Own(figure), 1 => Pool(pool), } }

packed! { struct figure::Figure { cases, complete } }
packed! { struct figure::Share { cases, complete } }
packed! { struct OneCase<figure::Source> { when, value, citation } }
packed! { struct OneCase<ShareSource> { when, value, citation } }
packed! {
    enum figure::Source {
        0 => Given(yuan), 1 => Parameter(parameter, share, times, ranges), 2 => Fact(fact, share),
        3 => OfBill(quantity),
    }
}
packed! { enum ShareSource { 0 => Given(ratio), 1 => Parameter(parameter), } }
packed! {
    enum Quantity {
        0 => Total, 1 => InScope, 2 => Basic, 3 => Critical, 4 => Waived, 5 => Other, 6 => Assistance,
    }
}

packed! { struct Term { months, days } }
packed! { enum Condition { 0 => All(parts), 1 => Any(parts), 2 => Not(part), 3 => Test(test), } }
packed! { struct Test { kind, text, citation } }
packed! {
    enum TestKind {
        0 => Category(set), 1 => Residence(residence), 2 => Insurance(set), 3 => Age(bounds), 4 => Disease(list),
        5 => Fact(fact, test), 6 => Reading(reading, option), 7 => Care(set), 8 => Level(set), 9 => Place(set),
        10 => YearSum { all_bills, from, less, at, inclusive }, 11 => BillSum { from, at, inclusive },
    }
}
packed! { struct AgeBounds { at_least, at_most, on } }
packed! { enum AgeDay { 0 => Bill, 1 => YearStart, 2 => AsOf, } }
packed! {
    enum FactTest {
        0 => Is(flag), 1 => OneOf(places), 2 => Number(least, most), 3 => Amount(least, most), 4 => BillFrom(term),
        5 => BillBefore(term),
    }
}

/// Words of a closed set, by their place in it.
macro_rules! packed_words {
    ($($set:ident),+) => {$(
        impl Packed for $set {
            fn write(&self, out: &mut Vec<u8>) {
                out.push(self.place());
            }

            fn read(source: &mut Source<'_>) -> Self {
                source.word()
            }
        }
    )+};
}
packed_words!(Confidence, DocumentForm, PolicyStatus, ProgramKind, Residence, RouteKind);
