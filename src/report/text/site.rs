//! The way through the pages: the home page, the tabs of a municipality, maps to choose from, and short answers.

use super::{Language, Noun};
use crate::rank::Scope;

texts! {
    // A problem at a field.
    /// What was filled in and cannot be used.
    not_usable(typed: &str) = "“{typed}” kan hier niet.", "“{typed}” cannot be used here.";
    choose_from_list = "Kies iets uit de lijst.", "Choose something from the list.";
    fill_in_a_number = "Vul een ander getal in.", "Fill in a different number.";
    fill_in_another = "Vul iets anders in.", "Fill in something else.";
    try_again = "Probeer opnieuw", "Try again";
    // Around a page.
    menu_api = "Voor programma's (API)", "For programs (API)";
    menu_municipalities = "Gemeenten", "Municipalities";
    breadcrumb = "Kruimelpad", "Breadcrumb";
    /// The name of the tabs of a municipality.
    tabs_of(name: &str) = "Over {name}", "About {name}";
    tab_partners = "Partners", "Partners";
    tab_region = "Regio", "Region";
    tab_wheels = "Wielen", "Wheels";
    tab_groups = "Groepen", "Groups";
    tab_profile = "Profiel", "Profile";
    tab_changes = "Veranderingen", "Changes";
    // Signing in to a private service.
    sign_in_title = "Aanmelden", "Sign in";
    sign_in_text = "Deze pagina's zijn alleen voor mensen met het wachtwoord. U krijgt het van de beheerder van deze dienst.",
        "These pages are only for people who have the password. You get it from the administrator of this service.";
    token_label = "Wachtwoord", "Password";
    wrong_token = "Dat wachtwoord klopt niet. Let op hoofdletters en spaties, of vraag de beheerder.",
        "That password is not correct. Check capitals and spaces, or ask the administrator.";
    sign_out = "Afmelden", "Sign out";
    // The home page.
    steps_heading = "In drie stappen", "In three steps";
    step_choose = "Kies uw gemeente.", "Choose your municipality.";
    step_look = "Zie wie hetzelfde wil, en lees de zinnen die dat laten zien.",
        "See who wants the same, and read the sentences that show it.";
    step_talk = "Neem de gespreksgids mee en ga in gesprek.", "Take the conversation guide with you and talk.";
    example_heading = "Zo ziet een antwoord eruit", "What an answer looks like";
    start_heading = "Begin bij een van deze", "Start with one of these";
    edition_heading = "Wat er nu in staat", "What it covers now";
    choose_from_map = "Kies op de kaart of uit de lijst", "Choose from the map or the list";
    // All municipalities.
    all_municipalities = "Alle gemeenten", "All municipalities";
    all_municipalities_intro = "Kies een gemeente. U ziet dan met wie zij goed kan samenwerken.", "Choose a municipality to see who it could work with.";
    without_province = "Zonder provincie", "Without a province";
    legend_overview = "Wat is gelezen", "What was read";
    with_text = "er is tekst gelezen", "text was read";
    without_text = "geen tekst", "no text";
    past_the_map = "Sla de kaart over", "Skip the map";
    asked_without_text = "gevraagd, maar geen tekst", "included, but no text";
    not_asked = "niet gevraagd", "not included";
    // A ranking.
    first_three = "De eerste drie", "The first three";
    watch = "let op", "keep in mind";
    more_choices = "Meer", "More";
    chosen = "Gekozen", "Chosen";
    what_columns_mean = "Wat betekenen de kolommen?", "What do the columns mean?";
    /// What the button beside the heading of a column does.
    explain_column(column: &str) = "Uitleg bij {column}", "What “{column}” means";
    /// The weights that a ranking was asked with.
    own_weights(weights: &str) = "eigen gewichten: {weights}", "own weights: {weights}";
    /// What a link that takes off a choice does.
    take_off(choice: &str) = "Haal weg: {choice}", "Remove: {choice}";
    /// Only one theme counts.
    chip_theme(theme: &str) = "alleen over {theme}", "only about {theme}";
    /// Only who has come further on a theme.
    chip_ahead(theme: &str) = "verder dan u met {theme}", "further ahead than you on {theme}";
    /// A supposed choice.
    chip_supposed(side: &str) = "stel dat u kiest: {side}", "what if you chose: {side}";
    /// At most so many partners.
    chip_top(top: usize) = "hoogstens {top} gemeenten", "at most {top} municipalities";
    /// A link to a wider scope.
    look_wider(scope: &str) = "Kijk verder: {scope}", "Look further: {scope}";
    /// A link back to a ranking.
    back_to_list(name: &str) = "Terug naar de partners van {name}", "Back to the partners of {name}";
    // A comparison in short.
    in_short = "In het kort", "In short";
    /// The side of a principle that is chosen.
    chooses_side(side: &str) = "kiest: {side}", "chooses: {side}";
    /// The same where all its sentences are doubtful.
    probably_chooses_side(side: &str) = "kiest waarschijnlijk: {side}", "probably chooses: {side}";
    // A region.
    region_blocks = "Wie bij elkaar passen", "Who belong together";
    /// Municipalities that stand together, with what they all choose.
    block_shares(names: &str, sides: &str) = "{names} kiezen allemaal voor: {sides}.", "{names} all choose: {sides}.";
    /// Municipalities that stand together without a principle that all mention.
    block_shares_nothing(names: &str) = "{names} lijken op elkaar, maar er is geen principe dat zij allemaal noemen.",
        "{names} are similar, but there is no principle that all of them mention.";
    legend_of_numbers = "Kleuren", "Colours";
    // Groups and changes.
    no_groups_page = "Er is geen groep waarin elk paar dezelfde koers heeft.", "There is no group in which every pair is aligned.";
    weakest_pair_column = "zwakste paar", "weakest pair";
    /// The title of the changes for a municipality.
    changes_of(name: &str) = "Wat is er veranderd voor {name}?", "What has changed for {name}?";
    /// The title of one entry of a feed.
    changes_on(name: &str, day: &str) = "{name}: wat er veranderde op {day}", "{name}: what changed on {day}";
    follow_changes = "Volg deze veranderingen in een nieuwslezer (Atom-feed)", "Follow these changes in a news reader (Atom feed)";
    first_edition = "Dit is de eerste versie van de gegevens. Bij de volgende staat hier wat er veranderde.",
        "This is the first version of the data. After the next one, this page will say what has changed.";
    nothing_changed_here = "Bij deze gemeente en haar buren is er niets veranderd.", "Nothing has changed for this municipality and its neighbours.";
    changed_own_documents = "Documenten van u en uw buren", "Your documents and those of your neighbours";
    // The annex of a guide.
    guide_annex = "Bijlage: alle punten", "Appendix: all points";
    guide_open = "Open vragen", "Open questions";
    guide_back = "Terug naar de vergelijking", "Back to the comparison";
}

impl Language {
    /// What is in a generation: municipalities with text, of how many, and documents.
    pub fn edition(self, with_text: usize, all: usize, documents: usize) -> String {
        let all = self.count(all as u64, Noun::MUNICIPALITY);
        let documents = self.count(documents as u64, Noun::DOCUMENT);
        let with_text = self.integer(with_text as u64);
        text!(
            self,
            "{documents}. Van {with_text} van de {all} is tekst gelezen.",
            "{documents}. Text was read from {with_text} of {all}."
        )
    }

    /// How many partners were found, in which scope.
    pub fn partners_found(self, shown: usize, scope: &Scope) -> String {
        let scope = self.scope(scope);
        match shown {
            1 => text!(
                self,
                "1 mogelijke partner gevonden ({scope}).",
                "1 possible partner found ({scope})."
            ),
            _ => {
                let shown = self.integer(shown as u64);
                text!(
                    self,
                    "{shown} mogelijke partners gevonden ({scope}).",
                    "{shown} possible partners found ({scope})."
                )
            }
        }
    }

    /// The principles on which two choose the same, and differ, as one sentence each.
    pub fn agreement_in_short(self, same: &[String], both_mention: usize) -> String {
        let names = self.list(&first(same, 3));
        match (same.len(), both_mention) {
            (_, 0) => self
                .either(
                    "Er is geen principe dat beide noemen.",
                    "There is no principle that both mention.",
                )
                .to_owned(),
            (0, _) => self
                .either(
                    "Bij de principes die beide noemen, kiezen zij niet hetzelfde.",
                    "They do not make the same choice on any principle that both mention.",
                )
                .to_owned(),
            // All of them are named.
            (count, of) if count <= 3 => text!(
                self,
                "Zij kiezen hetzelfde bij {count} van de {of} principes die beide noemen: {names}.",
                "They make the same choice on {count} of the {of} principles that both mention: {names}."
            ),
            (count, of) => text!(
                self,
                "Zij kiezen hetzelfde bij {count} van de {of} principes die beide noemen. Bijvoorbeeld: {names}.",
                "They make the same choice on {count} of the {of} principles that both mention. For example: {names}."
            ),
        }
    }

    /// What two differ on.
    pub fn difference_in_short(self, differing: &[String]) -> String {
        let names = self.list(&first(differing, 3));
        if differing.is_empty() {
            return self
                .either(
                    "Bij geen enkel principe kiezen zij iets anders.",
                    "They do not differ on any principle.",
                )
                .to_owned();
        }
        text!(
            self,
            "Zij verschillen over: {names}.",
            "They differ on: {names}."
        )
    }

    /// Who has come further, or that both have come as far, from the mean steps of two.
    pub fn progress_in_short(
        self,
        (ours, our_step): (&str, Option<f64>),
        (theirs, their_step): (&str, Option<f64>),
    ) -> String {
        /// A smaller difference in steps is none.
        const MIN_STEP: f64 = 0.5;
        let (Some(our_step), Some(their_step)) = (our_step, their_step) else {
            return self
                .either(
                    "Het is niet van beide bekend hoe ver zij zijn.",
                    "It is not known how far both of them have got.",
                )
                .to_owned();
        };
        let (further, behind) = match our_step - their_step {
            gap if gap >= MIN_STEP => (ours, theirs),
            gap if gap <= -MIN_STEP => (theirs, ours),
            _ => {
                return self
                    .either(
                        "Zij zijn ongeveer even ver met uitvoeren.",
                        "They have got about equally far.",
                    )
                    .to_owned();
            }
        };
        text!(
            self,
            "{further} is verder met uitvoeren dan {behind}. Dat telt niet mee in de koers.",
            "{further} has got further than {behind}. That does not count towards the alignment."
        )
    }

    /// What each of the [`ranking_columns`](Self::ranking_columns) means.
    pub fn ranking_meanings(self) -> [&'static str; 9] {
        self.either(
            [
                "De plaats in de lijst. Op 1 staat wie het meest hetzelfde wil als u.",
                "De naam brengt u naar de redenen, verderop op deze bladzijde.",
                "Hoeveel hun plannen op de uwe lijken, van 0 tot 100%. Een reden voor een gesprek, geen oordeel.",
                "Waar de koers zou liggen als er andere stukken uit dezelfde teksten waren gelezen. Hoe minder tekst, hoe breder.",
                "Over hoeveel principes en over hoeveel onderwerpen beide iets zeggen. Daar rust de koers op.",
                "De afstand tussen de middens van de twee gemeenten.",
                "Of de twee gemeenten aan elkaar grenzen.",
                "Op welke plaats u staat in de lijst van die gemeente.",
                "Wat u ook moet weten. Het telt niet mee in de koers.",
            ],
            [
                "The place in the list. Number 1 wants the same as you the most.",
                "The name takes you to the reasons, further down this page.",
                "How far their plans agree with yours, from 0 to 100%. A reason to talk, not a verdict.",
                "Where the alignment would be if other parts of the same texts had been read. The less text, the wider the range.",
                "On how many principles and topics both say something. The alignment is based on these.",
                "The distance between the centres of the two municipalities.",
                "Whether the two municipalities share a border.",
                "Your place in the list of that municipality.",
                "What you should know besides the number. It does not affect the number.",
            ],
        )
    }
}

/// The first so many of some names.
fn first(names: &[String], count: usize) -> Vec<String> {
    names.iter().take(count).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_in_short_are_whole_sentences() {
        let names = ["A", "B", "C", "D"].map(str::to_owned);
        let dutch = Language::Dutch;
        assert!(
            dutch
                .agreement_in_short(&names, 6)
                .ends_with("4 van de 6 principes die beide noemen. Bijvoorbeeld: A, B en C.")
        );
        assert!(
            dutch
                .agreement_in_short(&[], 0)
                .contains("geen principe dat beide noemen")
        );
        assert!(dutch.agreement_in_short(&[], 2).contains("niet hetzelfde"));
        assert!(
            dutch
                .difference_in_short(&[])
                .contains("geen enkel principe")
        );
        let far = dutch.progress_in_short(("A", Some(3.0)), ("B", Some(2.0)));
        assert!(far.starts_with("A is verder"), "{far}");
        assert!(
            dutch
                .progress_in_short(("A", None), ("B", Some(2.0)))
                .contains("niet van beide")
        );
        assert_eq!(
            dutch.partners_found(1, &Scope::Border),
            "1 mogelijke partner gevonden (buurgemeenten)."
        );
        assert_eq!(
            dutch.edition(1, 1, 1),
            "1 document. Van 1 van de 1 gemeente is tekst gelezen."
        );
    }
}
