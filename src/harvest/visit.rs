//! One candidate: whether it is fetched, what it is, and where it goes.

use std::io;
use std::sync::Mutex;

use super::budget;
use super::classify::{Verdict, judge, judge_title};
use super::content::Content;
use super::decisions::Decision;
use super::http::{Client, Response};
use super::journal::{Journal, KnownDocument, key, lock_of};
use super::report::{DocumentOutcome, DocumentState};
use super::request::HarvestRequest;
use super::source::{Candidate, Fetched, Source};
use super::{Reason, store};
use crate::document::{DocumentKind, Extraction};
use crate::municipality::GemeenteCode;

/// Pages that are looked at to judge a document.
const FIRST_PAGES: usize = 3;

/// The label of a budget, of which one paragraph is taken.
const BUDGET: &str = "begroting";

/// A candidate that is visited.
pub(super) struct Visit<'a> {
    pub(super) request: &'a HarvestRequest<'a>,
    pub(super) client: &'a Client,
    pub(super) journal: &'a Mutex<Journal>,
    pub(super) decision: Option<Decision>,
    pub(super) source: &'a dyn Source,
    pub(super) owner: &'a GemeenteCode,
    pub(super) candidate: &'a Candidate,
}

/// What was decided about the content of a document.
enum Judged {
    /// It is stored as these bytes, in a file with this extension.
    Take {
        kind: Option<DocumentKind>,
        bytes: Vec<u8>,
        extension: &'static str,
    },
    /// It is not, or not before a person has looked at it.
    Leave { reason: Reason, is_doubtful: bool },
}

impl Visit<'_> {
    /// Visits the candidate.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(super) fn run(&self) -> io::Result<DocumentOutcome> {
        let key = key(self.source.name(), &self.candidate.id);
        let (known, is_fresh) = {
            let journal = lock_of(self.journal);
            (
                journal.documents.get(&key).cloned(),
                journal.fresh.contains(&key),
            )
        };
        if self.decision == Some(Decision::Reject) {
            return self.leave_out(known);
        }
        if !self.is_settled()
            && let Some(Verdict::Refuse(shows, term)) = judge_title(&self.candidate.title)
        {
            return Ok(self.outcome(
                DocumentState::Refused,
                Some(Reason::Judged { shows, term }),
                None,
            ));
        }
        // What is known counts when its file is there, or when it was judged and nobody said otherwise since.
        let known = known.filter(|known| match &known.path {
            Some(path) => self.request.corpus.join(path).is_file(),
            None => !self.is_settled(),
        });
        if let Some(known) = &known {
            if is_fresh && known.path.is_some() {
                return Ok(self.outcome(DocumentState::Fetched, None, known.path.clone()));
            }
            let is_same_version =
                known.version.is_some() && known.version == self.candidate.version;
            if is_fresh || is_same_version {
                return Ok(self.as_before(known));
            }
        }
        let validators = known.as_ref().map(|known| &known.validators);
        match self.source.fetch(self.candidate, validators, self.client) {
            Ok(Fetched::Unchanged) => Ok(match &known {
                Some(known) => self.as_before(known),
                None => self.outcome(
                    DocumentState::Failed,
                    Some(Reason::Status { status: 304 }),
                    None,
                ),
            }),
            Ok(Fetched::Content(response)) => self.take(response, known.as_ref()),
            Err(reason) => Ok(self.not_fetched(reason)),
        }
    }

    /// Whether a person decided that this document is taken.
    fn is_settled(&self) -> bool {
        self.candidate.is_chosen || self.decision == Some(Decision::Accept)
    }

    fn outcome(
        &self,
        state: DocumentState,
        reason: Option<Reason>,
        path: Option<String>,
    ) -> DocumentOutcome {
        DocumentOutcome {
            source: self.source.name(),
            id: self.candidate.id.clone(),
            title: self.candidate.title.clone(),
            url: self.candidate.page.clone(),
            state,
            reason,
            path,
        }
    }

    fn not_fetched(&self, reason: Reason) -> DocumentOutcome {
        let state = if reason.is_refusal() {
            DocumentState::Refused
        } else {
            DocumentState::Failed
        };
        self.outcome(state, Some(reason), None)
    }

    /// The outcome of a document that did not change.
    fn as_before(&self, known: &KnownDocument) -> DocumentOutcome {
        let state = match (&known.path, known.is_doubtful) {
            (Some(_), _) => DocumentState::Unchanged,
            (None, true) => DocumentState::Doubtful,
            (None, false) => DocumentState::Refused,
        };
        self.outcome(state, known.reason.clone(), known.path.clone())
    }

    /// Takes a document out of the corpus that a person rejected.
    fn leave_out(&self, known: Option<KnownDocument>) -> io::Result<DocumentOutcome> {
        if let Some(mut known) = known
            && let Some(path) = known.path.take()
        {
            store::remove(self.request.corpus, &path);
            known.reason = Some(Reason::Rejected);
            known.is_doubtful = false;
            lock_of(self.journal).document(known)?;
        }
        Ok(self.outcome(DocumentState::Refused, Some(Reason::Rejected), None))
    }

    /// Judges and stores what was received.
    fn take(
        &self,
        response: Response,
        known: Option<&KnownDocument>,
    ) -> io::Result<DocumentOutcome> {
        let content = Content::detect(
            &response.bytes,
            &response.url,
            response.media_type.as_deref(),
        );
        let content = match content {
            Ok(content) => content,
            Err(reason) => return Ok(self.not_fetched(reason)),
        };
        let hash = store::hash(&response.bytes);
        let mut document = KnownDocument {
            source: self.source.name(),
            id: self.candidate.id.clone(),
            owner: self.owner.clone(),
            title: self.candidate.title.clone(),
            kind: self.candidate.kind.clone(),
            dated: self.candidate.dated,
            url: self.candidate.page.clone(),
            fetched_from: Some(response.url.clone()),
            fetched: self.request.now,
            hash,
            licence: self.source.licence().to_owned(),
            version: self.candidate.version.clone(),
            validators: response.validators,
            path: None,
            reason: None,
            is_doubtful: false,
        };
        // The same bytes: nothing is written or judged again.
        if let Some(known) = known.filter(|known| known.hash == document.hash) {
            let outcome = self.as_before(known);
            let same = KnownDocument {
                version: document.version,
                validators: document.validators,
                ..known.clone()
            };
            lock_of(self.journal).document(same)?;
            return Ok(outcome);
        }
        match self.judged(response.bytes, content, &document.hash) {
            Judged::Leave {
                reason,
                is_doubtful,
            } => {
                let state = if is_doubtful {
                    DocumentState::Doubtful
                } else {
                    DocumentState::Refused
                };
                document.reason = Some(reason.clone());
                document.is_doubtful = is_doubtful;
                // What was a vision and is none any more goes.
                if let Some(path) = known.and_then(|known| known.path.as_ref()) {
                    store::remove(self.request.corpus, path);
                }
                lock_of(self.journal).document(document)?;
                Ok(self.outcome(state, Some(reason), None))
            }
            Judged::Take {
                kind,
                bytes,
                extension,
            } => {
                let path = store::path(self.owner, self.source.name(), self.candidate, extension);
                store::write(self.request.corpus, &path, &bytes)?;
                // The document may have come back in another format.
                if let Some(old) = known
                    .and_then(|known| known.path.as_ref())
                    .filter(|old| **old != path)
                {
                    store::remove(self.request.corpus, old);
                }
                document.kind = kind;
                document.path = Some(path.clone());
                lock_of(self.journal).document(document)?;
                Ok(self.outcome(DocumentState::Fetched, None, Some(path)))
            }
        }
    }

    fn judged(&self, bytes: Vec<u8>, content: Content, hash: &str) -> Judged {
        let leave = |reason| Judged::Leave {
            reason,
            is_doubtful: false,
        };
        if let Some(path) = self.same_elsewhere(hash) {
            return leave(Reason::Duplicate { path });
        }
        if self.candidate.is_chosen {
            return Judged::Take {
                kind: self.candidate.kind.clone(),
                bytes,
                extension: content.extension(),
            };
        }
        let name = format!("document.{}", content.extension());
        let read = self
            .request
            .readers
            .read(&bytes, &name, &|| false)
            .extraction;
        let verdict = judge(&self.candidate.title, &first_pages(&read));
        let kind = match verdict {
            Verdict::Take(kind) => kind,
            // A person has judged it.
            Verdict::Doubt(kind, ..) if self.is_settled() => kind,
            Verdict::Refuse(..) if self.is_settled() => DocumentKind::unknown(),
            Verdict::Doubt(_, shows, term) => {
                return Judged::Leave {
                    reason: Reason::Judged { shows, term },
                    is_doubtful: true,
                };
            }
            Verdict::Refuse(shows, term) => return leave(Reason::Judged { shows, term }),
        };
        if !self.is_settled() && !self.request.kinds.contains(&kind) {
            let kind = kind.label().to_owned();
            return leave(Reason::OtherKind { kind });
        }
        if kind.label() == BUDGET {
            return match budget::paragraph(&self.candidate.title, &read.pages) {
                Some(text) => Judged::Take {
                    kind: Some(kind),
                    bytes: text.into_bytes(),
                    extension: "md",
                },
                None => leave(Reason::NoParagraph),
            };
        }
        Judged::Take {
            kind: Some(kind).filter(|kind| !kind.is_unknown()),
            bytes,
            extension: content.extension(),
        }
    }

    /// Another document of this municipality with the same bytes: sources list one document under several names.
    fn same_elsewhere(&self, hash: &str) -> Option<String> {
        let journal = lock_of(self.journal);
        let mut others = journal
            .documents
            .values()
            .filter(|other| other.hash == hash && other.owner == *self.owner);
        others.find_map(|other| {
            let is_other = other.id != self.candidate.id || other.source != self.source.name();
            other.path.clone().filter(|_| is_other)
        })
    }
}

/// The text of the first pages.
fn first_pages(read: &Extraction) -> String {
    let pages: Vec<&str> = read
        .pages
        .iter()
        .take(FIRST_PAGES)
        .map(|page| page.text.as_str())
        .collect();
    pages.join("\n")
}
