//! What the numbers of a colour space mean (ISO 32000-1, 8.6).

use std::rc::Rc;

use pdf_oxide::PdfDocument;
use pdf_oxide::functions::evaluate_type4_clamped;
use pdf_oxide::object::Object;

use super::paint::Paint;

/// So many spaces may lie inside each other: a palette of inks that are told by light.
const MAX_DEPTH: u32 = 3;

/// The most inks of a space, as many as other readers take.
const MAX_INKS: usize = 32;

/// The most colours of a palette (8.6.6.3).
const MAX_PALETTE: usize = 256;

/// What the numbers of a colour space mean.
#[derive(Clone, Debug)]
pub(super) enum ColourSpace {
    /// The light of grey, red, green and blue, or the ink of cyan, magenta, yellow and black.
    Device,
    /// The lightness `[0, 100]` and two axes of hue (CIE 1976 L*a*b*).
    Lab,
    /// The place in a list of colours.
    Palette(Rc<[Paint]>),
    /// So much, `[0, 1]`, of inks of their own.
    Inks(Rc<Inks>),
    Unknown,
}

/// Inks, and how they look.
#[derive(Debug)]
pub(super) struct Inks {
    /// The space in which they are told where they are not at hand.
    alternate: ColourSpace,
    tint: Tint,
}

/// How much of the alternate space an amount of ink is.
#[derive(Debug)]
enum Tint {
    /// From none of the ink to all of it, with an exponent (7.10.3).
    Between {
        none: Vec<f32>,
        all: Vec<f32>,
        exponent: f32,
    },
    /// Amounts at equal distances from none to all (7.10.2), in `[0, 1]`.
    Sampled(Vec<Vec<f32>>),
    /// A small program, and the ranges of what goes in and comes out (7.10.5).
    Program {
        program: Vec<u8>,
        domain: Vec<[f64; 2]>,
        range: Vec<[f64; 2]>,
    },
    /// Nothing is known but that no ink is paper.
    Unknown,
}

impl ColourSpace {
    /// The colour space that an object describes.
    pub(super) fn of(document: &PdfDocument, object: &Object) -> Self {
        read(document, object, 0).map_or(Self::Unknown, |(space, _)| space)
    }

    /// The colour that these numbers are.
    pub(super) fn paint(&self, numbers: &[f32]) -> Paint {
        match (self, numbers) {
            (Self::Device, [grey]) => Paint::of_light([*grey; 3]),
            (Self::Device, [red, green, blue]) => Paint::of_light([*red, *green, *blue]),
            (Self::Device, [cyan, magenta, yellow, black]) => {
                Paint::of_ink([*cyan, *magenta, *yellow, *black])
            }
            (Self::Lab, [lightness, a, b]) => Paint::of_light(light_of_lab(*lightness, *a, *b)),
            (Self::Palette(colours), [place]) if *place >= 0.0 => {
                let last = colours.len().saturating_sub(1);
                let colour = colours.get((*place as usize).min(last));
                colour.copied().unwrap_or(Paint::Unknown)
            }
            (Self::Inks(inks), [_, ..]) => inks.paint(numbers),
            _ => Paint::Unknown,
        }
    }
}

impl Inks {
    fn paint(&self, amounts: &[f32]) -> Paint {
        let amount = amounts[0].clamp(0.0, 1.0);
        let numbers: Vec<f32> = match &self.tint {
            Tint::Between {
                none,
                all,
                exponent,
            } if amounts.len() == 1 => {
                let share = amount.powf(*exponent);
                let parts = none.iter().zip(all);
                parts
                    .map(|(none, all)| none + share * (all - none))
                    .collect()
            }
            Tint::Sampled(samples) if amounts.len() == 1 => {
                let place = amount * (samples.len() - 1) as f32;
                let (below, above) = (place.floor() as usize, place.ceil() as usize);
                let parts = samples[below].iter().zip(&samples[above]);
                parts
                    .map(|(below, above)| below + place.fract() * (above - below))
                    .collect()
            }
            Tint::Program {
                program,
                domain,
                range,
            } => {
                let amounts: Vec<f64> = amounts.iter().map(|one| f64::from(*one)).collect();
                let result = evaluate_type4_clamped(program, &amounts, domain, range);
                // A program that does not run leaves the colour unknown.
                let result = result.unwrap_or_default();
                result.into_iter().map(|one| one as f32).collect()
            }
            _ if amounts.iter().all(|one| *one == 0.0) => return Paint::WHITE,
            _ => return Paint::Unknown,
        };
        self.alternate.paint(&numbers)
    }
}

/// A colour space and how many numbers it takes. Returns `None` for one that is not known: a pattern, or one that is
/// damaged.
fn read(document: &PdfDocument, object: &Object, depth: u32) -> Option<(ColourSpace, usize)> {
    if depth > MAX_DEPTH {
        return None;
    }
    let object = document.resolve_object(object).ok()?;
    let parts = object.as_array();
    let part = |at: usize| document.resolve_object(parts?.get(at)?).ok();
    let family = match object.as_name() {
        Some(name) => name.to_owned(),
        None => part(0)?.as_name()?.to_owned(),
    };
    match family.as_str() {
        "DeviceGray" | "CalGray" | "G" => Some((ColourSpace::Device, 1)),
        "DeviceRGB" | "CalRGB" | "RGB" => Some((ColourSpace::Device, 3)),
        "DeviceCMYK" | "CMYK" => Some((ColourSpace::Device, 4)),
        "Lab" => Some((ColourSpace::Lab, 3)),
        "ICCBased" => {
            let profile = part(1)?;
            let profile = profile.as_dict()?;
            let alternate = profile.get("Alternate");
            if let Some((ColourSpace::Lab, numbers)) =
                alternate.and_then(|alternate| read(document, alternate, depth + 1))
            {
                return Some((ColourSpace::Lab, numbers));
            }
            let numbers = document.resolve_object(profile.get("N")?).ok()?;
            let numbers = usize::try_from(numbers.as_integer()?).ok()?;
            matches!(numbers, 1 | 3 | 4).then_some((ColourSpace::Device, numbers))
        }
        "Indexed" | "I" => Some((palette(document, parts?, depth)?, 1)),
        "Separation" | "DeviceN" => {
            let inks = part(1)?;
            let inks = inks.as_array().map_or(1, Vec::len);
            if inks == 0 || inks > MAX_INKS {
                return None;
            }
            let (alternate, numbers) = read(document, parts?.get(2)?, depth + 1)?;
            let tint = part(3).and_then(|function| tint(document, &function, inks));
            let is_fit = |numbers_of: usize| numbers_of == numbers;
            let tint = tint.filter(|tint| match tint {
                Tint::Between { none, all, .. } => is_fit(none.len()) && is_fit(all.len()),
                Tint::Sampled(samples) => samples.iter().all(|sample| is_fit(sample.len())),
                Tint::Program { range, .. } => is_fit(range.len()),
                Tint::Unknown => true,
            });
            let tint = tint.unwrap_or(Tint::Unknown);
            Some((ColourSpace::Inks(Rc::new(Inks { alternate, tint })), inks))
        }
        _ => None,
    }
}

/// A palette: base space, last place and the bytes of its colours.
fn palette(document: &PdfDocument, parts: &[Object], depth: u32) -> Option<ColourSpace> {
    let (base, numbers) = read(document, parts.get(1)?, depth + 1)?;
    // The bytes of these two are no share of one.
    if matches!(base, ColourSpace::Lab | ColourSpace::Palette(_)) {
        return None;
    }
    let bytes = document.resolve_object(parts.get(3)?).ok()?;
    let bytes = match bytes.as_string() {
        // The library may give the strings of an encrypted file as they stand there.
        Some(_) if document.is_encrypted() => return None,
        Some(bytes) => bytes.to_vec(),
        None => stream_bytes(document, &bytes)?,
    };
    let colours = bytes.chunks_exact(numbers).take(MAX_PALETTE).map(|colour| {
        let shares: Vec<f32> = colour.iter().map(|byte| f32::from(*byte) / 255.0).collect();
        base.paint(&shares)
    });
    Some(ColourSpace::Palette(colours.collect()))
}

/// How inks are told in the alternate space. Returns `None` for functions of other kinds.
fn tint(document: &PdfDocument, function: &Object, inks: usize) -> Option<Tint> {
    let dictionary = function.as_dict()?;
    let entry = |key: &str| document.resolve_object(dictionary.get(key)?).ok();
    let numbers = |key: &str| -> Option<Vec<f64>> {
        let entry = entry(key)?;
        entry.as_array()?.iter().map(number).collect()
    };
    let pairs = |key: &str| -> Option<Vec<[f64; 2]>> {
        let numbers = numbers(key)?;
        let pairs = numbers.chunks_exact(2).map(|pair| [pair[0], pair[1]]);
        let pairs: Vec<[f64; 2]> = pairs.collect();
        pairs.iter().all(|[low, high]| low <= high).then_some(pairs)
    };
    let narrow = |numbers: Vec<f64>| numbers.into_iter().map(|one| one as f32).collect();
    match entry("FunctionType")?.as_integer()? {
        0 if inks == 1
            && dictionary.get("Encode").is_none()
            && dictionary.get("Decode").is_none() =>
        {
            let outputs = pairs("Range")?;
            let is_byte = entry("BitsPerSample")?.as_integer() == Some(8);
            let is_share = outputs.iter().all(|range| *range == [0.0, 1.0]);
            if !is_byte || !is_share || outputs.is_empty() {
                return None;
            }
            let size = *numbers("Size")?.first()? as usize;
            let bytes = stream_bytes(document, function)?;
            let samples = bytes
                .chunks_exact(outputs.len())
                .take(size.min(MAX_PALETTE));
            let samples: Vec<Vec<f32>> = samples
                .map(|sample| sample.iter().map(|byte| f32::from(*byte) / 255.0).collect())
                .collect();
            (samples.len() == size && size > 0).then_some(Tint::Sampled(samples))
        }
        2 if inks == 1 => Some(Tint::Between {
            none: narrow(numbers("C0").unwrap_or_else(|| vec![0.0])),
            all: narrow(numbers("C1").unwrap_or_else(|| vec![1.0])),
            exponent: number(&entry("N")?)? as f32,
        }),
        4 => {
            let (domain, range) = (pairs("Domain")?, pairs("Range")?);
            (domain.len() == inks).then_some(())?;
            Some(Tint::Program {
                program: stream_bytes(document, function)?,
                domain,
                range,
            })
        }
        _ => None,
    }
}

/// The bytes of a stream; none of an encrypted file, whose key the library gives to no one.
fn stream_bytes(document: &PdfDocument, stream: &Object) -> Option<Vec<u8>> {
    if document.is_encrypted() {
        return None;
    }
    stream.decode_stream_data().ok()
}

fn number(object: &Object) -> Option<f64> {
    object
        .as_real()
        .or_else(|| object.as_integer().map(|n| n as f64))
}

/// The light of red, green and blue (sRGB) of a colour in CIE 1976 L*a*b*, with the white of paper as white.
fn light_of_lab(lightness: f32, a: f32, b: f32) -> [f32; 3] {
    let middle = (lightness + 16.0) / 116.0;
    let part = |t: f32| {
        if t > 6.0 / 29.0 {
            t.powi(3)
        } else {
            108.0 / 841.0 * (t - 4.0 / 29.0)
        }
    };
    let [x, y, z] = [middle + a / 500.0, middle, middle - b / 200.0].map(part);
    let (x, z) = (0.9505 * x, 1.089 * z);
    let linear = [
        3.2406 * x - 1.5372 * y - 0.4986 * z,
        -0.9689 * x + 1.8758 * y + 0.0415 * z,
        0.0557 * x - 0.2040 * y + 1.0570 * z,
    ];
    linear.map(|part| {
        if part <= 0.003_130_8 {
            12.92 * part
        } else {
            1.055 * part.powf(1.0 / 2.4) - 0.055
        }
    })
}
