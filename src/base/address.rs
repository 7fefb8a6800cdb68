//! Web addresses: which texts are one, and whose page it is.

/// The host of an http or https address. What stands before an `@` is there to deceive.
#[must_use]
pub fn host(address: &str) -> Option<String> {
    written_host(address).map(str::to_ascii_lowercase)
}

/// Whether it is an http or https address.
#[must_use]
pub fn is_web(address: &str) -> bool {
    written_host(address).is_some()
}

/// The host as it is written, in capitals or not.
#[must_use]
pub fn written_host(address: &str) -> Option<&str> {
    let after =
        |scheme: &str| address.split_at_checked(scheme.len()).filter(|(start, _)| start.eq_ignore_ascii_case(scheme));
    let (_, rest) = after("http://").or_else(|| after("https://"))?;
    // Bytes tell for ASCII, and nearly every address is ASCII: a start reads thousands of them.
    let odd_byte = |b: u8| b <= b' ' || matches!(b, 0x7f | b'<' | b'>' | b'"' | b'\\' | b'`');
    let odd = |c: char| c.is_whitespace() || c.is_control();
    if address.bytes().any(odd_byte) || (!address.is_ascii() && address.contains(odd)) {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.split_once(':').map_or(authority, |(host, _)| host);
    let plain = host.contains(char::is_alphanumeric) && !authority.contains('@');
    plain.then_some(host)
}

/// Who answers for a page: its host, or the repository where it lies on GitHub, which is host to everybody.
#[must_use]
pub fn publisher(address: &str) -> Option<String> {
    let host = host(address)?;
    if host != "github.com" {
        return Some(host);
    }
    let path = address.split_once("://")?.1.split(['?', '#']).next()?;
    let mut parts = path.split('/').skip(1).filter(|part| !part.is_empty());
    let named = [Some(host.as_str()), parts.next(), parts.next()].into_iter().flatten();
    Some(named.collect::<Vec<_>>().join("/"))
}

/// What is left of an address without what two people write differently: scheme, `www.`, capitals, `.git`,
/// the last slash.
#[must_use]
pub fn bare(address: &str) -> String {
    let lower = address.trim().to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/');
    rest.strip_suffix(".git").unwrap_or(rest).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_people_write_differently_is_the_same() {
        for written in
            ["https://github.com/acme/Saw", "http://www.GitHub.com/acme/saw.git", "https://github.com/acme/saw/"]
        {
            assert_eq!(bare(written), "github.com/acme/saw");
        }
        assert_ne!(bare("https://github.com/acme/saw"), bare("https://github.com/acme/axe"));
    }

    #[test]
    fn only_web_addresses_have_a_host() {
        assert_eq!(host("https://Example.org:8080/a?b#c").as_deref(), Some("example.org"));
        assert_eq!(host("HTTP://example.org").as_deref(), Some("example.org"));
        for odd in [
            "",
            "example.org",
            "ftp://example.org",
            "javascript:alert(1)",
            "https://",
            "https:///a",
            "https://…",
            "https://a b",
            "https://good.org@evil.org",
            "https://a\u{1b}[31m",
            "file:///etc/passwd",
        ] {
            assert_eq!(host(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_page_belongs_to_its_host_and_on_github_to_its_repository() {
        for (address, owner) in [
            ("https://docs.example.org/a/b", "docs.example.org"),
            ("https://github.com/cncf/landscape/blob/main/landscape.yml", "github.com/cncf/landscape"),
            ("https://github.com/cncf/landscape?tab=readme", "github.com/cncf/landscape"),
            ("https://github.com/cncf", "github.com/cncf"),
            ("https://github.com", "github.com"),
        ] {
            assert_eq!(publisher(address).as_deref(), Some(owner));
        }
        assert_eq!(publisher("ftp://github.com/a/b"), None);
    }
}
