//! Groups in which every pair is aligned.

use super::Language;
use crate::rank::Scope;

texts! {
    /// What a group is.
    groups_note = "Deze gemeenten kunnen samen een groep vormen: elk paar heeft een koers van 50% of meer. De koers is hoeveel hun plannen op elkaar lijken. Het zwakste paar bepaalt of het lukt: begin daar met praten.",
        "These municipalities could form a group: every pair has an alignment of 50% or more. The alignment is how far their plans agree. The weakest pair decides whether it will work: start talking there.";
    /// The weakest pair of a group wants different things.
    weakest_differs(a: &str, b: &str, on: &str) = "{a} en {b} willen niet hetzelfde over: {on}.",
        "{a} and {b} do not want the same on: {on}.";
    /// A member of a group has come further on themes than the others.
    furthest_on(name: &str, themes: &str) = "{name} is hiermee het verst: {themes}.",
        "{name} has got furthest with: {themes}.";
    /// All members of a group mention themes, and no two differ on them.
    no_difference_among_all(themes: &str) = "Hier kiezen alle leden hetzelfde: {themes}.",
        "All members agree on: {themes}.";
    /// Some members of a group mention themes, and no two differ on them.
    no_difference_among(names: &str, themes: &str) = "{names} kiezen hier hetzelfde: {themes}.",
        "{names} agree on: {themes}.";
    /// Members of a group are in one partnership.
    work_together(names: &str, partnership: &str) = "{names} werken al samen in {partnership}.",
        "{names} already work together in {partnership}.";
    /// One member of a group is in a partnership with others.
    works_together_elsewhere(name: &str, partnership: &str) = "{name} werkt al met andere gemeenten samen in {partnership}.",
        "{name} already works with other municipalities in {partnership}.";
    /// A search for groups was cut short.
    groups_not_all_searched(bound: &str) = "Niet alle groepen zijn bekeken. Van een groep die hier ontbreekt heeft het zwakste paar ten hoogste {bound}.",
        "Not all groups were examined. In any group missing here the weakest pair has at most {bound}.";
    /// The heading of the groups of one size.
    groups_of_size(members: usize) = "Groepen van {members}", "Groups of {members}";
    /// The heading of what is told of one group.
    about_group(names: &str) = "Over {names}", "About {names}";
    /// The title of the groups within a region.
    groups_in(region: &str) = "Groepen in {region}", "Groups in {region}";
    /// The heading of the partition of a region.
    region_divided = "De regio verdeeld in groepen", "The region divided into groups";
    /// The heading of the best groups of a region.
    strongest_groups = "De sterkste groepen", "The strongest groups";
    /// A partition is the best that there is.
    best_partition = "Geen andere indeling geeft de gemeenten samen sterkere groepen.",
        "No other division gives the municipalities together stronger groups.";
    /// How much better a partition can be.
    partition_bound(percent: &str) = "Er kan een betere indeling zijn, maar die is samen ten hoogste {percent} sterker.",
        "There may be a better division, but together it is {percent} stronger at most.";
    /// Municipalities that are in no group.
    in_no_group(names: &str) = "In geen groep: {names}.", "In no group: {names}.";
    /// Municipalities without text.
    members_without_text(names: &str) = "Zonder tekst: {names}.", "Without text: {names}.";
    /// A region has no group.
    no_groups_in_region = "Er is in deze regio geen groep waarin elk paar dezelfde koers heeft. Kijk met --scope km:30 ook naar gemeenten die niet aan elkaar grenzen.",
        "There is no group in this region in which every pair is aligned. With --scope km:30 municipalities that do not share a border are included too.";
    /// The whole register as a region.
    whole_register = "alle gemeenten", "all municipalities";
    /// There is no group.
    no_groups = "Er is geen groep waarin elk paar dezelfde koers heeft. Kijk verder met --scope km:30, of naar één partner met wiel match.",
        "There is no group in which every pair is aligned. Look further afield with --scope km:30, or at a single partner with wiel match.";
}

impl Language {
    /// The title of groups.
    pub fn groups_of(self, name: &str, scope: &Scope) -> String {
        let scope = self.scope(scope);
        text!(
            self,
            "Groepen met {name}: {scope}",
            "Groups with {name}: {scope}"
        )
    }

    /// The columns of groups.
    pub fn group_columns(self) -> [&'static str; 5] {
        self.either(
            ["#", "groep", "koers", "zwakste paar", "km"],
            ["#", "group", "alignment", "weakest pair", "km"],
        )
    }
}
