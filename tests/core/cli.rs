//! The command line as scripts meet it: help, exit codes, streams.
#![cfg(feature = "cli")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

const ANSWERS: &str = r#"{"contract":1,"as_of":"2015-06-01","person":{"categories":["subsistence-allowance"],"insurance":"resident","diagnoses":["uremia"]},"bills":[{"date":"2015-03-15","care":"inpatient","total":"50000.00","in_scope":"50000.00","basic_paid":"28000.00"}]}"#;

pub(crate) fn jiuzhu(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiuzhu"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub(crate) fn run(arguments: &[&str], input: &str) -> Output {
    run_bytes(arguments, input.as_bytes())
}

fn run_bytes(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = jiuzhu(arguments).spawn().expect("jiuzhu");
    // A command that reads nothing may be gone before all is written.
    let _ = child.stdin.take().expect("stdin").write_all(input);
    child.wait_with_output().expect("jiuzhu")
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// A folder of its own, empty.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[test]
fn help_of_every_command() {
    let commands = [
        &[][..],
        &["check"],
        &["packs"],
        &["compile"],
        &["assess"],
        &["explain"],
        &["questions"],
        &["letter"],
        &["screen"],
    ];
    let mut whole = String::new();
    for command in commands {
        let mut arguments = command.to_vec();
        arguments.push("--help");
        let output = run(&arguments, "");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        let help = text(&output.stdout);
        for english in ["Usage", "Options", "OPTIONS", "Arguments", "Print", "default"] {
            assert!(!help.contains(english), "{arguments:?} says {english}:\n{help}");
        }
        whole.extend(["$ jiuzhu ", &arguments.join(" "), "\n", &help, "\n\n"]);
    }
    insta::assert_snapshot!(whole);
}

#[test]
fn packs_are_listed_with_what_they_lack_and_when_they_end() {
    let check = |as_of: &str, lines: &[&str]| {
        let output = run(&["packs", "policies/foshan.toml", "--as-of", as_of], "");
        assert_eq!(output.status.code(), Some(0));
        let told = text(&output.stdout);
        for line in lines {
            assert!(told.lines().any(|other| other == *line), "{line}\n{told}");
        }
    };
    let lists = [
        "foshan-2025  广东省佛山市医疗救助",
        "  地点：广东省佛山市（440600）",
        "  核对：2026-10-03；B 二手资料",
        "  没有：本市上上年度城镇单位在岗职工年平均工资（元；没有查到）",
    ];
    check("2026-06-30", &lists);
    check("2026-06-30", &["2 个政策包，90 天里没有到期的"]);
    check(
        "2026-12-01",
        &[
            "  注意：还有 31 天到期，以后的文件找到了就接着写，没有找到的到期就退回",
            "2 个政策包，1 个 90 天里到期：foshan-2025",
        ],
    );
    check("2027-01-01", &["  有效：2025-04-01 起，到 2027-01-01 以前（已失效）"]);
}

#[test]
fn exit_codes_and_messages() {
    let check = |arguments: &[&str], input: &str, code: i32, message: &str| {
        let output = run(arguments, input);
        let told = text(&output.stderr) + &text(&output.stdout);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {told}");
        assert!(told.contains(message), "{arguments:?}: {told}");
    };
    let policy = ["assess", "--policy", "qingshen-2014"];
    check(&policy, ANSWERS, 0, r#"{"ok":true,"#);
    check(&policy, "{}", 1, r#""path":"as_of","code":"missing""#);
    check(&policy, "not json", 1, r#""code":"not-json""#);
    check(&policy, "", 1, "没有收到内容");
    check(&policy, " \n", 1, "没有收到内容");
    check(&policy, &format!("\u{feff}{ANSWERS}"), 0, r#"{"ok":true,"#);
    check(&policy, r#"{"contract":1e999}"#, 1, r#""code":"not-json""#);
    check(&policy, &"[".repeat(100_000), 1, r#""code":"not-json""#);
    check(&[], "", 2, "用法");
    check(&["chek"], "", 2, "没有命令 chek，是不是想写 check");
    check(&["check", "--coverge"], "", 2, "没有参数 --coverge，是不是想写 --coverage");
    check(&["assess"], "", 2, "缺少 --policy");
    check(&["assess", "--policy", "nowhere"], "", 2, "没有政策包 nowhere；现有：");
    check(&["assess", "--policy", "nowhere", "--policies", "no-such-folder"], "", 3, "读不了 no-such-folder");
    check(&["explain", "--policy", "nowhere", "--policies", "src"], "", 2, "src 里没有政策包");
    check(&["assess", "--policy", "policies/qingshen-2014.toml"], ANSWERS, 0, r#"{"ok":true,"#);
    // What packs share is not beside this one.
    check(&["assess", "--policy", "tests/bad-answers/policy.toml"], "{}", 1, r#""path":"as_of""#);
    check(&["assess", "--policy", "policies/foshan.toml"], "", 2, "几份政策包（foshan-2025、foshan-2027）");
    check(&["assess", "--policy", "nowhere.toml"], "", 3, "读不了 nowhere.toml");
    check(&["assess", "--ndjson=3"], "", 2, "--ndjson 后面不写内容，这里写了 3；");
    let letter = ["letter", "--policy", "x", "--program", "y", "--applicant", "name"];
    check(&letter, "", 2, "不能写 name：要写成 项=内容，如 name=张三");
    check(&["check", "no-such-folder"], "", 3, "读不了 no-such-folder：没有这个文件或目录");
    check(&["check", "src"], "", 2, "src 里没有政策包");
    check(&["check", "README.md"], "", 2, "README.md 不是政策包");
    check(&["check", "tests/bad-packs/sound.toml", "--common", "policies/common"], "", 0, "0 个错误");
    check(&["check", "tests/bad-packs/no-cases.toml", "--common", "policies/common"], "", 1, "[no-cases]");
    check(&["compile", "tests/bad-packs/period-overlap", "--out", "/dev/null/x"], "", 3, "读不了");
    check(&["compile", "policies", "--out", "/dev/null/x"], "", 3, "写不了 /dev/null/x");
}

#[test]
fn what_is_told_twice_is_named_with_the_rest() {
    let twice = r#"{"contract":1,"as_of":"soon","bills":[{"total":"1","care":"inpatient","total":"2"}],"person":{},"person":{}}"#;
    let output = run(&["assess", "--policy", "qingshen-2014"], twice);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stdout);
    for problem in [
        r#""path":"bills[0].total","code":"told-twice""#,
        r#""path":"person","code":"told-twice""#,
        r#""path":"as_of","code":"not-a-date""#,
        r#""path":"bills[0].date","code":"missing""#,
    ] {
        assert!(told.contains(problem), "{told}");
    }
    let output = run(&["explain", "--policy", "qingshen-2014"], twice);
    assert!(text(&output.stdout).contains("填报内容有 4 处要改"), "{}", text(&output.stdout));
}

#[test]
fn a_file_that_is_no_text_does_not_hide_the_others() {
    let folder = scratch("no-text");
    fs::write(folder.join("bad.toml"), b"id = 1\ntitle = \"\xb5\xcd\xb1\xa3\"\n").expect("write");
    fs::write(folder.join("wide.toml"), wide("id = 1\n")).expect("write");
    fs::copy("tests/bad-packs/no-cases.toml", folder.join("no-cases.toml")).expect("copy");
    let output = run(&["check", "--common", "policies/common", folder.to_str().expect("UTF-8")], "");
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stdout);
    assert!(told.contains("bad.toml:2:10: 错误[not-utf-8] 这里不是 UTF-8 文字，多半是 GBK"), "{told}");
    assert!(told.contains("wide.toml:1:1: 错误[not-utf-8] 这是 UTF-16 编码的文字"), "{told}");
    assert!(told.contains("[no-cases]"), "{told}");
    let common = scratch("no-text/common");
    fs::copy("policies/common/diseases.toml", common.join("diseases.toml")).expect("copy");
    fs::write(common.join("facts.toml"), wide("[[facts]]\n")).expect("write");
    let output = run(&["check", folder.to_str().expect("UTF-8")], "");
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stderr).contains("facts.toml：这是 UTF-16"), "{}", text(&output.stderr));
}

/// As Windows writes it under the name of Unicode.
fn wide(text: &str) -> Vec<u8> {
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn input_that_is_no_utf8_is_named() {
    let check = |arguments: &[&str], input: &[u8], expected: &str| {
        let output = run_bytes(arguments, input);
        let told = text(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert_eq!((told.lines().count(), told.contains(expected)), (1, true), "{arguments:?}: {told}");
    };
    let one = ["assess", "--policy", "qingshen-2014"];
    let lines = ["assess", "--ndjson", "--policy", "qingshen-2014"];
    let told = r#""code":"not-utf-8","text":"这是 UTF-16 编码的文字"#;
    check(&one, &wide(ANSWERS), told);
    check(&one, &wide(ANSWERS)[2..], told);
    check(&one, b"{\"contract\":1,\"as_of\":\"\xb5\xcd\"}", "多半是 GBK");
    check(&one, b"\x7fELF\0\0", "这里不是文字");
    let line = format!("{{\"answers\":{ANSWERS}}}\r\n");
    check(&lines, &wide(&line.repeat(3)), told);
    let output = run_bytes(&lines, &[b"{\"x\":\"\xb5\xcd\"}\n", line.as_bytes()].concat());
    let answers = text(&output.stdout);
    assert!(answers.starts_with(r#"{"ok":false"#) && answers.contains(r#"{"ok":true"#), "{answers}");
}

#[test]
fn empty_lines_at_the_end_are_no_answers() {
    for end in ["", "\n", "\n\n", "\r\n\r\n", "\n \t\n", "\n\u{feff}"] {
        let output = run(
            &["assess", "--ndjson"],
            &format!(r#"{{"policy":"qingshen-2014","answers":{ANSWERS}}}{end}"#),
        );
        assert_eq!(output.status.code(), Some(0), "{end:?}");
        assert_eq!(text(&output.stdout).lines().count(), 1, "{end:?}");
    }
    let nothing = run(&["assess", "--ndjson"], "\u{feff}");
    assert_eq!((nothing.status.code(), text(&nothing.stdout)), (Some(0), String::new()));
}

#[test]
fn files_beside_the_packs_are_passed_over_or_named() {
    let folder = scratch("beside");
    let pack = "tests/bad-packs/no-cases.toml";
    let check = |name: &str, expected: &str| {
        let output =
            run(&["check", "--common", "policies/common", folder.join(name).to_str().expect("UTF-8")], "");
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(text(&output.stderr).contains(expected), "{name}: {}", text(&output.stderr));
    };
    fs::copy(pack, folder.join("no-cases.toml")).expect("copy");
    let others =
        ["~$no-cases.toml", "._no-cases.toml", ".no-cases.toml", "no-cases.toml~", ".DS_Store", "Thumbs.db"];
    for name in others {
        fs::write(folder.join(name), b"\0\x05\x16\x07").expect("write");
    }
    let output = run(&["check", "--common", "policies/common", folder.to_str().expect("UTF-8")], "");
    let told = text(&output.stdout);
    assert!(told.contains("1 个政策包，") && told.contains("：1 个错误"), "{told}");
    check("~$no-cases.toml", "是编辑软件打开文件时留下的临时文件，不是政策包");
    check("._no-cases.toml", "是 macOS 拷到别的盘上时多出来的影子文件，不是政策包");
    check(".no-cases.toml", "是隐藏文件，不是政策包");
    check("no-cases.toml~", "是备份文件，不是政策包");
    check(".DS_Store", "是操作系统自己的文件，不是政策包");
    check("Thumbs.db", "是操作系统自己的文件，不是政策包");

    fs::copy(pack, folder.join("no-cases (1).toml")).expect("copy");
    let output = run(&["check", "--common", "policies/common", folder.to_str().expect("UTF-8")], "");
    let told = text(&output.stdout);
    assert!(told.contains("文件名却是 no-cases (1).toml：两个要一样；要是备份，放到别的目录"), "{told}");
}

#[test]
fn one_policy_answers_once() {
    let output = run(&["assess", "--policy", "qingshen-2014"], ANSWERS);
    let outcome = text(&output.stdout);
    assert_eq!(outcome.matches('\n').count(), 1);
    let value: serde_json::Value = serde_json::from_str(&outcome).expect("JSON");
    let program = |id: &str| {
        let programs = value["value"]["programs"].as_array().expect("programs");
        programs.iter().find(|program| program["id"] == id).expect("a programme").clone()
    };
    assert_eq!(program("major-inpatient")["amount"]["max"], "14300.00");
    assert_eq!(program("inpatient")["replaced_by"], "major-inpatient");
}

#[test]
fn a_stream_goes_on_after_a_bad_line() {
    let whole = format!(r#"{{"policy":"qingshen-2014","answers":{ANSWERS}}}"#);
    let long = format!(r#"{{"policy":"{}"}}"#, "x".repeat(5 << 20));
    let lines = [
        (whole.as_str(), r#"{"ok":true,"#),
        ("", "这一行是空的"),
        ("[]", "bad-request"),
        (r#"{"policy":"qingshen-2014","answers":{},"more":1}"#, r#""path":"more","code":"bad-request""#),
        (r#"{"policy":7,"answers":{}}"#, r#""path":"policy","code":"bad-request""#),
        (
            r#"{"policy":7,"a":1,"b":2,"b":3}"#,
            r#"{"ok":false,"problems":[{"path":"a","code":"bad-request","text":"没有这一项；每行只有 policy 和 answers"},{"path":"b","#,
        ),
        (r#"{"policy":7}"#, r#""path":"answers","code":"bad-request""#),
        (r#"{"policy":"qingshen-2014","policy":"x","answers":{}}"#, r#""path":"policy","code":"told-twice""#),
        (r#"{"policy":"x","answers":{"as_of":1,"as_of":1}}"#, r#""path":"as_of","code":"told-twice""#),
        (r#"{"policy":"nowhere","answers":{}}"#, "unknown-policy"),
        (r#"{"policy":"qingshen-2014"}"#, r#""path":"answers","code":"bad-request""#),
        (r#"{"policy":"qingshen-2014","answers":null}"#, r#"{"ok":false"#),
        (r#"{"policy":"qingshen-2014","answers":{"as_of":"\ud800"}}"#, "not-json"),
        (long.as_str(), "too-long"),
        (whole.as_str(), r#"{"ok":true,"#),
    ];
    let input: Vec<&str> = lines.iter().map(|(line, _)| *line).collect();
    let output = run(&["assess", "--ndjson"], &input.join("\n"));
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stdout);
    assert_eq!(told.lines().count(), lines.len());
    for ((line, expected), told) in lines.iter().zip(told.lines()) {
        let short: String = line.chars().take(60).collect();
        assert!(told.contains(expected), "{short}: {told}");
    }
    let first = run(&["assess", "--policy", "qingshen-2014"], ANSWERS);
    assert_eq!(told.lines().next().map(|line| format!("{line}\n")), Some(text(&first.stdout)));
}

/// What is written at once is what serde writes of the same, also once parts of it were written before; and many lines
/// come back in their order.
#[test]
fn lines_are_what_a_program_would_write_of_them() {
    let family = fs::read_to_string("examples/families.ndjson").expect("the example");
    let input: Vec<&str> = family.lines().cycle().take(120).collect();
    let output = text(&run(&["assess", "--ndjson"], &input.join("\n")).stdout);
    let mut known = std::collections::BTreeMap::new();
    for (asked, answered) in input.iter().zip(output.lines()) {
        let value: serde_json::Value = serde_json::from_str(asked).expect("JSON");
        let expected = known.entry(*asked).or_insert_with(|| {
            let id = value["policy"].as_str().expect("a policy");
            text(&run(&["assess", "--policy", id], &value["answers"].to_string()).stdout)
        });
        assert_eq!(answered, expected.trim_end());
    }
    assert_eq!(output.lines().count(), input.len());
}

#[test]
fn each_line_is_answered_before_the_next_arrives() {
    let mut child = jiuzhu(&["assess", "--ndjson", "--policy", "qingshen-2014"]).spawn().expect("jiuzhu");
    let mut input = child.stdin.take().expect("stdin");
    let mut output = BufReader::new(child.stdout.take().expect("stdout"));
    for _ in 0..3 {
        writeln!(input, r#"{{"answers":{ANSWERS}}}"#).expect("write");
        let mut line = String::new();
        output.read_line(&mut line).expect("read");
        assert!(line.starts_with(r#"{"ok":true"#), "{line}");
    }
    drop(input);
    assert_eq!(child.wait().expect("jiuzhu").code(), Some(0));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = jiuzhu(&["assess", "--ndjson", "--policy", "qingshen-2014"]).spawn().expect("jiuzhu");
    let mut input = child.stdin.take().expect("stdin");
    let line = format!("{{\"answers\":{ANSWERS}}}\n");
    let mut output = child.stdout.take().expect("stdout");
    input.write_all(line.as_bytes()).expect("write");
    output.read_exact(&mut [0; 10]).expect("read");
    drop(output);
    // Writing goes on until the program, whose output nobody reads, has ended.
    while input.write_all(line.as_bytes()).is_ok() {}
    ended_quietly(child);

    let mut child = jiuzhu(&["check", "--help"]).spawn().expect("jiuzhu");
    drop(child.stdout.take());
    ended_quietly(child);
}

fn ended_quietly(child: Child) {
    let output = child.wait_with_output().expect("jiuzhu");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
}

#[test]
fn a_letter_and_the_questions_come_as_asked_for() {
    let letter = run(
        &["letter", "--policy", "qingshen-2014", "--program", "major-inpatient", "--applicant", "name=张三"],
        ANSWERS,
    );
    assert_eq!(letter.status.code(), Some(0));
    assert!(text(&letter.stdout).contains("本人张三"));
    let unknown = run(&["letter", "--policy", "qingshen-2014", "--program", "nothing"], ANSWERS);
    assert_eq!(unknown.status.code(), Some(1));
    let questions = run(&["questions", "--policy", "qingshen-2014"], "{}");
    assert_eq!(questions.status.code(), Some(0));
    assert!(text(&questions.stdout).contains(r#""path":"person.categories""#));
}
