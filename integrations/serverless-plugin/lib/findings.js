'use strict';

const RANK = { error: 0, warning: 1, note: 2 };

/** @typedef {import('./types').Finding & { function: string }} Placed */
/** @typedef {{ finding: Placed, reason: string }} Silenced */
/** @typedef {{ shown: Placed[], silenced: Silenced[], useless: string[] }} Judged */

/**
 * The findings of a report, those left out that a function's `overgrant.ignore` names.
 *
 * @param {import('./types').Report} report
 * @param {import('./types').Serverless['service']['functions']} functions
 * @returns {Judged} `useless` are entries that name nothing that was found
 */
function judge(report, functions) {
  const silenced = [];
  const shown = [];
  const used = new Set();
  for (const own of report.functions) {
    const entries = functions?.[own.id]?.overgrant?.ignore ?? [];
    for (const finding of own.findings) {
      const placed = { ...finding, function: own.id };
      const entry = entries.find((one) => one.rule === finding.rule && (one.grant ?? finding.grant) === finding.grant);
      if (entry) {
        used.add(entry);
        silenced.push({ finding: placed, reason: entry.reason });
      } else {
        shown.push(placed);
      }
    }
  }
  const known = new Set(report.functions.map((own) => own.id));
  const useless = Object.entries(functions ?? {}).flatMap(([key, own]) =>
    (own.overgrant?.ignore ?? [])
      .filter((entry) => known.has(key) && !used.has(entry))
      .map((entry) => `functions.${key}.overgrant.ignore: ${[entry.rule, entry.grant].filter(Boolean).join(' ')}`)
  );
  shown.sort((left, right) => RANK[left.level] - RANK[right.level]);
  return { shown, silenced, useless };
}

/**
 * The findings that count: at or above a level.
 *
 * @param {Placed[]} findings
 * @param {import('./types').Settings['failOn']} level
 */
function atOrAbove(findings, level) {
  return level === 'never' ? [] : findings.filter((finding) => RANK[finding.level] <= RANK[level]);
}

/**
 * `serverless.yml:21:17  error  unused-action: hello never calls …`
 *
 * @param {Placed} finding
 */
function line(finding) {
  const place = [finding.file, finding.line, finding.column].filter((part) => part != null).join(':');
  return `${place}  ${finding.level}  ${finding.rule}: ${finding.message}`;
}

/**
 * `2 errors and 1 warning`; `nothing` where there is none.
 *
 * @param {Placed[]} findings
 */
function counted(findings) {
  const parts = /** @type {const} */ (['error', 'warning', 'note'])
    .map((level) => ({ level, count: findings.filter((finding) => finding.level === level).length }))
    .filter(({ count }) => count > 0)
    .map(({ level, count }) => `${count} ${level}${count === 1 ? '' : 's'}`);
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts[0] ?? 'nothing';
}

/**
 * Why a function's analysis is incomplete, in one line.
 *
 * @param {import('./types').FunctionReport} own
 */
function incomplete(own) {
  if (own.handler === null) return `the code of ${own.id} cannot be located`;
  const [gap] = own.gaps;
  const place = gap ? ` (${gap.kind} at ${gap.file}:${gap.line}${own.gaps.length > 1 ? ', and more' : ''})` : '';
  return `the analysis of ${own.id} is incomplete${place}`;
}

module.exports = { atOrAbove, counted, incomplete, judge, line };
