import { render } from 'preact-render-to-string';
import { EXPLORATORY_NOTE } from '../../statement/exploratory';
import { ClaimArticle } from './claim-article';
import { Drawing } from './drawing';
import { katexCss } from './katex-css';
import { Overview } from './overview';
import type { Group, Report } from './report';
import { Studies } from './studies';
import { style } from './style';
import { summary } from './summary';
import { Verdict } from './verdict';

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";

/** The report as one HTML document that needs no other file, no network and no script. */
export function page(report: Report): string {
  const body = render(<Body {...report} />);
  return `<!doctype html>${render(<Document title={titleOf(report)} body={body} />)}\n`;
}

function Document({ title, body }: { readonly title: string; readonly body: string }) {
  const formulas = body.includes('class="katex"') ? body : '';
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: katexCss(formulas) + style }} />
      </head>
      <body dangerouslySetInnerHTML={{ __html: body }} />
    </html>
  );
}

const titleOf = ({ groups }: Report): string => summary(groups.flatMap(claimsOf));

const claimsOf = ({ sections }: Group) => sections.map(({ claim }) => claim);

function Body(report: Report) {
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <Navigation {...report} />
      <main id="main" tabIndex={-1}>
        <Head {...report} />
        <section aria-labelledby="claims">
          <h2 id="claims">All claims</h2>
          <Overview groups={[...report.groups, ...report.exploratory]} />
          <Legend />
          <Drawing svg={report.overview} />
        </section>
        {report.groups.map((group) => (
          <GroupSection key={group.id} {...group} />
        ))}
        {report.exploratory.map((group) => (
          <GroupSection key={group.id} {...group} note={`Exploratory: ${EXPLORATORY_NOTE}.`} />
        ))}
        <section aria-labelledby="studies">
          <h2 id="studies">Where claims break</h2>
          <Studies {...report} />
        </section>
      </main>
      <footer class="page">
        <p>Made by theoremcheck from the files of a run. One file: no script, no network.</p>
      </footer>
    </>
  );
}

function Head(report: Report) {
  const { epoch, profile, engine, complete } = report.run;
  return (
    <header class="top">
      <p class="kicker">theoremcheck report</p>
      <h1>{titleOf(report)}</h1>
      <p class="lead">
        What is corroborated is the instantiated prediction, with the stated constants, over the stated problems; never
        the paper’s proof.
      </p>
      <p class="faint">
        Epoch {epoch} · profile {profile} · engine {engine} ·{' '}
        {complete ? 'every claim of the project was decided' : 'not every claim of the project was run'}
      </p>
    </header>
  );
}

function Legend() {
  return (
    <details class="legend">
      <summary>How to read this</summary>
      <dl class="rows">
        <div>
          <dt>
            <Verdict of="corroborated" />
          </dt>
          <dd>The data contradict P(violation) ≥ δ + margin, and every control came out as it must. Exit status 0.</dd>
        </div>
        <div>
          <dt>
            <Verdict of="falsified" />
          </dt>
          <dd>The data contradict P(violation) ≤ δ, and the worst trial replayed to the last bit. Exit status 1.</dd>
        </div>
        <div>
          <dt>
            <Verdict of="vacuous" />
          </dt>
          <dd>The check could not have failed, or a control did not come out as it must. Exit status 3.</dd>
        </div>
        <div>
          <dt>
            <Verdict of="inconclusive" />
          </dt>
          <dd>The budget is spent and neither side decided. Exit status 4.</dd>
        </div>
        <div>
          <dt>
            <Verdict of="error" />
          </dt>
          <dd>The harness could not do its work: it says nothing about the claim. Exit status 2.</dd>
        </div>
        <div>
          <dt>Evidence</dt>
          <dd>e-values for and against the claim, beside what decides; valid at any stopping time.</dd>
        </div>
        <div>
          <dt>Slack</dt>
          <dd>How much tighter the bound could be and still be corroborated on the same trials.</dd>
        </div>
        <div>
          <dt>Detects from</dt>
          <dd>The violation rate that the budget would find with probability .95.</dd>
        </div>
      </dl>
    </details>
  );
}

function GroupSection({ id, family, source, sections, note }: Group & { readonly note?: string }) {
  return (
    <section aria-labelledby={id} class="family">
      <h2 id={id}>{family}</h2>
      {source ? <p class="source">{source.text}</p> : null}
      {note ? <p class="notice">{note}</p> : null}
      {sections.map((section) => (
        <ClaimArticle key={section.id} {...section} />
      ))}
    </section>
  );
}

function Navigation({ groups, exploratory }: Report) {
  return (
    <nav aria-label="Contents">
      <p>
        <a href="#claims">All claims</a>
      </p>
      {[...groups, ...exploratory].map(({ id, family, sections }) => (
        <div key={id}>
          <p>
            <a href={`#${id}`}>{family}</a>
          </p>
          <ul>
            {sections.map((section) => (
              <li key={section.id} class={section.claim.verdict}>
                <a href={`#${section.id}`}>{section.claim.name}</a>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <p>
        <a href="#studies">Where claims break</a>
      </p>
    </nav>
  );
}
