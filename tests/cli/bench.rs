//! `karto bench`.

use crate::karto::{Folder, Karto, run, stdout};

/// Loads for as short as possible.
const SHORT: [&str; 6] = ["--duration", "1s", "--warm-up", "100ms", "--connections", "8"];

/// Runs the command with `args`, and returns the measurements that it reports.
fn measured(args: &[&str]) -> Vec<serde_json::Value> {
    let output = run(&[&["bench", "--json"], &SHORT[..], args].concat());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    report["measurements"].as_array().unwrap().clone()
}

#[test]
fn every_kind_of_address_is_loaded() {
    let karto = Karto::serve(&[]);
    let url = karto.url();
    for (path, more) in [
        ("", &["--source", "karto", "--retina", "0.5", "--lang", "fr,de"][..]),
        ("", &["--source", "world", "--format", "pbf", "--zooms", "0-4", "--bbox", "0,0,90,60"]),
        ("/world/info.json", &[]),
        ("/world/{z}/{x}/{y}.pbf", &["--zooms", "0-3"]),
        ("/world/0/0/0.pbf", &["--header", "Accept-Encoding: gzip"]),
    ] {
        let address = format!("{url}{path}");
        let found = &measured(&[&[address.as_str()], more].concat())[0];
        let responses = found["responses"].as_u64().unwrap();
        assert!(responses > 0, "{path}: {found}");
        assert_eq!(found["statuses"], serde_json::json!({"200": responses}), "{path}: {found}");
        assert!(found["bytes"].as_u64().unwrap() > 0 && found["latencyMilliseconds"]["mean"].as_f64().unwrap() > 0.0);
        let sum: u64 = found["responsesInSecond"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).sum();
        assert_eq!(sum, responses);
    }
    let metrics = karto.admin("GET", "/metrics").text();
    assert!(metrics.contains("format=\"png\",scale=\"2\""), "some people have screens of twice the density");
}

#[test]
fn an_open_loop_keeps_its_rate_and_a_list_is_replayed() {
    let karto = Karto::serve(&[]);
    let folder = Folder::with("");
    folder.write("log.txt", b"/world/0/0/0.pbf\n/nothing\n/world/0/0/0.pbf\n/world/0/0/0.pbf\n");
    let log = folder.path("log.txt");
    let found = &measured(&[&karto.url(), "--list", log.to_str().unwrap(), "--rate", "200"])[0];
    let count = |status: &str| found["statuses"][status].as_u64().unwrap();
    // 200 requests on average; the standard deviation is 14.
    assert!((130..270).contains(&(count("200") + count("404"))), "{found}");
    assert!(count("200").abs_diff(3 * count("404")) <= 4, "a request counts as often as it is in the list: {found}");
    assert_eq!((&found["rate"], &found["unsent"]), (&200.0.into(), &0.into()));
}

#[test]
fn servers_are_compared_side_by_side() {
    let (first, second) = (Karto::serve(&[]), Karto::serve(&[]));
    let folder = Folder::with("");
    let page = folder.path("report.html");
    let urls = [format!("{}/world/0/0/0.pbf", first.url()), format!("{}/robots.txt", second.url())];
    let args = [&["bench", &urls[0], &urls[1], "--html", page.to_str().unwrap()], &SHORT[..]].concat();
    let output = run(&args);
    let said = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    for row in ["[1]", "[2]", "responses/s", "99.9 %", "status 200", "generator: cores"] {
        assert!(said.contains(row), "{row}: {said}");
    }
    #[cfg(target_os = "linux")]
    assert!(said.contains("server: cores") && said.contains("memory, MiB"), "{said}");
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains(&urls[1]) && page.matches("<svg").count() == 2 && page.matches("<polyline").count() == 4);
    assert!(!page.contains("<script") && !page.contains("src="), "the page needs nothing else");
}

#[test]
fn servers_without_responses_and_wrong_options_are_reported() {
    let unused = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = unused.local_addr().unwrap();
    drop(unused);
    let url = format!("http://{address}/{{z}}/{{x}}/{{y}}.png");
    let output = run(&[&["bench", &url, "--rate", "20"], &SHORT[..]].concat());
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(stdout(&output).contains("failed: connect"), "{output:?}");
    for (args, words) in [
        (&["https://127.0.0.1/{z}/{x}/{y}"][..], "only http://"),
        (&["nowhere"], "is not a URL"),
        (&["http://127.0.0.1:1/a", "--list", "/no/such/file"], "/no/such/file"),
        (&["http://127.0.0.1:1/a", "--rate", "0"], "expected a number of requests per second"),
        (&["http://127.0.0.1:1/a", "--retina", "2"], "expected a number from 0 to 1"),
        (&["http://127.0.0.1:1/a", "--rate", "5", "--think", "1s"], "cannot be used with"),
    ] {
        let output = run(&[&["bench"], args].concat());
        let said = String::from_utf8(output.stderr.clone()).unwrap();
        assert!(said.contains(words), "{words}: {said}");
        assert_eq!(output.status.code(), Some(2), "{said}");
    }
}
