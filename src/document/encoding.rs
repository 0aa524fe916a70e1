//! 编码：whether bytes are UTF-8 text, and what they look like where they are not.

use core::fmt;

/// Why bytes are no text that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoText {
    /// How many bytes can be read before it.
    pub until: usize,
    /// What they look like.
    pub looks_like: Encoding,
}

/// What bytes look like that are no UTF-8 text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// What some editors of Windows call Unicode.
    Utf16,
    /// The same with four bytes a letter.
    Utf32,
    /// One of those that leave ASCII as it is, in China mostly GBK.
    OfOnePlace,
    /// None that a person would have written.
    None,
}

impl Encoding {
    /// Whether each letter takes several bytes, those of the end of a line too.
    #[must_use]
    pub fn is_wide(self) -> bool {
        matches!(self, Self::Utf16 | Self::Utf32)
    }
}

/// The text of `bytes`.
///
/// # Errors
///
/// Says what they look like instead.
pub fn text(bytes: &[u8]) -> Result<&str, NoText> {
    let no_text = |until, looks_like| NoText { until, looks_like };
    if let Some(wide) = wide(bytes) {
        return Err(no_text(0, wide));
    }
    let text =
        core::str::from_utf8(bytes).map_err(|error| no_text(error.valid_up_to(), Encoding::OfOnePlace));
    match bytes.iter().position(|&byte| byte == 0) {
        Some(at) => Err(no_text(text.map_or_else(|error| error.until.min(at), |_| at), Encoding::None)),
        None => text,
    }
}

/// The encoding whose mark `bytes` bear, or in which their first letter, being one of ASCII, has a zero beside it.
fn wide(bytes: &[u8]) -> Option<Encoding> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..]
        | [0, 0, 0xfe, 0xff, ..]
        | [b'\t'..=b'~', 0, 0, 0, ..]
        | [0, 0, 0, b'\t'..=b'~', ..] => Some(Encoding::Utf32),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'\t'..=b'~', 0, ..] | [0, b'\t'..=b'~', ..] => {
            Some(Encoding::Utf16)
        }
        _ => None,
    }
}

impl core::error::Error for NoText {}

impl fmt::Display for NoText {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self.looks_like {
            Encoding::Utf16 => {
                "这是 UTF-16 编码的文字（记事本叫它 Unicode，Windows PowerShell 的 > 也这样写）：用 UTF-8 编码另存"
            }
            Encoding::Utf32 => "这是 UTF-32 编码的文字：用 UTF-8 编码另存",
            Encoding::OfOnePlace => "这里不是 UTF-8 文字，多半是 GBK（记事本叫它 ANSI）：用 UTF-8 编码另存",
            Encoding::None => "这里不是文字，像是别的程序的文件：看看是不是拿错了",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_is_no_utf8() {
        let check = |bytes: &[u8], expected: Result<&str, (usize, Encoding)>| {
            let told = text(bytes).map_err(|error| (error.until, error.looks_like));
            assert_eq!(told, expected, "{}", bytes.escape_ascii());
        };
        check("{\"name\": \"低保\"}".as_bytes(), Ok("{\"name\": \"低保\"}"));
        check(b"", Ok(""));
        check(b"\xff\xfe{\0}\0", Err((0, Encoding::Utf16)));
        check(b"\xfe\xff\0{\0}", Err((0, Encoding::Utf16)));
        check(b"{\0}\0", Err((0, Encoding::Utf16)));
        check(b"\0{\0}", Err((0, Encoding::Utf16)));
        check(b"\xff\xfe\0\0{\0\0\0", Err((0, Encoding::Utf32)));
        check(b"\0\0\xfe\xff\0\0\0{", Err((0, Encoding::Utf32)));
        check(b"{\0\0\0}\0\0\0", Err((0, Encoding::Utf32)));
        check(b"{\"\xb5\xcd", Err((2, Encoding::OfOnePlace)));
        check(b"ab\0\xff", Err((2, Encoding::None)));
        check(b"\0\x05\x16\x07\0\x02", Err((0, Encoding::None)));
    }
}
