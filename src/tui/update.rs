//! What a message changes, and what it asks of the world. Same model and messages: same model and effects.

use std::path::PathBuf;

use super::command::{self, Command, Scope};
use super::key::Key;
use super::model::Model;
use super::overlay::choose::{Answer, Choice, Choose};
use super::overlay::inspect::Inspect;
use super::overlay::note::NoteEditor;
use super::overlay::palette::Palette;
use super::overlay::pick::Picker;
use super::overlay::prompt::Prompt;
use super::overlay::words::Words;
use super::pointer::Pointer;
use super::route::{Next, Route, Toast};
use super::screen::browse::Browse;
use super::screen::compare::Compare;
use super::screen::shortlist::Shortlist;
use super::span::{Line, Role};
use super::surface::{Behaviour, Context, Surface};
use crate::base::text::SafeText;
use crate::base::width::fit;
use crate::catalog::EntryId;
use crate::decide::{Decision, DecisionEdit, QueryEdit, SavedQuery, saved};
use crate::effect::{Change, Effect, Outcome, Refusal};
use crate::notes::{Note, NoteEdit};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// Something was done with the mouse.
    Mouse(Pointer),
    /// The screen has another size: columns and rows.
    Resize(u16, u16),
    /// Something asked of the world came back.
    Outcome(Outcome),
}

/// Changes the model; what is to be done in the world.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    match msg {
        Msg::Key(key) => {
            model.toast = None;
            press(model, key, &mut effects);
        }
        Msg::Paste(text) => {
            let next = with_top(model, |surface, context| surface.paste(&text, context));
            follow(model, next, &mut effects);
        }
        Msg::Mouse(pointer) => {
            model.toast = None;
            let next = with_top(model, |surface, context| surface.pointed(pointer, context));
            follow(model, next, &mut effects);
        }
        Msg::Resize(columns, rows) => model.size = (columns, rows),
        Msg::Outcome(outcome) => receive(model, outcome, &mut effects),
    }
    effects.extend(model.take_search().map(Effect::Find));
    model.refresh();
    effects
}

fn with_top(model: &mut Model, act: impl FnOnce(&mut dyn Behaviour, &mut Context<'_>) -> Next) -> Next {
    let Model { world, index, stack, marks, size, .. } = model;
    let mut context = Context { world, index, marks, size: *size };
    stack.last_mut().map_or(Next::Stay, |surface| act(surface.behaviour_mut(), &mut context))
}

/// The scope of what lies on top.
#[must_use]
pub fn scope(model: &Model) -> Scope {
    model.stack.last().map_or(Scope::Browse, |surface| surface.behaviour().scope())
}

fn press(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    match command::find(scope(model), key) {
        Some(command) => run(model, command, effects),
        None => {
            let next = with_top(model, |surface, context| surface.typed(key, context));
            follow(model, next, effects);
        }
    }
}

/// The commands that every scope shares are done here, all others by what lies on top.
fn run(model: &mut Model, command: Command, effects: &mut Vec<Effect>) {
    let next = match command {
        Command::Quit => leave(model, Effect::Quit),
        Command::Abandon => leave(model, Effect::Abandon),
        Command::Suspend => Next::Do(Effect::Suspend),
        Command::Undo => return undo(model, effects),
        Command::Help => Next::Open(Route::Palette { finding: false }),
        Command::Palette => Next::Open(Route::Palette { finding: true }),
        other => with_top(model, |surface, context| surface.run(other, context)),
    };
    follow(model, next, effects);
}

fn leave(model: &Model, how: Effect) -> Next {
    match model.unsaved() {
        // Asked already.
        Some(_) if matches!(model.stack.last(), Some(Surface::Choose(_))) => Next::Stay,
        Some(_) => Next::Open(Route::Unsaved { quitting: true }),
        None => Next::Do(how),
    }
}

fn undo(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.undo.pop() {
        Some(undone) => {
            effects.extend(undone);
            model.toast = Some(Toast::done("taken back"));
        }
        None => model.toast = Some(Toast::hint("nothing to take back")),
    }
}

fn follow(model: &mut Model, next: Next, effects: &mut Vec<Effect>) {
    match next {
        Next::Stay => {}
        Next::Back => {
            if model.stack.len() > 1 {
                model.stack.pop();
            }
        }
        Next::Say(toast) => model.toast = Some(toast),
        Next::Do(how @ (Effect::Quit | Effect::Abandon)) => {
            effects.push(Effect::Remember(model.session()));
            effects.push(how);
        }
        Next::Do(effect) => effects.push(effect),
        Next::Undoable { effect, undo } => {
            effects.push(effect);
            model.undo.push(undo);
        }
        Next::Named { pick, name } => match Picker::new(pick, model).named(&name) {
            Ok(next) => follow(model, next, effects),
            Err(list) => model.stack.push(Surface::Picker(*list)),
        },
        Next::Open(route) => open(model, route),
        Next::Run(command) => run(model, command, effects),
        Next::SaveUnsaved { quit } => {
            model.leaving = quit;
            effects.extend(model.unsaved().map(Effect::Change));
        }
        Next::All(all) => all.into_iter().for_each(|next| follow(model, next, effects)),
    }
}

fn open(model: &mut Model, route: Route) {
    let surface = match route {
        Route::Entry(id) => return model.go_to(&id),
        Route::Compare(ids) => Surface::Compare(Compare::new(ids)),
        Route::Shortlist => Surface::Shortlist(Shortlist::default()),
        Route::Inspect { entry, criterion } => Surface::Inspect(Inspect::new(entry, criterion)),
        Route::Pick(pick) => Surface::Picker(Picker::new(pick, model)),
        Route::Facet(facet) => return model.in_tree(|browse, _| browse.show_facet(facet)),
        Route::Filter(text) => return model.in_tree(|browse, context| browse.filter_by(&text, context)),
        Route::Arrange(arrangement) => {
            return model.in_tree(|browse, context| browse.rearrange(arrangement, context));
        }
        Route::Ask(purpose) => Surface::Prompt(Prompt::new(purpose, &model.world)),
        Route::Palette { .. } => Surface::Palette(Palette::new(scope(model))),
        Route::Words => Surface::Words(Words::default()),
        Route::Links { title, links } => Surface::Choose(links_to_choose(&title, links)),
        Route::Unsaved { quitting } => Surface::Choose(unsaved(quitting)),
        Route::Note { entry, on } => match NoteEditor::open(entry, on, &model.world) {
            Ok(editor) => Surface::Note(editor.into()),
            Err(why) => return model.toast = Some(Toast::failed(why)),
        },
    };
    model.stack.push(surface);
}

fn links_to_choose(title: &SafeText, links: Vec<(SafeText, SafeText)>) -> Choose {
    let choices = links.into_iter().map(|(label, url)| Choice {
        line: Line::new(Role::Label, fit(&label, 14)).with(Role::Link, format!(" {url}")),
        next: Answer::Do(Effect::OpenLink(url)),
    });
    Choose::new(Line::new(Role::Dim, "Open ").with(Role::Title, title.as_str()), choices.collect())
}

fn unsaved(quitting: bool) -> Choose {
    let choice = |text: &str, next| Choice { line: Line::new(Role::Text, text), next };
    let (save, discard) =
        if quitting { ("save and leave", "leave without saving") } else { ("save and close", "close without saving") };
    let choices = vec![
        choice(save, Answer::SaveAnd { quit: quitting }),
        choice(discard, Answer::Discard { quit: quitting }),
        choice("go on writing", Answer::Stay),
    ];
    Choose::new(Line::new(Role::Title, "The note is not saved"), choices)
}

fn occupied(path: PathBuf, text: String) -> Choose {
    let shown = SafeText::line(&path.to_string_lossy());
    let choice = |text: &str, next| Choice { line: Line::new(Role::Text, text), next };
    let choices = vec![
        choice("leave it as it is; x exports to another name", Answer::Stay),
        choice("replace it by the export", Answer::Do(Effect::Export { path, text, replace: true })),
    ];
    Choose::new(Line::new(Role::Title, format!("{shown} is there and says something else")), choices)
}

fn receive(model: &mut Model, outcome: Outcome, effects: &mut Vec<Effect>) {
    match outcome {
        Outcome::Changed { change, text } => changed(model, &change, &text, effects),
        Outcome::Refused { change, refusal } => refused(model, &change, refusal),
        Outcome::Failed { effect, why } => failed(model, &effect, &why),
        Outcome::Occupied { path, text } => model.stack.push(Surface::Choose(occupied(path, text))),
        Outcome::Exported(path) => {
            model.toast = Some(Toast::done(format!("exported to {}", SafeText::line(&path.to_string_lossy()))))
        }
        Outcome::Copied(how) => model.toast = Some(Toast::done(how.to_string())),
        Outcome::Resized(columns, rows) => model.size = (columns, rows),
        Outcome::Found { generation, found } => {
            model.in_tree(|browse, context| browse.found(generation, found, context));
        }
        Outcome::QueriesRead(text) => {
            let wrong = queries_read(model, &text.unwrap_or_default());
            model.toast = wrong.or(model.toast.take());
        }
        Outcome::Opened(url) => model.toast = Some(Toast::done(format!("opened {url}"))),
        Outcome::NoteRead { entry, author, text } => {
            model.world.notes.put(Note::parse(entry, author, &text.unwrap_or_default()));
            model.in_tree(Browse::search_again);
        }
    }
}

/// A change is on disk: what is shown follows the file, not the key that was pressed.
fn changed(model: &mut Model, change: &Change, text: &str, effects: &mut Vec<Effect>) {
    match change {
        Change::Decision { edit, .. } => {
            model.toast = model.toast.take().or_else(|| decided(model, edit));
            model.world.decision = Decision::parse(&SafeText::line("decision.yaml"), text).value;
        }
        Change::Queries { edit } => {
            let done = Toast::done(query_changed(edit, &model.world.queries));
            model.toast = model.toast.take().or(Some(done));
            queries_read(model, text);
        }
        Change::Note { entry, author, .. } => {
            model.world.notes.put(Note::parse(entry.clone(), author.clone(), text));
            close_editor(model, change);
            effects.push(model.unsaved().map_or(Effect::DropDraft, Effect::KeepDraft));
            let name = model.world.catalog.entry(entry).map_or(entry.as_str(), |entry| entry.name.as_str());
            model.toast = Some(Toast::done(format!("note on {name} saved")));
        }
    }
    model.in_tree(Browse::search_again);
    if model.leaving && model.unsaved().is_none() {
        follow(model, Next::Do(Effect::Quit), effects);
    }
}

/// The saved queries are as the text says; a word on what is wrong with it.
fn queries_read(model: &mut Model, text: &str) -> Option<Toast> {
    let read = saved(&SafeText::line("queries.yaml"), text);
    model.world.queries = read.value;
    Picker::renew_queries(model);
    let wrong = read.diagnostics.first()?;
    let place = wrong.place.as_ref()?;
    Some(Toast::failed(format!("{}, line {}: {}", place.file, place.line, wrong.message)))
}

/// What a change of the saved queries is called when it is done, by those that were known before.
fn query_changed(edit: &QueryEdit, before: &[SavedQuery]) -> String {
    let name = edit.name().trim();
    let other =
        |edited: &str| before.iter().find(|saved| saved.name.as_str() == name && saved.query.as_str() != edited);
    match edit {
        QueryEdit::Save { query, .. } => match other(query.trim()) {
            Some(other) => format!("saved as {name} in place of {}; U takes it back", other.query),
            None => format!("saved as {name}; p lists what is saved"),
        },
        QueryEdit::Forget { .. } => format!("{name} is forgotten; esc, and U takes it back"),
    }
}

/// What a change of the decision is called when it is done; a move is seen and needs no word.
fn decided(model: &Model, edit: &DecisionEdit) -> Option<Toast> {
    let name =
        |id: &EntryId| model.world.catalog.entry(id).map_or_else(|| id.to_string(), |entry| entry.name.to_string());
    Some(Toast::done(match edit {
        DecisionEdit::Add { entry, .. } => format!("{} is on the shortlist; S shows it, U takes it back", name(entry)),
        DecisionEdit::Remove { entry } => format!("{} is off the shortlist; U takes it back", name(entry)),
        DecisionEdit::Verdict { entry, .. } => format!("verdict on {} saved", name(entry)),
        DecisionEdit::Question { .. } => "question saved".to_owned(),
        DecisionEdit::Move { .. } => return None,
    }))
}

fn editor_of<'a>(model: &'a mut Model, change: &Change) -> Option<&'a mut NoteEditor> {
    let Change::Note { entry, .. } = change else { return None };
    model.stack.iter_mut().find_map(|surface| match surface {
        Surface::Note(editor) if editor.entry == *entry => Some(editor.as_mut()),
        _ => None,
    })
}

/// The editor closes when all of its text is saved; what was typed since stays open, and unsaved.
fn close_editor(model: &mut Model, change: &Change) {
    let Change::Note { edit: NoteEdit::Set { text, .. }, .. } = change else { return };
    let Some(editor) = editor_of(model, change) else { return };
    if editor.field.text() != *text {
        return editor.saved(text);
    }
    model.stack.retain(|surface| !matches!(surface, Surface::Note(_)));
}

fn refused(model: &mut Model, change: &Change, refusal: Refusal) {
    model.leaving = false;
    let words = match refusal {
        Refusal::Conflict { theirs } => {
            if let Some(editor) = editor_of(model, change) {
                return editor.clash(&theirs);
            }
            "changed on disk meanwhile; try again".to_owned()
        }
        Refusal::Unfit { why } => why,
    };
    complain(model, change, words);
}

fn failed(model: &mut Model, effect: &Effect, why: &SafeText) {
    model.leaving = false;
    match effect {
        Effect::Change(change) => complain(model, change, why.to_string()),
        _ => model.toast = Some(Toast::failed(why.to_string())),
    }
}

/// Says it where the text is that could not be saved.
fn complain(model: &mut Model, change: &Change, words: String) {
    match editor_of(model, change) {
        Some(editor) => editor.problem = Some(words),
        None => model.toast = Some(Toast::failed(words)),
    }
}
