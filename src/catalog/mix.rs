//! Several catalogs as one. Nothing is merged silently: an entry of a later catalog keeps to itself, under an
//! id of its own, and where it has the repository or home page of another, a relation says that the two are
//! perhaps the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::iter;
use std::str::FromStr;

use super::tree::Mark;
use super::{
    Catalog, Category, CategoryId, Criterion, CriterionId, Entry, EntryId, Relation, RelationGroup, RelationId,
    RelationKind,
};
use crate::base::address;
use crate::base::slug::{hash, slug};
use crate::base::text::SafeText;

/// The kind of the relation between entries that are perhaps the same.
const PERHAPS_SAME: &str = "perhaps_same";
/// An address that more entries of one catalog have tells nothing about which entry is meant.
const TELLING: usize = 2;

/// The catalogs as one, in their order. The tree of the first stays as it is; each other one stands below a
/// category of its own.
#[must_use]
pub fn mix(catalogs: Vec<Catalog>) -> Catalog {
    let mut all = catalogs.into_iter();
    let mut mixed = all.next().unwrap_or_default();
    if all.len() == 0 {
        return mixed;
    }
    let mut entries = std::mem::take(&mut mixed.entries);
    let mut origins = vec![mixed.title.clone(); entries.len()];
    for other in all {
        let title = other.title.clone();
        add(&mut mixed, &mut entries, other);
        origins.resize(entries.len(), title);
    }
    mixed.namesakes = namesakes(&entries, &origins);
    mixed.with_entries(entries)
}

/// The entries that are called as one of another catalog is, each with the title of its own.
fn namesakes(entries: &[Entry], origins: &[SafeText]) -> BTreeMap<EntryId, SafeText> {
    let mut called: BTreeMap<String, Vec<(&Entry, &SafeText)>> = BTreeMap::new();
    for (entry, origin) in entries.iter().zip(origins) {
        called.entry(entry.name.to_lowercase()).or_default().push((entry, origin));
    }
    let differ =
        |alike: &Vec<(&Entry, &SafeText)>| alike.first().map(|(_, one)| one) != alike.last().map(|(_, other)| other);
    let alike = called.into_values().filter(differ).flatten();
    alike.map(|(entry, origin)| (entry.id.clone(), origin.clone())).collect()
}

fn add(mixed: &mut Catalog, entries: &mut Vec<Entry>, mut other: Catalog) {
    let suffix = suffix(&other.title);
    let added = std::mem::take(&mut other.entries);
    let names = Names {
        entries: entry_names(entries, &added, &suffix),
        categories: categories(mixed, &other, &suffix),
        criteria: criteria(mixed, &other, &suffix),
    };
    let mut added: Vec<Entry> = added.into_iter().map(|entry| names.entry(entry)).collect();
    propose(entries, &mut added);
    if added.iter().any(|entry| entry.details.relations.iter().any(|relation| relation.kind.as_str() == PERHAPS_SAME)) {
        unite(&mut mixed.relation_kinds, perhaps_same().into_iter().collect(), |kind| &kind.id);
    }
    entries.extend(added);
    unite(&mut mixed.relation_kinds, other.relation_kinds, |kind| &kind.id);
    unite(&mut mixed.vendors, other.vendors, |vendor| &vendor.id);
    unite(&mut mixed.glossary, other.glossary, |term| &term.term);
    mixed.title = SafeText::line(&format!("{} + {}", mixed.title, other.title));
    // As fresh as the older of the two.
    mixed.as_of = mixed.as_of.min(other.as_of);
}

/// Adds what is not there yet.
fn unite<T, K: Ord + Clone>(known: &mut Vec<T>, others: Vec<T>, key: impl Fn(&T) -> &K) {
    let mut seen: BTreeSet<K> = known.iter().map(|thing| key(thing).clone()).collect();
    known.extend(others.into_iter().filter(|other| seen.insert(key(other).clone())));
}

/// The names that things of a later catalog bear in the whole.
struct Names {
    entries: BTreeMap<EntryId, EntryId>,
    categories: BTreeMap<CategoryId, CategoryId>,
    criteria: BTreeMap<CriterionId, CriterionId>,
}

impl Names {
    fn entry(&self, mut entry: Entry) -> Entry {
        entry.id = new_name(&self.entries, entry.id);
        entry.categories = entry.categories.into_iter().map(|id| new_name(&self.categories, id)).collect();
        entry.details.edit(|details| {
            for relation in &mut details.relations {
                relation.to = new_name(&self.entries, relation.to.clone());
            }
            for missing in &mut details.not_found {
                missing.criterion = new_name(&self.criteria, missing.criterion.clone());
            }
            let facts = std::mem::take(&mut details.facts).into_iter();
            details.facts = facts.map(|(criterion, fact)| (new_name(&self.criteria, criterion), fact)).collect();
        });
        entry
    }
}

fn new_name<T: Ord + Clone>(names: &BTreeMap<T, T>, name: T) -> T {
    names.get(&name).cloned().unwrap_or(name)
}

/// What tells a catalog's names from those of others.
fn suffix(title: &str) -> String {
    let slug = slug(title);
    if slug.is_empty() { hash(title.as_bytes()) } else { slug }
}

fn entry_names(known: &[Entry], added: &[Entry], suffix: &str) -> BTreeMap<EntryId, EntryId> {
    let ids = |entries: &[Entry]| entries.iter().map(|entry| entry.id.clone()).collect::<BTreeSet<_>>();
    let (known, own) = (ids(known), ids(added));
    renamed(known.intersection(&own), &mut known.union(&own).cloned().collect(), suffix)
}

/// New names for those that stand for something else already, with the catalog's own behind them.
fn renamed<'a, T: Ord + Clone + Display + FromStr + 'a>(
    names: impl Iterator<Item = &'a T>,
    taken: &mut BTreeSet<T>,
    suffix: &str,
) -> BTreeMap<T, T> {
    names.filter_map(|name| Some((name.clone(), free(&format!("{name} {suffix}"), taken)?))).collect()
}

/// An id made of a text that nothing has yet, and that is taken from now on: where the text alone does not do,
/// with a hash behind it. It follows from names, never from how many others there are.
fn free<T: Ord + Clone + FromStr>(text: &str, taken: &mut BTreeSet<T>) -> Option<T> {
    let longer = |last: &String| Some(format!("{text} {}", hash(last.as_bytes())));
    let texts = iter::successors(Some(text.to_owned()), longer);
    let id = texts.filter_map(|text| slug(&text).parse().ok()).find(|id| !taken.contains(id))?;
    taken.insert(id.clone());
    Some(id)
}

/// Puts the categories of a later catalog below one of its own.
fn categories(mixed: &mut Catalog, other: &Catalog, suffix: &str) -> BTreeMap<CategoryId, CategoryId> {
    let ids = |of: &Catalog| of.categories.iter().map(|category| category.id.clone()).collect::<BTreeSet<_>>();
    let (known, own) = (ids(mixed), ids(other));
    let mut taken: BTreeSet<CategoryId> = known.union(&own).cloned().collect();
    let is_free = taken.iter().all(|id| id.as_str() != suffix);
    let root = free(&if is_free { suffix.to_owned() } else { format!("{suffix} catalog") }, &mut taken);
    let names = renamed(known.intersection(&own), &mut taken, suffix);
    mixed.categories.extend(root.clone().map(|id| Category {
        id,
        name: other.title.clone(),
        guide: other.about.clone(),
        parent: None,
    }));
    mixed.categories.extend(other.categories.iter().map(|category| Category {
        id: new_name(&names, category.id.clone()),
        parent: category.parent.clone().map(|parent| new_name(&names, parent)).or_else(|| root.clone()),
        ..category.clone()
    }));
    names
}

/// A criterion of the same id is the same question if it is asked in the same way.
fn criteria(mixed: &mut Catalog, other: &Catalog, suffix: &str) -> BTreeMap<CriterionId, CriterionId> {
    let same = |a: &Criterion, b: &Criterion| a.kind == b.kind && a.unit == b.unit;
    let clashes = |criterion: &&Criterion| mixed.criterion(&criterion.id).is_some_and(|known| !same(known, criterion));
    let clashing = other.criteria.iter().filter(clashes).map(|criterion| &criterion.id);
    let all = mixed.criteria.iter().chain(&other.criteria);
    let names = renamed(clashing, &mut all.map(|criterion| criterion.id.clone()).collect(), suffix);
    let new = other
        .criteria
        .iter()
        .map(|criterion| Criterion { id: new_name(&names, criterion.id.clone()), ..criterion.clone() });
    let new: Vec<Criterion> = new.collect();
    unite(&mut mixed.criteria, new, |criterion| &criterion.id);
    names
}

fn perhaps_same() -> Option<RelationKind> {
    Some(RelationKind {
        id: PERHAPS_SAME.parse().ok()?,
        label: SafeText::line("perhaps the same as"),
        inverse: SafeText::line("perhaps the same as"),
        group: RelationGroup::Other,
        about: SafeText::line(
            "An entry of another catalog with the same repository or home page; decide for yourself.",
        ),
    })
}

/// Draws an edge from each new entry to those that have its repository or home page.
fn propose(known: &[Entry], added: &mut [Entry]) {
    let Ok(kind) = PERHAPS_SAME.parse::<RelationId>() else { return };
    let by_address = telling(known);
    let new = telling(added);
    for entry in added {
        let shared = addresses(entry).filter(|address| new.contains_key(address));
        let others: BTreeSet<EntryId> =
            shared.filter_map(|address| by_address.get(&address)).flatten().cloned().collect();
        let mark = Mark::from(&entry.place);
        let edge = |to| Relation { kind: kind.clone(), to, source: None, note: None, mark };
        entry.details.edit(|details| {
            let relations = std::mem::take(&mut details.relations);
            details.relations = relations.into_iter().chain(others.into_iter().map(edge)).collect();
        });
    }
}

/// The entries at each address that few share.
fn telling(entries: &[Entry]) -> BTreeMap<String, Vec<EntryId>> {
    let mut found: BTreeMap<String, Vec<EntryId>> = BTreeMap::new();
    for entry in entries {
        let own: BTreeSet<String> = addresses(entry).collect();
        own.into_iter().for_each(|address| found.entry(address).or_default().push(entry.id.clone()));
    }
    found.retain(|_, entries| entries.len() <= TELLING);
    found
}

/// The repository and home page of an entry, without what two people write differently.
fn addresses(entry: &Entry) -> impl Iterator<Item = String> + '_ {
    let telling = entry.details.links.iter().filter(|link| ["home", "repository"].contains(&link.label.as_str()));
    telling.map(|link| address::bare(&link.url))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::read::{self, SourceFile};
    use proptest::prelude::*;

    fn catalog(title: &str, criterion: &str, entries: &str) -> Catalog {
        catalog_of(title, "", criterion, entries)
    }

    fn catalog_of(title: &str, groups: &str, criterion: &str, entries: &str) -> Catalog {
        let text = format!(
            "title: {title}\ncategories: [{{id: tools, name: Tools}}{groups}]\nrelations: [{{kind: part_of, inverse: contains, group: containment}}]\ncriteria: [{criterion}]\nentries:\n{entries}"
        );
        read::catalog(&SourceFile::parse(SafeText::line("a.yaml"), &text), &[]).value
    }

    const ASKED: &str = "{id: size, label: Size, group: Use, type: number}";

    fn entry(id: &str, rest: &str) -> String {
        format!("  - {{id: {id}, name: The {id}, categories: [tools], status: active, summary: A tool.{rest}}}\n")
    }

    fn two() -> Catalog {
        let one = entry("saw", ", links: {repository: 'https://github.com/acme/saw/'}");
        let other = entry(
            "saw",
            ", links: {repository: 'http://www.github.com/Acme/saw.git'}, relations: [{kind: part_of, to: box}], facts: {size: {value: 2, source: 'https://e.example', as_of: 2026}}",
        ) + &entry("box", "");
        mix(vec![catalog("Ours", ASKED, &one), catalog("Theirs", ASKED, &other)])
    }

    #[test]
    fn equal_ids_stay_two_entries_and_are_proposed_as_one() {
        let mixed = two();
        let ids: Vec<&str> = mixed.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, ["box", "saw", "saw-theirs"]);
        let edges: Vec<(&str, &str)> =
            mixed.entries[2].details.relations.iter().map(|edge| (edge.kind.as_str(), edge.to.as_str())).collect();
        assert_eq!(edges, [("part_of", "box"), (PERHAPS_SAME, "saw")]);
        assert!(mixed.relation_kind(&PERHAPS_SAME.parse().unwrap()).is_some());
    }

    #[test]
    fn entries_of_one_name_know_their_catalog_and_others_need_not() {
        let mixed = two();
        let origins: Vec<Option<&str>> =
            mixed.entries.iter().map(|entry| mixed.origin(entry).map(|title| &**title)).collect();
        assert_eq!(origins, [None, Some("Ours"), Some("Theirs")]);
        let twice = entry("saw", "") + &entry("axe", "").replace("The axe", "The saw");
        let mixed = mix(vec![catalog("Ours", ASKED, &twice), catalog("Theirs", ASKED, &entry("box", ""))]);
        assert!(mixed.entries.iter().all(|entry| mixed.origin(entry).is_none()), "one catalog tells its own apart");
    }

    #[test]
    fn a_later_catalog_stands_below_a_category_of_its_own() {
        let mixed = two();
        let shown: Vec<(&str, Option<&str>)> =
            mixed.categories.iter().map(|c| (c.id.as_str(), c.parent.as_ref().map(|id| id.as_str()))).collect();
        assert_eq!(shown, [("tools", None), ("theirs", None), ("tools-theirs", Some("theirs"))]);
        assert_eq!(mixed.title.as_str(), "Ours + Theirs");
    }

    #[test]
    fn the_same_question_is_asked_once_and_another_one_beside_it() {
        assert_eq!(two().criteria.len(), 1);
        let asked = "{id: size, label: Size, group: Use, type: text}";
        let fact = entry("axe", ", facts: {size: {value: large, source: 'https://e.example', as_of: 2026}}");
        let mixed = mix(vec![catalog("Ours", ASKED, &entry("saw", "")), catalog("Theirs", asked, &fact)]);
        let ids: Vec<&str> = mixed.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
        assert_eq!(ids, ["size", "size-theirs"]);
        assert!(mixed.entries[0].fact(&"size-theirs".parse().unwrap()).is_some());
    }

    #[test]
    fn three_catalogs_of_one_title_and_one_id_stay_three_entries() {
        let linked = entry("saw", ", links: {home: 'https://saw.example'}");
        let mixed = mix(["Ours", "Theirs", "Theirs", "Theirs"].map(|title| catalog(title, ASKED, &linked)).into());
        let ids: Vec<&str> = mixed.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert!(ids.len() == 4 && ids[..2] == ["saw", "saw-theirs"], "{ids:?}");
        let proposed = mixed.relation_kinds.iter().filter(|kind| kind.id.as_str() == PERHAPS_SAME);
        assert_eq!(proposed.count(), 1);
    }

    #[test]
    fn a_title_without_letters_names_things_all_the_same() {
        let mixed = mix(vec![catalog("Ours", ASKED, &entry("saw", "")), catalog("'...'", ASKED, &entry("saw", ""))]);
        assert_eq!((mixed.entries.len(), mixed.categories.len()), (2, 3));
    }

    #[test]
    fn a_new_id_is_not_one_that_the_catalog_itself_has() {
        let theirs = entry("saw", "") + &entry("saw-theirs", "");
        let mixed = mix(vec![catalog("Ours", ASKED, &entry("saw", "")), catalog("Theirs", ASKED, &theirs)]);
        assert_eq!(mixed.entries.len(), 3);
    }

    /// A catalog whose names are likely to clash with those of others.
    fn clashing() -> impl Strategy<Value = Catalog> {
        let ids = proptest::sample::subsequence(vec!["saw", "saw-theirs", "saw-theirs-theirs", "box"], 1..=4);
        let groups = proptest::sample::subsequence(vec!["theirs", "theirs-catalog", "tools-theirs", "ours"], 0..=4);
        let titles = proptest::sample::select(vec!["Ours", "Theirs", "...", "Tools", "日本"]);
        let asked = proptest::sample::subsequence(vec!["size", "size-theirs", "size-ours"], 0..=3);
        (titles, ids, groups, asked, "number|text").prop_map(|(title, ids, groups, asked, kind)| {
            let group = |id: &&str| format!(", {{id: {id}, name: A group, parent: tools}}");
            let groups: String = groups.iter().map(group).collect();
            let ask = |id: &&str| format!("{{id: {id}, label: Size, group: Use, type: {kind}}}");
            let criteria: Vec<String> = asked.iter().map(ask).collect();
            let fact = |id: &&str| format!("{id}: {{value: 2, source: 'https://e.example', as_of: 2026}}");
            let facts: Vec<String> = asked.iter().map(fact).collect();
            let rest = format!(
                ", links: {{home: 'https://saw.example'}}, relations: [{{kind: part_of, to: {}}}], facts: {{{}}}",
                ids[0],
                facts.join(", ")
            );
            let entries: String = ids.iter().map(|id| entry(id, if *id == ids[0] { "" } else { &rest })).collect();
            catalog_of(&format!("'{title}'"), &groups, &criteria.join(", "), &entries)
        })
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_every_name_is_somebodys(parts in proptest::collection::vec(clashing(), 1..5)) {
            let count = |of: fn(&Catalog) -> usize| parts.iter().map(of).sum::<usize>();
            let (entries, categories) = (count(|part| part.entries.len()), count(|part| part.categories.len()));
            let facts = |of: &Catalog| of.entries.iter().map(|entry| entry.details.facts.keys().count()).sum::<usize>();
            let all_facts = parts.iter().map(facts).sum::<usize>();
            let roots = parts.len() - 1;
            let mixed = mix(parts);
            let distinct = |ids: Vec<String>| ids.len() == ids.iter().collect::<BTreeSet<_>>().len();
            prop_assert_eq!((mixed.entries.len(), mixed.categories.len()), (entries, categories + roots));
            prop_assert_eq!(facts(&mixed), all_facts);
            prop_assert!(distinct(mixed.entries.iter().map(|entry| entry.id.to_string()).collect()));
            prop_assert!(distinct(mixed.categories.iter().map(|category| category.id.to_string()).collect()));
            prop_assert!(distinct(mixed.criteria.iter().map(|criterion| criterion.id.to_string()).collect()));
            prop_assert!(distinct(mixed.relation_kinds.iter().map(|kind| kind.id.to_string()).collect()));
            for category in &mixed.categories {
                prop_assert!(category.parent.as_ref().is_none_or(|id| mixed.category(id).is_some()));
            }
            for entry in &mixed.entries {
                prop_assert!(entry.categories.iter().all(|id| mixed.category(id).is_some()));
                prop_assert!(entry.details.facts.keys().all(|id| mixed.criterion(id).is_some()));
                prop_assert!(entry.details.relations.iter().all(|edge| mixed.entry(&edge.to).is_some()));
                prop_assert!(entry.details.relations.iter().all(|edge| mixed.relation_kind(&edge.kind).is_some()));
            }
        }
    }

    #[test]
    fn an_address_that_many_share_proposes_nothing() {
        let linked = |id: &str| entry(id, ", links: {home: 'https://cloud.example'}");
        let many = linked("a") + &linked("b") + &linked("c");
        let mixed = mix(vec![catalog("Ours", ASKED, &many), catalog("Theirs", ASKED, &linked("d"))]);
        assert!(mixed.entries.iter().all(|entry| entry.details.relations.is_empty()));
    }
}
