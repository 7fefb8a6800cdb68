//! Addresses: only http and https are ever kept, and copies of other people's pages are named.

use crate::base::address::host;
use crate::base::text::SafeText;
use crate::catalog::check::reading;
use crate::catalog::read::reader::{Reader, quoted};
use crate::catalog::tree::Node;

/// Hosts that show what others have written: mirrors, proxies, previews, search pages. A host within one of
/// them counts as well.
const MIRRORS: [&str; 28] = [
    "916300.xyz",
    "a.osmarks.net",
    "app.unpkg.com",
    "bing.com",
    "duckduckgo.com",
    "fanyv88.com",
    "gh.neting.cc",
    "ghproxy.com",
    "google.com.hk",
    "grokipedia.com",
    "huggingface.co",
    "netlify.app",
    "pages.dev",
    "programcreek.com",
    "r.jina.ai",
    "search.brave.com",
    "search.yahoo.com",
    "startpage.com",
    "theinfolist.com",
    "translate.goog",
    "unanswered.io",
    "vercel.app",
    "vuink.com",
    "webcache.googleusercontent.com",
    "wikimili.com",
    "wikisum.wiki",
    "workers.dev",
    "www.google.com",
];

impl Reader {
    /// An http or https address.
    pub(super) fn link(&mut self, node: &Node<'_>) -> Option<SafeText> {
        let text = self.scalar(node)?;
        let Some(host) = host(text) else {
            let hint = if text.contains("://") { "" } else { "begin it with https://" };
            self.say(node.mark, &reading::BAD_LINK, &format!("{} is no web address", quoted(text)), hint);
            return None;
        };
        if let Some(mirror) = MIRRORS.iter().find(|mirror| is_within(&host, mirror)) {
            let hint = "name the page that it is a copy of";
            self.say(node.mark, &reading::MIRROR, &format!("{mirror} shows what others have written"), hint);
        }
        Some(SafeText::line(text))
    }
}

fn is_within(host: &str, outer: &str) -> bool {
    host.strip_suffix(outer).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirror_is_known_by_its_host_and_not_by_an_ending() {
        assert!(is_within("test.916300.xyz", "916300.xyz"));
        assert!(is_within("pages.dev", "pages.dev"));
        assert!(!is_within("mypages.dev", "pages.dev"));
        let is_mirror = |host: &str| MIRRORS.iter().any(|mirror| is_within(host, mirror));
        assert!(is_mirror("www.google.com") && !is_mirror("cloud.google.com"));
    }
}
