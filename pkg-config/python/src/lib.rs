//! 救助 in Python: the calculator for one family, and the sieve for whole lists that come and go as Arrow streams.
//!
//! Nothing here starts a thread: whoever asks for a batch computes it, and engines ask on as many cores as they have.

mod answers;
mod cells;
mod keys;
mod piles;
mod policy;
mod sieve;
mod stream;
mod tables;

use pyo3::prelude::*;

pyo3::create_exception!(jiuzhu, InternalError, pyo3::exceptions::PyException, "程序自己出错。");

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("InternalError", module.py().get_type::<InternalError>())?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<policy::Policy>()?;
    module.add_class::<stream::Screened>()?;
    module.add_function(wrap_pyfunction!(sieve::screen, module)?)?;
    module.add_function(wrap_pyfunction!(keys::keys, module)?)
}
