//! `karto dev eval-expression`: the style specification's expression tests.

use std::{
    borrow::Cow,
    io::{BufRead, Write},
    path::Path,
};

use anyhow::{Context as _, Result, bail};
use maplibre_expr::Type;
use serde_json::{Map, Value as Json, json};

use crate::{
    style::{
        expression::{
            ABSENT, Context, Expression, Feature, GeometryKind, Globals, Keys, Value, WholeFeatures, checked, json,
        },
        expression_type,
    },
    tile::TileId,
};

pub(super) fn run(test: Option<&Path>, jsonl: bool) -> Result<()> {
    let mut out = std::io::stdout().lock();
    if let Some(path) = test {
        writeln!(out, "{}", outcome(path)?)?;
    } else if jsonl {
        for line in std::io::stdin().lock().lines() {
            let answer = outcome(Path::new(&line?)).unwrap_or_else(|e| json!({"error": format!("{e:#}")}));
            writeln!(out, "{answer}")?;
        }
    } else {
        bail!("name a test.json or give --jsonl");
    }
    Ok(())
}

fn outcome(path: &Path) -> Result<Json> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let test: Json = serde_json::from_str(&text)?;
    let spec = specification(&test);
    let spec = &spec;
    let mut source = test.get("expression").context("a test needs an expression")?.clone();
    if source.is_object() {
        source = maplibre_expr::convert::convert_function(&source, spec);
    }
    let ty = expression_type(spec);
    let is_string = spec.get("type").and_then(Json::as_str) == Some("string");
    let expr = match checked(&source, ty.as_ref(), is_string) {
        Ok(expr) => expr,
        Err(e) => {
            let error = json!({"key": e.key, "error": e.to_string()});
            return Ok(json!({"compiled": {"result": "error", "errors": [error]}}));
        }
    };
    let mut keys = Keys::default();
    let expression = Expression::compile(&expr, &mut keys);
    let empty = Map::new();
    let state = test.get("globalState").and_then(Json::as_object).unwrap_or(&empty);
    let inputs = test.get("inputs").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
    let outputs: Vec<Json> = inputs.iter().map(|input| output(&expression, &keys, input, state, &ty)).collect();
    Ok(json!({
        "compiled": {
            "result": "success",
            "isFeatureConstant": !expression.reads_feature,
            "isZoomConstant": !expression.reads_zoom,
            "type": ty.map_or_else(|| "value".to_owned(), |t| t.to_string()),
        },
        "outputs": outputs,
    }))
}

/// The property that a test is about, with what the suite takes for granted.
fn specification(test: &Json) -> Json {
    let mut spec = test.get("propertySpec").and_then(Json::as_object).cloned().unwrap_or_default();
    spec.entry("property-type").or_insert_with(|| json!("data-driven"));
    spec.entry("expression").or_insert_with(|| json!({"interpolated": true, "parameters": ["zoom", "feature"]}));
    Json::Object(spec)
}

fn output(expression: &Expression, keys: &Keys, input: &Json, state: &Map<String, Json>, ty: &Option<Type>) -> Json {
    let whole = Whole::new(input.get(1).unwrap_or(&Json::Null));
    let global = |name: &str| input.get(0).and_then(|g| g.get(name));
    let number = |name: &str| global(name).and_then(Json::as_f64);
    let available: Vec<&str> = global("availableImages")
        .and_then(Json::as_array)
        .map_or_else(Vec::new, |l| l.iter().filter_map(Json::as_str).collect());
    let has_image = |name: &str| available.contains(&name);
    let slots: Vec<u32> = keys.names().map(|name| whole.slot(name)).collect();
    let feature = Feature {
        id: whole.id.borrowed(),
        kind: whole.kind,
        slots: &slots,
        values: &whole.values,
        whole: &whole,
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
    match expression.evaluate(&context) {
        Ok(value) if *ty == Some(Type::VariableAnchorOffsetCollection) => {
            json!({"values": json::output(&value.to_reference())})
        }
        Ok(value) => json::output(&value.to_reference()),
        Err(e) => json!({"error": e.to_string()}),
    }
}

/// The test's feature.
struct Whole {
    id: Value<'static>,
    kind: GeometryKind,
    keys: Vec<String>,
    values: Vec<Value<'static>>,
    lines: Vec<Vec<(f64, f64)>>,
    state: Vec<(String, maplibre_expr::Value)>,
}

impl Whole {
    fn new(json: &Json) -> Self {
        let properties = json.get("properties").and_then(Json::as_object).cloned().unwrap_or_default();
        let geometry = json.get("geometry");
        let name = geometry.and_then(|g| g.get("type")).or(json.get("type")).and_then(Json::as_str);
        let mut lines = Vec::new();
        positions(geometry.and_then(|g| g.get("coordinates")).unwrap_or(&Json::Null), &mut lines);
        Self {
            id: json.get("id").map_or(Value::Null, value),
            kind: match name {
                Some("Point" | "MultiPoint") => GeometryKind::Point,
                Some("LineString" | "MultiLineString") => GeometryKind::Line,
                Some("Polygon" | "MultiPolygon") => GeometryKind::Polygon,
                _ => GeometryKind::Unknown,
            },
            keys: properties.keys().cloned().collect(),
            values: properties.values().map(value).collect(),
            lines,
            state: json.get("featureState").and_then(Json::as_object).map_or_else(Vec::new, |s| {
                s.iter().map(|(k, v)| (k.clone(), maplibre_expr::Value::from_json(v))).collect()
            }),
        }
    }

    fn slot(&self, name: &str) -> u32 {
        let at = self.keys.iter().position(|k| k == name);
        at.and_then(|at| u32::try_from(at).ok()).unwrap_or(ABSENT)
    }
}

fn value(json: &Json) -> Value<'static> {
    match json {
        Json::String(s) => Value::String(Cow::Owned(s.clone())),
        other => Value::from_reference(maplibre_expr::Value::from_json(other)),
    }
}

/// Collects the innermost lists of positions.
fn positions(json: &Json, lines: &mut Vec<Vec<(f64, f64)>>) {
    let pair = |json: &Json| Some((json.get(0)?.as_f64()?, json.get(1)?.as_f64()?));
    if let Some(point) = pair(json) {
        lines.push(vec![point]);
    } else if let Some(items) = json.as_array() {
        match items.iter().map(pair).collect::<Option<Vec<_>>>() {
            Some(line) => lines.push(line),
            None => items.iter().for_each(|item| positions(item, lines)),
        }
    }
}

impl WholeFeatures for Whole {
    fn properties(&self, _: usize, visit: &mut dyn FnMut(&str, &Value<'_>)) {
        self.keys.iter().zip(&self.values).for_each(|(k, v)| visit(k, v));
    }

    fn state(&self, _: usize) -> Vec<(String, maplibre_expr::Value)> {
        self.state.clone()
    }

    fn lon_lat(&self, _: usize) -> Vec<Vec<(f64, f64)>> {
        self.lines.clone()
    }
}
