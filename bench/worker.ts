import { parentPort } from 'node:worker_threads';
import { loadKernel } from '../model/engines/kernel';
import { fusedJob } from './engines';
import { cases } from './problems';

/** Trains on request: `repeats` times the fused job of the small problem. */
const job = fusedJob(loadKernel(), Object.values(cases)[0]!);
job.run();
parentPort!.on('message', (repeats: number) => {
  for (let i = 0; i < repeats; i++) job.run();
  parentPort!.postMessage('done');
});
parentPort!.postMessage('ready');
