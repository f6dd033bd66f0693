//! What a unit is in the layout of its document.

/// What a unit is in the layout of its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// The title of the document.
    Title,
    /// A heading within it.
    Heading,
    /// A sentence of running text.
    Sentence,
    /// An item of a list.
    Item,
    /// The head of a table.
    TableHead,
    /// A row of a table.
    Row,
    /// A question that the document answers itself.
    Question,
}

impl UnitKind {
    /// Whether it is the title or a heading.
    pub(super) fn is_heading(self) -> bool {
        matches!(self, Self::Title | Self::Heading)
    }

    /// Whether it is part of a list or table.
    pub(super) fn is_listed(self) -> bool {
        matches!(self, Self::Item | Self::Row | Self::TableHead)
    }
}
