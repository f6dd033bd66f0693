//! The generator of `numpy.random.default_rng(seed)`, so that draws can be checked against scripts that use it.
//!
//! PCG XSL RR 128/64 (O'Neill 2014), seeded by numpy's `SeedSequence`, with Lemire's bounded integers (2019).

/// The multiplier of the 128-bit linear congruential generator.
const MULTIPLIER: u128 = 0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645;

/// The number of words in the entropy pool of a seed sequence.
const POOL: usize = 4;

/// The state of the generator.
#[derive(Clone, Debug)]
pub(super) struct Pcg64 {
    state: u128,
    increment: u128,
    /// The upper half of the last number, when only the lower half was used.
    spare: Option<u32>,
}

impl Pcg64 {
    /// Creates the generator of `numpy.random.default_rng(seed)`.
    pub(super) fn new(seed: u32) -> Self {
        let [a, b, c, d] = seed_sequence(seed);
        let wide = |high: u64, low: u64| (u128::from(high) << 64) | u128::from(low);
        let mut made = Self {
            state: 0,
            increment: (wide(c, d) << 1) | 1,
            spare: None,
        };
        made.step();
        made.state = made.state.wrapping_add(wide(a, b));
        made.step();
        made
    }

    fn step(&mut self) {
        self.state = self
            .state
            .wrapping_mul(MULTIPLIER)
            .wrapping_add(self.increment);
    }

    fn next_u64(&mut self) -> u64 {
        self.step();
        let folded = (self.state >> 64) as u64 ^ self.state as u64;
        folded.rotate_right((self.state >> 122) as u32)
    }

    fn next_u32(&mut self) -> u32 {
        if let Some(upper) = self.spare.take() {
            return upper;
        }
        let number = self.next_u64();
        self.spare = Some((number >> 32) as u32);
        number as u32
    }

    /// Returns a number below `bound`, as `integers(0, bound)` does; `bound` is at least 1.
    pub(super) fn below(&mut self, bound: u32) -> u32 {
        // numpy makes no draw if there is a single choice.
        if bound <= 1 {
            return 0;
        }
        let threshold = bound.wrapping_neg() % bound;
        loop {
            let product = u64::from(self.next_u32()) * u64::from(bound);
            if product as u32 >= threshold {
                return (product >> 32) as u32;
            }
        }
    }
}

/// Returns `numpy.random.SeedSequence(seed).generate_state(4, uint64)`.
fn seed_sequence(seed: u32) -> [u64; 4] {
    let mut hash = Hash::new(0x43b0_d7e5, 0x931e_8875);
    let mut pool = [0; POOL];
    for (place, word) in pool.iter_mut().enumerate() {
        *word = hash.mix_in(if place == 0 { seed } else { 0 });
    }
    for source in 0..POOL {
        for target in (0..POOL).filter(|target| *target != source) {
            let mixed = hash.mix_in(pool[source]);
            let both = pool[target]
                .wrapping_mul(0xca01_f9dd)
                .wrapping_sub(mixed.wrapping_mul(0x4973_f715));
            pool[target] = both ^ (both >> 16);
        }
    }
    let mut hash = Hash::new(0x8b51_f9dd, 0x58f3_8ded);
    let mut words = (0..2 * POOL).map(|place| hash.mix_in(pool[place % POOL]));
    std::array::from_fn(|_| {
        let mut word = || u64::from(words.next().expect("two words for each number"));
        let low = word();
        low | (word() << 32)
    })
}

/// The multiplicative hash of a seed sequence.
struct Hash {
    constant: u32,
    multiplier: u32,
}

impl Hash {
    fn new(constant: u32, multiplier: u32) -> Self {
        Self {
            constant,
            multiplier,
        }
    }

    fn mix_in(&mut self, value: u32) -> u32 {
        let value = value ^ self.constant;
        self.constant = self.constant.wrapping_mul(self.multiplier);
        let value = value.wrapping_mul(self.constant);
        value ^ (value >> 16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_match_numpy() {
        // numpy.random.default_rng(1).integers(0, 31, 24)
        let mut rng = Pcg64::new(1);
        let drawn: Vec<u32> = (0..24).map(|_| rng.below(31)).collect();
        assert_eq!(drawn, EXPECTED);
        // numpy.random.SeedSequence(1).generate_state(4, numpy.uint64)
        assert_eq!(seed_sequence(1), STATE);
    }

    const EXPECTED: [u32; 24] = [
        14, 15, 23, 29, 1, 4, 25, 29, 7, 9, 26, 13, 8, 25, 7, 12, 19, 17, 2, 0, 26, 23, 25, 16,
    ];
    const STATE: [u64; 4] = [
        0x672d8ee56d6791ff,
        0x8ae19ca14eb1072c,
        0x4915796d1322fc4a,
        0xd0cc2bdcaba049bd,
    ];
}
