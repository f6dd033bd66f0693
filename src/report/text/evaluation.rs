//! What an evaluation does and does not prove, in plain sentences.

use super::Language;
use crate::evaluate::{Estimate, KnownPairsReport, Method, Report};

texts! {
    /// What finding the same organisation in another year proves.
    meaning_of_same_organisation = "MAP zegt hoe hoog dezelfde organisatie in een ander jaar staat; 1 is altijd bovenaan. Dat laat zien of de volgorde opvattingen herkent. Het bewijst niet dat wie hoog staat goed zou samenwerken.",
        "MAP says how high the same organisation in another year ranks; 1 is always at the top. That shows whether the ranking recognises views. It does not prove that those who rank high would work together well.";
    /// What agreement with experts proves.
    meaning_of_expert_distances = "rho zegt of de volgorde klopt met wat deskundigen zeggen dat organisaties willen; 0 is geen verband, 1 precies gelijk. Het bewijst niet dat wie hoog staat goed zou samenwerken.",
        "rho says whether the ranking agrees with what experts say that organisations want; 0 is no relation, 1 exactly the same. It does not prove that those who rank high would work together well.";
    /// What finding judged passages proves.
    meaning_of_judged_passages = "nDCG en MRR zeggen hoe hoog de beoordeelde passages staan; 1 is bovenaan. Het gaat over zoeken: over partners bewijst het niets.",
        "nDCG and MRR say how high the judged passages rank; 1 is at the top. This is about searching: it proves nothing about partners.";
}

impl Language {
    /// What an evaluation does and does not prove.
    pub fn evaluation_meaning(self, report: &Report) -> String {
        match report {
            Report::SameOrganisation(_) => self.meaning_of_same_organisation().to_owned(),
            Report::ExpertDistances(_) => self.meaning_of_expert_distances().to_owned(),
            Report::JudgedPassages(_) => self.meaning_of_judged_passages().to_owned(),
            Report::KnownPairs(found) => self.meaning_of_known_pairs(found),
        }
    }

    fn meaning_of_known_pairs(self, found: &KnownPairsReport) -> String {
        let (together, apart, others) = (found.partner, found.split, found.none);
        let counts = text!(
            self,
            "Gemeten op {together} paren die samenwerken of samengingen, {apart} die uit elkaar gingen en {others} andere.",
            "Measured on {together} pairs that work together or merged, {apart} that broke up and {others} others."
        );
        let measure = self.either(
            "AUC is de kans dat een paar dat samenwerkt hoger staat dan een ander: 0,5 is gokken.",
            "AUC is the chance that a pair that works together ranks above another: 0.5 is guessing.",
        );
        let mut methods = found.methods.iter();
        let wiel = methods.find(|one| one.method == Method::Wiel);
        let against_chance = self.against_chance(wiel.and_then(|one| one.auc));
        let limit = self.either(
            "Gemeenten werken om veel redenen samen, en nabijheid is er een van: dit bewijst niet dat hun visies passen, en niet dat samenwerken lukt.",
            "Municipalities work together for many reasons, nearness among them: this does not prove that their visions fit, nor that working together succeeds.",
        );
        format!("{counts} {measure} {against_chance} {limit}")
    }

    fn against_chance(self, auc: Option<Estimate>) -> &'static str {
        const GUESSING: f64 = 0.5;
        match auc {
            None => self.either(
                "Er zijn te weinig paren om iets te zeggen.",
                "There are too few pairs to say anything.",
            ),
            Some(auc) if auc.low > GUESSING => self.either(
                "De volgorde van wiel doet het hier beter dan gokken.",
                "The ranking of wiel does better than guessing here.",
            ),
            Some(auc) if auc.high < GUESSING => self.either(
                "De volgorde van wiel doet het hier slechter dan gokken.",
                "The ranking of wiel does worse than guessing here.",
            ),
            Some(_) => self.either(
                "Of de volgorde van wiel beter is dan gokken, laten deze paren niet zien: 0,5 ligt tussen “van” en “tot”.",
                "Whether the ranking of wiel is better than guessing, these pairs do not show: 0.5 lies between “from” and “to”.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_interval_without_one_half_says_something() {
        let said = |low, high| {
            let value = (low + high) / 2.0;
            Language::English.against_chance(Some(Estimate { value, low, high }))
        };
        assert!(said(0.51, 0.9).contains("better than guessing here"));
        assert!(said(0.1, 0.49).contains("worse"));
        assert!(said(0.3, 0.8).contains("do not show"));
        assert!(Language::English.against_chance(None).contains("too few"));
    }
}
