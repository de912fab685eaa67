//! Figures → accessible static SVG.
//!
//! Labels, values and their written forms in, one `<svg>` out, coloured by
//! classes alone so that dark mode, print and forced colours work. Formats no
//! figures (`view` does), compares none (`model` does) and knows no language.

mod bar;
mod layout;
mod svg;
mod text_width;

pub use bar::{Bar, BarChart};
