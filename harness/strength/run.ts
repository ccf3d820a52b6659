import { type LabOptions, withLab } from '../lab/with-lab';
import type { Built } from '../project/program';
import type { Settings } from '../project/settings';
import { type Standing, standingIn } from '../project/standing';
import { type Bench, bring } from './bring';
import type { WrittenClaim } from './claim-file';
import {
  acceptedClaims,
  claimStrength,
  isAccepted,
  omissionAttempts,
  statementAttempts,
  worldAttempts,
} from './measure';
import { bare } from './parts';
import type { ClaimStrength, Mutant } from './strength';

/** What somebody who waits is told. */
interface StrengthEvents extends Pick<LabOptions, 'notice' | 'preparing'> {
  /** In a few words, what goes on now. */
  step?(what: string): void;
}

/** Where it is measured. */
interface Measuring {
  readonly built: Built;
  readonly settings: Settings;
  /** By name of the claim. */
  readonly standings: ReadonlyMap<string, Standing>;
}

/** The epoch whose trials stand for worlds that are less true. */
export const otherEpoch = (epoch: string): string => `${epoch}-other`;

/**
 * Measures how hard the gate is on claims: each is brought to its verdict, and then everything that is known to make it say less,
 * or to make the world less true, is put to the same code. Mostly on stored trials.
 *
 * @returns in the order of `claims`; undefined where it was interrupted
 */
export async function measureStrength(
  claims: readonly WrittenClaim[],
  { built, settings, standings }: Measuring,
  { step = () => {}, ...events }: StrengthEvents = {},
  interrupted: () => boolean = () => false,
): Promise<readonly ClaimStrength[] | undefined> {
  const { profile, engine } = settings;
  const within = <T>(epoch: string, standingOf: Bench['standingOf'], use: (bench: Bench) => Promise<T>) =>
    withLab(built, { ...settings, epoch }, (lab) => use({ lab, profile, engine, standingOf, interrupted }), events);
  const { epoch } = settings;
  const standingOf = standingIn(standings, epoch);
  const other = otherEpoch(epoch);
  const found = new Map<string, Mutant[]>();
  const keep = (name: string, attempts: readonly Mutant[]) =>
    found.set(name, [...(found.get(name) ?? []), ...attempts]);
  const decided = await within(epoch, standingOf, async (bench) => {
    step(`${claims.length} claims as they stand`);
    const all = await acceptedClaims(claims, bench);
    for (const one of all.filter(isAccepted)) {
      if (interrupted()) return all;
      step(`statements: ${one.gate.name}`);
      keep(one.gate.name, [...(await statementAttempts(one, bench)), ...omissionAttempts(one)]);
    }
    return all;
  });
  await within(
    other,
    (gate) => ({ ...standingOf(gate), epoch: other }),
    async (bench) => {
      const standing = decided.filter(isAccepted);
      if (interrupted() || standing.length === 0) return;
      step('trials of another epoch');
      await bring(
        standing.map(({ gate }) => bare(gate)),
        bench,
      );
      for (const one of standing) {
        if (interrupted()) return;
        step(`worlds: ${one.gate.name}`);
        keep(one.gate.name, await worldAttempts(one, bench));
      }
    },
  );
  return interrupted() ? undefined : decided.map((one) => claimStrength(one, found.get(one.gate.name) ?? []));
}
