//! Dates against each other and against today.

use super::{Check, Finding, Look};
use crate::base::date::{Date, Day};
use crate::catalog::tree::Mark;
use crate::catalog::{Entry, Status};

pub(super) static FUTURE_DATE: Check = Check::warning(
    "future-date",
    "Nothing was said or has happened after today. An announced end is an event of the day that announced it.",
)
.by(in_the_future);

pub(super) static STALE_ENTRY: Check = Check::warning(
    "stale-entry",
    "The newest fact of an active entry is at most two years old: a living thing that nobody has looked at since is likely to be something else by now.",
)
.by(stale_entries);

pub(super) static ENDED_BEFORE_START: Check =
    Check::error("ended-before-start", "A thing ends after it has started: one of the two dates is wrong.")
        .by(ended_before_start);

pub(super) static EVENT_BEFORE_START: Check = Check::warning(
    "event-before-start",
    "What happens to a thing happens once it has started: either `started` is too late, or the event belongs to what came before.",
)
.by(events_before_start);

const MONTHS_UNTIL_STALE: u32 = 24;

fn in_the_future<'a>(look: &Look<'a>) -> Vec<Finding<'a>> {
    let dates = look.entries().flat_map(|entry| dates(entry).map(move |date| (entry, date)));
    dates
        .filter(|(_, (date, ..))| date.first() > look.today)
        .map(|(entry, (date, what, mark))| {
            let message = format!("{what} of {date} is after today, {}", look.today);
            Finding::on(entry, message, "write the date that the source speaks of").at(mark)
        })
        .collect()
}

/// Every date of the past that an entry names, with what it is the date of.
fn dates(entry: &Entry) -> impl Iterator<Item = (Date, &'static str, Mark)> {
    let own = Mark::from(&entry.place);
    let facts = entry.details.facts.values().filter_map(|fact| Some((fact.as_of()?, "a fact", fact.mark)));
    let events = entry.details.events.iter().map(|event| (event.date, "an event", event.mark));
    let not_found = entry.details.not_found.iter().map(move |looked| (looked.as_of, "a search", own));
    let former = entry.former_names.iter().filter_map(move |former| Some((former.until?, "a former name", own)));
    let started = entry.started.iter().map(move |date| (*date, "a start", own));
    let ended = entry.ended.iter().map(move |date| (*date, "an end", own));
    facts.chain(events).chain(not_found).chain(former).chain(started).chain(ended)
}

fn stale_entries<'a>(look: &Look<'a>) -> Vec<Finding<'a>> {
    let active = look.entries().filter(|entry| entry.status == Status::Active);
    let newest = active.filter_map(|entry| Some((entry, newest_fact(entry)?)));
    newest
        .filter(|(_, newest)| newest.plus_months(MONTHS_UNTIL_STALE) < look.today)
        .map(|(entry, newest)| {
            let message = format!("the newest fact of {} is as of {newest}", entry.name);
            Finding::on(entry, message, "look its facts up again, or say what became of it")
        })
        .collect()
}

fn newest_fact(entry: &Entry) -> Option<Day> {
    entry.details.facts.values().filter_map(|fact| Some(fact.as_of()?.last())).max()
}

fn ended_before_start<'a>(look: &Look<'a>) -> Vec<Finding<'a>> {
    let lives = look.entries().filter_map(|entry| Some((entry, entry.started?, entry.ended?)));
    lives
        .filter(|(_, started, ended)| ended.last() < started.first())
        .map(|(entry, started, ended)| {
            let message = format!("{} ended in {ended} and started in {started}", entry.name);
            Finding::on(entry, message, "correct `started` or `ended`")
        })
        .collect()
}

fn events_before_start<'a>(look: &Look<'a>) -> Vec<Finding<'a>> {
    let started = look.entries().filter_map(|entry| Some((entry, entry.started?)));
    let events =
        started.flat_map(|(entry, started)| entry.details.events.iter().map(move |event| (entry, started, event)));
    events
        .filter(|(_, started, event)| event.date.last() < started.first())
        .map(|(entry, started, event)| {
            let message = format!("an event of {} stands before the start in {started}", event.date);
            let hint = "set `started` earlier, or tell it where it belongs";
            Finding::on(entry, message, hint).at(event.mark)
        })
        .collect()
}
