//! 编码：which one a text is in, and the text.

use std::io::{self, Read};

use encoding_rs::{Decoder, GB18030, UTF_16BE, UTF_16LE};

use super::Refused;

/// 编码.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a mark.
    Utf8,
    /// What some programs call Unicode.
    Utf16Le,
    /// The same, the larger half of each letter first.
    Utf16Be,
    /// 国标码, GBK and GB2312 included.
    Gb18030,
}

impl Encoding {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Utf8, "utf-8"),
        (Self::Utf16Le, "utf-16le"),
        (Self::Utf16Be, "utf-16be"),
        (Self::Gb18030, "gb18030"),
    ];

    /// What mapping files call it.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(encoding, _)| *encoding == self).map_or("", |(_, id)| id)
    }

    /// The encoding that mapping files call so.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == id).map(|(encoding, _)| *encoding)
    }

    /// Whether each letter takes at least two bytes, those between cells and rows too.
    #[must_use]
    pub fn is_wide(self) -> bool {
        matches!(self, Self::Utf16Le | Self::Utf16Be)
    }

    /// Puts the text of a cell's bytes at the end of `text`; whether all of them were text of this encoding.
    pub(super) fn decode(self, bytes: &[u8], text: &mut String) -> bool {
        if self != Self::Gb18030 || bytes.is_ascii() {
            let decoded = String::from_utf8_lossy(bytes);
            text.push_str(&decoded);
            return matches!(decoded, std::borrow::Cow::Borrowed(_));
        }
        let (decoded, faulty) = GB18030.decode_without_bom_handling(bytes);
        text.push_str(&decoded);
        !faulty
    }
}

/// The encoding of a text, by its first bytes, of which there should be many; whether they are all of it.
///
/// # Errors
/// [`Refused::NoText`] where none fits.
pub fn detect(head: &[u8], whole: bool) -> Result<Encoding, Refused> {
    match head {
        [0xff, 0xfe, ..] => return Ok(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => return Ok(Encoding::Utf16Be),
        [0xef, 0xbb, 0xbf, ..] => return Ok(Encoding::Utf8),
        _ => {}
    }
    // A zero is in every second place of what is mostly ASCII.
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if even + odd > 0 {
        return match (even * 8 > head.len(), odd * 8 > head.len()) {
            (false, true) => Ok(Encoding::Utf16Le),
            (true, false) => Ok(Encoding::Utf16Be),
            _ => Err(Refused::NoText),
        };
    }
    match core::str::from_utf8(head) {
        Ok(_) => return Ok(Encoding::Utf8),
        // Cut in the midst of a letter.
        Err(error) if !whole && error.error_len().is_none() => return Ok(Encoding::Utf8),
        Err(_) => {}
    }
    // One bad byte makes neither of them the other: the one of which fewer letters are wrong is taken.
    let lost = |text: &str| text.chars().filter(|letter| *letter == '\u{fffd}').count();
    let as_national = lost(&GB18030.decode_without_bom_handling(head).0);
    let as_universal = lost(&String::from_utf8_lossy(head));
    match as_national.min(as_universal) {
        wrong if wrong > head.len() / 16 + 1 => Err(Refused::NoText),
        _ if as_national < as_universal => Ok(Encoding::Gb18030),
        _ => Ok(Encoding::Utf8),
    }
}

/// The bytes of a text in UTF-16 as UTF-8.
pub(super) struct Narrow<R> {
    inner: R,
    decoder: Decoder,
    input: Vec<u8>,
    ready: Vec<u8>,
    taken: usize,
    ended: bool,
}

impl<R: Read> Narrow<R> {
    pub fn new(inner: R, encoding: Encoding) -> Self {
        let from = if encoding == Encoding::Utf16Be { UTF_16BE } else { UTF_16LE };
        let decoder = from.new_decoder_with_bom_removal();
        Self { inner, decoder, input: vec![0; 1 << 16], ready: Vec::new(), taken: 0, ended: false }
    }
}

impl<R: Read> Read for Narrow<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.ready.len() && !self.ended {
            let count = self.inner.read(&mut self.input)?;
            self.ended = count == 0;
            let bytes = self.input.get(..count).unwrap_or_default();
            let room = self.decoder.max_utf8_buffer_length(count).unwrap_or(3 * count + 16);
            self.ready.resize(room, 0);
            let (_, _, written, _) = self.decoder.decode_to_utf8(bytes, &mut self.ready, self.ended);
            self.ready.truncate(written);
            self.taken = 0;
        }
        let rest = self.ready.get(self.taken..).unwrap_or_default();
        let count = rest.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.taken += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_encoding() {
        let text = "姓名,身份证号\n张三,110105194912310026\n".repeat(20);
        let (national, _, _) = GB18030.encode(&text);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(detect(text.as_bytes(), true), Ok(Encoding::Utf8));
        assert_eq!(detect(text.as_bytes().get(..7).unwrap(), false), Ok(Encoding::Utf8));
        assert_eq!(detect(&national, true), Ok(Encoding::Gb18030));
        assert_eq!(detect(&wide, true), Ok(Encoding::Utf16Le));
        let swapped: Vec<u8> = wide.chunks(2).flat_map(|pair| [pair[1], pair[0]]).collect();
        assert_eq!(detect(&swapped, true), Ok(Encoding::Utf16Be));
        let mut dirty = text.clone().into_bytes();
        dirty.insert(13, 0xff);
        assert_eq!(detect(&dirty, true), Ok(Encoding::Utf8));
        assert_eq!(detect(&[0, 1, 2, 0, 0, 0, 9, 200], true), Err(Refused::NoText));
        for (encoding, id) in Encoding::ALL {
            assert_eq!(Encoding::from_id(id), Some(encoding));
        }
    }
}
