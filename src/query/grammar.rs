//! The forms of the language, in words for those who ask. The lexer and the parser beside this table are
//! held to it by its tests.

/// A form, by samples that are sound in every catalog.
pub struct Form {
    /// As it is typed.
    pub samples: &'static [&'static str],
    /// What it asks.
    pub about: &'static str,
}

/// Every form.
pub const GRAMMAR: [Form; 16] = [
    Form { samples: &["kube"], about: "its letters in a name, or the word in vendor, category or summary" },
    Form { samples: &["'kube"], about: "in one piece" },
    Form { samples: &["^kube", "kube$", "^kube$"], about: "a name that begins with it, ends with it, is it" },
    Form { samples: &["!kube"], about: "nowhere in one piece" },
    Form { samples: &["Kube"], about: "a capital or an accent counts; a small letter finds both" },
    Form { samples: &["\"cloud run\""], about: "two words in one piece; between quotes nothing is a sign" },
    Form { samples: &["^cloud\\ run"], about: "a space within a word that keeps its signs" },
    Form { samples: &["name:kube", "name:^kube"], about: "a word, with its signs, in name and former names alone" },
    Form { samples: &["kube status:active"], about: "both" },
    Form { samples: &["kube | nomad"], about: "either; it binds tighter than a space" },
    Form { samples: &["(kube status:active) | nomad"], about: "parentheses group" },
    Form { samples: &["!status:retired", "!(kube | nomad)"], about: "the opposite" },
    Form {
        samples: &["status:active,maintenance", "status=active", "status!=active"],
        about: "a field and its value; a comma for either of several",
    },
    Form { samples: &["started<2016", "started>=2015-08"], about: "less, more: < <= > >=" },
    Form { samples: &["started:2014..2016", "started:2014.."], about: "from, to; either end may be open" },
    Form { samples: &["vendor:unknown"], about: "nobody knows; what is not known neither fits nor fails" },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::query::Query;

    #[test]
    fn every_sample_is_sound_in_every_catalog() {
        for sample in GRAMMAR.iter().flat_map(|form| form.samples) {
            let query = Query::parse(sample, &Catalog::default());
            assert!(query.is_ok_and(|query| !query.is_empty()), "{sample}");
        }
    }

    #[test]
    fn every_sign_of_the_language_has_a_sample() {
        let all: String = GRAMMAR.iter().flat_map(|form| [form.samples.join(" "), form.about.to_owned()]).collect();
        for sign in ["'", "^", "$", "!", "|", "(", "\"", "\\ ", ":", "=", "!=", "<", "<=", ">", ">=", "..", ","] {
            assert!(all.contains(sign), "{sign}");
        }
    }
}
