//! A real PostgreSQL with PostGIS for tests: its own cluster in a temporary folder, on a free loopback port.
//!
//! The server is the child of a small shell, the keeper, which reads commands from a pipe. However the
//! test process ends (a panic, an abort, Ctrl-C, SIGKILL), the pipe closes with it, and the keeper stops
//! the server and removes the folder. So one cluster may be shared by all tests of a process
//! ([`Postgres::shared`]) and still nothing is left behind.

#![allow(dead_code, reason = "each test binary uses its part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{
        Mutex, OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

/// The superuser of the cluster.
pub(super) const ADMIN: &str = "karto_admin";
/// The role that tiles are served as.
pub(super) const USER: &str = "karto";
/// The password of both.
pub(super) const PASSWORD: &str = "s3cret-passw0rd";

/// A cluster with one template database that has PostGIS; stopped and removed on drop.
pub(super) struct Postgres {
    keeper: Mutex<Keeper>,
    port: u16,
    folder: PathBuf,
    binaries: PathBuf,
    databases: AtomicU32,
}

struct Keeper {
    child: Child,
    commands: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// Reads `start`, `stop` and `kill`, answers each with one line; ends the server and the folder with its input.
const KEEPER: &str = r#"
trap '' INT TERM HUP
folder=$1 port=$2 bin=$3
umask 077
server=
halt() { [ -z "$server" ] || { kill -"$1" "$server" 2>/dev/null; wait "$server" 2>/dev/null; server=; }; }
start() {
    "$bin/postgres" -D "$folder/data" -p "$port" >>"$folder/log" 2>&1 </dev/null & server=$!
    tries=0
    until "$bin/pg_isready" -q -h "$folder" -p "$port"; do
        tries=$((tries + 1))
        if [ $tries -gt 300 ] || ! kill -0 "$server" 2>/dev/null; then
            echo "failed: $(tail -n 3 "$folder/log" | tr '\n' ' ')"; return
        fi
        sleep 0.1
    done
    echo started
}
while read -r command; do
    case $command in
        start) start ;;
        stop) halt INT; echo stopped ;;
        kill) halt QUIT; echo stopped ;;
    esac
done
halt QUIT
rm -rf "$folder"
"#;

impl Postgres {
    /// The cluster shared by the tests of this process.
    pub(super) fn shared() -> &'static Self {
        static SHARED: OnceLock<Postgres> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    /// A separate cluster, which can be stopped and started.
    pub(super) fn start() -> Self {
        Self::start_with("")
    }

    /// A separate cluster with additional lines in `postgresql.conf`.
    pub(super) fn start_with(settings: &str) -> Self {
        let binaries = binaries();
        // between the choice of a free port and its use, another process may take it
        let mut reasons = Vec::new();
        for _ in 0..5 {
            match Self::try_start(&binaries, settings) {
                Ok(postgres) => {
                    postgres.prepare();
                    return postgres;
                }
                Err(reason) => reasons.push(reason),
            }
        }
        panic!("PostgreSQL does not start:\n{}", reasons.join("\n"));
    }

    fn try_start(binaries: &Path, settings: &str) -> Result<Self, String> {
        static CLUSTERS: AtomicU32 = AtomicU32::new(0);
        let number = CLUSTERS.fetch_add(1, Ordering::Relaxed);
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
        let folder = socket_folder().join(format!("karto-pg-{}-{number}", std::process::id()));
        let data = folder.join("data");
        let _ = std::fs::remove_dir_all(&folder);

        let script = format!(
            "umask 077 && mkdir '{folder}' && printf %s '{PASSWORD}' > '{folder}/password' && \
             '{bin}/initdb' -D '{data}' -U {ADMIN} -E UTF8 --locale=C --no-sync --no-instructions \
             --auth-local=trust --auth-host=scram-sha-256 --pwfile='{folder}/password'",
            folder = folder.display(),
            bin = binaries.display(),
            data = data.display(),
        );
        let initdb = as_server_user("sh").args(["-c", &script]).stdin(Stdio::null()).output();
        let initdb = initdb.map_err(|e| format!("initdb: {e}"))?;
        if !initdb.status.success() {
            let _ = std::fs::remove_dir_all(&folder);
            return Err(format!("initdb: {}", String::from_utf8_lossy(&initdb.stderr)));
        }

        let mut command = as_server_user("sh");
        command.args(["-c", KEEPER, "keeper"]).arg(&folder).arg(port.to_string()).arg(binaries);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn().map_err(|e| format!("keeper: {e}"))?;
        let answers = BufReader::new(child.stdout.take().expect("piped"));
        let keeper = Keeper { commands: child.stdin.take(), answers, child };
        let postgres = Self {
            keeper: Mutex::new(keeper),
            port,
            folder: folder.clone(),
            binaries: binaries.to_owned(),
            databases: AtomicU32::new(0),
        };
        // durability does not matter here
        postgres.append_settings(&format!(
            "listen_addresses = '127.0.0.1'\nunix_socket_directories = '{}'\nmax_connections = 100\n\
             fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum = off\n\
             shared_buffers = 64MB\nlogging_collector = off\n{settings}\n",
            folder.display()
        ));
        match postgres.command("start") {
            answer if answer == "started" => Ok(postgres),
            answer => Err(answer),
        }
    }

    fn prepare(&self) {
        self.run(
            "postgres",
            &format!("CREATE ROLE {USER} LOGIN PASSWORD '{PASSWORD}'; CREATE DATABASE template_gis IS_TEMPLATE true"),
        );
        self.run("template_gis", "CREATE EXTENSION postgis; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC");
    }

    /// A new database with PostGIS, after `sql`, which may hold `\` commands of psql as well.
    pub(super) fn database(&self, sql: &str) -> Database<'_> {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        // one at a time: a template must have no other users while it is copied
        static COPYING: Mutex<()> = Mutex::new(());
        let copying = COPYING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        self.run("postgres", &format!("CREATE DATABASE {name} TEMPLATE template_gis"));
        drop(copying);
        let database = Database { server: self, name };
        database.run(sql);
        database
    }

    /// Runs `sql` in `database` as superuser and returns the rows, unaligned; panics with psql's error.
    pub(super) fn run(&self, database: &str, sql: &str) -> String {
        let mut psql = Command::new(self.binaries.join("psql"));
        psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", "-"])
            .arg("-h")
            .arg(&self.folder)
            .args(["-p", &self.port.to_string(), "-U", ADMIN, "-d", database])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = psql.spawn().expect("psql starts");
        child.stdin.take().expect("piped").write_all(sql.as_bytes()).expect("psql reads");
        let output = child.wait_with_output().expect("psql ends");
        assert!(output.status.success(), "{}\n{sql}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
    }

    /// The TCP port on 127.0.0.1.
    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// The folder of the cluster: socket, log and `data`. Tests may put files there, before [`Self::restart`].
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Adds lines to `postgresql.conf`, which take effect at the next start.
    pub(super) fn append_settings(&self, settings: &str) {
        let path = self.folder.join("data/postgresql.conf");
        let mut file = std::fs::OpenOptions::new().append(true).open(&path).expect("postgresql.conf");
        file.write_all(settings.as_bytes()).expect("written");
    }

    /// Stops the server as `pg_ctl stop -m fast` does: connections are closed.
    pub(super) fn stop(&self) {
        assert_eq!(self.command("stop"), "stopped");
    }

    /// Stops the server at once, as a crash does.
    pub(super) fn crash(&self) {
        assert_eq!(self.command("kill"), "stopped");
    }

    /// Starts the server again after [`Self::stop`].
    pub(super) fn resume(&self) {
        assert_eq!(self.command("start"), "started");
    }

    fn command(&self, command: &str) -> String {
        let mut keeper = self.keeper.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let keeper = &mut *keeper;
        writeln!(keeper.commands.as_mut().expect("open until drop"), "{command}").expect("the keeper listens");
        let mut answer = String::new();
        keeper.answers.read_line(&mut answer).expect("the keeper answers");
        answer.trim_end().to_owned()
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let keeper = self.keeper.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
        keeper.commands = None;
        let _ = keeper.child.wait();
    }
}

/// A database of a cluster.
pub(super) struct Database<'a> {
    server: &'a Postgres,
    name: String,
}

impl Database<'_> {
    /// Runs `sql` as superuser; see [`Postgres::run`].
    pub(super) fn run(&self, sql: &str) -> String {
        self.server.run(&self.name, sql)
    }

    /// The connection URL of the role [`USER`], over TCP.
    pub(super) fn url(&self) -> String {
        self.url_as(USER, PASSWORD)
    }

    /// The connection URL of another role or password.
    pub(super) fn url_as(&self, user: &str, password: &str) -> String {
        format!("postgres://{user}:{password}@127.0.0.1:{}/{}", self.server.port, self.name)
    }

    /// The database's name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The number of karto's connections in this state (`active`, `idle`, `%` for any).
    pub(super) fn connections(&self, state: &str) -> u32 {
        let count = format!(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = '{}' AND application_name = 'karto' \
             AND state LIKE '{state}'",
            self.name
        );
        self.run(&count).parse().expect("a number")
    }
}

/// The newest PostgreSQL of the usual places that has everything.
fn binaries() -> PathBuf {
    let mut folders: Vec<PathBuf> = Vec::new();
    folders.extend(std::env::var_os("KARTO_TEST_PG_BIN").map(PathBuf::from));
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut debian: Vec<PathBuf> = versions.map(|entry| entry.path().join("bin")).collect();
    debian.sort_by_key(|path| {
        let version = path.parent().and_then(|p| p.file_name()).and_then(|n| n.to_str());
        std::cmp::Reverse(version.and_then(|v| v.parse::<u32>().ok()).unwrap_or(0))
    });
    folders.extend(debian);
    folders.extend(std::env::var_os("PATH").iter().flat_map(std::env::split_paths));
    folders.extend(["/usr/pgsql/bin", "/opt/homebrew/bin", "/usr/local/pgsql/bin"].map(PathBuf::from));
    let complete =
        |folder: &PathBuf| ["postgres", "initdb", "psql", "pg_isready"].iter().all(|name| folder.join(name).is_file());
    folders.into_iter().find(complete).unwrap_or_else(|| {
        panic!(
            "these tests need a PostgreSQL server with PostGIS. Debian, Ubuntu: apt-get install postgresql \
             postgresql-postgis; elsewhere install both and set KARTO_TEST_PG_BIN to the folder that holds \
             `postgres` and `initdb`"
        )
    })
}

/// A command as the user the server may run as: it refuses root, so root becomes `postgres`.
fn as_server_user(program: &str) -> Command {
    let root = std::fs::metadata("/proc/self").is_ok_and(|me| {
        use std::os::unix::fs::MetadataExt;
        me.uid() == 0
    });
    if !root {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--", program]);
    command.current_dir("/");
    command
}

/// Where the cluster lives. A socket's path has room for a hundred bytes only.
fn socket_folder() -> PathBuf {
    let temporary = std::env::temp_dir();
    if temporary.as_os_str().len() < 60 { temporary } else { PathBuf::from("/tmp") }
}
