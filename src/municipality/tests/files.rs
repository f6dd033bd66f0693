//! Faults in the files: each with its file and line, all at once.

use super::small;
use crate::municipality::{Register, RegisterError, RegisterSources, SourceText};

const SOUND: &str = "code,name\na,Ay\nb,Bee\n";

/// The faults of a register, one a line.
fn faults(sources: RegisterSources) -> Vec<String> {
    match Register::parse(sources) {
        Ok(_) => Vec::new(),
        Err(RegisterError::Faults(faults)) => faults.iter().map(ToString::to_string).collect(),
    }
}

/// Compares the faults of one file of municipalities.
fn check(text: &str, expected: &[&str]) {
    let got = faults(RegisterSources::new(SourceText::new("m.csv", text)));
    assert_eq!(got, expected, "{text}");
}

/// Compares the faults of another file, beside two sound municipalities.
fn check_other(file: &str, text: &str, expected: &[&str]) {
    let mut sources = RegisterSources::new(SourceText::new("m.csv", SOUND));
    let source = Some(SourceText::new(file, text));
    match file {
        "a.csv" => sources.aliases = source,
        "p.csv" => sources.predecessors = source,
        "s.csv" => sources.partnerships = source,
        "r.csv" => sources.regions = source,
        other => panic!("no such file: {other}"),
    }
    assert_eq!(faults(sources), expected, "{text}");
}

#[test]
fn faults_in_the_header() {
    check(
        "",
        &["m.csv:1: the file is empty, expected the columns code, name"],
    );
    check(
        "gemeente,naam\nx,y\n",
        &["m.csv:1: missing column code, name, found gemeente, naam; \
           add the column or correct its name"],
    );
    check(
        "code;name\na;Ay\n",
        &["m.csv:1: missing column code, name, found code;name; \
           columns are separated by a comma, save the file as comma-separated"],
    );
    check(
        "code,name,name\na,Ay,Ay\n",
        &["m.csv:1: column \"name\" is there twice; leave one"],
    );
    check(
        "code,name\n\n",
        &["m.csv:1: the register has no municipalities; add a line for each"],
    );
}

#[test]
fn faults_in_municipalities() {
    check(
        "code,name\na,Ay\na,Bee\nc,Ay\n d e,Dee\nf,\n",
        &[
            "m.csv:3: code a is there twice, first at line 2; drop one",
            "m.csv:4: name \"Ay\" is there twice, first at line 2 for a; \
             tell them apart, as in \"Bergen (L.)\" and \"Bergen (NH.)\"",
            "m.csv:5: column code: the code \"d e\" has ' ' at place 2, \
             expected ASCII letters and digits, with - and _ only inside",
            "m.csv:6: column name is empty; fill it in",
        ],
    );
    check(
        "code,name,lon,lat\na,Ay,5.1,95\nb,Bee,5.1,\nc,Cee,\"5,1\",52\n",
        &[
            "m.csv:2: lat 95 lies outside -90..90; give degrees, east and north positive",
            "m.csv:3: lon and lat go together; give both or neither",
            "m.csv:4: column lon: expected degrees such as 5.12142, got \"5,1\"",
        ],
    );
    check(
        "code,name,population,area_km2\na,Ay,1.5,2\nb,Bee,-1,-2\nc,Cee,,NaN\n",
        &[
            "m.csv:2: column population: expected a whole number such as 35000, got \"1.5\"",
            "m.csv:3: column population: expected a whole number such as 35000, got \"-1\"",
            "m.csv:3: column area_km2: expected square kilometres such as 99.21, got -2",
            "m.csv:4: column area_km2: expected square kilometres such as 99.21, got NaN",
        ],
    );
    check(
        "code,name\na,Ay\nb,Bee,more\nc\n",
        &[
            "m.csv:3: expected 2 fields as in the header, got 3; \
             put a field that holds a comma in double quotes",
            "m.csv:4: expected 2 fields as in the header, got 1; \
             put a field that holds a comma in double quotes",
            "m.csv:4: column name is empty; fill it in",
        ],
    );
}

#[test]
fn faults_in_borders() {
    check(
        "code,name,neighbours\na,Ay,b;x\nb,Bee,\nc,Cee,c;-\n",
        &[
            "m.csv:2: a has b as a neighbour, but b at line 3 does not have a; \
             add it there or take it out here",
            "m.csv:2: neighbour x of a is no municipality of the register; \
             correct the code or take it out",
            "m.csv:4: c is its own neighbour; take it out of the column neighbours",
            "m.csv:4: column neighbours: the code \"-\" has '-' at place 1, \
             expected ASCII letters and digits, with - and _ only inside; \
             separate codes by a semicolon",
        ],
    );
}

#[test]
fn a_line_with_a_fault_is_still_known_to_the_others() {
    check(
        "code,name,lon,lat,neighbours\na,,x,1,b\nb,Bee,1,1,a\n",
        &["m.csv:2: column name is empty; fill it in"],
    );
}

#[test]
fn faults_in_aliases() {
    check_other(
        "a.csv",
        "code,alias,kind,until\na,,,\nx,Ex,alternative,\na,Eh,nickname,\nb,Be,predecessor,31-12-2020\n\
         b,Beh,predecessor,2020-02-30\n",
        &[
            "a.csv:2: column alias is empty; fill it in",
            "a.csv:3: column code: x is no municipality of the register; \
             correct the code or drop the line",
            "a.csv:4: column kind: expected official, alternative, abbreviation or predecessor, \
             got \"nickname\"",
            "a.csv:5: column until: expected a date such as 2022-12-31, or nothing, \
             got \"31-12-2020\"",
            "a.csv:6: column until: expected a date such as 2022-12-31, or nothing, \
             got \"2020-02-30\"",
        ],
    );
}

#[test]
fn faults_in_predecessors() {
    check_other(
        "p.csv",
        "old_code,old_name,code,until\no,Oh,x,\nb,Bee,a,\nq,Queue,r,\nr,Are,q,\no,Oh,x,\n",
        &[
            "p.csv:2: o goes on in x, which is neither a municipality of the register \
             nor an old code; correct the code or drop the line",
            "p.csv:3: old code b is still a municipality of the register; drop one of the two",
            "p.csv:4: q goes on in r, which leads to no municipality of the register",
            "p.csv:5: r goes on in q, which leads to no municipality of the register",
            "p.csv:6: o to x is there twice, first at line 2; drop one",
        ],
    );
}

#[test]
fn faults_in_partnerships_and_regions() {
    check_other(
        "s.csv",
        "partnership,municipality,from,until,source\nP,x,,,\n,a,,,\nP,a,2020-01-01,2019-12-31,\n",
        &[
            "s.csv:2: column municipality: x is no municipality of the register; \
             correct the code or drop the line",
            "s.csv:3: column partnership is empty; fill it in",
            "s.csv:4: until 2019-12-31 lies before from 2020-01-01; swap or correct them",
        ],
    );
    check_other(
        "r.csv",
        "code,kind,region\na,k,R\na,k,S\nx,k,R\n",
        &[
            "r.csv:3: a lies in \"R\" already; a municipality has one region of a kind",
            "r.csv:4: column code: x is no municipality of the register; \
             correct the code or drop the line",
        ],
    );
    let mut sources = RegisterSources::new(SourceText::new("m.csv", SOUND));
    sources.predecessors = Some(SourceText::new("p.csv", "old_code,old_name,code\no,Oh,b\n"));
    sources.partnerships = Some(SourceText::new("s.csv", "partnership,municipality\nP,o\n"));
    assert_eq!(
        faults(sources),
        ["s.csv:2: o (Oh) is an old code; use that of today, such as b"]
    );
}

#[test]
fn all_files_are_read_before_the_faults_are_told() {
    let mut sources = RegisterSources::new(SourceText::new("m.csv", "code,name\na,Ay\na,Ay\n"));
    sources.regions = Some(SourceText::new("r.csv", "code\na\n"));
    sources.aliases = Some(SourceText::new("a.csv", "code,alias\nz,Zed\n"));
    assert_eq!(
        faults(sources),
        [
            "m.csv:3: code a is there twice, first at line 2; drop one",
            "a.csv:2: column code: z is no municipality of the register; \
             correct the code or drop the line",
            "r.csv:1: missing column kind, region, found code; add the column or correct its name",
        ]
    );
}

#[test]
fn without_municipalities_the_other_files_are_left_alone() {
    let mut sources = RegisterSources::new(SourceText::new("m.csv", "code\n"));
    sources.aliases = Some(SourceText::new("a.csv", "code,alias\nz,Zed\n"));
    assert_eq!(
        faults(sources),
        ["m.csv:1: missing column name, found code; add the column or correct its name"]
    );
}

#[test]
fn what_spreadsheets_do_is_taken_in() {
    // A byte order mark, Windows line ends, capitals and spaces in the header, other
    // columns, an empty line, and a name with a comma and a line end in quotes.
    let register = small(
        "\u{feff}Note, Name ,CODE\r\n\r\nx,\"Nuenen, Gerwen\nen Nederwetten\",gm820\r\n,Best,753\r\n",
    );
    let told: Vec<String> = register
        .iter()
        .map(|place| format!("{} {:?}", place.code, place.name))
        .collect();
    assert_eq!(
        told,
        [
            "GM0753 \"Best\"",
            "GM0820 \"Nuenen, Gerwen en Nederwetten\""
        ]
    );
    // Lines are those of the file, also after a field over two lines.
    check(
        "code,name\na,\"A\ny\"\n\nb,Bee\nb,Bee\n",
        &["m.csv:6: code b is there twice, first at line 5; drop one"],
    );
}

#[test]
fn the_sources_are_kept_as_they_were() {
    let mut sources = RegisterSources::new(SourceText::new("m.csv", SOUND));
    sources.aliases = Some(SourceText::new("a.csv", "code,alias\na,Eh\n"));
    let register = Register::parse(sources.clone()).unwrap();
    assert_eq!(register.sources(), &sources);
    let names: Vec<&str> = sources.all().map(|source| source.name.as_str()).collect();
    assert_eq!(names, ["m.csv", "a.csv"]);
}
