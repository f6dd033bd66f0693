//! The municipalities of one reference date: who they are, what people call
//! them, who lies near whom, what they were called before a herindeling, and
//! with whom they already work.
//!
//! **Owns** [`GemeenteCode`], [`Municipality`], the [`Register`] that holds
//! them, name look-up as people type ([`Register::lookup`]), borders and
//! distances, former codes and names, partnerships and regions.
//!
//! **Comes in**: the text of up to five CSV files ([`RegisterSources`]).
//! **Goes out**: a checked, never changed [`Register`], or every fault of the
//! files at once ([`RegisterError`]).
//!
//! **Deliberately does not know** files, clocks, documents, themes or scores:
//! the caller reads the files, and a date that matters is an argument. Nearness
//! is told here and never weighed here. Nothing is Dutch by force: a register of
//! other organisations (`d001`) works, with empty geography.
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

mod code;
mod directory;
mod error;
mod fold;
mod herindeling;
mod lookup;
mod neighbours;
mod parse;
mod partnership;
mod region;
mod register;
mod sheet;
mod suggest;

pub use code::{CodeError, GemeenteCode};
pub use error::{Fault, RegisterError};
pub use herindeling::{Resolution, Succession};
pub use lookup::{AliasKind, Lookup, Recognised, Recognition};
pub use neighbours::{Kilometres, Position, PositionError};
pub use partnership::{Membership, Partnership};
pub use register::{Municipality, Register, RegisterSources, SourceText};
pub use suggest::Completion;

/// The way CSV files are read, for the other modules of this crate that have some.
pub(crate) use sheet::Sheet;

#[cfg(test)]
mod tests;
