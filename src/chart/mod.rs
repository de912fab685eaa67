//! Figures → accessible static SVG.
//!
//! Labels, values and their written forms in, one `<svg>` out, coloured by
//! classes alone so that dark mode, print and forced colours work. Formats no
//! figures (`view` does), compares none (`model` does) and knows no language.

mod axis;
mod bar;
mod lanes;
mod layout;
mod marks;
mod svg;
mod text_width;

pub use axis::{Tick, round_values};
pub use bar::{Bar, BarChart, MOST_WRITTEN, sign};
pub use lanes::{Lane, LaneChart, LaneMark};
pub use marks::Shape;
