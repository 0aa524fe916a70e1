//! 命令与参数.

use std::error::Error;
use std::path::PathBuf;

use clap::builder::Styles;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, Parser, Subcommand};

const EXIT_CODES: &str = "退出码：
  0  一切正常
  1  填报内容或政策包有问题，或者名单里有没算的行（已逐条列出）
  2  命令用法不对
  3  文件或输入输出读写出错";

const TEMPLATE: &str = "{about}

用法：{usage}

{all-args}{after-help}
";

/// 救助：医疗救助待遇测算。规则来自政策包，结果逐条说明依据。
#[derive(Debug, Parser)]
#[command(
    name = "jiuzhu", bin_name = "jiuzhu", version, override_usage = "jiuzhu 命令 [选项]", help_template = TEMPLATE, after_help = EXIT_CODES, styles = Styles::plain(),
    subcommand_help_heading = "命令", subcommand_value_name = "命令", disable_help_subcommand = true,
    disable_help_flag = true, disable_version_flag = true, arg_required_else_help = true
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// 显示帮助
    #[arg(short, long, global = true, action = clap::ArgAction::Help, help_heading = "选项")]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help_heading = "选项")]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Check(CheckOptions),
    Packs(PacksOptions),
    Compile(CompileOptions),
    Assess(AssessOptions),
    /// 测算并说明：从标准输入读填报内容（JSON），输出给人看的结果
    #[command(override_usage = "jiuzhu explain --policy 编号 [--policies 目录] < 填报内容.json")]
    Explain(PolicyOptions),
    /// 接下来该问什么：从标准输入读已知的填报内容（JSON），输出一行问题（JSON）
    #[command(override_usage = "jiuzhu questions --policy 编号 [--policies 目录] < 填报内容.json")]
    Questions(PolicyOptions),
    Letter(LetterOptions),
    Screen(Box<ScreenOptions>),
}

/// 检查政策包：写法、验算例子和边界
///
/// 写法上的每个错误都写明文件、行和列；[[cases]] 里的例子逐个验算；再用例子的单据，在包里每个金额的前后一分钱处
/// 试算，看结果是否为负、超过限额、加不起来或者多付反而少得。有错误或警告时退出码是 1。
#[derive(Args, Debug)]
#[command(
    help_template = TEMPLATE, after_help = EXIT_CODES, verbatim_doc_comment,
    override_usage = "jiuzhu check [--coverage] [--common 目录] [文件或目录]…"
)]
pub(super) struct CheckOptions {
    /// 政策包文件或目录；不写就是 policies
    #[arg(
        value_name = "文件或目录",
        default_value = "policies",
        hide_default_value = true,
        help_heading = "参数"
    )]
    pub paths: Vec<PathBuf>,
    /// 公共目录（diseases.toml、facts.toml）；不写就用政策包旁边的 common
    #[arg(long, value_name = "目录", help_heading = "选项")]
    pub common: Option<PathBuf>,
    /// 再列出没有例子走到的数字、条件、读法和材料
    #[arg(long, help_heading = "选项")]
    pub coverage: bool,
}

/// 有哪些政策包：地点、有效的日子、缺什么、可信的程度、哪天核对的
///
/// 90 天里到期的，在那个包下面和最后一行都写明。
#[derive(Args, Debug)]
#[command(
    help_template = TEMPLATE, after_help = EXIT_CODES, verbatim_doc_comment,
    override_usage = "jiuzhu packs [--as-of 日期] [--common 目录] [文件或目录]"
)]
pub(super) struct PacksOptions {
    /// 政策包文件或目录；不写就是 policies
    #[arg(
        value_name = "文件或目录",
        default_value = "policies",
        hide_default_value = true,
        help_heading = "参数"
    )]
    pub folder: PathBuf,
    /// 公共目录（diseases.toml、facts.toml）；不写就用政策包旁边的 common
    #[arg(long, value_name = "目录", help_heading = "选项")]
    pub common: Option<PathBuf>,
    /// 按哪一天看；不写就是今天
    #[arg(long, value_name = "日期", help_heading = "选项")]
    pub as_of: Option<String>,
}

/// 把政策包编译成网页用的文件
///
/// 写出每个包的 <编号>.<摘要前 8 位>.pack、索引 index.json 和病种目录 diseases.<摘要前 8 位>.json；同样的政策包总是写出同样的文件。
/// 先像 check 那样验算，有一个错误就什么也不写。目录里以前编译出来、现在已经没有用的文件会删去。
#[derive(Args, Debug)]
#[command(
    help_template = TEMPLATE, after_help = EXIT_CODES, verbatim_doc_comment,
    override_usage = "jiuzhu compile --out 目录 [--common 目录] [目录]"
)]
pub(super) struct CompileOptions {
    /// 政策包目录；不写就是 policies
    #[arg(value_name = "目录", default_value = "policies", hide_default_value = true, help_heading = "参数")]
    pub folder: PathBuf,
    /// 公共目录（diseases.toml、facts.toml）；不写就用政策包旁边的 common
    #[arg(long, value_name = "目录", help_heading = "选项")]
    pub common: Option<PathBuf>,
    /// 写到哪个目录
    #[arg(long, value_name = "目录", help_heading = "选项")]
    pub out: PathBuf,
}

/// 测算：从标准输入读填报内容（JSON），输出一行结果（JSON）
///
/// 用 --ndjson 时每行输入是 {"policy": "编号", "answers": {…}}，按顺序每行输出一个结果；有错的行也输出一行
/// {"ok": false, "problems": […]}，接着算下一行。写了 --policy 时，行里可以不写 policy。
#[derive(Args, Debug)]
#[command(
    help_template = TEMPLATE, after_help = EXIT_CODES, verbatim_doc_comment,
    override_usage = "jiuzhu assess --policy 编号 [--policies 目录] < 填报内容.json
      jiuzhu assess --ndjson [--policy 编号] [--policies 目录] < 填报内容.ndjson"
)]
pub(super) struct AssessOptions {
    /// 用哪个政策包
    #[arg(long, value_name = "编号", required_unless_present = "ndjson", help_heading = "选项")]
    pub policy: Option<String>,
    /// 政策包目录；不写就是 policies
    #[arg(
        long,
        value_name = "目录",
        default_value = "policies",
        hide_default_value = true,
        help_heading = "选项"
    )]
    pub policies: PathBuf,
    /// 逐行读、逐行算
    #[arg(long, help_heading = "选项")]
    pub ndjson: bool,
}

#[derive(Args, Debug)]
#[command(help_template = TEMPLATE, after_help = EXIT_CODES)]
pub(super) struct PolicyOptions {
    /// 用哪个政策包，也可以写一个 .toml 文件
    #[arg(long, value_name = "编号", help_heading = "选项")]
    pub policy: String,
    /// 政策包目录；不写就是 policies
    #[arg(
        long,
        value_name = "目录",
        default_value = "policies",
        hide_default_value = true,
        help_heading = "选项"
    )]
    pub policies: PathBuf,
}

/// 写申请书：从标准输入读填报内容（JSON），输出一行申请书（JSON）
#[derive(Args, Debug)]
#[command(
    help_template = TEMPLATE, after_help = EXIT_CODES, verbatim_doc_comment,
    override_usage = "jiuzhu letter --policy 编号 --program 编号 [--applicant 项=内容]… < 填报内容.json"
)]
pub(super) struct LetterOptions {
    #[command(flatten)]
    pub policy: PolicyOptions,
    /// 申请哪个项目
    #[arg(long, value_name = "编号", help_heading = "选项")]
    pub program: String,
    /// 申请人的一项情况，可以写多次；没有写的留空
    #[arg(long = "applicant", value_name = "项=内容", value_parser = pair, help_heading = "选项")]
    pub applicant: Vec<(String, String)>,
}

/// 过筛子：整张名单一起算，谁可能漏了、谁的金额要核对、谁资料不够、谁不符合
///
/// 读 .xlsx、.xls、.csv、.parquet 和粘贴的文字（UTF-8、UTF-16、GB18030），可以几个文件一起：人员名单、结算记录、发放记录，按身份证号
/// 归到一起。每一行不是算了，就是列在“没算的行”里，写明行号、哪一格、为什么。名单不离开这台电脑，原来的文件不改。
/// 有没算的行时退出码是 1（标题、表头、合计、签字不算）。
///
/// 结果写成 .csv 的，中途断了，同一条命令再来一遍就从断点接着算，和一次算完的一字不差：用 --sorted 的，算过的结算记录不再算；
/// 不用的，名单重读一遍，算过的人不再算。名单、政策、列的对应、命令或者程序变了，从头算；.xlsx 和粘贴的内容总是从头算。
#[derive(Args, Debug)]
#[command(
    help_template = TEMPLATE, after_help = EXIT_CODES, verbatim_doc_comment,
    override_usage = "jiuzhu screen --policy 编号 [--mapping 文件] -o 结果.xlsx 名单…
      jiuzhu screen --policy 编号 --look [--save-mapping 文件] 名单…"
)]
pub(super) struct ScreenOptions {
    /// 名单，可以几个；- 是从标准输入读粘贴的文字
    #[arg(value_name = "名单", required = true, help_heading = "参数")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub policy: PolicyOptions,
    /// 结果写到哪里：.xlsx 一堆一页；.csv 另写“-没算的行”和“-汇总”两个文件
    #[arg(short, long, value_name = "文件", help_heading = "选项")]
    pub out: Option<PathBuf>,
    /// 列的对应（TOML 或 JSON）：上次存下来的，下个月接着用，不一样的地方会列出来
    #[arg(long, value_name = "文件", help_heading = "选项")]
    pub mapping: Option<PathBuf>,
    /// 把这次认出来的列存下来
    #[arg(long, value_name = "文件", help_heading = "选项")]
    pub save_mapping: Option<PathBuf>,
    /// 工作簿里只读哪一页，可以写多次；不写就是看得见的每一页
    #[arg(long = "sheet", value_name = "页名", help_heading = "选项")]
    pub sheets: Vec<String>,
    /// 只看各列认成了什么，每列举三个值，不算
    #[arg(long, help_heading = "选项")]
    pub look: bool,
    /// 按哪一天算；不写就是今天
    #[arg(long, value_name = "日期", help_heading = "选项")]
    pub as_of: Option<String>,
    /// 一个本地的数，可以写多次，如 `annual_limit=30000`
    #[arg(long = "parameter", value_name = "编号=数", value_parser = pair, help_heading = "选项")]
    pub parameters: Vec<(String, String)>,
    /// 给联络员走访本的名单写到哪个目录，一村一个文件，没有身份证号；序号是谁的，写在“对照.csv”里
    #[arg(long, value_name = "目录", help_heading = "选项")]
    pub visits: Option<PathBuf>,
    /// 走访名单是哪个单位的
    #[arg(long, value_name = "单位", default_value = "", hide_default_value = true, help_heading = "选项")]
    pub from: String,
    /// 和哪份政策比：同一批人换成它，谁多领、谁少领、谁说不准，另写“-对比”和“-对比汇总”两个文件
    #[arg(long, value_name = "编号", help_heading = "选项")]
    pub against: Option<String>,
    /// 对比的那一份里的一个本地的数，可以写多次；--against 写自己的编号，就只换这些数
    #[arg(
        long = "against-parameter",
        value_name = "编号=数",
        value_parser = pair,
        requires = "against",
        help_heading = "选项"
    )]
    pub against_parameters: Vec<(String, String)>,
    /// 每个人再写一列：怎么算的、依据哪一条
    #[arg(long, help_heading = "选项")]
    pub explain: bool,
    /// 结算记录已经按身份证号从小到大排好：多大的文件也只用一点内存
    #[arg(long, help_heading = "选项")]
    pub sorted: bool,
    /// 同时用几个核；不写就是全部
    #[arg(long, value_name = "个", help_heading = "选项")]
    pub jobs: Option<u16>,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("要写成 项=内容，如 name=张三")?;
    Ok((name.to_owned(), value.to_owned()))
}

/// What is wrong with the use of the command.
pub(super) fn misuse(error: &clap::Error) -> String {
    let told = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let near = match told(ContextKind::SuggestedArg) + &told(ContextKind::SuggestedSubcommand) {
        near if near.is_empty() => near,
        near => format!("，是不是想写 {near}"),
    };
    let argument = told(ContextKind::InvalidArg);
    let what = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有参数 {argument}{near}"),
        ErrorKind::InvalidSubcommand => format!("没有命令 {}{near}", told(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::ArgumentConflict => format!("{argument} 只能写一次"),
        ErrorKind::InvalidValue if told(ContextKind::InvalidValue).is_empty() => {
            format!("{argument} 后面要写内容")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let why = error.source().map(|why| format!("：{why}")).unwrap_or_default();
            format!("{argument} 不能写 {}{why}", told(ContextKind::InvalidValue))
        }
        ErrorKind::TooManyValues => {
            format!("{argument} 后面不写内容，这里写了 {}", told(ContextKind::InvalidValue))
        }
        ErrorKind::InvalidUtf8 => "有一个参数不是 UTF-8 文字".into(),
        _ => "参数写得不对".into(),
    };
    format!("{what}；用法见 jiuzhu --help")
}
