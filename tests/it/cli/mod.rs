//! The `errcat` command, as a shell sees it: files, output, exit status.

mod check;
mod diff;
mod disk;
mod fix;
mod formats;
mod generate;
mod imports;
mod init;
mod lookup;
mod mdbook;
mod ownership;
mod parts;
mod print;
mod responses;
mod schema;
mod templates;
mod terminal;
mod usage;
mod verify;
mod watch;
