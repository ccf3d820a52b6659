import { depart, dial, drawn, geometric, linear } from '../../generators/dials';
import type { Region } from '../../generators/region';
import type { Assumption } from '../../harness';

/** What problems have in common that the model of li2024 is trained on, whatever their inputs are. */
interface Contextual {
  readonly delta: number;
  readonly eta: number;
  readonly departures: { readonly contextFlips: number };
}

type SharedName = 'correctContexts' | 'smallInit' | 'smallStep';

/** Assumptions of li2024 on contexts, initialisation and step size, over a region that has `delta` and `eta`. */
export function commonAssumptions<P extends Contextual>(region: Region): Readonly<Record<SharedName, Assumption<P>>> {
  const edge = (symbol: string): number => region.find((entry) => entry.symbol === symbol)!.to;
  return {
    correctContexts: {
      name: 'correctContexts',
      doc: 'contexts of the task’s patterns are labelled by the task',
      paper: 'y_i = ±q by f(x_i)',
      region: { contextFlips: '0' },
      dial: dial('wrong labels in the context', 'context flips', linear(0, 0.5), (q, contextFlips) =>
        depart(q, { contextFlips }),
      ),
    },
    smallInit: {
      name: 'smallInit',
      doc: 'the initial scale of W_Q, W_K, W_V is small',
      paper: 'δ in (0, 0.2]',
      region: drawn(region, 'delta'),
      dial: dial('a larger initial scale', 'delta', geometric(edge('delta'), 4), (q, delta) => ({ ...q, delta })),
    },
    smallStep: {
      name: 'smallStep',
      doc: 'the step size is small',
      paper: 'small step size η',
      region: drawn(region, 'eta'),
      dial: dial('larger steps', 'eta', geometric(edge('eta'), 100), (q, eta) => ({ ...q, eta })),
    },
  };
}
