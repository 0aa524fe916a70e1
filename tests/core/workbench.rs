//! 政策包工作台: the form of every pack, and what changes in it do to the text.
#![cfg(feature = "cli")]

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use jiuzhu::check;
use jiuzhu::policy::Citation;
use jiuzhu::policy::file::{Common, PackFile};
use jiuzhu::workbench::{
    self, Added, Cell, CellKind, Column, Edit, Form, TableRow, Unit, apply, blank, patches, told,
};

use crate::support;

/// Every pack of the project, by name.
pub(super) fn packs() -> &'static [(String, String)] {
    static PACKS: OnceLock<Vec<(String, String)>> = OnceLock::new();
    PACKS.get_or_init(read_packs)
}

fn read_packs() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    let mut packs: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the packs")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(path).expect("a pack"))
        })
        .collect();
    packs.sort();
    packs
}

pub(super) fn pack(id: &str) -> String {
    packs().iter().find(|(name, _)| *name == format!("{id}.toml")).expect("a pack").1.clone()
}

/// The form of a text, with the names of what all packs share.
pub(super) fn form(text: &str) -> Option<Form> {
    static COMMON: OnceLock<Common> = OnceLock::new();
    workbench::form(text, COMMON.get_or_init(support::common))
}

pub(super) fn done(text: &str, edit: &Edit) -> String {
    apply(text, &patches(text, edit).unwrap_or_else(|error| panic!("{edit:?}: {error}")))
}

/// A row of the table of classes, as it is typed.
pub(super) fn row(people: &str, cite: &str, line: &str, share: &str, limit: &str) -> TableRow {
    let own = str::to_owned;
    TableRow { people: own(people), cite: own(cite), line: own(line), share: own(share), limit: own(limit) }
}

/// What a made-up county's pack begins with: its head, its document, and one article of it.
pub(super) fn begun(id: &str, title: &str, summary: &str) -> String {
    let own = str::to_owned;
    let set = |place: &str, text: &str| Edit::Set { place: own(place), text: own(text) };
    let edits = [
        set("id", id),
        set("title", title),
        Edit::Choose { place: own("region"), ids: vec![own("示例省"), own("示例县")] },
        set("from", "2026-01-01"),
        Edit::Add {
            added: Added::Source {
                title: own("办法"),
                number: String::new(),
                issuer: String::new(),
                date: String::new(),
            },
        },
        Edit::Add {
            added: Added::Citation {
                source: own("measures"), article: own("第三条"), summary: own(summary)
            },
        },
    ];
    edits.iter().fold(blank("2026-11-28"), |text, edit| done(&text, edit))
}

/// The last pack of a text, and its policy as it is loaded.
pub(super) fn loaded(name: &str, text: &str) -> (PackFile, jiuzhu::policy::Policy) {
    let pack = PackFile::read(name, text, &support::common());
    assert_eq!(pack.diagnostics, []);
    let policy = check::as_loaded(pack.policy.as_ref().expect("sound")).expect("a pack");
    (pack, policy)
}

/// What is wrong with a text beside what its examples come to.
pub(super) fn unsound(text: &str) -> Vec<String> {
    let found = PackFile::read("zibo-2025.toml", text, &support::common()).diagnostics;
    let by_numbers = ["case-failed", "boundary", "unused"];
    found
        .iter()
        .filter(|found| !by_numbers.contains(&found.code))
        .map(|found| format!("[{}] {}", found.code, found.text))
        .collect()
}

pub(super) fn cells(form: &Form) -> Vec<&Cell> {
    let lists = [
        &form.sources,
        &form.citations,
        &form.questions,
        &form.groups,
        &form.parameters,
        &form.readings,
        &form.pools,
        &form.documents,
        &form.routes,
    ];
    let mut cells: Vec<&Cell> = form.head.iter().collect();
    cells.extend(lists.into_iter().flatten().flat_map(|entry| &entry.cells));
    for program in &form.programs {
        cells.extend(&program.cells);
        for way in &program.ways {
            cells.extend(way.cells.iter().chain(&way.figures));
        }
    }
    cells
}

pub(super) fn figures(form: &Form) -> impl Iterator<Item = &Cell> {
    form.programs.iter().flat_map(|program| &program.ways).flat_map(|way| &way.figures)
}

#[test]
fn the_form_shows_every_figure_of_every_pack_at_its_place() {
    let mut shown = 0;
    for (name, text) in packs() {
        let form = form(text).unwrap_or_else(|| panic!("{name} is no TOML"));
        let units: Vec<u16> = text.encode_utf16().collect();
        for cell in cells(&form) {
            let source = String::from_utf16(&units[cell.from..cell.to]).expect("whole letters");
            match cell.kind {
                CellKind::Yuan | CellKind::Percent => {
                    assert_eq!(source, format!("\"{}\"", cell.text), "{name}");
                }
                CellKind::Flag => assert_eq!(source, cell.text, "{name}"),
                _ => {}
            }
        }
        let ways: usize = form.programs.iter().map(|program| program.ways.len()).sum();
        // A file is cut into a pack for each of its periods and areas, and each has a part of what the form shows.
        let packs = support::packs(name, &support::common());
        for policy in packs.iter().filter_map(|pack| pack.policy.as_ref()) {
            let told: usize = policy.programs.iter().map(|program| program.ways.len()).sum();
            assert!(told == ways || (packs.len() > 1 && told < ways), "{name}: {told} of {ways}");
            // Behind those that the form shows stand those that are cited together.
            let cited = policy.citations.split_at_checked(form.citations.len());
            let together = |(own, joint): (&[Citation], &[Citation])| {
                let holds = |one: &Citation, whole: &Citation| whole.summary.contains(&one.summary);
                joint.iter().all(|whole| own.iter().filter(|one| holds(one, whole)).count() > 1)
            };
            assert!(cited.is_some_and(together) || packs.len() > 1, "{name}: {}", policy.citations.len());
        }
        for figure in figures(&form).filter(|figure| figure.column != Some(Column::Said)) {
            assert!(
                !figure.cite.is_empty() && figure.words.len() == figure.cite.len(),
                "{name} {}",
                figure.place
            );
            shown += 1;
        }
    }
    assert!(shown > 700, "{shown} figures");
}

/// A condition that cannot be typed is read in words, with no id in it.
#[test]
fn whoever_a_row_is_for_is_told_in_words() {
    for (name, text) in packs() {
        let form = form(text).unwrap_or_else(|| panic!("{name} is no TOML"));
        let told = cells(&form).into_iter().filter(|cell| ["who", "covers"].contains(&cell.name.as_str()));
        for cell in told {
            // Words of the document may name a disease in letters.
            let is_id =
                |word: &str| word.len() > 3 && word.starts_with(|letter: char| letter.is_ascii_lowercase());
            let ids: Vec<&str> = cell
                .text
                .split(|letter: char| !letter.is_ascii_alphanumeric() && !['_', '-'].contains(&letter))
                .filter(|word| is_id(word))
                .collect();
            assert_eq!(ids, [""; 0], "{name} {}: {}", cell.place, cell.text);
            assert_ne!(cell.text, "", "{name} {}", cell.place);
        }
        for way in form.programs.iter().flat_map(|program| &program.ways) {
            assert!(!way.title.contains('_'), "{name} {}: {}", way.place, way.title);
        }
    }
    let told = |id: &str, place: &str| {
        let form = form(&pack(id)).expect("TOML");
        cells(&form).into_iter().find(|cell| cell.place == place).expect(place).text.clone()
    };
    let expected = [
        (
            "baoding-2025",
            "groups.0.rows.1.who",
            "防止返贫监测对象，并且监测认定的种类：边缘易致贫、突发严重困难",
        ),
        ("beijing-2023", "programs.4.who", "突发急难"),
        ("zhenjiang-2010", "programs.2.who", "参加职工医保，并且不是已退休"),
        (
            "town-threshold",
            "programs.0.who",
            "农村五保对象、城镇“三无”人员；或者低保对象、重点优抚对象，并且一年自己付的达到3000元；或者一年自己付的达到10000元",
        ),
        ("hongta-2026", "groups.0.who", "城乡低收入家庭成员，并且（满 60 周岁或者不超过 17 周岁）"),
        (
            "shanghai-2023",
            "programs.0.ways.0.rows.2.who",
            "低保边缘家庭成员，并且“低收入困难家庭是不是就是低保边缘家庭？”照“不是一回事，低保边缘另有规定”",
        ),
        ("hangzhou-2025", "programs.4.covers.0", "低保或低保边缘认定那天以前 6 个月里看的病"),
        (
            "nanchang-2025",
            "programs.2.covers.1",
            "在村卫生室看的或者在外地（办过转诊或备案）、外地（没办转诊或备案）看的",
        ),
    ];
    for (id, place, words) in expected {
        assert_eq!(told(id, place), words, "{id} {place}");
    }
}

/// Whether a figure is a cell of the table of classes, not an edge of a band or one case of several.
fn is_plain(cell: &Cell) -> bool {
    cell.when.is_empty()
        && !["low", "high"].contains(&cell.name.as_str())
        && !cell.place.contains(".bands.")
        && !cell.place.contains(".cases.")
}

/// Whether the words that a figure cites tell some number of its kind.
fn is_quoted(cell: &Cell) -> bool {
    let is_share = cell.kind == CellKind::Percent;
    cell.words.iter().any(|words| told(words).iter().any(|told| (told.unit == Unit::Percent) == is_share))
}

/// What may be written for a figure by mistake: a digit, ten times, 元 for 万元, another cell of the table.
fn slips(cell: &Cell, form: &Form) -> Vec<String> {
    let sign = if cell.kind == CellKind::Percent { "%" } else { "" };
    let digits: String = cell.text.chars().filter(char::is_ascii_digit).collect();
    let first = if digits.starts_with('3') { '4' } else { '3' };
    let mut slips = vec![format!("{first}{}{sign}", &digits[1..])];
    let shorter = |by: &str| {
        digits.strip_suffix(by).filter(|rest| !rest.is_empty()).map(|rest| format!("{rest}{sign}"))
    };
    slips.extend(shorter("0"));
    slips.extend(shorter("0000"));
    let program = cell.place.split('.').take(2).collect::<Vec<_>>().join(".") + ".";
    let other = figures(form).find(|other| {
        is_plain(other)
            && other.place.starts_with(&program)
            && other.kind == cell.kind
            && other.text != cell.text
    });
    slips.extend(other.map(|other| other.text.clone()));
    slips
}

#[test]
fn slips_in_quoted_figures_are_seen() {
    let (mut sound, mut alarms) = (0_usize, Vec::new());
    let (mut tried, mut missed) = (0_usize, Vec::new());
    for (name, text) in packs() {
        let shown = form(text).expect("TOML");
        let is_figure =
            |cell: &&Cell| matches!(cell.kind, CellKind::Yuan | CellKind::Percent) && is_quoted(cell);
        for (number, cell) in figures(&shown).filter(is_figure).enumerate() {
            sound += 1;
            if cell.doubt.is_some() {
                alarms.push(format!("{name} {} {}: {}", cell.place, cell.text, cell.words.join("|")));
                continue;
            }
            if !is_plain(cell) || number % 3 > 0 {
                continue;
            }
            for other in slips(cell, &shown) {
                let edit = Edit::Set { place: cell.place.clone(), text: other.clone() };
                let Ok(found) = patches(text, &edit) else { continue };
                let wrong = form(&apply(text, &found)).expect("TOML");
                let now = figures(&wrong).find(|found| found.place == cell.place).expect("there");
                tried += 1;
                if now.doubt.is_none() {
                    missed.push(format!(
                        "{name} {} {} -> {other}: {}",
                        cell.place,
                        cell.text,
                        cell.words.join("|")
                    ));
                }
            }
        }
    }
    println!("{}\n\n{}", alarms.join("\n"), missed.join("\n"));
    println!("{sound} figures, {} doubted; {tried} slips, {} missed", alarms.len(), missed.len());
    assert!(tried >= 200 && sound >= 400, "{tried} slips in {sound} figures");
    assert!(alarms.len() * 100 <= sound * 2, "{} of {sound} sound figures are doubted", alarms.len());
    assert!(missed.len() * 100 <= tried * 5, "{} of {tried} slips are missed", missed.len());
}
