import { clocks } from './clocks';
import { crowds } from './crowds';
import { disks } from './disks';
import { kills } from './kills';
import { limits } from './limits';
import { power } from './power';
import type { Disturbance } from './row';

/** Every kind of disturbance, in the order of the table. */
export const rows: readonly Disturbance[] = [...kills, ...power, ...disks, ...limits, ...clocks, ...crowds];
