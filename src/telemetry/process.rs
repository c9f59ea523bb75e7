//! Metrics of the process itself, with the standard names of Prometheus clients. Read at scrape time, on Linux only.

#[cfg(target_os = "linux")]
use procfs::{WithCurrentSystemInfo, process::Process};
use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeMetric},
    metrics::{counter::ConstCounter, gauge::ConstGauge},
};

/// `process_…`
#[derive(Debug)]
pub(super) struct ProcessCollector;

/// The values of one scrape.
#[derive(Debug, Default)]
struct Figures {
    resident: u64,
    virtual_size: u64,
    cpu_seconds: f64,
    threads: i64,
    open_files: Option<usize>,
    most_files: Option<u64>,
    started: Option<f64>,
}

#[cfg(target_os = "linux")]
fn figures() -> Option<Figures> {
    let process = Process::myself().ok()?;
    let stat = process.stat().ok()?;
    let ticks = procfs::ticks_per_second() as f64;
    let limit = process.limits().ok().map(|limits| limits.max_open_files.soft_limit);
    Some(Figures {
        resident: stat.rss_bytes().get(),
        virtual_size: stat.vsize,
        cpu_seconds: (stat.utime + stat.stime) as f64 / ticks,
        threads: stat.num_threads,
        open_files: process.fd_count().ok(),
        most_files: limit.and_then(|limit| match limit {
            procfs::process::LimitValue::Value(most) => Some(most),
            procfs::process::LimitValue::Unlimited => None,
        }),
        started: procfs::boot_time_secs().ok().map(|boot| boot as f64 + stat.starttime as f64 / ticks),
    })
}

/// How many files and sockets this process may have open, if the system says so.
#[cfg(target_os = "linux")]
pub(crate) fn most_open_files() -> Option<usize> {
    match Process::myself().ok()?.limits().ok()?.max_open_files.soft_limit {
        procfs::process::LimitValue::Value(most) => usize::try_from(most).ok(),
        procfs::process::LimitValue::Unlimited => None,
    }
}

/// How many files and sockets this process may have open, if the system says so.
#[cfg(not(target_os = "linux"))]
pub(crate) fn most_open_files() -> Option<usize> {
    None
}

#[cfg(not(target_os = "linux"))]
fn figures() -> Option<Figures> {
    None
}

impl Collector for ProcessCollector {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), std::fmt::Error> {
        let Some(figures) = figures() else { return Ok(()) };
        let mut gauge = |name: &str, help: &str, value: f64| {
            let gauge = ConstGauge::new(value);
            gauge.encode(encoder.encode_descriptor(name, help, None, gauge.metric_type())?)
        };
        gauge("process_resident_memory_bytes", "Memory in RAM", figures.resident as f64)?;
        gauge("process_virtual_memory_bytes", "Virtual memory", figures.virtual_size as f64)?;
        gauge("process_threads", "Threads", figures.threads as f64)?;
        if let Some(open) = figures.open_files {
            gauge("process_open_fds", "Open files and sockets", open as f64)?;
        }
        if let Some(most) = figures.most_files {
            gauge("process_max_fds", "Files and sockets that may be open", most as f64)?;
        }
        if let Some(started) = figures.started {
            gauge("process_start_time_seconds", "Unix time of the start", started)?;
        }
        let cpu = ConstCounter::new(figures.cpu_seconds);
        cpu.encode(encoder.encode_descriptor("process_cpu_seconds", "CPU time used", None, cpu.metric_type())?)
    }
}
