//! The path that is being made: where it lies, and whether it is an upright rectangle.

use super::geometry::{Bounds, Matrix};

/// More corners than this make no rectangle.
const MAX_CORNERS: usize = 5;

/// A path, in points of the page.
#[derive(Debug)]
pub(super) struct Path {
    bounds: Bounds,
    /// How many rectangles it has.
    rectangles: usize,
    /// Whether it has anything else.
    has_other: bool,
    /// The corners of the part that is being made of lines.
    corners: Vec<(f32, f32)>,
}

impl Default for Path {
    fn default() -> Self {
        Self {
            bounds: Bounds::EMPTY,
            rectangles: 0,
            has_other: false,
            corners: Vec::new(),
        }
    }
}

impl Path {
    /// Begins a part of lines and curves.
    pub(super) fn begin(&mut self, matrix: Matrix, [x, y]: [f32; 2]) {
        self.end_part();
        self.add(matrix.apply(x, y));
    }

    pub(super) fn line(&mut self, matrix: Matrix, [x, y]: [f32; 2]) {
        self.add(matrix.apply(x, y));
    }

    fn add(&mut self, point: (f32, f32)) {
        self.bounds.add(point);
        if self.corners.len() <= MAX_CORNERS {
            self.corners.push(point);
        }
    }

    /// Adds a curve by its points, two numbers each.
    pub(super) fn curve(&mut self, matrix: Matrix, points: &[f32]) {
        self.has_other = true;
        for point in points.chunks_exact(2) {
            self.bounds.add(matrix.apply(point[0], point[1]));
        }
    }

    pub(super) fn rectangle(&mut self, matrix: Matrix, [x, y, width, height]: [f32; 4]) {
        self.end_part();
        let bounds = Bounds::transformed(matrix, (x, x + width), (y, y + height));
        self.bounds.add((bounds.left, bounds.bottom));
        self.bounds.add((bounds.right, bounds.top));
        self.rectangles += 1;
        self.has_other |= !matrix.is_upright();
    }

    fn end_part(&mut self) {
        let mut corners = std::mem::take(&mut self.corners);
        // Closed by a line of its own, or by being painted.
        if corners.len() == MAX_CORNERS && corners.first() == corners.last() {
            corners.pop();
        }
        match corners[..] {
            [] | [_] => {}
            [a, b, c, d] => {
                let flat = |a: (f32, f32), b: (f32, f32)| a.1 == b.1 && a.0 != b.0;
                let upright = |a: (f32, f32), b: (f32, f32)| a.0 == b.0 && a.1 != b.1;
                let is_rectangle = (flat(a, b) && upright(b, c) && flat(c, d) && upright(d, a))
                    || (upright(a, b) && flat(b, c) && upright(c, d) && flat(d, a));
                self.rectangles += 1;
                self.has_other |= !is_rectangle;
            }
            _ => self.has_other = true,
        }
    }

    /// The smallest rectangle around it, and whether it is that rectangle.
    pub(super) fn finish(mut self) -> (Bounds, bool) {
        self.end_part();
        (self.bounds, self.rectangles == 1 && !self.has_other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(points: &[[f32; 2]]) -> bool {
        let mut path = Path::default();
        path.begin(Matrix::IDENTITY, points[0]);
        for point in &points[1..] {
            path.line(Matrix::IDENTITY, *point);
        }
        path.finish().1
    }

    #[test]
    fn tells_rectangles_from_other_shapes() {
        let square = [[0.0, 0.0], [9.0, 0.0], [9.0, 9.0], [0.0, 9.0]];
        assert!(lines(&square));
        assert!(lines(&[square.as_slice(), &[[0.0, 0.0]]].concat()));
        assert!(!lines(&square[..3]));
        assert!(!lines(&[[0.0, 0.0], [9.0, 1.0], [9.0, 9.0], [0.0, 9.0]]));
        let mut path = Path::default();
        path.rectangle(Matrix::IDENTITY, [1.0, 2.0, 3.0, 4.0]);
        assert!(path.finish().1);
        let mut two = Path::default();
        two.rectangle(Matrix::IDENTITY, [1.0, 2.0, 3.0, 4.0]);
        two.rectangle(Matrix::IDENTITY, [1.5, 2.5, 1.0, 1.0]);
        assert!(!two.finish().1);
        let mut turned = Path::default();
        turned.rectangle(
            Matrix([0.7, 0.7, -0.7, 0.7, 0.0, 0.0]),
            [1.0, 2.0, 3.0, 4.0],
        );
        assert!(!turned.finish().1);
    }
}
