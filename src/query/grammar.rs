//! The forms of the language, in words for those who ask. The lexer and the parser beside this table are
//! held to it by its tests.

/// A form, by a sample that is sound in every catalog.
pub struct Form {
    /// As it is typed.
    pub sample: &'static str,
    /// What it asks, in a few words.
    pub about: &'static str,
}

/// Every form.
pub const GRAMMAR: [Form; 21] = [
    Form { sample: "kube", about: "its letters in a name, or the word elsewhere" },
    Form { sample: "'kube", about: "in one piece" },
    Form { sample: "'kube'", about: "as a whole word" },
    Form { sample: "^kube", about: "a name begins with it" },
    Form { sample: "kube$", about: "a name ends with it" },
    Form { sample: "^kube$", about: "a name is it" },
    Form { sample: "!kube", about: "nowhere in one piece" },
    Form { sample: "Kube", about: "a capital or an accent counts, a small letter not" },
    Form { sample: "\"cloud run\"", about: "in one piece; between quotes nothing is a sign" },
    Form { sample: "^cloud\\ run", about: "a space within a word that keeps its signs" },
    Form { sample: "name:^kube", about: "in name and former names alone, with its signs" },
    Form { sample: "kube status:active", about: "both" },
    Form { sample: "kube | nomad", about: "either; it binds tighter than a space" },
    Form { sample: "(kube engine) | nomad", about: "parentheses group" },
    Form { sample: "!(kube | nomad)", about: "the opposite, also of a field: !status:retired" },
    Form { sample: "status:active", about: "a field and its value; also = and !=" },
    Form { sample: "licence=MIT", about: "the whole of a text; with : it may stand within" },
    Form { sample: "status:active,maintenance", about: "one of several values" },
    Form { sample: "started<2016", about: "less, more: < <= > >=" },
    Form { sample: "started:2014..2016", about: "from, to; either end may be left open" },
    Form { sample: "vendor:unknown", about: "nobody knows, so that it neither fits nor fails" },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::query::Query;

    #[test]
    fn every_sample_is_sound_in_every_catalog() {
        for Form { sample, about } in &GRAMMAR {
            let query = Query::parse(sample, &Catalog::default());
            assert!(query.is_ok_and(|query| !query.is_empty()), "{sample}");
            assert!(about.len() <= 51, "a line has 80 cells: {about}");
        }
    }

    #[test]
    fn every_sign_of_the_language_has_a_sample() {
        let all: String = GRAMMAR.iter().flat_map(|form| [form.sample, " ", form.about, " "]).collect();
        for sign in ["'", "^", "$", "!", "|", "(", "\"", "\\ ", ":", "=", "!=", "<", "<=", ">", ">=", "..", ","] {
            assert!(all.contains(sign), "{sign}");
        }
    }
}
