//! 加一项：new parts of a pack, written where a hand would write them.

use super::edit::{EditError, step_of};
use super::figures::Column;
use super::insert::{after, append, at_end, push};
use super::item::items;
use super::patch::Patch;
use super::people::categories;
use super::print::{block, inline, list, quoted};
use super::written::{Sheet, Written};

/// 新的一项. What is empty is left out.
#[derive(Clone, Debug)]
pub enum Added {
    /// 文件.
    Source {
        /// 标题.
        title: String,
        /// 文号.
        number: String,
        /// 发文机关.
        issuer: String,
        /// 印发日期.
        date: String,
    },
    /// 依据.
    Citation {
        /// Which document.
        source: String,
        /// 条款.
        article: String,
        /// 自己的话.
        summary: String,
    },
    /// 身份的分类.
    Group {
        /// What the document calls it.
        name: String,
        /// Who is in it.
        people: String,
        /// Where it stands.
        cite: String,
    },
    /// 材料.
    Document {
        /// 名称.
        name: String,
        /// 由谁出.
        issuer: String,
    },
    /// 途径.
    Route {
        /// Whether one has to apply.
        on_application: bool,
        /// Where.
        place: String,
        /// One step a line.
        steps: Vec<String>,
        /// Where it stands.
        cite: String,
    },
    /// 项目.
    Program {
        /// 资助参保, 门诊, 门诊慢特病, 住院 or 倾斜、再救助.
        template: Template,
        /// 名称.
        name: String,
        /// Where it stands.
        cite: String,
    },
    /// Rows of a table: ways of a programme.
    Ways {
        /// The place of the programme.
        program: String,
        /// The rows.
        rows: Vec<TableRow>,
    },
    /// 例子.
    Case {
        /// 名称.
        name: String,
        /// Where what is expected comes from.
        source: String,
        /// The id of the programme.
        program: String,
        /// Who.
        people: String,
        /// What is left after insurance.
        total: String,
        /// What should come out.
        amount: String,
        /// The day for the example.
        today: String,
    },
}

/// The usual programmes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// 资助参保.
    Enrolment,
    /// 普通门诊.
    Outpatient,
    /// 门诊慢特病.
    ChronicOutpatient,
    /// 住院.
    Inpatient,
    /// 倾斜、再救助.
    TopUp,
}

/// 表里的一行.
#[derive(Clone, Debug)]
pub struct TableRow {
    /// Who, as the document names them, or the name of a class.
    pub people: String,
    /// Where it stands.
    pub cite: String,
    /// 起付.
    pub line: String,
    /// 比例.
    pub share: String,
    /// 年度限额.
    pub limit: String,
}

pub(super) fn patches(sheet: &Sheet<'_>, added: &Added) -> Result<Vec<Patch>, EditError> {
    let text = |text: &str| if text.trim().is_empty() { String::new() } else { quoted(text.trim()) };
    Ok(match added {
        Added::Source { title, number, issuer, date } => {
            let id = fresh(sheet, "sources", "measures");
            let fields = [
                ("id", quoted(&id)),
                ("title", quoted(title.trim())),
                ("number", text(number)),
                ("issuer", text(issuer)),
                ("date", text(date)),
                ("confidence", quoted("A")),
            ];
            append(sheet, "sources", &fields, &[])
        }
        Added::Citation { source, article, summary } => {
            let count = items("citations", sheet.root.under("citations")).len();
            let fields = [
                ("id", quoted(&fresh(sheet, "citations", &format!("article-{}", count + 1)))),
                ("source", quoted(source)),
                ("article", quoted(article.trim())),
                ("summary", quoted(summary.trim())),
            ];
            append(sheet, "citations", &fields, &["source", "article"])
        }
        Added::Group { name, people, cite } => {
            let count = items("groups", sheet.root.under("groups")).len();
            let fields = [
                ("id", quoted(&fresh(sheet, "groups", &format!("class-{}", count + 1)))),
                ("name", quoted(name.trim())),
                ("who", inline(&[("category", list(&categories(people)))])),
                ("cite", text(cite)),
            ];
            append(sheet, "groups", &fields, &[])
        }
        Added::Document { name, issuer } => {
            let known =
                [("身份证", "identity"), ("结算", "settlement"), ("出院", "discharge"), ("身份", "status")];
            let stem = known.iter().find(|(word, _)| name.contains(word)).map_or("paper", |(_, id)| id);
            let fields = [
                ("id", quoted(&fresh(sheet, "documents", stem))),
                ("name", quoted(name.trim())),
                ("form", quoted("either")),
                ("issuer", text(issuer)),
            ];
            append(sheet, "documents", &fields, &[])
        }
        Added::Route { on_application, place, steps, cite } => {
            let (stem, kind) =
                if *on_application { ("application", "on-application") } else { ("settlement", "one-stop") };
            let steps: Vec<&str> =
                steps.iter().map(|step| step.trim()).filter(|step| !step.is_empty()).collect();
            let fields = [
                ("id", quoted(&fresh(sheet, "routes", stem))),
                ("kind", quoted(kind)),
                ("place", quoted(place.trim())),
                ("cite", text(cite)),
                ("steps", list(&steps)),
            ];
            append(sheet, "routes", &fields, &[])
        }
        Added::Program { template, name, cite } => {
            append(sheet, "programs", &program(sheet, *template, name, cite), &[])
        }
        Added::Ways { program, rows } => ways(sheet, program, rows)?,
        Added::Case { name, source, program, people, total, amount, today } => {
            let fields = [
                ("name", quoted(name.trim())),
                ("source", quoted(source.trim())),
                ("program", quoted(program)),
                ("categories", list(&categories(people))),
                ("total", quoted(total.trim())),
                ("in_scope", quoted("total")),
                ("basic_paid", quoted("0")),
                ("critical_paid", quoted("0")),
                ("amount", quoted(amount.trim())),
            ];
            case(sheet, &fields, today)
        }
    })
}

/// An id that the list does not have yet.
fn fresh(sheet: &Sheet<'_>, list: &str, stem: &str) -> String {
    let taken: Vec<&str> =
        items(list, sheet.root.under(list)).iter().filter_map(|item| item.text("id")).collect();
    if !taken.contains(&stem) {
        return stem.to_owned();
    }
    (2..=taken.len() + 2)
        .map(|number| format!("{stem}-{number}"))
        .find(|id| !taken.contains(&id.as_str()))
        .unwrap_or_default()
}

fn program(sheet: &Sheet<'_>, template: Template, name: &str, cite: &str) -> Vec<(&'static str, String)> {
    let (stem, kind, care) = match template {
        Template::Enrolment => ("enrolment", "enrolment", ""),
        Template::Outpatient => ("outpatient", "outpatient", "outpatient"),
        Template::ChronicOutpatient => ("chronic-outpatient", "outpatient", "chronic-outpatient"),
        Template::Inpatient => ("inpatient", "inpatient", "inpatient"),
        Template::TopUp => ("top-up", "top-up", "inpatient"),
    };
    let ids = |of: &str| -> String {
        let ids: Vec<&str> =
            items(of, sheet.root.under(of)).iter().filter_map(|item| item.text("id")).collect();
        if ids.is_empty() { String::new() } else { list(&ids) }
    };
    let head = |name: &'static str, value: String| (name, value);
    let mut fields = vec![
        head("id", quoted(&fresh(sheet, "programs", stem))),
        head("kind", quoted(kind)),
        head("name", quoted(name.trim())),
        head("cite", if cite.is_empty() { String::new() } else { quoted(cite) }),
    ];
    let on_bills = template != Template::Enrolment;
    if on_bills {
        let care = inline(&[("care", list(&[care]))]);
        let place = inline(&[
            ("place", list(&["local", "referred"])),
            ("text", quoted("在本地看，或者办过转诊、备案")),
        ]);
        fields.push(head("covers", format!("[{care}, {place}]")));
    }
    fields.push(head("documents", ids("documents")));
    fields.push(head("routes", ids("routes")));
    if on_bills {
        let less: &[&str] = match template {
            Template::TopUp => &["basic", "critical", "assistance", "waived"],
            _ => &["basic", "critical", "waived"],
        };
        fields.push(head("base", inline(&[("from", quoted("in-scope")), ("less", list(less))])));
        fields.push(head("per", quoted("year")));
    }
    fields
}

fn ways(sheet: &Sheet<'_>, program: &str, rows: &[TableRow]) -> Result<Vec<Patch>, EditError> {
    let table = sheet.find(program).ok_or(EditError::NoPlace)?;
    let has_per = table.under("per").is_some() || table.under("covers").is_none();
    let mut blocks = String::new();
    let mut in_rows = Vec::new();
    for row in rows {
        let fields = way(sheet, row, has_per)?;
        blocks.push('\n');
        blocks.push_str(&block("programs.ways", &fields));
        in_rows.push(inline(&fields));
    }
    let last = table.under("ways").and_then(|ways| ways.items().last());
    if let Some(list) = last.and_then(|last| last.under("rows")) {
        return Ok(in_rows.iter().flat_map(|row| push(sheet, list, None, row)).collect());
    }
    if !sheet.is_headed(table) || last.is_some_and(|last| !sheet.is_headed(last)) {
        return Err(EditError::OnlyInText);
    }
    Ok(vec![after(sheet, last.unwrap_or(table), &blocks)])
}

fn way(sheet: &Sheet<'_>, row: &TableRow, has_per: bool) -> Result<Vec<(&'static str, String)>, EditError> {
    let groups = items("groups", sheet.root.under("groups"));
    let named = |item: &&super::item::Item<'_>| item.text("name") == Some(row.people.trim());
    let group = groups.iter().find(named).and_then(|item| item.text("id"));
    let who = match group {
        Some(id) => inline(&[("group", quoted(id))]),
        None => inline(&[("category", list(&categories(&row.people)))]),
    };
    let mut steps = Vec::new();
    for (column, text) in
        [(Column::Line, &row.line), (Column::Share, &row.share), (Column::Limit, &row.limit)]
    {
        steps.extend(step_of(column, text, has_per)?);
    }
    let steps = if steps.is_empty() { String::new() } else { format!("[{}]", steps.join(", ")) };
    Ok(vec![
        ("name", if group.is_some() { String::new() } else { quoted(row.people.trim()) }),
        ("who", who),
        ("cite", if row.cite.is_empty() { String::new() } else { quoted(&row.cite) }),
        ("steps", steps),
    ])
}

fn case(sheet: &Sheet<'_>, fields: &[(&str, String)], today: &str) -> Vec<Patch> {
    if let Some(last) = sheet.root.under("cases").and_then(|cases| cases.items().last()) {
        return vec![after(sheet, last, &format!("\n{}", block("cases", fields)))];
    }
    let defaults = match sheet.root.under("case_defaults") {
        Some(_) => String::new(),
        None => format!(
            "\n[case_defaults]\nas_of = {}\nperson = {{ insurance = \"resident\" }}\nbill = {{ date = {}, care = \"inpatient\", place = \"local\" }}\n",
            quoted(today),
            quoted(today)
        ),
    };
    vec![at_end(sheet.text, &format!("{defaults}\n{}", block("cases", fields)))]
}

/// A figure that the document leaves open: a parameter for it, and its step.
pub(super) fn open_limit(sheet: &Sheet<'_>, program: &str) -> Result<(String, Vec<Patch>), EditError> {
    let table = sheet.find(program).ok_or(EditError::NoPlace)?;
    let id = table.under("id").and_then(Written::text).unwrap_or("program").replace('-', "_");
    let name = table.under("name").and_then(Written::text).unwrap_or("救助");
    let parameter = format!("{id}_limit");
    let step = inline(&[
        ("op", quoted("cap")),
        ("value", inline(&[("parameter", quoted(&parameter))])),
        ("per", if table.under("per").is_some() { String::new() } else { quoted("year") }),
    ]);
    let known = items("parameters", sheet.root.under("parameters"));
    if known.iter().any(|item| item.text("id") == Some(&parameter)) {
        return Ok((step, Vec::new()));
    }
    let label = format!("{name}一年最多多少（元；文件没有写，问医保经办机构）");
    let fields = [
        ("id", quoted(&parameter)),
        ("label", quoted(&label)),
        ("unit", quoted("yuan")),
        ("min", quoted("0")),
        ("max", quoted("1000000")),
    ];
    Ok((step, append(sheet, "parameters", &fields, &[])))
}
