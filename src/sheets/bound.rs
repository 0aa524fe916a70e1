//! 大小：what a workbook holds is counted before any of it is read.
//!
//! The sizes that a zip tells of itself are believed only where they are too large already; then everything is
//! unpacked once into nothing, and counted. So is how many strings a part says it has, for which whoever reads it makes
//! room at once.

use std::io::Read;

use flate2::bufread::DeflateDecoder;

use super::Refused;

/// The most that a workbook may hold, in bytes.
const MOST: u64 = 768 << 20;

/// What may be as large as this however well it was packed.
const ALWAYS: u64 = 16 << 20;

/// How many times larger than packed it may be beyond that; lists are ten to forty times.
const RATIO: u64 = 120;

/// The most files in one.
const MOST_FILES: usize = 4_096;

/// What a part calls the number of its strings, each of which takes at least [`STRING`] bytes of it.
const STRINGS: &[u8] = b"uniqueCount";
const STRING: u64 = 5;

/// No farther behind its name that number stands.
const NEAR: usize = 64;

/// Refuses a zip that is no workbook, or one too large to be read; how large it is unpacked.
///
/// # Errors
/// [`Refused`], and why.
pub(super) fn hold(bytes: &[u8]) -> Result<u64, Refused> {
    let entries = entries(bytes).ok_or(Refused::Damaged)?;
    let has = |name: &[u8]| entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name));
    if has(b"xl/workbook.bin") || has(b"content.xml") {
        return Err(Refused::OtherWorkbook);
    }
    if !has(b"xl/workbook.xml") {
        return Err(Refused::OtherZip);
    }
    if entries.iter().any(|entry| entry.is_locked) {
        return Err(Refused::Encrypted);
    }
    let packed = bytes.len() as u64;
    let most = MOST.min(ALWAYS.max(packed.saturating_mul(RATIO)));
    let told = entries.iter().fold(0_u64, |sum, entry| sum.saturating_add(entry.size));
    if told > most {
        return Err(Refused::TooLarge);
    }
    let mut counted = 0_u64;
    for entry in &entries {
        counted = counted.saturating_add(entry.unpacked(bytes, most - counted)?);
        if counted > most {
            return Err(Refused::TooLarge);
        }
    }
    Ok(counted)
}

/// A file in a zip, as its directory tells.
struct Entry<'a> {
    name: &'a [u8],
    is_locked: bool,
    method: u16,
    packed: u64,
    size: u64,
    at: u64,
}

impl Entry<'_> {
    /// How large it is unpacked, or more than `most`.
    fn unpacked(&self, bytes: &[u8], most: u64) -> Result<u64, Refused> {
        let at = usize::try_from(self.at).map_err(|_| Refused::Damaged)?;
        let local = bytes.get(at..).ok_or(Refused::Damaged)?;
        let before = (short(local, 26).zip(short(local, 28)))
            .map(|(name, extra)| 30 + usize::from(name) + usize::from(extra))
            .ok_or(Refused::Damaged)?;
        let packed = usize::try_from(self.packed).map_err(|_| Refused::Damaged)?;
        let data = local.get(before..).and_then(|rest| rest.get(..packed)).ok_or(Refused::Damaged)?;
        let mut unpacked: Box<dyn Read + '_> = match self.method {
            0 => Box::new(data),
            8 => Box::new(DeflateDecoder::new(data)),
            _ => return Err(Refused::Damaged),
        };
        let (mut counted, mut strings, mut part) = (0, 0, Vec::new());
        loop {
            let read =
                unpacked.by_ref().take(1 << 16).read_to_end(&mut part).map_err(|_| Refused::Damaged)?;
            counted += read as u64;
            strings = strings.max(told_strings(&part, read == 0).ok_or(Refused::Damaged)?);
            if counted > most {
                return Ok(counted);
            }
            if read == 0 {
                return if strings > counted / STRING { Err(Refused::Damaged) } else { Ok(counted) };
            }
            // What stands at the end may go on.
            part.drain(..part.len().saturating_sub(STRINGS.len() + NEAR));
        }
    }
}

/// The largest number of strings that a piece of a part tells, `last` where nothing follows; none where it is put so that it
/// cannot be seen whole.
fn told_strings(part: &[u8], last: bool) -> Option<u64> {
    let mut most = 0;
    let begins = part.iter().enumerate().filter(|(_, byte)| STRINGS.first() == Some(*byte)).map(|(at, _)| at);
    for rest in begins.filter_map(|at| part.get(at..)?.strip_prefix(STRINGS)) {
        if rest.len() < NEAR && !last {
            continue;
        }
        let near = rest.get(..rest.len().min(NEAR))?.trim_ascii_start();
        let number = near.strip_prefix(b"=").map(<[u8]>::trim_ascii_start);
        if rest.len() >= NEAR && (near.is_empty() || number.is_some_and(<[u8]>::is_empty)) {
            return None;
        }
        let quoted = number.and_then(|number| number.strip_prefix(b"\"").or(number.strip_prefix(b"'")));
        let Some(digits) = quoted else { continue };
        let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 {
            continue;
        }
        // What goes on beyond that is no number of strings.
        let whole = digits.get(..count).filter(|_| count < digits.len())?;
        most = most.max(str::from_utf8(whole).ok()?.parse().ok()?);
    }
    Some(most)
}

/// The directory at the end of a zip; none where it is not whole.
fn entries(bytes: &[u8]) -> Option<Vec<Entry<'_>>> {
    let tail = bytes.len().saturating_sub(22 + 0xffff);
    let end = bytes.get(tail..)?.windows(4).rposition(|mark| mark == b"PK\x05\x06")? + tail;
    let end = bytes.get(end..)?;
    let count = usize::from(short(end, 10)?);
    let mut rest = bytes.get(usize::try_from(long(end, 16)?).ok()?..)?;
    // One of the larger form says so by all ones; no list is as large as that.
    if count > MOST_FILES {
        return None;
    }
    let mut entries = Vec::with_capacity(count);
    for _ in 0..count {
        rest.starts_with(b"PK\x01\x02").then_some(())?;
        let [name, extra, comment] = [28, 30, 32].map(|at| short(rest, at).map(usize::from));
        let (name, extra, comment) = (name?, extra?, comment?);
        entries.push(Entry {
            name: rest.get(46..46 + name)?,
            is_locked: short(rest, 8)? & 1 != 0,
            method: short(rest, 10)?,
            packed: long(rest, 20)?,
            size: long(rest, 24)?,
            at: long(rest, 42)?,
        });
        rest = rest.get(46 + name + extra + comment..)?;
    }
    Some(entries)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map(u16::from_le_bytes)
}

fn long(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes).map(u64::from)
}
