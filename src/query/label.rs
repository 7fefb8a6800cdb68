//! Criteria by what the screen calls them: the label `Longest request` is the field `longest_request`.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, Criterion};

/// The labels that only one criterion has, as fields, as far as they begin so.
pub(super) fn all<'c>(begins: &str, catalog: &'c Catalog) -> Vec<(String, &'c Criterion)> {
    let mut labelled: BTreeMap<String, Vec<&Criterion>> = BTreeMap::new();
    // Most labels are told apart by their first letter, before anything is made of them.
    let first = begins.chars().next();
    let may_begin = |label: &str| {
        let of_label = label.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase());
        first.is_none() || of_label == first
    };
    for criterion in catalog.criteria.iter().filter(|criterion| may_begin(&criterion.label)) {
        let field = criterion.typed_label().filter(|field| field.starts_with(begins));
        field.into_iter().for_each(|field| labelled.entry(field).or_default().push(criterion));
    }
    let only = labelled.into_iter().filter_map(|(field, criteria)| match criteria.as_slice() {
        [only] => Some((field, *only)),
        _ => None,
    });
    only.collect()
}

/// The criteria with that label.
pub(super) fn labelled<'c>(typed: &str, catalog: &'c Catalog) -> impl Iterator<Item = &'c Criterion> {
    let typed = typed.replace('-', "_");
    catalog.criteria.iter().filter(move |criterion| criterion.typed_label().is_some_and(|field| field == typed))
}
