//! The answer of `wiel regions import`.

use serde::Serialize;

use super::Municipality;
use crate::geography::{self, Imported};
use crate::municipality::{GemeenteCode, Register};
use crate::report::Language;

/// What was imported from a file of borders, and what was not.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BorderImport {
    /// The file that was read.
    pub file: String,
    /// The folder of the register that was written; null if nothing was.
    pub folder: Option<String>,
    /// Whether nothing was written because the register would lose municipalities or neighbours.
    pub withheld: bool,
    /// How many features were left out because they are water or abroad.
    pub water: usize,
    /// The municipalities whose borders were taken, in code order.
    pub taken: Vec<TakenBorders>,
    /// The municipalities whose borders were repaired, in code order.
    pub repaired: Vec<RepairedBorders>,
    /// The features that were not taken, in the order of the file.
    pub refused: Vec<RefusedFeature>,
    /// The municipalities of the register that no feature names: they keep what the register said.
    pub missing: Vec<Municipality>,
    /// Borders that the register did not have, as pairs in code order.
    pub borders_added: Vec<[Municipality; 2]>,
    /// Borders that the register had and that the file does not show, as pairs in code order.
    pub borders_removed: Vec<[Municipality; 2]>,
}

/// One municipality whose borders were taken.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TakenBorders {
    /// Its code.
    pub code: String,
    /// Its name in the register.
    pub name: String,
    /// The centroid of its area, degrees east.
    pub lon: f64,
    /// The centroid of its area, degrees north.
    pub lat: f64,
    /// Its area, with the water that the file counts to it.
    pub area_km2: f64,
    /// The codes of those it shares a border with in the file.
    pub neighbours: Vec<String>,
    /// The corners of its borders in the file.
    pub corners: usize,
    /// The corners that are left for the map.
    pub corners_on_map: usize,
}

/// One municipality whose borders were repaired.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RepairedBorders {
    /// Its code.
    pub code: String,
    /// Its name in the register.
    pub name: String,
    /// What was wrong.
    pub reason: String,
    /// The share by which its area changed, at most 0.01.
    pub change: f64,
}

/// One feature that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RefusedFeature {
    /// Its place in the file, from 1.
    pub feature: usize,
    /// The code as it stands there.
    pub code: Option<String>,
    /// The name as it stands there.
    pub name: Option<String>,
    /// What is wrong with it.
    pub reason: String,
    /// What to do about it.
    pub remedy: String,
}

impl BorderImport {
    /// Creates the view of an import of `file` into a register. `folder` is the one that was written, if any; `withheld`
    /// says whether it was not for what would be lost.
    pub fn new(
        file: String,
        folder: Option<String>,
        withheld: bool,
        imported: &Imported,
        register: &Register,
        language: Language,
    ) -> Self {
        let municipality = |code: &GemeenteCode| Municipality {
            code: code.to_string(),
            name: register
                // A code that the register lacks is shown as it is.
                .get(code)
                .map_or_else(|| code.to_string(), |place| place.name.clone()),
        };
        let taken = imported.taken.iter().map(|one| TakenBorders {
            code: one.code.to_string(),
            name: municipality(&one.code).name,
            lon: one.position.lon(),
            lat: one.position.lat(),
            area_km2: one.area_km2,
            neighbours: one.neighbours.iter().map(GemeenteCode::to_string).collect(),
            corners: one.corners,
            corners_on_map: one.kept,
        });
        let repaired = imported.taken.iter().filter_map(|one| {
            let repair = one.repair.as_ref()?;
            Some(RepairedBorders {
                code: one.code.to_string(),
                name: municipality(&one.code).name,
                reason: language.geometry_error(&repair.flaw).0,
                change: repair.change,
            })
        });
        let pairs = |pairs: Vec<[GemeenteCode; 2]>| {
            let named = pairs
                .iter()
                .map(|[a, b]| [municipality(a), municipality(b)]);
            named.collect()
        };
        Self {
            file,
            folder,
            withheld,
            water: imported.water,
            repaired: repaired.collect(),
            taken: taken.collect(),
            refused: imported
                .refused
                .iter()
                .map(|one| RefusedFeature::new(one, language))
                .collect(),
            missing: imported.missing.iter().map(municipality).collect(),
            borders_added: pairs(imported.borders_added(register)),
            borders_removed: pairs(imported.borders_removed(register)),
        }
    }
}

impl RefusedFeature {
    fn new(refused: &geography::RejectedFeature, language: Language) -> Self {
        let (reason, remedy) = language.geometry_error(&refused.error);
        Self {
            feature: refused.feature,
            code: refused.code.clone(),
            name: refused.name.clone(),
            reason,
            remedy: remedy.to_owned(),
        }
    }
}
