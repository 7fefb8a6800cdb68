//! The schemas for editors: what lies in `assets/schema` is what `landfall schema` prints, they take what the reader
//! takes, and refuse what it refuses. `LANDFALL_BLESS=1 cargo test --test it schema` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use landfall::base::address;
use landfall::base::date::Date;
use landfall::catalog::EntryId;
use landfall::catalog::tree::{self, Content, Node};
use landfall::record::{json, schema};
use landfall::shell::{builtin, catalog_files};
use regex_lite::Regex;
use serde_json::{Map, Value};

fn schemas() -> [(&'static str, Value); 2] {
    [("catalog", schema::catalog()), ("entry", schema::entry(&builtin::catalog().value))]
}

/// The files of the built-in catalog, each with the first line that names its schema.
fn shipped() -> Vec<(PathBuf, &'static str)> {
    let entries = fs::read_dir("catalog/entries").unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> = entries.map(|path| (path, "../../assets/schema/entry.json")).collect();
    files.sort();
    files.push(("catalog/catalog.yaml".into(), "../assets/schema/catalog.json"));
    files
}

#[test]
fn the_schemas_in_assets_are_those_that_are_printed() {
    for (name, schema) in schemas() {
        let path = Path::new("assets/schema").join(name).with_extension("json");
        let printed = json::text(&schema);
        if std::env::var_os("LANDFALL_BLESS").is_some() {
            fs::create_dir_all("assets/schema").unwrap();
            fs::write(&path, &printed).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap_or_default(), printed, "{}", path.display());
    }
}

#[test]
fn every_file_of_the_catalog_names_its_schema() {
    let line = |schema: &str| format!("# yaml-language-server: $schema={schema}");
    let lacks = |(path, schema): &(PathBuf, &str)| {
        fs::read_to_string(path).unwrap().lines().next() != Some(line(schema).as_str())
    };
    let lacking: Vec<_> = shipped().into_iter().filter(lacks).collect();
    assert!(lacking.is_empty(), "write this into the first line of each: {lacking:#?}");
}

#[test]
fn every_file_of_the_catalog_fits_its_schema() {
    let [(_, header), (_, entry)] = schemas();
    for (path, named) in shipped() {
        let schema = if named.contains("entry") { &entry } else { &header };
        let wrong = misfits(schema, &as_json(&fs::read_to_string(&path).unwrap()));
        assert!(wrong.is_empty(), "{}: {wrong:#?}", path.display());
    }
}

#[test]
fn what_the_reader_takes_fits_the_schema_of_its_own_catalog() {
    for sample in ["tests/corpus/valid/everything.yaml", "tests/corpus/valid/minimal.yaml"] {
        let document = as_json(&fs::read_to_string(sample).unwrap());
        assert_eq!(misfits(&schema::catalog(), &document), Vec::<String>::new(), "{sample}");
        let schema = schema::entry(&catalog_files::load(Path::new(sample)).unwrap().catalog.value);
        for entry in document["entries"].as_array().into_iter().flatten() {
            assert_eq!(misfits(&schema, entry), Vec::<String>::new(), "{sample}");
        }
    }
}

#[test]
fn what_the_reader_refuses_fits_no_schema() {
    let schema = schema::entry(&catalog_files::load(Path::new("tests/fixtures/ports")).unwrap().catalog.value);
    let aurora = fs::read_to_string("tests/fixtures/ports/entries/aurora.yaml").unwrap();
    assert_eq!(misfits(&schema, &as_json(&aurora)), Vec::<String>::new());
    for (right, wrong) in [
        ("summary:", "sumary:"),
        ("status: active", "status: actif"),
        ("vendor: north", "vendor: nord"),
        ("categories: [deep]", "categories: []"),
        ("categories: [deep]", "categories: [steep]"),
        ("started: 2015-08", "started: 2015-13"),
        ("kind: built_on", "kind: bilt_on"),
        ("home: https:", "home: ftp:"),
        ("berths: {value: 15000", "births: {value: 15000"),
        ("value: 15000", "value: '15,000'"),
        ("free_day: {value: 'yes'", "free_day: {value: 'often'"),
        ("value: [gantry, mobile]", "value: [gantry, mobil]"),
        ("as_of: 2025-01", "asof: 2025-01"),
        (", sources: [https://aurora.example/ice]", ""),
        ("{date: 2019-03, what", "{when: 2019-03, what"),
    ] {
        let text = aurora.replacen(right, wrong, 1);
        assert_ne!(text, aurora, "{right}");
        assert!(!misfits(&schema, &as_json(&text)).is_empty(), "{wrong}");
    }
}

#[test]
fn the_patterns_say_what_the_reader_says() {
    let schema = schema::catalog();
    let pattern = |part: &Value| Regex::new(part["pattern"].as_str().unwrap()).unwrap();
    let entry = &schema["definitions"]["entry"]["properties"];
    let (id, date) = (pattern(&entry["id"]), pattern(&entry["started"]));
    for text in ["gke", "3scale", "max_nodes", "", "GKE", "-x", "a.b", "a b", "é", &"x".repeat(64), &"x".repeat(65)] {
        assert_eq!(id.is_match(text), text.parse::<EntryId>().is_ok(), "{text}");
    }
    for text in ["2017", "2017-11", "2017-11-14", "", "17", "2017-1", "2017-13", "2017-00", "2017-11-32", "2017/11"] {
        assert_eq!(date.is_match(text), text.parse::<Date>().is_ok(), "{text}");
    }
    let link = pattern(&entry["links"]["additionalProperties"]);
    for text in [
        "https://example.org",
        "HTTP://Example.org:8080/a?b#c",
        "https://example.org?q=1",
        "https://münchen.example/ä",
        "https://a@b",
        "https://example.org/@a",
        "https://a:b@c",
        "https://",
        "https:///a",
        "ftp://example.org",
        "example.org",
        "https://a b",
        "https://a/<b>",
        "https://a/\"",
        "javascript:alert(1)",
    ] {
        assert_eq!(link.is_match(text), address::host(text).is_some(), "{text}");
    }
}

/// The document with scalars as they are written, and without keys that hold nothing.
fn as_json(text: &str) -> Value {
    fn node(found: &Node<'_>) -> Value {
        match &found.content {
            Content::Scalar(text) => Value::String(text.to_string()),
            Content::List(items) => items.iter().map(node).collect(),
            Content::Map(pairs) => {
                let filled = pairs.iter().filter(|pair| pair.value.content != Content::Null);
                Value::Object(filled.map(|pair| (pair.key.to_string(), node(&pair.value))).collect())
            }
            Content::Null | Content::Bad => Value::Null,
        }
    }
    node(&tree::parse(text).root)
}

/// Where and why the document does not fit, by the keywords that our schemas use; any other is a mistake.
fn misfits(schema: &Value, document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    Validator { definitions: schema["definitions"].as_object().unwrap() }.hold(schema, document, "", &mut found);
    found
}

struct Validator<'s> {
    definitions: &'s Map<String, Value>,
}

impl Validator<'_> {
    fn fits(&self, schema: &Value, document: &Value) -> bool {
        let mut found = Vec::new();
        self.hold(schema, document, "", &mut found);
        found.is_empty()
    }

    fn hold(&self, schema: &Value, document: &Value, at: &str, found: &mut Vec<String>) {
        for (keyword, wanted) in schema.as_object().unwrap() {
            if let Some(why) = self.broken(keyword, wanted, document) {
                found.push(format!("{at}: {why}"));
            }
            match (keyword.as_str(), document) {
                ("$ref", _) => {
                    let name = wanted.as_str().unwrap().strip_prefix("#/definitions/").unwrap();
                    self.hold(&self.definitions[name], document, at, found);
                }
                ("items", Value::Array(items)) => {
                    items.iter().for_each(|item| self.hold(wanted, item, &format!("{at}[]"), found));
                }
                ("properties", Value::Object(pairs)) => {
                    let known = pairs.iter().filter_map(|(key, value)| Some((key, wanted.get(key)?, value)));
                    known.for_each(|(key, schema, value)| self.hold(schema, value, &format!("{at}.{key}"), found));
                }
                ("additionalProperties", Value::Object(pairs)) => {
                    let known = |key: &String| schema.get("properties").is_some_and(|known| known.get(key).is_some());
                    for (key, value) in pairs.iter().filter(|(key, _)| !known(key)) {
                        match wanted {
                            Value::Bool(false) => found.push(format!("{at}: no key {key}")),
                            schema => self.hold(schema, value, &format!("{at}.{key}"), found),
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Why the document breaks that keyword by itself.
    fn broken(&self, keyword: &str, wanted: &Value, document: &Value) -> Option<String> {
        let words = |list: &Value| list.as_array().unwrap().clone();
        let holds = match keyword {
            "type" if wanted.is_array() => words(wanted).iter().any(|one| is_a(one, document)),
            "type" => is_a(wanted, document),
            "enum" => words(wanted).contains(document),
            "pattern" => {
                document.as_str().is_none_or(|text| Regex::new(wanted.as_str().unwrap()).unwrap().is_match(text))
            }
            "minItems" => document.as_array().is_none_or(|items| items.len() as u64 >= wanted.as_u64().unwrap()),
            "minimum" => document.as_f64().is_none_or(|number| number >= wanted.as_f64().unwrap()),
            "maximum" => document.as_f64().is_none_or(|number| number <= wanted.as_f64().unwrap()),
            "required" => words(wanted).iter().all(|key| document.get(key.as_str().unwrap()).is_some()),
            "dependencies" => wanted.as_object().unwrap().iter().all(|(key, needed)| {
                document.get(key).is_none()
                    || words(needed).iter().all(|key| document.get(key.as_str().unwrap()).is_some())
            }),
            "not" => !self.fits(wanted, document),
            "anyOf" => words(wanted).iter().any(|schema| self.fits(schema, document)),
            "$schema"
            | "title"
            | "description"
            | "enumDescriptions"
            | "definitions"
            | "$ref"
            | "items"
            | "properties"
            | "additionalProperties" => true,
            other => panic!("{other} is not known here"),
        };
        (!holds).then(|| format!("{document} breaks {keyword} {wanted}"))
    }
}

fn is_a(wanted: &Value, document: &Value) -> bool {
    match wanted.as_str().unwrap() {
        "string" => document.is_string(),
        "number" => document.is_number(),
        "integer" => document.is_i64() || document.is_u64(),
        "array" => document.is_array(),
        "object" => document.is_object(),
        "null" => document.is_null(),
        other => panic!("no type {other}"),
    }
}
