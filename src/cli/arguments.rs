//! 命令与参数.

use std::path::PathBuf;

use clap::builder::Styles;
use clap::{Args, Parser, Subcommand};

const EXIT_CODES: &str = "退出码：
  0  一切正常
  1  填报内容或政策包有问题（已逐条列出）
  2  命令用法不对
  3  文件或输入输出读写出错";

const TEMPLATE: &str = "{about}

用法：{usage}

{all-args}{after-help}
";

/// 救助：医疗救助待遇测算。规则来自政策包，结果逐条说明依据。
#[derive(Debug, Parser)]
#[command(
    name = "jiuzhu", version, help_template = TEMPLATE, after_help = EXIT_CODES, styles = Styles::plain(),
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
    Compile(CompileOptions),
}

/// 把政策包编译成网页用的文件
///
/// 写出每个包的 <编号>.<摘要前 8 位>.pack、索引 index.json 和病种目录 diseases.json；同样的政策包总是写出同样的文件。
/// 目录里以前编译出来、现在已经没有用的 .pack 会删去。
#[derive(Args, Debug)]
#[command(help_template = TEMPLATE, after_help = EXIT_CODES)]
pub(super) struct CompileOptions {
    /// 政策包目录
    #[arg(value_name = "目录", default_value = "policies", hide_default_value = true, help_heading = "参数")]
    pub folder: PathBuf,
    /// 写到哪个目录
    #[arg(long, value_name = "目录", help_heading = "选项")]
    pub out: PathBuf,
}

