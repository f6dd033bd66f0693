use super::*;

#[test]
fn builtin_loads() {
    match Taxonomy::parse(&[
        Source::builtin_cues(),
        Source::builtin_themes(),
        Source::builtin_principles(),
    ]) {
        Ok(taxonomy) => {
            assert_eq!(taxonomy.themes().len(), 22);
            assert_eq!(taxonomy.principles().len(), 14);
        }
        Err(error) => panic!("{error}"),
    }
}
