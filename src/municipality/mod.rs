//! The register of municipalities at one reference date: codes, names, borders, former codes and names (herindeling),
//! partnerships and regions.
//!
//! **Owns** [`GemeenteCode`], [`Municipality`], the [`Register`] that holds them, look-up of names as people type them
//! ([`Register::lookup`]), borders and distances, former codes and names, partnerships and regions.
//!
//! **In** comes the text of up to five CSV files ([`RegisterSources`]). **Out** goes a checked, immutable
//! [`Register`], or all problems of the files at once ([`RegisterError`]).
//!
//! **Deliberately does not know** files, clocks, documents, themes or scores: the caller reads the files, and a date
//! that matters is an argument. Distances are computed here and weighed elsewhere. Nothing requires Dutch data: a
//! register of other organisations (`d001`) works, with empty geography.
//!
//! **Reading order**: `code`, `entity`, `position`, `alias`, `herindeling`, `partnership` and `region` are the data;
//! `source`, `sheet` and `parse` read the files; `fold`, `directory`, `suggest` and `lookup` are the name index;
//! `adjacency` is the graph of borders; `official_list` and `table` renew the files after a herindeling; `register` puts them together and has the queries, by subject.
//!
//! # Example
//!
//! ```
//! use wiel::municipality::{Lookup, Recognition, Register, RegisterSources, SourceText};
//!
//! let mut sources = RegisterSources::new(SourceText::new(
//!     "municipalities.csv",
//!     "code,name,lon,lat,neighbours\n\
//!      GM1992,Voorne aan Zee,4.13211,51.87632,GM1930\n\
//!      GM1930,Nissewaard,4.28501,51.83332,GM1992\n",
//! ));
//! sources.predecessors = Some(SourceText::new(
//!     "predecessors.csv",
//!     "old_code,old_name,code,until\nGM0501,Brielle,GM1992,2022-12-31\n",
//! ));
//! let register = Register::parse(sources)?;
//!
//! let Lookup::Found(found) = register.lookup("gemeente brielle") else {
//!     panic!("brielle is a former name");
//! };
//! assert_eq!(found.code.as_str(), "GM1992");
//! assert_eq!(found.reason.since().unwrap().to_string(), "2023-01-01");
//! assert!(matches!(found.reason, Recognition::FormerName { .. }));
//!
//! let (voorne, nissewaard) = ("1992".parse()?, "GM1930".parse()?);
//! assert!(register.are_neighbours(&voorne, &nissewaard));
//! assert!(register.distance_km(&voorne, &nissewaard).unwrap().get() < 12.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod adjacency;
mod alias;
mod code;
mod directory;
mod entity;
mod error;
mod fold;
mod herindeling;
mod lookup;
mod official_list;
mod parse;
mod partnership;
mod position;
mod region;
mod register;
mod sheet;
mod source;
mod suggest;
mod table;

pub use alias::AliasKind;
pub use code::{CodeError, GemeenteCode};
pub use entity::Municipality;
pub use error::{LineError, RegisterError};
pub use herindeling::{Resolution, Succession};
pub use lookup::{Lookup, Recognised, Recognition};
pub use official_list::{EndedMunicipality, ListedMunicipality, OfficialList, RegisterChanges};
pub use partnership::{Membership, Partnership};
pub use position::{Kilometres, Position, PositionError};
pub use register::Register;
pub use source::{RegisterSources, SourceText};
pub use suggest::Completion;

/// The way CSV files are read, for the other modules of this crate that have some.
pub(crate) use sheet::Sheet;

#[cfg(test)]
mod tests;
