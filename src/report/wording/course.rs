//! What municipalities want: positions, pace and progress in words.

use super::Language;
use crate::profile::Position;
use crate::rank::Outcome;
use crate::report::view::SideOfTopic;

/// A pace nearer to 0 than this is neither fast nor slow.
const PACED: f64 = 0.34;

impl Language {
    /// How two stand to each other.
    pub fn outcome(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Aligned => self.either("zelfde", "same"),
            Outcome::Differs => self.either("anders", "differs"),
            Outcome::NotMentioned => self.either("niet genoemd", "not mentioned"),
        }
    }

    /// Where a side stands on a principle, with the number of sentences for and against.
    pub fn position(self, side: &SideOfTopic) -> String {
        let word = match side.position {
            None | Some(Position::NotMentioned) => return "–".to_owned(),
            Some(Position::For) => self.either("voor", "for"),
            Some(Position::Against) => self.either("tegen", "against"),
            Some(Position::Mixed) => self.either("voor en tegen", "for and against"),
        };
        format!("{word} ({}/{})", side.r#for, side.against)
    }

    /// How far a side has come on a theme, with the number of sentences.
    pub fn progress(self, side: &SideOfTopic) -> String {
        let Some(mean) = side.intensity else {
            return "–".to_owned();
        };
        let word = match mean {
            mean if mean < 1.5 => self.either("noemt het", "names it"),
            mean if mean < 2.5 => self.either("verkent", "explores"),
            mean if mean < 3.5 => self.either("neemt zich voor", "intends"),
            mean if mean < 4.5 => self.either("voert uit", "carries out"),
            _ => self.either("heeft het", "has it"),
        };
        format!("{word} ({})", side.statements)
    }

    /// Pace and progress of two municipalities, in sentences.
    pub fn paces(
        self,
        ours: (&str, Option<f64>, Option<f64>),
        theirs: (&str, Option<f64>, Option<f64>),
    ) -> String {
        let one = |(name, tempo, intensity): (&str, Option<f64>, Option<f64>)| {
            let pace = self.pace(tempo);
            let far = intensity.map_or_else(
                || self.either("onbekend", "unknown").to_owned(),
                |mean| self.number(mean, 1),
            );
            self.either(
                format!("{name}: tempo {pace}, gemiddeld op trede {far} van 5."),
                format!("{name}: pace {pace}, on step {far} of 5 on average."),
            )
        };
        let after = self.either(
            "Tempo en trede tellen niet mee in de koers.",
            "Pace and step do not count in the course.",
        );
        format!("{} {} {after}", one(ours), one(theirs))
    }

    /// A pace in a word.
    pub fn pace(self, tempo: Option<f64>) -> &'static str {
        match tempo {
            None => self.either("niet genoemd", "not mentioned"),
            Some(pace) if pace > PACED => self.either("snel", "fast"),
            Some(pace) if pace < -PACED => self.either("stap voor stap", "step by step"),
            Some(_) => self.either("gemengd", "mixed"),
        }
    }

    /// The line above the quotes of a principle on which two differ.
    pub fn differ_on(self, principle: &str) -> String {
        self.either(
            format!("Zij willen niet hetzelfde over “{principle}”:"),
            format!("They do not want the same on “{principle}”:"),
        )
    }
}
