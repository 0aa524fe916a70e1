//! 编译后的政策包：the compact form that the page loads.
//!
//! Four letters, a format number, the SHA-256 of what follows, a checksum of the rest, then the policy. The checksum
//! finds a damaged or half-loaded file, in a twentieth of the code that the digest takes; the digest names the rules,
//! and who made a pack is for the page's own origin to say.

use sha2::{Digest, Sha256};

use super::packed::{Packed, Source};
use super::{DiseaseList, Id, Policy};
use crate::say::{Say, shown};

const MAGIC: [u8; 4] = *b"JZPK";
const FORMAT: u8 = 9;
const HEADER: usize = MAGIC.len() + 1 + 32;
const CHECKSUM: usize = 4;

/// Why bytes are no compiled pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackError {
    /// They do not begin as a pack does.
    NotAPack,
    /// They are not what was compiled: the checksum differs.
    Damaged,
    /// They are of another format, or the checksum is right, but no policy can be read from them.
    Unreadable,
}

impl Policy {
    /// The compiled pack.
    ///
    /// # Errors
    /// [`PackError::Unreadable`] where it could not be read again: its conditions are nested too deeply, or a list that
    /// another looks at looks at lists itself.
    pub fn to_pack(&self) -> Result<Vec<u8>, PackError> {
        let mut body = Vec::new();
        self.write(&mut body);
        if read(&body).is_none() {
            return Err(PackError::Unreadable);
        }
        Ok(sealed(&body))
    }

    /// Reads a compiled pack.
    ///
    /// ```
    /// # #[cfg(feature = "author")]
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # use jiuzhu::policy::file::{Common, PackFile};
    /// # let file = |name| std::fs::read_to_string(format!("{}/policies/{name}", env!("CARGO_MANIFEST_DIR")));
    /// # let common = Common::read(("", &file("common/diseases.toml")?), ("", &file("common/facts.toml")?)).0;
    /// # let written = PackFile::read("", &file("beijing-2023.toml")?, &common).policy.ok_or("no pack")?;
    /// use jiuzhu::policy::{PackError, Policy};
    ///
    /// let pack = written.to_pack()?;
    /// let policy = Policy::from_pack(&pack)?;
    /// assert_eq!((policy.id.as_str(), policy.digest.len()), ("beijing-2023", 64));
    ///
    /// let half = &pack[..pack.len() / 2];
    /// assert_eq!(Policy::from_pack(half), Err(PackError::Damaged));
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "author"))]
    /// # fn main() {}
    /// ```
    ///
    /// # Errors
    /// [`PackError`] for anything that [`Policy::to_pack`] did not write.
    pub fn from_pack(pack: &[u8]) -> Result<Self, PackError> {
        let (header, rest) = pack.split_at_checked(HEADER).ok_or(PackError::NotAPack)?;
        let (format, digest) =
            header.strip_prefix(MAGIC.as_slice()).and_then(<[u8]>::split_first).ok_or(PackError::NotAPack)?;
        if *format != FORMAT {
            return Err(PackError::Unreadable);
        }
        let (written, body) = rest.split_at_checked(CHECKSUM).ok_or(PackError::Damaged)?;
        // Where a page loads it, its browser has the digest at hand: the module brings none.
        let renamed = cfg!(not(target_arch = "wasm32")) && Sha256::digest(rest).as_slice() != digest;
        if renamed || checksum(body) != written {
            return Err(PackError::Damaged);
        }
        let mut policy = read(body).ok_or(PackError::Unreadable)?;
        policy.digest = hexadecimal(digest);
        Ok(policy)
    }
}

fn read(body: &[u8]) -> Option<Policy> {
    let mut source = Source::new(body);
    let policy = Policy::read(&mut source);
    let looks_at_none = |list: Id<DiseaseList>| {
        let list = policy.get(list);
        list.is_none_or(|list| list.looks_only_at(|_| false))
    };
    let judged = policy.lists.iter().all(|list| list.looks_only_at(looks_at_none));
    (source.is_read_whole() && judged).then_some(policy)
}

/// The digest of a compiled pack, as the results name it.
///
/// # Errors
/// [`PackError::NotAPack`] for other bytes.
pub fn digest(pack: &[u8]) -> Result<String, PackError> {
    let written = pack.get(MAGIC.len() + 1..HEADER).ok_or(PackError::NotAPack)?;
    Ok(hexadecimal(written))
}

/// The pack around what a policy is written as, or around any other bytes, to try the reader on them.
#[must_use]
pub fn sealed(body: &[u8]) -> Vec<u8> {
    let rest = [checksum(body).as_slice(), body].concat();
    [MAGIC.as_slice(), &[FORMAT], Sha256::digest(&rest).as_slice(), &rest].concat()
}

/// CRC-32, as in gzip.
fn checksum(bytes: &[u8]) -> [u8; CHECKSUM] {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xEDB8_8320 * (sum & 1));
        }
    }
    (!sum).to_le_bytes()
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    text
}

impl Say for PackError {
    fn say(&self, text: &mut String) {
        text.push_str(match self {
            Self::NotAPack => "这不是编译好的政策包：请用 jiuzhu compile 生成的 .pack 文件",
            Self::Damaged => "政策包不完整或被改动过：请重新下载",
            Self::Unreadable => "政策包的格式读不懂：请用同一版本的 jiuzhu compile 重新生成",
        });
    }
}

shown!(PackError);

impl core::error::Error for PackError {}
