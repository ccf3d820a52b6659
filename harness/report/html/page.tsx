import { render } from 'preact-render-to-string';
import { EXPLORATORY_NOTE } from '../../statement/exploratory';
import type { FamilyGroup, Report } from './content/report';
import { ClaimArticle } from './parts/claim-article';
import { Drawing } from './parts/drawing';
import { Legend } from './parts/legend';
import { Overview } from './parts/overview';
import { Studies } from './parts/studies';
import { katexCss } from './style/katex-css';
import { style } from './style/style';
import { summary } from './summary';

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

const claimsOf = ({ sections }: FamilyGroup) => sections.map(({ claim }) => claim);

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
          <OverviewFigure {...report} />
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

function OverviewFigure({ overview }: Report) {
  if (overview === undefined) return null;
  return (
    <details class="legend">
      <summary>Evidence of all claims, as a figure</summary>
      <Drawing svg={overview} />
    </details>
  );
}

function GroupSection({ id, title, source, sections, note }: FamilyGroup & { readonly note?: string }) {
  return (
    <section aria-labelledby={id} class="family">
      <h2 id={id}>{title}</h2>
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
      {[...groups, ...exploratory].map(({ id, title, sections }) => (
        <div key={id}>
          <p>
            <a href={`#${id}`}>{title}</a>
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
