//! GLSL's `smoothstep`.

/// `smoothstep(0, 1, t)`: 0 below 0, 1 above 1, and a smooth cubic in between.
pub(crate) fn smoothstep(t: f64) -> f64 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
