//! The files beside a landscape: the guide with texts for its tree, and the settings with its title.

use foldhash::HashMap;

use super::findings::Findings;
use super::gather::scalar;
use super::places::folded;
use super::plain::plain;
use crate::base::text::SafeText;
use crate::catalog::tree::{self, Content, Node, Pair};

/// A file beside the landscape: its name and its text.
pub type Beside = (SafeText, String);

/// Keys under which settings may hold the title, the first that is there.
const TITLES: [&[&str]; 4] = [&["title"], &["name"], &["global", "name"], &["foundation"]];

/// What the settings say of the landscape as a whole.
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) title: Option<SafeText>,
    pub(super) about: Option<SafeText>,
}

impl Settings {
    pub(super) fn read((file, text): &Beside, findings: &mut Findings) -> Self {
        let tree = parse(file, text, findings);
        let title = TITLES.iter().find_map(|path| Some((*path, at(&tree, path)?)));
        let title = title.map(|(path, title)| match path {
            // The second version of the format names only who stands behind the landscape.
            ["foundation"] => SafeText::line(&format!("{title} landscape")),
            _ => SafeText::line(title),
        });
        let about = at(&tree, &["description"]).map(|about| SafeText::block(&plain(about)));
        Self { title, about }
    }
}

/// The text at a path of keys.
fn at<'n>(node: &'n Node<'_>, path: &[&str]) -> Option<&'n str> {
    let Content::Map(pairs) = &node.content else { return None };
    match path {
        [key] => scalar(pairs, key),
        [key, rest @ ..] => at(&pairs.iter().find(|pair| pair.key == *key)?.value, rest),
        [] => None,
    }
}

/// The texts of the guide, by folded names.
#[derive(Debug, Default)]
pub(super) struct Guide {
    texts: HashMap<Vec<String>, SafeText>,
}

impl Guide {
    pub(super) fn read((file, text): &Beside, findings: &mut Findings) -> Self {
        let mut guide = Self::default();
        let tree = parse(file, text, findings);
        for (category, pairs) in parts(&tree, "categories", "category") {
            guide.add(&[category], pairs);
            let node = pairs.iter().find(|pair| pair.key == "subcategories");
            for (subcategory, inner) in node.into_iter().flat_map(|pair| named(&pair.value, "subcategory")) {
                guide.add(&[category, subcategory], inner);
            }
        }
        guide
    }

    fn add(&mut self, path: &[&str], pairs: &[Pair<'_>]) {
        if let Some(content) = scalar(pairs, "content") {
            let path = path.iter().map(|name| folded(name)).collect();
            self.texts.entry(path).or_insert_with(|| SafeText::block(&plain(content)));
        }
    }

    /// The text for a place, given the names on the way to it.
    pub(super) fn text(&self, path: &[&str]) -> Option<SafeText> {
        self.texts.get(&path.iter().map(|name| folded(name)).collect::<Vec<_>>()).cloned()
    }
}

fn parse<'t>(file: &SafeText, text: &'t str, findings: &mut Findings) -> Node<'t> {
    let tree = tree::parse(text);
    let mut own = Findings::new(file);
    own.flaws(&tree.flaws);
    own.all().into_iter().for_each(|found| findings.add(found));
    tree.root
}

fn parts<'n, 'a>(node: &'n Node<'a>, key: &str, marker: &str) -> Vec<(&'n str, &'n [Pair<'a>])> {
    let Content::Map(pairs) = &node.content else { return Vec::new() };
    pairs.iter().filter(|pair| pair.key == key).flat_map(|pair| named(&pair.value, marker)).collect()
}

/// The maps of a list, each with its name.
fn named<'n, 'a>(node: &'n Node<'a>, marker: &str) -> Vec<(&'n str, &'n [Pair<'a>])> {
    let Content::List(parts) = &node.content else { return Vec::new() };
    let named = parts.iter().filter_map(|part| match &part.content {
        Content::Map(pairs) => Some((scalar(pairs, marker).or_else(|| scalar(pairs, "name"))?, pairs.as_slice())),
        _ => None,
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside(text: &str) -> Beside {
        (SafeText::line("x.yml"), text.to_owned())
    }

    #[test]
    fn titles_of_every_form_are_found() {
        let title = |text: &str| {
            let mut findings = Findings::new(&SafeText::line("l.yml"));
            Settings::read(&beside(text), &mut findings).title.map(|title| title.to_string())
        };
        assert_eq!(title("foundation: CNCF\nurl: x").as_deref(), Some("CNCF landscape"));
        assert_eq!(title("global:\n  name: The Map\n  short: M\n").as_deref(), Some("The Map"));
        assert_eq!(title("name: Ours").as_deref(), Some("Ours"));
        assert_eq!(title("[]"), None);
    }

    #[test]
    fn a_guide_is_found_by_the_names_of_the_tree() {
        let mut findings = Findings::new(&SafeText::line("l.yml"));
        let text = "categories:\n- category: A  b\n  content: \"*One*\"\n  subcategories:\n  - {subcategory: C, content: two}\n  - {subcategory: D}\n";
        let guide = Guide::read(&beside(text), &mut findings);
        assert_eq!(guide.text(&["a B"]).unwrap().as_str(), "One");
        assert_eq!(guide.text(&["A b", "c"]).unwrap().as_str(), "two");
        assert!(guide.text(&["A b", "D"]).is_none());
    }

    #[test]
    fn a_broken_file_beside_is_reported_under_its_own_name() {
        let mut findings = Findings::new(&SafeText::line("l.yml"));
        Settings::read(&beside("name: 'x\n"), &mut findings);
        let all = findings.all();
        assert_eq!((all.len(), &*all[0].place.as_ref().unwrap().file), (1, "x.yml"));
    }
}
