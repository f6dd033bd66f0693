//! Which segments make an index.

use serde::{Deserialize, Serialize};

use crate::document::PassageRow;

/// The file that lists the segments of an index, in its folder.
pub const SEGMENT_LIST: &str = "segments.json";

/// One segment of an index, and where its passages have their place in the model.
///
/// Rows run through all documents of a corpus, so a document more moves those after it: that is why they stand
/// here and not in the segments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedSegment {
    /// The file's name in the folder of the index.
    pub file: String,
    /// The row of the first passage of each document, in the order in which they were added; that of the next
    /// document for one without passages.
    pub first_rows: Vec<PassageRow>,
}

/// The bytes of [`SEGMENT_LIST`]. Searches give the same whatever the order, but for passages that match equally
/// well.
pub fn segment_list(segments: &[ListedSegment]) -> Vec<u8> {
    serde_json::to_vec(segments).expect("names and numbers have a JSON form")
}
