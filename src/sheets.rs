//! 表格：bytes of a spreadsheet or a delimited text as rows, and rows as both.
//!
//! Nothing of a file is believed before it is bounded: how large a workbook is when unpacked is counted before it is
//! read, and no cell, row or quotation grows beyond what a list can have. Formulas are never computed, and what is
//! written runs none. What cannot be read is refused with one sentence; one bad row never hides the others.

mod bound;
mod compound;
mod decode;
mod delimited;
mod guard;
mod held;
#[cfg(feature = "parquet")]
mod pages;
#[cfg(feature = "parquet")]
mod parquet;
mod workbook;
mod workbook_out;

use core::fmt;

use crate::say::{Say, shown};

#[cfg(feature = "parquet")]
pub use self::parquet::Parquet;
pub use decode::{Encoding, detect};
pub use delimited::Delimited;
pub use guard::{field, line};
pub use held::is_held;
pub use workbook::{Sheet, Workbook};
pub use workbook_out::{Page, write_workbook};

/// 文件是什么.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Delimited text.
    Text,
    /// 2007 年以后的 Excel.
    Xlsx,
    /// 97 到 2003 的 Excel.
    Xls,
    /// 列存文件.
    Parquet,
}

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nothing in it.
    Empty,
    /// A page of the web under another name.
    WebPage,
    /// A zip that is no workbook.
    OtherZip,
    /// A workbook of another kind.
    OtherWorkbook,
    /// A PDF, a picture, or the like.
    NoTable,
    /// With a password.
    Encrypted,
    /// Not all of it is there.
    Damaged,
    /// Unpacked it would be larger than is read.
    TooLarge,
    /// More cells than are read.
    TooManyCells,
    /// No text that can be made out.
    NoText,
    /// A .parquet where there is no file to read it from.
    Parquet,
    /// A .parquet that is encrypted, or packed in a way that is not read.
    ParquetClosed,
}

impl Format {
    /// What the first bytes of a file say that it is.
    ///
    /// # Errors
    /// [`Refused`] where they are no table's.
    pub fn of(head: &[u8]) -> Result<Self, Refused> {
        let begins = |marks: &[&[u8]]| marks.iter().any(|mark| head.starts_with(mark));
        if head.is_empty() {
            return Err(Refused::Empty);
        }
        if begins(&[b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"]) {
            return Ok(Self::Xlsx);
        }
        if begins(&[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]) {
            return Ok(Self::Xls);
        }
        if begins(&[b"PAR1"]) {
            return Ok(Self::Parquet);
        }
        if begins(&[b"PARE"]) {
            return Err(Refused::ParquetClosed);
        }
        if begins(&[b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"]) {
            return Err(Refused::NoTable);
        }
        let start =
            head.iter().position(|byte| !matches!(byte, 0xef | 0xbb | 0xbf) && !byte.is_ascii_whitespace());
        if let Some(b'<') = start.and_then(|start| head.get(start)) {
            return Err(Refused::WebPage);
        }
        Ok(Self::Text)
    }
}

impl Say for Refused {
    fn say(&self, text: &mut String) {
        text.push_str(match self {
            Self::Empty => "文件是空的",
            Self::WebPage => {
                "这其实是网页（HTML 或 XML），只是名字像表格：用 Excel 或 WPS 打开，另存为 .xlsx 再用"
            }
            Self::OtherZip => "这是压缩包，里面没有表格：先解开，用里面的 .xlsx 或 .csv",
            Self::OtherWorkbook => "这种工作簿（.xlsb、.ods）不读：用 Excel 或 WPS 另存为 .xlsx",
            Self::NoTable => "这不是表格（像是 PDF、图片或压缩包）：要 .xlsx、.xls 或 .csv",
            Self::Encrypted => "工作簿有密码，读不了：打开后去掉密码，另存一份",
            Self::Damaged => "文件不完整或者坏了：重新导出或者重新拷一份",
            Self::TooLarge => "解开以后太大，不像是名单，没有读：只留名单那一页，另存为 .csv 再试",
            Self::TooManyCells => "格子太多，没有读：删掉名单以外的行和列，或者另存为 .csv 再试",
            Self::Parquet => "这里不读 .parquet：用命令行 jiuzhu screen 读这个文件，或者另存为 .csv",
            Self::ParquetClosed => {
                "这个 .parquet 加了密，或者压缩方式不读：导出时不加密，压缩选 snappy、zstd、gzip 或者不压缩"
            }
            Self::NoText => "读不出文字：不是 UTF-8、UTF-16，也不是 GB18030（GBK）",
        });
    }
}

shown!(Refused);

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Text => "文本",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Parquet => "parquet",
        })
    }
}

impl core::error::Error for Refused {}
