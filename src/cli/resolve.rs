//! What a person names on the command line, found in the catalog; where it is not, with the way out.

use crate::base::suggest;
use crate::base::text::SafeText;
use crate::catalog::{self, Catalog, Criterion, Entry, Unresolved};
use crate::cli::{Failure, Status};
use crate::decide::SavedQuery;
use crate::world::World;

/// The entry of that id, name, short name or former name.
///
/// # Errors
/// No entry has that name, or several have it.
pub fn entry<'a>(catalog: &'a Catalog, text: &str) -> Result<&'a Entry, Failure> {
    catalog::resolve(catalog, text).map_err(|unresolved| {
        let shown = SafeText::line(text.trim());
        match unresolved {
            Unresolved::Unknown(nearest) => Failure::new(Status::Nothing, format!("no entry is called `{shown}`"))
                .hint(nearest.map_or_else(
                    || "`landfall list` shows all entries with their ids".to_owned(),
                    |nearest| format!("did you mean `{nearest}`?"),
                )),
            Unresolved::Ambiguous(ids) => {
                let ids: Vec<&str> = ids.iter().map(catalog::EntryId::as_str).collect();
                Failure::new(Status::Nothing, format!("`{shown}` names {} entries", ids.len()))
                    .hint(format!("name one by its id: {}", ids.join(", ")))
            }
        }
    })
}

/// The entries of those names, each once, in the order of naming.
///
/// # Errors
/// The first name that is not one entry's.
pub fn entries<'a>(catalog: &'a Catalog, texts: &[String]) -> Result<Vec<&'a Entry>, Failure> {
    let mut found: Vec<&Entry> = Vec::with_capacity(texts.len());
    for text in texts {
        let next = entry(catalog, text)?;
        if !found.iter().any(|known| known.id == next.id) {
            found.push(next);
        }
    }
    Ok(found)
}

/// The query that is saved under that name.
///
/// # Errors
/// None is.
pub fn saved<'w>(world: &'w World, name: &str) -> Result<&'w SavedQuery, Failure> {
    let names = world.queries.iter().map(|saved| saved.name.as_str());
    let hint = || match world.queries.is_empty() {
        true => "`landfall queries save NAME QUERY` saves one".to_owned(),
        false => suggest::hint(name.trim(), names),
    };
    let unknown = || Failure::new(Status::Nothing, format!("no query is saved as `{}`", SafeText::line(name.trim())));
    world.queries.iter().find(|saved| saved.name.as_str() == name.trim()).ok_or_else(|| unknown().hint(hint()))
}

/// The criterion of that id or label, in any case.
///
/// # Errors
/// No criterion is called so.
pub fn criterion<'a>(catalog: &'a Catalog, text: &str) -> Result<&'a Criterion, Failure> {
    let wanted = text.trim().trim_start_matches('@').to_lowercase();
    let is_meant = |criterion: &&Criterion| criterion.id.as_str() == wanted || criterion.label.to_lowercase() == wanted;
    catalog.criteria.iter().find(is_meant).ok_or_else(|| {
        let known = catalog.criteria.iter().map(|criterion| criterion.id.as_str());
        Failure::new(Status::Nothing, format!("no criterion is called `{}`", SafeText::line(text.trim())))
            .hint(suggest::hint(&wanted, known))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::sample;

    fn id(text: &str) -> Result<String, String> {
        entry(&sample::catalog(), text).map(|entry| entry.id.to_string()).map_err(|failure| failure.to_string())
    }

    #[test]
    fn an_entry_is_found_by_id_name_short_and_former_name_in_any_case() {
        for text in ["gke", "Google Kubernetes Engine", " google kubernetes engine ", "google container engine"] {
            assert_eq!(id(text).as_deref(), Ok("gke"), "{text}");
        }
    }

    #[test]
    fn a_near_miss_gets_a_suggestion_and_a_far_one_a_way_to_look() {
        assert_eq!(id("gkee"), Err("no entry is called `gkee`\n  did you mean `gke`?".to_owned()));
        assert_eq!(
            id("zzzzz"),
            Err("no entry is called `zzzzz`\n  `landfall list` shows all entries with their ids".to_owned())
        );
    }

    #[test]
    fn a_name_of_several_lists_their_ids() {
        assert_eq!(
            id("swarm"),
            Err("`swarm` names 2 entries\n  name one by its id: swarm-classic, swarm-mode".to_owned())
        );
    }

    #[test]
    fn entries_are_named_once_in_order() {
        let catalog = sample::catalog();
        let texts = ["ecs", "gke", "ECS"].map(str::to_owned);
        let ids: Vec<_> = entries(&catalog, &texts).unwrap().iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, ["ecs", "gke"]);
    }

    #[test]
    fn a_criterion_is_found_by_id_and_label() {
        let catalog = sample::catalog();
        for text in ["max_nodes", "@max_nodes", "nodes per cluster"] {
            assert_eq!(criterion(&catalog, text).unwrap().id.as_str(), "max_nodes", "{text}");
        }
        let failure = criterion(&catalog, "max_node").unwrap_err();
        assert_eq!(failure.to_string(), "no criterion is called `max_node`\n  did you mean `max_nodes`?");
    }

    #[test]
    fn what_was_typed_cannot_drive_the_terminal() {
        assert!(!id("\u{1b}[31m").unwrap_err().contains('\u{1b}'));
    }
}
