//! Paper: marks on pages with their place in the structure of the document, and how these become a PDF.
//!
//! Everything is either a part of the structure (a *slot*, which a screen reader reads in the order of the tags) or an
//! artifact such as a rule. Pages are laid out first and drawn afterwards, since a PDF is written page by page.

use krilla::Document;
use krilla::SerializeSettings;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TagGroup, TagKind, TagTree,
};

use super::PdfError;
use super::font::{Fonts, Weight};
use crate::report::Language;

/// A4, in points.
pub(super) const WIDTH: f32 = 595.28;
pub(super) const HEIGHT: f32 = 841.89;

/// A colour: red, green, blue.
pub(super) type Color = [u8; 3];

/// How letters look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    pub(super) weight: Weight,
    pub(super) size: f32,
    /// From one line to the next.
    pub(super) leading: f32,
    pub(super) color: Color,
}

/// Something to draw.
#[derive(Clone, Debug)]
pub(super) enum Mark {
    /// A line of text; `y` is that of its baseline.
    Text {
        x: f32,
        y: f32,
        style: Style,
        text: String,
    },
    /// Closed rings, filled as one; or one open line where there is no fill.
    Shape {
        rings: Vec<Vec<(f32, f32)>>,
        fill: Option<Color>,
        stroke: Option<(Color, f32)>,
    },
}

/// Where a mark belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Belongs {
    /// To the content.
    Slot(usize),
    /// To the layout.
    Layout,
    /// To the foot of the page.
    Footer,
}

/// A link over a rectangle.
struct Link {
    rect: [f32; 4],
    url: String,
    slot: usize,
}

/// The structure of a document.
pub(super) enum Tagged {
    Group(TagKind, Vec<Tagged>),
    Leaf(usize),
}

#[derive(Default)]
struct Sheet {
    marks: Vec<(Belongs, Mark)>,
    links: Vec<Link>,
}

/// The pages of a document.
pub(super) struct Paper {
    sheets: Vec<Sheet>,
    slots: usize,
    headings: Vec<(String, usize, f32)>,
}

impl Paper {
    /// One empty page.
    pub(super) fn new() -> Self {
        Self {
            sheets: vec![Sheet::default()],
            slots: 0,
            headings: Vec::new(),
        }
    }

    /// How many pages there are.
    pub(super) fn pages(&self) -> usize {
        self.sheets.len()
    }

    /// Begins a page.
    pub(super) fn turn(&mut self) {
        self.sheets.push(Sheet::default());
    }

    /// Draws content on the last page. Returns its place in the structure.
    pub(super) fn content(&mut self, mark: Mark) -> Tagged {
        let slot = self.slot();
        self.sheet().marks.push((Belongs::Slot(slot), mark));
        Tagged::Leaf(slot)
    }

    /// Draws what is no content on the last page.
    pub(super) fn layout(&mut self, mark: Mark) {
        self.sheet().marks.push((Belongs::Layout, mark));
    }

    /// Draws at the foot of a page.
    pub(super) fn footer(&mut self, page: usize, mark: Mark) {
        self.sheets[page].marks.push((Belongs::Footer, mark));
    }

    /// Lays a link over a rectangle of the last page: left, top, right, bottom.
    pub(super) fn link(&mut self, rect: [f32; 4], url: &str) -> Tagged {
        let slot = self.slot();
        let url = url.to_owned();
        self.sheet().links.push(Link { rect, url, slot });
        Tagged::Leaf(slot)
    }

    /// Notes a heading on the last page for the outline.
    pub(super) fn heading(&mut self, title: &str, y: f32) {
        let page = self.sheets.len() - 1;
        self.headings.push((title.to_owned(), page, y));
    }

    fn slot(&mut self) -> usize {
        self.slots += 1;
        self.slots - 1
    }

    fn sheet(&mut self) -> &mut Sheet {
        self.sheets.last_mut().expect("there is always a page")
    }

    /// Writes the PDF: tagged, with its title and language, as PDF/UA-1 wants it. The same pages give the same bytes.
    ///
    /// # Errors
    /// When something is not as PDF/UA-1 wants it.
    pub(super) fn write(
        self,
        fonts: &Fonts,
        language: Language,
        title: &str,
        structure: Vec<Tagged>,
    ) -> Result<Vec<u8>, PdfError> {
        let configuration = ConfigurationBuilder::new()
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .expect("one validator agrees with itself");
        let mut document = Document::new_with(SerializeSettings {
            configuration,
            enable_tagging: true,
            ..SerializeSettings::default()
        });
        let mut identifiers: Vec<Option<Identifier>> = vec![None; self.slots];
        for sheet in &self.sheets {
            let settings = PageSettings::from_wh(WIDTH, HEIGHT).expect("A4 has a size");
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            for (belongs, mark) in &sheet.marks {
                let tag = match belongs {
                    Belongs::Slot(_) => ContentTag::Span(SpanTag::empty()),
                    Belongs::Layout => artifact(ArtifactType::Layout),
                    Belongs::Footer => artifact(ArtifactType::Footer),
                };
                let identifier = surface.start_tagged(tag);
                if let Belongs::Slot(slot) = belongs {
                    identifiers[*slot] = Some(identifier);
                }
                draw(&mut surface, fonts, mark);
                surface.end_tagged();
            }
            surface.finish();
            for link in &sheet.links {
                let [left, top, right, bottom] = link.rect;
                let Some(rect) = Rect::from_ltrb(left, top, right, bottom) else {
                    continue;
                };
                let target = Target::Action(Action::Link(LinkAction::new(link.url.clone())));
                let link_annotation = LinkAnnotation::new(rect, target);
                let annotation = Annotation::new_link(link_annotation, Some(link.url.clone()));
                identifiers[link.slot] = Some(page.add_tagged_annotation(annotation));
            }
            page.finish();
        }
        let mut tree = TagTree::new().with_lang(Some(language.code_of_language().to_owned()));
        for one in structure {
            if let Some(node) = node(one, &identifiers) {
                tree.push(node);
            }
        }
        document.set_tag_tree(tree);
        let mut outline = Outline::new();
        for (text, page, y) in self.headings {
            let place = XyzDestination::new(page, Point::from_xy(0.0, y));
            outline.push_child(OutlineNode::new(text, place));
        }
        document.set_outline(outline);
        document.set_metadata(
            Metadata::new()
                .title(title.to_owned())
                .language(language.code_of_language().to_owned())
                .creator(format!("wiel {}", env!("CARGO_PKG_VERSION"))),
        );
        document
            .finish()
            .map_err(|error| PdfError(format!("{error:?}")))
    }
}

fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

/// The structure with the identifiers of what was drawn.
fn node(tagged: Tagged, identifiers: &[Option<Identifier>]) -> Option<Node> {
    match tagged {
        Tagged::Leaf(slot) => identifiers[slot].map(Node::Leaf),
        Tagged::Group(tag, children) => {
            let children = children
                .into_iter()
                .filter_map(|child| node(child, identifiers));
            Some(Node::Group(TagGroup::with_children(
                tag,
                children.collect(),
            )))
        }
    }
}

fn draw(surface: &mut Surface<'_>, fonts: &Fonts, mark: &Mark) {
    match mark {
        Mark::Text { x, y, style, text } => {
            surface.set_fill(Some(fill(style.color)));
            surface.set_stroke(None);
            let (font, glyphs) = fonts.shape(text, style.weight);
            let start = Point::from_xy(*x, *y);
            surface.draw_glyphs(start, &glyphs, font, text, style.size, false);
        }
        Mark::Shape {
            rings,
            fill: inside,
            stroke,
        } => {
            surface.set_fill(inside.map(fill));
            surface.set_stroke(stroke.map(|(color, width)| Stroke {
                paint: paint(color).into(),
                width,
                ..Stroke::default()
            }));
            if let Some(path) = path(rings, inside.is_some()) {
                surface.draw_path(&path);
            }
        }
    }
}

fn paint(color: Color) -> rgb::Color {
    rgb::Color::new(color[0], color[1], color[2])
}

fn fill(color: Color) -> Fill {
    Fill {
        paint: paint(color).into(),
        opacity: NormalizedF32::ONE,
        // Rings around holes run either way, as maps have them.
        rule: FillRule::EvenOdd,
    }
}

fn path(rings: &[Vec<(f32, f32)>], closed: bool) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for ring in rings {
        for (at, (x, y)) in ring.iter().enumerate() {
            if at == 0 {
                builder.move_to(*x, *y);
            } else {
                builder.line_to(*x, *y);
            }
        }
        if closed {
            builder.close();
        }
    }
    builder.finish()
}
