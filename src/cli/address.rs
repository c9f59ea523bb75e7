//! The URL of a server on this machine.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// `http://HOST:PORT` of a server that listens on `interface`: the loopback address if it listens on all interfaces.
pub(crate) fn local_origin(interface: IpAddr, port: u16) -> String {
    let host = match interface {
        IpAddr::V4(address) if address.is_unspecified() => Ipv4Addr::LOCALHOST.to_string(),
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) if address.is_unspecified() => format!("[{}]", Ipv6Addr::LOCALHOST),
        IpAddr::V6(address) => format!("[{address}]"),
    };
    format!("http://{host}:{port}")
}
