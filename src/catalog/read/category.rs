//! The tree of categories: every parent exists, stands before its children, and not under them.

use std::collections::BTreeMap;

use crate::base::suggest;
use crate::catalog::check::reading;
use crate::catalog::form;
use crate::catalog::read::CategoryPlaces;
use crate::catalog::read::reader::{Fields, Reader, quoted};
use crate::catalog::tree::{Mark, Node};
use crate::catalog::{Category, CategoryId};

/// Levels of the tree.
const DEPTH: usize = 64;

/// A category, and where it and its parent are named.
struct Declared {
    category: Category,
    mark: Mark,
    parent: Mark,
}

/// The categories of the header, and where each stands.
pub(super) fn read(fields: &mut Fields<'_, '_>) -> (Vec<Category>, CategoryPlaces) {
    let mut declared =
        fields.unique("categories", &reading::DUPLICATE_ID, |declared: &Declared| &declared.category.id, category);
    let reader = &mut *fields.reader;
    let places = |declared: &Declared| (declared.category.id.clone(), reader.place(declared.mark));
    let places = declared.iter().map(places).collect();
    drop_unknown_parents(reader, &mut declared);
    let paths = drop_cycles(reader, &mut declared);
    let mut categories: Vec<(Vec<usize>, Category)> =
        paths.into_iter().zip(declared.into_iter().map(|declared| declared.category)).collect();
    categories.sort_by(|(a, _), (b, _)| a.cmp(b));
    (categories.into_iter().map(|(_, category)| category).collect(), places)
}

fn category<'t>(reader: &mut Reader, node: &'t Node<'t>) -> Option<Declared> {
    reader.map(node, &form::CATEGORY, |fields| {
        let id = fields.value("id", |reader, node| reader.id(node));
        let name = fields.value("name", |reader, node| reader.line(node));
        let guide = fields.value("guide", |reader, node| reader.block(node)).unwrap_or_default();
        let parent = fields.value("parent", |reader, node| Some((reader.id(node)?, node.mark)));
        let (parent, parent_mark) = parent.unzip();
        Some(Declared {
            category: Category { id: id?, name: name?, guide, parent },
            mark: node.mark,
            parent: parent_mark.unwrap_or(node.mark),
        })
    })
}

fn drop_unknown_parents(reader: &mut Reader, declared: &mut [Declared]) {
    let ids: BTreeMap<CategoryId, ()> = declared.iter().map(|declared| (declared.category.id.clone(), ())).collect();
    for Declared { category, parent: mark, .. } in declared {
        let Some(parent) = category.parent.take_if(|parent| !ids.contains_key(parent)) else { continue };
        let hint = suggest::hint(parent.as_str(), ids.keys().map(CategoryId::as_str));
        reader.say(*mark, &reading::UNKNOWN_CATEGORY, &format!("{} is no category", quoted(parent.as_str())), hint);
    }
}

/// Gives each category its path of positions from the top; their order is the order of the tree. A category
/// that never arrives at the top is put there.
fn drop_cycles(reader: &mut Reader, declared: &mut [Declared]) -> Vec<Vec<usize>> {
    let ids = declared.iter().enumerate().map(|(index, declared)| (declared.category.id.clone(), index));
    let ids: BTreeMap<CategoryId, usize> = ids.collect();
    let mut parents: Vec<Option<usize>> = declared
        .iter()
        .map(|declared| declared.category.parent.as_ref().and_then(|parent| ids.get(parent).copied()))
        .collect();
    let mut paths = Vec::with_capacity(declared.len());
    for (index, Declared { category, parent: mark, .. }) in declared.iter_mut().enumerate() {
        let path = path(&parents, index);
        if path.is_none() {
            let message = format!("`{}` stands under itself, or more than {DEPTH} levels deep", category.id);
            reader.say(*mark, &reading::CATEGORY_CYCLE, &message, "give it another parent, or none");
            category.parent = None;
            if let Some(parent) = parents.get_mut(index) {
                *parent = None;
            }
        }
        paths.push(path.unwrap_or_else(|| vec![index]));
    }
    paths
}

fn path(parents: &[Option<usize>], index: usize) -> Option<Vec<usize>> {
    let up = |index: &usize| parents.get(*index).copied().flatten();
    let mut path: Vec<usize> = std::iter::successors(Some(index), up).take(DEPTH + 1).collect();
    path.reverse();
    (path.len() <= DEPTH).then_some(path)
}
