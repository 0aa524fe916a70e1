//! 整个政策包文件：its parts in the order in which they need one another.

use core::cell::RefCell;

use super::book::{Book, MOST, Unused};
use super::diagnostic::{Diagnostic, Note, Severity, few_of_each};
use super::editions::{self, Editions, Others};
use super::expectation::{self, WorkedCase};
use super::floor::{self, KnownBelow};
use super::places::{Places, Tests};
use super::sift::{found, leave_out, tell_once};
use super::texts::Texts;
use super::{Common, program, question, reference, route, tree};
use crate::calendar::Period;
use crate::document::{Fault, Node, Reader, Span, Table, encoding};
use crate::policy::{Exclusion, Id, Parameter, Policy, Program, Winner};

/// Every field of a pack, in the order in which it is written.
pub const PACK: &[&str] = &[
    "based_on",
    "without",
    "areas",
    "editions",
    "id",
    "title",
    "version",
    "region",
    "region_code",
    "region_inferred",
    "from",
    "until",
    "gap_before",
    "status",
    "checked_on",
    "critical_insurance",
    "below_floor",
    "sources",
    "citations",
    "parameters",
    "readings",
    "facts",
    "fact",
    "groups",
    "conditions",
    "lists",
    "documents",
    "routes",
    "pools",
    "programs",
    "exclusions",
    "case_defaults",
    "cases",
];

/// Money that was received of a programme that nobody knows is told apart by one bit for each of them.
const MOST_PROGRAMS: usize = 64;

/// Those of them that no pack can do without.
pub(super) const NEEDED: &[&str] = &[
    "id",
    "title",
    "version",
    "region",
    "from",
    "status",
    "checked_on",
    "critical_insurance",
    "sources",
    "citations",
    "programs",
];

/// 政策包文件, read.
#[derive(Debug)]
pub struct PackFile {
    /// The file's name, as diagnostics show it.
    pub file: String,
    /// Its text.
    pub text: String,
    /// The policy; none where there is an error.
    pub policy: Option<Policy>,
    /// 验算例子.
    pub cases: Vec<WorkedCase>,
    /// Whether the pack says why no rule is known for the days before it.
    pub gap_explained: bool,
    /// Where the period stands in the text.
    pub period_at: Span,
    /// 省里的下限 that it says to be below.
    pub below_floor: Vec<KnownBelow>,
    /// Where its parts stand.
    pub(crate) places: Places,
    /// Everything that is wrong, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

impl PackFile {
    /// Reads the pack file named `file`, which is based on no other; of several packs in it, the last.
    #[must_use]
    pub fn read(file: &str, text: &str, common: &Common) -> Self {
        let last = Self::read_all(file, text, common, &|_| None).pop();
        last.unwrap_or_else(|| Self::read_nothing(file, text))
    }

    /// Reads every pack that the file named `file` holds: one for each period and area of which it tells.
    #[must_use]
    pub fn read_all(file: &str, text: &str, common: &Common, others: Others<'_>) -> Vec<Self> {
        let mut texts = Texts::of(file, text);
        let (node, mut notes) = tree::tree(text);
        // What follows a mistake in the syntax would only be its echo.
        if notes.iter().any(|note| note.code == "syntax") {
            return vec![Self::told(file, text, notes, &texts)];
        }
        let stem = file.rsplit(['/', '\\']).next().and_then(|name| name.strip_suffix(".toml"));
        let Editions { nodes, shared } = editions::editions(node, stem, &mut texts, others, &mut notes);
        if nodes.is_empty() {
            return vec![Self::told(file, text, notes, &texts)];
        }
        let read = |node| Self::of_node(file, text, node, shared, &notes, &texts, common);
        let mut packs: Vec<Self> = nodes.into_iter().map(read).collect();
        tell_once(&mut packs);
        packs
    }

    /// Reads one of the packs of a file. Of what it shares with others it needs only what it uses.
    fn of_node(
        file: &str,
        text: &str,
        mut node: Node,
        shared: bool,
        told: &[Note],
        texts: &Texts,
        common: &Common,
    ) -> Self {
        let mut pack = Self::read_nothing(file, text);
        let mut left_out = Vec::new();
        loop {
            let (mut notes, faults) = (told.to_vec(), RefCell::new(Vec::new()));
            let (policy, unused, conditions) = pack.whole(&node, &faults, &mut notes, common);
            let unused = unused.unwrap_or_default();
            if shared && leave_out(&mut node, &unused) {
                left_out.extend(unused.into_iter().map(|unused| unused.note));
                continue;
            }
            notes.extend(unused.into_iter().map(|unused| unused.note));
            notes.append(&mut left_out);
            // What another file has and this one does not need is no mistake of this one.
            notes.retain(|note| note.code != "unused" || texts.is_own(note.at.start));
            notes.extend(found(faults.take(), &notes, texts.all()));
            pack.policy = policy;
            if pack.policy.is_none() && notes.is_empty() {
                let text = "这个文件读不出政策包：请对照政策包的写法从头检查";
                notes.push(Note::error(0..0, "unreadable", text));
            }
            pack.tell(notes, texts);
            pack.places = Places::of(node, conditions);
            return pack;
        }
    }

    /// One of which nothing can be read but what is wrong.
    fn told(file: &str, text: &str, notes: Vec<Note>, texts: &Texts) -> Self {
        let mut pack = Self::read_nothing(file, text);
        pack.tell(notes, texts);
        pack
    }

    /// Takes down what was found wrong.
    fn tell(&mut self, notes: Vec<Note>, texts: &Texts) {
        for note in few_of_each(notes, texts.all()) {
            let diagnostic = texts.placed(note);
            if !self.diagnostics.contains(&diagnostic) {
                self.diagnostics.push(diagnostic);
            }
        }
        if self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
            self.policy = None;
        }
    }

    /// Reads the pack file named `file` that holds these bytes, as [`PackFile::read`] does.
    #[must_use]
    pub fn of_bytes(file: &str, bytes: &[u8], common: &Common) -> Self {
        let last = Self::all_of_bytes(file, bytes, common, &|_| None).pop();
        last.unwrap_or_else(|| Self::read_nothing(file, ""))
    }

    /// Reads every pack that the file named `file` holds, which has these bytes.
    #[must_use]
    pub fn all_of_bytes(file: &str, bytes: &[u8], common: &Common, others: Others<'_>) -> Vec<Self> {
        let (until, words) = match encoding::text(bytes) {
            Ok(text) => return Self::read_all(file, text, common, others),
            Err(error) => (error.until, error.to_string()),
        };
        let text = String::from_utf8_lossy(bytes.get(..until).unwrap_or_default());
        let mut pack = Self::read_nothing(file, &text);
        pack.diagnostics.push(pack.diagnostic(&(until..until), Severity::Error, "not-utf-8", words));
        vec![pack]
    }

    /// A diagnostic at a place of this file.
    #[must_use]
    pub fn diagnostic(&self, at: &Span, severity: Severity, code: &'static str, text: String) -> Diagnostic {
        Note { at: at.clone(), severity, code, text, fix: None }.placed(&self.file, &self.text)
    }

    /// Whether what stands here is in this file, and not in one that it is based on.
    pub(crate) fn wrote(&self, at: &Span) -> bool {
        at.start <= self.text.len()
    }

    fn read_nothing(file: &str, text: &str) -> Self {
        Self {
            file: file.into(),
            text: text.into(),
            policy: None,
            cases: Vec::new(),
            gap_explained: false,
            period_at: 0..0,
            below_floor: Vec::new(),
            places: Places::nowhere(),
            diagnostics: Vec::new(),
        }
    }

    fn whole(
        &mut self,
        node: &Node,
        faults: &RefCell<Vec<Fault>>,
        notes: &mut Vec<Note>,
        common: &Common,
    ) -> (Option<Policy>, Option<Vec<Unused>>, Tests) {
        let reader = Reader::new(node, faults);
        let Some(table) = reader.table(PACK) else { return (None, None, Tests::new()) };
        let book = Book::read(&table, common, notes);
        let policy = policy(&table, &book);
        self.cases =
            table.get("cases").and_then(|field| expectation::cases(field, &book)).unwrap_or_default();
        self.gap_explained = table.get("gap_before").is_some_and(|field| question::text(&field).is_some());
        self.below_floor = table.get("below_floor").and_then(floor::below).unwrap_or_default();
        self.period_at = table.get("from").map_or(0..0, |field| field.at());
        notes.append(&mut book.take_notes());
        // What is not used because its use could not be read is not worth a warning.
        let sound = notes.is_empty() && faults.borrow().is_empty();
        (policy, sound.then(|| book.unused()), book.take_tests())
    }
}

fn policy(table: &Table<'_>, book: &Book<'_>) -> Option<Policy> {
    let id = table.need("id").and_then(|field| question::text(&field));
    let title = table.need("title").and_then(|field| question::text(&field));
    let version = table.need("version").and_then(|field| question::text(&field));
    let region = table.need("region").and_then(|field| field.list(6, |item| question::text(&item)));
    if region.as_ref().is_some_and(Vec::is_empty) {
        book.error(table.reader().at(), "empty-list", "region 是空的：从省写到县，全国的写 [\"全国\"]");
    }
    let region_code = table.get("region_code").and_then(|field| region_code(&field, book));
    let region_inferred = table.get("region_inferred").map_or(Some(false), |field| field.flag());
    let period = period(table, book);
    let status = table.need("status").and_then(|field| field.word());
    let checked_on = table.need("checked_on").and_then(|field| field.date());
    let critical_insurance = table.need("critical_insurance").and_then(|field| field.flag());

    let sources = table.need("sources").and_then(|field| field.list(MOST, reference::source));
    let citations =
        table.need("citations").and_then(|field| field.list(MOST, |item| reference::citation(item, book)));
    let lists = table.get("lists").map_or(Some(Vec::new()), |field| reference::lists(field, book));
    let documents = optional_list(table, "documents", reference::document);
    let routes = optional_list(table, "routes", |item| route::route(item, book));
    let pools = optional_list(table, "pools", |item| program::pool(item, book));
    let programs = table
        .need("programs")
        .and_then(|field| field.list(MOST_PROGRAMS, |item| program::program(item, book)));
    let exclusions = exclusions(table, book);
    let whole = |values: &[Option<Parameter>]| values.iter().cloned().collect::<Option<Vec<_>>>();
    Some(Policy {
        id: id?,
        title: title?,
        version: version?,
        digest: String::new(),
        region: region?,
        region_code,
        region_inferred: region_inferred?,
        period: period?,
        status: status?,
        checked_on: checked_on?,
        critical_insurance: critical_insurance?,
        parameters: whole(&book.parameter_values)?,
        readings: book.reading_values.iter().cloned().collect::<Option<_>>()?,
        facts: book.fact_values.iter().cloned().collect::<Option<_>>()?,
        diseases: book.common.policy_diseases(),
        lists: lists?,
        citations: reference::with_together(citations?, sources.as_deref()?, &book.citations_together()),
        sources: sources?,
        documents: documents?,
        routes: routes?,
        programs: programs?,
        pools: pools?,
        exclusions: exclusions?,
    })
}

fn optional_list<T>(
    table: &Table<'_>,
    name: &str,
    read: impl FnMut(Reader<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    table.get(name).map_or(Some(Vec::new()), |field| field.list(MOST, read))
}

fn region_code(reader: &Reader<'_>, book: &Book<'_>) -> Option<String> {
    let code = reader.text()?;
    let digits = [2, 4, 6, 9, 12].contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
    if !digits {
        book.error(
            reader.at(),
            "region-code",
            format!("行政区划代码 {code} 应是 2、4、6、9 或 12 位数字，如 \"511425\""),
        );
    }
    Some(code.to_owned())
}

fn period(table: &Table<'_>, book: &Book<'_>) -> Option<Period> {
    let from = table.need("from").and_then(|field| field.date());
    let until_field = table.get("until");
    let until = until_field.as_ref().map(Reader::date);
    let until = match until {
        Some(until) => Some(until?),
        None => None,
    };
    let from = from?;
    if let (Some(until), Some(field)) = (until, until_field)
        && until <= from
    {
        let text = format!("有效期反了：from {from} 不早于 until {until}；until 是失效后的第一天");
        book.error(field.at(), "period-reversed", text);
    }
    Some(Period { from, until })
}

/// The exclusions, of which no two may each prefer what the other replaces.
fn exclusions(table: &Table<'_>, book: &Book<'_>) -> Option<Vec<Exclusion>> {
    let mut preferred: Vec<(Id<Program>, Id<Program>)> = Vec::new();
    optional_list(table, "exclusions", |item| {
        let exclusion = program::exclusion(item, book)?;
        if exclusion.winner == Winner::First {
            for (place, winner) in exclusion.programs.iter().enumerate() {
                for loser in exclusion.programs.iter().skip(place + 1) {
                    if leads_to(&preferred, *loser, *winner) {
                        let name = |program: Id<Program>| {
                            book.programs.names().nth(program.place()).unwrap_or_default()
                        };
                        let text = format!(
                            "不重复享受绕成了圈：这里 {} 优先于 {}，前面又是 {} 优先于 {}；改成一个方向",
                            name(*winner),
                            name(*loser),
                            name(*loser),
                            name(*winner)
                        );
                        book.error(item.at(), "exclusion-cycle", text);
                    }
                    preferred.push((*winner, *loser));
                }
            }
        }
        Some(exclusion)
    })
}

/// Whether preferences lead from one programme to another.
fn leads_to(preferred: &[(Id<Program>, Id<Program>)], from: Id<Program>, to: Id<Program>) -> bool {
    let mut reached = vec![from];
    let mut next = 0;
    while let Some(&here) = reached.get(next) {
        next += 1;
        for &(winner, loser) in preferred {
            if winner == here && !reached.contains(&loser) {
                reached.push(loser);
            }
        }
    }
    from != to && reached.contains(&to)
}
