//! The example of the library runs, and says what the README shows.
#![cfg(all(feature = "cli", not(target_arch = "wasm32")))]

use std::fs;
use std::io::{self, Write};
use std::path::Path;

#[path = "../../examples/assess.rs"]
#[allow(dead_code, reason = "a test hands the files to it, not a command line")]
mod assess;

#[test]
fn it_says_what_the_readme_shows() {
    let readme = fs::read_to_string("README.md").expect("README.md");
    let (pack, case) = ("policies/beijing-2023.toml", "examples/case.json");
    let mut out = Vec::new();
    assess::run(Path::new(pack), Path::new(case), &mut out).expect("the example runs");
    let said = String::from_utf8(out).expect("UTF-8");
    let command = format!("cargo run --features cli --example assess -- {pack} {case}");
    let block = format!("```sh\n{command}\n```\n\n```text\n{said}```\n");
    assert!(readme.contains(&block), "README.md has to show:\n{block}");
}

#[test]
fn it_names_what_is_wrong_with_answers() {
    let case = Path::new("tests/bad-answers/unknown-care.json");
    let error = assess::run(Path::new("policies/beijing-2023.toml"), case, &mut Vec::new());
    let words = error.expect_err("answers that are wrong").to_string();
    assert!(words.contains("\nbills[0].care：就医类型没有“surgery”这个选项"), "{words}");
}

#[test]
fn it_ends_quietly_where_nobody_reads_on() {
    struct Gone;
    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let (pack, case) = (Path::new("policies/beijing-2023.toml"), Path::new("examples/case.json"));
    assess::run(pack, case, &mut Gone).expect("no error of the example's own");
}
