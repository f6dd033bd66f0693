//! A real browser, driven over `WebDriver`, and what a person does with it by keyboard.

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;

use super::skipped;

pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// More presses of Tab than any page has places to stop.
const MAX_TABS: usize = 400;

/// A browser that starts cold on a busy machine is slow, not broken.
const START_TIMEOUT: Duration = Duration::from_secs(60);

/// A browser without a window; ends with its owner.
pub(crate) struct Browser {
    driver: Child,
    agent: Agent,
    /// The address of the session at the driver.
    session: String,
}

/// Whether what is needed is there; otherwise the test is [`skipped`].
#[track_caller]
pub(crate) fn is_there(what: &str, found: bool) -> bool {
    if !found {
        skipped(&format!("{what} is not there, so nothing was tested here"));
    }
    found
}

/// The program of this name on the path.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let places = std::env::split_paths(&path).map(|folder| folder.join(name));
    places.into_iter().find(|place| place.is_file())
}

impl Browser {
    /// Starts the driver and one browser.
    pub(crate) fn start(driver: PathBuf, profile: &str) -> Outcome<Self> {
        let mut driver = Command::new(driver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut said = BufReader::new(driver.stdout.take().expect("it was piped"));
        let port: u16 = loop {
            let mut line = String::new();
            if said.read_line(&mut line)? == 0 {
                return Err("the driver ended before it told its port".into());
            }
            let told = line
                .trim()
                .trim_end_matches('.')
                .rsplit_once("successfully on port ");
            if let Some((_, port)) = told {
                break port.parse()?;
            }
        };
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,900",
            &format!("--user-data-dir={profile}"),
        ];
        let agent: Agent = Agent::config_builder()
            .timeout_global(Some(START_TIMEOUT))
            .http_status_as_error(false)
            .build()
            .into();
        let sessions = format!("http://127.0.0.1:{port}/session");
        // The pages follow the language of the browser where the address names none.
        let preferences = json!({ "intl.accept_languages": "nl" });
        let options = json!({ "goog:chromeOptions": { "args": arguments, "prefs": preferences } });
        let wanted = json!({ "capabilities": { "alwaysMatch": options } });
        let created = post(&agent, &sessions, &wanted)?;
        let id = created["sessionId"].as_str().ok_or("no session")?;
        Ok(Self {
            driver,
            agent,
            session: format!("{sessions}/{id}"),
        })
    }

    /// One command of the `WebDriver` protocol (W3C, 2018, section 6.3).
    fn ask(&self, command: &str, parameters: &Value) -> Outcome<Value> {
        post(
            &self.agent,
            &format!("{}/{command}", self.session),
            parameters,
        )
    }

    pub(crate) fn open(&self, address: &str) -> Outcome {
        self.ask("url", &json!({ "url": address })).map(drop)
    }

    pub(crate) fn address(&self) -> Outcome<String> {
        let address = self.script("return location.href")?;
        Ok(address.as_str().unwrap_or_default().to_owned())
    }

    /// What a script returns.
    pub(crate) fn script(&self, script: &str) -> Outcome<Value> {
        self.ask("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// What a script tells when it is done; its last argument is whom to tell.
    pub(crate) fn script_later(&self, script: &str) -> Outcome<Value> {
        self.ask("execute/async", &json!({ "script": script, "args": [] }))
    }

    /// The text of the first element that fits.
    pub(crate) fn text(&self, selector: &str) -> Outcome<String> {
        let script = format!("return document.querySelector({selector:?})?.innerText ?? ''");
        let text = self.script(&script)?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until what a script returns is as it should be.
    pub(crate) fn until(&self, script: &str, is_so: impl Fn(&Value) -> bool) -> Outcome {
        let mut found = Value::Null;
        for _ in 0..200 {
            // While another page is coming there is nothing to ask.
            found = self.script(script).unwrap_or_default();
            if is_so(&found) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(format!("{script} stays {found}").into())
    }

    /// Puts the mouse on the first element that fits.
    pub(crate) fn hover(&self, selector: &str) -> Outcome {
        let place = format!(
            "const one = document.querySelector({selector:?}); one.scrollIntoView({{ block: 'center' }});
             const box = one.getBoundingClientRect();
             return [box.x + box.width / 2, box.y + box.height / 2]"
        );
        let place = self.script(&place)?;
        let mouse = json!({ "type": "mouseMoved", "x": place[0], "y": place[1] });
        self.command("Input.dispatchMouseEvent", &mouse)
    }

    /// Types where the focus is.
    pub(crate) fn press(&self, keys: &str) -> Outcome {
        let element = self.script("return document.activeElement")?;
        // An element is an object with one field, whose value is its id.
        let id = element.as_object().and_then(|one| one.values().next());
        let id = id.and_then(Value::as_str).ok_or("nothing has the focus")?;
        self.ask(&format!("element/{id}/value"), &json!({ "text": keys }))
            .map(drop)
    }

    /// Presses Tab until the focus is on what fits; that it can be seen there is part of getting there.
    pub(crate) fn tab_to(&self, selector: &str) -> Outcome {
        let there = format!("return document.activeElement.matches({selector:?})");
        for _ in 0..MAX_TABS {
            if self.script(&there)? == json!(true) {
                let outline = "return getComputedStyle(document.activeElement).outlineStyle";
                let outline = self.script(outline)?;
                assert_ne!(
                    outline,
                    json!("none"),
                    "the focus on {selector} cannot be seen"
                );
                return Ok(());
            }
            self.press("\u{E004}")?;
        }
        Err(format!("Tab does not lead to {selector}").into())
    }

    /// Goes to what fits and presses Enter there; waits until another page is shown.
    pub(crate) fn follow(&self, selector: &str) -> Outcome {
        self.tab_to(selector)?;
        self.script("window.before = true")?;
        self.press("\u{E007}")?;
        for _ in 0..300 {
            let shown = "return window.before === undefined && document.readyState === 'complete'";
            if self.script(shown).is_ok_and(|shown| shown == json!(true)) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(format!("{selector} leads nowhere").into())
    }

    /// A command of the browser's own protocol, which `WebDriver` has no word for.
    pub(crate) fn command(&self, name: &str, parameters: &Value) -> Outcome {
        self.ask(
            "goog/cdp/execute",
            &json!({ "cmd": name, "params": parameters }),
        )
        .map(drop)
    }

    /// Ends the browser before its driver.
    pub(crate) fn close(mut self) -> Outcome {
        let closed = self.agent.delete(&self.session).call();
        self.driver.kill()?;
        self.driver.wait()?;
        closed?;
        Ok(())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Has no effect if it was closed.
        _ = self.driver.kill();
        _ = self.driver.wait();
    }
}

/// Sends a command, and returns the value of the answer.
fn post(agent: &Agent, address: &str, parameters: &Value) -> Outcome<Value> {
    let sent = agent
        .post(address)
        .header("Content-Type", "application/json");
    let mut answer = sent.send(parameters.to_string())?;
    let body: Value = serde_json::from_str(&answer.body_mut().read_to_string()?)?;
    if !answer.status().is_success() {
        return Err(body["value"]["message"]
            .as_str()
            .unwrap_or("no reason")
            .into());
    }
    Ok(body["value"].clone())
}
