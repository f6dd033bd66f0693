//! The units for systemd: they are sound, and give the program no more than it needs.

#![cfg(target_os = "linux")]

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::PathBuf;
use std::process::Command;

use crate::support::{Place, Server, program, skipped};

/// The exposure that systemd computes for a service, from 0 (least) to 10; it calls up to 4 "OK".
const MAX_EXPOSURE: f64 = 2.0;

/// The unit files, with the program under test at the place of the installed one.
fn units(place: &Place) -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("config/systemd");
    let program = assert_cmd::cargo::cargo_bin!("wiel").display().to_string();
    let mut units = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        let name = path.file_name().expect("a name").to_string_lossy();
        place.write(&name, text.replace("/usr/local/bin/wiel", &program));
        units.push(place.file(&name));
    }
    units.sort();
    units
}

#[test]
fn units_are_sound_and_confined() {
    let Some(analyze) = program("systemd-analyze") else {
        return skipped("systemd-analyze is not there, so no unit was checked");
    };
    let place = Place::new();
    let (mut verified, mut confined) = (0, 0);
    for unit in units(&place) {
        let ran = Command::new(&analyze)
            .args(["verify", "--man=no", "--recursive-errors=no"])
            .arg(&unit)
            .output()
            .expect("it starts");
        let told = String::from_utf8_lossy(&ran.stderr);
        // What it says of other units of this machine does not matter.
        let name = unit.file_name().expect("a name").to_string_lossy();
        assert!(
            ran.status.success() && !told.contains(&*name),
            "{name}: {told}"
        );
        verified += 1;
        let runs_wiel = std::fs::read_to_string(&unit)
            .expect("UTF-8")
            .contains("--data /var/lib/wiel");
        if !runs_wiel {
            continue;
        }
        let ran = Command::new(&analyze)
            .args(["security", "--offline=true"])
            .arg(&unit)
            .output()
            .expect("it starts");
        let told = String::from_utf8_lossy(&ran.stdout);
        let exposure = told
            .rsplit_once("Overall exposure level for ")
            .and_then(|(_, rest)| rest.split_once(": "))
            .and_then(|(_, rest)| rest.split(' ').next()?.parse::<f64>().ok());
        let exposure = exposure.unwrap_or_else(|| panic!("{name}: {ran:?}"));
        assert!(exposure <= MAX_EXPOSURE, "{name}: {told}");
        confined += 1;
    }
    assert_eq!((verified, confined), (5, 3));
}

/// What the units ask of the program: it answers from a folder that it may not write, as a user without rights.
#[test]
fn a_server_needs_no_right_to_write() {
    let place = Place::new();
    let owner = std::fs::metadata(place.path()).expect("it is there").uid();
    let Some(setpriv) = program("setpriv").filter(|_| owner == 0) else {
        return skipped("setpriv, or the right to become another user, is not there");
    };
    place.run(&["build", "--quiet"]).done();
    // The temporary folder is for its owner alone.
    let open = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(place.path(), open).expect("ours");
    let server = Server::start_by(
        &place,
        &setpriv,
        &[
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "--no-new-privs",
            "--bounding-set=-all",
        ],
    );
    assert_eq!(server.get("/api/v1/readiness").status, 200);
    assert_eq!(
        server.get("/api/v1/municipalities/DM01/partners").status,
        200
    );
    assert_eq!(server.get("/zoeken?q=regie").status, 200);
}
