//! 旁边的文件：files of editors and systems that lie beside packs and are none, known by their names.

use std::path::Path;

/// A file that is no pack whatever it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// `~$x.toml`, of Office while a file is open; `.#x.toml`, `.x.toml.swp` and `#x.toml#`, of other editors.
    Open,
    /// `._x.toml`, of macOS on disks of other systems.
    Shadow,
    /// `x.toml~`, `x.toml.bak`.
    Backup,
    /// What systems and version control keep of a folder.
    OfSystem,
    /// Any other file that is hidden.
    Hidden,
}

impl Beside {
    /// What the name of this file says, if it says that the file is no pack.
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let begins = |with: &[&str]| with.iter().any(|start| name.starts_with(start));
        let ends = |with: &[&str]| with.iter().any(|end| name.ends_with(end));
        let is = |names: &[&str]| names.contains(&name.as_str());
        Some(if begins(&["~$", ".#", "#"]) || ends(&[".swp", ".swo"]) {
            Self::Open
        } else if begins(&["._"]) {
            Self::Shadow
        } else if ends(&["~", ".bak", ".orig", ".old", ".tmp"]) {
            Self::Backup
        } else if is(&[".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db", ".gitignore", ".gitkeep"]) {
            Self::OfSystem
        } else if begins(&["."]) {
            Self::Hidden
        } else {
            return None;
        })
    }

    /// In words.
    pub fn text(self) -> &'static str {
        match self {
            Self::Open => "是编辑软件打开文件时留下的临时文件，不是政策包，可以删去",
            Self::Shadow => "是 macOS 拷到别的盘上时多出来的影子文件，不是政策包，可以删去",
            Self::Backup => "是备份文件，不是政策包；要用它，先改成 .toml 结尾的名字",
            Self::OfSystem => "是操作系统自己的文件，不是政策包，不用管它",
            Self::Hidden => "是隐藏文件，不是政策包：政策包的文件名就是它的编号",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_no_pack_has() {
        let check = |name: &str, expected| assert_eq!(Beside::of(Path::new(name)), expected, "{name}");
        check("policies/county-70.toml", None);
        check("policies", None);
        check("README.md", None);
        check("policies/~$county-70.toml", Some(Beside::Open));
        check(".#county-70.toml", Some(Beside::Open));
        check("#county-70.toml#", Some(Beside::Open));
        check(".county-70.toml.swp", Some(Beside::Open));
        check("._county-70.toml", Some(Beside::Shadow));
        check("._.DS_Store", Some(Beside::Shadow));
        check("county-70.toml~", Some(Beside::Backup));
        check("county-70.toml.bak", Some(Beside::Backup));
        check(".DS_Store", Some(Beside::OfSystem));
        check("Thumbs.db", Some(Beside::OfSystem));
        check("desktop.ini", Some(Beside::OfSystem));
        check(".county-70.toml", Some(Beside::Hidden));
    }
}
