//! The mouse as the program knows it, free of any terminal library.

/// What is done with the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The left button was pressed.
    Click,
    /// The wheel was turned by so many lines; negative is up.
    Scroll(isize),
}

/// What is done with the mouse, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// What.
    pub act: Act,
    /// Column and row of the screen, from nought.
    pub at: (u16, u16),
}

/// Lines for a notch of the wheel.
pub const NOTCH: isize = 3;
