//! Arrow streams, in and out, by the capsules that every engine has.

use std::sync::{Arc, Mutex};

use arrow_array::{ArrayRef, RecordBatch, StructArray};
use arrow_schema::{ArrowError, Field, SchemaRef};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyIterator};
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};
use pyo3_arrow::input::AnyRecordBatch;

pub type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send>;

/// 结果：an Arrow stream, which is computed while it is read, once.
#[pyclass(module = "jiuzhu", frozen)]
pub struct Screened {
    sieve: Mutex<Option<Stream>>,
    schema: SchemaRef,
}

struct Stream(Batches);

impl Screened {
    /// Of batches that are made when they are asked for.
    pub fn of(batches: Batches, schema: SchemaRef) -> Self {
        Self { sieve: Mutex::new(Some(Stream(batches))), schema }
    }
}

#[pymethods]
impl Screened {
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let stream = self.sieve.lock().ok().and_then(|mut sieve| sieve.take());
        let stream = stream.ok_or_else(|| PyValueError::new_err("结果只能读一次：再要就再 screen 一遍"))?;
        let field = Field::new_struct("", self.schema.fields().clone(), false);
        let arrays = stream.0.map(|batch| Ok(Arc::new(StructArray::from(batch?)) as ArrayRef));
        let arrays: Box<dyn Iterator<Item = Result<ArrayRef, ArrowError>> + Send> = Box::new(arrays);
        Ok(to_stream_pycapsule(py, Box::new(ArrayIterator::new(arrays, field.into())), requested_schema)?)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.schema.as_ref())?)
    }
}

/// Whatever has Arrow in it: with a stream or a batch, or several of them one after the other.
pub fn source(data: &Bound<'_, PyAny>) -> PyResult<(SchemaRef, Batches)> {
    if let Ok(arrow) = data.extract::<AnyRecordBatch>() {
        let reader = arrow.into_reader()?;
        return Ok((reader.schema(), Box::new(reader)));
    }
    let wanted = || {
        let kind = data.get_type().name().map(|name| name.to_string()).unwrap_or_default();
        PyTypeError::new_err(format!(
            "{kind} 不是 Arrow 的表：要有 __arrow_c_stream__ 的（pyarrow、polars、duckdb），或者一批一批的"
        ))
    };
    let mut items = data.try_iter().map_err(|_| wanted())?;
    let first = items.next().ok_or_else(|| PyValueError::new_err("一批也没有，不知道有哪些列"))??;
    let first = first.extract::<AnyRecordBatch>().map_err(|_| wanted())?.into_reader()?;
    let schema = first.schema();
    let rest = Later { items: items.unbind(), reader: None };
    Ok((schema, Box::new(first.chain(rest))))
}

/// Batches that Python hands over one after the other.
struct Later {
    items: Py<PyIterator>,
    reader: Option<Batches>,
}

impl Iterator for Later {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(batch) = self.reader.as_mut().and_then(Iterator::next) {
                return Some(batch);
            }
            let next = Python::attach(|py| {
                let item = self.items.bind(py).clone().next()?;
                Some(item.and_then(|item| item.extract::<AnyRecordBatch>()?.into_reader()))
            })?;
            match next {
                Ok(reader) => self.reader = Some(Box::new(reader)),
                Err(error) => return Some(Err(ArrowError::ExternalError(Box::new(error)))),
            }
        }
    }
}
