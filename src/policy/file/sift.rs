//! 说一次：what is wrong in several places or packs is told once, and what no pack needs is left out of it.

use super::book::Unused;
use super::diagnostic::{Diagnostic, Note};
use super::pack::PackFile;
use super::{overlay, wording};
use crate::document::{Data, Fault, FaultKind, Node};

/// What is to be told of the faults: each once, since what stands in one place may be used in several.
pub(super) fn found(mut faults: Vec<Fault>, notes: &[Note], text: &str) -> Vec<Note> {
    let told = |fault: &&Fault| {
        let told_by = |note: &Note| match note.code {
            "no-such-item" => fault.kind == FaultKind::Missing,
            code => code.starts_with("bare-"),
        };
        notes.iter().any(|note| note.at == fault.at && told_by(note))
    };
    let mut told_before: Vec<Fault> = Vec::new();
    faults.retain(|fault| {
        let last = |fault: &Fault| fault.path.rsplit('.').next().map(str::to_owned);
        let same =
            |other: &Fault| other.at == fault.at && other.kind == fault.kind && last(other) == last(fault);
        let new = !told_before.iter().any(same);
        told_before.push(fault.clone());
        new
    });
    faults.iter().filter(|fault| !told(fault)).filter_map(|fault| wording::note(fault, text)).collect()
}

/// Takes out of a pack what it does not use, and says whether there was anything.
pub(super) fn leave_out(node: &mut Node, unused: &[Unused]) -> bool {
    let Data::Table(fields) = &mut node.data else { return false };
    let mut any = false;
    for (name, node) in fields {
        let Data::List(items) = &mut node.data else { continue };
        // A question of the pack's own is one that it asks by its id.
        let list = if name == "fact" { "facts" } else { name.as_str() };
        let is_used = |item: &Node| {
            let id = match &item.data {
                Data::Text(id) => Some(id.as_str()),
                Data::Table(fields) => overlay::text(fields, "id"),
                _ => None,
            };
            !unused.iter().any(|unused| unused.list == list && Some(unused.id.as_str()) == id)
        };
        let before = items.len();
        items.retain(is_used);
        any |= items.len() < before;
    }
    any
}

/// Tells what is wrong with several packs of a file with the first alone, and that something is not used where none of
/// them uses it.
pub(super) fn tell_once(packs: &mut [PackFile]) {
    let all: Vec<Vec<Diagnostic>> = packs.iter().map(|pack| pack.diagnostics.clone()).collect();
    for (place, pack) in packs.iter_mut().enumerate() {
        pack.diagnostics.retain(|diagnostic| {
            let earlier = all.iter().take(place).any(|others| others.contains(diagnostic));
            let everywhere = all.iter().all(|others| others.contains(diagnostic));
            !earlier && (diagnostic.code != "unused" || everywhere)
        });
    }
}
