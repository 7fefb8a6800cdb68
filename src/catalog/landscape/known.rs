//! The fields of the format, as a table: what they are called here, where they stand, what they hold.

use std::sync::LazyLock;

use foldhash::HashMap;

/// Where a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// In the item itself.
    Item,
    /// In the item's `extra`.
    Extra,
    /// In the item, by the first version of the format or by habit; the second ignores it.
    Old,
    /// Within another field, whose name stands before it.
    Within,
}

/// Under which heading a field is shown; the headings stand in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    Standing,
    Code,
    Use,
    Security,
    Training,
    Contact,
    Own,
    Landscape,
}

impl Group {
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Standing => "Standing",
            Self::Code => "Licence and code",
            Self::Use => "Use",
            Self::Security => "Security audits",
            Self::Training => "Training",
            Self::Contact => "Contact",
            Self::Own => "More",
            Self::Landscape => "In the landscape",
        }
    }
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Text as it is.
    Text,
    /// One of few words.
    Word,
    /// A list of words.
    Words,
    /// Words with commas between them.
    Commas,
    /// Words of a-z and `-`.
    Tags,
    /// A day.
    Date,
    /// `true` or `false`.
    Flag,
    /// An address; at one of these hosts, where any are named.
    Link(&'static [&'static str]),
    /// An address on Crunchbase, of an organization.
    Crunchbase,
    /// A list of maps.
    Maps,
    /// A map.
    Map,
}

/// A field of the format.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) level: Level,
    pub(super) group: Group,
    pub(super) form: Form,
}

const fn item(name: &'static str, label: &'static str, group: Group, form: Form) -> Field {
    Field { name, label, level: Level::Item, group, form }
}

const fn extra(name: &'static str, label: &'static str, group: Group, form: Form) -> Field {
    Field { name, label, level: Level::Extra, group, form }
}

const fn old(name: &'static str, label: &'static str, group: Group, form: Form) -> Field {
    Field { name, label, level: Level::Old, group, form }
}

const fn within(name: &'static str, label: &'static str, group: Group, form: Form) -> Field {
    Field { name, label, level: Level::Within, group, form }
}

/// Any host.
const ANY: Form = Form::Link(&[]);

/// The fields that this reader gives a meaning of their own.
pub(super) mod name {
    pub(in crate::catalog::landscape) const NAME: &str = "name";
    pub(in crate::catalog::landscape) const DESCRIPTION: &str = "description";
    pub(in crate::catalog::landscape) const HOME: &str = "homepage_url";
    pub(in crate::catalog::landscape) const REPOSITORY: &str = "repo_url";
    pub(in crate::catalog::landscape) const LOGO: &str = "logo";
    pub(in crate::catalog::landscape) const EXTRA: &str = "extra";
    pub(in crate::catalog::landscape) const PROJECT: &str = "project";
    pub(in crate::catalog::landscape) const LICENCE: &str = "license";
    pub(in crate::catalog::landscape) const ARCHIVED: &str = "archived";
    pub(in crate::catalog::landscape) const PARENT: &str = "parent_project";
    pub(in crate::catalog::landscape) const SECOND_PATH: &str = "second_path";
    pub(in crate::catalog::landscape) const ADDITIONAL: &str = "additional_categories";
    pub(in crate::catalog::landscape) const ORGANIZATION: &str = "organization";
    pub(in crate::catalog::landscape) const ORGANIZATION_NAME: &str = "organization.name";
    pub(in crate::catalog::landscape) const OTHER_LINKS: &str = "other_links";
    pub(in crate::catalog::landscape) const AUDITS: &str = "audits";
    /// Fields beyond the most that are told apart.
    pub(in crate::catalog::landscape) const REST: &str = "other_fields";
}

/// Whatever can be said of an item in place of its description, the best first.
pub(super) const SUMMARIES: [&str; 4] =
    ["summary_use_case", "summary_business_use_case", "summary", "organization.description"];

/// Other names of the same fields.
const ALIASES: [(&str, &str); 7] = [
    ("summary_integration", "summary_integrations"),
    ("maturity", name::PROJECT),
    ("accepted_at", "accepted"),
    ("incubating_at", "incubating"),
    ("graduated_at", "graduated"),
    ("archived_at", name::ARCHIVED),
    ("joined_at", "joined"),
];

/// Dates that are events as well, and what happened on them.
pub(super) const EVENTS: [(&str, &str); 5] = [
    ("accepted", "Accepted by the foundation"),
    ("incubating", "Became an incubating project"),
    ("graduated", "Became a graduated project"),
    (name::ARCHIVED, "Archived"),
    ("joined", "Joined the foundation"),
];

/// Words of maturity, the most mature first.
pub(super) const MATURITY: [&str; 4] = ["graduated", "incubating", "sandbox", "archived"];

/// The fields in the order in which they are shown.
pub(super) static FIELDS: [Field; 77] = [
    item(name::NAME, "Name", Group::Landscape, Form::Text),
    item(name::DESCRIPTION, "Description", Group::Use, Form::Text),
    item(name::HOME, "home", Group::Contact, ANY),
    item(name::REPOSITORY, "repository", Group::Code, ANY),
    item(name::EXTRA, "Extra", Group::Own, Form::Map),
    item(name::SECOND_PATH, "Second place", Group::Landscape, Form::Words),
    old(name::ADDITIONAL, "Second place", Group::Landscape, Form::Maps),
    old(name::ORGANIZATION, "Organization", Group::Standing, Form::Map),
    // Standing.
    item(name::PROJECT, "Maturity", Group::Standing, Form::Word),
    extra("accepted", "Accepted", Group::Standing, Form::Date),
    extra("incubating", "Incubating since", Group::Standing, Form::Date),
    extra("graduated", "Graduated", Group::Standing, Form::Date),
    extra(name::ARCHIVED, "Archived", Group::Standing, Form::Date),
    item("joined", "Joined", Group::Standing, Form::Date),
    extra("annual_review_date", "Last annual review", Group::Standing, Form::Date),
    extra("annual_review_url", "annual review", Group::Standing, ANY),
    extra(name::PARENT, "Part of", Group::Standing, Form::Text),
    extra("specification", "Specification", Group::Standing, Form::Flag),
    extra("tag", "Advisory groups", Group::Standing, Form::Tags),
    item("enduser", "End user", Group::Standing, Form::Flag),
    old("stock_ticker", "Stock ticker", Group::Standing, Form::Text),
    // Licence and code.
    item(name::LICENCE, "Licence", Group::Code, Form::Word),
    old("open_source", "Open source", Group::Code, Form::Flag),
    item("branch", "Branch", Group::Code, Form::Word),
    old("project_org", "project on GitHub", Group::Code, ANY),
    item("additional_repos", "More repositories", Group::Code, Form::Maps),
    within("additional_repos.repo_url", "repository", Group::Code, ANY),
    within("additional_repos.license", "Licences of more repositories", Group::Code, Form::Words),
    within("additional_repos.branch", "Branches of more repositories", Group::Code, Form::Words),
    extra("package_manager_url", "packages", Group::Code, ANY),
    extra("docker_url", "images", Group::Code, ANY),
    item("url_for_bestpractices", "best practices", Group::Code, ANY),
    extra("dev_stats_url", "development statistics", Group::Code, ANY),
    extra("clomonitor_name", "Name in CLOMonitor", Group::Landscape, Form::Text),
    // Use.
    extra("summary_use_case", "Use case", Group::Use, Form::Text),
    extra("summary_business_use_case", "Business use case", Group::Use, Form::Text),
    extra("summary_personas", "For whom", Group::Use, Form::Commas),
    extra("summary_tags", "Tags", Group::Use, Form::Commas),
    extra("summary_integrations", "Works with", Group::Use, Form::Commas),
    extra("summary_integration", "Works with", Group::Use, Form::Commas),
    extra("summary_release_rate", "Releases", Group::Use, Form::Text),
    // The tool does not look at this one.
    extra("summary_intro_url", "introduction", Group::Use, Form::Text),
    old("summary_languages", "Languages", Group::Use, Form::Commas),
    // Security audits.
    extra(name::AUDITS, "Audits", Group::Security, Form::Maps),
    within("audits.date", "Audited on", Group::Security, Form::Words),
    within("audits.type", "Kinds of audit", Group::Security, Form::Words),
    within("audits.vendor", "Audited by", Group::Security, Form::Words),
    within("audits.url", "audit", Group::Security, ANY),
    // Training.
    extra("training_certifications", "Certifications", Group::Training, Form::Commas),
    extra("training_type", "Kinds of training", Group::Training, Form::Commas),
    // Contact.
    item("crunchbase", "Crunchbase", Group::Contact, Form::Crunchbase),
    item("twitter", "Twitter", Group::Contact, Form::Link(&["twitter.com", "x.com"])),
    extra("documentation_url", "documentation", Group::Contact, ANY),
    extra("blog_url", "blog", Group::Contact, ANY),
    extra("bluesky_url", "Bluesky", Group::Contact, Form::Link(&["bsky.app"])),
    extra("chat_channel", "Chat channel", Group::Contact, Form::Text),
    extra("discord_url", "Discord", Group::Contact, ANY),
    extra("facebook_url", "Facebook", Group::Contact, Form::Link(&["facebook.com"])),
    extra("funding_url", "funding", Group::Contact, ANY),
    extra("github_discussions_url", "discussions", Group::Contact, ANY),
    extra("gitter_url", "Gitter", Group::Contact, ANY),
    extra("linkedin_url", "LinkedIn", Group::Contact, Form::Link(&["linkedin.com"])),
    extra("mailing_list_url", "mailing list", Group::Contact, ANY),
    extra(name::OTHER_LINKS, "Other links", Group::Contact, Form::Maps),
    extra("pinterest_url", "Pinterest", Group::Contact, Form::Link(&["pinterest.com"])),
    extra("reddit_url", "Reddit", Group::Contact, Form::Link(&["reddit.com"])),
    extra("slack_url", "Slack", Group::Contact, ANY),
    extra("stack_overflow_url", "Stack Overflow", Group::Contact, Form::Link(&["stackoverflow.com"])),
    extra("youtube_url", "YouTube", Group::Contact, Form::Link(&["youtube.com"])),
    extra("artwork_url", "artwork", Group::Contact, ANY),
    // Of somebody's own.
    extra("annotations", "Annotations", Group::Own, Form::Map),
    // In the landscape.
    item(name::LOGO, "Logo", Group::Landscape, Form::Text),
    extra("lfx_slug", "Name in LFX", Group::Landscape, Form::Text),
    item("unnamed_organization", "Unnamed organization", Group::Landscape, Form::Flag),
    old("allow_duplicate_repo", "Repository of others too", Group::Landscape, Form::Flag),
    old("item", "Item", Group::Landscape, Form::Map),
    old(name::REST, "Other fields", Group::Own, Form::Words),
];

/// The fields by name: every field of every item is looked up.
static BY_NAME: LazyLock<HashMap<&'static str, &'static Field>> =
    LazyLock::new(|| FIELDS.iter().map(|field| (field.name, field)).collect());

/// The field of that name, wherever it stands.
pub(super) fn find(name: &str) -> Option<&'static Field> {
    BY_NAME.get(name).copied()
}

/// The name that a field goes by here.
pub(super) fn canonical(name: &str) -> &str {
    ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, name)| name)
}

/// Its place in the order of display.
pub(super) fn rank(name: &str) -> Option<usize> {
    FIELDS.iter().position(|field| field.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_field_stands_in_the_table_once() {
        let names: BTreeSet<&str> = FIELDS.iter().map(|field| field.name).collect();
        assert_eq!(names.len(), FIELDS.len());
    }

    #[test]
    fn fields_with_a_meaning_of_their_own_are_in_the_table() {
        let dates = EVENTS.iter().map(|(name, _)| *name);
        let aliases = ALIASES.iter().map(|(_, name)| *name);
        for name in dates.chain(aliases).chain([name::HOME, name::PARENT, name::AUDITS, SUMMARIES[0]]) {
            assert!(find(name).is_some(), "{name}");
        }
    }
}
