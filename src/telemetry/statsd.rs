//! Pushes metrics to statsd over UDP with Kartotherian's names, for existing dashboards.
//!
//! Reporting a metric never blocks: lines that do not fit into the queue are dropped and counted. The name of the
//! server is resolved again after a failure, because its address may change in a cluster.

use std::{net::Ipv6Addr, sync::OnceLock, time::Duration};

use tokio::{net::UdpSocket, sync::mpsc, time::sleep};

use super::metrics::metrics;

/// The maximum number of waiting lines: some seconds of full load.
const QUEUE: usize = 8192;
/// The maximum size of a packet in bytes, which fits into an Ethernet frame with any headers.
const PACKET: usize = 1400;
/// How long lines are collected into packets.
const BATCH: Duration = Duration::from_millis(100);
/// How long no packets are sent after a failure.
const PAUSE: Duration = Duration::from_secs(5);

/// A statsd server.
#[derive(Debug, Clone)]
pub struct StatsdServer {
    /// Host name or address.
    pub host: String,
    /// UDP port.
    pub port: u16,
    /// The prefix of metric names; characters that service-runner does not allow become dashes.
    pub prefix: String,
}

static QUEUES: OnceLock<Vec<(String, mpsc::Sender<String>)>> = OnceLock::new();

/// Starts sending to `servers`. Only the first call in a process has an effect. It must be called in the runtime.
pub fn start(servers: Vec<StatsdServer>) {
    if servers.is_empty() {
        return;
    }
    let queues = servers.into_iter().map(|server| {
        let (sender, lines) = mpsc::channel(QUEUE);
        let prefix = part(&server.prefix);
        tokio::spawn(run(server, lines));
        (prefix, sender)
    });
    let _ = QUEUES.set(queues.collect());
}

/// Reports the time something took: `name:12.3|ms`.
pub fn timing(name: &str, took: Duration) {
    push(name, format_args!("{:.1}|ms", took.as_secs_f64() * 1000.0));
}

/// Counts something once: `name:1|c`.
pub fn count(name: &str) {
    push(name, format_args!("1|c"));
}

/// `text` with the characters that service-runner allows in names. Dots separate parts.
pub(super) fn part(text: &str) -> String {
    text.replace(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/')), "-").replace('/', "_")
}

/// Whether there are servers.
pub fn is_on() -> bool {
    QUEUES.get().is_some()
}

fn push(name: &str, value: std::fmt::Arguments<'_>) {
    for (prefix, queue) in QUEUES.get().into_iter().flatten() {
        if queue.try_send(format!("{prefix}.{name}:{value}")).is_err() {
            metrics().statsd_dropped.inc();
        }
    }
}

async fn run(server: StatsdServer, mut lines: mpsc::Receiver<String>) {
    let mut socket = None;
    while let Some(first) = lines.recv().await {
        sleep(BATCH).await;
        let mut packets = Packets::default();
        packets.add(&first);
        // Only the lines that are waiting now; later ones are sent in the next round.
        for _ in 0..lines.len() {
            if let Ok(line) = lines.try_recv() {
                packets.add(&line);
            }
        }
        for packet in packets.0 {
            if socket.is_none() {
                socket = connect(&server).await;
            }
            let Some(open) = &socket else { break };
            // An error refers to an earlier packet: no server is listening there.
            if open.send(packet.as_bytes()).await.is_err() {
                socket = None;
            }
        }
        if socket.is_none() {
            sleep(PAUSE).await;
        }
    }
}

async fn connect(server: &StatsdServer) -> Option<UdpSocket> {
    let opened = async {
        let address = tokio::net::lookup_host((server.host.as_str(), server.port)).await?.next();
        let address = address.ok_or_else(|| std::io::Error::other("the name has no address"))?;
        let any =
            if address.is_ipv4() { "0.0.0.0:0".parse() } else { format!("[{}]:0", Ipv6Addr::UNSPECIFIED).parse() };
        let any: std::net::SocketAddr = any.map_err(std::io::Error::other)?;
        let socket = UdpSocket::bind(any).await?;
        socket.connect(address).await?;
        Ok::<_, std::io::Error>(socket)
    };
    match opened.await {
        Ok(socket) => Some(socket),
        Err(error) => {
            tracing::warn!(host = server.host, port = server.port, "statsd cannot be reached: {error}");
            None
        }
    }
}

/// Lines, combined into packets.
#[derive(Default)]
struct Packets(Vec<String>);

impl Packets {
    fn add(&mut self, line: &str) {
        match self.0.last_mut() {
            Some(packet) if packet.len() + 1 + line.len() <= PACKET => {
                packet.push('\n');
                packet.push_str(line);
            }
            _ => self.0.push(line.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets_contain_as_many_lines_as_fit() {
        let mut packets = Packets::default();
        for _ in 0..30 {
            packets.add(&"x".repeat(99));
        }
        let sizes: Vec<_> = packets.0.iter().map(String::len).collect();
        assert_eq!(sizes, [1399, 1399, 199]);
    }

    #[test]
    fn parts_of_names_have_no_characters_of_the_protocol() {
        assert_eq!(part("a:b|c@d#e_f/g.h\n"), "a-b-c-d-e-f_g.h-");
    }
}
