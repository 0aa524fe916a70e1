//! As much of JSON Schema's fourth draft as the schema of packs uses; a word it does not know stops the test.

use serde_json::Value;

/// A schema, with its definitions.
pub struct Validator<'s>(pub &'s Value);

impl Validator<'_> {
    /// What of a value is against the schema.
    pub fn fault(&self, value: &Value) -> Option<String> {
        self.at(self.0, value, "")
    }

    fn at(&self, schema: &Value, value: &Value, path: &str) -> Option<String> {
        let words = schema.as_object().expect("a schema is a table");
        let fault = words.iter().find_map(|(word, told)| self.of_word(word, told, value, path));
        fault.or_else(|| self.of_others(schema, value, path))
    }

    fn of_word(&self, word: &str, told: &Value, value: &Value, path: &str) -> Option<String> {
        let each = |part: &Value| self.at(part, value, path);
        match word {
            "$schema" | "title" | "description" | "definitions" | "additionalProperties" => None,
            "$ref" => {
                let place = told.as_str().and_then(|place| place.strip_prefix('#')).expect("a place in it");
                each(self.0.pointer(place).expect(place))
            }
            "anyOf" => {
                let faults: Vec<_> = told.as_array().expect("schemas").iter().map(each).collect();
                let none = faults.iter().any(Option::is_none);
                (!none).then(|| format!("{path}: {faults:?}"))
            }
            "allOf" => told.as_array().expect("schemas").iter().find_map(each),
            "properties" => value
                .as_object()?
                .iter()
                .find_map(|(name, value)| self.at(told.get(name)?, value, &format!("{path}.{name}"))),
            "items" => value
                .as_array()?
                .iter()
                .enumerate()
                .find_map(|(at, item)| self.at(told, item, &format!("{path}[{at}]"))),
            _ => (!holds(word, told, value)).then(|| format!("{path}: {word} {told}")),
        }
    }

    /// What is wrong with the fields that the schema does not name.
    fn of_others(&self, schema: &Value, value: &Value, path: &str) -> Option<String> {
        let (fields, more) = (value.as_object()?, schema.get("additionalProperties")?);
        let known = schema.get("properties").and_then(Value::as_object);
        let mut others =
            fields.iter().filter(|(name, _)| !known.is_some_and(|known| known.contains_key(*name)));
        if *more == Value::Bool(false) {
            return others.next().map(|(name, _)| format!("{path}: no field is called {name}"));
        }
        others.find_map(|(name, value)| self.at(more, value, &format!("{path}.{name}")))
    }
}

/// Whether what a word says of a value alone is so; of another kind of value it says nothing.
fn holds(word: &str, told: &Value, value: &Value) -> bool {
    let length = |list: &Vec<Value>| list.len() as u64;
    match word {
        "type" => {
            let is = |kind: &Value| match kind.as_str().expect("a kind") {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "integer" => value.is_i64(),
                "boolean" => value.is_boolean(),
                other => panic!("no such kind: {other}"),
            };
            told.as_array().map_or_else(|| is(told), |kinds| kinds.iter().any(is))
        }
        "enum" => told.as_array().expect("words").contains(value),
        "required" => value.as_object().is_none_or(|fields| {
            let mut names = told.as_array().expect("names").iter().filter_map(Value::as_str);
            names.all(|name| fields.contains_key(name))
        }),
        "minItems" => value.as_array().map(length).is_none_or(|length| Some(length) >= told.as_u64()),
        "maxItems" => value.as_array().map(length).is_none_or(|length| Some(length) <= told.as_u64()),
        "minimum" => value.as_i64().is_none_or(|number| Some(number) >= told.as_i64()),
        "maximum" => value.as_i64().is_none_or(|number| Some(number) <= told.as_i64()),
        "pattern" => value.as_str().is_none_or(|text| matches(told.as_str().expect("a pattern"), text)),
        other => panic!("no such word: {other}"),
    }
}

/// The few patterns that there are, each as the reader has it.
fn matches(pattern: &str, text: &str) -> bool {
    let digits = |text: &str, least: usize, most: usize| {
        (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let number = |text: &str, places| {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        digits(whole, 1, 99) && digits(fraction, 1, places)
    };
    let groups = |sizes: &[usize]| {
        let parts: Vec<&str> = text.split('-').collect();
        parts.len() == sizes.len() && parts.iter().zip(sizes).all(|(part, size)| digits(part, *size, *size))
    };
    match pattern {
        ": " => text.contains(": "),
        "\\S" => !text.trim().is_empty(),
        "^[a-z0-9]+([-_][a-z0-9]+)*$" => text.split(['-', '_']).all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        }),
        "^\\d+(\\.\\d{1,2})?$" => number(text, 2),
        "^\\d+(\\.\\d{1,6})?%$" => text.strip_suffix('%').is_some_and(|text| number(text, 6)),
        "^\\d{4}-\\d{2}-\\d{2}$" => groups(&[4, 2, 2]),
        "^(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$" => {
            let up_to = |part: Option<&str>, most: u8| {
                part.and_then(|part| part.parse().ok()).is_some_and(|number: u8| (1..=most).contains(&number))
            };
            groups(&[2, 2]) && up_to(text.get(..2), 12) && up_to(text.get(3..), 31)
        }
        "^(\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12})$" => {
            [2, 4, 6, 9, 12].contains(&text.len()) && digits(text, 2, 12)
        }
        other => panic!("no such pattern: {other}"),
    }
}
