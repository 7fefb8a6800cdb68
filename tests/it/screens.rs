//! What must hold on every screen, whatever is typed.

use landfall::base::text::SafeText;
use landfall::effect::{Document, Effect, Outcome};
use landfall::notes::Author;
use landfall::tui::Msg;
use proptest::prelude::*;

use crate::stage::{Stage, messages, world};

fn stage() -> Stage {
    Stage::new(world("ports"), (80, 24))
}

fn note_on(entry: &str) -> Document {
    Document::Note { entry: entry.parse().unwrap(), author: Author::new("Ada") }
}

#[test]
fn a_note_is_saved_as_plain_markdown_on_the_fact_under_the_cursor() {
    let mut stage = stage();
    stage.press("/ \"aurora\" enter tab a \"half of that at night\" ctrl-s");
    let text = stage.text_of(&note_on("aurora")).expect("a note");
    assert!(text.contains("entry: aurora") && text.contains("## @berth_price"), "{text}");
    assert!(text.ends_with("half of that at night\n"), "{text}");
    assert!(stage.frame().contains("note on Port Aurora saved"));
}

#[test]
fn a_save_that_fails_loses_nothing_and_says_why() {
    let mut stage = stage();
    stage.broken = Some("cannot write notes/aurora/ada.md: no space left on the device");
    stage.press("j j a \"all this text\" ctrl-s");
    let frame = stage.frame();
    assert!(frame.contains("all this text") && frame.contains("no space left"), "{frame}");
    stage.broken = None;
    stage.press("ctrl-s");
    assert!(stage.text_of(&note_on("aurora")).is_some());
}

#[test]
fn a_clash_keeps_both_texts_and_asks() {
    let mut stage = stage();
    stage.press("j j a \"mine\"");
    stage.write(note_on("aurora"), "---\nentry: aurora\n---\n\ntheirs\n");
    stage.press("ctrl-s");
    let frame = stage.frame();
    assert!(frame.contains("mine") && frame.contains("theirs") && frame.contains("changed on disk"), "{frame}");
    stage.press("ctrl-s");
    let saved = stage.text_of(&note_on("aurora")).expect("a note").to_owned();
    assert!(saved.contains("mine") && saved.contains("theirs"), "{saved}");
}

#[test]
fn leaving_with_unsaved_text_asks_first() {
    let mut stage = stage();
    stage.press("j j a \"unsaved\" ctrl-q");
    assert!(!stage.effects.contains(&Effect::Quit));
    assert!(stage.frame().contains("save and leave"));
    stage.press("enter");
    assert!(stage.text_of(&note_on("aurora")).is_some());
    assert_eq!(stage.effects.last(), Some(&Effect::Quit));
}

#[test]
fn what_is_typed_is_kept_as_a_draft_until_it_is_saved() {
    let mut stage = stage();
    stage.press("j j a \"abc\"");
    assert!(matches!(stage.effects.last(), Some(Effect::KeepDraft(_))));
    stage.press("ctrl-s");
    assert_eq!(stage.effects.last(), Some(&Effect::DropDraft));
}

#[test]
fn what_is_typed_while_a_save_is_under_way_is_not_lost() {
    let mut stage = stage();
    stage.press("j j a \"first\"");
    let effects = landfall::tui::update(&mut stage.model, Msg::Key("ctrl-s".parse().unwrap()));
    let Some(Effect::Change(change)) = effects.into_iter().next() else { panic!("no save") };
    stage.press("\" second\"");
    let text = change.apply(None).unwrap();
    let effects =
        landfall::tui::update(&mut stage.model, Msg::Outcome(Outcome::Changed { change, text: text.clone() }));
    assert!(matches!(effects.as_slice(), [Effect::KeepDraft(_)]), "{effects:?}");
    stage.write(note_on("aurora"), &text);
    assert!(stage.frame().contains("first second"), "{}", stage.frame());
    stage.press("ctrl-s");
    assert!(stage.text_of(&note_on("aurora")).unwrap().ends_with("first second\n"));
}

#[test]
fn a_relation_is_followed_and_backspace_returns() {
    let mut stage = stage();
    stage.press("/ \"name:driftwood\" enter tab");
    for _ in 0..6 {
        stage.press("j");
    }
    stage.press("enter");
    assert!(stage.frame().contains("never freezes"), "{}", stage.frame());
    stage.press("backspace");
    assert!(stage.frame().contains("loved and lost"), "{}", stage.frame());
}

#[test]
fn a_read_only_workspace_is_said_before_anything_is_typed() {
    let mut world = world("ports");
    world.workspace.read_only = Some(SafeText::line("/srv is mounted read-only"));
    let mut stage = Stage::new(world, (80, 24));
    assert!(stage.frame().contains("read only"));
    stage.press("j j a");
    assert!(stage.frame().contains("notes cannot be saved here"));
}

#[test]
fn hostile_text_reaches_no_cell() {
    let loaded = landfall::catalog::read::SourceFile::parse(
        SafeText::line("hostile.yaml"),
        "title: \"a\\e[31m\"\ncategories: [{id: x, name: \"\\u202Ex\\u0007\"}]\ncriteria: [{id: q, label: \"\\u009b2J\", group: \"\\e]0;g\\a\", type: text, about: \"\\e[2J\"}]\nentries: [{id: e, name: \"\\e[1mE\\u200b\", categories: [x], status: active, summary: \"\\e]52;c;aGk=\\a\", facts: {q: {value: \"\\e[5m\", note: \"\\u2066\", source: 'https://e.example/', as_of: 2026-01}}}]\n",
    );
    let parsed = landfall::catalog::read::catalog(&loaded, &[]);
    let mut world = world("ports");
    world.catalog = parsed.value.into();
    assert_eq!(world.catalog.entries.len(), 1);
    for size in [(80, 24), (200, 60)] {
        let mut stage = Stage::new(world.clone(), size);
        for keys in ["j", "tab", "enter", "esc esc s S v \"x\" enter esc", "?", "esc o esc a", "esc esc"] {
            stage.press(keys);
            let frame = stage.frame();
            let bad = |c: char| {
                (c.is_control() && c != '\n')
                    || ('\u{200b}'..='\u{200f}').contains(&c)
                    || ('\u{202a}'..='\u{202e}').contains(&c)
                    || ('\u{2066}'..='\u{2069}').contains(&c)
            };
            assert!(!frame.contains(bad), "{keys}: {frame:?}");
        }
    }
}

/// Keys that mean something somewhere, and some that never do.
const KEYS: &str = "j k h l g G ctrl-d ctrl-u / enter esc tab space c d b H L x s S v a e o y z n N u U ? : w K J delete \
                    backspace left right up down home end pageup pagedown ctrl-s ctrl-z ctrl-y ctrl-w shift-left shift-right \
                    ctrl-a ctrl-x ctrl-v é 日 ! ( \" | f1 < > - q alt-x";

fn any_message() -> impl Strategy<Value = Msg> {
    let keys: Vec<Msg> = KEYS.split_whitespace().filter(|key| *key != "\"").flat_map(messages).collect();
    prop_oneof![
        20 => proptest::sample::select(keys),
        1 => (0u16..230, 0u16..70).prop_map(|(columns, rows)| Msg::Resize(columns, rows)),
        1 => "[a-z日é \\n]{0,12}".prop_map(Msg::Paste),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// No keys, pastes or sizes lead to a panic, and the same ones lead to the same frames, whether what comes next
    /// is made ahead or not.
    #[test]
    fn any_keys_are_survived_and_replay_alike(script in proptest::collection::vec(any_message(), 1..120)) {
        let (mut first, mut second) = (stage(), stage());
        for message in script {
            first.send(message.clone());
            second.send(message);
            second.model.look_ahead();
            if first.model.size.0 > 0 && first.model.size.1 > 0 {
                let frame = first.frame();
                prop_assert_eq!(&frame, &second.frame());
            }
        }
        prop_assert_eq!(first.effects, second.effects);
    }
}

#[test]
fn a_filter_that_a_relation_leaves_comes_back_with_backspace() {
    let mut stage = stage();
    stage.press("/ \"driftwood status:retired\" enter tab");
    while !stage.frame().contains("filter hid it") && stage.effects.len() < 40 {
        stage.press("down enter");
        if stage.frame().contains("lifted") {
            break;
        }
        stage.press("esc tab");
    }
    assert!(stage.frame().contains("is lifted"), "{}", stage.frame());
    stage.press("backspace");
    assert!(
        stage.frame().contains("driftwood status:retired") && stage.frame().contains("1 of 4"),
        "{}",
        stage.frame()
    );
}

#[test]
fn groups_fold_under_a_filter_and_another_filter_opens_them() {
    let mut stage = stage();
    stage.press("/ \"a\" enter z");
    assert!(!stage.frame().contains("Port Aurora  "), "{}", stage.frame());
    stage.press("/ \"u\"");
    assert!(stage.frame().contains("Port Aurora"), "{}", stage.frame());
}

#[test]
fn a_reversed_order_is_said_and_found_again_next_time() {
    let mut stage = stage();
    stage.press(": \"order -berths\" enter");
    assert!(stage.frame().contains("ordered by Berths, reversed"), "{}", stage.frame());
    let session = stage.model.session();
    assert_eq!(session.order.as_deref(), Some("-berths"));
    let again = Stage::new(landfall::world::World { session, ..world("ports") }, (80, 24));
    let frame = again.frame();
    let line = |text: &str| frame.lines().position(|line| line.contains(text));
    assert!(frame.contains("ordered by Berths, reversed"), "{frame}");
    assert!(line("Bedrock Yard") < line("Smugglers") && line("Smugglers") > line("Deep water"), "{frame}");
}

#[test]
fn the_worst_fit_stands_first_where_the_order_is_reversed_and_the_undecided_last() {
    let mut stage = stage();
    stage.press(": \"group none\" enter / \"a (aurora | berths>1)\" enter v : \"order fit\" enter");
    let names = |stage: &Stage| {
        let frame = stage.frame();
        let place = |name: &str| frame.lines().position(|line| line.split('│').next().unwrap_or("").contains(name));
        let mut names = ["Port Aurora", "Bedrock Yard", "Driftwood Pier", "Smugglers’ Cove ?"];
        names.sort_by_key(|name| place(name));
        names
    };
    assert_eq!(names(&stage), ["Port Aurora", "Bedrock Yard", "Driftwood Pier", "Smugglers’ Cove ?"]);
    stage.press(": \"order -fit\" enter");
    assert_eq!(names(&stage), ["Driftwood Pier", "Bedrock Yard", "Port Aurora", "Smugglers’ Cove ?"]);
}

#[test]
fn entries_of_one_name_are_told_apart_by_their_catalogs() {
    let mut world = world("ports");
    let ours = world.catalog.as_ref().clone();
    let mut theirs = ours.clone();
    theirs.title = SafeText::line("Lloyd's list of every port");
    let theirs = theirs.with_entries(ours.entries.iter().filter(|e| e.id.as_str() == "aurora").cloned().collect());
    world.catalog = landfall::catalog::mix(vec![ours, theirs]).into();
    let mut stage = Stage::new(world, (80, 24));
    stage.press("/ \"aurora landing\" enter");
    let tree = stage.frame();
    for part in ["◉ Port Aurora Ports  North", "◉ Port A… Lloyd's… North", "│ Port Aurora Ports  "] {
        assert!(tree.contains(part), "{part}\n{tree}");
    }
    stage.press("esc");
    assert!(stage.frame().contains("Bedrock Yard         South"), "{}", stage.frame());
    stage.press("/ \"aurora landing\" enter m c");
    for part in ["◉ Port Aurora Ports", "◉ Port Aurora Lloyd's list of…"] {
        assert!(stage.frame().contains(part), "{part}\n{}", stage.frame());
    }
    stage.press("esc g n s n s S");
    for part in ["1. ◉ Port Aurora Ports ", "2. ◉ Port Aurora Lloyd's list of ever…"] {
        assert!(stage.frame().contains(part), "{part}\n{}", stage.frame());
    }
}

#[test]
fn saved_queries_that_others_changed_are_seen_counted_and_forgotten_with_undo() {
    let mut stage = stage();
    stage.write(Document::Queries, "alive: \"status:active\"\nodd: \"nosuch:x\"\n");
    stage.press("p");
    for part in ["alive                    1  status:active", "odd                      ?  nosuch:x", "^X forgets it"] {
        assert!(stage.frame().contains(part), "{part}\n{}", stage.frame());
    }
    stage.press("\"al\" ctrl-x");
    assert_eq!(stage.text_of(&Document::Queries), Some("odd: \"nosuch:x\"\n"));
    assert!(stage.frame().contains("alive is forgotten"), "{}", stage.frame());
    assert!(!stage.frame().contains("status:active "), "{}", stage.frame());
    stage.press("ctrl-x esc U p");
    assert!(stage.frame().contains("alive                    1  status:active"), "{}", stage.frame());
    stage.write(Document::Queries, "a: \"x\"\nb:\n");
    stage.press("esc p");
    assert!(stage.frame().contains("queries.yaml, line 2: `b` asks for nothing"), "{}", stage.frame());
    stage.press("esc t ctrl-x");
    assert!(stage.frame().contains("only saved queries can be forgotten"), "{}", stage.frame());
}

#[test]
fn a_query_saved_in_the_place_of_another_says_so() {
    let mut stage = stage();
    stage.write(Document::Queries, "alive: \"status:active\"\n");
    stage.press("/ \"aurora\" enter w \"alive\" enter");
    assert!(stage.frame().contains("saved as alive in place of status:active; U takes it back"), "{}", stage.frame());
    stage.press("U");
    assert_eq!(stage.text_of(&Document::Queries), Some("alive: \"status:active\"\n"));
    stage.press("w \"new\" enter");
    assert!(stage.frame().contains("saved as new; p lists what is saved"), "{}", stage.frame());
}

#[test]
fn the_bottom_line_says_where_arrows_lead() {
    let mut stage = stage();
    let bar = |stage: &Stage| stage.frame().lines().last().unwrap_or("").trim().to_owned();
    stage.press("/ \"sta\"");
    assert!(bar(&stage).starts_with("down choose  tab take  enter keep or take  ?"), "{}", bar(&stage));
    stage.press("\"zz\"");
    assert!(bar(&stage).starts_with("up older  enter keep  ?"), "{}", bar(&stage));
}

#[test]
fn where_nothing_matches_the_bottom_line_offers_nothing_to_do_to_an_entry() {
    let mut stage = stage();
    let bar = |stage: &Stage| stage.frame().lines().last().unwrap_or_default().trim().to_owned();
    assert!(bar(&stage).starts_with("space mark") && !bar(&stage).contains("esc clear"), "{}", bar(&stage));
    stage.press("/ \"no such thing\" enter");
    assert!(bar(&stage).starts_with("/ filter"), "{}", bar(&stage));
    assert!(bar(&stage).contains("esc clear") && bar(&stage).ends_with("? help"), "{}", bar(&stage));
    stage.press("esc");
    assert!(bar(&stage).starts_with("space mark"), "{}", bar(&stage));
}

#[test]
fn a_cursor_that_moves_into_a_word_opens_no_offer_and_what_was_taken_there_is_left_alone() {
    let mut stage = stage();
    stage.press("/ \"status:active aur\"");
    let offers = |stage: &Stage| stage.frame().contains('╭');
    assert!(offers(&stage));
    for key in ["left", "home", "ctrl-right", "end", "left"] {
        stage.press(key);
        assert!(!offers(&stage), "{key}\n{}", stage.frame());
    }
    let mut stage = Stage::new(crate::sample::world(), (80, 24));
    stage.press("/ space home \"name:kube\" tab");
    assert!(!offers(&stage) && stage.frame().contains("⌕ name=Kubernetes "), "{}", stage.frame());
}

#[test]
fn an_answer_of_the_facets_filters_and_a_second_time_no_more() {
    let mut stage = stage();
    stage.press("f down down down enter");
    assert!(stage.frame().contains("status:active"), "{}", stage.frame());
    let narrowed = stage.model.session();
    stage.press("enter");
    assert_eq!(stage.model.session().history, narrowed.history);
}

#[test]
fn the_answers_to_any_criterion_filter_and_a_second_time_no_more() {
    let mut stage = Stage::new(crate::sample::world(), (120, 40));
    let bar = |stage: &Stage| stage.frame().lines().nth(1).unwrap_or_default().to_owned();
    for (name, condition) in [("max nodes", "max_nodes="), ("orchestrator", "orchestrator="), ("ga since", "ga_since:")]
    {
        stage.press(&format!(": \"facets {name}\" enter enter"));
        assert!(bar(&stage).contains(condition), "{}", stage.frame());
        stage.press("enter");
        assert!(!bar(&stage).contains(condition), "{}", stage.frame());
        stage.press("esc esc");
    }
}

#[test]
fn an_answer_of_the_facets_stands_behind_a_quote_that_was_left_open() {
    let mut stage = stage();
    stage.press("/ paste:\"port enter f down down down enter");
    let bar = stage.frame().lines().nth(1).unwrap_or_default().to_owned();
    assert!(bar.contains("\"port\" status:active"), "{bar}");
}

#[test]
fn an_export_asks_before_it_takes_the_place_of_another_file() {
    let mut stage = stage();
    stage.occupied = true;
    stage.press("j j s x enter");
    assert!(stage.frame().contains("is there and says something else"), "{}", stage.frame());
    let exports = |stage: &Stage| {
        stage.effects.iter().filter(|effect| matches!(effect, Effect::Export { replace: true, .. })).count()
    };
    stage.press("enter");
    assert_eq!(exports(&stage), 0);
    stage.press("x enter down enter");
    assert_eq!(exports(&stage), 1);
}

#[test]
fn what_is_found_by_the_shortlist_follows_the_shortlist() {
    let mut stage = stage();
    stage.press("j j s / \"in:shortlist\" enter");
    assert!(stage.frame().contains("1 of 4"), "{}", stage.frame());
    stage.press("s");
    assert!(stage.frame().contains("0 of 4"), "{}", stage.frame());
}

#[test]
fn on_a_wide_screen_facets_take_the_room_of_both_halves() {
    let mut stage = Stage::new(world("ports"), (200, 30));
    let frame = stage.press("f").frame();
    let heading = frame.lines().find(|line| line.contains("── Category ")).expect("the first facet");
    assert!(heading.matches('─').count() > 120, "{heading}");
}

#[test]
fn a_note_written_meanwhile_counts_on_the_way_back_to_a_shorter_filter() {
    let mut stage = stage();
    stage.press("/ \"!has:note au\" enter a \"mine\" ctrl-s / backspace backspace enter");
    let frame = stage.frame();
    let fresh = stage.press("esc / \"!has:note \" enter").frame();
    assert_eq!(frame, fresh);
}

#[test]
fn a_page_that_was_made_ahead_shows_no_note_of_yesterday() {
    let mut stage = stage();
    stage.press("j");
    stage.model.look_ahead();
    stage.write(note_on("aurora"), "---\nentry: aurora\n---\n\nmine\n");
    let (entry, author) = ("aurora".parse().unwrap(), Author::new("Ada"));
    stage.send(Msg::Outcome(Outcome::NoteRead {
        entry,
        author,
        text: stage.text_of(&note_on("aurora")).map(str::to_owned),
    }));
    stage.press("j");
    assert!(stage.frame().contains("mine"), "{}", stage.frame());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]
    #[test]
    fn a_filter_finds_the_same_however_it_was_typed(keys in "[aeorst :!<]{0,8}") {
        let type_out = |stage: &mut Stage, text: &str| { stage.press(&format!("/ \"{text}\"")); };
        let (mut detour, mut straight) = (stage(), stage());
        // `<` takes a letter back.
        let mut text = String::new();
        detour.press("/");
        for key in keys.chars() {
            if key == '<' {
                text.pop();
                detour.press("backspace");
            } else {
                text.push(key);
                detour.press(&format!("\"{key}\""));
            }
        }
        type_out(&mut straight, &text);
        prop_assert_eq!(detour.frame(), straight.frame());
    }
}
