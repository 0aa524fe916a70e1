//! 新的一项：what can be added to a pack in the form. What is empty is left out.

/// 新的一项.
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
    /// 另外要问的: a question of the pack's own that is answered with yes or no.
    Question {
        /// 短名字.
        label: String,
        /// The question.
        text: String,
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
    /// 共用限额.
    Pool {
        /// 名称.
        name: String,
        /// 一年最多.
        amount: String,
        /// Where it stands.
        cite: String,
    },
    /// 项目.
    Program {
        /// 资助参保, 门诊, 门诊慢特病, 住院, 依申请 or 倾斜、再救助.
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
    /// 表达不了的: what the document says and the pack does not compute.
    Beyond {
        /// The place of the programme.
        program: String,
        /// What the document says.
        quote: String,
        /// Why it is not computed.
        reason: String,
    },
    /// A row of the pack that this one is based on, to be changed here.
    Over {
        /// The text of that pack.
        below: String,
        /// The place of the row in it.
        way: String,
    },
    /// 例子.
    Case(Box<CaseTold>),
}

/// 例子, as it is filled in.
#[derive(Clone, Debug, Default)]
pub struct CaseTold {
    /// 名称.
    pub name: String,
    /// Where what is expected comes from.
    pub source: String,
    /// The id of the programme.
    pub program: String,
    /// Who.
    pub people: String,
    /// What is left after insurance.
    pub total: String,
    /// What should come out; empty where that is still to be looked up.
    pub amount: String,
    /// The day for the example.
    pub today: String,
    /// Which kind of bill; empty where there is none.
    pub care: String,
    /// Figures that the place fills in, and readings, by their ids.
    pub chosen: Vec<(String, String)>,
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
    /// 住院和门诊慢特病合在一起.
    InpatientAndChronic,
    /// 依申请救助.
    OnApplication,
    /// 倾斜、再救助.
    TopUp,
}

/// 表里的一行.
#[derive(Clone, Debug, Default)]
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
