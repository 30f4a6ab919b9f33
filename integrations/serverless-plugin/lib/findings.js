'use strict';

const RANK = { error: 0, warning: 1, note: 2 };

/** @typedef {import('./types').Finding & { function: string }} Placed */

/**
 * The findings of a report with their functions, most severe first.
 *
 * @param {import('./types').Report} report
 * @returns {Placed[]}
 */
function placed(report) {
  const all = report.functions.flatMap((own) => own.findings.map((finding) => ({ ...finding, function: own.id })));
  return all.sort((left, right) => RANK[left.level] - RANK[right.level]);
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

module.exports = { atOrAbove, counted, incomplete, line, placed };
