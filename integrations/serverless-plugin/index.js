'use strict';

const path = require('node:path');

const { applyMinimal } = require('./lib/apply');
const { atOrAbove, counted, incomplete, line, placed } = require('./lib/findings');
const program = require('./lib/program');
const { CUSTOM, DEFAULTS, FUNCTION } = require('./lib/schema');
const { withState } = require('./lib/state');

/** @typedef {import('./lib/types').Report} Report */

const FUNCTION_OPTION = { usage: 'Only this function', shortcut: 'f', type: 'string' };

/** Asks overgrant about the roles of a service's Python functions. */
class OvergrantPlugin {
  /**
   * @param {import('./lib/types').Serverless} serverless
   * @param {Record<string, string | undefined>} options
   * @param {import('./lib/types').Utils} utils
   */
  constructor(serverless, options, utils) {
    this.serverless = serverless;
    this.options = options;
    this.utils = utils;
    serverless.configSchemaHandler.defineCustomProperties(CUSTOM);
    serverless.configSchemaHandler.defineFunctionProperties('aws', FUNCTION);
    this.commands = {
      overgrant: {
        usage: "Compare what each Python function's code needs with what its role grants",
        lifecycleEvents: ['scan'],
        options: { function: FUNCTION_OPTION },
        commands: {
          policy: {
            usage: 'Write the minimal policy of each Python function',
            lifecycleEvents: ['write'],
            options: {
              function: FUNCTION_OPTION,
              format: { usage: 'serverless (default), json, yaml, cloudformation, sam or terraform', type: 'string' },
            },
          },
          explain: {
            usage: 'Show why an action is needed, or why its grant is thought unneeded',
            lifecycleEvents: ['show'],
            options: { function: FUNCTION_OPTION, action: { usage: 'Only this action', type: 'string' } },
          },
        },
      },
    };
    this.hooks = {
      // Everything is merged into the template here, nothing of it is written: also what other plugins add to roles.
      'before:aws:package:finalize:saveServiceState': () => this.apply(),
      'after:package:finalize': () => this.check(),
      'overgrant:scan': () => this.scan(),
      'overgrant:policy:write': () => this.policy(),
      'overgrant:explain:show': () => this.explain(),
    };
  }

  /** @returns {import('./lib/types').Settings} */
  get settings() {
    return { ...DEFAULTS, .../** @type {object} */ (this.serverless.service.custom?.overgrant ?? {}) };
  }

  /** `mode: apply`: the minimal policies go into the compiled template before the framework writes it. */
  async apply() {
    const { enabled, mode, failOn } = this.settings;
    const template = this.serverless.service.provider.compiledCloudFormationTemplate;
    if (!enabled || mode !== 'apply' || !template) return;
    const { log } = this.utils;
    const report = await this.analysed();
    const { naming } = this.serverless.getProvider('aws');
    const { applied, refused } = applyMinimal(template, report.functions, (key) => naming.getLambdaLogicalId(key));
    const shown = placed(report);
    for (const one of applied) {
      const settled = shown.filter((finding) => one.functions.includes(finding.function));
      log.notice(
        `overgrant: ${one.role} has the minimal policy of ${one.functions.join(', ')}: ` +
          `${plural(one.statements, 'statement')}, ${counted(settled)} settled`
      );
      for (const arn of one.kept) log.warning(`overgrant: ${one.role} keeps ${arn}, which is no policy of AWS's own`);
    }
    for (const one of refused) {
      log.warning(`overgrant: ${one.role} stays as it is written: ${one.why}`);
      const left = shown.filter((finding) => one.functions.includes(finding.function));
      for (const finding of atOrAbove(left, failOn === 'never' ? 'error' : failOn)) log.warning(line(finding));
    }
    if (report.functions.length === 0) log.info('overgrant: no Python function');
  }

  /** `mode: warn` and `fail`: findings after packaging. */
  async check() {
    const { enabled, mode } = this.settings;
    if (!enabled || mode === 'apply') return;
    const { error, warning } = this.utils.log;
    try {
      this.tell(await this.analysed(), mode === 'fail' ? error : warning, mode === 'fail');
    } catch (problem) {
      if (mode === 'fail' || !(problem instanceof this.serverless.classes.Error)) throw problem;
      warning(problem.message); // whoever only wants to be warned can package without overgrant too
    }
  }

  /** `sls overgrant` */
  async scan() {
    this.tell(await this.analysed(), this.utils.log.error, true);
  }

  /**
   * Tells of a report; `fail`: findings that count end the command.
   *
   * @param {Report} report
   * @param {(text: string) => void} loud how findings that count are told
   * @param {boolean} fail
   */
  tell(report, loud, fail) {
    const { failOn, strict } = this.settings;
    const { log } = this.utils;
    const shown = placed(report);
    const counting = atOrAbove(shown, failOn);
    const partly = report.functions.filter((own) => !own.complete);
    for (const finding of counting) loud(line(finding));
    for (const own of partly) (strict ? loud : log.info)(`overgrant: ${incomplete(own)}`);
    this.tellTheRest(shown, counting, report);
    const ignored = report.suppressions.length ? `, ${report.suppressions.length} ignored` : '';
    const found = `${counted(shown)}${ignored}`;
    const summary = `overgrant: ${plural(report.functions.length, 'Python function')}: ${found}`;
    if (fail && (counting.length || (strict && partly.length))) {
      const help = 'See: serverless overgrant explain, serverless overgrant policy';
      throw this.failure(`${summary}. ${help}`, 'OVERGRANT_FINDINGS');
    }
    log.notice(summary);
  }

  /**
   * What does not decide: findings below the level, ignored ones with their reasons, what could not be read.
   *
   * @param {import('./lib/findings').Placed[]} shown
   * @param {import('./lib/findings').Placed[]} counting
   * @param {Report} report
   */
  tellTheRest(shown, counting, report) {
    const { log } = this.utils;
    for (const finding of shown.filter((one) => !counting.includes(one))) log.info(line(finding));
    for (const one of report.suppressions) {
      log.info(`${one.file}:${one.line}  ignored, ${one.reason}: ${one.rule}: ${one.message}`);
    }
    for (const problem of report.problems) log.warning(`${problem.file}:${problem.line}  ${problem.message}`);
  }

  /** `sls overgrant policy` */
  async policy() {
    const words = ['policy', '--format', this.options.format ?? 'serverless'];
    // To be pasted into the document, a policy keeps the document's variables; a program has none.
    const document = /\.(ya?ml|json)$/.test(this.file);
    await this.passOn(document ? (use) => use([]) : (use) => this.withState(use), words);
  }

  /** `sls overgrant explain` */
  async explain() {
    const { action } = this.options;
    await this.passOn((use) => this.withState(use), ['explain', ...(action ? [action] : [])]);
  }

  /**
   * Gives overgrant's own words to the user.
   *
   * @param {(use: (words: string[]) => Promise<void>) => Promise<void>} bring
   * @param {string[]} words
   */
  async passOn(bring, [name = '', ...words]) {
    const command = this.found();
    await bring(async (more) => {
      const answer = await program.run(command, [name, ...this.place(), ...words, ...more], this.serverless.serviceDir);
      if (answer.code !== 0) throw this.failure(await this.trouble(command, answer), 'OVERGRANT_FAILED');
      this.utils.writeText(answer.stdout.trimEnd());
      for (const note of answer.stderr.split('\n').filter(Boolean)) this.utils.log.notice(note);
    });
  }

  /** The report of the service as the framework has resolved it. */
  async analysed() {
    const command = this.found();
    return this.withState(async (more) => {
      const words = ['scan', ...this.place(), ...more, '--format', 'json', '--fail-on', 'never'];
      const answer = await program.run(command, words, this.serverless.serviceDir);
      // 3: no Python function; 4 with a report: the configuration says strict. This plugin judges both itself.
      const answered = answer.code === 0 || (answer.stdout !== '' && (answer.code === 3 || answer.code === 4));
      if (!answered) throw this.failure(await this.trouble(command, answer), 'OVERGRANT_FAILED');
      const report = /** @type {Report} */ (JSON.parse(answer.stdout || '{}'));
      const wrong = program.wrongVersion(command, report);
      if (wrong) throw this.failure(`overgrant: ${wrong}`, 'OVERGRANT_VERSION');
      return report;
    });
  }

  /**
   * @template T
   * @param {(words: string[]) => Promise<T>} use
   * @returns {Promise<T>}
   */
  withState(use) {
    return withState(this.serverless, (file) => use(['--serverless-state', file]));
  }

  /** The service's document. */
  get file() {
    return path.join(this.serverless.serviceDir, this.serverless.configurationFilename ?? 'serverless.yml');
  }

  /** The words that say what is analysed, and how. */
  place() {
    const { config, root } = this.settings;
    const inService = (/** @type {string} */ name) => path.resolve(this.serverless.serviceDir, name);
    const words = root ? [inService(root), '--template', path.relative(inService(root), this.file)] : [this.file];
    if (config) words.push('--config', inService(config));
    if (this.options.function) words.push('--function', this.options.function);
    return words;
  }

  /** The words that start overgrant. */
  found() {
    const command = program.find(this.settings.command, this.serverless.serviceDir, process.env);
    if (command === null) throw this.failure(`overgrant: ${program.ABSENT}`, 'OVERGRANT_ABSENT');
    return command;
  }

  /**
   * @param {string[]} command
   * @param {import('./lib/program').Run} answer
   */
  async trouble(command, answer) {
    return `overgrant: ${await program.trouble(command, answer, this.serverless.serviceDir)}`;
  }

  /**
   * @param {string} message
   * @param {string} code
   */
  failure(message, code) {
    return new this.serverless.classes.Error(message, code);
  }
}

/**
 * @param {number} count
 * @param {string} noun
 */
function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

module.exports = OvergrantPlugin;
