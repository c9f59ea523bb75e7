//! The parameters of requests.

use super::*;

fn parse(query: &str, format: Format, settings: &HandlerSettings) -> Result<Option<MapdataRequest>, String> {
    let pairs: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let pairs = pairs.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    MapdataRequest::parse(pairs, format, settings).map_err(|error| error.to_string())
}

#[test]
fn parameters_are_checked_in_the_order_of_the_original() {
    let boths = "Both domain and title params are required";
    let groups = "A comma-separated list of groups is required";
    let domain = "Domain is not allowed";
    for (query, expected) in [
        ("", Ok(false)),
        ("groups=a", Ok(false)),
        ("domain=&title=&groups=a", Ok(false)),
        ("domain=en.wikipedia.org&title=Foo&groups=a", Ok(true)),
        ("domain=https://en.wikipedia.org&title=Foo&groups=a&revid=1", Ok(true)),
        ("domain=en.wikipedia.org", Err(boths)),
        ("title=Foo&groups=a", Err(boths)),
        ("title[]=Foo&domain=en.wikipedia.org&groups=a", Err(boths)),
        ("domain=en.wikipedia.org&title=Foo", Err(groups)),
        ("domain=en.wikipedia.org&title=Foo&groups=", Err(groups)),
        ("domain=en.wikipedia.org&title=Foo&groups=a&groups=b", Err(groups)),
        ("domain=evil.example&title=Fo|o&groups=a", Err("title param may not contain pipe \"|\" symbol")),
        ("domain=evil.example&title=Foo&groups=a&revid=1|2", Err("revid param may not contain pipe \"|\" symbol")),
        ("domain=evil.example&title=Foo&groups=a", Err(domain)),
        ("domain=en.wikipedia.org/x&title=Foo&groups=a", Err(domain)),
        ("domain=en.wikipedia.org&domain=en.wikipedia.org&title=Foo&groups=a", Err(domain)),
    ] {
        let found = parse(query, Format::Png, &settings()).map(|request| request.is_some());
        assert_eq!(found, expected.map_err(str::to_owned), "{query}");
    }
    let png = Err("Only png format is allowed for images with overlays".to_owned());
    assert_eq!(parse("domain=x", Format::Jpeg, &settings()), png);
    let off = Err("Snapshot overlays are disabled, conf.allowedDomains is not set".to_owned());
    assert_eq!(parse("title=x", Format::Jpeg, &HandlerSettings::default()), off);
    assert_eq!(parse("groups=x", Format::Jpeg, &HandlerSettings::default()), Ok(None));
}

#[test]
fn what_a_client_may_ask_for_is_bounded() {
    let with = |name: &str, value: String| {
        let query = format!("domain=en.wikipedia.org&{name}={value}");
        let rest = ["title=Foo", "groups=a"].into_iter().filter(|pair| !pair.starts_with(name));
        parse(&rest.fold(query, |query, pair| format!("{query}&{pair}")), Format::Png, &settings())
    };
    assert_eq!(with("title", "x".repeat(2000)), Err("title param is too long".to_owned()));
    assert_eq!(with("groups", "x".repeat(300)), Err("groups param is too long".to_owned()));
    let many: Vec<_> = (0..300).map(|i| i.to_string()).collect();
    assert_eq!(with("groups", many.join(",")), Err("Not more than 200 groups allowed".to_owned()));
    assert_eq!(with("groups", "a,b,a".to_owned()).unwrap().unwrap().groups, ["a", "b"]);
}
