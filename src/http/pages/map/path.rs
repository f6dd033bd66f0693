//! Outlines as path data of SVG.

use std::fmt::Write as _;

/// A point of the drawing: `x` to the right, `y` downwards, in units.
pub(in crate::http::pages) type Point = (f64, f64);

/// The closed path through these corners, to a tenth of a unit (SVG 2, section 9.3). Empty without corners.
pub(super) fn closed_path(corners: &[Point]) -> String {
    let mut path = String::with_capacity(corners.len() * 12);
    // After the first "move to" every further pair of numbers is a "line to".
    let mut separator = 'M';
    for (x, y) in corners {
        path.push(separator);
        write_tenths(*x, &mut path);
        path.push(',');
        write_tenths(*y, &mut path);
        separator = ' ';
    }
    if !path.is_empty() {
        path.push('Z');
    }
    path
}

/// Writes a number rounded to a tenth. A map has tens of thousands of them, and formatting integers is five times as
/// fast as formatting floats.
fn write_tenths(number: f64, output: &mut String) {
    // Rounded before it is cut into digits, so that 0.96 becomes 1 and not 0.9.
    let tenths = (number * 10.0).round() as i64;
    // The sign is written apart, because a whole part of 0 has none.
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, fraction) = (tenths.abs() / 10, tenths.abs() % 10);
    // Writing to a string does not fail.
    _ = match fraction {
        // No decimal where it is 0: half the bytes of a map are digits.
        0 => write!(output, "{sign}{whole}"),
        fraction => write!(output, "{sign}{whole}.{fraction}"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_rounded_to_tenths() {
        let corners = [(0.0, -0.04), (12.34, -0.26), (-3.0, 799.96)];
        assert_eq!(closed_path(&corners), "M0,0 12.3,-0.3 -3,800Z");
        assert_eq!(closed_path(&[]), "");
    }
}
