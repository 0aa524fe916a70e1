//! What holds whatever bytes come in. Each law takes bytes as a fuzzer makes them, and panics where it is broken.
//!
//! The fuzzers of `targets/` and the test that tries the kept corpora share this file.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    missing_docs,
    reason = "a broken law stops the program"
)]

mod lists;
mod made_up;
mod result;

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use jiuzhu::case::Answers;
use jiuzhu::document::{Data, Node};
use jiuzhu::policy::file::{Common, PackFile, Severity};
use jiuzhu::policy::{Policy, sealed};

use made_up::Bytes;

/// 来信：what JavaScript sends is read to some tree, no larger than the message, which written down again is read as
/// the same; as answers it is told what is wrong with it.
pub fn message(bytes: &[u8]) {
    let message = String::from_utf8_lossy(bytes);
    let node = Node::from_message(&message);
    assert!(size(&node) <= 1 + message.chars().count(), "the tree is larger than the message");
    let written = written(&node);
    let again = Node::from_message(&written);
    assert_eq!(format!("{node:?}"), format!("{again:?}"), "{written:?} is read otherwise");
    result::told(POLICIES.first().expect("there are packs"), &Answers::from(node));
}

/// 编译后的政策包：bytes are refused, or are just what the policy read from them is written as, and that policy can
/// be used. The bytes are what follows the header, whose digest and checksum no fuzzer would find.
pub fn pack(bytes: &[u8]) {
    let read_whole = Policy::from_pack(bytes);
    let sealed = sealed(bytes);
    for (pack, policy) in [(bytes, read_whole), (&sealed, Policy::from_pack(&sealed))] {
        let Ok(policy) = policy else { continue };
        assert!(policy.to_pack().as_deref() == Ok(pack), "a policy is written otherwise than it was read");
        // Its programmes may pay whatever they like, but nobody may be left without a result.
        for seed in [&[][..], bytes.get(..64).unwrap_or(bytes), bytes.rchunks(64).next().unwrap_or_default()]
        {
            result::told(&policy, &made_up::answers(&policy, &mut Bytes(seed)));
        }
    }
}

/// 政策包文件：a text is read to a policy or to errors, each at its place; a policy is compiled and read as the same.
pub fn pack_file(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    // A name that the id need not agree with.
    let pack = PackFile::read("fuzz", &text, &COMMON);
    let errors = pack.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
    assert_eq!(pack.policy.is_none(), errors > 0, "{:#?}", pack.diagnostics);
    for found in &pack.diagnostics {
        assert_ne!(found.code, "unreadable", "a mistake without its name");
        assert!(!found.text.is_empty() && (1..=text.lines().count() + 1).contains(&found.line), "{found}");
    }
    let Some(policy) = pack.policy else { return };
    let compiled = policy.to_pack().expect("what has no error can be compiled");
    let read = Policy::from_pack(&compiled).expect("what is compiled can be read");
    assert_eq!(Policy { digest: String::new(), ..read }, policy);
    for case in pack.cases {
        result::sound(&policy, &Answers::from(case.answers));
    }
    result::sound(&policy, &made_up::answers(&policy, &mut Bytes(bytes)));
}

/// 填报内容：whatever answers the bytes decide on, for whichever pack.
pub fn answers(bytes: &[u8]) {
    let mut bytes = Bytes(bytes);
    let policy = bytes.one_of(&POLICIES).expect("there are packs");
    let answers = made_up::answers(policy, &mut bytes);
    result::sound(policy, &answers);
    result::letter(policy, &answers, &mut bytes);
    result::questions(policy, &made_up::forgotten(&answers, &mut bytes));
}

/// 名单：see [`lists::list`].
pub fn list(bytes: &[u8]) {
    lists::list(for_lists(), bytes);
}

/// 列的对应：see [`lists::mapping`].
pub fn mapping(bytes: &[u8]) {
    lists::mapping(for_lists(), bytes);
}

fn for_lists() -> &'static Policy {
    POLICIES.iter().find(|policy| policy.id == "huangshi-2024").expect("there is this pack")
}

static COMMON: LazyLock<Common> = LazyLock::new(|| {
    let [diseases, facts] = ["diseases.toml", "facts.toml"].map(|name| read(&format!("common/{name}")));
    Common::read(("diseases.toml", &diseases), ("facts.toml", &facts)).0
});

/// Every pack, by its id.
static POLICIES: LazyLock<Vec<Policy>> = LazyLock::new(|| {
    let files =
        fs::read_dir(folder()).expect("the folder of packs").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|end| end == "toml")).collect();
    files.sort();
    let other = |id: &str| {
        let name = format!("{id}.toml");
        Some((name.clone(), read(&name)))
    };
    let policies = |file: &PathBuf| {
        let name = file.file_name().and_then(|name| name.to_str()).expect("a name");
        let packs = PackFile::read_all(name, &read(name), &COMMON, &other);
        packs.into_iter().map(|pack| pack.policy.unwrap_or_else(|| panic!("{:#?}", pack.diagnostics)))
    };
    files.iter().flat_map(policies).collect()
});

/// Also seen from the fuzzers' own crate, two folders below.
fn folder() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().map(|above| above.join("policies")).find(|folder| folder.is_dir()).expect("policies")
}

fn read(name: &str) -> String {
    let file = folder().join(name);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn size(node: &Node) -> usize {
    1 + match &node.data {
        Data::List(items) => items.iter().map(size).sum(),
        Data::Table(fields) => fields.iter().map(|(_, node)| size(node)).sum(),
        _ => 0,
    }
}

/// As `src/wasm/values.js` writes it.
fn written(node: &Node) -> String {
    match &node.data {
        Data::Nothing => "-".into(),
        Data::Flag(true) => "y".into(),
        Data::Flag(false) => "n".into(),
        Data::Integer(number) => format!("#{number}\0"),
        Data::Fraction => ".".into(),
        Data::Text(text) => format!("'{text}\0"),
        Data::List(items) => format!("[{}]", items.iter().map(written).collect::<String>()),
        Data::Table(fields) => {
            let mut text = String::from("{");
            for (name, node) in fields {
                write!(text, "'{name}\0{}", written(node)).expect("a text takes all");
            }
            text + "}"
        }
        Data::Unreadable => "!".into(),
    }
}
