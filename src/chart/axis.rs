//! Round values for the axis of a chart.
//!
//! Values in, the few round numbers out that divide their range. Writes none of them: how a number is
//! written is the caller's.

/// A place on an axis and the words that stand at it.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where it stands, in the units of the values.
    pub value: f64,
    /// The words.
    pub label: String,
}

/// Round values from the least to the greatest of `values` and zero, at most `most` steps apart: multiples
/// of 1, 2 or 5 times a power of ten. Zero alone where nothing else is known.
pub fn round_values(values: &[f64], most: usize) -> Vec<f64> {
    let finite = || values.iter().copied().filter(|value| value.is_finite());
    let low = finite().fold(0.0, f64::min);
    let high = finite().fold(0.0, f64::max);
    // Halves keep the span of the largest numbers finite.
    let least = (high / 2.0 - low / 2.0) / most.max(1) as f64 * 2.0;
    if !least.is_normal() {
        return vec![0.0];
    }
    let power = 10_f64.powf(least.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power);
    let Some(step) = step.into_iter().find(|step| *step >= least * 0.999_999) else { return vec![0.0] };
    let (first, last) = ((low / step).ceil() as i64, (high / step).floor() as i64);
    (first..=last).map(|number| round(number as f64 * step, step)).collect()
}

/// A multiple of a step without the binary dust that multiplying leaves: 0.3, not 0.30000000000000004.
fn round(value: f64, step: f64) -> f64 {
    let decimals = (-step.log10().floor()).clamp(0.0, 17.0) as usize;
    format!("{value:.decimals$}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_has_round_numbers() {
        assert_eq!(round_values(&[3.0, 4.6e9], 4), [0.0, 2e9, 4e9]);
        assert_eq!(round_values(&[130.0], 4), [0.0, 50.0, 100.0]);
        assert_eq!(round_values(&[0.7, 0.9], 3), [0.0, 0.5]);
        assert_eq!(round_values(&[0.31], 4), [0.0, 0.1, 0.2, 0.3]);
    }

    #[test]
    fn falls_have_an_axis_below_zero() {
        assert_eq!(round_values(&[-62.86, 18.3], 4), [-50.0, 0.0]);
        assert_eq!(round_values(&[-43.0, -8.0], 3), [-40.0, -20.0, 0.0]);
    }

    #[test]
    fn nothing_known_leaves_zero() {
        assert_eq!(round_values(&[], 4), [0.0]);
        assert_eq!(round_values(&[0.0, f64::NAN], 4), [0.0]);
    }
}
