//! The catalog's own words: its glossary, and what its categories are for. Filterable like the keys beside it.

use std::borrow::Cow;

use crate::base::width::{fit, wrap};
use crate::catalog::Catalog;
use crate::tui::command::{Command, Scope};
use crate::tui::key::Key;
use crate::tui::kit::edit::{Edited, Field};
use crate::tui::kit::list::Step;
use crate::tui::layout;
use crate::tui::pointer::{Act, Pointer};
use crate::tui::route::{Next, Route};
use crate::tui::span::{Line, Role};
use crate::tui::surface::{Behaviour, Context};

/// Cells of the words themselves; what is meant by them stands beside.
const LABEL: usize = 22;

/// Words explained, and how far down one has read.
#[derive(Clone, Debug)]
pub struct Words {
    /// What is searched for.
    pub field: Field,
    /// The words that fit, as they are shown.
    pub lines: Vec<Line>,
    /// The first line shown.
    pub top: usize,
}

impl Default for Words {
    fn default() -> Self {
        Self { field: Field::line(""), lines: Vec::new(), top: 0 }
    }
}

impl Words {
    fn scroll(&mut self, step: Step, height: usize) {
        let half = isize::try_from((height / 2).max(1)).unwrap_or(1);
        self.top = match step {
            Step::By(lines) => self.top.saturating_add_signed(lines),
            Step::HalfPages(pages) => self.top.saturating_add_signed(pages * half),
            Step::First => 0,
            Step::Last => self.lines.len(),
        };
        self.follow(height);
    }

    /// Leaves no empty space below.
    fn follow(&mut self, height: usize) {
        self.top = self.top.min(self.lines.len().saturating_sub(height));
    }

    fn edited(&mut self, edited: Edited) -> Next {
        if edited == Edited::Text {
            self.top = 0;
        }
        Next::Stay
    }
}

/// The glossary and the categories as far as they fit, in lines of so many cells.
fn lines(catalog: &Catalog, wanted: &str, cells: usize) -> Vec<Line> {
    let terms = catalog.glossary.iter().map(|term| (&*term.term, &*term.meaning)).collect();
    let guided = catalog.categories.iter().filter(|category| !category.guide.is_empty());
    let guides = guided.map(|category| (&*category.name, &*category.guide)).collect();
    let parts: [(&str, Vec<(&str, &str)>); 2] = [("Glossary", terms), ("Categories", guides)];
    let mut lines = Vec::new();
    for (heading, words) in parts {
        let mut fitting = words.into_iter().filter(|word| fits(*word, wanted)).peekable();
        if fitting.peek().is_some() {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.push(Line::new(Role::Heading, heading));
            lines.extend(fitting.flat_map(|word| explained(word, cells)));
        }
    }
    lines
}

fn fits((word, meaning): (&str, &str), wanted: &str) -> bool {
    let text = format!("{word} {meaning}").to_lowercase();
    wanted.to_lowercase().split_whitespace().all(|part| text.contains(part))
}

/// The word to the left, what is meant by it to the right, each on as many lines as it needs.
fn explained((word, meaning): (&str, &str), cells: usize) -> Vec<Line> {
    let meaning = meaning.split_whitespace().collect::<Vec<_>>().join(" ");
    let label = LABEL.min(cells / 3);
    let (left, right) = (wrap(word, label), wrap(&meaning, cells.saturating_sub(label + 1)));
    let part = |lines: &[Cow<'_, str>], row: usize| lines.get(row).map_or(String::new(), ToString::to_string);
    let row =
        |row| Line::new(Role::Label, fit(&part(&left, row), label)).with(Role::Text, format!(" {}", part(&right, row)));
    (0..left.len().max(right.len())).map(row).collect()
}

impl Behaviour for Words {
    fn scope(&self) -> Scope {
        Scope::Words
    }

    fn run(&mut self, command: Command, context: &mut Context<'_>) -> Next {
        if command == Command::SwitchPane {
            return Next::All(vec![Next::Back, Next::Open(Route::Palette { finding: false })]);
        }
        match command.step() {
            Some(step) => self.scroll(step, layout::menu_lines(context.size)),
            None => return Next::Back,
        }
        Next::Stay
    }

    fn typed(&mut self, key: Key, _context: &mut Context<'_>) -> Next {
        let edited = self.field.key(key);
        self.edited(edited)
    }

    fn paste(&mut self, text: &str, _context: &mut Context<'_>) -> Next {
        let edited = self.field.paste(text);
        self.edited(edited)
    }

    fn pointed(&mut self, pointer: Pointer, context: &mut Context<'_>) -> Next {
        if let Act::Scroll(lines) = pointer.act {
            self.scroll(Step::By(lines), layout::menu_lines(context.size));
        }
        Next::Stay
    }

    fn refresh(&mut self, context: &Context<'_>) {
        let cells = usize::from(layout::menu(context.size, layout::HELP, 0).width.saturating_sub(4));
        self.lines = lines(&context.world.catalog, &self.field.text(), cells);
        self.follow(layout::menu_lines(context.size));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::SafeText;
    use crate::catalog::Term;

    fn plain(wanted: &str) -> Vec<String> {
        let term = |term: &str, meaning: &str| Term {
            term: SafeText::line(term),
            meaning: SafeText::block(meaning),
            sources: Vec::new(),
        };
        let mut catalog = Catalog::default();
        catalog.glossary = vec![term("cluster", "Machines that work\nas one."), term("node", "One machine.")];
        lines(&catalog, wanted, 24).iter().map(|line| line.plain().trim_end().to_owned()).collect()
    }

    #[test]
    fn a_word_stands_beside_its_meaning() {
        assert_eq!(plain("cluster"), ["Glossary", "cluster  Machines that", "         work as one."]);
    }

    #[test]
    fn what_is_searched_for_may_stand_in_the_meaning() {
        assert_eq!(plain("ONE mach"), plain(""));
        assert_eq!(plain("one machine."), ["Glossary", "node     One machine."]);
        assert_eq!(plain("zebra"), Vec::<String>::new());
    }
}
