//! A short hash that identifies a configuration in logs, `/_info` and metrics.

use sha2::{Digest, Sha256};

use super::{
    document::{DocumentNode, Kind},
    secrets,
};

/// The first 12 hex digits of the SHA-256 of the file, service and sources after expansion. Values of secret keys,
/// values from the environment, and credentials in URLs do not contribute.
pub(super) fn of<'n>(
    main: &DocumentNode,
    conf: &DocumentNode,
    sources: impl Iterator<Item = (&'n str, &'n DocumentNode)>,
) -> String {
    let mut hasher = Sha256::new();
    feed(main, false, &mut hasher);
    feed(conf, false, &mut hasher);
    for (id, node) in sources {
        hasher.update(id.as_bytes());
        feed(node, false, &mut hasher);
    }
    hasher.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

fn feed(node: &DocumentNode, secret: bool, hasher: &mut Sha256) {
    match &node.kind {
        Kind::Null | Kind::Broken => hasher.update(b"~\0"),
        Kind::Scalar(_) if secret || node.environment().is_some() => hasher.update(b"*\0"),
        Kind::Scalar(scalar) => {
            hasher.update(if scalar.plain { b"p" } else { b"q" });
            hasher.update(secrets::mask(&scalar.text).as_bytes());
            hasher.update(b"\0");
        }
        Kind::Sequence(items) => {
            hasher.update(b"[");
            items.iter().for_each(|item| feed(item, secret, hasher));
            hasher.update(b"]");
        }
        Kind::Mapping(entries) => {
            hasher.update(b"{");
            for entry in entries {
                hasher.update(entry.key.as_bytes());
                hasher.update(b"\0");
                feed(&entry.value, secret || secrets::is_secret_name(&entry.key), hasher);
            }
            hasher.update(b"}");
        }
    }
}
