//! The screens on a stage: a model, the frames drawn of it, and a shell that answers at once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use landfall::base::date::Date;
use landfall::base::text::SafeText;
use landfall::config::Config;
use landfall::decide::Decision;
use landfall::effect::{Document, Effect, Outcome};
use landfall::notes::{Author, Book};
use landfall::query::Index;
use landfall::session::Session;
use landfall::shell::catalog_files;
use landfall::tui::model::Model;
use landfall::tui::pointer::{Act, NOTCH, Pointer};
use landfall::tui::theme::{Colours, Theme};
use landfall::tui::{Msg, update, view};
use landfall::world::{Workspace, World};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A file of the tests.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// The world with a fixture's catalog, an empty workspace, and a fixed day.
pub fn world(catalog: &str) -> World {
    let loaded = catalog_files::load(&fixture(catalog)).expect("a catalog");
    World {
        catalog: Arc::new(loaded.catalog.value),
        diagnostics: loaded.catalog.diagnostics,
        sources: loaded.sources,
        notes: Book::default(),
        decision: Decision::default(),
        queries: Vec::new(),
        workspace: Workspace::default(),
        author: Author::new("Ada"),
        today: "2026-06-15".parse::<Date>().expect("a date").last(),
        config: Config::default(),
        session: Session::default(),
    }
}

/// A session that can be played.
pub struct Stage {
    pub model: Model,
    pub effects: Vec<Effect>,
    documents: BTreeMap<Document, String>,
    /// Another file lies wherever an export is to go.
    pub occupied: bool,
    /// Makes every save fail with these words.
    pub broken: Option<&'static str>,
}

impl Stage {
    pub fn new(world: World, size: (u16, u16)) -> Self {
        Self::with_query(world, size, "")
    }

    pub fn with_query(world: World, size: (u16, u16), query: &str) -> Self {
        let index = Arc::new(Index::new(&world.catalog));
        let theme = Theme::new(None, Colours::None, world.config.ascii);
        let model = Model::new(world, index, theme, size, query, None);
        Self { model, effects: Vec::new(), documents: BTreeMap::new(), occupied: false, broken: None }
    }

    /// Types keys, written as in the command table and separated by spaces; `"…"` is typed letter by letter.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for message in messages(keys) {
            self.send(message);
        }
        self
    }

    pub fn send(&mut self, message: Msg) {
        for effect in update(&mut self.model, message) {
            self.effects.push(effect.clone());
            if let Some(outcome) = self.perform(effect) {
                self.send(Msg::Outcome(outcome));
            }
        }
    }

    fn perform(&mut self, effect: Effect) -> Option<Outcome> {
        if let (Some(words), Effect::Change(_) | Effect::Export { .. }) = (self.broken, &effect) {
            return Some(Outcome::Failed { effect, why: SafeText::line(words) });
        }
        match effect {
            Effect::Change(change) => {
                let current = self.documents.get(&change.document()).map(String::as_str);
                match change.apply(current) {
                    Ok(text) => {
                        self.documents.insert(change.document(), text.clone());
                        Some(Outcome::Changed { change, text })
                    }
                    Err(refusal) => Some(Outcome::Refused { change, refusal }),
                }
            }
            Effect::Export { path, text, replace: false } if self.occupied => Some(Outcome::Occupied { path, text }),
            Effect::Export { path, .. } => Some(Outcome::Exported(path)),
            Effect::Find(search) => {
                let found = search.run_while(&self.model.world.catalog, &self.model.index, || true)?;
                Some(Outcome::Found { generation: search.generation, found })
            }
            Effect::ReadQueries => Some(Outcome::QueriesRead(self.text_of(&Document::Queries).map(str::to_owned))),
            Effect::OpenLink(url) => Some(Outcome::Opened(url)),
            Effect::Copy(text) => Some(Outcome::Copied(SafeText::line(&format!("copied {text}")))),
            _ => None,
        }
    }

    /// What somebody else writes meanwhile.
    pub fn write(&mut self, document: Document, text: &str) {
        self.documents.insert(document, text.to_owned());
    }

    pub fn text_of(&self, document: &Document) -> Option<&str> {
        self.documents.get(document).map(String::as_str)
    }

    /// What a person would see, line by line, without trailing spaces.
    pub fn frame(&self) -> String {
        let (columns, rows) = self.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let _ = view(&self.model, &mut buffer);
        let mut out = String::new();
        for y in 0..rows {
            let mut line = String::new();
            let mut skip = 0;
            for x in 0..columns {
                let symbol = buffer[(x, y)].symbol();
                if skip == 0 {
                    line.push_str(symbol);
                    skip = landfall::base::width::width(symbol).saturating_sub(1);
                } else {
                    skip -= 1;
                }
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}

/// `click:COL,ROW`, `wheel:up,COL,ROW`, `wheel:down,COL,ROW`, counted from one.
fn pointer(word: &str) -> Option<Pointer> {
    let (act, at) = match word.split_once(':')? {
        ("click", at) => (Act::Click, at),
        ("wheel", rest) => match rest.split_once(',')? {
            ("up", at) => (Act::Scroll(-NOTCH), at),
            ("down", at) => (Act::Scroll(NOTCH), at),
            _ => return None,
        },
        _ => return None,
    };
    let (column, row) = at.split_once(',')?;
    let from_nought = |number: &str| number.parse::<u16>().ok()?.checked_sub(1);
    Some(Pointer { act, at: (from_nought(column)?, from_nought(row)?) })
}

/// The messages that a line of keys stands for; `resize:80x24`, `click:3,9` and `wheel:down,3,9` are some, too.
pub fn messages(keys: &str) -> Vec<Msg> {
    let mut out = Vec::new();
    let mut rest = keys.trim();
    while !rest.is_empty() {
        if let Some(quoted) = rest.strip_prefix('"') {
            let (text, after) = quoted.split_once('"').expect("a closing quote");
            for character in text.chars() {
                out.push(Msg::Key(landfall::tui::key::Key::plain(landfall::tui::key::Code::Char(character))));
            }
            rest = after.trim_start();
            continue;
        }
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        if let Some(size) = word.strip_prefix("resize:") {
            let (columns, rows) = size.split_once('x').expect("80x24");
            out.push(Msg::Resize(columns.parse().expect("columns"), rows.parse().expect("rows")));
        } else if let Some(text) = word.strip_prefix("paste:") {
            out.push(Msg::Paste(text.replace("\\n", "\n")));
        } else if let Some(pointer) = pointer(word) {
            out.push(Msg::Mouse(pointer));
        } else {
            out.push(Msg::Key(word.parse().unwrap_or_else(|_| panic!("{word} is no key"))));
        }
        rest = after.trim_start();
    }
    out
}
