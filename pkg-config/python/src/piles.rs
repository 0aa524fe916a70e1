//! 结果的各列：persons and rows that were set aside, as one Arrow batch.

use std::sync::Arc;

use arrow_array::builder::{Decimal128Builder, Int16Builder, Int32Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use jiuzhu::money::Yuan;
use jiuzhu::roster::{SetAside, Table, wording};
use jiuzhu::screen::{Ground, Settled};

/// What a row that was set aside has instead of a pile.
pub const ASIDE: &str = "没算";

const PRECISION: u8 = 14;
const SCALE: i8 = 2;

/// The columns of the result.
pub fn schema(explain: bool) -> SchemaRef {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    let amount = |name: &str| Field::new(name, DataType::Decimal128(PRECISION, SCALE), true);
    let mut fields = vec![
        Field::new("pile", DataType::Utf8, false),
        text("name"),
        text("id"),
        text("town"),
        text("village"),
        text("identity"),
        Field::new("age", DataType::Int16, true),
        amount("due_min"),
        amount("due_max"),
        amount("paid"),
        amount("difference_min"),
        amount("difference_max"),
        text("programs"),
        text("reason"),
        text("rows"),
        Field::new("gaps", DataType::Int32, true),
        text("column"),
    ];
    fields.extend(explain.then(|| text("steps")));
    Arc::new(Schema::new(fields))
}

/// A batch on its way.
pub struct Piles {
    explain: bool,
    texts: [StringBuilder; 11],
    amounts: [Decimal128Builder; 5],
    age: Int16Builder,
    gaps: Int32Builder,
}

/// The places of the texts.
mod text {
    pub const PILE: usize = 0;
    pub const NAME: usize = 1;
    pub const ID: usize = 2;
    pub const TOWN: usize = 3;
    pub const VILLAGE: usize = 4;
    pub const IDENTITY: usize = 5;
    pub const PROGRAMS: usize = 6;
    pub const REASON: usize = 7;
    pub const ROWS: usize = 8;
    pub const COLUMN: usize = 9;
    pub const STEPS: usize = 10;
}

impl Piles {
    pub fn new(explain: bool) -> Self {
        let amount = || Decimal128Builder::new().with_data_type(DataType::Decimal128(PRECISION, SCALE));
        Self {
            explain,
            texts: Default::default(),
            amounts: [amount(), amount(), amount(), amount(), amount()],
            age: Int16Builder::new(),
            gaps: Int32Builder::new(),
        }
    }

    /// Writes a person.
    pub fn person(&mut self, ground: &Ground<'_>, settled: &Settled<'_>) {
        let Settled { person, verdict, assessed } = settled;
        let held = person.case.person.categories.map(|held| held.names().join("、"));
        for (place, told) in [
            (text::PILE, verdict.pile.name()),
            (text::NAME, &person.about.name),
            (text::ID, &person.id.to_string()),
            (text::TOWN, &person.about.town),
            (text::VILLAGE, &person.about.village),
            (text::IDENTITY, &held.unwrap_or_default()),
            (text::PROGRAMS, &wording::programs(ground.policy, verdict)),
            (text::REASON, &wording::why(ground.policy, person, verdict, assessed)),
            (text::ROWS, &wording::rows(ground.tables, person)),
            (text::COLUMN, ""),
        ] {
            self.put(place, told);
        }
        if self.explain {
            self.put(text::STEPS, &wording::steps(ground.policy, person, assessed));
        }
        let fen = |amount: Yuan| i128::from(amount.to_fens());
        let (least, most, paid) = (fen(verdict.due.min()), fen(verdict.due.max()), fen(verdict.paid));
        for (column, fen) in self.amounts.iter_mut().zip([least, most, paid, least - paid, most - paid]) {
            column.append_value(fen);
        }
        self.age.append_option(person.case.person.age.map(i16::from));
        self.gaps.append_value(i32::try_from(person.gaps).unwrap_or(i32::MAX));
    }

    /// Writes a row that was set aside; `id` is what stands there for an ID number.
    pub fn aside(&mut self, tables: &[Table], aside: &SetAside, id: &str) {
        let table = tables.get(usize::from(aside.table));
        let head = aside.column.and_then(|column| table?.heads.get(usize::from(column)));
        let named =
            table.filter(|_| tables.len() > 1).map_or(String::new(), |table| format!("{} ", table.file));
        for (place, told) in [
            (text::PILE, ASIDE),
            (text::NAME, ""),
            (text::ID, id),
            (text::TOWN, ""),
            (text::VILLAGE, ""),
            (text::IDENTITY, ""),
            (text::PROGRAMS, ""),
            (text::REASON, &aside.why.to_string()),
            (text::ROWS, &format!("{named}{}", aside.row)),
            (text::COLUMN, head.map_or("", String::as_str)),
        ] {
            self.put(place, told);
        }
        if self.explain {
            self.put(text::STEPS, "");
        }
        for column in &mut self.amounts {
            column.append_null();
        }
        self.age.append_null();
        self.gaps.append_null();
    }

    fn put(&mut self, place: usize, told: &str) {
        if let Some(column) = self.texts.get_mut(place) {
            column.append_option((!told.is_empty()).then_some(told));
        }
    }

    /// What was written, as a batch.
    ///
    /// # Errors
    /// None that anybody has seen.
    pub fn batch(mut self) -> Result<RecordBatch, ArrowError> {
        let mut texts = self.texts.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef);
        let mut columns: Vec<ArrayRef> = texts.by_ref().take(6).collect();
        columns.push(Arc::new(self.age.finish()));
        columns.extend(self.amounts.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef));
        columns.extend(texts.by_ref().take(3));
        columns.push(Arc::new(self.gaps.finish()));
        columns.extend(texts.take(if self.explain { 2 } else { 1 }));
        RecordBatch::try_new(schema(self.explain), columns)
    }
}
