/** A family as Markdown: the symbols, dials and observations that theorems over it may name, with their own docstrings. */
export function describeFamily({ symbols, reference, corners, assumptions, dials, observations }) {
  const interventions = Object.entries(dials).filter(([name]) => !Object.hasOwn(assumptions, name));
  return [
    `**Symbols**, at the reference problem: ${values(symbols(reference))}.`,
    `**Corner problems:** ${Object.keys(corners).join('; ')}.`,
    '**Assumptions:** what is drawn satisfies them, their dials violate them.',
    table(
      ['assumption', 'what is assumed', 'the paper', 'drawn', 'its dial', 'at severity 1'],
      Object.entries(assumptions).map(assumption),
    ),
    '**Interventions:** dials that belong to no assumption. Their severity is the value that they set.',
    table(
      ['dial', 'what it sets'],
      interventions.map(([name, { doc }]) => [code(name), doc]),
    ),
    '**Observations:**',
    table(
      ['observation', 'what is measured', 'range', 'over fresh prompts'],
      Object.entries(observations).map(observed),
    ),
  ].join('\n\n');
}

function assumption([name, { doc, paper, region, dial }]) {
  const drawn = Object.entries(region).map(([symbol, text]) => `${code(symbol)}: ${text}`);
  return [code(name), doc, paper, drawn.join('; '), dial.doc, code(dial.physical(1))];
}

const observed = ([name, { doc, range, prompted }]) => [code(name), doc, interval(range), prompted ? 'yes' : ''];

/** Closed where an end is finite. */
function interval([low, high]) {
  const from = Number.isFinite(low) ? `[${low}` : '(−∞';
  return `${from}, ${Number.isFinite(high) ? `${high}]` : '∞)'}`;
}

const values = (numbers) =>
  Object.entries(numbers)
    .map(([symbol, value]) => `${code(symbol)} = ${Number(value.toPrecision(4))}`)
    .join(', ');

const code = (text) => `\`${text}\``;

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
