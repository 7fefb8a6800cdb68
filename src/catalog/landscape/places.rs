//! The tree of a landscape: categories, and subcategories under them. Equal names in one place are one place.

use foldhash::HashMap;

use super::ITEMS;
use super::findings::Findings;
use super::gather::{called, scalar, unwrapped};
use super::ids::{distinct, hash, id_of};
use crate::base::suggest;
use crate::base::text::SafeText;
use crate::catalog::check::landscape;
use crate::catalog::read::quoted;
use crate::catalog::tree::{Content, Mark, Node, Pair};
use crate::catalog::{Category, CategoryId};

/// Keys that one file or the other has at its top.
pub(super) const TOP: [&str; 2] = ["landscape", "categories"];
/// What a catalog of landfall's own format has at its top.
const OWN: [&str; 3] = ["title", "criteria", "entries"];
/// Whether places stand in the list of the file or in that of a category, and what they have.
struct Level {
    /// The key that marks one, in the first form of the format.
    marker: &'static str,
    /// The key of the list under it.
    list: &'static str,
}

const CATEGORY: Level = Level { marker: "category", list: "subcategories" };
const SUBCATEGORY: Level = Level { marker: "subcategory", list: ITEMS };

impl Level {
    /// What the landscape's own tool would refuse of a place, and what it would ignore.
    fn check(&self, pairs: &[Pair<'_>], mark: Mark, findings: &mut Findings) {
        let Self { marker, list } = self;
        let known = [*marker, "name", *list];
        for pair in pairs.iter().filter(|pair| !known.contains(&&*pair.key)) {
            let hint = suggest::nearest(&pair.key, known).map(|near| format!("did you mean `{near}`?"));
            let message = format!("{} is no field of a {marker}", quoted(&pair.key));
            findings.say(pair.mark, &landscape::UNKNOWN_FIELD, &message, hint.unwrap_or_default());
        }
        match pairs.iter().find(|pair| pair.key == *list).map(|pair| &pair.value) {
            Some(Node { content: Content::List(_) | Content::Null | Content::Bad, .. }) => {}
            Some(other) => findings.say(other.mark, &landscape::FORM, &format!("`{list}` takes a list"), ""),
            None => {
                let hint = format!("add `{list}:`, with nothing behind it where there are none");
                findings.say(mark, &landscape::MISSING, &format!("the {marker} has no `{list}`"), hint);
            }
        }
    }
}

/// How a place without a name is called.
const NO_NAME: &str = "(no name)";

/// The list of categories, where the text is that of a landscape.
pub(super) fn top<'n, 'a>(root: &'n Node<'a>) -> Option<&'n Node<'a>> {
    let Content::Map(pairs) = &root.content else { return None };
    let mut tops = TOP.iter().filter_map(|key| pairs.iter().find(|pair| pair.key == *key));
    let first = tops.next()?;
    let says = |pair: &&Pair<'_>| pair.value.content != Content::Null;
    let pair = [first].into_iter().chain(tops).find(says).unwrap_or(first);
    let fits = match &pair.value.content {
        Content::Null => true,
        Content::List(parts) if pair.key == "categories" => parts.is_empty() || parts.iter().any(is_category),
        Content::List(_) => true,
        _ => false,
    };
    let own = pairs.iter().any(|pair| OWN.contains(&&*pair.key));
    (fits && !own).then_some(&pair.value)
}

/// Says which list is not read, where a file has both.
pub(super) fn second_top(root: &Node<'_>, findings: &mut Findings) {
    let (Content::Map(pairs), Some(read)) = (&root.content, top(root)) else { return };
    let is_other = |pair: &&Pair<'_>| TOP.contains(&&*pair.key) && !std::ptr::eq(&pair.value, read);
    if let Some(pair) = pairs.iter().find(is_other) {
        let message = format!("{} is not read, because there is another list of categories", quoted(&pair.key));
        findings.say(pair.mark, &landscape::FORM, &message, "put all categories into one list");
    }
}

fn is_category(node: &Node<'_>) -> bool {
    let Content::Map(pairs) = &node.content else { return false };
    pairs.iter().any(|pair| ["category", "subcategories", "items"].contains(&&*pair.key))
}

/// A category or subcategory.
#[derive(Debug)]
struct Place {
    name: SafeText,
    parent: Option<usize>,
}

/// The tree, and where in it each list of items stands.
#[derive(Debug, Default)]
pub(super) struct Places {
    places: Vec<Place>,
    /// By the parent's number and the folded name.
    numbers: HashMap<(Option<usize>, String), usize>,
    lists: HashMap<(u32, u32), usize>,
}

impl Places {
    /// Reads the list of categories; gives the items that still stand in the tree, each with its list.
    pub(super) fn read<'n, 'a>(node: &'n Node<'a>, findings: &mut Findings) -> (Self, Vec<(Mark, &'n Node<'a>)>) {
        let mut places = Self::default();
        let mut inline = Vec::new();
        let Content::List(categories) = &node.content else { return (places, inline) };
        for category in categories {
            let Some((number, pairs)) = places.place(category, &CATEGORY, None, findings) else { continue };
            inline.extend(places.items(pairs, number));
            let subcategories = pairs.iter().find(|pair| pair.key == "subcategories");
            let Some(Content::List(parts)) = subcategories.map(|pair| &pair.value.content) else { continue };
            for part in parts {
                if let Some((number, pairs)) = places.place(part, &SUBCATEGORY, Some(number), findings) {
                    inline.extend(places.items(pairs, number));
                }
            }
        }
        (places, inline)
    }

    /// A place and its fields; nothing where there is no map.
    fn place<'n, 'a>(
        &mut self,
        node: &'n Node<'a>,
        level: &Level,
        parent: Option<usize>,
        findings: &mut Findings,
    ) -> Option<(usize, &'n [Pair<'a>])> {
        let marker = level.marker;
        let node = unwrapped(node, marker);
        let mark = Mark { length: 1, ..node.mark };
        let Content::Map(pairs) = &node.content else {
            let (mark, hint) = match &node.content {
                Content::Scalar(name) => (node.mark, format!("write it `- name: {name}`, with a list under it")),
                _ => (mark, String::new()),
            };
            findings.say(mark, &landscape::FORM, &format!("a {marker} is a map"), hint);
            return None;
        };
        level.check(pairs, mark, findings);
        let name = scalar(pairs, "name").or_else(|| scalar(pairs, marker));
        if name.is_none() {
            findings.say(mark, &landscape::MISSING, &format!("the {marker} has no `name`"), "add `name: …`");
        }
        Some((self.number(name.unwrap_or(NO_NAME), parent), pairs))
    }

    fn number(&mut self, name: &str, parent: Option<usize>) -> usize {
        let next = self.places.len();
        let number = *self.numbers.entry((parent, folded(name))).or_insert(next);
        if number == next {
            self.places.push(Place { name: called(name), parent });
        }
        number
    }

    fn items<'n, 'a>(&mut self, pairs: &'n [Pair<'a>], number: usize) -> impl Iterator<Item = (Mark, &'n Node<'a>)> {
        let list = pairs.iter().find(|pair| pair.key == "items").map(|pair| &pair.value);
        let mark = list.map_or(Mark::START, |list| list.mark);
        let parts = match list.map(|list| &list.content) {
            Some(Content::List(parts)) => {
                self.lists.insert((mark.line, mark.column), number);
                parts.as_slice()
            }
            _ => &[],
        };
        parts.iter().map(move |part| (mark, part))
    }

    /// The place whose list of items begins at the mark.
    pub(super) fn of_list(&self, mark: Mark) -> Option<usize> {
        self.lists.get(&(mark.line, mark.column)).copied()
    }

    /// The place that is written `Category / Subcategory`.
    pub(super) fn find(&self, path: &str) -> Option<usize> {
        /// Longer than any path; each slash costs as much as the path is long.
        const LONGEST: usize = 1_000;
        let path = Some(path).filter(|path| path.len() <= LONGEST)?;
        // A name may hold a slash itself, so that each one may be the border.
        path.match_indices('/').find_map(|(at, _)| {
            let (category, subcategory) = (path.get(..at)?, path.get(at + 1..)?);
            let category = *self.numbers.get(&(None, folded(category)))?;
            self.numbers.get(&(Some(category), folded(subcategory))).copied()
        })
    }

    /// Adds the place that is written `Category / Subcategory`, where that is how it is written.
    pub(super) fn add(&mut self, path: &str) {
        let (Some((category, subcategory)), 1) = (path.split_once(" / "), path.matches(" / ").count()) else { return };
        let (category, subcategory) = (category.trim(), subcategory.trim());
        if !category.is_empty() && !subcategory.is_empty() {
            let category = self.number(category, None);
            self.number(subcategory, Some(category));
        }
    }

    /// Every subcategory, written `Category / Subcategory`.
    pub(super) fn written(&self) -> Vec<String> {
        let inner = (0..self.places.len()).map(|number| self.path(number)).filter(|path| path.len() > 1);
        inner.map(|path| path.join(" / ")).collect()
    }

    /// Its name.
    pub(super) fn name(&self, number: usize) -> &str {
        self.places.get(number).map_or("", |place| &place.name)
    }

    /// The names of the places around it and its own, the outermost first.
    pub(super) fn path(&self, number: usize) -> Vec<&str> {
        let parent = self.places.get(number).and_then(|place| place.parent);
        parent.into_iter().chain([number]).map(|number| self.name(number)).collect()
    }

    /// The ids of the places, by their numbers.
    pub(super) fn ids(&self) -> Vec<Option<CategoryId>> {
        let names = |number: usize| self.path(number).into_iter().rev().collect::<Vec<_>>();
        let name = |number: usize| id_of(&[self.name(number)]);
        let with_parent = |number: usize| id_of(&names(number));
        let with_hash = |number: usize| {
            format!("{}-{}", slug_start(&with_parent(number)), hash(names(number).join("\n").as_bytes()))
        };
        distinct(self.places.len(), &[&name, &with_parent, &with_hash])
    }

    /// The tree as a catalog has it; `guide` finds the text for a path of names.
    pub(super) fn categories(&self, ids: &[Option<CategoryId>], guide: &dyn Fn(&[&str]) -> SafeText) -> Vec<Category> {
        let mut numbers: Vec<usize> = (0..self.places.len()).collect();
        let parent = |number: usize| self.places.get(number).and_then(|place| place.parent);
        numbers.sort_by_key(|number| (parent(*number).unwrap_or(*number), *number));
        let id = |number: usize| ids.get(number).cloned().flatten();
        let category = |number: usize| {
            let name = self.places.get(number)?.name.clone();
            let guide = guide(&self.path(number));
            Some(Category { id: id(number)?, name, guide, parent: parent(number).and_then(id) })
        };
        numbers.into_iter().filter_map(category).collect()
    }
}

/// As much of an id as leaves room for a hash.
pub(super) fn slug_start(id: &str) -> &str {
    const ROOM: usize = 55;
    id.get(..ROOM).unwrap_or(id).trim_end_matches('-')
}

/// As names are compared: in any case, with any white space.
pub(super) fn folded(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::tree;

    fn read(text: &str) -> (Places, Vec<&'static str>) {
        let tree = tree::parse(text);
        let mut findings = Findings::new(&SafeText::line("l.yml"));
        let (places, _) = Places::read(top(&tree.root).unwrap(), &mut findings);
        (places, findings.all().iter().map(|found| found.code).collect())
    }

    /// The ids with their parents'.
    fn ids(text: &str) -> Vec<String> {
        let places = read(text).0;
        let categories = places.categories(&places.ids(), &|_| SafeText::default());
        let parent = |category: &Category| category.parent.as_ref().map(|parent| format!("{parent}/"));
        categories.iter().map(|category| format!("{}{}", parent(category).unwrap_or_default(), category.id)).collect()
    }

    #[test]
    fn equal_names_in_different_places_have_different_ids() {
        let text = "landscape:
- {category: , name: Security, subcategories: [{subcategory: , name: Tools}, {name: Security}]}
- {name: Build, subcategories: [{name: Tools}, {name: Images}]}
- {name: build, subcategories: [{name: TOOLS}]}";
        let expected = [
            "security",
            "security/tools-security",
            "security/security-security",
            "build",
            "build/tools-build",
            "build/images",
        ];
        assert_eq!(ids(text), expected);
    }

    #[test]
    fn markers_may_hold_everything_or_the_name_alone() {
        let text =
            "categories: [{category: {name: A, subcategories: [{subcategory: {name: B}}]}}, {category: C, items: []}]";
        assert_eq!(ids(text), ["a", "a/b", "c"]);
    }

    #[test]
    fn a_place_without_a_name_is_reported_and_stays() {
        let (places, codes) = read("landscape: [{subcategories: [{name: B}, x, null]}]");
        let expected = ["landscape-missing", "landscape-missing", "landscape-form", "landscape-form"];
        assert_eq!(codes, expected);
        assert_eq!(places.path(1), [NO_NAME, "B"]);
    }

    #[test]
    fn a_path_is_found_though_names_hold_slashes() {
        let (places, _) = read("landscape: [{name: CI / CD, subcategories: [{name: a/b}]}]");
        assert_eq!(places.find("ci / cd /  A/B"), Some(1));
        assert_eq!(places.find("CI / CD"), None);
        assert_eq!(places.find(&format!("ci / cd / a/b{}", " ".repeat(1_000))), None);
        assert_eq!(places.find("CI"), None);
    }

    #[test]
    fn a_place_can_be_added_by_its_path() {
        let (mut places, _) = read("landscape: [{name: A, subcategories: [{name: B}]}]");
        for path in ["a / C", "D / E", "D / E", "F", " / G", "H / I / J"] {
            places.add(path);
        }
        assert_eq!(places.written(), ["A / B", "A / C", "D / E"]);
    }

    #[test]
    fn other_files_are_no_landscapes() {
        let is = |text: &str| top(&tree::parse(text).root).is_some();
        for text in ["landscape:", "landscape: []", "categories: [{name: A, subcategories: }]", "categories: []"] {
            assert!(is(text), "{text}");
        }
        for text in ["", "[]", "landscape: yes", "title: T\ncategories: []", "categories: [{id: a, name: A}]", "a: 1"] {
            assert!(!is(text), "{text}");
        }
    }
}
