//! Under which name the reader's notes are kept.

use std::env;
use std::process::{Command, Stdio};

use crate::config::Config;
use crate::notes::Author;

/// The author that the settings name, else git's `user.name`, else the login.
#[must_use]
pub fn find(config: &Config) -> Author {
    let set = config.author.clone().filter(|name| !name.trim().is_empty());
    let name = set.or_else(git).or_else(login).unwrap_or_default();
    Author::new(&name)
}

/// Git is asked by an argument vector, never through a shell, and waits for no input.
fn git() -> Option<String> {
    let mut git = Command::new("git");
    git.args(["config", "--get", "user.name"]).stdin(Stdio::null()).stderr(Stdio::null());
    let output = git.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok().filter(|name| !name.trim().is_empty())
}

fn login() -> Option<String> {
    ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| env::var(name).ok().filter(|login| !login.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_name_the_author_first() {
        let config = Config { author: Some("Ann Example".to_owned()), ..Config::default() };
        assert_eq!(find(&config).slug(), "ann-example");
    }

    #[test]
    fn there_is_always_an_author() {
        let config = Config { author: Some("  ".to_owned()), ..Config::default() };
        assert!(!find(&config).slug().is_empty());
    }
}
