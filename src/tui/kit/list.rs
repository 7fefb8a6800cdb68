//! A cursor over lines, and the window that follows it.

use crate::tui::pointer::Act;

/// How a cursor is to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// By so many lines; negative is up.
    By(isize),
    /// By so many half pages; negative is up.
    HalfPages(isize),
    /// To the first line.
    First,
    /// To the last line.
    Last,
}

/// A cursor and the first line that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The line under the cursor.
    pub cursor: usize,
    /// The first line shown.
    pub top: usize,
}

impl Window {
    /// Moves the cursor over `total` lines of which `height` are shown.
    pub fn step(&mut self, step: Step, total: usize, height: usize) {
        let half = isize::try_from((height / 2).max(1)).unwrap_or(1);
        self.cursor = match step {
            Step::By(lines) => self.cursor.saturating_add_signed(lines),
            Step::HalfPages(pages) => self.cursor.saturating_add_signed(pages * half),
            Step::First => 0,
            Step::Last => total,
        };
        self.follow(total, height);
    }

    /// Moves what is shown by so many lines; the cursor comes along where it would be out of sight.
    pub fn scroll(&mut self, lines: isize, total: usize, height: usize) {
        let margin = margin(height);
        self.top = self.top.saturating_add_signed(lines).min(total.saturating_sub(height));
        let first = if self.top == 0 { 0 } else { self.top + margin };
        let last = if self.top + height >= total { total } else { self.top + height - margin };
        self.cursor = self.cursor.clamp(first, last.saturating_sub(1).max(first));
        self.follow(total, height);
    }

    /// Puts the cursor on the line that is shown in that row.
    pub fn click(&mut self, row: usize, total: usize) -> Clicked {
        let line = self.top + row;
        if line >= total {
            return Clicked::Nothing;
        }
        let again = line == self.cursor;
        self.cursor = line;
        if again { Clicked::Again } else { Clicked::Anew }
    }

    /// Does what was done with the mouse at a row of the list, if it was done there.
    pub fn point(&mut self, act: Act, row: Option<usize>, total: usize, height: usize) -> Clicked {
        match (act, row) {
            (Act::Click, Some(row)) => return self.click(row, total),
            (Act::Scroll(lines), Some(_)) => self.scroll(lines, total, height),
            (_, None) => {}
        }
        Clicked::Nothing
    }

    /// Puts the cursor on an existing line, and the window where the cursor is in it, with a line or two
    /// of what comes next.
    pub fn follow(&mut self, total: usize, height: usize) {
        self.cursor = self.cursor.min(total.saturating_sub(1));
        self.show(self.cursor, self.cursor, total, height);
    }

    /// Puts the window where lines `first` to `last` are in it, `first` before `last` where both do not fit.
    pub fn show(&mut self, first: usize, last: usize, total: usize, height: usize) {
        let margin = margin(height);
        if last + margin >= self.top + height {
            self.top = (last + margin + 1).saturating_sub(height);
        }
        if first < self.top + margin {
            self.top = first.saturating_sub(margin);
        }
        self.top = self.top.min(total.saturating_sub(height));
    }
}

/// Lines between the cursor and the border, where more lines lie beyond.
fn margin(height: usize) -> usize {
    (height / 8).min(2)
}

/// What a click in a list did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clicked {
    /// There is no line.
    Nothing,
    /// The line is chosen.
    Anew,
    /// It was chosen before.
    Again,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scrolling_moves_what_is_shown_and_the_cursor_only_to_stay_in_sight() {
        let mut window = Window { cursor: 10, top: 5 };
        window.scroll(3, 100, 20);
        assert_eq!(window, Window { cursor: 10, top: 8 });
        window.scroll(3, 100, 20);
        assert_eq!(window, Window { cursor: 13, top: 11 });
        window.scroll(-50, 100, 20);
        assert_eq!(window, Window { cursor: 13, top: 0 });
        window.scroll(500, 100, 20);
        assert_eq!(window, Window { cursor: 82, top: 80 });
        window.scroll(-3, 2, 20);
        assert_eq!(window, Window { cursor: 1, top: 0 });
        window.scroll(3, 0, 0);
        assert_eq!(window, Window::default());
    }

    #[test]
    fn the_cursor_stays_in_the_window_and_on_a_line() {
        let steps =
            [Step::Last, Step::By(-3), Step::HalfPages(-1), Step::First, Step::By(-1), Step::HalfPages(9), Step::By(1)];
        for total in [0, 1, 5, 50] {
            for height in [0, 1, 2, 10, 80] {
                let mut window = Window::default();
                for step in steps {
                    window.step(step, total, height);
                    assert!(window.cursor < total.max(1), "{total} {height} {step:?}");
                    assert!(window.top <= window.cursor, "{total} {height} {step:?}");
                    assert!(height == 0 || window.cursor < window.top + height, "{total} {height} {step:?}");
                    assert!(height == 0 || window.top + height.min(total) <= total.max(1), "no empty space below");
                }
            }
        }
    }
}
