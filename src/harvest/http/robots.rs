//! What a host asks of programs that visit it (`robots.txt`, RFC 9309).

use std::time::Duration;

use robotstxt::{DefaultMatcher, RobotsParseHandler, parse_robotstxt};

/// The name by which this program looks for its rules.
pub(super) const ROBOT_NAME: &str = "wiel";

/// How much of the file is read: what RFC 9309 asks for at least.
pub(super) const MAX_ROBOTS_BYTES: u64 = 500 * 1024;

/// Longer delays than this would stop a harvest; a host that asks for one is still asked this seldom.
const MAX_CRAWL_DELAY: Duration = Duration::from_secs(60);

/// The rules of one host.
#[derive(Clone, Debug)]
pub(super) enum Robots {
    /// There are none.
    Everything,
    /// They could not be read because of the host, which counts as a refusal.
    Nothing,
    /// Those in the file.
    Rules(String),
}

impl Robots {
    /// Whether this address may be fetched.
    pub(super) fn allows(&self, url: &str) -> bool {
        match self {
            Self::Everything => true,
            Self::Nothing => false,
            Self::Rules(rules) => {
                DefaultMatcher::default().one_agent_allowed_by_robots(rules, ROBOT_NAME, url)
            }
        }
    }

    /// How long to wait between two requests; `None` if the host does not say.
    pub(super) fn crawl_delay(&self) -> Option<Duration> {
        let Self::Rules(rules) = self else {
            return None;
        };
        let mut found = Delays::default();
        parse_robotstxt(rules, &mut found);
        let seconds = found.ours.or(found.everyone)?;
        Some(Duration::from_secs_f64(seconds).min(MAX_CRAWL_DELAY))
    }
}

/// Collects the crawl delays, which the matcher of the library does not know.
#[derive(Default)]
struct Delays {
    /// Of the group for this program.
    ours: Option<f64>,
    /// Of the group for all programs.
    everyone: Option<f64>,
    names: Vec<String>,
    /// Whether a rule has followed the names, so that the next name begins a new group.
    is_closed: bool,
}

impl RobotsParseHandler for Delays {
    fn handle_robots_start(&mut self) {}

    fn handle_robots_end(&mut self) {}

    fn handle_user_agent(&mut self, _line: u32, name: &str) {
        if std::mem::take(&mut self.is_closed) {
            self.names.clear();
        }
        self.names.push(name.trim().to_ascii_lowercase());
    }

    fn handle_allow(&mut self, _line: u32, _value: &str) {
        self.is_closed = true;
    }

    fn handle_disallow(&mut self, _line: u32, _value: &str) {
        self.is_closed = true;
    }

    fn handle_sitemap(&mut self, _line: u32, _value: &str) {}

    fn handle_unknown_action(&mut self, _line: u32, action: &str, value: &str) {
        let seconds = value.trim().parse::<f64>().ok();
        let usable =
            seconds.filter(|seconds| seconds.is_finite() && (0.0..=86_400.0).contains(seconds));
        if !action.eq_ignore_ascii_case("crawl-delay") || usable.is_none() {
            return;
        }
        self.is_closed = true;
        if self.names.iter().any(|name| name == ROBOT_NAME) {
            self.ours = usable;
        } else if self.names.iter().any(|name| name == "*") {
            self.everyone = usable;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_group_goes_before_that_of_everyone() {
        let robots = Robots::Rules(
            "User-agent: *\nDisallow: /\nCrawl-delay: 9\n\nUser-agent: wiel\nCrawl-delay: 2\nDisallow: /intern/\n".into(),
        );
        assert!(robots.allows("https://a.nl/visie.pdf"));
        assert!(!robots.allows("https://a.nl/intern/visie.pdf"));
        assert_eq!(robots.crawl_delay(), Some(Duration::from_secs(2)));
        let all = Robots::Rules("User-agent: *\nCrawl-delay: 1000000\nDisallow: /x\n".into());
        assert_eq!(all.crawl_delay(), None, "longer than a day is a mistake");
        let all = Robots::Rules("User-agent: *\nCrawl-delay: 600\n".into());
        assert_eq!(all.crawl_delay(), Some(MAX_CRAWL_DELAY));
        assert!(
            !Robots::Nothing.allows("https://a.nl/") && Robots::Everything.allows("https://a.nl/")
        );
    }
}
