//! Documents in another language than Dutch: told as that, and not as too little text.

use crate::support::{TestCorpus, vision};

const FRENCH: &str = "Dans les années à venir, la commune choisit des standards ouverts et partage ses données avec les \
    communes voisines. Les habitants doivent savoir où se trouvent leurs données et qui peut les consulter. Nous \
    expliquons chaque année au conseil comment avancent les travaux et ce que cela coûte.\n\n";

const ENGLISH: &str = "In the years to come the municipality chooses open standards and shares its data with its \
    neighbours. Residents should know where their data are kept and who is allowed to see them. Every year we explain \
    to the council how far the work has come and what it costs.\n\n";

const FRISIAN: &str = "Yn de kommende jierren kiest de gemeente foar iepen standerts en dielt har gegevens mei oare \
    gemeenten. De ynwenners moatte witte wêr't harren gegevens binne en wa't dêr by kin. Wy lizze de rie alle jierren út \
    hoe fier it wurk is en wat it kostet, want allinnich kinne wy it net.\n\n";

#[test]
fn text_that_is_not_dutch_is_told_as_such() {
    let names = [
        "Aadrecht",
        "Beekhorst",
        "Duinrade",
        "Elderveen",
        "Fonteinstad",
    ];
    let mut corpus = TestCorpus::new().municipalities(&names);
    for (name, text) in names[1..4].iter().zip([FRENCH, ENGLISH, FRISIAN]) {
        corpus = corpus.document(&format!("{name}.md"), name, text.repeat(8));
    }
    let place = corpus
        .document("a.md", "Aadrecht", vision("open data", 1).repeat(2))
        .document("f.md", "Fonteinstad", vision("open data", 2).repeat(2))
        .document("en.md", "Fonteinstad", ENGLISH.repeat(8))
        .place();
    let answer = place.json(&["match", "Aadrecht", "--scope", "all"]);
    let not_scored = answer["notScored"].as_array().expect("a list");
    for name in &names[1..4] {
        let one = not_scored.iter().find(|one| one["name"] == *name);
        let reason = one.map(|one| one["reason"].clone());
        assert_eq!(reason, Some("otherLanguage".into()), "{name}: {answer:#}");
        let ran = place.run(&["match", name]);
        let told = "de tekst is in een andere taal dan het Nederlands";
        assert!(ran.code == 1 && ran.err.contains(told), "{ran:?}");
    }
    // What is Dutch is compared, and what is not is said beside it.
    let partner = &answer["partners"][0];
    assert_eq!(partner["name"], "Fonteinstad");
    let cautions = partner["cautions"].as_array().expect("a list");
    let caution = cautions
        .iter()
        .find(|one| one["kind"] == "otherLanguage")
        .unwrap_or_else(|| panic!("{partner:#}"));
    assert_eq!(caution["municipality"], "t005");
    let percent = caution["foreignPercent"].as_u64().expect("a number");
    assert!((30..60).contains(&percent), "{caution}");
    let table = place.run(&["match", "Aadrecht", "--scope", "all", "--explain"]);
    let sentence = format!("Van de tekst van Fonteinstad is {percent}% niet in het Nederlands.");
    let words: Vec<&str> = table.out.split_whitespace().collect();
    assert!(words.join(" ").contains(&sentence), "{}", table.out);
}
