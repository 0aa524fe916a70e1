//! The command line of 救助; everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    jiuzhu::cli::run(std::env::args_os())
}
