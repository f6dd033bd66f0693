//! Borders on a map: what is wrong with a feature of a file, and what an import did.

use super::{Language, Noun};
use crate::geography::GeometryError;
use crate::municipality::GemeenteCode;

texts! {
    /// There is no register in a folder into which borders could go.
    no_register_to_import_into = "er is geen register om de grenzen in te zetten\nhint: noem een map met --out, of zet [register] folder",
        "there is no register to put the borders in\nhint: name a folder with --out, or set [register] folder";
    /// Nothing was written.
    no_borders_imported = "Er is niets overgenomen; het register is niet veranderd.",
        "Nothing was taken; the register was not changed.";
    /// Municipalities that the file does not have.
    without_borders(count: usize, names: &str) = "Niet in het bestand ({count}); daarvoor blijft gelden wat het register zei: {names}",
        "Not in the file ({count}); for these the register still holds: {names}";
    /// Pairs that border on each other now and did not in the register.
    borders_added(pairs: &str) = "Nieuwe buren: {pairs}", "New neighbours: {pairs}";
    /// Pairs that bordered on each other in the register and do not now.
    borders_removed(pairs: &str) = "Geen buren meer: {pairs}", "No neighbours any more: {pairs}";
    /// Nothing was written, since the register would lose something.
    borders_withheld = "Er is niets geschreven: het register zou gemeenten of buren verliezen die het nu heeft. Kies een ander bestand, of schrijf toch met --force (alleen de kaart: --borders-only).",
        "Nothing was written: the register would lose municipalities or neighbours that it has now. Choose another file, or write all the same with --force (only the map: --borders-only).";
    /// Above the borders that were repaired.
    repaired_heading = "Hersteld", "Repaired";
    /// Repaired borders that are not named.
    more_repaired(count: usize) = "en nog {count}; met --format json ziet u ze alle",
        "and {count} more; --format json shows them all";
    /// One feature, by its position in the file.
    feature(number: usize) = "vlak {number}", "feature {number}";
    /// What a fetched register holds for.
    register_of(day: &str) = "Gemeenten op {day}", "Municipalities on {day}";
    register_unchanged = "De lijst van gemeenten is gelijk aan die in het register.", "The list of municipalities is that of the register.";
    added_heading = "Nieuw", "New";
    ended_heading = "Opgeheven", "Ended";
    renamed_heading = "Andere naam", "Another name";
    /// A municipality that ended.
    ended_line(name: &str, until: &str, successors: &str) = "{name}, tot en met {until}; verder in {successors}", "{name}, until {until}; went on in {successors}";
    /// A municipality with another name.
    renamed_line(old: &str, new: &str) = "{old} heet nu {new}", "{old} is now called {new}";
    /// Municipalities of the register that the list does not have.
    not_in_list(names: &str) = "Niet in de officiële lijst, of opgeheven zonder opvolger; zij blijven staan: {names}", "Not in the official list, or ended without a successor; they stay: {names}";
    /// There are no borders of the year yet.
    no_borders_of(year: i16) = "Van {year} zijn er nog geen grenzen. Een nieuwe gemeente heeft zolang de buren, inwoners en oppervlakte van de oude samen, en staat niet op de kaart. Haal de grenzen later op met dezelfde opdracht.",
        "There are no borders of {year} yet. Until then a new municipality has the neighbours, inhabitants and area of the old ones together, and is not on the map. Fetch the borders later with the same command.";
    /// The register was written, without borders.
    register_written(folder: &str) = "Het register staat in {folder}.", "The register is in {folder}.";
    /// Above the features that were not imported.
    not_imported_heading = "Niet overgenomen", "Not taken";
}

impl Language {
    /// The columns of the features that were imported.
    pub fn border_columns(self) -> [&'static str; 5] {
        self.either(
            ["gemeente", "km²", "buren", "hoeken", "op de kaart"],
            ["municipality", "km²", "neighbours", "corners", "on the map"],
        )
    }

    /// What was written.
    pub fn borders_written(self, imported: usize, folder: &str) -> String {
        let municipalities = self.count(imported as u64, Noun::MUNICIPALITY);
        text!(
            self,
            "De grenzen van {municipalities} staan in {folder}. De volgende “wiel build” zet ze op de kaart.",
            "The borders of {municipalities} are in {folder}. The next “wiel build” puts them on the map."
        )
    }

    /// By how much a repair changed an area.
    pub fn area_changed(self, share: f64) -> String {
        // Less than that is the rounding of the map itself.
        if share < 0.000_05 {
            return self
                .either("de oppervlakte bleef gelijk", "the area stayed the same")
                .to_owned();
        }
        let percent = self.number(share * 100.0, 2);
        text!(
            self,
            "de oppervlakte veranderde {percent}%",
            "the area changed by {percent}%"
        )
    }

    /// How many features were left out because they are water.
    pub fn water_left_out(self, count: usize) -> String {
        match count {
            1 => text!(
                self,
                "1 vlak met water is weggelaten.",
                "1 feature of water was left out."
            ),
            _ => text!(
                self,
                "{count} vlakken met water zijn weggelaten.",
                "{count} features of water were left out."
            ),
        }
    }

    /// What is wrong with a feature of a file of borders, and what to do about it.
    pub fn geometry_error(self, error: &GeometryError) -> (String, &'static str) {
        (self.geometry_reason(error), self.geometry_remedy(error))
    }

    fn geometry_reason(self, error: &GeometryError) -> String {
        match error {
            GeometryError::Unreadable { reason } => text!(
                self,
                "dit is geen GeoJSON: {reason}",
                "this is no GeoJSON: {reason}"
            ),
            GeometryError::NoGeometry => {
                text!(self, "er zijn geen grenzen", "there are no borders")
            }
            GeometryError::NotAnArea { got } => text!(
                self,
                "dit is geen vlak maar een {got}",
                "this is no area but a {got}"
            ),
            GeometryError::NoCode => text!(self, "er staat geen code bij", "it has no code"),
            GeometryError::Code(error) => text!(
                self,
                "de code kan niet worden gelezen: {error}",
                "the code cannot be read: {error}"
            ),
            GeometryError::Unknown => text!(
                self,
                "het register heeft deze code niet",
                "the register does not have this code"
            ),
            // After a merger one code may have become several.
            GeometryError::Former { today } => {
                let today: Vec<&str> = today.iter().map(GemeenteCode::as_str).collect();
                let today = today.join(", ");
                text!(
                    self,
                    "dit is een oude code; nu is het {today}",
                    "this is an old code; today it is {today}"
                )
            }
            GeometryError::Twice { first } => text!(
                self,
                "deze code staat er twee keer, eerst bij vlak {first}",
                "this code is there twice, first at feature {first}"
            ),
            GeometryError::NoPlace { ring } => text!(
                self,
                "een hoek van lijn {ring} heeft geen twee getallen",
                "a corner of ring {ring} has no two numbers"
            ),
            GeometryError::Outside { x, y } => text!(
                self,
                "{x}, {y} ligt buiten het land",
                "{x}, {y} lies outside the country"
            ),
            GeometryError::Swapped { x, y } => text!(
                self,
                "{x}, {y} heeft de breedte voorop",
                "{x}, {y} has the latitude first"
            ),
            GeometryError::TooFewCorners { ring, got } => {
                // In the plural where the language wants it.
                let corners = self.count(*got as u64, Noun::DIFFERENT_CORNER);
                text!(
                    self,
                    "lijn {ring} heeft {corners}; een vlak heeft er drie of meer",
                    "ring {ring} has {corners}; an area has three or more"
                )
            }
            GeometryError::TooSmall => text!(
                self,
                "dit vlak is kleiner dan een halve hectare",
                "this area is smaller than half a hectare"
            ),
            GeometryError::NotClosed { ring } => text!(
                self,
                "lijn {ring} eindigt niet waar hij begint",
                "ring {ring} does not end where it begins"
            ),
            GeometryError::Crosses { lon, lat } => text!(
                self,
                "de grens kruist zichzelf bij {lon:.5}, {lat:.5}",
                "the border crosses itself at {lon:.5}, {lat:.5}"
            ),
            GeometryError::HoleOutside { ring } => text!(
                self,
                "lijn {ring} is een gat dat niet in zijn vlak ligt",
                "ring {ring} is a hole that does not lie in its area"
            ),
            GeometryError::PartInside { ring } => text!(
                self,
                "het deel met lijn {ring} ligt in een ander deel",
                "the part with ring {ring} lies in another part"
            ),
        }
    }

    fn geometry_remedy(self, error: &GeometryError) -> &'static str {
        self.pick(match error {
            GeometryError::Unreadable { .. } => (
                "download het bestand opnieuw",
                "download the file again",
            ),
            GeometryError::NoGeometry => (
                "neem de laag met vlakken, niet die met alleen namen",
                "take the layer with areas, not the one with names only",
            ),
            GeometryError::NotAnArea { .. } => (
                "neem de laag met vlakken (Polygon of MultiPolygon)",
                "take the layer with areas (Polygon or MultiPolygon)",
            ),
            GeometryError::NoCode => (
                "geef elk vlak de code in statcode, code of gemeentecode",
                "give each area its code in statcode, code or gemeentecode",
            ),
            GeometryError::Code(_) => (
                "schrijf de code zoals in het register, bijvoorbeeld GM0363",
                "write the code as in the register, such as GM0363",
            ),
            GeometryError::Unknown => (
                "neem het bestand van hetzelfde jaar als het register, of voeg de gemeente toe",
                "take the file of the same year as the register, or add the municipality",
            ),
            GeometryError::Former { .. } => ("neem een nieuwer bestand", "take a newer file"),
            GeometryError::Twice { .. } => (
                "voeg de delen samen, of laat de vlakken met water weg",
                "join the parts, or leave out the areas of water",
            ),
            GeometryError::Outside { .. } => (
                "bewaar het bestand in graden (EPSG:4326) of in het Rijksdriehoekstelsel (EPSG:28992)",
                "save the file in degrees (EPSG:4326) or in the national grid (EPSG:28992)",
            ),
            GeometryError::Swapped { .. } => (
                "zet de lengte (oost) voor de breedte (noord), zoals GeoJSON wil",
                "put longitude (east) before latitude (north), as GeoJSON wants",
            ),
            GeometryError::TooFewCorners { .. } => (
                "laat deze lijn weg, of teken de grens opnieuw",
                "leave this ring out, or draw the border anew",
            ),
            GeometryError::NotClosed { .. } => (
                "zet de eerste hoek ook aan het eind",
                "put the first corner also at the end",
            ),
            GeometryError::HoleOutside { .. } => (
                "maak er een eigen deel van, of laat het gat weg",
                "make it a part of its own, or leave the hole out",
            ),
            GeometryError::PartInside { .. } => (
                "maak er een gat van, of laat het deel weg",
                "make it a hole, or leave the part out",
            ),
            // All of these are faults in the drawing itself, which only a new drawing mends.
            GeometryError::NoPlace { .. } | GeometryError::TooSmall | GeometryError::Crosses { .. } => (
                "teken de grens daar opnieuw, of neem het bestand van PDOK",
                "draw the border there anew, or take the file of PDOK",
            ),
        })
    }
}
