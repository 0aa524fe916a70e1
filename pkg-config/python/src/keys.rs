//! 钥匙：numbers that stand for persons, so that an engine brings the rows of each together.

use std::sync::Arc;

use arrow_array::builder::Int64Builder;
use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{Array, RecordBatch};
use arrow_cast::cast;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use jiuzhu::document::cell::{Cell, CellKind};
use jiuzhu::roster::{Column, IdNumber, Mapping};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::cells;
use crate::policy::Policy;
use crate::stream::{Screened, source};
use crate::tables::{OF_TABLE, several};

const KEY: &str = "_key";

/// The same batches with a column more: of each row a number that stands for its person, nothing where there is none.
/// What has the same number has to come together before it goes through the sieve.
#[pyfunction]
#[pyo3(signature = (data, policy, mapping))]
pub fn keys(data: &Bound<'_, PyAny>, policy: &Policy, mapping: &str) -> PyResult<Screened> {
    let wrong = |words: String| PyValueError::new_err(words);
    let mapping =
        Mapping::read(mapping).map_err(|words| wrong(format!("列的对应有错：{}", words.trim_end())))?;
    let (schema, batches) = source(data)?;
    let several = several(&schema);
    let owns = if several.is_empty() { vec![schema.as_ref().clone()] } else { several };
    let mut places = Vec::new();
    let mut at = 0;
    for own in &owns {
        let table = cells::table(own, "", &mapping, &policy.rules).map_err(wrong)?;
        let id = table.place(Column::Id).or_else(|| table.place(Column::HouseholderId));
        places.push(id.map(|id| at + id));
        at += own.fields().len();
    }
    let mut fields: Vec<_> = schema.fields().iter().cloned().collect();
    fields.push(Field::new(KEY, DataType::Int64, true).into());
    let keyed: SchemaRef = Arc::new(Schema::new(fields));
    let out = keyed.clone();
    let batches = batches.map(move |batch| {
        let batch = batch?;
        let mut keys = Int64Builder::with_capacity(batch.num_rows());
        let of = match batch.column_by_name(OF_TABLE) {
            Some(column) => Some(cast(column, &DataType::Int32)?),
            None => None,
        };
        let names = batch.schema();
        let mut columns = Vec::new();
        for (place, own) in places.iter().enumerate() {
            let prefix = format!("{place}:");
            let begins =
                names.fields().iter().position(|field| field.name().starts_with(&prefix)).unwrap_or_default();
            let before: usize = owns.iter().take(place).map(|own: &Schema| own.fields().len()).sum();
            let at = own.map(|own| begins + own - before);
            columns.push(match at.and_then(|at| batch.columns().get(at)) {
                Some(column) => Some(cast(column, &DataType::Utf8)?),
                None => None,
            });
        }
        for row in 0..batch.num_rows() {
            let table = of.as_ref().map_or(0, |of| of.as_primitive::<Int32Type>().value(row));
            let column = usize::try_from(table).ok().and_then(|table| columns.get(table)?.as_ref());
            let text = column
                .filter(|column| column.is_valid(row))
                .map(|column| column.as_string::<i32>().value(row));
            let id = text.and_then(|text| IdNumber::read(Cell { text, kind: CellKind::Text }).ok());
            keys.append_option(id.and_then(|id| i64::try_from(id.key()).ok()));
        }
        let mut all = batch.columns().to_vec();
        all.push(Arc::new(keys.finish()));
        RecordBatch::try_new(out.clone(), all)
    });
    Ok(Screened::of(Box::new(batches), keyed))
}
