//! The night by the clock: when a build is due, what becomes of it, and who is told.
//!
//! **Owns** the [`Schedule`] (a cron expression in a time zone, daylight saving included), the [`Retry`] after
//! a failure, and the build status in three forms: JSON ([`BuildStatus`]), Prometheus metrics
//! ([`metrics()`]) and a message to a web address ([`tell`]). **In** come settings and moments; **out** come the
//! moment to act and texts. **Deliberately does not know** how a build is made, what time it is, or where the
//! texts are kept.
//!
//! # Example
//!
//! ```
//! use wiel::nightly::Schedule;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let schedule = Schedule::new("30 2 * * *", "Europe/Amsterdam")?;
//! // In the night of 29 March 2026 there is no half past two: clocks go from 2:00 to 3:00.
//! let next = schedule.next("2026-03-28T12:00:00Z".parse()?).expect("every night has one");
//! assert_eq!(next.to_string(), "2026-03-29T01:30:00Z");
//! # Ok(())
//! # }
//! ```

mod config;
mod harvest;
mod metrics;
mod retry;
mod schedule;
mod status;
mod webhook;

pub use config::{InvalidNightly, NightlyConfig, NightlyParams};
pub use harvest::{HarvestEnd, HarvestStatus};
pub use metrics::metrics;
pub use retry::Retry;
pub use schedule::{InvalidSchedule, Schedule};
pub use status::{BuildEnd, BuildStatus};
pub use webhook::{WebhookError, tell};
