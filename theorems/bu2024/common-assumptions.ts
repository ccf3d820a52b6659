import { depart, dial, drawn, geometric, linear } from '../../generators/dials';
import type { Region } from '../../generators/region';
import type { Assumption } from '../../harness';

/** What problems have in common that the model of bu2024 is trained on, whatever their words are. */
interface Prompted {
  readonly m: number;
  readonly eta: number;
  readonly sigma0: number;
  readonly sigma1: number;
  readonly departures: { readonly positives: number; readonly foreign: number; readonly flips: number };
}

type Name = 'balancedDemonstrations' | 'sharedConcept' | 'correctLabels' | 'smallInit' | 'smallStep';

/** Assumptions of bu2024 on prompts, initialisation and step size, over a region that has `sigma0`, `sigma1` and `eta/m`. */
export function commonAssumptions<P extends Prompted>(region: Region): Readonly<Record<Name, Assumption<P>>> {
  const edge = (symbol: string): number => region.find((entry) => entry.symbol === symbol)!.to;
  return {
    balancedDemonstrations: {
      name: 'balancedDemonstrations',
      doc: 'half of the demonstrations carry each sign',
      paper: 'balanced demonstrations',
      region: { positives: '1/2' },
      dial: dial('one sign takes over', 'positives', linear(0.5, 1), (q, positives) => depart(q, { positives })),
    },
    sharedConcept: {
      name: 'sharedConcept',
      doc: 'all demonstrations share the concept of the query',
      paper: 'a prompt has one co-concept',
      region: { foreign: '0' },
      dial: dial('demonstrations of other concepts', 'foreign', linear(0, 1), (q, foreign) => depart(q, { foreign })),
    },
    correctLabels: {
      name: 'correctLabels',
      doc: 'every demonstration is labelled with its own sign',
      paper: 'x and y of a pair share the sparse code z',
      region: { flips: '0' },
      dial: dial('flipped demonstrations', 'flips', linear(0, 0.5), (q, flips) => depart(q, { flips })),
    },
    smallInit: {
      name: 'smallInit',
      doc: 'the initial scale is not too large',
      paper: 'small enough initialisation σ0, σ1',
      region: drawn(region, 'sigma0', 'sigma1'),
      dial: dial('σ0 and σ1 grow together', 'sigma0 = 10 sigma1', geometric(edge('sigma0'), 10), (q, sigma0) => ({
        ...q,
        sigma0,
        sigma1: sigma0 / 10,
      })),
    },
    smallStep: {
      name: 'smallStep',
      doc: 'the step size is small',
      paper: 'small step size η',
      region: drawn(region, 'eta/m'),
      dial: dial('larger steps', 'eta/m', geometric(edge('eta/m'), 100), (q, ratio) => ({ ...q, eta: ratio * q.m })),
    },
  };
}
