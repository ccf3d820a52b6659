import schema from '../files/schemas/theorem.schema.json';
import type { Dialled, Perturbed, Shifted, Synthetic, WithSymbols } from '../statement/controls';
import type { Along, At, FirstTime, Formula, Grid, Mean, Slope, Variance } from '../statement/quantity';
import type { All, Bound, ForEvery, MeanAtMost, Reaches, Within } from '../statement/relation';
import type { Controls, TheoremSpec } from '../statement/theorem';

/** The names of all members of a type; the compiler refuses a list that lacks one, or has one too many. */
type Members<T> = Readonly<Record<keyof T, true>>;

const near = { kind: true, name: true, doc: true, trials: true, grade: true, by: true } as const;
const atMost: Members<Bound> = { kind: true, of: true, bound: true };
const within: Members<Within> = { kind: true, of: true, low: true, high: true };
const reaches: Members<Reaches> = { kind: true, of: true, level: true, deadline: true };
const meanAtMost: Members<MeanAtMost> = { kind: true, of: true, bound: true, margin: true };
const all: Members<All> = { kind: true, of: true };
const forEvery: Members<ForEvery> = { kind: true, symbol: true, values: true, of: true };
const at: Members<At> = { kind: true, observation: true, step: true };
const along: Members<Along> = { kind: true, observation: true, grid: true };
const grid: Members<Grid> = { from: true, to: true, points: true, spacing: true, every: true };
const meanOver: Members<Mean<unknown>> = { kind: true, of: true };
const varianceOver: Members<Variance> = { kind: true, of: true };
const firstTime: Members<FirstTime> = { kind: true, of: true, level: true };
const slope: Members<Slope> = { kind: true, of: true, symbol: true, between: true };
const formula: Members<Formula> = { kind: true, text: true, of: true };
const dialled: Members<Dialled> = { ...near, dials: true, at: true, share: true };
const withSymbols: Members<WithSymbols> = { ...near, symbols: true };
const synthetic: Members<Synthetic> = { ...near, observations: true };
const perturbed: Members<Perturbed> = { ...near, factor: true };
const shifted: Members<Shifted> = { kind: true, name: true, doc: true, amount: true, of: true, when: true };
const controls: Members<Controls> = { untrained: true, gross: true, nearMiss: true, pins: true, positive: true };
const theorem: Members<TheoremSpec> = {
  ...{ name: true, statement: true, source: true, family: true, forAll: true, stream: true, at: true, corners: true },
  ...{ ours: true, horizon: true, horizonForm: true, measured: true, prompts: true, accuracy: true, claim: true },
  ...{ kind: true, delta: true, margin: true, budget: true, block: true, profile: true, controls: true, paper: true },
  notChecked: true,
};
const words = {
  ...{ atMost, atLeast: atMost, above: atMost, within, reaches, meanAtMost, all, forEvery, at, along, meanOver },
  ...{ varianceOver, firstTime, slope, formula, dialled, withSymbols, synthetic, perturbed, shifted },
};

interface Form {
  readonly properties: {
    readonly kind: { readonly const?: string; readonly enum?: readonly string[] };
    readonly grid?: object;
  };
}
const { definitions, properties } = schema;
const { relation, quantity, scalar, curve, control } = definitions;
const forms: readonly Form[] = [relation, quantity, scalar, curve, control].flatMap(({ oneOf }) => oneOf as Form[]);
const kindsOf = ({ properties: { kind } }: Form) => kind.enum ?? [kind.const!];
const names = (record: object) => Object.keys(record).sort();

test('every word of a statement has all its members in JSON, and no others', () => {
  expect(new Set(forms.flatMap(kindsOf))).toEqual(new Set(Object.keys(words)));
  for (const form of forms)
    for (const kind of kindsOf(form))
      expect([kind, names(form.properties)]).toEqual([kind, names(words[kind as keyof typeof words])]);
});

test('and so have a theorem, its controls, pins and grids', () => {
  const { $schema: _, ...stated } = properties;
  expect(names(stated)).toEqual(names(theorem));
  expect(names(properties.controls.properties)).toEqual(names(controls));
  expect(names(definitions.pin.properties)).toEqual(names(shifted));
  const grids = forms.flatMap((form) => (form.properties.grid ? [form.properties.grid as { properties: object }] : []));
  expect(grids.map(({ properties: members }) => names(members))).toEqual(grids.map(() => names(grid)));
});
