//! The colours of what is painted, as far as they can be told apart.

/// The colour with which areas and letters are painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Paint {
    /// The light of red, green and blue, `[0, 1]`.
    Light([f32; 3]),
    /// One that is not known: a pattern, or numbers of another kind.
    Unknown,
}

/// By how much the parts of two colours may differ that nobody tells apart.
const MAX_DIFFERENCE: f32 = 0.02;

impl Paint {
    /// The colour of paper.
    pub(super) const WHITE: Self = Self::Light([1.0; 3]);
    pub(super) const BLACK: Self = Self::Light([0.0; 3]);

    /// Whether nobody can tell letters of this colour from this ground.
    pub(super) fn is_lost_on(self, ground: Self) -> bool {
        let (Self::Light(letters), Self::Light(ground)) = (self, ground) else {
            return false;
        };
        let mut parts = letters.iter().zip(ground);
        parts.all(|(letter, ground)| (letter - ground).abs() <= MAX_DIFFERENCE)
    }

    pub(super) fn of_light(light: [f32; 3]) -> Self {
        Self::Light(light.map(|part| part.clamp(0.0, 1.0)))
    }

    /// The colour of ink, as far as it tells colours apart: cyan takes away red, black takes away all.
    pub(super) fn of_ink([cyan, magenta, yellow, black]: [f32; 4]) -> Self {
        Self::of_light([cyan, magenta, yellow].map(|ink| (1.0 - ink) * (1.0 - black)))
    }
}
