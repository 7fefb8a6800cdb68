//! `landfall completions SHELL`.

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::{Output, args};

/// What may stand behind `completions`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    /// For which shell
    pub shell: Shell,
}

/// The completions of that shell, to be put where it looks for them.
#[must_use]
pub fn run(args: &Args) -> Output {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut args::Args::command(), "landfall", &mut text);
    Output::data(String::from_utf8_lossy(&text).into_owned())
}
