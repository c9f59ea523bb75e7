//! OpenTelemetry traces, to a collector that the configuration names; off without one.
//!
//! A request's trace is continued where the client names one (W3C `traceparent`) and passed on to upstreams.

use std::{sync::OnceLock, time::Duration};

use async_trait::async_trait;
use bytes::Bytes;
use http::HeaderMap;
use opentelemetry::{KeyValue, propagation::TextMapPropagator, trace::TracerProvider};
use opentelemetry_http::{HeaderExtractor, HeaderInjector, HttpClient, HttpError};
use opentelemetry_otlp::{SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::{
    Resource,
    propagation::TraceContextPropagator,
    trace::{Sampler, SdkTracer, SdkTracerProvider},
};
use tokio::runtime::Handle;
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt;

use crate::{settings::TraceSettings, version::VERSION};

/// Longest time for handing over a batch of spans.
const PATIENCE: Duration = Duration::from_secs(10);
/// Longer answers of a collector are not read to their end.
const LONGEST_ANSWER: usize = 1 << 20;

static PROVIDER: OnceLock<SdkTracerProvider> = OnceLock::new();

/// The exporter cannot be set up.
#[derive(Debug, thiserror::Error)]
#[error("traces cannot be sent: {0}")]
pub struct TracesError(String);

/// Starts sending, by way of `client` on `runtime`. Hands back what makes spans into traces, for the log's
/// subscriber; only the first call of a process counts.
pub fn start(settings: &TraceSettings, client: reqwest::Client, runtime: Handle) -> Result<SdkTracer, TracesError> {
    let exporter = SpanExporter::builder()
        .with_http()
        .with_http_client(Courier { client, runtime })
        .with_endpoint(settings.endpoint.as_str())
        .with_timeout(PATIENCE)
        .build()
        .map_err(|error| TracesError(error.to_string()))?;
    let resource = Resource::builder()
        .with_service_name(env!("CARGO_PKG_NAME"))
        .with_attribute(KeyValue::new("service.version", VERSION))
        .build();
    let provider = SdkTracerProvider::builder()
        .with_batch_exporter(exporter)
        .with_sampler(Sampler::ParentBased(Box::new(Sampler::TraceIdRatioBased(settings.ratio))))
        .with_resource(resource)
        .build();
    Ok(PROVIDER.get_or_init(|| provider).tracer(env!("CARGO_PKG_NAME")))
}

/// Hands over what is left. Blocks: the exporter has a thread of its own.
pub fn finish() {
    if let Some(provider) = PROVIDER.get() {
        // A collector that is away is no reason to hold up the end.
        let _ = provider.shutdown();
    }
}

/// Whether traces are made.
pub fn are_on() -> bool {
    PROVIDER.get().is_some()
}

/// Makes `span` a part of the trace that `headers` name.
pub fn adopt(span: &Span, headers: &HeaderMap) {
    if are_on() {
        let _ = span.set_parent(TraceContextPropagator::new().extract(&HeaderExtractor(headers)));
    }
}

/// Names the trace of this moment in the headers of a request to somebody else.
pub fn pass_on(headers: &mut HeaderMap) {
    if are_on() {
        TraceContextPropagator::new().inject_context(&Span::current().context(), &mut HeaderInjector(headers));
    }
}

/// Carries batches to the collector. The exporter's thread knows no tokio, so the work is done on its runtime.
#[derive(Debug)]
struct Courier {
    client: reqwest::Client,
    runtime: Handle,
}

#[async_trait]
impl HttpClient for Courier {
    async fn send_bytes(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, HttpError> {
        let client = self.client.clone();
        let sent = self.runtime.spawn(async move {
            let request: reqwest::Request = request.try_into()?;
            let mut reply = client.execute(request).await?;
            let mut body = Vec::new();
            while let Some(chunk) = reply.chunk().await? {
                body.extend_from_slice(&chunk);
                if body.len() > LONGEST_ANSWER {
                    break;
                }
            }
            let mut answer = http::Response::new(Bytes::from(body));
            *answer.status_mut() = reply.status();
            Ok::<_, HttpError>(answer)
        });
        sent.await?
    }
}
