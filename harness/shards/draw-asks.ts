import type { ExploreRequest } from '../explore/claims';
import { turned } from '../explore/claims';
import { columnRequests } from '../explore/requests';
import { exploreSeed } from '../explore/run';
import { exploredSource } from '../trials/draw/explored';
import type { Lab } from '../trials/lab';
import type { Ask } from './ask';

/** The first training of every problem that an exploration draws. What follows from one that violates is its own affair. */
export async function drawAsks(lab: Lab, request: ExploreRequest): Promise<readonly Ask[]> {
  const asks: Ask[] = [];
  for (const group of request.groups) {
    const base = await lab.stream(turned(group, request));
    const seed = exploreSeed(base);
    for (let draw = 0; draw < request.draws; draw++) {
      const stream = base.beside(exploredSource({ seed, path: `${draw}` }));
      try {
        const requests = stream.missing(0, columnRequests(group.columns, stream.problem(0)));
        if (requests.length > 0) asks.push({ stream, index: 0, requests });
      } catch {} // no problem, or none that a claim can be asked of: the exploration counts it as refused
    }
  }
  return asks;
}
