import Ingest
import TimeSeries

/// Joins what a function's START and REPORT lines said of one run when they came apart.
enum InvocationJoin {
    /// A report that came without its start reckons the start back from its duration; this close to each other, two
    /// records of one request and stream are one run. Lambda retries after a minute at the earliest.
    static let tolerance: Int64 = 10_000

    /// The runs, oldest first; `records` are sorted by group, stream, request and time.
    static func joined(_ records: [LambdaInvocation]) -> [LambdaInvocation] {
        var runs: [LambdaInvocation] = []
        for record in records {
            if let last = runs.last, isSameRun(last, record) {
                let index = runs.count - 1
                runs[index].duration = last.duration ?? record.duration
                let outcomes = [last.failed, record.failed].compactMap { $0 }
                runs[index].failed = outcomes.isEmpty ? nil : outcomes.contains(true)
            } else {
                runs.append(record)
            }
        }
        return runs.sorted { left, right in
            left.time != right.time
                ? left.time < right.time
                : (left.logGroup, left.logStream, left.requestID)
                    < (right.logGroup, right.logStream, right.requestID)
        }
    }

    private static func isSameRun(_ left: LambdaInvocation, _ right: LambdaInvocation) -> Bool {
        guard left.requestID == right.requestID, left.logStream == right.logStream,
            left.logGroup == right.logGroup,
            right.time.milliseconds.subtractingReportingOverflow(left.time.milliseconds).partialValue
                .magnitude
                <= UInt64(tolerance)
        else { return false }
        return left.duration == nil || right.duration == nil || left.duration == right.duration
    }
}
