//! 老式工作簿：how far the cells of an .xls reach is looked at before it is read, since whoever reads it makes room
//! for all of them.

use super::Refused;

/// The most cells that a sheet may span.
const MOST_CELLS: u64 = 4_000_000;

/// So many at least; a sheet of more may span so many times as many as it has.
const ALWAYS: u64 = 1 << 18;
const SPARSE: u64 = 64;

/// The largest file; 65,536 rows of a list are about 40 MB.
const MOST: usize = 128 << 20;

/// What stands for the end of a chain of sectors, and beyond.
const LAST: u32 = 0xffff_fff8;

/// Refuses an .xls that is locked, not whole, or spans more cells than a list.
///
/// # Errors
/// [`Refused`], and why.
pub(super) fn hold(bytes: &[u8]) -> Result<(), Refused> {
    if bytes.len() > MOST {
        return Err(Refused::TooLarge);
    }
    let named = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|part| part == wide)
    };
    if named("EncryptedPackage") {
        return Err(Refused::Encrypted);
    }
    let stream = stream(bytes).ok_or(Refused::Damaged)?;
    let mut rest = stream.as_slice();
    let (mut rows, mut columns, mut cells) = (0_u64, 0_u64, 0_u64);
    while let Some(((kind, length), after)) =
        short(rest, 0).zip(short(rest, 2)).zip(rest.get(4..)).filter(|((kind, _), _)| *kind != 0)
    {
        let data = after.get(..usize::from(length)).unwrap_or(after);
        match kind {
            // FILEPASS.
            0x2f => return Err(Refused::Encrypted),
            // The records of cells begin with their row and column: BLANK to RK, MULRK, MULBLANK, LABELSST, FORMULA.
            0x201 | 0x203..=0x205 | 0x27e | 0xbd | 0xbe | 0xfd | 0x06 | 0xd6 => {
                let last = if matches!(kind, 0xbd | 0xbe) { data.len().saturating_sub(2) } else { 2 };
                rows = rows.max(u64::from(short(data, 0).unwrap_or(0)) + 1);
                let column = u64::from(short(data, last).unwrap_or(0));
                columns = columns.max(column + 1);
                let first = if last == 2 { column } else { u64::from(short(data, 2).unwrap_or(0)) };
                cells += 1 + column.saturating_sub(first);
            }
            // DIMENSIONS, for all of which room is made.
            0x200 if span(data).ok_or(Refused::Damaged)? > MOST_CELLS => return Err(Refused::TooManyCells),
            _ => {}
        }
        if rows * columns > MOST_CELLS {
            return Err(Refused::TooManyCells);
        }
        rest = after.get(usize::from(length)..).unwrap_or_default();
    }
    if rows * columns > ALWAYS.max(SPARSE * cells) { Err(Refused::TooManyCells) } else { Ok(()) }
}

/// How many cells a sheet says that it spans, in the form of either edition; none where it ends before it begins.
fn span(data: &[u8]) -> Option<u64> {
    let at = |at: usize, wide: bool| if wide { long(data, at) } else { short(data, at).map(u32::from) };
    let wide = data.len() >= 14;
    let columns = if wide { 8 } else { 4 };
    let (first, last) = (at(0, wide)?, at(if wide { 4 } else { 2 }, wide)?);
    let (left, right) = (short(data, columns)?, short(data, columns + 2)?);
    // What begins beyond all columns, or behind its end, is read from the first one on.
    let left = if left > 0xff || right < left { 0 } else { left };
    Some(u64::from(last.checked_sub(first)?) * u64::from(right - left))
}

/// The stream of the workbook, put together from its sectors; none where the file is not whole.
fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let shift = short(bytes, 30).filter(|shift| (7..=16).contains(shift))?;
    let sector = |number: u32| {
        let from = usize::try_from(number).ok()?.checked_add(1)?.checked_shl(u32::from(shift))?;
        bytes.get(from..).map(|rest| rest.get(..1 << shift).unwrap_or(rest))
    };
    let words =
        |part: &[u8]| -> Vec<u32> { (0..part.len() / 4).filter_map(|at| long(part, 4 * at)).collect() };
    // Where the table of chains lies: 109 of its sectors in the head, the others in a chain of their own.
    let mut places = words(bytes.get(76..512)?);
    let mut next = long(bytes, 68)?;
    let most = bytes.len() >> shift;
    while next < LAST && places.len() <= most {
        let mut more = words(sector(next)?);
        next = more.pop()?;
        places.extend(more);
    }
    let mut table = Vec::new();
    for place in places.into_iter().filter(|place| *place < LAST) {
        table.extend(words(sector(place)?));
    }
    let chain = |first: u32| {
        let mut whole = Vec::new();
        let (mut at, mut steps) = (first, 0);
        while at < LAST && steps <= most {
            whole.extend_from_slice(sector(at)?);
            at = *table.get(usize::try_from(at).ok()?)?;
            steps += 1;
        }
        Some(whole)
    };
    let directory = chain(long(bytes, 48)?)?;
    let is = |entry: &[u8], name: &str| {
        let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        entry.get(..wide.len()).is_some_and(|told| told.eq_ignore_ascii_case(&wide))
    };
    let entry = directory.chunks_exact(128).find(|entry| is(entry, "Workbook") || is(entry, "Book"))?;
    // What is smaller than this lies elsewhere, and cannot reach far.
    if long(entry, 120)? < long(bytes, 56)? {
        return small(bytes, &directory, entry, &table, sector);
    }
    chain(long(entry, 116)?)
}

/// A stream of less than 4,096 bytes, which lies in small sectors inside the root's.
fn small<'a>(
    bytes: &[u8],
    directory: &[u8],
    entry: &[u8],
    table: &[u32],
    sector: impl Fn(u32) -> Option<&'a [u8]>,
) -> Option<Vec<u8>> {
    let follow = |first: u32, table: &[u32]| {
        let mut places = Vec::new();
        let mut at = first;
        while at < LAST && places.len() <= table.len() {
            places.push(at);
            at = *table.get(usize::try_from(at).ok()?)?;
        }
        Some(places)
    };
    let join = |places: Vec<u32>| -> Option<Vec<u8>> {
        let mut whole = Vec::new();
        for place in places {
            whole.extend_from_slice(sector(place)?);
        }
        Some(whole)
    };
    let container = join(follow(long(directory, 116)?, table)?)?;
    let chains = join(follow(long(bytes, 60)?, table)?)?;
    let chains: Vec<u32> = (0..chains.len() / 4).filter_map(|at| long(&chains, 4 * at)).collect();
    let mut whole = Vec::new();
    for place in follow(long(entry, 116)?, &chains)? {
        let from = usize::try_from(place).ok()?.checked_mul(64)?;
        whole.extend_from_slice(container.get(from..from + 64)?);
    }
    Some(whole)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?).and_then(|two| two.try_into().ok()).map(u16::from_le_bytes)
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes)
}
