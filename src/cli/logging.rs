//! The log, on standard error: warnings, and while nobody watches a bar also what a build is doing.

use std::fmt;
use std::io::{self, IsTerminal, Write};

use jiff::Timestamp;
use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::{FormatEvent, FormatFields, Writer};
use tracing_subscriber::fmt::{FmtContext, MakeWriter};
use tracing_subscriber::registry::LookupSpan;

use crate::settings::{is_log_json, log_filter};

/// Starts the log once. The level comes from `WIEL_LOG`, else `RUST_LOG`; without them warnings on a
/// terminal, also progress elsewhere, and nothing but errors with `--quiet`. A filter that cannot be read
/// counts as none: the log must not keep an answer from coming. With `WIEL_LOG_FORMAT=json` each line is a JSON object.
pub(super) fn start(environment: &[(String, String)], quiet: bool) {
    // Progress in the log only where no bar shows it.
    let default = match (quiet, io::stderr().is_terminal()) {
        (true, _) => "error",
        (false, true) => "warn",
        (false, false) => "warn,wiel=info",
    };
    let filter = log_filter(environment).and_then(|text| EnvFilter::try_new(text).ok());
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|| EnvFilter::new(default)))
        .with_writer(StandardError)
        // Control sequences would fill a log file.
        .with_ansi(io::stderr().is_terminal())
        .with_target(false)
        // It would tell of a failure to write where the writing failed, and panic.
        .log_internal_errors(false);
    // A second start, as in tests within one process, keeps the first.
    if is_log_json(environment) {
        _ = log.event_format(JsonLines).try_init();
    } else {
        _ = log.try_init();
    }
}

/// Standard error; a line that cannot be written (a full disk, a closed pipe) is lost, and nothing else.
#[derive(Clone, Copy)]
struct StandardError;

impl Write for StandardError {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        _ = io::stderr().write_all(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        _ = io::stderr().flush();
        Ok(())
    }
}

impl MakeWriter<'_> for StandardError {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        *self
    }
}

/// One JSON object a line: `timestamp` (RFC 3339), `level`, `message`, and the fields of the event.
struct JsonLines;

impl<S, N> FormatEvent<S, N> for JsonLines
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(
        &self,
        _: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let mut fields = JsonFields(Map::new());
        event.record(&mut fields);
        let mut line = fields.0;
        // After the fields, so that no field can take the place of the time.
        line.insert("timestamp".to_owned(), Timestamp::now().to_string().into());
        line.insert("level".to_owned(), event.metadata().level().as_str().into());
        writeln!(writer, "{}", Value::Object(line))
    }
}

/// The fields of an event as JSON values; the message is the field `message`.
struct JsonFields(Map<String, Value>);

impl JsonFields {
    fn put(&mut self, field: &Field, value: impl Into<Value>) {
        self.0.insert(field.name().to_owned(), value.into());
    }
}

impl Visit for JsonFields {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.put(field, value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put(field, value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(field, value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field, value);
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.put(field, value);
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // Values without a JSON type of their own are logged as their debug text.
        self.put(field, format!("{value:?}"));
    }
}
