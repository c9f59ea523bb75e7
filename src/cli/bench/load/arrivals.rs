//! The times at which requests are due.

use std::{
    thread,
    time::{Duration, Instant},
};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::cli::bench::random::Random;

/// Starts a thread that announces independent arrivals, `rate` per second, until `end`. A thread of its own sleeps more
/// exactly than a task. It returns the longest time by which it was late.
pub(super) fn start(
    rate: f64,
    end: Instant,
    random: Random,
) -> std::io::Result<(UnboundedReceiver<Instant>, thread::JoinHandle<Duration>)> {
    let (sender, receiver) = unbounded_channel();
    let thread = thread::Builder::new().name("arrivals".into()).spawn(move || announce(rate, end, random, &sender))?;
    Ok((receiver, thread))
}

fn announce(rate: f64, end: Instant, mut random: Random, sender: &UnboundedSender<Instant>) -> Duration {
    let (mut due, mut lag) = (Instant::now(), Duration::ZERO);
    loop {
        due += Duration::from_secs_f64(random.exponential(1.0 / rate));
        if due >= end {
            return lag;
        }
        let now = Instant::now();
        match due.checked_duration_since(now) {
            // Shorter sleeps would cost more than they are worth.
            Some(pause) if pause > Duration::from_micros(50) => thread::sleep(pause),
            Some(_) => {}
            None => lag = lag.max(now - due),
        }
        if sender.send(due).is_err() {
            return lag;
        }
    }
}
