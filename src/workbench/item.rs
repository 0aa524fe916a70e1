//! 分行的项：an item of a list, written out or as a row, with what it shares with the other rows.

use super::written::Written;

/// 一项：a field is its own where it has it, and the shared one otherwise.
#[derive(Clone, Debug)]
pub(super) struct Item<'w> {
    /// Where it is written.
    pub place: String,
    pub own: &'w Written,
    shared: Option<(String, &'w Written)>,
}

impl<'w> Item<'w> {
    /// One table, nothing shared.
    pub fn alone(place: String, own: &'w Written) -> Self {
        Self { place, own, shared: None }
    }

    /// The field of this name, with its place.
    #[inline(never)]
    pub fn get(&self, name: &str) -> Option<(String, &'w Written)> {
        if let Some(value) = self.own.under(name) {
            return Some((format!("{}.{name}", self.place), value));
        }
        let (place, shared) = self.shared.as_ref()?;
        shared.under(name).map(|value| (format!("{place}.{name}"), value))
    }

    pub fn text(&self, name: &str) -> Option<&'w str> {
        self.get(name).and_then(|(_, value)| value.text())
    }

    /// Every field, its own before the shared ones.
    pub fn fields(&self) -> Vec<(&'w str, String, &'w Written)> {
        let named = |place: &str, of: &'w Written| -> Vec<(&'w str, String, &'w Written)> {
            let field =
                |(name, value): &'w (String, Written)| (name.as_str(), format!("{place}.{name}"), value);
            of.fields().iter().map(field).collect()
        };
        let mut fields = named(&self.place, self.own);
        if let Some((place, shared)) = &self.shared {
            let own = |name: &str| self.own.under(name).is_some();
            fields
                .extend(named(place, shared).into_iter().filter(|(name, ..)| *name != "rows" && !own(name)));
        }
        fields
    }
}

/// The items of a list, each row one of them.
#[inline(never)]
pub(super) fn items<'w>(place: &str, list: Option<&'w Written>) -> Vec<Item<'w>> {
    let mut found = Vec::new();
    for (index, item) in list.map(Written::items).unwrap_or_default().iter().enumerate() {
        let place = format!("{place}.{index}");
        match item.under("rows") {
            Some(rows) => {
                for (row, own) in rows.items().iter().enumerate() {
                    found.push(Item {
                        place: format!("{place}.rows.{row}"),
                        own,
                        shared: Some((place.clone(), item)),
                    });
                }
            }
            None => found.push(Item::alone(place, item)),
        }
    }
    found
}
