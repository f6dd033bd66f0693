//! The program as its users meet it: every command on the demonstration and on small invented corpora.
//!
//! One binary, so that tantivy is linked once. Every test has its own folder, and a build of its own where it
//! needs one (half a second); no test knows another or needs a network, and none but `crash` waits.

mod answers;
mod bad_input;
mod base_path;
mod batch;
mod batch_parts;
mod browser;
mod changes;
mod charts;
mod configuration;
mod contract;
mod corpus_check;
mod course;
mod crash;
mod disasters;
mod documented_commands;
mod documents;
mod evidence;
mod files;
mod generations;
mod golden;
mod guards;
mod guide;
mod guide_document;
mod harvest;
mod harvest_country;
mod harvest_feeds;
mod harvest_nightly;
mod harvest_services;
mod http;
mod incremental;
mod init;
mod interrupt;
mod language;
mod limits;
mod log;
mod metamorphic;
mod names;
mod nightly;
mod nights;
mod openapi;
mod pages;
mod partner_list;
mod readers;
mod regions;
mod regions_fetch;
mod scans;
mod several;
mod status;
mod support;
mod swap;
mod taxonomy_check;
mod truth;
mod wheels;
