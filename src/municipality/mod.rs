//! Stand-in until the register lands: the code type only.
use serde::{Deserialize, Serialize};
/// Code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GemeenteCode(std::sync::Arc<str>);
