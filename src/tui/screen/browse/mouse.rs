//! The mouse on the browsing screen: the wheel scrolls what is under it, a click chooses, a second one opens.

use super::{Browse, Focus, Pane};
use crate::tui::command::Command;
use crate::tui::kit::list::Clicked;
use crate::tui::layout;
use crate::tui::pointer::{Act, Pointer};
use crate::tui::route::Next;
use crate::tui::surface::{Behaviour, Context};

impl Browse {
    /// Takes what was done with the mouse.
    pub(super) fn point(&mut self, Pointer { act, at }: Pointer, context: &mut Context<'_>) -> Next {
        if act == Act::Click && self.filter.offer.take().is_some() {
            // The click was beside what is offered, or on it, but not on what lies below.
            return Next::Stay;
        }
        let areas = self.areas(context.size);
        let row = |area| layout::row_at(area, at);
        if let Some(row) = row(areas.tree) {
            return self.point_at_tree(act, row, context);
        }
        if let Some(row) = row(areas.pane) {
            return self.point_at_pane(act, row, Focus::Pane, context);
        }
        if let Some(row) = areas.aside.and_then(row) {
            return self.point_at_pane(act, row, Focus::Aside, context);
        }
        if act == Act::Click && row(areas.filter).is_some() && self.focus != Focus::Filter {
            self.begin_filter();
        }
        Next::Stay
    }

    fn point_at_tree(&mut self, act: Act, row: usize, context: &mut Context<'_>) -> Next {
        let had_keys = self.focus == Focus::Tree;
        match act {
            Act::Scroll(lines) => self.scroll_tree(lines, context),
            Act::Click => {
                let clicked = self.click_in_tree(row, context);
                if clicked != Clicked::Nothing {
                    self.leave_for(Focus::Tree);
                }
                if clicked == Clicked::Again && had_keys {
                    return self.run(Command::Enter, context);
                }
            }
        }
        Next::Stay
    }

    fn point_at_pane(&mut self, act: Act, row: usize, focus: Focus, context: &mut Context<'_>) -> Next {
        let had_keys = self.focus == focus;
        let pane = if focus == Focus::Aside { &mut self.aside } else { &mut self.pane };
        match act {
            Act::Scroll(lines) => pane.scroll(lines),
            Act::Click => {
                let clicked = pane.click(row);
                self.leave_for(focus);
                if clicked == Clicked::Again && had_keys {
                    return self.run(Command::Enter, context);
                }
            }
        }
        Next::Stay
    }

    /// Keys go elsewhere from now on; what is in the filter bar stays.
    fn leave_for(&mut self, focus: Focus) {
        if self.focus == Focus::Filter {
            self.keep_filter();
        }
        self.focus = focus;
    }
}

impl Pane {
    /// Chooses the stop on a line that is shown.
    fn click(&mut self, row: usize) -> Clicked {
        let line = self.top + row;
        let on_it = |stop: &crate::tui::page::Stop| (stop.first..=stop.last).contains(&line);
        let Some(stop) = self.page.stops.iter().position(on_it) else { return Clicked::Nothing };
        if stop == self.cursor {
            return Clicked::Again;
        }
        self.cursor = stop;
        Clicked::Anew
    }
}
