//! Outlines as path data of SVG.

/// A point of the drawing: `x` to the right, `y` downwards, in units.
pub(in crate::http::pages) type Point = (f64, f64);

/// The closed path through these corners, to a tenth of a unit (SVG 2, section 9.3). Empty without corners.
///
/// Each corner after the first stands as its distance from the one before, of whole tenths, so that no rounding adds up:
/// half the digits of a map, and those that are left are alike, which packs well.
pub(super) fn closed_path(corners: &[Point]) -> String {
    // Rounded before the difference is taken: then the corners that two municipalities share are the same.
    let mut tenths = corners
        .iter()
        .map(|(x, y)| ((x * 10.0).round() as i64, (y * 10.0).round() as i64));
    let Some(first) = tenths.next() else {
        return String::new();
    };
    let mut path = String::with_capacity(corners.len() * 8 + 16);
    path.push('M');
    write_point(first, &mut path);
    let mut before = first;
    let mut separator = 'l';
    for corner in tenths {
        path.push(separator);
        write_point((corner.0 - before.0, corner.1 - before.1), &mut path);
        before = corner;
        // Every further pair of numbers is a "line to" as well.
        separator = ' ';
    }
    path.push('Z');
    path
}

fn write_point((x, y): (i64, i64), output: &mut String) {
    write_tenths(x, output);
    output.push(',');
    write_tenths(y, output);
}

/// Writes a number of tenths. A map has tens of thousands of them, and this is several times as fast as the formatter of
/// the standard library.
fn write_tenths(tenths: i64, output: &mut String) {
    if tenths < 0 {
        output.push('-');
    }
    let (mut whole, fraction) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    // From the last digit to the first.
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (whole % 10) as u8;
        whole /= 10;
        if whole == 0 {
            break;
        }
    }
    output.extend(digits[at..].iter().map(|digit| char::from(*digit)));
    // No decimal where it is 0: half the bytes of a map are digits.
    if fraction > 0 {
        output.push('.');
        output.push(char::from(b'0' + fraction as u8));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_rounded_to_tenths() {
        let corners = [(0.0, -0.04), (12.34, -0.26), (-3.0, 799.96)];
        assert_eq!(closed_path(&corners), "M0,0l12.3,-0.3 -15.3,800.3Z");
        assert_eq!(closed_path(&[]), "");
        assert_eq!(closed_path(&[(1000.0, -1.0)]), "M1000,-1Z");
    }

    #[test]
    fn no_rounding_adds_up() {
        let corners: Vec<Point> = (0..1000).map(|at| (f64::from(at) * 0.96, 0.0)).collect();
        let path = closed_path(&corners);
        let steps = path.trim_matches(['M', 'Z']).split(['l', ' ']);
        let x = steps.map(|step| step.split(',').next().and_then(|x| x.parse::<f64>().ok()));
        let last: f64 = x.map(|x| x.expect("a number")).sum();
        assert!((last - 999.0 * 0.96).abs() < 0.06, "{last}");
    }
}
