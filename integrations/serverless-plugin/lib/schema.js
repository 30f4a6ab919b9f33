'use strict';

/** `custom.overgrant`, as the framework's own validation reads it. */
const CUSTOM = {
  type: 'object',
  properties: {
    overgrant: {
      type: 'object',
      properties: {
        enabled: { type: 'boolean' },
        mode: { enum: ['warn', 'fail', 'apply'] },
        failOn: { enum: ['error', 'warning', 'note', 'never'] },
        strict: { type: 'boolean' },
        command: {
          anyOf: [
            { type: 'string', minLength: 1 },
            { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1 },
          ],
        },
        config: { type: 'string', minLength: 1 },
        root: { type: 'string', minLength: 1 },
      },
      additionalProperties: false,
    },
  },
};

/** A function's `overgrant`: findings that somebody has judged, each with the reason. */
const FUNCTION = {
  type: 'object',
  properties: {
    overgrant: {
      type: 'object',
      properties: {
        ignore: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              rule: { type: 'string', minLength: 1 },
              grant: { type: 'string', minLength: 1 },
              reason: { type: 'string', minLength: 1 },
            },
            required: ['rule', 'reason'],
            additionalProperties: false,
          },
        },
      },
      additionalProperties: false,
    },
  },
};

/** @type {import('./types').Settings} */
const DEFAULTS = { enabled: true, mode: 'warn', failOn: 'error', strict: false };

module.exports = { CUSTOM, FUNCTION, DEFAULTS };
