//! What people who wait see: nothing for a second, then what errcat does and for how long.

use std::io::{self, IsTerminal as _};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::visible::visible;

/// Work that is done sooner shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the line is drawn.
const TICK: Duration = Duration::from_millis(100);

/// Whether work that takes long is shown.
#[derive(Clone, Copy)]
pub(super) struct Progress {
    is_shown: bool,
}

impl Progress {
    /// Shown if standard error is a terminal, and the user did not ask for silence.
    pub(super) fn unless(quiet: bool) -> Self {
        Self {
            is_shown: !quiet && io::stderr().is_terminal(),
        }
    }

    /// Does the work. If it takes long, a line tells what is being done. It is gone when the work is done.
    pub(super) fn during<T>(self, what: &str, work: impl FnOnce() -> T) -> T {
        if !self.is_shown {
            return work();
        }
        thread::scope(|scope| {
            let (running, is_done) = mpsc::channel();
            scope.spawn(move || show(what, &is_done));
            let result = work();
            // A panic drops it as well.
            drop(running);
            result
        })
    }
}

/// Shows the line until the other end of the channel is dropped.
fn show(what: &str, is_done: &Receiver<()>) {
    if is_done.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    let style = ProgressStyle::with_template("{spinner} {msg} ({elapsed})");
    let line = ProgressBar::new_spinner().with_elapsed(PATIENCE);
    let line = line.with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    line.set_message(visible(what).into_owned());
    line.enable_steady_tick(TICK);
    let _ = is_done.recv();
    line.finish_and_clear();
}
