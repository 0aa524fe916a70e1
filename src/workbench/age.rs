//! 年龄：the years that words ask of somebody, both ends counted in.

/// From one age to another.
const TO: [&str; 6] = ["至", "到", "-", "–", "—", "~"];

/// 60周岁以上, 未满18周岁, 0–14岁.
pub(super) fn told(rest: &str) -> (Option<u8>, Option<u8>) {
    let Some(at) = rest.rfind('岁') else { return (None, None) };
    let (before, years) = number_before(rest.get(..at).unwrap_or_default().trim_end_matches('周'));
    let Some(years) = years else { return (None, None) };
    if let Some(before) = TO.iter().find_map(|word| before.strip_suffix(word)) {
        return match number_before(before.trim_end_matches(['周', '岁'])).1 {
            Some(0) => (None, Some(years)),
            from => (from, Some(years)),
        };
    }
    let after =
        rest.get(at..).unwrap_or_default().trim_start_matches(['岁', '（', '(', '含', '）', ')', '及']);
    if ["未满", "不满"].iter().any(|word| before.ends_with(word)) {
        (None, years.checked_sub(1))
    } else if after.starts_with("以下") {
        (None, Some(years))
    } else {
        (Some(years), None)
    }
}

/// The number that words end with, and what stands before it.
fn number_before(words: &str) -> (&str, Option<u8>) {
    let before = words.trim_end_matches(|letter: char| letter.is_ascii_digit());
    (before, words.get(before.len()..).and_then(|digits| digits.parse().ok()))
}
