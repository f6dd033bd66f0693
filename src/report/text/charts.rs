//! Charts: what they are called, how to read them, and what they show in a sentence for who does not see them.

use super::{Language, Noun};

texts! {
    /// The heading of the chart of partners.
    course_by_distance = "Koers en afstand", "Alignment and distance";
    course_by_distance_note = "Hoe hoger, hoe meer zij hetzelfde willen. Hoe meer naar links, hoe dichterbij. Het nummer is de plaats in de lijst.",
        "The higher, the more they want the same. The further left, the nearer. The number is the place in the list.";
    course_interval_note = "De streep bij een nummer laat zien hoe zeker de koers is. In de lijst heet dat “tussen”.",
        "The line at a number shows how certain the alignment is. The list calls this “range”.";
    same_numbers_in_list = "Dezelfde getallen staan in de lijst.", "The same numbers are in the list.";
    distance_axis = "afstand in km", "distance in km";
    course_axis = "koers", "alignment";
    /// The heading of the chart of how far two have come.
    progress_chart = "Hoe ver zij zijn", "How far they have got";
    /// What the steps of how far one has come are.
    progress_chart_note = "1 noemt het, 2 verkent het, 3 is het van plan, 4 voert het uit, 5 heeft het.",
        "1 mentions it, 2 is exploring it, 3 plans it, 4 is doing it, 5 has it.";
    /// The heading of the chart of how fast two want to go.
    pace_chart = "Hoe snel zij willen", "How fast they want to go";
    pace_chart_note = "Links is stap voor stap, rechts is snel. U ziet alleen onderwerpen waarbij een zin iets over tempo zegt.",
        "Left is step by step, right is fast. Only topics on which a sentence says something about pace.";
    on_the_whole = "alles samen", "all together";
    numbers_in_table = "Deze getallen in een tabel", "These numbers in a table";
}

impl Language {
    /// What a chart of partners shows: how many there are, who is nearest, and who has the highest course. Both are given
    /// as a name, a distance in kilometres and a course in `[0, 1]`.
    pub fn course_by_distance_described(
        self,
        partners: usize,
        nearest: (&str, f64, f64),
        highest: (&str, f64, f64),
    ) -> String {
        let partners = self.count(partners as u64, Noun::MUNICIPALITY);
        let described = |(name, km, course): (&str, f64, f64)| {
            let (km, course) = (self.number(km, 1), self.percent(course));
            text!(
                self,
                "{name} ({km} km, koers {course})",
                "{name} ({km} km, alignment {course})"
            )
        };
        let (nearest, highest) = (described(nearest), described(highest));
        text!(
            self,
            "{partners}. Het dichtst bij ligt {nearest}. De hoogste koers heeft {highest}.",
            "{partners}. The nearest is {nearest}. The highest alignment is with {highest}."
        )
    }

    /// How many partners are not in a chart, since their course or distance is not known.
    pub fn not_in_chart(self, count: usize) -> String {
        let count = self.count(count as u64, Noun::MUNICIPALITY);
        text!(
            self,
            "Niet in de grafiek, want koers of afstand is niet bekend: {count}.",
            "Not in the chart, because the alignment or distance is not known: {count}."
        )
    }

    /// Of how many subjects a chart shows only those of which most is said.
    pub fn subjects_of_chart(self, shown: usize, all: usize) -> String {
        text!(
            self,
            "Dit zijn de {shown} onderwerpen waarover het meest is gezegd. In de tabel staan alle {all}.",
            "These are the {shown} topics about which most is said. The table has all {all}."
        )
    }

    /// What a chart of two municipalities shows of all subjects together: for each its name and value in words.
    pub fn both_on_the_whole(self, ours: (&str, &str), theirs: (&str, &str)) -> String {
        let ((ours, our_value), (theirs, their_value)) = (ours, theirs);
        text!(
            self,
            "Alles samen: {ours} {our_value}, {theirs} {their_value}.",
            "All together: {ours} {our_value}, {theirs} {their_value}."
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_is_told_in_a_sentence() {
        let told = Language::Dutch.course_by_distance_described(
            6,
            ("Beekdal", 12.96, 0.5),
            ("Aadrecht", 20.0, 0.894),
        );
        assert_eq!(
            told,
            "6 gemeenten. Het dichtst bij ligt Beekdal (13,0 km, koers 50%). De hoogste koers heeft Aadrecht (20,0 km, koers 89%)."
        );
        assert!(Language::Dutch.not_in_chart(1).ends_with("1 gemeente."));
    }
}
