//! The real program in a real pseudo-terminal: it takes the terminal, and gives it back on every way out.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const PATIENCE: Duration = Duration::from_secs(20);

struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    input: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    raw: Vec<u8>,
}

impl Session {
    fn begin(home: &Path, extra: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_landfall"));
        command.args(["--catalog", "tests/fixtures/ports", "--today", "2026-06-15"]);
        Self::run(command, home, extra)
    }

    /// The program as a shell runs it, with pipes and files in the place of standard streams.
    fn in_shell(home: &Path, script: &str) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script]);
        let mut session = Self::run(command, home, &[("LANDFALL", env!("CARGO_BIN_EXE_landfall"))]);
        session.wait_for("Harbours");
        session
    }

    fn run(mut command: CommandBuilder, home: &Path, extra: &[(&str, &str)]) -> Self {
        let pair =
            native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.env("LANDFALL_HOME", home);
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        for (name, value) in extra {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut chunk = [0; 8192];
            while let Ok(count @ 1..) = reader.read(&mut chunk) {
                if send.send(chunk[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let input = pair.master.take_writer().unwrap();
        Self {
            child,
            master: pair.master,
            input,
            output,
            parser: vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0),
            raw: Vec::new(),
        }
    }

    /// A session whose first frame is there.
    fn start(home: &Path, extra: &[(&str, &str)]) -> Self {
        let mut session = Self::begin(home, extra);
        session.wait_for("Harbours");
        session
    }

    fn pump(&mut self) {
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(30)) {
            self.parser.process(&bytes);
            self.raw.extend(bytes);
        }
    }

    fn wait_for(&mut self, text: &str) {
        let begun = Instant::now();
        while !self.parser.screen().contents().contains(text) {
            assert!(begun.elapsed() < PATIENCE, "no {text:?} on\n{}", self.parser.screen().contents());
            self.pump();
        }
    }

    fn press(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
        self.pump();
    }

    fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args(["-s", name, &pid]).status().unwrap().success());
    }

    fn status(&mut self) -> u32 {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                self.pump();
                return status.exit_code();
            }
            assert!(begun.elapsed() < PATIENCE, "the program does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// The alternate screen is left, the cursor is shown, pastes are not bracketed any more.
    fn terminal_is_back(&self) -> bool {
        let screen = self.parser.screen();
        !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
    }
}

#[test]
fn quitting_gives_the_terminal_back() {
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::start(home.path(), &[]);
    assert!(session.parser.screen().alternate_screen());
    session.press("q");
    assert_eq!(session.status(), 0);
    assert!(session.terminal_is_back());
}

#[test]
fn a_note_is_on_disk_and_seen_again_where_the_cursor_was() {
    let home = tempfile::tempdir().unwrap();
    let mut session =
        Session::start(home.path(), &[("USER", "ada"), ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_DIR", "/nowhere")]);
    session.press("jja");
    session.press("ask about winter\x13");
    session.wait_for("note on Port Aurora saved");
    session.press("q");
    assert_eq!(session.status(), 0);
    let mut session =
        Session::start(home.path(), &[("USER", "ada"), ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_DIR", "/nowhere")]);
    // The cursor is where it was.
    session.wait_for("ask about winter");
    session.press("q");
    assert_eq!(session.status(), 0);
}

#[test]
fn a_signal_saves_the_draft_and_gives_the_terminal_back() {
    for (name, status) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let home = tempfile::tempdir().unwrap();
        let mut session = Session::start(home.path(), &[]);
        session.press("jja");
        session.press("not saved yet");
        session.wait_for("not saved yet");
        session.signal(name);
        assert_eq!(session.status(), status, "{name}");
        assert!(session.terminal_is_back(), "{name}");
        let mut session = Session::start(home.path(), &[]);
        session.wait_for("text that was not saved last time");
        session.wait_for("not saved yet");
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_mistake_of_our_own_gives_the_terminal_back_before_it_is_told() {
    for doing in ["drawing", "reading", "preparing"] {
        let home = tempfile::tempdir().unwrap();
        let mut session = Session::begin(home.path(), &[("LANDFALL_TEST_PANIC", doing)]);
        assert_eq!(session.status(), 101, "{doing}");
        assert!(session.terminal_is_back(), "{doing}");
        let text = String::from_utf8_lossy(&session.raw).into_owned();
        let told = text.find("the test asked for it").expect("told");
        assert!(text[..told].contains("\u{1b}[?1049l"), "{doing}: {text:?}");
        assert!(!text[told..].contains("\u{1b}[?1049"), "{doing}: {text:?}");
    }
}

#[test]
fn without_colours_the_cursor_still_shows() {
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::start(home.path(), &[("NO_COLOR", "1")]);
    session.pump();
    let screen = session.parser.screen();
    let reversed = (0..24).flat_map(|row| (0..80).map(move |column| (row, column)));
    let cells: Vec<_> = reversed.filter_map(|(row, column)| screen.cell(row, column)).collect();
    assert!(cells.iter().any(|cell| cell.inverse()), "no reversed cell");
    assert!(cells.iter().all(|cell| cell.fgcolor() == vt100::Color::Default), "a colour in spite of NO_COLOR");
    session.press("q");
}

#[test]
fn any_size_is_survived() {
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::start(home.path(), &[]);
    for (rows, cols) in [(1, 1), (2, 500), (200, 3), (5, 39), (60, 200), (24, 80)] {
        session.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        session.pump();
        assert!(session.child.try_wait().unwrap().is_none(), "gone at {cols}x{rows}");
    }
    session.press("q");
    assert_eq!(session.status(), 0);
}

#[test]
fn a_new_size_is_drawn_without_a_key() {
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::start(home.path(), &[]);
    session.master.resize(PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 }).unwrap();
    session.parser.screen_mut().set_size(40.try_into().unwrap(), 120.try_into().unwrap());
    let begun = Instant::now();
    let last_row = |session: &Session| session.parser.screen().rows(0, 120).nth(39).unwrap_or_default();
    while !last_row(&session).contains("help") {
        assert!(begun.elapsed() < PATIENCE, "nothing in the last row of\n{}", session.parser.screen().contents());
        session.pump();
    }
    session.press("q");
    assert_eq!(session.status(), 0);
}

#[cfg(unix)]
#[test]
fn what_is_marked_is_printed_into_a_pipe_and_nothing_after_ctrl_c() {
    for (keys, printed) in [("jj  q", "aurora\nbedrock\n0\n"), ("jj q", "aurora\n0\n"), ("jj \u{3}", "1\n")] {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("picked");
        let script =
            format!("\"$LANDFALL\" --catalog tests/fixtures/ports --pick > '{0}'; echo $? >> '{0}'", out.display());
        let mut session = Session::in_shell(home.path(), &script);
        session.press(keys);
        assert_eq!(session.status(), 0);
        assert!(session.terminal_is_back());
        assert_eq!(std::fs::read_to_string(&out).unwrap(), printed, "{keys:?}");
    }
}

#[test]
fn a_change_right_before_leaving_is_on_disk() {
    for _ in 0..5 {
        let home = tempfile::tempdir().unwrap();
        let mut session = Session::start(home.path(), &[]);
        session.press("jjsq");
        assert_eq!(session.status(), 0);
        let decision = home.path().join("data/workspaces/ports/decision.yaml");
        assert!(std::fs::read_to_string(decision).is_ok_and(|text| text.contains("aurora")));
    }
}

#[cfg(unix)]
#[test]
fn the_terminal_is_lent_to_an_editor_even_from_a_pipe_and_asked_nothing() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("picked");
    let script = format!("EDITOR=true \"$LANDFALL\" --catalog tests/fixtures/ports --pick > '{}'", out.display());
    let mut session = Session::in_shell(home.path(), &script);
    session.press("jje");
    session.pump();
    session.press("q");
    assert_eq!(session.status(), 0);
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "aurora\n");
    assert!(!String::from_utf8_lossy(&session.raw).contains("\u{1b}[6n"), "asked where the cursor is");
}

#[cfg(unix)]
#[test]
fn a_catalog_is_read_from_a_pipe_while_keys_come_from_the_terminal() {
    let home = tempfile::tempdir().unwrap();
    let script =
        "cat tests/corpus/valid/everything.yaml | sed 's/^title:.*/title: Harbours/' | \"$LANDFALL\" --catalog -";
    let mut session = Session::in_shell(home.path(), script);
    session.press("q");
    assert_eq!(session.status(), 0);
    assert!(session.terminal_is_back());
}

#[test]
fn keys_typed_while_a_catalog_is_read_are_answered_after() {
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::begin(home.path(), &[]);
    session.press("/cove");
    session.wait_for("1 of 4");
    session.press("\u{1b}");
    session.wait_for("4 entries");
    session.press("q");
    assert_eq!(session.status(), 0);
}

#[test]
fn a_landscape_is_kept_once_it_is_shown_and_shown_from_there() {
    let home = tempfile::tempdir().unwrap();
    let caches = home.path().join("state/caches");
    let count = || std::fs::read_dir(&caches).into_iter().flatten().flatten().filter(is_cache).count();
    let is_shown = || {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_landfall"));
        command.args(["--catalog", "tests/corpus/landscape/folder"]);
        let mut session = Session::run(command, home.path(), &[]);
        session.wait_for("Tools");
        let begun = Instant::now();
        while count() == 0 {
            assert!(begun.elapsed() < PATIENCE, "nothing is kept");
            session.pump();
        }
        session.press("q");
        assert_eq!(session.status(), 0);
    };
    (0..2).for_each(|_| is_shown());
    assert_eq!(count(), 1);
}

fn is_cache(file: &std::fs::DirEntry) -> bool {
    file.path().extension().is_some_and(|ending| ending == "postcard")
}

#[test]
fn a_catalog_that_cannot_be_opened_gives_the_terminal_back_and_says_why() {
    let home = tempfile::tempdir().unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_landfall"));
    command.args(["--catalog", "tests/nowhere"]);
    let mut session = Session::run(command, home.path(), &[]);
    assert_eq!(session.status(), 3);
    assert!(session.terminal_is_back());
    assert!(String::from_utf8_lossy(&session.raw).contains("cannot read tests/nowhere"));
}

#[cfg(unix)]
#[test]
fn a_signal_while_the_terminal_is_taken_gives_it_back() {
    for _ in 0..8 {
        let home = tempfile::tempdir().unwrap();
        let mut session = Session::begin(home.path(), &[]);
        while !String::from_utf8_lossy(&session.raw).contains("\u{1b}[?1049h") {
            session.raw.extend(session.output.recv_timeout(PATIENCE).expect("it takes the terminal"));
        }
        session.signal("TERM");
        assert_eq!(session.status(), 143);
        assert!(String::from_utf8_lossy(&session.raw).trim_end().ends_with("\u{1b}[?25h"), "{:?}", session.raw);
    }
}

#[test]
fn a_catalog_is_not_read_from_the_terminal() {
    let home = tempfile::tempdir().unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_landfall"));
    command.args(["--catalog", "-"]);
    let mut session = Session::run(command, home.path(), &[]);
    assert_eq!(session.status(), 2);
    assert!(String::from_utf8_lossy(&session.raw).contains("pipe it"));
}

#[test]
fn without_a_terminal_one_line_says_what_to_do() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_landfall")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("needs a terminal") && said.contains("landfall list"), "{said}");
    assert!(output.stdout.is_empty());
}

#[test]
fn the_stream_has_no_escape_that_is_not_our_own() {
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::start(home.path(), &[]);
    session.press("jjll");
    session.press("q");
    assert_eq!(session.status(), 0);
    let text = String::from_utf8_lossy(&session.raw).into_owned();
    assert!(!text.contains('\u{7}') && !text.contains('\u{9b}'));
}

#[test]
fn the_mouse_is_taken_where_the_reader_wants_it_and_given_back() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(home.path().join("config")).unwrap();
    std::fs::write(home.path().join("config/config.yaml"), "mouse: true\n").unwrap();
    let mut session = Session::start(home.path(), &[]);
    assert_eq!(session.parser.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::PressRelease);
    // On Bedrock Yard, in the row that is the seventh of the screen.
    session.press("\x1b[<0;8;7M\x1b[<0;8;7m");
    session.wait_for("The yard on which half");
    // The wheel turned down over the text beside it.
    session.press(&"\x1b[<65;60;12M".repeat(3));
    session.wait_for("Relations");
    assert!(!session.parser.screen().contents().contains("The yard on which half"));
    session.press("q");
    assert_eq!(session.status(), 0);
    assert!(session.terminal_is_back());
    assert_eq!(session.parser.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
}

#[test]
fn without_the_setting_the_terminal_selects_text_as_ever() {
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::start(home.path(), &[]);
    assert_eq!(session.parser.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    session.press("q");
    assert_eq!(session.status(), 0);
}

#[test]
fn a_query_that_was_saved_elsewhere_meanwhile_is_listed() {
    let home = tempfile::tempdir().unwrap();
    let mut session = Session::start(home.path(), &[]);
    let workspace = home.path().join("data/workspaces/ports");
    std::fs::create_dir_all(&workspace).unwrap();
    std::fs::write(workspace.join("queries.yaml"), "alive: \"status:active\"\n").unwrap();
    session.press("p");
    session.wait_for("1  status:active");
    session.press("\x18");
    session.wait_for("alive is forgotten");
    assert!(
        !workspace.join("queries.yaml").exists()
            || !std::fs::read_to_string(workspace.join("queries.yaml")).unwrap().contains("alive")
    );
    session.press("\x1b");
    session.press("q");
    assert_eq!(session.status(), 0);
}
