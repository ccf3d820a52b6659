import type { ClaimProgress, Progress } from '../../verdict/results/result';
import { table } from '../text/table';
import { clip, width } from '../text/width';
import { bar, percent } from './bar';
import type { Colours } from './colours';
import { duration } from './duration';
import { crewText, leftText } from './progress-line';

/** Where a run is, and who looks at it. */
interface LiveState {
  readonly progress: Progress;
  /** Since the start. */
  readonly seconds: number;
  /** Size of the terminal. */
  readonly columns: number;
  readonly rows: number;
  /** What is waited for when somebody has asked to stop. */
  readonly note?: string;
}

/**
 * A run as lines that fit a terminal: how far it is, then one row per open claim, in the order in which they are worked on, and
 * how many more there are. Narrow terminals lose columns before names lose letters.
 */
export function liveView({ progress, seconds, columns, rows, note }: LiveState, colours: Colours): readonly string[] {
  // A full last column makes some terminals break the line.
  const inside = columns - 1;
  const header = colours.bold(clip(headline(progress, seconds), inside));
  const notes = note === undefined ? [] : [colours.yellow(clip(note, inside))];
  // One row stays free for the cursor.
  const room = rows - 1 - notes.length - 1;
  return [header, ...notes, ...claims(progress.open, inside, room, colours)];
}

function headline({ decided, claims, trained, left, crew, preparing }: Progress, seconds: number): string {
  const so = `theoremcheck: ${decided} of ${claims} decided, ${Math.round(seconds)} s`;
  if (preparing !== undefined) return `${so}, preparing the engines of ${preparing}`;
  return `${so}${leftText(left)}, ${trained} trainings${crewText(crew)}`;
}

/** Headings, claims, and how many more; nothing where there is no room for a single claim. */
function claims(open: readonly ClaimProgress[], inside: number, room: number, colours: Colours): readonly string[] {
  if (open.length === 0 || room < 2) return [];
  const all = open.length <= room - 1;
  const shown = open.slice(0, all ? room - 1 : Math.max(1, room - 2));
  const more = open.length - shown.length;
  const [heading, ...lines] = layout(shown, inside).split('\n');
  return [colours.dim(heading!), ...lines, ...(more > 0 && room > 2 ? [colours.dim(`… ${more} more`)] : [])];
}

interface LiveColumn {
  readonly heading: string;
  readonly text: (claim: ClaimProgress) => string;
}

const trials = { heading: 'trials', text: (claim: ClaimProgress) => `${claim.trials}/${count(claim.needed)}` };
const corroborate = { heading: 'corroborated', text: ({ evidence }: ClaimProgress) => meter(evidence.corroborate, 10) };
const falsify = { heading: 'falsified', text: ({ evidence }: ClaimProgress) => meter(evidence.falsify, 5) };
const corroborateShort = { heading: 'corr.', text: ({ evidence }: ClaimProgress) => percent(evidence.corroborate) };
const falsifyShort = { heading: 'fals.', text: ({ evidence }: ClaimProgress) => percent(evidence.falsify) };
const controls = {
  heading: 'controls',
  text: (claim: ClaimProgress) => ratio(claim.controls.decided, claim.controls.total),
};
const witness = {
  heading: 'witness',
  text: (claim: ClaimProgress) => (claim.witness ? ratio(claim.witness.done, claim.witness.total) : '–'),
};
const left = {
  heading: 'left',
  text: (claim: ClaimProgress) => (claim.left === undefined ? '–' : duration(claim.left)),
};

/** The first that leaves enough room for names is taken. */
const LAYOUTS: readonly (readonly LiveColumn[])[] = [
  [trials, corroborate, falsify, controls, witness, left],
  [trials, corroborate, falsifyShort, controls, left],
  [trials, corroborateShort, falsifyShort, left],
  [trials, corroborateShort],
  [corroborateShort],
];
/** Columns that a name should have: most names are known apart by then. */
const NAME = 24;

function layout(shown: readonly ClaimProgress[], inside: number): string {
  const fitted = LAYOUTS.map((columns) => {
    const cells = shown.map((claim) => columns.map((column) => column.text(claim)));
    const headings = columns.map((column) => column.heading);
    const taken = headings.map((_, i) => 2 + Math.max(...[headings, ...cells].map((row) => width(row[i]!))));
    return { cells, headings, room: inside - taken.reduce((sum, one) => sum + one, 0) };
  });
  const { cells, headings, room } = fitted.find((one) => one.room >= NAME) ?? fitted[fitted.length - 1]!;
  const names = shown.map(({ name }) => clip(name, Math.max(1, room)));
  return table([['claim', ...headings], ...cells.map((row, i) => [names[i]!, ...row])]);
}

const meter = (share: number, columns: number): string => `${bar(share, columns)} ${percent(share)}`;
const ratio = (done: number, total: number): string => `${done}/${total}`;
const count = (needed: number): string => (Number.isFinite(needed) ? String(needed) : '?');
