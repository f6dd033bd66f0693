//! What municipalities want: positions, pace and progress in words.

use super::Language;
use crate::profile::Position;
use crate::rank::Outcome;
use crate::report::view::SideOfTopic;

/// A pace nearer to 0 than this is neither fast nor slow.
const MIN_PACE: f64 = 0.34;

texts! {
    /// Above themes.
    theme_label = "onderwerp", "topic";
    /// A step that is not known.
    unknown_step = "onbekend", "unknown";
    /// Above the quotes of a principle on which two differ.
    differ_on(principle: &str) = "Zij willen niet hetzelfde over “{principle}”:",
        "They do not want the same on “{principle}”:";
}

impl Language {
    /// How two stand to each other.
    pub fn outcome(self, outcome: Outcome) -> &'static str {
        self.pick(match outcome {
            Outcome::Aligned => ("zelfde", "same"),
            Outcome::Differs => ("anders", "differs"),
            Outcome::NotMentioned => ("niet genoemd", "not mentioned"),
        })
    }

    /// Where a side stands on a principle, with the number of sentences for and against.
    pub fn position(self, side: &SideOfTopic) -> String {
        let word = self.pick(match side.position {
            // No stance to count, so no numbers either.
            None | Some(Position::NotMentioned) => return "–".to_owned(),
            Some(Position::For) => ("voor", "for"),
            Some(Position::Against) => ("tegen", "against"),
            Some(Position::Mixed) => ("voor en tegen", "for and against"),
        });
        let likely = if side.probable {
            self.pick(("waarschijnlijk ", "probably "))
        } else {
            ""
        };
        format!("{likely}{word} ({}/{})", side.r#for, side.against)
    }

    /// How far a side has come on a theme, with the number of sentences.
    pub fn progress(self, side: &SideOfTopic) -> String {
        let Some(mean) = side.intensity else {
            return "–".to_owned();
        };
        // A mean is rounded to the nearest of the five steps.
        let word = self.pick(match mean {
            mean if mean < 1.5 => ("noemt het", "mentions it"),
            mean if mean < 2.5 => ("verkent het", "is exploring it"),
            mean if mean < 3.5 => ("is het van plan", "plans it"),
            mean if mean < 4.5 => ("voert het uit", "is doing it"),
            _ => ("heeft het", "has it"),
        });
        format!("{word} ({})", side.statements)
    }

    /// Pace and progress of two municipalities, in sentences: for each its name, pace and mean step.
    pub fn paces(
        self,
        ours: (&str, Option<f64>, Option<f64>),
        theirs: (&str, Option<f64>, Option<f64>),
    ) -> String {
        let one = |(name, tempo, intensity): (&str, Option<f64>, Option<f64>)| {
            let (pace, step) = (self.pace(tempo), self.step(intensity));
            text!(
                self,
                "{name}: tempo {pace}, gemiddeld op stap {step} van 5.",
                "{name}: pace {pace}, at step {step} of 5 on average."
            )
        };
        let (ours, theirs) = (one(ours), one(theirs));
        text!(
            self,
            "{ours} {theirs} Stap 1 is noemen, stap 5 is hebben. Tempo en stap tellen niet mee in de koers.",
            "{ours} {theirs} Step 1 is mentioning it, step 5 is having it in place. Pace and step do not count towards the alignment."
        )
    }

    /// A pace in a word.
    pub fn pace(self, tempo: Option<f64>) -> &'static str {
        self.pick(match tempo {
            None => ("niet genoemd", "not mentioned"),
            Some(pace) if pace > MIN_PACE => ("snel", "fast"),
            Some(pace) if pace < -MIN_PACE => ("stap voor stap", "step by step"),
            Some(_) => ("gemengd", "mixed"),
        })
    }

    /// A mean step from 1 to 5 as a number.
    pub(super) fn step(self, mean: Option<f64>) -> String {
        mean.map_or_else(
            || self.unknown_step().to_owned(),
            |mean| self.number(mean, 1),
        )
    }

    /// How far one has come, as a step.
    pub fn step_of_five(self, mean: f64) -> String {
        let mean = self.number(mean, 1);
        text!(self, "stap {mean} van 5", "step {mean} of 5")
    }

    /// The columns of the principles of one municipality.
    pub fn principle_columns(self) -> [&'static str; 2] {
        self.either(["principe", "standpunt"], ["principle", "position"])
    }

    /// The columns of the themes of one municipality.
    pub fn theme_columns(self) -> [&'static str; 3] {
        self.either(
            ["onderwerp", "nadruk", "hoe ver"],
            ["topic", "emphasis", "how far"],
        )
    }
}
