//! Text made harmless for Markdown and CSV.

use std::fmt::Write as _;

/// Characters that may begin markup anywhere in a line of Markdown.
const MARKUP: &str = "\\`*_[]<>|~&$";

/// Text within a line of Markdown that means nothing but itself. Line breaks become spaces.
#[must_use]
pub fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for character in word.chars() {
            if MARKUP.contains(character) {
                out.push('\\');
            }
            out.push(character);
        }
    }
    out
}

/// The same at the start of a line, where `#`, `-`, `1.` and others begin a block.
#[must_use]
pub fn paragraph(text: &str) -> String {
    let line = inline(text);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (before, rest) = line.split_at_checked(digits).unwrap_or(("", &line));
    let numbers_a_list = digits > 0 && rest.starts_with(['.', ')']);
    let begins_a_block = digits == 0 && rest.starts_with(['#', '+', '-', '=', ':']);
    if numbers_a_list || begins_a_block { format!("{before}\\{rest}") } else { line }
}

/// An address that Markdown may link: only http and https, and nothing in it that ends the link.
#[must_use]
pub fn link(address: &str) -> Option<String> {
    if !is_web(address) {
        return None;
    }
    let mut out = String::from("<");
    for character in address.chars() {
        match character {
            '<' | '>' | '\\' | '`' | '|' | '"' | ' ' => {
                let _ = write!(out, "%{:02X}", u32::from(character));
            }
            c if c.is_control() || c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out.push('>');
    Some(out)
}

/// Whether an address is one of the web.
#[must_use]
pub fn is_web(address: &str) -> bool {
    let begins_with =
        |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    begins_with("https://") || begins_with("http://")
}

/// A table of GitHub Markdown; cells are Markdown already and have no line breaks and no bare `|`.
#[must_use]
pub fn table(head: &[String], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let mut out = line(head);
    out.push_str(&line(&vec!["---".to_owned(); head.len()]));
    out.extend(rows.iter().map(|row| line(row)));
    out
}

/// A line of CSV. A cell that a spreadsheet would take for a formula is marked as text; a number is none.
#[must_use]
pub fn csv<'c>(cells: impl IntoIterator<Item = &'c str>) -> String {
    let cell = |cell: &str| {
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
        let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
        if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
    };
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    format!("{}\n", cells.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_within_a_line_is_escaped() {
        assert_eq!(inline("a|b `c` <d> [e](f) *g* _h_"), r"a\|b \`c\` \<d\> \[e\](f) \*g\* \_h\_");
        assert_eq!(inline(" two\n lines "), "two lines");
    }

    #[test]
    fn what_would_begin_a_block_is_escaped() {
        for (text, escaped) in [
            ("# x", r"\# x"),
            ("- x", r"\- x"),
            ("1. x", r"1\. x"),
            ("12) x", r"12\) x"),
            ("1.5 x", r"1\.5 x"),
            ("> x", r"\> x"),
        ] {
            assert_eq!(paragraph(text), escaped);
        }
        assert_eq!(paragraph("5000 nodes"), "5000 nodes");
    }

    #[test]
    fn only_the_web_is_linked() {
        assert_eq!(link("https://x.org/a b>c").as_deref(), Some("<https://x.org/a%20b%3Ec>"));
        assert_eq!(link("HTTP://x.org").as_deref(), Some("<HTTP://x.org>"));
        assert_eq!(link("javascript:alert(1)"), None);
        assert_eq!(link(" https://x.org"), None);
    }

    #[test]
    fn a_formula_in_a_cell_is_text() {
        assert_eq!(csv(["=1+1", "+x", "-x", "@x", "x", "a,\"b\""]), "'=1+1,'+x,'-x,'@x,x,\"a,\"\"b\"\"\"\n");
        assert_eq!(csv(["-12", "-0.5", "-1-1"]), "-12,-0.5,'-1-1\n");
    }
}
