//! What every page has around its content: head, menu, notices and footer.

use maud::{DOCTYPE, Markup, html};

use super::assets::{ICON_ADDRESS, SCRIPT_ADDRESS, STYLE_ADDRESS, theme_address, theme_style};
use super::changes_feed::ATOM;
use super::page::{Content, Page, Place};
use crate::http::middleware::SIGN_IN;

impl Page<'_> {
    /// Where the page of a municipality stands, from the home page down.
    fn way(&self, place: &Place) -> Markup {
        let language = self.language;
        html! {
            nav.way aria-label=(language.breadcrumb()) {
                ol {
                    li { a href=(self.link("/", &[])) { "wiel" } }
                    li { a href=(self.link("/gemeenten", &[])) { (language.menu_municipalities()) } }
                    li { (place.name) }
                }
            }
        }
    }

    /// The pages about one municipality, each with the ranking of this one.
    fn tabs(&self, place: &Place) -> Markup {
        let language = self.language;
        let tabs = [
            ("/partners", language.tab_partners()),
            ("/regio", language.tab_region()),
            ("/wielen", language.tab_wheels()),
            ("/groepen", language.tab_groups()),
            ("", language.tab_profile()),
            ("/veranderingen", language.tab_changes()),
        ];
        let path = self.uri.path();
        let is_own = path.starts_with("/gemeenten/");
        // The address may have a name where the links have a code, so only what follows it counts.
        let subpage = path.splitn(4, '/').nth(3).unwrap_or_default();
        let is_here = |tab: &str| is_own && tab.trim_start_matches('/') == subpage;
        html! {
            nav.tabs aria-label=(language.tabs_of(&place.name)) {
                ul {
                    @for (tab, text) in tabs {
                        li { a href=(self.municipality_link(&place.code, tab)) aria-current=[is_here(tab).then_some("page")] { (text) } }
                    }
                }
            }
        }
    }

    /// The whole document around this content.
    pub(super) fn document(&self, content: &Content) -> Markup {
        let language = self.language;
        let theme = &self.app.settings.server.theme;
        // The language to switch to.
        let other = language.either("en", "nl");
        let menu = [
            ("/", language.menu_home()),
            ("/gemeenten", language.menu_municipalities()),
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
                    link rel="stylesheet" href=(self.base.address(&STYLE_ADDRESS));
                    // After the style of wiel, whose colours it replaces.
                    @if let Some(style) = theme_style(theme) { link rel="stylesheet" href=(self.base.address(&theme_address(&style))); }
                    // Deferred: the page is complete without it.
                    script src=(self.base.address(&SCRIPT_ADDRESS)) defer {}
                    meta name="color-scheme" content="light dark";
                    @if let Some(place) = &content.place {
                        link rel="alternate" type=(ATOM) title=(language.changes_of(&place.name)) href=(self.feed_link(&place.code));
                    }
                    link rel="icon" type="image/svg+xml" href=(self.base.address(&ICON_ADDRESS));
                }
                body {
                    // For keyboards and screen readers: past the menu in one step.
                    a.skip href="#inhoud" { (language.skip_to_content()) }
                    header.site {
                        a.name href=(self.link("/", &[])) { "wiel" @if let Some(name) = &theme.name { span.of { " " (name) } } }
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
                        @if let Some(place) = &content.place { (self.way(place)) }
                        h1 { (content.title) }
                        @if let Some(place) = &content.place { (self.tabs(place)) }
                        (content.main)
                    }
                    footer {
                        p { (language.footer_note()) }
                        p { (language.answered_by(&self.serving.generation)) }
                        p {
                            a href=(self.link("/toegankelijkheid", &[])) { (language.menu_accessibility()) }
                            " · " a href=(self.link("/api", &[])) { (language.menu_api()) }
                        }
                        // Only where signing in was needed, and has been done.
                        @if self.app.settings.server.token.is_some() && self.uri.path() != SIGN_IN {
                            form.no-print action=(self.base.address("/afmelden")) method="post" { button type="submit" { (language.sign_out()) } }
                        }
                    }
                }
            }
        }
    }
}
