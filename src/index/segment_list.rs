//! The list of the segments of an index.

use serde::{Deserialize, Serialize};

use crate::document::PassageRow;

/// The name of the file that lists the segments, in the folder of the index.
pub const SEGMENT_LIST: &str = "segments.json";

/// One segment of an index, and the rows of its passages.
///
/// Rows number the passages of all documents of a corpus, so an added document shifts those after it. They are
/// stored here rather than in the segments, so that a segment of unchanged documents can be reused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedSegment {
    /// The name of its file in the folder of the index.
    pub file: String,
    /// The row of the first passage of each document, in the order in which the documents were added; a document
    /// without passages has that of the next.
    pub first_rows: Vec<PassageRow>,
}

/// Returns the content of [`SEGMENT_LIST`]. The order of the segments decides only the order of passages with equal
/// search scores.
pub fn segment_list(segments: &[ListedSegment]) -> Vec<u8> {
    serde_json::to_vec(segments).expect("names and numbers have a JSON form")
}
