//! The text of a landscape in two halves, which can be walked through beside each other.
//!
//! A landscape is a long list of categories, so that its second half is a list of categories, too. Whatever could
//! make the two say something else than the whole is met with a refusal, and the whole is walked through then.

use memchr::memmem;

use super::Walk;
use super::places::TOP;
use crate::catalog::tree::{Content, Extract, Node};

/// A shorter text is read before another thread has begun.
const SHORTEST: usize = 64 << 10;
/// Of a longer text too much would lie in memory twice.
const LONGEST: usize = 8 << 20;
/// The lists and maps around a category: the map of the file.
const LEVELS: usize = 1;

/// The halves of a text, if it is worth while and can be done.
#[must_use]
pub fn halves(text: &str) -> Option<[Extract<'_>; 2]> {
    let fits = (SHORTEST..=LONGEST).contains(&text.len());
    if fits && !is_special(text) { cut(text) } else { None }
}

/// Whether a text has what reaches across it: anchors, directives, the end of a document, the marks of a merge, and
/// ends of lines that are not counted by their `\n`.
fn is_special(text: &str) -> bool {
    let bytes = text.as_bytes();
    let follows = |at: usize| bytes.get(at + 1).is_some_and(|byte| !byte.is_ascii_whitespace());
    let before = |at: usize| at.checked_sub(1).and_then(|at| bytes.get(at));
    let begins = |at: usize| before(at).is_none_or(|byte| byte.is_ascii_whitespace() || b"[{,:".contains(byte));
    let mut ands = memchr::memchr_iter(b'&', bytes);
    ands.any(|at| begins(at) && follows(at))
        || memchr::memchr(b'\r', bytes).is_some()
        || memmem::find(bytes, b"<<<<<<<").is_some()
        || ["%", "..."].iter().any(|mark| begins_a_line(text, mark))
}

fn begins_a_line(text: &str, mark: &str) -> bool {
    text.starts_with(mark) || memmem::find(text.as_bytes(), format!("\n{mark}").as_bytes()).is_some()
}

/// Cuts before the first category of the second half.
fn cut(text: &str) -> Option<[Extract<'_>; 2]> {
    let start = format!("\n{}- ", " ".repeat(indent(text)?));
    let middle = text.len() / 2;
    let at = middle + memmem::find(text.as_bytes().get(middle..)?, start.as_bytes())? + 1;
    let (first, second) = text.split_at_checked(at)?;
    let lines = u32::try_from(memchr::memchr_iter(b'\n', first.as_bytes()).count()).ok()?;
    let first = Extract::whole(first);
    let nodes = first.nodes / 2;
    Some([Extract { nodes, ..first }, Extract { text: second, lines, levels: LEVELS, nodes }])
}

/// How far the categories are indented.
fn indent(text: &str) -> Option<usize> {
    let is_top = |line: &&str| line.trim_end().strip_suffix(':').is_some_and(|key| TOP.contains(&key));
    let mut lines = text.lines().skip_while(|line| !is_top(line)).skip(1);
    let first = lines.find(|line| !line.trim_start().is_empty() && !line.trim_start().starts_with('#'))?;
    let part = first.trim_start_matches(' ');
    part.starts_with("- ").then_some(first.len() - part.len())
}

impl Walk<'_> {
    /// This walk and one through the second half, as one walk through the whole; nothing where that would have
    /// met something else.
    #[must_use]
    pub fn followed_by(mut self, second: Self) -> Option<Self> {
        let has_flaws = !self.tree.flaws.is_empty() || !second.tree.flaws.is_empty();
        let Content::Map(pairs) = &mut self.tree.root.content else { return None };
        let last = pairs.last_mut().filter(|pair| TOP.contains(&&*pair.key))?;
        let (Content::List(list), Content::List(more)) = (&mut last.value.content, second.tree.root.content) else {
            return None;
        };
        let column = |list: &[Node<'_>]| list.first().map(|category| category.mark.column);
        if has_flaws || column(list) != column(&more) {
            return None;
        }
        list.extend(more);
        self.all.extend(second.all)?;
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::{Index, select};

    use super::*;
    use crate::base::text::SafeText;
    use crate::catalog::landscape::{self, Findings, Surroundings, Survey};

    fn findings() -> Findings {
        Findings::new(&SafeText::line("l.yml"))
    }

    fn joined(text: &str) -> Option<Survey> {
        let [first, second] = Some(text).filter(|text| !is_special(text)).and_then(cut)?;
        Walk::through(findings(), first).followed_by(Walk::through(findings(), second))?.end()
    }

    fn whole(text: &str) -> Option<Survey> {
        landscape::survey(findings(), text)
    }

    /// Everything that is made of a landscape and told of it.
    fn told(survey: Survey) -> String {
        let made = survey.finish(&Surroundings::default());
        format!("{:#?}\n{:#?}", made.catalog, made.findings.all())
    }

    /// A landscape of so many categories, with three items in each.
    fn landscape_of(categories: usize) -> String {
        let item =
            |n: usize| format!("    - {{name: I{n}, homepage_url: 'https://a.org/{n}', logo: x.svg, odd: {n}}}\n");
        let category = |n: usize| {
            let items: String = (0..3).map(|i| item(3 * n + i)).collect();
            format!("- name: C{n}\n  subcategories:\n  - name: S{n}\n    items:\n{items}")
        };
        (0..categories).fold("landscape:\n".to_owned(), |text, n| text + &category(n))
    }

    #[test]
    fn the_halves_of_a_long_text_are_the_text() {
        let text = landscape_of(400);
        let [first, second] = halves(&text).unwrap();
        assert_eq!([first.text, second.text].concat(), text);
        assert_eq!(first.text.lines().count(), second.lines as usize);
        assert!(second.text.starts_with("- name: C"));
        assert!(first.text.len().abs_diff(second.text.len()) < 1_000);
    }

    #[test]
    fn a_text_that_is_not_worth_while_or_too_long_is_not_cut() {
        assert!(halves(&landscape_of(10)).is_none());
        assert!(halves(&landscape_of(40_000)).is_none());
    }

    #[test]
    fn what_reaches_across_a_text_keeps_it_whole() {
        for special in ["# &a b", "x: [&a 1]", "x: 1\r", "<<<<<<< ours", "...", "%TAG !! tag:a.org,2000:"] {
            assert!(is_special(&format!("{special}\n{}", landscape_of(2))), "{special}");
        }
        for plain in ["a & b", "https://a.org/?a=1&b=2", "&", "AT&T", "a: 5 %", "and so on ..."] {
            assert!(!is_special(plain), "{plain}");
        }
    }

    #[test]
    fn a_text_that_ends_otherwise_than_it_begins_is_not_joined() {
        let last = "\ncategories: []\n";
        let within = "landscape:\n    - x\n".to_owned() + &landscape_of(1).replace("landscape", "categories");
        for text in [landscape_of(9) + "other: 1\n", landscape_of(9) + last, landscape_of(9) + "---\nx: 1\n", within] {
            assert!(joined(&text).is_none(), "{text}");
        }
        assert!(joined(&landscape_of(9)).is_some());
    }

    /// More findings than are told, more fields than are told apart, more unknown names than are counted apart.
    #[test]
    fn where_there_is_too_much_the_halves_say_what_the_whole_says() {
        let findings = |_: usize| "{name: ''}".to_owned();
        let fields = |n: usize| format!("{{name: I{n}, extra: {{annotations: {{f{n}: 1}}}}}}");
        let names = |n: usize| format!("{{name: I{n}, f{n}: 1, extra: {{f{n}: 1}}}}");
        type Item<'i> = &'i dyn Fn(usize) -> String;
        let cases: [(Item<'_>, usize, bool); 3] =
            [(&findings, 1_000, true), (&fields, 600, false), (&names, 300, false)];
        for (item, count, is_joined) in cases {
            let list = |from: usize, to: usize| {
                let items: String = (from..to).map(|n| format!("    - {}\n", item(n))).collect();
                format!("- name: C{from}\n  subcategories:\n  - name: S\n    items:\n{items}")
            };
            let border = count * 3 / 5;
            let text = format!("landscape:\n{}{}", list(0, border), list(border, count));
            let both = joined(&text).map(told);
            assert_eq!(both.is_some(), is_joined, "{count}");
            assert!(both.is_none_or(|both| both == told(whole(&text).unwrap())), "{count}");
        }
    }

    fn item() -> impl Strategy<Value = String> {
        let lines = [
            "name: Argo",
            "name: 'flux: it''s'",
            "homepage_url: https://argo.org",
            "homepage_url: argo.org",
            "logo: argo.svg",
            "project: graduated",
            "project: sandbox",
            "repo_url: https://github.com/argo/argo",
            "description: >-\n        folded\n        text\n\n        of lines",
            "description: |\n        - name: no item\n\n        # no comment",
            "description: \"quoted\n        - name: over lines\"",
            "description: plain\n        over lines",
            "second_path: Build / CI",
            "second_path:\n        - New / Place",
            "extra:\n        accepted: 2020-01-02\n        audits:\n        - {date: 2021-02-03, type: t, url: 'https://x.org', vendor: v}",
            "extra: {project: x, odd: [1, 2], lfx_slug: a}",
            "homepage: https://near-miss.org",
            "own_field: yes",
            "tags: [a-b, A B]",
            "tags: a-b",
            "parent_project: Argo",
            "organization: {name: CNCF}",
            "name:",
        ];
        let lines = proptest::collection::vec(select(lines.to_vec()), 0..7);
        lines.prop_map(|lines| match lines.split_first() {
            Some((first, rest)) => {
                rest.iter().fold(format!("    - {first}\n"), |text, line| text + "      " + line + "\n")
            }
            None => "    - null\n".to_owned(),
        })
    }

    fn category() -> impl Strategy<Value = String> {
        let heads = [
            "- name: Build\n",
            "- category:\n  name: Run\n",
            "# a remark\n- name: 'x - y'\n",
            "- {name: flow}\n",
            "- \n",
        ];
        let places = ["  - name: CI\n", "  - subcategory:\n    name: Deploy\n", "  - name: Test & Try\n"];
        let place = (select(places.to_vec()), proptest::collection::vec(item(), 0..4))
            .prop_map(|(head, items)| format!("{head}    items:\n{}", items.concat()));
        (select(heads.to_vec()), proptest::collection::vec(place, 0..3)).prop_map(|(head, places)| {
            match places.as_slice() {
                _ if head.starts_with("- {") || head == "- \n" => head.to_owned(),
                [] => head.to_owned(),
                _ => format!("{head}  subcategories:\n{}", places.concat()),
            }
        })
    }

    fn text() -> impl Strategy<Value = String> {
        let tops = [
            "landscape:\n",
            "---\ncategories:\n",
            "title: x\nlandscape:\n\n# remark\n",
            "a: |\n  landscape:\n  - b\nlandscape:\n",
        ];
        (select(tops.to_vec()), proptest::collection::vec(category(), 1..7), 0..3usize).prop_map(
            |(top, list, indent)| {
                let lines = list.concat();
                let pad = " ".repeat(indent);
                lines.lines().fold(top.to_owned(), |text, line| text + &pad + line + "\n")
            },
        )
    }

    proptest! {
        #[test]
        fn the_halves_say_together_what_the_whole_says(text in text()) {
            if let Some(both) = joined(&text) {
                prop_assert_eq!(told(both), told(whole(&text).unwrap()));
            }
        }

        #[test]
        fn and_so_they_do_of_a_broken_text(
            text in text(),
            at in any::<Index>(),
            with in select(vec!["", "'", "\"", "\n", ": ", "- ", "[", "}", "#", "\t", "*a", "&a ", "|\n", "  ", "\n- x\n"]),
        ) {
            let at = at.index(text.len());
            let text = format!("{}{with}{}", &text[..at], text.get(at + 1..).unwrap_or_default());
            let (both, whole) = (joined(&text).map(told), whole(&text).map(told));
            prop_assert!(both.is_none() || both == whole, "{text}");
        }
    }
}
