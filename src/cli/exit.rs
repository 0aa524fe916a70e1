//! 退出码 and what stops a command.

use core::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::beside::Beside;
use crate::document::encoding::NoText;
use crate::sheets::Refused;

/// How a command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// 0.
    Fine,
    /// 1: problems in the answers or the packs.
    Problems,
    /// 2: the command was used wrongly.
    Usage,
    /// 3: something could not be read or written.
    Io,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Fine => 0,
            Exit::Problems => 1,
            Exit::Usage => 2,
            Exit::Io => 3,
        })
    }
}

/// What stops a command.
#[derive(Debug)]
pub(super) enum Failure {
    /// Whoever read the output has gone.
    ReaderGone,
    /// A file or folder cannot be read.
    Reading(PathBuf, io::Error),
    /// A file cannot be written.
    Writing(PathBuf, io::Error),
    /// Standard input or output fails.
    Stream(io::Error),
    /// There is no pack file at all.
    NoPacks(PathBuf),
    /// A file that is no UTF-8 text.
    NoText(PathBuf, NoText),
    /// A file that is no pack file, and what its name says that it is.
    NotAPack(PathBuf, Option<Beside>),
    /// There is no pack of this id; the ids that there are.
    NoPolicy(String, Vec<String>),
    /// Packs with mistakes, already told.
    BadPacks,
    /// Packs that compute otherwise than they should, already told.
    Miscalculated,
    /// Something is used in another way than it can be.
    Usage(String),
    /// A list that is not read.
    Refused(PathBuf, Refused),
    /// A list without heads.
    NoHead(PathBuf),
}

impl Failure {
    /// Why `path` cannot be read.
    pub fn reading(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Reading(path.to_owned(), error)
    }

    /// Why `path` cannot be written.
    pub fn writing(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Writing(path.to_owned(), error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::ReaderGone } else { Self::Stream(error) }
    }
}

impl From<&Failure> for Exit {
    fn from(failure: &Failure) -> Self {
        match failure {
            Failure::ReaderGone => Self::Fine,
            Failure::Reading(..)
            | Failure::NoText(..)
            | Failure::Writing(..)
            | Failure::Stream(_)
            | Failure::Refused(..)
            | Failure::NoHead(_) => Self::Io,
            Failure::BadPacks | Failure::Miscalculated => Self::Problems,
            Failure::NoPacks(_) | Failure::NotAPack(..) | Failure::NoPolicy(..) | Failure::Usage(_) => {
                Self::Usage
            }
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReaderGone => out.write_str("读结果的程序已经退出"),
            Self::Reading(path, error) => write!(out, "读不了 {}：{}", path.display(), reason(error)),
            Self::Writing(path, error) => write!(out, "写不了 {}：{}", path.display(), reason(error)),
            Self::Stream(error) => write!(out, "输入输出出错：{}", reason(error)),
            Self::NoPacks(path) => {
                write!(out, "{} 里没有政策包（.toml）：用 --policies 指明目录", path.display())
            }
            Self::NoText(path, error) => write!(out, "读不了 {}：{error}", path.display()),
            Self::NotAPack(path, Some(beside)) => write!(out, "{} {}", path.display(), beside.text()),
            Self::NotAPack(path, None) => {
                write!(out, "{} 不是政策包：政策包是 .toml 文件，或者写它们所在的目录", path.display())
            }
            Self::NoPolicy(id, known) => write!(out, "没有政策包 {id}；现有：{}", known.join("、")),
            Self::BadPacks => out.write_str("政策包有错，没有继续"),
            Self::Miscalculated => out.write_str(
                "以上算出来和包里写的不一样，没有编译：改规定或者改例子，jiuzhu check 通过了再编译",
            ),
            Self::Usage(text) => out.write_str(text),
            Self::Refused(path, refused) => write!(out, "读不了 {}：{refused}", path.display()),
            Self::NoHead(path) => write!(
                out,
                "{} 没有认出表头：要有一行写清各列是什么，至少有身份证号；列名特别的，在列的对应（--mapping）里写明",
                path.display()
            ),
        }
    }
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件或目录".into(),
        io::ErrorKind::PermissionDenied => "没有权限".into(),
        _ => error.to_string(),
    }
}
