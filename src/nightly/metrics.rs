//! The state of a data folder in the text format of Prometheus.

use std::fmt::Write;

use jiff::Timestamp;

use super::status::Counts;
use super::{BuildEnd, BuildStatus, HarvestEnd};

/// The metrics, for a `.prom` file of `node_exporter`'s textfile collector or an HTTP answer.
///
/// `started` is when the last build began, also while it still runs; `last` is the build status of the last one that ended,
/// `created` and `counts` are those of the generation in use, `kept` is
/// how many generations there are and `bytes` what they take together. What is not known is left out.
/// Source: Prometheus, "Exposition formats", text-based format 0.0.4.
pub fn metrics(
    started: Option<Timestamp>,
    last: Option<&BuildStatus>,
    current: Option<(Timestamp, &Counts)>,
    kept: usize,
    bytes: u64,
) -> String {
    let mut text = String::new();
    let mut gauge = |name: &str, help: &str, lines: &[(String, String)]| {
        write!(
            text,
            "# HELP wiel_{name} {help}\n# TYPE wiel_{name} gauge\n"
        )
        .expect("a text takes all");
        for (labels, value) in lines {
            writeln!(text, "wiel_{name}{labels} {value}").expect("a text takes all");
        }
    };
    let plain = |value: String| [(String::new(), value)];
    // Left out when unknown: 0 would be a moment in 1970.
    if let Some(started) = started {
        gauge(
            "build_started_timestamp_seconds",
            "When the last build began; later than the end while it runs.",
            &plain(started.as_second().to_string()),
        );
    }
    if let Some(last) = last {
        if let Some(good) = last.last_good {
            gauge(
                "build_good_timestamp_seconds",
                "When a build last ended well, published or unchanged.",
                &plain(good.as_second().to_string()),
            );
        }
        let ended = last.ended.as_second().to_string();
        gauge(
            "build_ended_timestamp_seconds",
            "When the last build ended.",
            &plain(ended),
        );
        gauge(
            "build_duration_seconds",
            "How long the last build took.",
            &plain(last.seconds().to_string()),
        );
        // A line for each outcome, so that a query finds 0 and not a series that is missing.
        let outcomes = BuildEnd::ALL.map(|outcome| {
            let value = u8::from(last.outcome == outcome).to_string();
            (format!("{{outcome=\"{}\"}}", outcome.label()), value)
        });
        gauge(
            "build_outcome",
            "How the last build ended: 1 for that outcome.",
            &outcomes,
        );
        if let Some(harvest) = &last.harvest {
            let outcomes = HarvestEnd::ALL.map(|outcome| {
                let value = u8::from(harvest.outcome == outcome).to_string();
                (format!("{{outcome=\"{}\"}}", outcome.label()), value)
            });
            gauge(
                "harvest_outcome",
                "How the harvest before the last build ended: 1 for that outcome.",
                &outcomes,
            );
        }
    }
    if let Some((created, counts)) = current {
        let created = created.as_second().to_string();
        gauge(
            "generation_created_timestamp_seconds",
            "When the generation in use was made.",
            &plain(created),
        );
        // The manifest leaves out a count of 0, but an alarm needs the series at all times.
        gauge(
            "missing_documents",
            "Documents that could not be read for a reason that may pass.",
            &plain(counts.get("missing").copied().unwrap_or(0).to_string()),
        );
        let counts: Vec<(String, String)> = counts
            .iter()
            // It has a series of its own, above.
            .filter(|(name, _)| *name != "missing")
            .map(|(name, count)| (format!("{{of=\"{name}\"}}"), count.to_string()))
            .collect();
        gauge(
            "generation_size",
            "How much the generation in use holds.",
            &counts,
        );
    }
    gauge(
        "generations",
        "Generations on disk.",
        &plain(kept.to_string()),
    );
    gauge(
        "generations_bytes",
        "Bytes of all generations that open.",
        &plain(bytes.to_string()),
    );
    text
}

#[cfg(test)]
mod tests {
    use super::super::HarvestStatus;
    use super::*;

    #[test]
    fn metrics_are_in_the_text_format() {
        let last = BuildStatus {
            began: "2026-11-24T01:30:00Z".parse().expect("a time"),
            ended: "2026-11-24T01:30:02.5Z".parse().expect("a time"),
            outcome: BuildEnd::Guarded,
            generation: None,
            reason: Some("documents lost".into()),
            last_good: Some("2026-11-23T01:30:02Z".parse().expect("a time")),
            last_complete: None,
            harvest: Some(HarvestStatus {
                began: "2026-11-24T01:30:00Z".parse().expect("a time"),
                ended: "2026-11-24T01:30:01Z".parse().expect("a time"),
                outcome: HarvestEnd::Partial,
                fetched: 1,
                unchanged: 2,
                failed: 3,
                doubtful: 4,
                reason: Some("no answer".into()),
            }),
        };
        let counts = [("documents".to_owned(), 32)].into();
        let created = "2026-11-23T01:30:00Z".parse().expect("a time");
        let text = metrics(
            Some(last.began),
            Some(&last),
            Some((created, &counts)),
            3,
            1024,
        );
        for line in [
            "wiel_build_started_timestamp_seconds 1795483800",
            "wiel_build_good_timestamp_seconds 1795397402",
            "wiel_build_ended_timestamp_seconds 1795483802",
            "wiel_build_duration_seconds 2.5",
            "wiel_build_outcome{outcome=\"guarded\"} 1",
            "wiel_build_outcome{outcome=\"published\"} 0",
            "wiel_harvest_outcome{outcome=\"partial\"} 1",
            "wiel_harvest_outcome{outcome=\"complete\"} 0",
            "wiel_generation_created_timestamp_seconds 1795397400",
            "wiel_generation_size{of=\"documents\"} 32",
            "wiel_missing_documents 0",
            "wiel_generations 3",
            "wiel_generations_bytes 1024",
        ] {
            assert!(
                text.lines().any(|found| found == line),
                "{line} is not in {text}"
            );
        }
        // Every metric is described before its first sample, once.
        let described: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("# TYPE "))
            .collect();
        let mut once = described.clone();
        once.dedup();
        assert_eq!(described, once);
        // What `promtool check metrics` objects to in the names of gauges.
        for name in &described {
            let (name, kind) = name.split_once(' ').expect("a name and a kind");
            assert_eq!(kind, "gauge");
            for suffix in [
                "_total",
                "_count",
                "_sum",
                "_bucket",
                "_milliseconds",
                "_gauge",
            ] {
                assert!(!name.ends_with(suffix), "{name}");
            }
        }
        assert!(text.ends_with('\n'));
        assert_eq!(metrics(None, None, None, 0, 0).lines().count(), 6);
    }
}
