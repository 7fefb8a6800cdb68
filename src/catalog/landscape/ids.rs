//! Ids from names. Notes hang on ids, so an id depends on what a thing is called and where it stands, never on
//! how many stand before it.

use std::hash::Hash;
use std::str::FromStr;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

pub(super) use crate::base::slug::hash;
use crate::base::slug::slug;
use crate::catalog::IdError;

/// The names joined to one id; a hash where they have no letter of a slug.
pub(super) fn id_of(names: &[&str]) -> String {
    match names {
        [name] => one(name),
        _ => slug(&names.iter().map(|name| one(name)).collect::<Vec<_>>().join("-")),
    }
}

fn one(name: &str) -> String {
    let slug = slug(name);
    if slug.is_empty() { hash(name.as_bytes()) } else { slug }
}

/// An id for each of `count` things: the first of its `forms`, from the shortest to the longest, that no other
/// thing has. Of those that are the same in every form the first has the last one, and the others have none.
pub(super) fn distinct<T>(count: usize, forms: &[&dyn Fn(usize) -> String]) -> Vec<Option<T>>
where
    T: FromStr<Err = IdError> + Clone + Eq + Hash,
{
    let mut ids: Vec<Option<T>> = vec![None; count];
    let mut taken: HashSet<T> = HashSet::new();
    for (number, form) in (1..).zip(forms) {
        let open: Vec<(usize, T)> = (0..count)
            .filter(|index| ids.get(*index).is_some_and(Option::is_none))
            .filter_map(|index| Some((index, form(index).parse().ok()?)))
            .collect();
        let mut counts: HashMap<&T, usize> = HashMap::with_capacity(open.len());
        open.iter().for_each(|(_, id)| *counts.entry(id).or_default() += 1);
        for (index, id) in &open {
            let alone = number == forms.len() || counts.get(id) == Some(&1);
            if let Some(slot) = ids.get_mut(*index).filter(|_| alone && taken.insert(id.clone())) {
                *slot = Some(id.clone());
            }
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::EntryId;

    fn ids(things: &[(&str, &str)]) -> Vec<String> {
        let name = |index: usize| id_of(&[things[index].0]);
        let placed = |index: usize| id_of(&[things[index].0, things[index].1]);
        let ids = distinct::<EntryId>(things.len(), &[&name, &placed]);
        ids.into_iter().map(|id| id.map_or_else(|| "-".to_owned(), |id| id.to_string())).collect()
    }

    #[test]
    fn a_name_is_an_id_and_repeated_names_say_where_they_stand() {
        assert_eq!(ids(&[("Argo", "CI"), ("Flux", "CI"), ("argo", "CD")]), ["argo-ci", "flux", "argo-cd"]);
    }

    #[test]
    fn an_id_does_not_depend_on_the_order() {
        let things = [("A", "x"), ("A", "y"), ("A x", "z"), ("B", "x")];
        let mut reversed = things;
        reversed.reverse();
        let mut ids_reversed = ids(&reversed);
        ids_reversed.reverse();
        assert_eq!(ids(&things), ids_reversed);
        assert_eq!(ids(&things), ["-", "a-y", "a-x", "b"]);
    }

    #[test]
    fn of_things_that_are_the_same_in_every_form_one_has_an_id() {
        assert_eq!(ids(&[("A", "x"), ("A", "x")]), ["a-x", "-"]);
    }

    #[test]
    fn every_name_gives_an_id() {
        for names in [&["编程语言"][..], &["...", "x"], &["x".repeat(200).as_str(), "y"], &["", ""]] {
            let id = id_of(names);
            assert!(id.parse::<EntryId>().is_ok(), "{names:?}: {id}");
        }
    }
}
