/** What this plugin uses of the framework, and of overgrant's report. */

export type Mode = 'warn' | 'fail' | 'apply';
export type Level = 'error' | 'warning' | 'note';

/** `custom.overgrant`, defaults filled in. */
export interface Settings {
  enabled: boolean;
  mode: Mode;
  failOn: Level | 'never';
  strict: boolean;
  command?: string | string[];
  config?: string;
  root?: string;
}

/** One entry of a function's `overgrant.ignore`. */
export interface Ignored {
  rule: string;
  grant?: string;
  reason: string;
}

export interface Finding {
  rule: string;
  category: string;
  level: Level;
  confidence: 'high' | 'medium' | 'low';
  grant: string | null;
  message: string;
  file: string;
  line: number;
  column?: number;
}

export interface Statement {
  Sid?: string;
  Effect: string;
  [member: string]: unknown;
}

export interface FunctionReport {
  id: string;
  template: string;
  handler: { spec: string } | null;
  role: { id: string; kind: string; shared_with: string[] };
  complete: boolean;
  policy: { Version: string; Statement: Statement[] };
  gaps: { kind: string; file: string; line: number; detail: string }[];
  findings: Finding[];
}

/** The report of `overgrant scan --format json`, as far as it is read here. */
export interface Report {
  schema: string;
  tool: { version: string };
  functions: FunctionReport[];
  problems: { code: string; file: string; line: number; message: string }[];
  suppressions: { rule: string; message: string; reason: string; file: string; line: number }[];
}

export interface Resource {
  Type: string;
  Properties?: Record<string, unknown>;
  DependsOn?: string | string[];
}

export interface Template {
  Resources: Record<string, Resource>;
  Parameters?: Record<string, unknown>;
  Outputs?: Record<string, unknown>;
}

export interface Log {
  error(...words: string[]): void;
  warning(...words: string[]): void;
  notice(...words: string[]): void;
  info(...words: string[]): void;
}

export interface Utils {
  log: Log;
  writeText(text: string): void;
}

export interface Serverless {
  serviceDir: string;
  configurationFilename?: string;
  classes: { Error: new (message: string, code: string) => Error };
  configSchemaHandler: {
    defineCustomProperties(schema: object): void;
    defineFunctionProperties(provider: string, schema: object): void;
  };
  getProvider(name: string): { getStage(): string; getRegion(): string; naming: { getLambdaLogicalId(key: string): string } };
  service: {
    custom?: Record<string, unknown>;
    functions?: Record<string, { overgrant?: { ignore?: Ignored[] } }>;
    provider: Record<string, unknown> & { name: string; compiledCloudFormationTemplate?: Template };
    [section: string]: unknown;
  };
}
