//! Sentences about borders on a map: what is wrong with a feature of a file, and what an import did.

use crate::geography::Flaw;
use crate::municipality::GemeenteCode;
use crate::report::Language;

impl Language {
    /// What is wrong with a feature of a file of borders, and what to do about it.
    pub fn flaw(self, flaw: &Flaw) -> (String, &'static str) {
        let draw_again = self.either(
            "teken de grens daar opnieuw, of neem het bestand van PDOK",
            "draw the border there anew, or take the file of PDOK",
        );
        match flaw {
            Flaw::Unreadable { reason } => (
                self.either(
                    format!("dit is geen GeoJSON: {reason}"),
                    format!("this is no GeoJSON: {reason}"),
                ),
                self.either(
                    "download het bestand opnieuw",
                    "download the file again",
                ),
            ),
            Flaw::NoGeometry => (
                self.either("er zijn geen grenzen", "there are no borders").to_owned(),
                self.either(
                    "neem de laag met vlakken, niet die met alleen namen",
                    "take the layer with areas, not the one with names only",
                ),
            ),
            Flaw::NotAnArea { got } => (
                self.either(
                    format!("dit is geen vlak maar een {got}"),
                    format!("this is no area but a {got}"),
                ),
                self.either(
                    "neem de laag met vlakken (Polygon of MultiPolygon)",
                    "take the layer with areas (Polygon or MultiPolygon)",
                ),
            ),
            Flaw::NoCode => (
                self.either("er staat geen code bij", "it has no code").to_owned(),
                self.either(
                    "geef elk vlak de code in statcode, code of gemeentecode",
                    "give each area its code in statcode, code or gemeentecode",
                ),
            ),
            Flaw::Code(error) => (
                self.either(
                    format!("de code kan niet worden gelezen: {error}"),
                    format!("the code cannot be read: {error}"),
                ),
                self.either(
                    "schrijf de code zoals in het register, bijvoorbeeld GM0363",
                    "write the code as in the register, such as GM0363",
                ),
            ),
            Flaw::Unknown => (
                self.either(
                    "het register heeft deze code niet",
                    "the register does not have this code",
                )
                .to_owned(),
                self.either(
                    "neem het bestand van hetzelfde jaar als het register, of voeg de gemeente toe",
                    "take the file of the same year as the register, or add the municipality",
                ),
            ),
            Flaw::Former { today } => {
                let today: Vec<&str> = today.iter().map(GemeenteCode::as_str).collect();
                let today = today.join(", ");
                (
                    self.either(
                        format!("dit is een oude code; nu is het {today}"),
                        format!("this is an old code; today it is {today}"),
                    ),
                    self.either("neem een nieuwer bestand", "take a newer file"),
                )
            }
            Flaw::Twice { first } => (
                self.either(
                    format!("deze code staat er twee keer, eerst bij vlak {first}"),
                    format!("this code is there twice, first at feature {first}"),
                ),
                self.either(
                    "voeg de delen samen, of laat de vlakken met water weg",
                    "join the parts, or leave out the areas of water",
                ),
            ),
            Flaw::NoPlace { ring } => (
                self.either(
                    format!("een hoek van lijn {ring} heeft geen twee getallen"),
                    format!("a corner of ring {ring} has no two numbers"),
                ),
                draw_again,
            ),
            Flaw::Outside { x, y } => (
                self.either(
                    format!("{x}, {y} ligt buiten het land"),
                    format!("{x}, {y} lies outside the country"),
                ),
                self.either(
                    "bewaar het bestand in graden (EPSG:4326) of in het Rijksdriehoekstelsel (EPSG:28992)",
                    "save the file in degrees (EPSG:4326) or in the national grid (EPSG:28992)",
                ),
            ),
            Flaw::Swapped { x, y } => (
                self.either(
                    format!("{x}, {y} heeft de breedte voorop"),
                    format!("{x}, {y} has the latitude first"),
                ),
                self.either(
                    "zet de lengte (oost) voor de breedte (noord), zoals GeoJSON wil",
                    "put longitude (east) before latitude (north), as GeoJSON wants",
                ),
            ),
            Flaw::TooFewCorners { ring, got } => (
                self.either(
                    format!("lijn {ring} heeft {got} verschillende hoeken; een vlak heeft er drie of meer"),
                    format!("ring {ring} has {got} different corners; an area has three or more"),
                ),
                self.either(
                    "laat deze lijn weg, of teken de grens opnieuw",
                    "leave this ring out, or draw the border anew",
                ),
            ),
            Flaw::TooSmall => (
                self.either(
                    "dit vlak is kleiner dan een halve hectare",
                    "this area is smaller than half a hectare",
                )
                .to_owned(),
                draw_again,
            ),
            Flaw::NotClosed { ring } => (
                self.either(
                    format!("lijn {ring} eindigt niet waar hij begint"),
                    format!("ring {ring} does not end where it begins"),
                ),
                self.either(
                    "zet de eerste hoek ook aan het eind",
                    "put the first corner also at the end",
                ),
            ),
            Flaw::Crosses { lon, lat } => (
                self.either(
                    format!("de grens kruist zichzelf bij {lon:.5}, {lat:.5}"),
                    format!("the border crosses itself at {lon:.5}, {lat:.5}"),
                ),
                draw_again,
            ),
            Flaw::HoleOutside { ring } => (
                self.either(
                    format!("lijn {ring} is een gat dat niet in zijn vlak ligt"),
                    format!("ring {ring} is a hole that does not lie in its area"),
                ),
                self.either(
                    "maak er een eigen deel van, of laat het gat weg",
                    "make it a part of its own, or leave the hole out",
                ),
            ),
            Flaw::PartInside { ring } => (
                self.either(
                    format!("het deel met lijn {ring} ligt in een ander deel"),
                    format!("the part with ring {ring} lies in another part"),
                ),
                self.either(
                    "maak er een gat van, of laat het deel weg",
                    "make it a hole, or leave the part out",
                ),
            ),
        }
    }

    /// There is no register in a folder into which borders could go.
    pub fn no_register_to_import_into(self) -> &'static str {
        self.either(
            "er is geen register om de grenzen in te zetten\nhint: noem een map met --out, of zet [register] folder",
            "there is no register to put the borders in\nhint: name a folder with --out, or set [register] folder",
        )
    }

    /// What was written.
    pub fn borders_written(self, taken: usize, folder: &str) -> String {
        self.either(
            format!("De grenzen van {taken} gemeenten staan in {folder}. Bij de volgende build komen zij op de kaart."),
            format!("The borders of {taken} municipalities are in {folder}. The next build puts them on the map."),
        )
    }

    /// Nothing was written.
    pub fn no_borders_taken(self) -> &'static str {
        self.either(
            "Er is niets overgenomen; het register is niet veranderd.",
            "Nothing was taken; the register was not changed.",
        )
    }

    /// Who keeps what the register said.
    pub fn without_borders(self, count: usize, names: &str) -> String {
        self.either(
            format!("Niet in het bestand ({count}); zij houden wat het register zei: {names}"),
            format!("Not in the file ({count}); they keep what the register said: {names}"),
        )
    }

    /// Pairs that border on each other now and did not in the register.
    pub fn borders_added(self, pairs: &str) -> String {
        self.either(
            format!("Nieuwe buren: {pairs}"),
            format!("New neighbours: {pairs}"),
        )
    }

    /// Pairs that bordered on each other in the register and do not now.
    pub fn borders_removed(self, pairs: &str) -> String {
        self.either(
            format!("Geen buren meer: {pairs}"),
            format!("No neighbours any more: {pairs}"),
        )
    }

    /// One feature, by its place in the file.
    pub fn feature(self, number: usize) -> String {
        self.either(format!("vlak {number}"), format!("feature {number}"))
    }

    /// The columns of what was taken.
    pub fn border_columns(self) -> [&'static str; 5] {
        self.either(
            ["gemeente", "km²", "buren", "hoeken", "op de kaart"],
            ["municipality", "km²", "neighbours", "corners", "on the map"],
        )
    }

    /// The heading above what was not taken.
    pub fn not_taken(self) -> &'static str {
        self.either("Niet overgenomen", "Not taken")
    }
}
