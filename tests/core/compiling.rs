//! Packs that are compiled at the prompt: the same bytes each time, nothing left over, and only what computes as its cases say.
#![cfg(feature = "cli")]

use std::fs;

use sha2::{Digest, Sha256};

use crate::cli::{run, scratch, text};

#[test]
fn compiling_is_repeatable_and_tidies_up() {
    let out = scratch("compiled");
    let folder = out.to_str().expect("a path");
    let gone = ["gone-2000.0123abcd.pack", "diseases.0123abcd.json"];
    for name in gone {
        fs::write(out.join(name), "old").expect("write");
    }
    fs::write(out.join("note.txt"), "kept").expect("write");
    let compile = || {
        let output = run(&["compile", "policies", "--out", folder], "");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let mut files: Vec<_> =
            fs::read_dir(&out).expect("out").map(|entry| entry.expect("entry").path()).collect();
        files.sort();
        files.into_iter().map(|file| (file.clone(), fs::read(file).expect("a file"))).collect::<Vec<_>>()
    };
    let first = compile();
    assert_eq!(first, compile());
    assert!(out.join("note.txt").exists() && !gone.iter().any(|name| out.join(name).exists()));

    let index: serde_json::Value =
        serde_json::from_slice(&fs::read(out.join("index.json")).expect("index.json")).expect("JSON");
    assert_eq!(index["contract"], 1);
    let name = index["diseases"].as_str().expect("diseases");
    let catalogue = fs::read(out.join(name)).expect("the catalogue");
    assert!(text(&catalogue).contains(r#""id":"uremia""#));
    assert_eq!(name, format!("diseases.{}.json", &format!("{:x}", Sha256::digest(&catalogue))[..8]));
    let packs = index["packs"].as_array().expect("packs");
    let order = ["in-force", "framework", "historical"];
    let ranks: Vec<_> =
        packs.iter().map(|pack| order.iter().position(|status| pack["status"] == *status)).collect();
    assert!(ranks.is_sorted() && !ranks.contains(&None), "{ranks:?}");
    for pack in packs {
        let file = pack["file"].as_str().expect("file");
        let digest = pack["digest"].as_str().expect("digest");
        assert_eq!(file, format!("{}.{}.pack", pack["id"].as_str().expect("id"), &digest[..8]));
        let bytes = fs::read(out.join(file)).expect("the pack");
        let policy = jiuzhu::policy::Policy::from_pack(&bytes).expect("a sound pack");
        assert_eq!(policy.digest[..16], *digest);
    }
}

#[test]
fn a_pack_that_computes_otherwise_than_its_cases_is_not_compiled() {
    let folder = scratch("miscalculated");
    let out = folder.join("out");
    scratch("miscalculated/common");
    for name in ["diseases.toml", "facts.toml"] {
        fs::copy(format!("policies/common/{name}"), folder.join("common").join(name)).expect("copy");
    }
    let compile = |bad: &str| {
        fs::copy(format!("tests/bad-packs/{bad}"), folder.join(bad)).expect("copy");
        let paths = [folder.to_str().expect("UTF-8"), "--out", out.to_str().expect("UTF-8")];
        let output = run(&[&["compile"][..], &paths].concat(), "");
        fs::remove_file(folder.join(bad)).expect("remove");
        (output.status.code(), text(&output.stderr))
    };
    for (bad, expected) in [
        ("case-fails.toml", "错误[case-failed] 例子“"),
        ("no-cases.toml", "错误[no-cases]"),
        ("boundary-falls.toml", "boundary-falls.toml:"),
    ] {
        let (code, told) = compile(bad);
        assert_eq!(code, Some(1), "{bad}: {told}");
        assert!(told.contains(bad) && told.contains(expected), "{bad}: {told}");
        assert!(told.ends_with("没有编译：改规定或者改例子，jiuzhu check 通过了再编译\n"), "{told}");
        assert!(!out.exists(), "{bad}: something was written");
    }
}

#[test]
fn a_folder_of_one_pack_is_compiled_with_the_common_part_of_another() {
    let (own, out) = (scratch("own-packs"), scratch("own-compiled"));
    fs::copy("policies/county-70.toml", own.join("county-70.toml")).expect("copy");
    let [from, to] = [&own, &out].map(|path| path.to_str().expect("a path"));
    let output = run(&["compile", from, "--common", "policies/common", "--out", to], "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let index = fs::read_to_string(out.join("index.json")).expect("index.json");
    assert_eq!(index.matches(r#""id":"#).count(), 1, "{index}");
}
