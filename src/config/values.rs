//! Parses durations, sizes and addresses. Both the checks and the typed reader use these functions, so that every value
//! that passes the checks can be read.

use std::{net::IpAddr, time::Duration};

use super::document::{Scalar, scalar::ScalarValue};

/// Parses a duration such as `500ms`, `30s`, `5m`, `1h` or `1d`, of at most ten years. If `milliseconds`, a number
/// without a unit is in milliseconds; otherwise only 0 needs no unit.
pub(super) fn duration(scalar: &Scalar, milliseconds: bool) -> Option<Duration> {
    duration_of(&scalar.text, milliseconds)
}

/// Like [`duration`], for a string.
pub fn duration_of(text: &str, milliseconds: bool) -> Option<Duration> {
    let text = text.trim();
    let split = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(split)?;
    let number: f64 = number.trim().parse().ok()?;
    let seconds = match unit {
        "" if milliseconds || number == 0.0 => 0.001,
        "ms" => 0.001,
        "s" | "sec" => 1.0,
        "m" | "min" => 60.0,
        "h" => 3600.0,
        "d" => 86_400.0,
        _ => return None,
    } * number;
    (seconds.is_finite() && (0.0..=315_360_000.0).contains(&seconds)).then(|| Duration::from_secs_f64(seconds))
}

/// Parses a number of bytes of at most 1 TiB, without unit or in kB, MB, GB (powers of 1000), k, M, G, KiB, MiB or GiB
/// (powers of 1024).
pub(super) fn bytes(scalar: &Scalar) -> Option<u64> {
    let text = scalar.text.trim();
    let split = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(split)?;
    let number: f64 = number.trim().parse().ok()?;
    let factor = match unit.to_ascii_lowercase().as_str() {
        "" | "b" => 1.0,
        "k" | "kib" => 1024.0,
        "kb" => 1000.0,
        "m" | "mib" => 1048576.0,
        "mb" => 1e6,
        "g" | "gib" => 1073741824.0,
        "gb" => 1e9,
        _ => return None,
    };
    let bytes = number * factor;
    (bytes.is_finite() && (0.0..=1_099_511_627_776.0).contains(&bytes)).then_some(bytes as u64)
}

/// Parses an IP address; `localhost` is 127.0.0.1 and `*` is 0.0.0.0.
pub(super) fn address(text: &str) -> Option<IpAddr> {
    match text {
        "localhost" => Some(IpAddr::from([127, 0, 0, 1])),
        "*" => Some(IpAddr::from([0, 0, 0, 0])),
        other => other.parse().ok(),
    }
}

/// Whether `text` is an IP address or a CIDR network.
pub(super) fn is_network(text: &str) -> bool {
    match text.split_once('/') {
        None => text.parse::<IpAddr>().is_ok(),
        Some((address, bits)) => match address.parse::<IpAddr>() {
            Ok(IpAddr::V4(_)) => bits.parse::<u8>().is_ok_and(|b| b <= 32),
            Ok(IpAddr::V6(_)) => bits.parse::<u8>().is_ok_and(|b| b <= 128),
            Err(_) => false,
        },
    }
}

/// Whether `text` is a host name or an IP address, without a port.
pub(super) fn is_host(text: &str) -> bool {
    text.parse::<IpAddr>().is_ok() || !text.is_empty() && text.len() <= 253 && text.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 63
        && !label.starts_with('-')
        && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// The number in a scalar, if it is one.
pub(super) fn number(scalar: &Scalar) -> Option<f64> {
    match scalar.value {
        ScalarValue::Integer(i) => Some(i as f64),
        ScalarValue::Float(f) => Some(f),
        _ => None,
    }
}

/// The whole number in a scalar, if it is one.
pub(super) fn integer(scalar: &Scalar) -> Option<i64> {
    match scalar.value {
        ScalarValue::Integer(i) => Some(i),
        ScalarValue::Float(f) if f.fract() == 0.0 && f.abs() < 9e15 => Some(f as i64),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scalar(text: &str) -> Scalar {
        Scalar { text: text.into(), value: ScalarValue::Text, plain: true }
    }

    #[test]
    fn durations_need_a_unit_unless_milliseconds_are_meant() {
        assert_eq!(duration(&scalar("30s"), false), Some(Duration::from_secs(30)));
        assert_eq!(duration(&scalar("1.5h"), false), Some(Duration::from_secs(5400)));
        assert_eq!(duration(&scalar("250"), true), Some(Duration::from_millis(250)));
        assert_eq!(duration(&scalar("250"), false), None);
        assert_eq!(duration(&scalar("0"), false), Some(Duration::ZERO));
        assert_eq!(duration(&scalar("-1s"), false), None);
        assert_eq!(duration(&scalar("1e99d"), false), None);
    }

    #[test]
    fn sizes_may_have_units() {
        assert_eq!(bytes(&scalar("64MiB")), Some(64 << 20));
        assert_eq!(bytes(&scalar("1kB")), Some(1000));
        assert_eq!(bytes(&scalar("10 parsecs")), None);
    }

    #[test]
    fn hosts_and_networks_are_recognized() {
        assert!(
            is_host("postgres-postgis") && is_host("::1") && !is_host("a b") && !is_host("a..b") && !is_host("h:80")
        );
        assert!(is_network("10.0.0.0/8") && is_network("::1") && !is_network("10.0.0.0/33") && !is_network("proxy"));
    }
}
