//! A run that is killed leaves nothing half under its name, and the same command goes on to the whole.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::county::{county, csv};
use super::{DAY, path, scratch};

fn begun(out: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiuzhu"));
    command.args(["screen", "--policy", "huangshi-2024", "--as-of", DAY, "-o", path(out), "-"]);
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    piped.spawn().expect("jiuzhu")
}

/// What is said of a run that is fed all of it.
fn whole(out: &Path, text: &str) -> String {
    let mut child = begun(out);
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("write");
    let output = child.wait_with_output().expect("an end");
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn own((head, body): (&str, &str)) -> (String, String) {
    (head.to_owned(), body.to_owned())
}

#[test]
fn a_killed_run_leaves_nothing_half_and_the_same_command_makes_it_whole() {
    let folder = scratch("killed");
    let (head, body) = csv(&county(120).settlements).split_once('\n').map(own).expect("rows");
    // More than is read before anything is written, and as much again.
    let text = head + "\n" + &body.repeat(1 + (400 << 10) / body.len());
    let (out, other) = (folder.join("结果.csv"), folder.join("另外.csv"));
    let told = whole(&other, &text);
    assert!(!told.contains("上次没有写完"), "{told}");

    let mut child = begun(&out);
    let mut pipe = child.stdin.take().expect("a pipe");
    pipe.write_all(&text.as_bytes()[..text.len() / 2]).expect("write");
    let unfinished = folder.join("结果.csv.没写完");
    let begin = Instant::now();
    while !unfinished.exists() {
        assert!(begin.elapsed() < Duration::from_mins(1), "it never began to write");
        std::thread::sleep(Duration::from_millis(10));
    }
    // While it lives nobody else writes there.
    let mut second = begun(&out);
    let _ = second.stdin.take().expect("a pipe").write_all(text.as_bytes());
    let second = second.wait_with_output().expect("an end");
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(second.status.code() == Some(2) && said.contains("另一个 jiuzhu 正在写"), "{said}");
    child.kill().expect("killed");
    child.wait().expect("an end");
    drop(pipe);
    let finals = || ["结果.csv", "结果-没算的行.csv", "结果-汇总.csv"].map(|name| folder.join(name));
    assert!(finals().iter().all(|file| !file.exists()) && unfinished.exists());

    let told = whole(&out, &text);
    assert!(told.contains("上次没有写完") && told.contains("从头算"), "{told}");
    let made = |file: &Path| fs::read(file).expect("a result");
    for (file, other) in finals().iter().zip(["另外.csv", "另外-没算的行.csv", "另外-汇总.csv"]) {
        assert!(made(file) == made(&folder.join(other)), "{}", file.display());
    }
    assert!(!unfinished.exists());
}
