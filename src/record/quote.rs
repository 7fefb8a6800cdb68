//! A reader's Markdown inside ours: its emphasis and lists stay, its HTML and odd links become plain text.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::escape::{inline, is_web};

/// What one pass makes harmless may bring to light something else; a text that goes on and on is shown
/// without any markup.
const PASSES: usize = 16;

/// What GitHub reads beside plain Markdown, as far as it matters here.
pub(super) fn github() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES
}

/// A note as a block quote.
#[must_use]
pub fn quote(markdown: &str) -> String {
    let harmless = harmless(markdown);
    let lines = harmless.trim_matches('\n').lines();
    lines.map(|line| if line.trim().is_empty() { ">\n".to_owned() } else { format!("> {line}\n") }).collect()
}

fn harmless(markdown: &str) -> String {
    let mut text = markdown.to_owned();
    for _ in 0..PASSES {
        let places = dangers(&text);
        if places.is_empty() {
            return text;
        }
        for place in places.iter().rev() {
            text.insert(*place, '\\');
        }
    }
    markdown.lines().map(|line| inline(line) + "\n").collect()
}

/// Where a backslash takes the danger out of the text.
fn dangers(text: &str) -> BTreeSet<usize> {
    let mut places = BTreeSet::new();
    let mut mark_all = |range: std::ops::Range<usize>, sign: char| {
        let part = text.get(range.clone()).unwrap_or_default();
        places.extend(part.match_indices(sign).map(|(at, _)| range.start + at));
    };
    let mut code = Vec::new();
    let parser = Parser::new_ext(text, github());
    for (_, definition) in parser.reference_definitions().iter() {
        // What a definition says would hold for the whole document, not for this note alone.
        let start = definition.span.start;
        mark_all(start..start + 1, '[');
    }
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => mark_all(range, '<'),
            Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => mark_all(range.start..range.start + 1, '<'),
            // An image would be fetched by whoever reads the document.
            Event::Start(Tag::Image { .. }) => mark_all(range.start..range.start + 1, '!'),
            Event::Start(Tag::Link { dest_url, .. }) if !is_web(&dest_url) => {
                mark_all(range.clone(), '[');
                mark_all(range, '<');
            }
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => code.push(range),
            _ => {}
        }
    }
    // A footnote mark means nothing here, but in the whole document it would lead to one of our sources.
    let in_code = |place: usize| code.iter().any(|range| range.contains(&place));
    places.extend(text.match_indices("[^").map(|(at, _)| at).filter(|at| !in_code(*at) && !is_escaped(text, *at)));
    places
}

fn is_escaped(text: &str, place: usize) -> bool {
    let before = text.as_bytes().get(..place).unwrap_or_default();
    !before.iter().rev().take_while(|byte| **byte == b'\\').count().is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a parser makes of the quote: the kinds of events that must not be there, and the links.
    fn read(markdown: &str) -> (bool, Vec<String>) {
        let quoted = quote(markdown) + "\n[^1]: ours\n";
        let mut html = false;
        let mut links = Vec::new();
        for event in Parser::new_ext(&quoted, github()) {
            match event {
                Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => html = true,
                Event::Start(Tag::FootnoteDefinition(label)) => html |= &*label != "1",
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    links.push(dest_url.into_string())
                }
                _ => {}
            }
        }
        (html, links)
    }

    #[test]
    fn plain_markdown_stays_as_it_is() {
        assert_eq!(quote("a **b** `<i>`\n\n- c\n"), "> a **b** `<i>`\n>\n> - c\n");
        assert_eq!(read("[x](https://x.org)").1, ["https://x.org"]);
    }

    #[test]
    fn html_and_odd_links_are_text() {
        for evil in [
            "<script>alert(1)</script>",
            "a <b onclick=x>b</b>",
            "<!-- a -->\n\n<div>\n<p>\n",
            "<div>\n\n<b>x</b>",
            "[x](javascript:alert(1))",
            "![x](data:text/html,x)",
            "<javascript:alert(1)>",
            "[x][y]\n\n[y]: javascript:alert(1)",
            "[[x](javascript:a)](javascript:b)",
            "<a@b.org>",
            "x[^1]\n\n[^1]: not your source",
            "\\[^1] \\\\[^1] ![^1] [^2]: x",
            "<?php x ?> <![CDATA[x]]> <!X>",
            "```\n<b>\n```\n<b>",
            "    <b>\n\n<b>",
        ] {
            assert_eq!(read(evil), (false, Vec::new()), "{evil:?} became {:?}", quote(evil));
        }
    }

    #[test]
    fn an_image_is_a_link() {
        let quoted = quote("![x](https://x.org/i.png)");
        let is_image = |event: Event<'_>| matches!(event, Event::Start(Tag::Image { .. }));
        assert!(!Parser::new_ext(&quoted, github()).any(is_image));
        assert_eq!(read("![x](https://x.org/i.png)").1, ["https://x.org/i.png"]);
    }

    #[test]
    fn a_definition_holds_for_no_other_text() {
        let quoted = quote("[1]: https://x.org\n");
        assert!(Parser::new_ext(&quoted, github()).reference_definitions().iter().next().is_none());
    }

    mod any_note {
        use super::*;
        use proptest::prelude::*;

        proptest! {
            #[test]
            fn brings_neither_html_nor_odd_links(
                text in r#"(<b>|<!--|-->|<div>|\[a\]|\(javascript:x\)|\(https://x\)|\[\^1\]|: |\n|\n\n|> |- |    |`|```|\\|<|>|!|\*|a ){0,16}"#,
            ) {
                let (html, links) = read(&text);
                prop_assert!(!html, "{:?}", quote(&text));
                prop_assert!(links.iter().all(|link| is_web(link)), "{:?}", quote(&text));
            }
        }
    }
}
