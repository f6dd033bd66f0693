//! A real browser, driven over `WebDriver`, and what a person does with it by keyboard.

use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

pub(crate) type Told<T = ()> = Result<T, Box<dyn Error>>;

/// More presses of Tab than any page has places to stop.
const MOST_TABS: usize = 400;

/// A browser that starts cold on a busy machine is slow, not broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// A browser without a window; ends with its owner.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    client: Client,
}

/// Whether what is needed is there. In the checks of the project a test may not be left out.
pub(crate) fn is_there(what: &str, found: bool) -> bool {
    if !found {
        let must = std::env::var_os("WIEL_CI").is_some_and(|value| value == "1");
        assert!(
            !must,
            "{what} is not there, and WIEL_CI=1 says that it must be"
        );
        let told = format!("\n*** SKIPPED: {what} is not there, so nothing was tested here ***\n");
        // Past the harness, which keeps what a test that passes prints to itself.
        _ = std::io::stderr().write_all(told.as_bytes());
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
    pub(crate) async fn start(driver: PathBuf, profile: &str) -> Told<Self> {
        let mut driver = Command::new(driver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut said = BufReader::new(driver.stdout.take().expect("it was piped"));
        let port = loop {
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
        let wanted = json!({ "goog:chromeOptions": { "args": arguments } });
        let Value::Object(wanted) = wanted else {
            unreachable!("it was written as an object")
        };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder
            .capabilities(wanted)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await?;
        Ok(Self {
            driver,
            port,
            client,
        })
    }

    pub(crate) async fn open(&self, address: &str) -> Told {
        Ok(self.client.goto(address).await?)
    }

    pub(crate) async fn address(&self) -> Told<String> {
        Ok(self.client.current_url().await?.to_string())
    }

    /// What a script returns.
    pub(crate) async fn script(&self, script: &str) -> Told<Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// What a script tells when it is done; its last argument is whom to tell.
    pub(crate) async fn script_later(&self, script: &str) -> Told<Value> {
        Ok(self.client.execute_async(script, Vec::new()).await?)
    }

    /// The text of the first element that fits.
    pub(crate) async fn text(&self, selector: &str) -> Told<String> {
        let script = format!("return document.querySelector({selector:?})?.innerText ?? ''");
        let text = self.script(&script).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until what a script returns is as it should be.
    pub(crate) async fn until(&self, script: &str, is_so: impl Fn(&Value) -> bool) -> Told {
        let mut found = Value::Null;
        for _ in 0..200 {
            // While another page is coming there is nothing to ask.
            found = self.script(script).await.unwrap_or_default();
            if is_so(&found) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(format!("{script} stays {found}").into())
    }

    /// Puts the mouse on the first element that fits.
    pub(crate) async fn hover(&self, selector: &str) -> Told {
        let place = format!(
            "const one = document.querySelector({selector:?}); one.scrollIntoView({{ block: 'center' }});
             const box = one.getBoundingClientRect();
             return [box.x + box.width / 2, box.y + box.height / 2]"
        );
        let place = self.script(&place).await?;
        let mouse = json!({ "type": "mouseMoved", "x": place[0], "y": place[1] });
        self.command("Input.dispatchMouseEvent", &mouse).await
    }

    /// Types where the focus is.
    pub(crate) async fn press(&self, keys: &str) -> Told {
        Ok(self.client.active_element().await?.send_keys(keys).await?)
    }

    /// Presses Tab until the focus is on what fits; that it can be seen there is part of getting there.
    pub(crate) async fn tab_to(&self, selector: &str) -> Told {
        let there = format!("return document.activeElement.matches({selector:?})");
        for _ in 0..MOST_TABS {
            if self.script(&there).await? == json!(true) {
                let outline = "return getComputedStyle(document.activeElement).outlineStyle";
                let outline = self.script(outline).await?;
                assert_ne!(
                    outline,
                    json!("none"),
                    "the focus on {selector} cannot be seen"
                );
                return Ok(());
            }
            self.press("\u{E004}").await?;
        }
        Err(format!("Tab does not lead to {selector}").into())
    }

    /// Goes to what fits and presses Enter there; waits until another page is shown.
    pub(crate) async fn follow(&self, selector: &str) -> Told {
        self.tab_to(selector).await?;
        self.script("window.before = true").await?;
        self.press("\u{E007}").await?;
        for _ in 0..300 {
            let shown = "return window.before === undefined && document.readyState === 'complete'";
            if self
                .script(shown)
                .await
                .is_ok_and(|shown| shown == json!(true))
            {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err(format!("{selector} leads nowhere").into())
    }

    /// A command of the browser's own protocol, which `WebDriver` has no word for.
    pub(crate) async fn command(&self, name: &str, parameters: &Value) -> Told {
        let session = self.client.session_id().await?.ok_or("no session")?;
        let body = json!({ "cmd": name, "params": parameters }).to_string();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(
            stream,
            "POST /session/{session}/goog/cdp/execute HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )?;
        // The driver keeps the connection open: the first line tells how it went.
        stream.set_read_timeout(Some(PATIENCE))?;
        let mut status = String::new();
        BufReader::new(stream).read_line(&mut status)?;
        if status.starts_with("HTTP/1.1 200") {
            return Ok(());
        }
        Err(format!("{name}: {status}").into())
    }

    /// Ends the browser before its driver.
    pub(crate) async fn close(mut self) -> Told {
        let closed = self.client.clone().close().await;
        self.driver.kill()?;
        self.driver.wait()?;
        Ok(closed?)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Does nothing when it was closed.
        _ = self.driver.kill();
        _ = self.driver.wait();
    }
}
