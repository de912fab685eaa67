//! Plain values of the field: figures, periods, changes, locales, ids.
//!
//! Knows no files, no tables of words and no Markdown; every value is valid once made.

mod agreement;
mod id;
mod locale;
mod metric;
mod period;

pub use id::{is_slug, url_segment};
pub use locale::{LocaleCode, Script};
pub use metric::{Basis, Change, Direction, EventKind, Metric, Per, Qualifier};
pub use period::{Period, PeriodKind, PeriodShape};
