//! What a harvest did, or would do.

use super::{Answer, Style};
use crate::report::view::{
    HarvestOutcome, HarvestPlan, HarvestReview, HarvestedMunicipality, SourceFailed,
};
use crate::report::{Language, Noun};

/// The most lines of one sort that are shown; a terminal holds no more.
const MAX_LINES: usize = 20;

/// A summary, what went wrong, and a line for each municipality with documents.
pub fn harvest(style: Style, view: &HarvestOutcome) -> String {
    let language = style.language;
    let mut answer = Answer::new(style);
    let summary = language.harvest_summary(
        view.fetched,
        view.unchanged,
        view.refused,
        view.failed,
        view.doubtful,
    );
    answer.title(&summary);
    if view.stopped {
        answer.paragraph(language.harvest_stopped());
    }
    if view.resumed > 0 {
        let searches = language.count(view.resumed as u64, Noun::SEARCH);
        answer.paragraph(&language.harvest_resumed(&searches));
    }
    for failure in &view.failures {
        answer.hanging(&failed(language, failure));
    }
    let rows: Vec<_> = view
        .municipalities
        .iter()
        .filter(|one| one.found > 0)
        .map(row)
        .collect();
    if !rows.is_empty() {
        answer.block(style.table(&language.harvest_columns(), &[1, 2, 3, 4, 5, 6], 0, rows));
    }
    answer.section(
        language.doubtful_heading(),
        &lines(style, view, &["doubtful"]),
    );
    answer.section(
        language.not_harvested_heading(),
        &lines(style, view, &["failed", "refused"]),
    );
    let wrong = view.wrong_lines.iter().map(|line| {
        let text = format!(
            "{}{}",
            language.address_line(line.list, line.line),
            line.reason
        );
        style.wrapped(&text, "  ", "    ")
    });
    answer.section(
        language.wrong_addresses_heading(),
        &wrong.collect::<Vec<_>>(),
    );
    if view.nothing_found > 0 {
        let municipalities = language.count(view.nothing_found as u64, Noun::MUNICIPALITY);
        answer.paragraph(&language.harvest_nothing_found(&municipalities));
    }
    answer.finish()
}

/// Why a harvest is not complete, a sentence for each reason; empty if it is.
pub fn harvest_problems(language: Language, view: &HarvestOutcome) -> Vec<String> {
    let stopped = view.stopped.then(|| language.harvest_stopped().to_owned());
    let failures = view.failures.iter().map(|one| failed(language, one));
    let wrong = view.wrong_lines.iter().map(|line| {
        let heading = language.wrong_addresses_heading();
        let number = language.address_line(line.list, line.line);
        format!("{heading}: {number}{}", line.reason)
    });
    stopped.into_iter().chain(failures).chain(wrong).collect()
}

fn failed(language: Language, failure: &SourceFailed) -> String {
    let municipalities = language.count(failure.municipalities as u64, Noun::MUNICIPALITY);
    language.harvest_source_failed(failure.source, &failure.reason, &municipalities)
}

fn row(one: &HarvestedMunicipality) -> Vec<String> {
    let counts = [
        one.found,
        one.fetched,
        one.unchanged,
        one.refused,
        one.failed,
        one.doubtful,
    ];
    let counts = counts.iter().map(ToString::to_string);
    std::iter::once(one.name.clone()).chain(counts).collect()
}

/// The documents that ended so, a line for each with its reason.
fn lines(style: Style, view: &HarvestOutcome, states: &[&str]) -> Vec<String> {
    let all = view.municipalities.iter().flat_map(|one| {
        let documents = one.documents.iter();
        documents.map(move |document| (one, document))
    });
    let wanted: Vec<_> = all
        .filter(|(_, document)| states.contains(&document.state))
        .collect();
    let shown = wanted.iter().take(MAX_LINES).map(|(one, document)| {
        let reason = document.reason.as_deref().unwrap_or_default();
        let address = document.url.as_deref().unwrap_or(&document.id);
        let text = format!("{}: {} ({address}): {reason}", one.name, document.title);
        style.wrapped(&text, "  ", "    ")
    });
    let mut lines: Vec<String> = shown.collect();
    if wanted.len() > MAX_LINES {
        lines.push(format!(
            "  {}",
            style.language.harvest_more(wanted.len() - MAX_LINES)
        ));
    }
    lines
}

/// A line for each host and source.
pub fn harvest_plan(style: Style, view: &HarvestPlan) -> String {
    let language = style.language;
    let mut answer = Answer::new(style);
    if view.hosts.is_empty() {
        answer.block(language.harvest_plan_empty());
        return answer.finish();
    }
    let rows = view.hosts.iter().map(|host| {
        vec![
            host.host.clone(),
            host.source.to_owned(),
            host.municipalities.to_string(),
            host.requests.to_string(),
        ]
    });
    answer.block(style.table(&language.harvest_plan_columns(), &[2, 3], 0, rows.collect()));
    answer.paragraph(language.harvest_plan_note());
    answer.finish()
}

/// The documents that a person has to judge, each with its key, address and reason.
pub fn harvest_review(style: Style, view: &HarvestReview) -> String {
    let language = style.language;
    let mut answer = Answer::new(style);
    if view.documents.is_empty() {
        answer.block(language.harvest_nothing_doubtful());
        return answer.finish();
    }
    for one in &view.documents {
        let address = one.url.as_deref().unwrap_or_default();
        let text = format!(
            "{}: {}\n{address}\n{}",
            one.municipality_name, one.title, one.reason
        );
        let heading = style.strong(&one.key);
        let lines: Vec<String> = text
            .lines()
            .map(|line| style.wrapped(line, "  ", "    "))
            .collect();
        answer.block(format!("{heading}\n{}", lines.join("\n")));
    }
    answer.paragraph(language.harvest_review_note());
    answer.finish()
}
