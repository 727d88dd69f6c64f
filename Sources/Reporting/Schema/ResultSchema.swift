// swift-format-ignore-file
// Written by scripts/make-schema from the sources: run it after changing what is encoded.

/// The JSON Schema of every command's JSON.
public enum ResultSchema {
    /// The schema, JSON Schema 2020-12: `$defs` has one entry a command, the whole document takes any of them.
    public static let text = #"""
{
 "$schema": "https://json-schema.org/draft/2020-12/schema",
 "$id": "urn:leafwatch:results:1",
 "title": "Results of leafwatch",
 "description": "One entry of $defs a command; keys may be added, and `tool.schema` rises when one changes its meaning.",
 "anyOf": [
  {
   "$ref": "#/$defs/analyze"
  },
  {
   "$ref": "#/$defs/audit"
  },
  {
   "$ref": "#/$defs/emit"
  },
  {
   "$ref": "#/$defs/explain"
  },
  {
   "$ref": "#/$defs/fleet"
  },
  {
   "$ref": "#/$defs/ingest"
  },
  {
   "$ref": "#/$defs/lint"
  },
  {
   "$ref": "#/$defs/prices"
  },
  {
   "$ref": "#/$defs/pull"
  },
  {
   "$ref": "#/$defs/recommend"
  },
  {
   "$ref": "#/$defs/reduce"
  },
  {
   "$ref": "#/$defs/replay"
  },
  {
   "$ref": "#/$defs/report"
  },
  {
   "$ref": "#/$defs/status"
  },
  {
   "$ref": "#/$defs/test"
  },
  {
   "$ref": "#/$defs/verify"
  }
 ],
 "$defs": {
  "analyze": {
   "description": "What `leafwatch analyze --format json` prints.",
   "allOf": [
    {
     "type": "object",
     "properties": {
      "tool": {
       "$ref": "#/$defs/ResultStamp"
      }
     },
     "required": [
      "tool"
     ]
    },
    {
     "$ref": "#/$defs/AnalysisReport"
    }
   ]
  },
  "audit": {
   "description": "What `leafwatch audit --format json` prints.",
   "allOf": [
    {
     "type": "object",
     "properties": {
      "tool": {
       "$ref": "#/$defs/ResultStamp"
      }
     },
     "required": [
      "tool"
     ]
    },
    {
     "anyOf": [
      {
       "$ref": "#/$defs/AuditResult"
      },
      {
       "$ref": "#/$defs/AuditComparison"
      },
      {
       "$ref": "#/$defs/FleetAudit"
      }
     ]
    }
   ]
  },
  "emit": {
   "description": "What `leafwatch emit --format json` prints.",
   "allOf": [
    {
     "type": "object",
     "properties": {
      "tool": {
       "$ref": "#/$defs/ResultStamp"
      }
     },
     "required": [
      "tool"
     ]
    },
    {
     "$ref": "#/$defs/EmitPlan"
    }
   ]
  },
  "explain": {
   "description": "What `leafwatch explain --format json` prints.",
   "allOf": [
    {
     "type": "object",
     "properties": {
      "tool": {
       "$ref": "#/$defs/ResultStamp"
      }
     },
     "required": [
      "tool"
     ]
    },
    {
     "$ref": "#/$defs/LeafExplanation"
    }
   ]
  },
  "fleet": {
   "description": "What `leafwatch fleet --format json` prints.",
   "allOf": [
    {
     "type": "object",
     "properties": {
      "tool": {
       "$ref": "#/$defs/ResultStamp"
      }
     },
     "required": [
      "tool"
     ]
    },
    {
     "$ref": "#/$defs/FleetReport"
    }
   ]
  },
  "ingest": {
   "description": "What `leafwatch ingest --format json` prints.",
   "allOf": [
    {
     "type": "object",
     "properties": {
      "tool": {
       "$ref": "#/$defs/ResultStamp"
      }
     },
     "required": [
      "tool"
     ]
    },
    {
     "$ref": "#/$defs/IngestResult"
    }
   ]
  },
  "lint": {
   "description": "What `leafwatch lint --format json` prints.",
   "allOf": [
    {
     "type": "object",
     "properties": {
      "tool": {
       "$ref": "#/$defs/ResultStamp"
      }
     },
     "required": [
      "tool"
     ]
    },
    {
     "$ref": "#/$defs/LintReport"
    }
   ]
  },
  "prices": {
   "description": "What `leafwatch prices --format json` prints.",
   "allOf": [
    {
     "type": "object",
     "properties": {
      "tool": {
       "$ref": "#/$defs/ResultStamp"
      }
     },
     "required": [
      "tool"
     ]
    },
    {
     "$ref": "#/$defs/PriceList"
    }
   ]
  },
  "pull": {
   "description": "What `leafwatch pull --format json` prints.",
   "allOf": [
    {
     "type": "object",
     "properties": {
      "tool": {
       "$ref": "#/$defs/ResultStamp"
      }
     },
     "required": [
      "tool"
     ]
    },
    {
     "anyOf": [
      {
       "$ref": "#/$defs/PullResult"
      },
      {
       "$ref": "#/$defs/PullPlan"
      }
     ]
    }
   ]
  },
  "recommend": {
   "description": "What `leafwatch recommend --format json` prints.",
   "allOf": [
    {
     "type": "object",
     "properties": {
      "tool": {
       "$ref": "#/$defs/ResultStamp"
      }
     },
     "required": [
      "tool"
     ]
    },
    {
     "$ref": "#/$defs/Recommendation"
    }
   ]
  },
  "reduce": {
   "description": "What `leafwatch reduce --format json` prints.",
   "allOf": [
    {
     "type": "object",
     "properties": {
      "tool": {
       "$ref": "#/$defs/ResultStamp"
      }
     },
     "required": [
      "tool"
     ]
    },
    {
     "$ref": "#/$defs/FleetReport"
    }
   ]
  },
  "replay": {
   "description": "What `leafwatch replay --format json` prints.",
   "allOf": [
    {
     "type": "object",
     "properties": {
      "tool": {
       "$ref": "#/$defs/ResultStamp"
      }
     },
     "required": [
      "tool"
     ]
    },
    {
     "allOf": [
      {
       "$ref": "#/$defs/ReplayResult"
      },
      {
       "$ref": "#/$defs/ReplayComparison"
      }
     ]
    }
   ]
  },
  "report": {
   "description": "What `leafwatch report --format json` prints.",
   "allOf": [
    {
     "type": "object",
     "properties": {
      "tool": {
       "$ref": "#/$defs/ResultStamp"
      }
     },
     "required": [
      "tool"
     ]
    },
    {
     "$ref": "#/$defs/AnalysisReport"
    }
   ]
  },
  "status": {
   "description": "What `leafwatch status --format json` prints.",
   "allOf": [
    {
     "type": "object",
     "properties": {
      "tool": {
       "$ref": "#/$defs/ResultStamp"
      }
     },
     "required": [
      "tool"
     ]
    },
    {
     "$ref": "#/$defs/ArchiveStatus"
    }
   ]
  },
  "test": {
   "description": "What `leafwatch test --format json` prints.",
   "allOf": [
    {
     "type": "object",
     "properties": {
      "tool": {
       "$ref": "#/$defs/ResultStamp"
      }
     },
     "required": [
      "tool"
     ]
    },
    {
     "$ref": "#/$defs/RuleTestReport"
    }
   ]
  },
  "verify": {
   "description": "What `leafwatch verify --format json` prints.",
   "allOf": [
    {
     "type": "object",
     "properties": {
      "tool": {
       "$ref": "#/$defs/ResultStamp"
      }
     },
     "required": [
      "tool"
     ]
    },
    {
     "$ref": "#/$defs/Verification"
    }
   ]
  },
  "ActionSettings": {
   "type": "object",
   "properties": {
    "repetition": {
     "type": "string",
     "enum": [
      "everyMinute",
      "everyEvaluation"
     ],
     "description": "How often scaling actions are repeated."
    },
    "runsHeldActions": {
     "type": "boolean",
     "description": "Whether the actions that a mute rule held run when its window ends; else they are lost."
    },
    "extensionEndRunsUnchanged": {
     "type": "boolean",
     "description": "Whether the end of a composite alarm's extension period runs actions when its state never changed meanwhile."
    }
   },
   "required": [
    "extensionEndRunsUnchanged",
    "repetition",
    "runsHeldActions"
   ],
   "description": "How often actions run where no source says it."
  },
  "AlarmStrip": {
   "type": "object",
   "properties": {
    "rule": {
     "type": "string",
     "enum": [
      "ContainerActivity",
      "InstanceLeftUp",
      "BreakCrashLoop"
     ],
     "description": "The rule."
    },
    "from": {
     "type": "string",
     "format": "date-time",
     "description": "Start of the first minute."
    },
    "points": {
     "type": "string",
     "description": "`0` within the threshold, `X` breaching, `-` missing; one a minute."
    },
    "states": {
     "type": "string",
     "description": "State in each minute: `.` OK, `A` ALARM, `?` INSUFFICIENT_DATA."
    }
   },
   "required": [
    "from",
    "points",
    "rule",
    "states"
   ],
   "description": "How an alarm saw an interval: one symbol and one state a minute."
  },
  "AnalysisReport": {
   "type": "object",
   "properties": {
    "leaf": {
     "allOf": [
      {
       "$ref": "#/$defs/Leaf"
      }
     ],
     "description": "The leaf."
    },
    "period": {
     "allOf": [
      {
       "$ref": "#/$defs/AnalysisReport.Period"
      }
     ],
     "description": "The time looked at."
    },
    "summary": {
     "allOf": [
      {
       "$ref": "#/$defs/AnalysisReport.Summary"
      }
     ],
     "description": "What happened, in figures."
    },
    "replay": {
     "allOf": [
      {
       "$ref": "#/$defs/ReplayResult"
      }
     ],
     "description": "The three alarms over the history under the present settings."
    },
    "audit": {
     "allOf": [
      {
       "$ref": "#/$defs/AuditResult"
      }
     ],
     "description": "What the minutes were and what they cost; absent when no price is known."
    },
    "auditRefusal": {
     "type": "string",
     "description": "Why there is no audit."
    },
    "recommendation": {
     "allOf": [
      {
       "$ref": "#/$defs/Recommendation"
      }
     ],
     "description": "What to set."
    },
    "findings": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "What is wrong with the leaf's settings, one sentence each."
    },
    "remarks": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "What was noticed while the history was put together."
    }
   },
   "required": [
    "findings",
    "leaf",
    "period",
    "recommendation",
    "remarks",
    "replay",
    "summary"
   ],
   "description": "Everything that `leafwatch analyze` found out about one leaf; the content of `report.json`. Nothing in it depends on how the input was cut into files, in which order they came, or how often."
  },
  "AnalysisReport.Period": {
   "type": "object",
   "properties": {
    "from": {
     "type": "string",
     "format": "date-time",
     "description": "Start of the first minute."
    },
    "to": {
     "type": "string",
     "format": "date-time",
     "description": "End of the last minute."
    },
    "days": {
     "type": "number",
     "description": "Length in days."
    }
   },
   "required": [
    "days",
    "from",
    "to"
   ],
   "description": "A stretch of time."
  },
  "AnalysisReport.Summary": {
   "type": "object",
   "properties": {
    "minutesUp": {
     "type": "integer",
     "description": "Minutes up."
    },
    "minutesByClass": {
     "type": "object",
     "additionalProperties": {
      "type": "integer"
     },
     "description": "Minutes up by class."
    },
    "lives": {
     "type": "integer",
     "description": "Lives of the instance."
    },
    "wakes": {
     "type": "integer",
     "description": "Lives that a DNS query started."
    },
    "falseWakes": {
     "type": "integer",
     "description": "Wakes that nobody used."
    },
    "sessions": {
     "type": "integer",
     "description": "Maximal runs of connected minutes."
    },
    "playerSessions": {
     "type": "integer",
     "description": "Stays of single players."
    },
    "connectedMinutes": {
     "type": "integer",
     "description": "Minutes with somebody connected."
    },
    "crashEpisodes": {
     "type": "integer",
     "description": "Crash episodes."
    },
    "leftUpMinutes": {
     "type": "integer",
     "description": "Minutes left up."
    },
    "leftUpIncidents": {
     "type": "integer",
     "description": "Stretches left up."
    }
   },
   "required": [
    "connectedMinutes",
    "crashEpisodes",
    "falseWakes",
    "leftUpIncidents",
    "leftUpMinutes",
    "lives",
    "minutesByClass",
    "minutesUp",
    "playerSessions",
    "sessions",
    "wakes"
   ],
   "description": "Counts of what happened, the figures that everything else explains."
  },
  "ArchiveStatus": {
   "type": "object",
   "properties": {
    "logEvents": {
     "type": "integer",
     "description": "Log events, each once."
    },
    "datapoints": {
     "type": "integer",
     "description": "Metric points, each once."
    },
    "events": {
     "type": "integer",
     "description": "Events of other kinds, each once."
    },
    "duplicates": {
     "type": "integer",
     "description": "What was delivered again and dropped."
    },
    "revisedDatapoints": {
     "type": "integer",
     "description": "Points of which different values were delivered."
    },
    "quarantined": {
     "type": "integer",
     "description": "Places in input objects that could not be read."
    },
    "objects": {
     "type": "integer",
     "description": "Input objects read."
    },
    "leaves": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/ArchiveStatus.Leaf"
     },
     "description": "Leaves whose names occur."
    },
    "logGroups": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/ArchiveStatus.LogGroup"
     },
     "description": "Log groups."
    },
    "metrics": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/ArchiveStatus.Metric"
     },
     "description": "Metric series."
    },
    "quarantine": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/Quarantined"
     },
     "description": "What could not be read: where, why, how much was lost."
    },
    "expiring": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/ArchiveStatus.Expiry"
     },
     "description": "What AWS has deleted, or will soon delete, before it was collected; each is also one of the `warnings`."
    },
    "warnings": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "What is lost or will soon be, one sentence each."
    }
   },
   "required": [
    "datapoints",
    "duplicates",
    "events",
    "expiring",
    "leaves",
    "logEvents",
    "logGroups",
    "metrics",
    "objects",
    "quarantine",
    "quarantined",
    "revisedDatapoints",
    "warnings"
   ],
   "description": "What an archive knows, from when to when, what is missing, and what is about to be lost at the source."
  },
  "ArchiveStatus.Expiry": {
   "type": "object",
   "properties": {
    "leaf": {
     "type": "string",
     "description": "The stack of the leaf, `\"\"` when nothing tells it."
    },
    "source": {
     "type": "string",
     "description": "The log group, or the metric with its dimensions' values."
    },
    "newest": {
     "type": "string",
     "format": "date-time",
     "description": "Time of the newest thing collected."
    },
    "keptDays": {
     "type": "integer",
     "description": "Days that AWS keeps what it has."
    },
    "lostUntil": {
     "type": "string",
     "format": "date-time",
     "description": "Up to when anything after `newest` is gone already; `nil` when nothing is lost yet."
    }
   },
   "required": [
    "keptDays",
    "leaf",
    "newest",
    "source"
   ],
   "description": "A source at AWS of which something was deleted, or will soon be, before it was collected."
  },
  "ArchiveStatus.Leaf": {
   "type": "object",
   "properties": {
    "stack": {
     "type": "string",
     "description": "The leaf's stack, `\"\"` when no name tells it."
    },
    "days": {
     "type": "number",
     "description": "Days from the first to the last point of 1-minute traffic."
    },
    "timesUp": {
     "type": "integer",
     "description": "Times that the instance was up: traffic without a gap of more than two minutes."
    },
    "needs": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "What is missing, one sentence each; empty when there is enough to try."
    }
   },
   "required": [
    "days",
    "needs",
    "stack",
    "timesUp"
   ],
   "description": "What one leaf lacks for a recommendation."
  },
  "ArchiveStatus.LogGroup": {
   "type": "object",
   "properties": {
    "leaf": {
     "type": "string",
     "description": "The stack of the leaf that the name tells, `\"\"` when it tells none."
    },
    "logGroup": {
     "type": "string",
     "description": "The group's name; `\"\"` for events whose input does not name it."
    },
    "streams": {
     "type": "integer",
     "description": "Log streams."
    },
    "events": {
     "type": "integer",
     "description": "Log events, understood or not."
    },
    "records": {
     "type": "integer",
     "description": "Records that were understood."
    },
    "first": {
     "type": "string",
     "format": "date-time",
     "description": "Time of the oldest record."
    },
    "last": {
     "type": "string",
     "format": "date-time",
     "description": "Time of the newest record."
    },
    "duplicates": {
     "type": "integer",
     "description": "Events delivered again and dropped."
    },
    "retentionDays": {
     "type": "integer",
     "description": "Days that the group keeps events, `nil` when its name does not tell."
    }
   },
   "required": [
    "duplicates",
    "events",
    "leaf",
    "logGroup",
    "records",
    "streams"
   ],
   "description": "One log group."
  },
  "ArchiveStatus.Metric": {
   "type": "object",
   "properties": {
    "leaf": {
     "type": "string",
     "description": "The stack of the leaf that the series tells, `\"\"` when it tells none."
    },
    "key": {
     "allOf": [
      {
       "$ref": "#/$defs/MetricKey"
      }
     ],
     "description": "The series."
    },
    "first": {
     "type": "string",
     "format": "date-time",
     "description": "Start of the oldest point's period."
    },
    "last": {
     "type": "string",
     "format": "date-time",
     "description": "Start of the newest point's period."
    },
    "points": {
     "type": "integer",
     "description": "Points."
    },
    "gaps": {
     "type": "integer",
     "description": "Places where periods in a row have no point; an instance that is down has no traffic, so these are no faults."
    },
    "longestGap": {
     "type": "integer",
     "description": "Periods in the longest of them."
    },
    "revised": {
     "type": "integer",
     "description": "Points of which different values were delivered."
    },
    "duplicates": {
     "type": "integer",
     "description": "Points delivered again and dropped."
    },
    "retentionDays": {
     "type": "integer",
     "description": "Days that CloudWatch keeps points of this period."
    }
   },
   "required": [
    "duplicates",
    "first",
    "gaps",
    "key",
    "last",
    "leaf",
    "longestGap",
    "points",
    "retentionDays",
    "revised"
   ],
   "description": "One metric series."
  },
  "AuditComparison": {
   "type": "object",
   "properties": {
    "leaf": {
     "type": "string",
     "description": "Container id."
    },
    "from": {
     "type": "string",
     "format": "date-time",
     "description": "Start of the history."
    },
    "to": {
     "type": "string",
     "format": "date-time",
     "description": "End of the history."
    },
    "days": {
     "type": "number",
     "description": "Days of the history."
    },
    "settings": {
     "allOf": [
      {
       "$ref": "#/$defs/AuditComparison.ChangeOfWatchdogSettings"
      }
     ],
     "description": "The settings."
    },
    "minutesUp": {
     "allOf": [
      {
       "$ref": "#/$defs/AuditComparison.ChangeOfInt"
      }
     ],
     "description": "Minutes up."
    },
    "starts": {
     "allOf": [
      {
       "$ref": "#/$defs/AuditComparison.ChangeOfInt"
      }
     ],
     "description": "Starts of the instance."
    },
    "falseStops": {
     "allOf": [
      {
       "$ref": "#/$defs/AuditComparison.ChangeOfInt"
      }
     ],
     "description": "Stops while somebody was connected or waited, both sides replayed."
    },
    "replayedMinutes": {
     "type": "integer",
     "description": "Minutes up that the replay of the present settings comes to; how far it is from `minutesUp` tells how far the other side can be trusted."
    },
    "classes": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/AuditComparison.ClassChange"
     },
     "description": "Every class."
    },
    "lines": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/AuditComparison.LineChange"
     },
     "description": "The bill."
    },
    "running": {
     "allOf": [
      {
       "$ref": "#/$defs/AuditComparison.ChangeOfMoney"
      }
     ],
     "description": "Cost of the time up."
    },
    "runningCents": {
     "allOf": [
      {
       "$ref": "#/$defs/AuditComparison.ChangeOfInt"
      }
     ],
     "description": "Cost of the time up in whole cents."
    },
    "totalCents": {
     "allOf": [
      {
       "$ref": "#/$defs/AuditComparison.ChangeOfInt"
      }
     ],
     "description": "Everything that is known, in whole cents."
    },
    "saving": {
     "type": "number",
     "description": "What the other settings save over the whole history: negative when they cost more."
    },
    "monthly": {
     "allOf": [
      {
       "$ref": "#/$defs/AuditComparison.Month"
      }
     ],
     "description": "The same for a month."
    },
    "remarks": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "What the reader should know, one sentence each."
    }
   },
   "required": [
    "classes",
    "days",
    "falseStops",
    "from",
    "leaf",
    "lines",
    "minutesUp",
    "remarks",
    "replayedMinutes",
    "running",
    "runningCents",
    "saving",
    "settings",
    "starts",
    "to",
    "totalCents"
   ],
   "description": "What a leaf cost beside what it would have cost with other settings over the same time. The present side is what was recorded. The other side plays the recorded demand against the other settings with the evaluator that judges everything else; see `WhatIfMinutes`."
  },
  "AuditComparison.ChangeOfDouble": {
   "type": "object",
   "properties": {
    "present": {
     "type": "number",
     "description": "As recorded."
    },
    "other": {
     "type": "number",
     "description": "With the other settings."
    }
   },
   "required": [
    "other",
    "present"
   ],
   "description": "A figure now and with the other settings."
  },
  "AuditComparison.ChangeOfInt": {
   "type": "object",
   "properties": {
    "present": {
     "type": "integer",
     "description": "As recorded."
    },
    "other": {
     "type": "integer",
     "description": "With the other settings."
    }
   },
   "required": [
    "other",
    "present"
   ],
   "description": "A figure now and with the other settings."
  },
  "AuditComparison.ChangeOfMoney": {
   "type": "object",
   "properties": {
    "present": {
     "type": "number",
     "description": "As recorded."
    },
    "other": {
     "type": "number",
     "description": "With the other settings."
    }
   },
   "required": [
    "other",
    "present"
   ],
   "description": "A figure now and with the other settings."
  },
  "AuditComparison.ChangeOfWatchdogSettings": {
   "type": "object",
   "properties": {
    "present": {
     "allOf": [
      {
       "$ref": "#/$defs/WatchdogSettings"
      }
     ],
     "description": "As recorded."
    },
    "other": {
     "allOf": [
      {
       "$ref": "#/$defs/WatchdogSettings"
      }
     ],
     "description": "With the other settings."
    }
   },
   "required": [
    "other",
    "present"
   ],
   "description": "A figure now and with the other settings."
  },
  "AuditComparison.ClassChange": {
   "type": "object",
   "properties": {
    "kind": {
     "type": "string",
     "enum": [
      "crashLoop",
      "used",
      "leftUp",
      "falseWake",
      "boot",
      "idleWait",
      "unknown"
     ],
     "description": "The class."
    },
    "minutes": {
     "allOf": [
      {
       "$ref": "#/$defs/AuditComparison.ChangeOfInt"
      }
     ],
     "description": "Minutes."
    },
    "cost": {
     "allOf": [
      {
       "$ref": "#/$defs/AuditComparison.ChangeOfMoney"
      }
     ],
     "description": "Their running cost."
    },
    "cents": {
     "allOf": [
      {
       "$ref": "#/$defs/AuditComparison.ChangeOfInt"
      }
     ],
     "description": "`cost` in whole cents that add up to those of `running`."
    }
   },
   "required": [
    "cents",
    "cost",
    "kind",
    "minutes"
   ],
   "description": "One class of minutes."
  },
  "AuditComparison.LineChange": {
   "type": "object",
   "properties": {
    "present": {
     "allOf": [
      {
       "$ref": "#/$defs/CostLine"
      }
     ],
     "description": "The line as it is."
    },
    "other": {
     "allOf": [
      {
       "$ref": "#/$defs/CostLine"
      }
     ],
     "description": "The line as it would be."
    }
   },
   "required": [
    "other",
    "present"
   ],
   "description": "One line of the bill."
  },
  "AuditComparison.Month": {
   "type": "object",
   "properties": {
    "running": {
     "allOf": [
      {
       "$ref": "#/$defs/AuditComparison.ChangeOfDouble"
      }
     ],
     "description": "Running cost of a month, US dollars."
    },
    "saving": {
     "allOf": [
      {
       "$ref": "#/$defs/BootstrapEstimate"
      }
     ],
     "description": "What the other settings save of it, US dollars, with the interval over days drawn again."
    },
    "hours": {
     "allOf": [
      {
       "$ref": "#/$defs/AuditComparison.ChangeOfDouble"
      }
     ],
     "description": "Hours up in a month."
    }
   },
   "required": [
    "hours",
    "running",
    "saving"
   ],
   "description": "A month of 730 hours; only from seven complete days on."
  },
  "AuditOptions": {
   "type": "object",
   "properties": {
    "rootVolumeGB": {
     "type": "number",
     "description": "Size of the instance's root volume in GB; a container host's image needs 30."
    },
    "hasPublicIPv4": {
     "type": "boolean",
     "description": "Whether the instance has a public IPv4 address."
    },
    "hasDetailedMonitoring": {
     "type": "boolean",
     "description": "Whether detailed monitoring is on, as the stack sets it."
    },
    "hasDashboard": {
     "type": "boolean",
     "description": "Whether the leaf has a dashboard."
    },
    "hasHostedZone": {
     "type": "boolean",
     "description": "Whether the leaf has a hosted zone of its own."
    },
    "efsGB": {
     "type": "number",
     "description": "GB stored on EFS on average, when known."
    },
    "isEFSElastic": {
     "type": "boolean",
     "description": "Whether EFS bills what is read and written (Elastic throughput)."
    },
    "efsWrittenGB": {
     "type": "number",
     "description": "GB written to EFS in the audited time, when known; matters with `isEFSElastic` only."
    },
    "efsProvisionedMBps": {
     "type": "number",
     "description": "Provisioned throughput of EFS in MB/s; `nil` when there is none."
    },
    "logGB": {
     "type": "number",
     "description": "GB of logs ingested in the audited time, when known."
    },
    "timeZone": {
     "type": "string",
     "description": "IANA name of the zone whose days and months are shown."
    },
    "seed": {
     "type": "integer",
     "description": "Seed of the bootstrap."
    },
    "bootstrapRounds": {
     "type": "integer",
     "description": "Rounds of the bootstrap."
    }
   },
   "required": [
    "bootstrapRounds",
    "hasDashboard",
    "hasDetailedMonitoring",
    "hasHostedZone",
    "hasPublicIPv4",
    "isEFSElastic",
    "rootVolumeGB",
    "seed",
    "timeZone"
   ],
   "description": "What an audit assumes where nothing was recorded."
  },
  "AuditResult": {
   "type": "object",
   "properties": {
    "leaf": {
     "type": "string",
     "description": "Container id."
    },
    "instanceType": {
     "type": "string",
     "description": "`Ec2.InstanceType`."
    },
    "region": {
     "type": "string",
     "description": "Region, `\"\"` when nothing says."
    },
    "settings": {
     "allOf": [
      {
       "$ref": "#/$defs/WatchdogSettings"
      }
     ],
     "description": "The settings that were audited."
    },
    "options": {
     "allOf": [
      {
       "$ref": "#/$defs/AuditOptions"
      }
     ],
     "description": "What was assumed."
    },
    "from": {
     "type": "string",
     "format": "date-time",
     "description": "Start of the history."
    },
    "to": {
     "type": "string",
     "format": "date-time",
     "description": "End of the history."
    },
    "days": {
     "type": "number",
     "description": "Days of the history."
    },
    "minutesUp": {
     "type": "integer",
     "description": "Minutes up."
    },
    "upTime": {
     "allOf": [
      {
       "$ref": "#/$defs/UpTimeReconciliation"
      }
     ],
     "description": "Up-time as each source tells it."
    },
    "classes": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/ClassCost"
     },
     "description": "Minutes and money of each class; the minutes add up to `minutesUp`, the money to `runningCost`."
    },
    "lines": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/CostLine"
     },
     "description": "The bill, line by line."
    },
    "runningCost": {
     "type": "number",
     "description": "Cost of the time up; the sum of the running lines."
    },
    "standingCost": {
     "type": "number",
     "description": "Cost of existing, as far as it is known; the sum of the other lines."
    },
    "cents": {
     "allOf": [
      {
       "$ref": "#/$defs/CostCents"
      }
     ],
     "description": "`runningCost`, `standingCost` and their sum in whole cents that add up; every table's cents add up to these."
    },
    "costPerMinute": {
     "type": "number",
     "description": "Price of a minute up."
    },
    "unmeasured": {
     "allOf": [
      {
       "$ref": "#/$defs/UnmeasuredTime"
      }
     ],
     "description": "Minutes that events show up and no metric does: in no class and in no cost."
    },
    "daily": {
     "allOf": [
      {
       "$ref": "#/$defs/DailyCost"
      }
     ],
     "description": "Running cost of a day; `nil` below one whole day."
    },
    "monthly": {
     "allOf": [
      {
       "$ref": "#/$defs/MonthlyCost"
      }
     ],
     "description": "Cost of a month, running and standing; only from seven days on."
    },
    "monthlyHours": {
     "allOf": [
      {
       "$ref": "#/$defs/BootstrapEstimate"
      }
     ],
     "description": "Up-time in hours of a month of 730 hours; only from seven days on."
    },
    "playerHours": {
     "type": "number",
     "description": "Hours that players played, all players added."
    },
    "connectedHours": {
     "type": "number",
     "description": "Hours with somebody connected."
    },
    "costPerPlayerHour": {
     "type": "number",
     "description": "Running cost of an hour that a player played."
    },
    "byDay": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/PeriodCost"
     },
     "description": "Days in the zone of the options."
    },
    "byMonth": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/PeriodCost"
     },
     "description": "Months in the zone of the options."
    },
    "wakes": {
     "allOf": [
      {
       "$ref": "#/$defs/WakeReport"
      }
     ],
     "description": "Wakes."
    },
    "leftUp": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/LeftUpCost"
     },
     "description": "Left-up incidents."
    },
    "crashes": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/CrashCost"
     },
     "description": "Crash episodes."
    },
    "sessions": {
     "type": "integer",
     "description": "Sessions: maximal runs of connected minutes."
    },
    "conflicts": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/Conflict"
     },
     "description": "Where sources disagree."
    },
    "remarks": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "What the reader should know, one sentence each."
    }
   },
   "required": [
    "byDay",
    "byMonth",
    "cents",
    "classes",
    "conflicts",
    "connectedHours",
    "costPerMinute",
    "crashes",
    "days",
    "from",
    "instanceType",
    "leaf",
    "leftUp",
    "lines",
    "minutesUp",
    "options",
    "region",
    "remarks",
    "runningCost",
    "sessions",
    "settings",
    "standingCost",
    "to",
    "upTime",
    "wakes"
   ],
   "description": "What a leaf cost, and why."
  },
  "BootstrapEstimate": {
   "type": "object",
   "properties": {
    "value": {
     "type": "number",
     "description": "The mean of the observed days, times the scale asked for."
    },
    "low": {
     "type": "number",
     "description": "Lower end."
    },
    "high": {
     "type": "number",
     "description": "Upper end."
    },
    "days": {
     "type": "integer",
     "description": "Days drawn from."
    },
    "seed": {
     "type": "integer",
     "description": "Seed of the drawing."
    },
    "rounds": {
     "type": "integer",
     "description": "Rounds."
    }
   },
   "required": [
    "days",
    "high",
    "low",
    "rounds",
    "seed",
    "value"
   ],
   "description": "A mean over days with its 95 % interval, by drawing whole days again with replacement."
  },
  "BurstPattern": {
   "type": "object",
   "properties": {
    "shape": {
     "type": "string",
     "enum": [
      "level",
      "periodic",
      "irregular",
      "none"
     ],
     "description": "How the points lie."
    },
    "points": {
     "type": "integer",
     "description": "Minutes with a point."
    },
    "above": {
     "type": "integer",
     "description": "Minutes with a point above the threshold."
    },
    "typical": {
     "type": "number",
     "description": "Median of the points above the threshold, bytes per second; 0 when there are none."
    },
    "highest": {
     "type": "number",
     "description": "The highest of them."
    },
    "level": {
     "type": "number",
     "description": "Median of all points, bytes per second."
    },
    "everyMinutes": {
     "type": "integer",
     "description": "Minutes from one peak to the next, for `Shape/periodic`."
    },
    "examples": {
     "type": "array",
     "items": {
      "type": "string",
      "format": "date-time",
      "description": "UTC, ISO 8601"
     },
     "description": "Minutes of the first peaks."
    },
    "missing": {
     "type": "integer",
     "description": "Minutes without a point: reads hid the traffic, or nothing was reported."
    }
   },
   "required": [
    "above",
    "examples",
    "highest",
    "level",
    "missing",
    "points",
    "shape",
    "typical"
   ],
   "description": "What the points above a threshold look like over a stretch of idle minutes."
  },
  "ClassCost": {
   "type": "object",
   "properties": {
    "kind": {
     "type": "string",
     "enum": [
      "crashLoop",
      "used",
      "leftUp",
      "falseWake",
      "boot",
      "idleWait",
      "unknown"
     ],
     "description": "The class."
    },
    "minutes": {
     "type": "integer",
     "description": "Minutes."
    },
    "share": {
     "type": "number",
     "description": "Share of the up-time."
    },
    "cost": {
     "type": "number",
     "description": "Running cost of these minutes."
    },
    "cents": {
     "type": "integer",
     "description": "`cost` in whole cents; the cents of all classes add up to those of the total."
    }
   },
   "required": [
    "cents",
    "cost",
    "kind",
    "minutes",
    "share"
   ],
   "description": "Minutes and money of one class."
  },
  "ConfidenceInterval": {
   "type": "object",
   "properties": {
    "low": {
     "type": "number",
     "description": "Lower end."
    },
    "high": {
     "type": "number",
     "description": "Upper end."
    },
    "confidence": {
     "type": "number",
     "description": "Share of the cases in which such an interval holds the truth, 0 to 1."
    }
   },
   "required": [
    "confidence",
    "high",
    "low"
   ],
   "description": "A range of values with the confidence it is claimed with."
  },
  "Conflict": {
   "type": "object",
   "properties": {
    "kind": {
     "type": "string",
     "enum": [
      "upWithoutTraffic",
      "trafficWithoutInstance",
      "playerWhileDown",
      "taskWhileDown",
      "queryWithoutStart",
      "queryWithoutHit",
      "otherThreshold",
      "alarmWithoutStop",
      "stopWithoutReason",
      "startWithoutReason"
     ],
     "description": "What disagrees."
    },
    "from": {
     "type": "string",
     "format": "date-time",
     "description": "From when."
    },
    "to": {
     "type": "string",
     "format": "date-time",
     "description": "Until when."
    },
    "count": {
     "type": "integer",
     "description": "How many minutes, queries or events."
    },
    "message": {
     "type": "string",
     "description": "One sentence."
    }
   },
   "required": [
    "count",
    "from",
    "kind",
    "message",
    "to"
   ],
   "description": "Two sources that tell different things about the same time."
  },
  "CostCents": {
   "type": "object",
   "properties": {
    "running": {
     "type": "integer",
     "description": "Cost of the time up."
    },
    "standing": {
     "type": "integer",
     "description": "Cost of existing, as far as it is known."
    },
    "total": {
     "type": "integer",
     "description": "Their sum."
    }
   },
   "required": [
    "running",
    "standing",
    "total"
   ],
   "description": "The cost in whole cents."
  },
  "CostLine": {
   "type": "object",
   "properties": {
    "item": {
     "type": "string",
     "enum": [
      "instance",
      "publicIPv4",
      "rootVolume",
      "detailedMonitoring",
      "alarms",
      "dnsMetric",
      "hostedZone",
      "dashboard",
      "mails",
      "efsStorage",
      "efsThroughput",
      "efsWrites",
      "efsProvisioned",
      "logIngestion"
     ],
     "description": "What is billed."
    },
    "quantity": {
     "type": "number",
     "description": "How much of it; `nil` when nothing tells, which is not zero."
    },
    "unit": {
     "type": "string",
     "description": "What one is."
    },
    "price": {
     "allOf": [
      {
       "$ref": "#/$defs/Price"
      }
     ],
     "description": "The price of one; `nil` when no price is known."
    },
    "amount": {
     "type": "number",
     "description": "What it comes to; `nil` when the quantity or the price is unknown."
    },
    "cents": {
     "type": "integer",
     "description": "`amount` in whole cents; the cents of all lines add up to those of the bill."
    },
    "isRunning": {
     "type": "boolean",
     "description": "Whether it is billed by the time that the instance is up, so that it can be split by class."
    },
    "note": {
     "type": "string",
     "description": "What is assumed, or `nil`."
    }
   },
   "required": [
    "isRunning",
    "item",
    "unit"
   ],
   "description": "One line of the bill."
  },
  "CouplingFinding": {
   "type": "object",
   "properties": {
    "rule": {
     "type": "string",
     "enum": [
      "metricThreshold",
      "metricThresholdText",
      "evaluationRange",
      "evaluationPeriods",
      "period",
      "dnsMetric",
      "fixedProperties",
      "actions",
      "containerID"
     ],
     "description": "The rule."
    },
    "message": {
     "type": "string",
     "description": "What is wrong, in words."
    },
    "isError": {
     "type": "boolean",
     "description": "Whether deploying would fail or the watchdog would not work."
    }
   },
   "required": [
    "isError",
    "message",
    "rule"
   ],
   "description": "A rule between the values of a leaf's templates that does not hold."
  },
  "CrashCost": {
   "type": "object",
   "properties": {
    "from": {
     "type": "string",
     "format": "date-time",
     "description": "First stop."
    },
    "to": {
     "type": "string",
     "format": "date-time",
     "description": "Last stop."
    },
    "stops": {
     "type": "integer",
     "description": "Tasks that crashed."
    },
    "lives": {
     "type": "integer",
     "description": "Instances that were started in it."
    },
    "exitCodes": {
     "type": "array",
     "items": {
      "type": "integer"
     },
     "description": "Exit codes met, rising."
    },
    "reasons": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "Reasons met, by how often, then by name; at most five."
    },
    "minutes": {
     "type": "integer",
     "description": "Minutes up in crash loops of this episode."
    },
    "cost": {
     "type": "number",
     "description": "Their running cost."
    },
    "cents": {
     "type": "integer",
     "description": "`cost` in whole cents; the cents of all episodes add up to those of the class."
    },
    "mails": {
     "type": "integer",
     "description": "Mails that the alarm sent."
    }
   },
   "required": [
    "cents",
    "cost",
    "exitCodes",
    "from",
    "lives",
    "mails",
    "minutes",
    "reasons",
    "stops",
    "to"
   ],
   "description": "A crash episode with its price."
  },
  "DailyCost": {
   "type": "object",
   "properties": {
    "mean": {
     "type": "number",
     "description": "Mean over the whole days in which nothing is missing."
    },
    "lowest": {
     "type": "number",
     "description": "The cheapest of them."
    },
    "highest": {
     "type": "number",
     "description": "The dearest of them."
    },
    "days": {
     "type": "integer",
     "description": "Whole days in which nothing is missing, counted from the history's start."
    },
    "incompleteDays": {
     "type": "integer",
     "description": "Whole days that were left out because metrics are missing in them."
    }
   },
   "required": [
    "days",
    "highest",
    "incompleteDays",
    "lowest",
    "mean"
   ],
   "description": "Running cost of a day of 24 hours."
  },
  "DecisionSettings": {
   "type": "object",
   "properties": {
    "fewPoints": {
     "type": "string",
     "enum": [
      "decide",
      "keep"
     ],
     "description": "Too few real points to alarm under `missing` or `ignore`: `decide` gives OK, by analogy with the guide's rows."
    },
    "earlyBreaching": {
     "type": "string",
     "enum": [
      "fill",
      "age"
     ],
     "description": "Only breaching points, none older than M periods, under `breaching`; the guide is silent."
    },
    "ignoreWithEnoughBreaching": {
     "type": "string",
     "enum": [
      "decide",
      "keep"
     ],
     "description": "M breaching points among fewer than N real ones under `ignore`: `decide` gives ALARM."
    },
    "prematureInWallClock": {
     "type": "boolean",
     "description": "Whether the rule of premature alarms holds in wall clock windows too, which fetch no more than N periods."
    }
   },
   "required": [
    "earlyBreaching",
    "fewPoints",
    "ignoreWithEnoughBreaching",
    "prematureInWallClock"
   ],
   "description": "The parts of the decision procedure that no published source decides, each with the default that fits the evidence. They only matter while fewer than N of the range's points are real."
  },
  "DeploymentStep": {
   "type": "object",
   "properties": {
    "title": {
     "type": "string",
     "description": "What to deploy."
    },
    "command": {
     "type": "string",
     "description": "The command, if there is one."
    },
    "reason": {
     "type": "string",
     "description": "Why at this place of the order."
    }
   },
   "required": [
    "reason",
    "title"
   ],
   "description": "One step of a deployment."
  },
  "EmitPlan": {
   "type": "object",
   "properties": {
    "changes": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/EmitPlan.Change"
     },
     "description": "The settings that change."
    },
    "refused": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/EmitPlan.Refused"
     },
     "description": "The settings that are refused."
    },
    "files": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/EmitPlan.File"
     },
     "description": "The files, changed or not."
    },
    "findings": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/CouplingFinding"
     },
     "description": "Rules between the templates that do not hold."
    },
    "notes": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "What to know about the result."
    },
    "steps": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/DeploymentStep"
     },
     "description": "What to deploy, in order."
    },
    "isWritten": {
     "type": "boolean",
     "description": "Whether the files were written."
    }
   },
   "required": [
    "changes",
    "files",
    "findings",
    "isWritten",
    "notes",
    "refused",
    "steps"
   ],
   "description": "What `emit` would write, or wrote."
  },
  "EmitPlan.Change": {
   "type": "object",
   "properties": {
    "setting": {
     "type": "string",
     "description": "Path of the key, for example `Watchdog.Threshold`."
    },
    "before": {
     "type": "string",
     "description": "The value before; absent when the file does not say."
    },
    "after": {
     "type": "string",
     "description": "The value after."
    },
    "evidence": {
     "type": "string",
     "description": "Sample size, interval and tested time, if a recommendation gave them."
    }
   },
   "required": [
    "after",
    "setting"
   ],
   "description": "One setting before and after."
  },
  "EmitPlan.File": {
   "type": "object",
   "properties": {
    "path": {
     "type": "string",
     "description": "Its path."
    },
    "isStale": {
     "type": "boolean",
     "description": "Whether it is not as it shall be."
    },
    "isNew": {
     "type": "boolean",
     "description": "Whether it does not exist yet."
    },
    "diff": {
     "type": "string",
     "description": "What changes, as a unified diff."
    }
   },
   "required": [
    "diff",
    "isNew",
    "isStale",
    "path"
   ],
   "description": "One file."
  },
  "EmitPlan.Refused": {
   "type": "object",
   "properties": {
    "setting": {
     "type": "string",
     "description": "The setting."
    },
    "reason": {
     "type": "string",
     "description": "Why."
    }
   },
   "required": [
    "reason",
    "setting"
   ],
   "description": "A setting that is not written."
  },
  "EndingSetting": {
   "type": "object",
   "properties": {
    "name": {
     "type": "string",
     "enum": [
      "Threshold",
      "MinutesWithoutConnections",
      "DurationHours",
      "ShouldStop"
     ],
     "description": "The setting."
    },
    "value": {
     "type": "integer",
     "description": "Its value: bytes per second, minutes or hours; 1 for `Name/shouldStop`."
    },
    "stop": {
     "type": "string",
     "format": "date-time",
     "description": "The minute in which the alarm would have stopped the instance."
    },
    "minutesSaved": {
     "type": "integer",
     "description": "Up minutes that would not have been."
    }
   },
   "required": [
    "minutesSaved",
    "name",
    "stop",
    "value"
   ],
   "description": "One change of one setting that would have ended a life earlier, and when."
  },
  "EvaluationSettings": {
   "type": "object",
   "properties": {
    "evaluationRange": {
     "type": "string",
     "description": "How many periods an evaluation fetches."
    },
    "cutsRangeAtLimit": {
     "type": "boolean",
     "description": "Whether the fetched range ends at a day (a week from periods of an hour up) even if more is wanted."
    },
    "decision": {
     "allOf": [
      {
       "$ref": "#/$defs/DecisionSettings"
      }
     ],
     "description": "The decision procedure where the guide is silent."
    },
    "arrivalDelay": {
     "type": "integer",
     "description": "Seconds until a sample can be seen: a sample of time `s` is visible from `s + arrivalDelay`."
    },
    "arrivalDelays": {
     "type": "object",
     "additionalProperties": {
      "type": "integer"
     },
     "description": "The same for single metrics, by the `Id` of their entry."
    },
    "evaluationOffset": {
     "type": "integer",
     "description": "Seconds by which the service looks at earlier data than the time of the evaluation says; odd stamps of some services' alarms suggest that there is such an offset."
    },
    "statistics": {
     "allOf": [
      {
       "$ref": "#/$defs/StatisticSettings"
      }
     ],
     "description": "Percentiles and trimmed statistics."
    },
    "lowSamples": {
     "allOf": [
      {
       "$ref": "#/$defs/LowSampleSettings"
      }
     ],
     "description": "Percentiles with few samples."
    },
    "math": {
     "allOf": [
      {
       "$ref": "#/$defs/MetricMathSettings"
      }
     ],
     "description": "Metric math."
    },
    "actions": {
     "allOf": [
      {
       "$ref": "#/$defs/ActionSettings"
      }
     ],
     "description": "Repeated and held actions."
    }
   },
   "required": [
    "actions",
    "arrivalDelay",
    "arrivalDelays",
    "cutsRangeAtLimit",
    "decision",
    "evaluationOffset",
    "evaluationRange",
    "lowSamples",
    "math",
    "statistics"
   ],
   "description": "Every rule of an evaluation that no published source decides, with the default that fits the evidence best. A run that depends on one of them should say so: `Sensitivity` repeats an evaluation under each alternative."
  },
  "FalseStopPromise": {
   "type": "object",
   "properties": {
    "observed": {
     "type": "integer",
     "description": "False stops that the settings would have caused on the recorded days, a little off the chosen point included."
    },
    "days": {
     "type": "number",
     "description": "Days recorded."
    },
    "atMost": {
     "type": "integer",
     "description": "Most false stops in 30 days."
    }
   },
   "required": [
    "atMost",
    "days",
    "observed"
   ],
   "description": "How many false stops the next 30 days may bring, at 97.5 % confidence. A count observed over some time, seen as a Poisson rate with Jeffreys' prior, predicts a negative binomial count."
  },
  "FilePlace": {
   "type": "object",
   "properties": {
    "file": {
     "type": "string",
     "description": "The file's name as the user gave it."
    },
    "line": {
     "type": "integer",
     "description": "Line, from 1."
    },
    "column": {
     "type": "integer",
     "description": "Column in Unicode scalars, from 1."
    }
   },
   "required": [
    "column",
    "file",
    "line"
   ],
   "description": "A place in a text file that a person wrote."
  },
  "FleetAudit": {
   "type": "object",
   "properties": {
    "leaves": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/FleetAudit.Leaf"
     },
     "description": "The leaves: by what can be saved a day, then by what was paid for nothing a day, then those without an audit."
    },
    "runningCost": {
     "type": "number",
     "description": "What all leaves cost while up."
    },
    "standingCost": {
     "type": "number",
     "description": "What all leaves cost for existing, as far as known."
    },
    "avoidable": {
     "type": "number",
     "description": "What was paid for nothing: left up, false wakes and crash loops."
    },
    "monthlySaving": {
     "type": "number",
     "description": "What the recommended settings save in a month, over the leaves for which that is known, US dollars."
    }
   },
   "required": [
    "avoidable",
    "leaves",
    "monthlySaving",
    "runningCost",
    "standingCost"
   ],
   "description": "The audits of several leaves, the one that can save most first."
  },
  "FleetAudit.Leaf": {
   "type": "object",
   "properties": {
    "file": {
     "type": "string",
     "description": "The leaf file."
    },
    "audit": {
     "allOf": [
      {
       "$ref": "#/$defs/AuditResult"
      }
     ],
     "description": "What it cost; `nil` when `failure` says why that is not known."
    },
    "comparison": {
     "allOf": [
      {
       "$ref": "#/$defs/AuditComparison"
      }
     ],
     "description": "What it would cost with the recommended settings; `nil` when none are recommended."
    },
    "refusal": {
     "type": "string",
     "description": "Why nothing is recommended."
    },
    "failure": {
     "type": "string",
     "description": "Why there is no audit."
    }
   },
   "required": [
    "file"
   ],
   "description": "One leaf."
  },
  "FleetReport": {
   "type": "object",
   "properties": {
    "totals": {
     "allOf": [
      {
       "$ref": "#/$defs/FleetReport.Totals"
      }
     ],
     "description": "Sums."
    },
    "leaves": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/LeafOutcome"
     },
     "description": "The leaves, the one that can save most first, those that cannot be analysed last."
    },
    "unclaimed": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/FleetReport.Unclaimed"
     },
     "description": "What belongs to no leaf, most first."
    },
    "inputs": {
     "allOf": [
      {
       "$ref": "#/$defs/FleetReport.Inputs"
      }
     ],
     "description": "What was read."
    }
   },
   "required": [
    "inputs",
    "leaves",
    "totals",
    "unclaimed"
   ],
   "description": "What a run over many leaves found out; the content of `fleet.json`. Nothing in it depends on how the input was cut, in which order it came, how often, or on how many machines."
  },
  "FleetReport.Inputs": {
   "type": "object",
   "properties": {
    "objects": {
     "type": "integer",
     "description": "Input objects, each content once."
    },
    "quarantined": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/Quarantined"
     },
     "description": "What could not be read."
    }
   },
   "required": [
    "objects",
    "quarantined"
   ],
   "description": "What was read."
  },
  "FleetReport.Totals": {
   "type": "object",
   "properties": {
    "leaves": {
     "type": "integer",
     "description": "All leaves."
    },
    "analyzed": {
     "type": "integer",
     "description": "Leaves that could be analysed."
    },
    "failed": {
     "type": "integer",
     "description": "Leaves that could not."
    },
    "toChange": {
     "type": "integer",
     "description": "Leaves whose settings should change."
    },
    "runningCost": {
     "type": "number",
     "description": "Cost of the time up of all leaves with a price."
    },
    "avoidable": {
     "type": "number",
     "description": "Of it, what was paid for nothing."
    },
    "savingPerMonth": {
     "type": "number",
     "description": "What new settings save a month, in US dollars; leaves that should spend more count against it."
    }
   },
   "required": [
    "analyzed",
    "avoidable",
    "failed",
    "leaves",
    "runningCost",
    "savingPerMonth",
    "toChange"
   ],
   "description": "Sums over the leaves."
  },
  "FleetReport.Unclaimed": {
   "type": "object",
   "properties": {
    "kind": {
     "type": "string",
     "enum": [
      "logGroup",
      "metric",
      "unnamedMetric",
      "cluster",
      "group",
      "alarm",
      "stack"
     ],
     "description": "What it is: `logGroup`, `metric`, `cluster`, `group`, `alarm` or `stack`."
    },
    "name": {
     "type": "string",
     "description": "Its name."
    },
    "count": {
     "type": "integer",
     "description": "Log events, points or events under it, each once."
    }
   },
   "required": [
    "count",
    "kind",
    "name"
   ],
   "description": "Something that belongs to no leaf."
  },
  "FrontierPoint": {
   "type": "object",
   "properties": {
    "threshold": {
     "type": "integer",
     "description": "`Threshold`, bytes per second."
    },
    "minutesWithoutConnections": {
     "type": "integer",
     "description": "`MinutesWithoutConnections`."
    },
    "datapointsToAlarm": {
     "type": "integer",
     "description": "M where fewer than N of N points are enough, which takes a patched template; `nil` for N."
    },
    "idleMinutes": {
     "type": "integer",
     "description": "Idle minutes paid."
    },
    "coldStarts": {
     "type": "integer",
     "description": "Starts."
    },
    "falseStops": {
     "type": "integer",
     "description": "False stops: the risk."
    },
    "cost": {
     "type": "number",
     "description": "Idle minutes plus the weight of the starts: the cost beside the risk."
    },
    "isUndominated": {
     "type": "boolean",
     "description": "Whether no other candidate is at least as good in both and better in one."
    }
   },
   "required": [
    "coldStarts",
    "cost",
    "falseStops",
    "idleMinutes",
    "isUndominated",
    "minutesWithoutConnections",
    "threshold"
   ],
   "description": "One candidate on the plane of cost against risk."
  },
  "IngestResult": {
   "type": "object",
   "properties": {
    "objects": {
     "type": "integer",
     "description": "Input objects read."
    },
    "storedBytes": {
     "type": "integer",
     "description": "Bytes as stored."
    },
    "expandedBytes": {
     "type": "integer",
     "description": "Bytes after decompression."
    },
    "logEvents": {
     "type": "integer",
     "description": "Log events met, duplicates included."
    },
    "controlMessages": {
     "type": "integer",
     "description": "Control messages skipped."
    },
    "datapoints": {
     "type": "integer",
     "description": "Metric points met, duplicates included."
    },
    "events": {
     "type": "integer",
     "description": "Other events met, duplicates included; those inside log messages are counted as log events."
    },
    "newLogEvents": {
     "type": "integer",
     "description": "Log events that nobody had delivered before."
    },
    "newDatapoints": {
     "type": "integer",
     "description": "Points that nobody had delivered before."
    },
    "newEvents": {
     "type": "integer",
     "description": "Other events that nobody had delivered before."
    },
    "duplicates": {
     "type": "integer",
     "description": "What had been delivered before and was dropped."
    },
    "revisedDatapoints": {
     "type": "integer",
     "description": "Points of which another value had been delivered before; the rule of the archive decided between the two."
    },
    "quarantined": {
     "type": "integer",
     "description": "Places that could not be read."
    },
    "dryRun": {
     "type": "boolean",
     "description": "Whether nothing was stored."
    },
    "quarantine": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/Quarantined"
     },
     "description": "What could not be read: where, why, how much was lost."
    },
    "reports": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/ObjectReport"
     },
     "description": "One report an object, with `--verbose`."
    }
   },
   "required": [
    "controlMessages",
    "datapoints",
    "dryRun",
    "events",
    "expandedBytes",
    "logEvents",
    "objects",
    "quarantine",
    "quarantined",
    "storedBytes"
   ],
   "description": "What reading came to."
  },
  "InstancePrice": {
   "type": "object",
   "properties": {
    "instanceType": {
     "type": "string",
     "description": "Type, for example `m5.large`."
    },
    "region": {
     "type": "string",
     "description": "Region, for example `us-east-1`."
    },
    "usdPerHour": {
     "type": "number",
     "description": "US dollars an hour: Linux, shared tenancy, on demand."
    },
    "vcpus": {
     "type": "integer",
     "description": "Virtual processors, where known."
    },
    "memoryGiB": {
     "type": "number",
     "description": "Memory in GiB, where known."
    },
    "architecture": {
     "type": "string",
     "description": "`x86_64` or `arm64`, where known."
    },
    "snapshot": {
     "type": "string",
     "description": "The day of the price, ISO 8601; `nil` when only the whole table's is known."
    }
   },
   "required": [
    "instanceType",
    "region",
    "usdPerHour"
   ],
   "description": "The on-demand price of one instance type in one region."
  },
  "LabelEvidence": {
   "type": "object",
   "properties": {
    "source": {
     "type": "string",
     "enum": [
      "players",
      "traffic",
      "windows"
     ],
     "description": "Where the labels come from."
    },
    "idleMinutes": {
     "type": "integer",
     "description": "Idle minutes with a point and without a DNS hit."
    },
    "connectedMinutes": {
     "type": "integer",
     "description": "Connected minutes with a point and without a DNS hit."
    },
    "sessions": {
     "type": "integer",
     "description": "Maximal runs of connected minutes."
    },
    "unknownMinutes": {
     "type": "integer",
     "description": "Up minutes of which nothing is known."
    },
    "idleMedian": {
     "type": "number",
     "description": "Median idle traffic, bytes per second."
    },
    "idleHigh": {
     "type": "number",
     "description": "99 % quantile of idle traffic, bytes per second."
    },
    "connectedLow": {
     "type": "number",
     "description": "1 % quantile of connected traffic, bytes per second."
    },
    "connectedMedian": {
     "type": "number",
     "description": "Median connected traffic, bytes per second."
    },
    "leastError": {
     "type": "number",
     "description": "Mean share of minutes on the wrong side of the best threshold, 0 to 0.5."
    },
    "separation": {
     "allOf": [
      {
       "$ref": "#/$defs/TrafficSeparation"
      }
     ],
     "description": "The separators' verdicts on traffic alone, `nil` with too few minutes."
    }
   },
   "required": [
    "connectedMinutes",
    "idleMinutes",
    "leastError",
    "sessions",
    "source",
    "unknownMinutes"
   ],
   "description": "What the traffic looks like, and from where it is known who was connected."
  },
  "Leaf": {
   "type": "object",
   "properties": {
    "containerID": {
     "type": "string",
     "description": "Container id: the file's base name without its last extension, lower-cased."
    },
    "instanceType": {
     "type": "string",
     "description": "`Ec2.InstanceType`."
    },
    "image": {
     "type": "string",
     "description": "`Container.Image`."
    },
    "volumes": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "Names of `Volumes`, in the file's order."
    },
    "watchdog": {
     "allOf": [
      {
       "$ref": "#/$defs/WatchdogSettings"
      }
     ],
     "description": "The watchdog's numbers."
    }
   },
   "required": [
    "containerID",
    "image",
    "instanceType",
    "volumes",
    "watchdog"
   ],
   "description": "What leafwatch needs to know of a leaf configuration."
  },
  "LeafExplanation": {
   "type": "object",
   "properties": {
    "leaf": {
     "type": "string",
     "description": "Container id."
    },
    "settings": {
     "allOf": [
      {
       "$ref": "#/$defs/WatchdogSettings"
      }
     ],
     "description": "The settings that are explained."
    },
    "from": {
     "type": "string",
     "format": "date-time",
     "description": "Start of what is explained."
    },
    "to": {
     "type": "string",
     "format": "date-time",
     "description": "End of what is explained."
    },
    "lives": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/LifeExplanation"
     },
     "description": "The lives that touch it, oldest first."
    },
    "abortedLaunches": {
     "type": "array",
     "items": {
      "type": "string",
      "format": "date-time",
      "description": "UTC, ISO 8601"
     },
     "description": "Launches that the alarm stopped again at once."
    },
    "conflicts": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/Conflict"
     },
     "description": "Where sources disagree."
    }
   },
   "required": [
    "abortedLaunches",
    "conflicts",
    "from",
    "leaf",
    "lives",
    "settings",
    "to"
   ],
   "description": "A leaf's lives explained."
  },
  "LeafOutcome": {
   "type": "object",
   "properties": {
    "leaf": {
     "type": "string",
     "description": "Container id."
    },
    "file": {
     "type": "string",
     "description": "The leaf file, inside the folder that was given."
    },
    "failure": {
     "type": "string",
     "description": "Why there is nothing else: the file or the data cannot be used. Absent when all is well."
    },
    "from": {
     "type": "string",
     "format": "date-time",
     "description": "Start of the history."
    },
    "to": {
     "type": "string",
     "format": "date-time",
     "description": "End of the history."
    },
    "days": {
     "type": "number",
     "description": "Days of the history."
    },
    "minutesUp": {
     "type": "integer",
     "description": "Minutes up."
    },
    "runningCost": {
     "type": "number",
     "description": "Cost of the time up."
    },
    "avoidable": {
     "type": "number",
     "description": "Of it, what was paid for nothing: left up, false wakes and crash loops."
    },
    "monthly": {
     "type": "number",
     "description": "Running cost of a month in US dollars; only from seven days on."
    },
    "costRefusal": {
     "type": "string",
     "description": "Why there is no cost."
    },
    "saving": {
     "allOf": [
      {
       "$ref": "#/$defs/LeafOutcome.Saving"
      }
     ],
     "description": "What can be saved; absent when no threshold can be recommended."
    },
    "changes": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/LeafOutcome.Change"
     },
     "description": "What to change; empty when the present settings should stay."
    },
    "refused": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/LeafOutcome.Refused"
     },
     "description": "What is refused."
    },
    "findings": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/LeafOutcome.Finding"
     },
     "description": "What is wrong, worst first."
    },
    "remarks": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "What was noticed while the history was put together."
    },
    "fileSystems": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "File systems that the leaf's alarm reads."
    }
   },
   "required": [
    "changes",
    "file",
    "fileSystems",
    "findings",
    "leaf",
    "refused",
    "remarks"
   ],
   "description": "What a run over a fleet found out about one leaf, in a few lines; the report has the rest."
  },
  "LeafOutcome.Change": {
   "type": "object",
   "properties": {
    "setting": {
     "type": "string",
     "enum": [
      "Threshold",
      "MinutesWithoutConnections",
      "DurationHours",
      "ShouldStop"
     ],
     "description": "The setting."
    },
    "present": {
     "type": [
      "integer",
      "boolean"
     ],
     "description": "The value in force."
    },
    "recommended": {
     "type": [
      "integer",
      "boolean"
     ],
     "description": "The value advised."
    }
   },
   "required": [
    "present",
    "recommended",
    "setting"
   ],
   "description": "A setting that should change."
  },
  "LeafOutcome.Finding": {
   "type": "object",
   "properties": {
    "severity": {
     "type": "string",
     "enum": [
      "note",
      "warning",
      "error"
     ],
     "description": "How bad."
    },
    "message": {
     "type": "string",
     "description": "One sentence."
    }
   },
   "required": [
    "message",
    "severity"
   ],
   "description": "Something that is wrong."
  },
  "LeafOutcome.Refused": {
   "type": "object",
   "properties": {
    "setting": {
     "type": "string",
     "enum": [
      "Threshold",
      "MinutesWithoutConnections",
      "DurationHours",
      "ShouldStop"
     ],
     "description": "The setting."
    },
    "reason": {
     "type": "string",
     "description": "Why."
    },
    "needs": {
     "type": "string",
     "description": "What would help."
    }
   },
   "required": [
    "needs",
    "reason",
    "setting"
   ],
   "description": "A setting about which nothing can be said."
  },
  "LeafOutcome.Saving": {
   "type": "object",
   "properties": {
    "idleMinutesPerDay": {
     "type": "number",
     "description": "Idle minutes a day; negative when fewer false stops or cold starts are bought with them."
    },
    "dollarsPerMonth": {
     "type": "number",
     "description": "The same in US dollars a month; absent without a price and for fewer than seven days."
    }
   },
   "required": [
    "idleMinutesPerDay"
   ],
   "description": "What the recommended settings save against the present ones on the recorded days."
  },
  "LeftUpCost": {
   "type": "object",
   "properties": {
    "incident": {
     "allOf": [
      {
       "$ref": "#/$defs/LeftUpIncident"
      }
     ],
     "description": "The incident."
    },
    "cost": {
     "type": "number",
     "description": "Running cost of its minutes."
    },
    "cents": {
     "type": "integer",
     "description": "`cost` in whole cents; the cents of all incidents add up to those of the class."
    },
    "keptUpBy": {
     "type": "string",
     "description": "What kept it up, without times."
    },
    "savings": {
     "type": "array",
     "items": {
      "type": "number",
      "description": "US dollars, six decimals"
     },
     "description": "What each of the incident's endings would have saved, in their order."
    },
    "explanation": {
     "type": "string",
     "description": "One sentence of what kept it up, and what would have ended it."
    }
   },
   "required": [
    "cents",
    "cost",
    "explanation",
    "incident",
    "keptUpBy",
    "savings"
   ],
   "description": "A left-up incident with its price."
  },
  "LeftUpIncident": {
   "type": "object",
   "properties": {
    "from": {
     "type": "string",
     "format": "date-time",
     "description": "Start of the first minute left up."
    },
    "to": {
     "type": "string",
     "format": "date-time",
     "description": "End of the last."
    },
    "minutes": {
     "type": "array",
     "items": {
      "type": "integer"
     },
     "minItems": 2,
     "maxItems": 2,
     "description": "Grid indices of its minutes."
    },
    "life": {
     "type": "integer",
     "description": "Index of its life among the observation's lives."
    },
    "idleSince": {
     "type": "string",
     "format": "date-time",
     "description": "Start of the idle stretch that it belongs to: after the last use, boot or passing query."
    },
    "pattern": {
     "allOf": [
      {
       "$ref": "#/$defs/BurstPattern"
      }
     ],
     "description": "What the traffic looked like from `idleSince` on."
    },
    "cause": {
     "type": "string",
     "enum": [
      "traffic",
      "missingPoints",
      "alarmWithoutStop",
      "patience"
     ],
     "description": "Why the watchdog did not act."
    },
    "endedBy": {
     "type": "string",
     "enum": [
      "player",
      "query",
      "containerActivity",
      "instanceLeftUp",
      "crash",
      "other",
      "afterHistory"
     ],
     "description": "What ended it."
    },
    "endings": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/EndingSetting"
     },
     "description": "Changes that would have ended it, each alone, the earliest stop first."
    }
   },
   "required": [
    "cause",
    "endedBy",
    "endings",
    "from",
    "idleSince",
    "life",
    "minutes",
    "pattern",
    "to"
   ],
   "description": "A stretch in which the instance was left up: what kept it, and what would have ended it."
  },
  "LifeExplanation": {
   "type": "object",
   "properties": {
    "from": {
     "type": "string",
     "format": "date-time",
     "description": "Start of the first minute up."
    },
    "to": {
     "type": "string",
     "format": "date-time",
     "description": "End of the last minute up."
    },
    "start": {
     "type": "string",
     "enum": [
      "dnsQuery",
      "other",
      "beforeHistory"
     ],
     "description": "Why it began."
    },
    "stop": {
     "type": "string",
     "enum": [
      "containerActivity",
      "instanceLeftUp",
      "crashLoop",
      "other",
      "afterHistory"
     ],
     "description": "Why it ended."
    },
    "evidence": {
     "type": "string",
     "enum": [
      "scalingCause",
      "alarmHistory",
      "crash",
      "replay",
      "none"
     ],
     "description": "What showed why it ended."
    },
    "resolver": {
     "type": "string",
     "description": "The resolver whose query began it, when the query log has it."
    },
    "isFalseWake": {
     "type": "boolean",
     "description": "Whether nobody used it, as far as that is known."
    },
    "incidents": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/LeftUpIncident"
     },
     "description": "The left-up incidents in it."
    },
    "strip": {
     "type": "string",
     "description": "The evaluation that stopped it, as `0 X -`; `nil` when Container Activity did not."
    },
    "sentences": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "What an owner wants to know, in order."
    }
   },
   "required": [
    "evidence",
    "from",
    "incidents",
    "isFalseWake",
    "sentences",
    "start",
    "stop",
    "to"
   ],
   "description": "Why one life began, what happened in it, and why it ended, in sentences."
  },
  "LintFinding": {
   "type": "object",
   "properties": {
    "rule": {
     "type": "string",
     "enum": [
      "refusedByApp",
      "overriddenKey",
      "valueFromEnvironment",
      "noPeriods",
      "tooManyPeriods",
      "thresholdNeverReached",
      "tooManyVolumes",
      "idleAboveThreshold",
      "idleRunTooShort",
      "connectedBelowThreshold",
      "nothingEndsIt"
     ],
     "description": "Which rule."
    },
    "severity": {
     "type": "string",
     "enum": [
      "note",
      "warning",
      "error"
     ],
     "description": "How bad."
    },
    "place": {
     "allOf": [
      {
       "$ref": "#/$defs/FilePlace"
      }
     ],
     "description": "Where in the leaf file, if it is about a place."
    },
    "setting": {
     "type": "string",
     "description": "The setting's path, or `\"\"`."
    },
    "message": {
     "type": "string",
     "description": "One sentence."
    }
   },
   "required": [
    "message",
    "rule",
    "setting",
    "severity"
   ],
   "description": "Something about a leaf's settings that cannot work, or will not work well."
  },
  "LintReport": {
   "type": "object",
   "properties": {
    "files": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/LintReport.File"
     },
     "description": "The files, in the order given."
    }
   },
   "required": [
    "files"
   ],
   "description": "What linting leaf files found."
  },
  "LintReport.File": {
   "type": "object",
   "properties": {
    "file": {
     "type": "string",
     "description": "The file."
    },
    "findings": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/LintFinding"
     },
     "description": "The findings, in the file's order, measured ones last."
    }
   },
   "required": [
    "file",
    "findings"
   ],
   "description": "One file."
  },
  "LowSampleSettings": {
   "type": "object",
   "properties": {
    "scope": {
     "type": "string",
     "enum": [
      "eachPoint",
      "wholeWindow"
     ],
     "description": "What is counted."
    },
    "includesTrimmed": {
     "type": "boolean",
     "description": "Whether trimmed and winsorised statistics with a single percentage are held too."
    }
   },
   "required": [
    "includesTrimmed",
    "scope"
   ],
   "description": "What `EvaluateLowSampleCountPercentile` looks at where the guide is vague."
  },
  "MetricDimension": {
   "type": "object",
   "properties": {
    "name": {
     "type": "string",
     "description": "Name, for example `AutoScalingGroupName`."
    },
    "value": {
     "type": "string",
     "description": "Value."
    }
   },
   "required": [
    "name",
    "value"
   ],
   "description": "One dimension of a `MetricKey`."
  },
  "MetricKey": {
   "type": "object",
   "properties": {
    "account": {
     "type": "string",
     "description": "Account id."
    },
    "region": {
     "type": "string",
     "description": "Region."
    },
    "namespace": {
     "type": "string",
     "description": "Namespace, for example `AWS/EC2`; `\"\"` for a metric-math result."
    },
    "metricName": {
     "type": "string",
     "description": "Metric name; for a metric-math result without a query file, the export's label."
    },
    "dimensions": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/MetricDimension"
     },
     "description": "Dimensions, sorted by name."
    },
    "unit": {
     "type": "string",
     "description": "Unit, `\"\"` where none is given."
    },
    "period": {
     "type": "integer",
     "description": "Period in seconds."
    },
    "statistic": {
     "type": "string",
     "description": "`Sum`, `Average`, `Maximum`, …; `\"\"` where the export does not say."
    },
    "queryID": {
     "type": "string",
     "description": "The export's query `Id`, when there is one; tells `b_in` from `traffic_in`."
    }
   },
   "required": [
    "account",
    "dimensions",
    "metricName",
    "namespace",
    "period",
    "queryID",
    "region",
    "statistic",
    "unit"
   ],
   "description": "What a metric series is the series of. Empty strings mean that the input did not say."
  },
  "MetricMathSettings": {
   "type": "object",
   "properties": {
    "powerAssociation": {
     "type": "string",
     "enum": [
      "right",
      "left"
     ],
     "description": "Reading of `a^b^c`."
    },
    "negationBeforePower": {
     "type": "boolean",
     "description": "Whether `-2^2` is `(-2)^2`; otherwise it is `-(2^2)`."
    },
    "bothMissing": {
     "type": "string",
     "enum": [
      "noPoint",
      "zero"
     ],
     "description": "An operator on two series at a time where neither has a point."
    },
    "scalarWithMissing": {
     "type": "string",
     "enum": [
      "noPoint",
      "zero"
     ],
     "description": "An operator on a series and a number at a time where the series has no point."
    },
    "notFinite": {
     "type": "string",
     "enum": [
      "noPoint",
      "zero"
     ],
     "description": "Overflow, LOG of 0 or less, root of a negative number. Division by zero always gives no point."
    },
    "rejectsZeroToThePowerOfZero": {
     "type": "boolean",
     "description": "`0^0` at one time of a series: an error, or else no point. Between numbers it is always an error."
    },
    "pairsArrays": {
     "type": "boolean",
     "description": "Whether arrays of equal length combine member by member; otherwise they are rejected."
    },
    "ifElseMissing": {
     "type": "string",
     "enum": [
      "noPoint",
      "zero"
     ],
     "description": "`IF` with a false condition whose second branch is a series without the point, the first being a series."
    },
    "ifElseMissingWithNumber": {
     "type": "string",
     "enum": [
      "noPoint",
      "zero"
     ],
     "description": "The same, the first branch being a number."
    },
    "fillSeriesMissing": {
     "type": "string",
     "enum": [
      "noPoint",
      "zero"
     ],
     "description": "FILL with a series that has no point either."
    },
    "numberWithoutValue": {
     "type": "string",
     "enum": [
      "noPoint",
      "zero"
     ],
     "description": "A number without a value, as `x/0` or AVG of an empty series: the whole entry has no points, or it is 0."
    },
    "sliceOfOneIsSeries": {
     "type": "boolean",
     "description": "Whether SLICE of exactly one series, its bounds being written as numbers, gives a series; otherwise an array."
    },
    "averageCountsGaps": {
     "type": "boolean",
     "description": "Whether gaps enter the divisor of AVG, and the count of STDDEV, of one series."
    },
    "sampleDeviation": {
     "type": "boolean",
     "description": "Whether STDDEV divides by n - 1; otherwise by n."
    },
    "deviationCountsGaps": {
     "type": "boolean",
     "description": "Whether gaps count as 0 in STDDEV over an array."
    },
    "extremesCountGaps": {
     "type": "boolean",
     "description": "Whether gaps count as 0 in MIN and MAX over an array."
    },
    "emptyArrayPoint": {
     "type": "string",
     "enum": [
      "noPoint",
      "zero"
     ],
     "description": "AVG, STDDEV and DATAPOINT_COUNT over an array at a time where no series has a point."
    },
    "runningSumFillsGaps": {
     "type": "boolean",
     "description": "Whether RUNNING_SUM repeats the sum at a gap; otherwise there is no point."
    },
    "fillEdge": {
     "type": "string",
     "enum": [
      "noPoint",
      "nearest"
     ],
     "description": "The leading gap under REPEAT and open gaps under LINEAR."
    },
    "sortReversesTies": {
     "type": "boolean",
     "description": "Whether SORT puts later series first among equals."
    },
    "acceptsScalarEntries": {
     "type": "boolean",
     "description": "Whether an entry may be a number, such as the sum of no volumes."
    }
   },
   "required": [
    "acceptsScalarEntries",
    "averageCountsGaps",
    "bothMissing",
    "deviationCountsGaps",
    "emptyArrayPoint",
    "extremesCountGaps",
    "fillEdge",
    "fillSeriesMissing",
    "ifElseMissing",
    "ifElseMissingWithNumber",
    "negationBeforePower",
    "notFinite",
    "numberWithoutValue",
    "pairsArrays",
    "powerAssociation",
    "rejectsZeroToThePowerOfZero",
    "runningSumFillsGaps",
    "sampleDeviation",
    "scalarWithMissing",
    "sliceOfOneIsSeries",
    "sortReversesTies"
   ],
   "description": "What metric math does where CloudWatch's documentation is silent or contradicts itself. The defaults are the readings that fit the documented examples; every other reading is a setting, so that a run can say whether its verdict depends on one."
  },
  "MonthlyCost": {
   "type": "object",
   "properties": {
    "running": {
     "allOf": [
      {
       "$ref": "#/$defs/BootstrapEstimate"
      }
     ],
     "description": "US dollars of running a month (730 hours), from whole days drawn again."
    },
    "standing": {
     "type": "number",
     "description": "Standing cost of a month, as far as it is known."
    },
    "byClass": {
     "type": "object",
     "additionalProperties": {
      "type": "number"
     },
     "description": "Money of each class in a month, without interval."
    }
   },
   "required": [
    "byClass",
    "running",
    "standing"
   ],
   "description": "A month's cost with its interval."
  },
  "ObjectReport": {
   "type": "object",
   "properties": {
    "file": {
     "type": "string",
     "description": "The input's name as the user gave it."
    },
    "digest": {
     "type": "string",
     "description": "Hexadecimal digest (128 bits, not cryptographic) of the stored bytes; the identity of inputs without event ids."
    },
    "storedBytes": {
     "type": "integer",
     "description": "Stored bytes."
    },
    "expandedBytes": {
     "type": "integer",
     "description": "Bytes after decompression."
    },
    "logEvents": {
     "type": "integer",
     "description": "Log events met, duplicates included, control messages excluded."
    },
    "controlMessages": {
     "type": "integer",
     "description": "Control messages skipped."
    },
    "datapoints": {
     "type": "integer",
     "description": "Metric points met, duplicates included."
    },
    "events": {
     "type": "integer",
     "description": "Events met other than log events (EventBridge, alarm history, …)."
    },
    "quarantined": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/Quarantined"
     },
     "description": "What could not be read."
    },
    "passedOver": {
     "type": "string",
     "description": "Why the object was passed over as no data (a leaf file, a query file, an empty file), or `nil`."
    },
    "warnings": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "What the reader wants to say (a partial export, a replaced byte), one sentence each."
    }
   },
   "required": [
    "controlMessages",
    "datapoints",
    "digest",
    "events",
    "expandedBytes",
    "file",
    "logEvents",
    "quarantined",
    "storedBytes",
    "warnings"
   ],
   "description": "What reading one input object came to."
  },
  "OutcomeComparison": {
   "type": "object",
   "properties": {
    "present": {
     "allOf": [
      {
       "$ref": "#/$defs/SettingsOutcome"
      }
     ],
     "description": "The present settings."
    },
    "recommended": {
     "allOf": [
      {
       "$ref": "#/$defs/SettingsOutcome"
      }
     ],
     "description": "The recommended settings, on the days they were chosen on."
    },
    "savingPerDay": {
     "type": "number",
     "description": "What changing saves, in idle minutes a day of the profile's objective."
    },
    "savingInterval": {
     "allOf": [
      {
       "$ref": "#/$defs/ConfidenceInterval"
      }
     ],
     "description": "Interval of `savingPerDay` over resampled days."
    },
    "candidate": {
     "allOf": [
      {
       "$ref": "#/$defs/SettingsOutcome"
      }
     ],
     "description": "What the choice alone would take, before it has to beat the present settings."
    },
    "candidateInterval": {
     "allOf": [
      {
       "$ref": "#/$defs/ConfidenceInterval"
      }
     ],
     "description": "What `candidate` saves in idle minutes a day, over resampled days; equal to `savingInterval` where it is taken."
    },
    "confidence": {
     "type": "number",
     "description": "Share of the resampled histories in which `candidate` beats the present settings."
    },
    "outOfSample": {
     "allOf": [
      {
       "$ref": "#/$defs/OutcomeComparison.OutOfSample"
      }
     ],
     "description": "What the choice costs on days that were not used for it, each day scored with what the days before it chose."
    }
   },
   "required": [
    "candidate",
    "candidateInterval",
    "confidence",
    "present",
    "recommended",
    "savingInterval",
    "savingPerDay"
   ],
   "description": "Present and recommended settings beside each other on the recorded time."
  },
  "OutcomeComparison.OutOfSample": {
   "type": "object",
   "properties": {
    "days": {
     "type": "integer",
     "description": "Days scored."
    },
    "costPerDay": {
     "type": "number",
     "description": "Objective of the rule's choices, in idle minutes a day."
    },
    "presentCostPerDay": {
     "type": "number",
     "description": "Objective of the present settings on the same days."
    }
   },
   "required": [
    "costPerDay",
    "days",
    "presentCostPerDay"
   ],
   "description": "The walk-forward result."
  },
  "PeriodCost": {
   "type": "object",
   "properties": {
    "period": {
     "type": "string",
     "description": "`2026-03-29` or `2026-03`, in the zone of the options."
    },
    "start": {
     "type": "string",
     "format": "date-time",
     "description": "Start of its first minute in the history."
    },
    "end": {
     "type": "string",
     "format": "date-time",
     "description": "End of its last minute in the history."
    },
    "minutes": {
     "type": "integer",
     "description": "Minutes of the history in it: 1,380 or 1,500 on a whole day on which the clock changes."
    },
    "minutesUp": {
     "type": "integer",
     "description": "Minutes up."
    },
    "minutesUnmeasured": {
     "type": "integer",
     "description": "Minutes in which events show the instance up and no metric does: their cost is unknown."
    },
    "byClass": {
     "type": "object",
     "additionalProperties": {
      "type": "integer"
     },
     "description": "Minutes of each class that occurs."
    },
    "cost": {
     "type": "number",
     "description": "Running cost of `minutesUp`."
    },
    "cents": {
     "type": "integer",
     "description": "`cost` in whole cents; the cents of all days of a month add up to the month's, and those of all months to the running cost's."
    }
   },
   "required": [
    "byClass",
    "cents",
    "cost",
    "end",
    "minutes",
    "minutesUnmeasured",
    "minutesUp",
    "period",
    "start"
   ],
   "description": "One day or month."
  },
  "Price": {
   "type": "object",
   "properties": {
    "usd": {
     "type": "number",
     "description": "US dollars for one `unit`, before taxes, discounts and free tier."
    },
    "unit": {
     "type": "string",
     "description": "What it is for."
    },
    "source": {
     "type": "string",
     "description": "Who says so."
    },
    "snapshot": {
     "type": "string",
     "description": "When it held, ISO 8601 to the day or the month, or `about 2025-12`; `nil` when nothing says."
    },
    "region": {
     "type": "string",
     "description": "The region it holds for; `nil` when it is the same everywhere."
    }
   },
   "required": [
    "source",
    "unit",
    "usd"
   ],
   "description": "One price with where it comes from."
  },
  "PriceList": {
   "type": "object",
   "properties": {
    "instances": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/PriceList.Instance"
     },
     "description": "Prices of instances, by type, then region."
    },
    "items": {
     "type": "object",
     "additionalProperties": {
      "$ref": "#/$defs/Price"
     },
     "description": "Other prices by item."
    },
    "sources": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/PriceList.Source"
     },
     "description": "Where prices come from, the first that knows one wins."
    },
    "isComplete": {
     "type": "boolean",
     "description": "Whether the list is of everything, not of one type or region."
    }
   },
   "required": [
    "instances",
    "isComplete",
    "items",
    "sources"
   ],
   "description": "The prices that an audit would use."
  },
  "PriceList.Instance": {
   "type": "object",
   "properties": {
    "price": {
     "allOf": [
      {
       "$ref": "#/$defs/InstancePrice"
      }
     ],
     "description": "The price."
    },
    "source": {
     "type": "string",
     "description": "Who says so."
    },
    "snapshot": {
     "type": "string",
     "description": "When it held."
    }
   },
   "required": [
    "price",
    "source"
   ],
   "description": "One instance price with where it comes from."
  },
  "PriceList.Source": {
   "type": "object",
   "properties": {
    "name": {
     "type": "string",
     "description": "Its name."
    },
    "snapshot": {
     "type": "string",
     "description": "When its prices held."
    },
    "instances": {
     "type": "integer",
     "description": "Instance prices in it."
    },
    "items": {
     "type": "integer",
     "description": "Other prices in it."
    },
    "regions": {
     "type": "integer",
     "description": "Regions of its prices."
    }
   },
   "required": [
    "instances",
    "items",
    "name",
    "regions"
   ],
   "description": "One place that prices come from."
  },
  "PullPlan": {
   "type": "object",
   "properties": {
    "steps": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/PullPlan.Step"
     },
     "description": "The steps, in order."
    }
   },
   "required": [
    "steps"
   ],
   "description": "What a pull asks AWS for, before anything is asked."
  },
  "PullPlan.Step": {
   "type": "object",
   "properties": {
    "call": {
     "type": "string",
     "description": "`logs:FilterLogEvents`."
    },
    "region": {
     "type": "string",
     "description": "Region of the call."
    },
    "subject": {
     "type": "string",
     "description": "Log group, alarm or group that is asked about."
    },
    "from": {
     "type": "string",
     "format": "date-time",
     "description": "Start of what is asked for."
    },
    "to": {
     "type": "string",
     "format": "date-time",
     "description": "End of what is asked for."
    },
    "calls": {
     "type": "integer",
     "description": "Calls at least; listings may have more pages."
    },
    "price": {
     "type": "number",
     "description": "US dollars at list price."
    }
   },
   "required": [
    "call",
    "calls",
    "price",
    "region",
    "subject"
   ],
   "description": "One kind of call."
  },
  "PullResult": {
   "type": "object",
   "properties": {
    "calls": {
     "type": "object",
     "additionalProperties": {
      "type": "integer"
     },
     "description": "Calls that were answered, by name."
    },
    "newLogEvents": {
     "type": "integer",
     "description": "Log events that are new in the archive."
    },
    "newDatapoints": {
     "type": "integer",
     "description": "Points that are new in the archive."
    },
    "newEvents": {
     "type": "integer",
     "description": "Other events that are new in the archive."
    },
    "duplicates": {
     "type": "integer",
     "description": "What was there already."
    },
    "remarks": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "What could not be had, one sentence each."
    },
    "failures": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "What failed, one sentence each; the rest was collected nevertheless."
    }
   },
   "required": [
    "calls",
    "duplicates",
    "failures",
    "newDatapoints",
    "newEvents",
    "newLogEvents",
    "remarks"
   ],
   "description": "What a pull came to."
  },
  "Quarantined": {
   "type": "object",
   "properties": {
    "file": {
     "type": "string",
     "description": "The input's name as the user gave it."
    },
    "offset": {
     "type": "integer",
     "description": "Byte offset in the file as stored, where it is known."
    },
    "reason": {
     "type": "string",
     "description": "What is wrong, one sentence."
    },
    "lostBytes": {
     "type": "integer",
     "description": "Bytes of the stored file that were skipped."
    }
   },
   "required": [
    "file",
    "lostBytes",
    "reason"
   ],
   "description": "Something that could not be read, and what was lost with it."
  },
  "QueryTypeCount": {
   "type": "object",
   "properties": {
    "queryType": {
     "type": "string",
     "description": "Type."
    },
    "queries": {
     "type": "integer",
     "description": "Queries."
    },
    "passing": {
     "type": "integer",
     "description": "Of which passed the start filter."
    }
   },
   "required": [
    "passing",
    "queries",
    "queryType"
   ],
   "description": "Queries of one type."
  },
  "Recommendation": {
   "type": "object",
   "properties": {
    "present": {
     "allOf": [
      {
       "$ref": "#/$defs/WatchdogSettings"
      }
     ],
     "description": "The settings in force."
    },
    "recommended": {
     "allOf": [
      {
       "$ref": "#/$defs/RecommendedSettings"
      }
     ],
     "description": "The settings recommended; a refused one is absent."
    },
    "settings": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/SettingAdvice"
     },
     "description": "The advice behind each of `recommended`."
    },
    "refused": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/Refusal"
     },
     "description": "What is refused, and why."
    },
    "profile": {
     "allOf": [
      {
       "$ref": "#/$defs/TuningProfile"
      }
     ],
     "description": "The weights of the choice."
    },
    "tested": {
     "allOf": [
      {
       "$ref": "#/$defs/TestedPeriod"
      }
     ],
     "description": "The time that was looked at."
    },
    "labels": {
     "allOf": [
      {
       "$ref": "#/$defs/LabelEvidence"
      }
     ],
     "description": "What the traffic looks like."
    },
    "comparison": {
     "allOf": [
      {
       "$ref": "#/$defs/OutcomeComparison"
      }
     ],
     "description": "Present and recommended beside each other; `nil` when `TunedSetting/threshold` is refused."
    },
    "promise": {
     "allOf": [
      {
       "$ref": "#/$defs/FalseStopPromise"
      }
     ],
     "description": "What is promised about false stops with the recommended settings; `nil` when the threshold is refused."
    },
    "evidence": {
     "allOf": [
      {
       "$ref": "#/$defs/TuningEvidence"
      }
     ],
     "description": "What else the history says about settings."
    },
    "warnings": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "Things to know before acting."
    },
    "assumptions": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "What was assumed where the recording cannot know."
    },
    "sensitivity": {
     "allOf": [
      {
       "$ref": "#/$defs/Sensitivity"
      }
     ],
     "description": "What would be recommended otherwise under other answers to what no source decides; `nil` unless asked for."
    },
    "seed": {
     "type": "integer",
     "description": "Seed of the resampling."
    },
    "rounds": {
     "type": "integer",
     "description": "Rounds of resampling."
    }
   },
   "required": [
    "assumptions",
    "evidence",
    "labels",
    "present",
    "profile",
    "recommended",
    "refused",
    "rounds",
    "seed",
    "settings",
    "tested",
    "warnings"
   ],
   "description": "What to set, why, and how sure that is."
  },
  "RecommendedSettings": {
   "type": "object",
   "properties": {
    "Threshold": {
     "type": "integer",
     "description": "`Threshold`, bytes per second."
    },
    "MinutesWithoutConnections": {
     "type": "integer",
     "description": "`MinutesWithoutConnections`."
    },
    "DurationHours": {
     "type": "integer",
     "description": "`DurationHours`."
    },
    "ShouldStop": {
     "type": "boolean",
     "description": "`ShouldStop`."
    }
   },
   "required": [],
   "description": "The settings that are recommended; a refused one is absent."
  },
  "Refusal": {
   "type": "object",
   "properties": {
    "setting": {
     "type": "string",
     "enum": [
      "Threshold",
      "MinutesWithoutConnections",
      "DurationHours",
      "ShouldStop"
     ],
     "description": "The setting."
    },
    "cause": {
     "type": "string",
     "enum": [
      "tooLittleData",
      "notSeparable",
      "labelsContradictTraffic",
      "noIdleSeen",
      "noConnectionSeen",
      "dataMissing",
      "outOfRange"
     ],
     "description": "The kind of reason."
    },
    "reason": {
     "type": "string",
     "description": "The reason in a sentence, with its numbers."
    },
    "needs": {
     "type": "string",
     "description": "What would help."
    },
    "lowerBound": {
     "type": "integer",
     "description": "The lowest value that can be defended, if any."
    },
    "upperBound": {
     "type": "integer",
     "description": "The highest value that can be defended, if any."
    }
   },
   "required": [
    "cause",
    "needs",
    "reason",
    "setting"
   ],
   "description": "Why a setting is not recommended, what would help, and what can be said all the same."
  },
  "ReplayComparison": {
   "type": "object",
   "properties": {
    "candidates": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/ReplayResult"
     },
     "description": "Replays of other settings."
    },
    "strips": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/AlarmStrip"
     },
     "description": "Strips that were asked for."
    },
    "sensitivity": {
     "allOf": [
      {
       "$ref": "#/$defs/Sensitivity"
      }
     ],
     "description": "What of the present replay hangs on questions that no source decides; `nil` unless it was asked for."
    }
   },
   "required": [
    "candidates",
    "strips"
   ],
   "description": "Replays of one leaf under several settings, the present ones first."
  },
  "ReplayResult": {
   "type": "object",
   "properties": {
    "leaf": {
     "type": "string",
     "description": "The leaf's container id."
    },
    "settings": {
     "allOf": [
      {
       "$ref": "#/$defs/WatchdogSettings"
      }
     ],
     "description": "The settings that were replayed."
    },
    "evaluation": {
     "allOf": [
      {
       "$ref": "#/$defs/EvaluationSettings"
      }
     ],
     "description": "The rules of CloudWatch that no source decides, as they were taken."
    },
    "from": {
     "type": "string",
     "format": "date-time",
     "description": "Start of the history."
    },
    "to": {
     "type": "string",
     "format": "date-time",
     "description": "End of the history."
    },
    "minutes": {
     "type": "integer",
     "description": "Minutes in the history."
    },
    "minutesUp": {
     "type": "integer",
     "description": "Minutes up."
    },
    "transitions": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/StateTransition"
     },
     "description": "Every change of state, by time."
    },
    "rules": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/RuleFirings"
     },
     "description": "What each rule did."
    },
    "scaleDowns": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/ScaleDownRun"
     },
     "description": "Runs of scale-down actions."
    }
   },
   "required": [
    "evaluation",
    "from",
    "leaf",
    "minutes",
    "minutesUp",
    "rules",
    "scaleDowns",
    "settings",
    "to",
    "transitions"
   ],
   "description": "What replaying one choice of settings came to."
  },
  "ResultStamp": {
   "type": "object",
   "properties": {
    "name": {
     "type": "string",
     "description": "`leafwatch`."
    },
    "version": {
     "type": "string",
     "description": "Its version."
    },
    "schema": {
     "type": "integer",
     "description": "Version of the layout; rises when a key changes its meaning."
    },
    "command": {
     "type": "string",
     "description": "The command that made it, `audit` for example."
    },
    "settings": {
     "type": "object",
     "additionalProperties": {
      "type": [
       "string",
       "number",
       "boolean",
       "array"
      ],
      "items": {
       "type": "string"
      }
     },
     "description": "Options that bear on the result, by their long names; paths are left out."
    },
    "seed": {
     "type": "integer",
     "description": "Seed of everything that is drawn at random; absent when nothing is."
    },
    "inputs": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/ResultStamp.Input"
     },
     "description": "What the result rests on, sorted; files that only hold a leaf's history are not listed one by one."
    }
   },
   "required": [
    "command",
    "inputs",
    "name",
    "schema",
    "settings",
    "version"
   ],
   "description": "Where a result comes from: which leafwatch made it, told what, from what. Every JSON result carries it as `tool`."
  },
  "ResultStamp.Input": {
   "type": "object",
   "properties": {
    "kind": {
     "type": "string",
     "description": "What it is: `leaf` (a leaf file), `leaves` (all of a fleet's), `history` (what was recorded of a leaf), `objects` (the files and pages that were read, where a result tells of them and not of a leaf), `prices`, `ruleTests` or `report`."
    },
    "name": {
     "type": "string",
     "description": "The leaf's id, the file's name without its folder, or how many there are."
    },
    "sha256": {
     "type": "string",
     "description": "SHA-256 in hexadecimal: of the bytes of a file; of a history as it was put together, so that it is the same however the input was cut into files; of the sorted digests of objects, so that their order does not matter."
    }
   },
   "required": [
    "kind",
    "name",
    "sha256"
   ],
   "description": "Something that the result rests on."
  },
  "RuleFirings": {
   "type": "object",
   "properties": {
    "rule": {
     "type": "string",
     "enum": [
      "ContainerActivity",
      "InstanceLeftUp",
      "BreakCrashLoop"
     ],
     "description": "The rule."
    },
    "firings": {
     "type": "integer",
     "description": "Times it went into ALARM."
    },
    "minutesInAlarm": {
     "type": "integer",
     "description": "Minutes in ALARM."
    },
    "first": {
     "type": "string",
     "format": "date-time",
     "description": "When it first went into ALARM."
    },
    "last": {
     "type": "string",
     "format": "date-time",
     "description": "When it last went into ALARM."
    },
    "longest": {
     "type": "integer",
     "description": "Longest time in ALARM, minutes."
    },
    "shortest": {
     "type": "integer",
     "description": "Shortest time in ALARM, minutes."
    },
    "mails": {
     "type": "integer",
     "description": "Mails sent; the container-activity alarm sends none."
    },
    "mailsPerMonth": {
     "type": "number",
     "description": "Mails in 30 days at that rate; `nil` below seven days of history."
    }
   },
   "required": [
    "firings",
    "mails",
    "minutesInAlarm",
    "rule"
   ],
   "description": "What one rule did over a history."
  },
  "RuleTestCheck": {
   "type": "object",
   "properties": {
    "expected": {
     "type": "string",
     "description": "What the test expects."
    },
    "actual": {
     "type": "string",
     "description": "What came out."
    },
    "at": {
     "type": "string",
     "description": "When, for a leaf: `12m`."
    },
    "rule": {
     "type": "string",
     "description": "The rule of a leaf."
    },
    "strip": {
     "type": "string",
     "description": "The evaluation range as `0 X -`, newest right."
    },
    "branch": {
     "type": "string",
     "description": "The branch of the decision procedure that decided."
    },
    "explanation": {
     "type": "string",
     "description": "What decided, in a sentence."
    }
   },
   "required": [
    "actual",
    "expected"
   ],
   "description": "One expectation that was not met, with everything that explains why."
  },
  "RuleTestFailure": {
   "type": "object",
   "properties": {
    "name": {
     "type": "string",
     "description": "The test's name."
    },
    "list": {
     "type": "string",
     "enum": [
      "alarms",
      "math",
      "leaves",
      "limits"
     ],
     "description": "The list it stands in."
    },
    "file": {
     "type": "string",
     "description": "The file as the user gave it."
    },
    "line": {
     "type": "integer",
     "description": "The line at which the test begins, from 1."
    },
    "checks": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/RuleTestCheck"
     },
     "description": "The expectations that were not met; at least one."
    }
   },
   "required": [
    "checks",
    "file",
    "line",
    "list",
    "name"
   ],
   "description": "A test that failed."
  },
  "RuleTestReport": {
   "type": "object",
   "properties": {
    "passed": {
     "type": "integer",
     "description": "Tests that passed."
    },
    "failed": {
     "type": "integer",
     "description": "Tests that failed."
    },
    "failures": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/RuleTestFailure"
     },
     "description": "The tests that failed, in the order of the files."
    },
    "errors": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/RuleTestReport.Unreadable"
     },
     "description": "What could not be read; the tests of such a file did not run."
    },
    "sensitivity": {
     "allOf": [
      {
       "$ref": "#/$defs/Sensitivity"
      }
     ],
     "description": "What hangs on questions that no source decides; `nil` unless it was asked for."
    }
   },
   "required": [
    "errors",
    "failed",
    "failures",
    "passed"
   ],
   "description": "The result of running rule tests."
  },
  "RuleTestReport.Unreadable": {
   "type": "object",
   "properties": {
    "file": {
     "type": "string",
     "description": "The file as the user gave it."
    },
    "line": {
     "type": "integer",
     "description": "Line, from 1."
    },
    "column": {
     "type": "integer",
     "description": "Column, from 1."
    },
    "message": {
     "type": "string",
     "description": "Why."
    }
   },
   "required": [
    "column",
    "file",
    "line",
    "message"
   ],
   "description": "A file, or a part of one, that could not be read as tests."
  },
  "ScaleDownRun": {
   "type": "object",
   "properties": {
    "rule": {
     "type": "string",
     "enum": [
      "ContainerActivity",
      "InstanceLeftUp",
      "BreakCrashLoop"
     ],
     "description": "The rule."
    },
    "from": {
     "type": "string",
     "format": "date-time",
     "description": "Minute of the first action."
    },
    "actions": {
     "type": "integer",
     "description": "Number of actions, one a minute."
    },
    "actionsWhileUp": {
     "type": "integer",
     "description": "How many of them met an instance that was up."
    }
   },
   "required": [
    "actions",
    "actionsWhileUp",
    "from",
    "rule"
   ],
   "description": "A run of minutes in each of which a rule scales the group to zero; the action repeats while the alarm lasts."
  },
  "Sensitivity": {
   "type": "object",
   "properties": {
    "verdicts": {
     "type": "integer",
     "description": "Number of verdicts under the settings as they are."
    },
    "answers": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/Sensitivity.Answer"
     },
     "description": "Every answer that was tried."
    },
    "untried": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/Sensitivity.Untried"
     },
     "description": "The questions that were not tried, with the reason."
    }
   },
   "required": [
    "answers",
    "untried",
    "verdicts"
   ],
   "description": "Which verdicts of an evaluation hang on a question that no source decides. ``swift let sensitivity = Sensitivity(settings: settings) { settings in [\"evening of the third\": AlarmEvaluator(alarm: alarm, settings: settings).states(values: evening).last?.rawValue ?? \"\"] } `` The evaluation is repeated once for each other answer; nothing else is changed with it."
  },
  "Sensitivity.Answer": {
   "type": "object",
   "properties": {
    "setting": {
     "type": "string",
     "description": "The setting, as a path into `EvaluationSettings`."
    },
    "alternative": {
     "type": "string",
     "description": "The other answer."
    },
    "question": {
     "type": "string",
     "description": "The question, for people."
    },
    "changes": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/Sensitivity.Change"
     },
     "description": "The verdicts that change, by name; empty when none does."
    },
    "error": {
     "type": "string",
     "description": "Why nothing can be evaluated under this answer; `nil` when it can."
    }
   },
   "required": [
    "alternative",
    "changes",
    "question",
    "setting"
   ],
   "description": "What one other answer does."
  },
  "Sensitivity.Change": {
   "type": "object",
   "properties": {
    "name": {
     "type": "string",
     "description": "What was judged."
    },
    "verdict": {
     "type": "string",
     "description": "The verdict under the settings as they are; `nil` when there is none."
    },
    "otherwise": {
     "type": "string",
     "description": "The verdict under the other answer; `nil` when there is none."
    }
   },
   "required": [
    "name"
   ],
   "description": "A verdict that another answer changes."
  },
  "Sensitivity.Untried": {
   "type": "object",
   "properties": {
    "setting": {
     "type": "string",
     "description": "The setting, as a path into `EvaluationSettings`."
    },
    "reason": {
     "type": "string",
     "description": "Why nothing can hang on it."
    }
   },
   "required": [
    "reason",
    "setting"
   ],
   "description": "A question that was not tried, since nothing that is judged here can hang on it."
  },
  "SettingAdvice": {
   "type": "object",
   "properties": {
    "setting": {
     "type": "string",
     "enum": [
      "Threshold",
      "MinutesWithoutConnections",
      "DurationHours",
      "ShouldStop"
     ],
     "description": "The setting."
    },
    "present": {
     "type": [
      "integer",
      "boolean"
     ],
     "description": "The value in force."
    },
    "recommended": {
     "type": [
      "integer",
      "boolean"
     ],
     "description": "The value advised; equal to `present` when it should be kept."
    },
    "verdict": {
     "type": "string",
     "enum": [
      "keep",
      "change"
     ],
     "description": "Keep or change."
    },
    "reason": {
     "type": "string",
     "description": "One sentence that says why."
    },
    "sampleSize": {
     "type": "integer",
     "description": "How many observations the number rests on."
    },
    "sampleUnit": {
     "type": "string",
     "description": "What was counted: `idle minutes`, `gaps`, `lives`."
    },
    "interval": {
     "allOf": [
      {
       "$ref": "#/$defs/ConfidenceInterval"
      }
     ],
     "description": "Values among which resampled histories would choose."
    },
    "tested": {
     "allOf": [
      {
       "$ref": "#/$defs/TestedPeriod"
      }
     ],
     "description": "The time that was looked at."
    }
   },
   "required": [
    "present",
    "reason",
    "recommended",
    "sampleSize",
    "sampleUnit",
    "setting",
    "tested",
    "verdict"
   ],
   "description": "What is advised for one setting, and why."
  },
  "SettingsOutcome": {
   "type": "object",
   "properties": {
    "threshold": {
     "type": "integer",
     "description": "`Threshold`, bytes per second."
    },
    "minutesWithoutConnections": {
     "type": "integer",
     "description": "`MinutesWithoutConnections`."
    },
    "counts": {
     "allOf": [
      {
       "$ref": "#/$defs/WhatIfTally"
      }
     ],
     "description": "What was counted."
    },
    "days": {
     "type": "number",
     "description": "Days counted."
    },
    "costPerDay": {
     "type": "number",
     "description": "The profile's objective, in idle minutes a day."
    }
   },
   "required": [
    "costPerDay",
    "counts",
    "days",
    "minutesWithoutConnections",
    "threshold"
   ],
   "description": "What settings cost over some days: counted, and as the profile weighs it."
  },
  "ShareEstimate": {
   "type": "object",
   "properties": {
    "count": {
     "type": "integer",
     "description": "How many have the property."
    },
    "total": {
     "type": "integer",
     "description": "Of how many."
    },
    "low": {
     "type": "number",
     "description": "Lower end of the interval."
    },
    "high": {
     "type": "number",
     "description": "Upper end of the interval."
    }
   },
   "required": [
    "count",
    "high",
    "low",
    "total"
   ],
   "description": "A share with its 95 % interval after Wilson."
  },
  "StateTransition": {
   "type": "object",
   "properties": {
    "rule": {
     "type": "string",
     "enum": [
      "ContainerActivity",
      "InstanceLeftUp",
      "BreakCrashLoop"
     ],
     "description": "The alarm."
    },
    "time": {
     "type": "string",
     "format": "date-time",
     "description": "Start of the minute whose evaluation changed the state."
    },
    "from": {
     "type": "string",
     "enum": [
      "OK",
      "ALARM",
      "INSUFFICIENT_DATA"
     ],
     "description": "The state before."
    },
    "to": {
     "type": "string",
     "enum": [
      "OK",
      "ALARM",
      "INSUFFICIENT_DATA"
     ],
     "description": "The state after."
    }
   },
   "required": [
    "from",
    "rule",
    "time",
    "to"
   ],
   "description": "One change of an alarm's state."
  },
  "StatisticSettings": {
   "type": "object",
   "properties": {
    "interpolation": {
     "type": "string",
     "enum": [
      "linear",
      "nearestRank"
     ],
     "description": "How percentiles are read."
    },
    "trimming": {
     "type": "string",
     "enum": [
      "boundaryValues",
      "fractionalRanks"
     ],
     "description": "How percentages trim means."
    }
   },
   "required": [
    "interpolation",
    "trimming"
   ],
   "description": "How statistics are computed where no source says it."
  },
  "TestedPeriod": {
   "type": "object",
   "properties": {
    "from": {
     "type": "string",
     "format": "date-time",
     "description": "First minute."
    },
    "to": {
     "type": "string",
     "format": "date-time",
     "description": "End of the last minute."
    }
   },
   "required": [
    "from",
    "to"
   ],
   "description": "A stretch of time with its length in whole days, rounded up."
  },
  "TrafficSeparation": {
   "type": "object",
   "properties": {
    "minimumError": {
     "type": "number",
     "description": "Minimum-error threshold (Kittler, Illingworth 1986), bytes per second."
    },
    "otsu": {
     "type": "number",
     "description": "Otsu's threshold on logarithms (1979), bytes per second."
    },
    "mixture": {
     "type": "number",
     "description": "Threshold of equal posterior of two log-normals fitted by expectation maximisation, bytes per second."
    },
    "bimodality": {
     "type": "number",
     "description": "By how much two log-normals explain the sample better than one: BIC(1) - BIC(2); above 10 is strong."
    },
    "distance": {
     "type": "number",
     "description": "Ashman's D of the two groups: distance over spread; above 2 they are clearly apart."
    },
    "valley": {
     "type": "number",
     "description": "Density at the bottom between the two groups over that of the lower of their peaks, smoothed: 0 where nothing lies between them, 1 where there is no valley."
    },
    "ratio": {
     "type": "number",
     "description": "Middle of the upper group over that of the lower one."
    },
    "lowerShare": {
     "type": "number",
     "description": "Share of the lower group."
    },
    "sampleSize": {
     "type": "integer",
     "description": "Number of minutes."
    }
   },
   "required": [
    "bimodality",
    "distance",
    "lowerShare",
    "minimumError",
    "mixture",
    "otsu",
    "ratio",
    "sampleSize",
    "valley"
   ],
   "description": "Two groups in one sample of traffic, found without labels: idle below, connected above. Works on logarithms, because traffic spans orders of magnitude. Two separators of different make judge the sample, and a test says whether it has two groups at all; where they disagree, nobody should decide."
  },
  "TransitionCheck": {
   "type": "object",
   "properties": {
    "time": {
     "type": "string",
     "format": "date-time",
     "description": "When it was recorded."
    },
    "queryDate": {
     "type": "string",
     "format": "date-time",
     "description": "When the alarm was evaluated, where the history says so."
    },
    "from": {
     "type": "string",
     "enum": [
      "OK",
      "ALARM",
      "INSUFFICIENT_DATA"
     ],
     "description": "The state before, where the history says so."
    },
    "to": {
     "type": "string",
     "enum": [
      "OK",
      "ALARM",
      "INSUFFICIENT_DATA"
     ],
     "description": "The state after."
    },
    "outcome": {
     "type": "string",
     "enum": [
      "reproduced",
      "differsInValues",
      "differsInRule",
      "notEvaluated",
      "outsideData",
      "unreadable"
     ],
     "description": "What came of it."
    },
    "arrivalDelay": {
     "type": "integer",
     "description": "The smallest arrival delay in seconds that explains the change, 0 when none is needed, `nil` when none does."
    },
    "delayedMetrics": {
     "type": "array",
     "items": {
      "type": "string"
     },
     "description": "`Id`s of the metrics that were late; empty for all of them alike."
    },
    "recordedValues": {
     "type": "array",
     "items": {
      "type": "number"
     },
     "description": "The values that the alarm saw, oldest first; `nil` where the history does not say."
    },
    "replayedValues": {
     "type": "array",
     "items": {
      "type": "number"
     },
     "description": "The values that the replay sees without a delay, oldest first."
    },
    "replayedState": {
     "type": "string",
     "enum": [
      "OK",
      "ALARM",
      "INSUFFICIENT_DATA"
     ],
     "description": "The state that the replay gives; with the delay that explains the change, else without one."
    },
    "strip": {
     "type": "string",
     "description": "The replay's evaluation range, as `0 - X`, oldest first."
    },
    "branch": {
     "type": "string",
     "enum": [
      "noData",
      "enoughData",
      "enoughBreaching",
      "filled",
      "prematureAlarm",
      "notEnoughBreaching"
     ],
     "description": "What decided in the replay."
    },
    "remark": {
     "type": "string",
     "description": "One sentence for people."
    }
   },
   "required": [
    "delayedMetrics",
    "outcome",
    "remark",
    "replayedValues",
    "strip",
    "time"
   ],
   "description": "One recorded change of state held against a replay of the evaluation that made it."
  },
  "TuningEvidence": {
   "type": "object",
   "properties": {
    "drift": {
     "allOf": [
      {
       "$ref": "#/$defs/TuningEvidence.Drift"
      }
     ],
     "description": "Drift of the idle level; `nil` with less than two weeks or too few minutes."
    },
    "bursts": {
     "allOf": [
      {
       "$ref": "#/$defs/TuningEvidence.Bursts"
      }
     ],
     "description": "Periodic bursts above the recommended threshold; `nil` when none stand out."
    },
    "longestQuietRun": {
     "type": "integer",
     "description": "Longest quiet run of idle minutes at the recommended threshold: no larger N ever stopped here."
    },
    "recordedDelay": {
     "allOf": [
      {
       "$ref": "#/$defs/TuningEvidence.StopDelay"
      }
     ],
     "description": "How long after its last use a server was really stopped, as recorded; `nil` when no such stop was seen."
    },
    "stopDelay": {
     "allOf": [
      {
       "$ref": "#/$defs/TuningEvidence.StopDelay"
      }
     ],
     "description": "The same under the settings to be used, as played; `nil` when they never stop an idle server here."
    },
    "plateau": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/TuningEvidence.Plateau"
     },
     "description": "The best N for several costs of a cold start."
    },
    "sensitivity": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/TuningEvidence.Sensitivity"
     },
     "description": "What depends on the evaluation range, which AWS does not publish."
    },
    "hours": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/TuningEvidence.HourOfDay"
     },
     "description": "Idle minutes and starts by hour: what a static setting cannot follow."
    },
    "frontier": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/FrontierPoint"
     },
     "description": "Candidates that nothing dominates, and the present and recommended settings."
    }
   },
   "required": [
    "frontier",
    "hours",
    "plateau",
    "sensitivity"
   ],
   "description": "What a history says about settings beside the choice itself."
  },
  "TuningEvidence.Bursts": {
   "type": "object",
   "properties": {
    "everyMinutes": {
     "type": "integer",
     "description": "Most frequent distance from one to the next, in minutes."
    },
    "sampleSize": {
     "type": "integer",
     "description": "Distances counted."
    },
    "share": {
     "type": "number",
     "description": "Share of the distances that are that long, give or take a minute."
    }
   },
   "required": [
    "everyMinutes",
    "sampleSize",
    "share"
   ],
   "description": "Idle minutes that stand out above the threshold at a steady distance."
  },
  "TuningEvidence.Drift": {
   "type": "object",
   "properties": {
    "before": {
     "type": "number",
     "description": "Median before the last week, bytes per second."
    },
    "lastWeek": {
     "type": "number",
     "description": "Median of the last week, bytes per second."
    },
    "sampleSize": {
     "type": "integer",
     "description": "Idle minutes of the last week."
    }
   },
   "required": [
    "before",
    "lastWeek",
    "sampleSize"
   ],
   "description": "Median idle traffic of the last week against the time before it."
  },
  "TuningEvidence.HourOfDay": {
   "type": "object",
   "properties": {
    "hour": {
     "type": "integer",
     "description": "Hour of the day, UTC."
    },
    "idleMinutes": {
     "type": "integer",
     "description": "Idle minutes paid in it, on all days together."
    },
    "coldStarts": {
     "type": "integer",
     "description": "Starts in it."
    }
   },
   "required": [
    "coldStarts",
    "hour",
    "idleMinutes"
   ],
   "description": "The part of the day in which a waiting server costs most."
  },
  "TuningEvidence.Plateau": {
   "type": "object",
   "properties": {
    "coldStartCost": {
     "type": "number",
     "description": "B, in idle minutes."
    },
    "minutesWithoutConnections": {
     "type": "integer",
     "description": "`MinutesWithoutConnections` that costs least at the recommended threshold."
    },
    "regret": {
     "type": "number",
     "description": "What the recommended N costs more than that, as a share."
    }
   },
   "required": [
    "coldStartCost",
    "minutesWithoutConnections",
    "regret"
   ],
   "description": "The best N for one cost of a cold start: a plateau is the message."
  },
  "TuningEvidence.Sensitivity": {
   "type": "object",
   "properties": {
    "extraMinutes": {
     "type": "integer",
     "description": "Minutes beyond N that an evaluation fetches."
    },
    "changedStops": {
     "type": "integer",
     "description": "Stops at another minute than under the default."
    },
    "falseStops": {
     "type": "integer",
     "description": "False stops under this reading."
    }
   },
   "required": [
    "changedStops",
    "extraMinutes",
    "falseStops"
   ],
   "description": "The same settings under another reading of what no source decides."
  },
  "TuningEvidence.StopDelay": {
   "type": "object",
   "properties": {
    "stops": {
     "type": "integer",
     "description": "Stops counted: by Container Activity, after somebody was connected and with nobody left."
    },
    "low": {
     "type": "number",
     "description": "Minutes from the end of the last used minute to the stop that a tenth of the stops stay below."
    },
    "median": {
     "type": "number",
     "description": "Median of these minutes."
    },
    "high": {
     "type": "number",
     "description": "Minutes that a tenth of the stops exceed."
    },
    "teardown": {
     "type": "number",
     "description": "Minutes that instances reported after the stop, the median of recorded stops; `nil` when that is not known."
    }
   },
   "required": [
    "high",
    "low",
    "median",
    "stops"
   ],
   "description": "How long after its last use a server is really gone: N is only a part of it. The alarm needs N quiet minutes, which traffic above the threshold interrupts, and the minute in which it is evaluated; then the instance takes its time to go. Samples that CloudWatch shows late add theirs, which only recorded stops contain."
  },
  "TuningProfile": {
   "type": "object",
   "properties": {
    "name": {
     "type": "string",
     "description": "`thrifty`, `balanced`, `never-kick` or `custom`."
    },
    "coldStartCost": {
     "type": "number",
     "description": "B: what a cold start costs, in idle minutes (boot minutes billed and somebody's wait)."
    },
    "falseStopCost": {
     "type": "number",
     "description": "F: what a false stop costs, in idle minutes."
    },
    "maximumFalseStops": {
     "type": "number",
     "description": "False stops allowed per 30 days, `nil` for as many as the weights allow."
    }
   },
   "required": [
    "coldStartCost",
    "falseStopCost",
    "name"
   ],
   "description": "What an owner minds more: idle minutes, waiting, or being cut off; printed with every recommendation."
  },
  "UnmeasuredTime": {
   "type": "object",
   "properties": {
    "minutes": {
     "type": "integer",
     "description": "Minutes."
    },
    "costIfUp": {
     "type": "number",
     "description": "What they cost if the instance was up in all of them."
    }
   },
   "required": [
    "costIfUp",
    "minutes"
   ],
   "description": "Time of which it is not known what it cost."
  },
  "UpTimeReconciliation": {
   "type": "object",
   "properties": {
    "networkIn": {
     "type": "integer",
     "description": "Minutes with a point of `NetworkIn`; what everything else is based on."
    },
    "scaling": {
     "type": "integer",
     "description": "From launch to termination by Auto Scaling events, instances with both ends reported; about what AWS bills."
    },
    "scalingInstances": {
     "type": "integer",
     "description": "Instances with both ends reported."
    },
    "scalingOpen": {
     "type": "integer",
     "description": "Instances with one end reported only: up at an end of the data, or an event was lost."
    },
    "tasks": {
     "type": "integer",
     "description": "From `RUNNING` to `STOPPED` by ECS events, tasks with both ends reported."
    },
    "taskCount": {
     "type": "integer",
     "description": "Tasks with both ends reported."
    },
    "tasksOpen": {
     "type": "integer",
     "description": "Tasks with one end reported only."
    },
    "unmeasured": {
     "type": "integer",
     "description": "Minutes in which events show the instance up and `NetworkIn` has no point: up or not, nothing is known of them."
    }
   },
   "required": [
    "networkIn",
    "scalingInstances",
    "scalingOpen",
    "taskCount",
    "tasksOpen",
    "unmeasured"
   ],
   "description": "Up-time in minutes as each source tells it; `nil` where a source says nothing."
  },
  "Verification": {
   "type": "object",
   "properties": {
    "leaf": {
     "type": "string",
     "description": "The leaf's container id."
    },
    "evaluation": {
     "allOf": [
      {
       "$ref": "#/$defs/EvaluationSettings"
      }
     ],
     "description": "The rules of CloudWatch that no source decides, as they were taken."
    },
    "alarms": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/Verification.Alarm"
     },
     "description": "The alarms that have a history."
    },
    "counts": {
     "type": "object",
     "additionalProperties": {
      "type": "integer"
     },
     "description": "How many changes came out how."
    },
    "largestDelay": {
     "type": "integer",
     "description": "The largest of the smallest arrival delays that explain a change, in seconds; `nil` when nothing was explained."
    },
    "sensitivity": {
     "allOf": [
      {
       "$ref": "#/$defs/Sensitivity"
      }
     ],
     "description": "What hangs on questions that no source decides; `nil` unless it was asked for."
    }
   },
   "required": [
    "alarms",
    "counts",
    "evaluation",
    "leaf"
   ],
   "description": "A leaf's recorded alarm history held against a replay."
  },
  "Verification.Alarm": {
   "type": "object",
   "properties": {
    "rule": {
     "type": "string",
     "enum": [
      "ContainerActivity",
      "InstanceLeftUp",
      "BreakCrashLoop"
     ],
     "description": "The rule."
    },
    "alarmName": {
     "type": "string",
     "description": "`AlarmName`."
    },
    "transitions": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/TransitionCheck"
     },
     "description": "Every recorded change of state, oldest first."
    },
    "unrecorded": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/StateTransition"
     },
     "description": "Changes that a continuous replay makes between the first and the last recorded one, and the history lacks."
    }
   },
   "required": [
    "alarmName",
    "rule",
    "transitions",
    "unrecorded"
   ],
   "description": "One alarm."
  },
  "WakeReport": {
   "type": "object",
   "properties": {
    "lives": {
     "type": "integer",
     "description": "Lives."
    },
    "wakes": {
     "type": "integer",
     "description": "Lives that a query started."
    },
    "falseWakes": {
     "type": "integer",
     "description": "Wakes without a connected minute until their stop."
    },
    "unknown": {
     "type": "integer",
     "description": "Wakes of which nothing tells whether anybody came."
    },
    "falseShare": {
     "allOf": [
      {
       "$ref": "#/$defs/ShareEstimate"
      }
     ],
     "description": "Share of false wakes among those that are known."
    },
    "falseCost": {
     "type": "number",
     "description": "Running cost of the false wakes' minutes, whatever their class."
    },
    "falseLeftUpCost": {
     "type": "number",
     "description": "Running cost of those of their minutes that are left up; the rest is of the class of false wakes."
    },
    "byResolver": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/WakeSource"
     },
     "description": "By resolver and query type, the dearest false wakes first."
    },
    "byType": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/QueryTypeCount"
     },
     "description": "Queries by type, those included that start nothing."
    },
    "abortedLaunches": {
     "type": "integer",
     "description": "Launches that the alarm stopped again at once, because it was still in ALARM."
    }
   },
   "required": [
    "abortedLaunches",
    "byResolver",
    "byType",
    "falseCost",
    "falseLeftUpCost",
    "falseShare",
    "falseWakes",
    "lives",
    "unknown",
    "wakes"
   ],
   "description": "Who wakes the leaf, how often for nothing, and what that costs."
  },
  "WakeSource": {
   "type": "object",
   "properties": {
    "resolver": {
     "type": "string",
     "description": "The resolver's address; `\"\"` when only the DNS metric shows the wake."
    },
    "queryType": {
     "type": "string",
     "description": "Query type of the waking queries."
    },
    "wakes": {
     "type": "integer",
     "description": "Wakes."
    },
    "falseWakes": {
     "type": "integer",
     "description": "Of which nobody used."
    },
    "ledToConnection": {
     "allOf": [
      {
       "$ref": "#/$defs/ShareEstimate"
      }
     ],
     "description": "Share that led to a connection, among those of which it is known."
    },
    "cost": {
     "type": "number",
     "description": "Running cost of all lives that it woke."
    },
    "falseCost": {
     "type": "number",
     "description": "Running cost of the false ones."
    },
    "heldMinutes": {
     "type": "integer",
     "description": "Idle minutes since a query of this resolver that came to an instance that was up: each such query keeps it for another `MinutesWithoutConnections`."
    },
    "heldCost": {
     "type": "number",
     "description": "Their running cost; a part of the cost of idle wait and false wakes."
    },
    "passingQueries": {
     "type": "integer",
     "description": "Queries of this resolver that passed the start filter."
    }
   },
   "required": [
    "cost",
    "falseCost",
    "falseWakes",
    "heldCost",
    "heldMinutes",
    "ledToConnection",
    "passingQueries",
    "queryType",
    "resolver",
    "wakes"
   ],
   "description": "One resolver and what it woke."
  },
  "WatchdogSettings": {
   "type": "object",
   "properties": {
    "Threshold": {
     "type": "integer",
     "description": "`Threshold`: bytes per second at or below which a minute counts as idle."
    },
    "MinutesWithoutConnections": {
     "type": "integer",
     "description": "`MinutesWithoutConnections`: consecutive idle minutes before the stop."
    },
    "DurationHours": {
     "type": "integer",
     "description": "`InstanceLeftUp.DurationHours`: hours up before the warning."
    },
    "ShouldStop": {
     "type": "boolean",
     "description": "`InstanceLeftUp.ShouldStop`: whether that warning also stops the instance."
    }
   },
   "required": [
    "DurationHours",
    "MinutesWithoutConnections",
    "ShouldStop",
    "Threshold"
   ],
   "description": "The tunable numbers of a leaf's `Watchdog` block; absent keys hold upstream's defaults."
  },
  "WhatIfTally": {
   "type": "object",
   "properties": {
    "idleMinutes": {
     "type": "integer",
     "description": "Minutes up and not used, boot and the wait for a first player apart."
    },
    "assumedMinutes": {
     "type": "integer",
     "description": "Those of `idleMinutes` that lie after the recorded stop, where the traffic is assumed."
    },
    "coldStarts": {
     "type": "integer",
     "description": "Starts: somebody waits, or something woke the server for nothing."
    },
    "falseStops": {
     "type": "integer",
     "description": "Stops in a minute in which somebody was connected or waited for the server."
    },
    "unknownMinutes": {
     "type": "integer",
     "description": "Minutes up in which nothing says what was going on."
    },
    "abortedLaunches": {
     "type": "integer",
     "description": "Launches that the alarm stopped again at once, because it was still in ALARM; some before there was an instance."
    }
   },
   "required": [
    "abortedLaunches",
    "assumedMinutes",
    "coldStarts",
    "falseStops",
    "idleMinutes",
    "unknownMinutes"
   ],
   "description": "What a run costs, counted: the three things that a profile weighs, and what they rest on."
  }
 }
}

"""#
}
