//! A tile server that can be slow or stop.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

pub(crate) struct Upstream {
    pub address: SocketAddr,
    asked: Arc<AtomicUsize>,
    down: Arc<AtomicBool>,
}

impl Upstream {
    /// Answers every request with an empty tile after `delay`.
    pub(crate) fn start(delay: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (asked, down) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let (counter, gone) = (asked.clone(), down.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                if gone.load(Ordering::SeqCst) {
                    // Closes this connection and all later ones.
                    continue;
                }
                let counter = counter.clone();
                std::thread::spawn(move || {
                    if stream.read(&mut [0; 4096]).is_ok_and(|n| n > 0) {
                        counter.fetch_add(1, Ordering::SeqCst);
                        std::thread::sleep(delay);
                        let _ = stream
                            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\n\x1a\x05\x0a\x01a\x78\x02");
                    }
                });
            }
        });
        Self { address, asked, down }
    }

    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    pub(crate) fn goes_down(&self) {
        self.down.store(true, Ordering::SeqCst);
    }

    /// A source with this server as its upstream, as YAML.
    pub(crate) fn source(&self, name: &str) -> String {
        format!("  {name}: {{public: true, formats: [pbf], uri: 'http://{}/{{z}}/{{x}}/{{y}}.pbf'}}\n", self.address)
    }
}
