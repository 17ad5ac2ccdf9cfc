//! `almanac serve`: the site on this machine, following every edit.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use almanac_compile::Touched;
use almanac_model::{Reading, Served};
use almanac_search::IndexHome;
use almanac_web::{
    AccessLog, Contributing, Desk, FixedRevision, Listeners, LogFormat, Metrics, SearchSettings,
    SearchThread, ServerSettings, serve, tidy,
};
use almanac_workspace::{Almanac, AlmanacWorkspace, BranchWatch, Clock, Watch};
use anyhow::{Context, Result, anyhow};
use tokio::net::TcpListener;

use crate::almanac;
use crate::arguments::{LogForm, Serve};
use crate::desk_token;
use crate::failure::say;
use crate::findings::print_new;
use crate::hangups::Hangups;
use crate::history_home;
use crate::own_folder;
use crate::owner;
use crate::priority::{give_way, have_compilers_give_way, raise_file_limit};
use crate::schemas;
use crate::search_home;
use crate::store_file;

/// How often the clock is asked whether another day has begun.
const DAY_CHECK_INTERVAL: Duration = Duration::from_secs(2);

/// How often what is over is let go.
const TIDY_INTERVAL: Duration = Duration::from_secs(60 * 60);

/// Serves until it is told to stop.
pub fn run(arguments: &Serve) -> Result<ExitCode> {
    let started = Instant::now();
    have_compilers_give_way();
    raise_file_limit();
    let almanac = almanac::to_read(arguments.folder.named(), arguments.language.as_ref())?;
    let almanac = match &arguments.revision {
        Some(revision) => as_of(&almanac, revision)?,
        None => almanac,
    };
    let runtime = runtime(arguments.workers).context("the server can't be started")?;
    // Before anything takes its time: until then a hangup would end the program.
    let hangups = runtime.block_on(async { Hangups::begin() });
    let fixed = arguments.today;
    let today: Clock = Arc::new(move || fixed.unwrap_or_else(almanac::today));
    // Watched before it is read, so that no edit falls between the two.
    if let Almanac::Folder(folder) = &almanac {
        schemas::renew(folder);
    }
    let watch = almanac.folder().map(|folder| Watch::begin(folder, say));
    let branch_watch = match &almanac {
        Almanac::Bare(repository, _) => Some(BranchWatch::begin(repository)),
        _ => None,
    };
    let described = almanac.to_string();
    let files = almanac.clone();
    let search_home = search_home::of(&almanac);
    let misses = own_folder::of(&almanac).filter(|_| !matches!(search_home, IndexHome::Memory));
    let fixed_revision = almanac.fixed_revision().cloned();
    // What was can't be edited, so it has no desk.
    let has_desk = !arguments.public && fixed_revision.is_none();
    let token = has_desk.then(|| desk_token::of(&almanac)).transpose()?;
    let opened = AlmanacWorkspace::open(
        almanac,
        today,
        almanac::template_faults,
        arguments.base_url.clone(),
    );
    let opened = match token {
        Some(_) => opened.and_then(AlmanacWorkspace::with_desk),
        None => opened,
    };
    let opened = opened.with_context(|| format!("{described} can't be read"))?;
    let opened = opened.with_moments(Arc::new(almanac::now));
    let workspace = Arc::new(opened.with_history(history_home::of(&files), give_way));
    // What was is only read.
    let contributing = match fixed_revision {
        Some(_) => None,
        None => Some(runtime.block_on(contributing(&files, &workspace))),
    };
    let metrics = arguments.metrics_addr.map(|_| Arc::new(Metrics::default()));
    let refresh = {
        let (workspace, metrics, files) = (workspace.clone(), metrics.clone(), files.clone());
        Arc::new(move |touched: &Touched| refresh(&workspace, &files, touched, metrics.as_deref()))
    };
    runtime.block_on(async {
        let (listeners, address, host) = listen(arguments).await?;
        let served = workspace.served();
        let base = served.snapshot.config().base_path();
        let query = token
            .as_ref()
            .map_or_else(String::new, |token| format!("?token={token}"));
        let site = format!("http://{host}{base}{query}");
        let summary = summary(&served);
        // The address stands below what was found: that may be longer than a screen.
        print_new(&files, served.at_desk().1, None);
        say(&format!(
            "Serving {described}: {summary} in {} ms",
            started.elapsed().as_millis()
        ));
        announce(&site)?;
        spawn(move || almanac_render::highlight_ahead(&served.snapshot));
        {
            let (workspace, refresh) = (workspace.clone(), refresh.clone());
            spawn(move || follow_days(&workspace, &*refresh));
        }
        if let Some(watch) = watch {
            let refresh = refresh.clone();
            spawn(move || watch.follow(|touched| refresh(&touched)));
        }
        if let Some(watch) = branch_watch {
            let refresh = refresh.clone();
            spawn(move || watch.follow(|| refresh(&Touched::Anything)));
        }
        if files.place().is_some() {
            let workspace = workspace.clone();
            spawn(move || workspace.follow_remote(say));
        }
        if arguments.open {
            open_browser(&site);
        }
        let settings = ServerSettings {
            desk: token.map(|token| Desk::new(&token, address)),
            log: log(arguments),
            metrics: metrics.clone(),
            trusted_proxies: arguments.trusted_proxy.clone(),
            search: SearchSettings {
                home: search_home,
                misses,
                thread: SearchThread {
                    begin: give_way,
                    report: say,
                },
            },
            // What never changes has no past to show.
            history: files.place().is_some().then(|| workspace.clone() as _),
            contributing: contributing.clone(),
            as_of: fixed_revision.map(|revision| FixedRevision {
                name: revision.name().to_owned(),
                recorded: revision.recorded(),
            }),
            ..ServerSettings::default()
        };
        // Everything is read again: `almanac.toml` and all files, also where the system told of no edit.
        let reload = move || {
            let refresh = refresh.clone();
            spawn(move || {
                say("Reading everything again");
                refresh(&Touched::Anything);
            });
        };
        if let Some(contributing) = contributing.clone() {
            tokio::spawn(async move {
                loop {
                    tidy(&contributing).await;
                    tokio::time::sleep(TIDY_INTERVAL).await;
                }
            });
        }
        let stop = async {
            tokio::select! {
                () = stop_signal() => {}
                () = hangups.follow(reload) => {}
            }
        };
        serve(workspace, listeners, settings, stop).await?;
        Ok(ExitCode::SUCCESS)
    })
}

/// How the almanac is changed through the server. Where those who may change it can't be kept, only the desk is left.
async fn contributing(almanac: &Almanac, workspace: &Arc<AlmanacWorkspace>) -> Contributing {
    let store = match store_file::open(almanac).await {
        Ok(store) => Some(store),
        Err(error) => {
            say(&format!("warning: nobody can sign in: {error:#}"));
            None
        }
    };
    Contributing {
        writing: almanac.place().is_some().then(|| workspace.clone() as _),
        proposing: almanac.place().is_some().then(|| workspace.clone() as _),
        undoing: almanac.place().is_some().then(|| workspace.clone() as _),
        store,
        owner: owner::of(almanac),
        now: almanac::now,
        random: || store_file::random().ok(),
        report: say,
    }
}

/// The almanac as a revision has it.
fn as_of(almanac: &Almanac, revision: &str) -> Result<Almanac> {
    let found = almanac.at_revision(revision);
    let found = found.with_context(|| format!("{almanac} can't be read as of `{revision}`"))?;
    found.ok_or_else(|| {
        anyhow!(
            "there is no revision `{revision}` of {almanac}. Name at least seven digits of one, a tag, a branch or a day"
        )
    })
}

/// Where requests are written down, if they are.
fn log(arguments: &Serve) -> Option<AccessLog> {
    let format = match arguments.log {
        LogForm::Off => return None,
        LogForm::Common => LogFormat::Common,
        LogForm::Json => LogFormat::Json,
    };
    let log = AccessLog::new(format, arguments.log_searches, io::stdout());
    Some(log)
}

/// Does something on a thread that those which answer requests go before.
fn spawn(work: impl FnOnce() + Send + 'static) {
    std::thread::spawn(move || {
        give_way();
        work();
    });
}

/// The threads that answer requests.
fn runtime(workers: Option<u16>) -> io::Result<tokio::runtime::Runtime> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    if let Some(workers) = workers {
        builder.worker_threads(usize::from(workers));
    }
    builder.enable_all().build()
}

/// Prints the address on standard output, where programs that start us read it.
fn announce(site: &str) -> io::Result<()> {
    use std::io::Write;
    let mut out = anstream::stdout();
    writeln!(out, "{site}")?;
    out.flush()
}

/// Listens where it was said; the address of the site, and its host as browsers write it.
async fn listen(arguments: &Serve) -> Result<(Listeners, SocketAddr, String)> {
    let listener = bind(arguments.addr).await?;
    let address = listener.local_addr()?;
    let mut site = vec![listener];
    let mut host = address.to_string();
    if address.ip() == Ipv4Addr::LOCALHOST {
        // Browsers take `localhost` for either address. Where another program has the other one, they would show that.
        let other = SocketAddr::from((Ipv6Addr::LOCALHOST, address.port()));
        match TcpListener::bind(other).await {
            Ok(listener) => site.push(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                return Ok((with_metrics(site, arguments).await?, address, host));
            }
            // This machine has no such address.
            Err(_) => {}
        }
        host = format!("localhost:{}", address.port());
    }
    Ok((with_metrics(site, arguments).await?, address, host))
}

async fn with_metrics(site: Vec<TcpListener>, arguments: &Serve) -> Result<Listeners> {
    let metrics = match arguments.metrics_addr {
        Some(address) => Some(bind(address).await?),
        None => None,
    };
    if let Some(listener) = &metrics {
        say(&format!(
            "Metrics: http://{}/metrics",
            listener.local_addr()?
        ));
    }
    Ok(Listeners { site, metrics })
}

async fn bind(address: SocketAddr) -> Result<TcpListener> {
    let bound = TcpListener::bind(address).await;
    bound.map_err(|error| bind_failure(address, &error))
}

fn bind_failure(address: SocketAddr, error: &io::Error) -> anyhow::Error {
    if error.kind() == io::ErrorKind::AddrInUse {
        return anyhow!(
            "port {} is in use by another program. Choose another one: `--addr {}:{}`",
            address.port(),
            address.ip(),
            address.port().wrapping_add(1)
        );
    }
    anyhow!("`{address}` can't be listened on: {error}. Choose another address with `--addr`")
}

fn summary(served: &Served) -> String {
    let (snapshot, report) = (&served.snapshot, served.at_desk().1);
    let threads = snapshot
        .pages()
        .iter()
        .filter(|page| page.is_thread())
        .count();
    let entries = snapshot.pages().len() - threads;
    let mut parts = vec![
        count(entries, "entry", "entries"),
        count(threads, "thread", "threads"),
        count(snapshot.paths().len(), "path", "paths"),
    ];
    if report.errors() > 0 {
        parts.push(count(report.errors(), "error", "errors"));
    }
    if report.warnings() > 0 {
        parts.push(count(report.warnings(), "warning", "warnings"));
    }
    parts.join(", ")
}

/// A number of things, in words.
pub fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{number} {many}")
    }
}

/// Has pages and report be of the new day soon after midnight, even if nobody edits anything, and tries again to read a
/// folder that could not be read, and to bring along files that could not follow what was recorded.
fn follow_days(workspace: &AlmanacWorkspace, refresh: &dyn Fn(&Touched)) {
    loop {
        std::thread::sleep(DAY_CHECK_INTERVAL);
        workspace.settle();
        // What fails here is tried again with the next revision.
        drop(workspace.follow_history());
        match workspace.trouble() {
            Some(_) => refresh(&Touched::Anything),
            // What fails here is tried again as above; what was served stays.
            None => drop(workspace.follow_the_day()),
        }
    }
}

fn refresh(
    workspace: &AlmanacWorkspace,
    files: &Almanac,
    touched: &Touched,
    metrics: Option<&Metrics>,
) {
    let started = Instant::now();
    let before = workspace.served();
    let trouble = workspace.trouble();
    let refreshed = workspace.refresh(touched);
    if let Some(metrics) = metrics {
        metrics.add_compile(started.elapsed());
    }
    match refreshed {
        Ok(true) => {
            let served = workspace.served();
            let summary = summary(&served);
            say(&format!(
                "Changed: {summary} in {} ms",
                started.elapsed().as_millis()
            ));
            print_new(files, served.at_desk().1, Some(before.at_desk().1));
            if served.at_desk().1.errors() > 0 {
                say("Pages whose files have errors stay as they last were.");
            }
        }
        Ok(false) => {}
        // It is tried again and again, and said once.
        Err(error) if trouble.is_some_and(|before| before == error.to_string()) => {}
        Err(error) => say(&format!(
            "warning: the folder can't be read now ({error}); what was served stays"
        )),
    }
}

/// Is ready when the program is asked to stop: by Ctrl-C, or as service managers do it.
async fn stop_signal() {
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => drop(terminate.recv().await),
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}

/// Opens a page in the browser, with the program that this system has for it.
fn open_browser(address: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    if std::process::Command::new(program)
        .arg(address)
        .spawn()
        .is_err()
    {
        say(&format!(
            "warning: no browser could be opened; go to {address}"
        ));
    }
}
