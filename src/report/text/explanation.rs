//! Why a pair has its course: the parts, what they mean, and how sure the outcome is.

use super::{Language, Noun};
use crate::report::view::{Coverage, Interval};

texts! {
    /// The value of a part that one of the two does not mention.
    unknown_value = "onbekend, telt niet mee", "unknown, does not count";
    /// How a part without parts adds to the course.
    contribution(value: &str, weight: &str, points: &str) = "{value} × gewicht {weight} = {points} punten",
        "{value} × weight {weight} = {points} points";
}

impl Language {
    /// The name of a node of an explanation.
    pub fn part(self, key: &str) -> &str {
        self.pick(match key {
            "alignment" => ("koers", "alignment"),
            "text" => ("teksten", "texts"),
            "themes" => ("onderwerpen", "topics"),
            "principles" => ("principes", "principles"),
            "unsaid" => ("wat niet bekend is", "what is not known"),
            // Themes and principles come by the names that the taxonomy gives them.
            other => (other, other),
        })
    }

    /// What the value of a node says.
    pub fn meaning(self, key: &str, value: Option<f64>) -> String {
        let Some(value) = value else {
            let nothing = (
                "Hier is nog niets te vergelijken.",
                "There is nothing to compare here yet.",
            );
            return self.pick(nothing).to_owned();
        };
        // Whole percents: more digits would promise a precision that is not there.
        let of_hundred = (value * 100.0).round();
        match key {
            "alignment" => text!(
                self,
                "De som van de delen hieronder.",
                "The sum of the parts below."
            ),
            "text" => text!(
                self,
                "De teksten lijken meer op elkaar dan die van {of_hundred} van de 100 paren.",
                "The texts are more similar than those of {of_hundred} out of 100 pairs."
            ),
            "unsaid" => self
                .either(
                    "Hoe minder er bekend is, hoe meer dit telt. Het trekt de koers naar 50%.",
                    "The less is known, the more this counts. It pulls the alignment towards 50%.",
                )
                .to_owned(),
            "themes" => text!(
                self,
                "De nadruk op onderwerpen is voor {of_hundred}% gelijk.",
                "The emphasis on topics is {of_hundred}% the same."
            ),
            "principles" => text!(
                self,
                "Over de principes die beide noemen: {of_hundred}% gelijk.",
                "On the principles that both mention: {of_hundred}% the same."
            ),
            _ => text!(self, "{of_hundred}% gelijk.", "{of_hundred}% the same."),
        }
    }

    /// Parts with a small weight, taken together.
    pub fn smaller_parts(self, count: usize, points: f64) -> String {
        let (parts, points) = (
            self.count(count as u64, Noun::SMALLER_PART),
            self.number(points, 1),
        );
        text!(
            self,
            "{parts}: samen {points} punten",
            "{parts}: {points} points together"
        )
    }

    /// What an answer rests on: how much text, how readable, how old.
    pub fn coverage(self, coverage: &Coverage) -> String {
        let documents = self.count(u64::from(coverage.documents), Noun::DOCUMENT);
        let words = self.count(coverage.words, Noun::WORD);
        let share = self.percent(coverage.readable_share);
        let newest = self.date_of(coverage.newest.as_deref());
        text!(
            self,
            "{documents}, {words}, {share} leesbaar, nieuwste: {newest}",
            "{documents}, {words}, {share} readable, newest: {newest}"
        )
    }

    /// The columns of an evaluation.
    pub fn evaluation_columns(self) -> [&'static str; 5] {
        self.either(
            ["methode", "maat", "waarde", "van", "tot"],
            ["method", "measure", "value", "from", "to"],
        )
    }

    /// How the course stands among all pairs, and how sure it is. Empty if neither is known.
    pub fn standing(self, percentile: Option<f64>, interval: Option<Interval>) -> String {
        let above = percentile.map(|percentile| {
            let below = self.pairs_below(percentile);
            text!(
                self,
                "{below} waarvan de visies zijn vergeleken.",
                "{below} whose visions were compared."
            )
        });
        let range = interval.map(|Interval { low, high }| {
            let range = self.percents(low, high);
            text!(
                self,
                "Met andere stukken uit dezelfde teksten: {range}.",
                "With other parts of the same texts: {range}."
            )
        });
        let sentences: Vec<String> = above.into_iter().chain(range).collect();
        sentences.join(" ")
    }

    /// How the course stands among pairs that are as far apart.
    pub fn standing_at_distance(self, percentile: f64) -> String {
        let below = self.pairs_below(percentile);
        text!(
            self,
            "{below} die even ver uit elkaar liggen.",
            "{below} that are as far apart."
        )
    }

    /// How many of ten pairs have a lower course, as the beginning of a sentence.
    fn pairs_below(self, percentile: f64) -> String {
        // Rounded down, so that "at least" is always true.
        let tenths = (percentile * 10.0).floor();
        if tenths < 1.0 {
            return self
                .either(
                    "De koers is lager dan bij de meeste paren",
                    "The alignment is lower than that of most pairs",
                )
                .to_owned();
        }
        text!(
            self,
            "De koers is hoger dan bij ten minste {tenths} van de 10 paren",
            "The alignment is higher than that of at least {tenths} out of 10 pairs"
        )
    }
}
