//! `karto seed`.

use std::time::Duration;

use crate::{
    karto::{Folder, Karto, run, stdout},
    upstream::Upstream,
};

fn report(output: &std::process::Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {output:?}"))
}

#[test]
fn seeded_tiles_are_served_from_the_cache() {
    let upstream = Upstream::start(Duration::ZERO);
    let folder = Folder::with(&format!("port: 6533\nsources:\n{}", upstream.source("far")));
    let karto = Karto::serve(&["--config", &folder.config()]);
    let args = ["seed", &karto.url(), "--source", "far", "--zooms", "0-3", "--output", "json"];
    let output = run(&args);
    let seeded = report(&output);
    assert_eq!(
        (output.status.code(), &seeded["asked"], &seeded["made"], &seeded["failed"]),
        (Some(0), &85.into(), &85.into(), &0.into())
    );
    let asked = upstream.asked();
    assert_eq!(karto.get("/far/3/7/7.pbf").status, 200);
    assert_eq!(upstream.asked(), asked, "the upstream gets no second request");
    assert_eq!(report(&run(&args))["cached"], 85);
}

#[test]
fn areas_lists_formats_and_the_configured_address_can_be_seeded() {
    let karto = Karto::serve(&[]);
    let port = karto.address.port().to_string();
    let box_of_one = [
        "--source",
        "karto",
        "--format",
        "png,webp",
        "--scale",
        "2",
        "--lang",
        "fr,de",
        "--zooms",
        "3",
        "--bbox",
        "9,47,10,48",
    ];
    let output =
        run(&[&["seed", "--port", &port, "--interface", "127.0.0.1", "--output", "json"], &box_of_one[..]].concat());
    assert_eq!((output.status.code(), &report(&output)["asked"]), (Some(0), &8.into()), "{output:?}");
    let folder = Folder::with("");
    folder.write("tiles.txt", b"# changed\n0/0/0\n\n1/1/0\n");
    let list = folder.path("tiles.txt");
    let output = run(&["seed", &karto.url(), "--source", "world", "--list", list.to_str().unwrap(), "--rate", "500"]);
    let said = stdout(&output);
    assert!(output.status.success() && said.contains("2 tiles in") && said.contains("0 failed"), "{said}");
    folder.write("log.txt", b"/world/0/0/0.pbf\n1.2.3.4 - - [x] \"GET /karto/0/0/0.png HTTP/1.1\" 200 1 \"-\" \"-\"\n");
    let log = folder.path("log.txt");
    let output = run(&["seed", &karto.url(), "--list", log.to_str().unwrap(), "--output", "json"]);
    assert_eq!(report(&output)["asked"], 2);
    let output =
        run(&["seed", "--every-address", &format!("http://localhost:{port}"), "--source", "world", "--zooms", "0"]);
    assert!(stdout(&output).contains(&format!(" at 127.0.0.1:{port}: 1 tiles")), "{output:?}");
}

#[test]
fn invalid_selections_are_rejected_and_failures_are_counted() {
    let karto = Karto::serve(&[]);
    let url = karto.url();
    for (args, words) in [
        (&["--source", "karto"][..], "no tiles selected: use --zooms FROM-TO"),
        (&["--zooms", "0-2"][..], "no source selected: use --source"),
        (&["--source", "karto", "--zooms", "0-12"][..], "more than --limit 1000000"),
        (&["--source", "nobody", "--zooms", "0"][..], "answers 400"),
        (&["--source", "karto", "--zooms", "9-3"][..], "expected a zoom or a range"),
        (&["--list", "/no/such/file"][..], "/no/such/file"),
    ] {
        let output = run(&[&["seed", &url], args].concat());
        let said = String::from_utf8(output.stderr.clone()).unwrap();
        assert!(said.contains(words), "{words}: {said}");
        assert_eq!(output.status.code(), Some(2), "{said}");
    }
    let output = run(&["seed", &url, "--source", "karto", "--format", "gif", "--zooms", "0-4"]);
    let said = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("gave up after 200 failures in a row") && said.contains(".gif: answered with 400"), "{said}");
}
