//! 政策, as Python holds it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use jiuzhu::case::Answers;
use jiuzhu::{explain, policy};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyString;
use serde::Serialize;

use crate::InternalError;
use crate::answers::node;

/// 政策包：one place's rules for one period.
#[pyclass(module = "jiuzhu", frozen)]
pub struct Policy {
    pub rules: Arc<policy::Policy>,
    /// What it was read from, so that other processes can have it.
    pack: Arc<[u8]>,
}

#[pymethods]
impl Policy {
    /// The policy of this id among those that are brought along, or of a compiled pack or its path.
    #[new]
    fn new(py: Python<'_>, pack: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(bytes) = pack.extract::<Vec<u8>>()
            && pack.is_instance_of::<pyo3::types::PyBytes>()
        {
            return Self::from_pack(&bytes);
        }
        let bytes: Vec<u8> = py.import("jiuzhu")?.call_method1("_pack", (pack,))?.extract()?;
        Self::from_pack(&bytes)
    }

    /// The policy of a compiled pack.
    #[staticmethod]
    fn from_pack(pack: &[u8]) -> PyResult<Self> {
        let rules =
            policy::Policy::from_pack(pack).map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok(Self { rules: Arc::new(rules), pack: pack.into() })
    }

    /// The id that answers and portals use.
    #[getter]
    fn id(&self) -> &str {
        &self.rules.id
    }

    /// 名称.
    #[getter]
    fn title(&self) -> &str {
        &self.rules.title
    }

    /// The SHA-256 of the compiled pack.
    #[getter]
    fn digest(&self) -> &str {
        &self.rules.digest
    }

    /// 从哪天起.
    #[getter]
    fn valid_from(&self) -> String {
        self.rules.period.from.to_string()
    }

    /// 到哪天止, that day left out.
    #[getter]
    fn valid_until(&self) -> Option<String> {
        self.rules.period.until.map(|until| until.to_string())
    }

    /// 测算：what each programme pays, as the contract tells it.
    fn assess<'py>(&self, py: Python<'py>, answers: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let answers = Answers::from(node(answers)?);
        let told = py.detach(|| guarded(|| as_json(&explain::assess(&self.rules, &answers))))?;
        read_json(py, &told?)
    }

    /// 接下来问什么.
    fn questions<'py>(&self, py: Python<'py>, answers: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let answers = Answers::from(node(answers)?);
        let told = py.detach(|| guarded(|| as_json(&explain::questions(&self.rules, &answers))))?;
        read_json(py, &told?)
    }

    fn __repr__(&self) -> String {
        format!("jiuzhu.Policy({:?})", self.rules.id)
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<(Py<PyAny>, (Vec<u8>,))> {
        let make = slf.get_type().getattr("from_pack")?.unbind();
        Ok((make, (slf.get().pack.to_vec(),)))
    }
}

/// What `work` comes to; a fault of ours is an exception that `except Exception` meets.
///
/// # Errors
/// [`InternalError`] where it breaks.
pub fn guarded<T>(work: impl FnOnce() -> T) -> PyResult<T> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|_| InternalError::new_err("程序自己出错：请把填的内容（遮住姓名、证号）报给作者"))
}

fn as_json(value: &impl Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| InternalError::new_err(error.to_string()))
}

fn read_json<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (PyString::new(py, text),))
}
