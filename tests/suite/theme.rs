//! The name and colour of the organisation that offers the pages.

use crate::support::{Place, Server};

#[test]
fn pages_bear_the_name_and_colour_of_an_organisation() {
    let place = Place::new();
    let theme = [
        ("WIEL__SERVER__THEME_NAME", "Regio <b>Zuid</b> & co"),
        ("WIEL__SERVER__THEME_COLOUR", "#00664D"),
    ];
    let server = Server::start_with(&place, &theme);
    let page = server.get("/");
    assert!(
        page.body
            .contains("<span class=\"of\"> Regio &lt;b&gt;Zuid&lt;/b&gt; &amp; co</span>"),
        "{page:?}"
    );
    let style = server.get(page.link("/assets/thema.css?v="));
    assert!(style.header("content-type").starts_with("text/css"));
    assert!(style.body.contains("--accent:#00664d") && style.body.matches("@media").count() == 1);
    let plain = Server::start(&place);
    assert!(!plain.get("/").body.contains("thema.css"));
    assert_eq!(plain.get("/assets/thema.css").status, 404);
    // Another theme is another page, also for who has the old one.
    let (old, new) = (plain.get("/"), server.get("/"));
    assert_ne!(old.header("etag"), new.header("etag"));
    let refused = place.run_in(&["serve"], &[("WIEL__SERVER__THEME_COLOUR", "#ffd200")]);
    refused.refused(&["server.theme_colour", "contrast"]);
}
