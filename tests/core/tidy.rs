//! The tree keeps its own rules: what lies where, which module may know which, and versions that are written twice.
#![cfg(not(target_arch = "wasm32"))]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The modules of src/, lowest first; those of one row are neighbours and may not form a circle.
const ORDER: [&[&str]; 11] = [
    &["lean", "say"],
    &["money", "calendar", "vocabulary"],
    &["document", "shape"],
    &["case", "policy"],
    &["assess"],
    &["explain"],
    &["letter"],
    &["check", "roster", "sheets", "workbench"],
    &["screen"],
    &["wasm"],
    &["cli"],
];

/// What a visitor sees on opening the tree; settings of tools are hidden files.
const TOP_LEVEL: [&str; 14] = [
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "Makefile",
    "README.md",
    "docs",
    "examples",
    "pkg-config",
    "policies",
    "rust-toolchain.toml",
    "src",
    "tests",
    "www",
];

/// Lines of a source file without its own tests, and with them.
const MAX_LINES: (usize, usize) = (400, 800);

#[test]
fn the_top_level_holds_what_it_should() {
    let found: BTreeSet<String> = tracked()
        .iter()
        .filter_map(|file| Some(file.components().next()?.as_os_str().to_str()?.to_owned()))
        .filter(|name| !name.starts_with('.'))
        .collect();
    let unexpected: Vec<_> = found.iter().filter(|name| !TOP_LEVEL.contains(&name.as_str())).collect();
    assert!(unexpected.is_empty(), "not a place at the top level: {unexpected:?}");
}

#[test]
fn every_test_of_the_core_is_part_of_its_one_program() {
    let named = read(Path::new("tests/core/main.rs"));
    for file in tracked() {
        let rust = file.extension().is_some_and(|extension| extension == "rs");
        let folder = file.parent().and_then(Path::to_str);
        let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        let place = file.display();
        assert!(!rust || folder != Some("tests"), "{place}: nobody runs it; tests/core is its place");
        let part =
            folder != Some("tests/core") || name == "main" || named.contains(&format!("\nmod {name};\n"));
        assert!(!rust || part, "{place}: tests/core/main.rs does not name it, so nobody runs it");
    }
}

#[test]
fn no_module_knows_one_above_it() {
    let mut uses = BTreeSet::new();
    for (file, text) in sources() {
        let Some(module) = module_of(&file) else { continue };
        let own = rank(&module).unwrap_or_else(|| panic!("{} has no place in ORDER", file.display()));
        for other in modules_used(&text) {
            let above = rank(&other);
            assert!(
                above.is_some(),
                "{}: crate::{other} is no module; name the one it is in",
                file.display()
            );
            assert!(
                above <= Some(own),
                "{}: {module} may not know {other}, which is above it",
                file.display()
            );
            uses.insert((module.clone(), other));
        }
    }
    for (from, to) in &uses {
        let back = (to.clone(), from.clone());
        assert!(from == to || !uses.contains(&back), "{from} and {to} know each other");
    }
}

#[test]
fn source_files_are_small() {
    for (file, text) in sources() {
        let code = untested(&text);
        let all = text.lines().count();
        assert!(
            code <= MAX_LINES.0 && all <= MAX_LINES.1,
            "{}: {code} lines, {all} with tests",
            file.display()
        );
    }
}

#[test]
fn no_binary_float_but_at_the_boundary() {
    for (file, text) in sources() {
        // The reader of JSON is handed one, and drops it.
        if module_of(&file).as_deref() == Some("wasm") || file.ends_with("cli/json.rs") {
            continue;
        }
        for (number, line) in code_lines(&text) {
            let float = words(line).find(|word| ["f32", "f64"].contains(word));
            assert_eq!(float, None, "{}:{number}: {line}", file.display());
        }
    }
}

/// With every other feature the crate is natively what it is with all: `make features` builds on it.
#[test]
fn the_office_is_a_matter_of_the_module_alone() {
    for (file, text) in sources() {
        let is_told = text.contains("feature = \"office\"");
        assert!(!is_told || module_of(&file).as_deref() == Some("wasm"), "{}", file.display());
    }
}

#[test]
fn nothing_is_left_for_later() {
    // Written in two halves, or this file would find itself.
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!("#[ign", "ore")];
    for file in tracked() {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        for (number, line) in text.lines().enumerate() {
            let mark = marks.iter().find(|mark| {
                if mark.starts_with('#') {
                    line.contains(*mark)
                } else {
                    words(line).any(|word| word == **mark)
                }
            });
            assert_eq!(mark, None, "{}:{}: {line}", file.display(), number + 1);
        }
    }
}

#[test]
fn versions_written_twice_agree() {
    let [cargo, lock, makefile, toolchain] =
        ["Cargo.toml", "Cargo.lock", "Makefile", "rust-toolchain.toml"].map(|file| read(Path::new(file)));
    let bindgen = between(&cargo, "\nwasm-bindgen = \"=", "\"");
    assert_eq!(bindgen, between(&makefile, "WASM_BINDGEN := ", "\n"), "Cargo.toml and Makefile");
    assert_eq!(
        bindgen,
        between(&lock, "name = \"wasm-bindgen\"\nversion = \"", "\""),
        "Cargo.toml and Cargo.lock"
    );

    let channel = between(&toolchain, "channel = \"", "\"");
    let minimum = between(&cargo, "rust-version = \"", "\"");
    assert!(channel.starts_with(&minimum), "rust-toolchain.toml {channel}, Cargo.toml {minimum}");

    let changes = read(Path::new("CHANGELOG.md"));
    let version = between(&cargo, "\nversion = \"", "\"");
    assert!(changes.contains(&format!("\n## {version}")), "CHANGELOG.md says nothing about {version}");

    let [module, wheel, project, engines] = [
        "pkg-config/module/Cargo.toml",
        "pkg-config/python/Cargo.toml",
        "pkg-config/python/pyproject.toml",
        "tests/engines/requirements.txt",
    ]
    .map(|file| read(Path::new(file)));
    for text in [&module, &wheel, &project] {
        assert_eq!(version, between(text, "\nversion = \"", "\""), "the version of the module, of the wheel");
    }
    for text in [&module, &wheel] {
        assert_eq!(
            minimum,
            between(text, "rust-version = \"", "\""),
            "the oldest Rust of the module, of the wheel"
        );
    }
    let repository = between(&cargo, "\nrepository = \"", "\"");
    assert_eq!(repository, between(&project, "\nRepository = \"", "\""), "the wheel's address");
    assert_eq!(between(&project, "\"maturin==", "\""), between(&engines, "\nmaturin==", "\n"), "maturin");
}

/// The crate's documentation is where whoever chooses features looks.
#[test]
fn every_feature_is_told_with_what_it_brings() {
    let [cargo, root] = ["Cargo.toml", "src/lib.rs"].map(|file| read(Path::new(file)));
    let named = |text: &str, sign: char| -> BTreeSet<String> {
        let names = text.split(sign).skip(1).step_by(2);
        names.map(|name| name.trim_start_matches("dep:").to_owned()).collect()
    };
    let features = between(&cargo, "\n[features]\n", "\n[");
    let features = features.lines().filter(|line| !line.starts_with('#') && !line.starts_with("default"));
    let features: Vec<_> = features
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, brings)| (name.to_owned(), named(brings, '"')))
        .collect();
    let table = between(&root, "//! | feature | ", "//!\n");
    let told: Vec<_> = table
        .lines()
        .filter_map(|line| line.strip_prefix("//! | `")?.split_once('`'))
        .map(|(name, rest)| (name.to_owned(), named(rest.rsplit(" | ").next().unwrap_or_default(), '`')))
        .collect();
    assert!(features.len() > 3, "{features:?}");
    for feature in &features {
        assert!(told.contains(feature), "src/lib.rs does not tell so of {feature:?}");
    }
    assert_eq!(features.len(), told.len(), "src/lib.rs tells of features that are none: {told:?}");
}

#[test]
fn the_readers_of_this_file_read_rightly() {
    let text = "use crate::{\n    money::{Ratio, Yuan},\n    calendar,\n};\n// crate::letter\ncrate::yuan!(1); crate::case::Case";
    let found: Vec<_> = modules_used(text).into_iter().collect();
    assert_eq!(found, ["calendar", "case", "money"]);
    assert_eq!(module_of(Path::new("src/money/amount.rs")).as_deref(), Some("money"));
    assert_eq!(module_of(Path::new("src/money.rs")).as_deref(), Some("money"));
    assert_eq!(module_of(Path::new("src/bin/jiuzhu.rs")), None);
    let mixed =
        "use a;\n#[cfg(test)]\nuse b;\nfn c() {\n}\n#[cfg(test)]\nmod tests {\n    use d;\n}\nfn e() {}";
    assert_eq!(untested(mixed), 4);
    assert_eq!(words("let x: f64 = xf64;").filter(|word| *word == "f64").count(), 1);
}

/// How many lines are no test's own, wherever those stand.
fn untested(text: &str) -> usize {
    let mut lines = text.lines();
    let mut count = 0;
    while let Some(line) = lines.next() {
        if line == "#[cfg(test)]" {
            let is_short = lines.next().is_some_and(|line| line.ends_with(';'));
            let _end = if is_short { None } else { lines.find(|line| *line == "}") };
        } else {
            count += 1;
        }
    }
    count
}

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|row| row.contains(&module))
}

/// The module that a file belongs to; none for the crate's root and the binary, which stand above all.
fn module_of(file: &Path) -> Option<String> {
    let first = file.strip_prefix("src").ok()?.components().next()?.as_os_str().to_str()?;
    let module = first.strip_suffix(".rs").unwrap_or(first);
    (!["lib", "bin"].contains(&module)).then(|| module.to_owned())
}

/// The names that follow `crate::`, alone or in braces, macros left out.
fn modules_used(text: &str) -> BTreeSet<String> {
    let code: String = code_lines(text).flat_map(|(_, line)| [line, "\n"]).collect();
    let mut found = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        if let Some(group) = after.strip_prefix('{') {
            let mut depth = 0_usize;
            let mut start = true;
            for (index, letter) in group.char_indices() {
                match letter {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    letter if letter.is_whitespace() => {}
                    _ if start && depth == 0 => {
                        start = false;
                        found.extend(
                            group.get(index..).and_then(|rest| words(rest).next()).map(str::to_owned),
                        );
                    }
                    _ => {}
                }
            }
        } else if let Some(name) = words(after).next() {
            let macro_call = after.get(name.len()..).is_some_and(|rest| rest.starts_with('!'));
            found.extend((!macro_call).then(|| name.to_owned()));
        }
    }
    found
}

/// Lines with their numbers, comments left out.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).filter(|word| !word.is_empty())
}

/// The Rust files of the crate.
fn sources() -> Vec<(PathBuf, String)> {
    let rust = |file: &PathBuf| {
        file.starts_with("src") && file.extension().is_some_and(|extension| extension == "rs")
    };
    tracked().into_iter().filter(rust).map(|file| (file.clone(), read(&file))).collect()
}

/// Every file of the tree that git knows of and that is there.
fn tracked() -> Vec<PathBuf> {
    let listed = Command::new("git").args(["ls-files", "-z"]).output().expect("git is not installed");
    assert!(listed.status.success(), "git ls-files: {}", String::from_utf8_lossy(&listed.stderr));
    let names = String::from_utf8(listed.stdout).expect("a file name is not UTF-8");
    let files: Vec<_> =
        names.split_terminator('\0').map(PathBuf::from).filter(|file| file.exists()).collect();
    assert!(!files.is_empty(), "git knows no file here");
    files
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn between(text: &str, start: &str, end: &str) -> String {
    let from = text.split_once(start).unwrap_or_else(|| panic!("{start:?} is not there")).1;
    from.split_once(end).map_or(from, |(found, _)| found).to_owned()
}
