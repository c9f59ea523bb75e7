//! Log lines as bunyan writes them through service-runner, for collectors that read those of Kartotherian.
//!
//! A line has `name`, `hostname`, `pid`, `level`, `levelPath`, the fields of the event, `msg`, `time` and `v`. A line of a
//! request has `request_id` and `request`: `url`, `method`, `remoteAddress` and `headers`.

use std::io::Write;

use serde_json::{Map, Value, json};
use tracing::{Event, Level, Subscriber, span};
use tracing_subscriber::{
    Layer,
    fmt::{
        MakeWriter,
        format::Writer,
        time::{FormatTime, SystemTime},
    },
    layer::Context,
    registry::LookupSpan,
};

use super::fields::JsonFields;
use crate::settings::LogSettings;

/// The module of karto's events; its files are their topics.
const EVENTS: &str = concat!(env!("CARGO_PKG_NAME"), "::telemetry::event::");

/// Writes lines to what `W` makes.
#[derive(Debug)]
pub(super) struct Bunyan<W> {
    /// `name`, `hostname` and `pid`.
    process: Map<String, Value>,
    named_levels: bool,
    writer: W,
}

impl<W> Bunyan<W> {
    pub(super) fn new(settings: &LogSettings, writer: W) -> Self {
        let mut process = Map::new();
        process.insert("name".into(), json!(settings.name));
        process.insert("hostname".into(), json!(hostname()));
        process.insert("pid".into(), json!(std::process::id()));
        Self { process, named_levels: settings.named_levels, writer }
    }

    /// The line of an event with `fields`, in spans with the fields `around`.
    fn line(&self, level: Level, target: &str, around: &JsonFields, fields: JsonFields) -> Map<String, Value> {
        let (number, word) = numbered(level);
        let mut line = self.process.clone();
        line.insert("level".into(), if self.named_levels { json!(word) } else { json!(number) });
        let topic = target.strip_prefix(EVENTS).or_else(|| target.split("::").next()).unwrap_or(target);
        line.insert("levelPath".into(), json!(format!("{}/{topic}", word.to_lowercase())));
        let mut request = Map::new();
        let mut message = None;
        let all = around.0.clone().into_iter().chain(fields.0);
        for (name, value) in all {
            match name.as_str() {
                "message" => message = Some(value),
                "id" => {
                    line.insert("request_id".into(), value);
                }
                "method" => {
                    request.insert(name, value);
                }
                "url" | "target" => {
                    request.insert("url".into(), value);
                }
                "remote" => {
                    request.insert("remoteAddress".into(), value);
                }
                "user_agent" => {
                    request.insert("headers".into(), json!({ "user-agent": value }));
                }
                // A field of the event must not replace one of the logger.
                "v" | "msg" | "time" | "level" | "levelPath" | "pid" | "hostname" | "name" => {
                    line.insert(format!("{name}_"), value);
                }
                _ => {
                    line.insert(name, value);
                }
            }
        }
        if !request.is_empty() {
            line.insert("request".into(), Value::Object(request));
        }
        line.insert("msg".into(), message.unwrap_or_else(|| json!("")));
        line.insert("time".into(), json!(now()));
        line.insert("v".into(), json!(0));
        line
    }
}

impl<S, W> Layer<S> for Bunyan<W>
where
    S: Subscriber + for<'l> LookupSpan<'l>,
    W: for<'w> MakeWriter<'w> + 'static,
{
    fn on_new_span(&self, attributes: &span::Attributes<'_>, id: &span::Id, context: Context<'_, S>) {
        let mut fields = JsonFields::default();
        attributes.record(&mut fields);
        if let Some(span) = context.span(id) {
            span.extensions_mut().insert(fields);
        }
    }

    fn on_record(&self, id: &span::Id, values: &span::Record<'_>, context: Context<'_, S>) {
        if let Some(span) = context.span(id)
            && let Some(fields) = span.extensions_mut().get_mut::<JsonFields>()
        {
            values.record(fields);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut fields = JsonFields::default();
        event.record(&mut fields);
        let mut around = JsonFields::default();
        for span in context.event_scope(event).into_iter().flat_map(tracing_subscriber::registry::Scope::from_root) {
            if let Some(more) = span.extensions().get::<JsonFields>() {
                around.0.extend(more.0.clone());
            }
        }
        let metadata = event.metadata();
        let mut text = Value::Object(self.line(*metadata.level(), metadata.target(), &around, fields)).to_string();
        text.push('\n');
        // There is no other place to report that the log cannot be written.
        let _ = self.writer.make_writer_for(metadata).write_all(text.as_bytes());
    }
}

/// bunyan's number and name of a level.
fn numbered(level: Level) -> (u8, &'static str) {
    match level {
        Level::TRACE => (10, "TRACE"),
        Level::DEBUG => (20, "DEBUG"),
        Level::INFO => (30, "INFO"),
        Level::WARN => (40, "WARN"),
        Level::ERROR => (50, "ERROR"),
    }
}

/// The time as `2026-01-31T12:34:56.789Z`.
fn now() -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = SystemTime.format_time(&mut Writer::new(&mut text));
    match text.get(..23) {
        Some(milliseconds) => format!("{milliseconds}Z"),
        None => text,
    }
}

/// The name of the machine, or of the container.
fn hostname() -> String {
    let kernel = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let name = kernel.or_else(|| std::env::var("HOSTNAME").ok()).unwrap_or_default();
    match name.trim() {
        "" => "localhost".to_owned(),
        name => name.to_owned(),
    }
}
