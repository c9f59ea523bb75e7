//! Trusted proxies, and the public URL derived from their forwarding headers.

use std::net::{IpAddr, SocketAddr};

use http::HeaderMap;

use super::host::is_host;

/// Networks of proxies whose `X-Forwarded-*` headers are trusted.
#[derive(Debug, Clone, Default)]
pub(super) struct TrustedProxies(Vec<(IpAddr, u8)>);

impl TrustedProxies {
    /// Parses networks in the configuration's notation (`10.0.0.0/8`, `::1`). Invalid entries are left out: the check
    /// of the configuration has already rejected them.
    pub(super) fn parse(networks: &[String]) -> Self {
        let network = |text: &String| {
            let (address, bits) = text.split_once('/').unwrap_or((text.as_str(), ""));
            let address: IpAddr = address.trim().parse().ok()?;
            let whole = if address.is_ipv4() { 32 } else { 128 };
            let bits = if bits.is_empty() { whole } else { bits.trim().parse().ok()? };
            (bits <= whole).then_some((address, bits))
        };
        Self(networks.iter().filter_map(network).collect())
    }

    /// Whether `peer` is in one of the networks.
    pub(super) fn includes(&self, peer: IpAddr) -> bool {
        let peer = peer.to_canonical();
        self.0.iter().any(|(network, bits)| match (network, peer) {
            (IpAddr::V4(network), IpAddr::V4(peer)) => {
                let shift = 32 - u32::from(*bits);
                u64::from(network.to_bits()) >> shift == u64::from(peer.to_bits()) >> shift
            }
            (IpAddr::V6(network), IpAddr::V6(peer)) => {
                let mask = u128::MAX.checked_shl(128 - u32::from(*bits)).unwrap_or(0);
                network.to_bits() & mask == peer.to_bits() & mask
            }
            _ => false,
        })
    }

    /// The client's address in `X-Client-IP`. If proxies are configured, other peers are clients themselves; otherwise
    /// every peer may be a proxy, as in Kartotherian.
    pub(super) fn named_client(&self, peer: IpAddr, headers: &HeaderMap) -> Option<IpAddr> {
        if !self.0.is_empty() && !self.includes(peer) {
            return Some(peer.to_canonical());
        }
        headers.get("x-client-ip")?.to_str().ok()?.trim().parse().ok()
    }

    /// The client that a request is from: the peer, or behind trusted proxies the last address in `X-Forwarded-For` that
    /// is not one of theirs, or `X-Client-IP`. Headers of other peers count for nothing: a client could be anyone.
    pub(super) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        if !self.includes(peer) {
            return peer;
        }
        let lists = headers.get_all("x-forwarded-for").iter().filter_map(|list| list.to_str().ok());
        let chain: Vec<&str> = lists.flat_map(|list| list.split(',')).map(str::trim).collect();
        let mut addresses = chain.iter().rev().map_while(|text| address(text));
        let client = addresses.find(|address| !self.includes(*address));
        let named = || headers.get("x-client-ip")?.to_str().ok()?.trim().parse().ok();
        client.or_else(named).unwrap_or(peer)
    }

    /// The fields that a base URL depends on, for `Vary`.
    pub(super) fn fields_of_base_url(&self) -> &'static [&'static str] {
        if self.0.is_empty() {
            &["Host"]
        } else {
            &["Host", "X-Forwarded-Host", "X-Forwarded-Prefix", "X-Forwarded-Proto"]
        }
    }

    /// The scheme, host and path prefix that the client used, without a trailing slash. `host` is the host that the
    /// request is for, `fallback` karto's own `host:port`, for clients that name none.
    pub(super) fn base_url(&self, peer: IpAddr, headers: &HeaderMap, host: Option<&str>, fallback: &str) -> String {
        let trusted = self.includes(peer);
        let forwarded = |name: &str| {
            let value = headers.get(name)?.to_str().ok()?;
            // The first item of a list is the value that the client used.
            Some(value.split(',').next()?.trim()).filter(|_| trusted)
        };
        let scheme = forwarded("x-forwarded-proto").filter(|s| matches!(*s, "http" | "https")).unwrap_or("http");
        let host = forwarded("x-forwarded-host").or(host).filter(|host| is_host(host)).unwrap_or(fallback);
        let prefix = forwarded("x-forwarded-prefix").filter(|prefix| is_prefix(prefix)).unwrap_or_default();
        format!("{scheme}://{host}{}", prefix.trim_end_matches('/'))
    }
}

/// An address in `X-Forwarded-For`, which some proxies write with a port.
fn address(text: &str) -> Option<IpAddr> {
    let without_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    text.parse().ok().or_else(without_port)
}

fn is_prefix(text: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'_' | b'.' | b'~');
    text.starts_with('/') && !text.starts_with("//") && text.len() <= 255 && text.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (http::HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    #[test]
    fn a_network_includes_its_addresses_and_no_others() {
        let trusted =
            TrustedProxies::parse(&["10.0.0.0/8".into(), "::1".into(), "fd00::/8".into(), "0.0.0.0/40".into()]);
        for (address, inside) in [
            ("10.1.2.3", true),
            ("11.0.0.1", false),
            ("::1", true),
            ("::2", false),
            ("fd12::9", true),
            ("::ffff:10.9.9.9", true),
            ("192.168.0.1", false),
        ] {
            assert_eq!(trusted.includes(address.parse().unwrap()), inside, "{address}");
        }
        assert!(TrustedProxies::parse(&["0.0.0.0/0".into()]).includes("8.8.8.8".parse().unwrap()));
    }

    #[test]
    fn a_client_is_named_by_a_proxy() {
        let h = headers(&[("x-client-ip", "192.0.2.7")]);
        let named = |networks: &[String], peer: &str, h: &HeaderMap| {
            TrustedProxies::parse(networks).named_client(peer.parse().unwrap(), h).map(|ip| ip.to_string())
        };
        let proxies = ["10.0.0.0/8".to_owned()];
        assert_eq!(named(&proxies, "10.0.0.1", &h).as_deref(), Some("192.0.2.7"));
        assert_eq!(named(&proxies, "8.8.8.8", &h).as_deref(), Some("8.8.8.8"));
        assert_eq!(named(&[], "8.8.8.8", &h).as_deref(), Some("192.0.2.7"));
        assert_eq!(named(&[], "8.8.8.8", &headers(&[("x-client-ip", "me, you")])), None);
        assert_eq!(named(&[], "8.8.8.8", &headers(&[])), None);
    }

    #[test]
    fn clients_are_told_apart_behind_trusted_proxies_only() {
        let trusted = TrustedProxies::parse(&["10.0.0.0/8".into()]);
        let client = |peer: &str, list: &str| {
            trusted.client(peer.parse().unwrap(), &headers(&[("x-forwarded-for", list)])).to_string()
        };
        assert_eq!(client("10.0.0.1", "6.6.6.6, 192.0.2.7, 10.0.0.9"), "192.0.2.7", "the client invented the first");
        assert_eq!(client("10.0.0.1", "[2001:db8::1]:4711"), "2001:db8::1");
        assert_eq!(client("10.0.0.1", "192.0.2.7:80, unknown"), "10.0.0.1");
        assert_eq!(client("8.8.8.8", "192.0.2.7"), "8.8.8.8", "not a proxy");
    }

    #[test]
    fn forwarding_headers_count_only_from_trusted_proxies() {
        let trusted = TrustedProxies::parse(&["10.0.0.0/8".into()]);
        let h = headers(&[
            ("x-forwarded-host", "maps.example.org, evil"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-prefix", "/tiles/"),
        ]);
        let url = |peer: &str| trusted.base_url(peer.parse().unwrap(), &h, Some("inner:6533"), "me:1");
        assert_eq!(url("10.0.0.1"), "https://maps.example.org/tiles");
        assert_eq!(url("8.8.8.8"), "http://inner:6533");
        let odd = trusted.base_url("8.8.8.8".parse().unwrap(), &h, Some("a\"><script>"), "me:1");
        assert_eq!(odd, "http://me:1");
    }
}
