//! What people type, and what it is taken for: one table over the real register.

use super::nl;
use crate::municipality::{
    GemeenteCode, Lookup, Recognised, Recognition, Register, RegisterSources, SourceText,
};

/// An answer in one line: `CODE reason`, several apart by ` | `, suggestions after `?`.
fn told(lookup: &Lookup) -> String {
    let one = |found: &Recognised| {
        let reason = match &found.reason {
            Recognition::Code => "code".to_owned(),
            Recognition::Name => "name".to_owned(),
            Recognition::ShortName { name } => format!("short for {name}"),
            Recognition::FormerName {
                old_name,
                old_code,
                until,
            } => format!(
                "was {old_name} {} until {}",
                old_code.as_ref().map_or("-", GemeenteCode::as_str),
                until.map_or("-".to_owned(), |date| date.to_string())
            ),
            Recognition::FormerCode {
                old_code,
                old_name,
                until,
            } => format!(
                "was code {old_code} {old_name} until {}",
                until.map_or("-".to_owned(), |date| date.to_string())
            ),
            Recognition::Alias { alias, .. } => format!("alias {alias}"),
            Recognition::Abbreviation => "abbreviation".to_owned(),
        };
        format!("{} {reason}", found.code)
    };
    match lookup {
        Lookup::Found(found) => one(found),
        Lookup::Ambiguous(all) => all.iter().map(one).collect::<Vec<_>>().join(" | "),
        Lookup::Unknown { suggestions } => {
            let names: Vec<&str> = suggestions.iter().map(|(_, name)| name.as_str()).collect();
            format!("? {}", names.join(" / "))
        }
    }
}
/// Looks up every typed text and compares the answer; tells all that differ at once.
fn check(table: &[(&str, &str)]) {
    let differing: Vec<String> = table
        .iter()
        .map(|&(typed, expected)| (typed, expected, told(&nl().lookup(typed))))
        .filter(|(_, expected, got)| got.trim_end() != *expected)
        .map(|(typed, expected, got)| format!("{typed:?}: expected {expected}, got {got}"))
        .collect();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn typed_names_are_recognised() {
    check(&[
        ("GM0363", "GM0363 code"),
        ("gm0363", "GM0363 code"),
        ("0363", "GM0363 code"),
        ("363", "GM0363 code"),
        (" 363 ", "GM0363 code"),
        ("GM363", "GM0363 code"),
        ("GM0501", "GM1992 was code GM0501 Brielle until 2022-12-31"),
        ("501", "GM1992 was code GM0501 Brielle until 2022-12-31"),
        (
            "0788",
            "GM0757 was code GM0788 Haaren until 2020-12-31 | GM0824 was code GM0788 Haaren until 2020-12-31 | GM0855 was code GM0788 Haaren until 2020-12-31 | GM0865 was code GM0788 Haaren until 2020-12-31",
        ),
        (
            "GM0140",
            "GM0080 was code GM0140 Littenseradiel until 2017-12-31 | GM1900 was code GM0140 Littenseradiel until 2017-12-31 | GM1949 was code GM0140 Littenseradiel until 2017-12-31",
        ),
        ("9999", "?"),
        ("12345", "?"),
        ("Amsterdam", "GM0363 name"),
        ("amsterdam", "GM0363 name"),
        ("AMSTERDAM", "GM0363 name"),
        ("gemeente Amsterdam", "GM0363 name"),
        ("Gemeente Amsterdam", "GM0363 name"),
        ("de gemeente Amsterdam", "GM0363 name"),
        ("Amsterdam (gemeente)", "GM0363 name"),
        ("gem. Amsterdam", "GM0363 name"),
        ("gemeente_amsterdam", "GM0363 name"),
        ("'Amsterdam'", "GM0363 name"),
        ("A'dam", "GM0363 abbreviation"),
        ("a'dam", "? A'dam"),
        ("Den Haag", "GM0518 alias Den Haag"),
        ("den haag", "GM0518 alias Den Haag"),
        ("'s-Gravenhage", "GM0518 name"),
        ("’s-Gravenhage", "GM0518 name"),
        ("s-Gravenhage", "GM0518 name"),
        ("s Gravenhage", "GM0518 name"),
        ("sGravenhage", "GM0518 name"),
        ("des Gravenhage", "GM0518 name"),
        ("Gravenhage", "GM0518 name"),
        ("The Hague", "GM0518 alias The Hague"),
        ("gemeente 's-Gravenhage", "GM0518 name"),
        ("'s-Hertogenbosch", "GM0796 name"),
        ("s-hertogenbosch", "GM0796 name"),
        ("Den Bosch", "GM0796 alias Den Bosch"),
        ("denbosch", "GM0796 alias Den Bosch"),
        ("Hertogenbosch", "GM0796 name"),
        ("Gemeente ’s-Hertogenbosch", "GM0796 name"),
        (
            "'s-Gravenzande",
            "GM1783 was 's-Gravenzande - until 2003-12-31",
        ),
        ("'s-Graveland", "GM1696 was 's-Graveland - until 2001-12-31"),
        (
            "s-gravendeel",
            "GM1963 was 's-Gravendeel - until 2006-12-31",
        ),
        (
            "Bergen",
            "GM0373 short for Bergen (NH.) | GM0893 short for Bergen (L.)",
        ),
        (
            "bergen",
            "GM0373 short for Bergen (NH.) | GM0893 short for Bergen (L.)",
        ),
        (
            "gemeente Bergen",
            "GM0373 short for Bergen (NH.) | GM0893 short for Bergen (L.)",
        ),
        (
            "Bergen (gemeente)",
            "GM0373 short for Bergen (NH.) | GM0893 short for Bergen (L.)",
        ),
        ("Bergen (NH.)", "GM0373 name"),
        ("Bergen NH", "GM0373 name"),
        ("Bergen (NH)", "GM0373 name"),
        ("Bergen N.H.", "GM0373 name"),
        ("Bergen (N-H)", "GM0373 name"),
        (
            "Bergen (N.-Holland)",
            "? Bergen (Noord-Holland) / Bergen (L.)",
        ),
        (
            "Bergen, Noord-Holland",
            "GM0373 alias Bergen (Noord-Holland)",
        ),
        (
            "Bergen Noord-Holland",
            "GM0373 alias Bergen (Noord-Holland)",
        ),
        ("Bergen (L.)", "GM0893 name"),
        ("Bergen (L)", "GM0893 name"),
        ("Bergen L", "GM0893 name"),
        ("Bergen (Lb)", "GM0893 alias Bergen (Lb)"),
        ("Bergen Limburg", "GM0893 alias Bergen (Limburg)"),
        ("Bergen (Limburg)", "GM0893 alias Bergen (Limburg)"),
        (
            "Bergen (Gelderland)",
            "? Bergen (L.) / Bergen (NH.) / Ubbergen / Bergh / Eibergen",
        ),
        ("Bergen op Zoom", "GM0748 name"),
        ("bergen-op-zoom", "GM0748 name"),
        (
            "Alphen",
            "GM0484 short for Alphen aan den Rijn | GM1723 short for Alphen-Chaam",
        ),
        ("Alphen aan den Rijn", "GM0484 name"),
        ("Alphen a/d Rijn", "GM0484 name"),
        ("Alphen a.d. Rijn", "GM0484 name"),
        ("Alphen ad Rijn", "GM0484 name"),
        ("Alphen aan de Rijn", "GM0484 name"),
        ("alphen-aan-den-rijn", "GM0484 name"),
        ("alphen_aan_den_rijn", "GM0484 name"),
        ("AlphenaandenRijn", "GM0484 name"),
        ("Alphen-Chaam", "GM1723 name"),
        ("Alphen Chaam", "GM1723 name"),
        ("Chaam", "GM1723 short for Alphen-Chaam"),
        ("Capelle a/d IJssel", "GM0502 name"),
        ("Capelle aan den IJssel", "GM0502 name"),
        ("Capelle aan de Yssel", "GM0502 name"),
        ("capelle ad ijssel", "GM0502 name"),
        ("Capelle", "GM0502 short for Capelle aan den IJssel"),
        ("Krimpen", "GM0542 short for Krimpen aan den IJssel"),
        ("Krimpen a/d IJssel", "GM0542 name"),
        ("Krimpen aan den Ijssel", "GM0542 name"),
        ("Horst a/d Maas", "GM1507 name"),
        ("Horst aan de Maas", "GM1507 name"),
        ("Horst", "GM1507 was Horst - until 2000-12-31"),
        ("Voorne a/Z", "GM1992 alias Voorne a/Z"),
        ("VaZ", "GM1992 abbreviation"),
        ("vaz", "? VaZ"),
        ("Voorne aan Zee", "GM1992 name"),
        ("Brielle", "GM1992 was Brielle GM0501 until 2022-12-31"),
        ("brielle", "GM1992 was Brielle GM0501 until 2022-12-31"),
        (
            "gemeente Brielle",
            "GM1992 was Brielle GM0501 until 2022-12-31",
        ),
        (
            "Den Briel",
            "? Uden / Den Helder / Den Bosch / Den Haag / Den Ham",
        ),
        (
            "Hellevoetsluis",
            "GM1992 was Hellevoetsluis GM0530 until 2022-12-31",
        ),
        (
            "Westvoorne",
            "GM1992 was Westvoorne GM0614 until 2022-12-31",
        ),
        ("Weesp", "GM0363 was Weesp GM0457 until 2022-03-23"),
        (
            "Haaren",
            "GM0757 was Haaren GM0788 until 2020-12-31 | GM0824 was Haaren GM0788 until 2020-12-31 | GM0855 was Haaren GM0788 until 2020-12-31 | GM0865 was Haaren GM0788 until 2020-12-31",
        ),
        ("Haren", "GM0014 was Haren GM0017 until 2018-12-31"),
        (
            "Winsum",
            "GM1966 was Winsum GM0053 until 2018-12-31 | GM1969 was Winsum GM0053 until 2018-12-31",
        ),
        (
            "Littenseradiel",
            "GM0080 was Littenseradiel GM0140 until 2017-12-31 | GM1900 was Littenseradiel GM0140 until 2017-12-31 | GM1949 was Littenseradiel GM0140 until 2017-12-31",
        ),
        ("Littenseradeel", "? Littenseradiel"),
        (
            "Maasdonk",
            "GM0796 was Maasdonk GM1671 until 2014-12-31 | GM0828 was Maasdonk GM1671 until 2014-12-31",
        ),
        (
            "Valkenburg",
            "GM0537 was Valkenburg - until 2005-12-31 | GM0994 alias Valkenburg",
        ),
        ("Valkenburg aan de Geul", "GM0994 name"),
        ("Valkenburg (L)", "GM0994 alias Valkenburg (L)"),
        ("Valkenburg a/d Geul", "GM0994 name"),
        ("Hengelo", "GM0164 name"),
        ("Hengelo (O)", "GM0164 alias Hengelo (O)"),
        ("Hengelo (O.)", "GM0164 alias Hengelo (O)"),
        ("Hengelo Ov", "GM0164 alias Hengelo (Ov)"),
        (
            "Hengelo (Gld)",
            "GM1876 was Hengelo (Gld) - until 2004-12-31",
        ),
        ("Hengelo (Overijssel)", "GM0164 alias Hengelo (Overijssel)"),
        ("Sint-Michielsgestel", "GM0845 name"),
        ("Sint Michielsgestel", "GM0845 name"),
        ("St. Michielsgestel", "GM0845 name"),
        ("St-Michielsgestel", "GM0845 name"),
        ("St Michielsgestel", "GM0845 name"),
        (
            "St. Anthonis",
            "GM1982 was Sint Anthonis GM1702 until 2021-12-31",
        ),
        (
            "Sint-Oedenrode",
            "GM1948 was Sint-Oedenrode GM0846 until 2016-12-31",
        ),
        (
            "St. Oedenrode",
            "GM1948 was Sint-Oedenrode GM0846 until 2016-12-31",
        ),
        ("Nuenen", "GM0820 alias Nuenen"),
        ("Nuenen c.a.", "GM0820 alias Nuenen c.a."),
        ("Nuenen, Gerwen en Nederwetten", "GM0820 name"),
        ("nuenen gerwen en nederwetten", "GM0820 name"),
        ("Súdwest-Fryslân", "GM1900 name"),
        ("Sudwest-Fryslan", "GM1900 name"),
        ("sudwest fryslan", "GM1900 name"),
        ("SWF", "GM1900 abbreviation"),
        ("swf", "? SWF"),
        ("gemeente SWF", "GM1900 abbreviation"),
        ("Noardeast-Fryslân", "GM1970 name"),
        ("noardeast fryslan", "GM1970 name"),
        ("De Fryske Marren", "GM1940 name"),
        ("Fryske Marren", "GM1940 alias Fryske Marren"),
        (
            "De Friese Meren",
            "GM1940 was De Friese Meren GM1921 until 2015-06-30",
        ),
        ("DFM", "GM1940 abbreviation"),
        ("Leeuwarden", "GM0080 name"),
        ("Ljouwert", "GM0080 alias Ljouwert"),
        ("Leeuwarden (Friesland)", "GM0080 name"),
        ("Heerenveen (Fr.)", "GM0074 name"),
        ("It Hearrenfean", "GM0074 alias It Hearrenfean"),
        ("IJsselstein", "GM0353 name"),
        ("Ysselstein", "GM0353 name"),
        ("ĳsselstein", "GM0353 name"),
        ("Ijsselstein", "GM0353 name"),
        ("IJsselmuiden", "GM0166 was IJsselmuiden - until 2000-12-31"),
        ("Kaag en Braassem", "GM1884 name"),
        ("Kaag & Braassem", "GM1884 name"),
        ("kaag+braassem", "GM1884 name"),
        ("Dijk & Waard", "GM1980 name"),
        ("Dijk en Waard", "GM1980 name"),
        (
            "Heerhugowaard",
            "GM1980 was Heerhugowaard GM0398 until 2021-12-31",
        ),
        ("De Ronde Venen", "GM0736 name"),
        ("Ronde Venen", "GM0736 short for De Ronde Venen"),
        ("De Bilt", "GM0310 name"),
        ("Bilt", "GM0310 short for De Bilt"),
        ("Het Hogeland", "GM1966 name"),
        ("Hogeland", "GM1966 short for Het Hogeland"),
        ("Volendam", "GM0385 short for Edam-Volendam"),
        ("Edam", "GM0385 short for Edam-Volendam"),
        ("Edam-Volendam", "GM0385 name"),
        ("Etten", "GM0777 short for Etten-Leur"),
        ("Etten Leur", "GM0777 name"),
        ("Gilze", "GM0784 short for Gilze en Rijen"),
        ("Utrecht", "GM0344 name"),
        ("gemeente Utrecht", "GM0344 name"),
        ("Stad Utrecht", "GM0344 alias Stad Utrecht"),
        ("Groningen (gemeente)", "GM0014 name"),
        ("Rijswijk", "GM0603 name"),
        (
            "Rijswijk (Zuid-Holland)",
            "GM0603 alias Rijswijk (Zuid-Holland)",
        ),
        ("Rijswijk ZH", "GM0603 alias Rijswijk (ZH)"),
        ("Rijswijk, gemeente", "GM0603 name"),
        ("Laren NH", "GM0417 alias Laren (NH)"),
        ("Laren (Gelderland)", "? Laren"),
        ("Beek", "GM0888 name"),
        ("Stein (L.)", "GM0971 alias Stein (L)"),
        ("Middelburg (Zld)", "GM0687 alias Middelburg (Zld)"),
        ("Uden", "GM1991 was Uden GM0856 until 2021-12-31"),
        ("Land van Cuijk", "GM1982 name"),
        ("LvC", "GM1982 abbreviation"),
        ("Cuijk", "GM1982 was Cuijk GM1684 until 2021-12-31"),
        ("Boxmeer", "GM1982 was Boxmeer GM0756 until 2021-12-31"),
        ("Wijk bij Duurstede", "GM0352 name"),
        ("Wijk", "GM0352 short for Wijk bij Duurstede"),
        ("Loon op Zand", "GM0809 name"),
        ("Groesbeek", "GM1945 was Groesbeek GM0241 until 2015-12-31"),
        ("Berg en Dal", "GM1945 name"),
        (
            "Ten Boer (Groningen)",
            "GM0014 was Ten Boer GM0009 until 2018-12-31",
        ),
        ("Amsterdm", "? Amsterdam"),
        ("Amstredam", "? Amsterdam"),
        ("Rotterdm", "? Rotterdam"),
        ("Utrect", "? Utrecht"),
        ("Eindhove", "? Eindhoven"),
        ("Eindhovne", "? Eindhoven"),
        ("Hilversun", "? Hilversum"),
        ("Leewarden", "? Leeuwarden"),
        ("Zwole", "? Zwolle"),
        ("Hellevoetsluys", "? Hellevoetsluis"),
        ("Briele", "? Brielle / Borsele"),
        ("s-Gravenhaage", "? 's-Gravenhage / 's-Gravenzande"),
        ("Sutphen", "? Zutphen / Rucphen"),
        ("Apledoorn", "? Apeldoorn"),
        ("Breda aan zee", "? Breda"),
        ("Xyzzyplugh", "?"),
        ("a", "?"),
        ("", "?"),
        ("   ", "?"),
        ("-", "?"),
        (
            "Noord",
            "? Noordwijk / Noord-Beveland / Noordenveld / Noordoostpolder / Noorder-Koggenland",
        ),
        (
            "West",
            "? Best / Westland / West Betuwe / West Maas en Waal / Westerkwartier",
        ),
        ("Aa en Hunze", "GM1680 name"),
        ("Rozenburg", "GM0599 was Rozenburg - until 2010-03-17"),
        ("Wieringen", "GM1911 was Wieringen - until 2011-12-31"),
        (
            "Wieringermeer",
            "GM1911 was Wieringermeer - until 2011-12-31",
        ),
        (
            "Menaldumadeel",
            "GM1949 was Menaldumadeel - until 2010-12-31",
        ),
        ("Bussum", "GM1942 was Bussum GM0381 until 2015-12-31"),
        ("Gooise Meren", "GM1942 name"),
        ("VHL", "GM1961 abbreviation"),
        ("Vijfheerenlanden", "GM1961 name"),
        ("Hof van Twente", "GM1735 name"),
        ("Hofvantwente", "GM1735 name"),
        ("Tietjerksteradeel", "GM0737 alias Tietjerksteradeel"),
        ("T-diel", "GM0737 abbreviation"),
        ("Dantumadeel", "GM1891 alias Dantumadeel"),
        (
            "Bergen Gelderland",
            "? Bergen (L.) / Bergen (NH.) / Ubbergen / Bergh / Eibergen",
        ),
        ("gemeenteraad Delft", "? Delft"),
        ("2023 Delft i-visie", "? Delft"),
    ]);
}

#[test]
fn codes_in_other_capitals_are_found_after_exact_ones() {
    let mut sources = RegisterSources::new(SourceText::new(
        "municipalities.csv",
        "code,name\nDM01,Aadrecht\na1,Beekhorst\nA1,Dm02\n",
    ));
    sources.predecessors = Some(SourceText::new(
        "predecessors.csv",
        "old_code,old_name,code,until\nDM09,Cederveen,DM01,2025-12-31\n",
    ));
    let register = Register::parse(sources).expect("a sound register");
    for (typed, expected) in [
        ("dm01", "DM01 code"),
        ("A1", "A1 code"),
        ("a1", "a1 code"),
        ("Dm09", "DM01 was code DM09 Cederveen until 2025-12-31"),
        // A name goes before a code in other capitals.
        ("dm02", "A1 name"),
    ] {
        assert_eq!(told(&register.lookup(typed)), expected, "{typed}");
    }
}
