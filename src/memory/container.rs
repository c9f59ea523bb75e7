//! The memory limit of the container.

use std::{fs, path::Path};

/// The limit on the memory of this process in bytes: that of its control group or of one that holds it, whichever is
/// least. `None` if there is none, or outside of Linux.
pub(super) fn limit() -> Option<u64> {
    let groups = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    limit_in(Path::new("/sys/fs/cgroup"), &groups)
}

/// `groups` has lines such as `0::/kubepods/pod1` (version 2) and `9:memory:/docker/1` (version 1).
fn limit_in(root: &Path, groups: &str) -> Option<u64> {
    let mut least: Option<u64> = None;
    for line in groups.lines() {
        let mut parts = line.splitn(3, ':');
        let (Some(_), Some(controllers), Some(path)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let (folder, file) = match controllers {
            "" => (root.to_path_buf(), "memory.max"),
            list if list.split(',').any(|name| name == "memory") => (root.join("memory"), "memory.limit_in_bytes"),
            _ => continue,
        };
        // In a container with its own namespace, the path is `/`, or one that does not exist in it.
        let group = folder.join(path.trim_start_matches('/'));
        for group in group.ancestors().take_while(|group| group.starts_with(&folder)) {
            let text = fs::read_to_string(group.join(file)).unwrap_or_default();
            // `max`, or in version 1 a number near 2^63, means that there is no limit.
            if let Ok(bytes) = text.trim().parse::<u64>()
                && bytes < 1 << 60
            {
                least = Some(least.map_or(bytes, |least| least.min(bytes)));
            }
        }
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_limit_of_all_groups_counts() {
        let root = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("pods/one/memory.max", "max\n");
        write("pods/memory.max", "1000\n");
        write("memory/docker/a/memory.limit_in_bytes", "9223372036854771712\n");
        assert_eq!(limit_in(root.path(), "0::/pods/one\n"), Some(1000));
        assert_eq!(limit_in(root.path(), "0::/elsewhere\n"), None);
        assert_eq!(limit_in(root.path(), "9:cpu,memory:/docker/a\n"), None);
        write("memory/docker/a/memory.limit_in_bytes", "500\n");
        assert_eq!(limit_in(root.path(), "9:cpu,memory:/docker/a\n0::/pods/one\n"), Some(500));
        write("memory.max", "200\n");
        assert_eq!(limit_in(root.path(), "0::/\n"), Some(200));
        assert_eq!(limit_in(root.path(), "nonsense"), None);
    }
}
