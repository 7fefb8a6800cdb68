//! Markdown, with the HTML that some write into it, as the words alone.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The text in paragraphs, with a blank line between them; lists keep their dashes.
pub(super) fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    for event in Parser::new(markdown) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::Html(html) | Event::InlineHtml(html) => untagged(&html, &mut out),
            Event::SoftBreak => out.push(' '),
            Event::HardBreak => line(&mut out),
            Event::Start(Tag::Item) => {
                line(&mut out);
                out.push_str("- ");
            }
            Event::Start(Tag::List(_)) | Event::End(TagEnd::Item) => line(&mut out),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::List(_) | TagEnd::HtmlBlock,
            ) => {
                paragraph(&mut out);
            }
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    if !out.is_empty() && !out.ends_with('\n') && !out.ends_with("- ") {
        out.push('\n');
    }
}

fn paragraph(out: &mut String) {
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push_str("\n\n");
    }
}

/// Tags after which a new line begins.
const BREAKS: [&str; 12] = ["br", "br/", "/p", "/li", "/div", "/tr", "/h1", "/h2", "/h3", "/h4", "/h5", "/h6"];
/// Signs that HTML writes as words.
const SIGNS: [(&str, &str); 6] =
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")];

/// What stands outside of the tags.
fn untagged(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at(start);
        words(text, out);
        let end = if tag.starts_with("<!--") { "-->" } else { ">" };
        let Some(length) = tag.find(end) else { return };
        let inside = tag.get(1..length).unwrap_or_default();
        let name = inside.split_whitespace().next().unwrap_or_default().to_lowercase();
        if BREAKS.contains(&&*name) {
            line(out);
        }
        rest = tag.get(length + end.len()..).unwrap_or_default();
    }
    words(rest, out);
}

fn words(text: &str, out: &mut String) {
    if text.trim().is_empty() {
        return;
    }
    out.push_str(
        &SIGNS.iter().fold(text.trim_matches('\n').replace('\n', " "), |text, (word, sign)| text.replace(word, sign)),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_one_line_each() {
        assert_eq!(
            plain("#### What it is\n\nTools that\n*build* `images`.\n\nSee [here](https://x.org).\n"),
            "What it is\n\nTools that build images.\n\nSee here."
        );
    }

    #[test]
    fn lists_keep_their_dashes() {
        assert_eq!(plain("Such as:\n\n* one\n* two\n  more\n\nEnd."), "Such as:\n\n- one\n- two more\n\nEnd.");
    }

    #[test]
    fn html_is_left_out_and_its_words_stay() {
        assert_eq!(plain("<p>One &amp; <b>two</b></p><p>three</p>\n"), "One & two\nthree");
        assert_eq!(plain("a <b>b</b> c<br/>d &lt;e&gt; <!-- f -->"), "a b c\nd <e>");
        assert_eq!(plain("<script>x</script"), "x");
    }

    #[test]
    fn nothing_drives_a_terminal_or_hangs() {
        for odd in ["<", "<!--", "<<<>", "&", "<p", "*", ""] {
            let _ = plain(odd);
        }
    }
}
