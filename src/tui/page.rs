//! Everything known of an entry or a category, as lines to read, with the places a cursor stops at.

mod facets;

pub use facets::facets;

use smol_str::format_smolstr;

use super::answer;
use super::sign::{self, Sign};
use super::span::{Line, Role};
use crate::base::text::SafeText;
use crate::base::width::{fit, width, wrap};
use crate::catalog::{Criterion, CriterionId, Entry, EntryId, Facet, Group, Relation, Status};
use crate::world::World;

/// What the cursor can stop at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An answer to a criterion, known or not.
    Fact(CriterionId),
    /// The other end of a relation.
    Entry(EntryId),
    /// An address, or several, with what they are for.
    Links(Vec<(SafeText, SafeText)>),
    /// A part of the notes: the entry's, or a fact's.
    Note(Option<CriterionId>),
    /// A condition to filter by.
    Condition(String),
}

/// A place to stop at: its lines and what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The first line.
    pub first: usize,
    /// The last line.
    pub last: usize,
    /// What is there.
    pub target: Target,
}

/// Lines to read, and the stops among them in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Top to bottom.
    pub lines: Vec<Line>,
    /// In order of their lines.
    pub stops: Vec<Stop>,
    cells: usize,
    ascii: bool,
}

/// Addresses in the order of their first use; their numbers count from one.
#[derive(Debug, Default)]
struct References(Vec<SafeText>);

impl References {
    fn number(&mut self, url: &SafeText) -> usize {
        match self.0.iter().position(|known| known == url) {
            Some(index) => index + 1,
            None => {
                self.0.push(url.clone());
                self.0.len()
            }
        }
    }

    fn numbers<'a>(&mut self, urls: impl IntoIterator<Item = &'a SafeText>) -> String {
        urls.into_iter().map(|url| format!("[{}]", self.number(url))).collect::<Vec<_>>().concat()
    }
}

/// The width of a label column in a page of so many cells.
fn label_cells(cells: usize) -> usize {
    (cells / 3).clamp(12, 24)
}

/// The entry in two parts that fit `cells` each: head and facts, and all else; for one column they are
/// joined with [`Page::append`].
#[must_use]
pub fn entry(world: &World, entry: &Entry, cells: (usize, usize)) -> (Page, Page) {
    let mut references = References::default();
    let mut main = Page::new(cells.0, world.config.ascii);
    main.head(world, entry);
    main.notes(world, entry);
    main.facts(world, entry, &mut references);
    let mut aside = Page::new(cells.1, world.config.ascii);
    aside.relations(world, entry);
    aside.events(entry, &mut references);
    aside.answers(entry, &mut references);
    aside.links(entry);
    aside.sources(&references);
    (main, aside)
}

/// A group of the tree: what belongs there, and what stands in it.
#[must_use]
pub fn group(world: &World, facet: &Facet, group: &Group, cells: usize) -> Page {
    let mut page = Page::new(cells, world.config.ascii);
    let guide = world
        .catalog
        .categories
        .iter()
        .find(|category| *facet == Facet::Category && category.id.as_str() == group.drawer.word.as_str());
    if *facet != Facet::Category {
        page.text(Role::Dim, &facet.label(&world.catalog), 0);
    }
    page.text(Role::Title, &group.drawer.label, 0);
    if let Some(guide) = guide.filter(|category| !category.guide.is_empty()) {
        page.blank();
        page.text(Role::Text, &guide.guide, 0);
    }
    let entries: Vec<&Entry> = group.all.iter().filter_map(|index| world.catalog.entries.get(*index)).collect();
    page.heading(&format!("{} here", counted(entries.len(), "entry", "entries")));
    for status in Status::ALL {
        let count = entries.iter().filter(|entry| entry.status == status).count();
        if count > 0 {
            let (sign, role) = sign::of_status(status);
            let line = Line::new(role, format!("{} {}", sign.text(page.ascii), fit(status.word(), 12)));
            page.push(line.with(Role::Text, format!("{count:>6}")));
        }
    }
    page
}

/// A number with its noun.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

impl Page {
    fn new(cells: usize, ascii: bool) -> Self {
        Self { cells: cells.max(16), ascii, ..Self::default() }
    }

    /// The other page's lines and stops below one's own.
    #[must_use]
    pub fn append(mut self, other: Self) -> Self {
        if !other.lines.is_empty() {
            self.blank();
        }
        let shift = self.lines.len();
        self.lines.extend(other.lines);
        let moved =
            other.stops.into_iter().map(|stop| Stop { first: stop.first + shift, last: stop.last + shift, ..stop });
        self.stops.extend(moved);
        self
    }

    fn push(&mut self, line: Line) {
        self.lines.push(line);
    }

    fn blank(&mut self) {
        self.push(Line::default());
    }

    fn heading(&mut self, text: &str) {
        if !self.lines.is_empty() {
            self.blank();
        }
        let dash = Sign::Across.text(self.ascii);
        let rest = self.cells.saturating_sub(width(text) + 4);
        let line = Line::new(Role::Dim, dash.repeat(2)).with(Role::Heading, format!(" {text} "));
        self.push(line.with(Role::Dim, dash.repeat(rest)));
    }

    /// Wrapped text, every line moved in.
    fn text(&mut self, role: Role, text: &str, indent: usize) {
        for text in wrap(text, self.cells.saturating_sub(indent)) {
            let line = if indent > 0 { Line::new(Role::Text, " ".repeat(indent)) } else { Line::default() };
            self.push(line.with(role, text));
        }
    }

    /// What `write` adds is one stop.
    fn stop(&mut self, target: Target, write: impl FnOnce(&mut Self)) {
        let first = self.lines.len();
        write(self);
        let last = self.lines.len().saturating_sub(1).max(first);
        self.stops.push(Stop { first, last, target });
    }

    fn head(&mut self, world: &World, entry: &Entry) {
        let status = answer::status(entry, self.ascii);
        let name = Line::new(Role::Title, entry.name.as_str());
        let room = self.cells.saturating_sub(status.width() + 1);
        self.push(Line::spread(answer::with_origin(name, entry, &world.catalog, room), status, self.cells));
        let mut parts: Vec<String> = world.catalog.category_names(entry).iter().map(ToString::to_string).collect();
        parts.extend(world.catalog.vendor_name(entry).map(ToString::to_string));
        parts.extend(answer::lifetime(entry));
        parts.extend(entry.licence.as_ref().map(ToString::to_string));
        self.text(Role::Dim, &parts.join(" · "), 0);
        let was: Vec<String> = entry
            .former_names
            .iter()
            .map(|former| match former.until {
                Some(until) => format!("{} (until {until})", former.name),
                None => former.name.to_string(),
            })
            .collect();
        if !was.is_empty() {
            self.text(Role::Dim, &format!("was {}", was.join(", ")), 0);
        }
        self.tombstone(world, entry);
        if !entry.summary.is_empty() {
            self.blank();
            self.text(Role::Text, &entry.summary, 0);
        }
        self.candidate(world, entry);
    }

    /// Why it has its status, and for the dead what came after.
    fn tombstone(&mut self, world: &World, entry: &Entry) {
        let (_, role) = sign::of_status(entry.status);
        let after: Vec<&str> = entry
            .details
            .relations
            .iter()
            .filter(|relation| is_succession(world, relation))
            .filter_map(|relation| Some(world.catalog.entry(&relation.to)?.name.as_str()))
            .collect();
        let mut words: Vec<String> = entry.status_note.iter().map(ToString::to_string).collect();
        if !after.is_empty() {
            words.push(format!("{} {}", Sign::To.text(self.ascii), after.join(", ")));
        }
        if !words.is_empty() {
            self.text(if entry.status == Status::Active { Role::Dim } else { role }, &words.join(" "), 0);
        }
    }

    fn candidate(&mut self, world: &World, entry: &Entry) {
        let Some(place) = world.decision.position(&entry.id) else { return };
        let verdict = world.decision.shortlist.get(place).and_then(|candidate| candidate.verdict.as_ref());
        let text = match verdict {
            Some(verdict) => {
                format!("{} {}. on the shortlist: {verdict}", Sign::Shortlisted.text(self.ascii), place + 1)
            }
            None => format!("{} {}. on the shortlist", Sign::Shortlisted.text(self.ascii), place + 1),
        };
        self.blank();
        self.text(Role::Accent, &text, 0);
    }

    fn notes(&mut self, world: &World, entry: &Entry) {
        for note in world.notes.on_entry(&entry.id) {
            self.heading(&format!("Note by {}", note.author));
            if let Some(why) = &note.read_only {
                self.text(Role::Fair, why, 0);
            }
            for on in note.subjects() {
                let text = note.text(on);
                self.stop(Target::Note(on.cloned()), |page| match on {
                    None => page.text(Role::Note, &text, 0),
                    Some(criterion) => {
                        let known = world.catalog.criterion(criterion);
                        let label = known.map_or(criterion.as_str(), |known| known.label.as_str());
                        page.text(Role::Label, &format!("on {label}"), 0);
                        page.text(Role::Note, &text, 2);
                    }
                });
            }
        }
    }

    fn facts(&mut self, world: &World, entry: &Entry, references: &mut References) {
        for (group, criteria) in world.catalog.groups() {
            let (asked, unknown): (Vec<_>, Vec<_>) =
                criteria.into_iter().partition(|criterion| is_shown(world, entry, criterion));
            if asked.is_empty() {
                continue;
            }
            self.heading(group);
            for criterion in asked {
                let target = Target::Fact(criterion.id.clone());
                self.stop(target, |page| page.fact(world, entry, criterion, references));
            }
            if !unknown.is_empty() {
                let labels: Vec<&str> = unknown.iter().map(|criterion| criterion.label.as_str()).collect();
                self.text(Role::Dim, &format!("unknown: {}", labels.join(", ")), 0);
            }
        }
    }

    fn fact(&mut self, world: &World, entry: &Entry, criterion: &Criterion, references: &mut References) {
        let label_cells = label_cells(self.cells);
        let noted = world.notes.has_fact(&entry.id, &criterion.id);
        let mark = if noted { Sign::Noted.text(self.ascii) } else { " " };
        let label = Line::new(Role::Label, fit(&criterion.label, label_cells - 2)).with(Role::Note, format!("{mark} "));
        let fact = entry.fact(&criterion.id);
        let mut right = Line::default();
        if let Some(fact) = fact {
            right = answer::age(fact, criterion, world.today, self.ascii);
            if let Some(source) = fact.source() {
                right.push(Role::Dim, format_smolstr!(" [{}]", references.number(source)));
            }
        } else if let Some(missing) = entry.details.not_found.iter().find(|missing| missing.criterion == criterion.id) {
            right.push(Role::Dim, format!("looked for {}", missing.as_of));
        }
        let room = self.cells.saturating_sub(label_cells + right.width() + 1);
        self.answer(label, answer::value(fact, self.ascii), right, room);
        if let Some(note) = fact.and_then(|fact| fact.note.as_ref()) {
            self.text(Role::Dim, note, label_cells);
        }
    }

    /// Label, answer and date on a line; a long answer goes on below.
    fn answer(&mut self, label: Line, value: Line, right: Line, room: usize) {
        let mut left = label;
        if value.width() <= room {
            left.append(value);
            self.push(Line::spread(left, right, self.cells));
            return;
        }
        let indent = left.width();
        let value = value.plain();
        let mut lines = wrap(&value, room).into_iter();
        left.push(Role::Text, lines.next().unwrap_or_default());
        self.push(Line::spread(left, right, self.cells));
        for line in lines {
            self.push(Line::new(Role::Text, " ".repeat(indent)).with(Role::Text, line));
        }
    }

    fn relations(&mut self, world: &World, entry: &Entry) {
        let incoming: Vec<(&Entry, &Relation)> = world.catalog.relations_to(&entry.id).collect();
        if entry.details.relations.is_empty() && incoming.is_empty() {
            return;
        }
        self.heading("Relations");
        for relation in &entry.details.relations {
            let label = world.catalog.relation_kind(&relation.kind).map_or("", |kind| &kind.label);
            self.relation(world, label, &relation.to, relation);
        }
        for (other, relation) in incoming {
            let kind = world.catalog.relation_kind(&relation.kind);
            let mutual = kind.is_some_and(|kind| kind.label == kind.inverse)
                && entry.details.relations.iter().any(|own| own.kind == relation.kind && own.to == other.id);
            if !mutual {
                self.relation(world, kind.map_or("", |kind| &kind.inverse), &other.id, relation);
            }
        }
    }

    fn relation(&mut self, world: &World, label: &str, to: &EntryId, relation: &Relation) {
        let Some(other) = world.catalog.entry(to) else { return };
        let (label, name) = (label.to_owned(), other.name.to_string());
        let (sign, role) = sign::of_status(other.status);
        let sign = sign.text(self.ascii);
        let note = relation.note.clone();
        self.stop(Target::Entry(to.clone()), |page| {
            let label_cells = label_cells(page.cells);
            let line =
                Line::new(Role::Label, fit(&label, label_cells)).with(role, format!("{sign} ")).with(Role::Link, name);
            page.push(line.cut(page.cells));
            if let Some(note) = note {
                page.text(Role::Dim, &note, label_cells);
            }
        });
    }

    fn events(&mut self, entry: &Entry, references: &mut References) {
        if entry.details.events.is_empty() {
            return;
        }
        self.heading("Events");
        for event in &entry.details.events {
            let reference = references.numbers(&event.source);
            let links: Vec<_> = event.source.iter().map(|source| (event.what.clone(), source.clone())).collect();
            self.stop(Target::Links(links), |page| {
                let room = page.cells.saturating_sub(12);
                let what = format!("{} {reference}", event.what);
                let mut lines = wrap(&what, room).into_iter();
                let first = lines.next().unwrap_or_default();
                page.push(Line::new(Role::Label, fit(&event.date.to_string(), 12)).with(Role::Text, first));
                for line in lines {
                    page.push(Line::new(Role::Text, " ".repeat(12)).with(Role::Text, line));
                }
            });
        }
    }

    fn answers(&mut self, entry: &Entry, references: &mut References) {
        if entry.details.answers.is_empty() {
            return;
        }
        self.heading("Questions answered");
        for answer in &entry.details.answers {
            let links = answer.sources.iter().map(|source| (answer.question.clone(), source.clone())).collect();
            let numbers = references.numbers(&answer.sources);
            self.stop(Target::Links(links), |page| {
                page.text(Role::Accent, &answer.question, 0);
                page.text(Role::Text, &format!("{} {numbers}", answer.answer), 2);
            });
        }
    }

    fn links(&mut self, entry: &Entry) {
        if entry.details.links.is_empty() {
            return;
        }
        self.heading("Links");
        for link in &entry.details.links {
            self.address(&format!("{} ", fit(&link.label, 11)), &link.label, &link.url);
        }
    }

    fn sources(&mut self, references: &References) {
        if references.0.is_empty() {
            return;
        }
        self.heading("Sources");
        for (index, url) in references.0.iter().enumerate() {
            self.address(&format!("{:<5}", format!("[{}]", index + 1)), url, url);
        }
    }

    fn address(&mut self, lead: &str, label: &SafeText, url: &SafeText) {
        let lead = lead.to_owned();
        self.stop(Target::Links(vec![(label.clone(), url.clone())]), |page| {
            page.push(Line::new(Role::Label, lead).with(Role::Link, url).cut(page.cells));
        });
    }
}

/// Whether an answer has a line of its own, known or not. Where a catalog speaks of no date, as a landscape does,
/// its questions were not asked of every entry: they are the fields that some of them have.
fn is_shown(world: &World, entry: &Entry, criterion: &Criterion) -> bool {
    world.catalog.as_of.is_some()
        || entry.fact(&criterion.id).is_some()
        || world.notes.has_fact(&entry.id, &criterion.id)
}

fn is_succession(world: &World, relation: &Relation) -> bool {
    use crate::catalog::RelationGroup::Succession;
    world.catalog.relation_kind(&relation.kind).is_some_and(|kind| kind.group == Succession)
}
