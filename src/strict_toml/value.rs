//! From TOML's values to plain ones: what each is called, and how each is read.

use jiff::civil::Date;
use toml::de::DeValue;

/// What a value is, in Chinese and in English.
pub fn kind(value: &DeValue<'_>) -> (&'static str, &'static str) {
    match value {
        DeValue::String(_) => ("文字", "a text"),
        DeValue::Integer(_) | DeValue::Float(_) => ("数字", "a number"),
        DeValue::Boolean(_) => ("true/false", "true or false"),
        DeValue::Datetime(datetime) if datetime.time.is_some() => ("带时刻的日期", "a date with a time"),
        DeValue::Datetime(_) => ("日期", "a date"),
        DeValue::Array(_) => ("列表", "a list"),
        DeValue::Table(_) => ("一节", "a table"),
    }
}

/// A finite number, whole or not.
pub fn number(value: &DeValue<'_>) -> Option<f64> {
    let number = match value {
        DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(whole) => whole.to_string().parse().ok()?,
            Err(_) => return None,
        },
        DeValue::Float(float) => float.as_str().parse::<f64>().ok()?,
        _ => return None,
    };
    number.is_finite().then_some(number)
}

/// A calendar day without a time.
///
/// `Err` holds a date that the calendar doesn't have.
pub fn date(value: &DeValue<'_>) -> Option<Result<Date, String>> {
    let DeValue::Datetime(datetime) = value else { return None };
    let (Some(day), None) = (datetime.date, datetime.time) else { return None };
    let made = i16::try_from(day.year)
        .ok()
        .zip(i8::try_from(day.month).ok().zip(i8::try_from(day.day).ok()))
        .and_then(|(year, (month, day))| Date::new(year, month, day).ok());
    Some(made.ok_or_else(|| datetime.to_string()))
}
