import type { ExplorationReport } from '../../../explore/report';
import { number } from '../../text/number';
import type { ExplorationSection, Report, StudySection } from '../content/report';
import { type Definition, Definitions } from './definitions';
import { Drawing } from './drawing';
import { Replay } from './replay';
import { StudyTables } from './study-tables';
import { Table } from './table';

/** Where claims break: every study and every exploration that was found. */
export function Studies({ studies, explorations }: Pick<Report, 'studies' | 'explorations'>) {
  if (studies.length + explorations.length > 0)
    return (
      <>
        {studies.map((study) => (
          <StudyArticle key={study.id} {...study} />
        ))}
        {explorations.map((exploration) => (
          <ExplorationArticle key={exploration.id} {...exploration} />
        ))}
      </>
    );
  return (
    <p>
      No study yet. <code>npx theoremcheck falsify CLAIM --assumption NAME</code> finds from which severity on a
      violated assumption breaks a claim; <code>--sweep 11</code> measures the response, <code>--matrix</code> does it
      for all.
    </p>
  );
}

function StudyArticle({ id, file, study, drawings }: StudySection) {
  const faults = study.rows.flatMap(({ fault, dials }) =>
    fault ? [`${dials.join(' and ')} ended early: ${fault}`] : [],
  );
  return (
    <article id={id} aria-labelledby={`${id}--name`}>
      <h3 id={`${id}--name`}>{titleOf(study)}</h3>
      {study.complete ? null : <p class="notice">Ended before every search was done.</p>}
      {faults.map((fault) => (
        <p class="notice" key={fault}>
          {fault}
        </p>
      ))}
      <Definitions items={studyItems(file, study)} />
      <div class="drawings">
        {drawings.map(({ title, svg }, i) => (
          <Drawing key={i} svg={svg} caption={title} wide />
        ))}
      </div>
      <details>
        <summary>
          <span class="title">Numbers</span> <span class="faint">{numbersNote}</span>
        </summary>
        <StudyTables study={study} />
      </details>
    </article>
  );
}

const numbersNote = 'brackets are certified with 95 % each if violations grow with the severity';

function titleOf({ kind, arguments: asked }: StudySection['study']): string {
  const dials = [...(asked.pair ?? asked.assumptions)].join(' and ');
  const subject = [asked.claims.join(', '), dials].filter((text) => text !== '').join(': ');
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}${subject ? ` · ${subject}` : ''}`;
}

function studyItems(
  file: string,
  { kind, arguments: asked, epoch, engine, rows }: StudySection['study'],
): readonly Definition[] {
  const trials = rows.reduce((sum, row) => sum + row.trials, 0);
  return [
    ...(kind === 'matrix' || kind === 'breaking points' ? [brokenMeans(asked.tau)] : []),
    ['Problems', asked.at === 'claim' ? 'as the claims draw them' : 'the reference problem'],
    ['Trials', `${trials}`],
    ['Run', `epoch ${epoch}, engine ${engine}`],
    ['File', <code key="file">{file}</code>],
  ];
}

function brokenMeans(tau: number | undefined): Definition {
  const both = '0.5 (most trainings fail), and above δ + margin (the claim fails)';
  return ['Broken means', `violated with probability above ${tau ?? both}`];
}

const HEAD = ['claim', 'where', 'status', 'drawn', 'fresh trainings that violate', '95 % interval', 'replay'];

function ExplorationArticle({ id, file, found }: ExplorationSection) {
  const { arguments: asked, epoch, explorations, complete } = found;
  return (
    <article id={id} aria-labelledby={`${id}--name`}>
      <h3 id={`${id}--name`}>Exploration · {asked.claims.join(', ')}</h3>
      {complete ? null : <p class="notice">Interrupted: asked again, it goes on from the stored trials.</p>}
      <p>
        Problems whose own violation rate exceeds δ, hunted for with up to {asked.draws} draws per claim on epoch{' '}
        {epoch}: <code>{file}</code>
      </p>
      <Table caption="Explorations" head={HEAD} rows={explorations.map(explorationRow)} words={[1, 2, 6]} />
    </article>
  );
}

function explorationRow({ claim, setting, status, drawn, counterexample: seen }: ExplorationReport) {
  const where = setting === undefined ? 'within the assumptions' : `at ${setting}`;
  const tested = seen
    ? [
        `${seen.violations} of ${seen.trials}`,
        seen.interval.map(number).join(' … '),
        <Replay key="replay" token={seen.token} />,
      ]
    : ['–', '–', '–'];
  return [claim, where, status, drawn, ...tested];
}
