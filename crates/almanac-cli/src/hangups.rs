//! The signal by which service managers have a server read its settings again (`SIGHUP`).
//!
//! A terminal sends the same signal when it is closed. A server that was started there is to end with it, and must not
//! stay behind unseen.

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io::IsTerminal;

    use tokio::signal::unix::{Signal, SignalKind, signal};

    /// Hangups from the moment that this was made on.
    pub struct Hangups {
        signals: Option<Signal>,
        /// Whether a terminal shows what we print.
        is_shown: bool,
    }

    impl Hangups {
        /// Begins to take hangups, which would end the program otherwise. To be called within a runtime of tokio.
        pub fn begin() -> Self {
            Self {
                signals: signal(SignalKind::hangup()).ok(),
                // Who runs a program by `nohup` wants it to outlive the terminal, and has its output elsewhere.
                is_shown: std::io::stdout().is_terminal() && has_terminal(),
            }
        }

        /// Calls `reload` at each hangup. Is ready when the terminal is gone.
        pub async fn follow(self, reload: impl Fn()) {
            let Some(mut signals) = self.signals else {
                return std::future::pending().await;
            };
            while signals.recv().await.is_some() {
                if self.is_shown && !has_terminal() {
                    return;
                }
                reload();
            }
            std::future::pending().await
        }
    }

    /// Whether the terminal of this program is still there.
    fn has_terminal() -> bool {
        File::open("/dev/tty").is_ok()
    }
}

#[cfg(not(unix))]
mod elsewhere {
    /// Other systems have no such signal.
    pub struct Hangups;

    impl Hangups {
        pub fn begin() -> Self {
            Self
        }

        pub async fn follow(self, _: impl Fn()) {
            std::future::pending().await
        }
    }
}

#[cfg(not(unix))]
pub use elsewhere::Hangups;
#[cfg(unix)]
pub use unix::Hangups;
