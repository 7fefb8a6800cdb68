//! A page to read, with a cursor that goes from stop to stop.

use crate::tui::page::{Page, Target};

/// A page, where the cursor is in it, and from which line it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pane {
    /// What is to be read.
    pub page: Page,
    /// The stop under the cursor.
    pub cursor: usize,
    /// The first line shown.
    pub top: usize,
    height: usize,
}

impl Pane {
    /// Another page, from its beginning; the same page anew keeps its place. What was shown before.
    pub fn show(&mut self, page: Page, anew: bool, height: u16) -> Page {
        self.height = usize::from(height).max(1);
        let before = std::mem::replace(&mut self.page, page);
        if !anew {
            self.cursor = 0;
            self.top = 0;
        }
        self.cursor = self.cursor.min(self.page.stops.len().saturating_sub(1));
        self.top = self.top.min(self.last_top());
        before
    }

    /// What is under the cursor.
    #[must_use]
    pub fn target(&self) -> Option<&Target> {
        self.page.stops.get(self.cursor).map(|stop| &stop.target)
    }

    /// The lines under the cursor, first and last.
    #[must_use]
    pub fn cursor_lines(&self) -> Option<(usize, usize)> {
        self.page.stops.get(self.cursor).map(|stop| (stop.first, stop.last))
    }

    /// To the next stop, or a few lines on where the next one is out of sight.
    pub fn down(&mut self) {
        let bottom = self.top + self.height;
        match self.page.stops.get(self.cursor + 1) {
            Some(next) if next.first <= bottom + 1 => {
                self.cursor += 1;
                self.reveal();
            }
            _ => self.scroll(3),
        }
    }

    /// To the stop before, or a few lines back.
    pub fn up(&mut self) {
        let before = self.cursor.checked_sub(1).and_then(|index| self.page.stops.get(index));
        match before {
            Some(stop) if stop.last + 2 >= self.top => {
                self.cursor -= 1;
                self.reveal();
            }
            _ => self.scroll(-3),
        }
    }

    /// Half pages down, or up where negative; the cursor comes along.
    pub fn half_pages(&mut self, pages: isize) {
        let half = isize::try_from(self.height / 2).unwrap_or(1).max(1);
        self.scroll(pages * half);
        let inside = |index: &usize| {
            self.page.stops.get(*index).is_some_and(|stop| stop.first >= self.top && stop.last < self.top + self.height)
        };
        let mut stops = 0..self.page.stops.len();
        let found = if pages > 0 { stops.rfind(inside) } else { stops.find(inside) };
        if let Some(index) = found {
            self.cursor = index;
        }
    }

    /// To the first stop and line.
    pub fn first(&mut self) {
        self.cursor = 0;
        self.top = 0;
    }

    /// To the last stop and line.
    pub fn last(&mut self) {
        self.cursor = self.page.stops.len().saturating_sub(1);
        self.top = self.last_top();
    }

    /// Shows what lies so many lines on; the cursor stays.
    pub fn scroll(&mut self, lines: isize) {
        self.top = self.top.saturating_add_signed(lines).min(self.last_top());
    }

    fn last_top(&self) -> usize {
        self.page.lines.len().saturating_sub(self.height)
    }

    fn reveal(&mut self) {
        let Some((first, last)) = self.cursor_lines() else { return };
        if last + 1 > self.top + self.height {
            self.top = last + 1 - self.height;
        }
        if first < self.top {
            self.top = if self.cursor == 0 { 0 } else { first };
        }
    }
}
