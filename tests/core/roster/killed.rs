//! A run that is killed leaves nothing half under its name, and the same command goes on from there to the same bytes.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::county::{county, csv};
use super::{DAY, path, scratch, screen, told};

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
    // What is pasted cannot be read from the middle on.
    assert!(told.contains("上次没有写完") && told.contains("从头算"), "{told}");
    let made = |file: &Path| fs::read(file).expect("a result");
    for (file, other) in finals().iter().zip(["另外.csv", "另外-没算的行.csv", "另外-汇总.csv"]) {
        assert!(made(file) == made(&folder.join(other)), "{}", file.display());
    }
    assert!(!unfinished.exists());
}

/// The files of a run, without those that it needs on its way.
fn written(out: &Path) -> [PathBuf; 3] {
    let stem = out.file_stem().expect("a name").to_string_lossy().into_owned();
    [".csv", "-没算的行.csv", "-汇总.csv"].map(|end| out.with_file_name(format!("{stem}{end}")))
}

/// What stands in them.
fn files(out: &Path) -> Vec<Vec<u8>> {
    written(out).iter().map(|file| fs::read(file).expect("a file")).collect()
}

/// Runs it, and kills it so long after its first checkpoint; what it said at the end, where it came to it.
fn killed_at(out: &Path, arguments: &[&str], after: Duration) -> Option<String> {
    let point = out.with_file_name("结果.csv.断点");
    let before = fs::read(&point).ok();
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiuzhu"));
    command.args(["screen", "--policy", "huangshi-2024", "--as-of", DAY, "--jobs", "1"]).args(arguments);
    let mut child = command.stdout(Stdio::piped()).spawn().expect("jiuzhu");
    while child.try_wait().expect("a child").is_none() {
        if fs::read(&point).is_ok_and(|now| before.as_ref() != Some(&now)) {
            std::thread::sleep(after);
            let _ = child.kill();
            break;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let output = child.wait_with_output().expect("an end");
    output.status.code().map(|_| told(&output))
}

#[test]
fn wherever_a_run_is_killed_the_next_goes_on_to_the_same_bytes() {
    let folder = scratch("goes-on");
    let mut county = county(2_500);
    let (persons, settlements) = (folder.join("名单.csv"), folder.join("结算.csv"));
    fs::write(&persons, csv(&county.persons)).expect("write");
    for sorted in [false, true] {
        if sorted {
            county = super::sorted(&county);
        }
        fs::write(&settlements, csv(&county.settlements)).expect("write");
        let (out, other) = (folder.join("结果.csv"), folder.join("另外.csv"));
        let mut arguments = vec!["-o", path(&out), path(&persons), path(&settlements), "--explain"];
        arguments.extend(sorted.then_some("--sorted"));
        let mut once = arguments.clone();
        once[1] = path(&other);
        let output = screen(&once);
        assert_eq!(output.status.code(), Some(1), "{}", told(&output));

        let mut kills = 0;
        let mut last = None;
        // On a machine that is busy with other things a run may be done before it is killed at all.
        for _ in 0..20 {
            last = killed_at(&out, &arguments, Duration::from_millis(45 * kills));
            match last {
                None => {
                    kills += 1;
                    assert!(!out.exists());
                }
                Some(_) if kills == 0 => {
                    for file in written(&out) {
                        fs::remove_file(file).expect("a file");
                    }
                }
                Some(_) => break,
            }
            if kills == 4 {
                break;
            }
        }
        assert!(kills > 0, "no run could be killed");
        let said = last.unwrap_or_else(|| told(&screen(&arguments)));
        assert!(said.contains("上次没有写完，接着算：已经写好"), "{said}");
        let line = |said: &str| said.lines().find(|line| line.starts_with("读了")).map(str::to_owned);
        assert_eq!(line(&said), line(&told(&output)));
        assert!(files(&out) == files(&other), "after {kills} kills, sorted: {sorted}");
        let left = fs::read_dir(&folder).expect("a folder").map(|file| file.expect("a file").file_name());
        let left: Vec<_> = left.filter(|name| !name.to_string_lossy().ends_with(".csv")).collect();
        assert!(left.is_empty(), "{left:?}");
        fs::remove_file(&out).expect("a result");
    }
}

#[test]
fn what_was_begun_under_something_else_begins_anew() {
    let folder = scratch("anew");
    let county = county(2_500);
    let (persons, settlements) = (folder.join("名单.csv"), folder.join("结算.csv"));
    fs::write(&persons, csv(&county.persons)).expect("write");
    let whole = csv(&county.settlements);
    fs::write(&settlements, &whole).expect("write");
    let (out, other) = (folder.join("结果.csv"), folder.join("另外.csv"));
    let lists = [path(&persons), path(&settlements)];
    let arguments = [&["-o", path(&out)], &lists[..]].concat();
    let point = folder.join("结果.csv.断点");
    let unfinished = folder.join("结果.csv.没写完");
    let spoil: [(&dyn Fn(), &[&str]); 4] = [
        (&|| fs::write(&settlements, &whole).expect("write"), &[]),
        (&|| (), &["--explain"]),
        (&|| fs::write(&point, "{}").expect("write"), &[]),
        (&|| fs::write(&unfinished, "cut").expect("write"), &[]),
    ];
    for (place, (spoil, more)) in spoil.iter().enumerate() {
        assert_eq!(killed_at(&out, &arguments, Duration::ZERO), None, "it was never killed");
        assert!(point.exists() && unfinished.exists());
        spoil();
        let output = screen(&[&arguments[..], more].concat());
        assert!(told(&output).contains("接不上，从头算"), "{place}: {}", told(&output));
        let once = [&["-o", path(&other)], &lists[..], more].concat();
        assert_eq!(screen(&once).status.code(), Some(1));
        assert!(files(&out) == files(&other) && !point.exists(), "{place}");
        for file in ["结果.csv", "结果-没算的行.csv", "结果-汇总.csv"] {
            fs::remove_file(folder.join(file)).expect("a result");
        }
    }
}
