//! 所在：where in a pack something stands, by the steps that lead there, and in words.

use crate::policy::file::Key;
use crate::policy::{Policy, Program};

/// Where in a pack something stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// The steps that lead there.
    pub path: Vec<Key>,
    /// Of a condition, which of its tests, from 0.
    pub test: Option<usize>,
}

impl Place {
    pub fn of(path: &[Key]) -> Self {
        Self { path: path.to_vec(), test: None }
    }

    /// What a list of the pack has at this place.
    pub fn item(list: &'static str, place: usize) -> Self {
        Self::of(&[Key::Field(list), Key::Item(place)])
    }

    /// The field of this name.
    pub fn field(&self, name: &'static str) -> Self {
        self.then(&[Key::Field(name)])
    }

    /// What the list under this name has at this place.
    pub fn within(&self, list: &'static str, place: usize) -> Self {
        self.then(&[Key::Field(list), Key::Item(place)])
    }

    /// One of the tests of the condition that stands here.
    pub fn with_test(&self, test: usize) -> Self {
        Self { test: Some(test), ..self.clone() }
    }

    fn then(&self, more: &[Key]) -> Self {
        Self::of(&[&self.path, more].concat())
    }

    /// In words; empty where what is said of it names it already.
    pub fn words(&self, policy: &Policy) -> String {
        let [Key::Field(list), Key::Item(place), rest @ ..] = self.path.as_slice() else {
            return String::new();
        };
        let name = match *list {
            "programs" => {
                return policy
                    .programs
                    .get(*place)
                    .map(|program| in_program(program, rest))
                    .unwrap_or_default();
            }
            "pools" => policy.pools.get(*place).map(|pool| format!("共用限额“{}”", pool.name)),
            "lists" => policy.lists.get(*place).map(|list| format!("病种目录“{}”", list.name)),
            "parameters" => policy.parameters.get(*place).map(|parameter| format!("参数 {}", parameter.id)),
            _ => None,
        };
        name.map(|name| name + &in_figure(rest)).unwrap_or_default()
    }
}

fn in_program(program: &Program, path: &[Key]) -> String {
    let id = &program.id;
    match path {
        [Key::Field("ways"), Key::Item(way), rest @ ..] => {
            let way = program.ways.get(*way).map_or("", |way| way.name.as_str());
            match rest {
                [Key::Field("steps"), Key::Item(step), rest @ ..] => {
                    format!("{id}“{way}”第 {} 步{}", step + 1, in_figure(rest))
                }
                [Key::Field(field), ..] => format!("{id}“{way}”的 {field}"),
                _ => format!("{id}“{way}”"),
            }
        }
        [Key::Field("base"), Key::Field("from"), ..] => format!("{id} 的基数"),
        [Key::Field("base"), Key::Field(field), ..] | [Key::Field(field), ..] => format!("{id} 的 {field}"),
        _ => id.clone(),
    }
}

/// Where in a figure, or in a step with its figures.
fn in_figure(path: &[Key]) -> String {
    let mut words = String::new();
    let mut list = "";
    for key in path {
        match key {
            Key::Field("up_to") => words += "上限",
            Key::Field(name @ ("when" | "at_most" | "low" | "high" | "times")) => {
                words = format!("{words}的 {name}");
            }
            Key::Field(name) => list = name,
            Key::Item(place) => match list {
                "cases" => words = format!("{words}第 {} 种情形", place + 1),
                "bands" => words = format!("{words}第 {} 段", place + 1),
                "between" => words += if *place == 0 { "的最少数" } else { "的最多数" },
                _ => {}
            },
        }
    }
    words
}
