//! Values of a manifest as people and Excel write them: paths of Windows, and dates.

use std::path::Path;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use unicode_normalization::UnicodeNormalization;

use super::corpus_entry::MANIFEST;
use crate::document::{Dated, InvalidDate, Warning, WarningCode};
use crate::text::MONTHS;

/// Why a line was not taken up, and what to do about it.
#[derive(Debug)]
pub(super) struct Reason {
    pub(super) text: String,
    pub(super) remedy: String,
}

impl<T: Into<String>> From<T> for Reason {
    fn from(text: T) -> Self {
        Self {
            text: text.into(),
            remedy: format!("mend this line of {MANIFEST}"),
        }
    }
}

/// The path of a document below the corpus folder, with forward slashes.
///
/// An absolute path of the machine where the list was made is taken for the file that its end names, if that is there.
///
/// # Errors
/// 1. The path is empty. 2. It leads out of the corpus folder.
pub(super) fn local_path(
    folder: &Path,
    written: &str,
    notes: &mut Vec<Warning>,
) -> Result<String, Reason> {
    let path = written.replace('\\', "/");
    let path = path.trim_start_matches("./");
    if path.is_empty() {
        return Err("the path is empty".into());
    }
    if path.split('/').any(|part| part == "..") {
        return Err("the path leads out of the corpus folder".into());
    }
    let has_drive = path.as_bytes().get(1) == Some(&b':');
    if !path.starts_with('/') && !has_drive {
        return Ok(path.to_owned());
    }
    let mut rest = path;
    while let Some((_, after)) = rest.split_once('/') {
        rest = after;
        if !rest.is_empty() && folder.join(rest).is_file() {
            notes.push(read_as(written, rest));
            return Ok(rest.to_owned());
        }
    }
    Err("the path leads out of the corpus folder".into())
}

/// The serial numbers that Excel gives to the days of 1982 to 2064.
const SERIALS: std::ops::RangeInclusive<i64> = 30_000..=60_000;

/// A year or date, as asked for (`2023`, `2023-06-15`), or as Dutch programs and people write it: `30-5-2024`,
/// `30/05/2024`, `2024-5-3`, `30 mei 2024`, `2023.0`, or the serial number of a day in Excel.
///
/// Of two numbers that can both be the month, the first is the day. What was read is added to `notes` when it is not
/// written as asked for.
///
/// # Errors
/// The text is none of these.
pub(super) fn parse_date(text: &str, notes: &mut Vec<Warning>) -> Result<Dated, InvalidDate> {
    let invalid = match text.parse() {
        Ok(dated) => return Ok(dated),
        Err(error) => error,
    };
    let Some(dated) = written_date(text) else {
        return Err(invalid);
    };
    // Through its own form, which checks the range of years.
    let dated: Dated = dated.parse().map_err(|_| invalid)?;
    notes.push(read_as(text, &dated.to_string()));
    Ok(dated)
}

/// The form that is asked for of a date in another form. Returns `None` for other texts.
fn written_date(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    // Numbers of a sheet come with decimals.
    let whole = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0"));
    let whole = whole.unwrap_or(&text);
    if let Ok(number) = whole.parse::<i64>() {
        if SERIALS.contains(&number) {
            let day = date(1899, 12, 30).checked_add(number.days()).ok()?;
            return Some(day.to_string());
        }
        return (whole.len() == 4).then(|| whole.to_owned());
    }
    // A time behind the date is that of a sheet.
    let day = text
        .split(['t', ' '])
        .next()
        .filter(|day| day.len() > 5 && has_digits(day));
    let parts: Vec<&str> = match day {
        Some(day) if day.contains(['-', '/', '.']) => day.split(['-', '/', '.']).collect(),
        _ => text.split_whitespace().collect(),
    };
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let number = |part: &str| part.parse::<i16>().ok();
    let month = |part: &str| {
        let named = MONTHS.iter().position(|month| {
            *month == part || (part.len() >= 3 && month.starts_with(part.trim_end_matches('.')))
        });
        named.map(|month| month as i16 + 1).or_else(|| number(part))
    };
    let (year, month, day) = if first.len() == 4 {
        (number(first)?, month(second)?, number(third)?)
    } else if third.len() == 4 {
        (number(third)?, month(second)?, number(first)?)
    } else {
        return None;
    };
    // Beyond twelve it cannot be the month: American order.
    let (month, day) = if month > 12 {
        (day, month)
    } else {
        (month, day)
    };
    let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(day.to_string())
}

fn has_digits(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// The note that a value was read in another way than it is written.
pub(super) fn read_as(written: &str, read: &str) -> Warning {
    WarningCode::ReadAs.warning(&[&written, &read])
}

/// A path by which files are found whatever the case and the Unicode form of their names: a Mac takes accents apart, a
/// list typed on Windows does not.
pub(super) fn folded(path: &str) -> String {
    path.nfc().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_and_excel_write_them() {
        let check = |text: &str, expected: &str| {
            let mut notes = Vec::new();
            let found = parse_date(text, &mut notes).map(|dated| dated.to_string());
            assert_eq!(found.as_deref(), Ok(expected), "{text}");
            assert_eq!(notes.len(), usize::from(text != expected), "{text}");
        };
        for (text, expected) in [
            ("2023", "2023"),
            ("2024-05-30", "2024-05-30"),
            ("30-5-2024", "2024-05-30"),
            ("30/05/2024", "2024-05-30"),
            ("30.5.2024", "2024-05-30"),
            ("2024-5-3", "2024-05-03"),
            ("5-3-2024", "2024-03-05"),
            ("5/30/2024", "2024-05-30"),
            ("30 mei 2024", "2024-05-30"),
            ("3 sept. 2024", "2024-09-03"),
            ("30-mei-2024", "2024-05-30"),
            ("30-5-2024 00:00", "2024-05-30"),
            ("2023.0", "2023"),
            ("45442", "2024-05-30"),
        ] {
            check(text, expected);
        }
        for text in [
            "in 2020",
            "30-5-24",
            "31-2-2024",
            "1-1-1066",
            "12",
            "-",
            "2024-13-45",
        ] {
            assert!(parse_date(text, &mut Vec::new()).is_err(), "{text}");
        }
    }

    #[test]
    fn paths_of_windows_are_found_below_the_corpus() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("woerden.txt"), "x").expect("a file");
        let path = |written: &str| local_path(folder.path(), written, &mut Vec::new());
        let is = |written: &str, expected: &str| {
            assert_eq!(path(written).ok().as_deref(), Some(expected), "{written}");
        };
        is("map met spatie\\visie.txt", "map met spatie/visie.txt");
        is(".\\woerden.txt", "woerden.txt");
        is("C:\\Users\\jan\\corpus\\woerden.txt", "woerden.txt");
        is("\\\\server\\deel\\woerden.txt", "woerden.txt");
        for outside in ["C:\\weg.txt", "/etc/passwd", "../x.txt", "a\\..\\..\\x", ""] {
            assert!(path(outside).is_err(), "{outside}");
        }
    }
}
