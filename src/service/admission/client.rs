//! Clients, among whom work is shared.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    net::IpAddr,
};

/// A client, as far as sharing is concerned: a hash of its address or of the name that a proxy gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ClientKey(u64);

impl ClientKey {
    /// The client at `address`. An IPv6 client usually has a whole /64 network, so its addresses are one client.
    pub(crate) fn of_address(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self::hashed(&address),
            IpAddr::V6(address) => Self::hashed(&(address.to_bits() >> 64)),
        }
    }

    /// The client that a proxy calls `name`.
    pub(crate) fn named(name: &[u8]) -> Self {
        Self::hashed(&name)
    }

    /// The same client, for its dear jobs: they take turns with its other jobs as if they were those of another client.
    /// Behind a proxy that hides its clients, one of them cannot make all the others wait.
    pub(super) fn with_dear_jobs(self) -> Self {
        Self(self.0 ^ 0x9e37_79b9_7f4a_7c15)
    }

    fn hashed(value: &impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        value.hash(&mut hasher);
        Self(hasher.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_of_64_bits_is_one_client() {
        let key = |text: &str| ClientKey::of_address(text.parse().unwrap());
        assert_eq!(key("2001:db8::1"), key("2001:db8::ffff:2"));
        assert_ne!(key("2001:db8::1"), key("2001:db8:0:1::1"));
        assert_eq!(key("192.0.2.1"), key("::ffff:192.0.2.1"));
        assert_ne!(key("192.0.2.1"), key("192.0.2.2"));
    }
}
