//! From the values of a field to the question that they answer. A field that the format knows has its type from
//! there; of any other the values decide.

use foldhash::HashSet;

use super::gather::{Gathered, Row};
use super::key::Key;
use super::known::{self, Form, Group, name};
use super::pool::{Pool, TextId};
use super::value::{self, Readings};
use crate::base::slug::fingerprint;
use crate::base::text::SafeText;
use crate::catalog::{Criterion, CriterionId, Direction, Kind, Value};

/// Words that a choice lists; with more, any word will do.
const LISTED: usize = 60;
/// Characters of the longest word of a choice.
const WORD: usize = 48;

/// What a field turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Link,
    Date,
    Flag,
    Number,
    Choice,
    Choices,
    Text,
}

impl Type {
    /// The value, if the text can be read as one.
    pub(super) fn read(self, text: &SafeText) -> Option<Value> {
        match self {
            Self::Link => None,
            Self::Date => value::date(text).map(Value::Date),
            Self::Flag => value::flag(text).map(Value::YesNo),
            Self::Number => value::number(text).map(|number| Value::Number(number, None)),
            Self::Choice => Some(Value::Choice(text.clone())),
            Self::Choices => Some(Value::Choices(vec![text.clone()])),
            Self::Text => Some(Value::Text(text.clone())),
        }
    }

    pub(super) fn fits(self, readings: Readings) -> bool {
        match self {
            Self::Link => readings.link,
            Self::Date => readings.date,
            Self::Flag => readings.flag,
            Self::Number => readings.number,
            Self::Choice | Self::Choices | Self::Text => true,
        }
    }
}

/// A field with its type and its questions.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) kind: Type,
    /// What a link of it is called.
    pub(super) link: SafeText,
    /// The question that its values answer; none for links.
    pub(super) criterion: Option<CriterionId>,
    /// The question that those answer which are not of the type.
    pub(super) written: Option<CriterionId>,
}

/// What the values of a field have in common.
#[derive(Default)]
struct Tally {
    rows: usize,
    links: usize,
    dates: usize,
    flags: usize,
    numbers: usize,
    longest: usize,
    texts: HashSet<TextId>,
}

impl Tally {
    fn add(&mut self, row: &Row, pool: &Pool) {
        let readings = pool.readings(row.text);
        self.rows += 1;
        self.links += usize::from(readings.link);
        self.dates += usize::from(readings.plain_date);
        self.flags += usize::from(readings.flag);
        self.numbers += usize::from(readings.number);
        self.longest = self.longest.max(pool.str(row.text).len());
        if self.texts.len() <= LISTED {
            self.texts.insert(row.text);
        }
    }

    fn is_word(&self) -> bool {
        self.texts.len() <= LISTED && self.longest <= WORD && self.rows >= 2 * self.texts.len()
    }

    fn kind(&self, key: &Key) -> Type {
        let url = ["url", "_URL", "Url"].iter().any(|end| key.name.ends_with(end));
        match key.known.map(|known| known.form) {
            Some(Form::Link(_) | Form::Crunchbase) => Type::Link,
            _ if url && self.links > 0 || self.links == self.rows => Type::Link,
            _ if key.list => Type::Choices,
            Some(Form::Words | Form::Commas | Form::Tags) => Type::Choices,
            Some(Form::Date) => Type::Date,
            Some(Form::Flag) => Type::Flag,
            Some(Form::Word) if self.longest <= WORD => Type::Choice,
            Some(Form::Text) => Type::Text,
            _ => self.by_values(),
        }
    }

    /// One slip in twenty does not change what a field is.
    fn by_values(&self) -> Type {
        let nearly_all = |count: usize| count * 20 >= self.rows * 19;
        match () {
            () if nearly_all(self.dates) => Type::Date,
            () if nearly_all(self.flags) => Type::Flag,
            () if nearly_all(self.numbers) => Type::Number,
            () if self.is_word() => Type::Choice,
            () => Type::Text,
        }
    }

    /// The words that occur, in order; none where there are too many to list.
    fn words(&self, pool: &Pool) -> Vec<SafeText> {
        let listed = self.texts.iter().filter(|_| self.texts.len() <= LISTED);
        let mut words: Vec<SafeText> = listed.map(|text| pool.get(*text)).collect();
        words.sort();
        words
    }
}

/// The columns by the numbers of their fields, and the questions in the order of display. Only rows that are
/// `shown` count.
pub(super) fn columns(all: &Gathered, shown: &dyn Fn(&Row) -> bool) -> (Vec<Column>, Vec<Criterion>) {
    let mut tallies: Vec<Tally> = all.keys.iter().map(|_| Tally::default()).collect();
    for row in all.rows.iter().filter(|row| shown(row)) {
        if let Some(tally) = tallies.get_mut(row.key.index()) {
            tally.add(row, &all.pool);
        }
    }
    let mut naming = Naming::default();
    let mut columns = Vec::with_capacity(tallies.len());
    let mut criteria = Vec::new();
    for (met, (key, tally)) in all.keys.iter().zip(&tallies).enumerate() {
        let (column, made) = column(key, tally, &all.pool, &mut naming);
        let place = (group(key), known::rank(&key.name).unwrap_or(usize::MAX), met);
        criteria.extend(made.into_iter().map(|criterion| (place, criterion)));
        columns.push(column);
    }
    count_unfit(all, shown, &mut columns, &mut criteria, &mut naming);
    criteria.sort_by_key(|(place, _)| *place);
    (columns, criteria.into_iter().map(|(_, criterion)| criterion).collect())
}

type Placed = ((Group, usize, usize), Criterion);

/// Gives a field with values that are not of its type a second question, for those.
fn count_unfit(
    all: &Gathered,
    shown: &dyn Fn(&Row) -> bool,
    columns: &mut [Column],
    criteria: &mut Vec<Placed>,
    naming: &mut Naming,
) {
    for row in all.rows.iter().filter(|row| shown(row)) {
        let Some(column) = columns.get_mut(row.key.index()).filter(|column| column.written.is_none()) else { continue };
        let Some(key) = all.keys.get(row.key).filter(|_| !column.kind.fits(all.pool.readings(row.text))) else {
            continue;
        };
        let id = naming.id(&format!("{}_as_written", key.name));
        let label = SafeText::line(&format!("{} (as written)", key.label()));
        let place = (group(key), known::rank(&key.name).unwrap_or(usize::MAX), row.key.index());
        criteria.extend(id.clone().map(|id| (place, criterion(key, id, label, Kind::Text))));
        column.written = id;
    }
}

fn column(key: &Key, tally: &Tally, pool: &Pool, naming: &mut Naming) -> (Column, Option<Criterion>) {
    let kind = tally.kind(key);
    let link = key.link_label();
    let asked = match kind {
        Type::Link => None,
        Type::Date => Some(Kind::Date),
        Type::Flag => Some(Kind::YesNo),
        Type::Number => Some(Kind::Number),
        Type::Choice => Some(Kind::Choice(tally.words(pool))),
        Type::Choices => Some(Kind::Choices(tally.words(pool))),
        Type::Text => Some(Kind::Text),
    };
    let made = asked.filter(|_| tally.rows > 0).and_then(|asked| {
        let id = naming.id(&key.name)?;
        Some(criterion(key, id, key.label(), asked))
    });
    (Column { kind, link, criterion: made.as_ref().map(|made| made.id.clone()), written: None }, made)
}

fn criterion(key: &Key, id: CriterionId, label: SafeText, kind: Kind) -> Criterion {
    let better = match (&kind, &*key.name) {
        (Kind::Choice(words), name::PROJECT) => maturity(words),
        _ => Direction::None,
    };
    let about = SafeText::line(&format!("The field `{}` of the landscape.", key.name));
    let group = SafeText::line(group(key).label());
    Criterion { id, label, group, kind, unit: None, better, shelf_life: None, about }
}

/// Projects are ranked by their maturity where the words are the usual ones.
fn maturity(words: &[SafeText]) -> Direction {
    let order: Vec<SafeText> =
        known::MATURITY.iter().filter_map(|word| words.iter().find(|known| known.as_str() == *word).cloned()).collect();
    if order.len() > 1 { Direction::Order(order) } else { Direction::None }
}

fn group(key: &Key) -> Group {
    let own = key.known.or_else(|| known::find(key.name.split('.').next()?));
    own.map_or(Group::Own, |known| known.group)
}

/// Ids of questions, none twice.
#[derive(Default)]
struct Naming {
    taken: HashSet<CriterionId>,
}

/// Words that mean something else in a query.
const RESERVED: [&str; 17] = [
    "name", "id", "vendor", "category", "status", "licence", "summary", "started", "ended", "has", "in", "stale",
    "relation", "on", "part_of", "contains", "note",
];

impl Naming {
    /// The id of a field: its name where that is free, else with a word or a hash beside it.
    fn id(&mut self, name: &str) -> Option<CriterionId> {
        let plain = plain(name.strip_prefix("annotations.").unwrap_or(name));
        let reserved = RESERVED.contains(&&*plain);
        let forms = [plain.clone(), format!("field_{plain}"), format!("f_{:016x}", fingerprint(name.as_bytes()))];
        let free = forms.iter().skip(usize::from(reserved)).filter_map(|form| form.parse::<CriterionId>().ok());
        let id = free.into_iter().find(|id| !self.taken.contains(id))?;
        self.taken.insert(id.clone());
        Some(id)
    }
}

/// The name in letters of an id.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => plain.push(letter),
            _ if !plain.is_empty() && !plain.ends_with('_') => plain.push('_'),
            _ => {}
        }
    }
    plain.truncate(plain.trim_end_matches('_').len());
    plain
}
