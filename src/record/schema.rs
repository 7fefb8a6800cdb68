//! The form of a catalog's files as JSON Schema, so that an editor completes and checks them as they are written.
//!
//! Everything in it comes from the tables of [`form`] and from a catalog. It is of draft 7, the one that
//! every language server for YAML understands.

use serde_json::{Map, Value, json};

use crate::catalog::form::{self, Form, Key, Names, Need, Shape};
use crate::catalog::{Catalog, Criterion, Kind};

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";
const ID: &str = "^[a-z0-9][a-z0-9_-]{0,63}$";
const DATE: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";
const LINK: &str = "^[hH][tT][tT][pP][sS]?://[^\\s<>\"\\\\`/?#@:]+(:[^\\s<>\"\\\\`/?#@]*)?([/?#][^\\s<>\"\\\\`]*)?$";
const SHELF_LIFE: &str = "^[0-9]+ +(month|months|year|years)$";
const NUMBER: &str = "^-?([0-9]+\\.?[0-9]*|\\.[0-9]+)$";
const PERCENT: &str = "^([0-9]+\\.?[0-9]*|\\.[0-9]+) *%?$";
const DURATION: &str = "^[0-9.]+ *[A-Za-z]*$";

/// The schema of a catalog's header; the same for every catalog.
#[must_use]
pub fn catalog() -> Value {
    Writer { declared: None, definitions: Map::new() }.document("A catalog of landfall", &form::CATALOG)
}

/// The schema of the entries of that catalog: it knows what the catalog declares, and nothing else will do.
#[must_use]
pub fn entry(catalog: &Catalog) -> Value {
    let title = format!("An entry of {}", catalog.title);
    Writer { declared: Some(catalog), definitions: Map::new() }.document(&title, &form::ENTRY)
}

/// A schema in the making.
struct Writer<'c> {
    /// What declares the names that entries may use; where it is not known, any id will do.
    declared: Option<&'c Catalog>,
    /// Parts that are named from several places.
    definitions: Map<String, Value>,
}

impl Writer<'_> {
    fn document(mut self, title: &str, form: &Form) -> Value {
        let mut document = json!({"$schema": DRAFT, "title": title});
        let root = self.object(form.about, form.keys, Self::property);
        merge(&mut document, root);
        merge(&mut document, json!({"definitions": self.definitions}));
        document
    }

    /// A map with those keys and no others.
    fn object<'k>(
        &mut self,
        about: &str,
        keys: impl IntoIterator<Item = &'k Key> + Clone,
        mut property: impl FnMut(&mut Self, &'k Key) -> Value,
    ) -> Value {
        let needed = |key: &&Key| matches!(key.need, Need::Required(..));
        let required: Vec<&str> = keys.clone().into_iter().filter(needed).map(|key| key.name).collect();
        let properties: Map<String, Value> =
            keys.into_iter().map(|key| (key.name.to_owned(), property(self, key))).collect();
        json!({
            "description": about, "type": "object", "properties": properties, "required": required,
            "additionalProperties": false,
        })
    }

    fn property(&mut self, key: &Key) -> Value {
        let mut shape = self.shape(&key.shape);
        if let (Shape::List(_), Need::Required(..)) = (&key.shape, key.need) {
            merge(&mut shape, json!({"minItems": 1}));
        }
        described(key.about, shape)
    }

    fn shape(&mut self, shape: &Shape) -> Value {
        match shape {
            Shape::Text => text(),
            Shape::Value => one_or_several(&text()),
            Shape::Id => written("string", ID),
            Shape::Date => date(),
            Shape::Link => written("string", LINK),
            Shape::ShelfLife => written("string", SHELF_LIFE),
            Shape::Word(words) => one_of(&words.all(), &words.meanings()),
            Shape::Name(names) => self.name(*names),
            Shape::Facts => self.facts(),
            Shape::Links => json!({"type": "object", "additionalProperties": self.shape(&Shape::Link)}),
            Shape::List(item) => json!({"type": "array", "items": self.shape(item)}),
            Shape::Map(form) => self.reference(form),
        }
    }

    /// The form, written down once and named wherever it is wanted.
    fn reference(&mut self, form: &Form) -> Value {
        let name = form.name.replace(' ', "_");
        if !self.definitions.contains_key(&name) {
            let object = self.object(form.about, form.keys, Self::property);
            self.definitions.insert(name.clone(), object);
        }
        json!({"$ref": format!("#/definitions/{name}")})
    }

    fn name(&self, names: Names) -> Value {
        let Some(catalog) = self.declared else { return written("string", ID) };
        let known: Vec<(&str, &str)> = match names {
            Names::Criterion => catalog.criteria.iter().map(|known| (known.id.as_str(), &*known.about)).collect(),
            Names::Category => catalog.categories.iter().map(|known| (known.id.as_str(), &*known.guide)).collect(),
            Names::Vendor => catalog.vendors.iter().map(|known| (known.id.as_str(), &*known.name)).collect(),
            Names::Relation => catalog.relation_kinds.iter().map(|known| (known.id.as_str(), &*known.about)).collect(),
        };
        let (ids, abouts): (Vec<&str>, Vec<&str>) = known.into_iter().unzip();
        one_of(&ids, &abouts)
    }

    fn facts(&mut self) -> Value {
        let Some(catalog) = self.declared else {
            let fact = self.reference(&form::FACT);
            return json!({"type": "object", "additionalProperties": fact});
        };
        let facts: Map<String, Value> =
            catalog.criteria.iter().map(|criterion| (criterion.id.to_string(), self.fact(criterion))).collect();
        json!({"type": "object", "properties": facts, "additionalProperties": false})
    }

    /// A fact of that criterion: the value is its own, all else is the same for every criterion.
    fn fact(&mut self, criterion: &Criterion) -> Value {
        let keys = form::FACT.keys.iter().filter(|key| key.name != "unit" || criterion.kind.has_unit());
        let mut fact = self.object(&about(criterion), keys, |writer, key| match key.shape {
            Shape::Value => described(&about(criterion), value(criterion)),
            _ => writer.shared(key),
        });
        if criterion.kind == Kind::Money && criterion.unit.is_none() {
            merge(&mut fact, json!({"dependencies": {"value": ["unit"]}}));
        }
        let mut titled = json!({"title": criterion.label});
        merge(&mut titled, fact);
        titled
    }

    fn shared(&mut self, key: &Key) -> Value {
        let name = format!("{}_{}", form::FACT.name, key.name);
        if !self.definitions.contains_key(&name) {
            let property = self.property(key);
            self.definitions.insert(name.clone(), property);
        }
        json!({"$ref": format!("#/definitions/{name}")})
    }
}

/// What is asked, and how the answer is counted.
fn about(criterion: &Criterion) -> String {
    let unit = criterion.unit.as_ref().map(|unit| format!("In {unit}, where no other unit is named."));
    let about = Some(criterion.about.to_string()).filter(|about| !about.is_empty());
    about.into_iter().chain(unit).collect::<Vec<_>>().join(" ")
}

/// What the answer must look like.
fn value(criterion: &Criterion) -> Value {
    let words = criterion.kind.words();
    match &criterion.kind {
        Kind::YesNo | Kind::Choice(_) => choice(&words),
        Kind::Choices(_) => one_or_several(&choice(&words)),
        Kind::Number | Kind::Money => written("number", NUMBER),
        Kind::Percent => json!({"type": ["string", "number"], "pattern": PERCENT, "minimum": 0, "maximum": 100}),
        Kind::Duration => written("number", DURATION),
        Kind::Text | Kind::Version => text(),
        Kind::Date => date(),
    }
}

fn choice(words: &[&str]) -> Value {
    if words.is_empty() { text() } else { one_of(words, &[]) }
}

fn one_or_several(item: &Value) -> Value {
    json!({"anyOf": [{"type": "array", "items": item}, item]})
}

/// Text as it is written: what looks like a number is one for an editor, and may be quoted.
fn text() -> Value {
    json!({"type": ["string", "number"]})
}

/// A year alone looks like a number.
fn date() -> Value {
    written("integer", DATE)
}

/// A text of that pattern, or what an editor takes for one of another type.
fn written(or: &str, pattern: &str) -> Value {
    match or {
        "string" => json!({"type": "string", "pattern": pattern}),
        or => json!({"type": ["string", or], "pattern": pattern}),
    }
}

/// One of these words, with what an editor shows beside them.
fn one_of(words: &[&str], abouts: &[&str]) -> Value {
    if words.is_empty() {
        return json!({"not": {}});
    }
    let mut known = json!({"enum": words.iter().flat_map(|word| readings(word)).collect::<Vec<_>>()});
    if !abouts.is_empty() {
        let of_each = words.iter().zip(abouts).flat_map(|(word, about)| vec![about; readings(word).len()]);
        merge(&mut known, json!({"enumDescriptions": of_each.collect::<Vec<_>>()}));
    }
    // To older YAML a bare `yes` is true. It is let pass, and `true` is not offered for completion.
    let others = json!({"not": {"type": ["string", "number", "array", "object", "null"]}});
    if words.contains(&"yes") { json!({"anyOf": [known, others]}) } else { known }
}

/// A word, and the number that an editor takes it for.
fn readings(word: &str) -> Vec<Value> {
    let number = word.parse::<f64>().ok().and_then(serde_json::Number::from_f64);
    std::iter::once(json!(word)).chain(number.map(Value::Number)).collect()
}

fn described(about: &str, shape: Value) -> Value {
    let mut described = json!({"description": about});
    merge(&mut described, shape);
    described
}

/// Adds the keys of `more`.
fn merge(object: &mut Value, more: Value) {
    if let (Value::Object(object), Value::Object(more)) = (object, more) {
        object.extend(more);
    }
}
