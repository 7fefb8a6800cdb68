//! `landfall complete`: what the end of a query may become.

use std::ops::Range;

use serde::Serialize;

use super::find::Finder;
use super::format::{Format, one_of};
use super::{Output, Status};
use crate::base::text::SafeText;
use crate::query::{Candidate, complete};
use crate::record::json::{self, SCHEMA};
use crate::world::World;

/// What may stand behind `complete`.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = HELP)]
pub struct Args {
    /// A query as far as it is typed
    #[arg(allow_hyphen_values = true)]
    pub text: String,
    /// The form of the answer
    #[arg(long, default_value = "text", value_parser = one_of(&[Format::Text, Format::Json]))]
    pub format: Format,
}

const HELP: &str = "\
A line for each candidate, the best first: what takes the place of the last word or of the value in it, a tab, how \
many entries there are of it, a tab, what it is. Values are counted under the rest of the query; in a catalog of \
more than 10,000 entries nothing is counted. A plain word may become a field or the name of an entry; there a former or \
short name leads to the entry, and a catalog of more than 10,000 entries offers no names.

JSON: {\"schema\":1,\"text\",\"span\":{\"start\",\"end\"},\"candidates\":[{\"text\",\"count\",\"about\"}]}
The span is the part of the text, in bytes, that a candidate takes the place of.

Exit status: 1 where the word is whole, or nothing begins so; nothing is said then.";

#[derive(Serialize)]
struct Completed<'t> {
    schema: u32,
    text: SafeText,
    span: Range<usize>,
    candidates: Vec<Line<'t>>,
}

#[derive(Serialize)]
struct Line<'t> {
    text: &'t str,
    count: Option<usize>,
    about: &'t str,
}

/// The candidates for the end of the text.
#[must_use]
pub fn run(args: &Args, world: &World) -> Output {
    let (text, end) = (&args.text, args.text.len());
    let finder = Finder::new(world);
    let completion = complete(text, end, &finder.context());
    let status = if completion.is_none() { Status::Nothing } else { Status::Done };
    let (span, candidates) = completion.map_or((end..end, Vec::new()), |found| (found.span, found.candidates));
    let data = match args.format {
        Format::Json => {
            let candidates =
                candidates.iter().map(|Candidate { text, count, about }| Line { text, count: *count, about });
            let (text, candidates) = (SafeText::line(text), candidates.collect());
            json::text(&Completed { schema: SCHEMA, text, span, candidates })
        }
        _ => candidates.iter().map(line).collect(),
    };
    Output::data(data).status(status)
}

fn line(candidate: &Candidate) -> String {
    let count = candidate.count.map(|count| count.to_string()).unwrap_or_default();
    format!("{}\t{count}\t{}\n", candidate.text, candidate.about)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::sample;

    fn completed(text: &str, format: Format) -> Output {
        run(&Args { text: text.to_owned(), format }, &sample::world())
    }

    #[test]
    fn a_line_has_the_text_the_count_and_what_it_is() {
        assert_eq!(completed("gke max", Format::Text).data, "max_nodes:\t0\tNodes per cluster\n");
        assert_eq!(completed("swarm status:", Format::Text).data, "active\t2\t\n");
    }

    #[test]
    fn json_says_what_a_candidate_takes_the_place_of() {
        let read: serde_json::Value = serde_json::from_str(&completed("!gké status:ac", Format::Json).data).unwrap();
        assert_eq!(read["span"], serde_json::json!({"start": 13, "end": 15}));
        assert_eq!(read["text"], "!gké status:ac");
        let none: serde_json::Value = serde_json::from_str(&completed("x ", Format::Json).data).unwrap();
        assert_eq!(none["candidates"], serde_json::json!([]));
    }

    #[test]
    fn where_nothing_can_follow_nothing_is_said() {
        let output = completed("status:active", Format::Text);
        assert_eq!((output.status, output.data.as_str(), output.talk.len()), (Status::Nothing, "", 0));
    }
}
