//! 填报内容：a dict of Python as the core reads it.

use jiuzhu::document::{Data, Node};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};

/// Deeper than any answers go.
const DEEPEST: usize = 32;

/// The value of Python as a node.
///
/// # Errors
/// Where it is of a kind that no answers have.
pub fn node(value: &Bound<'_, PyAny>) -> PyResult<Node> {
    data(value, DEEPEST).map(Node::from)
}

fn data(value: &Bound<'_, PyAny>, left: usize) -> PyResult<Data> {
    let Some(left) = left.checked_sub(1) else {
        return Err(PyTypeError::new_err("填报内容套得太深"));
    };
    if value.is_none() {
        return Ok(Data::Nothing);
    }
    // What is true is also a whole number to Python.
    if let Ok(flag) = value.cast::<PyBool>() {
        return Ok(Data::Flag(flag.is_true()));
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Data::Text(text.to_cow()?.into_owned()));
    }
    if value.is_instance_of::<PyInt>() {
        return Ok(value.extract().map_or(Data::Fraction, Data::Integer));
    }
    if value.is_instance_of::<PyFloat>() {
        return Ok(Data::Fraction);
    }
    if let Ok(table) = value.cast::<PyDict>() {
        let mut fields = Vec::with_capacity(table.len());
        for (name, value) in table {
            fields.push((name.extract()?, Node::from(data(&value, left)?)));
        }
        return Ok(Data::Table(fields));
    }
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        let mut items = Vec::new();
        for item in value.try_iter()? {
            items.push(Node::from(data(&item?, left)?));
        }
        return Ok(Data::List(items));
    }
    // Amounts are often kept as decimals, and days as dates: both say themselves as the contract writes them.
    let kind = value.get_type().name()?;
    if ["Decimal", "date"].iter().any(|known| kind == *known) {
        return Ok(Data::Text(value.str()?.to_cow()?.into_owned()));
    }
    Err(PyTypeError::new_err(format!("填报内容里不能有 {kind}：用文字、整数、真假、列表和字典")))
}
