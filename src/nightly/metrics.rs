//! The state of a data folder in the text format of Prometheus.

use std::fmt::Write;

use jiff::Timestamp;

use super::status::Counts;
use super::{BuildEnd, LastBuild};

/// The metrics, for a `.prom` file of `node_exporter`'s textfile collector or an HTTP answer.
///
/// `last` is the account of the last build, `created` and `counts` are those of the generation in use, `kept` is
/// how many generations there are and `bytes` what they take together. What is not known is left out.
/// Source: Prometheus, "Exposition formats", text-based format 0.0.4.
pub fn metrics(
    last: Option<&LastBuild>,
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
    if let Some(last) = last {
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
        let outcomes = BuildEnd::ALL.map(|outcome| {
            let value = u8::from(last.outcome == outcome).to_string();
            (format!("{{outcome=\"{}\"}}", outcome.label()), value)
        });
        gauge(
            "build_outcome",
            "How the last build ended: 1 for that outcome.",
            &outcomes,
        );
    }
    if let Some((created, counts)) = current {
        let created = created.as_second().to_string();
        gauge(
            "generation_created_timestamp_seconds",
            "When the generation in use was made.",
            &plain(created),
        );
        let counts: Vec<(String, String)> = counts
            .iter()
            .map(|(name, count)| (format!("{{of=\"{name}\"}}"), count.to_string()))
            .collect();
        gauge(
            "generation_count",
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
    use super::*;

    #[test]
    fn metrics_are_in_the_text_format() {
        let last = LastBuild {
            began: "2026-11-24T01:30:00Z".parse().expect("a time"),
            ended: "2026-11-24T01:30:02.5Z".parse().expect("a time"),
            outcome: BuildEnd::Guarded,
            generation: None,
            reason: Some("documents lost".into()),
        };
        let counts = [("documents".to_owned(), 32)].into();
        let created = "2026-11-23T01:30:00Z".parse().expect("a time");
        let text = metrics(Some(&last), Some((created, &counts)), 3, 1024);
        for line in [
            "wiel_build_ended_timestamp_seconds 1795483802",
            "wiel_build_duration_seconds 2.5",
            "wiel_build_outcome{outcome=\"guarded\"} 1",
            "wiel_build_outcome{outcome=\"published\"} 0",
            "wiel_generation_created_timestamp_seconds 1795397400",
            "wiel_generation_count{of=\"documents\"} 32",
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
        assert!(text.ends_with('\n'));
        assert_eq!(metrics(None, None, 0, 0).lines().count(), 6);
    }
}
