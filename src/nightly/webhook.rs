//! A message to a web address when a night is over.

use std::time::Duration;

/// A night must not hang on who listens.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why nobody was told.
#[derive(Debug, thiserror::Error)]
#[error("cannot tell {url}: {source}\nsee whether it listens, or clear nightly.webhook")]
pub struct WebhookError {
    /// The address.
    pub url: String,
    /// What went wrong.
    pub source: Box<ureq::Error>,
}

/// Posts JSON to an `http://` address; waits ten seconds at most.
///
/// There is no TLS here on purpose: it would bring a second cryptographic library, in C, for one small message.
/// What is behind `https://` is reached by way of a relay on the same machine, or by a unit that systemd starts.
///
/// # Errors
/// [`WebhookError`] when it is not taken with a 2xx.
pub fn tell(url: &str, json: &[u8]) -> Result<(), WebhookError> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .build()
        .into();
    let posted = agent
        .post(url)
        .header("content-type", "application/json")
        .send(json);
    // The body of the answer is not read: a status of success is enough.
    posted.map(|_| ()).map_err(|source| WebhookError {
        url: url.to_owned(),
        source: Box::new(source),
    })
}
