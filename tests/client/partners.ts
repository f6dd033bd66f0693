// A small program as somebody would write it with the generated types: partners, a comparison, a profile, a search, all
// pairs and the changes. It is compiled strictly, so a field that the description lacks or gives another type is an error,
// and then run against a server; `.ci/api` does both.
import createClient from "openapi-fetch";
import type { paths, components } from "./api.js";

type Partner = components["schemas"]["Partner"];

const [url, token] = process.argv.slice(2);
if (url === undefined) throw new Error("usage: node partners.js URL [TOKEN]");
// Lists also come as lines; this program wants JSON, and problems as they come.
const client = createClient<paths, "application/json" | "application/problem+json">({
  baseUrl: url,
  headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
});

/** The data of an answer, or the title and remedy of its problem. */
function answered<D>(answer: { data?: D; error?: components["schemas"]["Problem"] | undefined }): D {
  if (answer.data !== undefined) return answer.data;
  throw new Error(`${answer.error?.title}: ${answer.error?.remedy}`);
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not as described: ${what}`);
}

const known = answered(await client.GET("/municipalities", { params: { query: { q: "zil" } } }));
const focus = known.municipalities[0];
if (focus === undefined) throw new Error("the demonstration has Zilverhorne");

const ranking = answered(
  await client.GET("/municipalities/{municipality}/partners", {
    params: {
      path: { municipality: focus.code },
      query: { scope: "km:30", weightText: 1, weightPrinciples: 2, lang: "en" },
    },
  }),
);
const percent = (partner: Partner): string =>
  partner.alignment === null ? "only words known" : `${Math.round((partner.alignment ?? 0) * 100)}%`;
for (const partner of ranking.partners.slice(0, 3)) console.log(partner.rank, partner.name, percent(partner));
const first = ranking.partners[0];
if (first === undefined) throw new Error("Zilverhorne has partners");
check(first.evidence.every((pair) => pair.ours.sentence.length > 0), "quotes have a sentence");
check(first.cautions.every((caution) => caution.text.length > 0), "cautions have a text");

const comparison = answered(
  await client.GET("/comparisons", {
    params: {
      query: { municipality: focus.code, partner: first.code, scope: "km:30", weightText: 1, weightPrinciples: 2 },
    },
  }),
);
check(comparison.alignment === first.alignment, "a comparison has the alignment of the list");
const differing = comparison.principles.filter((topic) => topic.outcome === "differs").map((topic) => topic.name);
console.log("differ on:", differing.join(", ") || "nothing");

const profile = answered(
  await client.GET("/profiles/{municipality}", { params: { path: { municipality: first.code } } }),
);
console.log(profile.municipality.name, "said something on", profile.principles.filter((one) => one.statements > 0).length, "principles");

const found = answered(await client.GET("/passages", { params: { query: { q: "cloud", pageSize: 3 } } }));
check(found.hits.every((hit) => hit.highlights.every((mark) => mark.end > mark.start)), "highlights are ranges");
console.log(found.total, "passages, the first on page", found.hits[0]?.page);

const several = answered(
  await client.GET("/selections", {
    params: { query: { municipality: focus.code, partner: ranking.partners.slice(0, 2).map((one) => one.code) } },
  }),
);
check(several.pairs.length === 3, "three municipalities are three pairs");

const pairs = answered(await client.GET("/pairs", { params: { query: { scope: "border", pageSize: 5 } } }));
check(pairs.pairs.length === 5 && pairs.total > 5, "pairs come in pages");
const matches = answered(await client.GET("/matches", { params: { query: { top: 1, pageSize: 4 } } }));
check(matches.municipalities.every((one) => one.partners.length <= 1), "one partner each");

const groups = answered(
  await client.GET("/municipalities/{municipality}/groups", { params: { path: { municipality: focus.code } } }),
);
console.log(groups.groups.length, "groups; the weakest pair of the first:", groups.groups[0]?.weakestPair.alignment);

const unknown = await client.GET("/comparisons", { params: { query: { municipality: focus.code, partner: "Nergensdam" } } });
check(unknown.response.status === 404 && (unknown.error?.remedy.length ?? 0) > 0, "an unknown name has a remedy");
