//! The one integration binary.

mod architecture;
mod scripts;
mod stage;
