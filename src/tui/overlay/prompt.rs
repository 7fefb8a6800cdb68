//! A line of text: a verdict, the question, the file of an export.

use std::path::PathBuf;

use crate::catalog::Column;
use crate::decide::{DecisionEdit, QueryEdit};
use crate::effect::{Change, Effect};
use crate::record;
use crate::tui::command::{Command, Scope};
use crate::tui::key::Key;
use crate::tui::kit::edit::Field;
use crate::tui::route::{Next, Purpose, Route};
use crate::tui::screen::browse::arrangement::Arrangement;
use crate::tui::surface::{Behaviour, Context};
use crate::world::World;

/// A line that is being typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    purpose: Purpose,
    /// What is typed.
    pub field: Field,
}

impl Prompt {
    /// A line for that purpose, beginning with what stands there now.
    #[must_use]
    pub fn new(purpose: Purpose, world: &World) -> Self {
        let text = match &purpose {
            Purpose::Verdict(entry) => {
                let candidate = world.decision.position(entry).and_then(|place| world.decision.shortlist.get(place));
                candidate.and_then(|candidate| candidate.verdict.as_ref()).map(ToString::to_string)
            }
            Purpose::Question => world.decision.question.as_ref().map(ToString::to_string),
            Purpose::Export => Some("shortlist.md".to_owned()),
            Purpose::SaveQuery(_) => None,
            Purpose::Columns(now) => Some(now.columns.iter().map(Column::word).collect::<Vec<_>>().join(", ")),
        };
        Self { purpose, field: Field::line(&text.unwrap_or_default()) }
    }

    /// What is asked for.
    #[must_use]
    pub fn title(&self, world: &World) -> String {
        match &self.purpose {
            Purpose::Verdict(entry) => {
                let name = world.catalog.entry(entry).map_or(entry.as_str(), |entry| entry.name.as_str());
                format!("Verdict on {name}, in a line")
            }
            Purpose::Question => "What is to be decided?".to_owned(),
            Purpose::Export => "Write the shortlist as Markdown to".to_owned(),
            Purpose::SaveQuery(query) => format!("Save {query} under the name"),
            Purpose::Columns(_) => "Columns: vendor, status, licence, started, any criterion".to_owned(),
        }
    }

    fn accept(&self, world: &World) -> Next {
        let text = self.field.text().trim().to_owned();
        let decision = |edit| Effect::Change(Change::Decision { catalog: world.catalog.title.clone(), edit });
        let effect = match &self.purpose {
            Purpose::Verdict(entry) => {
                let place = world.decision.position(entry).and_then(|place| world.decision.shortlist.get(place));
                let before = place.and_then(|candidate| candidate.verdict.as_ref()).map(ToString::to_string);
                let verdict = |text| decision(DecisionEdit::Verdict { entry: entry.clone(), text });
                let undo = vec![verdict(before.unwrap_or_default())];
                return Next::All(vec![Next::Back, Next::Undoable { effect: verdict(text), undo }]);
            }
            Purpose::Question => decision(DecisionEdit::Question { text }),
            Purpose::SaveQuery(_) if text.is_empty() => return Next::hint("a query needs a name, such as: gpu clouds"),
            Purpose::SaveQuery(query) => return save_query(world, text, query),
            Purpose::Columns(now) => {
                return match Column::read(&text, &world.catalog) {
                    Ok(columns) => {
                        let arrangement = Arrangement { columns, ..now.clone() };
                        Next::All(vec![Next::Back, Next::Open(Route::Arrange(arrangement))])
                    }
                    Err(unknown) => Next::hint(unknown.to_string()),
                };
            }
            Purpose::Export if text.is_empty() => return Next::hint("name a file, such as shortlist.md"),
            Purpose::Export => {
                Effect::Export { path: PathBuf::from(text), text: record::shortlist_markdown(world), replace: false }
            }
        };
        Next::All(vec![Next::Back, Next::Do(effect)])
    }
}

/// Saves a query; undo gives the name back to the query that had it.
fn save_query(world: &World, name: String, query: &str) -> Next {
    let change = |edit| Effect::Change(Change::Queries { edit });
    let before = world.queries.iter().find(|saved| saved.name.as_str() == name);
    let undo = match before {
        Some(saved) => QueryEdit::Save { name: name.clone(), query: saved.query.to_string() },
        None => QueryEdit::Forget { name: name.clone() },
    };
    let effect = change(QueryEdit::Save { name, query: query.to_owned() });
    Next::All(vec![Next::Back, Next::Undoable { effect, undo: vec![change(undo)] }])
}

impl Behaviour for Prompt {
    fn scope(&self) -> Scope {
        Scope::Prompt
    }

    fn run(&mut self, command: Command, context: &mut Context<'_>) -> Next {
        if command == Command::Save { self.accept(context.world) } else { Next::Back }
    }

    fn typed(&mut self, key: Key, _context: &mut Context<'_>) -> Next {
        self.field.key(key);
        Next::Stay
    }

    fn paste(&mut self, text: &str, _context: &mut Context<'_>) -> Next {
        self.field.paste(text);
        Next::Stay
    }

    fn refresh(&mut self, _context: &Context<'_>) {}
}
