//! From rows to entries, once every field has its type.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::gather::{Audit, Gathered, Item, Row};
use super::ids::{distinct, hash, id_of};
use super::infer::{Column, Type, columns};
use super::key::KeyId;
use super::known::{EVENTS, SUMMARIES, name};
use super::places::{Places, folded, slug_start};
use super::value;
use crate::base::suggest;
use crate::base::text::SafeText;
use crate::catalog::check::landscape;
use crate::catalog::read::quoted;
use crate::catalog::{
    CategoryId, Criterion, CriterionId, Details, Entry, EntryId, Event, Fact, Facts, Link, Relation, RelationId,
    Status, Value, Vendor, VendorId,
};

/// The kind of relation from a part to its whole.
pub(super) const PART_OF: &str = "part_of";

/// Everything that the items make.
pub(super) struct Made {
    pub(super) entries: Vec<Entry>,
    pub(super) criteria: Vec<Criterion>,
    pub(super) vendors: Vec<Vendor>,
}

/// Gives every item its id, and reports what only shows once all items are known: second places that are not
/// there, and items that are the same in everything.
pub(super) fn identify(all: &mut Gathered, places: &mut Places) -> Vec<Option<EntryId>> {
    all.sort_rows();
    undeclared(all, places);
    let ids = ids(all, &ItemPlaces::of(all, places));
    for (item, _) in all.items.iter().zip(&ids).filter(|(_, id)| id.is_none()) {
        let message = format!("{} is the same as another item in everything, and not shown again", quoted(&item.name));
        all.findings.say(item.mark, &landscape::LEFT_OUT, &message, "take one of them out");
    }
    ids
}

/// Makes the entries; `categories` are the ids of the places by their numbers, `ids` those of the items.
pub(super) fn make(
    all: &Gathered,
    places: &Places,
    categories: &[Option<CategoryId>],
    ids: Vec<Option<EntryId>>,
) -> Made {
    let places = ItemPlaces::of(all, places);
    let special = Special::of(all);
    let (columns, criteria) = columns(all, &|row| special.is_answer(row, all, &places));
    let vendors = Vendors::of(all, &special);
    let mut maker = Maker {
        all,
        places: &places,
        categories,
        parents: parents(all, &special, &ids),
        special,
        columns,
        vendors,
        audits: 0,
        nothing: SafeText::default(),
    };
    let mut entries = Vec::with_capacity(all.items.len());
    for (index, id) in ids.into_iter().enumerate() {
        entries.extend(id.and_then(|id| maker.entry(index, id)));
    }
    Made { entries, criteria, vendors: maker.vendors.list }
}

/// Where the items stand: in the places of their lists, and in those that they name.
struct ItemPlaces<'p> {
    tree: &'p Places,
    lists: Vec<Option<usize>>,
}

impl<'p> ItemPlaces<'p> {
    fn of(all: &Gathered, tree: &'p Places) -> Self {
        Self { tree, lists: all.lists.iter().map(|mark| tree.of_list(*mark)).collect() }
    }

    fn own(&self, item: &Item) -> Option<usize> {
        self.lists.get(item.list).copied().flatten()
    }

    /// The names around an item, the innermost first.
    fn around(&self, item: &Item) -> Vec<&'p str> {
        let path = self.own(item).map(|number| self.tree.path(number)).unwrap_or_default();
        path.into_iter().rev().collect()
    }
}

/// Looks after second places that stand nowhere in the tree. What several items name is a place all the same; what
/// one alone names is more likely misspelt.
fn undeclared(all: &mut Gathered, places: &mut Places) {
    /// Looking for what was meant takes time; whoever has mended these asks again.
    const HINTS: usize = 20;
    let second_path = all.keys.find(name::SECOND_PATH);
    let rows = all.rows.iter().filter(|row| Some(row.key) == second_path);
    let mut named: BTreeMap<String, (Row, usize)> = BTreeMap::new();
    for row in rows.filter(|row| places.find(all.pool.str(row.text)).is_none()) {
        named.entry(folded(all.pool.str(row.text))).or_insert((*row, 0)).1 += 1;
    }
    let hints = if all.findings.shows_hints_of(named.len()) { HINTS } else { 0 };
    let declared = places.written();
    for (index, (_, (row, count))) in named.into_iter().enumerate() {
        let path = all.pool.get(row.text);
        let near = suggest::nearest(&path, declared.iter().map(String::as_str).filter(|_| index < hints));
        let hint = match near {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "name a category and a subcategory of this file: \"Category / Subcategory\"".to_owned(),
        };
        let times = if count == 1 { "one item names it".to_owned() } else { format!("{count} items name it") };
        let message = format!("there is no place {}; {times}", quoted(&path));
        all.findings.say(row.mark, &landscape::UNKNOWN_PLACE, &message, hint);
        if count > 1 {
            places.add(&path);
        }
    }
}

/// The fields that are more than answers.
struct Special {
    description: Option<KeyId>,
    second_path: Option<KeyId>,
    organization: Option<KeyId>,
    organization_name: Option<KeyId>,
    project: Option<KeyId>,
    licence: Option<KeyId>,
    archived: Option<KeyId>,
    parent: Option<KeyId>,
    home: Option<KeyId>,
    repository: Option<KeyId>,
    summaries: Vec<KeyId>,
    events: Vec<(KeyId, SafeText)>,
}

impl Special {
    fn of(all: &Gathered) -> Self {
        let key = |name: &str| all.keys.find(name);
        let events = EVENTS.iter().filter_map(|(name, what)| Some((key(name)?, SafeText::line(what))));
        Self {
            description: key(name::DESCRIPTION),
            second_path: key(name::SECOND_PATH),
            organization: key(name::ORGANIZATION),
            organization_name: key(name::ORGANIZATION_NAME),
            project: key(name::PROJECT),
            licence: key(name::LICENCE),
            archived: key(name::ARCHIVED),
            parent: key(name::PARENT),
            home: key(name::HOME),
            repository: key(name::REPOSITORY),
            summaries: SUMMARIES.iter().filter_map(|name| key(name)).collect(),
            events: events.collect(),
        }
    }

    /// Whether the row names who makes the item. Some write an address there.
    fn is_vendor(&self, row: &Row, all: &Gathered) -> bool {
        let key = Some(row.key);
        key == self.organization_name || (key == self.organization && !all.pool.readings(row.text).link)
    }

    /// Whether the row answers a question, and is no part of the entry itself.
    fn is_answer(&self, row: &Row, all: &Gathered, places: &ItemPlaces<'_>) -> bool {
        let key = Some(row.key);
        let placed = key == self.second_path && places.tree.find(all.pool.str(row.text)).is_some();
        key != self.description && !placed && !self.is_vendor(row, all)
    }
}

fn ids(all: &Gathered, places: &ItemPlaces<'_>) -> Vec<Option<EntryId>> {
    let special = Special::of(all);
    let item = |index: usize| all.items.get(index);
    let names = |index: usize, around: usize| {
        let Some(item) = item(index) else { return String::new() };
        let names: Vec<&str> =
            std::iter::once(&*item.name).chain(places.around(item).into_iter().take(around)).collect();
        id_of(&names)
    };
    let with_hash = |index: usize, of: &dyn Fn(&Row) -> bool| {
        let texts = all.rows_of(index).iter().filter(|row| of(row));
        let texts: Vec<&str> = texts.map(|row| all.pool.str(row.text)).collect();
        format!("{}-{}", slug_start(&names(index, 2)), hash(texts.join("\n").as_bytes()))
    };
    let is_address = |row: &Row| [special.home, special.repository].contains(&Some(row.key));
    distinct(
        all.items.len(),
        &[
            &|index| names(index, 0),
            &|index| names(index, 1),
            &|index| names(index, 2),
            &|index| with_hash(index, &is_address),
            &|index| with_hash(index, &|_| true),
        ],
    )
}

/// The entries that others call their whole, by folded name; none where several have the name.
fn parents(all: &Gathered, special: &Special, ids: &[Option<EntryId>]) -> HashMap<String, Option<EntryId>> {
    let named = all.rows.iter().filter(|row| Some(row.key) == special.parent).map(|row| row.text);
    let named: HashSet<String> = named.map(|text| folded(all.pool.str(text))).collect();
    let mut parents: HashMap<String, Option<EntryId>> = HashMap::new();
    for (item, id) in all.items.iter().zip(ids).filter(|_| !named.is_empty()) {
        let name = folded(&item.name);
        if named.contains(&name) {
            parents.entry(name).and_modify(|known| *known = None).or_insert_with(|| id.clone());
        }
    }
    parents
}

/// Who makes the items.
struct Vendors {
    list: Vec<Vendor>,
    ids: HashMap<SafeText, VendorId>,
}

impl Vendors {
    fn of(all: &Gathered, special: &Special) -> Self {
        let rows = all.rows.iter().filter(|row| special.is_vendor(row, all));
        let names: BTreeMap<SafeText, ()> = rows.map(|row| (all.pool.get(row.text), ())).collect();
        let names: Vec<SafeText> = names.into_keys().collect();
        let name = |index: usize| names.get(index).map_or("", SafeText::as_str);
        let short = |index: usize| id_of(&[name(index)]);
        let long = |index: usize| format!("{}-{}", slug_start(&short(index)), hash(name(index).as_bytes()));
        let ids = distinct::<VendorId>(names.len(), &[&short, &long]);
        let ids: HashMap<SafeText, VendorId> =
            names.into_iter().zip(ids).filter_map(|(name, id)| Some((name, id?))).collect();
        let mut list: Vec<Vendor> =
            ids.iter().map(|(name, id)| Vendor { id: id.clone(), name: name.clone(), short: Vec::new() }).collect();
        list.sort_by(|a, b| a.id.cmp(&b.id));
        Self { list, ids }
    }
}

struct Maker<'m> {
    all: &'m Gathered,
    places: &'m ItemPlaces<'m>,
    categories: &'m [Option<CategoryId>],
    special: Special,
    columns: Vec<Column>,
    parents: HashMap<String, Option<EntryId>>,
    vendors: Vendors,
    /// How many audits have found their entries.
    audits: usize,
    nothing: SafeText,
}

impl Maker<'_> {
    /// The entry of an item; nothing where its list stands in no place.
    fn entry(&mut self, index: usize, id: EntryId) -> Option<Entry> {
        let item = self.all.items.get(index)?;
        let rows = self.all.rows_of(index);
        let events = self.events(index, rows);
        let (mut links, facts) = self.answers(rows);
        let relations = self.relations(&id, rows);
        let told: HashSet<&SafeText> = events.iter().filter_map(|event| event.source.as_ref()).collect();
        links.retain(|link| !told.contains(&link.url));
        let archived = self.text(rows, self.special.project).is_some_and(|word| word.eq_ignore_ascii_case("archived"));
        let ended = self.text(rows, self.special.archived).and_then(|text| value::date(&text));
        Some(Entry {
            categories: self.categories(item, rows)?.into(),
            id,
            name: item.name.clone(),
            short_names: Box::default(),
            former_names: Box::default(),
            vendor: self.vendor(rows),
            status: if archived { Status::Retired } else { Status::Active },
            status_note: None,
            started: None,
            ended: ended.filter(|_| archived),
            licence: self.text(rows, self.special.licence),
            summary: self.summary(rows),
            place: self.all.findings.place(item.mark),
            details: Details {
                relations: relations.into(),
                links: links.into(),
                events: events.into(),
                facts,
                ..Details::default()
            }
            .into(),
        })
    }

    fn text(&self, rows: &[Row], key: Option<KeyId>) -> Option<SafeText> {
        let key = key?;
        rows.iter().find(|row| row.key == key).map(|row| self.all.pool.get(row.text))
    }

    fn summary(&self, rows: &[Row]) -> SafeText {
        let keys = self.special.description.iter().chain(&self.special.summaries);
        keys.into_iter().find_map(|key| self.text(rows, Some(*key))).unwrap_or_else(|| self.nothing.clone())
    }

    fn vendor(&self, rows: &[Row]) -> Option<VendorId> {
        let row = rows.iter().find(|row| self.special.is_vendor(row, self.all))?;
        self.vendors.ids.get(self.all.pool.str(row.text)).cloned()
    }

    fn categories(&self, item: &Item, rows: &[Row]) -> Option<Vec<CategoryId>> {
        let own = self.places.own(item)?;
        let second = rows.iter().filter(|row| Some(row.key) == self.special.second_path);
        let second = second.filter_map(|row| self.places.tree.find(self.all.pool.str(row.text)));
        let mut seen = BTreeSet::new();
        let numbers = std::iter::once(own).chain(second).filter(|number| seen.insert(*number));
        let mut ids: Vec<CategoryId> =
            numbers.filter_map(|number| self.categories.get(number).cloned().flatten()).collect();
        ids.shrink_to_fit();
        Some(ids)
    }

    fn relations(&self, own: &EntryId, rows: &[Row]) -> Vec<Relation> {
        let parents = rows.iter().filter(|row| Some(row.key) == self.special.parent);
        let edges = parents.filter_map(|row| {
            let to = self.parents.get(&folded(self.all.pool.str(row.text)))?.clone().filter(|to| to != own)?;
            let kind: RelationId = PART_OF.parse().ok()?;
            Some(Relation { kind, to, source: None, note: None, mark: row.mark })
        });
        edges.collect()
    }

    fn events(&mut self, index: usize, rows: &[Row]) -> Vec<Event> {
        let mut events: Vec<Event> = Vec::new();
        for (key, what) in &self.special.events {
            let Some(row) = rows.iter().find(|row| row.key == *key) else { continue };
            let Some(date) = value::date(self.all.pool.str(row.text)) else { continue };
            events.push(Event { date, what: what.clone(), source: None, mark: row.mark });
        }
        while let Some(audit) = self.all.audits.get(self.audits).filter(|audit| audit.item <= index) {
            self.audits += 1;
            events.extend((audit.item == index).then(|| self.audit(audit)));
        }
        events.sort_by_key(|event| event.date);
        events.shrink_to_fit();
        events
    }

    fn audit(&self, audit: &Audit) -> Event {
        Event { date: audit.date, what: audit.what.clone(), source: audit.source.clone(), mark: audit.mark }
    }

    /// What the item says: addresses as links, everything else as facts.
    fn answers(&self, rows: &[Row]) -> (Vec<Link>, Facts) {
        let mut links: Vec<Link> = Vec::new();
        let mut facts: Vec<(CriterionId, Fact)> = Vec::new();
        for group in rows.chunk_by(|a, b| a.key == b.key) {
            let shown = |row: &&Row| self.special.is_answer(row, self.all, self.places);
            let Some(column) = group.first().and_then(|row| self.columns.get(row.key.index())) else { continue };
            let (fit, odd): (Vec<&Row>, Vec<&Row>) =
                group.iter().filter(shown).partition(|row| column.kind.fits(self.all.pool.readings(row.text)));
            if column.kind == Type::Link {
                links.extend(
                    fit.iter().map(|row| Link { label: column.link.clone(), url: self.all.pool.get(row.text) }),
                );
            } else {
                facts.extend(self.fact(column.criterion.as_ref(), column.kind, &fit));
            }
            facts.extend(self.fact(column.written.as_ref(), Type::Text, &odd));
        }
        (links, facts.into_iter().collect())
    }

    /// The answer that the rows of one field give together.
    fn fact(&self, criterion: Option<&CriterionId>, kind: Type, rows: &[&Row]) -> Option<(CriterionId, Fact)> {
        let mut seen = HashSet::new();
        let mut texts: Vec<SafeText> = Vec::with_capacity(rows.len());
        texts.extend(rows.iter().filter(|row| seen.insert(row.text)).map(|row| self.all.pool.get(row.text)));
        let (first, more) = texts.split_first()?;
        let (value, note) = match kind {
            Type::Choices => (Value::Choices(texts), None),
            _ => (kind.read(first)?, also(more)),
        };
        Some((criterion?.clone(), Fact { value, note, cite: None, mark: rows.first()?.mark }))
    }
}

/// Further values of a field that answers with one.
fn also(more: &[SafeText]) -> Option<SafeText> {
    let words: Vec<&str> = more.iter().map(SafeText::as_str).collect();
    (!words.is_empty()).then(|| SafeText::line(&format!("also {}", words.join(", "))))
}
