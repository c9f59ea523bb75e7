//! `karto check` and `karto schema` as commands: exit statuses and formats.

use std::process::{Command, Output};

use crate::support::fixtures;

fn karto(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_karto"))
        .args(args)
        .current_dir(fixtures())
        .env_clear()
        .env("DB_PASSWORD", "zebra-97-umbrella")
        .env("GEOSHAPES_PASSWORD", "zebra-98-umbrella")
        .output()
        .unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_valid_configuration_exits_with_0() {
    let output = karto(&["check", "valid/production.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
}

#[test]
fn findings_exit_with_1_and_are_all_reported() {
    let output = karto(&["check", "broken/many-at-once.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).ends_with("7 errors, 1 remark\n"), "{}", text(&output));
}

#[test]
fn warnings_fail_only_when_they_are_denied() {
    assert_eq!(karto(&["check", "broken/nothing-public.yaml"]).status.code(), Some(0));
    assert_eq!(karto(&["check", "--deny-warnings", "broken/nothing-public.yaml"]).status.code(), Some(1));
}

#[test]
fn wrong_usage_and_missing_files_exit_with_2() {
    assert_eq!(karto(&["check", "no-such.yaml"]).status.code(), Some(2));
    assert_eq!(karto(&["check", "--format", "xml"]).status.code(), Some(2));
    assert_eq!(karto(&["chekc"]).status.code(), Some(2));
}

#[test]
fn the_embedded_configuration_is_checked_by_default() {
    let output = karto(&["check"]);
    assert_eq!((output.status.code(), text(&output).as_str()), (Some(0), "no findings\n"));
}

#[test]
fn the_json_report_has_the_same_diagnostics() {
    let output = karto(&["check", "--format", "json", "broken/incident-uri-rendered-to-nothing/config.yaml"]);
    let report: serde_json::Value = serde_json::from_str(&text(&output)).unwrap();
    let finding = &report["findings"][0];
    assert_eq!(report["errors"], 1);
    assert_eq!(finding["code"], "K0203");
    assert_eq!(finding["file"], "broken/incident-uri-rendered-to-nothing/sources.yaml");
    assert_eq!((finding["line"].as_u64(), finding["column"].as_u64()), (Some(4), Some(3)));
    assert_eq!(finding["path"], "tegola-secondary.uri");
}

#[test]
fn github_gets_workflow_commands() {
    let output = karto(&["check", "--format", "github", "broken/port-out-of-range.yaml"]);
    assert_eq!(
        text(&output),
        "::error file=broken/port-out-of-range.yaml,line=4,col=13,title=K0403::`port` must be a whole number from 1 to 65535, not `65536` (at services[0].conf.port)\n"
    );
}

#[test]
fn several_configurations_are_checked_one_by_one() {
    let output = karto(&["check", "valid/production.yaml", "broken/port-negative.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("port-negative.yaml:4:13"));
}

#[test]
fn the_schema_is_json() {
    let schema: serde_json::Value = serde_json::from_str(&text(&karto(&["schema"]))).unwrap();
    assert_eq!(schema["title"], "karto");
}

#[test]
fn another_version_than_the_required_one_is_refused() {
    let version = env!("CARGO_PKG_VERSION");
    let right = karto(&["check", "valid/production.yaml", &format!("--require-version={version}")]);
    assert_eq!(right.status.code(), Some(0), "{}", text(&right));
    let wrong = karto(&["check", "valid/production.yaml", "--require-version", "9.8.7"]);
    assert_eq!(wrong.status.code(), Some(1));
    let said = text(&wrong);
    assert!(said.contains(&format!("this is karto {version}, but version 9.8.7 is required")), "{said}");
    let prefix = karto(&["check", "--format", "json", "--require-version", version.split('.').next().unwrap()]);
    let report: serde_json::Value = serde_json::from_str(&text(&prefix)).unwrap();
    assert_eq!((prefix.status.code(), report["findings"][0]["code"].as_str()), (Some(1), Some("K0902")));
}

#[test]
fn the_version_names_the_revision() {
    let output = karto(&["--version"]);
    assert_eq!(text(&output), format!("karto {}\n", karto::version::full()));
    assert!(text(&output).starts_with(concat!("karto ", env!("CARGO_PKG_VERSION"), " (")), "{}", text(&output));
}
