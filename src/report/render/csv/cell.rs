//! Values as they stand in a cell of a CSV table.

/// A value of a cell.
pub(super) trait Cell {
    /// The value as text that no spreadsheet takes for a formula.
    fn cell(&self) -> String;
}

/// A text gets an apostrophe where a spreadsheet would run it.
impl Cell for str {
    fn cell(&self) -> String {
        // The characters with which a spreadsheet begins a formula; a tab or a return may come before one.
        if self.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            format!("'{self}")
        } else {
            self.to_owned()
        }
    }
}

impl Cell for String {
    fn cell(&self) -> String {
        self.as_str().cell()
    }
}

impl<T: Cell + ?Sized> Cell for &T {
    fn cell(&self) -> String {
        (**self).cell()
    }
}

/// What is not known is an empty cell.
impl<T: Cell> Cell for Option<T> {
    fn cell(&self) -> String {
        self.as_ref().map_or_else(String::new, Cell::cell)
    }
}

macro_rules! plain_cells {
    ($($type:ty),+) => {
        $(impl Cell for $type {
            fn cell(&self) -> String {
                self.to_string()
            }
        })+
    };
}

plain_cells!(bool, u8, u32, u64, usize, f32, f64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_no_formulas() {
        for (text, expected) in [
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("-1 is geen getal", "'-1 is geen getal"),
            ("@ik", "'@ik"),
            ("\tx", "'\tx"),
            ("'s-Gravenhage", "'s-Gravenhage"),
            ("", ""),
        ] {
            assert_eq!(text.cell(), expected);
        }
    }

    #[test]
    fn numbers_stay_numbers() {
        assert_eq!((-0.1).cell(), "-0.1");
        assert_eq!(None::<f64>.cell(), "");
        let third = 1.0 / 3.0;
        assert_eq!(Some(third).cell().parse(), Ok(third));
    }
}
