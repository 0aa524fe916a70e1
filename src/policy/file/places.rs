//! 写在哪里：where the parts of a pack stand in the text of its file.

use crate::document::{Data, Node, Span};

/// One step from a part of a pack to what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// The field of this name.
    Field(&'static str),
    /// The item at this place, from 0.
    Item(usize),
}

/// Of each condition, where it stands, and where each of its tests does, in their order.
pub(super) type Tests = Vec<(Span, Vec<Span>)>;

/// Where the parts of a pack stand.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    /// The pack as it was read, with what it took over from others.
    node: Node,
    conditions: Tests,
}

impl Places {
    pub(super) fn of(node: Node, conditions: Tests) -> Self {
        Self { node, conditions }
    }

    /// Of nothing that was read.
    pub(super) fn nowhere() -> Self {
        Self::of(Node::from(Data::Nothing), Vec::new())
    }

    /// Where the part that a path leads to stands, or as much of the way there as the file has.
    pub fn of_path(&self, path: &[Key]) -> Span {
        self.node_at(path).0.at.clone()
    }

    /// Where the tests of the condition at the end of a path stand, those of a class where the class is defined.
    pub fn tests(&self, path: &[Key]) -> &[Span] {
        let (node, is_there) = self.node_at(path);
        let found = self.conditions.iter().find(|(at, _)| is_there && *at == node.at);
        found.map_or(&[], |(_, tests)| tests)
    }

    /// Where the item of a list stands that is this word, or has it in a field.
    pub fn of_word(&self, path: &[Key], word: &str) -> Option<Span> {
        let Data::List(items) = &self.node_at(path).0.data else { return None };
        let is_it = |node: &Node| matches!(&node.data, Data::Text(text) if text == word);
        let has_it = |item: &&Node| match &item.data {
            Data::Table(fields) => fields.iter().any(|(_, node)| is_it(node)),
            _ => is_it(item),
        };
        items.iter().find(has_it).map(|item| item.at.clone())
    }

    fn node_at(&self, path: &[Key]) -> (&Node, bool) {
        let mut node = &self.node;
        for key in path {
            let next = match (key, &node.data) {
                (Key::Field(name), Data::Table(fields)) => {
                    // A share that circumstances move is several, none of which stands anywhere.
                    let is_moved = fields.iter().any(|(name, _)| ["plus", "minus"].contains(&name.as_str()));
                    let found = fields.iter().find(|(other, _)| other == name);
                    found.filter(|_| !is_moved || *name == "when").map(|(_, node)| node)
                }
                (Key::Item(place), Data::List(items)) => items.get(*place),
                _ => None,
            };
            let Some(next) = next else { return (node, false) };
            node = next;
        }
        (node, true)
    }
}
