//! The pages in a real browser: each main task by keyboard, on paper, on a narrow screen, and for who cannot see.
//!
//! Needs `chromedriver` with its browser on the path, and for the accessibility rules the folder of the npm
//! package axe-core in `WIEL_AXE`. Without them the test says so; with `WIEL_CI=1` it then fails.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::{Browser, Outcome, Place, Server, is_there, program};

/// Every page, in a state that shows most of it.
const PAGES: [&str; 23] = [
    "/",
    "/?q=onbekend",
    "/gemeenten/DM01",
    "/gemeenten/DM01/partners",
    "/gemeenten/DM01/partners?scope=all&weightText=2&aheadOn=dienstverlening&lang=en",
    "/gemeenten/Griendoog/partners?scope=bestaat-niet",
    "/vergelijk?municipality=DM01&partner=DM02",
    "/gemeenten/DM01/wielen",
    "/gemeenten/DM01/regio?scope=all",
    "/gemeenten/DM01/groepen?scope=all",
    "/gemeenten/DM01/veranderingen",
    "/gemeenten",
    "/gemeenten/DM01/partners?scope=km%3A20&weightText=1&whatIf=collectief%3Dfor",
    "/gemeenten/DM01/partners?scope=all&size=similar&without=tempoGap&order=population",
    "/vergelijk?municipality=DM01&partner=DM02&partner=DM10&partner=DM05",
    "/vergelijk?municipality=DM01",
    "/gespreksgids?municipality=DM01&partner=DM02",
    "/zoeken?q=cloud",
    "/dekking",
    "/werkwijze",
    "/werkwijze?lang=en",
    "/toegankelijkheid",
    "/api",
];

#[test]
fn every_main_task_is_done_in_a_browser() {
    let driver = program("chromedriver");
    if !is_there("chromedriver", driver.is_some()) {
        return;
    }
    let place = Place::new();
    let server = Server::start(&place);
    let tasks = || -> Outcome {
        let profile = place.file("browser").to_string_lossy().into_owned();
        let browser = Browser::start(driver.expect("it is there"), &profile)?;
        by_keyboard(&browser, &server)?;
        with_our_script(&browser, &server)?;
        with_the_arrow_keys(&browser, &server)?;
        without_script(&browser, &server)?;
        on_paper(&browser, &server)?;
        on_a_narrow_screen(&browser, &server)?;
        on_a_wide_screen(&browser, &server)?;
        by_the_rules(&browser, &server)?;
        browser.close()
    };
    tasks().unwrap_or_else(|error| panic!("{error}"));
}

/// From a former name to the passage behind a quote, without a mouse.
fn by_keyboard(browser: &Browser, server: &Server) -> Outcome {
    browser.open(&server.url("/"))?;
    browser.press("\u{E004}")?;
    let first = browser.script("return document.activeElement.className")?;
    assert_eq!(first, json!("skip"), "the first stop skips the menu");
    browser.tab_to("#q")?;
    browser.press("Biezeloord")?;
    browser.follow("form.ask button")?;
    assert!(browser.text("h1")?.contains("Kwelderoord"));
    assert!(browser.text("main")?.contains("Biezeloord"));

    browser.tab_to("#scope")?;
    browser.press("binnen 20")?;
    browser.follow("form.filters .line button")?;
    assert!(browser.address()?.contains("scope=km%3A20"));
    assert!(browser.text("h1")?.contains("binnen 20 km"));

    let plain = browser.text("table")?;
    browser.tab_to("form.filters summary")?;
    browser.press("\u{E007}")?;
    browser.tab_to("#weightText")?;
    // Selects what is there, so that typing replaces it.
    browser.press("\u{E009}a\u{E000}9")?;
    browser.follow("details.settings button")?;
    assert!(browser.address()?.contains("weightText=9"));
    assert_ne!(
        browser.text("table")?,
        plain,
        "other weights, other numbers"
    );
    browser.follow("a.reset")?;
    assert!(!browser.address()?.contains("weightText"));

    browser.follow("section a[href^='/vergelijk']")?;
    assert!(browser.text("h1")?.contains("Kwelderoord en "));
    let quoted = browser.text(".quote blockquote")?;
    browser.follow(".quote figcaption a")?;
    assert!(browser.address()?.contains("/passages/"));
    let marked = browser.text("mark")?;
    assert_eq!(
        marked.split_whitespace().collect::<Vec<_>>(),
        quoted.split_whitespace().collect::<Vec<_>>()
    );
    Ok(())
}

/// While one types names are offered, and list and map light up together.
fn with_our_script(browser: &Browser, server: &Server) -> Outcome {
    browser.open(&server.url("/"))?;
    browser.tab_to("#q")?;
    browser.press("bieze")?;
    let offered = "return document.querySelector('#q-lijst [role=option]')?.textContent ?? ''";
    browser.until(offered, |text| {
        text.as_str()
            .is_some_and(|text| text.starts_with("Kwelderoord (Biezeloord"))
    })?;
    let state = "const field = document.querySelector('#q');
        return [field.role ?? field.getAttribute('role'), field.ariaExpanded, field.list === null,
            document.querySelector('[role=status]').textContent.startsWith('Aantal namen: 1.')]";
    assert_eq!(
        browser.script(state)?,
        json!(["combobox", "true", true, true])
    );
    // Escape leaves what was typed; the arrow keys choose from what is offered next.
    browser.press("\u{E00C}")?;
    let closed =
        "return document.querySelector('#q').ariaExpanded + document.querySelector('#q').value";
    assert_eq!(browser.script(closed)?, json!("falsebieze"));
    browser.press("l")?;
    browser.until(offered, |text| text.as_str() != Some(""))?;
    browser.press("\u{E015}")?;
    let active = "const field = document.querySelector('#q');
        return document.getElementById(field.getAttribute('aria-activedescendant'))?.ariaSelected ?? ''";
    assert_eq!(browser.script(active)?, json!("true"));
    browser.press("\u{E007}")?;
    let address = "return location.pathname";
    browser.until(address, |path| {
        path.as_str()
            .is_some_and(|path| path.ends_with("/partners"))
    })?;
    assert!(browser.text("h1")?.contains("Kwelderoord"));

    browser.tab_to("tr[data-code] a")?;
    let lit = "const code = document.querySelector('tr.lit')?.dataset.code;
        return [...document.querySelectorAll('.lit')].every(one => one.dataset.code === code)
            && document.querySelector('path.lit') !== null && document.querySelector('g.lit') !== null";
    assert_eq!(
        browser.script(lit)?,
        json!(true),
        "the focus lights up the map"
    );
    browser.script("document.activeElement.blur()")?;
    assert_eq!(
        browser.script("return document.querySelector('.lit')")?,
        json!(null)
    );
    browser.hover("g.partner circle")?;
    assert_eq!(
        browser.script(lit)?,
        json!(true),
        "the mouse lights up the list"
    );
    Ok(())
}

/// A table of numbers is one stop for the tab key, and the arrow keys go through it.
fn with_the_arrow_keys(browser: &Browser, server: &Server) -> Outcome {
    browser.open(&server.url("/gemeenten/DM01/regio?scope=all"))?;
    let stops = "return document.querySelectorAll('table.heat a:not([tabindex=\"-1\"])').length";
    assert_eq!(browser.script(stops)?, json!(1));
    browser.tab_to("table.heat a")?;
    let place = "const cell = document.activeElement.closest('td, th');
        return [cell.parentElement.rowIndex, cell.cellIndex]";
    assert_eq!(browser.script(place)?, json!([1, 0]));
    // Down twice, into the numbers, to the end of the row and back to its name.
    for (keys, expected) in [
        ("\u{E015}\u{E015}", json!([3, 0])),
        ("\u{E014}", json!([3, 1])),
        ("\u{E013}", json!([2, 1])),
        ("\u{E015}\u{E010}", json!([3, 2])),
        ("\u{E011}", json!([3, 0])),
        ("\u{E012}", json!([3, 0])),
    ] {
        browser.press(keys)?;
        assert_eq!(browser.script(place)?, expected, "{keys:?}");
    }
    assert_eq!(browser.script(stops)?, json!(1));
    // Below its diagonal only: above it the same numbers would stand again.
    let above = "return [...document.querySelectorAll('table.heat tbody tr')].every((row, at) => row.cells.length === at + 2)";
    assert_eq!(browser.script(above)?, json!(true));
    Ok(())
}

/// With script switched off the form completes from its own list, and leads to the same page.
fn without_script(browser: &Browser, server: &Server) -> Outcome {
    let off = |off: bool| json!({ "value": off });
    browser.command("Emulation.setScriptExecutionDisabled", &off(true))?;
    browser.open(&server.url("/"))?;
    let plain = "const field = document.querySelector('#q');
        return [field.getAttribute('role'), field.getAttribute('list')]";
    assert_eq!(browser.script(plain)?, json!([null, "namen"]));
    browser.tab_to("#q")?;
    browser.press("Biezeloord")?;
    browser.follow("form.ask button")?;
    assert!(browser.text("h1")?.contains("Kwelderoord"));
    browser.command("Emulation.setScriptExecutionDisabled", &off(false))
}

/// On paper there is what was found, and nothing that only works on a screen.
fn on_paper(browser: &Browser, server: &Server) -> Outcome {
    browser.open(&server.url("/vergelijk?municipality=DM01&partner=DM02"))?;
    let media = |media: &str| json!({ "media": media });
    browser.command("Emulation.setEmulatedMedia", &media("print"))?;
    let seen = "return ['nav', 'blockquote', 'table'].map(one => document.querySelector(one).checkVisibility())";
    assert_eq!(browser.script(seen)?, json!([false, true, true]));
    browser.command("Emulation.setEmulatedMedia", &media(""))
}

/// A screen of 320 pixels is one of 1280 at 400 % (WCAG 2.2, 1.4.10): nothing is cut off, and only tables scroll.
fn on_a_narrow_screen(browser: &Browser, server: &Server) -> Outcome {
    let screen = json!({ "width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": false });
    browser.command("Emulation.setDeviceMetricsOverride", &screen)?;
    for page in PAGES {
        browser.open(&server.url(page))?;
        let beside = "const whole = document.documentElement;
            return whole.scrollWidth - whole.clientWidth";
        assert_eq!(browser.script(beside)?, json!(0), "{page}");
    }
    browser.command("Emulation.clearDeviceMetricsOverride", &json!({}))
}

/// From the width at which the map stands beside it, the list shows all of its columns without scrolling.
fn on_a_wide_screen(browser: &Browser, server: &Server) -> Outcome {
    for width in [1160, 1280, 1600] {
        let screen =
            json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        browser.command("Emulation.setDeviceMetricsOverride", &screen)?;
        for language in ["nl", "en"] {
            let page = format!("/gemeenten/Zilverhorne/partners?lang={language}");
            browser.open(&server.url(&page))?;
            let cut_off = "const list = document.querySelector('.split .wide');
                return list.scrollWidth - list.clientWidth";
            assert_eq!(browser.script(cut_off)?, json!(0), "{page} at {width}");
        }
    }
    browser.command("Emulation.clearDeviceMetricsOverride", &json!({}))
}

/// No page breaks a rule that a program can check (axe-core, WCAG 2.2 A and AA, and its own best practices).
fn by_the_rules(browser: &Browser, server: &Server) -> Outcome {
    let folder = std::env::var_os("WIEL_AXE");
    let rules = folder.map(|folder| Path::new(&folder).join("axe.min.js"));
    let rules = rules.and_then(|path| std::fs::read_to_string(path).ok());
    if !is_there(
        "axe-core in the folder that WIEL_AXE names",
        rules.is_some(),
    ) {
        return Ok(());
    }
    let rules = rules.expect("they are there");
    let mut broken = Vec::new();
    // On a wide screen, on one as narrow as a page at 400 %, and there with the colours of the system.
    let narrow = json!({ "width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": false });
    let plain = json!({ "features": [{ "name": "forced-colors", "value": "none" }] });
    let forced = json!({ "features": [{ "name": "forced-colors", "value": "active" }] });
    for (screen, colours) in [
        (None, &plain),
        (Some(&narrow), &plain),
        (Some(&narrow), &forced),
    ] {
        if let Some(screen) = screen {
            browser.command("Emulation.setDeviceMetricsOverride", screen)?;
        }
        browser.command("Emulation.setEmulatedMedia", colours)?;
        for page in PAGES {
            browser.open(&server.url(page))?;
            broken.extend(broken_rules(browser, &rules, page)?);
        }
    }
    meaning_keeps_its_colours(browser, server)?;
    browser.command("Emulation.setEmulatedMedia", &plain)?;
    browser.command("Emulation.clearDeviceMetricsOverride", &json!({}))?;
    // Names that are offered come when one types; one of them is chosen.
    browser.open(&server.url("/"))?;
    browser.tab_to("#q")?;
    browser.press("g")?;
    let offered = "return document.querySelectorAll('[role=option]').length > 0";
    browser.until(offered, |offered| *offered == json!(true))?;
    browser.press("\u{E015}")?;
    broken.extend(broken_rules(browser, &rules, "names that are offered")?);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    Ok(())
}

/// Where the system chooses the colours, those that mean something still differ from each other.
fn meaning_keeps_its_colours(browser: &Browser, server: &Server) -> Outcome {
    for (page, selector, at_least) in [
        ("/gemeenten/DM01/regio?scope=all", ".legend .swatch", 5),
        (
            "/gemeenten/DM01/regio?scope=all",
            ".heat td[class*=heat]",
            5,
        ),
        ("/gemeenten/DM01/partners", ".legend .swatch", 6),
        ("/vergelijk?municipality=DM01&partner=DM02", ".steps i", 2),
    ] {
        browser.open(&server.url(page))?;
        let colours = format!(
            "const looks = [...document.querySelectorAll('{selector}')].map(one => {{
                 const style = getComputedStyle(one);
                 return style.backgroundColor + style.backgroundImage + style.borderTopColor + style.borderTopWidth;
             }});
             return [matchMedia('(forced-colors: active)').matches, new Set(looks).size]"
        );
        let found = browser.script(&colours)?;
        assert_eq!(found[0], json!(true), "the colours are not forced");
        assert!(
            found[1].as_u64() >= Some(at_least),
            "{page} {selector}: {found}"
        );
    }
    Ok(())
}

/// What the rules find wrong with what is shown now.
fn broken_rules(browser: &Browser, rules: &str, page: &str) -> Outcome<Vec<String>> {
    browser.script(rules)?;
    let found = browser
        .script_later(
            "const told = arguments[arguments.length - 1];
             axe.run(document).then(
                 found => told(found.violations.flatMap(rule =>
                     rule.nodes.map(node => rule.id + ': ' + node.target + ' ' + node.failureSummary))),
                 error => told([String(error)]))",
        )
        ?;
    let found = found.as_array().cloned().unwrap_or_default();
    let found = found.iter().filter_map(Value::as_str);
    Ok(found.map(|one| format!("{page}: {one}")).collect())
}
