//! 照样子写：how amounts and shares that people write in their own way are written in a pack.

/// The amount that is meant by `15万`, `150,000` or `１５００００元`, as a pack has it.
pub(super) fn amount(found: &str) -> Option<String> {
    let text = half_width(found);
    let text = text.strip_suffix('元').unwrap_or(&text);
    let (text, places) = match text.strip_suffix('万') {
        Some(text) => (text, 4),
        None => (text.strip_suffix('亿').unwrap_or(text), if text.ends_with('亿') { 8 } else { 0 }),
    };
    let plain = shifted(text, places)?;
    let fen = plain.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    (fen <= 2).then_some(plain)
}

/// The share that is meant by `80`, `0.8`, `８０％` or `八成`.
pub(super) fn share(found: &str) -> Option<String> {
    let text = half_width(found);
    if let Some(tenths) = text.strip_suffix('成') {
        let tenths = "一二三四五六七八九十".chars().position(|digit| tenths == digit.to_string())?;
        return Some(format!("{}%", (tenths + 1) * 10));
    }
    let percent = match text.strip_suffix('%') {
        Some(text) => shifted(text, 0)?,
        None if text.starts_with("0.") => shifted(&text, 2)?,
        None => shifted(&text, 0)?,
    };
    let whole: u32 = percent.split('.').next()?.parse().ok()?;
    (whole <= 100).then(|| format!("{percent}%"))
}

/// The letters in half width, without spaces, separators and signs of money.
fn half_width(found: &str) -> String {
    let half = |letter: char| match letter {
        '０'..='９' | '％' | '．' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        letter => letter,
    };
    let passed_over = |letter: &char| !['"', ' ', ',', '，', '¥', '￥'].contains(letter);
    found.chars().filter(passed_over).map(half).collect()
}

/// A number of plain digits, its point so many places farther to the right.
fn shifted(text: &str, places: usize) -> Option<String> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) || text.ends_with('.') {
        return None;
    }
    let moved: String = fraction.chars().chain("0".repeat(places).chars()).take(places).collect();
    let whole = format!("{whole}{moved}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let rest = fraction.get(places..).unwrap_or_default().trim_end_matches('0');
    Some(if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_every_day() {
        let check = |found, expected: Option<&str>| assert_eq!(amount(found).as_deref(), expected, "{found}");
        check("15万", Some("150000"));
        check("1.5万元", Some("15000"));
        check("150,000", Some("150000"));
        check("１５０００．５０", Some("15000.5"));
        check("25000元", Some("25000"));
        check("2亿", Some("200000000"));
        check("0.5万", Some("5000"));
        check("一万五", None);
        check("1.2.3", None);
        check("1.555", None);
        check("", None);
    }

    #[test]
    fn shares_of_every_day() {
        let check = |found, expected: Option<&str>| assert_eq!(share(found).as_deref(), expected, "{found}");
        check("80", Some("80%"));
        check("0.8", Some("80%"));
        check("0.085", Some("8.5%"));
        check("８０％", Some("80%"));
        check("八成", Some("80%"));
        check("十成", Some("100%"));
        check("800", None);
        check("全部", None);
    }
}
