//! 网页用的模块：what the library shows to JavaScript, as one module of WebAssembly.

use jiuzhu as _;
