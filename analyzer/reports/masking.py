"""Literals that look like credentials, blotted out before anything is written.

A scanned template or handler may hold a password where a name is expected; a report is pasted into
tickets and kept by CI systems, so nothing that looks like a secret may pass through.  The shapes
are those of the issuers' own documentation; a run of 40 or more base64 characters counts only when
it is random, since logical ids and S3 keys are as long.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

MASK = "[masked]"

# What an identity claims to be: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
_ISSUED = re.compile(
    r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_[A-Za-z0-9_]{22,}\b"
    r"|\bglpat-[A-Za-z0-9_-]{20,}"
    r"|\bxox[abeoprs]-[A-Za-z0-9-]{10,}"
    r"|\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}\b"
    r"|\bsk-[A-Za-z0-9_-]{20,}"
    r"|\bAIza[A-Za-z0-9_-]{35}"
    r"|\bnpm_[A-Za-z0-9]{36}\b|\bpypi-[A-Za-z0-9_-]{50,}"
    r"|\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*"
)
_KEY_BLOCK = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL)
_USER_INFO = re.compile(r"(?<=://)([^/\s:@]*):[^/\s@]+@")
_NAMED = re.compile(
    r"(?i)((?:pass(?:word|wd)?|secret|token|api_?key|access_?key)[\"']?(?:\s*=\s*|\s*:\s+))"
    r"([\"'][^\"'\s]{6,}[\"']|(?=[^\s,;&\"')\]}]*\d)[A-Za-z0-9+/=_.~!@#%^*-]{8,})"
)
_RUN = re.compile(r"[A-Za-z0-9+/]{40,}={0,2}")
_HASHES = re.compile(r"[0-9A-F]{8}")  # in names that the CDK makes: ``ExportsOutputRefTableCD117FA1D18A8047``
_WORDS = re.compile(r"[a-z]{3,}")
_WORDY = 0.45  # of 99.6 % of random runs less is lower-case letters in threes; camel case has 0.7
_PLACES = frozenset({"file", "template", "fingerprint", "line", "column"})


def mask(text: str) -> str:
    """The text with everything that looks like a credential replaced by ``[masked]``."""
    if "-----BEGIN" in text:
        text = _KEY_BLOCK.sub(MASK, text)
    text = _ISSUED.sub(MASK, text)
    if "://" in text:
        text = _USER_INFO.sub(rf"\1:{MASK}@", text)
    text = _NAMED.sub(_named, text)
    return _RUN.sub(_random, text) if len(text) >= 40 else text


def masked(value: Any) -> Any:
    """A JSON value with every string masked, keys too; paths and fingerprints stay as they are."""
    return _masked(value, cache(mask))  # a report says the same names again and again


def _masked(value: Any, once: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return once(value)
    if isinstance(value, dict):
        return {once(key): item if key in _PLACES else _masked(item, once) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(item, once) for item in value]
    return value


def _named(match: re.Match[str]) -> str:
    name, value = match.groups()
    return match[0] if value.lstrip("\"'").startswith(("$", "arn:", "{", "*")) else f"{name}{MASK}"


def _random(match: re.Match[str]) -> str:
    run = _HASHES.sub("", match[0])
    kinds = (str.isupper, str.islower, str.isdigit)
    mixed = all(any(map(kind, run)) for kind in kinds)  # a hash has no capital, a path no digit
    return MASK if mixed and sum(map(len, _WORDS.findall(run))) < _WORDY * len(run) else match[0]
