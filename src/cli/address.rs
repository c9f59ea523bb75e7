//! Where a karto on this machine can be reached.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The host part of a URL for a server that listens on `interface`: loopback where it listens everywhere.
pub fn reachable(interface: IpAddr) -> String {
    match interface {
        IpAddr::V4(address) if address.is_unspecified() => Ipv4Addr::LOCALHOST.to_string(),
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) if address.is_unspecified() => format!("[{}]", Ipv6Addr::LOCALHOST),
        IpAddr::V6(address) => format!("[{address}]"),
    }
}
