//! What holds of whole lists, whatever the files are.

use std::io::Cursor;

use jiuzhu::policy::Policy;
use jiuzhu::roster::Mapping;
use jiuzhu::screen::{Opening, Run};

/// A list that any mapping may be tried on.
const LIST: &str = "姓名,身份证号,救助身份,村（社区）,医疗类别,出院日期,费用总额,医疗救助\n\
    某甲,420281195103120110,低保对象,王家湾村,住院,2026-03-05,20000,0\n\
    某乙,420281195103120110,建卡户,东门,体检,20260306,¥300,--\n\
    合计,,,,,,20300,\n";

/// 名单：bytes are no file of a list, or each of their rows is computed or set aside, once.
pub fn list(policy: &Policy, bytes: &[u8]) {
    screened(policy, &Mapping::default(), bytes);
}

/// 列的对应：a text is refused, or written down it is read as the same; and no row of a list is lost by it.
pub fn mapping(policy: &Policy, bytes: &[u8]) {
    let Ok(mapping) = Mapping::read(&String::from_utf8_lossy(bytes)) else { return };
    assert_eq!(Mapping::read(&mapping.to_toml()).as_ref(), Ok(&mapping));
    screened(policy, &mapping, LIST.as_bytes());
}

fn screened(policy: &Policy, mapping: &Mapping, bytes: &[u8]) {
    let mut opening = Opening::new(policy, mapping);
    let file = Cursor::new(bytes.to_vec());
    if opening.file("fuzz", file, bytes.len() as u64).is_err() {
        return;
    }
    let day = "2026-06-30".parse().expect("a day");
    let Ok(mut run) = Run::new(policy, mapping, day, opening.done()) else { return };
    while !run.step(policy, mapping).expect("what is in memory can be read") {}
    let mut rows: Vec<(u16, u32)> =
        run.kept.iter().flat_map(|kept| kept.person.rows.iter().copied()).collect();
    rows.extend(run.aside.iter().map(|aside| (aside.table, aside.row)));
    let count = rows.len();
    rows.sort_unstable();
    rows.dedup();
    assert_eq!(rows.len(), count, "a row is counted twice");
    assert!(run.tally.is_whole() && run.tally.rows == count as u64, "{} rows, {count} told", run.tally.rows);
}
