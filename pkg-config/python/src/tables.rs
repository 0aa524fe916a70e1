//! Several tables in one stream, as engines bring them that join by a key.

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema};

/// In a stream of several tables, which of them a row is of; the columns of each begin with its number and a colon.
pub const OF_TABLE: &str = "_table";

/// The tables of a stream that has several.
pub fn several(schema: &Schema) -> Vec<Schema> {
    if schema.index_of(OF_TABLE).is_err() {
        return Vec::new();
    }
    (0..schema.fields().len())
        .map(|place| {
            let own = format!("{place}:");
            let fields = schema.fields().iter().filter_map(|field| {
                field.name().strip_prefix(&own).map(|name| field.as_ref().clone().with_name(name))
            });
            Schema::new(fields.collect::<Vec<_>>())
        })
        .take_while(|own| !own.fields().is_empty())
        .collect()
}

/// The columns of one of several tables.
pub fn only(batch: &RecordBatch, place: usize) -> Result<RecordBatch, ArrowError> {
    let own = format!("{place}:");
    let schema = batch.schema();
    let kept = schema.fields().iter().enumerate().filter(|(_, field)| field.name().starts_with(&own));
    batch.project(&kept.map(|(at, _)| at).collect::<Vec<_>>())
}
