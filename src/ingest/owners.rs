//! Whose document it is: the municipalities behind names and codes as people write them.

use crate::document::{Warning, WarningCode};
use crate::municipality::{GemeenteCode, Lookup, Recognised, Recognition, Register};

/// Today's municipalities behind names and codes as people write them.
///
/// A value that the register does not know is taken apart at commas, slashes, `en` and `&`, when each part is known:
/// joint owners as people write them. A name that holds such a word itself (Peel en Maas) goes first.
///
/// # Errors
/// What is written is the name or code of no municipality, or of several.
pub(super) fn owners(
    written: &[String],
    register: &Register,
) -> Result<(Vec<GemeenteCode>, Vec<Warning>), String> {
    let (mut owners, mut notes) = (Vec::new(), Vec::new());
    for name in written {
        let name = code_of_number(name, &mut notes);
        match found(&name, register, &mut notes) {
            Ok(one) => owners.push(one.code),
            Err(reason) => {
                let joint = joint_owners(&name, register).ok_or(reason)?;
                let names: Vec<&str> = joint.iter().map(|(name, _)| name.as_str()).collect();
                let names = names.join("; ");
                notes.push(WarningCode::JointOwners.warning(&[&name, &names]));
                for (name, _) in &joint {
                    owners.push(found(name, register, &mut notes)?.code);
                }
            }
        }
    }
    // Two names in one line can mean the same municipality.
    owners.sort_unstable();
    owners.dedup();
    Ok((owners, notes))
}

/// A code that a sheet wrote as a number with decimals, as a code: `363.0` is 363. Any other text as it is.
fn code_of_number(name: &str, notes: &mut Vec<Warning>) -> String {
    let Some((code, decimals)) = name.split_once(['.', ',']) else {
        return name.to_owned();
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(code) && digits(decimals) && decimals.bytes().all(|byte| byte == b'0') {
        notes.push(super::manifest_values::read_as(name, code));
        return code.to_owned();
    }
    name.to_owned()
}

/// The signs and words that part joint owners.
const JOINTS: &[&str] = &[",", "/", "&", "+", "|", " en ", " and "];

/// The most owners in one value.
const MAX_JOINT: usize = 40;

/// The parts of a value that are each a municipality, with their codes. Returns `None` if one is not, or if there are
/// not several.
fn joint_owners(written: &str, register: &Register) -> Option<Vec<(String, GemeenteCode)>> {
    // Where a name may end: before and after each sign that parts names.
    let mut cuts = vec![(0, 0)];
    for joint in JOINTS {
        cuts.extend(
            written
                .match_indices(joint)
                .map(|(at, _)| (at, at + joint.len())),
        );
    }
    cuts.push((written.len(), written.len()));
    cuts.sort_unstable();
    cuts.dedup();
    if cuts.len() < 3 || cuts.len() > MAX_JOINT {
        return None;
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at + 1 < cuts.len() {
        let start = cuts[at].1;
        // The longest name first: `Gilze en Rijen` is one municipality.
        let next = (at + 1..cuts.len()).rev().find_map(|end| {
            let name = written.get(start..cuts[end].0)?.trim();
            let code = register.lookup(name).code()?.clone();
            Some((end, (name.to_owned(), code)))
        });
        let (end, one) = match next {
            Some(next) => next,
            // Two signs after each other, as in `Aa, en Bb`.
            None if written
                .get(start..cuts[at + 1].0)
                .is_none_or(|part| part.trim().is_empty()) =>
            {
                at += 1;
                continue;
            }
            None => return None,
        };
        found.push(one);
        at = end;
    }
    (found.len() > 1).then_some(found)
}

/// The municipality behind a name or code.
fn found(name: &str, register: &Register, notes: &mut Vec<Warning>) -> Result<Recognised, String> {
    let found = match register.lookup(name) {
        Lookup::Found(found) => found,
        // A municipality that was split lives on in several; the first got the main part.
        Lookup::Ambiguous(parts) if parts.iter().all(is_former_code) => {
            let rest: Vec<String> = parts[1..]
                .iter()
                .map(|part| part.code.to_string())
                .collect();
            let main = parts
                .into_iter()
                .next()
                .expect("ambiguous means at least two");
            let rest = rest.join(", ");
            notes.push(WarningCode::MunicipalitySplit.warning(&[&name, &main.code, &rest]));
            main
        }
        // Two municipalities with one name: a guess could give one of them the vision of the other.
        Lookup::Ambiguous(several) => {
            let codes: Vec<String> = several.iter().map(|one| one.code.to_string()).collect();
            return Err(format!("{name:?} can be {}", codes.join(" or ")));
        }
        Lookup::Unknown { suggestions } => {
            let hint = suggestions
                .first()
                .map(|(code, name)| format!("; did you mean {name} ({code})?"));
            return Err(format!(
                "the register has no {name:?}{}",
                hint.unwrap_or_default()
            ));
        }
    };
    // Accepted, with a remark: the manifest still has the name from before a merger.
    if let Some(since) = found.reason.since() {
        notes.push(WarningCode::MunicipalityReplaced.warning(&[&name, &found.code, &since]));
    }
    Ok(found)
}

fn is_former_code(found: &Recognised) -> bool {
    matches!(found.reason, Recognition::FormerCode { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::municipality::{RegisterSources, SourceText};

    fn register() -> Register {
        let list = "code,name,province,lon,lat,population,area_km2,neighbours\n\
            GM0363,Amsterdam,P,4.9,52.3,1,1,\nGM0632,Woerden,P,4.9,52.1,1,1,\nGM0335,Montfoort,P,4.9,52.0,1,1,\n\
            GM0784,Gilze en Rijen,P,4.9,51.6,1,1,\nGM0820,\"Nuenen, Gerwen en Nederwetten\",P,5.5,51.5,1,1,\n";
        let sources = RegisterSources::new(SourceText::new("municipalities.csv", list));
        Register::parse(sources).expect("a register")
    }

    #[test]
    fn owners_are_found_as_people_write_them() {
        let register = register();
        let check = |written: &str, expected: &[&str], notes: usize| {
            let names: Vec<String> = written
                .split(';')
                .map(|name| name.trim().to_owned())
                .collect();
            let (codes, found) = owners(&names, &register).expect(written);
            let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
            assert_eq!(
                (codes, found.len()),
                (
                    expected.iter().map(|code| (*code).to_owned()).collect(),
                    notes
                ),
                "{written}"
            );
        };
        check("363", &["GM0363"], 0);
        check("363.0", &["GM0363"], 1);
        check("632,0", &["GM0632"], 1);
        check("Woerden;Montfoort", &["GM0335", "GM0632"], 0);
        check("Woerden, Montfoort", &["GM0335", "GM0632"], 1);
        check("Woerden en Montfoort", &["GM0335", "GM0632"], 1);
        check("Woerden/Montfoort", &["GM0335", "GM0632"], 1);
        check(
            "Woerden, Montfoort en Amsterdam",
            &["GM0335", "GM0363", "GM0632"],
            1,
        );
        check("Gilze en Rijen", &["GM0784"], 0);
        check(
            "Woerden, Gilze en Rijen en Montfoort",
            &["GM0335", "GM0632", "GM0784"],
            1,
        );
        check("Nuenen, Gerwen en Nederwetten", &["GM0820"], 0);
        check(
            "Nuenen, Gerwen en Nederwetten & Woerden",
            &["GM0632", "GM0820"],
            1,
        );
        let wrong = |written: &str| owners(&[written.to_owned()], &register).is_err();
        assert!(wrong("Woerden en Nergens") && wrong("Nergens") && wrong("1.5"));
    }
}
