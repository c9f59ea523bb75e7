//! `Accept-Encoding` (RFC 9110, section 12.5.3).

use http::{HeaderMap, header::ACCEPT_ENCODING};

use crate::service::coding::Accepts;

/// The content codings that the client accepts, with their weights.
pub(super) fn accepts(headers: &HeaderMap) -> Accepts {
    if !headers.contains_key(ACCEPT_ENCODING) {
        return Accepts::SILENT;
    }
    let (mut gzip, mut brotli, mut zstd, mut identity, mut any) = (None, None, None, None, None);
    let lists = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    for item in lists.flat_map(|list| list.split(',')) {
        let (coding, weight) = weighted(item);
        let slot = match coding.to_ascii_lowercase().as_str() {
            "gzip" | "x-gzip" => &mut gzip,
            "br" => &mut brotli,
            "zstd" => &mut zstd,
            "identity" => &mut identity,
            "*" => &mut any,
            _ => continue,
        };
        *slot = Some(weight);
    }
    let otherwise = any.unwrap_or(0);
    Accepts {
        gzip: gzip.unwrap_or(otherwise),
        brotli: brotli.unwrap_or(otherwise),
        zstd: zstd.unwrap_or(otherwise),
        // Identity is accepted unless `identity;q=0` or `*;q=0` excludes it; if it is not named, it is the last choice.
        identity: identity.unwrap_or(match any {
            Some(0) => 0,
            _ => 1,
        }),
    }
}

/// Splits an item such as `gzip;q=0.5` into the coding and its weight in thousandths.
fn weighted(item: &str) -> (&str, u16) {
    let (coding, parameters) = item.split_once(';').unwrap_or((item, ""));
    let q = parameters.split(';').find_map(|p| p.trim().strip_prefix("q=").or_else(|| p.trim().strip_prefix("Q=")));
    let weight = match q {
        None => 1000,
        // The range is checked, and a product of at most 1000 fits.
        Some(text) => {
            text.trim().parse::<f32>().ok().filter(|q| (0.0..=1.0).contains(q)).map_or(0, |q| (q * 1000.0) as u16)
        }
    };
    (coding.trim(), weight)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Encoding;

    fn coding_for(header: &str) -> Encoding {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, header.parse().unwrap());
        accepts(&headers).choose(Encoding::Gzip)
    }

    #[test]
    fn codings_weights_and_wildcards_are_parsed() {
        assert_eq!(accepts(&HeaderMap::new()).choose(Encoding::Gzip), Encoding::Identity);
        for (header, coding) in [
            ("gzip", Encoding::Gzip),
            ("gzip, deflate, br", Encoding::Gzip),
            ("GZIP;q=0.2, br;q=0.9", Encoding::Brotli),
            ("*", Encoding::Gzip),
            ("identity", Encoding::Identity),
            ("gzip;q=0", Encoding::Identity),
            ("deflate", Encoding::Identity),
            ("br", Encoding::Brotli),
            ("zstd", Encoding::Zstd),
            ("gzip;q=0, *", Encoding::Zstd),
            ("identity;q=1, gzip;q=0.5", Encoding::Identity),
            ("gzip;q=nonsense", Encoding::Identity),
            ("", Encoding::Identity),
        ] {
            assert_eq!(coding_for(header), coding, "{header}");
        }
    }
}
