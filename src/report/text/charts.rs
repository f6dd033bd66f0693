//! Charts: what they are called, how to read them, and what they show in a sentence for who does not see them.

use super::{Language, Noun};

texts! {
    /// The heading of the chart of partners.
    course_by_distance = "Koers en afstand", "Course and distance";
    course_by_distance_note = "Hoger is meer dezelfde koers, meer naar links is dichterbij. Het nummer is de plaats in de lijst.",
        "Higher is more the same course, more to the left is nearer. The number is the place in the list.";
    course_interval_note = "De streep bij een nummer staat in de lijst onder “tussen”.",
        "The line at a number is in the list under “between”.";
    same_numbers_in_list = "Dezelfde getallen staan in de lijst.", "The same numbers are in the list.";
    distance_axis = "afstand in km", "distance in km";
    course_axis = "koers", "course";
    /// The heading of the chart of how far two have come.
    progress_chart = "Hoe ver zij zijn", "How far they have come";
    /// What the steps of how far one has come are.
    progress_chart_note = "1 noemt het, 2 verkent, 3 neemt zich voor, 4 voert uit, 5 heeft het.",
        "1 names it, 2 explores, 3 intends, 4 carries out, 5 has it.";
    /// The heading of the chart of how fast two want to go.
    pace_chart = "Hoe snel zij willen", "How fast they want to go";
    pace_chart_note = "Links is stap voor stap, rechts is snel. Alleen waar een zin iets over tempo zegt.",
        "Left is step by step, right is fast. Only where a sentence says something about pace.";
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
                "{name} ({km} km, course {course})"
            )
        };
        let (nearest, highest) = (described(nearest), described(highest));
        text!(
            self,
            "{partners}. Het dichtst bij ligt {nearest}. De hoogste koers heeft {highest}.",
            "{partners}. Nearest is {nearest}. The highest course has {highest}."
        )
    }

    /// How many partners are not in a chart, since their course or distance is not known.
    pub fn not_in_chart(self, count: usize) -> String {
        let count = self.count(count as u64, Noun::MUNICIPALITY);
        text!(
            self,
            "Niet in de grafiek, want koers of afstand is niet bekend: {count}.",
            "Not in the chart, since course or distance is not known: {count}."
        )
    }

    /// Of how many subjects a chart shows only those of which most is said.
    pub fn subjects_of_chart(self, shown: usize, all: usize) -> String {
        text!(
            self,
            "De {shown} onderwerpen waarover het meest gezegd is, van {all}; de tabel heeft ze alle.",
            "The {shown} subjects on which most is said, of {all}; the table has all of them."
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
