//! Division in whole numbers along an edge.

/// A coordinate that grows by the same fraction at each step, rounded down to whole numbers without adding up errors.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slope {
    /// The whole part of a step.
    step: i64,
    /// The rest of a step, in parts of `length`.
    rest: i64,
    /// The rest of the coordinate.
    carried: i64,
    length: i64,
}

impl Slope {
    /// A coordinate that grows by `delta` over `length` (above zero) of another one, `begin` of which are behind it, in
    /// steps of `stride`. Also returns how much it has grown at `begin`.
    pub(super) fn new(delta: i64, length: i64, begin: i64, stride: i64) -> (Self, i64) {
        let (grown, carried) = divided(begin, delta, length);
        let (step, rest) = divided(stride, delta, length);
        (Self { step, rest, carried, length }, grown)
    }

    /// How much the coordinate grows in the next step.
    #[inline]
    pub(super) fn next(&mut self) -> i64 {
        self.carried += self.rest;
        if self.carried < self.length {
            return self.step;
        }
        self.carried -= self.length;
        self.step + 1
    }
}

/// `a * b / length`, rounded down, and the rest.
#[inline]
pub(super) fn divided(a: i64, b: i64, length: i64) -> (i64, i64) {
    let product = a * b;
    // Division of 32 bits is several times faster.
    match (i32::try_from(product), i32::try_from(length)) {
        (Ok(product), Ok(length)) if length > 0 => {
            (i64::from(product.div_euclid(length)), i64::from(product.rem_euclid(length)))
        }
        _ if length > 0 => (product.div_euclid(length), product.rem_euclid(length)),
        _ => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_add_up_to_the_quotient() {
        for (delta, length) in [(7, 3), (-7, 3), (1, 1000), (-999, 1000), (0, 5), (1 << 30, (1 << 30) - 1)] {
            let (mut slope, mut at) = Slope::new(delta, length, 5, 256);
            assert_eq!(at, (5 * delta).div_euclid(length));
            for i in 1..100 {
                at += slope.next();
                assert_eq!(at, ((5 + 256 * i) * delta).div_euclid(length), "{delta}/{length} at {i}");
            }
        }
    }
}
