//! The command table: every key, its help, its place in the bottom line and in the palette.
//!
//! Help, palette, bottom line, `landfall keys` and the manual walk this list; nothing of them is written
//! by hand.

use super::key::Key;
use super::kit::list::Step;

/// Everything that a key can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the table below says what each does
pub enum Command {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,
    Enter,
    Back,
    Filter,
    Accept,
    NextMatch,
    PreviousMatch,
    FoldAll,
    SwitchPane,
    Mark,
    MarkAll,
    InvertMarks,
    ListMarks,
    ClearMarks,
    Group,
    Order,
    Columns,
    Facets,
    Facet,
    Dim,
    KeepUnknown,
    Older,
    Newer,
    Complete,
    Language,
    SaveQuery,
    Queries,
    Forget,
    Compare,
    Shortlist,
    OpenShortlist,
    Note,
    EditOutside,
    OpenLink,
    Copy,
    Export,
    Undo,
    Help,
    Palette,
    Quit,
    Abandon,
    Suspend,
    Differences,
    Baseline,
    MoveEarlier,
    MoveLater,
    Remove,
    Verdict,
    Question,
    Save,
}

impl Command {
    /// How it moves the cursor of a list, if that is what it does.
    #[must_use]
    pub fn step(self) -> Option<Step> {
        Some(match self {
            Self::Down => Step::By(1),
            Self::Up => Step::By(-1),
            Self::PageDown => Step::HalfPages(1),
            Self::PageUp => Step::HalfPages(-1),
            Self::First => Step::First,
            Self::Last => Step::Last,
            _ => return None,
        })
    }
}

/// Where a key means what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The tree and the panes.
    Browse,
    /// The filter bar.
    Filter,
    /// The filter bar, while it offers what the word at the cursor may become.
    Offer,
    /// Side by side.
    Compare,
    /// The shortlist.
    Shortlist,
    /// A cell, whole.
    Inspect,
    /// The note editor.
    Editor,
    /// One line of text.
    Prompt,
    /// A list to choose from.
    Choose,
    /// Help and palette.
    Palette,
    /// The catalog's words, the other part of the help.
    Words,
    /// A list to pick from, filtered as one types.
    Pick,
}

impl Scope {
    /// All scopes, with the words that head their part of the manual.
    pub const ALL: [(Self, &'static str); 12] = [
        (Self::Browse, "browse"),
        (Self::Filter, "filter"),
        (Self::Offer, "filter with an offer"),
        (Self::Compare, "compare"),
        (Self::Shortlist, "shortlist"),
        (Self::Inspect, "fact"),
        (Self::Editor, "note editor"),
        (Self::Prompt, "line of text"),
        (Self::Choose, "choice"),
        (Self::Palette, "help and commands"),
        (Self::Words, "words"),
        (Self::Pick, "list to pick from"),
    ];

    /// The scope in words.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(scope, _)| *scope == self).map_or("", |(_, word)| word)
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// What it does.
    pub command: Command,
    /// Where.
    pub scopes: &'static [Scope],
    /// By which keys, the one to show first.
    pub keys: &'static [&'static str],
    /// Its name in the palette and in `landfall keys`.
    pub name: &'static str,
    /// What it does, in a phrase.
    pub help: &'static str,
    /// Its word in the bottom line; nothing where it is not shown there.
    pub bar: Option<&'static str>,
}

impl Row {
    /// The key to show.
    #[must_use]
    pub fn shown_key(&self) -> String {
        self.keys.first().map(|key| shown(key)).unwrap_or_default()
    }

    /// All keys as help shows them.
    #[must_use]
    pub fn shown_keys(&self) -> String {
        self.keys.iter().map(|key| shown(key)).collect::<Vec<_>>().join(" ")
    }
}

fn shown(key: &str) -> String {
    key.parse::<Key>().map_or_else(|_| key.to_owned(), |key| key.to_string())
}

use Scope::{
    Browse, Choose, Compare as Side, Editor, Filter as Bar, Inspect, Offer, Palette as Menu, Pick, Prompt,
    Shortlist as Short, Words,
};

const SCREENS: &[Scope] = &[Browse, Side, Short];
const LISTS: &[Scope] = &[Browse, Side, Short, Choose];
const READ: &[Scope] = &[Browse, Side, Short, Inspect];

/// The table. The order is that of help and of the bottom line.
pub const COMMANDS: &[Row] = &[
    row(Command::Enter, &[Browse], &["enter"], "open", "fold a group, read an entry, follow a relation", None),
    row(Command::Enter, &[Side], &["enter"], "inspect", "show the whole fact: value, note, source, date", Some("fact")),
    row(Command::Enter, &[Short], &["enter"], "go to", "show the entry in the tree", Some("show")),
    row(Command::Enter, &[Choose], &["enter"], "choose", "take this one", Some("choose")),
    row(Command::Accept, &[Menu], &["enter"], "run", "run the chosen command", Some("run")),
    row(Command::Accept, &[Pick], &["enter"], "pick", "take this one", Some("take")),
    row(Command::Forget, &[Pick], &["ctrl-x"], "forget", "forget the saved query under the cursor", None),
    row(Command::SwitchPane, &[Menu], &["tab"], "words", "the words that the catalog explains", Some("words")),
    row(Command::SwitchPane, &[Words], &["tab"], "keys", "the keys of the screen below", Some("keys")),
    row(Command::Mark, &[Browse], &["space"], "mark", "mark the entry for comparing", Some("mark")),
    row(Command::Compare, &[Browse], &["c"], "compare", "put the marked entries side by side", Some("compare")),
    row(Command::Compare, &[Short], &["c"], "compare", "put the whole shortlist side by side", Some("compare")),
    row(Command::Differences, &[Side], &["d"], "differences", "only rows that differ, or all", Some("differences")),
    row(Command::Baseline, &[Side], &["b"], "baseline", "hold the others against this column", Some("baseline")),
    row(Command::MoveEarlier, &[Side], &["H", "<"], "move left", "move the column to the left", Some("move")),
    row(Command::MoveLater, &[Side], &["L", ">"], "move right", "move the column to the right", None),
    row(Command::Remove, &[Side], &["x", "delete"], "remove", "take the column away", Some("remove")),
    row(Command::Verdict, &[Short], &["v"], "verdict", "say in a line what you think of it", Some("verdict")),
    row(Command::MoveEarlier, &[Short], &["K"], "move up", "rank the entry higher", Some("move up")),
    row(Command::MoveLater, &[Short], &["J"], "move down", "rank the entry lower", Some("down")),
    row(Command::Remove, &[Short], &["s", "delete"], "remove", "take the entry off the shortlist", Some("remove")),
    row(Command::Question, &[Short], &["w"], "question", "write what is to be decided", None),
    row(
        Command::Note,
        READ,
        &["a"],
        "note",
        "write a note on the entry, or on the fact under the cursor",
        Some("note"),
    ),
    row(
        Command::Shortlist,
        &[Browse, Side],
        &["s"],
        "shortlist",
        "put the entry on the shortlist, or take it off",
        Some("shortlist"),
    ),
    row(Command::Export, &[Browse, Short], &["x"], "export", "write the shortlist to a Markdown file", None),
    row(Command::Export, &[Side], &["X"], "export", "write the shortlist to a Markdown file", None),
    row(Command::OpenShortlist, &[Browse, Side], &["S"], "open shortlist", "order and verdicts of the shortlist", None),
    row(Command::OpenLink, READ, &["o"], "open link", "open a source or link in the browser", Some("open")),
    row(Command::Copy, READ, &["y"], "copy", "copy the fact with its source, or the entry's address", Some("copy")),
    row(
        Command::EditOutside,
        &[Browse, Side, Short],
        &["e"],
        "edit note",
        "edit the whole note in your own editor",
        None,
    ),
    row(Command::Filter, &[Browse], &["/"], "filter", "type to filter; field:value works, too", Some("filter")),
    row(Command::SwitchPane, &[Browse], &["tab"], "switch pane", "from the tree to the text and back", Some("pane")),
    row(Command::SaveQuery, &[Browse], &["w"], "save query", "give the filter a name and keep it", None),
    row(Command::Queries, &[Browse], &["p"], "saved queries", "filter by a query that was saved", None),
    row(Command::NextMatch, &[Browse], &["n"], "next entry", "next entry that the filter keeps", None),
    row(Command::PreviousMatch, &[Browse], &["N"], "previous entry", "previous entry that the filter keeps", None),
    row(Command::FoldAll, &[Browse], &["z"], "fold all", "fold or open every group", None),
    row(Command::Group, &[Browse], &["t"], "group", "by category, vendor, answer; :group NAME", None),
    row(Command::Order, &[Browse], &["r"], "order", "by name, fit, newest, an answer; :order NAME", None),
    row(Command::Columns, &[Browse], &["C"], "columns", "choose what stands beside the names", None),
    row(Command::Dim, &[Browse], &["d"], "dim or hide", "dim what the filter leaves out, or hide it", None),
    row(
        Command::KeepUnknown,
        &[Browse],
        &["v"],
        "keep unknown",
        "keep entries that a missing fact leaves undecided",
        None,
    ),
    row(Command::MarkAll, &[Browse], &["m"], "mark all", "mark every entry that the filter keeps", None),
    row(Command::InvertMarks, &[Browse], &["i"], "invert marks", "mark what is not marked, and the reverse", None),
    row(Command::ListMarks, &[Browse], &["M"], "list marks", "show the marked entries", None),
    row(Command::ClearMarks, &[Browse], &["u"], "clear marks", "take all marks away", None),
    row(Command::Down, LISTS, &["j", "down"], "down", "a line down", None),
    row(Command::Up, LISTS, &["k", "up"], "up", "a line up", None),
    row(Command::Down, &[Inspect], &["j", "down"], "down", "the next criterion", None),
    row(Command::Up, &[Inspect], &["k", "up"], "up", "the criterion before", None),
    row(Command::Down, &[Bar, Offer], &["ctrl-n"], "down", "a line down", None),
    row(Command::Up, &[Bar, Offer], &["ctrl-p"], "up", "a line up", None),
    row(Command::Older, &[Bar], &["up"], "older", "the filter used before", Some("older")),
    row(Command::Newer, &[Bar], &["down"], "newer", "the filter used after", None),
    row(Command::Newer, &[Offer], &["down"], "choose", "the next of what is offered", Some("choose")),
    row(Command::Older, &[Offer], &["up"], "choose before", "the one before it", None),
    row(Command::Down, &[Menu, Words, Pick], &["down", "ctrl-n"], "down", "a line down", None),
    row(Command::Up, &[Menu, Words, Pick], &["up", "ctrl-p"], "up", "a line up", None),
    row(Command::Left, &[Browse], &["h", "left"], "left", "fold, or up to the group", None),
    row(Command::Right, &[Browse], &["l", "right"], "right", "open, or into the text", None),
    row(Command::Left, &[Side], &["h", "left"], "left", "a column to the left", None),
    row(Command::Right, &[Side], &["l", "right"], "right", "a column to the right", None),
    row(Command::PageDown, LISTS, &["ctrl-d", "pagedown"], "page down", "half a page down", None),
    row(Command::PageUp, LISTS, &["ctrl-u", "pageup"], "page up", "half a page up", None),
    row(Command::PageDown, &[Bar, Offer, Menu, Words, Pick], &["pagedown"], "page down", "half a page down", None),
    row(Command::PageUp, &[Bar, Offer, Menu, Words, Pick], &["pageup"], "page up", "half a page up", None),
    row(Command::First, LISTS, &["g", "home"], "first", "to the first line", None),
    row(Command::Last, LISTS, &["G", "end"], "last", "to the last line", None),
    row(Command::Complete, &[Bar], &["tab"], "keep filter", "keep the filter and go to the tree", None),
    row(Command::Complete, &[Offer], &["tab"], "complete", "take what is offered", Some("take")),
    row(Command::Accept, &[Bar], &["enter"], "keep filter", "keep the filter and go to the tree", Some("keep")),
    row(
        Command::Accept,
        &[Offer],
        &["enter"],
        "accept",
        "take what was chosen, else keep the filter",
        Some("keep or take"),
    ),
    row(
        Command::Language,
        &[Bar, Offer],
        &["?", "f1"],
        "language",
        "what can be asked, with live examples",
        Some("what can be asked"),
    ),
    row(
        Command::Back,
        &[Bar, Offer],
        &["esc"],
        "clear filter",
        "clear the filter, back to the old place",
        Some("clear"),
    ),
    row(Command::Save, &[Editor], &["ctrl-s"], "save", "save the note", Some("save")),
    row(Command::Back, &[Editor], &["esc"], "close", "close; asks when something is unsaved", Some("close")),
    row(Command::Save, &[Prompt], &["enter"], "accept", "take the line", Some("accept")),
    row(Command::Back, &[Prompt], &["esc"], "cancel", "leave everything as it was", Some("cancel")),
    row(Command::Back, &[Browse], &["esc"], "back", "back to the tree; clears the filter", Some("clear")),
    row(Command::Back, &[Side, Short], &["esc", "q", "backspace"], "back", "back to the tree", Some("back")),
    row(Command::Back, &[Inspect], &["esc", "q", "enter", "backspace"], "close", "back", Some("close")),
    row(Command::Back, &[Choose], &["esc", "q"], "close", "leave everything as it was", Some("close")),
    row(Command::Back, &[Menu, Words, Pick], &["esc"], "close", "close", Some("close")),
    row(Command::Undo, SCREENS, &["U"], "undo", "take back the last change", None),
    row(Command::Help, READ, &["?", "f1"], "help", "every key of this screen, and the catalog's words", Some("help")),
    row(Command::Palette, SCREENS, &[":"], "commands", "find a command by name", None),
    row(Command::Suspend, SCREENS, &["ctrl-z"], "suspend", "back to the shell; `fg` returns", None),
    row(
        Command::Quit,
        &[Browse],
        &["q"],
        "quit",
        "leave; with --pick, prints what is marked, else the entry under the cursor",
        Some("quit"),
    ),
    row(Command::Abandon, &[Browse], &["ctrl-c"], "abandon", "leave; with --pick, nothing is printed", None),
    row(
        Command::Facets,
        &[Browse],
        &["f"],
        "facets",
        "count the answers of what is shown; enter filters",
        Some("facets"),
    ),
    row(Command::Facet, &[Browse], &["F"], "facet", "the answers to one criterion; :facets NAME", None),
    row(
        Command::Abandon,
        &[Side, Short, Bar, Offer, Inspect, Prompt, Choose, Menu, Words, Pick],
        &["ctrl-c"],
        "abandon",
        "leave; with --pick, nothing is printed",
        None,
    ),
    row(Command::Quit, &[Editor], &["ctrl-q"], "quit", "leave; asks when something is unsaved", None),
];

const fn row(
    command: Command,
    scopes: &'static [Scope],
    keys: &'static [&'static str],
    name: &'static str,
    help: &'static str,
    bar: Option<&'static str>,
) -> Row {
    Row { command, scopes, keys, name, help, bar }
}

/// The rows of a scope, in order.
pub fn rows(scope: Scope) -> impl Iterator<Item = &'static Row> {
    COMMANDS.iter().filter(move |row| row.scopes.contains(&scope))
}

/// What the key asks for there.
#[must_use]
pub fn find(scope: Scope, key: Key) -> Option<Command> {
    rows(scope).find(|row| row.keys.iter().any(|text| text.parse::<Key>() == Ok(key))).map(|row| row.command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_a_key_and_means_one_thing_in_its_scope() {
        for (scope, word) in Scope::ALL {
            let mut seen = std::collections::BTreeMap::new();
            for row in rows(scope) {
                for key in row.keys {
                    assert!(key.parse::<Key>().is_ok(), "{key} is no key");
                    if let Some(other) = seen.insert(*key, row.name) {
                        panic!("{word}: {key} means both {other} and {}", row.name);
                    }
                }
            }
        }
    }

    #[test]
    fn every_scope_can_be_left() {
        for (scope, word) in Scope::ALL {
            let leaves = |row: &Row| matches!(row.command, Command::Back | Command::Quit | Command::Abandon);
            assert!(rows(scope).any(leaves), "{word}");
        }
    }

    #[test]
    fn every_row_says_what_it_does() {
        for row in COMMANDS {
            assert!(!row.help.is_empty() && !row.keys.is_empty() && !row.scopes.is_empty(), "{}", row.name);
        }
    }
}
