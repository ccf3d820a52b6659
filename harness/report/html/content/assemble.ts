import type { ClaimGate } from '../../../compile/compile';
import { isAbout } from '../../../compile/describe';
import type { ClaimDynamics } from '../../../dynamics/claim-dynamics';
import type { StoredClaim, Verdicts } from '../../../verdict/results/verdicts-file';
import { claimFigures } from '../../figures/claim-figures';
import type { Figure } from '../../figures/figure';
import { overviewFigure } from '../../figures/overview-figure';
import { studyFigures } from '../../figures/study-figures';
import { shownName, shownStudy } from '../../text/exploratory-names';
import { sectionNames } from '../../text/section-names';
import { anchors } from './anchors';
import type { Gathered } from './gather';
import type { ClaimSection, ExplorationSection, FamilyGroup, Report, StudySection } from './report';

/** What the sections are made from, and how a figure becomes a drawing: its SVG. */
interface Materials {
  readonly gathered: Gathered;
  /** The claims as the project states them. */
  readonly gates: readonly ClaimGate[];
  readonly dynamics: ReadonlyMap<string, ClaimDynamics>;
  draw(figure: Figure): Promise<string>;
}

/** Gives a text a place in the page: an id that no other has. */
type AnchorOf = (text: string) => string;

/** Ids that the page itself uses. */
const OWN = ['main', 'claims', 'studies', 'overview'];

/** Puts together what the page shows: every part with its place, its drawings and, where it has not changed, its statement. */
export async function assemble(materials: Materials): Promise<Report> {
  const { gathered, draw } = materials;
  const { verdicts, exploratory, explorations } = gathered;
  const place = anchors(OWN);
  const groups = await groupsOf(verdicts, place, materials);
  return {
    run: verdicts,
    groups,
    exploratory: exploratory ? await groupsOf(exploratory, place, materials) : [],
    ...(verdicts.claims.length > 0 ? { overview: await draw(overviewFigure(verdicts.claims)) } : {}),
    studies: await studiesOf(place, materials),
    explorations: explorations.map((found) => explorationOf(found, place, materials)),
  };
}

async function groupsOf(run: Verdicts, place: AnchorOf, materials: Materials): Promise<readonly FamilyGroup[]> {
  const sections: ClaimSection[] = [];
  for (const claim of run.claims) sections.push(await sectionOf(claim, place(claim.name), materials));
  const families = [...new Set(run.claims.map(({ about }) => about.family))];
  const name = sectionNames(run.claims.map(({ about }) => about));
  return families.map((family) => {
    const own = sections.filter(({ claim }) => claim.about.family === family);
    const [{ source, claim }] = own as [ClaimSection];
    const called = name(claim.about);
    const title = called === claim.about.bibKey ? family : called;
    return { id: place(title), title, ...(source ? { source } : {}), sections: own };
  });
}

async function sectionOf(
  claim: StoredClaim,
  id: string,
  { gathered, gates, dynamics, draw }: Materials,
): Promise<ClaimSection> {
  const gate = gates.find((one) => isAbout(claim, one));
  const source = gathered.entries.get(claim.about.bibKey);
  const drawings: { evidence?: string; margin?: string; dynamics?: string } = {};
  for (const [name, figure] of Object.entries(claimFigures(claim, id, dynamics.get(claim.name)))) {
    drawings[name as keyof typeof drawings] = await draw(figure);
  }
  const tried = gathered.tried?.find(({ name, digest }) => name === claim.name && digest === claim.digest);
  const more = { ...(gate ? { gate } : {}), ...(source ? { source } : {}), ...(tried ? { tried } : {}) };
  return { id, claim, ...more, ...drawings };
}

async function studiesOf(place: AnchorOf, { gathered, gates, draw }: Materials): Promise<readonly StudySection[]> {
  const sections: StudySection[] = [];
  for (const { file, study: stored } of gathered.studies) {
    const study = shownStudy(stored, gates);
    const id = place(nameOf(file));
    const drawings: StudySection['drawings'][number][] = [];
    for (const figure of studyFigures(study, id)) drawings.push({ title: figure.title, svg: await draw(figure) });
    sections.push({ id, file, study, drawings });
  }
  return sections;
}

function explorationOf(
  stored: Gathered['explorations'][number],
  place: AnchorOf,
  { gates }: Materials,
): ExplorationSection {
  const explorations = stored.found.explorations.map((one) => ({ ...one, claim: shownName(one.claim, gates) }));
  return { ...stored, id: place(nameOf(stored.file)), found: { ...stored.found, explorations } };
}

const nameOf = (file: string): string => file.replace(/^.*\/|\.json$/g, '');
