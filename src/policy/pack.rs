//! 编译后的政策包：the compact form that the page loads.
//!
//! Four letters, a format number, the SHA-256 of what follows, then the policy. The digest finds a damaged or
//! half-loaded file; who made a pack is for the page's own origin to say.

use sha2::compress256;
use sha2::digest::generic_array::GenericArray;

use super::Policy;
use super::packed::{Packed, Source};
use crate::say::{Say, shown};

const MAGIC: [u8; 5] = *b"JZPK\x04";
const HEADER: usize = MAGIC.len() + 32;

/// Why bytes are no compiled pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackError {
    /// They do not begin as a pack of this format does.
    NotAPack,
    /// They are not what was compiled: the digest differs.
    Damaged,
    /// The digest is right, but no policy can be read from them.
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
        let mut pack = Vec::with_capacity(HEADER + body.len());
        pack.extend_from_slice(&MAGIC);
        pack.extend_from_slice(&sha256(&body));
        pack.extend_from_slice(&body);
        Ok(pack)
    }

    /// Reads a compiled pack.
    ///
    /// # Errors
    /// [`PackError`] for anything that [`Policy::to_pack`] did not write.
    pub fn from_pack(pack: &[u8]) -> Result<Self, PackError> {
        let (header, body) = pack.split_at_checked(HEADER).ok_or(PackError::NotAPack)?;
        let written = header.strip_prefix(MAGIC.as_slice()).ok_or(PackError::NotAPack)?;
        if sha256(body) != written {
            return Err(PackError::Damaged);
        }
        let mut policy = read(body).ok_or(PackError::Unreadable)?;
        policy.digest = hexadecimal(written);
        Ok(policy)
    }
}

fn read(body: &[u8]) -> Option<Policy> {
    let mut source = Source::new(body);
    let policy = Policy::read(&mut source);
    let looks_at_none = |list| {
        let list = policy.lists.get(usize::from(list));
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
    let written = pack.get(MAGIC.len()..HEADER).ok_or(PackError::NotAPack)?;
    Ok(hexadecimal(written))
}

/// SHA-256 of all of them at once. The library's own way takes them piece by piece and is three times as large.
fn sha256(bytes: &[u8]) -> Vec<u8> {
    let mut state = [
        0x6a09_e667,
        0xbb67_ae85,
        0x3c6e_f372,
        0xa54f_f53a,
        0x510e_527f,
        0x9b05_688c,
        0x1f83_d9ab,
        0x5be0_cd19,
    ];
    let mut padded = bytes.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend_from_slice(&(8 * bytes.len() as u64).to_be_bytes());
    for block in padded.chunks_exact(64) {
        compress256(&mut state, core::slice::from_ref(GenericArray::from_slice(block)));
    }
    let mut digest = Vec::new();
    for word in state {
        digest.extend_from_slice(&word.to_be_bytes());
    }
    digest
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
