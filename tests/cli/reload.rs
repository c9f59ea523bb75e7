//! `POST /reload` and SIGHUP.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use crate::{
    karto::{Folder, Karto, ask, wait_for, write_tiles},
    life::{PATIENT, client},
    upstream::Upstream,
};

const FIRST: &str = "port: 6533
sources:
  one: {public: true, formats: [json], uri: 'file://{tiles}?filetype=pbf'}
";
const SECOND: &str = "port: 6533
logging: {level: debug}
karto: {limits: {connections: 77}}
sources:
  one: {public: true, formats: [json], uri: 'file://{tiles}?filetype=pbf'}
  two: {public: true, formats: [json], uri: 'file://{tiles}?filetype=pbf'}
";
const BROKEN: &str = "port: 6533
sources:
  one: {public: true, formats: [json], uri: <%= somewhere %>}
";

struct Setup {
    folder: Folder,
    karto: Karto,
}

impl Setup {
    fn new() -> Self {
        let folder = Folder::with("");
        write_tiles(&folder.path("tiles"), "Somewhere");
        let setup = |folder: &Folder, text: &str| {
            folder.write("config.yaml", text.replace("{tiles}", folder.path("tiles").to_str().unwrap()).as_bytes());
        };
        setup(&folder, FIRST);
        let karto = Karto::serve(&["--config", &folder.config()]);
        Self { folder, karto }
    }

    fn config(&self, text: &str) {
        let text = text.replace("{tiles}", self.folder.path("tiles").to_str().unwrap());
        self.folder.write("config.yaml", text.as_bytes());
    }
}

#[test]
fn a_valid_configuration_replaces_the_active_one() {
    let setup = Setup::new();
    let karto = &setup.karto;
    let before = karto.get("/_info").json()["config"].clone();
    assert_eq!(karto.get("/two/1/0/0.json").status, 400);
    setup.config(SECOND);
    assert_eq!(karto.get("/two/1/0/0.json").status, 400, "not before it is asked for");
    let reply = karto.admin("POST", "/reload");
    let body = reply.json();
    assert_eq!((reply.status, &body["accepted"]), (200, &true.into()), "{body:#}");
    assert_eq!(body["needsRestart"], serde_json::json!(["karto.limits.connections"]));
    for path in ["/one/1/0/0.json", "/two/1/0/0.json"] {
        assert_eq!(karto.get(path).status, 200, "{path}");
    }
    let after = karto.get("/_info").json()["config"].clone();
    assert_ne!(before, after);
    assert_eq!(body["config"], after);
    assert_eq!(karto.metric(&format!("karto_config_hash{{hash={after}}}")), Some(1.0));
    assert_eq!(karto.metric(&format!("karto_config_hash{{hash={before}}}")), None);
    assert_eq!(karto.metric("karto_config_reloads_total{result=\"accepted\"}"), Some(1.0));
    assert_eq!(karto.admin("GET", "/log-level").text(), "debug\n", "the level goes with the file");
    assert!(karto.get("/?spec").text().contains("/two/{z}"));
    assert_eq!(karto.admin("GET", "/reload").status, 405);
}

#[test]
fn an_invalid_configuration_is_rejected_with_its_errors() {
    let mut setup = Setup::new();
    let before = setup.karto.get("/_info").text();
    setup.config(BROKEN);
    let reply = setup.karto.admin("POST", "/reload");
    let body = reply.json();
    assert_eq!((reply.status, &body["accepted"]), (422, &false.into()), "{body:#}");
    assert_eq!(body["check"]["findings"][0]["code"], "K0201", "{body:#}");
    assert!(body["problems"][0].as_str().unwrap().contains("config.yaml:3:"), "{body:#}");
    assert_eq!(setup.karto.get("/one/1/0/0.json").status, 200);
    assert_eq!(setup.karto.get("/_info").text(), before);
    assert_eq!(setup.karto.metric("karto_config_last_reload_successful"), Some(0.0));
    assert_eq!(setup.karto.metric("karto_config_reloads_total{result=\"refused\"}"), Some(1.0));
    let line = setup.karto.logged("the new configuration was rejected");
    assert_eq!(line["level"], "ERROR");
    // A configuration that passes the check but cannot be opened is rejected too.
    setup.config(&FIRST.replace("{tiles}", "/nowhere/at/all"));
    assert_eq!(setup.karto.admin("POST", "/reload").status, 422);
    setup.config(FIRST);
    assert_eq!(setup.karto.admin("POST", "/reload").status, 200);
    assert_eq!(setup.karto.metric("karto_config_last_reload_successful"), Some(1.0));
}

#[test]
fn a_hangup_reloads() {
    let setup = Setup::new();
    setup.config(SECOND);
    setup.karto.signal("HUP");
    wait_for("the new source", || setup.karto.get("/two/1/0/0.json").status == 200);
    setup.config(BROKEN);
    setup.karto.signal("HUP");
    wait_for("the refusal", || setup.karto.metric("karto_config_last_reload_successful") == Some(0.0));
    assert_eq!(setup.karto.get("/two/1/0/0.json").status, 200);
}

#[test]
fn requests_in_flight_finish_with_the_old_configuration() {
    let upstream = Upstream::start(Duration::from_millis(1500));
    let folder = Folder::with(&format!("port: 6533\nsources:\n{}", upstream.source("slow")));
    let karto = Karto::serve(&["--config", &folder.config()]);
    let asked = upstream.asked();
    let address = karto.address;
    let slow = std::thread::spawn(move || ask(address, "GET", "/slow/1/0/0.pbf").status);
    wait_for("the request to reach the upstream", || upstream.asked() > asked);
    folder.write("config.yaml", format!("port: 6533\nsources:\n{}", upstream.source("other")).as_bytes());
    assert_eq!(karto.admin("POST", "/reload").status, 200);
    assert_eq!(karto.get("/slow/1/0/0.pbf").text(), "\"Unknown source\"");
    assert_eq!(slow.join().unwrap(), 200);
}

#[test]
fn reloads_under_load_drop_no_requests_and_leak_nothing() {
    let config = |port: u16| PATIENT.replace("6533", &port.to_string());
    let folder = Folder::with(&config(6533));
    let mut karto = Karto::serve(&["--config", &folder.config()]);
    let threads = karto.metric("process_threads").unwrap();
    let answered = Arc::new(AtomicUsize::new(0));
    let clients: Vec<_> = (0..8)
        .map(|_| {
            let (address, answered) = (karto.address, answered.clone());
            std::thread::spawn(move || client(address, &answered))
        })
        .collect();
    for nth in 0..8 {
        let before = answered.load(Ordering::SeqCst);
        wait_for("load", || answered.load(Ordering::SeqCst) > before + 20);
        folder.write("config.yaml", config(7000 + nth).as_bytes());
        assert_eq!(karto.admin("POST", "/reload").status, 200);
    }
    wait_for("the drawing threads of the old ones to end", || {
        karto.metric("process_threads").unwrap() <= threads + 4.0
    });
    karto.signal("TERM");
    for client in clients {
        assert_eq!(client.join().unwrap(), Ok(()));
    }
    assert!(karto.ended().success());
}
