//! The questions: their parts must fit their type.

use crate::base::text::SafeText;
use crate::catalog::check::reading;
use crate::catalog::form::{self, Words};
use crate::catalog::read::reader::{Fields, Reader, quoted};
use crate::catalog::tree::{Mark, Node};
use crate::catalog::{Criterion, CriterionId, Direction, Kind, ShelfLife, Unit, parse_duration};

/// Under which heading criteria stand that name none.
const NO_GROUP: &str = "Other";

/// A criterion. One of a wrong type is read as text, so that its facts are not refused as well.
pub(super) fn read<'t>(reader: &mut Reader, node: &'t Node<'t>) -> Option<Criterion> {
    reader.map(node, &form::CRITERION, |fields| {
        let id: Option<CriterionId> = fields.value("id", |reader, node| reader.id(node));
        let label = fields.value("label", |reader, node| reader.line(node));
        let group = fields.value("group", |reader, node| reader.line(node));
        let word = fields.value("type", kind_word).unwrap_or("text");
        let better = fields.value("better", better);
        let order = fields.unique("order", &reading::REPEATED, |word| word, |reader, node| reader.line(node));
        let values = fields.unique("values", &reading::REPEATED, |word| word, |reader, node| reader.line(node));
        let unit = fields.value("unit", |reader, node| Some(Unit::new(reader.scalar(node)?)));
        let shelf_life = fields.value("shelf_life", shelf_life);
        let about = fields.value("about", |reader, node| reader.line(node)).unwrap_or_default();
        let mut parts = Parts { fields, word };
        let unit = parts.unit(unit);
        let (kind, better) = parts.kind(values, order, better);
        let id = id?;
        let label = label.unwrap_or_else(|| SafeText::line(id.as_str()));
        let group = group.unwrap_or_else(|| SafeText::line(NO_GROUP));
        Some(Criterion { id, label, group, kind, unit, better, shelf_life, about })
    })
}

fn kind_word(reader: &mut Reader, node: &Node<'_>) -> Option<&'static str> {
    let find = |text: &str| Kind::WORDS.into_iter().find(|word| *word == text);
    reader.one_of(node, (&reading::BAD_VALUE, "type"), find, Words::Kind.all())
}

fn better(reader: &mut Reader, node: &Node<'_>) -> Option<Direction> {
    reader.one_of(node, (&reading::BAD_VALUE, "direction"), Direction::from_word, Words::Direction.all())
}

/// `6 months` or `2 years`.
fn shelf_life(reader: &mut Reader, node: &Node<'_>) -> Option<ShelfLife> {
    const LONGEST: u32 = 1_200;
    let text = reader.scalar(node)?;
    let months = text.split_once(' ').and_then(|(count, unit)| {
        let count: u32 = count.parse().ok()?;
        match unit.trim() {
            "month" | "months" => Some(count),
            "year" | "years" => count.checked_mul(12),
            _ => None,
        }
    });
    let months = months.filter(|months| (1..=LONGEST).contains(months));
    if months.is_none() {
        let message = format!("{} is no shelf life", quoted(text));
        reader.say(node.mark, &reading::BAD_VALUE, &message, "write it `6 months` or `2 years`");
    }
    months.map(|months| ShelfLife { months })
}

/// The parts of a criterion that depend on its type.
struct Parts<'f, 'r, 't> {
    fields: &'f mut Fields<'r, 't>,
    word: &'static str,
}

impl Parts<'_, '_, '_> {
    fn refuse(&mut self, key: &str, message: &str, hint: &str) {
        let mark: Mark = self.fields.mark(key);
        self.fields.reader.say(mark, &reading::BAD_CRITERION, message, hint);
    }

    fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.word)
    }

    fn unit(&mut self, unit: Option<Unit>) -> Option<Unit> {
        let unit = unit?;
        if !self.is(&["number", "money", "duration"]) {
            self.refuse("unit", &format!("a {} has no unit", self.word), "only a number, money or a duration has one");
            return None;
        }
        if self.is(&["duration"]) && parse_duration("1", Some(&unit)).is_none() {
            let message = format!("{} is no unit of time", quoted(unit.as_str()));
            self.refuse("unit", &message, "write minutes, hours, days, months …");
            return None;
        }
        Some(unit)
    }

    fn kind(&mut self, values: Vec<SafeText>, order: Vec<SafeText>, better: Option<Direction>) -> (Kind, Direction) {
        let choice = self.is(&["choice", "choices"]);
        if !values.is_empty() && !choice {
            let message = format!("a {} has no list of values", self.word);
            self.refuse("values", &message, "only a choice has one, or choices");
        }
        if !order.is_empty() {
            return self.ordered(values, order, better.is_some());
        }
        let direction = self.direction(better.unwrap_or_default());
        (self.kind_of(values), direction)
    }

    fn kind_of(&self, values: Vec<SafeText>) -> Kind {
        Kind::from_word(self.word, values).unwrap_or(Kind::Text)
    }

    /// An order ranks the words of a choice, and where no values are listed it lists them.
    fn ordered(&mut self, values: Vec<SafeText>, mut order: Vec<SafeText>, also_better: bool) -> (Kind, Direction) {
        if !self.is(&["choice"]) {
            self.refuse("order", &format!("a {} has no order", self.word), "only a choice has one");
            return (self.kind_of(values), Direction::None);
        }
        if also_better {
            self.refuse("better", "the order says already which answer is better", "take `better` out");
        }
        if values.is_empty() {
            return (self.kind_of(order.clone()), Direction::Order(order));
        }
        for word in order.extract_if(.., |word| !values.contains(word)) {
            let message = format!("{} stands in the order and not in the values", quoted(&word));
            self.refuse("order", &message, "add it to `values`, or take it out of `order`");
        }
        (self.kind_of(values), Direction::Order(order))
    }

    fn direction(&mut self, better: Direction) -> Direction {
        let fits = match better {
            Direction::Higher | Direction::Lower => self.is(&["number", "money", "percent", "duration", "date"]),
            Direction::Yes | Direction::No => self.is(&["yes-no"]),
            Direction::None | Direction::Order(_) => true,
        };
        if fits {
            return better;
        }
        let message = format!("the answers of a {} are not better in this way", self.word);
        self.refuse("better", &message, "amounts and dates are better higher or lower, yes-no is better yes or no");
        Direction::None
    }
}
