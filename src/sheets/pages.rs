//! 页：what a .parquet packs, unpacked by whichever way it was, and no further than a list reaches.
//!
//! Whoever reads a page otherwise takes its own word for its size; here it is counted.

use std::fs::File;
use std::io::Read;
use std::sync::Arc;

use flate2::read::MultiGzDecoder;
use parquet::basic::Compression;
use parquet::bloom_filter::Sbbf;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader, RowGroupReader};
use parquet::file::serialized_reader::SerializedPageReader;
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;
use ruzstd::decoding::StreamingDecoder;

/// What the pages that are open at once, one of each column, may be together, however well they were packed.
const ALWAYS: usize = 96 << 20;

/// How many times larger than packed a page may be beyond its part of that.
const RATIO: usize = 120;

/// Whether pages packed in this way are read.
pub(super) fn is_known(way: Compression) -> bool {
    use Compression::{GZIP, SNAPPY, UNCOMPRESSED, ZSTD};
    matches!(way, UNCOMPRESSED | SNAPPY | GZIP(_) | ZSTD(_))
}

/// 文件, whose pages come unpacked.
pub(super) struct Unpacked {
    /// The file.
    pub file: Arc<File>,
    /// What it tells of itself.
    pub about: ParquetMetaData,
}

struct Group<'a> {
    file: Arc<File>,
    about: &'a RowGroupMetaData,
}

struct Pages {
    packed: SerializedPageReader<File>,
    way: Compression,
    /// The part of [`ALWAYS`] that is this column's.
    part: usize,
}

impl FileReader for Unpacked {
    fn metadata(&self) -> &ParquetMetaData {
        &self.about
    }

    fn num_row_groups(&self) -> usize {
        self.about.num_row_groups()
    }

    fn get_row_group(&self, at: usize) -> Result<Box<dyn RowGroupReader + '_>> {
        let about = self.about.row_groups().get(at).ok_or_else(damaged)?;
        Ok(Box::new(Group { file: Arc::clone(&self.file), about }))
    }

    fn get_row_iter(&self, projection: Option<Type>) -> Result<RowIter<'_>> {
        RowIter::from_file(projection, self)
    }
}

impl RowGroupReader for Group<'_> {
    fn metadata(&self) -> &RowGroupMetaData {
        self.about
    }

    fn num_columns(&self) -> usize {
        self.about.num_columns()
    }

    fn get_column_page_reader(&self, at: usize) -> Result<Box<dyn PageReader>> {
        let told = self.about.columns().get(at).ok_or_else(damaged)?;
        // As if they were not packed: so they come as they stand in the file.
        let as_is = told.clone().into_builder().set_compression(Compression::UNCOMPRESSED).build()?;
        let rows = usize::try_from(self.about.num_rows()).map_err(|_| damaged())?;
        let packed = SerializedPageReader::new(Arc::clone(&self.file), &as_is, rows, None)?;
        let part = ALWAYS / self.about.num_columns().max(1);
        Ok(Box::new(Pages { packed, way: told.compression(), part }))
    }

    fn get_column_bloom_filter(&self, _: usize) -> Option<&Sbbf> {
        None
    }

    fn get_row_iter(&self, projection: Option<Type>) -> Result<RowIter<'_>> {
        RowIter::from_row_group(projection, self)
    }
}

impl Pages {
    /// The page as its values are read.
    fn unpacked(&self, mut page: Page) -> Result<Page> {
        match &mut page {
            Page::DataPage { buf, .. } | Page::DictionaryPage { buf, .. } => {
                *buf = unpack(self.way, self.part, Vec::new(), buf)?.into();
            }
            Page::DataPageV2 { is_compressed: false, .. } => {}
            Page::DataPageV2 { buf, def_levels_byte_len, rep_levels_byte_len, is_compressed, .. } => {
                // What stands before the values is never packed.
                let before =
                    usize::try_from(u64::from(*def_levels_byte_len) + u64::from(*rep_levels_byte_len));
                let (levels, values) =
                    before.ok().and_then(|before| buf.split_at_checked(before)).ok_or_else(damaged)?;
                *buf = unpack(self.way, self.part, levels.to_vec(), values)?.into();
                *is_compressed = false;
            }
        }
        Ok(page)
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.packed.get_next_page()?;
        page.map(|page| self.unpacked(page)).transpose()
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.packed.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.packed.skip_next_page()
    }
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

/// Puts what was packed at the end of `all`; `part` and what it is packed in say how far it may reach.
fn unpack(way: Compression, part: usize, mut all: Vec<u8>, packed: &[u8]) -> Result<Vec<u8>> {
    // Of a page without values some write nothing at all.
    if packed.is_empty() {
        return Ok(all);
    }
    let most = part.max(packed.len().saturating_mul(RATIO));
    let mut take = |unpacked: &mut dyn Read| {
        let count = unpacked.take((most as u64).saturating_add(1)).read_to_end(&mut all);
        count.ok().filter(|count| *count <= most).ok_or_else(damaged)
    };
    match way {
        Compression::SNAPPY => {
            let length = snap::raw::decompress_len(packed).ok();
            length.filter(|length| *length <= most).ok_or_else(damaged)?;
            all.extend(snap::raw::Decoder::new().decompress_vec(packed).map_err(|_| damaged())?);
        }
        Compression::GZIP(_) => {
            take(&mut MultiGzDecoder::new(packed))?;
        }
        Compression::ZSTD(_) => {
            take(&mut StreamingDecoder::new(packed).map_err(|_| damaged())?)?;
        }
        _ => all.extend_from_slice(packed),
    }
    Ok(all)
}

fn damaged() -> ParquetError {
    ParquetError::General("damaged".into())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::write::GzEncoder;
    use parquet::basic::{GzipLevel, ZstdLevel};
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    /// The same bytes, packed in every way.
    fn packed(bytes: &[u8]) -> [(Compression, Vec<u8>); 4] {
        let mut gzip = GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(bytes).unwrap();
        [
            (Compression::UNCOMPRESSED, bytes.to_vec()),
            (Compression::SNAPPY, snap::raw::Encoder::new().compress_vec(bytes).unwrap()),
            (Compression::GZIP(GzipLevel::default()), gzip.finish().unwrap()),
            (Compression::ZSTD(ZstdLevel::default()), compress_to_vec(bytes, CompressionLevel::Fastest)),
        ]
    }

    #[test]
    fn what_was_packed_comes_back_behind_what_was_not() {
        for bytes in ["", "一", &"420281195103120110".repeat(400)] {
            for (way, packed) in packed(bytes.as_bytes()) {
                let all = unpack(way, 1 << 20, b"levels".to_vec(), &packed).unwrap();
                assert_eq!(all, format!("levels{bytes}").into_bytes(), "{way}");
            }
        }
        assert_eq!(unpack(Compression::SNAPPY, 1 << 20, Vec::new(), b"").unwrap(), b"");
    }

    #[test]
    fn nothing_reaches_further_than_it_may() {
        for (way, packed) in packed(&vec![0; 8 << 20]).into_iter().skip(1) {
            // Snappy packs nothing a thousand times smaller.
            let part = if way == Compression::SNAPPY { 0 } else { 64 << 10 };
            let reaches = packed.len() * RATIO >= 8 << 20;
            assert_eq!(unpack(way, part, Vec::new(), &packed).is_ok(), reaches, "{way}");
            assert!(unpack(way, 8 << 20, Vec::new(), &packed).is_ok(), "{way}");
        }
        // Four gigabytes, it says.
        let lie = [0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0];
        assert!(unpack(Compression::SNAPPY, 1 << 20, Vec::new(), &lie).is_err());
        for (way, mut packed) in packed(&b"1234567890".repeat(100)) {
            if way != Compression::UNCOMPRESSED {
                packed.truncate(packed.len() / 2);
                assert!(unpack(way, 1 << 20, Vec::new(), &packed).is_err(), "{way}");
            }
        }
    }
}
