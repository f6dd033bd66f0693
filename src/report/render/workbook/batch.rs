//! The sheets of a batch: read me, partners, pairs, principles, initiatives, cautions, coverage.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use serde::{Deserialize, Serialize};

use super::WorkbookError;
use super::sheet::{Column, Sheet, Value};
use crate::engine::PairScore;
use crate::rank::Part;
use crate::report::view::{BatchRun, Municipality, Partner, Profile, SharedInitiatives};
use crate::report::{Language, Presentation};

/// A batch that is being written as a workbook.
#[derive(Clone, Debug)]
pub struct BatchWorkbook {
    language: Language,
    partners: Sheet,
    pairs: Option<Sheet>,
    principles: Option<Sheet>,
    initiatives: Sheet,
    cautions: Sheet,
    coverage: Sheet,
}

/// The rows on one municipality. They can be kept in a file until the workbook is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartnerRows {
    partners: Vec<Vec<Value>>,
    pairs: Vec<Vec<Value>>,
    cautions: Vec<Vec<Value>>,
}

impl BatchWorkbook {
    /// Creates a workbook without rows, with a sheet of pairs when `pairs`.
    pub fn new(presentation: &Presentation, pairs: bool) -> Self {
        let language = presentation.language;
        let names = language.workbook_sheets();
        let widths = |heads: &[&'static str], widths: &[f64]| -> Vec<Column> {
            heads
                .iter()
                .map(|head| (*head).to_owned())
                .zip(widths.iter().copied())
                .collect()
        };
        Self {
            language,
            partners: Sheet::new(
                names.partners,
                widths(
                    &language.workbook_partner_columns(),
                    &[
                        20.0, 10.0, 6.0, 20.0, 10.0, 8.0, 8.0, 8.0, 10.0, 10.0, 10.0, 10.0, 40.0,
                        50.0, 50.0,
                    ],
                ),
            ),
            pairs: pairs.then(|| {
                let columns = language.workbook_pair_columns();
                Sheet::new(names.pairs, widths(&columns, &[12.0; 8]))
            }),
            principles: None,
            initiatives: Sheet::new(
                names.initiatives,
                widths(
                    &language.workbook_initiative_columns(),
                    &[30.0, 28.0, 20.0, 10.0, 14.0, 10.0, 12.0],
                ),
            ),
            cautions: Sheet::new(
                names.cautions,
                widths(&language.workbook_caution_columns(), &[20.0, 20.0, 80.0]),
            ),
            coverage: Sheet::new(
                names.coverage,
                widths(
                    &language.workbook_coverage_columns(),
                    &[20.0, 10.0, 12.0, 12.0, 12.0, 12.0, 12.0, 14.0],
                ),
            ),
        }
    }

    /// Creates the rows on the partners and pairs of a municipality, for [`Self::add_partners`].
    pub fn partner_rows(
        &self,
        municipality: &Municipality,
        partners: &[Partner],
        pairs: &[PairScore],
    ) -> PartnerRows {
        let caution_rows = partners.iter().flat_map(|partner| {
            let of_partner = partner.cautions.iter();
            of_partner.map(|caution| {
                vec![
                    Value::text(&municipality.name),
                    Value::text(&partner.name),
                    Value::text(&caution.text),
                ]
            })
        });
        let pairs = if self.pairs.is_some() { pairs } else { &[] };
        PartnerRows {
            cautions: caution_rows.collect(),
            partners: partners
                .iter()
                .map(|partner| self.partner_row(municipality, partner))
                .collect(),
            pairs: pairs
                .iter()
                .map(|pair| pair_row(self.language, pair))
                .collect(),
        }
    }

    /// Adds the rows on the partners and pairs of a municipality.
    pub fn add_partners(&mut self, rows: PartnerRows) {
        let mut sheets = [
            (Some(&mut self.partners), rows.partners),
            (Some(&mut self.cautions), rows.cautions),
            (self.pairs.as_mut(), rows.pairs),
        ];
        for (sheet, rows) in &mut sheets {
            if let Some(sheet) = sheet {
                rows.drain(..).for_each(|row| sheet.row(row));
            }
        }
    }

    /// Adds what a municipality states on each principle, and how much was read of it.
    pub fn add_profile(&mut self, profile: &Profile) {
        let language = self.language;
        // The principles come from the taxonomy of the generation, so the head is known with the first profile.
        let principles = self.principles.get_or_insert_with(|| {
            let mut columns: Vec<Column> =
                vec![(language.workbook_municipality().to_owned(), 20.0)];
            columns.extend(
                profile
                    .principles
                    .iter()
                    .map(|one| (one.name.clone(), 18.0)),
            );
            Sheet::new(language.workbook_sheets().principles, columns)
        });
        let mut row = vec![Value::text(&profile.municipality.name)];
        row.extend(
            profile
                .principles
                .iter()
                .map(|one| Value::text(language.position(&one.said))),
        );
        principles.row(row);
        let coverage = &profile.coverage.coverage;
        self.coverage.row(vec![
            Value::text(&profile.municipality.name),
            Value::text(&profile.municipality.code),
            Value::count(u64::from(coverage.documents)),
            Value::count(u64::from(coverage.superseded)),
            Value::count(u64::from(coverage.unreadable)),
            Value::share(coverage.readable_share),
            Value::count(coverage.words),
            coverage.newest.as_ref().map_or(Value::Empty, Value::text),
        ]);
    }

    /// Adds the initiatives that municipalities share, with each participant.
    pub fn add_initiatives(&mut self, view: &SharedInitiatives) {
        for initiative in &view.initiatives {
            for participant in &initiative.municipalities {
                self.initiatives.row(vec![
                    Value::text(&initiative.name),
                    Value::text(&initiative.theme_name),
                    Value::text(&participant.name),
                    Value::text(&participant.code),
                    Value::text(self.language.stage(participant.stage)),
                    Value::count(u64::from(participant.intensity)),
                    participant.since.as_ref().map_or(Value::Empty, Value::text),
                ]);
            }
        }
    }

    /// Returns the bytes of the workbook: the same for the same rows, since its date is that of the generation.
    ///
    /// # Errors
    /// When a sheet has more rows than the format allows.
    pub fn finish(self, run: &BatchRun) -> Result<Vec<u8>, WorkbookError> {
        let mut book = Workbook::new();
        let mut properties = DocProperties::new().set_title(self.language.workbook_title());
        // Without a date of its own the library writes the time of day, and no two files would be equal.
        properties = properties.set_creation_datetime(&generation_day(&run.generation)?);
        book.set_properties(&properties);
        self.write_read_me(run, book.add_worksheet())?;
        let sheets = [
            Some(&self.partners),
            self.pairs.as_ref(),
            self.principles.as_ref(),
            Some(&self.initiatives),
            Some(&self.cautions),
            Some(&self.coverage),
        ];
        for sheet in sheets.into_iter().flatten() {
            sheet.write(book.add_worksheet())?;
        }
        Ok(book.save_to_buffer()?)
    }

    fn partner_row(&self, municipality: &Municipality, partner: &Partner) -> Vec<Value> {
        let reason = partner.evidence.first();
        let quote = |sentence: Option<&String>| sentence.map_or(Value::Empty, Value::text);
        let cautions = partner.cautions.iter().map(|caution| &caution.facts);
        vec![
            Value::text(&municipality.name),
            Value::text(&municipality.code),
            Value::count(u64::from(partner.rank)),
            Value::text(&partner.name),
            Value::text(&partner.code),
            Value::share(partner.alignment),
            Value::share(partner.interval.map(|one| one.low)),
            Value::share(partner.interval.map(|one| one.high)),
            Value::share(partner.percentile),
            Value::count(u64::from(partner.mutual_rank)),
            Value::decimal(partner.distance_km),
            Value::text(self.language.yes_no(partner.border)),
            Value::text(self.language.caution_labels(cautions)),
            quote(reason.map(|evidence| &evidence.ours.sentence)),
            quote(reason.map(|evidence| &evidence.theirs.sentence)),
        ]
    }

    /// The first sheet: what the others are, and from what they were made.
    fn write_read_me(
        &self,
        run: &BatchRun,
        to: &mut rust_xlsxwriter::Worksheet,
    ) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold();
        let wrapped = Format::new().set_text_wrap();
        to.set_name(self.language.workbook_sheets().read_me)?;
        to.set_column_width(0, 24)?;
        to.set_column_width(1, 100)?;
        for (row, (label, text)) in (0u32..).zip(self.language.workbook_read_me(run)) {
            to.write_string_with_format(row, 0, label, &bold)?;
            to.write_string_with_format(row, 1, text, &wrapped)?;
        }
        Ok(())
    }
}

fn pair_row(language: Language, pair: &PairScore) -> Vec<Value> {
    let mut row = vec![
        Value::text(pair.municipality.as_str()),
        Value::text(pair.partner.as_str()),
        Value::share(pair.alignment.get()),
    ];
    row.extend(
        Part::ALL.map(|part| Value::share(pair.features.get(part).map(|share| share.get()))),
    );
    row.push(Value::decimal(pair.distance.map(|km| km.get())));
    row.push(Value::text(language.yes_no(pair.border)));
    row
}

/// The day of a generation, which its identifier begins with; the first of January 2000 for another name.
fn generation_day(generation: &str) -> Result<ExcelDateTime, XlsxError> {
    let number = |from: usize, to: usize| {
        generation
            .get(from..to)
            .and_then(|text| text.parse::<u16>().ok())
    };
    let date = || {
        let (year, month, day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?);
        ExcelDateTime::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
    };
    date().map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)
}
