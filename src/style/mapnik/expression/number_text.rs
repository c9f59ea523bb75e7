//! The text of doubles.

/// Writes a double as C's `%g` does: six digits, without zeros at the end.
pub(super) fn number_text(number: f64) -> String {
    if number.is_nan() {
        return if number.is_sign_negative() { "-nan" } else { "nan" }.to_owned();
    }
    if number.is_infinite() {
        return if number < 0.0 { "-inf" } else { "inf" }.to_owned();
    }
    let scientific = format!("{number:.5e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..6).contains(&exponent) {
        return without_zeros(&format!("{number:.*}", (5 - exponent).unsigned_abs() as usize)).to_owned();
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{}e{sign}{:02}", without_zeros(mantissa), exponent.abs())
}

fn without_zeros(digits: &str) -> &str {
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
}

#[cfg(test)]
mod tests {
    use super::number_text;

    #[test]
    fn doubles_have_six_digits() {
        let written = [
            (2.5, "2.5"),
            (-0.0, "-0"),
            (100_000.0, "100000"),
            (1_234_567.125, "1.23457e+06"),
            (0.000_12, "0.00012"),
            (0.000_01, "1e-05"),
            (0.1 + 0.2, "0.3"),
            (999_999.5, "1e+06"),
            (1e21, "1e+21"),
            (1e-100, "1e-100"),
            (f64::NEG_INFINITY, "-inf"),
        ];
        for (number, text) in written {
            assert_eq!(number_text(number), text);
        }
    }
}
