//! 列与行：the columns of an Arrow batch as rows of texts, as every other list is read.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType, Schema};
use jiuzhu::document::cell::{CellKind, Row};
use jiuzhu::policy::Policy;
use jiuzhu::roster::{Mapping, Table, apply, head};

/// How the columns of a stream are understood; or a sentence about what no money or number may be kept in.
///
/// # Errors
/// The sentence.
pub fn table(schema: &Schema, name: &str, mapping: &Mapping, policy: &Policy) -> Result<Table, String> {
    let names: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
    let mut table = head::of_names(names, &mapping.named(), policy);
    name.clone_into(&mut table.file);
    apply(mapping, &mut table, &|id| policy.fact(id));
    table.head_rows = [0; 2];
    for (column, place) in &table.places {
        let Some(field) = schema.fields().get(*place) else { continue };
        let told = |what: &str| format!("{}（{}）是{what}", field.name(), column.name());
        match field.data_type() {
            DataType::Float16 | DataType::Float32 | DataType::Float64 if column.is_amount() => {
                return Err(told("二进制小数，存不准金额：先转成 decimal(14, 2) 或者文字"));
            }
            DataType::Float16 | DataType::Float32 | DataType::Float64
                if matches!(column.id(), "id" | "householder_id") =>
            {
                return Err(told("二进制小数，18 位号码已经不准：从原来的系统重新取，存成文字"));
            }
            kind if kind.is_nested() || kind.is_binary() => {
                return Err(told("一格里有许多值，或者不是文字，读不了"));
            }
            _ => {}
        }
    }
    if !table.places.keys().any(|column| matches!(column.id(), "id" | "householder_id" | "member_ids")) {
        return Err(format!("{name}里没有身份证号这一列：列名特别的，在列的对应（mapping）里写明"));
    }
    Ok(table)
}

/// The texts of a batch, of the columns that are used; of the others none.
pub struct Texts(Vec<Option<StringArray>>);

impl Texts {
    /// Of a batch whose columns are those of the table.
    ///
    /// # Errors
    /// Where a column cannot be told as texts.
    pub fn of(batch: &RecordBatch, table: &Table) -> Result<Self, ArrowError> {
        let used = |place: usize| {
            table.places.values().any(|used| *used == place)
                || table.facts.iter().any(|(_, used)| *used == place)
        };
        let texts = batch
            .columns()
            .iter()
            .enumerate()
            .map(|(place, column)| if used(place) { text(column).map(Some) } else { Ok(None) });
        texts.collect::<Result<_, _>>().map(Self)
    }

    /// Fills `row` with the cells of the row at `place`.
    pub fn fill(&self, row: &mut Row, place: usize, number: u32) {
        row.clear(number);
        for column in &self.0 {
            let text = column
                .as_ref()
                .filter(|column| column.is_valid(place))
                .map_or("", |column| column.value(place));
            row.push(text, CellKind::Text);
        }
    }
}

fn text(column: &ArrayRef) -> Result<StringArray, ArrowError> {
    // A moment with its zone is told by the clock of Beijing.
    let local = match column.data_type() {
        DataType::Timestamp(unit, Some(_)) => {
            cast(column, &DataType::Timestamp(*unit, Some("+08:00".into())))?
        }
        _ => column.clone(),
    };
    cast(&local, &DataType::Utf8).map(|texts| texts.as_string::<i32>().clone())
}
