//! OpenTelemetry traces, which are sent to a configured collector.
//!
//! Requests continue the trace of their client (W3C `traceparent`), and pass it on to upstreams.

use std::{sync::OnceLock, time::Duration};

use async_trait::async_trait;
use bytes::Bytes;
use http::HeaderMap;
use opentelemetry::{KeyValue, propagation::TextMapPropagator, trace::TracerProvider};
use opentelemetry_http::{HeaderExtractor, HeaderInjector, HttpClient, HttpError};
use opentelemetry_otlp::{ExporterBuildError, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::{
    Resource,
    propagation::TraceContextPropagator,
    trace::{Sampler, SdkTracer, SdkTracerProvider},
};
use tokio::runtime::Handle;
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt;

use crate::{settings::TraceSettings, version::VERSION};

/// The timeout for sending a batch of spans.
const EXPORT_TIMEOUT: Duration = Duration::from_secs(10);
/// The maximum number of bytes that are read from a response of the collector.
const MAX_RESPONSE: usize = 1 << 20;

static PROVIDER: OnceLock<SdkTracerProvider> = OnceLock::new();

/// The exporter cannot be set up.
#[derive(Debug, thiserror::Error)]
#[error("traces cannot be sent: {0}")]
pub struct TracesError(#[from] ExporterBuildError);

/// Starts sending with `client` on `runtime`. Returns the tracer that turns spans into traces, for the subscriber of
/// the log; only the first call in a process has an effect.
pub fn start(settings: &TraceSettings, client: reqwest::Client, runtime: Handle) -> Result<SdkTracer, TracesError> {
    let exporter = SpanExporter::builder()
        .with_http()
        .with_http_client(ExportClient { client, runtime })
        .with_endpoint(settings.endpoint.as_str())
        .with_timeout(EXPORT_TIMEOUT)
        .build()?;
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

/// Sends the remaining spans. Blocks; the exporter has a thread of its own.
pub fn finish() {
    if let Some(provider) = PROVIDER.get() {
        // A collector that is down must not delay the shutdown.
        let _ = provider.shutdown();
    }
}

/// Whether traces are on.
pub fn are_on() -> bool {
    PROVIDER.get().is_some()
}

/// Makes `span` part of the trace in the headers of a request.
pub fn adopt(span: &Span, headers: &HeaderMap) {
    if are_on() {
        let _ = span.set_parent(TraceContextPropagator::new().extract(&HeaderExtractor(headers)));
    }
}

/// Adds the current trace to the headers of a request to another server.
pub fn pass_on(headers: &mut HeaderMap) {
    if are_on() {
        TraceContextPropagator::new().inject_context(&Span::current().context(), &mut HeaderInjector(headers));
    }
}

/// Sends batches to the collector. The exporter's thread is not part of tokio, so requests are spawned on the runtime.
#[derive(Debug)]
struct ExportClient {
    client: reqwest::Client,
    runtime: Handle,
}

#[async_trait]
impl HttpClient for ExportClient {
    async fn send_bytes(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, HttpError> {
        let client = self.client.clone();
        let sent = self.runtime.spawn(async move {
            let request: reqwest::Request = request.try_into()?;
            let mut response = client.execute(request).await?;
            let mut body = Vec::new();
            while let Some(chunk) = response.chunk().await? {
                body.extend_from_slice(&chunk);
                if body.len() > MAX_RESPONSE {
                    break;
                }
            }
            let mut read = http::Response::new(Bytes::from(body));
            *read.status_mut() = response.status();
            Ok::<_, HttpError>(read)
        });
        sent.await?
    }
}
