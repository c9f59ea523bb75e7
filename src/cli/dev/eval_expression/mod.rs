//! `karto dev eval-expression`: the style specification's expression tests.

mod feature;
mod output;

use std::{
    collections::BTreeMap,
    io::{BufRead, Write},
    path::Path,
};

use anyhow::{Context as _, Result, bail};
use serde_json::{Value as Json, json};

use crate::{
    style::{
        expression::{Context, Feature, Globals, Value},
        maplibre::PropertyExpression,
    },
    tile::TileId,
};
use feature::TestFeature;

pub(super) fn run(test: Option<&Path>, jsonl: bool) -> Result<()> {
    let mut out = std::io::stdout().lock();
    if let Some(path) = test {
        writeln!(out, "{}", outcome(path)?)?;
    } else if jsonl {
        for line in std::io::stdin().lock().lines() {
            let outcome = outcome(Path::new(&line?)).unwrap_or_else(|e| json!({"error": format!("{e:#}")}));
            writeln!(out, "{outcome}")?;
        }
    } else {
        bail!("name a test.json or give --jsonl");
    }
    Ok(())
}

/// Runs the test at `path`, and returns the result in the format of the test suite.
fn outcome(path: &Path) -> Result<Json> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let test: Json = serde_json::from_str(&text)?;
    let source = test.get("expression").context("a test needs an expression")?;
    let compiled = match PropertyExpression::compile(source, &specification(&test)) {
        Ok(compiled) => compiled,
        Err(e) => {
            let error = json!({"key": e.key, "error": e.message});
            return Ok(json!({"compiled": {"result": "error", "errors": [error]}}));
        }
    };
    let state = test.get("globalState").and_then(Json::as_object).into_iter().flatten();
    let state = state.map(|(key, value)| (key.clone(), Value::from_json(value))).collect();
    let inputs = test.get("inputs").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
    let outputs: Vec<Json> = inputs.iter().map(|input| evaluated(&compiled, input, &state)).collect();
    Ok(json!({
        "compiled": {
            "result": "success",
            "isFeatureConstant": !compiled.expression.reads_feature(),
            "isZoomConstant": !compiled.expression.reads_zoom(),
            "type": compiled.type_name,
        },
        "outputs": outputs,
    }))
}

/// The specification of the property in a test, with the defaults of the suite.
fn specification(test: &Json) -> Json {
    let mut spec = test.get("propertySpec").and_then(Json::as_object).cloned().unwrap_or_default();
    spec.entry("property-type").or_insert_with(|| json!("data-driven"));
    spec.entry("expression").or_insert_with(|| json!({"interpolated": true, "parameters": ["zoom", "feature"]}));
    Json::Object(spec)
}

/// The expression's output for one input: a pair of globals and feature.
fn evaluated(compiled: &PropertyExpression, input: &Json, state: &BTreeMap<String, Value<'static>>) -> Json {
    let tested = TestFeature::new(input.get(1).unwrap_or(&Json::Null));
    let global = |name: &str| input.get(0).and_then(|g| g.get(name));
    let number = |name: &str| global(name).and_then(Json::as_f64);
    let available: Vec<&str> = global("availableImages")
        .and_then(Json::as_array)
        .map_or_else(Vec::new, |l| l.iter().filter_map(Json::as_str).collect());
    let has_image = |name: &str| available.contains(&name);
    let slots: Vec<u32> = compiled.keys.names().map(|name| tested.slot(name)).collect();
    let feature = Feature {
        id: tested.id.borrowed(),
        kind: tested.kind,
        slots: &slots,
        values: &tested.values,
        whole: &tested,
        index: 0,
    };
    let tile = global("canonicalID").and_then(|id| {
        let part = |name: &str| id.get(name).and_then(Json::as_u64);
        TileId::new(u32::try_from(part("z")?).ok()?, part("x")?, part("y")?).ok()
    });
    let context = Context {
        zoom: number("zoom"),
        feature: Some(&feature),
        tile,
        ramp: number("heatmapDensity").or(number("lineProgress")).or(number("elevation")).unwrap_or(0.0),
        fading: false,
        globals: Some(Globals { has_image: &has_image, state }),
    };
    match compiled.expression.evaluate(&context) {
        Ok(value) => output::json(&value),
        Err(e) => json!({"error": e.to_string()}),
    }
}
