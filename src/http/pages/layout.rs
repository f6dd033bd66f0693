//! What every page has around its content: head, menu, notices and footer.

use maud::{DOCTYPE, Markup, html};

use super::assets::{SCRIPT_ADDRESS, STYLE_ADDRESS};
use super::page::{Content, Page};

impl Page<'_> {
    /// The whole document around this content.
    pub(super) fn document(&self, content: &Content) -> Markup {
        let language = self.language;
        // The language to switch to.
        let other = language.either("en", "nl");
        let menu = [
            ("/", language.menu_home()),
            ("/zoeken", language.menu_search()),
            ("/dekking", language.menu_coverage()),
            ("/werkwijze", language.menu_method()),
        ];
        html! {
            (DOCTYPE)
            html lang=(language.code_of_language()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (content.title) " – wiel" }
                    link rel="stylesheet" href=(STYLE_ADDRESS.as_str());
                    // Deferred: the page is complete without it.
                    script src=(SCRIPT_ADDRESS.as_str()) defer {}
                    // An empty icon, or browsers ask for one at every visit.
                    link rel="icon" href="data:,";
                }
                body {
                    // For keyboards and screen readers: past the menu in one step.
                    a.skip href="#inhoud" { (language.skip_to_content()) }
                    header.site {
                        a.name href=(self.link("/", &[])) { "wiel" }
                        nav aria-label=(language.main_menu()) {
                            ul {
                                @for (path, text) in menu {
                                    li {
                                        a href=(self.link(path, &[])) aria-current=[(path == self.uri.path()).then_some("page")] { (text) }
                                    }
                                }
                                li { a lang=(other) hreflang=(other) href=(self.translation_link()) { (language.other_language()) } }
                            }
                        }
                    }
                    // On every page, since pages are found by search engines and links.
                    @if self.serving.demonstration {
                        aside.invented aria-label=(language.take_care()) { p { (language.demonstration()) } }
                    }
                    // The target of the skip link must be able to take the focus.
                    main #inhoud tabindex="-1" {
                        h1 { (content.title) }
                        (content.main)
                    }
                    footer {
                        p { (language.footer_note()) }
                        p { (language.answered_by(&self.serving.generation)) }
                        p { a href=(self.link("/toegankelijkheid", &[])) { (language.menu_accessibility()) } }
                    }
                }
            }
        }
    }
}
