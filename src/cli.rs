//! 命令行：the same core at a prompt. Reads files and standard input, prints; holds no rule.
//!
//! Exit codes: 0 all is well, 1 problems in the answers, the packs or the rows of a list, 2 wrong use, 3 files or streams that cannot be
//! read or written. A reader that goes away early is no error.

mod arguments;
mod assess;
mod beside;
mod check;
mod compile;
mod exit;
mod explain;
mod folder;
mod json;
mod lines;
mod packs;
mod parallel;
mod screen;
mod today;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use crate::sheets::is_held;
use arguments::{Arguments, Command};
use exit::{Exit, Failure};

/// Runs the command that `arguments` name, the program's own name first.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |broken| {
        if !is_held() {
            usual(broken);
        }
    }));
    let exit = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => obey(arguments.command),
        Err(error) => match error.kind() {
            // Nobody is left to tell where the terminal is gone.
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                let _ = error.print();
                Ok(Exit::Fine)
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                let _ = error.print();
                Ok(Exit::Usage)
            }
            _ => Err(Failure::Usage(arguments::misuse(&error))),
        },
    };
    match exit {
        Ok(exit) => exit.into(),
        Err(Failure::ReaderGone) => Exit::Fine.into(),
        Err(failure) => {
            let _ = writeln!(std::io::stderr().lock(), "jiuzhu：{failure}");
            Exit::from(&failure).into()
        }
    }
}

fn obey(command: Command) -> Result<Exit, Failure> {
    match command {
        Command::Check(options) => check::check(&options),
        Command::Packs(options) => packs::packs(&options),
        Command::Compile(options) => compile::compile(&options),
        Command::Assess(options) => assess::assess(&options),
        Command::Explain(options) => explain::explain(&options),
        Command::Questions(options) => assess::questions(&options),
        Command::Letter(options) => assess::letter(&options),
        Command::Screen(options) => screen::screen(&options),
    }
}
