#!/usr/bin/env python3
"""Validates JSON results: `check_schema.py SCHEMA COMMAND=FILE...`; objects may have no keys but the schema's."""

import json
import re
import sys

import jsonschema

# An object is described in several places when a stamp stands beside a result's own keys.
OPEN = "unevaluatedProperties"


def close(command: dict) -> dict:
    """The command's schema, taking no other keys."""
    return {**command, OPEN: False}


def main() -> None:
    schema = json.load(open(sys.argv[1], encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    # What a command prints as a whole has a stamp beside its own keys; everything inside is closed as it stands.
    commands = [part for part in schema["$defs"].values() if "allOf" in part]
    whole = set(re.findall(r"#/\$defs/([\w.]+)", json.dumps([part["allOf"][1:] for part in commands])))
    for name, part in schema["$defs"].items():
        if name not in whole and part.get("type") == "object" and "properties" in part:
            part["additionalProperties"] = False
    bad = 0
    for pair in sys.argv[2:]:
        command, _, path = pair.partition("=")
        value = json.load(open(path, encoding="utf-8"))
        target = {"$schema": schema["$schema"], "$defs": schema["$defs"], **close({"$ref": f"#/$defs/{command}"})}
        errors = list(jsonschema.Draft202012Validator(target, format_checker=jsonschema.FormatChecker()).iter_errors(value))
        for error in errors[:5]:
            bad += 1
            print(f"{command}: {error.json_path}: {error.message[:300]}")
        jsonschema.Draft202012Validator(schema).validate(value)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
