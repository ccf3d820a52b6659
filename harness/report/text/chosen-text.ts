import type { Description } from '../../compile/describe';
import { groupedBy } from './grouped';

/** A constant of ours with its reason, and the epochs that were looked at before it was chosen. */
export function oursText({ symbol, value, reason, chosenAfter }: Description['ours'][number]): string {
  return `${symbol} = ${value}: ${chosenText(chosenAfter, reason)}`;
}

/** The whole region that problems are drawn from, every symbol with its range. */
export function regionText({ region, regionChosenAfter }: Pick<Description, 'region' | 'regionChosenAfter'>): string {
  return region === undefined ? 'not declared by the family as a whole' : chosenText(regionChosenAfter, region);
}

/** A text, and the epochs that were looked at before what it is about was chosen. */
export function chosenText(epochs: readonly string[] | undefined, text: string): string {
  return epochs === undefined || epochs.length === 0 ? text : `${text}; chosen after ${epochs.join(', ')}`;
}

/** Constants of ours with their reasons, in one text for all that were chosen after the same epochs. */
export function oursTexts(ours: Description['ours']): readonly string[] {
  return groupedBy(ours, ({ chosenAfter = [] }) => chosenAfter.join(', ')).map(([, group]) =>
    chosenText(
      group[0]?.chosenAfter,
      group.map(({ symbol, value, reason }) => `${symbol} = ${value} (${reason})`).join('; '),
    ),
  );
}
