//! Views: the public JSON of each command and each page.
//!
//! A view is made from a value that the engine computed and a [`crate::engine::Catalog`] for names. It computes
//! nothing itself: it names, formats and selects.
//!
//! Fields are camelCase. What is unknown is `null`, never left out, except where a field says otherwise. Codes are
//! those of the register, shares lie in `[0, 1]`, distances are in kilometres, dates are `2024` or `2024-02-13`. No
//! domain type is serialised as it is, so that the code can change without breaking a script.
//!
//! Reading order: `partners.rs` with `municipality.rs`, `explain.rs`, `evidence.rs` and `source.rs` (the parts that
//! other views reuse), then the other answers, one a file.

mod batch;
mod borders;
mod changes;
mod comparability;
mod compare;
mod corpus;
mod coverage;
mod directory;
mod evaluation;
mod evidence;
mod explain;
mod generations;
mod groups;
mod guide;
mod harvest;
mod holdings;
mod lists;
mod map;
mod matches;
mod municipality;
mod partners;
mod passage;
mod print_map;
mod problem;
mod profile;
mod provenance;
mod region;
mod register_fetch;
mod search;
mod several;
mod source;
mod taxonomy;
mod topic;
mod training;
mod wheels;

pub use batch::{BatchRun, BatchSelection, MatchFeature, MatchLine, MatchProperties, RegionLine};
pub use borders::{BorderImport, RefusedFeature, RepairedBorders, TakenBorders};
pub use changes::{
    ChangedDocument, DocumentChanges, GenerationDiff, Merger, MunicipalityChanges, PartnerMoved,
    PartnersChanged,
};
pub use comparability::Compared;
pub use compare::{Comparison, Sides};
pub use corpus::{CorpusCheck, Document, MunicipalityCheck, Remark, SkippedDocument};
pub use coverage::Coverage;
pub use directory::{FoundMunicipality, Links, Municipalities};
pub use evaluation::{EvaluationLine, evaluation_lines};
pub use evidence::{Evidence, Quote, SimilarPassages, first_unshown, without_shown};
pub use explain::{Caution, Explanation, Interval, Weights};
pub use generations::{Generation, Generations, Health, Pruned, Published, Verified};
pub use groups::{
    Coalition, Contribution, Group, GroupPartnership, Groups, Partition, RegionGroups, WeakestPair,
};
pub use guide::{FirstPage, Guide, TalkingPoint, Unsaid};
pub use harvest::{
    DoubtfulDocument, HarvestOutcome, HarvestPlan, HarvestReview, HarvestedDocument,
    HarvestedMunicipality, HostRequests, PlannedHost, SourceFailed, WrongAddress,
};
pub use holdings::{Holdings, KindHeld, Missing, ThemeName};
pub use lists::{CoverageList, CoverageOf, PrincipleSides, Principles, RegionKinds, Themes};
pub use map::{Feature, Geometry, MultiPolygon, PartnerMap, Point, Properties};
pub use matches::{FirstPartner, Matches, MatchesOfOne, Pair, Pairs};
pub use municipality::{Focus, Municipality, RecognisedAs};
pub use partners::{Match, NotScored, Partner, Standing};
pub use passage::Passage;
pub use print_map::{MapShape, PrintMap, Tone};
pub use problem::Problem;
pub use profile::{Profile, Said};
pub use provenance::Provenance;
pub use region::{Region, RegionBlock, SharedSide};
pub use register_fetch::{EndedMunicipality, RegisterChange, RegisterFetch, RenamedMunicipality};
pub use search::{Hit, Mark, Passages, Search};
pub use several::{OneOfSeveral, PairCourse, Several, TopicOfAll};
pub use source::Source;
pub use taxonomy::{TaxonomyCheck, TaxonomyProblem};
pub use topic::{SideOfTopic, Topic};
pub use training::{
    TrainingBin, TrainingFigures, TrainingPositions, TrainingReport, TrainingThreshold,
};
pub use wheels::{Participant, Refused, SharedInitiative, SharedInitiatives};
