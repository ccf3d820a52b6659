import type { Command } from 'commander';
import type { Context } from '../console/context';

/** A command as the list of all shows it. What it needs is loaded when it is the one that is asked for. */
export interface CommandEntry {
  readonly name: string;
  /** Its arguments, as commander writes them. */
  readonly takes?: string;
  readonly description: string;
  /** It needs no project: nothing is looked for in the folder, and nothing is built. */
  readonly alone?: boolean;
  readonly load: () => (context: Context) => Command;
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'verify',
    takes: '[patterns...]',
    description: 'bring claims to their verdicts, as `jest theorems` does',
    load: () => (require('./verify') as typeof import('./verify')).verifyCommand,
  },
  {
    name: 'list',
    takes: '[patterns...]',
    description: 'the claims of this project: what each one says, and where it stands',
    load: () => (require('./list') as typeof import('./list')).listCommand,
  },
  {
    name: 'replay',
    takes: '<token>',
    description: 'train one trial again, exactly, and show its dynamics and its outcome for every claim that reads it',
    load: () => (require('./replay') as typeof import('./replay')).replayCommand,
  },
  {
    name: 'decide',
    description: 'verdict on outcomes from anywhere: one per line on standard input, 0, 1 or `unknown`',
    alone: true,
    load: () => (require('../decide/command') as typeof import('../decide/command')).decideCommand,
  },
  {
    name: 'export',
    takes: '<family>',
    description:
      'write one trial as a NumPy .npz archive: dictionary, and every batch, answer and weight, step by step',
    load: () => (require('./export') as typeof import('./export')).exportCommand,
  },
  {
    name: 'falsify',
    takes: '[claims...]',
    description: 'violate one assumption at a time and find where claims break',
    load: () => (require('./falsify') as typeof import('./falsify')).falsifyCommand,
  },
  {
    name: 'near-misses',
    takes: '<claims...>',
    description: 'search the dials of claims for near misses that are graded, and print the lines to paste',
    load: () => (require('./near-misses') as typeof import('./near-misses')).nearMissesCommand,
  },
  {
    name: 'mutate',
    takes: '[claims...]',
    description: 'weaken claims, and the world, in every way that is known: which share does the gate reject?',
    load: () => (require('./mutate') as typeof import('./mutate')).mutateCommand,
  },
  {
    name: 'calibrate',
    description: 'how often verdicts are false: whole suites of claims whose truth is known, on the boundary',
    alone: true,
    load: () => (require('./calibrate') as typeof import('./calibrate')).calibrateCommand,
  },
  {
    name: 'worker',
    description: 'train for runs with --queue: any number of workers, on any machine with the same sources',
    load: () => (require('./worker') as typeof import('./worker')).workerCommand,
  },
  {
    name: 'merge',
    takes: '[paths...]',
    description: 'the verdicts of claims, or the study, whose trials were trained in shards',
    load: () => (require('./merge') as typeof import('./merge')).mergeCommand,
  },
  {
    name: 'report',
    description: 'what the last run and the studies found, as one HTML page with figures',
    load: () => (require('./report') as typeof import('./report')).reportCommand,
  },
  {
    name: 'figures',
    takes: '[names...]',
    description: "draw the papers' figures from fresh trainings, with bands over trials",
    load: () => (require('./figures') as typeof import('./figures')).figuresCommand,
  },
  {
    name: 'audit',
    description: 'which assumptions of bu2024 real words satisfy: the vendored ones, or those of an embedding',
    alone: true,
    load: () => (require('./words') as typeof import('./words')).auditCommand,
  },
  {
    name: 'select',
    description: 'choose demonstrations from a pool of labelled examples, and say which labels look wrong',
    alone: true,
    load: () => (require('./words') as typeof import('./words')).selectCommand,
  },
  {
    name: 'selftest',
    description: 'whether this machine computes what others compute: trains a slice of the gate and compares every bit',
    alone: true,
    load: () => (require('./selftest') as typeof import('./selftest')).selftestCommand,
  },
  {
    name: 'new',
    takes: '<paper/name>',
    description: 'write a theorem file with its controls, which runs as it stands and is to be filled in',
    load: () => (require('./new') as typeof import('./new')).newCommand,
  },
];
