//! The tests of the whole program, and of what can only be seen from outside. They are one program, so that a change is
//! linked once; `cargo test --test tests spelling` runs those of one module.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod accuracy;
mod action;
mod annotate;
mod architecture;
mod articles;
mod bad_input;
mod circles;
mod citations;
mod claims;
mod code;
mod command_line;
mod common;
mod configuration;
mod consistency;
mod data;
mod documents;
mod embedding;
mod evidence;
mod fixes;
mod formats;
mod hostile;
mod html;
mod known;
mod man;
mod markets;
mod messages;
mod not_text;
mod notes;
mod one_fault;
mod one_page_at_a_time;
mod own_output;
mod packages;
mod paths;
mod project;
mod promises;
mod readme;
mod report;
mod rule_files;
mod settings;
mod shared;
mod silence;
mod sites;
mod sources;
mod spans;
mod spelling;
mod suppressions;
mod trust;
mod unread;
mod verify;
mod watch;
mod word;
mod word_classes;
